"""The one grammar of time expressions. Floor 2.

In: a folded text with its masks and clauses. Out: `Time`s in order: where one stands, whether it is bound (a time we
commit to, in the future, that the customer can hold on to), and its form. What binds a time is decided in binding.py;
here is what a time looks like: a duration (3-5个工作日, 半小时), a clock time (18：00, 下午3点半), a date (3月8日),
a day (明天, 下周一, 月底), a template slot that names a time (<时限>, {截止时间}) and an anonymised value ([时间x]).
Neighbours are one time: 明天下午3点前.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from coach.reading.binding import Candidate, is_bound
from coach.reading.masks import Kind
from coach.reading.time_words import LEADS, MEASURES
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.reading.masks import Mask

NUMBER = "(?:(?:\\[数字x\\]\\d?){1,2}|\\d{1,4}(?:\\.\\d)?|[一二两三四五六七八九十百廿]{1,4})"
UNIT = (
    "(?:分钟|刻钟|个?半?小时|个?半?钟头|个?(?:工作|自然|上班)[日天]|天(?!猫)|日|个?半?(?:星期|礼拜)|周(?!年)|个半?月|秒"
    "|(?:h(?:r|rs|ours?)?|d(?:ays?)?|min(?:s|utes?)?)(?![a-z]))半?"
)
ATOM = (
    "(?=[0-9一二两三四五六七八九十百廿半今明后当次隔翌大第同本这下周星礼月年季上中早晚傍凌春国元节假<〈$#{\\[])(?:"
    "(?<!\\d)(?P<clock>\\d{1,2}：\\d\\d(?!\\d)|\\d{1,2}时(?:整|前|\\d{1,2}分)|\\[时间x\\])"
    "|(?P<date>\\[日期x\\]日?|(?<!\\d)20\\d\\d(?:年(?:[上下]半年|底|初|内)?|[-/.]\\d{1,2}[-/.]\\d{1,2}(?!\\d)))"
    f"|(?<![0-9.几数第]){NUMBER}(?:[-~—至到]{{1,2}}{NUMBER})?"
    f"(?:(?P<span>{UNIT})| ?(?P<hour>点(?:钟|整|半|一刻|\\d\\d?分?)?)"
    f"|(?P<month>年|月(?:份|[底初末]|[中上下]旬)?(?:{NUMBER}[日号])?)"
    "|(?P<mday>号(?!窗|线|楼|店|机|码|文|令|函|门|柜|桌|房|厅|馆|仓|站)))"
    "|(?P<half>半(?:个?小时|个?钟头|天|个月|日))"
    "|(?P<slot>[<〈][^<>〈〉{}\n]{1,20}[>〉]|[$#]?\\{{1,2}[^<>{}\n]{1,40}\\}{1,2})"
    "|(?P<day>[今明当][天日早晚]|[今明]年|今明两天|明后天|后天|次日|翌日|隔[天日]|第二天|下一?个?工作[日天]|次一?工作[日天]"
    "|[本这下上]?个?(?:周|星期|礼拜)[一二三四五六日天末]|(?:本|这|下)(?:个?星期|个?礼拜|周)"
    "|(?:本|这个?|当|次|下个?)月(?:[底初末]|[上中下]旬)?|月[底初末]|月中旬"
    "|(?<![0-9一二两三四五六七八九十\\]])年[底内末前]|[上下]半年"
    "|(?:本|下个?)季度|季末|春节[前后]|国庆[前后]|元旦[前后]|节[前后]|假期后"
    "|[上下中]午|[早晚]上|晚间|傍晚|凌晨|下班))"
)
FORMS = {"span": "duration", "half": "duration", "hour": "clock", "month": "date", "mday": "date"}
GREETED = ("好", "安")  # 上午好 is no time
SUFFIXES = ("时间内", "之内", "以内", "内", "之前", "以前", "前", "左右", "上下", "之后", "以后", "过后", "后")
JOINERS = frozenset("的-~—至到、或和 ")
ALL_LEADS = (*LEADS, *MEASURES)
INSIDE = ("内", "以内", "之内", "左右", "之后", "后")
TOO_LARGE = re.compile("(?:3[2-9]|[4-9][0-9])[月号]|[0-9]{3}")  # 668号 is a house
RANGE = re.compile("[-~—至到]")
SLOT_NAMES = re.compile(
    "时限|时间|时长|时效|时点|时刻|时段|日期|期限|截止|周期|何时|几天|天数|小时|工作日|间隔|预计.{0,4}[日天时]|(?:到货|送达|到账|发货|回复)日"
    "|几点|time|date(?!d)|deadline|hour|days|eta(?![a-z])"
)
NOT_OURS = re.compile(
    "下单|购买|订单[时日]|签收|申请|提交[时日]|反馈[时日]|成交|服务时|营业|工作时间|有效|生日|发生|创建|update(?!_?time)|order|create|birth|start|service"
)


class Time(NamedTuple):
    """A time expression: its place, whether it is a commitment of ours, and its form."""

    span: Span
    bound: bool
    form: str  # duration, clock, date, day or slot


def times(text: str, masks: Sequence[Mask], clauses: Sequence[Span]) -> tuple[Time, ...]:
    """Find the times of a folded text; those in quotations, links, numbers and code are not looked at."""
    shut = [mask.span for mask in masks if mask.kind is not Kind.variable]
    starts = [clause.start for clause in clauses]
    found = []
    for hit in _joined(text):
        if shut and any(span.meets(hit.span) for span in _near(shut, hit.span)):
            continue
        place = max(bisect_right(starts, hit.span.start) - 1, 0)
        clause = clauses[place] if clauses else Span(0, len(text))
        following = clauses[place + 1] if place + 1 < len(clauses) else None
        found.append(Time(_with_lead(text, hit, clause), is_bound(text, hit, clause, following), hit.form))
    return tuple(found)


def _near(spans: list[Span], span: Span) -> list[Span]:
    place = bisect_right(spans, span)
    return spans[max(place - 1, 0) : place + 1]


def _joined(text: str) -> Iterator[Candidate]:
    """Join neighbouring atoms and their suffix."""
    parts: list[re.Match[str]] = []
    for atom in _atom().finditer(text):
        if not _is_time(text, atom):
            continue
        if parts and _continues(text, parts[-1].end(), atom.start()):
            parts.append(atom)
            continue
        if parts:
            yield _closed(text, parts)
        parts = [atom]
    if parts:
        yield _closed(text, parts)


def _continues(text: str, end: int, start: int) -> bool:
    return start == end or (start == end + 1 and text[end] in JOINERS)


def _is_time(text: str, atom: re.Match[str]) -> bool:
    if atom.lastgroup == "slot":
        return _names_a_time(atom[0])
    if atom.lastgroup in ("mday", "month") and TOO_LARGE.match(atom[0]):
        return False
    if atom.lastgroup == "hour":  # 快一点 is no clock time, nor is 一点 without more
        return atom[0] not in ("一点", "两点", "三点") or text.startswith(("前", "之前", "左右"), atom.end())
    return not text.startswith(GREETED, atom.end())


def _closed(text: str, parts: list[re.Match[str]]) -> Candidate:
    start, end = parts[0].start(), parts[-1].end()
    stand_in = _stand_in().match(text, end)  # [数字x]天[站点x]以内: what stood between was masked at the source
    end = stand_in.end() if stand_in else end
    suffix = next((each for each in SUFFIXES if text.startswith(each, end)), "")
    forms = tuple(FORMS.get(part.lastgroup or "", part.lastgroup or "") for part in parts)
    form = forms[-1] if forms[0] in ("day", "date") else forms[0]
    if form == "duration" and parts[-1][0].endswith("日") and "工作" not in parts[-1][0] and suffix not in INSIDE:
        form = "duration" if RANGE.search(text, start, end) and len(parts) == 1 else "date"
    return Candidate(Span(start, end + len(suffix)), form, forms, suffix)


def _names_a_time(slot: str) -> bool:
    return SLOT_NAMES.search(slot) is not None and not NOT_OURS.search(slot)


def _with_lead(text: str, hit: Candidate, clause: Span) -> Span:
    start = hit.span.start
    while text.endswith(ALL_LEADS, clause.start, start):
        start -= next(len(each) for each in ALL_LEADS if text.endswith(each, clause.start, start))
    return Span(start, hit.span.end)


@cache
def _stand_in() -> re.Pattern[str]:
    return re.compile(r"\[[㐀-鿿]{1,4}x\](?=之?内|以内|之?前|以前|左右)")


@cache
def _atom() -> re.Pattern[str]:
    return re.compile(ATOM)
