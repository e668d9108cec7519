"""Matchers of sense rather than wording: time, subject, length, similar, the question asked, the scene. Floor 4."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from coach.rulebook.matchers.base import AlwaysLooks, there
from coach.rulebook.page import NO_SLOTS, Match
from coach.text import Span

if TYPE_CHECKING:
    from coach.rulebook.page import Page


@dataclass(frozen=True, eq=False)
class Time(AlwaysLooks):
    """Finds times: `bound` ones hold us to a moment, `unbound` ones do not; `none`: no bound one is there."""

    kind: str

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        if self.kind == "none":
            return there(region) if self.holds(page, region) else ()
        return tuple(page.times[self.kind != "unbound"].inside(region))

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        return page.times[self.kind != "unbound"].any_inside(region) is (self.kind != "none")


LONG = 1000  # characters from which on it pays to have counted them once
FAR = 1000  # characters before the anchor; no real sentence is so long, and one of a megabyte must come to an end


@cache
def _subjects() -> tuple[tuple[str, re.Pattern[str]], ...]:
    # a pronoun after 给/为/帮… is who it is done for, not who does it
    toward = "给为帮与跟和向对替同让把将由被"
    customer = (
        rf"(?:(?<![{toward}])|请|麻烦|烦请|劳烦|辛苦|建议|需要|需|如果|若)(?:您|你们|你|客户|顾客|亲(?!自))(?!的|好)"
    )
    us = (
        r"(?:我们|我方|我司|我这边|咱们|咱|我|这边|小妹|小二|客服|专员|专人|同事|同仁"
        r"|工作人员|部门|本公司|本店|技术|工程师)"
    )
    third = r"(?:快递员?|物流|仓库|商家|卖家|厂家|厂商|供应商|银行|平台|系统|承运商|宅配|门市)"
    return (("customer", re.compile(customer)), ("us", re.compile(us)), ("third", re.compile(third)))


@dataclass(frozen=True, eq=False)
class Subject(AlwaysLooks):
    """Holds when the anchor is done by `who`: the nearest doer named before or in it; we, when nobody is named."""

    who: str
    is_anchored = True

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        return self._of(page, anchor.span if anchor else region) == self.who

    def _of(self, page: Page, span: Span) -> str:
        clause = page.reading.clause_at(span.start)
        sentence = page.reading.sentence_at(span.start)
        inside = page.reading.text[max(clause.start, span.start - FAR) : max(span.end, clause.start)]
        before = page.reading.text[max(sentence.start, clause.start - FAR) : clause.start]
        return _nearest(inside) or _nearest(before) or "us"


def _nearest(text: str) -> str:
    """Name the doer mentioned last in a text, or "" when there is none."""
    last, who = -1, ""
    for name, pattern in _subjects():
        for found in pattern.finditer(text):
            if found.end() > last:
                last, who = found.end(), name
    return who


@dataclass(frozen=True, eq=False)
class Length(AlwaysLooks):
    """Holds when the region's visible characters number between `least` and `most`."""

    least: int
    most: int | None

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        if region.end - region.start < LONG:
            size = len("".join(page.reading.text[region.start : region.end].split()))
        else:
            size = page.visible[region.end] - page.visible[region.start]
        return self.least <= size and (self.most is None or size <= self.most)


@dataclass(frozen=True, eq=False)
class Similar(AlwaysLooks):
    """Finds sentences that are nearly one of the given ones (rapidfuzz ratio, 0–100)."""

    sentences: tuple[str, ...]
    least: int

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        from coach.rulebook.phrasebook import likeness

        return tuple(
            Match(sentence, NO_SLOTS)
            for sentence in page.reading.sentences_in(region)
            if likeness(page.reading.masked[sentence.start : sentence.end], self.sentences, self.least)
        )


QUESTION = re.compile(r"[？?]|吗|呢|怎么|什么|为何|多少|多久|哪|几|能不能|可不可以|是不是|有没有|如何|谁")


@dataclass(frozen=True, eq=False)
class Asked(AlwaysLooks):
    """Holds when the customer asked about the very thing: a question that shares a word with the anchor's sentence."""

    is_anchored = True

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        message = page.of_customer
        if message is None or not QUESTION.search(message.reading.text):
            return False
        span = anchor.span if anchor else region
        asked = message.reading.text
        return any(len(token.word) > 1 and token.word in asked for token in page.reading.tokens(span))


@dataclass(frozen=True, eq=False)
class Setting(AlwaysLooks):
    """Holds when a fact of the situation (scene, channel, region) is one of the given ones."""

    fact: str
    values: tuple[str, ...]

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        value = page.scene if self.fact == "scene" else getattr(page.situation, self.fact)
        return value in self.values


@dataclass(frozen=True, eq=False)
class HasCustomer(AlwaysLooks):
    """Holds when the customer's message is known (or, wanted=False, when it is not)."""

    wanted: bool

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        return (page.customer is not None) is self.wanted


@dataclass(frozen=True, eq=False)
class Found(AlwaysLooks):
    """Finds what other rules of the given families have found; such a rule comes after all others."""

    families: tuple[str, ...]
    is_anchored = True  # in effect: what is found grows while a rule looks, so no answer is kept

    def may(self, page: Page) -> bool:
        return any(family in page.found for family in self.families)

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        return tuple(match for family in self.families for match in page.found_by(family).inside(region))

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        return any(page.found_by(family).any_inside(region) for family in self.families)
