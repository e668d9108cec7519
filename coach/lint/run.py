"""Paths and what a team has settled → the reviews of all entries, with what the library as a whole adds. Floor 6.

The way of a library: read the files; set aside what has not changed; judge the entries, in processes while the library
is looked at as a whole; put both together; waive what is agreed.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coach.errors import Failure
from coach.intake.library import read_bytes, read_library
from coach.intake.plain import STDIN
from coach.intake.variables import is_filled, variables
from coach.intake.walk import files
from coach.lint.baseline import Key, against
from coach.lint.cache import Cache
from coach.lint.comments import comment_waivers
from coach.lint.jobs import Manner, Reviewing
from coach.lint.library import Library, check_library
from coach.lint.merged import with_more, without
from coach.lint.paths import matches
from coach.lint.rules import named
from coach.lint.waivers import Waiver, bear, drafts_of_faults
from coach.model import Review, Scene
from coach.report.place import path_of
from coach.rulebook.situation import CHANNELS, GENERAL, REGIONS, SCENES
from coach.text import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from coach.config_library import PathSettings
    from coach.intake.options import Intake
    from coach.lint.library import Standards
    from coach.model import Finding, RuleFacts, Severity
    from coach.rulebook.loader import Choice
    from coach.rulebook.situation import Situation

NOTHING = "没有找到话术文件"
RESIDUE = ("template-residue",)  # rules on placeholders: what the product fills in is none
WORDS: tuple[tuple[str, Mapping[str, str]], ...] = (("scene", SCENES), ("channel", CHANNELS), ("region", REGIONS))
SAME = ("title", "shortcut", "group", *(name for name, _ in WORDS))  # fields a change of which is a change


@dataclass(frozen=True)
class Plan:
    """All that a run over libraries needs to know. `said`: what the command line fixes for every entry."""

    paths: tuple[str, ...]
    how: Intake
    choice: Callable[[tuple[str, ...]], Choice]  # the rules, without these
    situation: Situation
    standards: Standards
    levels: Mapping[str, Severity]
    facts: Mapping[str, RuleFacts]  # of every rule that is on
    known: Collection[str]  # names that a waiver may use
    said: frozenset[str] = frozenset()
    per_path: tuple[PathSettings, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    baseline: Counter[Key] | None = None
    since: Callable[[tuple[str, ...]], Iterator[tuple[str, bytes | None]]] | None = None
    jobs: int | None = None
    cache: str | None = None  # the folder, None for no cache
    force_exclude: bool = False
    progress: Callable[[int, int], None] = lambda done, total: None


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
    manners = tuple(_manner(entry, plan) for entry in taken.entries)
    entries = tuple(_with_channel(entry, manner) for entry, manner in zip(taken.entries, manners, strict=True))
    focus = _changed(entries, taken.files, plan) if plan.since else None
    asked = tuple(range(len(entries))) if focus is None else tuple(sorted(focus))
    library = Library(entries, plan.standards, focus)
    judged: dict[int, Review | Failure] = {}
    with (
        Cache(plan.cache) as kept,
        Reviewing(
            [entries[each] for each in asked],
            [manners[each] for each in asked],
            plan.jobs,
            kept if plan.cache else None,
        ) as reviewing,
    ):
        found = check_library(library, plan.levels)
        results = reviewing.results(lambda done: plan.progress(done, len(asked)))
        judged.update(zip(asked, results, strict=True))
    failures = [*taken.failures, *(one for one in judged.values() if isinstance(one, Failure))]
    reviews = {number: one for number, one in judged.items() if isinstance(one, Review)}
    failures += [
        Failure(one.draft.source.name, f"规则 {rule} 出错，没能用它批阅")
        for one in reviews.values()
        for rule in one.crashed
    ]
    whole = {number: _whole(one, found.get(number, ()), plan) for number, one in reviews.items()}
    return _settled(whole, entries, failures, taken, plan)


def _settled(
    reviews: Mapping[int, Review], entries: tuple[Draft, ...], failures: list[Failure], taken: Taken, plan: Plan
) -> Linted:
    """Set aside what is agreed, and tell what is wrong with the agreements."""
    beside = list(comment_waivers(entries, plan.known))
    failures += [one for one in beside if isinstance(one, Failure)]
    waivers = (*plan.waivers, *(one for one in beside if isinstance(one, Waiver)))
    whole = taken.whole and plan.since is None and not failures
    borne = bear(reviews, waivers, plan.facts, plan.standards.today, path_of, whole)
    faults = [_of_waiver(draft, findings, plan) for draft, findings in drafts_of_faults(borne)]
    told = [*borne.reviews.values(), *(fault for fault in faults if fault.findings)]
    notes = list(_unknown_words(entries, plan))
    if plan.baseline is not None:
        settled = against(told, plan.baseline, path_of)
        told = list(settled.reviews)
        if settled.gone and whole:
            notes.append(f"基线里有 {settled.gone} 处已经改好，用 coach baseline 更新一下")
    return Linted(tuple(told), tuple(failures), tuple(notes), taken.files)


def _whole(review: Review, more: Sequence[Finding], plan: Plan) -> Review:
    """Put what the library says of an entry to its review; what the product fills in is no residue."""
    if any(named(finding.rule, RESIDUE) for finding in review.findings):
        filled = variables(review.draft, plan.standards.variables)
        review = without(review, lambda each: named(each.rule, RESIDUE) and is_filled(each.span, filled))
    ignored = _ignored(review.draft, plan)
    return with_more(review, [each for each in more if not named(each.rule, ignored)]) if more else review


def _of_waiver(draft: Draft, findings: Sequence[Finding], plan: Plan) -> Review:
    """Make a review of what is wrong with a waiver."""
    from coach.lint.merged import bare

    wanted = [each for each in findings if each.rule in plan.facts]
    return with_more(
        bare(draft, Scene(GENERAL, SCENES[GENERAL], True)),
        [each._replace(severity=plan.levels[each.rule]) for each in wanted],
    )


def _settings(draft: Draft, plan: Plan) -> list[PathSettings]:
    if not plan.per_path:
        return []
    path = os.path.relpath(draft.source.name, plan.how.root).replace(os.sep, "/")
    return [each for each in plan.per_path if matches(path, each.pattern)]


def _ignored(draft: Draft, plan: Plan) -> tuple[str, ...]:
    return tuple(name for each in _settings(draft, plan) for name in each.ignore)


def _manner(draft: Draft, plan: Plan) -> Manner:
    """Say how an entry is judged: the command line, else the entry's own fields, else its path, else the config."""
    changes: dict[str, str] = {}
    for each in _settings(draft, plan):
        changes |= {name: word for name in ("scene", "channel", "region", "tone") if (word := getattr(each, name))}
    for name, table in WORDS:
        word = _known(draft.fields.get(name, ""), table)
        if word:
            changes[name] = word
    changes = {name: word for name, word in changes.items() if name not in plan.said}
    situation = replace(plan.situation, **changes) if changes else plan.situation  # type: ignore[arg-type]
    return Manner(plan.choice(_ignored(draft, plan)), situation)


