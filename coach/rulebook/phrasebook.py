"""Words to send instead: phrases, how they are ranked for a flagged sentence, and how they are searched. Floor 4.

The one door to rapidfuzz.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from coach.rulebook.region import may_stand_in
from coach.rulebook.situation import GENERAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

DEFAULT_REGION = "zh-CN"
AS_FLAGGED = "<原文>"  # among `words`: whatever the rule has flagged
LIVELY = "活泼"  # not for every ear: only where it is asked for, or for want of others
LEAST_LIKENESS = 60.0  # rapidfuzz partial ratio (0–100) below which a search hit is noise


class Place(StrEnum):
    """Where in a draft a phrase may stand."""

    span = "span"  # instead of, before or behind certain words of the flagged clause
    clause = "clause"  # instead of the flagged clause
    sentence = "sentence"  # instead of the flagged sentence
    after = "after"  # behind the flagged clause; behind its sentence when the phrase is one itself
    opening = "opening"  # after the greeting
    closing = "closing"  # at the end, before the goodbye
    drop = "drop"  # no words at all: the flagged clause goes


class Put(StrEnum):
    """How a `span` phrase stands to the words it names."""

    instead = "instead"
    before = "before"
    behind = "behind"


INTENTS = (  # what a sentence is doing: a phrase says which of them it does better
    "承诺", "转交", "进度", "等待", "联系", "改进", "打包票", "拒绝", "解释", "推给别人", "归咎", "不知道", "道歉",
    "求谅解", "口号", "收尾", "填空", "多余", "下一步", "承认", "照应", "语气", "红线",
    "拦投诉", "反问", "说教", "命令", "否定情绪", "施恩", "转折", "导流", "索要", "泄露", "诱导评价",
    "霸王条款", "极限词", "越权", "错字", "轻浮",
)  # fmt: skip


class Phrase(NamedTuple):
    """One entry of a phrasebook; empty `scenes` and `tone` fit everywhere. Slots stand in `text` as <时限>.

    `auto`: it says nothing the draft does not, slots aside, and so may be put in unasked. `words` (folded) are what a
    `span` phrase looks for; of `needs` one must stand in the clause, of `around` in its sentence, of `unless` none; of
    `about` one must stand anywhere in the reply or in the customer's message: it presumes what they speak of.
    """

    id: str
    topic: str
    scenes: tuple[str, ...]
    tone: str
    region: str
    authority: str
    text: str
    note: str
    place: Place = Place.sentence
    intents: tuple[str, ...] = ()
    auto: bool = False
    put: Put = Put.instead
    words: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: Sequence[Any]) -> Phrase:
        """Make a phrase of a compiled row."""
        id_, topic, scenes, tone, region, authority, text, note, place, intents, auto, put, *lists = row
        words, needs, around, unless, about = map(tuple, lists)
        told = (id_, topic, tuple(scenes), tone, region, authority, text, note)
        return cls(*told, Place(place), tuple(intents), auto, Put(put), words, needs, around, unless, about)

    def suits(self, scene: str) -> bool:
        """Tell whether it may be said in a scene: its own, or any when it names none or the general one."""
        return not self.scenes or scene in self.scenes or GENERAL in self.scenes

    @property
    def stands_alone(self) -> bool:
        """Tell whether it can be read by itself: a suggestion, not a piece of a sentence."""
        return self.place not in (Place.span, Place.drop)


class Wanted(NamedTuple):
    """Which phrases somebody looks for; what is not said fits all. `levels`: whose phrases may be offered."""

    scene: str | None = None
    tone: str | None = None
    region: str | None = None
    levels: tuple[str, ...] = ()

    def lets(self, phrase: Phrase) -> bool:
        """Tell whether a phrase is one of them: it stands alone and every filter fits."""
        return (
            phrase.stands_alone
            and (not self.scene or not phrase.scenes or self.scene in phrase.scenes)
            and (not self.tone or phrase.tone in ("", self.tone))
            and (not self.region or phrase.region == self.region)
            and (not self.levels or phrase.authority in self.levels)
        )


ANY = Wanted()


@dataclass(frozen=True)
class Phrasebook:
    """All phrases, in the order of their files."""

    phrases: tuple[Phrase, ...]

    @classmethod
    def of(cls, rows: Iterable[Sequence[Any]]) -> Phrasebook:
        """Make a phrasebook of compiled rows."""
        return cls(tuple(map(Phrase.of, rows)))

    @cached_property
    def topics(self) -> Mapping[str, tuple[Phrase, ...]]:
        """The phrases of each topic, and of each topic's parent (promise holds promise.deadline)."""
        topics: dict[str, list[Phrase]] = {}
        for phrase in self.phrases:
            parts = phrase.topic.split(".")
            for depth in range(1, len(parts) + 1):
                topics.setdefault(".".join(parts[:depth]), []).append(phrase)
        return {topic: tuple(phrases) for topic, phrases in topics.items()}

    @cached_property
    def by_intent(self) -> Mapping[str, tuple[Phrase, ...]]:
        """The phrases that may be put in unasked, by the intents they serve, in the order of their files."""
        found: dict[str, list[Phrase]] = {}
        for phrase in self.phrases:
            for intent in phrase.intents if phrase.auto else ():
                found.setdefault(intent, []).append(phrase)
        return {intent: tuple(phrases) for intent, phrases in found.items()}

    def intents_of(self, topic: str) -> tuple[str, ...]:
        """Say what the phrases of a topic do."""
        return next((phrase.intents for phrase in self.topics.get(topic, ()) if phrase.intents), ())

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
        """Choose phrases for a flagged sentence: for its scene or any, of its region and such as `may` be said; best by
        scene, tone, topic order, likeness. Where a Traditional region has none, what reads as neutral of the other."""
        chosen = [
            phrase
            for topic in topics
            for phrase in self.topics.get(topic, ())
            if phrase.stands_alone and phrase.suits(scene)
        ]
        own = [phrase for phrase in chosen if phrase.region == region and may(phrase)]
        chosen = own or [
            phrase for phrase in chosen if may_stand_in(phrase.text, phrase.region, region) and may(phrase)
        ]

        def fit(phrase: Phrase) -> tuple[int, int]:
            in_scene = 2 if scene in phrase.scenes else 1 if not phrase.scenes else 0
            return in_scene, int(phrase.tone in ("", tone) if tone else phrase.tone != LIVELY)

        ranked = sorted(dict.fromkeys(chosen), key=fit, reverse=True)
        if len(ranked) > limit and fit(ranked[limit - 1]) == fit(ranked[limit]):
            from rapidfuzz.fuzz import ratio

            ranked.sort(key=lambda phrase: (*fit(phrase), ratio(phrase.text, sentence)), reverse=True)
        return tuple(ranked[:limit])

    def search(self, words: str, limit: int, wanted: Wanted = ANY) -> tuple[Phrase, ...]:
        """Find phrases by words, however inexactly; with no words all that are wanted, in the order of their files."""
        from rapidfuzz.fuzz import partial_ratio

        from coach.reading.fold import fold_word

        asked = [fold_word(word) for word in words.split()]
        phrases = filter(wanted.lets, self.phrases)
        if not asked:
            return tuple(islice(phrases, limit))
        scored = []
        for phrase in phrases:
            text = fold_word(f"{phrase.topic} {phrase.text} {phrase.note}")
            score = sum(100.0 if word in text else partial_ratio(word, text) for word in asked) / len(asked)
            if score >= LEAST_LIKENESS:
                scored.append((score, phrase))
        scored.sort(key=lambda pair: -pair[0])
        return tuple(phrase for _, phrase in scored[:limit])


def likeness(sentence: str, sentences: Sequence[str], least: int) -> bool:
    """Tell whether a sentence is at least `least` (0–100) like one of the given ones."""
    from rapidfuzz.fuzz import ratio

    return any(ratio(sentence, other, score_cutoff=least) >= least for other in sentences)
