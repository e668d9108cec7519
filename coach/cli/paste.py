"""A terminal → drafts, one after another, as they are pasted or typed. Floor 7.

A terminal in its usual line mode silently cuts a line at 4,095 bytes (1,365 Chinese characters), so it is taken out of
that mode and `keys.py` does the echo and the corrections. The terminal is put back whatever happens.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach.cli.keys import Keyboard
from coach.cli.streams import is_terminal, say, width_of
from coach.intake.plain import from_text

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from coach.errors import Failure
    from coach.text import Draft

NAME = "<草稿>"
PROMPT = "粘贴草稿（可以多行），按 Ctrl-D 批阅；什么都不写就按 Ctrl-D，退出："
AGAIN = "下一份："
PASTE_ON, PASTE_OFF = "\x1b[?2004h", "\x1b[?2004l"  # bracketed paste: a terminal that knows it says what is pasted
CHUNK = 65_536


def pasted_drafts() -> Generator[Draft | Failure, None, None]:
    """Give each draft as it is finished; the caller shows its result before the next one is asked for."""
    try:
        import termios
    except ImportError:  # Windows: its console has no such limit
        texts = _read_lines()
    else:
        del termios
        texts = _read_keys()
    say(PROMPT)
    for text in texts:
        if not text.strip():
            return
        say("")
        yield from_text(text, NAME)
        say(AGAIN)


def _read_keys() -> Iterator[str]:
    stdin = sys.stdin.fileno()
    shown = next((stream for stream in (sys.stderr, sys.stdout) if is_terminal(stream)), None)

    def echo(text: str) -> None:
        if shown is not None:
            shown.write(text)
            shown.flush()

    keyboard = Keyboard(echo, width_of(shown))
    with _open_terminal(stdin, echo):
        while True:
            while (text := keyboard.draft()) is not None:
                yield text
            data = os.read(stdin, CHUNK)
            if not data:  # the terminal went away, or a Ctrl-D slipped through
                yield keyboard.rest()
                return
            keyboard.feed(data)


@contextmanager
def _open_terminal(stdin: int, echo: Callable[[str], None]) -> Iterator[None]:
    """Take a terminal out of line mode and echo; Ctrl-C stays an interrupt."""
    import termios

    before = termios.tcgetattr(stdin)
    raw = termios.tcgetattr(stdin)
    raw[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
    raw[6][termios.VMIN], raw[6][termios.VTIME] = 1, 0
    termios.tcsetattr(stdin, termios.TCSADRAIN, raw)  # DRAIN, not FLUSH: what was typed ahead is kept
    try:
        echo(PASTE_ON)
        yield
    finally:
        termios.tcsetattr(stdin, termios.TCSADRAIN, before)
        echo(PASTE_OFF)


def _read_lines() -> Iterator[str]:
    while True:
        lines: list[str] = []
        try:
            while True:
                lines.append(input())
        except EOFError:
            yield "\n".join(lines)
