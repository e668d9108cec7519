"""What a terminal view is made of, before width and colour: blocks of styled pieces. Floor 3; imports nothing.

`terminal.py` turns blocks into text. Nothing here knows Rich, so views stay plain functions over plain data.
"""

from __future__ import annotations

from typing import NamedTuple


class Piece(NamedTuple):
    """A run of text in one style, named in terminal.STYLES ("" is the terminal's own)."""

    text: str
    style: str = ""


class Block(NamedTuple):
    """A paragraph: wrapped as one, with `label` before its first line and `hang` before the others."""

    pieces: tuple[Piece, ...] = ()
    label: tuple[Piece, ...] = ()
    hang: tuple[Piece, ...] = ()
    right: Piece | None = None  # set at the right edge of the first line when there is room


BLANK = Block()


def cells_of(text: str) -> int:
    """Give the columns of a label of ours (never of a draft, whose widths terminal.py looks up)."""
    return sum(2 if "\u2e80" <= character else 1 for character in text)


def labelled(label: str, style: str, indent: int, *pieces: Piece, cells: int) -> Block:
    """Make a block whose label takes `cells` columns and whose further lines line up behind it."""
    space = " " * indent
    pad = " " * (cells - cells_of(label))
    return Block(pieces, (Piece(space), Piece(label, style), Piece(pad)), (Piece(space + " " * cells),))
