"""Entries → findings about the library as a whole. Floor 6; pure: today's date and a team's own words are handed in.

A check is a function over a `Library` that yields (number of the entry, finding); a new one is a file and a line below.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from coach.lint.facts import facts
from coach.lint.near import near_pairs
from coach.lint.rules import named
from coach.reading.fold import TABLE, Folded, fold, is_han
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from coach.lint.facts import Fact
    from coach.lint.near import Pair
    from coach.model import Finding, Severity
    from coach.text import Draft

    Check = Callable[["Library"], Iterable[tuple[int, Finding]]]


@dataclass(frozen=True)
class Standards:
    """What a library is held against."""

    today: date
    limits: tuple[tuple[str, int], ...] = ()  # characters by channel, a team's own
    terms: tuple[tuple[str, ...], ...] = ()  # words that mean the same, the wanted one first
    variables: tuple[str, ...] = ()  # names a team's own system fills in
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True)
class Library:
    """Entries in order with their folded texts. `focus`: the entries that are asked about, None for all.

    `pairs` finds near-duplicates: a cache may stand before the work."""

    entries: Sequence[Draft]
    standards: Standards
    focus: Collection[int] | None = None
    pairs: Callable[[Sequence[str]], tuple[Pair, ...]] = near_pairs
    _traditional: dict[int, bool] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def folded(self) -> tuple[Folded, ...]:
        """Every text, folded."""
        return tuple(fold(entry.text) for entry in self.entries)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The folded texts alone."""
        return tuple(folded.text for folded in self.folded)

    @cached_property
    def facts(self) -> tuple[tuple[Fact, ...], ...]:
        """What each text states in figures."""
        return tuple(map(facts, self.texts))

    def traditional(self, number: int) -> bool:
        """Tell whether a text is written in Traditional characters: more than a stray one in twenty, as readings do."""
        known = self._traditional.get(number)
        if known is None:
            known = self._traditional[number] = _traditional(self.entries[number].text)
        return known

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The entries by what they are, not by where they stand: moving them about must make no finding another."""

        def identity(number: int) -> tuple[str, ...]:
            fields = self.entries[number].fields
            return (*(fields.get(name, "") for name in ("id", "shortcut", "title")), self.texts[number])

        return tuple(sorted(range(len(self.entries)), key=identity))

    def whole(self, number: int) -> Span:
        """The whole text of an entry."""
        return Span(0, len(self.entries[number].text))

    def asked(self, number: int) -> bool:
        """Tell whether an entry is among those asked about."""
        return self.focus is None or number in self.focus

    def called(self, number: int, beside: int) -> str:
        """Name an entry to a reader who looks at entry `beside`."""
        entry, here = self.entries[number], self.entries[beside]
        line = entry.source.position(entry.extent.start).line
        place = entry.fields.get("cell") or f"第 {line} 行"
        file = entry.source.name
        return place if file == here.source.name else f" {file} {place}"


def _traditional(text: str) -> bool:
    plain = text.translate(TABLE)
    if plain == text:
        return False
    changed = sum(mine != folded and is_han(mine) for mine, folded in zip(text, plain, strict=True))
    return changed > 0 and changed * 20 > sum(map(is_han, text))


def check_library(library: Library, levels: Mapping[str, Severity]) -> dict[int, list[Finding]]:
    """Run every check that is wanted; findings by entry, each at the severity `levels` gives its rule."""
    standards = library.standards
    found: dict[int, list[Finding]] = {}
    for number, finding in chain.from_iterable(check(library) for check in _wanted(standards)):
        if library.asked(number) and _on(finding.rule, standards):
            found.setdefault(number, []).append(finding._replace(severity=levels[finding.rule]))
    return {number: sorted(findings, key=lambda each: (each.span, each.rule)) for number, findings in found.items()}


def _on(rule: str, standards: Standards) -> bool:
    return (not standards.select or named(rule, standards.select)) and not named(rule, standards.ignore)


def _wanted(standards: Standards) -> Iterator[Check]:
    """Give the checks with a rule that is on; the modules of the others are not even imported."""
    from coach.lint import address, dates, duplicates, filing, lengths, links, terms, unknown

    checks: tuple[tuple[Check, tuple[str, ...]], ...] = (
        (duplicates.duplicates, ("library.near-duplicate",)),
        (duplicates.conflicts, ("library.conflict",)),
        (filing.shortcuts, ("library.shortcut",)),
        (filing.groups, ("library.group",)),
        (lengths.too_long, ("library.too-long",)),
        (address.mixed, ("library.address",)),
        (terms.inconsistent, ("library.term",)),
        (dates.expired, ("library.expired",)),
        (links.broken, ("library.link",)),
        (unknown.unknown, ("library.variable",)),
    )
    for check, rules in checks:
        if any(_on(rule, standards) for rule in rules):
            yield check
