"""A JSON, JSON Lines or YAML file → drafts. Floor 4. JSON Lines are read line by line, the others whole."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from coach.intake.exports import has_han, is_ours, replies
from coach.intake.json_tree import read_json, string_passage
from coach.intake.opened import CHINESE, NOTHING, name_of
from coach.intake.passage import of_slice
from coach.intake.tree import BrokenTreeError
from coach.intake.yaml_tree import read_yaml_text, scalar_passage
from coach.text import LINE_BREAK, Draft, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.errors import Failure
    from coach.intake.opened import Opened
    from coach.intake.passage import Passage
    from coach.intake.tree import Leaf, Tree

MAX_LINE = 8_000_000  # characters of one JSON line
UNKNOWN = "认不出里面哪些是话术，请用 --map 指明"


def read_tree(opened: Opened) -> Iterator[Draft | Failure]:
    """Read the replies of a JSON or YAML file. Raises UndecodableError."""
    text, encoding = opened.whole()
    if not text.strip():
        yield opened.failure("文件是空的")
        return
    try:
        tree = read_yaml_text(text, opened.name) if opened.kind == "yaml" else read_json(text)
    except BrokenTreeError as error:
        if opened.given or CHINESE.search(text):
            yield opened.failure(str(error))
        return
    if not opened.given and is_ours(tree):
        return
    drafts = tuple(_drafts(tree, Source(opened.name, text, encoding), opened, 0))
    yield from drafts
    if not drafts and (opened.given or has_han(tree)):
        yield opened.failure(UNKNOWN if has_han(tree) else NOTHING)


def read_json_lines(opened: Opened) -> Iterator[Draft | Failure]:
    """Read the replies of a JSON Lines file; a broken line is one failure. Raises UndecodableError."""
    chunks, encoding = opened.chunks()
    first = next(chunks, "")
    if not opened.given and first.strip() and not CHINESE.search(first):
        return
    number = 0
    any_line = any_failure = False
    try:
        for line in _lines(chain((first,), chunks), opened.name, encoding):
            any_line = True
            try:
                tree = read_json(line.text, line.first_line)
            except BrokenTreeError as error:
                any_failure = True
                yield opened.failure(str(error))
                continue
            for draft in _drafts(tree, line, opened, number):
                number += 1
                yield draft
    except BrokenTreeError as error:
        any_failure = True
        yield opened.failure(str(error))
    if not number and not any_failure:
        yield opened.failure(NOTHING if any_line else "文件是空的")


def _drafts(tree: Tree, source: Source, opened: Opened, before: int) -> Iterator[Draft]:
    number = before
    for found in replies(tree, opened.how, opened.kind):
        if not found.reply.text.strip():
            continue
        number += 1
        fields = dict(found.fields) | {"product": found.product or ""}
        passage = _passage(source.text, found.reply)
        yield opened.draft(source, passage, found.reply.span, fields, name_of(fields, number))


def _passage(text: str, leaf: Leaf) -> Passage:
    if leaf.style == "json":
        return string_passage(text, leaf)
    return of_slice(text, leaf.span) if leaf.style == "bare" else scalar_passage(text, leaf)


def _lines(chunks: Iterable[str], name: str, encoding: str) -> Iterator[Source]:
    """Cut text into lines that say anything, each a window that knows where it begins."""
    waiting: list[str] = []
    length, line, offset = 0, 1, 0
    for chunk in chunks:
        pieces = chunk.split("\n")
        for piece in pieces[:-1]:
            text = "".join((*waiting, piece, "\n"))
            waiting, length = [], 0
            if text.strip():
                yield Source(name, text, encoding, line, offset)
            line += sum(1 for _ in LINE_BREAK.finditer(text))
            offset += len(text)
        waiting.append(pieces[-1])
        length += len(pieces[-1])
        if length > MAX_LINE:
            raise BrokenTreeError(f"第 {line} 行太长，不像 JSON Lines")
    text = "".join(waiting)
    if text.strip():
        yield Source(name, text, encoding, line, offset)
