"""A team's term table (固定用语) → rules of the pack `vocabulary`, one for each term. Floor 4.

    vocabulary: 极光商城
    banned:   {打款: 转账, 亲: {use: 您, why: 品牌统一称“您”, severity: major}}   # what is not said → what is said
    spelling: {极光Pro: [极光 pro, 极光Por]}                                     # a name → how it is got wrong
    jargon:   {履约: 送达}                                                      # words of ours → plain words
    required: {极光商城: {channel: [email], scene: [closing]}}                    # names that must be there, and where

What is put in place of a term is the term's own words, so the rewrite is SAFE.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.model import Axis, Severity
from coach.reading.fold import fold_word
from coach.rulebook.situation import CHANNELS, SCENES
from coach.rulebook.suggest import IN_PLACE
from coach.yamlfile import Fields, Items, Node, Text

if TYPE_CHECKING:
    from coach.rulebook.grammar import Grammar, Spec

PACK, TITLE = "vocabulary", "固定用语"
KEYS = ("vocabulary", "title", "severity", "banned", "spelling", "jargon", "required")
TERM_KEYS = ("use", "wrong", "also", "why", "severity", "channel", "scene")
KINDS = {  # the rule's title, its axis, and what its message says
    "banned": ("不用的说法", Axis.feeling, "“<原文>”统一说成“{}”"),
    "spelling": ("名称写法", Axis.feeling, "“<原文>”应当写成“{}”"),
    "jargon": ("内部用语", Axis.understanding, "“<原文>”客户未必懂，说“{}”"),
    "required": ("必须提到", Axis.response, "没有提到“{}”"),
}
LONGEST_TERM = 16  # so that a message stays within its thirty characters


def is_vocabulary(root: Node) -> bool:
    """Tell a term table from a pack."""
    return isinstance(root, Fields) and root.get("vocabulary") is not None


def read_vocabulary(root: Fields, grammar: Grammar) -> list[dict[str, Any]]:
    """Read one table into compiled rules; faults go to the grammar's problems."""
    grammar.known_keys(root, KEYS, "用语表")
    default = _severity(root, grammar, Severity.minor)
    rules = []
    for kind in KINDS:
        section = root.get(kind)
        if section is not None and not isinstance(section, Fields):
            grammar.fault(section, f"{kind} 应当写成“说法: 改成”")
        for name, node in section.fields if isinstance(section, Fields) else ():
            if len(name.text) > LONGEST_TERM:
                grammar.fault(name, f"一个用语最多 {LONGEST_TERM} 字")
            rules.append(_rule(kind, name, node, default, grammar))
    return rules


def _severity(node: Node, grammar: Grammar, default: Severity) -> Severity:
    value = node.get("severity") if isinstance(node, Fields) else None
    word = (
        grammar.choice(value, [each.name for each in Severity if each is not Severity.fatal], "severity")
        if value
        else ""
    )
    return Severity[word] if word else default


def _rule(kind: str, name: Text, node: Node, default: Severity, grammar: Grammar) -> dict[str, Any]:
    title, axis, message = KINDS[kind]
    options = node if isinstance(node, Fields) else None
    if options is not None:
        grammar.known_keys(options, TERM_KEYS, "用语")
    right = name.text if kind in ("spelling", "required") else _use(node, grammar)
    when, unless = _matchers(kind, name, node, right, grammar)
    return {
        "id": f"{PACK}.{kind}.{name.text}",
        "title": title,
        "pack": PACK,
        "pack_title": TITLE,
        "severity": int(_severity(node, grammar, default)),
        "axis": axis.value,
        "scope": "reply" if kind == "required" else "sentence",
        "message": message.format(right),
        "why": grammar.text(options.get("why"), "why") if options and options.get("why") else "",
        "principle": TITLE,
        "rewrites": [] if kind == "required" else [IN_PLACE + right],
        "corrections": [],
        "scenes": {},
        "once": False,
        "later": False,
        "structure": kind == "required",
        "when": when,
        "unless": unless,
        "flag": [] if kind in ("spelling", "required") else [{"text": name.text}],
        "pass": [{"text": right}] if right else [],
        "place": name.place,
        "places": {},
    }


def _use(node: Node, grammar: Grammar) -> str:
    """Read what is said instead; a term without it could only be deleted, and that would leave a hole."""
    value = node.get("use") if isinstance(node, Fields) else node
    if isinstance(value, Text) and 0 < len(value.text.strip()) <= LONGEST_TERM:
        return value.text.strip()
    grammar.fault(value or node, f"要写明改成什么，最多 {LONGEST_TERM} 字")
    return ""


def _matchers(kind: str, name: Text, node: Node, right: str, grammar: Grammar) -> tuple[Spec, Spec | None]:
    if kind == "required":
        return _missing(name, node, grammar)
    if kind == "spelling":
        wrong = grammar.texts(node.get("wrong") if isinstance(node, Fields) else node, "写错的样子")
        also = grammar.texts(node.get("also"), "also") if isinstance(node, Fields) else ()
        words = [*map(fold_word, (name.text, *wrong)), *_spaced(name.text)]
        return _phrases(words, free=True), {"kind": "written", "forms": [name.text, *also]}
    # the right words are looked for too, so that a term inside them is passed over: 券 in 优惠券
    excuses: list[Spec] = [{"kind": "within", "reach": "match", "inner": _phrases([fold_word(right)], free=True)}]
    if kind == "jargon":
        excuses += [{"kind": "used-by-customer"}]
        excuses += [{"kind": "within", "reach": "sentence", "inner": _phrases([fold_word(right)], free=True)}]
    words = [fold_word(name.text)]
    return _phrases([*words, *([fold_word(right)] if words[0] in fold_word(right) else [])]), {
        "kind": "any",
        "parts": excuses,
    }


def _missing(name: Text, node: Node, grammar: Grammar) -> tuple[Spec, Spec | None]:
    also = grammar.texts(node.get("also"), "also") if isinstance(node, Fields) else ()
    present = _phrases([fold_word(word) for word in (name.text, *also)], free=True) | {"masked": False}
    parts: list[Spec] = [{"kind": "not", "inner": present}]
    for fact, known in (("channel", CHANNELS), ("scene", SCENES)):
        value = node.get(fact) if isinstance(node, Fields) else None
        if value is not None:
            items = value.items if isinstance(value, Items) else (value,)
            values = [grammar.choice(item, known, fact) for item in items]
            parts.append({"kind": "setting", "fact": fact, "values": values})
    return {"kind": "all", "parts": parts}, None


def _phrases(words: list[str], free: bool = False) -> Spec:
    part: Spec = {"words": list(dict.fromkeys(words)), "boundary": "free" if free else "auto"}
    return {"kind": "seq", "parts": [part], "masked": True}


def _spaced(name: str) -> list[str]:
    """A name of Chinese and Latin parts is often written with a space between them."""
    folded = fold_word(name)
    seams = [
        at for at in range(1, len(folded)) if folded[at - 1].isascii() != folded[at].isascii() and folded[at] != " "
    ]
    return [f"{folded[:at]} {folded[at:]}" for at in seams]
