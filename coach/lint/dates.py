"""Dates that have passed in entries that still promise them. Floor 6.

Only a date with its year can be past for certain, and only beside words of an offer, a deadline or a notice does it
matter: 成立于2010年 is history. Of several dates in one sentence the last is the end.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from coach.lint.rules import finding
from coach.reading.masks import masks
from coach.reading.sentences import sentences
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.lint.library import Library
    from coach.model import Finding

YEAR, MONTH, DAY = r"(?P<year>20\d\d)", r"(?P<month>1[0-2]|0?[1-9])", r"(?P<day>3[01]|[12]\d|0?[1-9])"
DATE = re.compile(
    rf"(?<!\d){YEAR} ?(?:年|[-/.]) ?{MONTH} ?(?:(?:月|[-/.]) ?{DAY}(?: ?[日号]|(?!\d))|月[底末份]?|(?!\d))"
)
END = re.compile(rf" ?[-~—至到]{{1,2}} ?{MONTH} ?(?:月|[-/.]) ?{DAY}(?: ?[日号]|(?!\d))")
OFFER = re.compile(
    "活动|优惠|促销|折扣|特价|满减|截止|截至|有效|到期|期限|报名|预售|领取|使用期|期间|放假|假期|停业|暂停|恢复|上线"
    "|开售|发货|赠|券|前|止|起"
)


def expired(library: Library) -> Iterator[tuple[int, Finding]]:
    """Tell of sentences of an offer or a deadline whose last date lies before today."""
    today = library.standards.today
    for number, text in enumerate(library.texts):
        if "20" not in text or not DATE.search(text):
            continue
        for sentence in sentences(text, masks(text)):
            said = text[sentence.start : sentence.end]
            dates = list(_dates(said))
            if dates and OFFER.search(said):
                last, (start, end) = max(dates)
                if last < today:
                    span = library.folded[number].span(sentence.start + start, sentence.start + end)
                    yield number, finding("library.expired", span, f"{last.isoformat()} 已经过了，请更新或停用。")


def _dates(said: str) -> Iterator[tuple[date, Span]]:
    """Find the dates of a sentence; the end of a range without a year has that of its beginning."""
    for hit in DATE.finditer(said):
        first = _date(int(hit["year"]), int(hit["month"]), hit["day"])
        if first is None:
            continue
        end = END.match(said, hit.end())
        last = _date(first.year, int(end["month"]), end["day"]) if end else None
        yield (max(first, last), Span(hit.start(), end.end())) if end and last else (first, Span(*hit.span()))


def _date(year: int, month: int, day: str | None) -> date | None:
    """Give a date; of a month alone its last day; None for 2月30日."""
    last = monthrange(year, month)[1]
    number = int(day) if day else last
    return date(year, month, number) if number <= last else None
