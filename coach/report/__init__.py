"""Report → text, by format name. Floor 3; one file per format, imported only when asked for.

A new format is one module with `render(report, look) -> str` and one line in FORMATS.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coach.model import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.model import Report

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "full": "coach.report.full",
        "concise": "coach.report.concise",
        "json": "coach.report.json_document",
        "jsonl": "coach.report.json_lines",
        "sarif": "coach.report.sarif",
        "github": "coach.report.github",
        "gitlab": "coach.report.gitlab",
        "junit": "coach.report.junit",
        "checkstyle": "coach.report.checkstyle",
        "rdjson": "coach.report.rdjson",
        "rdjsonl": "coach.report.rdjson_lines",
        "html": "coach.report.html",
        "markdown": "coach.report.markdown",
    }
)


class Look(NamedTuple):
    """What the place the text goes to can show. `colours`: "" for none, else standard, 256 or truecolor."""

    width: int = 80
    colours: str = ""
    quiet: bool = False
    fail_on: Severity | None = Severity.major  # what a format that passes or fails entries lets fail; None: nothing
    explain: bool = False  # how the score came about


def render(report: Report, name: str, look: Look) -> str:
    """Write a report in the format of that name."""
    text: str = import_module(FORMATS[name]).render(report, look)
    return text
