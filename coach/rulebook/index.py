"""Which words of the rules occur in a text: the prefilter that spares rules the looking. Floor 4.

A clause is a set of folded words, known by its number; most rules need one word of each of several clauses. One draft
is looked through with plain `in`, clause by clause as asked. Many are looked through once each, with all words laid out
by their first two characters; that layout costs as much as some ten drafts, so it is made only for many.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Needs = tuple[tuple[int, ...], ...]
    """What a text must hold for something to be found: of every group, a word of one of its clauses. Empty: nothing."""

    Homes = dict[str, set[int]]  # a word, or what follows its first two characters: the clauses it is in


class Seen(NamedTuple):
    """What was seen of the clauses in one text: asked one by one (`words`), or all at once (`met`)."""

    has: Callable[[int], bool]
    met: set[int] | None = None
    words: Callable[[int], tuple[str, ...]] | None = None


class Triggers:
    """Of many things with needs, quickly finds the few that a text could satisfy; each goes by its narrowest group."""

    def __init__(self, needs: Sequence[Needs]) -> None:
        self.count = len(needs)
        self.always: list[int] = []
        self.by_clause: dict[int, list[int]] = {}
        for number, groups in enumerate(needs):
            if not groups:
                self.always.append(number)
            for clause in min(groups, key=len, default=()):
                self.by_clause.setdefault(clause, []).append(number)

    def numbers(self, met: set[int] | None) -> Iterable[int]:
        """Number those that may find something; all of them when the clauses were not looked for at once."""
        if met is None:
            return range(self.count)
        numbers = {number for clause in self.by_clause.keys() & met for number in self.by_clause[clause]}
        numbers.update(self.always)
        return sorted(numbers)


@dataclass(frozen=True)
class Index:
    """All clauses of a rulebook."""

    clauses: tuple[tuple[str, ...], ...]

    def look(self, text: str) -> Seen:
        """Look through one text, a clause when it is first asked about, and tell which of its words are there."""
        known: dict[int, tuple[str, ...]] = {}

        def words(clause: int) -> tuple[str, ...]:
            found = known.get(clause)
            if found is None:
                found = known[clause] = tuple([word for word in self.clauses[clause] if word in text])
            return found

        return Seen(lambda clause: bool(words(clause)), None, words)

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

    def look_at_once(self, text: str) -> Seen:
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
        return Seen(met.__contains__, met)
