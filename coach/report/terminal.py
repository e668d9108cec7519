"""Blocks → text for a terminal of some width and colours. Floor 3; the one door to Rich.

Lines are broken as Chinese is: no closing mark or number begins a line, no opening mark ends one, and Latin words and
figures stay whole. Of Rich only its cell widths and, with colour, its styles are imported.
"""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, split_graphemes

from coach.report.layout import Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any, TextIO

    from coach.report import Look
    from coach.report.layout import Block

PATIENCE = 1.5  # seconds of silence before a bar says that something is going on
WIDEST = 100  # longer lines of Chinese are hard to follow
NARROWEST = 24
STYLES: Mapping[str, str] = MappingProxyType(
    {
        "": "",
        "bold": "bold",
        "dim": "dim",  # not "bright black": some themes draw that in the colour of the background
        "good": "green",
        "gone": "red strike",
        "mark.fatal": "#ffffff on #c62828",  # both colours are given: readable on light and dark terminals alike
        "mark.major": "#3a2400 on #ffd27f",
        "mark.minor": "#05303f on #a5dcf2",
        "mark.hint": "#303030 on #d6d6d6",
        "chip.fatal": "bold #8e0000 on #ffcdd2",
        "chip.major": "bold #ffffff on #a85f00",
        "chip.minor": "bold #ffffff on #0b6e8f",
        "chip.hint": "bold #ffffff on #707070",
        "badge.blocked": "bold #ffffff on #c62828",
        "badge.revise": "bold #3a2400 on #ffd27f",
        "badge.ready": "bold #06331a on #a8e6bf",
    }
)
SIXTEEN: Mapping[str, str] = MappingProxyType(  # where there are sixteen colours only, they are chosen, not rounded
    {
        "mark.fatal": "bold white on red",
        "mark.major": "black on yellow",
        "mark.minor": "black on cyan",
        "mark.hint": "black on white",
        **{f"chip.{severity}": "bold reverse" for severity in ("fatal", "major", "minor", "hint")},
        "badge.blocked": "bold white on red",
        "badge.revise": "black on yellow",
        "badge.ready": "black on green",
    }
)
NO_START = frozenset("，。！？；：、）》」』】〉”’…—·,.!?;:)]}%％～~⏎‸" + "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
NO_END = frozenset("（《「『【〈“‘([{￥$#")
WORD = re.compile(r"[A-Za-z0-9_./:@#&=+-]")


class Cell(NamedTuple):
    """One grapheme with its width in columns."""

    text: str
    width: int
    style: str
    glued: bool = False  # to the cell before: inside a slot


def paint(blocks: Iterable[Block], look: Look) -> str:
    """Write blocks at the width and in the colours of `look`."""
    width = max(min(look.width, WIDEST), NARROWEST)
    lines = [line for block in blocks for line in _block_lines(block, width)]
    if look.colours:
        return _coloured(lines, look.colours)
    return "".join("".join(piece.text for piece in line).rstrip() + "\n" for line in lines)


def _coloured(lines: list[list[Piece]], colours: str) -> str:
    """Write lines with colour. Rich's styles are asked directly: its console would cost a cold start 10 ms."""
    from rich.color import ColorSystem
    from rich.style import Style

    system = {"standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT}.get(colours, ColorSystem.TRUECOLOR)
    definitions = {**STYLES, **(SIXTEEN if system is ColorSystem.STANDARD else {})}
    styles = {name: Style.parse(definition) for name, definition in definitions.items()}
    return "".join(
        "".join(styles[piece.style].render(piece.text, color_system=system) for piece in line) + "\n" for line in lines
    )


def _block_lines(block: Block, width: int) -> Iterator[list[Piece]]:
    label_width = sum(cell_len(piece.text) for piece in block.label)
    hang_width = sum(cell_len(piece.text) for piece in block.hang)
    rows = _wrap(_cells(block.pieces), width - label_width, width - hang_width)
    for number, row in enumerate(rows or [[]]):
        line = [*(block.hang if number else block.label), *_joined(row)]
        if number == 0 and block.right is not None:
            used = label_width + sum(cell.width for cell in row)
            gap = width - used - cell_len(block.right.text)
            line += [Piece(" " * gap), block.right] if gap >= 1 else [Piece(" "), block.right]
        yield line


def _cells(pieces: Iterable[Piece]) -> list[Cell]:
    cells: list[Cell] = []
    for piece in pieces:
        slot = piece.text.startswith("〈")
        spans, _ = split_graphemes(piece.text)
        cells += [Cell(piece.text[start:end], width, piece.style, slot and start > 0) for start, end, width in spans]
    return cells


def _joined(row: list[Cell]) -> list[Piece]:
    pieces: list[Piece] = []
    for cell in row:
        if pieces and pieces[-1].style == cell.style:
            pieces[-1] = Piece(pieces[-1].text + cell.text, cell.style)
        else:
            pieces.append(Piece(cell.text, cell.style))
    return pieces


def _may_break(before: Cell, after: Cell) -> bool:
    if after.glued or after.width == 0 or after.text[0] in NO_START or before.text[-1] in NO_END:
        return False
    return not (WORD.match(before.text) and WORD.match(after.text))


def _wrap(cells: list[Cell], first: int, others: int) -> list[list[Cell]]:
    """Break cells into rows, each as full as the rules of Chinese line breaking allow."""
    rows: list[list[Cell]] = []
    start, room = 0, max(first, 2)
    while start < len(cells):
        end, used = start, 0
        while end < len(cells) and used + cells[end].width <= room:
            used += cells[end].width
            end += 1
        if end < len(cells):
            end = max(end, start + 1)
            wished = end
            while wished > start and not _may_break(cells[wished - 1], cells[wished]):
                wished -= 1
            end = wished if wished > start else end
        rows.append(cells[start:end])
        start, room = end, max(others, 2)
        while start < len(cells) and cells[start].text == " ":
            start += 1
    return rows


@contextmanager
def progress_bar(stream: TextIO, what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that takes (all there are, done so far) and, once it takes long, shows a bar on a terminal.

    `what` is a word of ours: no word of a draft is ever shown there. The bar is gone when the run ends.
    """
    begun = time.monotonic()
    bars: list[tuple[Any, Any]] = []

    def tell(total: int, done: int) -> None:
        if not bars and time.monotonic() - begun > PATIENCE and done < total:
            from rich.console import Console  # a short run never wakes these
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            bar = Progress(*columns, console=Console(file=stream), transient=True)
            bar.start()
            bars.append((bar, bar.add_task("", total=total)))
        for bar, task in bars:
            bar.update(task, completed=done)

    try:
        yield tell
    finally:
        for bar, _ in bars:
            bar.stop()
