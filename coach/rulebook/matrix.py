"""How grave a rule is where a reply is said, by the check × scene matrix of `rules/scenes.yaml`. Floor 4.

What a rule says for itself under `scenes:` wins over the table. An inferred scene may be wrong, so it switches nothing
off unless its cues are clear. The table is read in `tables.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.model import LIKELY, SURE, Severity
from coach.rulebook.situation import GENERAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.model import Scene
    from coach.rulebook.rule import Rule

    Changes = Mapping[str, Mapping[str, str]]  # family → scene or channel → change

OFF, UP, DOWN = "off", "up", "down"  # what a change may be, besides a severity's name


def severity_in(rule: Rule, scene: Scene, channel: str | None, matrix: Changes) -> Severity | None:
    """Say how grave a rule is in this scene and channel; None when it is off there."""
    row = matrix.get(rule.family, {})
    change = rule.scenes.get(scene.id) or _trusted(row, scene)
    severity = changed(rule.severity, change)
    return severity and changed(severity, row.get(channel, "")) if channel else severity


def _trusted(row: Mapping[str, str], scene: Scene) -> str:
    """What the table says as far as the scene is known: a vague guess counts as none, a fair one never as `off`."""
    if not scene.inferred:
        return row.get(scene.id, "")
    change = row.get(GENERAL if scene.confidence < LIKELY else scene.id, "")
    return Severity.hint.name if change == OFF and scene.confidence < SURE else change


def changed(severity: Severity, change: str) -> Severity | None:
    """Apply a change: `off`, `up`, `down`, a severity's name, or nothing."""
    if not change:
        return severity
    if change == OFF:
        return None
    if change == UP:
        # only what is fatal by itself may block a reply: a scene never makes it so
        return max(severity, Severity(min(severity + 1, Severity.major)))
    if change == DOWN:
        return Severity(max(severity - 1, Severity.hint))
    return Severity[change]
