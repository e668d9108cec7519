"""What the draft itself can put into a phrase's slots. Floor 4.

Nothing is invented: a value that the draft does not state, or states in more than one way, leaves its slot open.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.reading import Reading

SLOT = re.compile(r"<([^<>]+)>")
OPEN = "〈{}〉"


@cache
def _stated() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Which slots a stated value fills, and how it is stated in folded text."""
    number = r"[a-z0-9\-]{5,40}"
    return (
        (("订单号", "订单"), re.compile(rf"订单(?:号|编号)?(?:是|为|：|:)?\s*({number})")),
        (("运单号", "快递单号"), re.compile(rf"(?:运单|快递单|物流单|宅配单)号?(?:是|为|：|:)?\s*({number})")),
        (("工单号", "案号"), re.compile(rf"(?:工单|案件|服务单|受理)(?:号|编号)?(?:是|为|：|:)?\s*({number})")),
        (("退款单号",), re.compile(rf"退款单号(?:是|为|：|:)?\s*({number})")),
        (("金额",), re.compile(r"((?:¥|nt\$|hk\$)?\d[\d,]*(?:\.\d+)?元)")),
        (
            ("客服姓名",),
            re.compile(r"(?:我是|这里是)(?:客服|专员|顾问)?([\u4e00-\u9fff]{2,3})(?=[，。！,\s]|为您|很高兴)"),
        ),
        (("称呼",), re.compile(r"(?:^|[，。！\s])(?:尊敬的)?([\u4e00-\u9fff]{1,3}(?:先生|女士|小姐|同学|老师))")),
    )


DURATION = re.compile(r"(\d+(?:[-~至到]\d+)?个?(?:分钟|小时|工作日|天))(?:之内|以内|内)?")


def known_slots(reading: Reading) -> Mapping[str, str]:
    """Find the values that the draft states exactly once, as written in the draft, by slot name."""
    known: dict[str, str] = {}
    for names, pattern in _stated():
        spans = {found.span(1) for found in pattern.finditer(reading.text)}
        values = {reading.draft.text[span.start : span.end] for span in (reading.draft_span(Span(*s)) for s in spans)}
        if len(values) == 1:
            known.update(dict.fromkeys(names, values.pop()))
    bound = [time for time in reading.times if time.bound]
    durations = [DURATION.fullmatch(reading.text[time.span.start : time.span.end]) for time in bound]
    if len(bound) == 1 and durations[0]:
        span = reading.draft_span(Span(bound[0].span.start, bound[0].span.start + len(durations[0].group(1))))
        known.update(dict.fromkeys(("时限", "时长"), reading.draft.text[span.start : span.end]))
    return known


def fill(template: str, known: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Put known values into a template's slots; return the text and the names of the slots left open."""
    left: dict[str, None] = {}

    def put(found: re.Match[str]) -> str:
        name = found.group(1)
        if name in known:
            return known[name]
        left[name] = None
        return OPEN.format(name)

    return SLOT.sub(put, template), tuple(left)
