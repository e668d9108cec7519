"""`-o` words → files to write beside standard output, and writing them. Floor 7; for every command that reports.

`-o 报告.sarif` takes the format from the ending; `-o junit:报告.xml` says it.
"""

from __future__ import annotations

import os
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coach.errors import Failure, UsageError
from coach.report import FORMATS, render
from coach.report.visible import visible
from coach.wholefile import write_whole
from coach.wording import unwritable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.model import Report
    from coach.report import Look

ENDINGS: Mapping[str, str] = MappingProxyType(  # those that can only mean one format
    {
        ".sarif": "sarif",
        ".html": "html",
        ".htm": "html",
        ".md": "markdown",
        ".markdown": "markdown",
        ".json": "json",
        ".jsonl": "jsonl",
        ".rdjson": "rdjson",
        ".rdjsonl": "rdjsonl",
    }
)
MEANT: Mapping[str, tuple[str, ...]] = MappingProxyType({".xml": ("junit", "checkstyle"), ".txt": ("full", "concise")})


class Output(NamedTuple):
    """A file to write, and its format."""

    format: str
    path: str


def outputs_of(words: Iterable[str]) -> tuple[Output, ...]:
    """Read the values of `-o`, in order. Raises UsageError: no clear format, no file, or one file twice."""
    outputs = tuple(map(_output, words))
    paths = [os.path.realpath(output.path) for output in outputs]
    for output, path in zip(outputs, paths, strict=True):
        if paths.count(path) > 1:
            raise UsageError(f"-o 两次写到同一个文件：{visible(output.path)}")
    return outputs


def _output(word: str) -> Output:
    name, colon, path = word.partition(":")
    if not colon or name not in FORMATS:
        name, path = "", word
    if path in ("", "-"):
        raise UsageError("-o 要写文件名；写到标准输出请用 --output-format")
    return Output(name or _by_ending(path), path)


def _by_ending(path: str) -> str:
    ending = os.path.splitext(path)[1].lower()
    if ending in ENDINGS:
        return ENDINGS[ending]
    name, meant = visible(path), MEANT.get(ending, ("格式",))
    forms = " 或 ".join(f"-o {each}:{name}" for each in meant)
    raise UsageError(f"看不出“{name}”要用什么格式，请写成 {forms}\n格式有：{'、'.join(FORMATS)}")


def write_outputs(outputs: Iterable[Output], report: Report, look: Look) -> tuple[Failure, ...]:
    """Write each file whole or not at all, without colours; those that could not be written are failures."""
    failures = []
    for output in outputs:
        data = render(report, output.format, look._replace(colours="")).encode("utf-8", "backslashreplace")
        try:
            write_whole(output.path, data)
        except (OSError, ValueError) as error:
            failures.append(Failure(output.path, unwritable(error)))
    return tuple(failures)
