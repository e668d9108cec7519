"""TOML text → plain data and the place of every key and list item, or problems. Floor 3; the one door to tomllib.

tomllib gives no places, so a scanner walks the same text once more. It may be lenient: it only ever sees text that
tomllib has accepted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from coach.errors import Problem, ProblemsError
from coach.text import Position, Source
from coach.wording import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

KeyPath: TypeAlias = tuple[str | int, ...]  # keys and list indexes from the top of the file

BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})' + r"|'''.*?'''(?:'{0,2})" + r'|"(?:[^"\\\n]|\\.)*"' + r"|'[^'\n]*'", re.DOTALL
)
SIMPLE = re.compile(r"[^,\]}\n#]*")  # a number, a date or a boolean
UNFINISHED = "Invalid value (at end of document)"
SYNTAX_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True)
class Toml:
    """A TOML file's data; `places` is keyed by the path of keys and list indexes that leads to a value."""

    path: str
    data: Mapping[str, Any]
    places: Mapping[KeyPath, Position]

    def problem(self, key: KeyPath, message: str) -> Problem:
        """Make a problem at a key or list item, or at the nearest thing around it that has a place."""
        while key and key not in self.places:
            key = key[:-1]
        line, column = self.places.get(key, (0, 0))
        return Problem(self.path, line, column, message)


def read_toml(path: str) -> str:
    """Read the text of a TOML file. Raises ProblemsError."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except UnicodeDecodeError:
        raise ProblemsError((Problem(path, 0, 0, "不是 UTF-8 编码，请另存为 UTF-8"),)) from None
    except OSError as error:
        raise ProblemsError((Problem(path, 0, 0, unreadable(error)),)) from None


def parse_toml(text: str, path: str) -> Toml:
    """Read TOML text with places. Raises ProblemsError."""
    import tomllib

    from coach.syntax import TOML, in_chinese

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = SYNTAX_PLACE.search(str(error))
        at_end = Source(path, text).position(len(text.rstrip()))
        line, column = (int(found[1]), int(found[2])) if found and found[1] else at_end
        complaint = str(error) if str(error) == UNFINISHED else SYNTAX_PLACE.sub("", str(error))
        reason = in_chinese(complaint, TOML)
        raise ProblemsError((Problem(path, line, column, f"TOML 写法有误：{reason}"),)) from None
    except RecursionError:
        raise ProblemsError((Problem(path, 0, 0, "嵌套过深"),)) from None
    source = Source(path, text)
    places: dict[KeyPath, Position] = {}
    for key, offset in _Scan(text).places():
        places.setdefault(key, source.position(offset))
    return Toml(path, data, places)


class _Scan:
    """One walk over valid TOML text, yielding (path of keys, offset) for keys, headers and list items."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def places(self) -> Iterator[tuple[KeyPath, int]]:
        """Walk the whole text."""
        table: KeyPath = ()
        counts: dict[KeyPath, int] = {}
        while self.skip_blank():
            if self.text[self.at] == "[":
                double = self.text.startswith("[[", self.at)
                self.at += 2 if double else 1
                start, keys = self.dotted_key()
                table = _inside_arrays(keys, counts)
                if double:
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, counts[table])
                yield table, start
                self.at = self.text.index("]", self.at) + (2 if double else 1)
            else:
                yield from self.pair(table)

    def skip_blank(self) -> bool:
        """Pass over white space, line breaks and comments; tell whether anything is left."""
        found = BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at < len(self.text)

    def dotted_key(self) -> tuple[int, KeyPath]:
        """Read `a."b".c`, giving its offset and its parts."""
        keys: list[str] = []
        self.skip_blank()
        start = self.at
        while True:
            self.skip_blank()
            bare = BARE_KEY.match(self.text, self.at)
            quoted = None if bare else STRING.match(self.text, self.at)
            if bare:
                keys.append(bare[0])
                self.at = bare.end()
            elif quoted:
                keys.append(_unquoted(quoted[0]))
                self.at = quoted.end()
            self.skip_blank()
            if not self.text.startswith(".", self.at):
                return start, tuple(keys)
            self.at += 1

    def pair(self, table: KeyPath) -> Iterator[tuple[KeyPath, int]]:
        """Read `key = value`."""
        start, keys = self.dotted_key()
        path = (*table, *keys)
        yield path, start
        self.at = self.text.index("=", self.at) + 1
        yield from self.value(path)

    def value(self, path: KeyPath) -> Iterator[tuple[KeyPath, int]]:
        """Read a value; list items and inline tables have places of their own."""
        self.skip_blank()
        opening = self.text[self.at]
        if opening in "[{":
            closing = "]" if opening == "[" else "}"
            self.at += 1
            index = 0
            while self.skip_blank() and self.text[self.at] != closing:
                if self.text[self.at] == ",":
                    self.at += 1
                elif opening == "[":
                    yield (*path, index), self.at
                    yield from self.value((*path, index))
                    index += 1
                else:
                    yield from self.pair(path)
            self.at += 1
        else:
            found = STRING.match(self.text, self.at) or SIMPLE.match(self.text, self.at)
            self.at = max(found.end() if found else self.at, self.at)


def _inside_arrays(keys: KeyPath, counts: Mapping[KeyPath, int]) -> KeyPath:
    """Turn a header's keys into a path: a header below `[[a]]` means the last item of `a`."""
    path: KeyPath = ()
    for number, key in enumerate(keys):
        path = (*path, key)
        if path in counts and number < len(keys) - 1:
            path = (*path, counts[path])
    return path


def _unquoted(quoted: str) -> str:
    """Give the text of a quoted key, escapes resolved by tomllib itself."""
    import tomllib

    return str(next(iter(tomllib.loads(f"{quoted} = 0"))))
