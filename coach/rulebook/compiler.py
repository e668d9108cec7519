"""YAML files → a compiled rulebook: plain JSON-able data. Floor 4.

Wakes PyYAML and jieba's table; runs only when nothing fit lies in the cache.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from coach.errors import Problem, ProblemsError
from coach.model import Severity
from coach.reading.fold import fold_word
from coach.rulebook.books import read_books
from coach.rulebook.index import Clauses, Index
from coach.rulebook.matchers import Builder
from coach.rulebook.matchers.words import longest_first
from coach.rulebook.packs import Packs, read_packs, refuse
from coach.rulebook.phrasebook import Phrasebook
from coach.rulebook.rule import cue_key, rule_key
from coach.wording import did_you_mean
from coach.yamlfile import Node, parse_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.rulebook.loader import Choice


class Compiled(NamedTuple):
    """A rulebook as plain data: what every run needs, the matchers by key, what is printed of rules, the phrases."""

    core: dict[str, Any]
    specs: dict[str, Any]
    facts: list[dict[str, Any]]
    phrases: dict[str, Any]


Files = tuple[tuple[str, bytes], ...]
RUNTIME = (
    "id", "title", "pack", "severity", "axis", "scope", "message", "rewrites", "scenes", "once", "structure",
)  # fmt: skip
FACTS = (
    "id",
    "title",
    "pack",
    "pack_title",
    "severity",
    "axis",
    "message",
    "why",
    "principle",
    "flag",
    "pass",
    "rewrites",
    "corrections",
    "place",
    "places",
)
WORDED = ("words", "needs", "pieces", "classes")  # where a spec holds word lists
SHORT_WORD = 2  # longer words are free of word boundaries, so jieba need not know them


def compile_rulebook(choice: Choice, rule_files: Files, phrase_files: Files) -> Compiled:
    """Read every file, refuse every fault at once, and take what the choice leaves. Raises ProblemsError."""
    problems: list[Problem] = []
    packs = read_packs(_parsed(rule_files, problems))
    rows, places, faults = read_books(_parsed(phrase_files, problems))
    told = {problem[:3] for problem in problems}  # where a file's shape is wrong, its meaning is not doubted as well
    problems += [problem for problem in packs.problems + faults if problem[:3] not in told]
    topics = {row[1] for row in rows}
    topics |= {topic.rsplit(".", depth)[0] for topic in topics for depth in range(1, topic.count(".") + 1)}
    for rule in packs.rules:
        problems += _unknown_topics(rule, topics)
    if not rule_files:
        problems.append(Problem("、".join(map(str, choice.rule_dirs)), 0, 0, "这里没有规则文件（*.yaml）"))
    problems += _unknown_names(choice, packs)
    refuse(problems)
    rules = [_with_severity(rule, choice) for rule in packs.rules if _is_on(rule, choice, packs)]
    texts = [example["text"] for rule in packs.rules for side in ("flag", "pass") for example in rule[side]]
    indexed, specs = _indexed(rules, packs, (*texts, *(phrase.text for phrase in Phrasebook.of(rows).phrases)))
    core = {**packs.sections, **indexed, **_vocabulary(packs, choice)}
    return Compiled(
        core, specs, [{key: rule[key] for key in FACTS} for rule in rules], {"rows": rows, "places": places}
    )


def _parsed(files: Files, problems: list[Problem]) -> tuple[Node, ...]:
    roots = []
    for path, data in files:
        try:
            root, faults = parse_whole(data.decode("utf-8-sig"), path)
            roots.append(root)
            problems += faults
        except UnicodeDecodeError:
            problems.append(Problem(path, 0, 0, "不是 UTF-8 编码，请另存为 UTF-8"))
        except ProblemsError as error:
            problems += error.problems
    return tuple(roots)


def _unknown_topics(rule: dict[str, Any], topics: set[str]) -> list[Problem]:
    """A rewrite without Chinese is a topic's name; it must exist."""
    return [
        Problem.at(place, f"话术本里没有主题“{name}”{did_you_mean(name, topics)}")
        for name, place in zip(rule["rewrites"], rule["places"].get("rewrites", ()), strict=False)
        if name.isascii() and name not in topics
    ]


def _unknown_names(choice: Choice, packs: Packs) -> list[Problem]:
    """Names that select nothing are a slip of the pen, and a silent one would be a false green."""
    ids = {rule["id"] for rule in packs.rules}
    known = ids | {id_.split(".", 1)[0] for id_ in ids} | set(packs.titles)
    asked = (*choice.select, *choice.ignore, *(name for name, _ in choice.severities))
    problems = [
        Problem("配置", 0, 0, f"没有名为“{name}”的规则或规则包{did_you_mean(name, known)}")
        for name in asked
        if not any(_names(name, rule) for rule in packs.rules) and name not in known
    ]
    for name in (*choice.packs_on, *choice.packs_off):
        if name not in packs.titles:
            problems.append(Problem("配置", 0, 0, f"没有名为“{name}”的规则包{did_you_mean(name, packs.titles)}"))
    return problems


