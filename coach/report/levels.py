"""Severity → the three levels that CI systems know, and what comes first where there is little room. Floor 3."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from coach.model import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from coach.model import Finding, Review

Item = TypeVar("Item")
# what sends a draft back by default is an error there
LEVELS: Mapping[Severity, str] = MappingProxyType(
    {Severity.fatal: "error", Severity.major: "error", Severity.minor: "warning", Severity.hint: "note"}
)


def gravest_first(reviews: Iterable[Review]) -> list[tuple[Review, Finding]]:
    """Give all findings with their reviews, the gravest first, in order of place within a severity."""
    pairs = [(review, finding) for review in reviews for finding in review.findings]
    return sorted(pairs, key=lambda pair: -pair[1].severity)


def heaviest(items: Sequence[Item], most: int, weight: Callable[[Item], int]) -> Sequence[Item]:
    """Keep the `most` heaviest, the first of equals, in the order they were in."""
    if len(items) <= most:
        return items
    order = sorted(range(len(items)), key=lambda index: -weight(items[index]))
    return [items[index] for index in sorted(order[:most])]