def _known(word: str, table: Mapping[str, str]) -> str | None:
    """Give the id that a field's word means: an id or its Chinese title."""
    word = word.strip()
    if not word or word in table:
        return word or None
    return next((id_ for id_, title in table.items() if title == word), None)


def _with_channel(draft: Draft, manner: Manner) -> Draft:
    """Let the checks of the library see the channel that an entry is judged for."""
    channel = manner.situation.channel
    if channel is None or draft.fields.get("channel") == channel:
        return draft
    return replace(draft, fields=MappingProxyType({**draft.fields, "channel": channel}))


def _unknown_words(entries: Sequence[Draft], plan: Plan) -> Iterator[str]:
    """Tell of words in a scene, channel or region column that mean nothing to us."""
    for name, table in WORDS:
        words = Counter(
            word for entry in entries if (word := entry.fields.get(name, "").strip()) and not _known(word, table)
        )
        if words and name not in plan.said:
            title = {"scene": "场景", "channel": "渠道", "region": "地区"}[name]
            examples = "、".join(f"“{word}”" for word, _ in words.most_common(3))
            yield f"{sum(words.values())} 条的{title}不认识（{examples}），没有按它批阅；可用：{'、'.join(table)}"


def _changed(entries: Sequence[Draft], paths: tuple[str, ...], plan: Plan) -> frozenset[int]:
    """Number the entries that a revision did not hold, or held with other words."""
    assert plan.since is not None
    old: dict[str, Counter[tuple[str, ...]]] = {}
    for path, data in plan.since(tuple(path for path in paths if path != STDIN)):
        then = () if data is None else read_bytes(path, data, plan.how)
        old[path] = Counter(_identity(one) for one in then if isinstance(one, Draft))
    changed = set()
    for number, entry in enumerate(entries):
        held = old.get(entry.source.name, Counter())
        identity = _identity(entry)
        if held[identity] > 0:
            held[identity] -= 1
        else:
            changed.add(number)
    return frozenset(changed)


def _identity(draft: Draft) -> tuple[str, ...]:
    text = draft.text.replace("\r\n", "\n").replace("\r", "\n")
    return (text, *(draft.fields.get(name, "") for name in SAME))
