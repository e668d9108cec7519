"""Where sentences and clauses end. Floor 2.

In: a folded text (and the masks of it, whose full stops end nothing). Out: spans in order that together hold all of it
but the blanks between; each keeps its closing marks, quotes and emoji.

A sentence ends at 。！？；…, at a line break, at ~ and . where they stand for 。, at the face codes of chat windows,
and at a space which folding left between two Han characters. A clause also ends at ，： and a dash.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from coach.reading.fold import is_han
from coach.reading.masks import SOLID
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.reading.masks import Mask

MARK = re.compile("[。！？；…\n~. #]")
DOUBTFUL = frozenset("~. #")  # these end a sentence only sometimes
TAIL = frozenset("。！？；…~.”’）】》〉)]")  # what may follow an end and still belongs to it
DATE_ENDS = frozenset("年月日号天周时点分一二三四五六七八九十末")  # 周一~周五 and 3月~5月 are ranges
DATE_STARTS = frozenset("0123456789[周星期一二三四五六七八九十")
PAUSE = re.compile("，(?!(?<=[0-9]，)[0-9]{3}(?![0-9]))|：(?!//|(?<=[0-9]：)[0-9])|——?|--+")


def sentences(text: str, masks: Iterable[Mask] = ()) -> tuple[Span, ...]:
    """Split a folded text into sentences; one without a word joins the one before it."""
    ends: list[int] = []
    last = -1
    for hit in MARK.finditer(text):
        place = hit.start()
        if place < last or (text[place] in DOUBTFUL and not _stands(text, place)):
            continue
        last = _tail(text, place + (text[place] != "#"))
        ends.append(last)
    return tuple(_pieces(text, Span(0, len(text)), _outside(ends, masks)))


def clauses(text: str, whole: Iterable[Span], masks: Iterable[Mask] = ()) -> tuple[Span, ...]:
    """Split sentences on into clauses."""
    ends = _outside([hit.end() for hit in PAUSE.finditer(text)], masks)
    if not ends:
        return tuple(whole)
    found: list[Span] = []
    at = 0
    for sentence in whole:
        first = at
        while at < len(ends) and ends[at] < sentence.end:
            at += 1
        found += _pieces(text, sentence, ends[first:at]) if at > first else (sentence,)
    return tuple(found)


def _outside(ends: list[int], masks: Iterable[Mask]) -> list[int]:
    solid = [mask.span for mask in masks if mask.kind in SOLID]
    if not solid:
        return ends
    starts = [span.start for span in solid]
    kept = []
    for end in ends:
        before = bisect_right(starts, end - 1) - 1
        if before < 0 or end > solid[before].end:
            kept.append(end)
    return kept


def _stands(text: str, place: int) -> bool:
    """Tell whether ~ . # or a space ends a sentence here."""
    char, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if char == "#":
        return text.startswith("#e-s", place)
    if char == " ":
        return place > 0 and is_han(before) and is_han(text[place:].lstrip(" ")[:1] if after == " " else after)
    if char == "~":
        return before not in DATE_ENDS | set("0123456789x") or after not in DATE_STARTS
    return _full_stop(text, place, before, after)


def _full_stop(text: str, place: int, before: str, after: str) -> bool:
    if after == ".":
        return True
    if not before or before in " \n":
        return False
    if is_han(before) or before in "）”]~】":
        return not after.isdigit() and not _file_name().match(text, place + 1)
    if not ("a" <= before <= "z" or before.isdigit()) or ("!" <= after <= "~" and after not in '“"（('):
        return False
    return not _list_number().search(text, max(0, place - 4), place)


def _tail(text: str, end: int) -> int:
    while end < len(text):
        char = text[end]
        if char in TAIL or "☀" <= char <= "➿" or "\U0001f000" <= char <= "\U0001faff":
            end += 1
        elif char in "#[（" and (face := _face().match(text, end)):
            end = face.end()
        else:
            break
    return end


def _pieces(text: str, stretch: Span, ends: Sequence[int]) -> list[Span]:
    found: list[Span] = []
    start = stretch.start
    for end in [*ends, stretch.end]:
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            left = start + len(piece) - len(piece.lstrip())
            span = Span(left, left + len(bare))
            if found and not bare[0].isalnum() and not any(map(str.isalnum, bare)):
                span = Span(found.pop().start, span.end)
            found.append(span)
        start = end
    return found


@cache
def _file_name() -> re.Pattern[str]:
    return re.compile(
        "(?:pdf|docx?|xlsx?|pptx?|exe|apk|zip|rar|jpe?g|png|gif|txt|csv|mp[34]|com|cn|net|org|html?)(?![a-z])"
    )


@cache
def _list_number() -> re.Pattern[str]:
    """Find what stands before the dot of a list item: 1. 12. a."""
    return re.compile("(?:^|[^0-9a-z])(?:[0-9]{1,2}|[a-z])$")


@cache
def _face() -> re.Pattern[str]:
    """Match the faces of chat windows: #e-s12, [微笑], （^_^）."""
    return re.compile("#e-s(?:\\[数字x\\]|[0-9]{1,3})|\\[[㐀-鿿]{1,3}\\]|（[^（）㐀-鿿a-z0-9\n]{1,9}）")
