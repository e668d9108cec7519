"""Bytes of a keyboard or a paste → drafts, with echo and simple corrections. Floor 7; a state machine without I/O.

Backspace takes the last character, Ctrl-U the line, Ctrl-D ends the draft. Arrow keys and the like are passed over.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

from coach.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable

END_OF_DRAFT = "\x04\x00"  # NUL is how a Ctrl-D typed before the terminal was taken over comes out
BACKSPACE = "\x7f\x08"
KILL_LINE = "\x15"
PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~]|[^\x1b\[O])")
UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|O)?$")
WORDS = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f]+")


class Keyboard:
    """Takes bytes as they come and holds the draft they make; what follows a Ctrl-D waits for the next draft."""

    def __init__(self, echo: Callable[[str], None], width: int) -> None:
        self.echo = echo
        self.width = max(width, 2)
        self._pasting = False
        self._waiting = ""
        self._lines: list[str] = []
        self._line: list[str] = []
        self._decoder = getincrementaldecoder("utf-8")("replace")

    def feed(self, data: bytes) -> None:
        """Take some bytes; `draft` makes something of them."""
        self._waiting += self._decoder.decode(data)

    def draft(self) -> str | None:
        """Go through what has come in; give the draft once it is ended, and begin the next."""
        at, end = 0, len(self._waiting)
        unfinished = UNFINISHED.search(self._waiting)
        if unfinished:
            end = unfinished.start()
        done = False
        while at < end and not done:
            word = self._next_word(at, end)
            at += len(word)
            done = self._take(word)
        self._waiting = self._waiting[at:]
        return self.rest() if done else None

    def rest(self) -> str:
        """Give what has been written since the last draft, and begin anew."""
        text = "\n".join((*self._lines, "".join(self._line)))
        self._lines.clear()
        self._line.clear()
        return text

    def _next_word(self, at: int, end: int) -> str:
        """Cut off a run of plain text, a key's sequence, or one control character."""
        if self._pasting and self._waiting[at] == "\x1b":
            return PASTE_ENDS if self._waiting.startswith(PASTE_ENDS, at) else "\x1b"
        found = WORDS.match(self._waiting, at, end) or SEQUENCE.match(self._waiting, at, end)
        return found[0] if found else self._waiting[at]

    def _take(self, word: str) -> bool:
        """Act on a piece of input; tell whether it ends the draft."""
        if word in (PASTE_BEGINS, PASTE_ENDS):
            self._pasting = word == PASTE_BEGINS
        elif word in ("\n", "\r"):
            self._lines.append("".join(self._line))
            self._line.clear()
            self.echo("\n")
        elif self._pasting or WORDS.match(word):  # a control character inside a paste belongs to the draft
            self._line += word
            self.echo(visible(word))
        elif word in END_OF_DRAFT:
            self.echo("\n" if self._line else "")
            return True
        elif word in BACKSPACE:
            self._rub_out(1)
        elif word == KILL_LINE:
            self._rub_out(len(self._line))
        return False

    def _rub_out(self, count: int) -> None:
        """Take characters off the end of the line, on the screen too: the cursor goes up where the line was broken."""
        row, _ = self._cursor()
        while count and self._line:
            count -= 0 if unicodedata.combining(self._line.pop()) else 1
        new_row, column = self._cursor()
        up = f"\x1b[{row - new_row}A" if row > new_row else ""
        self.echo(f"{up}\x1b[{column + 1}G\x1b[J")

    def _cursor(self) -> tuple[int, int]:
        """Say where the terminal's cursor stands within the line: row and column from 0."""
        row = column = 0
        for character in self._line:
            width = _width(character)
            if column + width > self.width:
                row, column = row + 1, 0
            column += width
        return row, min(column, self.width - 1)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
