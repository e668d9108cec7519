"""How old and new words of a draft join: marks taken along, ends of sentences, what runs on. Floor 5; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.rewrite.sheet import FACE, PARTICLES, THANKS
from coach.rewrite.voice import spoken
from coach.text import Span

if TYPE_CHECKING:
    from coach.rewrite.sheet import Sheet
    from coach.rewrite.spots import Spot

LINKS = re.compile("(?:所以|因此|因而|故而|但是|但|不过|可是|然而|而且|而|并且|并|且|也|同时|那么|就)(?=[^，])")


def with_marks(span: Span, sheet: Sheet) -> Span:
    """Take the marks along that would be left over: those behind, or the comma before when a sentence ends here."""
    text, (start, end) = sheet.text, span
    tail = end
    while tail < len(text) and text[tail] in "，、；：。！？~～.!?, …":
        tail += 1
    before = text[:start].rstrip(" ")
    if before and before[-1].isalnum() and before == text[:start] and text[end : end + 1] in ("，", ","):
        return span  # the clause goes on being one
    if not before or before[-1] in "。！？~…\n!?；" or text[end:tail].strip(" ") in ("，", ""):
        linked = LINKS.match(text, tail)
        at_end = tail >= len(text) or text[tail] == "\n" or FACE.match(text, tail) is not None
        if at_end and before.endswith("\n"):  # a line of its own goes with its break
            return Span(len(before) - 1, tail)
        if at_end and before.endswith(("，", ",")):
            return Span(len(before) - 1, tail)
        return Span(start, linked.end() if linked and text[end:tail] else tail)
    if before.endswith(("，", ",", "、", "：")):
        return Span(len(before) - 1, end)
    return Span(start, end)


def ended(span: Span, text: str, sheet: Sheet) -> tuple[Span, str]:
    """Let the mark behind fit what is now said: a statement does not end in a question mark, nor in two marks."""
    mark = sheet.text[span.end : span.end + 1]
    states, asks = text.endswith(("。", ".")), text.endswith(("？", "?"))
    if mark and mark in "。.！!~" and states:
        return span, text[:-1]
    if mark and mark in "。.！!？?，," and asks:
        return Span(span.start, span.end + 1), text
    if mark in ("？", "?") and not asks:
        return Span(span.start, span.end + 1), text if states else text + spoken("。", sheet.voice)
    return span, text


def end_of(spot: Spot, sheet: Sheet) -> int:
    """Say where the sentence ends behind which more may follow: before its thanks, if it says any."""
    for clause in sheet.reading.clauses:
        inside = spot.clauses.end <= clause.start and clause.end <= spot.sentence.end
        if inside and THANKS.match(sheet.text, clause.start):
            return clause.start
    end = spot.sentence.end
    while not sheet.ended(end) and sheet.text[end : end + 1] == " ":  # a turn that only pauses here
        following = sheet.reading.next_sentence(Span(end - 1, end))
        if following is None or "\n" in sheet.text[end : following.start]:
            break
        end = following.end
    return end


def runs_on(end: int, sheet: Sheet) -> bool:
    """Tell whether the clause goes on right here with a word: 等待一下处理, not 稍等一下哦."""
    follows = sheet.text[end : end + 1]
    close = sheet.reading.draft_span(Span(end - 1, min(end + 1, len(sheet.text))))
    return "㐀" <= follows <= "鿿" and follows not in PARTICLES and close.end - close.start == 2
