"""Text with the place of each piece in its source: made of parts, carried through layers, turned into Drafts. Floor 4.

A JSON string that holds HTML is two layers: the string's characters come from escapes in the file, the reply's from
tags and entities in the string. `through` lays one on the other, so that a place in the reply is a place in the file.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coach.text import Draft, Piece, Span, carried

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coach.text import Source


class Part(NamedTuple):
    """A bit of text and the bounds of what it was read from."""

    text: str
    start: int
    end: int


class Passage(NamedTuple):
    """A text and its pieces, in order and together all of it."""

    text: str
    pieces: tuple[Piece, ...]


def of_slice(source: str, span: Span) -> Passage:
    """Take a slice of the source as it stands."""
    text = source[span.start : span.end]
    return Passage(text, (Piece(Span(0, len(text)), span),) if text else ())


def of_parts(parts: Iterable[Part]) -> Passage:
    """Put parts together; neighbours copied character by character become one piece."""
    texts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for text, start, end in parts:
        if not text:
            continue
        piece = Piece(Span(length, length + len(text)), Span(start, end))
        last = pieces[-1] if pieces else None
        if last and last.even and piece.even and last.source.end == start:
            pieces[-1] = Piece(Span(last.text.start, piece.text.end), Span(last.source.start, end))
        else:
            pieces.append(piece)
        texts.append(text)
        length += len(text)
    return Passage("".join(texts), tuple(pieces))


def through(outer: Passage, inner: Passage) -> Passage:
    """Carry a passage of `outer.text` on to what `outer` was read from."""
    return of_parts(part for piece in inner.pieces for part in _carried(piece, outer, inner.text))


def _carried(piece: Piece, outer: Passage, text: str) -> Iterator[Part]:
    if not piece.even:
        yield Part(text[piece.text.start : piece.text.end], *carried(piece.source, outer.pieces))
        return
    shift = piece.text.start - piece.source.start
    for under in outer.pieces:
        start, end = max(under.text.start, piece.source.start), min(under.text.end, piece.source.end)
        if start < end:
            yield Part(text[start + shift : end + shift], *carried(Span(start, end), (under,)))


def draft_of(source: Source, passage: Passage, extent: Span, entry: str, fields: Mapping[str, str]) -> Draft:
    """Make a draft; `extent` is the whole of what the passage was read from."""
    kept = MappingProxyType({name: value for name, value in fields.items() if value})
    if len(passage.pieces) == 1:
        only = passage.pieces[0].source
        if source.text[only.start : only.end] == passage.text:
            return Draft(source, passage.text, only, entry, kept)
    return Draft(source, passage.text, extent, entry, kept, passage.pieces)
