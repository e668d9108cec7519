"""The user's wish and the team's config → what to load, the situation, the format, the limit. Floor 7.

The command line wins over the environment, the environment over the config.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from coach.cli.streams import WHEN, colours_for, is_terminal, width_of
from coach.config import FAIL_ON, Config, check_config, find_config, of_library
from coach.errors import ProblemsError, UsageError
from coach.model import Severity
from coach.report import FORMATS, Look
from coach.rulebook.loader import Choice, load_rulebook, packaged
from coach.rulebook.situation import AUTHORITIES, CHANNELS, REGIONS, SCENES, TONES, Situation
from coach.wording import known_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.cli.outputs import Output
    from coach.cli.wish import CheckWish
    from coach.errors import Problem
    from coach.rulebook.rule import Rulebook

NEVER = "never"
COMMAND_LINE = "命令行"


class Settled(NamedTuple):
    """All that `check` needs besides the drafts."""

    rulebook: Rulebook
    situation: Situation
    format: str
    look: Look
    fail_on: Severity | None
    frameworks: tuple[str, ...] = ()
    outputs: tuple[Output, ...] = ()


def settle(wish: CheckWish) -> Settled:
    """Judge every option and load the rules. Raises UsageError and ProblemsError."""
    config = read_config(wish.config, wish.isolated)
    format_, look, fail_on, outputs = settle_output(wish, config)
    rulebook = rulebook_for(config, split(wish.select), split(wish.ignore), wish.rules)
    return Settled(
        rulebook=rulebook,
        situation=situation_for(wish, config),
        format=format_,
        look=look._replace(explain=wish.explain_score),
        fail_on=fail_on,
        frameworks=_frameworks(split(wish.frameworks), rulebook),
        outputs=outputs,
    )


def settle_output(wish: CheckWish, config: Config) -> tuple[str, Look, Severity | None, tuple[Output, ...]]:
    """Settle the format, what stdout shows, from where findings fail, and the files to write. Raises UsageError."""
    format_ = "full" if _wants_a_view(wish) else output_format(wish.output_format)
    outputs = outputs_asked(wish.output)
    fail_on = _fail_on(wish.fail_on or config.fail_on or Severity.major.name)
    return format_, look_for(wish.color, wish.quiet)._replace(fail_on=fail_on), fail_on, outputs


def _wants_a_view(wish: CheckWish) -> bool:
    """Tell whether what is asked for is seen only in the full view, and no format was named."""
    return bool(wish.explain_score or wish.frameworks) and not wish.output_format


def _frameworks(asked: tuple[str, ...], rulebook: Rulebook) -> tuple[str, ...]:
    if not asked:
        return ()
    from coach.outline import framework_names

    known = framework_names(rulebook)
    for name in asked:
        known_word("框架", name, dict(zip(known, known, strict=True)))
    return asked


def read_config(path: str | None, isolated: bool) -> Config:
    """Find and read the config: the file named, else COACH_CONFIG, else the nearest. Raises ProblemsError."""
    if isolated:
        return Config()
    named = path or os.environ.get("COACH_CONFIG")
    found = named or _from_here(find_config(_working_folder()))
    known = {
        "region": tuple(REGIONS),
        "tone": tuple(TONES),
        "channel": tuple(CHANNELS),
        "scene": tuple(SCENES),
        "authority": AUTHORITIES,
    }
    if not found:
        return Config()
    config, problems = check_config(found, known)
    if problems:
        raise ProblemsError(tuple(sorted({*problems, *_unknown_names(config)})))
    return config


def _unknown_names(config: Config) -> Iterator[Problem]:
    """Tell which rules and packs a config names that are not there: only the rulebook knows."""
    try:
        rulebook_for(config)
    except ProblemsError as error:
        yield from error.problems


def _from_here(path: str | None) -> str | None:
    """Name a file below the working folder as the user would."""
    if path is None:
        return None
    return path.removeprefix(os.path.join(_working_folder(), ""))


def _working_folder() -> str:
    try:
        return os.getcwd()
    except OSError:  # it was deleted under us
        return os.sep


def rulebook_for(
    config: Config, select: tuple[str, ...] = (), ignore: tuple[str, ...] = (), rules: Iterable[str] = ()
) -> Rulebook:
    """Load the rules that config and command line leave. Raises ProblemsError, UsageError."""
    try:
        return load_rulebook(choice_for(config, select, ignore, rules))
    except ProblemsError as error:
        raise placed(error, config) from None


def placed(error: ProblemsError, config: Config) -> ProblemsError:
    """Put unknown names at the places where the config says them; what no file has said, the command line did."""
    problems = config.at_their_places(error.problems)
    return ProblemsError(tuple(each._replace(path=COMMAND_LINE) if each.path == "配置" else each for each in problems))


def choice_for(
    config: Config, select: tuple[str, ...] = (), ignore: tuple[str, ...] = (), rules: Iterable[str] = ()
) -> Choice:
    """Put the folders and names of config and command line together. Raises UsageError."""
    more = tuple(rules)
    for folder in more:
        if not os.path.exists(folder):
            raise UsageError(f"找不到规则文件夹“{folder}”")
    return Choice(
        rule_dirs=_each_once((packaged("rules"), *config.rule_dirs, *more, *config.vocabularies)),
        phrase_dirs=_each_once((packaged("phrasebooks"), *config.phrase_dirs)),
        packs_on=config.packs_on,
        packs_off=config.packs_off,
        select=_of_replies(select or config.select),
        ignore=_of_replies((*config.ignore, *ignore)),
        severities=tuple(pair for pair in config.severities if not of_library(pair[0])),
        words=config.words,
    )


def _of_replies(names: Iterable[str]) -> tuple[str, ...]:
    """Leave out the rules on libraries, which only `lint` looks at."""
    return tuple(name for name in names if not of_library(name))


def _each_once(places: Iterable[str]) -> tuple[str, ...]:
    """Leave out folders, and files of folders, that are named before: a rule read twice would be a problem."""
    kept: dict[str, str] = {}
    for place in places:
        real = os.path.realpath(place)
        if real not in kept and os.path.dirname(real) not in kept:
            kept[real] = place
    return tuple(kept.values())


def split(values: Iterable[str]) -> tuple[str, ...]:
    """Take comma lists apart: `--select a,b --select c`."""
    return tuple(name.strip() for value in values for name in value.replace("，", ",").split(",") if name.strip())


def output_format(asked: str | None) -> str:
    """Settle the format: the option, else COACH_OUTPUT_FORMAT, else full on a terminal and concise otherwise."""
    name = asked or os.environ.get("COACH_OUTPUT_FORMAT")
    if not name:
        return "full" if is_terminal(sys.stdout) else "concise"
    known_word("输出格式", name, dict(zip(FORMATS, FORMATS, strict=True)))
    return name


def outputs_asked(words: tuple[str, ...]) -> tuple[Output, ...]:
    """Settle the files to write; most runs write none and need not know how."""
    if not words:
        return ()
    from coach.cli.outputs import outputs_of

    return outputs_of(words)


def look_for(when: str | None, quiet: bool) -> Look:
    """Settle what stdout can show."""
    when = when or "auto"
    known_word("--color 的值", when, dict(zip(WHEN, WHEN, strict=True)))
    return Look(width_of(sys.stdout), colours_for(sys.stdout, when), quiet)


def _fail_on(name: str) -> Severity | None:
    titles = {word: "从不" if word == NEVER else Severity[word].title for word in FAIL_ON}
    name = known_word("级别", name, titles) or name
    return None if name == NEVER else Severity[name]


def situation_for(wish: CheckWish, config: Config) -> Situation:
    """Settle what is known of a reply besides its words. Raises UsageError."""
    levels = dict(zip(AUTHORITIES, AUTHORITIES, strict=True))
    authority = known_word("权限", wish.authority, levels) or config.authority or AUTHORITIES[0]
    return Situation(
        customer=_customer(wish.customer),
        scene=known_word("场景", wish.scene, SCENES),
        channel=known_word("渠道", wish.channel, CHANNELS) or config.channel,
        region=known_word("地区", wish.region, REGIONS) or config.region,
        tone=known_word("语气", wish.tone, TONES) or config.tone,
        compensations=tuple(name for name, lowest in config.compensations if _may_offer(authority, lowest)),
        authority=authority,
    )


def _may_offer(authority: str, lowest: str) -> bool:
    return not lowest or AUTHORITIES.index(lowest) <= AUTHORITIES.index(authority)


def _customer(said: str | None) -> str | None:
    """Give the customer's message: as written, from a file after `@`, or beginning with @ after `@@`."""
    if said is None or not said.startswith("@"):
        return said
    if said.startswith("@@"):
        return said[1:]
    from coach.errors import Failure
    from coach.intake.plain import read_file

    read = read_file(said[1:])
    if isinstance(read, Failure):
        raise UsageError(f"客户来信 {read.source}：{read.message}")
    return read.text
