"""Text and places in it: spans, positions, sources and drafts. Floor 1; imports nothing of the house.

All offsets are code points, half-open. `Source.position` is the only place where a line or a column is born.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


BLOCK = 1024  # code points
LINE_BREAK = re.compile(r"\r\n|\n|\r")  # what editors count as a line; str.splitlines knows more


class Span(NamedTuple):
    """A half-open stretch [start, end) of a text, in code points; empty at a place where something is missing."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


class Unit(Enum):
    """What a column counts: formats differ, so the unit is always said."""

    CODE_POINT = "code-point"
    UTF16 = "utf-16"
    UTF8 = "utf-8"


class Position(NamedTuple):
    """A place as people write it: line and column, both from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """One text as it was read: a file, standard input, a pasted draft; or whole lines out of a long file."""

    name: str
    text: str
    encoding: str = "utf-8"
    first_line: int = 1  # where in the file the text begins: its line,
    first_offset: int = 0  # and its code point, which is the first of that line

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return (0, *(found.end() for found in LINE_BREAK.finditer(self.text)))

    def position(self, offset: int, unit: Unit = Unit.CODE_POINT) -> Position:
        """Turn a code-point offset (0 … len(text)) into line and column in `unit`."""
        row = bisect_right(self._line_starts, offset) - 1
        start = self._line_starts[row]
        if unit is Unit.CODE_POINT:
            width = offset - start
        else:
            width = self._width_before(offset, unit) - self._width_before(start, unit)
        return Position(row + self.first_line, width + 1)

    def _width_before(self, offset: int, unit: Unit) -> int:
        """Measure the text before `offset`: by blocks, as a line may be a megabyte long and asked about often."""
        block = offset // BLOCK
        return self._block_widths[unit][block] + _width(self.text[block * BLOCK : offset], unit)

    @cached_property
    def _block_widths(self) -> Mapping[Unit, tuple[int, ...]]:
        blocks = [self.text[start : start + BLOCK] for start in range(0, len(self.text), BLOCK)]
        return {
            unit: tuple(accumulate((_width(block, unit) for block in blocks), initial=0))
            for unit in (Unit.UTF16, Unit.UTF8)
        }


def _width(text: str, unit: Unit) -> int:
    if unit is Unit.UTF16:
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text.encode("utf-8", "surrogatepass"))


class Piece(NamedTuple):
    """A stretch of a draft's text and of its source; `step` of the source for one character, 0: known as a whole."""

    text: Span
    source: Span
    step: int = 1


@dataclass(frozen=True)
class Draft:
    """One reply to judge, with its places in the source; without them those of a `verbatim` slice, else the whole."""

    source: Source
    text: str
    extent: Span
    entry: str = ""
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    places: tuple[Piece, ...] | None = None  # in order, together all of `text`

    @classmethod
    def of(cls, text: str, name: str = "<草稿>") -> Draft:
        """Make a draft of a text that is its own source."""
        return cls(Source(name, text), text, Span(0, len(text)))

    @property
    def verbatim(self) -> bool:
        """Tell whether the whole text stands in the source as it is."""
        return self.source.text[self.extent.start : self.extent.end] == self.text

    def in_source(self, span: Span) -> Span:
        """Carry a span of `text` to the source; the whole entry when it is not known where in it."""
        if self.places is not None:
            return carried(span, self.places) if self.places else Span(self.extent.start, self.extent.start)
        if not self.verbatim:
            return self.extent
        return Span(span.start + self.extent.start, span.end + self.extent.start)

    def copied(self, span: Span) -> bool:
        """Tell whether the source has at its place exactly what `text` has in `span`: what may be edited there."""
        found = self.in_source(span)
        return self.source.text[found.start : found.end] == self.text[span.start : span.end]


def carried(span: Span, places: Sequence[Piece]) -> Span:
    """Carry a span through one or more pieces; of one that is known as a whole it takes the whole."""
    first = _piece_at(places, span.start)
    inside = span.start - first.text.start
    if span.start >= first.text.end:  # behind the last character
        start = first.source.end
    else:
        start = first.source.start + inside * first.step
    if span.end <= span.start:
        return Span(start, start)
    last = _piece_at(places, span.end - 1)
    inside = span.end - last.text.start
    return Span(start, last.source.start + inside * last.step if last.step else last.source.end)


def _piece_at(places: Sequence[Piece], offset: int) -> Piece:
    return places[max(0, bisect_right(places, offset, key=lambda piece: piece.text.start) - 1)]
