"""What can go wrong and is told to the user, in Chinese. Floor 2; imports coach.text only.

A `Problem` is a fault in a YAML or TOML file the user owns; a `Failure` is a source that could not be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Problem(NamedTuple):
    """One fault in a rule, phrasebook or config file, at its place (line and column from 1; 0 when unknown)."""

    path: str
    line: int
    column: int
    message: str

    @classmethod
    def at(cls, place: Sequence[Any], message: str) -> Problem:
        """Make a problem at a place kept as [path, line, column]."""
        path, line, column = place
        return cls(str(path), int(line), int(column), message)

    def __str__(self) -> str:
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.path}{place}: {self.message}"


class Failure(NamedTuple):
    """A source that could not be read, or a rule that crashed on it: never a silent green."""

    source: str
    message: str


class CoachError(Exception):
    """The parent of what the command line reports without a traceback."""


class ProblemsError(CoachError):
    """Faults found in the user's YAML or TOML files, all at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class UsageError(CoachError):
    """A wish that cannot be met as asked (an unknown scene, rule or option value)."""
