"""Matchers of wording: phrases, seq, pattern, tokens. Floor 4; the one door to RE2.

RE2 runs in linear time, so that no team's pattern can be slow to anyone. A word of one or two Han characters counts
only when jieba also cuts there: no 保证 in 保证金, no 不行 in 步行.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import re2

from coach.rulebook.matchers.base import NO_SLOTS
from coach.rulebook.page import Match
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from typing import Any

    from coach.rulebook.index import Needs
    from coach.rulebook.page import Bytes, Page

NOTHING = "[^\\x{0}-\\x{10ffff}]"  # a pattern that no text matches
GAP = "[^。！？!?；;\n]"  # what may stand between the parts of a seq: a sentence end never
FREE = "free"
WORD = "word"
AUTO = "auto"
EDGE = re.compile(r"(?<![\[\\])\^|(?<!\\)\$")  # an anchor in a pattern, not [^…]


class RejectedPattern(ValueError):
    """A pattern that RE2 refuses, in RE2's own words."""


def compile_pattern(pattern: str) -> Any:
    """Compile for RE2 over UTF-8 bytes. Raises RejectedPattern."""
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern.encode("utf-8"), options)
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        raise RejectedPattern(reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason) from None


def compile_spelled(pattern: bytes) -> Any:
    """Compile a pattern that is written in a draft's own alphabet, one byte a character."""
    options = re2.Options()
    options.log_errors = False
    options.encoding = re2.Options.Encoding.LATIN1
    return re2.compile(pattern, options)


