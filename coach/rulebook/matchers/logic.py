"""Matchers made of matchers: all, any, not, near, order, absent, count. Floor 4."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.rulebook.matchers.base import NO_SLOTS, Literals, Matcher, there
from coach.rulebook.page import Match
from coach.text import Span

if TYPE_CHECKING:
    from coach.rulebook.page import Page


@dataclass(frozen=True, eq=False)
class All:
    """Finds the first part where all the others hold as well; they may say where they look around it."""

    first: Matcher
    rest: tuple[Matcher, ...]

    @property
    def literals(self) -> Literals:
        return self.first.literals + tuple(words for matcher in self.rest for words in matcher.literals)

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        return tuple(
            match
            for match in self.first.find(page, region, anchor)
            if all(matcher.find(page, region, match) for matcher in self.rest)
        )


@dataclass(frozen=True, eq=False)
class AnyOf:
    """Finds whatever one of its parts finds, in order of place."""

    parts: tuple[Matcher, ...]

    @property
    def literals(self) -> Literals:
        choices = [min(part.literals, key=len, default=None) for part in self.parts]
        if any(choice is None for choice in choices):
            return ()
        return (frozenset().union(*(choice for choice in choices if choice)),)

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        return tuple(sorted((m for part in self.parts for m in part.find(page, region, anchor)), key=lambda m: m.span))


@dataclass(frozen=True, eq=False)
class Not:
    """Holds where the inner matcher finds nothing."""

    inner: Matcher

    @property
    def literals(self) -> Literals:
        return ()

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        return () if self.inner.find(page, region, anchor) else there(region)


@dataclass(frozen=True, eq=False)
class Near:
    """Finds the stretch from one matcher's match to another's, in either order, when few characters lie between."""

    one: Matcher
    other: Matcher
    gap: int

    @property
    def literals(self) -> Literals:
        return self.one.literals + self.other.literals

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        others = self.other.find(page, region, anchor)
        matches = []
        for match in self.one.find(page, region, anchor):
            for other in others:
                between = max(match.span.start, other.span.start) - min(match.span.end, other.span.end)
                if between <= self.gap and not match.span.meets(other.span):
                    span = Span(min(match.span.start, other.span.start), max(match.span.end, other.span.end))
                    matches.append(Match(span, {**other.slots, **match.slots}))
                    break
        return tuple(matches)


@dataclass(frozen=True, eq=False)
class Order:
    """Finds the first matcher's match when the second's comes after it."""

    first: Matcher
    second: Matcher

    @property
    def literals(self) -> Literals:
        return self.first.literals + self.second.literals

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        later = self.second.find(page, region, anchor)
        if not later:
            return ()
        last = max(match.span.start for match in later)
        return tuple(match for match in self.first.find(page, region, anchor) if match.span.end <= last)


@dataclass(frozen=True, eq=False)
class Count:
    """Finds one match over all of the inner's, when there are at least `least` and at most `most` of them."""

    inner: Matcher
    least: int
    most: int | None

    @property
    def literals(self) -> Literals:
        return self.inner.literals if self.least else ()

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        found = self.inner.find(page, region, anchor)
        if len(found) < self.least or (self.most is not None and len(found) > self.most):
            return ()
        if not found:
            return there(region)
        return (Match(Span(found[0].span.start, max(match.span.end for match in found)), NO_SLOTS),)
