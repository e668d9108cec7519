"""Review → the spots of a draft to be rewritten, each with what its words are doing. Floor 5; pure.

Findings that overlap or share a clause are one spot: they are solved together.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.model import Finding
    from coach.reading import Reading
    from coach.rulebook.phrasebook import Phrasebook
    from coach.rulebook.rule import Rule

BY_WORDS = (  # what a sentence is doing, when the rule's topics do not say: the first that fits
    ("道歉", ("抱歉", "对不起", "不好意思", "歉意", "致歉")),
    ("求谅解", ("谅解", "见谅", "体谅", "包涵", "理解一下")),
    ("拒绝", ("不能", "无法", "不行", "不支持", "没办法", "办不了", "恕", "不可以")),
    ("不知道", ("不清楚", "不知道", "不确定", "应该是")),
    ("等待", ("稍等", "稍候", "耐心", "等待", "等候")),
    ("解释", ("由于", "因为", "原因", "导致")),
    (
        "承诺",
        ("会", "将", "尽快", "马上", "处理", "跟进", "回复", "答复", "联系", "通知", "反馈", "安排", "核实", "办理"),
    ),
)
UNKNOWN = "语气"
GENERAL = frozenset({"下一步", "照应"})  # what is missing from a reply is said best by what is said instead


@dataclass(frozen=True)
class Spot:
    """A place where something is wrong. `extent`: what is flagged; `clauses`: those it lies in (folded text)."""

    findings: tuple[Finding, ...]
    extent: Span
    clauses: Span
    sentence: Span
    intents: tuple[str, ...]
    topics: tuple[str, ...]
    declared: bool  # whether the rule's topics say what the sentence does; else it is told by its words

    @property
    def missing(self) -> bool:
        """Tell whether it marks a thing that is not there."""
        return self.extent.start == self.extent.end

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that have spoken here."""
        return tuple(dict.fromkeys(finding.rule for finding in self.findings))


def folded_span(reading: Reading, span: Span) -> Span:
    """Carry a span of the draft to the folded text."""
    folded = reading.folded
    if not folded.cuts:
        return span
    places = range(len(folded.text))
    start = bisect_left(places, span.start, key=folded.origin)
    return Span(start, max(start, bisect_left(places, span.end, key=folded.origin)))


def spots(
    findings: Iterable[Finding], reading: Reading, rules: Mapping[str, Rule], phrasebook: Phrasebook
) -> tuple[Spot, ...]:
    """Gather findings into spots, in order of place."""
    groups: list[tuple[Span, Span, list[Finding]]] = []
    for finding in sorted(findings, key=lambda finding: finding.span):
        extent = folded_span(reading, finding.span)
        clauses = _clauses(reading, extent)
        last = groups[-1] if groups else None
        if last and _one(last[0], extent) and clauses.start < last[1].end:
            groups[-1] = (_joined(last[0], extent), _joined(last[1], clauses), [*last[2], finding])
        elif last and extent == last[0]:
            groups[-1] = (last[0], last[1], [*last[2], finding])
        else:
            groups.append((extent, clauses, [finding]))
    return tuple(_spot(*group, reading, rules, phrasebook) for group in groups)


def _spot(
    extent: Span,
    clauses: Span,
    found: list[Finding],
    reading: Reading,
    rules: Mapping[str, Rule],
    phrasebook: Phrasebook,
) -> Spot:
    gravest = sorted(found, key=lambda finding: -finding.severity)
    topics = tuple(
        dict.fromkeys(
            topic
            for finding in gravest
            if finding.rule in rules
            for topic in rules[finding.rule].rewrites
            if topic.isascii()
        )
    )
    intents = tuple(dict.fromkeys(intent for topic in topics for intent in phrasebook.intents_of(topic)))
    last = max(extent.start, extent.end - 1)
    sentence = Span(reading.sentence_at(extent.start).start, reading.sentence_at(last).end)
    declared = bool(intents)
    if not declared:
        intents = _by_words(reading.text[sentence.start : sentence.end])
    intents = tuple(sorted(intents, key=lambda intent: intent in GENERAL))
    return Spot(tuple(gravest), extent, clauses, sentence, intents, topics, declared)


def _by_words(said: str) -> tuple[str, ...]:
    return tuple(intent for intent, words in BY_WORDS if any(word in said for word in words)) or (UNKNOWN,)


def _clauses(reading: Reading, extent: Span) -> Span:
    last = max(extent.start, extent.end - 1)
    return Span(reading.clause_at(extent.start).start, reading.clause_at(last).end)


def _one(one: Span, other: Span) -> bool:
    """Tell whether two flagged stretches of a clause are solved together: they meet."""
    return one.start < one.end and other.start < min(one.end, other.end)


def _joined(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))
