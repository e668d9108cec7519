"""Phrasebook files → compiled phrases (plain rows) and problems. Floor 4."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.reading.fold import fold_word
from coach.rulebook.grammar import Grammar
from coach.rulebook.phrasebook import AS_FLAGGED, INTENTS, Place, Put
from coach.rulebook.situation import AUTHORITIES, REGIONS, SCENES
from coach.yamlfile import Fields, Items, Node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.errors import Problem

BOOK_KEYS = ("book", "title", "topics", "phrases")
FIT_KEYS = (
    "place",
    "intent",
    "auto",
    "needs",
    "around",
    "unless",
)  # of a phrase, or of a topic for all its phrases in the file
PHRASE_KEYS = ("id", "topic", "scene", "tone", "region", "authority", "text", "note", *Put, *FIT_KEYS)


def read_books(roots: tuple[Node, ...]) -> tuple[list[list[Any]], list[tuple[str, int, int]], list[Problem]]:
    """Compile phrasebook files: rows in the order of `Phrase`, their places, and the problems."""
    grammar = Grammar({}, frozenset())
    rows: list[list[Any]] = []
    places: dict[str, Node] = {}
    everywhere: dict[str, Fields] = {}  # a topic may be described beside any book's phrases
    for root in roots:
        if isinstance(root, Fields):
            everywhere |= _topics(root.get("topics"), grammar)
    for root in roots:
        if not isinstance(root, Fields) or root.get("book") is None:
            grammar.fault(root, "话术文件开头要有 book: 名称")
            continue
        grammar.known_keys(root, BOOK_KEYS, "话术本")
        topics = everywhere | _topics(root.get("topics"), Grammar({}, frozenset()))
        phrases = root.get("phrases")
        if not isinstance(phrases, Items):
            grammar.fault(phrases or root, "phrases 应当是一个列表")
            continue
        for node in phrases.items:
            if not isinstance(node, Fields):
                grammar.fault(node, "一条话术应当写成“键: 值”")
                continue
            row = _row(node, topics, grammar)
            if row[0] in places:
                first = places[row[0]]
                grammar.fault(node, f"话术“{row[0]}”已在 {first.path}:{first.line} 写过")
            places[row[0]] = node
            rows.append(row)
    return rows, [(node.path, node.line, node.column) for node in places.values()], grammar.problems


def _topics(node: Node | None, grammar: Grammar) -> dict[str, Fields]:
    """Read what the phrases of a topic have in common."""
    if node is None:
        return {}
    if not isinstance(node, Fields):
        grammar.fault(node, "topics 应当写成“主题: {place: …, intent: …}”")
        return {}
    found = {}
    for name, value in node.fields:
        if isinstance(value, Fields):
            grammar.known_keys(value, FIT_KEYS, "主题")
            found[name.text] = value
        else:
            grammar.fault(value, "主题应当写成“{place: …, intent: …}”")
    return found


def _row(node: Fields, topics: Mapping[str, Fields], grammar: Grammar) -> list[Any]:
    grammar.known_keys(node, PHRASE_KEYS, "话术")

    def text(key: str, default: str = "") -> str:
        return grammar.text(node.get(key), key) or default

    def chosen(key: str, known: Any, default: str) -> str:
        value = node.get(key)
        return (grammar.choice(value, known, key) if value else "") or default

    scenes = node.get("scene")
    items = scenes.items if isinstance(scenes, Items) else (scenes,) if scenes else ()
    topic = text("topic")
    fit = _fit(node, topics.get(topic), grammar)
    for key in ("id", "topic", "text"):
        if node.get(key) is None and not (key == "text" and fit[0] == Place.drop):
            grammar.fault(node, f"话术缺少 {key}")
    return [
        text("id"),
        topic,
        [grammar.choice(item, SCENES, "场景") for item in items],
        text("tone"),
        chosen("region", REGIONS, "zh-CN"),
        chosen("authority", AUTHORITIES, "一线"),
        text("text"),
        text("note"),
        *fit,
    ]


def _fit(node: Fields, topic: Fields | None, grammar: Grammar) -> list[Any]:
    """Read where a phrase may stand and what it does: its own keys, else those of its topic."""

    def value(key: str) -> Node | None:
        own = node.get(key)
        return own if own is not None or topic is None else topic.get(key)

    def folded(key: str) -> list[str]:
        return [word if word == AS_FLAGGED else fold_word(word) for word in grammar.texts(value(key), key)]

    place, intent, auto = value("place"), value("intent"), value("auto")
    named = (grammar.choice(place, Place, "place") if place else "") or Place.sentence
    intents = [] if intent is None else list(intent.items) if isinstance(intent, Items) else [intent]
    puts = [put for put in Put if node.get(put) is not None]
    if len(puts) > 1 or (named == Place.span and not puts):
        grammar.fault(node, "place: span 的话术要写明 instead、before、behind 其中一个")
    put = puts[0] if puts else Put.instead
    return [
        str(named),
        [grammar.choice(item, INTENTS, "intent") for item in intents],
        auto is not None and grammar.flag(auto, "auto"),
        str(put),
        folded(put),
        folded("needs"),
        folded("around"),
        folded("unless"),
    ]
