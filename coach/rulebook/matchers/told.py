"""Matchers of the very words: what the team authorised, what the customer said, how it is written. Floor 4."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.reading.fold import fold_word
from coach.rulebook.matchers.base import AlwaysLooks, there

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from coach.rulebook.matchers.base import Matcher
    from coach.rulebook.page import Match, Page
    from coach.text import Span

GAP = ".{0,6}?"  # what “…” in the name of a compensation stands for


class Authorised(AlwaysLooks):
    """Holds where one of the compensations is named that the team allows at its level."""

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        text = page.reading.text[region.start : region.end].replace(" ", "")
        names = page.situation.compensations
        return there(region) if any(re.search(_pattern(name), text) for name in names) else ()


def _pattern(name: str) -> str:
    return GAP.join(re.escape(fold_word(piece).replace(" ", "")) for piece in name.split("…"))


class UsedByCustomer(AlwaysLooks):
    """Holds when the customer's message holds the anchor's own words: who used them first will not mind them."""

    is_anchored = True

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        message = page.of_customer
        span = anchor.span if anchor else region
        said = page.reading.text[span.start : span.end]
        return there(region) if message is not None and said and said in message.reading.text else ()


@dataclass(frozen=True, eq=False)
class Written(AlwaysLooks):
    """Holds when the anchor stands in the draft exactly so, letter for letter: folding would hide the difference."""

    forms: tuple[str, ...]
    is_anchored = True

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        place = page.reading.draft_span(anchor.span if anchor else region)
        return there(region) if page.reading.draft.text[place.start : place.end] in self.forms else ()


TOLD: Mapping[str, Callable[[dict[str, Any]], Matcher]] = {
    "authorised": lambda spec: Authorised(),
    "used-by-customer": lambda spec: UsedByCustomer(),
    "written": lambda spec: Written(tuple(spec["forms"])),
}
