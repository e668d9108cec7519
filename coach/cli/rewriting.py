"""What `coach fix` and the desk know of one sitting: how to judge, fix and offer in its situation. Floor 7."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.model import Severity
from coach.review import review
from coach.rewrite import offers, rewrite
from coach.text import Draft, Source, Span

if TYPE_CHECKING:
    from coach.model import Finding, Review
    from coach.rewrite import Fix
    from coach.rewrite.edits import Edit
    from coach.rulebook.rule import Rulebook
    from coach.rulebook.situation import Situation


@dataclass(frozen=True)
class Editor:
    """Judges and fixes texts in one situation."""

    rulebook: Rulebook
    situation: Situation
    least: Severity = Severity.minor
    name: str = "<草稿>"
    encoding: str = "utf-8"

    def judge(self, text: str) -> Review:
        """Review a text."""
        source = Source(self.name, text, self.encoding)
        return review(Draft(source, text, Span(0, len(text))), self.rulebook, self.situation)

    def fix(self, draft: Draft) -> Fix:
        """Correct a draft."""
        editor = replace(self, name=draft.source.name, encoding=draft.source.encoding)
        return rewrite(editor.judge(draft.text), self.rulebook, self.situation, editor.judge, self.least)

    def offers(self, judged: Review, finding: Finding) -> tuple[Edit, ...]:
        """Give the edits that may answer one finding."""
        return offers(judged, self.rulebook, self.situation, finding)
