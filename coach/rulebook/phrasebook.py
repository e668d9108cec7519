"""Words to send instead: phrases, how they are ranked for a flagged sentence, and how they are searched. Floor 4.

The one door to rapidfuzz.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

DEFAULT_REGION = "zh-CN"
LEAST_LIKENESS = 60.0  # rapidfuzz partial ratio (0–100) below which a search hit is noise


class Phrase(NamedTuple):
    """One entry of a phrasebook; empty `scenes` and `tone` fit everywhere. Slots stand in `text` as <时限>."""

    id: str
    topic: str
    scenes: tuple[str, ...]
    tone: str
    region: str
    authority: str
    text: str
    note: str


@dataclass(frozen=True)
class Phrasebook:
    """All phrases, in the order of their files."""

    phrases: tuple[Phrase, ...]

    @classmethod
    def of(cls, rows: Iterable[Sequence[Any]]) -> Phrasebook:
        """Make a phrasebook of compiled rows."""
        return cls(tuple(Phrase(row[0], row[1], tuple(row[2]), *row[3:]) for row in rows))

    @cached_property
    def topics(self) -> Mapping[str, tuple[Phrase, ...]]:
        """The phrases of each topic, and of each topic's parent (promise holds promise.deadline)."""
        topics: dict[str, list[Phrase]] = {}
        for phrase in self.phrases:
            parts = phrase.topic.split(".")
            for depth in range(1, len(parts) + 1):
                topics.setdefault(".".join(parts[:depth]), []).append(phrase)
        return {topic: tuple(phrases) for topic, phrases in topics.items()}

    def suggest(
        self,
        topics: Sequence[str],
        sentence: str,
        *,
        scene: str,
        region: str,
        tone: str | None,
        limit: int,
        may: Callable[[Phrase], bool] = lambda phrase: True,
    ) -> tuple[Phrase, ...]:
        """Choose phrases for a flagged sentence: of its region and such as `may` be said; best by scene, tone, topic
        order, likeness."""
        chosen = [phrase for topic in topics for phrase in self.topics.get(topic, ()) if may(phrase)]
        chosen = [phrase for phrase in chosen if phrase.region == region] or [
            phrase for phrase in chosen if region != DEFAULT_REGION and phrase.region != DEFAULT_REGION
        ]

        def fit(phrase: Phrase) -> tuple[int, int]:
            in_scene = 2 if scene in phrase.scenes else 1 if not phrase.scenes else 0
            return in_scene, int(tone is None or phrase.tone in ("", tone))

        ranked = sorted(dict.fromkeys(chosen), key=fit, reverse=True)
        if len(ranked) > limit and fit(ranked[limit - 1]) == fit(ranked[limit]):
            from rapidfuzz.fuzz import ratio

            ranked.sort(key=lambda phrase: (*fit(phrase), ratio(phrase.text, sentence)), reverse=True)
        return tuple(ranked[:limit])

    def search(
        self, words: str, limit: int, *, scene: str | None = None, tone: str | None = None, region: str | None = None
    ) -> tuple[Phrase, ...]:
        """Find phrases by words, however inexactly; every filter that is given must fit."""
        from rapidfuzz.fuzz import partial_ratio

        from coach.reading.fold import fold_word

        wanted = [fold_word(word) for word in words.split()]
        scored = []
        for phrase in self.phrases:
            if (scene and phrase.scenes and scene not in phrase.scenes) or (region and phrase.region != region):
                continue
            if tone and phrase.tone and phrase.tone != tone:
                continue
            text = fold_word(f"{phrase.topic} {phrase.text} {phrase.note}")
            score = sum(100.0 if word in text else partial_ratio(word, text) for word in wanted) / max(len(wanted), 1)
            if score >= LEAST_LIKENESS:
                scored.append((score, phrase))
        scored.sort(key=lambda pair: -pair[0])
        return tuple(phrase for _, phrase in scored[:limit])


def likeness(sentence: str, sentences: Sequence[str], least: int) -> bool:
    """Tell whether a sentence is at least `least` (0–100) like one of the given ones."""
    from rapidfuzz.fuzz import ratio

    return any(ratio(sentence, other, score_cutoff=least) >= least for other in sentences)
