"""The wish of `lint` and the team's config → the Plan of a run, and how its results are shown. Floor 7."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date
from functools import cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coach.cachedir import cache_root
from coach.cli.settle import (
    choice_for,
    outputs_asked,
    read_config,
    rulebook_for,
    settle_output,
    situation_for,
    split,
)
from coach.config import of_library
from coach.errors import UsageError
from coach.intake.options import Intake, checked, columns_of
from coach.lint.baseline import read_baseline
from coach.lint.library import Standards
from coach.lint.manners import Manners
from coach.lint.paths import relative
from coach.lint.rules import PACKS, RULES, named, severities
from coach.lint.run import Plan
from coach.lint.waiver_file import NAME, config_waivers, read_waivers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coach.cli.lint_wish import LintWish
    from coach.cli.outputs import Output
    from coach.config import Config
    from coach.lint.waivers import Waiver
    from coach.model import RuleFacts, Severity
    from coach.report import Look
    from coach.rulebook.loader import Choice


BASELINE = "coach-baseline.json"


class LintSettled(NamedTuple):
    """A run, and what to do with what it finds."""

    plan: Plan
    format: str
    look: Look
    fail_on: Severity | None
    outputs: tuple[Output, ...]


def settle_lint(wish: LintWish) -> LintSettled:
    """Judge every option, read config, rules, baseline and waivers. Raises UsageError and ProblemsError."""
    config = read_config(wish.check.config, wish.check.isolated)
    format_, look, fail_on, outputs = settle_output(wish.check, config)
    baseline = wish.baseline or _beside(config, config.baseline)
    return LintSettled(_plan(wish, config, baseline), format_, look, fail_on, outputs)


def _plan(wish: LintWish, config: Config, baseline: str | None) -> Plan:
    known = _known_names(wish, config)
    return Plan(
        paths=wish.check.paths,
        how=_intake(wish, config),
        manners=_manners(wish, config),
        standards=_standards(wish, config),
        levels=severities(pair for pair in config.severities if of_library(pair[0])),
        facts=_facts(wish, config),
        known=known,
        waivers=tuple(_waivers(wish, config, known)),
        baseline=read_baseline(baseline) if baseline else None,
        since=wish.since,
        jobs=wish.jobs,
        cache=None if wish.no_cache else cache_root(),
        force_exclude=wish.force_exclude,
    )


def settle_baseline(wish: LintWish, output: str | None) -> tuple[Plan, str]:
    """Settle a run without any baseline, and where its own is written. Raises UsageError and ProblemsError."""
    config = read_config(wish.check.config, wish.check.isolated)
    path = output or _beside(config, config.baseline) or BASELINE
    return _plan(wish, config, None), path


def _intake(wish: LintWish, config: Config) -> Intake:
    return checked(
        Intake(
            split=wish.split or config.split or "auto",
            columns=columns_of(wish.columns) if wish.columns else config.columns,
            encoding=wish.check.encoding,
            product=wish.product,
            stdin_name=wish.stdin_filename,
            exclude=(*config.exclude, *split(wish.exclude), *_own_files(wish, config)),
            root=_root(config),
            gitignore=not wish.no_gitignore,
        )
    )


def _own_files(wish: LintWish, config: Config) -> Iterator[str]:
    """Name the files that we write ourselves, as patterns: in a folder of libraries they are none."""
    root = _root(config)
    outputs = (output.path for output in outputs_asked(wish.check.output))
    for path in (wish.baseline, _beside(config, config.baseline), wish.waivers, *outputs):
        below = relative(path, root) if path else "../"
        if not below.startswith("../"):
            yield "/" + re.sub(r"([\\*?\[\]! ])", r"\\\1", below)


def _root(config: Config) -> str:
    return os.path.dirname(config.path) or "."


def _beside(config: Config, name: str | None) -> str | None:
    """Find a file that the config names: relative to it."""
    return os.path.join(os.path.dirname(config.path), name) if name else None


def _selected(wish: LintWish, config: Config) -> tuple[str, ...]:
    return split(wish.check.select) or config.select


def _ignored(wish: LintWish, config: Config) -> tuple[str, ...]:
    return (*config.ignore, *split(wish.check.ignore))


def _choice(wish: LintWish, config: Config, more: tuple[str, ...]) -> Choice:
    """The rules on replies that are on, without some more."""
    selected = _selected(wish, config)
    choice = choice_for(config, selected, (*split(wish.check.ignore), *more), wish.check.rules)
    if selected and not choice.select:  # only rules on libraries: of the others, none
        packs = {
            facts.pack for facts in rulebook_for(replace(config, select=()), (), (), wish.check.rules).facts.values()
        }
        return replace(choice, ignore=tuple(sorted(packs)))
    return choice


def _facts(wish: LintWish, config: Config) -> Mapping[str, RuleFacts]:
    """What is printed of every rule that is on, with the severities a team has set."""
    selected, ignored = _selected(wish, config), _ignored(wish, config)
    for name in (*selected, *ignored, *(name for name, _ in config.severities)):
        if of_library(name) and name not in PACKS and not any(named(rule, (name,)) for rule in RULES):
            from coach.wording import did_you_mean

            raise UsageError(f"没有“{name}”这条规则{did_you_mean(name, RULES)}")
    levels = severities(pair for pair in config.severities if of_library(pair[0]))
    on = {
        id_: facts._replace(severity=levels[id_])
        for id_, facts in RULES.items()
        if (not selected or named(id_, selected)) and not named(id_, ignored)
    }
    if selected and all(map(of_library, selected)):
        return MappingProxyType(on)
    rulebook = rulebook_for(config, selected, split(wish.check.ignore), wish.check.rules)
    return MappingProxyType({**rulebook.facts, **on})


def _known_names(wish: LintWish, config: Config) -> frozenset[str]:
    """Every name that a waiver may use, whatever is on in this run."""
    facts = rulebook_for(replace(config, select=(), ignore=()), (), (), wish.check.rules).facts
    names = {name for each in facts.values() for name in (each.id, each.id.partition(".")[0], each.pack)}
    return frozenset({*names, *RULES, *PACKS})


def _manners(wish: LintWish, config: Config) -> Manners:
    said = frozenset(name for name in ("scene", "channel", "region", "tone") if getattr(wish.check, name))
    return Manners(
        choice=cache(partial(_choice, wish, config)),
        situation=situation_for(wish.check, config),
        said=said,
        per_path=config.per_path,
        root=_root(config),
    )


def _standards(wish: LintWish, config: Config) -> Standards:
    return Standards(
        today=_today(wish.today),
        limits=config.limits,
        terms=config.terms,
        variables=config.variables,
        select=_selected(wish, config),
        ignore=_ignored(wish, config),
    )


def _today(word: str | None) -> date:
    try:
        return date.fromisoformat(word) if word else date.today()
    except ValueError:
        raise UsageError(f"--today 要写成 2026-12-31 这样的日期，“{word}”不是") from None


def _waivers(wish: LintWish, config: Config, known: frozenset[str]) -> Iterator[Waiver]:
    yield from config_waivers(config.waivers, config.path, known)
    beside = os.path.join(_root(config), NAME)
    if wish.waivers:
        yield from read_waivers(wish.waivers, known)
    elif not wish.check.isolated and os.path.exists(beside):
        yield from read_waivers(os.path.normpath(beside), known)
