"""What every matcher is, and the two that change where others look. Floor 4.

A matcher finds matches inside a stretch of a page. `anchor` is the match it is asked about, when there is one: the
first part of an `all`, or the fault that an `unless` may excuse.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from coach.rulebook.index import NOTHING
from coach.rulebook.page import Match
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.rulebook.index import Needs
    from coach.rulebook.page import Page

NO_SLOTS: Mapping[str, Span] = MappingProxyType({})


class Matcher(Protocol):
    """A thing that can be looked for."""

    @property
    def needs(self) -> Needs:
        """The words without which nothing can be found."""
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


class AlwaysLooks:
    """A matcher that needs no words, so that only looking can tell."""

    needs: Needs = NOTHING

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

    def may(self, page: Page) -> bool:
        return self.inner.may(page)

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        return self.inner.find(page, page.reach(self.reach, anchor.span if anchor else region), anchor)

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        return self.inner.holds(page, page.reach(self.reach, anchor.span if anchor else region), anchor)


class Customer(NamedTuple):
    """Looks in the customer's message."""

    inner: Matcher

    @property
    def needs(self) -> Needs:
        return NOTHING

    def may(self, page: Page) -> bool:
        return page.of_customer is not None and self.inner.may(page.of_customer)

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        return there(region) if self.holds(page, region, anchor) else ()

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        message = page.of_customer
        return message is not None and self.inner.holds(message, message.whole)
