"""The rule language: YAML nodes → matcher specs (plain JSON-able data), or problems at their places. Floor 4.

A spec is `{"kind": …, …}` with word lists already folded and expanded, so that the compiled rulebook can be kept as
JSON and built without YAML. What a kind may hold is written in `KINDS`; the rest of this file reads it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING, Any

from coach.reading.fold import fold_word
from coach.rulebook.matchers.words import AUTO, FREE, WORD
from coach.rulebook.page import REACHES
from coach.rulebook.situation import CHANNELS, REGIONS, SCENES
from coach.wording import did_you_mean
from coach.yamlfile import Fields, Items, Node, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coach.errors import Problem

Spec = dict[str, Any]

REFERENCE = re.compile(r"<([^<>?=!]+)>")
# what stands in a pattern for one word of several: a list by its name, or a group that is nothing but words
WORD_IN_PATTERN = r"[^\\()\[\]{}?*+.^$|<>\s]+"
LISTED = re.compile(rf"<(?P<name>[^<>?=!]+)>|\(\?:(?P<choices>(?:{WORD_IN_PATTERN}\|)+{WORD_IN_PATTERN})\)")
GAP = re.compile(r"(?:…|\.\.\.)(\d*)")
DEFAULT_GAP = 6
MOST_GAP = 60
MOST_EXPANSIONS = 20_000
BOUNDARIES = (AUTO, WORD, FREE)
TIMES = ("bound", "unbound", "none")
SUBJECTS = ("us", "customer", "third")
DEFAULT_LIKENESS = 85


class Grammar:
    """Reads matchers against the lexicon and cue names that are known; gathers problems."""

    def __init__(self, lexicon: Mapping[str, tuple[str, ...]], cues: frozenset[str]) -> None:
        self.lexicon = lexicon
        self.cues = cues
        self.problems: list[Problem] = []
        self.families: list[tuple[Node, str]] = []  # what `found` names; only when all rules are read is it known

    # -- small readers ------------------------------------------------------------------------------------------

    def fault(self, node: Node, message: str) -> None:
        self.problems.append(node.problem(message))

    def text(self, node: Node | None, what: str) -> str:
        if isinstance(node, Text) and node.text.strip():
            return node.text
        if node is not None:
            self.fault(node, f"{what}应当是一段文字")
        return ""

    def choice(self, node: Node, known: Iterable[str], what: str) -> str:
        """Read one of the known words; of a mapping the keys, whose titles help to guess what was meant."""
        titles = {title: word for word, title in known.items()} if isinstance(known, Mapping) else {}
        word, known = self.text(node, what), list(known)
        if word and word not in known:
            meant = f"，是不是“{titles[word]}”？" if word in titles else did_you_mean(word, known)
            self.fault(node, f"{what}不认识“{word}”{meant or '；可用：' + '、'.join(known)}")
            return ""
        return word

    def number(self, node: Node, what: str, least: int = 0, most: int = 10_000) -> int:
        word = self.text(node, what)
        if word.isascii() and word.isdigit() and least <= int(word) <= most:
            return int(word)
        self.fault(node, f"{what}应当是 {least}–{most} 的整数")
        return least

    def flag(self, node: Node, what: str) -> bool:
        return self.choice(node, ("true", "false"), what) != "false"

    def texts(self, node: Node | None, what: str) -> tuple[str, ...]:
        if isinstance(node, Text):
            return (node.text,)
        if isinstance(node, Items):
            return tuple(self.text(item, what) for item in node.items)
        if node is not None:
            self.fault(node, f"{what}应当是一个列表")
        return ()

    def known_keys(self, node: Fields, known: Iterable[str], what: str) -> None:
        known = list(known)
        for key, _ in node.fields:
            if key.text not in known:
                hint = did_you_mean(key.text, known) or "；可用：" + "、".join(known)
                self.fault(key, f"{what}里没有“{key.text}”这一项{hint}")

    # -- words --------------------------------------------------------------------------------------------------

    def words(self, node: Node, what: str) -> list[str]:
        """Read a word list, references expanded, folded, without repeats. A single word is a list of one."""
        items = node.items if isinstance(node, Items) else (node,)
        words: dict[str, None] = {}
        told = len(self.problems)
        for item in items:
            if isinstance(item, Items):
                words.update(dict.fromkeys(self.words(item, what)))
            else:
                words.update(dict.fromkeys(self.expand(item, self.text(item, what))))
        if not words and len(self.problems) == told:
            self.fault(node, f"{what}是空的，什么也匹配不到")
        return list(words)

    def expand(self, node: Node, word: str) -> list[str]:
        """Replace `<名字>` by each of its words."""
        pieces = REFERENCE.split(word)
        choices: list[tuple[str, ...]] = []
        for index, piece in enumerate(pieces):
            if index % 2 == 0:
                choices.append((fold_word(piece),))
            elif piece in self.lexicon:
                choices.append(self.lexicon[piece])
            else:
                self.fault(node, f"没有名为“{piece}”的词表{did_you_mean(piece, self.lexicon)}")
                return []
        size = 1
        for choice in choices:
            size *= len(choice)
        if size > MOST_EXPANSIONS:
            self.fault(node, "词表相乘后太大，请改用 seq")
            return []
        return [joined for parts in product(*choices) if (joined := "".join(parts))]

    def pattern(self, node: Node, what: str) -> Spec:
        """Read a regular expression in pieces, word lists apart: Han folded, checked by RE2, its needed words found."""
        from coach.rulebook.matchers.literals import pattern_literals
        from coach.rulebook.matchers.regex import RejectedPattern, compile_pattern
        from coach.rulebook.matchers.words import alternation, longest_first
        from coach.syntax import PATTERN, in_chinese

        source = self.text(node, what)
        folded = "".join(fold_word(c) if "\u3400" <= c <= "\u9fff" else c for c in source)
        pieces: list[Any] = []
        start, close = 0, ""
        for found in LISTED.finditer(folded):
            name, choices = found.group("name", "choices")
            if name is not None and folded[: found.start()].endswith(("(?P", "(?")):  # the name of a group
                continue
            if name is not None and name not in self.lexicon:
                self.fault(node, f"没有名为“{name}”的词表{did_you_mean(name, self.lexicon)}")
                return {"pieces": [], "needs": []}
            words = list(self.lexicon[name]) if name is not None else choices.split("|")
            pieces += [f"{close}{folded[start : found.start()]}(?:", {"words": words}]
            start, close = found.end(), ")"
        pieces.append(close + folded[start:])
        body = "".join(
            piece if isinstance(piece, str) else alternation(longest_first(piece["words"])) for piece in pieces
        )
        try:
            groups = compile_pattern(body).groups
        except RejectedPattern as error:
            self.fault(node, f"正则写法有误：{in_chinese(str(error), PATTERN)}")
            return {"pieces": [], "needs": []}
        return {"pieces": pieces, "groups": groups, "needs": [sorted(words) for words in pattern_literals(body)]}

    # -- matchers -----------------------------------------------------------------------------------------------

    def matcher(self, node: Node | None) -> Spec:
        """Read one matcher. A word or a list of words is `phrases`; a mapping names its kind by a key."""
        if isinstance(node, (Text, Items)):
            return {"kind": "seq", "parts": [{"words": self.words(node, "phrases")}]}
        if not isinstance(node, Fields):
            return {"kind": "never"}
        kinds = [key for key, _ in node.fields if key.text in KINDS]
        if len(kinds) != 1:
            names = "、".join(KINDS)
            near = "".join(did_you_mean(key.text, KINDS) for key, _ in node.fields) if not kinds else ""
            told = (
                f"“{'、'.join(k.text for k in kinds)}”只能写一个"
                if kinds
                else f"看不出要匹配什么{near or '；可用：' + names}"
            )
            self.fault(node, told)
            return {"kind": "never"}
        kind = kinds[0].text
        reader, options = KINDS[kind]
        self.known_keys(node, (kind, *options, "within"), kind)
        value = node.get(kind)
        assert value is not None
        spec = reader(self, node, value)
        within = node.get("within")
        if within is not None:
            reach = self.choice(within, REACHES, "within")
            spec = {"kind": "within", "reach": reach or "sentence", "inner": spec}
        return spec

    def matchers(self, node: Node, what: str, least: int = 1) -> list[Spec]:
        if not isinstance(node, Items) or len(node.items) < least:
            self.fault(node, f"{what}应当是至少 {least} 项的列表")
            return [{"kind": "never"}]
        return [self.matcher(item) for item in node.items]

    def boundary(self, node: Fields, default: str = AUTO) -> str:
        value = node.get("boundary")
        return (self.choice(value, BOUNDARIES, "boundary") if value else "") or default

    def masked(self, node: Fields) -> bool:
        value = node.get("masked")
        return True if value is None else self.flag(value, "masked")

    def phrases(self, node: Fields, value: Node) -> Spec:
        part = {"words": self.words(value, "phrases"), "boundary": self.boundary(node)}
        return {"kind": "seq", "parts": [part], "masked": self.masked(node)}

    def regex(self, node: Fields, value: Node) -> Spec:
        part = {**self.pattern(value, "pattern"), "boundary": self.boundary(node, FREE)}
        return {"kind": "seq", "parts": [part], "masked": self.masked(node)}

    def seq(self, node: Fields, value: Node) -> Spec:
        if not isinstance(value, Items) or not value.items:
            self.fault(value, "seq 应当是一个列表：词、词表、“…6”")
            return {"kind": "never"}
        parts, gap, default = [], 0, self.boundary(node)
        for item in value.items:
            is_gap = GAP.fullmatch(item.text) if isinstance(item, Text) else None
            if is_gap:
                gap = int(is_gap.group(1) or DEFAULT_GAP)
                if gap > MOST_GAP:
                    self.fault(item, f"间隔最多 {MOST_GAP} 字")
                continue
            parts.append({**self.part(item, default), "gap": min(gap, MOST_GAP)})
            gap = 0
        if gap or not parts or all(part.get("optional") for part in parts):
            self.fault(value, "seq 里至少要有一个必须出现的部分，且不能以间隔结尾")
        return {"kind": "seq", "parts": parts, "masked": self.masked(node)}

    def part(self, item: Node, boundary: str) -> Spec:
        if not isinstance(item, Fields):
            return {"words": self.words(item, "seq 的一部分"), "boundary": boundary}
        self.known_keys(item, ("words", "pattern", "maybe", "boundary", "as"), "seq 的一部分")
        words, pattern, maybe = item.get("words"), item.get("pattern"), item.get("maybe")
        chosen = [value for value in (words, pattern, maybe) if value is not None]
        if len(chosen) != 1:
            self.fault(item, "words、pattern、maybe 要写且只写一个")
            return {"words": ["\ufffc"], "boundary": FREE}
        name = item.get("as")
        spec: Spec = {"boundary": self.boundary(item, FREE if pattern is not None else boundary)}
        if name is not None:
            spec["name"] = self.text(name, "as")
        if pattern is not None:
            return {**spec, **self.pattern(pattern, "pattern")}
        return {**spec, "words": self.words(chosen[0], "seq 的一部分"), "optional": maybe is not None}

    def tokens(self, node: Fields, value: Node) -> Spec:
        if not isinstance(value, Items) or not value.items:
            self.fault(value, "tokens 应当是一个列表：词、词表、“?”、“*”")
            return {"kind": "never"}
        classes: list[Any] = []
        for item in value.items:
            wild = item.text if isinstance(item, Text) and item.text in ("?", "*") else ""
            classes.append(wild or self.words(item, "tokens"))
        if not any(isinstance(words, list) for words in classes):
            self.fault(value, "tokens 里至少要有一个词")
        return {"kind": "tokens", "classes": classes}

    def near(self, node: Fields, value: Node) -> Spec:
        two = self.two(value, "near")
        gap = node.get("gap")
        return {"kind": "near", **two, "gap": self.number(gap, "gap", 0, MOST_GAP) if gap else DEFAULT_GAP}

    def two(self, value: Node, what: str) -> Spec:
        parts = self.matchers(value, what, 2)
        if len(parts) > 2:
            self.fault(value, f"{what}只比较两项")
        return {"one": parts[0], "other": parts[-1]}

    def count(self, node: Fields, value: Node) -> Spec:
        least, most = self.bounds(node, "count")
        return {"kind": "count", "inner": self.matcher(value), "least": least, "most": most}

    def bounds(self, node: Fields, what: str) -> tuple[int, int | None]:
        low, high = node.get("min"), node.get("max")
        if low is None and high is None:
            self.fault(node, f"{what}要写 min 或 max")
        least = self.number(low, "min") if low else 0
        most = self.number(high, "max") if high else None
        if most is not None and most < least:
            self.fault(node, "max 比 min 小，永远不会成立")
        return least, most

    def length(self, node: Fields, value: Node) -> Spec:
        reach = self.choice(value, REACHES, "length")
        least, most = self.bounds(node, "length")
        inner = {"kind": "length", "least": least, "most": most}
        return {"kind": "within", "reach": reach or "reply", "inner": inner}

    def similar(self, node: Fields, value: Node) -> Spec:
        likeness = node.get("min")
        least = self.number(likeness, "min", 50, 100) if likeness else DEFAULT_LIKENESS
        return {"kind": "similar", "sentences": self.words(value, "similar"), "least": least}

    def logic(self, kind: str, value: Node) -> Spec:
        return {"kind": kind, "parts": self.matchers(value, kind)}

    def inner(self, kind: str, value: Node) -> Spec:
        return {"kind": kind, "inner": self.matcher(value)}

    def cue(self, node: Fields, value: Node) -> Spec:
        name = self.text(value, "cue")
        if name and name not in self.cues:
            self.fault(value, f"没有名为“{name}”的线索{did_you_mean(name, self.cues)}")
            return {"kind": "never"}
        return {"kind": "cue", "name": name}

    def setting(self, fact: str, value: Node, known: Iterable[str]) -> Spec:
        items = value.items if isinstance(value, Items) else (value,)
        return {"kind": "setting", "fact": fact, "values": [self.choice(item, known, fact) for item in items]}

    def found(self, node: Fields, value: Node) -> Spec:
        items = value.items if isinstance(value, Items) else (value,)
        named = [(item, self.text(item, "found")) for item in items]
        self.families += [(item, name) for item, name in named if name]
        return {"kind": "found", "families": [name for _, name in named]}

    def told(self, kind: str, value: Node) -> Spec:
        wanted = self.flag(value, kind)
        return {"kind": kind} if wanted else {"kind": "not", "inner": {"kind": kind}}


KINDS: dict[str, tuple[Callable[[Grammar, Fields, Node], Spec], tuple[str, ...]]] = {
    "phrases": (Grammar.phrases, ("boundary", "masked")),
    "pattern": (Grammar.regex, ("boundary", "masked")),
    "tokens": (Grammar.tokens, ()),
    "seq": (Grammar.seq, ("boundary", "masked")),
    "near": (Grammar.near, ("gap",)),
    "order": (lambda self, node, value: {"kind": "order", **self.two(value, "order")}, ()),
    "absent": (lambda self, node, value: self.inner("not", value), ()),
    "count": (Grammar.count, ("min", "max")),
    "similar": (Grammar.similar, ("min",)),
    "time": (lambda self, node, value: {"kind": "time", "time": self.choice(value, TIMES, "time") or "bound"}, ()),
    "subject": (
        lambda self, node, value: {"kind": "subject", "who": self.choice(value, SUBJECTS, "subject") or "us"},
        (),
    ),
    "length": (Grammar.length, ("min", "max")),
    "all": (lambda self, node, value: self.logic("all", value), ()),
    "any": (lambda self, node, value: self.logic("any", value), ()),
    "not": (lambda self, node, value: self.inner("not", value), ()),
    "cue": (Grammar.cue, ()),
    "found": (Grammar.found, ()),
    "customer": (lambda self, node, value: self.inner("customer", value), ()),
    "has-customer": (lambda self, node, value: self.told("has-customer", value), ()),
    "asked-by-customer": (lambda self, node, value: self.told("asked-by-customer", value), ()),
    "authorised": (lambda self, node, value: self.told("authorised", value), ()),
    "used-by-customer": (lambda self, node, value: self.told("used-by-customer", value), ()),
    "written": (lambda self, node, value: {"kind": "written", "forms": list(self.texts(value, "written"))}, ()),
    "scene": (lambda self, node, value: self.setting("scene", value, SCENES), ()),
    "channel": (lambda self, node, value: self.setting("channel", value, CHANNELS), ()),
    "region": (lambda self, node, value: self.setting("region", value, REGIONS), ()),
}
