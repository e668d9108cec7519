"""What must hold of every draft that intake makes, whatever it was read from."""

from __future__ import annotations

from coach.intake.library import read_bytes
from coach.intake.options import Intake
from coach.text import Draft, Span


def drafts_of(name: str, data: bytes, how: Intake | None = None) -> list[Draft]:
    """The drafts of a file that must be read without a failure."""
    read = list(read_bytes(name, data, how or Intake()))
    failures = [one for one in read if not isinstance(one, Draft)]
    assert not failures
    return [one for one in read if isinstance(one, Draft)]


def messages_of(name: str, data: bytes, how: Intake | None = None) -> list[str]:
    """What is said of a file that could not be read, or not wholly."""
    return [one.message for one in read_bytes(name, data, how or Intake()) if not isinstance(one, Draft)]


def assert_places(draft: Draft) -> None:
    """Places lead back to the characters they came from, in order, inside the entry, and cover the text."""
    if draft.places is None:
        assert draft.verbatim
        return
    at, behind = 0, draft.extent.start
    for piece in draft.places:
        assert piece.text.start == at < piece.text.end
        assert behind <= piece.source.start < piece.source.end <= draft.extent.end
        if piece.step:
            assert piece.source.end - piece.source.start == piece.step * (piece.text.end - piece.text.start)
        at, behind = piece.text.end, piece.source.end
        if piece.step == 1:
            said, written = draft.text[slice(*piece.text)], draft.source.text[slice(*piece.source)]
            assert all(one == other or one.isspace() for one, other in zip(said, written, strict=True))
    assert at == len(draft.text)


def slice_of(draft: Draft, words: str) -> str:
    """What stands in the file where the draft says `words`."""
    start = draft.text.index(words)
    return draft.source.text[slice(*draft.in_source(Span(start, start + len(words))))]
