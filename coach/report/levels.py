"""Severity → the three levels that CI systems know. Floor 3. What sends a draft back by default is an error there."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from coach.model import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

LEVELS: Mapping[Severity, str] = MappingProxyType(
    {Severity.fatal: "error", Severity.major: "error", Severity.minor: "warning", Severity.hint: "note"}
)
