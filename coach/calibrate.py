"""Labelled replies + rulebook → how far the rules agree with people, family by family. Floor 6. Reads no file.

A family is judged on every row but those that doubt it. Only families that the labels cover are judged: those labelled
or doubted somewhere, or those named. Intervals are Wilson's at 95 %.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coach.model import Severity
from coach.review import review_many
from coach.rulebook.situation import CHANNELS, REGIONS, SCENES, Situation
from coach.text import Draft
from coach.wording import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from coach.intake.labelled import Labelled
    from coach.model import Review
    from coach.rulebook.rule import Rulebook
    from coach.text import Span

Z = 1.96  # 95 %
SETTINGS: Mapping[str, Mapping[str, str]] = MappingProxyType({"scene": SCENES, "channel": CHANNELS, "region": REGIONS})


class Interval(NamedTuple):
    """A share with its Wilson interval; all None where there is nothing to take a share of."""

    share: float | None
    low: float | None
    high: float | None


class Confusion(NamedTuple):
    """A row where coach and people differ: a label missed (no rule), or a finding of a rule that nobody marked."""

    row: Labelled
    rule: str
    span: Span | None  # in the reply; None for a missed label


class Agreement(NamedTuple):
    """The table of one family: rows where both say yes, only the coach, only people, neither."""

    both: int
    coach_only: int
    people_only: int
    neither: int

    @property
    def positives(self) -> int:
        """Rows that people labelled."""
        return self.both + self.people_only

    @property
    def precision(self) -> Interval:
        """Of the coach's, the share that people agree with."""
        return wilson(self.both, self.both + self.coach_only)

    @property
    def recall(self) -> Interval:
        """Of people's, the share that the coach sees."""
        return wilson(self.both, self.positives)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two."""
        whole = 2 * self.both + self.coach_only + self.people_only
        return 2 * self.both / whole if whole else None

    @property
    def kappa(self) -> float | None:
        """Cohen's κ: agreement beyond chance; None where chance alone explains all."""
        total = sum(self)
        if not total:
            return None
        coach, people = (self.both + self.coach_only) / total, self.positives / total
        chance = coach * people + (1 - coach) * (1 - people)
        return ((self.both + self.neither) / total - chance) / (1 - chance) if chance < 1 else None

    def __add__(self, other: tuple[int, ...]) -> Agreement:  # type: ignore[override]
        """Pool two tables."""
        return Agreement(*(one + two for one, two in zip(self, other, strict=True)))


NOBODY = Agreement(0, 0, 0, 0)


@dataclass(frozen=True)
class Calibration:
    """What a calibration found; families in order of their positives."""

    rows: int
    families: Mapping[str, Agreement]
    confusions: Mapping[str, tuple[Confusion, ...]]
    uncovered: Mapping[str, int]  # families found that no label covers: rows
    silent: tuple[str, ...]  # rules that never fired
    clean_rows: int  # rows without label or doubt
    clean_hit: int  # those with a finding of major or worse
    unknown: tuple[str, ...] = ()  # labels that no rule is named after
    crashed: tuple[str, ...] = ()  # rules that broke, with the row

    @property
    def total(self) -> Agreement:
        """All families pooled: the micro average."""
        return sum(self.families.values(), NOBODY)


def wilson(hits: int, of: int) -> Interval:
    """Give a share and its Wilson score interval at 95 %."""
    if not of:
        return Interval(None, None, None)
    share = hits / of
    middle, half = share + Z * Z / (2 * of), Z * math.sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    scale = 1 + Z * Z / of
    low, high = (middle - half) / scale, (middle + half) / scale
    return Interval(share, min(max(0.0, low), share), max(min(1.0, high), share))  # rounding must not cross the share


@dataclass
class _Count:
    """What has been counted so far; thrown away afterwards."""

    tables: Counter[tuple[str, bool, bool]] = field(default_factory=Counter)
    confusions: dict[str, list[Confusion]] = field(default_factory=dict)
    uncovered: Counter[str] = field(default_factory=Counter)
    fired: set[str] = field(default_factory=set)
    crashed: list[str] = field(default_factory=list)
    clean: int = 0
    clean_hit: int = 0


def calibrate(rows: Iterable[Labelled], rulebook: Rulebook, families: Collection[str] = ()) -> Calibration:
    """Review every row and compare. `families` names what the labels cover, when that is more than what is labelled."""
    rows = tuple(rows)
    covered = set(families) or {family for row in rows for family in (*row.labels, *row.doubt)}
    count = _Count()
    for row in rows:
        (judged,) = review_many([Draft.of(row.reply)], rulebook, _situation(row))
        _compare(row, judged, covered, count)
    tables = {family: _table(family, count) for family in covered}
    order = sorted(covered, key=lambda family: (-tables[family].positives, family))
    known = {rule.family for rule in rulebook.rules}
    return Calibration(
        len(rows),
        {family: tables[family] for family in order},
        {family: tuple(count.confusions.get(family, ())) for family in order},
        dict(count.uncovered.most_common()),
        tuple(rule.id for rule in rulebook.rules if rule.id not in count.fired),
        count.clean,
        count.clean_hit,
        tuple(sorted(covered - known)),
        tuple(count.crashed),
    )


def unknown_setting(row: Labelled) -> str:
    """Say what a row calls its scene, channel or region when that is not one; an empty string when all is well."""
    for name, known in SETTINGS.items():
        word = row.situation.get(name)
        if word is not None and word not in known:
            return f"{name} 不认识“{word}”{did_you_mean(word, known)}"
    return ""


def _situation(row: Labelled) -> Situation:
    said = row.situation.get
    return Situation(said("customer"), said("scene"), said("channel"), said("region"))


def _compare(row: Labelled, judged: Review, covered: Collection[str], count: _Count) -> None:
    found = {finding.rule.split(".", 1)[0]: finding for finding in reversed(judged.findings)}
    count.fired.update(finding.rule for finding in judged.findings)
    count.crashed += [f"第 {row.line} 行：{rule}" for rule in judged.crashed]
    count.uncovered.update(found.keys() - covered)
    if not row.labels and not row.doubt:
        count.clean += 1
        count.clean_hit += any(finding.severity >= Severity.major for finding in judged.findings)
    for family in covered:
        wanted = family in row.labels
        if family in row.doubt and not wanted:
            continue
        count.tables[family, family in found, wanted] += 1
        if wanted is not (family in found):
            finding = found.get(family)
            told = Confusion(row, finding.rule, finding.span) if finding else Confusion(row, "", None)
            count.confusions.setdefault(family, []).append(told)


def _table(family: str, count: _Count) -> Agreement:
    cells = ((True, True), (True, False), (False, True), (False, False))
    return Agreement(*(count.tables[family, found, wanted] for found, wanted in cells))
