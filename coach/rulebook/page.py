"""One reply laid open for the matchers: its reading, its situation, and what has been found so far. Floor 4.

Matchers look at `masked` text (quotations, numbers and variables blanked out) unless they ask for the raw one. RE2
works on UTF-8 bytes; offsets go in and out as code points of the folded text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coach.rulebook.alphabet import Alphabet
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from coach.reading import Reading
    from coach.rulebook.index import Seen
    from coach.rulebook.matchers.base import Matcher
    from coach.rulebook.matchers.regex import Pattern
    from coach.rulebook.situation import Situation


class Match(NamedTuple):
    """Where a matcher found what it looks for, in the folded text, and what its named parts caught."""

    span: Span
    slots: Mapping[str, Span]


NO_SLOTS: Mapping[str, Span] = MappingProxyType({})


class Placed:
    """Matches ready to be asked about any stretch of the reply, whatever their order."""

    __slots__ = ("matches", "order", "starts")

    def __init__(self, matches: Sequence[Match]) -> None:
        self.matches = tuple(matches)
        self.order = sorted(range(len(self.matches)), key=lambda place: self.matches[place].span.start)
        self.starts = [self.matches[place].span.start for place in self.order]

    def inside(self, region: Span) -> Iterator[Match]:
        """Give those that lie in `region`, in the order they were given in."""
        first, last = bisect_left(self.starts, region.start), bisect_right(self.starts, region.end)
        near = map(self.matches.__getitem__, sorted(self.order[first:last]))
        return (match for match in near if region.holds(match.span))

    def any_inside(self, region: Span) -> bool:
        """Tell whether there is one."""
        first, last = bisect_left(self.starts, region.start), bisect_right(self.starts, region.end)
        return any(self.matches[self.order[place]].span.end <= region.end for place in range(first, last))


class Hit(NamedTuple):
    """What a pattern finds in the whole reply; `match` is None where it stands on no word boundary."""

    span: Span
    match: Match | None


class Hits:
    """All hits of a pattern in the whole reply, in order of their starts, ready to be asked about any stretch of it."""

    __slots__ = ("all", "counts", "reached", "starts")

    def __init__(self, hits: tuple[Hit, ...]) -> None:
        self.all = hits
        if len(hits) == 1:  # as mostly
            ((start, end), match) = hits[0]
            self.starts, self.reached, self.counts = [start], [end], [0, int(match is not None)]
            return
        self.starts = [hit.span.start for hit in hits]
        self.reached = list(accumulate([hit.span.end for hit in hits], max))  # the farthest end so far
        self.counts = list(accumulate([hit.match is not None for hit in hits], initial=0))  # matches before each hit

    def stretch(self, region: Span) -> tuple[int, int] | None:
        """Number the hits from the first inside to the first behind; None when one lies across an edge."""
        first = bisect_left(self.starts, region.start)
        if first and self.reached[first - 1] > region.start:
            return None
        last = bisect_left(self.starts, region.end, first)
        return None if last and self.reached[last - 1] > region.end else (first, last)


class Bytes:
    """A text as RE2 wants it, in UTF-8 or in an alphabet of its own, with both offset maps."""

    def __init__(self, text: str, alphabet: Alphabet | None = None) -> None:
        self.data = alphabet.spell(text) if alphabet is not None else text.encode("utf-8", "surrogatepass")
        if len(self.data) == len(text):
            self.offsets: tuple[int, ...] | range = range(len(text) + 1)
        else:
            widths = (1 if c < "\x80" else 2 if c < "\u0800" else 3 if c < "\U00010000" else 4 for c in text)
            self.offsets = tuple(accumulate(widths, initial=0))

    def character(self, offset: int) -> int:
        """Turn a byte offset into a code-point offset."""
        return bisect_left(self.offsets, offset)


@dataclass(frozen=True)
class Page:
    """A reading, its situation and the customer's message, with a memory of what was already looked for."""

    reading: Reading
    situation: Situation
    look: Callable[[str], Seen]
    customer: Reading | None = None
    scene: str = "general"
    memory: dict[tuple[int, Span], tuple[Match, ...]] = field(default_factory=dict, compare=False, repr=False)
    hits: dict[int, Hits] = field(default_factory=dict, compare=False, repr=False)  # in the whole reply
    answers: dict[int, bool | None] = field(
        default_factory=dict, compare=False, repr=False
    )  # about the whole reply; None where it depends on the anchor
    programs: dict[int, tuple[Pattern, Bytes]] = field(
        default_factory=dict, compare=False, repr=False
    )  # patterns made for this page
    found: dict[str, list[Match]] = field(default_factory=dict, compare=False, repr=False)  # by rules, by family
    placed: dict[str, Placed] = field(default_factory=dict, compare=False, repr=False)  # the same, to be asked
    worth: dict[int, tuple[Matcher, ...]] = field(default_factory=dict, compare=False, repr=False)  # parts to ask
    live: dict[int, tuple[Matcher, ...]] = field(default_factory=dict, compare=False, repr=False)  # that may answer

    @cached_property
    def whole(self) -> Span:
        """The whole reply."""
        return Span(0, len(self.reading.text))

    @cached_property
    def masked(self) -> Bytes:
        """The masked text for RE2."""
        return Bytes(self.reading.masked)

    @cached_property
    def raw(self) -> Bytes:
        """The folded text for RE2, nothing masked."""
        return Bytes(self.reading.text)

    @cached_property
    def alphabet(self) -> Alphabet | None:
        """The reply's own alphabet, when it is small enough."""
        alphabet = Alphabet(self.reading.text + self.reading.masked)
        return alphabet if alphabet.is_whole else None

    @cached_property
    def spelled_masked(self) -> Bytes:
        """The masked text in the reply's own alphabet."""
        return Bytes(self.reading.masked, self.alphabet)

    @cached_property
    def spelled_raw(self) -> Bytes:
        """The folded text in the reply's own alphabet."""
        return Bytes(self.reading.text, self.alphabet)

    @cached_property
    def of_customer(self) -> Page | None:
        """The customer's message as a page of its own."""
        if self.customer is None:
            return None
        return Page(self.customer, self.situation, self.look, None, self.scene)

    @cached_property
    def seen(self) -> Seen:
        """Which clauses of words the reply holds."""
        return self.look(self.reading.text)

    @cached_property
    def visible(self) -> tuple[int, ...]:
        """How many visible characters stand before each offset."""
        return tuple(accumulate((not character.isspace() for character in self.reading.text), initial=0))

    @cached_property
    def times(self) -> tuple[Placed, Placed]:
        """The times that bind us to nothing, and those that bind us."""
        made = [(time.bound, Match(time.span, NO_SLOTS)) for time in self.reading.times]
        return Placed([match for bound, match in made if not bound]), Placed([match for bound, match in made if bound])

    def found_by(self, family: str) -> Placed:
        """What rules of a family have found so far."""
        found = self.found.get(family, [])
        placed = self.placed.get(family)
        if placed is None or len(placed.matches) != len(found):
            placed = self.placed[family] = Placed(found)
        return placed

    def units(self, scope: str) -> tuple[Span, ...]:
        """The stretches that a scope makes of the reply."""
        if scope == "sentence":
            return self.reading.sentences
        if scope == "clause":
            return self.reading.clauses
        if scope == "opening":
            return (self.reading.opening,)
        if scope == "closing":
            return (self.reading.closing,)
        return (self.whole,)

    def reach(self, within: str, anchor: Span) -> Span:
        """The stretch around a match that `within` names."""
        reading = self.reading
        if within == "reply":
            return self.whole
        if within == "match":
            return anchor
        if within in ("opening", "closing"):
            return self.units(within)[0]
        if within == "clause":
            return Span(reading.clause_at(anchor.start).start, reading.clause_at(max(anchor.start, anchor.end - 1)).end)
        first = reading.sentence_at(anchor.start)
        last = reading.sentence_at(max(anchor.start, anchor.end - 1))
        if within == "before":
            return Span(first.start, anchor.start)
        if within == "after":
            return Span(anchor.end, last.end)
        if within == "reply-before":
            return Span(0, anchor.start)
        if within == "reply-after":
            return Span(anchor.end, self.whole.end)
        start, end = first.start, last.end
        if within in ("next-sentence", "around"):
            end = (reading.next_sentence(last) or last).end
        if within in ("previous-sentence", "around"):
            start = (reading.previous_sentence(first) or first).start
        return Span(start, end)


REACHES = (
    "match",
    "clause",
    "sentence",
    "next-sentence",
    "previous-sentence",
    "around",
    "before",
    "after",
    "reply-before",
    "reply-after",
    "opening",
    "closing",
    "reply",
)
SCOPES = ("reply", "sentence", "clause", "opening", "closing")
