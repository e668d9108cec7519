"""Waivers in the comments of a YAML or Markdown library. Floor 6; pure.

    # coach-ignore vague-promise 至 2026-12-31：大促期间由主管跟进
    <!-- coach-ignore vague-promise, opaque-wait：系统通知，不由客服发送 -->

A comment speaks of the entry it stands in or behind on the same line, else of the next one.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from coach.errors import Failure
from coach.lint.waivers import Waiver
from coach.text import Source, Span
from coach.wording import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from coach.text import Draft

WORD = "coach-ignore"
YAML = re.compile(rf"(?:^|(?<=[ \t]))#[ \t]*({WORD}\b[^\r\n]*)", re.MULTILINE)
MARKDOWN = re.compile(rf"<!--\s*({WORD}\b.*?)\s*-->", re.DOTALL)
SAID = re.compile(
    rf"{WORD}[ \t]+(?P<rules>[\w.-]+(?:[ \t]*[,，、][ \t]*[\w.-]+)*)"
    r"(?:[ \t]*(?:至|until[ \t])[ \t]*(?P<until>\d{4}-\d\d-\d\d))?(?:\s*[:：]\s*(?P<reason>.*?))?\s*",
    re.DOTALL,
)
SIGNS = {"yaml": YAML, "markdown": MARKDOWN}


def comment_waivers(entries: Sequence[Draft], known: Collection[str]) -> Iterator[Waiver | Failure]:
    """Find the waivers written beside entries; one that cannot be understood is a Failure of its file."""
    numbered = enumerate(entries)
    for _, group in groupby(numbered, key=lambda pair: id(pair[1].source)):
        members = list(group)
        source = members[0][1].source
        if WORD in source.text:
            kind = "yaml" if source.name.lower().endswith((".yaml", ".yml")) else "markdown"
            yield from _in_source(source, members, SIGNS[kind], known)


def _in_source(
    source: Source, members: list[tuple[int, Draft]], sign: re.Pattern[str], known: Collection[str]
) -> Iterator[Waiver | Failure]:
    for hit in sign.finditer(source.text):
        if sign is YAML and any(draft.extent.start < hit.start() < draft.extent.end for _, draft in members):
            continue  # inside a scalar a # is a word like any other
        number = _beside(source, members, hit.start())
        if number is None:
            continue
        line = source.position(hit.start()).line
        said = SAID.fullmatch(hit[1])
        fault = _fault(said, known)
        if fault or said is None:
            yield Failure(source.name, f"第 {line} 行的 {WORD} {fault}")
            continue
        rules = tuple(re.split(r"[ \t]*[,，、][ \t]*", said["rules"]))
        until = date.fromisoformat(said["until"]) if said["until"] else None
        yield Waiver(rules, "", "", said["reason"] or "", until, source, Span(*hit.span()), number)


def _fault(said: re.Match[str] | None, known: Collection[str]) -> str:
    if said is None:
        return f"写法有误，例如：{WORD} vague-promise 至 2026-12-31：原因"
    for rule in re.split(r"[ \t]*[,，、][ \t]*", said["rules"]):
        if rule not in known:
            return f"里没有“{rule}”这条规则{did_you_mean(rule, known)}"
    try:
        date.fromisoformat(said["until"] or "2000-01-01")
    except ValueError:
        return f"的日期“{said['until']}”不存在"
    return ""


def _beside(source: Source, members: list[tuple[int, Draft]], place: int) -> int | None:
    """Say which entry a comment speaks of; None after the last one."""
    line = source.position(place).line
    for number, draft in members:
        if draft.extent.start <= place < draft.extent.end:
            return number
        if draft.extent.end <= place and source.position(draft.extent.end).line == line:
            return number
    return next((number for number, draft in members if draft.extent.start >= place), None)
