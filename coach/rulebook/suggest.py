"""A finding's place → up to three rewrites, in the script and region of the draft. Floor 4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.model import Rewrite, Safety
from coach.reading.fold_table import FOLDED_TO
from coach.rulebook.phrasebook import Place
from coach.rulebook.situation import AUTHORITIES
from coach.rulebook.slots import fill, known_slots
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.rulebook.page import Page
    from coach.rulebook.phrasebook import Phrase, Phrasebook
    from coach.rulebook.rule import Rule

LIMIT = 3
REPLACED = ("vocabulary.banned.", "vocabulary.jargon.")
IN_PLACE = "→"  # an inline rewrite that begins with it stands for the match itself, not for the sentence
BEHIND = (Place.after, Place.closing)


class Suggester:
    """Suggests for one page; reads the draft's own values once, and only when something was found."""

    def __init__(self, page: Page, phrasebook: Phrasebook, unsaid: tuple[str, ...] = ()) -> None:
        self.page = page
        self.phrasebook = phrasebook
        self.unsaid = unsaid  # terms that the team does not say: a phrase with one of them is not offered
        self.known: Mapping[str, str] = known_slots(page.reading)
        self.region = page.situation.region or ("zh-TW" if page.reading.traditional else "zh-CN")

    def rewrites(self, rule: Rule, span: Span) -> tuple[Rewrite, ...]:
        """Offer words for `span` (of the folded text): inline texts of the rule first, then phrases of its topics.

        A phrase says where it may stand: instead of the sentence, or behind it; for a missing thing it is put in.
        """
        correction = self._correction(rule, span)
        if correction is not None and correction.safety is Safety.safe:
            return (correction,)  # what was meant needs no other words
        reading = self.page.reading
        inline = [text for text in rule.rewrites if not text.isascii()]
        topics = [text for text in rule.rewrites if text.isascii()]
        sentence = self._sentence(span)
        rewrites = [] if correction is None else [correction]
        rewrites += [
            self._in_place(span, text.removeprefix(IN_PLACE))
            if text.startswith(IN_PLACE)
            else self._advice(sentence, text)
            for text in inline
        ]
        if topics and len(rewrites) < LIMIT:
            said = reading.text[sentence.start : sentence.end]
            phrases = self.phrasebook.suggest(
                topics,
                said,
                scene=self.page.scene,
                region=self.region,
                tone=self.page.situation.tone,
                may=self._may_say,
                limit=LIMIT - len(rewrites),
            )
            rewrites += [self._rewrite(_put(phrase, sentence), phrase.text, phrase.id) for phrase in phrases]
        return tuple(rewrites[:LIMIT])

    def _correction(self, rule: Rule, span: Span) -> Rewrite | None:
        """Give the right words for the wrong ones of a match; in doubt about their script they are only to be read."""
        if not rule.corrections:
            return None
        from coach.rulebook.correcting import corrected

        found = corrected(self.page.reading, span, rule.corrections)
        if found is None:
            return None
        place = self.page.reading.draft_span(found.span)
        return Rewrite(place, found.text, (), Safety.safe if found.sure else Safety.show, None)

    def _may_say(self, phrase: Phrase) -> bool:
        """Tell whether a phrase is within our level of authority and free of what the team does not say."""
        level = AUTHORITIES.index(self.page.situation.authority)
        return AUTHORITIES.index(phrase.authority) <= level and not any(term in phrase.text for term in self.unsaid)

    def _sentence(self, span: Span) -> Span:
        if span.start == span.end:
            return span
        reading = self.page.reading
        return Span(reading.sentence_at(span.start).start, reading.sentence_at(span.end - 1).end)

    def _advice(self, span: Span, template: str) -> Rewrite:
        """Give a rule's own words about a sentence: to be read, not pasted."""
        return self._rewrite(span, template, None)._replace(safety=Safety.show)

    def _in_place(self, span: Span, template: str) -> Rewrite:
        """Give what stands for the very words found; where it may be in the other script, only to be read."""
        rewrite = self._rewrite(span, template, None)
        foreign = self.page.reading.traditional and any(map(_has_traditional_form, template))
        return rewrite._replace(safety=Safety.show) if foreign else rewrite

    def _rewrite(self, span: Span, template: str, phrase: str | None) -> Rewrite:
        text, slots = fill(template, self.known)
        safety = Safety.fill if slots else Safety.safe
        return Rewrite(self.page.reading.draft_span(span), text, slots, safety, phrase)


def _has_traditional_form(character: str) -> bool:
    return character >= "\u3400" and character in FOLDED_TO


def unsaid_terms(rules: Iterable[Rule]) -> tuple[str, ...]:
    """List the terms that a team's table replaces by others."""
    return tuple(rule.id.split(".", 2)[2] for rule in rules if rule.id.startswith(REPLACED))


def _put(phrase: Phrase, sentence: Span) -> Span:
    return Span(sentence.end, sentence.end) if phrase.place in BEHIND else sentence
