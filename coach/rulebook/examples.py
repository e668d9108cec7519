"""The examples by which a rule proves itself: YAML → plain data and problems. Floor 4."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from coach.reading.fold import fold_word
from coach.rulebook.situation import CHANNELS, REGIONS, SCENES
from coach.yamlfile import Fields, Items, Text

if TYPE_CHECKING:
    from coach.rulebook.grammar import Grammar
    from coach.yamlfile import Node

EXAMPLE_KEYS = ("text", "customer", "scene", "channel", "region")
LEAST_EXAMPLES = 2
OPEN, CLOSE = "〔", "〕"  # around the words that are to be flagged
MARKS = re.compile(f"[{OPEN}{CLOSE}]")


def read_examples(node: Fields, grammar: Grammar) -> dict[str, Any]:
    """Read a rule's `examples`: what must be flagged, where, and what must pass."""
    section = node.get("examples")
    if not isinstance(section, Fields):
        if section is not None:
            grammar.fault(section, "examples 应当有 flag 和 pass")
        return {"flag": [], "pass": [], "places": {}}
    grammar.known_keys(section, ("flag", "pass"), "examples")
    examples: dict[str, Any] = {}
    places: dict[str, Any] = {}
    for kind in ("flag", "pass"):
        items = section.get(kind)
        rows = [_example(item, kind, grammar) for item in items.items] if isinstance(items, Items) else []
        places[kind] = [item.place for item in items.items] if isinstance(items, Items) else []
        if len(rows) < LEAST_EXAMPLES:
            grammar.fault(items or section, f"{kind} 至少要有 {LEAST_EXAMPLES} 个例句")
        examples[kind] = rows
    texts = [fold_word(row["text"].replace(OPEN, "").replace(CLOSE, "")) for kind in examples for row in examples[kind]]
    if len(set(texts)) < len(texts) and not any(len(row) > 1 for kind in examples for row in examples[kind]):
        grammar.fault(section, "同一个例句写了两次")
    return {**examples, "places": places}


def _example(node: Node, kind: str, grammar: Grammar) -> dict[str, str]:
    if isinstance(node, Text):
        _check_marks(node, kind, grammar)
        return {"text": node.text}
    if not isinstance(node, Fields) or node.get("text") is None:
        grammar.fault(node, "例句应当是一句话，或有 text 的“键: 值”")
        return {"text": ""}
    grammar.known_keys(node, EXAMPLE_KEYS, "例句")
    _check_marks(node.get("text"), kind, grammar)
    known = {"scene": SCENES, "channel": CHANNELS, "region": REGIONS}
    return {
        key.text: grammar.choice(value, known[key.text], key.text)
        if key.text in known
        else grammar.text(value, key.text)
        for key, value in node.fields
        if key.text in EXAMPLE_KEYS
    }


def _check_marks(node: Node | None, kind: str, grammar: Grammar) -> None:
    marks = "".join(MARKS.findall(node.text)) if isinstance(node, Text) else ""
    if node is not None and marks and kind == "pass":
        grammar.fault(node, "pass 的例句里没有要标的，请去掉〔〕")
    elif node is not None and marks.replace(OPEN + CLOSE, ""):
        grammar.fault(node, "〔和〕没有成对")
