"""A git revision → what each file held then. Floor 6; the one door to another program: git, never through a shell.

Git is asked for objects only (`cat-file`), which runs no filter, hook or pager of the repository.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from coach.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REVISION = re.compile(r"(?!-)[^\x00-\x20\x7f:]{1,200}(?:\^\{/?[^\x00-\x1f\x7f]{0,100}\})?")
TIMEOUT = 120  # seconds; a repository on a dead network disk must not hang CI for ever


class Held(NamedTuple):
    """A file and its bytes at the revision; None where it was not there."""

    path: str
    data: bytes | None


def held_at(revision: str, paths: Iterable[str]) -> Iterator[Held]:
    """Give what each file held at a revision, in order. Raises UsageError: no git, no repository, no such revision."""
    git = shutil.which("git")
    if git is None:
        raise UsageError("--since 要用到 git，这台机器上没有找到")
    if not REVISION.fullmatch(revision):
        raise UsageError(f"“{revision}”不是一个 git 版本，例如 main、HEAD~1 或 origin/main")
    by_folder: dict[str, list[str]] = {}
    for path in paths:
        by_folder.setdefault(os.path.dirname(os.path.abspath(path)), []).append(path)
    tops = {folder: _top(git, folder) for folder in by_folder}
    for top in dict.fromkeys(tops.values()):
        named = [path for folder, group in by_folder.items() if tops[folder] == top for path in group]
        yield from _contents(git, top, _commit(git, top, revision), named)


def _top(git: str, folder: str) -> str:
    done = _run(git, folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        raise UsageError(f"“{folder}”不在 git 仓库里，不能用 --since")
    return os.fsdecode(done.stdout.removesuffix(b"\n").removesuffix(b"\r"))


def _commit(git: str, top: str, revision: str) -> str:
    done = _run(git, top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if done.returncode:
        raise UsageError(f"仓库里没有“{revision}”这个版本；CI 里可能要先取完整的历史（fetch-depth: 0）")
    return done.stdout.decode("ascii").strip()


def _contents(git: str, top: str, commit: str, paths: list[str]) -> Iterator[Held]:
    """Ask for all files of a repository at once."""
    inside = [os.path.relpath(os.path.realpath(path), os.path.realpath(top)).replace(os.sep, "/") for path in paths]
    odd = [path for path, name in zip(paths, inside, strict=True) if "\n" in name]
    if odd:
        raise UsageError("文件名里有换行，不能用 --since")
    asked = b"".join(os.fsencode(f"{commit}:{name}\n") for name in inside)
    answer = _run(git, top, "cat-file", "--batch", asked=asked).stdout
    at = 0
    for path in paths:
        end = answer.find(b"\n", at)
        head = answer[at : end if end >= 0 else None]
        size = re.fullmatch(rb"[0-9a-f]+ blob (\d+)", head)
        if size:
            start = end + 1
            at = start + int(size[1]) + 1
            yield Held(path, answer[start : at - 1])
        elif head.endswith(b" missing"):
            at = end + 1
            yield Held(path, None)
        else:  # a folder or a submodule then, or git died: nothing may pass for unchanged
            raise UsageError(f"git 没能给出 {path} 在那个版本的内容")


def _run(git: str, folder: str, *arguments: str, asked: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [git, "-C", folder, "--no-pager", *arguments],
            input=asked,
            capture_output=True,
            timeout=TIMEOUT,
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise UsageError(f"git 没能运行（{type(error).__name__}）") from None
