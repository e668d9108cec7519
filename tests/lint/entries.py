"""Libraries made by hand: entries of one file, each on a line of its own."""

from __future__ import annotations

from datetime import date

from coach.lint.library import Library, Standards
from coach.text import Draft, Source, Span

TODAY = date(2026, 3, 1)


def entries(*rows: str | tuple[str, dict[str, str]], name: str = "话术.csv") -> tuple[Draft, ...]:
    pairs = [(row, {}) if isinstance(row, str) else row for row in rows]
    source = Source(name, "\n".join(text for text, _ in pairs))
    drafts, start = [], 0
    for number, (text, fields) in enumerate(pairs, 1):
        called = fields.get("shortcut") or fields.get("title") or f"第{number}条"
        drafts.append(Draft(source, text, Span(start, start + len(text)), called, fields))
        start += len(text) + 1
    return tuple(drafts)


def library(*rows: str | tuple[str, dict[str, str]], **standards: object) -> Library:
    return Library(entries(*rows), Standards(**{"today": TODAY, **standards}))  # type: ignore[arg-type]
