"""What every matcher is, and the two that change where others look. Floor 4.

A matcher finds matches inside a stretch of a page. `anchor` is the match it is asked about, when there is one: the
first part of an `all`, or the fault that an `unless` may excuse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from coach.rulebook.index import NOTHING
from coach.rulebook.page import NO_SLOTS, Match
from coach.text import Span

if TYPE_CHECKING:
    from coach.rulebook.index import Needs
    from coach.rulebook.page import Page

FIXED = frozenset({"reply", "opening", "closing"})  # stretches that are the same for every anchor
UNASKED = object()


class Matcher(Protocol):
    """A thing that can be looked for."""

    @property
    def needs(self) -> Needs:
        """The words without which nothing can be found."""
        ...

    def anchored(self, page: Page) -> bool:
        """Tell whether the answer about one region may depend on the anchor, or on what was found in the meantime."""
        ...

    def may(self, page: Page) -> bool:
        """Tell, cheaply, whether anything can be found anywhere on the page; a wrong yes only costs time."""
        ...

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        """Find every match that lies in `region`, in order."""
        ...

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        """Tell whether there is any match in `region`; it looks no further than the first."""
        ...


def ask(matcher: Matcher, page: Page, region: Span, anchor: Match | None) -> bool:
    """Ask whether a matcher holds; about the whole reply once only, where the answer is the same for every anchor.

    Without this a long reply with a thousand findings would be looked through a thousand times.
    """
    if region is not page.whole:
        return matcher.holds(page, region, anchor)
    known = page.answers.get(id(matcher), UNASKED)
    if known is UNASKED:
        known = page.answers[id(matcher)] = None if matcher.anchored(page) else matcher.holds(page, region, anchor)
    return matcher.holds(page, region, anchor) if known is None else bool(known)


class AlwaysLooks:
    """A matcher that needs no words, so that only looking can tell."""

    needs: Needs = NOTHING
    is_anchored = False

    def anchored(self, page: Page) -> bool:
        """Tell whether the answer about one region may depend on the anchor."""
        return self.is_anchored

    def may(self, page: Page) -> bool:
        """Always."""
        return True

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        """Find every match that lies in `region`, in order."""
        return there(region) if self.holds(page, region, anchor) else ()

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        """Tell whether there is any match in `region`."""
        return bool(self.find(page, region, anchor))


def there(region: Span) -> tuple[Match, ...]:
    """A match that says yes without pointing at words: an empty span at the end of the region."""
    return (Match(Span(region.end, region.end), NO_SLOTS),)


class Within(NamedTuple):
    """Looks in the stretch that `reach` names around the anchor, not in the region given."""

    inner: Matcher
    reach: str

    @property
    def needs(self) -> Needs:
        return self.inner.needs

    def anchored(self, page: Page) -> bool:
        return self.reach not in FIXED or self.inner.anchored(page)

    def may(self, page: Page) -> bool:
        return self.inner.may(page)

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        return self.inner.find(page, page.reach(self.reach, anchor.span if anchor else region), anchor)

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        return ask(self.inner, page, page.reach(self.reach, anchor.span if anchor else region), anchor)


class Customer(NamedTuple):
    """Looks in the customer's message."""

    inner: Matcher

    @property
    def needs(self) -> Needs:
        return NOTHING

    def anchored(self, page: Page) -> bool:
        return False

    def may(self, page: Page) -> bool:
        return page.of_customer is not None and self.inner.may(page.of_customer)

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        return there(region) if self.holds(page, region, anchor) else ()

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        message = page.of_customer
        return message is not None and ask(self.inner, message, message.whole, None)
