"""A finding's place → up to three rewrites, in the script and region of the draft. Floor 4.

First the flagged clause said again with what it lacks, then phrases of the rule's topics: those of the scene, whose
presumptions the reply or the customer's message bears out, and which take no fact away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.model import LIKELY, Rewrite, Safety, Severity
from coach.reading.fold_table import FOLDED_TO
from coach.rulebook.phrasebook import AS_FLAGGED, Place
from coach.rulebook.region import region_of
from coach.rulebook.situation import AUTHORITIES, GENERAL
from coach.rulebook.slots import Stated, fill, known_times, open_slots
from coach.rulebook.standing import Standing
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.model import Scene
    from coach.rulebook.page import Page
    from coach.rulebook.phrasebook import Phrase, Phrasebook
    from coach.rulebook.rule import Rule

LIMIT = 3
REPLACED = ("vocabulary.banned.", "vocabulary.jargon.")
IN_PLACE = "→"  # an inline rewrite that begins with it stands for the match itself, not for the sentence
BEHIND = (Place.after, Place.closing)
AMENDING = (Place.span, Place.clause, Place.after)
FILLED, SLOGAN = "填空", "口号"
HELPED = frozenset(  # what is better for words behind it; of the rest the fault would stand
    {"承诺", "转交", "进度", "等待", "联系", "改进", "拒绝", "解释", "道歉", "下一步",
     "照应", "承认", "不知道", "推给别人"}
)  # fmt: skip
COURTESY = "閣下"


class Suggester:
    """Suggests for one page; reads the draft's own values once, and only when something was found."""

    def __init__(self, page: Page, phrasebook: Phrasebook, scene: Scene, unsaid: tuple[str, ...] = ()) -> None:
        self.page = page
        self.phrasebook = phrasebook
        self.scene = scene.id if not scene.inferred or scene.confidence >= LIKELY else GENERAL
        self.unsaid = unsaid  # terms that the team does not say: a phrase with one of them is not offered
        self.times: dict[Span, dict[str, str]] = {}
        self.places: dict[tuple[str, Span, Span], tuple[Span, str] | None] = {}
        self.flagged: dict[Span, str] = {}
        self.spoken_of: dict[str, bool] = {}
        self.courteous = COURTESY in page.reading.draft.text
        self.known = Stated(page.reading)
        self.region = region_of(page.reading, page.situation.region)
        self.standing = Standing(page.reading)

    def rewrites(self, rule: Rule, span: Span, severity: Severity) -> tuple[Rewrite, ...]:
        """Offer words for `span` (of the folded text): inline texts of the rule first, then phrases of its topics."""
        correction = self._correction(rule, span)
        if correction is not None and correction.safety is Safety.safe:
            return (correction,)  # what was meant needs no other words
        inline = [text for text in rule.rewrites if not text.isascii()]
        topics = [text for text in rule.rewrites if text.isascii()]
        sentence = self._sentence(span)
        found = [] if correction is None else [correction]
        found += [
            self._in_place(span, text.removeprefix(IN_PLACE))
            if text.startswith(IN_PLACE)
            else self._advice(sentence, text)
            for text in inline
        ]
        if topics and len(found) < LIMIT:
            # what must not be said at all is no fact to keep
            may_go = self.page.reading.draft_span(span) if severity is Severity.fatal else Span(0, 0)
            found += self._amended(topics, span, may_go)
            found += self._phrases(topics, span, may_go, LIMIT - len(found))
        return tuple({rewrite.text: rewrite for rewrite in reversed(found)}.values())[::-1][:LIMIT]

    def _phrases(self, topics: list[str], span: Span, may_go: Span, limit: int) -> Iterator[Rewrite]:
        """Choose phrases; where none can take the place of what is there, the best is put behind it."""

        def chosen(limit: int, fits: bool) -> tuple[Phrase, ...]:
            return self.phrasebook.suggest(
                topics,
                self.page.reading.text[slice(*self._sentence(span))],
                scene=self.scene,
                region=self.region,
                tone=self.page.situation.tone,
                may=lambda phrase: (
                    self._may_say(phrase, span) and (not fits or self._put(phrase, span, may_go) is not None)
                ),
                limit=limit,
            )

        phrases = chosen(limit, fits=True)
        for phrase in phrases:
            put = self._put(phrase, span, may_go)
            if put is not None:
                yield self._rewrite(*put, phrase.id)
        helped = not HELPED.isdisjoint(self._intents(topics))
        for phrase in () if phrases or not helped else chosen(1, fits=False):
            yield self._rewrite(*self.standing.behind(self._said(phrase, span), span), phrase.id)

    def _put(self, phrase: Phrase, span: Span, may_go: Span) -> tuple[Span, str] | None:
        """Find a phrase's place; asked twice of those that are chosen."""
        key = phrase.id, span, may_go
        if key not in self.places:
            self.places[key] = self._place(phrase, span, may_go)
        return self.places[key]

    def _place(self, phrase: Phrase, span: Span, may_go: Span) -> tuple[Span, str] | None:
        text = self._said(phrase, span)
        if span.start == span.end:
            return self.standing.inserted(text, span.start)
        if phrase.place in BEHIND:
            return self.standing.behind(text, span)
        return self.standing.instead(text, span, may_go)

    def _amended(self, topics: list[str], span: Span, may_go: Span) -> Iterator[Rewrite]:
        """Say the flagged clause again, with the first words that may be put into it unasked."""
        if span.start == span.end:
            return
        said = self._clauses(span)
        for intent in self._intents(topics):
            if intent == FILLED:
                yield self._rewrite(*self.standing.blank(span), None)
                return
            for phrase in self.phrasebook.by_intent.get(intent, ()) if intent != SLOGAN else ():
                fits = phrase.region == self.region and phrase.place in AMENDING and AS_FLAGGED not in phrase.words
                if fits and phrase.words:
                    fits = any(word in said for word in phrase.words)
                if not fits or not self._may_say(phrase, span):
                    continue
                text = self._said(phrase, span)
                put = self.standing.amended(phrase, text, span, intent)
                if put is not None and not self.standing.loses(*put, may_go):
                    yield self._rewrite(*put, phrase.id)
                    return

    def _intents(self, topics: list[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each for topic in topics for each in self.phrasebook.intents_of(topic)))

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

    def _may_say(self, phrase: Phrase, span: Span) -> bool:
        """Tell whether a phrase is within our authority, free of what the team does not say, and presumes nothing."""
        level = AUTHORITIES.index(self.page.situation.authority)
        if AUTHORITIES.index(phrase.authority) > level or any(term in phrase.text for term in self.unsaid):
            return False
        reading = self.page.reading
        said = self._clauses(span) if phrase.needs or phrase.unless else ""
        return (
            (not phrase.needs or any(word in said for word in phrase.needs))
            and not any(word in said for word in phrase.unless)
            and (not phrase.around or any(word in reading.text[slice(*self._sentence(span))] for word in phrase.around))
            and (not phrase.about or self._is_about(phrase))
        )

    def _said(self, phrase: Phrase, span: Span) -> str:
        """Say a phrase with the draft's own values; of its times only those of the flagged sentence."""
        text = fill(phrase.text, self.known, self._times(self._sentence(span)))[0]
        return text.replace("您", COURTESY) if self.courteous else text

    def _is_about(self, phrase: Phrase) -> bool:
        """Tell whether the reply or the customer's message speaks of what a phrase presumes; asked once of each."""
        if phrase.id not in self.spoken_of:
            customer = self.page.customer
            texts = (self.page.reading.text, customer.text if customer else "")
            self.spoken_of[phrase.id] = any(word in text for text in texts for word in phrase.about)
        return self.spoken_of[phrase.id]

    def _clauses(self, span: Span) -> str:
        """Give the words of the flagged clauses, what is not the agent's wording blanked."""
        if span not in self.flagged:
            self.flagged[span] = self.page.reading.masked[slice(*self.standing.clauses(span))]
        return self.flagged[span]

    def _times(self, sentence: Span) -> dict[str, str]:
        if sentence not in self.times:
            self.times[sentence] = known_times(self.page.reading, sentence)
        return self.times[sentence]

    def _sentence(self, span: Span) -> Span:
        if span.start == span.end:
            return span
        reading = self.page.reading
        return Span(reading.sentence_at(span.start).start, reading.sentence_at(span.end - 1).end)

    def _advice(self, span: Span, template: str) -> Rewrite:
        """Give a rule's own words about a sentence: to be read, not pasted."""
        return self._rewrite(span, fill(template, self.known)[0], None)._replace(safety=Safety.show)

    def _in_place(self, span: Span, template: str) -> Rewrite:
        """Give what stands for the very words found; where it may be in the other script, only to be read."""
        rewrite = self._rewrite(span, fill(template, self.known)[0], None)
        foreign = self.page.reading.traditional and any(map(_has_traditional_form, template))
        return rewrite._replace(safety=Safety.show) if foreign else rewrite

    def _rewrite(self, span: Span, text: str, phrase: str | None) -> Rewrite:
        slots = open_slots(text)
        safety = Safety.fill if slots else Safety.safe
        return Rewrite(self.page.reading.draft_span(span), text, slots, safety, phrase)


def _has_traditional_form(character: str) -> bool:
    return character >= "\u3400" and character in FOLDED_TO


def unsaid_terms(rules: Iterable[Rule]) -> tuple[str, ...]:
    """List the terms that a team's table replaces by others."""
    return tuple(rule.id.split(".", 2)[2] for rule in rules if rule.id.startswith(REPLACED))
