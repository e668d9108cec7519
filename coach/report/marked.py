"""A draft and its findings → the blocks that show its draft with every finding marked in place. Floor 3.

A draft too long to read at once is shown as windows around its findings.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from coach.report.layout import Block, Piece
from coach.report.visible import visible
from coach.report.words import circled
from coach.text import LINE_BREAK, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.model import Finding, Severity
    from coach.text import Draft

LONG_TEXT = 3_000  # characters; and LONG_LINES lines
LONG_LINES = 60
AROUND = 60  # characters shown on either side of a finding in a long draft
OPENING, CLOSING, CARET = "【", "】", "‸"


def draft_blocks(draft: Draft, findings: Sequence[Finding], coloured: bool) -> Iterator[Block]:
    """Give one block per line shown, behind a rule and, if there are several, its number."""
    text = draft.text.rstrip()
    lines = list(_lines(text))
    windows = _windows(text, findings, len(lines))
    ink = _Ink(text, findings, coloured)
    digits = len(str(len(lines))) if len(lines) > 1 else 0
    for number, line in enumerate(lines, 1):
        shown = [window for window in windows if window.start <= line.end and line.start <= window.end]
        pieces: list[Piece] = []
        for window in shown:
            cut = Span(max(window.start, line.start), min(window.end, line.end))
            pieces += [Piece("…", "dim")] if cut.start > line.start else []
            pieces += ink.pieces(cut, last=cut.end == line.end)
        if shown and min(shown[-1].end, line.end) < line.end:
            pieces.append(Piece("…", "dim"))
        if shown:
            label = f" {number:>{digits}} │ " if digits else " │ "
            hang = f" {'':>{digits}} │ " if digits else " │ "
            yield Block(tuple(pieces), (Piece(label, "dim"),), (Piece(hang, "dim"),))


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for found in LINE_BREAK.finditer(text):
        yield Span(start, found.start())
        start = found.end()
    yield Span(start, len(text))


def _windows(text: str, findings: Sequence[Finding], lines: int) -> list[Span]:
    """Say which stretches to show: all of a draft of common length, else the surroundings of findings."""
    if len(text) <= LONG_TEXT and lines <= LONG_LINES:
        return [Span(0, len(text))]
    windows: list[Span] = [Span(0, min(AROUND, len(text)))]
    for finding in sorted(findings, key=lambda each: each.span):
        edges = (finding.span.start, finding.span.end)
        for edge in edges:  # of a very long span only both ends
            start, end = max(edge - AROUND, 0), min(edge + AROUND, len(text))
            if start <= windows[-1].end:
                windows[-1] = Span(windows[-1].start, max(end, windows[-1].end))
            else:
                windows.append(Span(start, end))
    return windows


def chip(number: int, severity: Severity, coloured: bool, before: str = "") -> Piece:
    """Give a finding's number: on a ground of its own, or circled where there is no colour."""
    if coloured:  # figures, for ① is drawn two columns wide by many fonts and would cover what follows
        return Piece(f"{before.replace(CARET, '+')}{number}", f"chip.{severity.name}")
    return Piece(before + circled(number))


class _Ink:
    """Marks of all findings over one text, asked for stretch by stretch."""

    def __init__(self, text: str, findings: Sequence[Finding], coloured: bool) -> None:
        self.text = text
        self.coloured = coloured
        self.findings = tuple(finding._replace(span=_on_lines(finding.span, text)) for finding in findings)

    def pieces(self, cut: Span, last: bool) -> Iterator[Piece]:
        """Give the stretch with its marks; marks at its very end belong to it only when it ends a line."""
        near = [(number, each) for number, each in enumerate(self.findings, 1) if _touches(each.span, cut)]
        edges = {cut.start, cut.end, *(edge for _, each in near for edge in each.span if cut.start < edge < cut.end)}
        points = sorted(edges)
        for start, end in pairwise(points):
            yield from self.signs(start, near)
            over = [each.severity for _, each in near if each.span.start <= start and end <= each.span.end]
            style = f"mark.{max(over).name}" if over and self.coloured else ""
            yield Piece(visible(self.text[start:end]), style)
        if last:
            yield from self.signs(cut.end, near)

    def sign(self, number: int, finding: Finding, mark: str) -> Piece:
        """Give the number of a finding, behind the end of its span or at the place where something is missing."""
        return chip(number, finding.severity, self.coloured, "" if self.coloured and mark == CLOSING else mark)

    def signs(self, offset: int, near: list[tuple[int, Finding]]) -> Iterator[Piece]:
        """Give what stands between two characters: ends of spans, missing things, beginnings of spans."""
        for number, each in near:
            if each.span.end == offset and each.span.start < offset:
                yield self.sign(number, each, CLOSING)
        for number, each in near:
            if each.span.start == each.span.end == offset:
                yield self.sign(number, each, CARET)
        for _, each in reversed(near):
            if each.span.start == offset < each.span.end and not self.coloured:
                yield Piece(OPENING)


def _on_lines(span: Span, text: str) -> Span:
    """Take line breaks off the ends of a span: a mark belongs to the line it speaks of."""
    start, end = min(span.start, len(text)), min(span.end, len(text))
    while start < end and text[end - 1] in "\r\n":
        end -= 1
    while start < end and text[start] in "\r\n":
        start += 1
    return Span(start, end)


def _touches(span: Span, cut: Span) -> bool:
    return span.start <= cut.end and cut.start <= span.end
