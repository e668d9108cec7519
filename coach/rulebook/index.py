"""Which words of the rules occur in a text: the prefilter that spares rules the looking. Floor 4.

A clause is a set of folded words, known by its number; most rules need one word of each of several clauses. One draft is
looked through with plain `in`, clause by clause as asked. Many are looked through once each, with all words laid out by
their first two characters; that layout costs as much as some ten drafts, so it is made only for many.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Has = Callable[[int], bool]
    """Tells of a clause, by its number, whether the text holds one of its words."""

    Homes = dict[str, set[int]]  # a word, or what follows its first two characters: the clauses it is in


@dataclass(frozen=True)
class Index:
    """All clauses of a rulebook."""

    clauses: tuple[tuple[str, ...], ...]

    def look(self, text: str) -> Has:
        """Look through one text, a clause when it is first asked about."""
        known: dict[int, bool] = {}

        def has(clause: int) -> bool:
            answer = known.get(clause)
            if answer is None:
                answer = known[clause] = any(word in text for word in self.clauses[clause])
            return answer

        return has

    @cached_property
    def _layout(self) -> tuple[Homes, dict[str, Homes]]:
        """Words of one character, and longer ones by their first two."""
        singles: Homes = {}
        pairs: dict[str, Homes] = {}
        for clause, words in enumerate(self.clauses):
            for word in words:
                homes = singles if len(word) == 1 else pairs.setdefault(word[:2], {})
                homes.setdefault(word if len(word) == 1 else word[2:], set()).add(clause)
        return singles, pairs

    def look_at_once(self, text: str) -> Has:
        """Look through one text for every clause in one pass: for many texts. The same answers."""
        singles, pairs = self._layout
        met: set[int] = set()
        for character in singles.keys() & set(text):
            met |= singles[character]
        for place in range(len(text) - 1):
            homes = pairs.get(text[place : place + 2])
            if homes is not None:
                for rest, clauses in homes.items():
                    if text.startswith(rest, place + 2):
                        met |= clauses
        return met.__contains__
