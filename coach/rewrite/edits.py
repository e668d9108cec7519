"""What is changed in a draft: edits, the text they make, and the way back from it. Floor 5; pure arithmetic.

Edits of one list stand in order and do not overlap; two lists, one made after the other, compose to one list.
"""

from __future__ import annotations

import re
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


def origin(edits: Sequence[Edit], span: Span) -> Span:
    """Carry a span of the text made back to the draft: within an edit's words it is the edit's own span."""
    start, end = span
    shift = 0
    back_start, back_end = start, end
    for edit, new in zip(edits, made(edits), strict=True):
        shift = new.end - edit.span.end
        if start >= new.end:
            back_start = start - shift
        elif start >= new.start:
            back_start = edit.span.start
        if end > new.end or (end == new.end and start < new.start):
            back_end = end - shift
        elif end > new.start:
            back_end = edit.span.end
    return Span(back_start, max(back_start, back_end))


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
    merged = []
    for stretch, members in groups:
        inside = [edit for edit in members if id(edit) in later]
        moved = [edit._replace(span=_shifted(edit.span, -stretch.start)) for edit in sorted(inside)]
        words = applied(between[stretch.start : stretch.end], moved)
        lead = members[0]
        merged.append(
            Edit(
                _origin_of_group(first, stretch),
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


def _origin_of_group(edits: Sequence[Edit], stretch: Span) -> Span:
    """Carry back a stretch that holds edits whole or not at all."""
    before = inside = 0
    for edit, new in zip(edits, made(edits), strict=True):
        grown = len(edit.text) - (edit.span.end - edit.span.start)
        if new.end < stretch.start:
            before += grown
        elif new.start <= stretch.end:
            inside += grown
    return Span(stretch.start - before, stretch.end - before - inside)
