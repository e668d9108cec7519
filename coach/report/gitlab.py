"""Report → GitLab Code Quality: a JSON array, `[]` when there is nothing. Floor 3.

GitLab shows a repeated fingerprint once, and never `check_name`: the rule's id stands in the description too.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from coach.model import Severity
from coach.report.fingerprint import FAILURE, failure_fingerprints, listed
from coach.report.place import path_of, place_of
from coach.report.plain_data import json_text
from coach.report.visible import well_formed
from coach.report.words import remark, unread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.model import Report
    from coach.report import Look
    from coach.report.fingerprint import Listed

SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {Severity.fatal: "blocker", Severity.major: "major", Severity.minor: "minor", Severity.hint: "info"}
)


def render(report: Report, look: Look) -> str:
    """Write an item per finding, and one per source that could not be judged."""
    fingerprints = failure_fingerprints(report.failures)
    items = [
        _item(unread(failure), FAILURE, fingerprint, "blocker", path_of(failure.source))
        for failure, fingerprint in zip(report.failures, fingerprints, strict=True)
    ]
    items += [_found(each) for each in listed(report.reviews) if not each.waived]
    return json_text(items, indent=2)


def _found(each: Listed) -> dict[str, Any]:
    finding = each.finding
    place = place_of(each.review.draft, finding.span)
    text = f"{remark(each.review, finding)}（{finding.rule}）"
    return _item(text, finding.rule, each.fingerprint, SEVERITIES[finding.severity], place.path, place.start.line)


def _item(text: str, check: str, fingerprint: str, severity: str, path: str, line: int = 1) -> dict[str, Any]:
    return {
        "description": text,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": well_formed(path), "lines": {"begin": line}},
    }
