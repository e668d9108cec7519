"""How entries are filed: a shortcut that calls up two, an entry without a group, a group that is a slip. Floor 6."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coach.lint.rules import finding
from coach.reading.fold import fold_word
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.lint.library import Library
    from coach.model import Finding

HERE = Span(0, 0)  # nothing in the words is wrong


def shortcuts(library: Library) -> Iterator[tuple[int, Finding]]:
    """Tell of each entry whose shortcut another of its file has; versions for other channels may share one."""
    first: dict[tuple[str, ...], int] = {}
    for number in library.order:
        entry = library.entries[number]
        shortcut = fold_word(entry.fields.get("shortcut", "")).strip()
        if not shortcut:
            continue
        key = (entry.source.name, shortcut, *(entry.fields.get(name, "") for name in ("channel", "region", "scene")))
        earlier = first.setdefault(key, number)
        if earlier != number:
            flagged, kept = (number, earlier) if library.asked(number) else (earlier, number)
            said = library.entries[flagged].fields["shortcut"].strip()
            message = f"快捷码“{said}”和{library.called(kept, flagged)}重复。"
            yield flagged, finding("library.shortcut", HERE, message)


def groups(library: Library) -> Iterator[tuple[int, Finding]]:
    """Tell of entries without a group in a file that has groups, and of groups whose name is a variant of another."""
    sizes: Counter[tuple[str, str]] = Counter()
    for entry in library.entries:
        if entry.fields.get("group", "").strip():
            sizes[entry.source.name, entry.fields["group"]] += 1
    grouped = {file for file, _ in sizes}
    usual: dict[tuple[str, str], str] = {}
    for (file, group), _ in sizes.most_common():
        usual.setdefault((file, _plain(group)), group)
    for number, entry in enumerate(library.entries):
        file, group = entry.source.name, entry.fields.get("group", "")
        if file not in grouped:
            continue
        if not group.strip():
            yield number, finding("library.group", HERE, "没有分组，客服不容易找到它。")
        elif usual[file, _plain(group)] != group:
            message = f"分组“{group}”和“{usual[file, _plain(group)]}”像是同一个。"
            yield number, finding("library.group", HERE, message)


def _plain(group: str) -> str:
    return "".join(fold_word(group).split())
