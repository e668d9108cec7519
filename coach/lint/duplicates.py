"""Entries that say nearly the same, and those of them that disagree on a fact. Floor 6.

Versions are no duplicates: entries kept for different channels, regions or scenes, or one in Simplified and one in
Traditional characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.lint.facts import bearing, first_difference
from coach.lint.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.lint.facts import Fact
    from coach.lint.library import Library
    from coach.model import Finding

MOST_RIVALS = 8  # entries of one wording with other values that each is held against
VERSIONS = ("channel", "region", "scene")  # fields in which two entries may differ on purpose


def conflicts(library: Library) -> Iterator[tuple[int, Finding]]:
    """Tell of each entry the first fact in which another of the same wording differs."""
    stated: dict[str, list[int]] = {}
    known = library.facts
    for number in library.order:
        if known[number]:
            stated.setdefault(bearing(library.texts[number], known[number]), []).append(number)
    for numbers in stated.values():
        kinds: dict[tuple[tuple[float, float], ...], int] = {}  # one entry for each set of values is enough to tell
        for number in numbers:
            kinds.setdefault(tuple((fact.low, fact.high) for fact in known[number]), number)
        rivals = list(kinds.values())[:MOST_RIVALS] if len(kinds) > 1 else []
        for number in numbers:
            for rival in rivals:
                parted = first_difference(known[number], known[rival])
                if parted and not _versions(library, number, rival):
                    yield number, _contradiction(library, (number, parted[0]), (rival, parted[1]))
                    break


def duplicates(library: Library) -> Iterator[tuple[int, Finding]]:
    """Tell of each entry the one it repeats most closely; one that contradicts it is another matter."""
    closest: dict[int, tuple[float, int]] = {}
    order = library.order
    for first, second, alike in library.pairs([library.texts[number] for number in order]):
        one, other = order[first], order[second]
        if _versions(library, one, other) or _contradict(library, one, other):
            continue
        flagged, kept = (other, one) if library.asked(other) else (one, other)
        closest[flagged] = max(closest.get(flagged, (0.0, 0)), (alike, -kept))
    for number, (alike, kept) in sorted(closest.items()):
        how = "完全一样" if library.texts[number] == library.texts[-kept] else f"有 {min(alike, 99):.0f}% 一样"
        message = f"和{library.called(-kept, number)}的话术{how}，留一条就够。"
        yield number, finding("library.near-duplicate", library.whole(number), message)


def _contradiction(library: Library, mine: tuple[int, Fact], theirs: tuple[int, Fact]) -> Finding:
    here, there = (library.texts[number][slice(*fact.span)] for number, fact in (mine, theirs))
    number, fact = mine
    message = f"这里“{here}”，{library.called(theirs[0], number)}却是“{there}”。"
    return finding("library.conflict", library.folded[number].span(*fact.span), message)


def _contradict(library: Library, one: int, other: int) -> bool:
    """Tell whether what parts two entries is a fact."""
    mine, theirs = library.facts[one], library.facts[other]
    if [fact.measure for fact in mine] != [fact.measure for fact in theirs]:
        return False
    return first_difference(mine, theirs) is not None


def _versions(library: Library, one: int, other: int) -> bool:
    """Tell whether two entries are kept apart on purpose."""
    for name in VERSIONS:
        mine, theirs = (library.entries[number].fields.get(name) for number in (one, other))
        if mine and theirs and mine != theirs:
            return True
    return library.traditional(one) != library.traditional(other)
