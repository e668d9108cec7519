"""Report → one JSON object per line: a review, or a failure. Floor 3; never imports Rich."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.report.plain_data import VERSION, failure_data, json_text, review_data

if TYPE_CHECKING:
    from coach.model import Report
    from coach.report import Look


def render(report: Report, look: Look) -> str:
    """Write reviews in order, then failures; `kind` tells them apart."""
    lines: list[dict[str, Any]] = [
        {"version": VERSION, "kind": "review", **review_data(review, report.rules)} for review in report.reviews
    ]
    lines += [{"version": VERSION, "kind": "failure", **failure_data(failure)} for failure in report.failures]
    return "".join(map(json_text, lines))
