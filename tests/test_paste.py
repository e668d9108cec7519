"""The paste prompt in a real pseudo-terminal: long lines, many lines, corrections, drafts one after another."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.cli.keys import Keyboard

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

import pty
import termios

TEAM = str(Path(__file__).parent / "cases" / "team")
OPTIONS = ("--isolated", "--rules", TEAM, "--select", "team", "--scene", "general", "--color", "never")
PATIENCE = 60.0  # seconds; the first run may have to build the dictionary


class Terminal:
    """A child on a pseudo-terminal, and what it has shown so far."""

    def __init__(self, *arguments: str) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLUMNS": "80"}
            os.execv(sys.executable, [sys.executable, "-m", "coach", "check", *OPTIONS, *arguments])
        fresh, other = pty.openpty()
        self.before = termios.tcgetattr(other)  # as every new terminal is: the child may have changed its own by now
        os.close(fresh)
        os.close(other)
        self.shown = ""
        self.raw = b""

    def until(self, words: str, count: int = 1) -> str:
        """Wait until the words have been shown so often."""
        deadline = time.monotonic() + PATIENCE
        while self.shown.count(words) < count:
            assert time.monotonic() < deadline, self.shown
            if select.select([self.fd], [], [], 0.2)[0]:
                self.read()
        return self.shown

    def read(self) -> bool:
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # Linux says EIO when the child is gone
            return False
        self.raw += data
        self.shown = self.raw.decode("utf-8", "replace")
        return bool(data)

    def send(self, text: str) -> None:
        data = text.encode()
        while data:
            _, writable, _ = select.select([self.fd], [self.fd], [], 1)
            if writable:
                data = data[os.write(self.fd, data[:512]) :]
            if select.select([self.fd], [], [], 0)[0]:
                self.read()

    def end(self) -> int:
        deadline = time.monotonic() + PATIENCE
        while not select.select([self.fd], [], [], 0.2)[0] or self.read():
            if time.monotonic() > deadline:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                pytest.fail(f"the child did not end: {self.shown[-500:]}")
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Terminal]]:
    monkeypatch.delenv("COACH_OUTPUT_FORMAT", raising=False)
    opened: list[Terminal] = []
    yield opened
    for each in opened:
        os.close(each.fd)


def start(opened: list[Terminal], *arguments: str) -> Terminal:
    opened.append(Terminal(*arguments))
    opened[-1].until("Ctrl-D")
    opened[-1].until("\x1b[?2004h")
    return opened[-1]


def test_one_line_of_eight_thousand_bytes_arrives_whole(terminal: list[Terminal]) -> None:
    one = start(terminal)
    line = "您好，" * 900 + "我们改天再回复您。"
    assert len(line.encode()) > 8000
    one.send(f"{line}\n\x04")
    one.until("下一份")
    assert "【改天再回复】①" in one.shown
    one.send("\x04")
    assert one.end() == 1
    assert one.shown.count("您好，") > 900  # echoed whole


def test_drafts_of_several_lines_one_after_another(terminal: list[Terminal]) -> None:
    one = start(terminal)
    one.send("您好：\n\n我们改天再回复您。\n谢谢。\n\x04")
    one.until("下一份")
    assert " 3 │ 我们【改天再回复】①您。" in one.shown
    one.send("好的，已为您登记。\x04")
    one.until("下一份", 2)
    assert "可发送" in one.shown
    one.send("\x04")
    assert one.end() == 1


def test_a_bracketed_paste_is_taken_whole(terminal: list[Terminal]) -> None:
    one = start(terminal)
    one.send("\x1b[200~我们改天\x04再回复您。\r第二行\x1b[201~\x04")
    one.until("下一份")
    assert "我们改天␄再回复您。" in one.shown and " 2 │ 第二行" in one.shown
    one.send("\x04")
    assert one.end() == 1


def test_what_is_typed_before_the_prompt_is_not_lost(terminal: list[Terminal]) -> None:
    terminal.append(Terminal())
    one = terminal[-1]
    one.send("我们改天再回复您。\n\x04")
    one.until("下一份")
    assert "【改天再回复】①" in one.shown
    one.send("\x04")
    assert one.end() == 1


def test_corrections_and_strange_keys(terminal: list[Terminal]) -> None:
    one = start(terminal)
    one.send("写错的一行\x15我们改天再\x1b[A\x1b[Dx错\x7f\x7f回复您。\x04")
    one.until("下一份")
    assert " │ 我们【改天再回复】①您。" in one.shown
    one.send("\x04")
    assert one.end() == 1


def test_the_terminal_is_put_back(terminal: list[Terminal]) -> None:
    one = start(terminal)
    assert termios.tcgetattr(one.fd)[3] != one.before[3]
    one.send("\x04")
    one.until("\x1b[?2004l")
    assert termios.tcgetattr(one.fd) == one.before
    assert one.end() == 0


def test_an_interrupt_puts_the_terminal_back_and_says_130(terminal: list[Terminal]) -> None:
    one = start(terminal)
    one.send("我们改天")
    one.until("我们改天")
    one.send("\x03")
    one.until("已中断")
    assert termios.tcgetattr(one.fd) == one.before
    assert one.end() == 130
    assert "Traceback" not in one.shown


def test_a_signal_from_outside_is_an_interrupt_too(terminal: list[Terminal]) -> None:
    one = start(terminal)
    os.kill(one.pid, signal.SIGINT)
    assert one.end() == 130


def test_json_results_of_pastes_are_documents(terminal: list[Terminal]) -> None:
    one = start(terminal, "--output-format", "jsonl")
    one.send("我们改天再回复您。\x04")
    one.until('"kind": "review"')
    one.until("下一份")
    one.send("\x04")
    assert one.end() == 1


# -- the state machine alone ---------------------------------------------------------------------------------------


def typed(*data: bytes, width: int = 80) -> tuple[list[str], str]:
    shown: list[str] = []
    keyboard = Keyboard(shown.append, width)
    drafts = []
    for piece in data:
        keyboard.feed(piece)
        while (draft := keyboard.draft()) is not None:
            drafts.append(draft)
    return [*drafts, keyboard.rest()], "".join(shown)


def test_what_follows_a_draft_waits_for_the_next() -> None:
    assert typed("甲\x04乙\n丙\x04丁".encode())[0] == ["甲", "乙\n丙", "丁"]


def test_a_ctrl_d_typed_ahead_comes_as_nul() -> None:
    assert typed("甲\n\x00".encode())[0] == ["甲\n", ""]


def test_rubbing_out_goes_up_where_the_line_was_broken() -> None:
    drafts, shown = typed("一二三四五六\x7f\x7f".encode(), width=8)
    assert drafts == ["一二三四"]
    assert shown.endswith("\x1b[3G\x1b[J\x1b[1A\x1b[8G\x1b[J")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40), st.lists(st.integers(0, 200), max_size=6))
def test_a_paste_comes_out_as_it_went_in_however_it_is_cut(text: str, cuts: list[int]) -> None:
    data = f"\x1b[200~{text}\n\x1b[31m\x01{text}\x1b[201~".encode()
    edges = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    pieces = [data[start:end] for start, end in pairwise(edges)]
    assert typed(*pieces)[0] == [f"{text}\n\x1b[31m\x01{text}"]


@given(st.lists(st.binary(max_size=12), max_size=8))
def test_any_bytes_may_be_typed(pieces: list[bytes]) -> None:
    typed(*pieces, width=3)
