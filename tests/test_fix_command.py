"""`coach fix` on files and pipes: what is written, in which encoding, and what is never touched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.cli.writing import write_back
from coach.text import Source

TEAM = str(Path(__file__).parent / "cases" / "team")
OPTIONS = ("--isolated", "--rules", TEAM, "--select", "team", "--scene", "general")
DRAFT = "您好，我们改天再回复您。\r\n订单20231128001已发出。\r\n"
FIXED = "您好，我们〈时间点〉再回复您。\r\n订单20231128001已发出。\r\n"


def run(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    command = [sys.executable, "-m", "coach", "fix", *OPTIONS, *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=env)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)  # fmt: skip
def test_encoding_and_line_ends_are_kept(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    marks = {"utf-16-be": b"\xfe\xff", "utf-16-le": b"\xff\xfe"}
    mark = marks.get(encoding, b"")
    path.write_bytes(mark + DRAFT.encode(encoding))
    path.chmod(0o640)
    done = run("--write", str(path))
    assert (done.returncode, done.stdout) == (1, b"")
    assert path.read_bytes() == mark + FIXED.encode(encoding)
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["draft.txt"]


def test_an_encoding_that_cannot_hold_the_text_leaves_the_file(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    data = "您好，我們改天再處理。".encode("big5")
    path.write_bytes(data)
    source = Source(str(path), data.decode("big5"), "big5")
    assert write_back(source, "您好，我们会处理。") == "big5 编码写不下“们”，没有写入"
    assert path.read_bytes() == data
    assert write_back(source, "您好，〈時間點〉處理。") is None
    assert path.read_bytes().decode("big5") == "您好，〈時間點〉處理。"


def test_a_file_changed_meanwhile_is_left(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("别人写的。", encoding="utf-8")
    assert write_back(Source(str(path), DRAFT), FIXED) == "文件在这期间被改过，没有写入"
    assert path.read_text(encoding="utf-8") == "别人写的。"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "draft.txt", tmp_path / "link.txt"
    path.write_bytes(DRAFT.encode())
    link.symlink_to(path)
    run("--write", str(link))
    assert link.is_symlink()
    assert path.read_bytes() == FIXED.encode()


def test_a_file_that_needs_nothing_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("好的，已发出。")
    os.utime(path, (1, 1))
    assert run("--write", str(path)).returncode == 0
    assert path.stat().st_mtime == 1


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write anything")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(DRAFT.encode())
    tmp_path.chmod(0o500)
    done = run("--write", str(path))
    tmp_path.chmod(0o700)
    assert done.returncode == 2
    assert path.read_bytes() == DRAFT.encode()


def test_fixing_what_was_written_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(DRAFT.encode())
    run("--write", str(path))
    once = path.read_bytes()
    run("--write", str(path))
    assert path.read_bytes() == once


def test_the_pipe_carries_the_text_only() -> None:
    done = run(stdin=DRAFT.encode())
    assert (done.returncode, done.stdout) == (1, FIXED.encode())
    assert "〈时间点〉" in done.stderr.decode()
    assert run("-q", stdin=DRAFT.encode()).stderr == b""


def test_the_diff_can_be_applied(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_bytes(DRAFT.encode())
    done = run("--diff", "draft.txt", cwd=tmp_path)
    patched = subprocess.run(["patch", "-p1", "--binary"], input=done.stdout, cwd=tmp_path, capture_output=True)
    if patched.returncode == 0:
        assert (tmp_path / "draft.txt").read_bytes() == FIXED.encode()


def test_json_tells_every_edit() -> None:
    done = run("--json", stdin=DRAFT.encode())
    (fix,) = json.loads(done.stdout)["fixes"]
    text = DRAFT
    for edit in reversed(fix["edits"]):
        start, end = edit["span"]["start"], edit["span"]["end"]
        assert DRAFT[start:end] == edit["old"]
        text = text[:start] + edit["new"] + text[end:]
    assert text == fix["text"] == FIXED
    assert (fix["slots"], fix["complete"], fix["left"]) == (["时间点"], False, [])


def test_several_files_and_one_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(DRAFT.encode())
    done = run("--write", str(path), str(tmp_path / "nowhere.txt"))
    assert done.returncode == 2
    assert path.read_bytes() == FIXED.encode()
    assert "找不到这个文件" in done.stderr.decode()


@pytest.mark.parametrize(
    "arguments", [("--write", "--diff", "x"), ("--json", "--diff"), ("--write", "-"), ("--level", "重")]
)
def test_wishes_that_cannot_be_met(arguments: tuple[str, ...]) -> None:
    done = run(*arguments, stdin=b"x")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
