"""Spots and their edits → the choice of edits whose text reviews best. Floor 5.

Every state is made of the draft itself, never of another state: no patches on patches. A round reviews the text made;
where something is left, the next edit is tried. The best state seen stands.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, NamedTuple

from coach.model import Severity
from coach.rewrite.edits import Way, applied
from coach.rewrite.sheet import bare
from coach.rewrite.spots import spots
from coach.rulebook.phrasebook import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from coach.model import Finding, Review
    from coach.rewrite.choice import Chooser
    from coach.rewrite.edits import Edit
    from coach.rewrite.spots import Spot
    from coach.rulebook.rule import Rule
    from coach.text import Span

WEIGHTS = {Severity.fatal: 1000, Severity.major: 100, Severity.minor: 10, Severity.hint: 1}
PATIENT = 3  # rounds in which no slot is asked for in two statements
KEPT = -1  # the spot's words stay as they are
GIVES_A_TIME = frozenset(
    {"承诺", "转交", "进度", "等待", "联系", "改进", "下一步", "道歉", "解释"}
)  # one deadline may serve several
STATEMENTS = frozenset({Place.clause, Place.after, Place.sentence, Place.opening, Place.closing})


class State(NamedTuple):
    """A text that was tried, and what the coach says of it."""

    edits: tuple[Edit, ...]
    review: Review
    weight: int


def weight(review: Review, least: Severity) -> int:
    """Say how much is wrong with a draft, from a severity up."""
    return sum(WEIGHTS[finding.severity] for finding in review.findings if finding.severity >= least)


class Search:
    """One draft's spots, the edits that fit them, and which is tried now."""

    def __init__(self, chooser: Chooser, rules: Mapping[str, Rule], least: Severity, whole: bool) -> None:
        self.whole = whole  # whether whole sentences may be replaced
        self.round = 0
        self.chooser = chooser
        self.rules = rules
        self.least = least
        self.spots = list(self._spots(chooser.sheet.review.findings))
        self.helping = sum(map(chooser.helps, self.spots))
        self._by_sentence: dict[Span, list[int]] = {}
        for number, spot in enumerate(self.spots):
            self._by_sentence.setdefault(spot.sentence, []).append(number)
        self.options = [self._options(spot) for spot in self.spots]
        self.tried = self._first_tries()

    def run(self, judge: Callable[[str], Review], rounds: int) -> State:
        """Try until nothing is left, nothing more can be tried, or the rounds are over; give the best."""
        review = self.chooser.sheet.review
        best = State((), review, weight(review, self.least))
        seen: set[str] = set()
        for self.round in range(rounds):
            edits = self._chosen()
            text = applied(review.draft.text, edits)
            if text not in seen:
                seen.add(text)
                state = State(edits, judged := judge(text), weight(judged, self.least))
                if state.weight < best.weight:
                    best = state
                if not state.weight:
                    break
            if not self._advance(state):
                break
        return best

    def _spots(self, findings: Sequence[Finding]) -> tuple[Spot, ...]:
        grave = [finding for finding in findings if finding.severity >= self.least]
        return spots(grave, self.chooser.sheet.reading, self.rules, self.chooser.phrasebook)

    def _options(self, spot: Spot) -> tuple[Edit, ...]:
        others = self.helping - self.chooser.helps(spot)
        edits = self.chooser.edits(spot, others > 0)
        end = len(edits)  # sentences at the end are for want of anything better; those before are meant to come first
        while end and edits[end - 1].place == Place.sentence:
            end -= 1
        return edits[end:] + edits[:end] if self.whole else edits[:end]

    def _first_tries(self) -> list[int]:
        """Let one spot of neighbouring sentences give the time; the others may be excused by it."""
        tries = [0] * len(self.spots)
        places = {span.start: number for number, span in enumerate(self.chooser.sheet.reading.sentences)}
        run: list[int] = []
        last = -2
        for number, spot in enumerate(self.spots):
            if not GIVES_A_TIME & set(spot.intents) or not self._has_phrases(number):
                continue
            place = places.get(spot.sentence.start, -2)
            if run and place - last > 1:
                self._settle(run, tries)
                run = []
            run.append(number)
            last = place
        self._settle(run, tries)
        return tries

    def _settle(self, run: list[int], tries: list[int]) -> None:
        if len(run) < 2:
            return
        carrier = max(run, key=lambda number: (self._carries(number), number))
        for number in run:
            if number != carrier:
                tries[number] = KEPT

    def _has_phrases(self, number: int) -> bool:
        """Tell whether a spot can be put otherwise; a word put right gives no time and takes none."""
        return any(edit.phrase for edit in self.options[number][:1])

    def _carries(self, number: int) -> int:
        """Say how well a spot can give the time: by words it has, by a clause that only asked to wait, by a sentence;
        words put in beside what was wrong come last, for they leave it standing."""
        first = self.options[number][0]
        return {Place.span: 3, Place.clause: 2, Place.sentence: 1}.get(Place(first.place), 0)

    def _chosen(self) -> tuple[Edit, ...]:
        """Put together what is tried now: no two edits at one place, nothing said twice."""
        chosen: list[Edit] = []  # in order of place
        said: set[str] = set()
        slots: set[str] = set()
        for number, place in enumerate(self.tried):
            if not 0 <= place < len(self.options[number]):
                continue
            edit = self.options[number][place]
            states = edit.place in STATEMENTS
            again = self.round < PATIENT and not slots.isdisjoint(edit.slots)
            if (states and (bare(edit.text) in said or again)) or _clashes(edit, chosen):
                continue
            if states:
                said.add(bare(edit.text))
                slots.update(edit.slots)
            insort(chosen, edit)
        return tuple(chosen)

    def _advance(self, state: State) -> bool:
        """Go on to the next edit where nothing has got better; what is left elsewhere is for the next state."""
        moved = False
        left: dict[int, set[str]] = {}
        way = Way(state.edits)
        for finding in state.review.findings:
            if finding.severity < self.least:
                continue
            number = self._spot_of(finding._replace(span=way.back(finding.span)))
            if number is not None:
                left.setdefault(number, set()).add(finding.rule)
        for number, rules in left.items():
            kept = self.tried[number] == KEPT or set(self.spots[number].rules) <= rules
            if kept and self.tried[number] + 1 < len(self.options[number]):
                self.tried[number] += 1
                moved = True
        return moved

    def _spot_of(self, finding: Finding) -> int | None:
        """Find the spot a finding belongs to; a sentence that was clean before becomes a spot."""
        moved = self._spots([finding])
        if not moved:
            return None
        new = moved[0]
        near = self._by_sentence.setdefault(new.sentence, [])
        if not near:
            self.spots.append(new)
            self.options.append(self._options(new))
            self.tried.append(KEPT)
            near.append(len(self.spots) - 1)
        return min(near, key=lambda number: abs(self.spots[number].extent.start - new.extent.start))


def _clashes(edit: Edit, chosen: list[Edit]) -> bool:
    """Tell whether an edit meets or touches one of those already chosen, which stand in order."""
    place = bisect_left(chosen, edit)
    return any(
        one.span.meets(edit.span) or one.span.start == edit.span.start or one.span.end == edit.span.end
        for one in chosen[max(place - 1, 0) : place + 1]
    )
