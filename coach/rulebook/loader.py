"""Rule and phrasebook folders → a Rulebook, compiled once and kept. Floor 4.

The compiled form is kept in the user's private cache, named by a hash of every file's bytes, of the choice made of them
and of this program's own makers; what cannot be taken back is compiled again. No pathlib: a cold start feels it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.cachedir import cache_root
from coach.errors import Problem, ProblemsError
from coach.rulebook.kept import PREFIX, keep, opened, take, written

try:
    from _blake2 import blake2b  # the same function; hashlib would load OpenSSL first, 2 ms of a cold start
except ImportError:
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.rulebook.rule import Rulebook

    StrPath = str | os.PathLike[str]

FORMAT = "15"
MAKERS = (
    "rulebook/grammar.py", "rulebook/packs.py", "rulebook/contradictions.py", "rulebook/examples.py",
    "rulebook/books.py", "rulebook/phrasebook.py", "rulebook/compiler.py",
    "rulebook/sections.py", "rulebook/tables.py", "rulebook/arithmetic.py", "rulebook/frameworks.py",
    "rulebook/vocabulary.py", "rulebook/corrections.py", "rulebook/correcting.py", "rulebook/index.py",
    "rulebook/matchers/__init__.py", "rulebook/matchers/literals.py",
    "rulebook/matchers/words.py", "reading/fold_table.py", "reading/segment.py",
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
    lines = take(path) if path else None
    if lines is None:
        from coach.rulebook.compiler import compile_rulebook

        lines = written(compile_rulebook(choice, rule_files, phrase_files))
        if path:
            keep(path, lines)
    return opened(lines)


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