def alternation(words: Collection[str]) -> str:
    """Write words as one RE2 group body, longest first, so that the longest wins; no words match nothing."""
    return (
        NOTHING
        if not words
        else "|".join(re2.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
    )


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
        group = f"(?P<{self.name}>{body})" if self.name else f"({body})"
        return f"(?:{gap}{group})?" if self.optional else f"{gap}{group}"


@dataclass(frozen=True, eq=False)
class Seq:
    """Parts in order, with bounded gaps. `phrases` is a seq of one part, `pattern` too."""

    parts: tuple[Part, ...]
    masked: bool
    lists: Sequence[Sequence[str]]  # all clauses of the rulebook

    @cached_property
    def _clauses(self) -> tuple[int, ...]:
        """The clauses it needs, the short lists first: they are the likeliest to say no."""
        needed = {clause for part in self.parts if not part.optional for clause in part.needs}
        return tuple(sorted(needed, key=lambda clause: len(self.lists[clause])))

    @property
    def needs(self) -> Needs:
        return tuple((clause,) for clause in self._clauses)

    @cached_property
    def _compiled(self) -> Any:
        return compile_pattern("".join(part.source(self.lists.__getitem__) for part in self.parts))

    def _program(self, page: Page) -> tuple[Any, Bytes]:
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

    def _program_for(self, page: Page, words: Callable[[int], Sequence[str]]) -> tuple[Any, Bytes]:
        source = "".join(part.source(words) for part in self.parts)
        spelled = page.alphabet.spell_pattern(source) if page.alphabet is not None else None
        if spelled is None:
            return compile_pattern(source), page.masked if self.masked else page.raw
        return compile_spelled(spelled), page.spelled_masked if self.masked else page.spelled_raw

    @cached_property
    def _groups(self) -> tuple[int, ...]:
        """The group number of each part; a part's own pattern may hold groups as well."""
        return tuple(accumulate((1 + part.groups for part in self.parts[:-1]), initial=1))

    @cached_property
    def _is_edged(self) -> bool:
        """Tell whether a pattern asks for `^` or `$`: these mean the edges of the region, not of the reply."""
        return any(isinstance(piece, str) and EDGE.search(piece) for part in self.parts for piece in part.pieces)

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        if not self.may(page):
            return ()
        key = (id(self), region)
        found = page.memory.get(key)
        if found is None:
            found = page.memory[key] = tuple(self._look(page, region))
        return found

    def may(self, page: Page) -> bool:
        first = page.firsts.get(id(self))
        if first is None:
            first = page.firsts[id(self)] = self._first(page)
        return first >= 0

    def _first(self, page: Page) -> int:
        """Give the byte before which no match begins, -1 when there is no match at all: most regions end before it."""
        has = page.has
        for (
            clause
        ) in self._clauses:  # the words first: compiling a pattern costs a cold start more than all the looking
            if not has(clause):
                return -1
        if self._is_edged:
            return 0
        program, text = self._program(page)
        found = program.search(text.data)
        return -1 if found is None else int(found.start())

    def _look(self, page: Page, region: Span) -> Iterator[Match]:
        program, text = self._program(page)
        base, end = text.offsets[region.start], text.offsets[region.end]
        if end <= page.firsts[id(self)]:
            return
        data = text.data[base:end]  # cut, since RE2 knows no region: `$` would stand for the end of the whole text
        start, size = 0, end - base
        while start <= size:
            found = program.search(data, start)
            if found is None:
                return
            first, last = found.span()
            if last > first and self._stands(page, text, found, base):
                yield Match(_characters(text, base + first, base + last), self._slots(text, found, base))
                start = last
            else:
                start = text.offsets[text.character(base + first) + 1] - base if first < size else size + 1

    def _stands(self, page: Page, text: Bytes, found: Any, base: int) -> bool:
        """Tell whether each part's words stand on word boundaries where they must."""
        for part, number in zip(self.parts, self._groups, strict=True):
            first, last = found.span(number)
            if part.boundary == FREE or first < 0:
                continue
            span = _characters(text, base + first, base + last)
            word = page.reading.text[span.start : span.end]
            if (part.boundary == WORD or (part.listed and is_short(word))) and not page.reading.is_word(span):
                return False
        return True

    def _slots(self, text: Bytes, found: Any, base: int) -> Mapping[str, Span]:
        named = found.re.groupindex
        if not named:
            return NO_SLOTS
        spans = {name.decode("utf-8"): found.span(number) for name, number in named.items()}
        return {
            name: _characters(text, base + first, base + last) for name, (first, last) in spans.items() if first >= 0
        }


def _characters(text: Bytes, start: int, end: int) -> Span:
    return Span(text.character(start), text.character(end))


class TokenClass(NamedTuple):
    """One place of a `tokens` matcher: words, `?` any one token, `*` up to six tokens."""

    words: frozenset[str] = frozenset()
    clause: int | None = None
    wild: str = ""  # "", "?" or "*"


MOST_TOKENS = 6  # how many tokens a `*` may take


class Tokens(NamedTuple):
    """jieba's words in order, whole words only."""

    classes: tuple[TokenClass, ...]

    @property
    def needs(self) -> Needs:
        return tuple((part.clause,) for part in self.classes if part.clause is not None)

    def may(self, page: Page) -> bool:
        return all(page.has(clause) for (clause,) in self.needs)

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        tokens = page.reading.tokens(region)
        matches, index = [], 0
        while index < len(tokens):
            end = self._end(tuple(token.word for token in tokens), index, 0)
            if end > index:
                matches.append(Match(Span(tokens[index].span.start, tokens[end - 1].span.end), NO_SLOTS))
                index = end
            else:
                index += 1
        return tuple(matches)

    def _end(self, words: tuple[str, ...], index: int, place: int) -> int:
        """Where the classes from `place` on, tried at token `index`, come to an end; -1 when they do not fit."""
        if place == len(self.classes):
            return index
        wanted = self.classes[place]
        if wanted.wild == "*":
            reach = range(index, min(index + MOST_TOKENS, len(words)) + 1)
            return next((end for skip in reach if (end := self._end(words, skip, place + 1)) >= 0), -1)
        if index < len(words) and (wanted.wild or words[index] in wanted.words):
            return self._end(words, index + 1, place + 1)
        return -1
