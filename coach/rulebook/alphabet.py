"""A draft's own alphabet: one byte for each character it holds, for the text and for patterns alike. Floor 4.

RE2 writes every character class out in UTF-8, so that `[^。！？]{0,40}` becomes hundreds of steps, and compiling the
patterns of one draft takes longer than everything else. In the draft's own alphabet a class is one step, and what the
draft does not hold (most words of a pattern) can be told apart from it no longer: it is all one letter, never found.
"""

from __future__ import annotations

import re

ABSENT = "\xff"  # stands for every character that the draft does not hold
MOST = 126  # bytes from 0x80 on, less ABSENT
RUNE = re.compile(r"\\x\{([0-9a-fA-F]{1,6})\}")  # how RE2 writes a character by its number
# a range or class over characters means their order, and a group's name must stay one
UNSPELLABLE = re.compile(r"\\[pP]|[^\x00-\x7f]-|-[^\x00-\x7f]|\(\?P<[^>]*[^\x00-\x7f]")


def as_python(pattern: str) -> str:
    """Write RE2's `\\x{4e00}` as Python's `re` wants it; the rest of what rules use is the same in both."""
    return RUNE.sub(lambda found: re.escape(chr(int(found.group(1), 16))), pattern)


class Alphabet(dict[int, str]):
    """Translates characters (by number) to one-byte letters; made of a text."""

    def __init__(self, text: str) -> None:
        letters = sorted({ord(character) for character in text if character > "\x7f"})
        super().__init__({letter: chr(0x80 + place) for place, letter in enumerate(letters[:MOST])})
        self.is_whole = len(letters) <= MOST

    def __missing__(self, letter: int) -> str:
        spelled = self[letter] = ABSENT if letter > 0x7F else chr(letter)
        return spelled

    def spell(self, text: str) -> bytes:
        """Write a text of this alphabet, a byte a character."""
        return text.translate(self).encode("latin-1")

    def spell_pattern(self, source: str) -> bytes | None:
        """Write a pattern so that it finds the same in the text's bytes; None when it cannot be."""
        plain = as_python(source)
        return None if UNSPELLABLE.search(plain) else self.spell(plain)
