"""Report → one line per finding: `path:line:column: 级别 规则 「原文」 说明`. Floor 3; never passes through Rich."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.model import Report, Review
    from coach.report import Look

LONGEST_QUOTE = 40


def render(report: Report, look: Look) -> str:
    """Write every finding of every review, in order."""
    return "".join(f"{line}\n" for review in report.reviews for line in _lines(review))


def _lines(review: Review) -> Iterator[str]:
    draft = review.draft
    for finding in review.findings:
        line, column = draft.source.position(draft.in_source(finding.span).start)
        quote = _quote(draft.text[finding.span.start : finding.span.end])
        place = f"{visible(draft.source.name)}:{line}:{column}"
        yield f"{place}: {finding.severity.title} {finding.rule}{quote} {visible(finding.message)}"


def _quote(text: str) -> str:
    if not text:
        return ""
    if len(text) > LONGEST_QUOTE:
        half = LONGEST_QUOTE // 2
        text = f"{text[:half]}…{text[-half:]}"
    return f" 「{visible(text)}」"
