"""Does a path match a pattern of the config or of a waiver? Floor 6; a door to pathspec, so that `exclude`, per-path
settings and waivers all read patterns as .gitignore does."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from coach.report.place import is_file

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def matches(path: str, pattern: str) -> bool:
    """Tell whether a pattern names a file; both with forward slashes, relative to one folder."""
    return not path.startswith("../") and _spec(pattern).match_file(path)


def relative(name: str, root: str) -> str:
    """Give a file's path from a folder, the same wherever the program is run; what is no file keeps its name."""
    return os.path.relpath(name, root).replace(os.sep, "/") if is_file(name) else name


@cache
def _spec(pattern: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([pattern])
