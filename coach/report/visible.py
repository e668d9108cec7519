"""Text of a draft → the same text, safe to show: nothing in it can steer a terminal. Floor 3; imports nothing.

One character stays one character, so spans still hold.
"""

from __future__ import annotations

_ESCAPE_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡"}
_STEERING = (*range(0x80, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029)
_UNPRINTABLE = dict.fromkeys((*_STEERING, *range(0xD800, 0xE000)), "�")  # C1, direction marks, lone surrogates
_LINE = str.maketrans(_ESCAPE_PICTURES | _UNPRINTABLE | {0x09: " ", 0x0A: "⏎", 0x0D: "␍"})


def visible(text: str) -> str:
    """Show control characters, direction marks and lone surrogates as pictures; line breaks as ⏎, tabs as spaces."""
    return text.translate(_LINE)
