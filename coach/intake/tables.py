"""CSV and TSV text, in chunks → records with the exact place of every cell. Floor 4.

The same cells as Python's csv module (a test compares them); csv itself does not say where a cell stands. A record is
a window of whole lines, so memory stays flat in a file of any size.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from coach.intake.passage import Part, Passage, of_parts, of_slice
from coach.text import LINE_BREAK, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

DELIMITERS = (",", "\t", ";", "|")
MAX_RECORD = 1_000_000  # characters; what is longer is an open quotation mark
SAMPLE = 50  # records looked at to find the delimiter


class BrokenTableError(Exception):
    """The rest cannot be told apart into cells; the argument says why and where."""


class Cell(NamedTuple):
    """A cell's bounds in its record, quotation marks included."""

    start: int
    end: int


class Record(NamedTuple):
    """One row: its lines as they stand in the file, where they begin, and its cells."""

    text: str
    line: int
    offset: int
    cells: tuple[Cell, ...]

    def passage(self, index: int) -> Passage:
        """Give the text of a cell with its places; an empty one where the row is too short."""
        if index >= len(self.cells):
            return Passage("", ())
        start, end = self.cells[index]
        if not self.text.startswith('"', start, end):
            return of_slice(self.text, Span(start, end))
        return of_parts(_unquoted(self.text, start, end))

    def value(self, index: int) -> str:
        """Give the text of a cell."""
        text = self.text[slice(*self.cells[index])] if index < len(self.cells) else ""
        return self.passage(index).text if text.startswith('"') else text

    @property
    def blank(self) -> bool:
        """Tell whether nothing is written in the row."""
        return not self.text.strip()


def _unquoted(text: str, start: int, end: int) -> Iterator[Part]:
    """The inside of the quotation marks, doubled ones once; behind the closing one all stands for itself."""
    at = start + 1
    while True:
        sign = text.find('"', at, end)
        if sign < 0:  # only in a file that ends too soon
            yield Part(text[at:end], at, end)
            return
        yield Part(text[at:sign], at, sign)
        if not text.startswith('"', sign + 1, end):
            yield Part(text[sign + 1 : end], sign + 1, end)
            return
        yield Part('"', sign, sign + 2)
        at = sign + 2


def records(chunks: Iterable[str], delimiter: str) -> Iterator[Record]:
    """Cut text into records. Raises BrokenTableError where a quotation mark is never closed."""
    bare = rf"[^{re.escape(delimiter)}\r\n]*+"
    field = re.compile(rf'"(?:[^"]++|"")*+(?P<closed>"?){bare}|{bare}')
    waiting = iter(chunks)
    buffer, at, line, offset, final = "", 0, 1, 0, False
    while True:
        found = _record(buffer, at, field, delimiter, final)
        if found is None:
            if len(buffer) - at > MAX_RECORD:
                raise BrokenTableError(f"第 {line} 行起，引号没有配对")
            more = "".join(islice(waiting, 1 + (len(buffer) - at) // 65536))  # the longer the record, the more at once
            final = not more
            buffer, at = buffer[at:] + more, 0
            continue
        cells, end, whole = found
        if at == end:
            return
        if not whole:
            raise BrokenTableError(f"第 {line} 行起，引号没有配对")
        text = buffer[at:end]
        yield Record(text, line, offset, tuple(Cell(start - at, stop - at) for start, stop in cells))
        line += sum(1 for _ in LINE_BREAK.finditer(text))
        offset += len(text)
        at = end


def _record(
    buffer: str, at: int, field: re.Pattern[str], delimiter: str, final: bool
) -> tuple[list[tuple[int, int]], int, bool] | None:
    """Match one record: its cells, where the next begins, whether it is whole; None when more text may change it."""
    cells: list[tuple[int, int]] = []
    while True:
        found = field.match(buffer, at)
        assert found is not None  # the pattern takes nothing, too
        end = found.end()
        cells.append((at, end))
        if end >= len(buffer) - 1 and not final:  # -1: a CR here may be half a line break
            return None
        if found["closed"] == "" or end == len(buffer):
            return cells, end, found["closed"] != ""
        if not buffer.startswith(delimiter, end):
            return cells, end + (2 if buffer.startswith("\r\n", end) else 1), True
        at = end + 1


def delimiter_of(sample: str, expected: str | None = None, known: Sequence[frozenset[str]] = ()) -> str:
    """Guess what parts the cells: `expected` first; a heading that is known decides, else evenly many cells."""
    order: list[str] = sorted(DELIMITERS, key=lambda sign: sign != expected)
    return max(order, key=lambda sign: _likeness(sample, sign, known))


def _likeness(sample: str, delimiter: str, known: Sequence[frozenset[str]]) -> tuple[int, int, float]:
    """How much a sample looks parted by a delimiter: known names in its heading, more than one cell, evenness."""
    rows: list[Record] = []
    try:
        rows += islice((row for row in records((sample,), delimiter) if not row.blank), SAMPLE)
    except BrokenTableError:
        pass  # a sample may end inside a cell
    if not rows:
        return 0, 0, 0.0
    names = {rows[0].value(index).strip().lower() for index in range(len(rows[0].cells))}
    widths = Counter(len(row.cells) for row in rows)
    width, often = widths.most_common(1)[0]
    return sum(bool(names & group) for group in known), int(width > 1), often / len(rows)
