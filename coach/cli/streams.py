"""The two streams of the process: what they can show, and how text gets out. Floor 7.

Results are UTF-8 bytes on stdout whatever the locale; all else is said on stderr. Colour is decided for each stream.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.wording import unwritable

if TYPE_CHECKING:
    from typing import TextIO

WIDTH = 80  # where a stream is no terminal
WHEN = ("auto", "always", "never")


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal; a closed one is not."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def colours_for(stream: TextIO | None, when: str = "auto") -> str:
    """Name the colours a stream gets: none (""), standard, 256 or truecolor. An empty variable counts as unset."""
    if when == "never" or (when == "auto" and not _wants_colour(stream)):
        return ""
    term, colorterm = os.environ.get("TERM", ""), os.environ.get("COLORTERM", "").lower()
    if colorterm in ("truecolor", "24bit") or os.name == "nt":
        return "truecolor"
    return "256" if "256color" in term else "standard"


def _wants_colour(stream: TextIO | None) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("TTY_COMPATIBLE") == "1":
        return True
    return is_terminal(stream) and os.environ.get("TERM", "") not in ("dumb", "unknown")


def width_of(stream: TextIO | None) -> int:
    """Give the width of a terminal in columns; COLUMNS wins."""
    told = os.environ.get("COLUMNS", "")
    if told.isascii() and told.isdigit() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(stream.fileno()).columns if stream and is_terminal(stream) else WIDTH
    except (OSError, ValueError):
        return WIDTH


def require_stdout() -> None:
    """Raise CoachError when the process was started with a closed stdout: what nobody can see is no clean result."""
    if sys.stdout is None:
        raise CoachError("标准输出是关着的，结果没有地方写")


def unwritten(error: OSError) -> CoachError:
    """Say why a result could not be written, and let the rest of it go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return CoachError(f"结果没能写出去：{unwritable(error)}")


def write_out(text: str) -> None:
    """Write a result. A reader who has left (a closed pipe) is no error of the run, whose exit code stands.

    Raises CoachError when it cannot be written for another reason: a full disk must not pass for a clean result.
    """
    require_stdout()
    data = text.encode("utf-8", "backslashreplace")  # a lone surrogate comes out as \\udXXX, which JSON allows
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise unwritten(error) from None


def say(line: str) -> None:
    """Tell the user something that is not a result."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return  # nobody is listening; the exit code still tells
