"""coach.toml, .coach.toml or [tool.coach] of pyproject.toml → Config, or problems at their places. Floor 3.

The nearest file from the working directory upward is used alone; nothing is merged. What may be said for a region or a
tone is known by the rulebook, so the caller hands it in.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coach.config_library import LIBRARY_READERS, PathSettings, WaiverWish
from coach.errors import Problem, ProblemsError
from coach.model import Severity
from coach.wording import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from typing import Any

    from coach.tomlfile import KeyPath, Toml

FILE_NAMES = ("coach.toml", ".coach.toml")
PYPROJECT = "pyproject.toml"
SEVERITIES = tuple(severity.name for severity in reversed(Severity))
FAIL_ON = (*SEVERITIES, "never")
LIBRARY_PACKS = ("library", "waiver")  # rules on a library as a whole: `lint` knows them, the rulebook does not


def of_library(name: str) -> bool:
    """Tell whether a name in `select`, `ignore` or `severity` is of a rule on libraries, or of their pack."""
    return name.partition(".")[0] in LIBRARY_PACKS


class Named(NamedTuple):
    """A rule or pack that the file names, which only the rulebook can know or not know."""

    name: str
    line: int
    column: int


@dataclass(frozen=True)
class Config:
    """What a team has settled; empty where the file is silent."""

    path: str = ""
    packs_on: tuple[str, ...] = ()
    packs_off: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    rule_dirs: tuple[str, ...] = ()
    phrase_dirs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    region: str | None = None
    tone: str | None = None
    channel: str | None = None
    fail_on: str | None = None
    compensations: tuple[tuple[str, str], ...] = ()  # what may be offered, and the lowest level that may; "" is anybody
    authority: str | None = None
    vocabularies: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    split: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    baseline: str | None = None
    limits: tuple[tuple[str, int], ...] = ()
    terms: tuple[tuple[str, ...], ...] = ()
    variables: tuple[str, ...] = ()
    waivers: tuple[WaiverWish, ...] = ()
    per_path: tuple[PathSettings, ...] = ()
    named: tuple[Named, ...] = ()

    def at_their_places(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Give problems that name a rule or pack of this file, but no file, each place where it names it."""
        placed = [each for problem in problems for each in self._placed(problem)]
        return tuple(sorted(placed))

    def _placed(self, problem: Problem) -> list[Problem]:
        name = problem.message.partition("“")[2].partition("”")[0]
        places = [each for each in self.named if each.name == name]
        if problem.line or not places:
            return [problem]
        return [problem._replace(path=self.path, line=place.line, column=place.column) for place in places]


def find_config(start: str) -> str | None:
    """Find the nearest config file from the folder `start` upward."""
    folder = os.path.abspath(start)
    while True:
        for name in FILE_NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                return path
        project = os.path.join(folder, PYPROJECT)
        if os.path.isfile(project) and _has_table(project):
            return project
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def _has_table(project: str) -> bool:
    """Tell whether a pyproject.toml has [tool.coach]; most have not, and then no parser is woken."""
    from coach.tomlfile import parse_toml, read_toml

    try:
        text = read_toml(project)
    except ProblemsError:
        return False  # somebody else's file: not ours to complain of
    if "coach" not in text:
        return False
    try:
        tool = parse_toml(text, project).data.get("tool")
    except ProblemsError:
        return "[tool.coach" in text
    return isinstance(tool, dict) and "coach" in tool


def load_config(path: str, known: Mapping[str, Collection[str]]) -> Config:
    """Read a config file. `known` lists what `region`, `tone` and `channel` may be. Raises ProblemsError."""
    config, problems = check_config(path, known)
    if problems:
        raise ProblemsError(problems)
    return config


def check_config(path: str, known: Mapping[str, Collection[str]]) -> tuple[Config, tuple[Problem, ...]]:
    """Read what can be read of a config file, with its problems: enough to see what else is wrong.

    Raises ProblemsError where it is no TOML at all.
    """
    from coach.tomlfile import parse_toml, read_toml  # not at the top: most runs have no config

    toml = parse_toml(read_toml(path), path)
    base: KeyPath = ()
    data: Any = toml.data
    if os.path.basename(path) == PYPROJECT:
        base = ("tool", "coach")
        data = data.get("tool", {})
        data = data.get("coach", {}) if isinstance(data, dict) else {}
    check = _Check(toml, {**known, "fail-on": FAIL_ON, "severity": SEVERITIES}, os.path.dirname(path))
    values = check.table(base, data)
    return Config(path=path, named=tuple(check.named), **values), tuple(check.problems)


