"""Report → one line per finding: `path:line:column: 级别 规则 「原文」 说明`. Floor 3; never passes through Rich."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.report.place import place_of
from coach.report.visible import harmless, visible
from coach.report.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.model import Report, Review
    from coach.report import Look


def render(report: Report, look: Look) -> str:
    """Write every finding of every review, in order."""
    return harmless("".join(f"{line}\n" for review in report.reviews for line in _lines(review)))


def _lines(review: Review) -> Iterator[str]:
    draft = review.draft
    for finding in review.findings:
        place = place_of(draft, finding.span)._replace(path=draft.source.name)  # as given: terminals open it
        quote = quoted(draft.text[finding.span.start : finding.span.end])
        what = f"{finding.rule}{' ' if quote else ''}{quote}"
        yield f"{visible(str(place))}: {finding.severity.title} {what} {visible(finding.message)}"
