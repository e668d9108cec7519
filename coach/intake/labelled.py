"""Labelled replies (JSON Lines) → rows or Failures at their lines. Floor 4.

One JSON object a line: `reply`, and where there are any `id`, `customer`, `scene`, `channel`, `region`, `labels`
(families, or objects with `family` and `span`) and `doubt` (families that are not judged on this row). Unknown fields
are left alone.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from coach.errors import Failure
from coach.intake.plain import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator

SITUATION = ("customer", "scene", "channel", "region")


class Labelled(NamedTuple):
    """One reply with what people said of it; `line` counts from 1."""

    line: int
    id: str
    reply: str
    situation: dict[str, str]
    labels: dict[str, str]  # family → the words that were marked, "" when none
    doubt: frozenset[str]


def read_labelled(path: str, encoding: str | None = None) -> Iterator[Labelled | Failure]:
    """Read a file of labelled replies; a line that is not one is a failure and the others are still read."""
    whole = read_file(path, encoding)
    if isinstance(whole, Failure):
        yield whole
        return
    for number, line in enumerate(whole.text.split("\n"), 1):
        if line.strip():
            yield _row(path, number, line)


def _row(path: str, number: int, line: str) -> Labelled | Failure:
    place = f"{path}:{number}"
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return Failure(place, "这一行不是 JSON")
    if not isinstance(data, dict) or not isinstance(data.get("reply"), str) or not data["reply"].strip():
        return Failure(place, "这一行没有 reply（客服的回复）")
    labels, doubt = data.get("labels", []), data.get("doubt", [])
    if not isinstance(labels, list) or not isinstance(doubt, list):
        return Failure(place, "labels 和 doubt 应当是列表")
    named = [_label(label) for label in labels]
    if None in named:
        return Failure(place, "labels 里每一项应当是规则族，或有 family 的对象")
    situation = {key: data[key] for key in SITUATION if isinstance(data.get(key), str) and data[key]}
    return Labelled(
        number,
        str(data.get("id", number)),
        data["reply"],
        situation,
        dict(filter(None, named)),
        frozenset(map(str, doubt)),
    )


def _label(label: Any) -> tuple[str, str] | None:
    """Take a label as a family with its words; None when it is neither a family nor an object that names one."""
    if isinstance(label, str) and label:
        return label, ""
    if isinstance(label, dict) and isinstance(label.get("family"), str) and label["family"]:
        return label["family"], str(label.get("span", ""))
    return None
