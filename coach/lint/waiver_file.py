"""`coach-waivers.yaml` and `[[waivers]]` of the config → Waivers, or problems at their places. Floor 6."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import Problem, ProblemsError
from coach.lint.waivers import Waiver
from coach.text import LINE_BREAK, Source, Span
from coach.wording import did_you_mean
from coach.yamlfile import Fields, Items, Node, Text, read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from coach.config_library import WaiverWish

NAME = "coach-waivers.yaml"
KEYS = ("rule", "path", "entry", "reason", "until")


def read_waivers(path: str, known: Collection[str]) -> tuple[Waiver, ...]:
    """Read a waiver file. `known`: the rules and packs there are. Raises ProblemsError with every fault."""
    root = read_yaml(Path(path))
    source = Source(path, Path(path).read_text(encoding="utf-8-sig"))
    reader = _Reader(source, known)
    rows = root.get("waivers") if isinstance(root, Fields) else root
    if isinstance(root, Fields):
        reader.only(root, ("waivers",))
    if isinstance(rows, Items):
        waivers = [reader.waiver(row) for row in rows.items]
    else:
        reader.fault(rows or root, "要写成 waivers: 下面的一个列表")
        waivers = []
    if reader.problems:
        raise ProblemsError(tuple(reader.problems))
    return tuple(waiver for waiver in waivers if waiver)


def config_waivers(wishes: Iterable[WaiverWish], path: str, known: Collection[str]) -> tuple[Waiver, ...]:
    """Make Waivers of what the config file says. Raises ProblemsError."""
    wishes = tuple(wishes)
    problems = []
    for wish in wishes:
        if wish.rule not in known:
            message = f"豁免里没有“{wish.rule}”这条规则{did_you_mean(wish.rule, known)}"
            problems.append(Problem(path, wish.line, wish.column, message))
    if problems:
        raise ProblemsError(tuple(problems))
    if not wishes:
        return ()
    source = Source(path, Path(path).read_text(encoding="utf-8-sig"))
    return tuple(
        Waiver((wish.rule,), wish.path, wish.entry, wish.reason, wish.until, source, line_span(source, wish.line))
        for wish in wishes
    )


def line_span(source: Source, line: int) -> Span:
    """Give the words of a line (from 1) of a source, without the white space around them."""
    starts = [0, *(found.end() for found in LINE_BREAK.finditer(source.text)), len(source.text)]
    start, end = starts[min(line, len(starts) - 1) - 1], starts[min(line, len(starts) - 1)]
    words = source.text[start:end]
    begin = start + len(words) - len(words.lstrip())
    return Span(begin, max(begin, start + len(words.rstrip())))


class _Reader:
    """Reads rows, gathering every problem on the way."""

    def __init__(self, source: Source, known: Collection[str]) -> None:
        self.source = source
        self.known = known
        self.problems: list[Problem] = []

    def fault(self, node: Node, message: str) -> None:
        self.problems.append(node.problem(message))

    def only(self, node: Fields, keys: tuple[str, ...]) -> None:
        for key, _ in node.fields:
            if key.text not in keys:
                self.fault(key, f"没有“{key.text}”这一项{did_you_mean(key.text, keys)}")

    def waiver(self, node: Node) -> Waiver | None:
        if not isinstance(node, Fields):
            self.fault(node, "一条豁免要写成“键: 值”，例如 rule: vague-promise")
            return None
        self.only(node, KEYS)
        values = {key: self.text(node, key) for key in KEYS}
        rule = node.get("rule")
        if rule is None:
            self.fault(node, "豁免缺少 rule")
        elif values["rule"] not in self.known:
            self.fault(rule, f"没有“{values['rule']}”这条规则{did_you_mean(values['rule'], self.known)}")
        span = line_span(self.source, node.line)
        return Waiver(
            (values["rule"],), values["path"], values["entry"], values["reason"], self.day(node), self.source, span
        )

    def text(self, node: Fields, key: str) -> str:
        value = node.get(key)
        if value is None:
            return ""
        if not isinstance(value, Text):
            self.fault(value, f"{key} 应是一段文字")
            return ""
        return value.text.strip()

    def day(self, node: Fields) -> date | None:
        value = node.get("until")
        if not isinstance(value, Text) or not value.text.strip():
            return None
        try:
            return date.fromisoformat(value.text.strip())
        except ValueError:
            self.fault(value, f"until 要写成 2026-12-31 这样的日期，“{value.text}”不是")
            return None
