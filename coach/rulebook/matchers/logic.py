"""Matchers made of matchers: all, any, not, near, order, absent, count. Floor 4."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, reduce
from typing import TYPE_CHECKING, NamedTuple

from coach.rulebook.index import NOTHING, Triggers, both
from coach.rulebook.matchers.base import NO_SLOTS, AlwaysLooks, Matcher, there
from coach.rulebook.page import Match
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.rulebook.index import Needs
    from coach.rulebook.page import Page


@dataclass(frozen=True, eq=False)
class All:
    """Finds the first part where all the others hold as well; they may say where they look around it."""

    first: Matcher
    rest: tuple[Matcher, ...]

    @cached_property
    def needs(self) -> Needs:
        return reduce(both, (matcher.needs for matcher in self.rest), self.first.needs)

    def may(self, page: Page) -> bool:
        return page.seen.could(self.needs) and self.first.may(page)

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        return tuple(match for match in self.first.find(page, region, anchor) if self._joined(page, region, match))

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        return any(self._joined(page, region, match) for match in self.first.find(page, region, anchor))

    def _joined(self, page: Page, region: Span, match: Match) -> bool:
        for matcher in self.rest:
            if not matcher.holds(page, region, match):
                return False
        return True


@dataclass(frozen=True, eq=False)
class AnyOf:
    """Finds whatever one of its parts finds, in order of place. A part is made when a text first holds its words."""

    part_needs: tuple[Needs, ...]
    make: Callable[[int], Matcher]
    _made: dict[int, Matcher] = field(default_factory=dict)

    @cached_property
    def needs(self) -> Needs:
        return tuple(dict.fromkeys(alternative for needs in self.part_needs for alternative in needs))

    @property
    def parts(self) -> tuple[Matcher, ...]:
        """All its parts."""
        return tuple(map(self.part, range(len(self.part_needs))))

    def part(self, number: int) -> Matcher:
        """Give one part."""
        if number not in self._made:
            self._made[number] = self.make(number)
        return self._made[number]

    def may(self, page: Page) -> bool:
        return bool(self._live(page))

    def _live(self, page: Page) -> tuple[Matcher, ...]:
        """Name the parts that can find anything on this page; the others are not asked again for every sentence."""
        live = page.live.get(id(self))
        if live is None:
            live = page.live[id(self)] = tuple(part for part in self._worth(page) if part.may(page))
        return live

    def _worth(self, page: Page) -> tuple[Matcher, ...]:
        """Name the parts whose words the page may hold."""
        worth = page.worth.get(id(self))
        if worth is None:
            worth = tuple(map(self.part, self._triggers.numbers(page.seen)))
            page.worth[id(self)] = worth
        return worth

    @cached_property
    def _triggers(self) -> Triggers:
        return Triggers(self.part_needs)

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        found = [match for part in self._live(page) for match in part.find(page, region, anchor)]
        return tuple(sorted(found, key=lambda match: match.span)) if len(found) > 1 else tuple(found)

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        parts = page.live.get(id(self))
        if parts is None:
            parts = self._worth(page)
        for part in parts:
            if part.holds(page, region, anchor):
                return True
        return False


@dataclass(frozen=True, eq=False)
class Not(AlwaysLooks):
    """Holds where the inner matcher finds nothing."""

    inner: Matcher

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        return not self.inner.holds(page, region, anchor)


class Near(NamedTuple):
    """Finds the stretch from one matcher's match to another's, in either order, when few characters lie between."""

    one: Matcher
    other: Matcher
    gap: int

    @property
    def needs(self) -> Needs:
        return both(self.one.needs, self.other.needs)

    def may(self, page: Page) -> bool:
        return self.one.may(page) and self.other.may(page)

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

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        return bool(self.find(page, region, anchor))


class Order(NamedTuple):
    """Finds the first matcher's match when the second's comes after it."""

    first: Matcher
    second: Matcher

    @property
    def needs(self) -> Needs:
        return both(self.first.needs, self.second.needs)

    def may(self, page: Page) -> bool:
        return self.first.may(page) and self.second.may(page)

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        later = self.second.find(page, region, anchor)
        if not later:
            return ()
        last = max(match.span.start for match in later)
        return tuple(match for match in self.first.find(page, region, anchor) if match.span.end <= last)

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        return bool(self.find(page, region, anchor))


class Count(NamedTuple):
    """Finds one match over all of the inner's, when there are at least `least` and at most `most` of them."""

    inner: Matcher
    least: int
    most: int | None

    @property
    def needs(self) -> Needs:
        return self.inner.needs if self.least else NOTHING

    def may(self, page: Page) -> bool:
        return not self.least or self.inner.may(page)

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        found = self.inner.find(page, region, anchor)
        if len(found) < self.least or (self.most is not None and len(found) > self.most):
            return ()
        if not found:
            return there(region)
        return (Match(Span(found[0].span.start, max(match.span.end for match in found)), NO_SLOTS),)

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        return bool(self.find(page, region, anchor))
