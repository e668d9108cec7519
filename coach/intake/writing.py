"""Words to put into a draft → as they must stand in its file. Floor 4.

Only what needs no escape in any format is written into a format that has escapes: a correction is a few words, and
a file that is left as it is beats one that is broken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.text import Draft

PLAIN = frozenset(("text", "markdown"))
SPECIAL = frozenset("\"'\\<>&,;|:#{}[]*!%@`=?-~\t\n\r")  # what means something in CSV, JSON, YAML or HTML


def written(draft: Draft, text: str) -> str | None:
    """Give `text` as it must stand in the draft's source; None when it cannot be put there safely."""
    encoding = draft.source.encoding
    try:
        text.encode(encoding)
    except (UnicodeError, LookupError):
        return None
    if "cell" in draft.fields:  # a cell of a workbook is not written
        return None
    if draft.places is None and draft.verbatim and _is_plain(draft):
        return text
    return None if any(sign in SPECIAL for sign in text) or text != text.strip() else text


def _is_plain(draft: Draft) -> bool:
    return draft.fields.get("product") in PLAIN
