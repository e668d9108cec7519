"""A review and what else is known of its entry → one review. Floor 6; pure.

Findings stay in order of place whatever added them, and the counts and the verdict follow what is left to fix.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.model import Review, Scorecard, Verdict
from coach.score import verdict_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from coach.model import Finding, Scene
    from coach.text import Draft


def with_more(review: Review, more: Iterable[Finding]) -> Review:
    """Add findings."""
    return _with(review, (*review.findings, *more), review.waived)


def without(review: Review, dropped: Callable[[Finding], bool]) -> Review:
    """Leave findings out, as if they had never been made."""
    return _with(review, tuple(each for each in review.findings if not dropped(each)), review.waived)


def waived(review: Review, borne: Collection[int]) -> Review:
    """Move the findings of these numbers, which a team has agreed to bear, to the waived ones."""
    kept = tuple(each for number, each in enumerate(review.findings) if number not in borne)
    moved = tuple(each for number, each in enumerate(review.findings) if number in borne)
    return _with(review, kept, (*review.waived, *moved)) if moved else review


def _with(review: Review, findings: tuple[Finding, ...], moved: tuple[Finding, ...]) -> Review:
    if findings == review.findings and moved == review.waived:
        return review
    counts = Counter(finding.severity for finding in findings)
    # the points were reckoned from the findings as they were: none are better than wrong ones
    card = Scorecard(verdict_of(counts), counts)
    return replace(review, findings=_ordered(findings), waived=_ordered(moved), scorecard=card)


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda each: (each.span, each.rule)))


def bare(draft: Draft, scene: Scene) -> Review:
    """Make a review of what is no reply, with nothing in it yet."""
    return Review(draft, (), (), (), Scorecard(Verdict.ready, Counter()), scene)


def gravest(reviews: Sequence[Review], most: int) -> tuple[tuple[Review, ...], int]:
    """Show the gravest findings, at most `most`, and say how many are not shown; verdicts stay what they are."""
    places = [
        (-finding.severity, number, index)
        for number, review in enumerate(reviews)
        for index, finding in enumerate(review.findings)
    ]
    kept = {(number, index) for _, number, index in sorted(places)[:most]}
    cut = tuple(
        replace(review, findings=tuple(each for index, each in enumerate(review.findings) if (number, index) in kept))
        for number, review in enumerate(reviews)
    )
    return cut, max(0, len(places) - most)
