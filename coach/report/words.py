"""Numbers, counts, quotations and remarks as Chinese readers see them. Floor 3; shared by the formats."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coach.model import Safety, Severity, Verdict
from coach.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.errors import Failure
    from coach.model import Finding, Review, Rewrite

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"

LONGEST_QUOTE = 40
ENDS = ("。", "！", "？", "…")


def circled(number: int) -> str:
    """Give ① … ㊿, and (51) beyond."""
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"


def tally(counts: Mapping[Severity, int]) -> str:
    """Say “重要 2 · 一般 1”, the heaviest first; an empty string when there is nothing."""
    return " · ".join(f"{severity.title} {counts[severity]}" for severity in reversed(Severity) if counts.get(severity))


def tally_of(reviews: Iterable[Review]) -> str:
    """Say the same of several reviews together."""
    return tally(Counter(finding.severity for review in reviews for finding in review.findings))


def total(reviews: Iterable[Review], failures: int) -> str:
    """Sum up a run over several sources in one line."""
    verdicts = [review.scorecard.verdict for review in reviews]
    parts = [f"{verdicts.count(verdict)} 份{verdict.value}" for verdict in Verdict if verdict in verdicts]
    parts += [f"{failures} 份没读成"] if failures else []
    return f"共 {len(verdicts) + failures} 份草稿：{'，'.join(parts)}"


def quoted(text: str) -> str:
    """Put words of a draft in corner brackets, without the middle of long ones; nothing for a missing thing."""
    if not text:
        return ""
    return f"「{visible(shortened(text, LONGEST_QUOTE))}」"


def shortened(text: str, most: int) -> str:
    """Leave out the middle of a long text."""
    half = most // 2
    return text if len(text) <= most else f"{text[:half]}…{text[-half:]}"


def unread(failure: Failure) -> str:
    """Say which source could not be judged, and why."""
    return f"没能批阅 {visible(failure.source)}：{visible(failure.message)}"


def remark(review: Review, finding: Finding) -> str:
    """Say in one line what is wrong in which entry, and what to say instead."""
    entry = f"{visible(review.draft.entry)}：" if review.draft.entry else ""
    return entry + bare_remark(review, finding)


def bare_remark(review: Review, finding: Finding) -> str:
    """Say the same where the entry is named already."""
    words = review.draft.text[finding.span.start : finding.span.end]
    words = "" if words in finding.message else f"{quoted(words)} "
    message = visible(finding.message)
    if not finding.rewrites:
        return words + message
    return f"{words}{message}{'' if message.endswith(ENDS) else '。'}{advice(finding.rewrites[0])}"


def advice(rewrite: Rewrite) -> str:
    """Give a rewrite behind the word that says how far it may be trusted."""
    return f"{'参考' if rewrite.safety is Safety.show else '可以说'}：{visible(rewrite.text)}"
