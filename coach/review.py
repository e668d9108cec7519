"""Draft + rulebook + situation → Review: the kernel. Floor 5. Pure: reads no file, prints nothing, changes nothing.

The way of a draft: read it; ask the index which rules may speak; let each look and be excused; settle what overlaps;
put words to what is left.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from coach.model import Finding, Review, Scene, Scorecard, Severity, Strength, Verdict
from coach.reading import read
from coach.rulebook.page import Page
from coach.rulebook.scenes import scene_of
from coach.rulebook.situation import SCENES
from coach.text import Draft, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from coach.rulebook.index import Seen
    from coach.rulebook.page import Match
    from coach.rulebook.rule import Rule, Rulebook
    from coach.rulebook.situation import Situation

LONGEST_QUOTE = 24  # code points of the draft shown in a message


class Hit(NamedTuple):
    """A rule's match, before words are put to it; spans are of the folded text."""

    rule: Rule
    severity: Severity
    match: Match


def review(draft: Draft, rulebook: Rulebook, situation: Situation) -> Review:
    """Judge one draft. Raises nothing on any Unicode text; a rule that breaks is named in `crashed`."""
    return _review(draft, rulebook, situation, rulebook.index.look)


def review_many(drafts: Iterable[Draft], rulebook: Rulebook, situation: Situation) -> Iterator[Review]:
    """Judge many drafts in one situation, in order; the same reviews as one by one, sooner."""
    for draft in drafts:
        yield _review(draft, rulebook, situation, rulebook.index.look_at_once)


def _review(draft: Draft, rulebook: Rulebook, situation: Situation, look: Callable[[str], Seen]) -> Review:
    page = _open(draft, rulebook, situation, look)
    scene = Scene(page.scene, SCENES[page.scene], situation.scene is None)
    crashed: list[str] = []
    hits: list[Hit] = []
    if any(character.isalnum() for character in page.reading.text):
        for rule in rulebook.candidates(page.seen):
            try:
                for hit in _hits(rule, page):
                    hits.append(hit)
                    page.found.setdefault(rule.family, []).append(hit.match)
            except Exception as error:  # a rule's fault must neither hide the others nor pass for a clean draft
                crashed.append(f"{rule.id}: {type(error).__name__}")
    findings = _findings(_settled(hits), page, rulebook)
    counts = Counter(finding.severity for finding in findings)
    return Review(draft, findings, (), _strengths(page, rulebook), _scorecard(counts), scene, tuple(crashed))


def _open(draft: Draft, rulebook: Rulebook, situation: Situation, look: Callable[[str], Seen]) -> Page:
    reading = read(draft, rulebook.segmenter)
    customer = read(Draft.of(situation.customer), rulebook.segmenter) if situation.customer else None
    scene = situation.scene or scene_of(reading, customer, rulebook).id
    return Page(reading, situation, look, customer, scene)


def _hits(rule: Rule, page: Page) -> Iterator[Hit]:
    severity = rule.severity_in(page.scene)
    if severity is None or not rule.when.may(page):
        return
    for unit in page.units(rule.scope):
        for match in rule.when.find(page, unit):
            if rule.unless is None or not rule.unless.holds(page, unit, match):
                yield Hit(rule, severity, match)
                if rule.once:
                    return


def _settled(hits: list[Hit]) -> list[Hit]:
    """Keep one hit where hits of a family overlap (the gravest, then the longest), in order of place."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-hit.severity, hit.match.span.start - hit.match.span.end)):
        rivals = (other for other in kept if other.rule.family == hit.rule.family)
        if not any(_overlap(hit.match.span, other.match.span) for other in rivals):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.match.span, hit.rule.id))


def _overlap(one: Span, other: Span) -> bool:
    return one.meets(other) or one == other


def _findings(hits: list[Hit], page: Page, rulebook: Rulebook) -> tuple[Finding, ...]:
    if not hits:
        return ()
    from coach.rulebook.suggest import Suggester

    suggester = Suggester(page, rulebook.phrasebook)
    return tuple(
        Finding(
            hit.rule.id,
            hit.severity,
            page.reading.draft_span(hit.match.span),
            _message(hit, page),
            suggester.rewrites(hit.rule, hit.match.span),
        )
        for hit in hits
    )


def _message(hit: Hit, page: Page) -> str:
    message = hit.rule.message
    for name, span in (("原文", hit.match.span), *hit.match.slots.items()):
        if f"<{name}>" in message:
            place = page.reading.draft_span(span)
            said = " ".join(page.reading.draft.text[place.start : place.end].split())
            message = message.replace(f"<{name}>", said if len(said) <= LONGEST_QUOTE else f"{said[:LONGEST_QUOTE]}…")
    return message


def _strengths(page: Page, rulebook: Rulebook) -> tuple[Strength, ...]:
    strengths = []
    for rule in rulebook.strengths:
        first = next(iter(_hits(rule, page)), None)
        if first:
            strengths.append(Strength(rule.id, rule.title, page.reading.draft_span(first.match.span)))
    return tuple(sorted(strengths, key=lambda strength: strength.span))


def _scorecard(counts: Counter[Severity]) -> Scorecard:
    if counts[Severity.fatal]:
        return Scorecard(Verdict.blocked, counts)
    return Scorecard(Verdict.revise if counts[Severity.major] else Verdict.ready, counts)
