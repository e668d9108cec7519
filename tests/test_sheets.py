"""Workbooks: cells by their names, and files that would fill the memory refused before they are opened."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.intake.options import Intake
from coach.intake.sheets import cell_name
from tests.drafts import assert_places, drafts_of, messages_of

EXPORTS = Path(__file__).parent / "exports"


def workbook(*sheets: tuple[str, dict[str, object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, cells in sheets:
        sheet = book.create_sheet(title)
        for place, value in cells.items():
            sheet[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    """The same zip with some members put otherwise."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *change}:
            new.writestr(name, change.get(name) or old.read(name))
    return out.getvalue()


def test_headings_may_stand_anywhere_near_the_top() -> None:
    data = workbook(
        (
            "话术",
            {
                "B2": "客服部话术",
                "B4": "标题",
                "C4": "内容",
                "B5": "退款",
                "C5": "今天退。\n明天到。",
                "C7": "<p>好&nbsp;的</p>",
            },
        ),
        ("空表", {}),
        ("二", {"A1": "快捷短语", "A2": 12.0, "A3": "在的"}),
    )
    drafts = drafts_of("a.xlsx", data)
    assert [(one.entry, one.text, one.fields["cell"], one.fields.get("title")) for one in drafts] == [
        ("话术!C5", "今天退。\n明天到。", "话术!C5", "退款"),
        ("话术!C7", "好\xa0的", "话术!C7", None),
        ("二!A2", "12", "二!A2", None),
        ("二!A3", "在的", "二!A3", None),
    ]


@settings(max_examples=25)
@given(st.lists(st.text(alphabet="甲a\"<&'\n\t😀= ", max_size=12), min_size=1, max_size=5))
def test_cells_come_back(texts: list[str]) -> None:
    rows = {f"A{row}": text for row, text in enumerate(texts, 2)}
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "内容"
    for place, text in rows.items():
        sheet[place].value = text
        sheet[place].data_type = "s"  # not a formula
    out = io.BytesIO()
    book.save(out)
    kept = {place: text for place, text in rows.items() if text.strip()}
    if not kept:
        return
    drafts = drafts_of("a.xlsx", out.getvalue(), Intake())
    assert [draft.entry for draft in drafts] == [f"Sheet!{place}" for place in kept]
    assert [draft.source.text for draft in drafts] == list(kept.values())
    for draft in drafts:
        assert_places(draft)


def test_a_sheet_without_replies_is_said() -> None:
    data = workbook(
        ("表一", {"A1": "标题", "B1": "正文", "A2": "好", "B2": "好"}), ("表二", {"A1": "内容", "A2": "好"})
    )
    assert messages_of("a.xlsx", data) == ["认不出“表一”哪一列是话术，请用 --map"]
    assert len(drafts_of("a.xlsx", data, Intake(columns=(("text", "2"),)))) == 2


GOOD = workbook(("话术", {"A1": "内容", "A2": "好"}))
SHEET = "xl/worksheets/sheet1.xml"
BROKEN = "不是完好的 Excel 文件，打不开"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (GOOD[:-40], BROKEN),
        (GOOD[: len(GOOD) // 2], BROKEN),
        (b"PK\x03\x04" + b"\0" * 100, BROKEN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, BROKEN),
        (repacked(GOOD, {SHEET: b"<worksheet><sheetData><row"}), BROKEN),
        (repacked(GOOD, {SHEET: b" " * (300 * 1024 * 1024)}), "解压后太大，可能是压缩炸弹"),
        (repacked(GOOD, {f"x{n}": b"1" for n in range(10_001)}), "解压后太大，可能是压缩炸弹"),
        (workbook(("话术", {"A1": "内容", "XFD20000": "好"})), "表格范围太大，请删掉远处的单元格"),
        (repacked(GOOD, {"content.xml": b"<x/>"}), "不是 Excel 的 xlsx 文件"),
        (b"<html><table><tr><td>\xe5\xa5\xbd</td></tr></table></html>", "其实是网页或 XML，请另存为 xlsx"),
        (b"", "文件是空的"),
    ],
    ids=range(11),
)
def test_what_is_wrong_with_a_workbook(data: bytes, message: str) -> None:
    assert messages_of("a.xlsx", data) == [message]


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(repacked(GOOD, {SHEET: b" " * 5_000_000}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as book:
        size = book.getinfo(SHEET).file_size
    lie = (100).to_bytes(4, "little")
    data = bytearray(bytes(data).replace(size.to_bytes(4, "little"), lie))
    assert messages_of("a.xlsx", bytes(data)) == [BROKEN]


def test_a_text_called_xls_is_read_as_a_table() -> None:
    (draft,) = drafts_of("a.xls", "标题\t内容\n退款\t今天退。\n".encode("gb18030"))
    assert (draft.text, draft.fields["product"], draft.source.encoding) == ("今天退。", "tsv", "gb18030")


@pytest.mark.parametrize(("row", "column", "name"), [(0, 0, "A1"), (2, 25, "Z3"), (9, 26, "AA10"), (0, 16383, "XFD1")])
def test_cells_are_named_as_the_program_names_them(row: int, column: int, name: str) -> None:
    assert cell_name("表", row, column) == f"表!{name}"
