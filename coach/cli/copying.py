"""Text → the clipboard: through the terminal (OSC 52, also over SSH) and, where it is installed, pyperclip. Floor 7."""

from __future__ import annotations

import sys
from base64 import b64encode
from contextlib import suppress
from importlib import import_module

from coach.cli.streams import is_terminal

MOST = 74_000  # bytes before encoding; terminals drop more


def copy(text: str) -> bool:
    """Put a text on the clipboard; tell whether anything could be tried."""
    tried = _by_library(text)
    data = text.encode("utf-8", "replace")
    shown = next((stream for stream in (sys.stderr, sys.stdout) if is_terminal(stream)), None)
    if shown is not None and len(data) <= MOST:
        shown.write(f"\x1b]52;c;{b64encode(data).decode('ascii')}\x07")
        shown.flush()
        tried = True
    return tried


def _by_library(text: str) -> bool:
    with suppress(Exception):  # it is optional, and fails where there is no clipboard
        import_module("pyperclip").copy(text)
        return True
    return False
