"""What the draft itself can put into a phrase's slots. Floor 4.

Nothing is invented: a value that the draft does not state, or states in more than one way, leaves its slot open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.reading import Reading

SLOT = re.compile(r"<([^<>]+)>")
OPEN = "〈{}〉"


TITLES = ("先生", "女士", "小姐", "同学", "老师")
NUMBER = r"(?:号|编号)?(?:是|为|：|:)?\s*([a-z0-9\-]{5,40})"
STATED = (  # the slots a stated value fills, the words that show it may be stated, and how it is stated in folded text
    (("订单号", "订单"), ("订单",), f"订单{NUMBER}"),
    (("运单号", "快递单号"), ("运单", "快递单", "物流单", "宅配单"), f"(?:运单|快递单|物流单|宅配单){NUMBER}"),
    (("工单号", "案号"), ("工单", "案件", "服务单", "受理"), f"(?:工单|案件|服务单|受理){NUMBER}"),
    (("退款单号",), ("退款单",), f"退款单{NUMBER}"),
    (("金额",), ("元",), r"((?:¥|nt\$|hk\$)?\d[\d,]*(?:\.\d+)?元)"),
    (("客服姓名",), ("我是", "这里是"), r"(?:我是|这里是)(?:客服|专员|顾问)?([一-鿿]{2,3})(?=[，。！\s]|为您|很高兴)"),
    (("称呼",), TITLES, rf"(?:^|[，。！\s])(?:尊敬的)?([一-鿿]{{1,3}}(?:{'|'.join(TITLES)}))"),
)  # fmt: skip
DURATION = r"(\d+(?:[-~至到]\d+)?个?(?:分钟|小时|工作日|天))(?:之内|以内|内)?"


def known_slots(reading: Reading) -> Mapping[str, str]:
    """Find the values that the draft states exactly once, as written in the draft, by slot name."""
    known: dict[str, str] = {}
    for names, words, pattern in STATED:
        if not any(word in reading.text for word in words):  # most drafts state nothing, and patterns cost to compile
            continue
        spans = {found.span(1) for found in re.finditer(pattern, reading.text)}
        values = {reading.draft.text[span.start : span.end] for span in (reading.draft_span(Span(*s)) for s in spans)}
        if len(values) == 1:
            known.update(dict.fromkeys(names, values.pop()))
    bound = [time.span for time in reading.times if time.bound]
    stated = re.match(DURATION, reading.text[slice(*bound[0])]) if len(bound) == 1 else None
    if stated:
        span = reading.draft_span(Span(bound[0].start, bound[0].start + stated.end(1)))
        known.update(dict.fromkeys(("时限", "时长"), reading.draft.text[slice(*span)]))
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
