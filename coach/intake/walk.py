"""Paths → the files to read, in order; folders are walked. Floor 4; the door to pathspec.

A file given by name is always read; one met in a folder only if it is of a kind we read and neither .gitignore nor
`exclude` names it. A folder is walked once, so links that lead back end; a link that leads nowhere is a Failure.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from coach.errors import Failure
from coach.intake.library import KINDS
from coach.intake.plain import STDIN
from coach.wording import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pathspec import GitIgnoreSpec

    from coach.intake.options import Intake

IGNORED = ".gitignore"
NEVER = frozenset(("node_modules", "__pycache__"))  # what starts with a dot is not walked, either
NO_LIBRARY = re.compile(  # what a repository has beside its library
    r"(?:readme|changelog|licen[cs]e|contributing|code_of_conduct)\b.*\.(?:md|markdown|txt)|requirements\b.*\.txt"
    r"|package(?:-lock)?\.json|coach-(?:waivers|baseline)\.\w+",
    re.IGNORECASE,
)


def files(paths: Iterable[str], how: Intake, force_exclude: bool = False) -> Iterator[str | Failure]:
    """Give each file once. `force_exclude` lets `exclude` speak on files given by name, too."""
    paths = tuple(paths)
    excluded = _Excluded(how)
    single = {os.path.abspath(path) for path in paths if path == STDIN or not os.path.isdir(path)}
    walked: set[tuple[int, int]] = set()
    done: set[str] = set()
    for path in paths:
        full = os.path.abspath(path)
        if path != STDIN and os.path.isdir(path):
            for found in _walk(path, excluded.at(path, how.gitignore), walked):
                if isinstance(found, Failure) or os.path.abspath(found) not in single:
                    yield found
        elif full not in done and (path == STDIN or not force_exclude or not excluded.names(path, False)):
            done.add(full)
            yield path


def _walk(folder: str, excluded: _Excluded, walked: set[tuple[int, int]]) -> Iterator[str | Failure]:
    try:
        state = os.stat(folder)
        if (state.st_dev, state.st_ino) in walked:
            return
        walked.add((state.st_dev, state.st_ino))
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(folder, unreadable(error))
        return
    excluded = excluded.inside(folder)
    for entry in entries:
        if entry.name.startswith(".") or entry.name in NEVER or NO_LIBRARY.fullmatch(entry.name):
            continue
        path = os.path.normpath(entry.path) if folder == "." else entry.path
        try:
            is_folder, is_file = entry.is_dir(), entry.is_file()
        except OSError:  # a link that leads to itself
            is_folder = is_file = False
        if excluded.names(path, is_folder):
            continue
        if is_folder:
            yield from _walk(path, excluded, walked)
        elif os.path.splitext(entry.name)[1].lower() in KINDS:
            if is_file:
                yield path
            elif entry.is_symlink():
                yield Failure(path, "链接指向的文件不存在")


class _Excluded:
    """What must not be read: patterns, each with the folder that they are relative to; the last that matches counts."""

    def __init__(self, how: Intake, rules: Sequence[tuple[str, GitIgnoreSpec]] = (), ignores: bool = False) -> None:
        self.how = how
        self.rules = tuple(rules)
        self.ignores = ignores
        self.own = _spec(how.exclude)

    def at(self, folder: str, ignores: bool) -> _Excluded:
        """Stand before a walk: the .gitignore files from the repository's root down to above `folder` count."""
        if not ignores:
            return _Excluded(self.how)
        rules: list[tuple[str, GitIgnoreSpec]] = []
        here = os.path.abspath(folder)
        while not os.path.exists(os.path.join(here, ".git")) and os.path.dirname(here) != here:
            here = os.path.dirname(here)
            rules += _ignore_file(here)
        in_repository = os.path.exists(os.path.join(here, ".git"))
        return _Excluded(self.how, rules[::-1] if in_repository else (), True)

    def inside(self, folder: str) -> _Excluded:
        """Go into a folder, which may have its own .gitignore."""
        found = _ignore_file(os.path.abspath(folder)) if self.ignores else []
        return _Excluded(self.how, (*self.rules, *found), self.ignores) if found else self

    def names(self, path: str, is_folder: bool) -> bool:
        """Tell whether a path is excluded."""
        full = os.path.abspath(path)
        if _matched(self.own, self.how.root, full, is_folder):
            return True
        verdicts = (_matched(spec, base, full, is_folder) for base, spec in reversed(self.rules))
        return next((verdict for verdict in verdicts if verdict is not None), False)


def _matched(spec: GitIgnoreSpec | None, base: str, path: str, is_folder: bool) -> bool | None:
    """Ask one set of patterns: named, named as an exception, or not named."""
    if spec is None:
        return None
    relative = os.path.relpath(path, base).replace(os.sep, "/")
    if relative.startswith("../"):
        return None
    return spec.check_file(relative + "/" if is_folder else relative).include


def _ignore_file(folder: str) -> list[tuple[str, GitIgnoreSpec]]:
    try:
        with open(os.path.join(folder, IGNORED), encoding="utf-8", errors="surrogateescape") as file:
            spec = _spec(file.read().splitlines())
    except OSError:
        return []
    return [(folder, spec)] if spec else []


def _spec(patterns: Sequence[str]) -> GitIgnoreSpec | None:
    if not patterns:
        return None
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)
