"""jieba's dictionary and hidden Markov model as one file that is mapped, not loaded. Floor 2.

In: the installed jieba package (its dict.txt and finalseg tables). Out: a `Table`, which answers for one character,
one pair of characters or one emission row at a time, so that a draft of 200 characters touches a few pages of the
file and jieba itself is neither imported nor waited for.

The file is built once (see `table_build`), kept in the user's cache directory under a name that carries jieba's
version, the hash of its dict.txt and the format, and may be shipped ready-made as `coach/data/jieba.table`. A file that
is cut short, of another format or byte order, or that somebody else could have written is built anew; where nothing can
be written the table lives in memory for this run.

Layout: a header of little fixed fields, then sections of one item type each, all in native byte order.
  firsts, single, runs      code points that start a word, sorted; their own frequency; where their seconds begin
  seconds, pair_freq        second characters (UTF-32) sorted within each first; the frequency of the pair
  entry_at, text_at         per pair, where its longer words begin in entry_freq and in text
  entry_freq, text          frequency of each longer word; the words without their first two characters, "\\n" between
  emit_chars, emit, chain   code points of the model; four emissions each (B M E S); starts and transitions
A frequency of 0 means what it means to jieba: only the beginning of a longer word.
"""

from __future__ import annotations

import mmap
import os
import sys
from binascii import crc32
from bisect import bisect_left

from coach.cachedir import cache_root

FORMAT = 1
MAGIC = b"RCTABLE" + bytes([FORMAT])
SECTIONS = (
    "firsts", "single", "runs", "seconds", "pair_freq", "entry_at", "text_at", "entry_freq", "text",
    "emit_chars", "emit", "chain",
)  # fmt: skip
IDENTITY = 64  # bytes kept for "version:size of dict.txt:hash of dict.txt"
# magic, byte order, length of the file, total, identity, (offset, length) of each section, crc of all before
HEADER = 8 + 3 * 8 + IDENTITY + len(SECTIONS) * 16 + 8
BYTE_ORDER = 0x0102030405060708
UTF_32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
NEVER = -3.14e100  # jieba's MIN_FLOAT: the log probability of what the model has not seen
SHIPPED = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "jieba.table")
BUILDING = "首次使用：正在建立词典，约 1 秒……"

Emission = tuple[float, float, float, float]
UNSEEN: Emission = (NEVER, NEVER, NEVER, NEVER)


class Table:
    """A built table. Only ever read; safe to share between segmenters and threads."""

    def __init__(self, data: memoryview) -> None:
        """Raises ValueError for anything but a whole table of this format."""
        if len(data) < HEADER or data[:8] != MAGIC:
            raise ValueError("not a table of this format")
        order, length, self.total = data[8:32].cast("Q")
        checksum = data[HEADER - 8 : HEADER].cast("Q")[0]
        if order != BYTE_ORDER or length != len(data) or checksum != crc32(data[: HEADER - 8]):
            raise ValueError("a damaged table")
        self.identity = str(data[32 : 32 + IDENTITY], "ascii").rstrip("\0")
        places = data[32 + IDENTITY : HEADER - 8].cast("Q")
        part = {
            name: data[places[2 * i] : places[2 * i] + places[2 * i + 1]]  # where it starts, how long it is
            for i, name in enumerate(SECTIONS)
        }
        self._firsts, self._single = part["firsts"].cast("I"), part["single"].cast("I")
        self._runs = part["runs"].cast("I")
        self._seconds, self._second_text = part["seconds"].cast("I"), part["seconds"]
        self._pair_freq, self._entry_at = part["pair_freq"].cast("I"), part["entry_at"].cast("I")
        self._text_at, self._text = part["text_at"].cast("I"), part["text"]
        self._entry_freq = part["entry_freq"].cast("I")
        self._emit_chars, self._emit = part["emit_chars"].cast("I"), part["emit"].cast("d")
        self.chain = tuple(part["chain"].cast("d"))

    def _find(self, first: str) -> int:
        """The place of a first character, or -1."""
        code = ord(first)
        at = bisect_left(self._firsts, code)
        return at if at < len(self._firsts) and self._firsts[at] == code else -1

    def single(self, first: str) -> int | None:
        """The frequency of one character; None where no word begins with it."""
        at = self._find(first)
        return self._single[at] if at >= 0 else None

    def first(self, first: str) -> tuple[int, str] | None:
        """The frequency of a character and all characters that follow it at the start of a word."""
        at = self._find(first)
        if at < 0:
            return None
        seconds = self._second_text[4 * self._runs[at] : 4 * self._runs[at + 1]]
        return self._single[at], str(seconds, UTF_32)

    def pair(self, first: str, second: str) -> tuple[int, dict[str, int]] | None:
        """The frequency of two characters and, without those two, of every word and beginning of a word after them."""
        at = self._find(first)
        if at < 0:
            return None
        code, stop = ord(second), self._runs[at + 1]
        at = bisect_left(self._seconds, code, self._runs[at], stop)
        if at == stop or self._seconds[at] != code:
            return None
        frequencies = self._entry_freq[self._entry_at[at] : self._entry_at[at + 1]].tolist()
        if not frequencies:
            return self._pair_freq[at], {}
        words = str(self._text[self._text_at[at] : self._text_at[at + 1]], "utf-8").split("\n")
        return self._pair_freq[at], dict(zip(words, frequencies, strict=True))

    def emission(self, char: str) -> Emission:
        """The log probabilities of a character as beginning, middle, end of a word and as a word of its own."""
        code = ord(char)
        at = bisect_left(self._emit_chars, code)
        if at == len(self._emit_chars) or self._emit_chars[at] != code:
            return UNSEEN
        b, m, e, s = self._emit[4 * at : 4 * at + 4]
        return b, m, e, s


