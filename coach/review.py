"""Draft + rulebook + situation → Review: the kernel. Floor 5. Pure: reads no file, prints nothing, changes nothing.

The way of a draft: read it; ask the index which rules may speak; let each look and be excused; settle what overlaps;
put words to what is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach.model import Finding, Review, Scene, Strength
from coach.reading import read
from coach.rulebook.page import Page
from coach.rulebook.scenes import scene_of, severity_in
from coach.rulebook.situation import SCENES
from coach.score import Facts, belongs, scorecard
from coach.text import Draft, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from coach.model import Severity
    from coach.outline import Outline
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


def review(draft: Draft, rulebook: Rulebook, situation: Situation, frameworks: tuple[str, ...] = ()) -> Review:
    """Judge one draft. Raises nothing on any Unicode text; a rule that breaks is named in `crashed`."""
    return _review(draft, rulebook, situation, rulebook.index.look, frameworks)


def review_many(drafts: Iterable[Draft], rulebook: Rulebook, situation: Situation) -> Iterator[Review]:
    """Judge many drafts in one situation, in order; the same reviews as one by one, sooner."""
    for draft in drafts:
        yield _review(draft, rulebook, situation, rulebook.index.look_at_once)


def _review(
    draft: Draft,
    rulebook: Rulebook,
    situation: Situation,
    look: Callable[[str], Seen],
    frameworks: tuple[str, ...] = (),
) -> Review:
    page, scene = _open(draft, rulebook, situation, look)
    crashed: list[str] = []
    hits: list[Hit] = []
    if any(character.isalnum() for character in page.reading.text):
        for rule in rulebook.candidates(page.seen):
            try:
                severity = severity_in(rule, scene, situation.channel, rulebook.compiled["matrix"])
                for hit in _hits(rule, page, severity) if severity else ():
                    hits.append(hit)
                    page.found.setdefault(rule.family, []).append(hit.match)
            except Exception as error:  # a rule's fault must neither hide the others nor pass for a clean draft
                crashed.append(f"{rule.id}: {type(error).__name__}")
    hits = _settled(hits)
    findings, strengths = _findings(hits, page, rulebook), _strengths(page, rulebook)
    named = {hit.rule.id: (hit.rule.title, hit.rule.axis) for hit in hits}
    return Review(
        draft,
        findings,
        (),
        strengths,
        scorecard(
            Facts(findings, named, strengths, _signs(page, rulebook), scene.id, page.customer is not None),
            rulebook.compiled["scoring"],
        ),
        scene,
        tuple(crashed),
        _outlines(page, rulebook, frameworks, situation.scene is not None),
    )


def _outlines(page: Page, rulebook: Rulebook, frameworks: tuple[str, ...], said: bool) -> tuple[Outline, ...]:
    if not frameworks and not said:
        return ()
    from coach.outline import outlines  # not at the top: most drafts are held against no framework

    return outlines(page, rulebook, frameworks, said)


def _open(draft: Draft, rulebook: Rulebook, situation: Situation, look: Callable[[str], Seen]) -> tuple[Page, Scene]:
    reading = read(draft, rulebook.segmenter)
    customer = read(Draft.of(situation.customer), rulebook.segmenter) if situation.customer else None
    said = situation.scene
    scene = Scene(said, SCENES[said], False) if said else scene_of(reading, customer, rulebook)
    return Page(reading, situation, look, customer, scene.id), scene


def _hits(rule: Rule, page: Page, severity: Severity) -> Iterator[Hit]:
    if not rule.when.may(page):
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
    from coach.rulebook.suggest import Suggester, unsaid_terms

    suggester = Suggester(page, rulebook.phrasebook, unsaid_terms(rulebook.rules))
    return tuple(
        Finding(
            hit.rule.id,
            hit.severity,
            page.reading.draft_span(page.reading.whole_words(hit.match.span)),
            _message(hit, page),
            suggester.rewrites(hit.rule, hit.match.span),
        )
        for hit in hits
    )


def _message(hit: Hit, page: Page) -> str:
    message = hit.rule.message
    for name, span in (("原文", hit.match.span), *hit.match.slots.items()):
        if f"<{name}>" in message:
            place = page.reading.draft_span(page.reading.whole_words(span))
            said = " ".join(page.reading.draft.text[place.start : place.end].split())
            message = message.replace(f"<{name}>", said if len(said) <= LONGEST_QUOTE else f"{said[:LONGEST_QUOTE]}…")
    return message


def _strengths(page: Page, rulebook: Rulebook) -> tuple[Strength, ...]:
    strengths = []
    for rule in rulebook.praises(page.seen):
        first = next(iter(_hits(rule, page, rule.severity)), None)
        if first:
            strengths.append(Strength(rule.id, rule.title, page.reading.draft_span(first.match.span)))
    return tuple(sorted(strengths, key=lambda strength: strength.span))


def _signs(page: Page, rulebook: Rulebook) -> dict[str, Span]:
    """See which of the cues that a score asks for in this scene are there, and where first."""
    axes = rulebook.compiled["scoring"].get("axes", {}).values()
    signs = {}
    for part in [part for axis in axes for part in axis["parts"] if part["cue"]]:
        if belongs(part, page.scene, page.customer is not None):
            found = rulebook.cue(part["cue"]).find(page, page.whole)
            if found:
                signs[part["cue"]] = page.reading.draft_span(found[0].span)
    return signs
