"""Findings, strengths and signs → Scorecard, by the arithmetic of the rulebook's `scoring`. Floor 5, below the review.

Pure. An axis starts with its base and earns its parts; a part that does not belong to the scene leaves the reckoning
altogether. Findings take points off their axis. What is fatal leaves nothing of the total: no strength makes up for it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from coach.model import Axis, AxisScore, Realm, Scorecard, ScoreLine, Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coach.model import Finding, Strength
    from coach.text import Span

FULL = 100
BASE = "起评"  # the line of what every reply begins with
MEND, ADD = "先改掉「{}」", "补上{}"  # the next step, of a rule or of what earns points


class Facts:
    """All that a score is made of. A plain class: a NamedTuple would cost a cold start a third of a millisecond."""

    __slots__ = ("findings", "has_customer", "named", "scene", "signs", "strengths")

    def __init__(
        self,
        findings: Sequence[Finding],
        named: Mapping[str, tuple[str, Axis]],  # of each rule that found something: its title and axis
        strengths: Sequence[Strength],
        signs: Mapping[str, Span],  # the cues seen, with their places
        scene: str,
        has_customer: bool,
    ) -> None:
        self.findings = findings
        self.named = named
        self.strengths = strengths
        self.signs = signs
        self.scene = scene
        self.has_customer = has_customer

    def on(self, axis: Axis) -> Iterable[Finding]:
        """The findings of an axis."""
        return (finding for finding in self.findings if self.named[finding.rule][1] is axis)


def verdict_of(counts: Mapping[Severity, int]) -> Verdict:
    """Give the verdict: 不可发送 with anything fatal, 需修改 with anything major, else 可发送."""
    if counts.get(Severity.fatal):
        return Verdict.blocked
    return Verdict.revise if counts.get(Severity.major) else Verdict.ready


def scorecard(facts: Facts, scoring: Mapping[str, Any]) -> Scorecard:
    """Reckon a scorecard; without arithmetic it holds the verdict and the counts only."""
    counts = Counter(each.severity for each in facts.findings)
    verdict = verdict_of(counts)
    redline = not any(facts.on(Axis.redline))
    if not scoring.get("axes"):
        return Scorecard(verdict, counts, redline=redline)
    axes = tuple(_axis(Axis(name), data, facts, scoring) for name, data in scoring["axes"].items())
    overall = (*_redline(facts, scoring), *_bonus(facts, scoring))
    return Scorecard(
        verdict,
        counts,
        0 if counts[Severity.fatal] else _total(axes, overall),
        axes,
        redline,
        overall,
        _realm(facts, axes, scoring.get("realms", ())),
    )


def _axis(axis: Axis, data: Mapping[str, Any], facts: Facts, scoring: Mapping[str, Any]) -> AxisScore:
    lines = [ScoreLine(BASE, data["base"], data["base"])]
    lines += [_earned(part, facts) for part in data["parts"] if belongs(part, facts.scene, facts.has_customer)]
    possible, points = sum(line.possible for line in lines), sum(line.points for line in lines)
    deducted = tuple(_taken(facts, axis, scoring.get("deduct", {})))
    share = FULL * points / possible if possible else FULL
    score = _bounded(share + sum(line.points for line in deducted))
    return AxisScore(axis, score, scoring.get("weights", {}).get(axis.value, 1), (*lines, *deducted))


def belongs(part: Mapping[str, Any], scene: str, has_customer: bool) -> bool:
    """Tell whether a part counts in this scene, and with or without a customer's message."""
    return (not part["scenes"] or scene in part["scenes"]) and (has_customer or not part["customer"])


def _earned(part: Mapping[str, Any], facts: Facts) -> ScoreLine:
    spans = [strength.span for strength in facts.strengths if strength.id in part["strengths"]]
    spans += [facts.signs[part["cue"]]] if part["cue"] in facts.signs else []
    return ScoreLine(part["title"], part["points"] if spans else 0, part["points"], min(spans, default=None))


def _taken(facts: Facts, axis: Axis, prices: Mapping[str, int]) -> Iterable[ScoreLine]:
    for each in facts.on(axis):
        if prices.get(each.severity.name):
            yield ScoreLine(facts.named[each.rule][0], -prices[each.severity.name], 0, each.span)


def _redline(facts: Facts, scoring: Mapping[str, Any]) -> Iterable[ScoreLine]:
    return _taken(facts, Axis.redline, scoring.get("redline", {}))


def _bonus(facts: Facts, scoring: Mapping[str, Any]) -> Iterable[ScoreLine]:
    left = scoring.get("bonus", {}).get("most", 0)
    for strength in facts.strengths:
        points = min(scoring["bonus"].get("each", 0), left) if left else 0
        left -= points
        if points:
            yield ScoreLine(strength.title, points, 0, strength.span)


def _total(axes: Sequence[AxisScore], overall: Sequence[ScoreLine]) -> int:
    mean = sum(each.score * each.weight for each in axes) / max(sum(each.weight for each in axes), 1)
    return _bounded(mean + sum(line.points for line in overall))


def _bounded(points: float) -> int:
    return max(0, min(FULL, round(points)))


def _realm(facts: Facts, axes: Sequence[AxisScore], realms: Sequence[Mapping[str, Any]]) -> Realm | None:
    """Climb while each realm's own condition holds; the first that does not gives the step."""
    for level, realm in enumerate(realms):
        step = _step(realm, facts, axes)
        if step:
            return Realm(level, realms[level - 1]["title"] if level else "", realm["title"], step)
    return Realm(len(realms), realms[-1]["title"], "", "") if realms else None


def _step(realm: Mapping[str, Any], facts: Facts, axes: Sequence[AxisScore]) -> str:
    """Say the one step that a realm still wants: mend the gravest fault, add the dearest part, or do what it names."""
    gravest = max(facts.findings, key=lambda each: each.severity, default=None)
    if realm["clean"] and gravest and gravest.severity >= realm["clean"]:
        return MEND.format(facts.named[gravest.rule][0])
    lowest = min(axes, key=lambda each: each.score)
    if lowest.score < realm["least"]:
        missed = max(lowest.lines, key=lambda line: line.possible - line.points)
        return (ADD if missed.possible else MEND).format(missed.title)
    found = {strength.id for strength in facts.strengths}
    return realm["next"] if realm["strengths"] and not found & set(realm["strengths"]) else ""
