"""Which words of the rules occur in a text: the prefilter that spares rules the looking. Floor 4.

A clause is a set of folded words, known by its number, the rarest first; most rules need one word of each of several.
One draft is looked through with plain `in`, clause by clause as asked. Many are looked through once each, with all
words laid out by their first two characters; that layout costs as much as some ten drafts, so it is made only for many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import add
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    Alternative = tuple[int, ...]  # clauses, all of which must be met; the rarest first
    Needs = tuple[Alternative, ...]
    """What a text must hold for something to be found: all of one alternative. `((),)`: nothing; `()`: in vain."""

    Homes = dict[str, set[int]]  # a word, or what follows its first two characters: the clauses it is in

MOST = 64  # alternatives of two things together: beyond this only the first one's are kept
NOTHING: Needs = ((),)
LONG = 10_000  # characters; in a longer text it pays to know its pairs of characters before looking for words


def both(one: Needs, other: Needs) -> Needs:
    """What is needed where two things must be found; at worst (too many alternatives) what the first one needs."""
    if len(one) * len(other) > MOST and len(other) > 1:
        return one
    return tuple(dict.fromkeys(tuple(sorted({*a, *b})) for a in one for b in other))


class Seen(NamedTuple):
    """What was seen of the clauses in one text: asked one by one (`words`), or all at once (`met`)."""

    has: Callable[[int], bool]
    met: set[int] | None = None
    words: Callable[[int], tuple[str, ...]] | None = None

    def could(self, needs: Needs) -> bool:
        """Tell whether the text holds all that one alternative needs."""
        has = self.has
        for alternative in needs:  # loops, since this is asked a hundred times a reply
            for clause in alternative:
                if not has(clause):
                    break
            else:
                return True
        return False


class Triggers:
    """Of many things with needs, quickly finds the few that a text could satisfy, each alternative by its rarest."""

    def __init__(self, needs: Sequence[Needs]) -> None:
        self.needs = needs
        self.always: list[int] = []
        self.by_clause: dict[int, list[tuple[int, frozenset[int]]]] = {}
        for number, alternatives in enumerate(needs):
            for alternative in alternatives:
                if alternative:
                    rarest, *others = alternative
                    self.by_clause.setdefault(rarest, []).append((number, frozenset(others)))
                else:
                    self.always.append(number)

    def numbers(self, seen: Seen) -> Iterable[int]:
        """Number those that may find something."""
        met = seen.met
        if met is None:
            return [number for number, needs in enumerate(self.needs) if seen.could(needs)]
        numbers = set(self.always)
        for clause in self.by_clause.keys() & met:
            for number, others in self.by_clause[clause]:
                if others <= met:
                    numbers.add(number)
        return sorted(numbers)


class Clauses(Sequence[tuple[str, ...]]):
    """Clauses kept as one text each, taken apart when they are asked for: most drafts ask for few."""

    SEPARATOR = "\x7f"  # in no word of a rule: folding leaves no control characters

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    @classmethod
    def text(cls, words: Sequence[str]) -> str:
        """Write a clause as it is kept."""
        return cls.SEPARATOR.join(words)

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, number: Any) -> Any:
        text = self._texts[number]
        return tuple(text.split(self.SEPARATOR)) if text else ()


@dataclass(frozen=True)
class Index:
    """All clauses of a rulebook; the first `asked` are those that rules need, the rarest first."""

    clauses: Sequence[tuple[str, ...]]
    asked: int

    def look(self, text: str) -> Seen:
        """Look through one text, a clause when it is first asked about, and tell which of its words are there."""
        known: dict[int, tuple[str, ...]] = {}
        pairs = set(map(add, text, text[1:])) if len(text) > LONG else set()

        def words(clause: int) -> tuple[str, ...]:
            found = known.get(clause)
            if found is None:
                maybe = self.clauses[clause]
                if pairs:
                    maybe = tuple([word for word in maybe if pairs.issuperset(map(add, word, word[1:]))])
                found = known[clause] = tuple([word for word in maybe if word in text])
            return found

        return Seen(lambda clause: bool(words(clause)), None, words)

    @cached_property
    def _layout(self) -> tuple[Homes, dict[str, Homes]]:
        """Words of one character, and longer ones by their first two."""
        singles: Homes = {}
        pairs: dict[str, Homes] = {}
        for clause in range(self.asked):
            for word in self.clauses[clause]:
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
