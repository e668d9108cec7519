"""Files as they come: their kinds, encodings, sizes, and what goes wrong while they are read."""

from __future__ import annotations

import io
import os
import sys
import threading
import time
import tracemalloc
from pathlib import Path

import pytest

from coach.errors import Failure, UsageError
from coach.intake import library
from coach.intake.html import read_html
from coach.intake.library import read_bytes, read_library
from coach.intake.options import Intake, checked, columns_of
from coach.text import Draft
from tests.drafts import drafts_of, messages_of


@pytest.mark.parametrize(
    ("name", "data", "product"),
    [
        ("a.TXT", b"ok", "text"),
        ("a", "好".encode(), "text"),
        ("a", b'[{"text": "ok"}]', "json"),
        ("a", b'\xef\xbb\xbf{\n "text": "ok"}', "json"),
        ("a.ndjson", b'{"text": "ok"}', "jsonl"),
        ("a.markdown", b"ok", "markdown"),
    ],
    ids=range(6),
)
def test_the_kind_is_told_by_name_or_by_the_first_bytes(name: str, data: bytes, product: str) -> None:
    assert [draft.fields["product"] for draft in drafts_of(name, data)] == [product]


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.json", "a.jsonl", "a.yaml"])
@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("gb18030", "gb18030"),
        ("utf-32", "utf-32"),
    ],
)
def test_encodings_are_found_in_every_kind(name: str, codec: str, encoding: str) -> None:
    texts = {
        "a.txt": "我们今天处理，您放心。",
        "a.csv": "标题,内容\n甲,我们今天处理，您放心。\n",
        "a.json": '[{"text": "我们今天处理，您放心。"}]',
        "a.jsonl": '{"text": "我们今天处理，您放心。"}\n',
        "a.yaml": "- 我们今天处理，您放心。\n",
    }
    (draft,) = drafts_of(name, texts[name].encode(codec))
    assert (draft.text, draft.source.encoding) == ("我们今天处理，您放心。", encoding)
    assert not draft.source.text.startswith("\ufeff")


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.json", "a.jsonl", "a.yaml"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe\xfa\x00\x81", "不是有效的 utf-16"),
        (b"\x89PNG\r\n\x1a\n\xff\xd8\xff", "不是 UTF-8"),
        (bytes(50), "像文字"),
    ],
    ids=range(3),
)
def test_what_is_no_text_is_one_failure(name: str, data: bytes, said: str) -> None:
    (message,) = messages_of(name, data)
    assert said in message


def test_a_long_file_is_decoded_by_the_same_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.intake.decode.CHUNK", 7)
    monkeypatch.setattr("coach.intake.opened.CHUNK", 5)
    text = "标题,内容\n" + "".join(f"甲{n},我们今天处理，您放心😀。\n" for n in range(50))
    for codec in ("utf-8", "gb18030", "utf-16", "utf-8-sig"):
        drafts = drafts_of("a.csv", text.encode(codec))
        assert [draft.text for draft in drafts] == ["我们今天处理，您放心😀。"] * 50
        assert text.startswith(drafts[-1].source.text, drafts[-1].source.first_offset)
    assert messages_of("a.csv", text.encode("big5", "replace")) and messages_of("a.csv", text.encode() + b"\xff")
    assert drafts_of("a.csv", "標題,內容\n甲,今天處理\n".encode("big5"), Intake(encoding="big5"))[0].text == "今天處理"
    assert messages_of("a.csv", text.encode(), Intake(encoding="utf-7-8")) == ["没有“utf-7-8”这种编码"]


def test_only_met_in_a_folder() -> None:
    def met(name: str, text: str) -> list[Draft | Failure]:
        return list(read_bytes(name, text.encode(), Intake(), given=False))

    assert met("tsconfig.json", '{"a": [1, 2], // no\n}') == []
    assert met("package.json", '{"name": "x", "text": "hi"}') != []
    assert met("ci.yaml", "on: push\njobs: {a: b}\n") == []
    assert met("notes.md", "# Notes\n\nhello\n") == []
    assert met("log.jsonl", '{"level": 1}\n{broken\n') == []
    assert met("data.csv", "a,b\n1,2\n") == []
    assert met("p.yaml", "pack: x\nrules:\n  - {id: a, message: 好的}\n") == []
    assert [one.message for one in met("b.json", '{"a": "\\u4f60') if isinstance(one, Failure)]
    assert [one.message for one in met("b.csv", "甲,乙\n1,2\n") if isinstance(one, Failure)]


def test_a_file_that_changes_meanwhile_is_said(tmp_path: Path) -> None:
    path = tmp_path / "话 术.csv"
    path.write_text("标题,内容\n甲,好\n乙,在\n", encoding="utf-8")
    reading = read_library(str(path), Intake())
    assert isinstance(next(reading), Draft)
    path.write_text("标题,内容\n甲,好\n乙,在\n丙,是\n", encoding="utf-8")
    assert list(reading)[-1] == Failure(str(path), library.CHANGED)


