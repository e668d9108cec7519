"""The matcher of jieba's words in order. Floor 4."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach.rulebook.page import NO_SLOTS, Match
from coach.text import Span

if TYPE_CHECKING:
    from coach.rulebook.index import Needs
    from coach.rulebook.page import Page


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
        return (tuple(sorted(part.clause for part in self.classes if part.clause is not None)),)

    def anchored(self, page: Page) -> bool:
        return False

    def may(self, page: Page) -> bool:
        return page.seen.could(self.needs)

    def find(self, page: Page, region: Span, anchor: Match | None = None) -> tuple[Match, ...]:
        tokens = page.reading.tokens(region)
        words = tuple([token.word for token in tokens])
        matches, index = [], 0
        while index < len(tokens):
            end = self._end(words, index, 0)
            if end > index:
                matches.append(Match(Span(tokens[index].span.start, tokens[end - 1].span.end), NO_SLOTS))
                index = end
            else:
                index += 1
        return tuple(matches)

    def holds(self, page: Page, region: Span, anchor: Match | None = None) -> bool:
        return bool(self.find(page, region, anchor))

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
