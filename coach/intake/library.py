"""A file of canned replies, of any kind → Drafts or Failures. Floor 4.

A kind of file is one function and one line in READERS. Whatever cannot be read is one Failure with a reason; what was
read before it and the other files stand.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from io import BytesIO
from typing import IO, TYPE_CHECKING

from coach.errors import Failure
from coach.intake.decode import UndecodableError
from coach.intake.opened import Opened
from coach.intake.plain import STDIN, STDIN_NAME
from coach.intake.read_sheet import MAGIC, read_sheet
from coach.intake.read_table import read_table
from coach.intake.read_text import read_text
from coach.intake.read_tree import read_json_lines, read_tree
from coach.wording import unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from coach.intake.options import Intake
    from coach.text import Draft

KINDS: Mapping[str, str] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".csv": "csv",
    ".tsv": "tsv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xls",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".yaml": "yaml",
    ".yml": "yaml",
}
READERS: Mapping[str, Callable[[Opened], Iterator[Draft | Failure]]] = {
    "text": read_text,
    "markdown": read_text,
    "csv": read_table,
    "tsv": read_table,
    "xlsx": read_sheet,
    "xls": read_sheet,
    "json": read_tree,
    "jsonl": read_json_lines,
    "yaml": read_tree,
}
JSON_HEAD = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*[\[{"])')
MAX_BROKEN = 20  # rows that could not be read; then it is the file
CHANGED = "读的时候文件变了，请再跑一次"


def read_library(path: str, how: Intake, *, given: bool = True) -> Iterator[Draft | Failure]:
    """Read one file, or standard input for `-`, entry by entry.

    A file only met in a folder (not `given`) that is plainly no library yields nothing.
    """
    if path == STDIN:
        yield from _from_stdin(how)
        return
    try:
        file = open(path, "rb")
    except (OSError, ValueError) as error:
        yield Failure(path, unreadable(error))
        return
    with file:
        try:
            yield from _unchanged(path, file, how, given)
        except OSError as error:
            yield Failure(path, unreadable(error))


def _unchanged(path: str, file: IO[bytes], how: Intake, given: bool) -> Iterator[Draft | Failure]:
    """Read an open file, and see afterwards that it is still the same."""
    before = os.fstat(file.fileno())
    if not stat.S_ISREG(before.st_mode):
        yield from _read(path, BytesIO(file.read()), how, given)  # a pipe is read only once
        return
    yield from _read(path, file, how, given)
    if not _state(before) == _state(os.fstat(file.fileno())) == _state(os.stat(path)):
        yield Failure(path, CHANGED)


def read_bytes(name: str, data: bytes, how: Intake, *, given: bool = True) -> Iterator[Draft | Failure]:
    """Read the bytes of a file of that name."""
    yield from _read(name, BytesIO(data), how, given)


def kind_of(name: str, head: bytes) -> str:
    """Tell the kind of a file by its name, else by its first bytes."""
    kind = KINDS.get(os.path.splitext(name)[1].lower())
    if kind:
        return kind
    if head.startswith(MAGIC):
        return "xlsx" if head.startswith(MAGIC[0]) else "xls"
    return "json" if JSON_HEAD.match(head) else "text"


def _read(name: str, file: IO[bytes], how: Intake, given: bool) -> Iterator[Draft | Failure]:
    head = file.read(64)
    file.seek(0)
    kind = kind_of(name, head)
    broken = 0
    try:
        for one in READERS[kind](Opened(name, file, kind, how, given)):
            yield one
            broken += isinstance(one, Failure)
            if broken == MAX_BROKEN:
                yield Failure(name, "坏的行太多，后面的没有再读")
                return
    except UndecodableError as error:
        yield Failure(name, str(error))
    except UnicodeError:  # it could be decoded a moment ago
        yield Failure(name, CHANGED)


def _from_stdin(how: Intake) -> Iterator[Draft | Failure]:
    name = how.stdin_name or STDIN_NAME
    if sys.stdin is None:
        yield Failure(name, "没有标准输入可读")
        return
    yield from _read(name, BytesIO(sys.stdin.buffer.read()), how, True)


def _state(found: os.stat_result) -> tuple[int, int, int, int]:
    """What changes when a file is written to or replaced."""
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
