"""The naive way, written out: what a coach costs that takes no care. The same findings, the obvious means.

It imports jieba and loads its dictionary, reads every YAML file with `yaml.safe_load` as well as by the house's reader,
compiles every regular expression with Python's `re`, asks every rule about every reply, and cuts every reply whole.

    python -m tests.bench.naive [full|json] < draft        one draft, printed
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

import jieba
import yaml

from coach.model import Review
from coach.review import review
from coach.rulebook import page
from coach.rulebook.alphabet import as_python
from coach.rulebook.compiler import compile_rulebook
from coach.rulebook.index import Clauses, Index, Seen
from coach.rulebook.loader import default_choice
from coach.rulebook.matchers import words
from coach.rulebook.rule import Rulebook
from coach.rulebook.situation import Situation
from coach.text import Draft


class Plain:
    """A text for Python's `re`: offsets are what they are."""

    def __init__(self, text: str) -> None:
        self.data = text
        self.offsets = range(len(text) + 1)

    def character(self, offset: int) -> int:
        """Return the offset itself."""
        return offset


@dataclass(frozen=True)
class Pattern:
    """A compiled `re` with the face that the house expects of RE2."""

    compiled: re.Pattern[str]

    @property
    def groups(self) -> int:
        """The number of groups."""
        return self.compiled.groups

    @property
    def names(self) -> Mapping[str, int]:
        """The groups that have names."""
        return self.compiled.groupindex

    def search(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]] | None:
        """Search as `re` does."""
        found = self.compiled.search(text, start, len(text) if end is None else end)
        return found and [found.span(group) for group in range(self.groups + 1)]


class StockJieba:
    """jieba as it comes, with the packs' words added one by one."""

    def __init__(self, added: dict[str, int]) -> None:
        jieba.setLogLevel(60)
        jieba.initialize()
        for word in added:
            jieba.add_word(word)

    def cut(self, text: str) -> list[str]:
        """The tokens."""
        return jieba.lcut(text)

    def boundaries(self, text: str) -> frozenset[int]:
        """Where tokens begin and end."""
        return frozenset(accumulate(map(len, self.cut(text)), initial=0))

    def crosses(self, left: str, right: str) -> bool:
        """Whether a token that is no guess lies over the seam."""
        return len(left) not in accumulate(map(len, jieba.lcut(left + right, HMM=False)), initial=0)


@dataclass(frozen=True)
class EveryRule(Index):
    """An index that lets every rule look at every text."""

    def look(self, text: str) -> Seen:
        """Every clause may be there."""
        return Seen(lambda clause: True)


class NaiveRulebook(Rulebook):
    """The rulebook with stock jieba and without a prefilter."""

    @cached_property
    def index(self) -> Index:
        """Every rule looks."""
        return EveryRule(Clauses(self.compiled["clauses"]), self.compiled["asked"])

    @cached_property
    def _segmenter(self) -> Any:
        return StockJieba(self.compiled["words"])


def _compiled(pattern: str) -> Pattern:
    # RE2 takes (?s) anywhere, Python only in front
    dotall = re.DOTALL if "(?s)" in pattern else re.NOFLAG
    return Pattern(re.compile(as_python(pattern).replace("(?s)", ""), dotall))


def load() -> NaiveRulebook:
    """Read everything anew and compile every pattern at once."""
    words.compile_pattern = _compiled
    page.Bytes = Plain
    choice = default_choice()
    folders = [Path(folder) for folder in (*choice.rule_dirs, *choice.phrase_dirs)]
    files = [[(str(file), file.read_bytes()) for file in sorted(folder.glob("*.yaml"))] for folder in folders]
    for group in files:
        for _, data in group:
            yaml.safe_load(data)
    compiled = compile_rulebook(choice, tuple(files[0]), tuple(files[1]))
    core, specs, facts, phrases = json.loads(json.dumps(compiled))
    rulebook = NaiveRulebook(core, specs.__getitem__, lambda: facts, lambda: phrases)
    for rule in rulebook.rules:
        _compile_all(rule.when)
        _compile_all(rule.unless)
    return rulebook


def _compile_all(matcher: Any) -> None:
    if isinstance(matcher, words.Seq):
        matcher._compiled  # noqa: B018  (a cached property: this is where the pattern is compiled)
    inner_ones = [matcher.parts] if hasattr(matcher, "part_needs") else []
    for value in [*inner_ones, *(vars(matcher).values() if hasattr(matcher, "__dict__") else ())]:
        for inner in value if isinstance(value, tuple) else (value,):
            if hasattr(inner, "find"):
                _compile_all(inner)


def reviews(texts: list[str]) -> Iterator[Review]:
    """Judge texts the naive way: every reply is cut whole, every rule asked."""
    rulebook = load()
    segmenter = rulebook.segmenter()
    for text in texts:
        segmenter.cut(text)
        yield review(Draft.of(text), rulebook, Situation())


def main() -> None:
    """Judge one draft of standard input and print it."""
    text = sys.stdin.read()
    (judged,) = reviews([text])
    if "json" in sys.argv:
        rows = [[f.rule, f.span.start, f.span.end, f.message, [r.text for r in f.rewrites]] for f in judged.findings]
        print(json.dumps(rows, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console()
    body = Text(text)
    for finding in judged.findings:
        body.stylize("reverse", *finding.span)
    console.print(body)
    for finding in judged.findings:
        console.print(Text(finding.message), *(Text(rewrite.text) for rewrite in finding.rewrites))


if __name__ == "__main__":
    main()
