"""Text with the place of each piece in its source: made of parts, carried through layers, turned into Drafts. Floor 4.

A JSON string that holds HTML is two layers: the string's characters come from escapes in the file, the reply's from
tags and entities in the string. `through` lays one on the other, so that a place in the reply is a place in the file.
"""

from __future__ import annotations

from bisect import bisect_right
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coach.text import Draft, Piece, Span, carried

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coach.text import Source


class Part(NamedTuple):
    """A bit of text and the bounds of what it was read from; `step` of them are one character, 0: known as a whole."""

    text: str
    start: int
    end: int
    step: int | None = None  # None: told by the lengths


class Passage(NamedTuple):
    """A text and its pieces, in order and together all of it."""

    text: str
    pieces: tuple[Piece, ...]


def of_slice(source: str, span: Span) -> Passage:
    """Take a slice of the source as it stands."""
    text = source[span.start : span.end]
    return Passage(text, (Piece(Span(0, len(text)), span),) if text else ())


def of_parts(parts: Iterable[Part]) -> Passage:
    """Put parts together; neighbours whose characters are written alike become one piece."""
    texts: list[str] = []
    pieces: list[Piece] = []
    first = length = width = 0  # of the piece that may still grow
    start = end = -1
    for text, begins, ends, step in parts:
        size = len(text)
        if not size:
            continue
        if step is None:
            step = ends - begins if size == 1 else int(ends - begins == size)
        if not (begins == end and step == width > 0):
            if length:
                pieces.append(Piece(Span(first, length), Span(start, end), width))
            first, start, width = length, begins, step
        texts.append(text)
        length += size
        end = ends
    if length:
        pieces.append(Piece(Span(first, length), Span(start, end), width))
    return Passage("".join(texts), tuple(pieces))


def through(outer: Passage, inner: Passage) -> Passage:
    """Carry a passage of `outer.text` on to what `outer` was read from."""
    return of_parts(part for piece in inner.pieces for part in _carried(piece, outer, inner.text))


def _carried(piece: Piece, outer: Passage, text: str) -> Iterator[Part]:
    (first, last), (start, _), step = piece
    if step == 0:
        yield Part(text[first:last], *carried(piece.source, outer.pieces))
    elif step > 1:
        for place in range(first, last):
            yield Part(text[place], *carried(Span(start, start + step), outer.pieces))
            start += step
    else:
        yield from _copied(piece, outer, text)


def _copied(piece: Piece, outer: Passage, text: str) -> Iterator[Part]:
    """Carry on what was copied from `outer` character by character."""
    shift = piece.text.start - piece.source.start
    first = bisect_right(outer.pieces, piece.source.start, key=lambda under: under.text.start) - 1
    for place in range(max(0, first), len(outer.pieces)):
        under = outer.pieces[place]
        start, end = max(under.text.start, piece.source.start), min(under.text.end, piece.source.end)
        if start >= end:
            return
        yield Part(text[start + shift : end + shift], *carried(Span(start, end), (under,)), under.step)


def draft_of(source: Source, passage: Passage, extent: Span, entry: str, fields: Mapping[str, str]) -> Draft:
    """Make a draft; `extent` is the whole of what the passage was read from."""
    kept = MappingProxyType({name: value for name, value in fields.items() if value})
    if len(passage.pieces) == 1:
        only = passage.pieces[0].source
        if source.text[only.start : only.end] == passage.text:
            return Draft(source, passage.text, only, entry, kept)
    return Draft(source, passage.text, extent, entry, kept, passage.pieces)
