"""Report → reviewdog's diagnostics, one JSON object per line. Floor 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.report.plain_data import json_text
from coach.report.rdjson import diagnostics

if TYPE_CHECKING:
    from coach.model import Report
    from coach.report import Look


def render(report: Report, look: Look) -> str:
    """Write sources that could not be judged, then findings in order; nothing at all for a clean run."""
    return "".join(map(json_text, diagnostics(report)))
