"""Paths, standard input and given text → Drafts or Failures. Floor 4.

A plain source is one draft. Whatever cannot be read becomes a Failure with a reason in Chinese, never an exception, so
that the other sources are still judged.
"""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

from coach.errors import Failure
from coach.intake.decode import UndecodableError, decode
from coach.text import Draft, Source, Span
from coach.wording import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"
STDIN_NAME = "<标准输入>"
TEXT_NAME = "<草稿>"
MAX_BYTES = 32 * 1024 * 1024  # no reply is that long; a guard against a log or a disk image


def read_drafts(paths: Iterable[str], stdin: IO[bytes] | None, encoding: str | None) -> Iterator[Draft | Failure]:
    """Read each path (`-` is standard input) in order."""
    for path in paths:
        if path == STDIN:
            yield _from_stdin(stdin, encoding)
        else:
            yield read_file(path, encoding)


def read_file(path: str, encoding: str | None = None) -> Draft | Failure:
    """Read one file as a draft."""
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return Failure(path, unreadable(error))
    return from_bytes(path, data, encoding)


def _from_stdin(stdin: IO[bytes] | None, encoding: str | None) -> Draft | Failure:
    if stdin is None:
        return Failure(STDIN_NAME, "没有标准输入可读")
    try:
        return from_bytes(STDIN_NAME, stdin.read(MAX_BYTES + 1), encoding)
    except OSError as error:
        return Failure(STDIN_NAME, unreadable(error))


def from_bytes(name: str, data: bytes, encoding: str | None = None) -> Draft | Failure:
    """Make a draft of the bytes of a source."""
    if len(data) > MAX_BYTES:
        return Failure(name, f"超过 {MAX_BYTES // 1024 // 1024} MB，不像一条回复")
    try:
        text, used = decode(data, encoding)
    except UndecodableError as error:
        return Failure(name, str(error))
    return from_text(text, name, used)


def from_text(text: str, name: str = TEXT_NAME, encoding: str = "utf-8") -> Draft | Failure:
    """Make a draft of text; an empty one was most likely lost on the way here, so it is no clean result."""
    if not text.strip():
        return Failure(name, "草稿是空的，没有可批阅的文字")
    return Draft(Source(name, text, encoding), text, Span(0, len(text)))


def from_argument(text: str) -> Draft | Failure:
    """Make a draft of a command-line argument; bytes the locale could not decode come as lone surrogates."""
    if os.name == "posix" and any("\udc80" <= character <= "\udcff" for character in text):
        read = from_bytes(TEXT_NAME, os.fsencode(text))
        return read if isinstance(read, Draft) else Failure(TEXT_NAME, "里面有认不出的字节，请用 UTF-8 的终端")
    return from_text(text)
