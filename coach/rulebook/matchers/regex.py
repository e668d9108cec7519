"""Regular expressions in linear time, so that no team's pattern can be slow to anyone. Floor 4; the one door to RE2.

In: a pattern, over UTF-8 or over the one-byte letters of a draft's own alphabet. Out: spans of bytes. This goes to
RE2's own class: the wrapper in front of it, made to look like `re`, takes longer than a search of one reply does.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from re2 import _re2 as re2

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

UNANCHORED = re2.RE2.Anchor.UNANCHORED
NO_SPAN = (-1, -1)
NOTHING = r"[^\s\S]"  # a pattern that no text matches


class RejectedPattern(ValueError):
    """A pattern that RE2 refuses, in RE2's own words."""


class Pattern:
    """A compiled pattern. Raises RejectedPattern."""

    def __init__(self, source: bytes, options: Any) -> None:
        self._program = re2.RE2(source, options)
        if not self._program.ok():
            raise RejectedPattern(self._program.error().decode("utf-8", "replace"))
        self._match = self._program.Match

    def search(self, data: Any, start: int, end: int) -> list[tuple[int, int]] | None:
        """Give the spans of the first match in data[start:end] and of its groups, NO_SPAN where a group has no part."""
        spans: list[tuple[int, int]] = self._match(UNANCHORED, data, start, end)
        return None if spans[0] == NO_SPAN else spans

    @cached_property
    def groups(self) -> int:
        """How many groups it has."""
        return int(self._program.NumberOfCapturingGroups())

    @cached_property
    def names(self) -> Mapping[str, int]:
        """The groups that have names."""
        return {name.decode("utf-8"): number for name, number in self._program.NamedCapturingGroups()}


def compile_pattern(pattern: str) -> Pattern:
    """Compile for UTF-8 bytes. Raises RejectedPattern."""
    options = re2.RE2.Options()
    options.log_errors = False
    return Pattern(pattern.encode("utf-8"), options)


def compile_spelled(pattern: bytes) -> Pattern:
    """Compile a pattern that is written in a draft's own alphabet, one byte a character."""
    options = re2.RE2.Options()
    options.log_errors = False
    options.encoding = re2.RE2.Options.Encoding.LATIN1
    return Pattern(pattern, options)


def quote(word: str) -> str:
    """Write a word so that it stands for itself."""
    quoted: bytes = re2.RE2.QuoteMeta(word.encode("utf-8"))
    return quoted.decode("utf-8")
