"""Numbers and counts as Chinese readers see them. Floor 3; shared by the formats for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.model import Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.model import Review

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"


def circled(number: int) -> str:
    """Give ① … ㊿, and (51) beyond."""
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"


def tally(counts: Mapping[Severity, int]) -> str:
    """Say “重要 2 · 一般 1”, the heaviest first; an empty string when there is nothing."""
    return " · ".join(f"{severity.title} {counts[severity]}" for severity in reversed(Severity) if counts.get(severity))


def total(reviews: Iterable[Review], failures: int) -> str:
    """Sum up a run over several sources in one line."""
    verdicts = [review.scorecard.verdict for review in reviews]
    parts = [f"{verdicts.count(verdict)} 份{verdict.value}" for verdict in Verdict if verdict in verdicts]
    parts += [f"{failures} 份没读成"] if failures else []
    return f"共 {len(verdicts) + failures} 份草稿：{'，'.join(parts)}"
