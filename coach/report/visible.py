"""Text of a draft → the same text, safe to show: nothing in it can steer a terminal or a CI runner. Floor 3.

One character stays one character, so spans still hold.
"""

from __future__ import annotations

import re

_ESCAPE_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡"}
_STEERING = (*range(0x80, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029)
_UNPRINTABLE = dict.fromkeys((*_STEERING, *range(0xD800, 0xE000)), "�")  # C1, direction marks, lone surrogates
_LINE = str.maketrans(_ESCAPE_PICTURES | _UNPRINTABLE | {0x09: " ", 0x0A: "⏎", 0x0D: "␍"})
IN_JSON = {code: f"\\u{code:04x}" for code in (0x7F, *_STEERING)}  # what JSON lets stand, but no terminal should see
_SURROGATE = "[\ud800-\udfff]"  # patterns are compiled when met: most runs meet none, and a cold start pays for each
_BRACKET = r"(##\w*)\["  # GitHub and Azure take ##[name] and ##vso[name] for commands anywhere in a line
_COLONS = r"(?m)^([^\S\n]*):(?=:)"  # GitHub trims a line, then takes ::name:: for a command


def visible(text: str) -> str:
    """Show control characters, direction marks and lone surrogates as pictures; line breaks as ⏎, tabs as spaces."""
    return disarmed(text.translate(_LINE), "［")


def well_formed(text: str) -> str:
    """Replace lone surrogates, which UTF-8 cannot hold and strict readers of JSON refuse."""
    return re.sub(_SURROGATE, "�", text)


def disarmed(text: str, bracket: str) -> str:
    """Spell the bracket of `##[name]` in another way, so that no CI runner takes it for a command."""
    return re.sub(_BRACKET, lambda found: found[1] + bracket, text) if "##" in text else text


def harmless(text: str) -> str:
    """Give a whole text to print, without a line that a CI runner would take for a command."""
    text = disarmed(text, "［")
    return re.sub(_COLONS, r"\1：", text) if "::" in text else text
