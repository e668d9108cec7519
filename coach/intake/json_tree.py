"""JSON text → a tree whose strings know their places, down to each escape. Floor 4.

Python's json says nothing of places, so the scan is ours; a test holds it to json's values. It does not recurse: depth
is a count, not a crash. Several values one after another are read as a list of them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from coach.intake.passage import Part, Passage, of_parts
from coach.intake.tree import BrokenTreeError, Leaf
from coach.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.intake.tree import Tree

MAX_DEPTH = 100
SPACE = re.compile(r"[ \t\n\r]*")
STRING = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"')
BARE = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.+-])|(?:true|false|null)(?!\w)")
SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "/": "/"}
ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")


def read_json(text: str, first_line: int = 1) -> Tree:
    """Read JSON text. Raises BrokenTreeError at the first fault, at a repeated key, at too deep a nesting."""
    values: list[Any] = []
    at = _skip(text, 0)
    while at < len(text):
        value, at = _Scan(text, first_line).value(at)
        values.append(value)
        at = _skip(text, at)
    if not values:
        raise BrokenTreeError("文件是空的")
    return values[0] if len(values) == 1 else tuple(values)


def string_passage(text: str, leaf: Leaf) -> Passage:
    """Give a JSON string with the place of every character; `text` is what it was read from."""
    return of_parts(_parts(text, leaf.span.start + 1, leaf.span.end - 1))


def _parts(text: str, start: int, end: int) -> Iterator[Part]:
    for found in ESCAPE.finditer(text, start, end):
        yield Part(text[start : found.start()], start, found.start())
        yield Part(_meant(found[0]), found.start(), found.end())
        start = found.end()
    yield Part(text[start:end], start, end)


def _meant(escape: str) -> str:
    """The character of an escape; a pair of surrogates is one."""
    if escape[1] != "u":
        return SHORT[escape[1]]
    code = int(escape[2:6], 16)
    if len(escape) > 6:
        code = 0x10000 + ((code - 0xD800) << 10) + int(escape[8:], 16) - 0xDC00
    return chr(code)


def _skip(text: str, at: int) -> int:
    found = SPACE.match(text, at)
    return found.end() if found else at


class _Scan:
    """One walk over one value; what is open waits on a stack."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.first_line = first_line
        self.stack: list[tuple[int, list[Any] | dict[str, Any], Leaf | None]] = []

    def broken(self, at: int, message: str) -> BrokenTreeError:
        """Make the error for a place."""
        line, column = Source("", self.text, first_line=self.first_line).position(at)
        return BrokenTreeError(f"第 {line} 行第 {column} 列：{message}")

    def value(self, at: int) -> tuple[Tree, int]:
        """Read a whole value; give it and where it ends."""
        while True:
            at = _skip(self.text, at)
            sign = self.text[at : at + 1]
            if sign in ("{", "["):
                if len(self.stack) >= MAX_DEPTH:
                    raise self.broken(at, "嵌套过深")
                opened: list[Any] | dict[str, Any] = {} if sign == "{" else []
                self.stack.append((at, opened, None))
                at = _skip(self.text, at + 1)
                if self.text[at : at + 1] != ("}" if sign == "{" else "]"):
                    at = self.key(at) if sign == "{" else at
                    continue
                done: Any = self.stack.pop()[1]
                at += 1
            else:
                done = self.leaf(at)
                at = done.span.end
            finished, at = self.close(done, at)
            if finished is not None:
                return finished, at

    def close(self, done: Any, at: int) -> tuple[Tree | None, int]:
        """Put a finished value where it belongs, and whatever that finishes; None while something is open."""
        while self.stack:
            start, holder, key = self.stack[-1]
            done = tuple(done) if isinstance(done, list) else done
            if isinstance(holder, list):
                holder.append(done)
            elif key is not None:
                holder[key.text] = done
            at = _skip(self.text, at)
            sign = self.text[at : at + 1]
            if sign == ",":
                at = _skip(self.text, at + 1)
                return None, at if isinstance(holder, list) else self.key(at)
            if sign != ("]" if isinstance(holder, list) else "}"):
                raise self.unclosed(start) if not sign else self.broken(at, "这里的写法不是 JSON")
            self.stack.pop()
            done, at = holder, at + 1
        return (tuple(done) if isinstance(done, list) else done), at

    def key(self, at: int) -> int:
        """Read a key and its colon into the open mapping."""
        if at >= len(self.text):
            raise self.unclosed(self.stack[-1][0])
        key = self.leaf(at)
        start, holder, _ = self.stack[-1]
        if key.style != "json":
            raise self.broken(at, "键要写在双引号里")
        if key.text in holder:
            raise self.broken(at, f"“{key.text[:20]}”重复了")
        self.stack[-1] = (start, holder, key)
        at = _skip(self.text, key.span.end)
        if self.text[at : at + 1] != ":":
            raise self.broken(at, "键的后面少了冒号")
        return at + 1

    def leaf(self, at: int) -> Leaf:
        """Read a string, a number, true, false or null."""
        found = STRING.match(self.text, at)
        if found:
            raw = found[0]
            return Leaf(json.loads(raw) if "\\" in raw else raw[1:-1], Span(*found.span()), "json")
        found = BARE.match(self.text, at)
        if found:
            return Leaf("" if found[0] == "null" else found[0], Span(*found.span()), "bare")
        if at >= len(self.text):
            raise self.unclosed(self.stack[-1][0] if self.stack else at)
        raise self.broken(at, "引号没有配对，或有没转义的字符" if self.text[at] == '"' else "这里的写法不是 JSON")

    def unclosed(self, at: int) -> BrokenTreeError:
        """Make the error for a file that ends too soon."""
        return self.broken(at, "从这里起没有写完，文件不完整")
