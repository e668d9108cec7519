"""Reviews kept between runs: key → bytes, in one SQLite file of the private cache folder. Floor 6; the door to sqlite3.

The key is a hash of the text, the rules, the situation and this program's own files; the bytes hold no word of a draft
(wordless.py). A cache that is broken, locked or unwritable is done without: it only ever saves time.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import time
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING
from zlib import crc32

from coach import __version__
from coach.lint.near import Pair, near_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import TracebackType

FILE = "reviews-1.sqlite3"  # raised when the table changes
MOST, KEPT = 600_000, 400_000  # reviews: above the first the oldest go, down to the second
AT_ONCE = 500  # keys asked for in one question
WAIT = 1.0  # seconds for another run to let go
DAY = 86_400
PAIR = struct.Struct("<IId")


class Cache:
    """Kept reviews; `None` folder or any trouble makes it an empty one that forgets."""

    def __init__(self, folder: str | None) -> None:
        self._base: sqlite3.Connection | None = None
        self._new = 0
        if folder is not None:
            with suppress(OSError, sqlite3.Error):
                self._base = _opened(folder)

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._base is not None:
            with suppress(sqlite3.Error):
                self._forget()
            with suppress(sqlite3.Error):
                self._base.close()

    def take(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Give what is kept under these keys."""
        found: dict[bytes, bytes] = {}
        if self._base is None:
            return found
        with suppress(sqlite3.Error):
            for start in range(0, len(keys), AT_ONCE):
                some = keys[start : start + AT_ONCE]
                question = f"SELECT key, value FROM reviews WHERE key IN ({','.join('?' * len(some))})"
                for key, value in self._base.execute(question, some):
                    if crc32(value[4:]).to_bytes(4, "big") == value[:4]:
                        found[key] = value[4:]
        return found

    def keep(self, reviews: Mapping[bytes, bytes]) -> None:
        """Keep reviews by their keys."""
        if self._base is None or not reviews:
            return
        today = int(time.time()) // DAY
        rows = ((key, crc32(value).to_bytes(4, "big") + value, today) for key, value in reviews.items())
        with suppress(sqlite3.Error), self._base:
            self._base.executemany("INSERT OR REPLACE INTO reviews VALUES (?, ?, ?)", rows)
        self._new += len(reviews)

    def _forget(self) -> None:
        """Let the oldest go when there are too many; asked only where something was added, for counting takes time."""
        if self._base is None or not self._new:
            return
        (count,) = self._base.execute("SELECT count(*) FROM reviews").fetchone()
        if count > MOST:
            oldest = "SELECT key FROM reviews ORDER BY day LIMIT ?"
            with self._base:
                self._base.execute(f"DELETE FROM reviews WHERE key IN ({oldest})", (count - KEPT,))


def _opened(folder: str) -> sqlite3.Connection:
    os.makedirs(folder, mode=0o700, exist_ok=True)
    path = os.path.join(folder, FILE)
    try:
        return _with_table(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):  # locked, or no room: not broken
            raise
        os.unlink(path)
        return _with_table(path)


def _with_table(path: str) -> sqlite3.Connection:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # before SQLite would make it with the common mask
    base = sqlite3.connect(path, timeout=WAIT)
    try:
        base.execute("PRAGMA synchronous = OFF")  # what a power cut spoils is found out and made again
        base.execute("CREATE TABLE IF NOT EXISTS reviews (key BLOB PRIMARY KEY, value BLOB, day INTEGER) WITHOUT ROWID")
    except sqlite3.Error:
        base.close()
        raise
    return base


def kept_pairs(cache: Cache) -> Callable[[Sequence[str]], tuple[Pair, ...]]:
    """Stand a cache before the search for near-duplicates: places and figures are kept, by a hash of all texts."""

    def pairs(texts: Sequence[str]) -> tuple[Pair, ...]:
        key = key_of("\0".join(texts), manner_key(("pairs", len(texts)), ()))
        kept = cache.take([key]).get(key)
        if kept is not None and len(kept) % PAIR.size == 0:
            return tuple(Pair(*row) for row in PAIR.iter_unpack(kept))
        found = near_pairs(texts)
        cache.keep({key: b"".join(PAIR.pack(*pair) for pair in found)})
        return found

    return pairs


def key_of(text: str, manner: bytes) -> bytes:
    """Name a text judged in a manner."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, key=manner).digest()


def manner_key(parts: Iterable[object], files: Iterable[str]) -> bytes:
    """Name a way of judging: rules, situation, and the program's own files by size and time."""
    stamp = blake2b(repr((__version__, *parts)).encode("utf-8", "surrogatepass"), digest_size=32)
    for path in files:
        with open(path, "rb") as file:
            stamp.update(b"\0" + file.read())
    stamp.update(_program())
    return stamp.digest()


@cache
def _program() -> bytes:
    """What stands for the version of this program: its files by size and time, for a checkout changes without one."""
    here = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    paths = (os.path.join(folder, name) for folder, _, names in os.walk(here) for name in names if name.endswith(".py"))
    states = [(path, state.st_size, state.st_mtime_ns) for path in sorted(paths) for state in (os.stat(path),)]
    return repr(states).encode("utf-8", "surrogatepass")
