"""Phrasebook files → compiled phrases (plain rows) and problems. Floor 4."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.rulebook.grammar import Grammar
from coach.rulebook.situation import AUTHORITIES, REGIONS, SCENES
from coach.yamlfile import Fields, Items, Node

if TYPE_CHECKING:
    from coach.errors import Problem

BOOK_KEYS = ("book", "title", "phrases")
PHRASE_KEYS = ("id", "topic", "scene", "tone", "region", "authority", "text", "note")


def read_books(roots: tuple[Node, ...]) -> tuple[list[list[Any]], list[tuple[str, int, int]], list[Problem]]:
    """Compile phrasebook files: rows in the order of `Phrase`, their places, and the problems."""
    grammar = Grammar({}, frozenset())
    rows: list[list[Any]] = []
    places: dict[str, Node] = {}
    for root in roots:
        if not isinstance(root, Fields) or root.get("book") is None:
            grammar.fault(root, "话术文件开头要有 book: 名称")
            continue
        grammar.known_keys(root, BOOK_KEYS, "话术本")
        phrases = root.get("phrases")
        if not isinstance(phrases, Items):
            grammar.fault(phrases or root, "phrases 应当是一个列表")
            continue
        for node in phrases.items:
            if not isinstance(node, Fields):
                grammar.fault(node, "一条话术应当写成“键: 值”")
                continue
            row = _row(node, grammar)
            if row[0] in places:
                first = places[row[0]]
                grammar.fault(node, f"话术“{row[0]}”已在 {first.path}:{first.line} 写过")
            places[row[0]] = node
            rows.append(row)
    return rows, [(node.path, node.line, node.column) for node in places.values()], grammar.problems


def _row(node: Fields, grammar: Grammar) -> list[Any]:
    grammar.known_keys(node, PHRASE_KEYS, "话术")
    for key in ("id", "topic", "text"):
        if node.get(key) is None:
            grammar.fault(node, f"话术缺少 {key}")

    def text(key: str, default: str = "") -> str:
        return grammar.text(node.get(key), key) or default

    def chosen(key: str, known: Any, default: str) -> str:
        value = node.get(key)
        return (grammar.choice(value, known, key) if value else "") or default

    scenes = node.get("scene")
    items = scenes.items if isinstance(scenes, Items) else (scenes,) if scenes else ()
    return [
        text("id"),
        text("topic"),
        [grammar.choice(item, SCENES, "场景") for item in items],
        text("tone"),
        chosen("region", REGIONS, "zh-CN"),
        chosen("authority", AUTHORITIES, "一线"),
        text("text"),
        text("note"),
    ]
