"""What the user asked of `check` or `fix`, as written on the command line. Floor 7; nothing is judged yet."""

from __future__ import annotations

from typing import NamedTuple


class CheckWish(NamedTuple):
    """One field per argument or option; nothing is judged or looked up yet."""

    paths: tuple[str, ...] = ()
    text: str | None = None
    customer: str | None = None
    scene: str | None = None
    channel: str | None = None
    region: str | None = None
    tone: str | None = None
    output_format: str | None = None
    output: tuple[str, ...] = ()
    fail_on: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    config: str | None = None
    isolated: bool = False
    color: str | None = None
    encoding: str | None = None
    quiet: bool = False
    exit_zero: bool = False
    authority: str | None = None
    frameworks: tuple[str, ...] = ()
    explain_score: bool = False


class FixWish(NamedTuple):
    """What the user asked of `fix`: where drafts and situation come from, and what is done with the result."""

    base: CheckWish
    write: bool = False
    diff: bool = False
    json: bool = False
    copy: bool = False
    level: str | None = None
