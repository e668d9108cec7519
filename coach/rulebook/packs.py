"""Pack files → compiled packs (plain data) and problems, all at once, each at its place. Floor 4.

A pack is read in two passes over all files: first the names any pack may use (word lists and cues), then the rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coach.errors import Problem, ProblemsError
from coach.model import Axis, Severity
from coach.rulebook.contradictions import refuse_circles, refuse_contradictions
from coach.rulebook.corrections import read_chosen, read_table
from coach.rulebook.examples import read_examples
from coach.rulebook.grammar import REFERENCE, Grammar, Spec
from coach.rulebook.page import SCOPES
from coach.rulebook.sections import SECTIONS, read_sections
from coach.rulebook.situation import SCENES
from coach.rulebook.vocabulary import PACK, TITLE, is_vocabulary, read_vocabulary
from coach.wording import did_you_mean
from coach.yamlfile import Fields, Items, Node, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.rulebook.correcting import Correction

PACK_KEYS = ("pack", "title", "default", "lexicon", "corrections", "cues", "rules", "strengths", *SECTIONS)
RULE_KEYS = (
    "id", "title", "severity", "axis", "scope", "when", "unless", "message", "why", "principle", "rewrites",
    "corrections", "scenes", "once", "structure", "examples",
)  # fmt: skip
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*")
CHANGES = ("off", "up", "down", *Severity.__members__)
LONGEST_MESSAGE = 30


@dataclass
class Packs:
    """What has been read so far; grows while files are read, and is thrown away afterwards."""

    lexicon: dict[str, tuple[str, ...]] = field(default_factory=dict)
    corrections: dict[str, tuple[Correction, ...]] = field(default_factory=dict)
    cues: dict[str, Spec] = field(default_factory=dict)
    rules: list[dict[str, Any]] = field(default_factory=list)
    strengths: list[dict[str, Any]] = field(default_factory=list)
    sections: dict[str, Any] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    places: dict[str, Node] = field(default_factory=dict)  # where each pack is named
    off: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def read_packs(roots: tuple[Node, ...]) -> Packs:
    """Compile pack files. Nothing is raised: the problems are in the result."""
    packs = Packs()
    tables = [root for root in roots if is_vocabulary(root)]
    files = [root for root in roots if not is_vocabulary(root) and _is_pack(root, packs)]
    raw = _named(files, "lexicon", "词表", packs)
    for name in raw:
        _resolve(name, raw, packs, ())
    cue_nodes = _named(files, "cues", "线索", packs)
    grammar = Grammar({**packs.lexicon, **_read_corrections(files, packs)}, frozenset(cue_nodes))
    grammar.problems = packs.problems
    for name, node in cue_nodes.items():
        packs.cues[name] = grammar.matcher(node)
    for node, _ in grammar.families:
        grammar.fault(node, "found 只能写在规则里，不能写在线索里")
    refuse_circles(cue_nodes, packs)
    seen: dict[str, Node] = {}
    for file in files:
        _read_rules(file, grammar, packs, seen)
        _read_strengths(file, grammar, packs)
    _read_vocabularies(tables, grammar, packs, seen)
    known = {rule["id"].split(".", 1)[0] for rule in packs.rules}
    for node, family in grammar.families:
        if family not in known:
            grammar.fault(node, f"没有名为“{family}”的规则族{did_you_mean(family, known)}")
    packs.sections, more = read_sections(files, grammar, known, [strength["id"] for strength in packs.strengths])
    packs.cues.update(more)
    return packs


def _is_pack(root: Node, packs: Packs) -> bool:
    if isinstance(root, Fields) and root.get("pack") is not None:
        return True
    packs.problems.append(root.problem("规则文件开头要有 pack: 名称"))
    return False


def _named(files: list[Node], key: str, what: str, packs: Packs) -> dict[str, Node]:
    """Gather what every pack names under `key`; a name belongs to one place."""
    found: dict[str, Node] = {}
    for file in files:
        section = file.get(key) if isinstance(file, Fields) else None
        if section is None:
            continue
        if not isinstance(section, Fields):
            packs.problems.append(section.problem(f"{key} 应当是“名字: 内容”"))
            continue
        for name, node in section.fields:
            if name.text in found:
                first = found[name.text]
                packs.problems.append(name.problem(f"{what}“{name.text}”已在 {first.path}:{first.line} 写过"))
            else:
                found[name.text] = node
    return found


def _resolve(name: str, raw: Mapping[str, Node], packs: Packs, trail: tuple[str, ...]) -> None:
    """Expand one word list, the lists it refers to first."""
    if name in packs.lexicon:
        return
    if name in trail:
        packs.problems.append(raw[name].problem(f"词表互相引用成了圈：{' → '.join((*trail, name))}"))
        packs.lexicon[name] = ()
        return
    node = raw[name]
    for item in node.items if isinstance(node, Items) else ():
        if isinstance(item, Text):
            for wanted in REFERENCE.findall(item.text):
                if wanted in raw:
                    _resolve(wanted, raw, packs, (*trail, name))
    if name in packs.lexicon:
        return
    grammar = Grammar(packs.lexicon, frozenset())
    grammar.problems = packs.problems
    packs.lexicon[name] = tuple(grammar.words(node, f"词表“{name}”"))


def _read_corrections(files: list[Node], packs: Packs) -> dict[str, tuple[str, ...]]:
    """Read the tables of wrong and right words; give the wrong ones as word lists, which jieba is not to learn."""
    grammar = Grammar({}, frozenset())
    grammar.problems = packs.problems
    for name, node in _named(files, "corrections", "改字表", packs).items():
        if name in packs.lexicon:
            grammar.fault(node, f"“{name}”已经是词表的名字")
        packs.corrections[name] = read_table(node, grammar)
    return {name: tuple(row.wrong for row in rows) for name, rows in packs.corrections.items()}


def _read_rules(file: Node, grammar: Grammar, packs: Packs, seen: dict[str, Node]) -> None:
    assert isinstance(file, Fields)
    grammar.known_keys(file, PACK_KEYS, "规则包")
    named = file.get("pack")
    pack = grammar.text(named, "pack")
    if named is not None and pack in packs.places:
        first = packs.places[pack]
        grammar.fault(named, f"规则包“{pack}”已在 {first.path}:{first.line} 写过，请换个名字")
    elif named is not None:
        packs.places[pack] = named
    packs.titles[pack] = grammar.text(file.get("title"), "title") or pack
    default = file.get("default")
    if default is not None and grammar.choice(default, ("on", "off"), "default") == "off":
        packs.off.add(pack)
    rules = file.get("rules")
    if rules is not None and not isinstance(rules, Items):
        grammar.fault(rules, "rules 应当是一个列表")
        return
    for node in rules.items if isinstance(rules, Items) else ():
        if not isinstance(node, Fields):
            grammar.fault(node, "一条规则应当写成“键: 值”")
            continue
        rule = _rule(node, grammar, pack, packs.titles[pack])
        rule["corrections"] = list(map(list, read_chosen(node.get("corrections"), packs.corrections, grammar)))
        if rule["id"] in seen:
            first = seen[rule["id"]]
            grammar.fault(node, f"规则“{rule['id']}”已在 {first.path}:{first.line} 写过")
        seen[rule["id"]] = node
        packs.rules.append(rule)


def _read_vocabularies(tables: list[Node], grammar: Grammar, packs: Packs, seen: dict[str, Node]) -> None:
    for table in tables:
        assert isinstance(table, Fields)
        packs.titles.setdefault(PACK, TITLE)
        for rule in read_vocabulary(table, grammar):
            path, line, column = rule["place"]
            place = Text(path, line, column, rule["id"])
            if rule["id"] in seen:
                first = seen[rule["id"]]
                grammar.fault(place, f"用语“{rule['id'].split('.', 2)[2]}”已在 {first.path}:{first.line} 写过")
            seen[rule["id"]] = place
            packs.rules.append(rule)


def _read_strengths(file: Node, grammar: Grammar, packs: Packs) -> None:
    section = file.get("strengths") if isinstance(file, Fields) else None
    for node in section.items if isinstance(section, Items) else ():
        if not isinstance(node, Fields):
            grammar.fault(node, "一个亮点应当写成“键: 值”")
            continue
        grammar.known_keys(node, ("id", "title", "scope", "when", "unless"), "亮点")
        scope, unless = node.get("scope"), node.get("unless")
        packs.strengths.append(
            {
                "id": grammar.text(node.get("id"), "id"),
                "title": grammar.text(node.get("title"), "title"),
                "scope": (grammar.choice(scope, SCOPES, "scope") if scope else "") or "sentence",
                "when": grammar.matcher(node.get("when")),
                "unless": grammar.matcher(unless) if unless is not None else None,
                **{
                    "pack": "",
                    "severity": 1,
                    "axis": Axis.response.value,
                    "message": "",
                    "rewrites": [],
                    "scenes": {},
                    "corrections": [],
                },
                **{"once": True, "structure": False, "later": False},
            }
        )
        _sound(packs.strengths[-1], node, grammar)


def _rule(node: Fields, grammar: Grammar, pack: str, pack_title: str) -> dict[str, Any]:
    grammar.known_keys(node, RULE_KEYS, "规则")
    for key in ("id", "title", "severity", "axis", "when", "message", "examples"):
        if node.get(key) is None:
            grammar.fault(node, f"规则缺少 {key}")

    def chosen(key: str, known: Any, default: str) -> str:
        value = node.get(key)
        return (grammar.choice(value, known, key) if value else "") or default

    def flagged(key: str) -> bool:
        value = node.get(key)
        return value is not None and grammar.flag(value, key)

    named_before = len(grammar.families)
    when, unless = grammar.matcher(node.get("when")), node.get("unless")
    rule = {
        "id": grammar.text(node.get("id"), "id"),
        "title": grammar.text(node.get("title"), "title"),
        "pack": pack,
        "pack_title": pack_title,
        "severity": int(Severity[chosen("severity", Severity.__members__, "minor")]),
        "axis": chosen("axis", [axis.value for axis in Axis], Axis.response.value),
        "scope": chosen("scope", SCOPES, "sentence"),
        "message": grammar.text(node.get("message"), "message"),
        "why": grammar.text(node.get("why"), "why"),
        "principle": grammar.text(node.get("principle"), "principle"),
        "rewrites": list(grammar.texts(node.get("rewrites"), "rewrites")),
        "scenes": _changes(node.get("scenes"), grammar),
        "once": flagged("once"),
        "structure": flagged("structure"),
        "when": when,
        "unless": grammar.matcher(unless) if unless is not None else None,
        **read_examples(node, grammar),
        "later": len(grammar.families) > named_before,
        "place": node.place,
    }
    rule["places"]["rewrites"] = _places(node.get("rewrites"))
    _weigh(rule, node, grammar)
    return rule


def _places(node: Node | None) -> list[list[str | int]]:
    """Give the places of a list's items."""
    return [item.place for item in (node.items if isinstance(node, Items) else [node] if node else [])]


