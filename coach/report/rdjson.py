"""Report → reviewdog's diagnostics as one document. Floor 3. Columns count bytes of UTF-8, ends are exclusive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.report.fingerprint import FAILURE
from coach.report.levels import LEVELS
from coach.report.place import fixes, path_of, place_of
from coach.report.plain_data import json_text
from coach.report.visible import well_formed
from coach.report.words import remark, unread
from coach.text import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.errors import Failure
    from coach.model import Finding, Report, Review
    from coach.report import Look
    from coach.report.place import Place
    from coach.text import Position

SOURCE = {"name": "reply-coach"}
SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(report: Report, look: Look) -> str:
    """Write all diagnostics."""
    return json_text({"source": SOURCE, "diagnostics": list(diagnostics(report))}, indent=2)


def diagnostics(report: Report) -> Iterator[dict[str, Any]]:
    """Give sources that could not be judged, then findings in order."""
    yield from map(_unread, report.failures)
    for review in report.reviews:
        yield from (_found(review, finding) for finding in review.findings)


def _unread(failure: Failure) -> dict[str, Any]:
    return {
        "message": unread(failure),
        "location": {"path": well_formed(path_of(failure.source))},
        "severity": "ERROR",
        "source": SOURCE,
        "code": {"value": FAILURE},
    }


def _found(review: Review, finding: Finding) -> dict[str, Any]:
    draft = review.draft
    place = place_of(draft, finding.span, Unit.UTF8)
    suggestions = [
        {"range": _range(place_of(draft, rewrite.span, Unit.UTF8)), "text": well_formed(rewrite.text)}
        for rewrite in fixes(draft, finding)
    ]
    return {
        "message": remark(review, finding),
        "location": {"path": well_formed(place.path), **({} if place.cell else {"range": _range(place)})},
        "severity": SEVERITIES[LEVELS[finding.severity]],
        "source": SOURCE,
        "code": {"value": finding.rule},
        **({"suggestions": suggestions} if suggestions else {}),
    }


def _range(place: Place) -> dict[str, Any]:
    return {"start": _position(place.start), "end": _position(place.end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
