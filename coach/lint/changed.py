"""Entries now, and the files as they were → which entries are new or changed. Floor 6; pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coach.intake.library import read_bytes
from coach.text import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.intake.options import Intake

SAME = ("title", "shortcut", "group", "scene", "channel", "region")  # fields a change of which is a change


def changed(entries: Sequence[Draft], then: Iterable[tuple[str, bytes | None]], how: Intake) -> frozenset[int]:
    """Number the entries that their file did not hold then, or held otherwise; moving one is no change."""
    old: dict[str, Counter[tuple[str, ...]]] = {}
    for path, data in then:
        held = () if data is None else read_bytes(path, data, how)
        old[path] = Counter(_identity(one) for one in held if isinstance(one, Draft))
    new = set()
    for number, entry in enumerate(entries):
        left = old.get(entry.source.name, Counter())
        identity = _identity(entry)
        if left[identity] > 0:
            left[identity] -= 1
        else:
            new.add(number)
    return frozenset(new)


def _identity(draft: Draft) -> tuple[str, ...]:
    """What makes an entry the same; line ends are the checkout's, not the author's."""
    text = draft.text.replace("\r\n", "\n").replace("\r", "\n")
    return (text, *(draft.fields.get(name, "") for name in SAME))
