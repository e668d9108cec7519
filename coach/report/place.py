"""A finding → where it is as other programs want it: a path, lines, columns in their unit. Floor 3.

Columns themselves are born in Source.position.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from coach.model import Safety
from coach.text import Position, Unit

if TYPE_CHECKING:
    from coach.model import Finding, Rewrite
    from coach.text import Draft, Span

PLAIN = ("", "text", "markdown")  # kinds of source in which any words may stand as they are
PLAIN_ENCODINGS = ("utf-8", "ascii")
LEAST = Position(1, 1)


class Place(NamedTuple):
    """Where something is: `cell` instead of line and column in a spreadsheet, which has neither."""

    path: str
    start: Position
    end: Position
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.cell}" if self.cell else f"{self.path}:{self.start.line}:{self.start.column}"


def path_of(name: str) -> str:
    """Give a source's path as repositories write it: forward slashes, relative to the working folder if below it."""
    if not is_file(name):
        return name
    if os.path.isabs(name):
        name = _below_here(name)
    name = name.replace(os.sep, "/")
    while name.startswith("./"):
        name = name[2:].lstrip("/")
    return name


def _below_here(path: str) -> str:
    try:
        here = os.path.join(os.getcwd(), "")
    except OSError:  # the working folder was deleted under us
        return path
    return path[len(here) :] if path.startswith(here) else path


def is_file(name: str) -> bool:
    """Tell a path from the names of what is no file: <标准输入>, <草稿>."""
    return not (name.startswith("<") and name.endswith(">"))


def place_of(draft: Draft, span: Span, unit: Unit = Unit.CODE_POINT) -> Place:
    """Say where a span of the draft is in its source, columns in `unit`."""
    path, cell = path_of(draft.source.name), draft.fields.get("cell", "")
    if cell:
        return Place(path, LEAST, LEAST, cell)
    found = draft.in_source(span)
    return Place(path, draft.source.position(found.start, unit), draft.source.position(found.end, unit))


def fixes(draft: Draft, finding: Finding) -> tuple[Rewrite, ...]:
    """Give the rewrites that a program may put into the file as they stand, each once."""
    safe = (each for each in finding.rewrites if each.safety is Safety.safe and takes(draft, each.span, each.text))
    return tuple({(each.span, each.text): each for each in safe}.values())


def takes(draft: Draft, span: Span, words: str) -> bool:
    """Tell whether a program may put `words` into the file in place of the span, knowing nothing of its syntax."""
    found = draft.in_source(span)
    copied = draft.source.text[found.start : found.end] == draft.text[span.start : span.end]
    if not copied or draft.source.encoding not in PLAIN_ENCODINGS or draft.fields.get("cell"):
        return False
    if span.start == span.end and found.start != found.end:  # no exact place: the whole entry
        return False
    plain = draft.fields.get("product", "") in PLAIN
    return plain or not any(character.isascii() and not character.isalnum() for character in words)
