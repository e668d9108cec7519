"""The bar of a long run: on a terminal's stderr, only after a while, gone at the end, and without words of a draft."""

from __future__ import annotations

import io
import os
import sys

import pytest

from coach.report import terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")


def shown(patience: float, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(terminal, "PATIENCE", patience)
    monkeypatch.setenv("TERM", "xterm")
    master, slave = os.openpty()
    with os.fdopen(slave, "w", encoding="utf-8") as stream:
        with terminal.progress_bar(stream, "批阅中") as tell:
            tell(10, 1)
            tell(10, 5)
            tell(10, 10)
        stream.flush()
        os.set_blocking(master, False)
        data = b""
        try:
            while True:  # a terminal gives what it has by pieces
                data += os.read(master, 1 << 16)
        except BlockingIOError:
            pass
    os.close(master)
    return data.decode()


def test_a_long_run_shows_a_bar_and_takes_it_away(monkeypatch: pytest.MonkeyPatch) -> None:
    out = shown(-1, monkeypatch)
    assert "批阅中" in out and "/10" in out
    assert out.rstrip().endswith("\x1b[2K") or "\x1b[?25h" in out  # the line is wiped, the cursor shown again


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(60, monkeypatch) == ""


def test_no_terminal_no_bar() -> None:
    stream = io.StringIO()
    with terminal.progress_bar(stream, "批阅中") as tell:
        tell(10, 1)
    assert stream.getvalue() == ""
