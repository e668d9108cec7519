"""What is changed in a draft: edits, the text they make, and the way back from it. Floor 5; pure arithmetic.

Edits of one list stand in order and do not overlap; two lists, one made after the other, compose to one list.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SLOT = re.compile("〈([^〈〉\n]{1,30})〉")


class Edit(NamedTuple):
    """Words to stand instead of `span` of the draft (empty: put in there; no text: taken out), and why."""

    span: Span
    text: str
    place: str  # of the phrase: span, clause, sentence, after, opening, closing, drop
    rules: tuple[str, ...] = ()  # whose findings it answers
    reason: str = ""
    phrase: str = ""  # the phrasebook id; empty for the user's own words

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of the slots left open."""
        return slots_of(self.text)


def slots_of(text: str) -> tuple[str, ...]:
    """Name the open slots of a text, each once, in order."""
    return tuple(dict.fromkeys(SLOT.findall(text)))


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Write the text that the edits make."""
    pieces, last = [], 0
    for edit in edits:
        pieces += [text[last : edit.span.start], edit.text]
        last = edit.span.end
    return "".join([*pieces, text[last:]])


def made(edits: Iterable[Edit]) -> tuple[Span, ...]:
    """Say where the words of each edit stand in the text they make."""
    spans, shift = [], 0
    for edit in edits:
        start = edit.span.start + shift
        spans.append(Span(start, start + len(edit.text)))
        shift += len(edit.text) - (edit.span.end - edit.span.start)
    return tuple(spans)


class Way:
    """The way back from the text that edits make to the draft."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self.made = made(edits)
        self.starts = [span.start for span in self.made]
        self.ends = [span.end for span in self.made]

    def back(self, span: Span) -> Span:
        """Carry a span back: within the words of an edit it is the edit's own span."""
        start, end = self._left(span.start), self._right(span.end, span.start)
        return Span(start, max(start, end))

    def around(self, stretch: Span) -> Span:
        """Carry back a stretch that holds edits whole or not at all."""
        first = bisect_left(self.ends, stretch.start)
        last = bisect_right(self.starts, stretch.end) - 1
        start = stretch.start - (self.ends[first - 1] - self.edits[first - 1].span.end if first else 0)
        end = stretch.end - (self.ends[last] - self.edits[last].span.end if last >= 0 else 0)
        return Span(start, end)

    def _left(self, offset: int) -> int:
        place = bisect_right(self.starts, offset) - 1
        if place < 0:
            return offset
        inside = offset < self.ends[place]
        return self.edits[place].span.start if inside else offset - self.ends[place] + self.edits[place].span.end

    def _right(self, offset: int, start: int) -> int:
        place = bisect_left(self.starts, offset) - 1
        if place < 0:
            return offset
        new, edit = self.made[place], self.edits[place]
        inside = offset < new.end or (offset == new.end and start >= new.start)
        return edit.span.end if inside else offset - new.end + edit.span.end


def composed(first: Sequence[Edit], second: Sequence[Edit], text: str) -> tuple[Edit, ...]:
    """Make one list of edits of `text` of two, where `second` are edits of what `first` makes of it."""
    if not first or not second:
        return tuple(first or second)
    between = applied(text, first)
    stretches = sorted([*zip(made(first), first, strict=True), *((edit.span, edit) for edit in second)])
    groups: list[tuple[Span, list[Edit]]] = []
    for span, edit in stretches:
        if groups and span.start <= groups[-1][0].end:
            whole, members = groups[-1]
            groups[-1] = (Span(whole.start, max(whole.end, span.end)), [*members, edit])
        else:
            groups.append((span, [edit]))
    later = set(map(id, second))
    merged, way = [], Way(first)
    for stretch, members in groups:
        inside = [edit for edit in members if id(edit) in later]
        moved = [edit._replace(span=_shifted(edit.span, -stretch.start)) for edit in sorted(inside)]
        words = applied(between[stretch.start : stretch.end], moved)
        lead = members[0]
        merged.append(
            Edit(
                way.around(stretch),
                words,
                members[-1].place if len(members) == 1 else lead.place,
                tuple(dict.fromkeys(rule for edit in members for rule in edit.rules)),
                lead.reason,
                lead.phrase if len(members) == 1 else "",
            )
        )
    return tuple(merged)


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
