"""A draft and what is changed in it → blocks that show both, word by word, and a unified diff. Floor 3.

Without colour what goes stands in 〔－…－〕 and what comes in 〔＋…＋〕; with colour both are coloured.
"""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from coach.report.layout import Block, Piece
from coach.report.visible import visible
from coach.text import LINE_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.text import Span

GONE, PUT_IN = ("〔－", "－〕"), ("〔＋", "＋〕")
AROUND = 60  # characters shown around a change in a long draft
LONG = 3_000


def change_blocks(text: str, changes: Iterable[tuple[Span, str]], coloured: bool) -> Iterator[Block]:
    """Give one block per line of the draft with its changes in place, which stand in order."""
    pieces: list[Piece] = []
    last = 0
    for span, words in changes:
        pieces.append(Piece(_shortened(text[last : span.start], bool(last), True, len(text))))
        pieces += _marked(text[span.start : span.end], GONE, "gone", coloured)
        pieces += _marked(words, PUT_IN, "good", coloured)
        last = span.end
    pieces.append(Piece(_shortened(text[last:], bool(last), False, len(text))))
    yield from _by_line(pieces)


def _marked(words: str, marks: tuple[str, str], style: str, coloured: bool) -> list[Piece]:
    if not words:
        return []
    return [Piece(words, style)] if coloured else [Piece(f"{marks[0]}{words}{marks[1]}")]


def _shortened(words: str, after: bool, before: bool, length: int) -> str:
    """Leave out what lies far from any change of a long draft."""
    keep = AROUND * (after + before)
    if length <= LONG or len(words) <= keep:
        return words
    return (words[:AROUND] if after else "") + " … " + (words[-AROUND:] if before else "")


def _by_line(pieces: list[Piece]) -> Iterator[Block]:
    line: list[Piece] = []
    for piece in pieces:
        parts = LINE_BREAK.split(piece.text)
        for number, part in enumerate(parts):
            if number:
                yield _line(line)
                line = []
            if part:
                line.append(Piece(visible(part), piece.style))
    if line:
        yield _line(line)


def _line(pieces: list[Piece]) -> Block:
    return Block(tuple(pieces), (Piece(" │ ", "dim"),), (Piece(" │ ", "dim"),))


def diff(name: str, before: str, after: str) -> str:
    """Write a unified diff, fit for `patch`; empty when nothing changed."""
    name = name.lstrip("/")
    lines = unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{name}", f"b/{name}", lineterm="\n"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
