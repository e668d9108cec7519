"""A rule as the kernel uses it, and the rulebook that holds them all. Floor 4.

Everything here is made of a compiled rulebook (plain JSON-able data), lazily: a rule's matchers are built when its
words first occur in a draft.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from coach.model import Axis, RuleFacts, Severity
from coach.rulebook.index import Clauses, Index, Triggers
from coach.rulebook.matchers import Builder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coach.reading.segment import Segmenter
    from coach.rulebook.correcting import Correction
    from coach.rulebook.index import Needs, Seen
    from coach.rulebook.matchers import Spec
    from coach.rulebook.matchers.base import Matcher
    from coach.rulebook.phrasebook import Phrasebook


def rule_key(name: str) -> str:
    """Name the matchers of a rule or strength."""
    return f"rule {name}"


def cue_key(name: str) -> str:
    """Name the matcher of a cue."""
    return f"cue {name}"


@dataclass(frozen=True)
class Rule:
    """One rule. `scenes` maps a scene to `off`, `up`, `down` or a severity's name."""

    id: str
    title: str
    pack: str
    severity: Severity
    axis: Axis
    scope: str
    message: str
    rewrites: tuple[str, ...]
    scenes: Mapping[str, str]
    once: bool
    structure: bool
    needs: Needs
    read_specs: Callable[[], tuple[Spec, Spec | None, list[list[str]]]]
    builder: Builder

    @cached_property
    def family(self) -> str:
        """The id up to the first dot."""
        return self.id.split(".", 1)[0]

    @cached_property
    def when(self) -> Matcher:
        """What the rule looks for."""
        return self.builder.build(self._specs[0])

    @cached_property
    def unless(self) -> Matcher | None:
        """What excuses a match."""
        unless = self._specs[1]
        return self.builder.build(unless) if unless else None

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """The wrong words that it puts right, the longest first."""
        from coach.rulebook.correcting import Correction  # not at the top: most drafts are spelt well

        return tuple(Correction(*row) for row in self._specs[2])

    @cached_property
    def _specs(self) -> tuple[Spec, Spec | None, list[list[str]]]:
        return self.read_specs()


@dataclass(frozen=True)
class Rulebook:
    """All rules that are on, the words they need, and the phrasebook.

    `compiled` is what the loader made; `read_spec` gives the matchers of a rule or cue by their key, when needed.
    """

    compiled: Mapping[str, Any]
    read_spec: Callable[[str], Any]
    read_facts: Callable[[], Any]
    read_phrases: Callable[[], Any]

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules, in the order of their files."""
        return tuple(self._rule(data) for data in self.compiled["rules"])

    def candidates(self, seen: Seen) -> tuple[Rule, ...]:
        """The rules that may have something to say of a text in which this was seen."""
        return tuple(self.rules[number] for number in self._triggers.numbers(seen))

    @cached_property
    def _triggers(self) -> Triggers:
        return Triggers([rule.needs for rule in self.rules])

    @cached_property
    def strengths(self) -> tuple[Rule, ...]:
        """What is worth praise: looked for as rules are, never a finding."""
        return tuple(self._rule(data) for data in self.compiled["strengths"])

    def praises(self, seen: Seen) -> tuple[Rule, ...]:
        """The strengths that a text may show in which this was seen."""
        return tuple(self.strengths[number] for number in self._praise_triggers.numbers(seen))

    @cached_property
    def _praise_triggers(self) -> Triggers:
        return Triggers([strength.needs for strength in self.strengths])

    @cached_property
    def _builder(self) -> Builder:
        return Builder(lambda name: self.read_spec(cue_key(name)), self.index.clauses)

    def cue(self, name: str) -> Matcher:
        """The matcher of a cue by its name."""
        return self._builder.cue(name)

    def segmenter(self) -> Segmenter:
        """jieba's words and the packs' own."""
        return self._segmenter

    @cached_property
    def _segmenter(self) -> Segmenter:
        from coach.reading.segment import open_segmenter

        return open_segmenter().with_freqs(self.compiled["words"], self.compiled["total"])

    @cached_property
    def index(self) -> Index:
        """Which words of the rules occur in a text."""
        return Index(Clauses(self.compiled["clauses"]), self.compiled["asked"])

    @cached_property
    def facts(self) -> Mapping[str, RuleFacts]:
        """What is printed of each rule."""
        return MappingProxyType({data["id"]: _facts(data) for data in self.read_facts()})

    @cached_property
    def phrasebook(self) -> Phrasebook:
        """The words to send instead."""
        from coach.rulebook.phrasebook import Phrasebook

        return Phrasebook.of(self.read_phrases()["rows"])

    def _rule(self, data: Mapping[str, Any]) -> Rule:
        return Rule(
            id=data["id"],
            title=data["title"],
            pack=data["pack"],
            severity=Severity(data["severity"]),
            axis=Axis(data["axis"]),
            scope=data["scope"],
            message=data["message"],
            rewrites=tuple(data["rewrites"]),
            scenes=data["scenes"],
            once=data["once"],
            structure=data["structure"],
            needs=tuple(map(tuple, data["needs"])),
            read_specs=partial(self.read_spec, rule_key(data["id"])),
            builder=self._builder,
        )

    @property
    def scene_cues(self) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
        """For each scene: its id, the customer's words that tell it, the draft's words that tell it."""
        return tuple((row[0], tuple(row[1]), tuple(row[2])) for row in self.compiled["scenes"])


def _facts(data: Mapping[str, Any]) -> RuleFacts:
    return RuleFacts(
        id=data["id"],
        title=data["title"],
        pack=data["pack"],
        pack_title=data["pack_title"],
        severity=Severity(data["severity"]),
        axis=Axis(data["axis"]),
        message=data["message"],
        why=data["why"],
        principle=data["principle"],
        flag=tuple(example["text"] for example in data["flag"]),
        passes=tuple(example["text"] for example in data["pass"]),
        rewrites=tuple(data["rewrites"]),
        corrections=tuple(tuple(filter(None, row)) for row in data["corrections"]),
    )
