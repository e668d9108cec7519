"""Text and places in it: spans, positions, sources and drafts. Floor 1; imports nothing of the house.

All offsets are code points, half-open. `Source.position` is the only place where a line or a column is born.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    """One text as it was read: a file, standard input or a pasted draft."""

    name: str
    text: str
    encoding: str = "utf-8"

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return (0, *(found.end() for found in LINE_BREAK.finditer(self.text)))

    def position(self, offset: int, unit: Unit = Unit.CODE_POINT) -> Position:
        """Turn a code-point offset (0 … len(text)) into line and column in `unit`."""
        row = bisect_right(self._line_starts, offset) - 1
        before = self.text[self._line_starts[row] : offset]
        if unit is Unit.UTF16:
            width = len(before.encode("utf-16-le", "surrogatepass")) // 2
        elif unit is Unit.UTF8:
            width = len(before.encode("utf-8", "surrogatepass"))
        else:
            width = len(before)
        return Position(row + 1, width + 1)


@dataclass(frozen=True)
class Draft:
    """One reply to judge. `source.text[extent]` is `text` when `verbatim`; else a finding points at the whole entry."""

    source: Source
    text: str
    extent: Span
    entry: str = ""
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, text: str, name: str = "<草稿>") -> Draft:
        """Make a draft of a text that is its own source."""
        return cls(Source(name, text), text, Span(0, len(text)))

    @property
    def verbatim(self) -> bool:
        """Tell whether offsets in `text` can be carried over to the source."""
        return self.source.text[self.extent.start : self.extent.end] == self.text

    def in_source(self, span: Span) -> Span:
        """Carry a span of `text` to the source; the whole entry when the text is not verbatim there."""
        if not self.verbatim:
            return self.extent
        return Span(span.start + self.extent.start, span.end + self.extent.start)
