"""The tables of `rules/scenes.yaml` → plain data: the cues that tell a scene, check × scene, channels. Floor 4.

In `matrix` a row is a family and a column a scene; `channels` holds a few families each. `scenes.py` asks them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.model import Severity
from coach.rulebook.scenes import DOWN, OFF, UP
from coach.rulebook.situation import CHANNELS, SCENES
from coach.wording import did_you_mean
from coach.yamlfile import Fields, Items, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.rulebook.grammar import Grammar

    Changes = dict[str, dict[str, str]]  # family → scene or channel → change

SYMBOLS = {"●": "", "▲": UP, "▽": DOWN, "○": Severity.hint.name, "–": OFF}
HEAD = "families"
SLIP = 0.8  # a row this close to the name of a family is a slip of the pen, not a family yet to come


def read_scenes(file: Fields, grammar: Grammar, scenes: list[list[Any]]) -> None:
    """Read the cue words of one pack's scenes: rows of id, the customer's words, the draft's."""
    section = file.get("scenes")
    for scene in section.items if isinstance(section, Items) else ():
        if not isinstance(scene, Fields):
            grammar.fault(scene, "场景应当有 id、customer、draft")
            continue
        grammar.known_keys(scene, ("id", "customer", "draft"), "场景")
        name = scene.get("id")
        id_ = grammar.choice(name, SCENES, "场景") if name else ""
        cues = [scene.get(side) for side in ("customer", "draft")]
        scenes.append([id_, *([] if cue is None else grammar.words(cue, "场景线索") for cue in cues)])


def read_matrix(file: Fields, grammar: Grammar, matrix: Changes, rows: dict[str, Node]) -> None:
    """Read the `matrix` and `channels` of one pack into `matrix`; `rows` remembers where each family is written."""
    section = file.get("matrix")
    if section is not None:
        _read_table(section, grammar, matrix, rows)
    channels = file.get("channels")
    for channel, node in channels.fields if isinstance(channels, Fields) else ():
        id_ = grammar.choice(channel, CHANNELS, "渠道")
        for family, cell in node.fields if isinstance(node, Fields) else ():
            rows.setdefault(family.text, family)
            _put(matrix, family.text, id_, _cell(cell, grammar))


def _read_table(section: Node, grammar: Grammar, matrix: Changes, rows: dict[str, Node]) -> None:
    head = section.get(HEAD) if isinstance(section, Fields) else None
    if not isinstance(section, Fields) or not isinstance(head, Items):
        grammar.fault(section, f"matrix 的第一行应当是 {HEAD}: [场景, …]")
        return
    scenes = [grammar.choice(item, SCENES, "场景") for item in head.items]
    for name, node in section.fields:
        if name.text == HEAD:
            continue
        cells = node.items if isinstance(node, Items) else ()
        if len(cells) != len(scenes):
            grammar.fault(node, f"“{name.text}”这一行应当有 {len(scenes)} 格，现在 {len(cells)} 格")
        rows.setdefault(name.text, name)
        for scene, cell in zip(scenes, cells, strict=False):
            _put(matrix, name.text, scene, _cell(cell, grammar))


def _cell(node: Node, grammar: Grammar) -> str:
    return SYMBOLS.get(grammar.choice(node, SYMBOLS, "格子"), "")


def _put(matrix: Changes, family: str, place: str, change: str) -> None:
    if change and place:
        matrix.setdefault(family, {})[place] = change


def refuse_slips(rows: Mapping[str, Node], families: Iterable[str], grammar: Grammar) -> None:
    """Fault a row that names no family but nearly one: it would silently change nothing."""
    families = set(families)
    for name, node in rows.items():
        if name not in families and (near := did_you_mean(name, families - rows.keys(), SLIP)):
            grammar.fault(node, f"没有名为“{name}”的规则族{near}")
