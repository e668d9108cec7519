"""How the coach reads a draft. Floor 2.

In: a draft, and how to get a segmenter. Out: a `Reading`, which gives everything rules ask about a text: the folded
text and the way back to the draft, sentences, clauses, masks, times, words. All of it is worked out when first asked
for, words only for the sentence asked about. Spans are in the folded text; `draft_span` carries them to the draft.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from coach.reading import masks as masking
from coach.reading import sentences as splitting
from coach.reading.fold import TABLE, fold, is_han
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach.reading.fold import Folded
    from coach.reading.masks import Mask
    from coach.reading.segment import Segmenter
    from coach.reading.times import Time
    from coach.text import Draft

EDGES = frozenset("，。；：、！~… \n")  # what no quotation begins or ends with
GREETING = 6  # a first sentence this short (您好！) opens nothing


class Token(NamedTuple):
    """A word and its place in the folded text."""

    span: Span
    word: str


@dataclass(frozen=True)
class Reading:
    """One draft, read. `segmenter` gives the words; it is called only when they are needed."""

    draft: Draft
    segmenter: Callable[[], Segmenter]
    _edges: dict[Span, frozenset[int]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def folded(self) -> Folded:
        """The folded text with its way back."""
        return fold(self.draft.text, lambda left, right: self.segmenter().crosses(left, right))

    @cached_property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    @cached_property
    def masks(self) -> tuple[Mask, ...]:
        """What is not the agent's wording."""
        return masking.masks(self.text)

    @cached_property
    def masked(self) -> str:
        """The folded text with the masks blanked; same length."""
        return masking.masked(self.text, self.masks)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences in order."""
        return splitting.sentences(self.text, self.masks)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """The clauses in order."""
        return splitting.clauses(self.text, self.sentences, self.masks)

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """The time expressions in order."""
        from coach.reading.times import times  # most drafts never ask

        return times(self.text, self.masks, self.clauses)

    @cached_property
    def opening(self) -> Span:
        """The first sentence; the first two when the first is but a greeting."""
        if not self.sentences:
            return Span(0, 0)
        first = self.sentences[0]
        last = self.sentences[1] if first.end - first.start <= GREETING and len(self.sentences) > 1 else first
        return Span(first.start, last.end)

    @cached_property
    def closing(self) -> Span:
        """The last two sentences."""
        if not self.sentences:
            return Span(len(self.text), len(self.text))
        return Span(self.sentences[-2:][0].start, self.sentences[-1].end)

    def sentence_at(self, offset: int) -> Span:
        """Give the sentence that holds `offset`, or the one before the blank it lies in."""
        return _holding(self.sentences, offset, len(self.text))

    def sentences_in(self, region: Span) -> tuple[Span, ...]:
        """Give the sentences that lie wholly in a stretch."""
        first = bisect_left(self.sentences, region.start, key=_start)
        last = bisect_right(self.sentences, region.end, key=_start)
        return tuple(sentence for sentence in self.sentences[first:last] if sentence.end <= region.end)

    def clause_at(self, offset: int) -> Span:
        """Give the clause that holds `offset`, or the one before the blank it lies in."""
        return _holding(self.clauses, offset, len(self.text))

    def next_sentence(self, span: Span) -> Span | None:
        """Give the sentence after the one `span` ends in."""
        return self._neighbour(max(span.end - 1, span.start), 1)

    def previous_sentence(self, span: Span) -> Span | None:
        """Give the sentence before the one `span` starts in."""
        return self._neighbour(span.start, -1)

    def _neighbour(self, offset: int, step: int) -> Span | None:
        place = max(bisect_right(self.sentences, offset, key=_start) - 1, 0) + step
        return self.sentences[place] if 0 <= place < len(self.sentences) else None

    def boundaries(self, sentence: Span) -> frozenset[int]:
        """Give the offsets in the folded text where words of this stretch begin or end."""
        edges = self._edges.get(sentence)
        if edges is None:
            words = self.segmenter().cut(self.text[sentence.start : sentence.end])
            edges = frozenset(accumulate(map(len, words), initial=sentence.start))
            self._edges[sentence] = edges
        return edges

    def is_word(self, span: Span) -> bool:
        """Tell whether words begin and end where the span does."""
        edges = self.boundaries(self.sentence_at(span.start))
        return span.start in edges and span.end in edges

    def whole_words(self, span: Span) -> Span:
        """Widen a stretch to the words it cuts, and take off the marks and blanks at its ends: fit to be quoted."""
        if not any(map(str.isalnum, self.text[span.start : span.end])):
            return span  # the marks themselves are the fault
        first, last = self.sentence_at(span.start), self.sentence_at(max(span.start, span.end - 1))
        start, end = span
        while start > first.start and start not in self.boundaries(first):
            start -= 1
        while end < last.end and end not in self.boundaries(last):
            end += 1
        # one mark at an end is around the words; two are a fault of their own
        if self.text[start] in EDGES and self.text[start + 1 : start + 2] not in EDGES:
            start += 1
        if self.text[end - 1] in EDGES and self.text[end - 2 : end - 1] not in EDGES:
            end -= 1
        return Span(start, end)

    def tokens(self, span: Span) -> tuple[Token, ...]:
        """Cut a stretch into words."""
        found, start = [], span.start
        for word in self.segmenter().cut(self.text[span.start : span.end]):
            found.append(Token(Span(start, start + len(word)), word))
            start += len(word)
        return tuple(found)

    @cached_property
    def traditional(self) -> bool:
        """Tell whether the draft is written in Traditional characters: more than a stray one in twenty."""
        text = self.draft.text
        changed = sum(is_han(one) and one != other for one, other in zip(text, text.translate(TABLE), strict=True))
        return changed * 20 > sum(map(is_han, text))

    def draft_span(self, span: Span) -> Span:
        """Carry a span of the folded text to the draft."""
        return self.folded.span(*span)


def _start(span: Span) -> int:
    return span.start


def _holding(spans: Sequence[Span], offset: int, length: int) -> Span:
    if not spans:
        return Span(0, length)
    return spans[max(bisect_right(spans, offset, key=_start) - 1, 0)]


def read(draft: Draft, segmenter: Callable[[], Segmenter]) -> Reading:
    """Read a draft; nothing is worked out yet."""
    return Reading(draft, segmenter)
