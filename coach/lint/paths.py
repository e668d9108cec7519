"""Does a path match a pattern of the config or of a waiver? Floor 6; pure, on paths with forward slashes."""

from __future__ import annotations

import re
from functools import cache

TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\[!?[^\]]+\]|.", re.DOTALL)


def matches(path: str, pattern: str) -> bool:
    """Tell whether a pattern names a file: `*` stays in a folder, `**` does not, a folder names all below it."""
    return _compiled(pattern).fullmatch(path) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    anywhere = "" if "/" in pattern.rstrip("/") else "(?:.*/)?"
    body = "".join(_piece(token) for token in TOKEN.findall(pattern.removeprefix("./").strip("/")))
    return re.compile(f"{anywhere}{body}(?:/.*)?", re.DOTALL)


def _piece(token: str) -> str:
    known = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    if token in known:
        return known[token]
    if len(token) > 2 and token.startswith("["):
        inside = token[1:-1].replace("\\", "\\\\")
        return f"[{'^' + inside[1:] if inside.startswith('!') else inside}]"
    return re.escape(token)
