"""What a team has agreed to bear: rule, entry or path, reason, until when. Floor 6; pure.

Expired waivers no longer hold; expired, reasonless and useless ones are findings in the file they stand in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coach.lint.merged import waived
from coach.lint.paths import matches
from coach.lint.rules import finding, named
from coach.text import Draft, Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date

    from coach.model import Finding, Review, RuleFacts


@dataclass(frozen=True)
class Waiver:
    """One thing to bear. `span` is its place in `source`; `number` the entry a comment stands beside."""

    rules: tuple[str, ...]  # ids, families or packs
    path: str  # a pattern; "" for every file
    entry: str  # an id, shortcut, title or the entry's name; "" for every entry
    reason: str
    until: date | None
    source: Source
    span: Span
    number: int | None = None  # of the entry, for comments


class Borne(NamedTuple):
    """Reviews by the number of their entry, with findings waived; and faulty waivers with what is wrong."""

    reviews: dict[int, Review]
    faults: tuple[tuple[Waiver, tuple[Finding, ...]], ...]


def bear(
    reviews: Mapping[int, Review],
    waivers: Sequence[Waiver],
    facts: Mapping[str, RuleFacts],
    today: date,
    path_of: Callable[[str], str],
    whole: bool,
) -> Borne:
    """Waive what waivers name. `whole`: the run saw all there is, so that a waiver which met nothing is useless."""
    live = _Live(waivers, today, path_of)
    judged = set(range(len(waivers))) if whole else set()
    used: set[int] = set()
    settled = {}
    for number, review in reviews.items():
        near = live.near(number, review.draft)
        judged.update(place for place, each in near if each.entry or each.number is not None)
        borne = set()
        for index, each in enumerate(review.findings):
            taken = [place for place, waiver in near if _names(waiver.rules, each.rule, facts)]
            used.update(taken)
            if taken:
                borne.add(index)
        settled[number] = waived(review, borne)
    on = {place for place, each in enumerate(waivers) if any(_names(each.rules, rule, facts) for rule in facts)}
    useless = (judged - used) & on
    faults = [(each, tuple(_faults(each, today, place in useless))) for place, each in enumerate(waivers)]
    return Borne(settled, tuple((waiver, found) for waiver, found in faults if found))


def drafts_of_faults(borne: Borne) -> Iterator[tuple[Draft, tuple[Finding, ...]]]:
    """Give each faulty waiver as a draft of its file, with its findings."""
    for waiver, findings in borne.faults:
        text = waiver.source.text[waiver.span.start : waiver.span.end]
        about = f"豁免 {'、'.join(waiver.rules)}"
        yield Draft(waiver.source, text, waiver.span, about), findings


class _Live:
    """The waivers that are not expired, by what they speak of: paths are matched once for each file."""

    def __init__(self, waivers: Sequence[Waiver], today: date, path_of: Callable[[str], str]) -> None:
        live = [(place, each) for place, each in enumerate(waivers) if each.until is None or each.until >= today]
        self.path_of = path_of
        self.wide = [(place, each) for place, each in live if each.number is None]
        self.beside: dict[int, list[tuple[int, Waiver]]] = {}
        for place, each in live:
            if each.number is not None:
                self.beside.setdefault(each.number, []).append((place, each))
        self.of_file: dict[str, list[tuple[int, Waiver]]] = {}

    def near(self, number: int, draft: Draft) -> list[tuple[int, Waiver]]:
        """Give the waivers that speak of an entry, with their places in the list."""
        name = draft.source.name
        if name not in self.of_file:
            path = self.path_of(name)
            self.of_file[name] = [pair for pair in self.wide if not pair[1].path or matches(path, pair[1].path)]
        names = (draft.entry, *(draft.fields.get(field, "") for field in ("id", "shortcut", "title")))
        here = [pair for pair in self.of_file[name] if not pair[1].entry or pair[1].entry in names]
        return [*here, *self.beside.get(number, ())]


def _names(names: Collection[str], rule: str, facts: Mapping[str, RuleFacts]) -> bool:
    return named(rule, names) or (rule in facts and facts[rule].pack in names)


def _faults(waiver: Waiver, today: date, useless: bool) -> Iterator[Finding]:
    whole = Span(0, waiver.span.end - waiver.span.start)
    if waiver.until is not None and waiver.until < today:
        yield finding("waiver.expired", whole, f"豁免 {waiver.until.isoformat()} 已经到期，不再生效。")
    elif useless:
        yield finding("waiver.unused", whole, "这条豁免没有对上任何发现，可以删掉。")
    if not waiver.reason.strip():
        yield finding("waiver.no-reason", whole, "请写明为什么豁免。")
