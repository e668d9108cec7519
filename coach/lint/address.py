"""您 and 你 side by side: inside one entry, and against the habit of the whole library. Floor 6."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.lint.rules import finding
from coach.reading.masks import masked, masks
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.lint.library import Library
    from coach.model import Finding

PLAIN = re.compile("(?<!迷)你(?!我)")
HABIT, LEAST = 0.8, 5  # share of the entries that say 您, and how many must speak of the customer at all


def mixed(library: Library) -> Iterator[tuple[int, Finding]]:
    """Tell of entries that say both, and of those that say 你 where the library says 您."""
    polite = [("您" in text) for text in library.texts]
    plain = {number: span for number, text in enumerate(library.texts) if "你" in text and (span := _first(text))}
    speaking = sum(polite) + sum(not polite[number] for number in plain)
    habit = speaking >= LEAST and sum(polite) >= HABIT * speaking
    for number, span in plain.items():
        if polite[number]:
            yield number, _told(library, number, span, "同一条里“您”和“你”混用。")
        elif habit:
            yield number, _told(library, number, span, "别的话术都称“您”，这里称“你”。")


def _first(text: str) -> Span | None:
    """Find the first 你 that is the agent's own word."""
    found = PLAIN.search(masked(text, masks(text)))
    return Span(*found.span()) if found else None


def _told(library: Library, number: int, span: Span, message: str) -> Finding:
    return finding("library.address", library.folded[number].span(*span), message)
