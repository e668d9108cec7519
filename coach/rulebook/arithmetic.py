"""The `scoring` of a pack → plain data for `coach/score.py`: how points are given and taken. Floor 4.

Part of a score may be a strength that was found, or a matcher; a part that does not belong to the scene is left out of
the reckoning altogether.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.model import Axis, Severity
from coach.rulebook.situation import SCENES
from coach.yamlfile import Fields, Items, Node

if TYPE_CHECKING:
    from collections.abc import Collection

    from coach.rulebook.grammar import Grammar, Spec

AXES = tuple(axis.value for axis in Axis if axis is not Axis.redline)
WEIGHED = tuple(severity.name for severity in reversed(Severity) if severity is not Severity.fatal)
PART_KEYS = ("title", "points", "strengths", "when", "scenes", "customer")
REALM_KEYS = ("title", "clean", "least", "strengths", "next")
MOST_POINTS = 100


def read_scoring(
    file: Fields, grammar: Grammar, strengths: Collection[str], scoring: dict[str, Any], cues: dict[str, Spec]
) -> None:
    """Read one pack's `scoring` into `scoring`; a later pack replaces the sections that it writes itself."""
    section = file.get("scoring")
    if section is None:
        return
    if not isinstance(section, Fields):
        grammar.fault(section, "scoring 应当写成“键: 值”")
        return
    grammar.known_keys(section, ("weights", "deduct", "redline", "bonus", "axes", "realms"), "scoring")
    for key, known in (("weights", AXES), ("deduct", WEIGHED), ("redline", WEIGHED), ("bonus", ("each", "most"))):
        node = section.get(key)
        if node is not None:
            scoring[key] = _numbers(node, known, key, grammar)
    axes = section.get("axes")
    if isinstance(axes, Fields):
        grammar.known_keys(axes, AXES, "axes")
        scoring["axes"] = {name.text: _axis(name.text, node, grammar, strengths, cues) for name, node in axes.fields}
    realms = section.get("realms")
    if isinstance(realms, Items):
        scoring["realms"] = [_realm(node, grammar, strengths) for node in realms.items if isinstance(node, Fields)]


def _numbers(node: Node, known: Collection[str], what: str, grammar: Grammar) -> dict[str, int]:
    if not isinstance(node, Fields):
        grammar.fault(node, f"{what} 应当写成“键: 分数”")
        return {}
    grammar.known_keys(node, known, what)
    return {name.text: grammar.number(value, name.text, 0, MOST_POINTS) for name, value in node.fields}


def _axis(name: str, node: Node, grammar: Grammar, strengths: Collection[str], cues: dict[str, Spec]) -> dict[str, Any]:
    if not isinstance(node, Fields):
        grammar.fault(node, "一条轴应当有 base 和 parts")
        return {"base": MOST_POINTS, "parts": []}
    grammar.known_keys(node, ("base", "parts"), name)
    base, parts = node.get("base"), node.get("parts")
    items = parts.items if isinstance(parts, Items) else ()
    return {
        "base": grammar.number(base, "base", 0, MOST_POINTS) if base else 0,
        "parts": [_part(name, item, grammar, strengths, cues) for item in items if isinstance(item, Fields)],
    }


def _part(
    axis: str, node: Fields, grammar: Grammar, strengths: Collection[str], cues: dict[str, Spec]
) -> dict[str, Any]:
    grammar.known_keys(node, PART_KEYS, "得分项")
    title, points, when = grammar.text(node.get("title"), "title"), node.get("points"), node.get("when")
    cue = f"评分/{axis}/{title}" if when is not None else ""
    if when is not None:
        cues[cue] = grammar.matcher(when)
    names = _names(node.get("strengths"), strengths, grammar)
    if not cue and not names:
        grammar.fault(node, "得分项要写 when 或 strengths")
    scenes, customer = node.get("scenes"), node.get("customer")
    return {
        "title": title,
        "points": grammar.number(points, "points", 1, MOST_POINTS) if points else 0,
        "strengths": names,
        "cue": cue,
        "scenes": [grammar.choice(item, SCENES, "场景") for item in scenes.items] if isinstance(scenes, Items) else [],
        "customer": customer is not None and grammar.flag(customer, "customer"),
    }


def _names(node: Node | None, strengths: Collection[str], grammar: Grammar) -> list[str]:
    items = node.items if isinstance(node, Items) else ()
    return [grammar.choice(item, strengths, "亮点") for item in items]


def _realm(node: Fields, grammar: Grammar, strengths: Collection[str]) -> dict[str, Any]:
    grammar.known_keys(node, REALM_KEYS, "境界")
    clean, least, next_ = node.get("clean"), node.get("least"), node.get("next")
    return {
        "title": grammar.text(node.get("title"), "title"),
        "clean": int(Severity[grammar.choice(clean, Severity.__members__, "clean") or "hint"]) if clean else 0,
        "least": grammar.number(least, "least", 0, MOST_POINTS) if least else 0,
        "strengths": _names(node.get("strengths"), strengths, grammar),
        "next": grammar.text(next_, "next"),
    }
