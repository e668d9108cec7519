"""Entries → what `--show-entries` prints of them: a line each, no line begins with words of a draft. Floor 7."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.intake.options import PRODUCTS
from coach.report.place import place_of
from coach.report.visible import visible
from coach.report.words import shortened
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.text import Draft

MOST = 40  # characters of an entry's text
NAMES = (
    ("shortcut", "快捷码"),
    ("title", "标题"),
    ("group", "分组"),
    ("scene", "场景"),
    ("channel", "渠道"),
    ("region", "地区"),
)


def entry_lines(entries: Iterable[Draft]) -> Iterator[str]:
    """Say of each entry where it is, what it was taken for, its name and fields, and how it begins."""
    for draft in entries:
        place = visible(str(place_of(draft, Span(0, 0))))
        product = draft.fields.get("product", "")
        fields = [
            f"{title}={visible(draft.fields[name])}" for name, title in NAMES if draft.fields.get(name, "").strip()
        ]
        about = "  ".join((f"[{PRODUCTS.get(product, product)}]", *fields))
        yield f"{place}: {about}  「{visible(shortened(draft.text, MOST))}」"
