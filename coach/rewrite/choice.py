"""Spots of a draft → for each the edits that would do, best first. Floor 5; pure.

The order is that of the phrasebooks: of a topic's phrases those of the draft's region, best by scene and tone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.model import Safety
from coach.rewrite.edits import Edit
from coach.rewrite.fit import fitted
from coach.rulebook.phrasebook import DEFAULT_REGION, Place
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coach.model import Finding
    from coach.rewrite.sheet import Sheet
    from coach.rewrite.spots import Spot
    from coach.rulebook.phrasebook import Phrase, Phrasebook

HELPS = frozenset(
    {"承诺", "转交", "进度", "等待", "联系", "改进", "拒绝", "推给别人", "不知道", "下一步"}
)  # done better

CAREFUL = (Place.span, Place.after)  # all that is done where the rule does not say what its sentences do


def corrections(sheet: Sheet, findings: Iterable[Finding]) -> Iterator[Edit]:
    """Give what rules put in the place of certain words: what the draft meant, or what the team says."""
    for finding in findings:
        for rewrite in finding.rewrites:
            span = rewrite.span
            exact = rewrite.phrase is None and rewrite.safety is Safety.safe and not rewrite.slots
            if exact and span.start < span.end and finding.span.holds(span):
                if not sheet.loses(span, rewrite.text, Span(0, 0)):
                    yield Edit(span, rewrite.text, Place.span, (finding.rule,), finding.message)


@dataclass(frozen=True)
class Chooser:
    """Chooses for one sheet."""

    sheet: Sheet
    phrasebook: Phrasebook

    def edits(self, spot: Spot, helped: bool = False) -> tuple[Edit, ...]:
        """Give every edit that may be made at a spot unasked, best first.

        `helped`: elsewhere the reply will be made to give the customer a time, a choice or a person to hold on to.
        """
        helped = helped or self.sheet.helped
        found: dict[tuple[object, str], Edit] = {
            (edit.span, edit.text): edit for edit in corrections(self.sheet, spot.findings)
        }
        for phrase in self._phrases(spot):
            edit = fitted(phrase, spot, self.sheet, helped)
            if edit is not None and (spot.declared or edit.place in CAREFUL or phrase.topic in spot.topics):
                found.setdefault((edit.span, edit.text), edit)
        return tuple(found.values())

    def _phrases(self, spot: Spot) -> Iterator[Phrase]:
        by_intent: Mapping[str, tuple[Phrase, ...]] = self.phrasebook.by_intent
        own = [phrase for topic in spot.topics for phrase in self.phrasebook.topics.get(topic, ()) if phrase.auto]
        for intent in spot.intents:
            yield from self._best(by_intent.get(intent, ()))
        yield from self._best(own)

    def _best(self, phrases: Iterable[Phrase]) -> Iterator[Phrase]:
        """Give the phrases of the region by topic; of whole clauses and sentences one of a topic is enough."""
        topics: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            topics.setdefault(phrase.topic, []).append(phrase)
        for group in filter(None, map(self._of_region, topics.values())):
            if group[0].place is Place.span:
                yield from group
            else:
                yield max(group, key=self._fit)

    def _of_region(self, phrases: list[Phrase]) -> list[Phrase]:
        """Leave those of the region; where a Traditional one has none, those of the other."""
        own = [phrase for phrase in phrases if phrase.region == self.region]
        if own or self.region == DEFAULT_REGION:
            return own
        return [phrase for phrase in phrases if phrase.region != DEFAULT_REGION]

    @staticmethod
    def helps(spot: Spot) -> bool:
        """Tell whether a spot, once rewritten, gives the customer something to hold on to."""
        return not HELPS.isdisjoint(spot.intents)

    @property
    def region(self) -> str:
        """The region whose words are used."""
        return self.sheet.voice.region or DEFAULT_REGION

    def _fit(self, phrase: Phrase) -> tuple[int, int]:
        scene = self.sheet.review.scene.id
        in_scene = 2 if scene in phrase.scenes else 1 if not phrase.scenes else 0
        return in_scene, int(phrase.tone in ("", self.sheet.voice.tone))
