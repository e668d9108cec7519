"""An XLSX or XLS file → drafts. Floor 4. A cell is its own source: lines and columns count inside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach.intake.columns import LOOK, layout_by_number, layout_of, numbered
from coach.intake.opened import CHINESE, MAX_BYTES, NOTHING
from coach.intake.passage import of_slice
from coach.intake.read_table import read_table
from coach.intake.sheets import BrokenSheetError, cell_name, read_sheets
from coach.text import Draft, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.errors import Failure
    from coach.intake.columns import Layout
    from coach.intake.opened import Opened
    from coach.intake.sheets import Sheet

MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def read_sheet(opened: Opened) -> Iterator[Draft | Failure]:
    """Read the replies of a workbook; of a text that only calls itself one as a table. Raises UndecodableError."""
    data = opened.file.read(MAX_BYTES + 1)
    if not data.startswith(MAGIC):
        opened.file.seek(0)
        if data.lstrip()[:1] == b"<":
            yield opened.failure("其实是网页或 XML，请另存为 xlsx")
        elif not data:
            yield opened.failure("文件是空的")
        else:
            yield from read_table(opened._replace(kind="tsv" if b"\t" in data[:4096] else "csv"))
        return
    if len(data) > MAX_BYTES:
        yield opened.failure(f"超过 {MAX_BYTES // 1024 // 1024} MB，请拆成几个文件")
        return
    any_read = False
    try:
        for sheet in read_sheets(data):
            for one in _of_sheet(sheet, opened):
                any_read = True
                yield one
    except BrokenSheetError as error:
        yield opened.failure(str(error))
        return
    if not any_read and opened.given:
        yield opened.failure(NOTHING)


def _of_sheet(sheet: Sheet, opened: Opened) -> Iterator[Draft | Failure]:
    layout, first = _layout(sheet, opened)
    if layout is None:
        if any(CHINESE.search(text) for row in sheet.rows for text in row):
            yield opened.failure(f"认不出“{sheet.name[:10]}”哪一列是话术，请用 --map")
        return
    for place, row in enumerate(sheet.rows[first:], first):
        if layout.skips(partial(_at, row)):
            continue
        fields = {role: _at(row, index).strip() for role, index in layout.fields} | {"product": layout.product or ""}
        for index, _ in layout.texts:
            text = _at(row, index)
            if text.strip():
                cell = cell_name(sheet.name, place, index)
                extent = Span(0, len(text))
                source = Source(opened.name, text)
                yield opened.draft(source, of_slice(text, extent), extent, fields | {"cell": cell}, cell)


def _layout(sheet: Sheet, opened: Opened) -> tuple[Layout | None, int]:
    """Find the heading among the first rows; give what the columns are and the row after it."""
    if numbered(opened.how):
        return layout_by_number(opened.how), 0
    for place, row in enumerate(sheet.rows[:LOOK]):
        layout = layout_of(row, opened.how, opened.kind)
        if layout:
            return layout, place + 1
    return None, 0


def _at(row: tuple[str, ...], index: int) -> str:
    return row[index] if index < len(row) else ""