def test_a_file_that_is_replaced_meanwhile_is_said(tmp_path: Path) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text("甲\n\n乙\n", encoding="utf-8")
    other.write_text("甲\n\n丙\n", encoding="utf-8")
    reading = read_library(str(path), Intake())
    next(reading)
    os.replace(other, path)
    assert list(reading)[-1] == Failure(str(path), library.CHANGED)


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    assert list(read_library(str(tmp_path / "没有.csv"), Intake())) == [
        Failure(str(tmp_path / "没有.csv"), "找不到这个文件")
    ]
    assert list(read_library("a\0b", Intake())) == [Failure("a\0b", "文件名有误")]


def test_a_file_that_stops_being_text_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.intake.opened.encoding_of", lambda file, encoding: "utf-8")
    for name in ("a.csv", "a.jsonl"):
        (failure,) = read_bytes(name, b"\xff", Intake())
        assert failure == Failure(name, library.CHANGED)


def test_standard_input_is_called_as_the_user_says(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO("标题,内容\n甲,好\n".encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    (draft,) = read_library("-", Intake(stdin_name="库/话术.csv"))
    assert isinstance(draft, Draft) and (draft.source.name, draft.text) == ("库/话术.csv", "好")


def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    os.mkfifo(path)
    writer = threading.Thread(target=lambda: path.write_text("标题,内容\n甲,好\n", encoding="utf-8"))
    writer.start()
    (draft,) = read_library(str(path), Intake())
    writer.join()
    assert isinstance(draft, Draft) and draft.text == "好"


@pytest.mark.parametrize(
    ("name", "row"),
    [("a.csv", '甲{0},"您好，""{0}""{1}"\n'), ("a.jsonl", '{{"title":"{0}","text":"您好，{0}\\n{1}"}}\n')],
    ids=["csv", "jsonl"],
)
def test_memory_does_not_grow_with_the_file(tmp_path: Path, name: str, row: str) -> None:
    path = tmp_path / name
    with path.open("w", encoding="utf-8") as file:
        file.write("标题,内容\n" if name == "a.csv" else "")
        file.writelines(row.format(number, "今天处理，请放心。" * 100) for number in range(5_000))
    assert path.stat().st_size > 13_000_000
    tracemalloc.start()
    try:
        assert sum(isinstance(one, Draft) for one in read_library(str(path), Intake())) == 5_000
        assert tracemalloc.get_traced_memory()[1] < 7_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("words", "columns"),
    [("text=内容,title=标题", (("text", "内容"), ("title", "标题"))), (" text = 内容 , ", (("text", "内容"),))],
)
def test_columns_are_said(words: str, columns: tuple[tuple[str, str], ...]) -> None:
    assert columns_of(words) == columns


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("内容", "列的对应关系要写成“text=列名”，“内容”不是"),
        ("txet=内容", "没有“txet”这种列，是不是“text”？"),
        ("text=甲,text=乙", "“text”写了两次"),
    ],
)
def test_columns_said_wrong(words: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        columns_of(words)


def test_options_said_wrong() -> None:
    with pytest.raises(UsageError, match="没有“zendsk”这种导出类型，是不是“zendesk”？"):
        checked(Intake(product="zendsk"))
    with pytest.raises(UsageError, match="没有“x”这种拆分方式，可写：auto、"):
        checked(Intake(split="x"))
    assert checked(Intake(split="line", product="front")).split == "line"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("a.md", "<!--"), ("a.md", "```\n"), ("a.md", "# a\n"), ("a.md", "---\n"), ("a.md", "---\na:\n"), ("a.md", "<!---->\n"),
        ("a.txt", "\n"), ("a.csv", '"'), ("a.csv", ","), ("a.csv", '""'), ("a.csv", "\r"), ("a.csv", "内容\n<p "),
        ("a.json", '"\\u4f60"'), ("a.json", '{"text":"<p>&#"}'), ("a.jsonl", "[]\n"), ("a.jsonl", "[]"),
        ("a.yaml", "- a\n"), ("a.yaml", "- |\n  a\n"), ("a.yaml", "a: &a\n"), ("a.yaml", "? "), ("a.yaml", "'"),
    ],
    ids=range(21),
)  # fmt: skip
def test_hostile_files_take_no_more_than_their_size(name: str, part: str) -> None:
    data = (part * (300_000 // len(part))).encode()
    start = time.process_time()
    for _ in read_bytes(name, data, Intake()):
        pass
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "part", ["<!--", "<p ", "<p>", "&#", "<", "</", "<a b='", "<script>", "<br>", "<![", "<?", "&a", "<a/", "<br "]
)
def test_hostile_markup_takes_no_more_than_its_size(part: str) -> None:
    start = time.process_time()
    read_html("<p>" + part * (300_000 // len(part)))
    assert time.process_time() - start < 10
