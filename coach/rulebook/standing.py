"""A phrase and a flagged stretch → the stretch it takes the place of, and its words as they read there. Floor 4; pure.

What is not at fault stays: the greeting always, and a sentence's other clauses where they say something. Words that
would take a fact away are not put there. Spans in and out are of the folded text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from coach.reading.facts import facts
from coach.reading.fold import is_han
from coach.rulebook.phrasebook import Place, Put
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.reading import Reading
    from coach.reading.facts import Fact
    from coach.rulebook.phrasebook import Phrase

GREETING = re.compile(
    "(?:[^，。！？：\n]{0,10}?(?:您好|你好|早上好|下午好|晚上好|早安|午安)|(?:尊敬的|亲爱的)[^，。！？：\n]{1,8}(?=[，：！])"
    "|[^，。！？：\n]{1,3}(?:先生|女士|小姐)(?=[，：！])|亲亲?(?=[，~！ ])|好的(?=[，~ ]))[，。！：~, \n]*"
)
GREETS = re.compile("(?:您好|亲)[，！]")
MARKS = "。！？!?；;，,、：:~～… \n"
ENDS = "。！？!?…~～"
ENOUGH = 6  # Han characters outside the flagged clauses from which they say something of their own
SHORT = 3  # characters up to which a fact may well be said twice
ROOM = 12  # a clause so much longer than what is flagged in it is not replaced whole
LEAD = 5  # characters before a plea in its clause that are worth keeping
ASKS = frozenset({"等待", "求谅解"})  # what is asked of the customer goes; what stands before it in the clause stays
AFTER_TIME = frozenset("在于於有是不被已的")  # a time put before these would not be Chinese
SENT_AWAY = (
    "自己",
    "您去",
    "您可以",
    "您要",
    "再联系",
    "再来",
    "您先",
    "问问",
)  # what the customer does has no time of ours
TROUBLE = re.compile(
    "^(?:若|如有?|如果|因此|由此)?(?:给您|给你|对您|为您)?(?:造成|带来|添)[^歉]*\\Z"
)  # said only with a plea
BLANK = re.compile("[xX]{2,}|[×＊*○〇]{2,}|[_＿]{2,}|某某")  # what stands for a value in a template
LENGTHS = ("时长〉", "時長〉")  # how long somebody waits stands at the end


@dataclass(frozen=True)
class Standing:
    """One draft, and what may be put where in it."""

    reading: Reading

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the draft; their spans are the draft's."""
        return facts(self.reading)

    @cached_property
    def stops(self) -> bool:
        """Tell whether sentences of this draft are ended by marks."""
        return re.search("[。！？]", self.reading.text) is not None

    def instead(self, text: str, extent: Span, may_go: Span) -> tuple[Span, str] | None:
        """Put a sentence instead of the flagged one, or of its flagged clauses where the rest should stay."""
        whole, clauses = self._bare(self._sentence(extent), extent), self.clauses(extent)
        places = [self._whole(whole, text), self._among(clauses, whole, text)]
        if self._says(Span(whole.start, clauses.start)) or self._says(Span(clauses.end, whole.end)):
            places.reverse()
        said = self.reading.draft_span(self._sentence(extent))
        kept = (place for place in places if place and not self.loses(*place, may_go))
        return next((place for place in kept if not self._repeats(*place, said)), None)

    def behind(self, text: str, extent: Span) -> tuple[Span, str]:
        """Put a sentence behind the flagged one."""
        return self.inserted(text, self._sentence(extent).end)

    def inserted(self, text: str, at: int) -> tuple[Span, str]:
        """Put a sentence in at an offset, ending what stands before it."""
        said = self.reading.text
        while at and said[at - 1] in " \n":
            at -= 1
        if at and said[at - 1] not in MARKS + "〕】）)」』”":
            text = ("。" if self.stops else "，") + text
        if not self.stops:
            text = text.removesuffix("。")
        return Span(at, at), text

    def amended(self, phrase: Phrase, text: str, extent: Span, intent: str) -> tuple[Span, str] | None:
        """Say the flagged clause again with a phrase of `in-place` in it; `text` is the phrase, filled."""
        clause = self.clauses(extent)
        if phrase.place is Place.span:
            return self._with_words(phrase, text, clause, extent)
        if phrase.place is Place.after and text[-1] not in ENDS:
            said = self.reading.text[clause.start : clause.end + 1]
            if said[-1] in "？?" or any(word in said for word in SENT_AWAY):
                return None
            return clause, f"{self._said(clause)}，{text}"
        if phrase.place is not Place.clause or clause.end - clause.start > extent.end - extent.start + ROOM:
            return None
        pleads = max(extent.start, self.reading.clause_at(max(extent.start, extent.end - 1)).start)
        lead = self._core(Span(clause.start, max(pleads, clause.start)))
        if intent in ASKS and lead.end - lead.start >= LEAD and not TROUBLE.search(self.reading.text, *lead):
            return clause, f"{self._said(lead)}，{text}"
        return self._among(clause, clause, text)

    def clauses(self, extent: Span) -> Span:
        """The flagged clauses, without greeting and closing marks."""
        reading = self.reading
        last = max(extent.start, extent.end - 1)
        clauses = Span(reading.clause_at(extent.start).start, reading.clause_at(last).end)
        return self._core(self._bare(clauses, extent))

    def loses(self, span: Span, text: str, may_go: Span) -> bool:
        """Tell whether a fact in `span` would be gone that lies not in `may_go` (of the draft)."""
        place = self.reading.draft_span(span)
        return any(fact.text not in text and not may_go.holds(fact.span) for fact in self._facts_in(place))

    def _facts_in(self, span: Span) -> Iterator[Fact]:
        """Give the facts that share a character with a span of the draft; they stand in order."""
        for place in range(bisect_right(self._ends, span.start), len(self.facts)):
            if self.facts[place].span.start >= span.end:
                return
            yield self.facts[place]

    @cached_property
    def _ends(self) -> list[int]:
        return [fact.span.end for fact in self.facts]

    def _repeats(self, span: Span, text: str, sentence: Span) -> bool:
        """Tell whether a text says again what stands beside it in its sentence."""
        place = self.reading.draft_span(span)
        beside = (fact for fact in self._facts_in(sentence) if not place.holds(fact.span))
        return any(len(fact.text) > SHORT and fact.text in text for fact in beside)

    def _whole(self, whole: Span, text: str) -> tuple[Span, str]:
        if whole.start and GREETS.match(text):  # it has been said
            text = GREETS.sub("", text, count=1)
        core = self._core(whole)
        mark = self.reading.text[core.end : core.end + 1]
        if text[-1] in ENDS + "〉" and mark and mark in ENDS:
            return (Span(core.start, core.end + 1), text) if text[-1] != "〉" else (core, text)
        return core, text if self.stops else text.removesuffix("。")

    def _among(self, clauses: Span, whole: Span, text: str) -> tuple[Span, str] | None:
        """Fit a sentence among the clauses of another: one that is a single statement, or stands at the end."""
        said = self.reading.text
        last = not said[clauses.end : whole.end].strip(MARKS)
        if any(mark in text[:-1] for mark in ENDS) and not last:
            return None
        if GREETS.match(text):
            text = GREETS.sub("", text, count=1)
        mark = said[clauses.end : clauses.end + 1]
        if text[-1] in "？?":
            if not last:
                return None
            return Span(clauses.start, clauses.end + bool(mark and mark in ENDS)), text
        if mark in ("？", "?"):
            return Span(clauses.start, clauses.end + 1), text if text[-1] in ENDS else f"{text}。"
        return clauses, text.rstrip("。～~") if mark or not self.stops else text

    def _with_words(self, phrase: Phrase, text: str, clause: Span, extent: Span) -> tuple[Span, str] | None:
        said = self.reading.text
        for found in self._places(phrase.words, clause, extent):
            before = found.start if phrase.put is not Put.behind else found.end
            after = found.end if phrase.put is not Put.before else found.start
            words = text
            if phrase.put is not Put.before and words[-1] in "〉内內" and said[after : after + 1] in AFTER_TIME:
                continue
            if words.endswith(LENGTHS) and "㐀" <= said[after : after + 1] <= "鿿" and after < clause.end:
                continue
            if words[0] in "在於" and (before == clause.start or said[before - 1 : before] in ("在", "于")):
                words = words[1:]
            rest = self._said(Span(after, clause.end))
            if phrase.put is Put.instead:
                rest = self._without(phrase.words, Span(after, clause.end))
            return clause, self._said(Span(clause.start, before)) + words + rest
        return None

    def _without(self, words: tuple[str, ...], span: Span) -> str:
        """Say what follows without another of the words that were replaced: 保证明天一定到."""
        found = [word for word in words if len(word) > 1]
        place = next((at for word in found if (at := self.reading.masked.find(word, span.start, span.end)) >= 0), -1)
        if place < 0:
            return self._said(span)
        size = next(len(word) for word in found if self.reading.masked.startswith(word, place))
        return self._said(Span(span.start, place)) + self._said(Span(place + size, span.end))

    def blank(self, extent: Span) -> tuple[Span, str]:
        """Turn what was left in a template into an open slot of the same name."""
        said = self._said(extent)
        found = BLANK.search(said)
        if found:
            return extent, f"{said[: found.start()]}〈待填〉{said[found.end() :]}"
        name = "".join(re.findall(r"[㐀-鿿A-Za-z_]+", said))
        return extent, f"〈{name}〉" if 1 < len(name) <= 12 else "〈待填〉"

    def _places(self, words: tuple[str, ...], clause: Span, extent: Span) -> Iterator[Span]:
        """Find the words a phrase looks for, where they are flagged."""
        masked = self.reading.masked
        for word in words:
            start = masked.find(word, clause.start, clause.end)
            if start >= 0:
                found = Span(start, start + len(word))
                flagged = extent.holds(found) if len(word) > 1 else found.meets(extent) and self.reading.is_word(found)
                if flagged or (len(word) > 2 and found.meets(extent)):
                    yield found

    def _said(self, span: Span) -> str:
        return self.reading.draft.text[slice(*self.reading.draft_span(span))] if span.end > span.start else ""

    def _says(self, span: Span) -> bool:
        if span.end <= span.start:
            return False
        return self._han_before[span.end] - self._han_before[span.start] >= ENOUGH

    @cached_property
    def _han_before(self) -> tuple[int, ...]:
        """How many Han characters stand before each offset: a sentence may be as long as the draft."""
        return tuple(accumulate(map(is_han, self.reading.text), initial=0))

    def _sentence(self, extent: Span) -> Span:
        last = max(extent.start, extent.end - 1)
        return Span(self.reading.sentence_at(extent.start).start, self.reading.sentence_at(last).end)

    def _bare(self, span: Span, extent: Span) -> Span:
        """Cut a greeting off that is not itself flagged."""
        found = GREETING.match(self.reading.text, span.start, span.end)
        return Span(found.end(), span.end) if found and found.end() <= extent.start else span

    def _core(self, span: Span) -> Span:
        end = span.end
        while end > span.start and self.reading.text[end - 1] in MARKS:
            end -= 1
        return Span(span.start, end) if end > span.start else span
