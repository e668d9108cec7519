"""TXT and Markdown text → its entries. Floor 4.

A new entry begins at a blank line, at a line of dashes, or at a heading, as asked; a heading names what follows it, and
a heading above it is its group. Fenced code is not cut; front matter and HTML comments are no part of a reply.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coach.intake.passage import Part, Passage, of_parts
from coach.text import LINE_BREAK, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

RULE = re.compile(r" {0,3}(?:-{3,}|={3,}|\*{3,}|_{3,}|—{2,}|(?:- ){2,}-)[ \t]*\Z")
HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*\Z")
FENCE = re.compile(r" {0,3}(?:```|~~~)")
FRONT_MATTER = re.compile(  # keys and what hangs on them: an entry between two lines of dashes is none
    r"---[ \t]*(?:\r\n|\n|\r)(?=[A-Za-z_][\w-]*:)"
    r"(?:(?:[A-Za-z_][\w-]*:|[ \t]+\S|- |#)[^\r\n]*(?:\r\n|\n|\r))*---[ \t]*(?:\r\n|\n|\r|\Z)"
)


class Block(NamedTuple):
    """One entry: its bounds, without white space around it, and what the headings above say."""

    span: Span
    title: str
    group: str


class _Line(NamedTuple):
    start: int
    end: int  # without the line break
    kind: str  # text, blank, rule, heading
    level: int
    title: str


def blocks(text: str, split: str, markdown: bool) -> Iterator[Block]:
    """Cut a text into entries."""
    lines = tuple(_lines(text, markdown and split != "whole"))
    ends = _ends(lines, split)
    headings: list[tuple[int, str]] = []
    start: int | None = None
    end = 0
    for line in lines:
        if start is not None and (line.kind in ends or split == "line"):
            yield _block(Span(start, end), headings)
            start = None
        if line.kind == "heading":
            headings = [*(one for one in headings if one[0] < line.level), (line.level, line.title)]
        elif line.kind == "text":
            start = line.start if start is None else start
            end = line.end
    if start is not None:
        yield _block(Span(start, end), headings)


def block_passage(text: str, block: Block, markdown: bool) -> Passage:
    """Give the text of an entry, comments left out, without white space around it."""
    start, end = block.span
    holes = list(_comments(text, start, end)) if markdown else []
    kept = [Span(a.end, b.start) for a, b in zip([Span(0, start), *holes], [*holes, Span(end, 0)], strict=True)]
    while kept and not text[kept[0].start : kept[0].end].strip():
        del kept[0]
    while kept and not text[kept[-1].start : kept[-1].end].strip():
        del kept[-1]
    if not kept:
        return Passage("", ())
    first, last = text[kept[0].start : kept[0].end], text[kept[-1].start : kept[-1].end]
    kept[-1] = Span(kept[-1].start, kept[-1].end - len(last) + len(last.rstrip()))
    kept[0] = Span(kept[0].start + len(first) - len(first.lstrip()), kept[0].end)
    return of_parts(Part(text[span.start : span.end], *span) for span in kept)


def _ends(lines: tuple[_Line, ...], split: str) -> tuple[str, ...]:
    """What kinds of line end an entry; left to itself a file is cut at the strongest mark it has."""
    if split == "auto":
        kinds = {line.kind for line in lines}
        split = "rule" if "rule" in kinds or "heading" in kinds else "blank"
    return {
        "blank": ("heading", "rule", "blank"),
        "rule": ("heading", "rule"),
        "heading": ("heading",),
        "line": ("heading", "rule", "blank", "text"),
        "whole": (),
    }[split]


def _lines(text: str, markdown: bool) -> Iterator[_Line]:
    fenced = False
    comments = _comments(text, 0, len(text)) if markdown else iter(())
    comment = next(comments, None)
    for start, end in _bounds(text, _after_front_matter(text) if markdown else 0):
        line = text[start:end]
        while comment and comment.end <= start:
            comment = next(comments, None)
        if comment and comment.start < start:  # the line begins inside a comment, which nothing cuts
            yield _Line(start, end, "text", 0, "")
            continue
        heading = HEADING.match(line) if markdown and not fenced else None
        fence = markdown and FENCE.match(line) is not None
        if heading:
            yield _Line(start, end, "heading", len(heading[1]), heading[2])
        elif not fenced and RULE.match(line):
            yield _Line(start, end, "rule", 0, "")
        else:
            yield _Line(start, end, "text" if line.strip() or fenced else "blank", 0, "")
        fenced ^= fence


def _comments(text: str, start: int, end: int) -> Iterator[Span]:
    """HTML comments that are closed; an open one is text."""
    while (start := text.find("<!--", start, end)) >= 0:
        close = text.find("-->", start + 4, end)
        if close < 0:
            return
        yield Span(start, close + 3)
        start = close + 3


def _bounds(text: str, start: int) -> Iterator[Span]:
    for found in LINE_BREAK.finditer(text, start):
        yield Span(start, found.start())
        start = found.end()
    if start < len(text):
        yield Span(start, len(text))


def _after_front_matter(text: str) -> int:
    found = FRONT_MATTER.match(text)
    return found.end() if found else 0


def _block(span: Span, headings: list[tuple[int, str]]) -> Block:
    title = headings[-1][1] if headings else ""
    return Block(span, title, headings[-2][1] if len(headings) > 1 else "")
