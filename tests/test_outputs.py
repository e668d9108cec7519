"""`-o`: which format a file gets, and that it is written whole or not at all."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from coach import cli
from coach.cli import checking, paste
from coach.cli.outputs import ENDINGS, Output, outputs_of, write_outputs
from coach.errors import Failure, UsageError
from coach.report import FORMATS, Look
from coach.text import Draft
from coach.wholefile import write_whole
from tests.samples import report

TEAM = str(Path(__file__).parent / "cases" / "team")
ONLY = ("--isolated", "--rules", TEAM, "--select", "team", "--scene", "general")
FLAGGED = "您好，我们改天再回复您。"


@pytest.mark.parametrize(
    ("word", "output"),
    [
        ("报告.sarif", Output("sarif", "报告.sarif")),
        ("a/b c.HTML", Output("html", "a/b c.HTML")),
        ("summary.md", Output("markdown", "summary.md")),
        ("a.json", Output("json", "a.json")),
        ("junit:a.xml", Output("junit", "a.xml")),
        ("checkstyle:a.xml", Output("checkstyle", "a.xml")),
        ("gitlab:gl.json", Output("gitlab", "gl.json")),
        ("concise:a:b", Output("concise", "a:b")),
        (r"C:\a.sarif", Output("sarif", r"C:\a.sarif")),
        ("x:a.sarif", Output("sarif", "x:a.sarif")),
    ],
)
def test_the_format_of_a_file(word: str, output: Output) -> None:
    assert outputs_of((word,)) == (output,)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("a.xml",), "-o junit:a.xml 或 -o checkstyle:a.xml"),
        (("a.txt",), "-o full:a.txt 或 -o concise:a.txt"),
        (("报告",), "-o 格式:报告"),
        (("-",), "--output-format"),
        (("json:",), "要写文件名"),
        (("json:-",), "要写文件名"),
        (("",), "要写文件名"),
        (("a.json", "jsonl:./a.json"), "两次"),
        (("\x1b.xml",), "␛.xml"),
    ],
)
def test_what_is_not_clear_is_asked_for(words: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        outputs_of(words)


def test_endings_are_of_formats_there_are() -> None:
    assert set(ENDINGS.values()) <= set(FORMATS)


# -- writing -----------------------------------------------------------------------------------------------------------


def test_a_file_is_replaced_whole_with_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old and long")
    path.chmod(0o640)
    write_whole(str(path), b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)
    assert os.listdir(tmp_path) == ["a.json"]


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_a_new_file_can_be_read_by_whoever_collects_it(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_whole(str(tmp_path / "a"), b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o644


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_whole(str(tmp_path / "link"), b"new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.skipif(os.name != "posix", reason="devices")
def test_a_device_is_written_to() -> None:
    write_whole("/dev/null", b"x")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_what_was_there_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    (failure,) = write_outputs((Output("json", str(path)),), report(), Look())
    assert failure == Failure(str(path), "磁盘已满")
    assert (path.read_bytes(), os.listdir(tmp_path)) == (b"old", ["a.json"])


def test_each_file_is_tried(tmp_path: Path) -> None:
    outputs = (
        Output("json", str(tmp_path / "no" / "a.json")),
        Output("html", str(tmp_path)),
        Output("json", "a\0b"),
        Output("html", str(tmp_path / "a.html")),
    )
    failures = write_outputs(outputs, report(), Look(colours="truecolor"))
    assert [each.message for each in failures] == ["找不到要写入的文件夹", "这是文件夹，请给出文件名", "文件名有误"]
    assert (tmp_path / "a.html").read_text(encoding="utf-8").endswith("</html>\n")


def test_a_file_has_no_colours(tmp_path: Path) -> None:
    write_outputs((Output("full", str(tmp_path / "a")),), report(), Look(colours="truecolor"))
    assert "\x1b" not in (tmp_path / "a").read_text(encoding="utf-8")


# -- with check --------------------------------------------------------------------------------------------------------


def test_several_files_beside_standard_output(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    names = ("报告.sarif", "a.html", "a.md", "a.json")
    words = [word for name in names for word in ("-o", str(tmp_path / name))]
    status = cli.main(
        ["check", *ONLY, *words, f"--output=junit:{tmp_path}/a.xml", "-t", FLAGGED, "--output-format", "github"]
    )
    assert status == 1
    assert capfd.readouterr().out.startswith("::error title=")
    assert json.loads((tmp_path / "报告.sarif").read_bytes())["version"] == "2.1.0"
    assert len(json.loads((tmp_path / "a.json").read_bytes())["reviews"][0]["findings"]) == 1
    assert ElementTree.parse(tmp_path / "a.xml").getroot().get("failures") == "1"
    assert "改天再回复" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "改天再回复" in (tmp_path / "a.md").read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_no_green(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status = cli.main(["check", *ONLY, "-o", str(tmp_path / "no" / "a.json"), "-t", "好的，已为您登记。"])
    said = capfd.readouterr().err
    assert status == 2 and "没能写入" in said and "找不到要写入的文件夹" in said


def test_an_unclear_format_is_told_before_anything_is_judged(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", *ONLY, "-o", "a.xml", "-t", FLAGGED]) == 2
    out, err = capfd.readouterr()
    assert out == "" and "junit:a.xml" in err


def test_fail_on_reaches_the_files(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    for fail_on, failures in (("fatal", "0"), ("hint", "1"), ("never", "0")):
        cli.main(["check", *ONLY, "-o", f"junit:{path}", "-t", FLAGGED, "--fail-on", fail_on])
        assert ElementTree.parse(path).getroot().get("failures") == failures


def test_a_file_holds_all_drafts_pasted_so_far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    seen: list[int] = []

    def pasted() -> Iterator[Draft]:
        for number in range(3):
            yield Draft.of(FLAGGED)
            seen.append(len(json.loads(path.read_bytes())["reviews"]))
            assert seen[-1] == number + 1

    monkeypatch.setattr(checking, "is_terminal", lambda stream: True)
    monkeypatch.setattr(paste, "pasted_drafts", pasted)
    assert cli.main(["check", *ONLY, "-o", str(path)]) == 1
    assert seen == [1, 2, 3]
