"""Report → text, by format name. Floor 3; one file per format, imported only when asked for.

A new format is one module with `render(report, look) -> str` and one line in FORMATS.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.model import Report

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "full": "coach.report.full",
        "concise": "coach.report.concise",
        "json": "coach.report.json_document",
        "jsonl": "coach.report.json_lines",
    }
)
TEXT_FORMATS = ("full", "concise")  # for people: failures and totals go to standard error beside them


class Look(NamedTuple):
    """What the place the text goes to can show. `colours`: "" for none, else standard, 256 or truecolor."""

    width: int = 80
    colours: str = ""
    quiet: bool = False
    explain: bool = False  # how the score came about


def render(report: Report, name: str, look: Look) -> str:
    """Write a report in the format of that name."""
    text: str = import_module(FORMATS[name]).render(report, look)
    return text
