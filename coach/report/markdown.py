"""Report → Markdown for a job summary or the comment on a pull request. Floor 3.

Words of a draft stand in `<code>`, where nobody is mentioned and nothing is linked, with the signs of Markdown as
entities. A comment on GitHub holds 65,536 characters: what does not fit is counted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach.report.levels import gravest_first
from coach.report.place import path_of, place_of
from coach.report.visible import visible
from coach.report.words import LONGEST_QUOTE, shortened, tally_of, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.model import Finding, Report, Review
    from coach.report import Look

MOST_CHARACTERS = 60_000  # of 65,536: whoever posts it may want to add a heading
MOST_PLACE = 120
MOST_REWRITE = 160
SIGNS = re.compile(r"[\\`*_\[\]<>&|~$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)  # what means something within a line
CALLS = re.compile(
    r"(?<=[@#:!$%~&^/-])(?=[\w/])|(?<=www)(?=\.)", re.ASCII | re.IGNORECASE
)  # @name, #12, GH-12, https://, :smile:
GAP = "\u200b"  # keeps a sign and a name from being a call


def render(report: Report, look: Look) -> str:
    """Write totals, what could not be judged, and findings, the gravest first."""
    counts = tally_of(report.reviews) or ("" if report.failures else "没有要改的地方")
    head = ["### 客服回复批阅", "", f"{total(report.reviews, len(report.failures))}{'。' if counts else ''}{counts}"]
    unread = [f"| {_code(path_of(each.source), MOST_PLACE)} | {_prose(each.message)} |" for each in report.failures]
    found = [_row(review, finding, report) for review, finding in gravest_first(report.reviews)]
    room = MOST_CHARACTERS - sum(map(len, head))
    kept_unread, room = _fitting(unread, room)
    kept_found, room = _fitting(found, room)
    lines = [
        *head,
        *_table(("没能批阅", "原因"), kept_unread, len(unread) - len(kept_unread), "份没能批阅的"),
        *_table(("级别", "位置", "原文", "问题", "可以说"), kept_found, len(found) - len(kept_found), "处"),
    ]
    return "\n".join(lines) + "\n"


def _fitting(rows: Sequence[str], room: int) -> tuple[Sequence[str], int]:
    """Give the first rows that fit, and the room that is left."""
    for number, row in enumerate(rows):
        if len(row) + 1 > room:
            return rows[:number], 0
        room -= len(row) + 1
    return rows, room


def _table(titles: Sequence[str], rows: Sequence[str], rest: int, what: str) -> Iterator[str]:
    if rows:
        yield ""
        yield f"| {' | '.join(titles)} |"
        yield f"|{' --- |' * len(titles)}"
        yield from rows
    if rest:
        yield ""
        yield f"另有 {rest} {what}没有列出：一条评论放不下"


def _row(review: Review, finding: Finding, report: Report) -> str:
    draft, facts = review.draft, report.rules.get(finding.rule)
    entry = f"<br>{_code(draft.entry, MOST_PLACE)}" if draft.entry and not draft.fields.get("cell") else ""
    title = _prose(facts.title if facts else finding.rule)
    rewrite = next(iter(finding.rewrites), None)
    cells: Iterable[str] = (
        finding.severity.title,
        _code(str(place_of(draft, finding.span)), MOST_PLACE) + entry,
        _code(draft.text[finding.span.start : finding.span.end], LONGEST_QUOTE),
        f"**{title}** {_code(finding.rule, MOST_PLACE)}<br>{_prose(finding.message)}",
        _code(rewrite.text, MOST_REWRITE) if rewrite else "",
    )
    return f"| {' | '.join(cells)} |"


def _code(text: str, most: int) -> str:
    """Show words of a draft as they are."""
    return f"<code>{_signless(visible(shortened(text, most)))}</code>" if text else ""


def _prose(text: str) -> str:
    """Show a sentence that may quote a draft."""
    return _signless(CALLS.sub(GAP, visible(text)))


def _signless(text: str) -> str:
    return SIGNS.sub(lambda found: f"&#{ord(found[0])};", text)
