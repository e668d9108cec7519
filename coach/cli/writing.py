"""Corrected text → the file it came from: whole or not at all, in its own encoding. Floor 7."""

from __future__ import annotations

import codecs
import os
import tempfile
from typing import TYPE_CHECKING

from coach.intake.decode import BOMS
from coach.intake.plain import read_file
from coach.wording import unreadable

if TYPE_CHECKING:
    from coach.text import Source


def write_back(source: Source, text: str) -> str | None:
    """Replace the file of a source; give what went wrong, or None. Line ends are those of the text.

    The file is left alone when it has changed since it was read, or when its encoding cannot hold the text.
    """
    path = os.path.realpath(source.name)
    try:
        with open(path, "rb") as file:
            old = file.read()
        data = _encoded(text, source.encoding, old)
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeEncodeError):
            return f"{source.encoding} 编码写不下“{error.object[error.start]}”，没有写入"
        return unreadable(error)
    again = read_file(path, source.encoding.removesuffix("-sig"))
    if getattr(again, "text", None) != source.text:
        return "文件在这期间被改过，没有写入"
    try:
        _replace(path, data)
    except OSError as error:
        return f"写不进去（{error.strerror}）"
    return None


def _encoded(text: str, encoding: str, old: bytes) -> bytes:
    """Encode as the file was: with its byte order mark, if it had one."""
    mark = next((mark for mark, _ in BOMS if old.startswith(mark)), b"")
    big = mark in (codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
    plain = {"utf-8-sig": "utf-8", "utf-16": "utf-16-be" if big else "utf-16-le"}
    plain["utf-32"] = "utf-32-be" if big else "utf-32-le"
    return mark + text.encode(plain.get(encoding, encoding) if mark else encoding)


def _replace(path: str, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, os.stat(path).st_mode & 0o7777)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
