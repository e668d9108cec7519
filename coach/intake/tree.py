"""JSON and YAML as one kind of tree: leaves that know where they stand, tuples, mappings. Floor 4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coach.text import Span


class BrokenTreeError(Exception):
    """The text is not a tree we read; the argument says why and where."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar: its value as text, its bounds with any quotation marks, how it is written.

    `style` is "json" for a JSON string, "bare" for a number, true, false, null, else YAML's: "", ', ", |, >.
    """

    text: str
    span: Span
    style: str


Tree = Leaf | tuple["Tree", ...] | Mapping[str, "Tree"]
