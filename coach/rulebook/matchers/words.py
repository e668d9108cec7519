"""Matchers of wording: phrases, seq, pattern. Floor 4.

A word of one or two Han characters counts
only when jieba also cuts there: no 保证 in 保证金, no 不行 in 步行.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from coach.rulebook.matchers.regex import NO_SPAN, NOTHING, compile_pattern, compile_spelled, quote
from coach.rulebook.page import NO_SLOTS, Hit, Hits, Match
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from coach.rulebook.index import Needs
    from coach.rulebook.matchers.regex import Pattern
    from coach.rulebook.page import Bytes, Page

    Groups = Sequence[tuple[int, int]]  # the whole match, then each group, in bytes

GAP = "[^。！？!?；;\n]"  # what may stand between the parts of a seq: a sentence end never
FREE = "free"
WORD = "word"
AUTO = "auto"
NO_HITS = Hits(())
MOST_ANEW = 64  # hits to look at until a region's own agree with the reply's; more do not fit into any real sentence
SEES_EDGES = re.compile(r"\\[AbBz]")  # a pattern that may find something else where a text is cut
EDGE = re.compile(r"(?<![\[\\])\^|(?<!\\)\$")  # an anchor in a pattern, not [^…]


def alternation(words: Sequence[str]) -> str:
    """Write words as one RE2 group body; of two that fit the first one wins. No words match nothing."""
    return "|".join([word if word.isalnum() else quote(word) for word in words]) or NOTHING


def longest_first(words: Iterable[str]) -> list[str]:
    """Put words in the order in which they are tried, so that the longest wins."""
    return sorted(set(words), key=lambda word: (-len(word), word))


def is_short(word: str) -> bool:
    """Tell whether a word is so short that it needs jieba's word boundaries (one or two Han characters)."""
    return len(word) <= 2 and all("\u3400" <= character <= "\u9fff" for character in word)


class Part(NamedTuple):
    """One part of a seq: a word list by its clause's number, or a pattern in pieces, where a number is such a list."""

    pieces: tuple[str | int, ...]
    needs: tuple[int, ...] = ()  # the clauses that it cannot do without
    listed: bool = False  # nothing but words, so that short ones can be held to word boundaries
    groups: int = 0  # how many groups a pattern has of its own
    boundary: str = AUTO
    gap: int = 0  # how many characters may stand between this part and the one before
    optional: bool = False
    name: str = ""

    def source(self, words: Callable[[int], Sequence[str]]) -> str:
        """Write the part for RE2, with the words that each list is to have."""
        body = "".join(piece if isinstance(piece, str) else alternation(words(piece)) for piece in self.pieces)
        gap = f"{GAP}{{0,{self.gap}}}?" if self.gap else ""
        # a group that nobody asks about is none: RE2 is several times slower when it has to tell where groups are
        mark = f"?P<{self.name}>" if self.name else "" if self.is_held else "?:"
        return f"(?:{gap}({mark}{body}))?" if self.optional else f"{gap}({mark}{body})"

    @property
    def is_held(self) -> bool:
        """Tell whether what it matches must stand on word boundaries, or must when it is short."""
        return self.boundary == WORD or (self.listed and self.boundary == AUTO)


