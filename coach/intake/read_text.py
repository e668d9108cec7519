"""A TXT or Markdown file → drafts, one for each entry. Floor 4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.intake.blocks import block_passage, blocks
from coach.intake.opened import CHINESE, NOTHING, name_of
from coach.intake.passage import draft_of
from coach.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.errors import Failure
    from coach.intake.opened import Opened
    from coach.text import Draft


def read_text(opened: Opened) -> Iterator[Draft | Failure]:
    """Read the entries of a text. Raises UndecodableError."""
    text, encoding = opened.whole()
    if not opened.given and text.strip() and not CHINESE.search(text):
        return
    markdown = opened.kind == "markdown"
    source = Source(opened.name, text, encoding)
    number = times = 0
    last = ""
    for block in blocks(text, opened.how.split, markdown):
        passage = block_passage(text, block, markdown)
        if not passage.text:
            continue
        number += 1
        times = times + 1 if block.title and block.title == last else 1
        last = block.title
        fields = {"title": block.title, "group": block.group, "product": opened.how.product or opened.kind}
        name = name_of(fields, number, f"（{times}）" if times > 1 else "")
        yield draft_of(source, passage, block.span, name, fields)
    if not number:
        yield opened.failure(NOTHING if text.strip() else "文件是空的")
