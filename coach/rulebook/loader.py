"""Rule and phrasebook folders → a Rulebook, compiled once and kept. Floor 4.

The compiled form is three lines of JSON in the user's private cache, named by a hash of every file's bytes, the choice
made of them and this program's own format; what cannot be read back is compiled again. No pathlib: its import is felt
in a cold start.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from coach.cachedir import cache_root
from coach.errors import Problem, ProblemsError
from coach.rulebook.rule import Rulebook

if TYPE_CHECKING:
    from collections.abc import Sequence

    StrPath = str | os.PathLike[str]

FORMAT = "4"
PREFIX, MOST_KEPT = "rulebook-", 12
MAKERS = (
    "rulebook/grammar.py", "rulebook/packs.py", "rulebook/books.py", "rulebook/compiler.py", "rulebook/index.py",
    "rulebook/matchers/__init__.py", "rulebook/matchers/literals.py", "reading/fold_table.py", "reading/segment.py",
)  # fmt: skip
CHOSEN = ("packs_on", "packs_off", "select", "ignore", "severities", "words")


@dataclass(frozen=True)
class Choice:
    """Which folders to read and what to take of them. Names in `select` and `ignore` are ids, their beginnings up to a
    dot, or packs; `severities` pairs an id or family with a severity's name."""

    rule_dirs: tuple[StrPath, ...] = ()
    phrase_dirs: tuple[StrPath, ...] = ()
    packs_on: tuple[str, ...] = ()
    packs_off: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()


def packaged(kind: str) -> str:
    """Find the `rules` or `phrasebooks` that came with the program: in the wheel, or beside the checkout."""
    here = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    inside = os.path.join(here, "data", kind)
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(here), kind)


def default_choice() -> Choice:
    """The program's own rules and phrasebooks, everything on that is on by default."""
    return Choice((packaged("rules"),), (packaged("phrasebooks"),))


def load_rulebook(choice: Choice | None = None) -> Rulebook:
    """Read, or take from the cache, what `choice` names. Raises ProblemsError with every fault of every file."""
    choice = choice or default_choice()
    rule_files, phrase_files = _contents(choice.rule_dirs), _contents(choice.phrase_dirs)
    folders = [os.fspath(folder) for folder in (*choice.rule_dirs, *choice.phrase_dirs)]
    chosen = [getattr(choice, name) for name in CHOSEN]
    names = [(path, len(data)) for path, data in (*rule_files, *phrase_files)]
    key = blake2b(repr((_program(), folders, chosen, names)).encode("utf-8", "surrogatepass"), digest_size=16)
    for _, data in (*rule_files, *phrase_files):
        key.update(data)
    root = cache_root()
    path = os.path.join(root, f"{PREFIX}{key.hexdigest()}.json") if root else None
    kept = _kept(path) if path else None
    if kept is None:
        from coach.rulebook.compiler import compile_rulebook

        kept = [json.dumps(part, ensure_ascii=False) for part in compile_rulebook(choice, rule_files, phrase_files)]
        if path:
            _keep(path, kept)
    rules, facts, phrases = kept
    return Rulebook(json.loads(rules), partial(json.loads, facts), partial(json.loads, phrases))


def _program() -> tuple[object, ...]:
    """What stands for the version of this program: the compiled form depends on every file that makes it."""
    here = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    stats = [os.stat(os.path.join(here, *name.split("/"))) for name in MAKERS]
    return (FORMAT, *((stat.st_size, stat.st_mtime_ns) for stat in stats))


def _contents(folders: Sequence[StrPath]) -> tuple[tuple[str, bytes], ...]:
    """Every YAML file of the folders with its bytes, in order of name; a file may be named as well."""
    files: list[str] = []
    for folder in folders:
        if os.path.isdir(folder):
            names = sorted(name for name in os.listdir(folder) if name.endswith((".yaml", ".yml")))
            files += [os.path.join(folder, name) for name in names]
        else:
            files.append(os.fspath(folder))
    contents = []
    for file in files:
        try:
            with open(file, "rb") as stream:
                contents.append((file, stream.read()))
        except OSError as error:
            raise ProblemsError((Problem(file, 0, 0, f"读不了（{error.strerror}）"),)) from None
    return tuple(contents)


def _kept(path: str) -> list[str] | None:
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")
        if len(lines) != 4 or lines[3] != "ok":
            return None
        json.loads(lines[0])
    except (OSError, ValueError):
        return None
    return lines[:3]


def _keep(path: str, lines: Sequence[str]) -> None:
    """Write atomically and privately; a cache that cannot be written is done without."""
    import tempfile

    folder = os.path.dirname(path)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write("\n".join((*lines, "ok")))
            os.replace(temporary, path)
            _forget_old(folder)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError:
        return


def _forget_old(folder: str) -> None:
    """Every edit of a rule makes a new file; keep the youngest."""
    with os.scandir(folder) as entries:
        kept = [(entry.stat().st_mtime_ns, entry.path) for entry in entries if entry.name.startswith(PREFIX)]
    for _, path in sorted(kept)[:-MOST_KEPT]:
        os.unlink(path)
