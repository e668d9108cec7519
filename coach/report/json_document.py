"""Report → one JSON document, described by `schema.json`. Floor 3; never imports Rich."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import __version__
from coach.report.plain_data import VERSION, failure_data, json_text, review_data

if TYPE_CHECKING:
    from coach.model import Report
    from coach.report import Look

FEW = 50  # reviews that somebody may read; indenting a whole library costs ten times its encoding


def render(report: Report, look: Look) -> str:
    """Write the whole report."""
    document = {
        "version": VERSION,
        "tool": {"name": "reply-coach", "version": __version__},
        "reviews": [review_data(review, report.rules) for review in report.reviews],
        "failures": [failure_data(failure) for failure in report.failures],
    }
    return json_text(document, indent=2 if len(report.reviews) <= FEW else None)
