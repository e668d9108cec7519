"""Findings that were there before the coach came → a file, and the file → which findings are old. Floor 6.

A finding is known again by its rule, its entry and its folded words: moving entries about, or editing another entry,
makes no old finding new. An entry is known by its id, shortcut or title; one without a name by its file alone, so that
the count of equal findings decides, and a missing thing there by the entry's whole text. Words are kept as a hash only.
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from coach.errors import Problem, ProblemsError
from coach.lint.merged import waived
from coach.reading.fold import fold
from coach.wording import unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coach.model import Finding, Review
    from coach.text import Draft

VERSION = 1
DIGITS = 16  # hex digits of a hash
NAMES = ("id", "shortcut", "title")


class Key(NamedTuple):
    """What a finding is known again by."""

    path: str
    entry: str
    rule: str
    words: str  # a hash


def baseline_of(reviews: Iterable[Review], path_of: Callable[[str], str]) -> str:
    """Write the findings of reviews as a baseline, in an order that makes small diffs."""
    counts = Counter(key_of(review.draft, finding, path_of) for review in reviews for finding in review.findings)
    rows = [{**key._asdict(), "count": count} for key, count in sorted(counts.items())]
    lines = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
    findings = f"[\n{lines}\n  ]" if rows else "[]"
    return f'{{\n  "version": {VERSION},\n  "tool": "reply-coach",\n  "findings": {findings}\n}}\n'


def read_baseline(path: str) -> Counter[Key]:
    """Read a baseline. Raises ProblemsError."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            data = json.load(file)
    except OSError as error:
        raise ProblemsError((Problem(path, 0, 0, unreadable(error)),)) from None
    except json.JSONDecodeError as error:
        raise ProblemsError((Problem(path, error.lineno, error.colno, "JSON 写法有误，基线文件不完整"),)) from None
    except (ValueError, RecursionError):
        raise ProblemsError((Problem(path, 0, 0, "不是基线文件，请用 coach baseline 生成"),)) from None
    if not isinstance(data, dict) or data.get("version") != VERSION or not isinstance(data.get("findings"), list):
        raise ProblemsError((Problem(path, 0, 0, "不是这个版本的基线文件，请用 coach baseline 重新生成"),))
    counts: Counter[Key] = Counter()
    for number, row in enumerate(data["findings"], 1):
        counts[_key(row, number, path)] += row["count"]
    return counts


def _key(row: Any, number: int, path: str) -> Key:
    if isinstance(row, dict) and type(row.get("count")) is int and row["count"] > 0:
        parts = [row.get(name) for name in Key._fields]
        if all(isinstance(part, str) for part in parts):
            return Key(*map(str, parts))
    raise ProblemsError((Problem(path, 0, 0, f"第 {number} 项不完整，请用 coach baseline 重新生成"),))


class Settled(NamedTuple):
    """Reviews with their old findings waived, and what of the baseline no longer occurs in the files that were read."""

    reviews: tuple[Review, ...]
    gone: int


def against(reviews: Iterable[Review], old: Counter[Key], path_of: Callable[[str], str]) -> Settled:
    """Waive the findings that a baseline holds, each as many times as it holds it."""
    left = old.copy()
    seen: set[str] = set()

    def is_old(draft: Draft, finding: Finding) -> bool:
        key = key_of(draft, finding, path_of)
        if left[key] <= 0:
            return False
        left[key] -= 1
        return True

    settled = []
    for review in reviews:
        seen.add(path_of(review.draft.source.name))
        old_ones = [number for number, finding in enumerate(review.findings) if is_old(review.draft, finding)]
        settled.append(waived(review, old_ones))
    return Settled(tuple(settled), sum(count for key, count in left.items() if count > 0 and key.path in seen))


def key_of(draft: Draft, finding: Finding, path_of: Callable[[str], str]) -> Key:
    """Say what a finding is known again by."""
    entry = next((draft.fields[name] for name in NAMES if draft.fields.get(name)), "")
    words = draft.text[finding.span.start : finding.span.end] or ("" if entry else draft.text)
    data = fold(words).text.encode("utf-8", "surrogatepass")
    return Key(path_of(draft.source.name), entry, finding.rule, sha256(data).hexdigest()[:DIGITS])
