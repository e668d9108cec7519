"""What the draft itself can put into a phrase's slots. Floor 4.

Nothing is invented: a value that the draft does not state, or states in more than one way, leaves its slot open. A
slot's name is looked up folded, so 訂單號 and 订单号 are one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from coach.reading.fold import TABLE
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.reading import Reading
    from coach.reading.times import Time

SLOT = re.compile(r"<([^<>]+)>")
OPEN = "〈{}〉"
SHOWN = re.compile("〈([^〈〉\n]{1,30})〉")


TITLES = ("先生", "女士", "小姐", "同学", "老师")
NUMBER = r"(?:号|编号)?(?:是|为|：|:)?\s*([a-z0-9][a-z0-9\-]{4,39})"
CASES = "工单|案件|服务单|受理|个案|案|投诉"
PAID = "退款|退回|退还|退|扣款|多扣|多收|支付|付款|实付|应付|金额|差额|差价|共|收"
AMOUNT = r"((?:¥|nt\$|hk\$)?\d[\d，]*(?:\.\d+)?元)"
STAFF = r"工号(?:是|：)?[a-z]?\d{1,6}(?:号|的)?"
NAME = r"([一-鿿]{2,3})(?=[，。！？\s]|为您|很高兴|$)"
BOUGHT = ("购买", "订购", "选购", "拍下", "下单", "买")
AFTER_THING = "(?=[，。！？”」]|有|坏|破|还|已|目前|现在|因|由|会|将|缺|没|暂|在|正|是|到)"
CAUSE = "((?:(?![您你])[一-鿿a-z0-9]){2,14}?)(?:的原因|的关系|原因)?(?=[，。！；])"
UNIT = "((?:(?![相有])[一-鿿]){1,5}(?:部门|部|科|组|中心|团队))(?=[，。！处核跟办了])"  # not 相关部门
STATED = (  # the slots a stated value fills, the words that show it may be stated, and how it is stated in folded text
    (("订单号", "订单"), ("订单",), f"订单{NUMBER}"),
    (("运单号", "快递单号"), ("运单", "快递单", "物流单", "宅配单"), f"(?:运单|快递单|物流单|宅配单){NUMBER}"),
    (("工单号", "案号", "个案编号"), ("工单", "案", "服务单", "受理", "投诉"), f"(?:{CASES}){NUMBER}"),
    (("退款单号",), ("退款单",), f"退款单{NUMBER}"),
    (("金额",), ("元",), f"(?:{PAID})(?:了|为|是|：|金额)*{AMOUNT}"),
    (
        ("客服姓名",),
        ("我是", "这里是", "工号"),
        f"(?:(?:我是|这里是)(?:客服|专员|顾问)?(?:{STAFF})?|{STAFF}[，：\\s]?(?:客服)?){NAME}",
    ),
    (("称呼",), TITLES, rf"(?:^|[，。！\s])(?:尊敬的|亲爱的)?([一-鿿]{{1,3}}(?:{'|'.join(TITLES)}))"),
    (
        ("物品", "商品"),
        BOUGHT,
        f"您[^，。！？]{{0,6}}(?:{'|'.join(BOUGHT)})的(?:这[款件台个])?[“「]?([一-鿿a-z0-9]{{2,8}}?){AFTER_THING}",
    ),
    (("原因", "具体原因"), ("因为", "由于", "原因是"), f"(?:因为|由于|原因是){CAUSE}"),
    (("部门",), ("转", "提交", "反馈", "移交"), f"(?:转交|转给|转到|提交|反馈|移交)(?:给|到|至)?{UNIT}"),
)
DURATION = r"(\d+(?:[-~至到]\d+)?个?(?:分钟|小时|工作日|天))(?:之内|以内|内)?"


def known_slots(reading: Reading) -> Mapping[str, str]:
    """Find the values that the draft states exactly once, as written in the draft, by slot name."""
    known: dict[str, str] = {}
    for place, (names, _, _) in enumerate(STATED):
        value = _stated(reading, place)
        if value:
            known.update(dict.fromkeys(names, value))
    return known | known_times(reading, Span(0, len(reading.text)))


class Stated(dict[str, str]):
    """The values that a draft states, looked for when they are asked for: patterns cost to compile."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading

    def __missing__(self, name: str) -> str:
        places = (place for place, (names, _, _) in enumerate(STATED) if name in names)
        value = next((_stated(self.reading, place) for place in places), "")
        self[name] = value
        return value


def _stated(reading: Reading, place: int) -> str:
    """Look for one kind of value; most drafts do not even have the words for it."""
    _, words, pattern = STATED[place]
    if not any(word in reading.text for word in words):
        return ""
    spans = {found.span(1) for found in re.finditer(pattern, reading.text)}
    values = {reading.draft.text[span.start : span.end] for span in (reading.draft_span(Span(*s)) for s in spans)}
    return values.pop() if len(values) == 1 else ""


def known_times(reading: Reading, within: Span) -> dict[str, str]:
    """Find how long something takes, where a stretch of the draft commits to one time only."""
    times = reading.times
    first = bisect_left(times, within.start, key=_start)
    bound = [time.span for time in times[first : bisect_left(times, within.end, key=_start)] if time.bound]
    stated = re.match(DURATION, reading.text[slice(*bound[0])]) if len(bound) == 1 else None
    if not stated:
        return {}
    span = reading.draft_span(Span(bound[0].start, bound[0].start + stated.end(1)))
    return dict.fromkeys(("时限", "时长"), reading.draft.text[slice(*span)])


def open_slots(text: str) -> tuple[str, ...]:
    """Name the open slots of a text, each once, in order."""
    return tuple(dict.fromkeys(SHOWN.findall(text)))


def fill(template: str, *known: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Put known values into a template's slots; return the text and the names of the slots left open."""
    left: dict[str, None] = {}

    def put(found: re.Match[str]) -> str:
        name = found.group(1)
        folded = name.translate(TABLE)
        value = next((value for each in known for value in (_of(each, name), _of(each, folded)) if value), "")
        if value:
            return value
        left[name] = None
        return OPEN.format(name)

    return SLOT.sub(put, template), tuple(left)


def _of(known: Mapping[str, str], name: str) -> str:
    try:
        return known[name]
    except KeyError:
        return ""


def _start(time: Time) -> int:
    return time.span.start
