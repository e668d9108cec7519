"""Fixing by hand in a real pseudo-terminal of sixty columns, and the state machine behind it."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from coach.cli.answers import choices, fault, is_time_slot
from coach.cli.rewriting import Editor
from coach.cli.sitting import Sitting
from coach.rulebook.loader import load_rulebook
from coach.rulebook.rule import Rulebook
from coach.rulebook.situation import Situation

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

import fcntl
import pty
import struct
import termios

PATIENCE = 30.0
DRAFT = "您好，您的工单已经转给技术同事了。\n退货地址在短信里。\n会有专员与您联系。\n"
CHOOSE = "停 ›"


class Terminal:
    """A child on a pseudo-terminal of sixty columns."""

    def __init__(self, *arguments: str, cwd: Path | None = None) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            if cwd:
                os.chdir(cwd)
            root = str(Path(__file__).parent.parent)
            env = os.environ | {"TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1", "PYTHONPATH": root}
            env.pop("COLUMNS", None)  # execve: readline sets it behind Python's back
            os.execve(sys.executable, [sys.executable, "-m", "coach", *arguments], env)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 60, 0, 0))
        self.before = termios.tcgetattr(self.fd)
        self.raw = b""
        self.asked = 0

    @property
    def shown(self) -> str:
        return self.raw.decode("utf-8", "replace")

    def until(self, words: str, count: int = 1) -> str:
        deadline = time.monotonic() + PATIENCE
        while self.shown.count(words) < count:
            assert time.monotonic() < deadline, self.shown
            if select.select([self.fd], [], [], 0.2)[0] and not self.read():
                assert self.shown.count(words) >= count, self.shown
        return self.shown

    def answer(self, text: str) -> None:
        """Wait for the next question, then answer."""
        self.asked += 1
        self.until("\x1b[?2004h", self.asked)
        self.send(text)

    def read(self) -> bool:
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.raw += data
        return bool(data)

    def send(self, text: str) -> None:
        os.write(self.fd, text.encode())

    def end(self) -> int:
        deadline = time.monotonic() + PATIENCE
        while not select.select([self.fd], [], [], 0.2)[0] or self.read():
            if time.monotonic() > deadline:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                pytest.fail(f"the child did not end: {self.shown[-500:]}")
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.fixture
def terminal() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for each in opened:
        os.close(each.fd)


def start(opened: list[Terminal], *arguments: str, cwd: Path | None = None) -> Terminal:
    opened.append(Terminal(*arguments, cwd=cwd))
    return opened[-1]


def test_findings_one_by_one_with_slots_and_writing_back(terminal: list[Terminal], tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    one = start(terminal, "fix", str(path), "--isolated", "--color", "never")
    one.answer("9\r")
    one.until("没有这个选择")
    one.answer("1\r")
    one.answer("随便什么时候\r")
    one.until("要写成时间")
    one.send("\x15明天18点\r")
    one.until("可以发了")
    one.answer("y\r")
    one.until("已写回")
    assert one.end() == 0
    assert path.read_text(encoding="utf-8") == (
        "您好，您的工单已经转给技术同事了，明天18点前给您回话。\n退货地址在短信里。\n会有专员与您联系。\n"
    )


def test_skip_undo_edit_and_stop(terminal: list[Terminal], tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    one = start(terminal, "fix", str(path), "--isolated", "--color", "never")
    one.answer("s\r")
    one.answer("u\r")
    one.until("还有 2 处", 2)
    one.answer("e\r")
    one.answer("\x15您好，工单编号是20231128。\x04")
    one.answer("q\r")
    one.until(" 您好，工单编号是20231128。")
    one.answer("\r")
    assert one.end() == 1
    assert path.read_text(encoding="utf-8") == DRAFT


def test_an_interrupt_leaves_the_file_and_puts_the_terminal_back(terminal: list[Terminal], tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    one = start(terminal, "fix", str(path), "--isolated")
    one.answer("1\r")
    one.answer("\x03")
    one.until("已中断")
    assert termios.tcgetattr(one.fd)[3] == one.before[3]
    assert one.end() == 130
    assert path.read_text(encoding="utf-8") == DRAFT
    assert "Traceback" not in one.shown
    assert list(tmp_path.iterdir()) == [path]


def test_the_desk_takes_one_draft_after_another(terminal: list[Terminal], tmp_path: Path) -> None:
    one = start(terminal, cwd=tmp_path)
    one.answer("?\r")
    one.until(":customer")
    one.answer(":scene 退款退换\r")
    one.until("[退款退换]")
    one.answer(":tone 温柔\r")
    one.until("没有“温柔”这个语气")
    one.answer("\x1b[200~您好，\r会有专员与您联系。\x1b[201~\x04")
    one.answer("1\r")
    one.answer("2\r")
    one.answer("c\r")
    one.until("已复制")
    text = "您好，\n会有专员在24小时内与您联系。"
    assert f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07" in one.shown
    one.answer("退款已原路退回，预计3个工作日内到账。\x04")
    one.until("没有改动，可以发")
    one.answer("\r")
    one.answer(":q\r")
    assert one.end() == 0


def test_the_history_of_the_sitting_comes_back(terminal: list[Terminal], tmp_path: Path) -> None:
    one = start(terminal, cwd=tmp_path)
    one.answer("退款已于3月8日原路退回。\x04")
    one.answer("\r")
    one.answer("\x1b[A\x04")
    one.until("没有改动，可以发", 2)
    one.answer("\r")
    one.answer(":q\r")
    assert one.end() == 0
    assert list(tmp_path.iterdir()) == []


def test_a_draft_cannot_steer_the_terminal(terminal: list[Terminal], tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("\x1b]0;坏标题\x07我们会尽快处理\x1b[2J。\n", encoding="utf-8")
    one = start(terminal, "fix", str(path), "--isolated", "--color", "never")
    one.answer("q\r")
    one.end()
    assert "\x1b]0;" not in one.shown and "\x1b[2J" not in one.shown


def test_no_line_is_wider_than_the_terminal(terminal: list[Terminal], tmp_path: Path) -> None:
    from rich.cells import cell_len

    path = tmp_path / "draft.txt"
    path.write_text(DRAFT * 3, encoding="utf-8")
    one = start(terminal, "fix", str(path), "--isolated", "--color", "never")
    shown = re.sub("\x1b\\[[^a-zA-Z]*[a-zA-Z]", "", one.until(CHOOSE).partition("数字")[0])
    assert "还有" in shown
    one.send("q\r")
    one.end()
    assert max(cell_len(line.rstrip("\r")) for line in shown.split("\n")) <= 60


# -- the state machine ---------------------------------------------------------------------------------------------


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def sitting(text: str) -> Sitting:
    return Sitting(text, Editor(rulebook(), Situation()))


def test_every_step_can_be_undone() -> None:
    one = sitting(DRAFT)
    texts = [one.text]
    while waiting := one.waiting():
        one.take(one.offers(waiting[0])[0], {})
        texts.append(one.text)
    while one.undo():
        texts.pop()
        assert one.text == texts[-1]
    assert one.text == DRAFT


def test_answers_fill_slots_and_the_rest_stays_open() -> None:
    one = sitting("会有专员与您联系。")
    one.take(one.offers(one.waiting()[0])[0], {"时限": "24小时"})
    assert (one.text, one.complete()) == ("会有专员在24小时内与您联系。", True)
    two = sitting("会有专员与您联系。")
    two.take(two.offers(two.waiting()[0])[0], {})
    assert (two.open_slots(), two.complete()) == (("时限",), False)
    two.fill("时限", "2小时")
    assert two.text == "会有专员在2小时内与您联系。"


def test_the_coach_may_choose_for_all() -> None:
    one = sitting(DRAFT)
    one.fix_all()
    assert one.waiting() == ()
    assert one.undo() and one.text == DRAFT


@pytest.mark.parametrize(
    ("slot", "answer", "good"),
    [
        ("时限", "24小时", True),
        ("时限", "3个工作日", True),
        ("截止时间", "今天18点", True),
        ("截止時間", "明天下午3點", True),
        ("下次更新时间", "随时", False),
        ("预计日期", "12月3日", True),
        ("预计日期", "不一定", False),
        ("替代方案", "到店自提", True),
        ("替代方案", "〈别的〉", False),
        ("替代方案", "好" * 200, False),
    ],
)
def test_a_time_slot_takes_only_times(slot: str, answer: str, good: bool) -> None:
    assert (fault(slot, answer, rulebook()) is None) is good


@pytest.mark.parametrize("day", [date(2026, 11, 25), date(2026, 11, 29), date(2026, 12, 31), date(2024, 2, 28)])
def test_what_is_offered_will_do(day: date) -> None:
    for slot in ("时限", "时长", "截止时间", "时间点", "预计日期", "下次更新时间"):
        offered = choices(slot, day, {})
        assert is_time_slot(slot) and offered
        assert [fault(slot, answer, rulebook()) for answer in offered] == [None] * len(offered)
    assert choices("订单号", day, {"订单号": "A1"}) == ("A1",)
    assert choices("补救动作", day, {}, ("补发一件",)) == ("补发一件",)
