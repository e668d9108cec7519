"""What makes a time expression a commitment. Floor 2.

In: a folded text, a candidate time, its clause and the next one. Out: is it bound: a time we commit to, in the future,
that the customer can use as a deadline, a duration or the next update. The past, dates of orders, service hours, terms
of warranty and price, and the customer's own duties are not.

Strong forms (24小时内, 预计明天, 月底前, 3-5个工作日) are bound unless something speaks against it; weak ones
(今天, 3天, 18：00) only beside an action of ours.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from coach.reading.time_words import (
    AFTER_DE,
    AHEAD,
    BEFORE,
    COMING,
    ENDURED,
    FALLBACK,
    FOR_YOU,
    FUTURE,
    GOING,
    LEADS,
    MEASURED,
    MEASURES,
    NATURE,
    NEGATIONS,
    NOT_OVER,
    NOT_SETTING_OFF,
    ORDERED,
    OUR_TURN,
    OURS,
    OURS_LONG,
    PAST_LEADS,
    SETTING_OFF,
    SPEAKERS,
    TERMS,
    TERMS_AFTER,
    TERMS_BEFORE,
    TO_US,
    TODAY,
    WAITING,
    WITHIN,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.text import Span

YEAR = re.compile("[0-9x][0-9\\]]年")
COMMA = re.compile("[，。！？；：…~]")


class Candidate(NamedTuple):
    """A time expression before it is judged: its place, form, the forms of its parts, and what closes it (内, 前 …)."""

    span: Span
    form: str
    parts: tuple[str, ...]
    suffix: str


def is_bound(text: str, hit: Candidate, clause: Span, following: Span | None) -> bool:
    """Judge a candidate by the words around it."""
    left = text[max(clause.start, hit.span.start - 24) : hit.span.start]
    right = _without_meetings(text[hit.span.end : min(clause.end, hit.span.end + 24)])
    if _has(left[-12:], NATURE):  # a forecast is no promise
        return False
    if (
        left.endswith("从")
        and right.startswith(("开始", "起"))
        and text.startswith((*AHEAD, "今天", "今日", "今晚"), hit.span.start)
    ):
        return True
    acts = _acts(right[:10])
    if _is_over(text, left, right, hit, acts) or _is_term(left, right, hit, acts) or _is_attribute(right, hit):
        return False
    if _is_negated(left):
        return False
    if hit.suffix and right.lstrip("您还").startswith(FALLBACK):
        return True
    if _is_customers(left, right):
        return False
    if _is_strong(text, left, right, hit):
        return True
    if not _is_bare(right):
        return _beside_action(text, left, right, hit)
    after = _without_meetings(text[following.start : min(following.end, following.start + 24)]) if following else ""
    coming = hit.form == "day" or _has(after[:10], FUTURE) or after.startswith(SPEAKERS)
    return coming and not _is_over(text, "", after, hit, False) and _beside_action(text, left, after, hit)


def _has(text: str, words: Iterable[str]) -> bool:
    for word in words:  # quicker than any(), and than compiling an alternation for one draft
        if word in text:
            return True
    return False


def _without_meetings(text: str) -> str:
    """Blank out the words in which 会 is no auxiliary: 村委会, 社会, 会议."""
    return _meetings().sub("  ", text) if "会" in text else text


def _acts(near: str) -> bool:
    """Tell whether an action of ours is named: nearly all are words of two characters, so pairs are looked up."""
    if not OURS.isdisjoint(map(str.__add__, near, near[1:])) or "寄" in near or "补" in near:
        return True
    return _has(near, OURS_LONG) or _sets_off(near)


def _sets_off(right: str) -> bool:
    if not right or right[0] not in SETTING_OFF:
        return False
    return len(right) == 1 or right[1] not in NOT_SETTING_OFF


def _is_strong(text: str, left: str, right: str, hit: Candidate) -> bool:
    words = text[hit.span.start : hit.span.end]
    if hit.form == "slot" or "工作" in words or "上班" in words:
        return True
    measured = _has(left, MEASURED) or words.startswith((*AHEAD, "今"))
    led = left.endswith(LEADS) or (left.endswith(MEASURES) and measured)
    if hit.form == "duration":
        return bool(hit.suffix) or led or (_has(words, "-~—至到") and not left.endswith(MEASURES))
    if hit.suffix.endswith("后"):
        return False
    if YEAR.search(words) and not _has(left[-8:] + right[:8], FUTURE):
        return bool(hit.suffix) and _acts(right[:4])
    return bool(hit.suffix) or led


def _is_over(text: str, left: str, right: str, hit: Candidate, acts: bool) -> bool:
    if left.endswith(PAST_LEADS) and not left.endswith(NOT_OVER):
        return not ((left.endswith("近") and right[:1] in ("会", "将")) or (acts and left.endswith("过了")))
    if hit.form == "duration" and (hit.suffix in BEFORE or (not hit.suffix and right.startswith(ENDURED))):
        return True
    near = right[:12]
    if "了" not in near and "已" not in near and "过您" not in near and "曾" not in near:
        return False
    subject = _ours().search(near, 1)
    near = near[: subject.start()] if subject and subject[0] not in "会将" else near
    if "已" in near or "过您" in near or "过了" in near or near.startswith(("了", "曾")):
        return not left.endswith(("预计", "预计在", "预计于"))
    if hit.suffix in (*WITHIN, "左右") or left.endswith(LEADS) or text.startswith(AHEAD, hit.span.start):
        return False
    done = near.find("了")
    return done >= 0 and near[done + 1 : done + 2] != "解" and not _has(near[:done], FUTURE)


def _is_attribute(right: str, hit: Candidate) -> bool:
    """Tell whether the time only describes a thing: 六个月内的详单, 明天的票."""
    if not right.startswith("的") or hit.form == "slot":
        return False
    rest = right[1:]
    return bool(rest) and rest[0].isalpha() and not rest.startswith(AFTER_DE)


def _is_term(left: str, right: str, hit: Candidate, acts: bool) -> bool:
    if right.startswith(TERMS) or _has(right[:10], TERMS_AFTER):
        return True
    if right.startswith(ORDERED) and not _has(left[-6:], OUR_TURN):
        return True
    if left.endswith(("您", "你", "客户")) and _has(right[:6], ORDERED):
        return True
    if hit.suffix in WITHIN and right.startswith(("可以", "可")) and not acts:
        return True
    hours = len(hit.parts) > 1 and hit.parts[-1] == hit.parts[-2] == "clock"
    if hours and left.endswith(("周五", "工作日", "每天", "每日", "周日", "时间", "时间：", "时间为")):
        return True
    return not acts and not left.endswith(LEADS) and _has(left, TERMS_BEFORE)


def _is_negated(left: str) -> bool:
    for word in NEGATIONS:
        place = left.rfind(word)
        if place >= 0:
            between = left[place + len(word) :]
            return len(between) <= 8 and not _has(between, ("的", "问题", "我", "会", "，"))
    return False


def _is_customers(left: str, right: str) -> bool:
    """Tell whether the time limits what the customer has to do."""
    near = right[:10]
    if _has(near, TO_US) or right.startswith(("提供", "上传", "凭")):
        return True
    if _has(near, WAITING) or _has(left[-10:], WAITING):
        return False
    theirs = max((found.end() for found in _theirs().finditer(left)), default=-1)
    if theirs < 0 and not _asks().match(right):
        return False
    ours = max((found.end() for found in _ours().finditer(left)), default=-1)
    return ours <= theirs and not _promises().search(near)


def _beside_action(text: str, left: str, right: str, hit: Candidate) -> bool:
    near = COMMA.split(right[:12], maxsplit=1)[0]
    if _describes(near) and hit.form in ("date", "clock") and not near.startswith(SPEAKERS):
        return False
    acts, at_once = _acts(near), _acts(near[:4])
    if left.endswith(("您", "你")) and not left.endswith(("给您", "为您", "帮您", "给你")):
        return _has(near, ("收到", "到账", "就能", "送达", "到货"))
    if hit.form == "duration":
        return _acts(near[:8])
    coming = _has(near[:8], COMING) or _has(left[-4:], COMING)
    if YEAR.search(text, hit.span.start, hit.span.end):
        return acts and coming
    if near.startswith(SPEAKERS) and text.startswith((*AHEAD, "今", "周", "本周", "这周"), hit.span.start):
        return True
    future = coming or _has(near[:8], FUTURE)
    if text.startswith(TODAY, hit.span.start):
        if near.startswith(FOR_YOU):  # 今天给您打过电话 is past, 今天给您处理 is not
            return future or ("未" not in near and _acts(near[2:6]))
        return acts and (future or at_once)
    if hit.form == "day" or text.startswith(AHEAD, hit.span.start):
        going = near[:1] in GOING and _ours().search(left) is not None  # 师傅后天来, but not 您后天来
        return acts or going or _has(near[:6], ("会", "将")) or left.endswith(COMING)
    if hit.form == "clock" and len(hit.parts) == 1:
        return acts and (future or left.endswith(("在", "于", "到")))
    return acts and (future or at_once)


def _describes(near: str) -> bool:
    """Tell whether the words after a time describe a thing by it: 7月19日发布的通知."""
    place = near.find("的", 0, 8)
    if place < 1 or near.startswith(("给", "为", "帮", "会", "将", "能", "可")):
        return False
    return near[place + 1 : place + 2].isalpha() and not near.startswith(AFTER_DE, place + 1)


def _is_bare(right: str) -> bool:
    rest = right.strip("，。！：…~；？ 的呢哦哈话吧")
    return not rest or (len(rest) == 1 and rest not in SETTING_OFF and rest not in GOING)


@cache
def _meetings() -> re.Pattern[str]:
    return re.compile("[社机协大委晚开学工理员]会|会[议员场馆展计务]")


@cache
def _theirs() -> re.Pattern[str]:
    return re.compile(
        "(?<![申邀聘])请(?!您?放心)|麻烦|烦劳|建议|您[需要可得在于也]|需您|[应须需](?:在|于|当)|必须|务必|记得"
        "|[如若]果?[您你]|申请人|买家|用户|民众|客户"
    )


@cache
def _ours() -> re.Pattern[str]:
    return re.compile(
        "我[们司方局这]?|这边|专员|同事|工程师|客服|小二|妹子|小妹|师傅|快递员|仓库|财务|平台|商家|卖家|店家|银行|部门"
        "|人员|放心|[会将]"
    )


@cache
def _asks() -> re.Pattern[str]:
    return re.compile("(?:内|前)?(?:请|麻烦|烦请|建议|您需|您可|您要|务必|记得)")


@cache
def _promises() -> re.Pattern[str]:
    return re.compile(
        "[给为帮替与和跟向]您|(?:联系|回复|通知|告知|答复|告诉|退还?给)您|我们|这边|专员|工作人员|会|将|到账|送达"
        "|收到(?:退款|货|回复|短信|通知)"
    )
