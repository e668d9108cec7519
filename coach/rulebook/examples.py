"""The examples by which a rule proves itself: YAML → plain data and problems. Floor 4."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.reading.fold import fold_word
from coach.rulebook.situation import CHANNELS, REGIONS, SCENES
from coach.yamlfile import Fields, Items, Text

if TYPE_CHECKING:
    from coach.rulebook.grammar import Grammar
    from coach.yamlfile import Node

EXAMPLE_KEYS = ("text", "customer", "scene", "channel", "region")
LEAST_EXAMPLES = 2


def read_examples(node: Fields, grammar: Grammar) -> dict[str, Any]:
    """Read a rule's `examples`: what must be flagged, where, and what must pass."""
    section = node.get("examples")
    if not isinstance(section, Fields):
        if section is not None:
            grammar.fault(section, "examples 应当有 flag 和 pass")
        return {"flag": [], "pass": []}
    grammar.known_keys(section, ("flag", "pass"), "examples")
    examples: dict[str, Any] = {}
    for kind in ("flag", "pass"):
        items = section.get(kind)
        rows = [_example(item, grammar) for item in items.items] if isinstance(items, Items) else []
        if len(rows) < LEAST_EXAMPLES:
            grammar.fault(items or section, f"{kind} 至少要有 {LEAST_EXAMPLES} 个例句")
        examples[kind] = rows
    texts = [fold_word(row["text"].replace("〔", "").replace("〕", "")) for kind in examples for row in examples[kind]]
    if len(set(texts)) < len(texts) and not any(len(row) > 1 for kind in examples for row in examples[kind]):
        grammar.fault(section, "同一个例句写了两次")
    return examples


def _example(node: Node, grammar: Grammar) -> dict[str, str]:
    if isinstance(node, Text):
        return {"text": node.text}
    if not isinstance(node, Fields) or node.get("text") is None:
        grammar.fault(node, "例句应当是一句话，或有 text 的“键: 值”")
        return {"text": ""}
    grammar.known_keys(node, EXAMPLE_KEYS, "例句")
    known = {"scene": SCENES, "channel": CHANNELS, "region": REGIONS}
    return {
        key.text: grammar.choice(value, known[key.text], key.text)
        if key.text in known
        else grammar.text(value, key.text)
        for key, value in node.fields
        if key.text in EXAMPLE_KEYS
    }
