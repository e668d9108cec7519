"""argv → CheckWish for the forms of `check` that are plain, else None, which means: ask Typer. Floor 7.

It refuses whatever it does not fully understand; a property test holds it against Typer. It imports next to nothing.
"""

from __future__ import annotations

from coach.cli.wish import CheckWish

TYPE_CHECKING = False  # typing is an import too
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

ONE = "one"  # takes a value; the last one counts
ONCE = "once"  # takes a value, and a second would be words lost: Typer refuses it
MANY = "many"  # takes a value; all count
FLAG = "flag"
OPTIONS = {
    "--text": ("text", ONCE),
    "-t": ("text", ONCE),
    "--customer": ("customer", ONCE),
    "--scene": ("scene", ONE),
    "--channel": ("channel", ONE),
    "--region": ("region", ONE),
    "--tone": ("tone", ONE),
    "--output-format": ("output_format", ONE),
    "--output": ("output", MANY),
    "-o": ("output", MANY),
    "--fail-on": ("fail_on", ONE),
    "--select": ("select", MANY),
    "--ignore": ("ignore", MANY),
    "--rules": ("rules", MANY),
    "--config": ("config", ONE),
    "--isolated": ("isolated", FLAG),
    "--color": ("color", ONE),
    "--encoding": ("encoding", ONE),
    "--quiet": ("quiet", FLAG),
    "-q": ("quiet", FLAG),
    "--exit-zero": ("exit_zero", FLAG),
    "-e": ("exit_zero", FLAG),
    "--authority": ("authority", ONE),
    "--framework": ("frameworks", MANY),
    "--explain-score": ("explain_score", FLAG),
}


def parse_check(arguments: Sequence[str]) -> CheckWish | None:
    """Read the arguments of `coach check …`; None when they are anything but plain."""
    if not arguments or arguments[0] != "check":
        return None
    values: dict[str, Any] = {}
    paths: list[str] = []
    rest = iter(arguments[1:])
    for word in rest:
        if not word.startswith("-") or word == "-":
            paths.append(word)
            continue
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        field, kind = OPTIONS.get(name, ("", ""))
        if kind == FLAG and not equals:
            values[field] = True
        elif kind == ONCE and field in values:
            return None
        elif kind in (ONE, ONCE, MANY):
            taken = value if equals else next(rest, None)
            if taken is None or (not equals and taken.startswith("-")):
                return None
            values[field] = (*values.get(field, ()), taken) if kind == MANY else taken
        else:
            return None
    return CheckWish(paths=tuple(paths), **values)
