"""The words the rooms share: rules' facts, findings, rewrites, reviews, reports. Floor 2; imports floors 1 and 2."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.errors import Failure
    from coach.text import Draft, Span


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


class Scorecard(NamedTuple):
    """The judgement in figures: findings per severity and the verdict."""

    verdict: Verdict
    counts: Mapping[Severity, int]


class Scene(NamedTuple):
    """Where the reply is said: the scene's id, its Chinese title, and whether the user said so or it was inferred."""

    id: str
    title: str
    inferred: bool


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


@dataclass(frozen=True)
class Report:
    """Everything one run has to print."""

    reviews: tuple[Review, ...]
    failures: tuple[Failure, ...]
    rules: Mapping[str, RuleFacts]
