"""Which rules can have anything to say of a text: a prefilter over the words they need. Floor 4.

A rule needs one word of each of its clauses. One draft is looked through with plain `in`; many with one automaton.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Index:
    """`clauses` are sets of folded words; `needs[i]` names the clauses of rule i, none when it must always look."""

    clauses: tuple[tuple[str, ...], ...]
    needs: tuple[tuple[int, ...], ...]

    def candidates(self, text: str) -> tuple[int, ...]:
        """Name the rules whose every clause has a word in `text`."""
        known: dict[int, bool] = {}

        def met(clause: int) -> bool:
            if clause not in known:
                known[clause] = any(word in text for word in self.clauses[clause])
            return known[clause]

        return tuple(rule for rule, needs in enumerate(self.needs) if all(map(met, needs)))

    @cached_property
    def _automaton(self) -> tuple[Any, tuple[tuple[int, ...], ...]]:
        import ahocorasick_rs

        homes: dict[str, list[int]] = {}
        for clause, words in enumerate(self.clauses):
            for word in words:
                homes.setdefault(word, []).append(clause)
        return ahocorasick_rs.AhoCorasick(list(homes)), tuple(map(tuple, homes.values()))

    def in_bulk(self) -> Callable[[str], tuple[int, ...]]:
        """Give `candidates` for many texts: built once, then one pass a text. The same answers."""
        automaton, homes = self._automaton

        def candidates(text: str) -> tuple[int, ...]:
            met: set[int] = set()
            for index, _, _ in automaton.find_matches_as_indexes(text, overlapping=True):
                met.update(homes[index])
            return tuple(rule for rule, needs in enumerate(self.needs) if met.issuperset(needs))

        return candidates
