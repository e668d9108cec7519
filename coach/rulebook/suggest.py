"""A finding's place → up to three rewrites, in the script and region of the draft. Floor 4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.model import Rewrite, Safety
from coach.rulebook.phrasebook import Place
from coach.rulebook.slots import fill, known_slots
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.rulebook.page import Page
    from coach.rulebook.phrasebook import Phrase, Phrasebook
    from coach.rulebook.rule import Rule

LIMIT = 3
BEHIND = (Place.after, Place.closing)


class Suggester:
    """Suggests for one page; reads the draft's own values once, and only when something was found."""

    def __init__(self, page: Page, phrasebook: Phrasebook) -> None:
        self.page = page
        self.phrasebook = phrasebook
        self.known: Mapping[str, str] = known_slots(page.reading)
        self.region = page.situation.region or ("zh-TW" if page.reading.traditional else "zh-CN")

    def rewrites(self, rule: Rule, span: Span) -> tuple[Rewrite, ...]:
        """Offer words for `span` (of the folded text): inline texts of the rule first, then phrases of its topics.

        A phrase says where it may stand: instead of the sentence, or behind it; for a missing thing it is put in.
        """
        reading = self.page.reading
        inline = [text for text in rule.rewrites if not text.isascii()]
        topics = [text for text in rule.rewrites if text.isascii()]
        sentence = self._sentence(span)
        rewrites = [self._rewrite(sentence, text, None) for text in inline]
        if topics and len(rewrites) < LIMIT:
            said = reading.text[sentence.start : sentence.end]
            phrases = self.phrasebook.suggest(
                topics,
                said,
                scene=self.page.scene,
                region=self.region,
                tone=self.page.situation.tone,
                limit=LIMIT - len(rewrites),
            )
            rewrites += [self._rewrite(_put(phrase, sentence), phrase.text, phrase.id) for phrase in phrases]
        return tuple(rewrites[:LIMIT])

    def _sentence(self, span: Span) -> Span:
        if span.start == span.end:
            return span
        reading = self.page.reading
        return Span(reading.sentence_at(span.start).start, reading.sentence_at(span.end - 1).end)

    def _rewrite(self, span: Span, template: str, phrase: str | None) -> Rewrite:
        text, slots = fill(template, self.known)
        safety = Safety.show if phrase is None else Safety.fill if slots else Safety.safe
        return Rewrite(self.page.reading.draft_span(span), text, slots, safety, phrase)


def _put(phrase: Phrase, sentence: Span) -> Span:
    return Span(sentence.end, sentence.end) if phrase.place in BEHIND else sentence