def _names(name: str, rule: dict[str, Any]) -> bool:
    return name in (rule["pack"], rule["id"]) or str(rule["id"]).startswith(f"{name}.")


def _is_on(rule: dict[str, Any], choice: Choice, packs: Packs) -> bool:
    if any(_names(name, rule) for name in choice.ignore):
        return False
    if choice.select:
        return any(_names(name, rule) for name in choice.select)
    pack = rule["pack"]
    return pack not in choice.packs_off and (pack not in packs.off or pack in choice.packs_on)


def _with_severity(rule: dict[str, Any], choice: Choice) -> dict[str, Any]:
    for name, severity in choice.severities:
        if _names(name, rule):
            rule = {**rule, "severity": int(Severity[severity])}
    return rule


def _indexed(rules: list[dict[str, Any]], packs: Packs, texts: Iterable[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The rules as the kernel wants them and their matchers apart: every word list is a numbered clause, kept once."""
    rules = sorted(rules, key=lambda rule: bool(rule["later"]))  # what judges others' findings comes after them
    both = (*rules, *packs.strengths)
    worded: dict[str, Any] = {
        rule_key(rule["id"]): [rule["when"], rule["unless"], rule["corrections"]] for rule in both
    }
    worded |= {cue_key(name): spec for name, spec in packs.cues.items()}
    needed: dict[tuple[str, ...], int] = {}
    others: dict[tuple[str, ...], int] = {}
    _numbered(list(worded.values()), needed, others)
    clauses = _rarest_first(tuple(needed), texts)
    asked = len(clauses)
    for words in others:
        clauses.setdefault(words, len(clauses))
    specs = {key: _numbered(spec, clauses, clauses) for key, spec in worded.items()}
    builder = Builder(lambda name: specs[cue_key(name)], tuple(clauses))
    for spec in specs.values():
        _tell_needs(spec, builder)
    sides = [
        [
            {**{key: rule[key] for key in RUNTIME}, "needs": builder.build(specs[rule_key(rule["id"])][0]).needs}
            for rule in side
        ]
        for side in (rules, packs.strengths)
    ]
    return {
        "clauses": list(map(Clauses.text, clauses)),
        "asked": asked,
        "rules": sides[0],
        "strengths": sides[1],
    }, specs


def _tell_needs(spec: Any, builder: Builder) -> None:
    """Note at every `any` what each of its parts needs, so that a part can wait to be made."""
    for inner in spec if isinstance(spec, list) else spec.values() if isinstance(spec, dict) else ():
        _tell_needs(inner, builder)
    if isinstance(spec, dict) and spec.get("kind") == "any":
        spec["part_needs"] = [builder.build(part).needs for part in spec["parts"]]


def _rarest_first(clauses: tuple[tuple[str, ...], ...], texts: Iterable[str]) -> dict[tuple[str, ...], int]:
    """Number clauses by how many of the rulebook's own examples and phrases hold a word of them."""
    index = Index(clauses, len(clauses))
    counts = Counter(clause for text in texts for clause in index.look_at_once(fold_word(text)).met or ())
    order = sorted(range(len(clauses)), key=lambda clause: (counts[clause], len(clauses[clause])))
    return {clauses[clause]: number for number, clause in enumerate(order)}


def _numbered(spec: Any, needed: dict[tuple[str, ...], int], others: dict[tuple[str, ...], int]) -> Any:
    """Put a number in place of every word list of a spec; lists within a pattern, which no one asks for, are apart."""
    if isinstance(spec, list):
        return [_numbered(item, needed, others) for item in spec]
    if not isinstance(spec, dict):
        return spec

    def number(words: Iterable[str], clauses: dict[tuple[str, ...], int]) -> int:
        return clauses.setdefault(tuple(longest_first(words)), len(clauses))

    numbered = {key: _numbered(value, needed, others) for key, value in spec.items() if key not in WORDED}
    if "words" in spec:
        numbered["clause"] = number(spec["words"], needed)
    if "needs" in spec:
        numbered["needs"] = [number(words, needed) for words in spec["needs"]]
    if "pieces" in spec:
        pieces = spec["pieces"]
        numbered["pieces"] = [piece if isinstance(piece, str) else number(piece["words"], others) for piece in pieces]
    if "classes" in spec:
        numbered["classes"] = [words if isinstance(words, str) else number(words, needed) for words in spec["classes"]]
    return numbered


def _vocabulary(packs: Packs, choice: Choice) -> dict[str, Any]:
    """Words that jieba is to know besides its own, with the frequencies it gives them."""
    from coach.reading.segment import open_segmenter

    lists: Sequence[Iterable[str]] = (*packs.lexicon.values(), map(fold_word, choice.words))
    words = dict.fromkeys(word for words in lists for word in words if len(word) == SHORT_WORD and _is_han(word))
    segmenter = open_segmenter().with_words(words)
    return {"words": segmenter.words, "total": segmenter.total}


def _is_han(word: str) -> bool:
    return all("\u4e00" <= character <= "\u9fd5" for character in word)
