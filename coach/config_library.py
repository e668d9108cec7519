"""The keys of a config that speak of libraries → values, or problems at their places. Floor 3.

Read by config.py, one function for each key; what a word may be is asked of the checker that is handed in.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from coach.wording import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from typing import Any

    from coach.tomlfile import KeyPath, Toml

WAIVER_KEYS = ("rule", "path", "entry", "reason", "until")
PATH_WORDS = ("scene", "channel", "region", "tone")
PATH_KEYS = ("ignore", *PATH_WORDS)


class WaiverWish(NamedTuple):
    """A waiver as the config words it, with its place."""

    rule: str
    path: str
    entry: str
    reason: str
    until: date | None
    line: int
    column: int


class PathSettings(NamedTuple):
    """What holds for the files that a pattern names."""

    pattern: str
    ignore: tuple[str, ...] = ()
    scene: str | None = None
    channel: str | None = None
    region: str | None = None
    tone: str | None = None


class Checker(Protocol):
    """What config.py offers to the readers here."""

    toml: Toml

    def fault(self, key: KeyPath, message: str) -> None:
        """Note a problem at a key."""

    def words(self, key: KeyPath, value: Any) -> tuple[str, ...]:
        """Read a list of words."""

    def names(self, key: KeyPath, value: Any) -> tuple[str, ...]:
        """Read a list of rules and packs."""

    def known_word(self, key: KeyPath, value: Any, topic: str) -> str | None:
        """Read a word that must be among the known ones of a topic."""


def _word(check: Checker, key: KeyPath, value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    check.fault(key, f"“{key[-1]}”应是一段文字")
    return ""


def _table(check: Checker, key: KeyPath, value: Any, example: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    else:
        check.fault(key, f"“{key[-1]}”应是一张表，例如 {{ {example} }}")


def _columns(check: Checker, key: KeyPath, value: Any) -> dict[str, Any]:
    pairs = _table(check, key, value, 'text = "内容"')
    return {"columns": tuple((role, _word(check, (*key, role), name)) for role, name in pairs)}


def _limits(check: Checker, key: KeyPath, value: Any) -> dict[str, Any]:
    limits = []
    for channel, most in _table(check, key, value, "sms = 70"):
        known = check.known_word((*key, channel), channel, "channel")
        if type(most) is not int or most < 1:
            check.fault((*key, channel), f"“{channel}”的上限应是一个正整数")
        elif known:
            limits.append((known, most))
    return {"limits": tuple(limits)}


def _terms(check: Checker, key: KeyPath, value: Any) -> dict[str, Any]:
    if not isinstance(value, list):
        check.fault(key, '“terms”应是列表的列表，例如 [["优惠券", "优惠卷"]]，每组第一个是要用的词')
        return {}
    groups = [check.words((*key, number), group) for number, group in enumerate(value)]
    for number, group in enumerate(groups):
        if len(group) < 2:
            check.fault((*key, number), "一组里至少要有两个词，第一个是要用的")
    return {"terms": tuple(groups)}


def _waivers(check: Checker, key: KeyPath, value: Any) -> dict[str, Any]:
    if not isinstance(value, list):
        check.fault(key, "豁免要写成一个个 [[waivers]]")
        return {}
    return {"waivers": tuple(_waiver(check, (*key, number), row) for number, row in enumerate(value))}


def _waiver(check: Checker, key: KeyPath, row: Any) -> WaiverWish:
    from datetime import date, datetime

    values = dict.fromkeys(WAIVER_KEYS[:4], "")
    until = None
    for name, value in _table(check, key, row, 'rule = "vague-promise"'):
        if name in values:
            values[name] = _word(check, (*key, name), value)
        elif name != "until":
            check.fault((*key, name), f"豁免里没有“{name}”这一项{did_you_mean(name, WAIVER_KEYS)}")
        elif isinstance(value, date) and not isinstance(value, datetime):
            until = value
        else:
            check.fault((*key, name), "until 要写成 2026-12-31 这样的日期，不加引号")
    if not values["rule"]:
        check.fault(key, "豁免缺少 rule")
    _, line, column, _ = check.toml.problem(key, "")
    return WaiverWish(**values, until=until, line=line, column=column)


def _per_path(check: Checker, key: KeyPath, value: Any) -> dict[str, Any]:
    rows = _table(check, key, value, '"短信/**" = { channel = "sms" }')
    return {"per_path": tuple(_path_settings(check, (*key, pattern), pattern, row) for pattern, row in rows)}


def _path_settings(check: Checker, key: KeyPath, pattern: str, row: Any) -> PathSettings:
    values: dict[str, Any] = {}
    for name, value in _table(check, key, row, 'ignore = ["opaque-wait"]'):
        if name == "ignore":
            values[name] = check.names((*key, name), value)
        elif name in PATH_WORDS:
            values[name] = check.known_word((*key, name), value, name)
        else:
            check.fault((*key, name), f"“{pattern}”里没有“{name}”这一项{did_you_mean(name, PATH_KEYS)}")
    return PathSettings(pattern, **values)


LIBRARY_READERS: Mapping[str, Callable[[Checker, KeyPath, Any], dict[str, Any]]] = MappingProxyType(
    {
        "exclude": lambda check, key, value: {"exclude": check.words(key, value)},
        "split": lambda check, key, value: {"split": _word(check, key, value)},
        "columns": _columns,
        "baseline": lambda check, key, value: {"baseline": _word(check, key, value)},
        "limits": _limits,
        "terms": _terms,
        "variables": lambda check, key, value: {"variables": check.words(key, value)},
        "waivers": _waivers,
        "per-path": _per_path,
    }
)
