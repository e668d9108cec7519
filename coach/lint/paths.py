"""Does a path match a pattern of the config or of a waiver? Floor 6; a door to pathspec, so that `exclude`, per-path
settings and waivers all read patterns as .gitignore does."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def matches(path: str, pattern: str) -> bool:
    """Tell whether a pattern names a file; both with forward slashes, relative to one folder."""
    return not path.startswith("../") and _spec(pattern).match_file(path)


@cache
def _spec(pattern: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([pattern])
