"""YAML text → a tree, and a scalar's characters → their places. Floor 4; reads through coach.yamlfile.

A YAML value is not a slice of the file: lines are folded, indented, escaped. The value is walked beside what is
written: what is not white space must agree sign by sign, white space run by run. Where it does not, no place is
claimed inside the scalar.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.errors import ProblemsError
from coach.intake.passage import Part, Passage, of_parts, of_slice
from coach.intake.tree import BrokenTreeError, Leaf
from coach.text import Piece, Span
from coach.yamlfile import Fields, Items, Text, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.intake.tree import Tree
    from coach.yamlfile import Node

WHITE = " \t\n\r\x85\u2028\u2029"
PROPERTIES = re.compile(r"(?:[!&]\S*\s+)*")
SPACES = re.compile(f"[{WHITE}]+")
ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^\n\r])")
ESCAPED_BREAK = re.compile(r"[ \t]*\\(?:\r\n|[\n\r\x85\u2028\u2029])[ \t]*")
NAMED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def read_yaml_text(text: str, name: str) -> Tree:
    """Read one YAML document. Raises BrokenTreeError with the first fault."""
    try:
        return _tree(parse_yaml(text, name))
    except ProblemsError as error:
        first = error.problems[0]
        place = f"第 {first.line} 行：" if first.line else ""
        raise BrokenTreeError(f"{place}{first.message}") from None


def _tree(node: Node) -> Tree:
    if isinstance(node, Text):
        return Leaf(node.text, Span(node.start, node.end), node.style)
    if isinstance(node, Items):
        return tuple(_tree(item) for item in node.items)
    assert isinstance(node, Fields)
    return {key.text: _tree(value) for key, value in node.fields}


def scalar_passage(text: str, leaf: Leaf) -> Passage:
    """Give a YAML scalar with the places of its characters; in one piece where they cannot be told."""
    start, end = _inside(text, leaf)
    if text[start:end] == leaf.text:
        return of_slice(text, Span(start, end))
    try:
        return of_parts(_walk(text, start, end, leaf))
    except _LostError:
        return Passage(leaf.text, (Piece(Span(0, len(leaf.text)), leaf.span, 0),) if leaf.text else ())


class _LostError(Exception):
    """Value and writing do not agree sign by sign."""


def _inside(text: str, leaf: Leaf) -> tuple[int, int]:
    """The bounds of the writing without tags, quotation marks or a block's first line."""
    start, end = leaf.span
    properties = PROPERTIES.match(text, start, end)
    start = properties.end() if properties else start
    if leaf.style in ('"', "'"):
        return start + 1, end - 1
    if leaf.style in ("|", ">"):
        first = re.compile(r"[^\n\r]*(?:\r\n|\n|\r|\Z)").match(text, start, end)
        return (first.end() if first else end), end
    return start, end


def _walk(text: str, at: int, end: int, leaf: Leaf) -> Iterator[Part]:
    value, done = leaf.text, 0
    while done < len(value):
        if leaf.style == '"':
            skipped = ESCAPED_BREAK.match(text, at, end)
            if skipped:
                at = skipped.end()
                continue
        sign, width = _sign(text, at, end, leaf.style)
        if width > 1 or (sign and sign not in WHITE):
            if value[done] != sign:
                raise _LostError
            yield Part(sign, at, at + width)
            at, done = at + width, done + 1
            continue
        written = SPACES.match(text, at, end)
        if written and value.startswith(written[0], done):
            yield Part(written[0], *written.span())
            at, done = written.end(), done + len(written[0])
            continue
        run = SPACES.match(value, done)
        if run is None or written is None:
            if written is None or not _only_indent(text, at, leaf.style):
                raise _LostError
            at = written.end()
            continue
        yield from _folded(run[0], text, Span(*written.span()), leaf.style)
        at, done = written.end(), run.end()


def _sign(text: str, at: int, end: int, style: str) -> tuple[str, int]:
    """The next character as it is meant, and how many it is written with."""
    if style == "'" and text.startswith("''", at, end):
        return "'", 2
    if style == '"' and text.startswith("\\", at, end):
        found = ESCAPE.match(text, at, end)
        if found is None:
            raise _LostError
        name = found[0][1:]
        if name[0] in "xuU" and len(name) > 1:
            return chr(int(name[1:], 16)), len(found[0])
        if name not in NAMED:
            raise _LostError
        return NAMED[name], 2
    return text[at : at + 1] if at < end else "", 1


def _only_indent(text: str, at: int, style: str) -> bool:
    """Tell whether white space here is a line's indentation, which is no part of the value."""
    return style in ("|", ">") and text[at - 1] in "\n\r"


def _folded(run: str, text: str, written: Span, style: str) -> Iterator[Part]:
    """Place a run of white space that is written otherwise: at its breaks in a literal block, else as a whole."""
    yield from (style == "|" and _breaks(run, text, written)) or (Part(run, *written),)


def _breaks(run: str, text: str, written: Span) -> list[Part]:
    """In a literal block every line break of the value is one of the file, and indentation follows it."""
    found = [Span(*hit.span()) for hit in re.compile(r"\r\n|[\n\r\x85\u2028\u2029]").finditer(text, *written)]
    if not run.strip("\n") and len(run) == len(found):
        return [Part("\n", *span) for span in found]
    return []
