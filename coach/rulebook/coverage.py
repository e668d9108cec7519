"""Rulebook → how far its phrases reach: for each family, how many fit in each scene where it is looked for. Floor 4.

Pure. A family is looked for in a scene unless the check × scene matrix or the rules themselves say not. A phrase fits
in a scene that it names, and in every scene when it names none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach.rulebook.scenes import OFF
from coach.rulebook.situation import SCENES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from coach.rulebook.phrasebook import Phrase
    from coach.rulebook.rule import Rule, Rulebook


class Reach(NamedTuple):
    """One family's phrases; `counts` has a scene for each in which it is looked for."""

    family: str
    title: str
    phrases: tuple[Phrase, ...]
    counts: Mapping[str, int]

    @property
    def gaps(self) -> tuple[str, ...]:
        """The scenes in which something is found and nothing can be said instead."""
        return tuple(scene for scene, count in self.counts.items() if not count)


def reaches(rulebook: Rulebook, fits: Callable[[Phrase], bool] = lambda phrase: True) -> tuple[Reach, ...]:
    """Measure every family by the phrases that stand alone and that `fits` lets pass, in the order of the rules."""
    families: dict[str, list[Rule]] = {}
    for rule in rulebook.rules:
        families.setdefault(rule.family, []).append(rule)
    measured = []
    for family, rules in families.items():
        phrases = tuple(phrase for phrase in _phrases(rules, rulebook) if phrase.stands_alone and fits(phrase))
        scenes = (scene for scene in SCENES if any(_applies(rule, scene, rulebook) for rule in rules))
        counts = {scene: sum(_stands_in(phrase, scene) for phrase in phrases) for scene in scenes}
        measured.append(Reach(family, rules[0].title, phrases, counts))
    return tuple(measured)


def _phrases(rules: list[Rule], rulebook: Rulebook) -> Iterator[Phrase]:
    """Give the phrases that the rules of a family offer, each once."""
    topics = dict.fromkeys(topic for rule in rules for topic in rule.rewrites if topic.isascii())
    yield from dict.fromkeys(phrase for topic in topics for phrase in rulebook.phrasebook.topics.get(topic, ()))


def _applies(rule: Rule, scene: str, rulebook: Rulebook) -> bool:
    return (rule.scenes.get(scene) or rulebook.compiled["matrix"].get(rule.family, {}).get(scene, "")) != OFF


def _stands_in(phrase: Phrase, scene: str) -> bool:
    return not phrase.scenes or scene in phrase.scenes
