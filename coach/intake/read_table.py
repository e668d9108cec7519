"""A CSV or TSV file → drafts, row by row; memory does not grow with the file. Floor 4."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from coach.errors import Failure
from coach.intake.columns import LOOK, NAMES, layout_by_number, layout_of, numbered
from coach.intake.html import read_references
from coach.intake.opened import CHINESE, NOTHING, name_of
from coach.intake.passage import through
from coach.intake.tables import BrokenTableError, delimiter_of, records
from coach.text import Draft, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.intake.columns import Layout
    from coach.intake.opened import Opened
    from coach.intake.tables import Record

HEADINGS = tuple(frozenset(names) for names in NAMES.values())
UNKNOWN = "认不出哪一列是话术，请用 --map text=列名"


def read_table(opened: Opened) -> Iterator[Draft | Failure]:
    """Read the replies of a table. Raises UndecodableError."""
    chunks, encoding = opened.chunks()
    sample = next(chunks, "")
    if not sample.strip():
        yield opened.failure("文件是空的")
        return
    said = tuple(frozenset((name.lower(),)) for _, name in opened.how.columns)
    delimiter = delimiter_of(sample, "\t" if opened.kind == "tsv" else ",", (*HEADINGS, *said))
    rows = records(chain((sample,), chunks), delimiter)
    any_read = False
    try:
        layout = _layout(rows, opened)
        if layout is None:
            if opened.given or CHINESE.search(sample):
                yield opened.failure(UNKNOWN)
            return
        for number, row in enumerate((row for row in rows if not row.blank), 1):
            for one in _drafts(row, number, layout, opened, encoding):
                any_read = True
                yield one
    except BrokenTableError as error:
        yield opened.failure(str(error))
    else:
        if not any_read:
            yield opened.failure(NOTHING)


def _layout(rows: Iterator[Record], opened: Opened) -> Layout | None:
    if numbered(opened.how):
        return layout_by_number(opened.how)
    for row in islice((row for row in rows if not row.blank), LOOK):
        names = [row.value(index) for index in range(len(row.cells))]
        layout = layout_of(names, opened.how, opened.kind)
        if layout:
            return layout
    return None


def _drafts(row: Record, number: int, layout: Layout, opened: Opened, encoding: str) -> Iterator[Draft | Failure]:
    """Read the replies of one row."""
    more = [index for index in range(layout.width, len(row.cells)) if row.value(index).strip()]
    if layout.width and more:
        yield opened.failure(f"第 {row.line} 行比表头多出 {len(more)} 格，可能少了引号")
        return
    if layout.skips(row.value):
        return
    fields = {role: row.value(index).strip() for role, index in layout.fields} | {"product": layout.product or ""}
    source = Source(opened.name, row.text, encoding, row.line, row.offset)
    for index, addition in layout.texts:
        if index >= len(row.cells):
            if not addition:
                yield opened.failure(f"第 {row.line} 行不完整，没有话术那一格")
            continue
        passage = row.passage(index)
        if layout.references and "&#" in passage.text:
            passage = through(passage, read_references(passage.text))
        if passage.text.strip():
            yield opened.draft(source, passage, Span(*row.cells[index]), fields, name_of(fields, number, addition))