def _weigh(rule: Mapping[str, Any], node: Fields, grammar: Grammar) -> None:
    _sound(rule, node, grammar)
    if len(rule["message"].replace("<原文>", "")) > LONGEST_MESSAGE:
        grammar.fault(node, f"message 不算原文最多 {LONGEST_MESSAGE} 字，现在 {len(rule['message'])} 字")


def _sound(rule: Mapping[str, Any], node: Fields, grammar: Grammar) -> None:
    """Refuse what no rule or strength may have: a strange id, and a build that can never be met."""
    if rule["id"] and not ID.fullmatch(rule["id"]):
        grammar.fault(node.get("id") or node, "id 只用小写英文、数字，以 - 和 . 相连")
    refuse_contradictions(rule["when"], rule["unless"], node, grammar)


def _changes(node: Node | None, grammar: Grammar) -> dict[str, str]:
    if node is None:
        return {}
    if not isinstance(node, Fields):
        grammar.fault(node, "scenes 应当是“场景: 级别”")
        return {}
    changes = {}
    for key, value in node.fields:
        scene = grammar.choice(key, SCENES, "场景")
        changes[scene] = grammar.choice(value, CHANGES, "级别")
    return {scene: change for scene, change in changes.items() if scene and change}


def refuse(problems: list[Problem]) -> None:
    """Raise what was found, in order of place; do nothing when all is well."""
    if problems:
        raise ProblemsError(tuple(sorted(set(problems))))
