"""Which scene a reply is said in, and how grave a rule is there, by the tables of `rules/scenes.yaml`. Floor 4.

The customer's words tell a scene first, the draft's own second. In the check × scene matrix, what a rule says itself
under `scenes:` wins. An inferred scene may be wrong, so it switches nothing off unless its cues are clear; where they
speak for two scenes alike, the stricter of the two counts. `tables.py` reads the tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.model import SURE, Scene, Severity
from coach.rulebook.situation import GENERAL, SCENES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.reading import Reading
    from coach.rulebook.rule import Rule, Rulebook

    Changes = Mapping[str, Mapping[str, str]]  # family → scene or channel → change

CUSTOMER_WEIGHT = 2  # the customer knows what it is about; a draft may only brush against it
LEAST = 2
OFF, UP, DOWN = "off", "up", "down"  # what a change may be, besides a severity's name


def scene_of(draft: Reading, customer: Reading | None, rulebook: Rulebook) -> Scene:
    """Infer the scene by cue words; of equals the one written first wins, and `general` when none is clear.

    Its confidence is the scene's share of the cue points, with the runner-up's and one for doubt: two points alone give
    0.67, four against two 0.57. It orders guesses and is no probability.
    """
    points = {GENERAL: LEAST - 1}
    for scene, of_customer, of_draft in rulebook.scene_cues:
        points[scene] = points.get(scene, 0) + sum(word in draft.text for word in of_draft)
        if customer is not None:
            points[scene] += CUSTOMER_WEIGHT * sum(word in customer.text for word in of_customer)
    best = max(points, key=points.__getitem__)
    if best == GENERAL:
        return Scene(GENERAL, SCENES[GENERAL], True, 0.0)
    most = points.pop(best)
    points.pop(GENERAL)
    second = max(points, key=points.__getitem__, default=GENERAL)
    rest = points.get(second, 0)
    return Scene(best, SCENES[best], True, round(most / (most + rest + 1), 2), second if rest == most else "")


def severity_in(rule: Rule, scene: Scene, channel: str | None, matrix: Changes) -> Severity | None:
    """Say how grave a rule is in this scene (of two, the stricter) and channel; None when it is off there."""
    row = matrix.get(rule.family, {})
    if not scene.rival and channel is None:  # as nearly always: asked of every rule for every reply
        change = rule.scenes.get(scene.id) or row.get(scene.id, "")
        return changed(rule.severity, rule.scenes.get(scene.id) or _trusted(change, scene)) if change else rule.severity
    scenes = (scene.id, scene.rival) if scene.rival else (scene.id,)
    changes = [rule.scenes.get(each) or _trusted(row.get(each, ""), scene) for each in scenes]
    severity = max((changed(rule.severity, change) for change in changes), key=lambda each: each or 0)
    return severity and changed(severity, row.get(channel, "")) if channel else severity


def _trusted(change: str, scene: Scene) -> str:
    """Soften an `off` that only a fair guess at the scene would give."""
    unsure = scene.inferred and scene.confidence < SURE
    return Severity.hint.name if change == OFF and unsure else change


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
