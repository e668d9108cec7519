"""A draft laid out for rewriting: its reading, facts, voice, and what it already says. Floor 5; pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from coach.reading import read
from coach.rewrite.facts import facts
from coach.rewrite.voice import voice_of
from coach.rulebook.phrasebook import likeness
from coach.rulebook.slots import known_slots
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coach.model import Review
    from coach.reading import Reading
    from coach.rewrite.facts import Fact
    from coach.rewrite.voice import Voice
    from coach.rulebook.rule import Rulebook
    from coach.rulebook.situation import Situation

GREETING = re.compile(
    r"(?:(?:尊敬的|亲爱的)?[^，。！？：\n]{0,10}?(?:您好|你好|早上好|下午好|晚上好|大家好)"
    r"|网友|亲爱的?|亲亲?|先生|女士)(?:[，。！：~,. \n]|呢|哦|哈|呀)*"
)
INTERJECTION = re.compile(
    r"(?:好的|好滴|好哒|好|嗯嗯?|恩恩?|是的|没事|不客气|不用|亲爱[的哒滴]?|亲亲?|您好|你好|那)"
    r"(?:呢|哦|哈|呀|啊)?[，。！~, ]+|(?:好的|好滴|好哒|嗯嗯?|是的)(?:呢|哦|哈)?(?=请|您|还|麻烦|辛苦|这)"
)
THANKS = re.compile(r"(?:非常|十分|再次)?(?:感谢|谢谢|多谢|祝您?|祝你|顺祝|再见|拜拜|此致|敬礼|特此|致礼)")
SIGNATURE = re.compile(
    r"^[（(]?[^，。！？]{0,16}(?:\d{4}年\d{1,2}月\d{1,2}日|局|部|处|中心|公司|专员.{0,4}|小组)[）)]?[。]?$"
)
FACE = re.compile(r"\s*(?:#[Ee]-s(?:\[[^\]]{0,6}\]|\d{1,3})|\[[㐀-鿿]{1,3}\]|[☀-➿\U0001f000-\U0001faff])")
TAIL = re.compile(
    r"(?:[。！？；，：、…~～.!?;:,\s]|#[Ee]-s(?:\[[^\]]{0,6}\]|\d{1,3})|\[[㐀-鿿]{1,3}\]|[☀-➿\U0001f000-\U0001faff️‍]"
    r"|（[^（）㐀-鿿A-Za-z0-9\n]{1,9}）|[”’）】》])+\Z"
)
PARTICLES = frozenset("的呢哦哈呀啊嘛啦哒哟喔噢吧哇呐滴吖")
LEAST_SAID = 6  # characters; shorter words may well occur anyway
ALIKE = 85  # rapidfuzz ratio from which two sentences say the same
TIMES_OF_SLOTS = ("时限", "时长", "時限", "時長")
NOT_A_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Sheet:
    """One state of a draft, with everything fitting asks about it. Offsets are of the folded text."""

    review: Review
    reading: Reading
    situation: Situation
    memory: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)  # what was asked about repeats

    @classmethod
    def of(cls, review: Review, rulebook: Rulebook, situation: Situation) -> Sheet:
        """Lay out the draft of a review."""
        return cls(review, read(review.draft, rulebook.segmenter), situation)

    @property
    def text(self) -> str:
        """The folded text."""
        return self.reading.text

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the draft."""
        return facts(self.reading)

    @cached_property
    def voice(self) -> Voice:
        """How the draft speaks."""
        return voice_of(self.reading, self.situation)

    @cached_property
    def known(self) -> Mapping[str, str]:
        """What the draft itself can put into slots; not its times: they belong to what it promised with them."""
        found = known_slots(self.reading)
        return {name: value for name, value in found.items() if name not in TIMES_OF_SLOTS}

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The sentences and clauses that stand there, without marks."""
        whole = (*self.reading.sentences, *self.reading.clauses)
        said = (bare(self.text[span.start : span.end]) for span in whole)
        return tuple(dict.fromkeys(filter(None, said)))

    @cached_property
    def helped(self) -> bool:
        """Tell whether the reply gives the customer a time or a choice to hold on to."""
        return any(time.bound for time in self.reading.times) or any(
            strength.id == "offers-options" for strength in self.review.strengths
        )

    def loses(self, span: Span, text: str, may_go: Span) -> bool:
        """Tell whether putting `text` instead of a span of the draft would lose a fact that lies not in `may_go`."""
        return any(fact.text not in text and not may_go.holds(fact.span) for fact in self._facts_in(span))

    def _facts_in(self, span: Span) -> Iterator[Fact]:
        """Give the facts that share a character with a span of the draft; they stand in order."""
        for place in range(bisect_right(self._fact_ends, span.start), len(self.facts)):
            if self.facts[place].span.start >= span.end:
                return
            yield self.facts[place]

    @cached_property
    def _fact_ends(self) -> list[int]:
        return [fact.span.end for fact in self.facts]

    @cached_property
    def _words(self) -> str:
        return bare(self.text)

    def repeats(self, text: str) -> bool:
        """Tell whether the draft already says this, or nearly."""
        words = bare(text)
        if words not in self.memory:
            inside = len(words) >= LEAST_SAID and words in self._words
            self.memory[words] = inside or (bool(self.said) and likeness(words, self.said, ALIKE))
        return self.memory[words]

    def core(self, span: Span) -> Span:
        """Cut the closing marks and faces off a stretch."""
        inside = self.text[span.start : span.end]
        found = TAIL.search(inside)
        return Span(span.start, span.start + found.start()) if found and found.start() else span

    def bare_start(self, span: Span) -> Span:
        """Cut a greeting or an interjection off the beginning of a stretch, when something is left."""
        start = span.start
        for pattern in (GREETING, INTERJECTION):
            found = pattern.match(self.text, start, span.end)
            if found and found.end() < span.end:
                start = found.end()
        return Span(start, span.end)

    def after_greeting(self) -> int:
        """Say where the reply begins after its greeting."""
        found = GREETING.match(self.text)
        return found.end() if found else 0

    def before_goodbye(self) -> int:
        """Say where the reply ends before its thanks, goodbye and signature."""
        end = self.reading.sentences[-1].end if self.reading.sentences else len(self.text)
        for sentence in reversed(self.reading.sentences[1:]):
            said = self.text[sentence.start : sentence.end]
            if not THANKS.match(said) and not SIGNATURE.match(said.strip()):
                break
            previous = self.reading.previous_sentence(sentence)
            end = previous.end if previous else end
        return end

    def ended(self, offset: int) -> bool:
        """Tell whether a sentence has been ended by a mark, a face or a line break before `offset`."""
        before = self.text[:offset].rstrip(" ")
        return (
            not before or before[-1] == "\n" or (TAIL.search(before[-12:]) is not None and before[-1] not in "，、：,")
        )


def bare(text: str) -> str:
    """Leave the words of a text, without marks and spaces."""
    return NOT_A_WORD.sub("", text)