class _Check:
    """Reads the keys of one config, gathering every problem on the way."""

    def __init__(self, toml: Toml, known: Mapping[str, Collection[str]], folder: str) -> None:
        self.toml = toml
        self.known = known
        self.folder = folder
        self.problems: list[Problem] = []
        self.named: list[Named] = []

    def name(self, key: KeyPath, word: str) -> None:
        """Note where a rule or pack is named."""
        _, line, column, _ = self.toml.problem(key, "")
        self.named.append(Named(word, line, column))

    def names(self, key: KeyPath, value: Any) -> tuple[str, ...]:
        """Read a list of rules and packs."""
        names = self.words(key, value)
        for index, word in enumerate(names):
            self.name((*key, index), word)
        return names

    def fault(self, key: KeyPath, message: str) -> None:
        """Note a problem at a key."""
        self.problems.append(self.toml.problem(key, message))

    def table(self, base: KeyPath, data: Any) -> dict[str, Any]:
        """Read every key of the coach table into Config's fields."""
        values: dict[str, Any] = {}
        if not isinstance(data, dict):
            self.fault(base, "tool.coach 应是一张表")
            return values
        for key, value in data.items():
            reader = READERS.get(key)
            if reader is None:
                self.fault((*base, key), f"没有“{key}”这个配置项{did_you_mean(key, READERS)}")
            else:
                values.update(reader(self, (*base, key), value))
        return values

    def one_of(self, key: KeyPath, value: Any) -> str | None:
        """Read a word out of a closed list, kept under the key's own name."""
        return self.known_word(key, value, str(key[-1]))

    def known_word(self, key: KeyPath, value: Any, topic: str) -> str | None:
        """Read a word that must be among the known ones of a topic."""
        choices = self.known[topic]
        if isinstance(value, str) and value in choices:
            return value
        if isinstance(value, str):
            hint = did_you_mean(value, choices) or f"，可写：{'、'.join(choices)}"
            self.fault(key, f"“{topic}”不能是“{value}”{hint}")
        else:
            self.fault(key, f"“{topic}”应是一个词，可写：{'、'.join(choices)}")
        return None

    def words(self, key: KeyPath, value: Any) -> tuple[str, ...]:
        """Read a list of words."""
        if not isinstance(value, list):
            self.fault(key, f'“{key[-1]}”应是一个列表，例如 ["…"]')
            return ()
        for index, item in enumerate(value):
            if not isinstance(item, str) or not item.strip():
                self.fault((*key, index), f"“{key[-1]}”里的每一项应是一段文字")
        return tuple(item for item in value if isinstance(item, str))

    def folders(self, key: KeyPath, value: Any) -> tuple[str, ...]:
        """Read a list of folders, relative to the config file."""
        folders = tuple(os.path.join(self.folder, word) for word in self.words(key, value))
        for index, folder in enumerate(folders):
            if not os.path.isdir(folder):
                self.fault((*key, index), f"找不到文件夹“{value[index]}”")
        return tuple(filter(os.path.isdir, folders))

    def files(self, key: KeyPath, value: Any) -> tuple[str, ...]:
        """Read a list of files, relative to the config file."""
        files = tuple(os.path.join(self.folder, word) for word in self.words(key, value))
        for index, file in enumerate(files):
            if not os.path.isfile(file):
                self.fault((*key, index), f"找不到文件“{value[index]}”")
        return tuple(filter(os.path.isfile, files))

    def pairs(self, key: KeyPath, value: Any) -> Iterator[tuple[str, Any]]:
        """Walk a table of names."""
        if isinstance(value, dict):
            for name, item in value.items():
                self.name((*key, name), name)
                yield name, item
        else:
            self.fault(key, f"“{key[-1]}”应是一张表，例如 {{ 名字 = … }}")

    def packs(self, key: KeyPath, value: Any) -> dict[str, Any]:
        """Read which packs are on and off."""
        sides: dict[bool, list[str]] = {True: [], False: []}
        for name, state in self.pairs(key, value):
            if isinstance(state, bool):
                sides[state].append(name)
            else:
                self.fault((*key, name), f"规则包“{name}”应写 true 或 false")
                sides[True].append(name)  # whether there is such a pack is to be told all the same
        return {"packs_on": tuple(sides[True]), "packs_off": tuple(sides[False])}

    def severities(self, key: KeyPath, value: Any) -> dict[str, Any]:
        """Read severities by rule."""
        words = ((name, self.known_word((*key, name), word, "severity")) for name, word in self.pairs(key, value))
        # whether there is such a rule is to be told even where its severity is wrong
        return {"severities": tuple((name, word or SEVERITIES[0]) for name, word in words)}

    def compensations(self, key: KeyPath, value: Any) -> dict[str, Any]:
        """Read what may be offered: a list, or a table that gives each the lowest level that may."""
        if not isinstance(value, dict):
            return {"compensations": tuple((name, "") for name in self.words(key, value))}
        levels = ((name, self.known_word((*key, name), word, "authority")) for name, word in value.items())
        return {"compensations": tuple((name, level) for name, level in levels if level)}


READERS: Mapping[str, Callable[[_Check, KeyPath, Any], dict[str, Any]]] = {
    "packs": _Check.packs,
    "select": lambda check, key, value: {"select": check.names(key, value)},
    "ignore": lambda check, key, value: {"ignore": check.names(key, value)},
    "severity": _Check.severities,
    "rules": lambda check, key, value: {"rule_dirs": check.folders(key, value)},
    "phrasebooks": lambda check, key, value: {"phrase_dirs": check.folders(key, value)},
    "words": lambda check, key, value: {"words": check.words(key, value)},
    "region": lambda check, key, value: {"region": check.one_of(key, value)},
    "tone": lambda check, key, value: {"tone": check.one_of(key, value)},
    "channel": lambda check, key, value: {"channel": check.one_of(key, value)},
    "fail-on": lambda check, key, value: {"fail_on": check.one_of(key, value)},
    "compensations": _Check.compensations,
    "authority": lambda check, key, value: {"authority": check.one_of(key, value)},
    "vocabulary": lambda check, key, value: {"vocabularies": check.files(key, value)},
    **LIBRARY_READERS,
}