@dataclass(frozen=True, eq=False)
class Seq:
    """Parts in order, with bounded gaps. `phrases` is a seq of one part, `pattern` too."""

    parts: tuple[Part, ...]
    masked: bool
    lists: Sequence[Sequence[str]]  # all clauses of the rulebook

    @cached_property
    def needs(self) -> Needs:
        return (tuple(sorted({clause for part in self.parts if not part.optional for clause in part.needs})),)

    @cached_property
    def _compiled(self) -> Pattern:
        return compile_pattern("".join(part.source(self.lists.__getitem__) for part in self.parts))

    def _program(self, page: Page) -> tuple[Pattern, Bytes]:
        """Give the pattern and the text to look at.

        For many texts: with all its words, in UTF-8. For one text: with the words that the text holds, in its own
        alphabet. Both find the same, but only the second compiles soon enough for a cold start.
        """
        words = page.seen.words
        if words is None:
            return self._compiled, page.masked if self.masked else page.raw
        program = page.programs.get(id(self))
        if program is None:
            program = page.programs[id(self)] = self._program_for(page, words)
        return program

    def _program_for(self, page: Page, words: Callable[[int], Sequence[str]]) -> tuple[Pattern, Bytes]:
        source = "".join(part.source(words) for part in self.parts)
        spelled = page.alphabet.spell_pattern(source) if page.alphabet is not None else None
        if spelled is None:
            return compile_pattern(source), page.masked if self.masked else page.raw
        return compile_spelled(spelled), page.spelled_masked if self.masked else page.spelled_raw

    @cached_property
    def _held(self) -> tuple[tuple[int, bool], ...]:
        """The group number of each part that is held to word boundaries, and whether only its short words are."""
        held, groups = [], 0
        for part in self.parts:
            if part.name or part.is_held:
                groups += 1
            if part.is_held:
                held.append((groups, part.boundary != WORD))
            groups += part.groups
        return tuple(held)

    @cached_property
    def _is_edged(self) -> bool:
        """Tell whether a pattern asks for `^` or `$`: these mean the edges of the region, not of the reply."""
        return any(isinstance(piece, str) and EDGE.search(piece) for part in self.parts for piece in part.pieces)

    def anchored(self, page: Page) -> bool:
        return False

    @cached_property
    def _sees_edges(self) -> bool:
        """Tell whether what it finds may depend on where the text ends."""
        return self._is_edged or any(
            isinstance(piece, str) and SEES_EDGES.search(piece) for part in self.parts for piece in part.pieces
        )

    def may(self, page: Page) -> bool:
        return self._is_edged or bool(self._hits(page).all)

    def _hits(self, page: Page) -> Hits:
        hits = page.hits.get(id(self))
        if hits is None:
            # the words first: compiling a pattern costs a cold start more than all the looking
            worth = page.seen.could(self.needs)
            hits = page.hits[id(self)] = Hits(tuple(self._look(page, page.whole))) if worth else NO_HITS
        return hits

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        hits = page.hits.get(id(self)) or self._hits(page)
        if self._is_edged:
            return self._found_in(page, region)
        if not hits.all:
            return ()
        stretch = hits.stretch(region)
        if stretch is None:
            return self._found_in(page, region)
        return tuple([hit.match for hit in hits.all[slice(*stretch)] if hit.match is not None])

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        hits = page.hits.get(id(self)) or self._hits(page)
        if not hits.all and not self._is_edged:
            return False
        stretch = hits.stretch(region) if not self._is_edged else None
        if stretch is None:
            return bool(self._found_in(page, region))
        return hits.counts[stretch[1]] > hits.counts[stretch[0]]

    def _found_in(self, page: Page, region: Span) -> tuple[Match, ...]:
        """Look in a region alone: what the whole reply holds may begin or end outside, or stand at no edge."""
        key = (id(self), region)
        found = page.memory.get(key)
        if found is None:
            looked = self._look(page, region) if self._sees_edges else self._across(page, region)
            found = page.memory[key] = tuple([hit.match for hit in looked if hit.match is not None])
        return found

    def _across(self, page: Page, region: Span) -> Iterator[Hit]:
        """Look in a region with hits across its edges: anew at the edges only, as a region may be a whole long reply.

        From the first hit on that the whole reply has too, both have the same, up to one that runs over the end.
        """
        hits = self._hits(page)
        first = bisect_left(hits.starts, region.start)
        last = bisect_right(hits.reached, region.end)  # all before it end inside
        known = {hit.span: place for place, hit in enumerate(hits.all[first : min(last, first + MOST_ANEW)], first)}
        for hit in self._look(page, region):
            place = known.get(hit.span)
            if place is not None:
                yield from hits.all[place:last]
                rest = hits.starts[last] if last < len(hits.all) else region.end
                yield from self._look(page, Span(rest, region.end)) if rest < region.end else ()
                return
            yield hit

    def _look(self, page: Page, region: Span) -> Iterator[Hit]:
        program, text = self._program(page)
        base, end = text.offsets[region.start], text.offsets[region.end]
        data, start = text.data, base
        if self._sees_edges and end - base != len(data):  # cut: `$` is the end of what it sees
            data, start, end = data[base:end], 0, end - base
        else:
            base = 0
        while start <= end:
            groups = program.search(data, start, end)
            if groups is None:
                return
            first, last = groups[0]
            span = _characters(text, base + first, base + last)
            if last > first and self._stands(page, text, groups, base):
                yield Hit(
                    span, Match(span, self._slots(text, program.names, groups, base) if self._is_named else NO_SLOTS)
                )
                start = last
            else:
                yield Hit(span, None)
                start = text.offsets[span.start + 1] - base if first < end else end + 1

    def _stands(self, page: Page, text: Bytes, groups: Groups, base: int) -> bool:
        """Tell whether each part's words stand on word boundaries where they must."""
        for group, only_short in self._held:
            first, last = groups[group]
            if first < 0:
                continue
            span = _characters(text, base + first, base + last)
            short = is_short(page.reading.text[span.start : span.end])
            if (short or not only_short) and not page.reading.is_word(span):
                return False
        return True

    @cached_property
    def _is_named(self) -> bool:
        """Tell whether any group may have a name."""
        return any(part.name or part.groups for part in self.parts)

    def _slots(self, text: Bytes, names: Mapping[str, int], groups: Groups, base: int) -> Mapping[str, Span]:
        spans = {name: groups[number] for name, number in names.items()}
        return {
            name: _characters(text, base + first, base + last)
            for name, (first, last) in spans.items()
            if (first, last) != NO_SPAN
        }


def _characters(text: Bytes, start: int, end: int) -> Span:
    return Span(text.character(start), text.character(end))
