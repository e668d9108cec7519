"""One draft being fixed by hand: its states, what is to be decided next, and what may be done about it. Floor 7.

A state machine without a screen: `desk.py` shows it. Every step is kept, so that `undo` leads back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach.rewrite.edits import SLOT, Edit, applied, slots_of
from coach.rewrite.sheet import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.cli.rewriting import Editor
    from coach.model import Finding, Review
    from coach.text import Span

MOST_OFFERS = 5
Skipped = frozenset[tuple[str, str]]


class Step(NamedTuple):
    """A text with its review, and the findings the user has left as they are."""

    review: Review
    skipped: Skipped


class Sitting:
    """Holds the steps; the last one is now."""

    def __init__(self, text: str, editor: Editor) -> None:
        self.editor = editor
        self.steps = [Step(editor.judge(text), frozenset())]

    @property
    def review(self) -> Review:
        """What the coach says of the text as it is now."""
        return self.steps[-1].review

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self.review.draft.text

    @property
    def begun(self) -> str:
        """The text as it was given."""
        return self.steps[0].review.draft.text

    def waiting(self) -> tuple[Finding, ...]:
        """Give the findings still to be decided."""
        now = self.steps[-1]
        found = (finding for finding in now.review.findings if finding.severity >= self.editor.least)
        return tuple(finding for finding in found if self._name(finding) not in now.skipped)

    def offers(self, finding: Finding) -> tuple[Edit, ...]:
        """Give the rewrites for a finding."""
        return self.editor.offers(self.review, finding)[:MOST_OFFERS]

    def take(self, edit: Edit, answers: Mapping[str, str]) -> None:
        """Put a rewrite in, its slots filled as far as there are answers."""
        words = SLOT.sub(lambda slot: answers.get(slot[1], slot[0]), edit.text)
        self._go_on(applied(self.text, (edit._replace(text=words),)))

    def fill(self, slot: str, answer: str) -> None:
        """Fill a slot that stands open in the text, wherever it stands."""
        self._go_on(self.text.replace(f"〈{slot}〉", answer))

    def write(self, span: Span, words: str) -> None:
        """Put the user's own words instead of a span."""
        self._go_on(applied(self.text, (Edit(span, words, "sentence"),)))

    def fix_all(self) -> None:
        """Let the coach choose for all that is left."""
        self._go_on(self.editor.fix(self.review.draft).text)

    def skip(self, finding: Finding) -> None:
        """Leave a finding as it is."""
        now = self.steps[-1]
        self.steps.append(Step(now.review, now.skipped | {self._name(finding)}))

    def undo(self) -> bool:
        """Take the last step back; tell whether there was one."""
        if len(self.steps) == 1:
            return False
        self.steps.pop()
        return True

    def open_slots(self) -> tuple[str, ...]:
        """Name the slots open in the text."""
        return slots_of(self.text)

    def complete(self) -> bool:
        """Tell whether the text can be sent: nothing left, nothing open."""
        grave = any(finding.severity >= self.editor.least for finding in self.review.findings)
        return not grave and not self.open_slots() and not self.review.crashed

    def _go_on(self, text: str) -> None:
        if text != self.text:
            self.steps.append(Step(self.editor.judge(text), self.steps[-1].skipped))

    def _name(self, finding: Finding) -> tuple[str, str]:
        """Name a finding so that it is known again after the text around it has changed."""
        return finding.rule, bare(self.text[finding.span.start : finding.span.end])
