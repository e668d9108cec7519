"""Reviews of one file + its bytes → the same bytes with the safe rewrites put in, or the reason why not. Floor 6; pure.

Only what may be trusted is done: a rewrite that is SAFE, whose words stand in the file just as in the draft, that keeps
every figure, and after which the entry has fewer findings and no new one. Every other byte stays. The result is read
again as a library; if any entry but the corrected ones came out different, nothing is written.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from coach.errors import Failure
from coach.intake.library import read_bytes
from coach.intake.writing import written
from coach.model import Safety
from coach.reading.fold import fold
from coach.reading.masks import masks
from coach.text import Draft, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach.intake.options import Intake
    from coach.model import Review

    Judge = Callable[[Review, Draft], Review | Failure]  # a draft, as the entry of that review would be judged

FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CODECS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


class Edit(NamedTuple):
    """Words to put in place of a stretch of a draft."""

    span: Span
    text: str


class Corrected(NamedTuple):
    """A file as it was and as it would be, as text and bytes; `gone`: how many findings it settles."""

    before: str
    after: str
    data: bytes
    gone: int


def corrected(data: bytes, reviews: Sequence[Review], how: Intake, judge: Judge) -> Corrected | Failure | None:
    """Put the safe rewrites of a file's reviews into its bytes; None when there is nothing to put in."""
    chosen = [(review, edits) for review in reviews if (edits := _edits(review, judge))]
    if not chosen:
        return None
    name, encoding = reviews[0].draft.source.name, reviews[0].draft.source.encoding
    mark, text = _decoded(data, encoding)
    if text is None:
        return Failure(name, f"不能按 {encoding} 原样写回，没有改动这个文件")
    places = [place for review, edits in chosen for place in _in_file(review.draft, edits)]
    if any(text[start:end] != old for start, end, old, _ in places):
        return Failure(name, "读过之后文件变了，没有改动它，请再跑一次")
    after = _spliced(text, places)
    codec = CODECS.get(mark, encoding)
    result = mark + after.encode(codec)
    expected = {_start(review.draft): _applied(review.draft.text, edits) for review, edits in chosen}
    if _texts(name, result, how) != [expected.get(_start(one), one.text) for one in _drafts(name, data, how)]:
        return Failure(name, "改完读回来不一样，没有改动这个文件")
    return Corrected(text, after, result, sum(len(edits) for _, edits in chosen))


def _drafts(name: str, data: bytes, how: Intake) -> list[Draft]:
    return [one for one in read_bytes(name, data, how) if isinstance(one, Draft)]


def _texts(name: str, data: bytes, how: Intake) -> list[str]:
    return [draft.text for draft in _drafts(name, data, how)]


def _start(draft: Draft) -> int:
    return draft.source.first_offset + draft.extent.start


def _edits(review: Review, judge: Judge) -> tuple[Edit, ...]:
    """Choose the rewrites of an entry that can be trusted, the gravest findings first."""
    candidates = tuple(_candidates(review))
    kept: list[Edit] = []
    best = _rules(judge(review, review.draft)) if candidates else None
    for edit in candidates:
        if best is None or any(edit.span.meets(other.span) for other in kept):
            continue
        left = _rules(judge(review, Draft.of(_applied(review.draft.text, (*kept, edit)))))
        if left is not None and left < best:  # fewer, and none that was not there
            best = left
            kept.append(edit)
    return tuple(kept)


def _rules(review: Review | Failure) -> Counter[str] | None:
    if isinstance(review, Failure) or review.crashed:
        return None
    return Counter(finding.rule for finding in review.findings)


def _candidates(review: Review) -> Iterator[Edit]:
    """Give what a rewrite may put in place of the words found, and of no others."""
    draft = review.draft
    for finding in sorted(review.findings, key=lambda each: (-each.severity, each.span)):
        for rewrite in finding.rewrites:
            span, words = rewrite.span, rewrite.text
            safe = rewrite.safety is Safety.safe and not rewrite.slots and span.start < span.end
            if not safe or not finding.span.holds(span) or not draft.copied(span):
                continue
            if written(draft, words) == words and _keeps_facts(draft.text[slice(*span)], words):
                yield Edit(span, words)


def _keeps_facts(old: str, new: str) -> bool:
    """Tell whether every figure, variable, link and order number of the old words is in the new ones."""
    folded = fold(old).text
    fixed = [folded[slice(*mask.span)] for mask in masks(folded)]
    return not Counter(FIGURE.findall(folded)) - Counter(FIGURE.findall(fold(new).text)) and all(
        words in fold(new).text for words in fixed
    )


def _applied(text: str, edits: Sequence[Edit]) -> str:
    return _spliced(text, [(edit.span.start, edit.span.end, "", edit.text) for edit in edits])


def _spliced(text: str, places: Sequence[tuple[int, int, str, str]]) -> str:
    for start, end, _, new in sorted(places, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _in_file(draft: Draft, edits: Sequence[Edit]) -> Iterator[tuple[int, int, str, str]]:
    """Carry edits to the file: where, instead of what, what."""
    for edit in edits:
        start, end = (draft.source.first_offset + place for place in draft.in_source(edit.span))
        yield start, end, draft.text[slice(*edit.span)], edit.text


def _decoded(data: bytes, encoding: str) -> tuple[bytes, str | None]:
    """Give the byte order mark and the text; None for a text whose bytes would not come out as they went in."""
    mark = next((mark for mark in MARKS if data.startswith(mark)), b"") if encoding.startswith("utf") else b""
    codec = CODECS.get(mark, encoding)
    try:
        text = data[len(mark) :].decode(codec)
        return mark, text if text.encode(codec) == data[len(mark) :] else None
    except (UnicodeError, LookupError):
        return mark, None
