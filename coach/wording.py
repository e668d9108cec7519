"""What is wrong, in Chinese: an unknown word and the one that was meant, a file that cannot be read. Floor 2."""

from __future__ import annotations

from errno import ENOSPC
from typing import TYPE_CHECKING

from coach.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CLOSE = 0.5  # lower than difflib's 0.6: ids are short, and a wrong guess costs the reader nothing


def unreadable(error: OSError | ValueError) -> str:
    """Say why a file could not be read; a ValueError means that the name itself is impossible."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "找不到这个文件"
    if isinstance(error, IsADirectoryError):
        return "这是文件夹，请给出文件"
    if isinstance(error, PermissionError):
        return "没有读取权限"
    return f"读不了（{error.strerror}）" if isinstance(error, OSError) else "文件名有误"


def unwritable(error: OSError | ValueError) -> str:
    """Say why a file could not be written."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "找不到要写入的文件夹"
    if isinstance(error, IsADirectoryError):
        return "这是文件夹，请给出文件名"
    if isinstance(error, PermissionError):
        return "没有写入权限"
    if isinstance(error, OSError) and error.errno == ENOSPC:
        return "磁盘已满"
    return f"写不了（{error.strerror}）" if isinstance(error, OSError) else "文件名有误"


def did_you_mean(word: str, known: Iterable[str], least: float = CLOSE) -> str:
    """Say which known word is closest, ready to be put behind a message; an empty string when none is close."""
    from difflib import SequenceMatcher

    likeness = {each: SequenceMatcher(None, each, word).ratio() for each in known}
    best = max(likeness, key=likeness.__getitem__, default="")  # of equals the one known first: zh-CN for zh
    return f"，是不是“{best}”？" if best and likeness[best] >= least else ""


def known_word(topic: str, word: str | None, known: Mapping[str, str]) -> str | None:
    """Give the id that a word means: the id itself or its Chinese title. Raises UsageError."""
    if word is None or word in known:
        return word
    ids = [id_ for id_, title in known.items() if title == word]
    if ids:
        return ids[0]
    hint = did_you_mean(word, (*known, *known.values()))
    names = "、".join(id_ if id_ == title else f"{id_}（{title}）" for id_, title in known.items())
    raise UsageError(f"没有“{word}”这个{topic}{hint}\n可用的{topic}：{names}")
