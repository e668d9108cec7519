"""What the user asked of `lint` and `baseline`, as written on the command line. Floor 7."""

from __future__ import annotations

from typing import NamedTuple

from coach.cli.wish import CheckWish


class LintWish(NamedTuple):
    """What `check` understands too, and one field for each option of its own; nothing is judged yet."""

    check: CheckWish
    split: str | None = None
    columns: str | None = None
    product: str | None = None
    stdin_filename: str | None = None
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    no_gitignore: bool = False
    show_entries: bool = False
    baseline: str | None = None
    waivers: str | None = None
    since: str | None = None
    today: str | None = None
    max_findings: int | None = None
    jobs: int | None = None
    no_cache: bool = False
    fix: bool = False
    diff: bool = False
