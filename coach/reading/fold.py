"""One spelling for what customers and agents spell in many ways. Floor 2.

In: the text of a draft. Out: a `Folded`: the folded text, and an exact map from its offsets back to the draft.

Character for character: Traditional to Simplified, full to half width, lower case, look-alike punctuation (the
full-width Chinese mark wherever there is one: ，。！？；：（）, “ ” for every corner bracket, - for every short dash,
~ for every wave). Taken out: zero-width characters, spaces between two Han characters, line breaks inside a sentence.

Kept on purpose: a space between two Han characters that stands for punctuation. It does where the words before it end
a chat turn (呢 哦 哈 …) or are an @name, where it is doubled, and in a reply of 12 or more Han without punctuation (、
and the marks at its very end aside); `crosses` can still say that a word runs over the gap.

A line break is taken out where the paragraph is hard-wrapped (three lines or more, all but the last of nearly one
width) or where `crosses` says that a word runs over it; elsewhere people mean their line breaks.

The Traditional table is generated from OpenCC's TSCharacters (Apache License 2.0; notice in fold_table.py).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from coach.reading.fold_table import FOLDED_FROM, FOLDED_TO
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Crosses = Callable[[str, str], bool]

TABLE = str.maketrans(FOLDED_FROM, FOLDED_TO)
TABLE.update(dict.fromkeys((0xE0001, *range(0xE0020, 0xE0080), *range(0xE0100, 0xE01F0)), 0x200B))  # tags, selectors
ZERO_WIDTH = "\u200b"  # the table turns every ignorable character into this one
PARTICLES = "呢哦哈吗吧呀啦嘛咯哟噢喔滴哒捏亲"  # what ends a chat turn; no word of ours runs over it
GAP = re.compile("(?<=[^ \n]) +(?=[^ \n])")
PARAGRAPH = re.compile("[^\n]+(?:\n[^\n]+)+")
SEAM = re.compile("(?<=[^ \n]) *(\n) *(?=[^ \n])")
RUNNING = frozenset("，、abcdefghijklmnopqrstuvwxyz0123456789")  # a line that ends with these goes on
PUNCTUATION = frozenset("，。！？；…~：")  # what parts phrases, if a space does not
CLOSING = "".join(PUNCTUATION) + " \n"  # at the end of a reply it says nothing of the spaces before
WIDE = "\u1100"  # from here on a character takes two cells, near enough
LEAST_WIDTH, SLACK = 30, 2  # cells: a hard-wrapped line is at least this long, and its fellows this close to it
LONGEST_NAME = 10  # characters after an @
LEAST_HAN, LEAST_RUN = 12, 4  # a reply without punctuation, whose spaces part phrases and not words


class Folded(NamedTuple):
    """A folded text and the way back: the i-th stretch is missing before `cuts[i]`; up to it `missing[i + 1]` are."""

    text: str
    cuts: tuple[int, ...] = ()
    missing: tuple[int, ...] = (0,)

    def origin(self, offset: int) -> int:
        """Give the place in the draft of the folded character at `offset`."""
        return offset + self.missing[bisect_right(self.cuts, offset)]

    def span(self, start: int, end: int) -> Span:
        """Carry a span back to the draft; an empty one stays empty, before its character or after the last."""
        if not self.cuts:
            return Span(start, end)
        if start < end:
            return Span(self.origin(start), self.origin(end - 1) + 1)
        place = self.origin(start) if start < len(self.text) or not start else self.origin(start - 1) + 1
        return Span(place, place)


def fold(text: str, crosses: Crosses | None = None) -> Folded:
    """Fold a draft; `crosses(left, right)` tells whether a word runs over a seam between two runs of Han."""
    plain = text.translate(TABLE)
    if ZERO_WIDTH not in plain and " " not in plain and "\n" not in plain and "\r" not in plain:
        return Folded(plain)
    return _with_deletions(plain, crosses)


def fold_word(word: str) -> str:
    """Fold a word or phrase of a rule: the same characters, no space inside Han, nothing invisible."""
    plain = word.translate(TABLE).replace(ZERO_WIDTH, "")
    if " " not in plain:
        return plain
    gone = [Span(*gap.span()) for gap in _gaps(plain)]
    return _without(plain, gone).text


def is_han(char: str) -> bool:
    """Tell whether a character (or none: "") is Han; comparing is quicker than a pattern."""
    return "㐀" <= char <= "鿿" or char == "〇" or "\U00020000" <= char <= "\U0003ffff" or "豈" <= char <= "\ufaff"


def _with_deletions(plain: str, crosses: Crosses | None) -> Folded:
    gone: list[Span] = []
    folded = Folded(plain)
    for find in (_invisible, _spaces, _wraps):
        dropped, spaced = find(folded.text, crosses)
        if not dropped and not spaced:
            continue
        gone += [folded.span(*span) for span in dropped]
        if spaced:  # a break between two Latin words is a space, not nothing
            places = {folded.origin(place) for place in spaced}
            plain = "".join(" " if place in places else char for place, char in enumerate(plain))
        folded = _without(plain, gone)
    return folded._replace(text=folded.text.replace("\r", "\n")) if "\r" in folded.text else folded


def _without(plain: str, gone: list[Span]) -> Folded:
    merged = list(_merged(gone))
    if not merged:
        return Folded(plain)
    sizes = list(accumulate(end - start for start, end in merged))
    kept = pairwise([0, *(place for span in merged for place in span), len(plain)])
    pieces = [plain[start:end] for index, (start, end) in enumerate(kept) if not index % 2]
    cuts = tuple(start - before for (start, _), before in zip(merged, [0, *sizes], strict=False))
    return Folded("".join(pieces), cuts, (0, *sizes))


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    last = Span(-1, -1)
    for span in sorted(spans):
        if span.start <= last.end and last.end >= 0:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last.end >= 0:
            yield last
        last = span
    if last.end >= 0:
        yield last


# --- what is taken out: each finder gives the spans to drop and the places that become a space


def _invisible(text: str, _: Crosses | None) -> tuple[list[Span], list[int]]:
    if ZERO_WIDTH not in text and "\r" not in text:
        return [], []
    return [Span(*found.span()) for found in re.finditer("\u200b+|\r(?=\u200b*\n)", text)], []


def _spaces(text: str, crosses: Crosses | None) -> tuple[list[Span], list[int]]:
    gaps = list(_gaps(text)) if " " in text else []
    if not gaps:
        return [], []
    bare = PUNCTUATION.isdisjoint(text.rstrip(CLOSING)) and _phrased(text, len(gaps))
    dropped = []
    for gap in gaps:
        start, end = gap.span()
        stands = bare or end - start > 1
        stands = stands and not _joined(text, start, end, crosses)
        if not stands and not _parts(text, start):
            dropped.append(Span(start, end))
    return dropped, []


def _parts(text: str, start: int) -> bool:
    """Tell whether the words before a single space end there all the same: a chat turn, or an @name."""
    left, _ = _runs(text, start, start)
    name = start
    while name > 0 and start - name < LONGEST_NAME and (text[name - 1].isalnum() or text[name - 1] in "_-"):
        name -= 1
    return (text[start - 1] in PARTICLES and len(left) > 2) or (name > 0 and text[name - 1] == "@")


def _phrased(text: str, gaps: int) -> bool:
    han = sum(map(is_han, text))
    return han >= LEAST_HAN and han >= LEAST_RUN * (gaps + 1)


def _wraps(text: str, crosses: Crosses | None) -> tuple[list[Span], list[int]]:
    dropped: list[Span] = []
    spaced: list[int] = []
    if "\n" not in text and "\r" not in text:
        return dropped, spaced
    text = text.replace("\r", "\n")
    for paragraph in PARAGRAPH.finditer(text):
        wrapped = _hard_wrapped(paragraph[0])
        for seam in SEAM.finditer(text, paragraph.start(), paragraph.end()):
            start, end = seam.span()
            left, right = is_han(text[start - 1]), is_han(text[end])
            if not (left or text[start - 1] in RUNNING) or not (right or text[end].isalnum()):
                continue
            if wrapped and not left and not right and text[start - 1] not in "，、":
                spaced.append(seam.start(1))
            elif wrapped or (
                left and right and text[start - 1] not in PARTICLES and _joined(text, start, end, crosses)
            ):
                dropped.append(Span(start, end))
    return dropped, spaced


def _hard_wrapped(paragraph: str) -> bool:
    lines = paragraph.split("\n")
    if len(lines) < 3 or any(_list_mark().match(line) for line in lines):
        return False
    widths = [len(line) + sum(char >= WIDE for char in line) for line in map(str.strip, lines)]
    return max(widths) >= LEAST_WIDTH and min(widths[:-1]) >= max(widths) - SLACK


def _joined(text: str, start: int, end: int, crosses: Crosses | None) -> bool:
    return crosses is not None and crosses(*_runs(text, start, end))


def _runs(text: str, start: int, end: int) -> tuple[str, str]:
    """Give the Han that touches a seam on either side, at most 8 of each: no word is longer in effect."""
    left, right = start, end
    while left > 0 and start - left < 8 and is_han(text[left - 1]):
        left -= 1
    while right < len(text) and right - end < 8 and is_han(text[right]):
        right += 1
    return text[left:start], text[end:right]


def _gaps(text: str) -> Iterator[re.Match[str]]:
    """Find the spaces between two Han characters."""
    return (gap for gap in GAP.finditer(text) if is_han(text[gap.start() - 1]) and is_han(text[gap.end()]))


@cache
def _list_mark() -> re.Pattern[str]:
    return re.compile("[ ]*(?:[0-9]{1,2}[.、）]|[-*>#·①-⑳]|[一二三四五六七八九十]{1,3}[、.]|（.{1,3}）)")
