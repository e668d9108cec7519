"""Entries too long for where they are sent or kept. Floor 6; the figures, with their sources, are in limits.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.lint.rules import finding
from coach.text import Span
from coach.yamlfile import Fields, Items, Text, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.lint.library import Library
    from coach.model import Finding
    from coach.text import Draft

NAMES = {"text": "正文", "shortcut": "快捷码", "group": "分组", "title": "标题"}


class Limit(NamedTuple):
    """At most `most` units of a field of entries whose `key` (channel or product) is `value`."""

    key: str
    value: str
    field: str
    most: int
    utf16: bool


def too_long(library: Library) -> Iterator[tuple[int, Finding]]:
    """Tell of each field that is over a limit of its entry; a team's own limit for a channel stands for ours."""
    own = tuple(Limit("channel", channel, "text", most, False) for channel, most in library.standards.limits)
    replaced = {limit.value for limit in own}
    limits = (*own, *(limit for limit in known_limits() if limit.value not in replaced))
    for number, entry in enumerate(library.entries):
        for limit in limits:
            if entry.fields.get(limit.key) == limit.value:
                yield from ((number, each) for each in _over(entry, limit))


def _over(entry: Draft, limit: Limit) -> Iterator[Finding]:
    text = entry.text if limit.field == "text" else entry.fields.get(limit.field, "")
    length = _length(text, limit.utf16)
    if length > limit.most:
        span = Span(_place(text, limit), len(text)) if limit.field == "text" else Span(0, 0)
        message = f"{NAMES[limit.field]} {length} 字，最多能放 {limit.most} 字。"
        yield finding("library.too-long", span, message)


def _length(text: str, utf16: bool) -> int:
    return len(text) + (sum(character > "\uffff" for character in text) if utf16 else 0)


def _place(text: str, limit: Limit) -> int:
    """Find the first character that no longer fits."""
    used = 0
    for place, character in enumerate(text):
        used += 2 if limit.utf16 and character > "\uffff" else 1
        if used > limit.most:
            return place
    return len(text)


@cache
def known_limits() -> tuple[Limit, ...]:
    """Read the limits that come with the program."""
    root = read_yaml(Path(__file__).with_name("limits.yaml"))
    rows = [_plain(node) for node in root.items if isinstance(node, Fields)] if isinstance(root, Items) else []
    keys = [next(key for key in ("channel", "product") if key in row) for row in rows]
    return tuple(
        Limit(key, row[key], row["field"], int(row["most"]), row.get("unit") == "utf-16")
        for key, row in zip(keys, rows, strict=True)
    )


def _plain(node: Fields) -> dict[str, str]:
    return {key.text: value.text for key, value in node.fields if isinstance(value, Text)}
