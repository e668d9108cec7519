"""The `frameworks` of a pack → plain data: named sequences of steps, each a matcher. Floor 4.

A framework that names scenes is their own skeleton. `order: free` says that its steps may come in any order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.rulebook.situation import SCENES
from coach.yamlfile import Fields, Items

if TYPE_CHECKING:
    from coach.rulebook.grammar import Grammar, Spec

FRAMEWORK_KEYS = ("name", "source", "scenes", "order", "steps")
STEP_KEYS = ("title", "when", "next", "maybe")
ORDERS = ("given", "free")


def read_frameworks(file: Fields, grammar: Grammar, frameworks: list[dict[str, Any]], cues: dict[str, Spec]) -> None:
    """Read one pack's frameworks, in the order they are written."""
    section = file.get("frameworks")
    if section is not None and not isinstance(section, Items):
        grammar.fault(section, "frameworks 应当是一个列表")
    for node in section.items if isinstance(section, Items) else ():
        if not isinstance(node, Fields):
            grammar.fault(node, "一个框架应当有 name 和 steps")
            continue
        framework = _framework(node, grammar, cues)
        if any(framework["name"] == other["name"] for other in frameworks):
            grammar.fault(node, f"框架“{framework['name']}”写了两次")
        frameworks.append(framework)


def _framework(node: Fields, grammar: Grammar, cues: dict[str, Spec]) -> dict[str, Any]:
    grammar.known_keys(node, FRAMEWORK_KEYS, "框架")
    name = grammar.text(node.get("name"), "name")
    order, scenes, source = node.get("order"), node.get("scenes"), node.get("source")
    steps = node.get("steps")
    if not isinstance(steps, Items) or not steps.items:
        grammar.fault(steps or node, "steps 应当是一个列表")
    items = steps.items if isinstance(steps, Items) else ()
    return {
        "name": name,
        "source": grammar.text(source, "source"),
        "scenes": [grammar.choice(item, SCENES, "场景") for item in scenes.items] if isinstance(scenes, Items) else [],
        "ordered": (grammar.choice(order, ORDERS, "order") if order else ORDERS[0]) == ORDERS[0],
        "steps": [_step(name, item, grammar, cues) for item in items if isinstance(item, Fields)],
    }


def _step(framework: str, node: Fields, grammar: Grammar, cues: dict[str, Spec]) -> dict[str, Any]:
    grammar.known_keys(node, STEP_KEYS, "步骤")
    title, maybe = grammar.text(node.get("title"), "title"), node.get("maybe")
    if node.get("when") is None:
        grammar.fault(node, "步骤缺少 when")
    cue = f"框架/{framework}/{title}"
    cues[cue] = grammar.matcher(node.get("when"))
    return {
        "title": title,
        "cue": cue,
        "next": grammar.text(node.get("next"), "next"),
        "maybe": maybe is not None and grammar.flag(maybe, "maybe"),
    }
