"""Cells are those of Python's csv module, and each knows where it stands, however the text comes in chunks."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.intake.options import Intake
from coach.intake.tables import BrokenTableError, Record, delimiter_of, records
from coach.text import Draft, Position, Source, Span
from tests.drafts import assert_places, drafts_of, messages_of, slice_of

NASTY = st.text(alphabet="甲a,;\t\"'\n\r😀 ﻿\u2028", max_size=12)
ROWS = st.lists(st.lists(NASTY, min_size=2, max_size=4), min_size=1, max_size=6)


def cells(rows: list[Record]) -> list[list[str]]:
    return [[row.value(index) for index in range(len(row.cells))] for row in rows]


def cut(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


@given(ROWS, st.sampled_from([",", ";", "\t"]), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), st.integers(1, 9))
def test_what_csv_writes_is_read_back(rows: list[list[str]], delimiter: str, quoting: int, size: int) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    assert cells(list(records(cut(buffer.getvalue(), size), delimiter))) == rows


@given(st.text(alphabet='甲a,"\n\r', max_size=40), st.integers(1, 7))
def test_any_text_gives_the_cells_that_csv_gives(text: str, size: int) -> None:
    try:
        mine = cells([row for row in records(cut(text, size), ",") if row.text.strip("\r\n")])
    except BrokenTableError:
        assert text.count('"') % 2 or '"' in text  # csv takes what ends inside quotation marks; we say so
        return
    assert mine == [row for row in csv.reader(io.StringIO(text, newline="")) if row]


@given(st.text(alphabet='甲a,"\n\r😀', max_size=40), st.integers(1, 7))
def test_records_are_the_text_and_know_where_they_begin(text: str, size: int) -> None:
    whole = Source("x", text)
    done = []
    try:
        for row in records(cut(text, size), ","):
            assert text.startswith(row.text, row.offset)
            assert whole.position(row.offset) == Position(row.line, 1)
            done.append(row.text)
    except BrokenTableError:
        assert text.startswith("".join(done))
    else:
        assert "".join(done) == text


@given(st.lists(st.tuples(NASTY, NASTY), max_size=5), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_a_written_library_comes_back_with_its_places(rows: list[tuple[str, str]], encoding: str) -> None:
    rows = [(name.replace("﻿", ""), text.replace("﻿", "")) for name, text in rows]
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([("标题", "内容"), ("甲", "我们今天把您的订单发出去"), *rows])
    drafts = drafts_of("话术 1.csv", buffer.getvalue().encode(encoding))
    assert [draft.text for draft in drafts[1:]] == [text for _, text in rows if text.strip()]
    for draft in drafts:
        assert_places(draft)
        whole = Source("x", buffer.getvalue())
        at = draft.in_source(Span(0, 1)).start
        assert draft.source.position(at) == whole.position(draft.source.first_offset + at)


def test_a_quoted_cell_points_at_its_characters() -> None:
    (draft,) = drafts_of("a.csv", '标题,内容\r\n甲,"他说""尽快"",\r\n好的"\r\n'.encode())
    assert draft.text == '他说"尽快",\r\n好的'
    assert slice_of(draft, "尽快") == "尽快" and slice_of(draft, '"尽') == '""尽'
    assert draft.source.position(draft.in_source(Span(9, 11)).start) == Position(3, 1)
    assert draft.copied(Span(3, 5)) and not draft.copied(Span(2, 4))


@pytest.mark.parametrize(
    ("sample", "expected", "delimiter"),
    [
        ("标题,内容\n甲,好；的\n", ",", ","),
        ("标题;内容\n甲;好,的\n", ",", ";"),
        ("标题\t内容\n甲\t好\n", ",", "\t"),
        ("标题|内容\n甲|好\n", ",", "|"),
        ("甲,乙\n丙,丁\n", "\t", ","),
    ],
)
def test_the_delimiter_is_guessed(sample: str, expected: str, delimiter: str) -> None:
    assert delimiter_of(sample, expected, (frozenset(("内容",)),)) == delimiter


def test_columns_as_the_user_says() -> None:
    data = "编号,客户问,我们答,哪里\n1,几天到,今天18点前到。,物流\n".encode()
    (draft,) = drafts_of("a.csv", data, Intake(columns=(("text", "我们答"), ("title", "客户问"), ("group", "哪里"))))
    assert (draft.text, draft.entry, draft.fields["group"]) == ("今天18点前到。", "几天到", "物流")
    (draft,) = drafts_of("c.csv", "*标题,回复内容（必填）\n几天,今天到。\n".encode())
    assert (draft.entry, draft.text) == ("几天", "今天到。")
    assert drafts_of("e.csv", "客服话术,,\n\n,内容,\n,好的,\n".encode())[0].source.position(0).line == 4
    typed = "分类,类型,标题,内容\n售后,IMAGE,图,a.png\n售后,text,甲,好的\n售后,,乙,在的\n"
    assert [one.text for one in drafts_of("f.csv", typed.encode())] == ["好的", "在的"]
    both = "快捷短语编码,快捷短语,快捷短语分组\na,b,c\n".encode()
    assert drafts_of("d.csv", both, Intake(columns=(("text", "快捷短语分组"),)))[0].text == "c"
    numbered = Intake(columns=(("text", "2"), ("title", "1")))
    assert [one.text for one in drafts_of("b.csv", "甲,好的\n乙,在的\n".encode(), numbered)] == ["好的", "在的"]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", ["文件是空的"]),
        ("标题,内容\n", ["里面一条话术也没有"]),
        ("标题,正文\n甲,好\n", ["认不出哪一列是话术，请用 --map text=列名"]),
        ('标题,内容\n甲,"没有写完\n乙,好\n', ["第 2 行起，引号没有配对"]),
        ("标题,内容\n甲,好的,没问题\n乙,好\n", ["第 2 行比表头多出 1 格，可能少了引号"]),
        ("标题,内容\n甲\n乙,好\n", ["第 2 行不完整，没有话术那一格"]),
        ("标题,内容,\n甲,好,,\n", []),
    ],
)
def test_what_is_wrong_with_a_table(text: str, messages: list[str]) -> None:
    assert messages_of("a.csv", text.encode()) == messages


def test_rows_that_can_be_read_are_read() -> None:
    from coach.intake.library import read_bytes

    read = list(read_bytes("a.csv", "标题,内容\n甲,好的,没问题\n乙,好\n".encode(), Intake()))
    assert [one.text for one in read if isinstance(one, Draft)] == ["好"]
