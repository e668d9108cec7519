"""The words the rooms share: rules' facts, findings, rewrites, reviews, reports. Floor 2; imports floors 1 and 2."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.errors import Failure
    from coach.outline import Outline
    from coach.text import Draft, Span


SURE, LIKELY = 0.75, 0.5  # confidence in an inferred scene, from which it may switch checks off, or stands alone


class Severity(IntEnum):
    """How much a finding weighs; comparable."""

    hint = 1
    minor = 2
    major = 3
    fatal = 4

    @property
    def title(self) -> str:
        """The Chinese name."""
        return {1: "提示", 2: "一般", 3: "重要", 4: "致命"}[self]


class Axis(StrEnum):
    """What a rule protects: being understood, being answered, being respected, the law."""

    understanding = "理解"
    response = "回应"
    feeling = "感受"
    redline = "红线"


class Safety(StrEnum):
    """How far a rewrite may be trusted."""

    safe = "SAFE"  # may be put in as it stands
    fill = "FILL"  # complete once its slots are filled
    show = "SHOW"  # advice to read, not text to paste


class Rewrite(NamedTuple):
    """Words to send instead of `span` (empty: put them in there); open slots stand in `text` as 〈时限〉."""

    span: Span
    text: str
    slots: tuple[str, ...]
    safety: Safety
    phrase: str | None  # the phrasebook id, None for a rule's own inline text


class Finding(NamedTuple):
    """One thing a customer would resent, in code points of the draft; an empty span marks a missing thing."""

    rule: str
    severity: Severity
    span: Span
    message: str
    rewrites: tuple[Rewrite, ...] = ()


class Strength(NamedTuple):
    """Something the draft does well, with its place."""

    id: str
    title: str
    span: Span


class Verdict(StrEnum):
    """The one-word judgement of a draft."""

    blocked = "不可发送"
    revise = "需修改"
    ready = "可发送"


class ScoreLine(NamedTuple):
    """One line of the arithmetic: `points` of `possible`, or, where `possible` is 0, simply added or taken."""

    title: str
    points: int
    possible: int = 0
    span: Span | None = None  # where it was seen


class AxisScore(NamedTuple):
    """One axis in points of 100, its weight in the total, and how the points came about."""

    axis: Axis
    score: int
    weight: int
    lines: tuple[ScoreLine, ...]


class Realm(NamedTuple):
    """How far a reply goes: `level` realms are reached (0: none), and the one step that would raise it."""

    level: int
    title: str  # of the realm reached; empty at level 0
    above: str  # the title of the next; empty when all are reached
    step: str


class Scorecard(NamedTuple):
    """The judgement in figures: the verdict, findings per severity, and the score where the rules say how to reckon it.

    `total` is 0–100, 0 with anything fatal; None when no arithmetic is given.
    """

    verdict: Verdict
    counts: Mapping[Severity, int]
    total: int | None = None
    axes: tuple[AxisScore, ...] = ()
    redline: bool = True  # False: something on the axis 红线 was found
    overall: tuple[ScoreLine, ...] = ()  # what was added to or taken from the weighted axes
    realm: Realm | None = None


class Scene(NamedTuple):
    """Where the reply is said: the scene's id, its Chinese title, and whether the user said so or it was inferred."""

    id: str
    title: str
    inferred: bool
    confidence: float = 1.0  # 0–1, how clearly the cues of an inferred scene speak for it; no probability
    rival: str = ""  # the scene whose cues speak just as loud; empty when none does

    @property
    def sureness(self) -> str:
        """The confidence in a word: 高, 中 or 低."""
        return "高" if self.confidence >= SURE else "中" if self.confidence >= LIKELY else "低"


@dataclass(frozen=True)
class Review:
    """All the coach has to say of one draft, findings in order of place."""

    draft: Draft
    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    strengths: tuple[Strength, ...]
    scorecard: Scorecard
    scene: Scene
    crashed: tuple[str, ...] = ()  # rules that broke on this draft: the review is not whole
    outlines: tuple[Outline, ...] = ()  # by the frameworks asked for, and the scene's own when the scene was said


class RuleFacts(NamedTuple):
    """What reports and `coach rule` print of a rule."""

    id: str
    title: str
    pack: str
    pack_title: str
    severity: Severity
    axis: Axis
    message: str
    why: str
    principle: str
    flag: tuple[str, ...]
    passes: tuple[str, ...]
    rewrites: tuple[str, ...]
    corrections: tuple[tuple[str, ...], ...] = ()  # a wrong word, the right one, and this in Traditional where given


@dataclass(frozen=True)
class Report:
    """Everything one run has to print."""

    reviews: tuple[Review, ...]
    failures: tuple[Failure, ...]
    rules: Mapping[str, RuleFacts]
