"""One thing under two names across the library. Floor 6; the spellings that are known are in terms.yaml."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from coach.lint.rules import finding
from coach.reading.fold import fold_word
from coach.yamlfile import Items, Text, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.lint.library import Library
    from coach.model import Finding


def inconsistent(library: Library) -> Iterator[tuple[int, Finding]]:
    """Tell of entries that use another word than the team wants, or than most of the library uses."""
    for words, wanted in _families(library):
        uses = _uses(library.texts, words)
        usual = wanted or _usual(uses)
        for word, places in uses.items():
            if usual is not None and word != usual:
                for number, place in places:
                    span = library.folded[number].span(place, place + len(word))
                    said = library.entries[number].text[slice(*span)]
                    message = f"“{said}”和“{usual}”是一回事，统一用“{usual}”。"
                    yield number, finding("library.term", span, message)


def _families(library: Library) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """Give words that mean the same and, of a team's own, the wanted one."""
    own = [tuple(map(fold_word, words)) for words in library.standards.terms]
    settled = {word for words in own for word in words}
    yield from ((words, words[0]) for words in own)
    yield from ((words, None) for words in known_terms() if not settled.intersection(words))


def _uses(texts: Sequence[str], words: tuple[str, ...]) -> dict[str, list[tuple[int, int]]]:
    """Find where each word first stands in each text: (number, offset); inside a longer one it is not itself."""
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    uses: dict[str, list[tuple[int, int]]] = {}
    for number, text in enumerate(texts):
        if any(word in text for word in words):
            first = {hit[0]: hit.start() for hit in reversed(list(pattern.finditer(text)))}
            for word, place in sorted(first.items()):
                uses.setdefault(word, []).append((number, place))
    return uses


def _usual(uses: dict[str, list[tuple[int, int]]]) -> str | None:
    """Give the word of a clear majority; where two are as common, nothing can be said."""
    common = Counter({word: len(places) for word, places in uses.items()}).most_common(2)
    return common[0][0] if len(common) == 2 and common[0][1] > common[1][1] else None


@cache
def known_terms() -> tuple[tuple[str, ...], ...]:
    """Read the spellings that come with the program, folded as texts are."""
    root = read_yaml(Path(__file__).with_name("terms.yaml"))
    rows = root.items if isinstance(root, Items) else ()
    return tuple(
        tuple(fold_word(word.text) for word in row.items if isinstance(word, Text))
        for row in rows
        if isinstance(row, Items)
    )
