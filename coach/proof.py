"""Rule and phrasebook folders → proof that they do what they say: every example, every phrase, every rule. Floor 6.

`coach test` prints what this finds. A phrase is a sentence, not a whole reply, so rules of `structure` do not judge it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from coach.errors import Problem
from coach.model import Severity
from coach.review import review
from coach.rulebook.examples import CLOSE, OPEN
from coach.rulebook.loader import load_rulebook
from coach.rulebook.phrasebook import Phrase
from coach.rulebook.situation import Situation
from coach.rulebook.slots import fill
from coach.rulebook.suggest import IN_PLACE
from coach.rulebook.vocabulary import PACK
from coach.text import Draft, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.model import Finding
    from coach.rulebook.loader import Choice
    from coach.rulebook.rule import Rulebook


class Proof(NamedTuple):
    """What was tried, and what did not hold."""

    rules: int
    examples: int
    phrases: int
    problems: tuple[Problem, ...]


def prove(choice: Choice | None = None) -> Proof:
    """Try every example and phrase of the chosen folders. Raises ProblemsError when they cannot even be read."""
    rulebook = load_rulebook(choice)
    data, book = rulebook.read_facts(), rulebook.read_phrases()
    problems: list[Problem] = []
    examples = 0
    for rule in data:
        problems += _tried(rule, rulebook)
        examples += len(rule["flag"]) + len(rule["pass"])
    for row, place in zip(book["rows"], book["places"], strict=True):
        phrase = Phrase.of(row)
        problems += [
            Problem.at(place, f"{phrase.id}：{fault}") for fault in _clean(phrase.text, phrase.scenes, rulebook)
        ]
    return Proof(len(data), examples, len(book["rows"]), tuple(problems))


def _tried(rule: dict[str, Any], rulebook: Rulebook) -> Iterator[Problem]:
    """Try a rule's examples and its own rewrites, each fault at its place."""

    def told(kind: str, number: int, faults: Iterable[str]) -> Iterator[Problem]:
        places = rule["places"].get(kind, ())
        place = places[number] if number < len(places) else rule["place"]
        return (Problem.at(place, f"{rule['id']}：{fault}") for fault in faults)

    fired = False
    for number, example in enumerate(rule["flag"]):
        spans = _spans_of(rule, example, rulebook)
        fired = fired or bool(spans)
        yield from told("flag", number, _flagged(example, spans))
    if rule["flag"] and not fired:
        yield Problem.at(rule["place"], f"{rule['id']}：没有一个例句能触发这条规则")
    for number, example in enumerate(rule["pass"]):
        yield from told("pass", number, _passed(rule, example, rulebook))
    for number, text in enumerate(rule["rewrites"]):
        if not text.isascii():
            yield from told("rewrites", number, _clean(text.removeprefix(IN_PLACE), (), rulebook))
    for right in dict.fromkeys(form for row in rule["corrections"] for form in row[1:] if form):
        yield from (
            Problem.at(rule["place"], f"{rule['id']}：{fault}") for fault in _passed(rule, {"text": right}, rulebook)
        )


def _findings(text: str, example: dict[str, str], rulebook: Rulebook) -> tuple[Finding, ...]:
    situation = Situation(example.get("customer"), example.get("scene"), example.get("channel"), example.get("region"))
    return review(Draft.of(text), rulebook, situation).findings


def _spans_of(rule: dict[str, Any], example: dict[str, str], rulebook: Rulebook) -> list[Span]:
    text, _ = _marked(example["text"])
    return [finding.span for finding in _findings(text, example, rulebook) if finding.rule == rule["id"]]


def _flagged(example: dict[str, str], spans: list[Span]) -> list[str]:
    text, wanted = _marked(example["text"])
    if not spans:
        return [f"例句没有触发：{text}"]
    if wanted and not set(wanted) <= set(spans):
        told = "、".join(text[span.start : span.end] or "（空位）" for span in spans)
        return [f"标出的是“{told}”，与〔〕不同：{example['text']}"]
    return []


def _marked(text: str) -> tuple[str, list[Span]]:
    """Take the 〔〕 out of an example; they mark the spans it expects."""
    plain, spans = "", []
    for index, piece in enumerate(text.split(OPEN)):
        if index and CLOSE in piece:
            inside, after = piece.split(CLOSE, 1)
            spans.append(Span(len(plain), len(plain) + len(inside)))
            plain += inside + after
        else:
            plain += piece
    return plain, spans


def _passed(rule: dict[str, Any], example: dict[str, str], rulebook: Rulebook) -> list[str]:
    found = [finding for finding in _findings(example["text"], example, rulebook) if finding.rule == rule["id"]]
    return [f"本该放行，却标出了“{_said(example['text'], finding)}”：{example['text']}" for finding in found]


def _clean(text: str, scenes: tuple[str, ...], rulebook: Rulebook) -> list[str]:
    """Faults of a phrase or rewrite in every scene it is for; its slots stand open, as they are shown."""
    shown, _ = fill(text, {})
    # a whole reply's business; and a phrase with a term that the team does not say is never offered
    spared = {rule.id for rule in rulebook.rules if rule.structure or rule.pack == PACK}
    faults = []
    for scene in scenes or (None,):
        example = {"scene": scene} if scene else {}
        for finding in _findings(shown, example, rulebook):
            if finding.rule not in spared and finding.severity >= Severity.hint:
                where = f"（场景 {scene}）" if scene else ""
                faults.append(f"话术自己触发了 {finding.rule}{where}“{_said(shown, finding)}”：{shown}")
    return list(dict.fromkeys(faults))


def _said(text: str, finding: Finding) -> str:
    return text[finding.span.start : finding.span.end]
