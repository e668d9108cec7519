"""Report → Checkstyle's XML, which many CI systems read. Floor 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import __version__
from coach.report.fingerprint import FAILURE
from coach.report.levels import LEVELS
from coach.report.place import path_of, place_of
from coach.report.words import remark, unread
from coach.report.xml_text import element, xml_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from coach.errors import Failure
    from coach.model import Finding, Report, Review
    from coach.report import Look

SEVERITIES = {"error": "error", "warning": "warning", "note": "info"}


def render(report: Report, look: Look) -> str:
    """Write a file element per source, clean ones too; its errors in order, what could not be judged first."""
    files: dict[str, list[Element]] = {}
    for failure in report.failures:
        files.setdefault(path_of(failure.source), []).append(_unread(failure))
    for review in report.reviews:
        errors = files.setdefault(path_of(review.draft.source.name), [])
        errors += (_found(review, finding) for finding in review.findings)
    elements = (element("file", {"name": path}, *errors) for path, errors in files.items())
    return xml_text(element("checkstyle", {"version": __version__}, *elements))


def _found(review: Review, finding: Finding) -> Element:
    place = place_of(review.draft, finding.span)
    return element(
        "error",
        {
            "line": place.start.line,
            "column": place.start.column,
            "severity": SEVERITIES[LEVELS[finding.severity]],
            "message": remark(review, finding),
            "source": f"coach.{finding.rule}",
        },
    )


def _unread(failure: Failure) -> Element:
    message = unread(failure)
    return element("error", {"line": 1, "severity": "error", "message": message, "source": f"coach.{FAILURE}"})
