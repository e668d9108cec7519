"""An open slot → the answers an agent is likely to want, and whether an answer will do. Floor 7; pure but for today.

A slot that names a time takes only a time expression, as coach.reading.times reads it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach.reading import read
from coach.reading.fold import fold_word
from coach.text import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.rulebook.rule import Rulebook

WITHIN = ("2小时", "24小时", "48小时", "3个工作日")
MOMENTS = ("2分钟", "5分钟", "10分钟")
BY = ("今天18点", "明天12点", "明天18点")
WEEKDAYS = "一二三四五六日"
NOT_TIMES = frozenset("〈〉\n\r")
LONGEST = 120  # characters; a slot takes a few words


def choices(slot: str, today: date, known: Mapping[str, str], remedies: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Offer answers: what the draft or the customer states, the team's remedies, or usual times."""
    name = fold_word(slot)
    if name in known:
        return (known[name],)
    if name in ("补救动作", "补救方案", "已授权补偿"):
        return remedies
    if name in ("时限", "更新间隔"):
        return WITHIN
    if name in ("时长", "等待时长"):
        return MOMENTS
    if name in ("截止时间", "时间点", "下次更新时间", "回访日期", "预计时间"):
        return (*BY, _weekday(today))
    if name in ("预计日期", "日期"):
        return tuple(_day(today + timedelta(days=days)) for days in (1, 2, 3))
    return ()


def is_time_slot(slot: str) -> bool:
    """Tell whether a slot's name asks for a time."""
    return bool(choices(slot, date.min + timedelta(days=7), {})) or any(
        word in fold_word(slot) for word in ("时限", "时间", "日期", "时长")
    )


def fault(slot: str, answer: str, rulebook: Rulebook) -> str | None:
    """Say why an answer will not do; None when it will."""
    if not answer.strip():
        return "还没有写"
    if len(answer) > LONGEST or NOT_TIMES & set(answer):
        return "太长，或带了空位、换行"
    if is_time_slot(slot) and not read(Draft.of(answer), rulebook.segmenter).times:
        return "要写成时间，例如 今天18点、24小时、3个工作日"
    return None


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _weekday(today: date) -> str:
    """Name a day of this week or the next, three days on."""
    day = today + timedelta(days=3)
    week = "下周" if day.isocalendar()[1] != today.isocalendar()[1] else "本周"
    return f"{week}{WEEKDAYS[day.weekday()]}18点"
