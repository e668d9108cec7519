"""Review → corrected draft. Floor 5; pure: it reads no file, prints nothing and invents nothing.

What a draft does not say stays an open slot 〈时限〉; its facts stay; what comes out has been reviewed again. Fixing a
fixed draft changes nothing: a state is taken only if it reviews better than the one before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.model import Safety, Severity
from coach.rewrite.choice import Chooser, corrections
from coach.rewrite.edits import Edit, applied, composed, slots_of
from coach.rewrite.search import Search, weight
from coach.rewrite.sheet import Sheet
from coach.rewrite.spots import spots
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.model import Finding, Review
    from coach.rulebook.rule import Rulebook
    from coach.rulebook.situation import Situation

ROUNDS = 8  # reviews in search of one better state
LONG = 10_000  # characters from which a draft gets two rounds only
STATES = 8  # better states in a row


@dataclass(frozen=True)
class Fix:
    """A draft's best state: its review (of the corrected text), the edits that make it of the draft, what is left."""

    before: Review
    review: Review
    edits: tuple[Edit, ...]
    least: Severity

    @property
    def text(self) -> str:
        """The corrected draft."""
        return self.review.draft.text

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots to be filled before it is sent."""
        return slots_of(self.text)

    @property
    def left(self) -> tuple[Finding, ...]:
        """The findings that could not be solved."""
        return tuple(finding for finding in self.review.findings if finding.severity >= self.least)

    @property
    def complete(self) -> bool:
        """Tell whether it can be sent as it is."""
        return not self.left and not self.slots and not self.review.crashed


def rewrite(
    review: Review,
    rulebook: Rulebook,
    situation: Situation,
    judge: Callable[[str], Review],
    least: Severity = Severity.minor,
) -> Fix:
    """Correct the draft of a review, findings from `least` up; `judge` reviews a text in the same situation."""
    spelt = _spelt(review, rulebook, situation, least)
    if spelt:  # words are put right first: what is wrong with a sentence shows only when it says what was meant
        fix = _bettered(review, judge(applied(review.draft.text, spelt)), spelt, rulebook, situation, judge, least)
        if weight(fix.review, least) < weight(review, least):
            return fix
    return _bettered(review, review, (), rulebook, situation, judge, least)


def _spelt(review: Review, rulebook: Rulebook, situation: Situation, least: Severity) -> tuple[Edit, ...]:
    """Give the edits that put single words right, in order."""
    chosen: list[Edit] = []
    sheet = Sheet.of(review, rulebook, situation)
    for edit in sorted(corrections(sheet, [each for each in review.findings if each.severity >= least])):
        if not chosen or chosen[-1].span.end <= edit.span.start:
            chosen.append(edit)
    return tuple(chosen)


def _bettered(
    review: Review,
    start: Review,
    edits: tuple[Edit, ...],
    rulebook: Rulebook,
    situation: Situation,
    judge: Callable[[str], Review],
    least: Severity,
) -> Fix:
    """Go from state to better state; `edits` have made the text of `start` of the draft."""
    rules = {rule.id: rule for rule in rulebook.rules}
    best = start
    whole = False  # what stays in place goes before whole sentences
    for _ in range(STATES):
        if not weight(best, least):
            break
        chooser = Chooser(Sheet.of(best, rulebook, situation), rulebook.phrasebook)
        state = Search(chooser, rules, least, whole).run(judge, ROUNDS if len(review.draft.text) < LONG else 2)
        if state.edits:
            edits = composed(edits, state.edits, review.draft.text)
            best = state.review
        elif whole:
            break
        whole = whole or not state.edits
    return Fix(review, best, edits, least)


def offers(review: Review, rulebook: Rulebook, situation: Situation, finding: Finding) -> tuple[Edit, ...]:
    """Give the edits that may answer one finding, best first: those that fit in place, then whole phrases."""
    rules = {rule.id: rule for rule in rulebook.rules}
    chooser = Chooser(Sheet.of(review, rulebook, situation), rulebook.phrasebook)
    spot = spots([finding], chooser.sheet.reading, rules, rulebook.phrasebook)[0]
    fitting = chooser.edits(spot)
    known = {edit.phrase for edit in fitting}
    whole = (
        Edit(
            each.span,
            each.text,
            "sentence" if each.span.end > each.span.start else "after",
            (finding.rule,),
            finding.message,
            each.phrase or "",
        )
        for each in finding.rewrites
        if each.safety is not Safety.show
        and each.phrase not in known
        and not chooser.sheet.loses(each.span, each.text, Span(0, 0))
    )
    return tuple({(edit.span, edit.text): edit for edit in (*fitting, *whole)}.values())
