"""Small rulebooks for tests, written as YAML."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from textwrap import dedent, indent

from coach.model import Finding
from coach.review import review, review_many
from coach.rulebook.loader import Choice, load_rulebook
from coach.rulebook.rule import Rulebook
from coach.rulebook.situation import Situation
from coach.text import Draft

RULE = """\
pack: demo
title: 演示
lexicon:
  动作: [处理, 回复, 核实]
  尽快类: [尽快, 第一时间]
cues:
  有时限: {time: bound, within: reply}
rules:
  - id: demo
    title: 演示规则
    severity: major
    axis: 回应
%s
    message: “<原文>”不妥
    examples: {flag: [甲, 乙], pass: [丙, 丁]}
"""


@cache
def packaged() -> Rulebook:
    """The rules that come with the program."""
    return load_rulebook()


def families(text: str, customer: str = "") -> set[str]:
    """The families of what the program's own rules find in a reply."""
    situation = Situation(customer=customer or None)
    found = next(review_many([Draft.of(text)], packaged(), situation)).findings  # quicker for thousands of replies
    return {finding.rule.split(".")[0] for finding in found}


def rulebook(pack: str, book: str = "") -> Rulebook:
    """Load one pack and, when given, one phrasebook."""
    with tempfile.TemporaryDirectory() as folder:
        rules, phrases = Path(folder, "rules"), Path(folder, "phrasebooks")
        rules.mkdir()
        phrases.mkdir()
        (rules / "demo.yaml").write_text(dedent(pack), encoding="utf-8")
        if book:
            (phrases / "demo.yaml").write_text(dedent(book), encoding="utf-8")
        loaded = load_rulebook(Choice((str(rules),), (str(phrases),)))
        loaded.facts, loaded.phrasebook  # noqa: B018  (read while the folder is there)
        return loaded


def demo(body: str) -> Rulebook:
    """Load the demo pack with `body` (when, unless, scope …) in its one rule."""
    return rulebook(RULE % indent(dedent(body).strip(), "    "))


def findings(book: Rulebook, text: str, **facts: str) -> tuple[Finding, ...]:
    """Judge a text."""
    return review(Draft.of(text), book, Situation(**facts)).findings  # type: ignore[arg-type]


def spans(book: Rulebook, text: str, **facts: str) -> list[str]:
    """The flagged slices of a text, in order."""
    return [text[found.span.start : found.span.end] for found in findings(book, text, **facts)]
