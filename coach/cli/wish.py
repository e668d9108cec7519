"""What the user asked of `check`, as written on the command line. Floor 7; made by argv.py and by check.py alike."""

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
