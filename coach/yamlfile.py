"""YAML text → nodes with places, or problems. Floor 3; the one door to PyYAML.

Scalars stay as written (no YAML 1.1 surprises: `no` is a word, `12:30` is a time). Duplicate keys and aliases are
problems: the first hide a fault, the second can be made to explode.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.errors import Problem, ProblemsError
from coach.text import Source

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

MAX_CHARACTERS = 8_000_000  # far above any real pack; a guard against a wrong file
MAX_DEPTH = 60


@dataclass(frozen=True)
class Node:
    """A YAML value with its place (line and column from 1)."""

    path: str
    line: int
    column: int

    @property
    def place(self) -> list[str | int]:
        """The place as it is kept in a compiled rulebook."""
        return [self.path, self.line, self.column]

    def problem(self, message: str) -> Problem:
        """Make a problem at this place."""
        return Problem(self.path, self.line, self.column, message)


@dataclass(frozen=True)
class Text(Node):
    """A scalar, as written: its value, its bounds in the file in code points, its style (a quotation mark, | or >)."""

    text: str
    start: int = 0
    end: int = 0
    style: str = ""


@dataclass(frozen=True)
class Items(Node):
    """A sequence."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Fields(Node):
    """A mapping with unique plain keys, in order."""

    fields: tuple[tuple[Text, Node], ...]

    def get(self, key: str) -> Node | None:
        """Find a value by its key."""
        return next((value for name, value in self.fields if name.text == key), None)


def parse_yaml(text: str, path: str) -> Node:
    """Read one YAML document. Raises ProblemsError with every fault found in its shape."""
    node, problems = parse_whole(text, path)
    if problems:
        raise ProblemsError(problems)
    return node


def parse_whole(text: str, path: str) -> tuple[Node, tuple[Problem, ...]]:
    """Read one YAML document with what is wrong in its shape, so that its other faults can be told as well.

    Raises ProblemsError where nothing can be read at all.
    """
    import yaml

    if len(text) > MAX_CHARACTERS:
        raise ProblemsError((Problem(path, 0, 0, "文件过大，不像是规则或话术文件"),))
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(text, loader)
    except yaml.MarkedYAMLError as error:
        raise ProblemsError((_complaint(error, text, path),)) from None
    except yaml.reader.ReaderError as error:
        place = Source(path, text).position(min(int(error.position), len(text)))
        raise ProblemsError((Problem(path, *place, "YAML 含有不允许的字符"),)) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        message = "嵌套过深" if isinstance(error, RecursionError) else "YAML 含有不允许的字符"
        raise ProblemsError((Problem(path, 0, 0, message),)) from None
    if root is None:
        raise ProblemsError((Problem(path, 1, 1, "文件是空的"),))
    conversion = _Conversion(path)
    return conversion.node(root, 0), tuple(conversion.problems)


def read_yaml(path: Path) -> Node:
    """Read a YAML file in UTF-8. Raises ProblemsError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ProblemsError((Problem(str(path), 0, 0, "不是 UTF-8 编码，请另存为 UTF-8"),)) from None
    except OSError as error:
        raise ProblemsError((Problem(str(path), 0, 0, f"读不了这个文件（{error.strerror}）"),)) from None
    return parse_yaml(text, str(path))


def _complaint(error: Any, text: str, path: str) -> Problem:
    """Tell PyYAML's complaint; what is missing at the end of the file is told where it should have begun to close."""
    from coach.syntax import YAML, in_chinese

    mark = error.problem_mark or error.context_mark
    told = str(error.problem or error)
    if mark and not text[mark.index :].strip() and error.context_mark:
        mark = error.context_mark
    if mark and text[mark.index : mark.index + 1] == "\t":
        told = "found a tab character"
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    return Problem(path, line, column, f"YAML 写法有误：{in_chinese(told, YAML)}")


class _Conversion:
    """PyYAML's nodes made ours; gathers problems on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def node(self, raw: Any, depth: int) -> Node:
        line, column = raw.start_mark.line + 1, raw.start_mark.column + 1
        here = (self.path, line, column)
        if id(raw) in self.seen:
            self.problems.append(Problem(*here, "不支持 YAML 别名（&、*），请写全"))
            return Text(*here, "")
        if depth > MAX_DEPTH:
            self.problems.append(Problem(*here, "嵌套过深"))
            return Text(*here, "")
        self.seen.add(id(raw))
        if raw.id == "scalar":
            return Text(*here, raw.value, raw.start_mark.index, raw.end_mark.index, raw.style or "")
        if raw.id == "sequence":
            return Items(*here, tuple(self.node(item, depth + 1) for item in raw.value))
        return Fields(*here, self.fields(raw, depth))

    def fields(self, raw: Any, depth: int) -> tuple[tuple[Text, Node], ...]:
        fields: dict[str, tuple[Text, Node]] = {}
        for raw_key, raw_value in raw.value:
            key = self.node(raw_key, depth + 1)
            value = self.node(raw_value, depth + 1)
            if not isinstance(key, Text):
                self.problems.append(key.problem("键必须是一个词"))
            elif key.text in fields:
                first = fields[key.text][0].line
                self.problems.append(key.problem(f"“{key.text}”重复了，第 {first} 行已经写过"))
            else:
                fields[key.text] = (key, value)
        return tuple(fields.values())
