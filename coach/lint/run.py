"""Paths and what a team has settled → the reviews of all entries, with what the library as a whole adds. Floor 6.

The way of a library: read the files; set aside what has not changed; judge the entries, in processes while the library
is looked at as a whole; put both together; waive what is agreed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from coach.errors import Failure
from coach.intake.library import read_library
from coach.intake.plain import STDIN
from coach.intake.variables import is_filled, variables
from coach.intake.walk import files
from coach.lint.baseline import against
from coach.lint.cache import Cache, kept_pairs
from coach.lint.changed import changed
from coach.lint.comments import comment_waivers
from coach.lint.jobs import Reviewing
from coach.lint.library import Library, check_library
from coach.lint.manners import with_channel
from coach.lint.merged import bare, with_more, without
from coach.lint.rules import named
from coach.lint.waivers import Waiver, bear, drafts_of_faults
from coach.model import Review, Scene
from coach.rulebook.situation import GENERAL, SCENES

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Collection, Mapping, Sequence

    from coach.intake.options import Intake
    from coach.lint.baseline import Key
    from coach.lint.library import Standards
    from coach.lint.manners import Manners
    from coach.model import Finding, RuleFacts, Severity
    from coach.text import Draft

NOTHING = "没有找到话术文件"
RESIDUE = ("template-residue",)  # rules on placeholders: what the product fills in is none


@dataclass(frozen=True)
class Plan:
    """All that a run over libraries needs to know."""

    paths: tuple[str, ...]
    how: Intake
    manners: Manners
    standards: Standards
    levels: Mapping[str, Severity]  # of the rules on libraries
    facts: Mapping[str, RuleFacts]  # of every rule that is on
    known: Collection[str]  # names that a waiver may use
    waivers: tuple[Waiver, ...] = ()
    baseline: Counter[Key] | None = None
    since: str | None = None
    jobs: int | None = None
    cache: str | None = None  # the folder, None for no cache
    force_exclude: bool = False
    progress: Callable[[int, int], None] = lambda total, done: None


class Taken(NamedTuple):
    """What was read: entries, failures, the files; and whether that is all there is."""

    entries: tuple[Draft, ...]
    failures: tuple[Failure, ...]
    files: tuple[str, ...]
    whole: bool


class Linted(NamedTuple):
    """What a run found: reviews in order, failures, and what a user should hear besides."""

    reviews: tuple[Review, ...]
    failures: tuple[Failure, ...]
    notes: tuple[str, ...]
    files: tuple[str, ...]


def take(plan: Plan) -> Taken:
    """Read every entry that the paths hold."""
    entries: list[Draft] = []
    failures: list[Failure] = []
    read: list[str] = []
    for path in files(plan.paths, plan.how, plan.force_exclude):
        if isinstance(path, Failure):
            failures.append(path)
            continue
        read.append(path)
        for one in read_library(path, plan.how, given=path in plan.paths):
            (failures if isinstance(one, Failure) else entries).append(one)  # type: ignore[arg-type]
    if not entries and not failures and not plan.force_exclude:
        failures.append(Failure("、".join(plan.paths), NOTHING))
    return Taken(tuple(entries), tuple(failures), tuple(read), any(os.path.isdir(path) for path in plan.paths))


def lint(plan: Plan) -> Linted:
    """Judge the libraries. Raises UsageError when git cannot answer, CoachError when a process dies."""
    taken = take(plan)
    manners = tuple(map(plan.manners.of, taken.entries))
    entries = tuple(map(with_channel, taken.entries, manners))
    focus = _focus(entries, taken.files, plan)
    asked = range(len(entries)) if focus is None else sorted(focus)
    with Cache(plan.cache) as kept:
        some, how = [entries[each] for each in asked], [manners[each] for each in asked]
        with Reviewing(some, how, plan.jobs, kept if plan.cache else None) as reviewing:
            library = Library(entries, plan.standards, focus, kept_pairs(kept))
            found = check_library(library, plan.levels)  # while processes judge
            judged = list(zip(asked, reviewing.results(partial(plan.progress, len(asked))), strict=True))
    reviews = {number: one for number, one in judged if isinstance(one, Review)}
    failures = [*taken.failures, *(one for _, one in judged if isinstance(one, Failure))]
    for one in reviews.values():
        failures += [Failure(one.draft.source.name, f"规则 {rule} 出错，没能用它批阅") for rule in one.crashed]
    whole = {number: _whole(one, found.get(number, ()), plan) for number, one in reviews.items()}
    return _settled(whole, entries, failures, taken, plan)


def _focus(entries: Sequence[Draft], paths: Sequence[str], plan: Plan) -> frozenset[int] | None:
    """Say which entries are asked about; None for all."""
    if plan.since is None:
        return None
    from coach.lint.since import held_at

    return changed(entries, held_at(plan.since, [path for path in paths if path != STDIN]), plan.how)


def _settled(
    reviews: Mapping[int, Review], entries: tuple[Draft, ...], failures: list[Failure], taken: Taken, plan: Plan
) -> Linted:
    """Set aside what is agreed, and tell what is wrong with the agreements."""
    beside = list(comment_waivers(entries, plan.known))
    failures += [one for one in beside if isinstance(one, Failure)]
    waivers = (*plan.waivers, *(one for one in beside if isinstance(one, Waiver)))
    whole = taken.whole and plan.since is None and not failures
    borne = bear(reviews, waivers, plan.facts, plan.standards.today, plan.manners.path, whole)
    faults = [_of_waiver(draft, findings, plan) for draft, findings in drafts_of_faults(borne)]
    told = [*borne.reviews.values(), *(fault for fault in faults if fault.findings)]
    notes = list(plan.manners.unknown_words(entries))
    if plan.baseline is not None:
        settled = against(told, plan.baseline, plan.manners.path)
        told = list(settled.reviews)
        if settled.gone and whole:
            notes.append(f"基线里有 {settled.gone} 处已经改好，用 coach baseline 更新一下")
    return Linted(tuple(told), tuple(failures), tuple(notes), taken.files)


def _whole(review: Review, more: Sequence[Finding], plan: Plan) -> Review:
    """Put what the library says of an entry to its review; what the product fills in is no residue."""
    if any(named(finding.rule, RESIDUE) for finding in review.findings):
        filled = variables(review.draft, plan.standards.variables)
        review = without(review, lambda each: named(each.rule, RESIDUE) and is_filled(each.span, filled))
    ignored = plan.manners.ignored(review.draft)
    return with_more(review, [each for each in more if not named(each.rule, ignored)]) if more else review


def _of_waiver(draft: Draft, findings: Sequence[Finding], plan: Plan) -> Review:
    """Make a review of what is wrong with a waiver."""
    wanted = [each._replace(severity=plan.levels[each.rule]) for each in findings if each.rule in plan.facts]
    return with_more(bare(draft, Scene(GENERAL, SCENES[GENERAL], True)), wanted)
