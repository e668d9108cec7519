"""A match with wrong words in it → the right words to stand in their place. Floor 4; pure.

A correction says what the draft meant, so it may be put in unasked. Its characters are the draft's own where they can
be, the others in the draft's script.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from coach.reading.fold import fold_word, is_han
from coach.reading.fold_table import FOLDED_FROM, FOLDED_TO
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.reading import Reading


class Correction(NamedTuple):
    """A wrong word (folded) and what was meant; `traditional` is empty where it can be told by itself."""

    wrong: str
    right: str
    traditional: str = ""


class Corrected(NamedTuple):
    """A stretch of the folded text and the words to stand there; `sure`: they are in the draft's own script."""

    span: Span
    text: str
    sure: bool


class _Piece(NamedTuple):
    """One folded character, what stands for it in the draft, and where; nowhere (-1) when it has been put in."""

    folded: str
    text: str
    place: int
    sure: bool = True


def corrected(reading: Reading, span: Span, rows: Sequence[Correction]) -> Corrected | None:
    """Put right what is wrong within a match; None when it holds none of the words."""
    pieces = [_Piece(reading.text[at], _written(reading, at, span.end), at) for at in range(span.start, span.end)]
    for _ in range(len(pieces)):  # doubled marks get shorter step by step
        folded = "".join(piece.folded for piece in pieces)
        found = next(((at, row) for row in rows if (at := folded.find(row.wrong)) >= 0), None)
        if found is None:
            break
        at, row = found
        end = at + len(row.wrong)
        pieces[at:end] = _right(row, pieces[at:end], reading.traditional)
    changed = [number for number, piece in enumerate(pieces) if piece.place < 0]
    if not changed:
        return None
    first, last = changed[0], changed[-1] + 1
    words = pieces[first:last]
    start = pieces[first - 1].place + 1 if first else span.start
    end = pieces[last].place if last < len(pieces) else span.end
    return Corrected(Span(start, end), "".join(piece.text for piece in words), all(piece.sure for piece in words))


def _written(reading: Reading, at: int, end: int) -> str:
    """Give what stands for a folded character in the draft, with what was dropped behind it."""
    start = reading.draft_span(Span(at, at + 1))
    behind = reading.draft_span(Span(at + 1, at + 2)).start if at + 1 < end else start.end
    return reading.draft.text[start.start : behind]


def _right(row: Correction, wrong: Sequence[_Piece], traditional: bool) -> list[_Piece]:
    """Write the right word with the draft's own characters, the others in its script."""
    own = {piece.folded: piece.text[:1] for piece in wrong if not piece.folded.isascii()}
    said = row.traditional if traditional and row.traditional else row.right
    pieces = []
    for character in said:
        folded = fold_word(character) or character
        text: str | None = own.get(folded)
        if text is None:
            text = character if said == row.traditional or not traditional else in_traditional(character)
        pieces.append(_Piece(folded, text or character, -1, text is not None))
    return pieces


def in_traditional(character: str) -> str | None:
    """Write one character in Traditional; None where it may be one of several (复: 復 or 複)."""
    if not is_han(character):
        return character
    forms = _traditional().get(character, ())
    if _is_big5(character):  # a character of both scripts: 面 may stay or be 麵
        return None if forms else character
    return forms[0] if len(forms) == 1 else None


@cache
def _traditional() -> dict[str, tuple[str, ...]]:
    """The Traditional forms of each Simplified character, of those that are in use."""
    forms: dict[str, tuple[str, ...]] = {}
    for source, target in zip(FOLDED_FROM, FOLDED_TO, strict=True):
        if is_han(target) and source != target and _is_big5(source):
            forms[target] = (*forms.get(target, ()), source)
    return forms


def _is_big5(character: str) -> bool:
    try:
        return len(character.encode("big5")) == 2
    except UnicodeEncodeError:
        return False