class Installed:
    """The installed jieba, looked at from outside: where it is, which version, and the stamp of its dict.txt."""

    __slots__ = ("directory", "mtime", "size", "version")

    def __init__(self, directory: str) -> None:
        self.directory = directory
        with open(os.path.join(directory, "__init__.py"), "rb") as file:
            head = file.read(512)  # the version is its second statement; importlib.metadata would cost 20 ms
        self.version = head.partition(b"__version__ = '")[2].partition(b"'")[0].decode("ascii", "replace") or "unknown"
        stat = os.stat(os.path.join(directory, "dict.txt"))
        self.size, self.mtime = stat.st_size, stat.st_mtime_ns


def find_jieba() -> Installed:
    """Asks the import system where jieba is without importing it (importlib.util would cost 1 ms)."""
    for finder in sys.meta_path:
        find = getattr(finder, "find_spec", None)  # old finders lack it, and the import system passes them over
        spec = find("jieba", None) if find is not None else None
        if spec is not None and spec.submodule_search_locations:
            try:
                return Installed(next(iter(spec.submodule_search_locations)))
            except OSError:
                break  # a folder of that name, or a package in a zip file
    from coach.errors import CoachError

    raise CoachError("没有找到分词词典（jieba），请重新安装 reply-coach。")


def open_table() -> Table:
    """The shipped table, else the cached one, else a new one, cached where that can be done."""
    jieba = find_jieba()
    shipped = _mapped(SHIPPED, jieba, private=False)
    if shipped is not None:
        return shipped
    root = cache_root()
    stamp = f"jieba-{jieba.version}-{jieba.size:x}-{jieba.mtime:x}.key"
    if root is not None:
        cached = _mapped(os.path.join(root, _named(os.path.join(root, stamp), jieba)), jieba, private=True)
        if cached is not None:
            return cached
    return _build(jieba, root, stamp)


def _named(key_file: str, jieba: Installed) -> str:
    """The file name that the key file leads to: hashing dict.txt on every start would cost more than the cut."""
    try:
        with open(key_file, "rb") as file:
            digest = file.read(64).decode("ascii", "replace")
    except OSError:
        return ""
    return _file_name(jieba, digest) if digest.isalnum() else ""


def _file_name(jieba: Installed, digest: str) -> str:
    return f"jieba-{jieba.version}-{digest}.f{FORMAT}.table"


def _mapped(path: str, jieba: Installed, *, private: bool) -> Table | None:
    """The table in a file, or None where there is none to be trusted for this jieba."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        if private and not _ours(os.fstat(descriptor)):
            return None
        table = Table(memoryview(mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)))
    except (OSError, ValueError):
        return None
    finally:
        os.close(descriptor)
    return table if table.identity.startswith(f"{jieba.version}:{jieba.size}:") else None


def _ours(stat: os.stat_result) -> bool:
    """Written by us (or by root, who made the image), and by nobody else since. Windows has private homes instead."""
    if sys.platform == "win32":
        return True
    return stat.st_uid in (os.geteuid(), 0) and not stat.st_mode & 0o022


def _build(jieba: Installed, root: str | None, stamp: str) -> Table:
    """Takes the table of the same dict.txt from an earlier installation, or builds one; leaves it for the next run."""
    from coach.reading.table_build import build, digest_of

    digest = digest_of(jieba)
    name = _file_name(jieba, digest)
    table = _mapped(os.path.join(root, name), jieba, private=True) if root is not None else None
    if table is None:
        if sys.stderr is not None:
            sys.stderr.write(BUILDING + "\n")
            sys.stderr.flush()
        data = build(jieba, digest)
        if root is not None:
            _write(root, name, data)
        table = Table(memoryview(data))
    if root is not None:
        _write(root, stamp, digest.encode("ascii"))
    return table


def _write(root: str, name: str, data: bytes) -> None:
    """All or nothing, for us alone. A directory that cannot be written is not an error: the next run builds again."""
    from contextlib import suppress

    draft = os.path.join(root, f".{name}.{os.urandom(6).hex()}")
    try:
        os.makedirs(root, mode=0o700, exist_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except OSError:
        return
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, os.path.join(root, name))
    except OSError:
        with suppress(OSError):
            os.unlink(draft)
