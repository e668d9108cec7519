"""Reading → the facts of a draft, which a rewrite must not lose. Floor 2; pure.

Facts are numbers with their units, dates, amounts, order ids, links, names, product terms, quotations and template
variables, as written in the draft. A rewrite that would lose one is refused.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.reading import Reading

OPEN_SLOT = "〈"
UNIT = (
    "(?:个|個)?(?:工作日|工作天|自然日|小时|小時|钟头|鐘頭|分钟|分鐘|秒|天|日|号|號|年|月(?:份)?|周|週|星期|礼拜|禮拜|元|块|塊|"
    "角|万|萬|亿|億|次|件|台|臺|份|张|張|条|條|款|点|點|折|倍|米|公里|斤|克|层|層|楼|樓|室|期|位|[a-zA-Z]{1,3}(?![a-zA-Z]))"
)
HAN_NUMBER = "[一二两兩三四五六七八九十百千万萬半]+(?:个|個)?"
HAN_UNIT = "工作日|工作天|小时|小時|钟头|鐘頭|分钟|分鐘|天(?!猫)|个月|個月|年|周|週|星期|元|块钱|塊錢|折|万|萬|亿|億"
WEEKDAY = "(?:本|这|這|下|上)?(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]"
OFFICES = "局|公司|银行|銀行|医院|醫院|街道办|营业厅|營業廳|派出所|委员会|办公室|辦公室"
NO_NAME = (  # what cannot belong to one
    "您你我们将已由请向给和与在到至的会去来找问这那其各从把对于经以及该本尽快稍后联系咨询据按照依"
)
DIGITS = "0123456789０１２３４５６７８９"
LETTERS = string.ascii_letters
PATTERNS = (  # a text that has none of the characters a pattern needs saves the pattern
    ("数字", DIGITS, rf"(?:[¥￥$€]|NT\$|HK\$|RMB ?)?[0-9０-９]+(?:[.,:：/~～—-][0-9０-９]+)*(?:[%％‰]|{UNIT})?"),
    ("数字", "一二两兩三四五六七八九十百千万萬半", f"{HAN_NUMBER}(?:{HAN_UNIT})"),
    (
        "日期",
        "今明后後昨前晚早周週星礼禮月",
        f"(?:今|明|后|後|昨|前)天|今晚|明早|{WEEKDAY}|(?:本|这个|下个|下個)?月[底初末]",
    ),
    ("词", LETTERS, r"(?<![A-Za-z#])(?!E-s|e-s)[A-Za-z][A-Za-z0-9_+.-]*[A-Za-z0-9+](?![A-Za-z])"),
    (
        "姓名",
        ("先生", "女士", "小姐", "老", "经理", "經理", "主任", "师傅", "師傅"),
        "(?![问問找跟和与與向给給对對的是位名各多您你让讓请請叫由个個都])[一-鿿](?:先生|女士|小姐|老师|老師|经理|經理|主任|师傅|師傅)",
    ),
    ("姓名", ("我是", "专员"), "(?<=我是)(?:客服)?[一-鿿]{2,3}(?=[，,。.！! ])|(?<=专员)[一-鿿]{2}(?=[）)])"),
    ("机构", OFFICES, f"[^\\W\\d_{NO_NAME}]{{1,6}}(?:{OFFICES})"),
)


class Fact(NamedTuple):
    """A stretch of the draft that states something."""

    kind: str
    span: Span  # of the draft
    text: str


def facts(reading: Reading, terms: Iterable[str] = ()) -> tuple[Fact, ...]:
    """Find the facts of a draft, in order, none inside another; `terms` are a team's own names and products."""
    text = reading.draft.text
    found = []
    for mask in reading.masks:
        span = reading.draft_span(mask.span)
        if not text.startswith(OPEN_SLOT, span.start):
            found.append(Fact(mask.kind.value, span, text[span.start : span.end]))
    for kind, needed, pattern in PATTERNS:
        if any(one in text for one in needed):
            found += [Fact(kind, Span(*hit.span()), hit[0]) for hit in _compiled(pattern).finditer(text)]
    for term in terms:
        if term:
            found += [Fact("词", Span(*hit.span()), hit[0]) for hit in re.finditer(re.escape(term), text)]
    kept: list[Fact] = []
    for fact in sorted(found, key=lambda fact: (fact.span.start, -fact.span.end)):
        if not kept or fact.span.start >= kept[-1].span.end:
            kept.append(fact)
    return tuple(fact for fact in kept if not _in_slot(text, fact.span))


def lost(before: Iterable[Fact], after: Iterable[Fact], text: str) -> tuple[str, ...]:
    """Name the facts that stood before and are not among those after, nor anywhere in `text` as often."""
    missing = Counter(fact.text for fact in before) - Counter(fact.text for fact in after)
    if not missing:
        return ()
    wanted = Counter(fact.text for fact in before)
    return tuple(word for word in missing if text.count(word) < wanted[word])


def _in_slot(text: str, span: Span) -> bool:
    opened = text.rfind(OPEN_SLOT, max(0, span.start - 30), span.start + 1)
    return opened >= 0 and text.find("〉", opened, span.start) < 0 and text.find("〉", span.start, opened + 32) >= 0


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
