"""Review → plain dictionaries, as the JSON formats and `schema.json` promise them, and JSON of any data. Floor 3."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coach.model import Severity
from coach.report.visible import IN_JSON, disarmed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.errors import Failure
    from coach.model import Finding, Review, Rewrite, RuleFacts, Scorecard, ScoreLine
    from coach.outline import Outline
    from coach.text import Draft, Span

VERSION = 1  # raised when a field changes its meaning or goes away; new fields do not raise it


def json_text(data: Any, indent: int | None = None) -> str:
    """Write JSON with readable Chinese; the writer of the bytes escapes lone surrogates."""
    text = json.dumps(data, ensure_ascii=False, indent=indent).translate(IN_JSON)
    return disarmed(text, "\\u005b") + "\n"


def review_data(review: Review, rules: Mapping[str, RuleFacts]) -> dict[str, Any]:
    """Give everything a review says."""
    draft = review.draft
    card = review.scorecard
    return {
        "source": draft.source.name,
        "encoding": draft.source.encoding,
        "entry": draft.entry,
        "scene": {
            "id": review.scene.id,
            "title": review.scene.title,
            "inferred": review.scene.inferred,
            "confidence": review.scene.confidence,
        },
        "verdict": {"id": card.verdict.name, "title": card.verdict.value},
        "counts": {severity.name: card.counts.get(severity, 0) for severity in reversed(Severity)},
        "findings": [_finding(finding, draft, rules) for finding in review.findings],
        "waived": [_finding(finding, draft, rules) for finding in review.waived],
        "strengths": [
            {"id": strength.id, "title": strength.title, **_place(strength.span, draft)}
            for strength in review.strengths
        ],
        "score": _score(card, draft),
        "frameworks": [_outline(outline, draft) for outline in review.outlines],
    }


def _score(card: Scorecard, draft: Draft) -> dict[str, Any] | None:
    if card.total is None:
        return None
    realm = card.realm
    return {
        "total": card.total,
        "redline": card.redline,
        "axes": [
            {
                "axis": each.axis.value,
                "score": each.score,
                "weight": each.weight,
                "lines": [_line(line, draft) for line in each.lines],
            }
            for each in card.axes
        ],
        "overall": [_line(line, draft) for line in card.overall],
        "realm": realm and {"level": realm.level, "title": realm.title, "above": realm.above, "step": realm.step},
    }


def _line(line: ScoreLine, draft: Draft) -> dict[str, Any]:
    place = None if line.span is None else _place(line.span, draft)
    return {"title": line.title, "points": line.points, "possible": line.possible, "place": place}


def _outline(outline: Outline, draft: Draft) -> dict[str, Any]:
    return {
        "name": outline.name,
        "source": outline.source,
        "steps": [
            {
                "title": step.title,
                "state": "missing" if step.span is None else "late" if step.late else "present",
                "place": None if step.span is None else _place(step.span, draft),
                "advice": step.advice,
            }
            for step in outline.steps
        ],
    }


def failure_data(failure: Failure) -> dict[str, Any]:
    """Give a source that could not be judged, and why."""
    return {"source": failure.source, "message": failure.message}


def _finding(finding: Finding, draft: Draft, rules: Mapping[str, RuleFacts]) -> dict[str, Any]:
    facts = rules.get(finding.rule)
    return {
        "rule": finding.rule,
        "title": facts.title if facts else finding.rule,
        "pack": facts.pack if facts else "",
        "axis": facts.axis.value if facts else "",
        "severity": finding.severity.name,
        "message": finding.message,
        "why": facts.why if facts else "",
        **_place(finding.span, draft),
        "rewrites": [_rewrite(rewrite) for rewrite in finding.rewrites],
    }


def _place(span: Span, draft: Draft) -> dict[str, Any]:
    found = draft.in_source(span)
    start, end = draft.source.position(found.start), draft.source.position(found.end)
    return {
        "span": {"start": span.start, "end": span.end},
        "text": draft.text[span.start : span.end],
        "location": {
            "line": start.line,
            "column": start.column,
            "end_line": end.line,
            "end_column": end.column,
        },
    }


def _rewrite(rewrite: Rewrite) -> dict[str, Any]:
    return {
        "span": {"start": rewrite.span.start, "end": rewrite.span.end},
        "text": rewrite.text,
        "slots": list(rewrite.slots),
        "safety": rewrite.safety.value,
        "phrase": rewrite.phrase,
    }
