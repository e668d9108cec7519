"""Folded text → the facts it states, and what they are about: two entries can be held against each other. Floor 6.

A fact is a number with its unit: 7天, 48小时, 30元, 8折, 1-3个工作日, Chinese numerals too. Hours and days are one
measure, so that 48小时 and 2天 agree. Two entries can disagree only where they have one bearing: their facts, taken in
order, measure the same things, and what stands around them is the same wording; entries for another product, courier
or region differ there as well, and are right to.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from coach.text import Span

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
NUMBER = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?万?|[一二两三四五六七八九十百千万〇零]+"
MEASURES = {  # what a unit measures, and how many of the smallest of its kind it is
    "秒": ("时长", 1 / 60), "分钟": ("时长", 1), "小时": ("时长", 60), "个小时": ("时长", 60), "天": ("时长", 1440),
    "日内": ("时长", 1440), "自然日": ("时长", 1440), "个自然日": ("时长", 1440), "周": ("时长", 10_080),
    "个星期": ("时长", 10_080), "工作日": ("工作日", 1), "个工作日": ("工作日", 1), "个月": ("月", 1), "年": ("月", 12),
    "元": ("钱", 1), "块": ("钱", 1), "块钱": ("钱", 1), "折": ("折", 1), "%": ("百分比", 1), "积分": ("积分", 1),
    "次": ("次", 1), "件": ("件", 1), "倍": ("倍", 1), "公斤": ("重量", 1), "kg": ("重量", 1), "点": ("钟点", 1),
}  # fmt: skip
UNIT = "|".join(sorted(map(re.escape, MEASURES), key=len, reverse=True))
FACT = re.compile(
    rf"(?P<sign>[¥$]) ?(?P<price>(?:\d{1, 3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?)(?:元)?"
    rf"|(?<![\d.第])(?P<low>{NUMBER})(?:[-~—至到](?P<high>{NUMBER}))?(?P<unit>{UNIT})(?!年|月|日|号)"
)
VAGUE = frozenset("一 一二 两三 三四".split())  # 一天, 一次, 一点: more often a manner of speaking than a number
SOFT = re.compile(r"[\W_]|亲|您好|你好|您|你|哦|呢|哈|呀|啦|喔|噢|请|的|了|嗯|~")  # what may differ around equal facts


class Fact(NamedTuple):
    """A number with its unit: what it measures, from how much to how much, and its place in the folded text."""

    measure: str
    low: float
    high: float
    span: Span


def facts(text: str) -> tuple[Fact, ...]:
    """Find the facts of a folded text, in order."""
    found = []
    for hit in FACT.finditer(text):
        if hit["sign"]:
            price = _value(hit["price"])
            found.append(Fact("钱", price, price, Span(*hit.span())))
        elif hit["low"] not in VAGUE:
            measure, size = MEASURES[hit["unit"]]
            low = _value(hit["low"]) * size
            high = _value(hit["high"]) * size if hit["high"] else low
            found.append(Fact(measure, low, high, Span(*hit.span())))
    return tuple(found)


def bearing(text: str, found: tuple[Fact, ...]) -> str:
    """Give what the facts of a folded text are about: the wording around them and what they measure."""
    pieces, last = [], 0
    for fact in found:
        pieces.append(SOFT.sub("", text[last : fact.span.start]) + f"#{fact.measure}#")
        last = fact.span.end
    return "".join([*pieces, SOFT.sub("", text[last:])])


def first_difference(mine: tuple[Fact, ...], theirs: tuple[Fact, ...]) -> tuple[Fact, Fact] | None:
    """Find the first pair of facts that differ, of two texts with one bearing."""
    for left, right in zip(mine, theirs, strict=True):
        if (left.low, left.high) != (right.low, right.high):
            return left, right
    return None


def _value(number: str) -> float:
    """Read 1,200 or 3.5万 or 二十五."""
    if number[0].isdigit():
        times = 10_000 if number.endswith("万") else 1
        return float(number.rstrip("万").replace(",", "").replace("，", "")) * times
    total = section = digit = 0
    for character in number:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character == "万":
            total, section, digit = (total + section + digit) * UNITS[character], 0, 0
        else:
            section, digit = section + (digit or 1) * UNITS[character], 0
    return float(total + section + digit)
