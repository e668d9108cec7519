"""Corrected drafts → one JSON document: the text, every edit with its reason, open slots, what is left. Floor 3."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coach import __version__
from coach.report.plain_data import VERSION, failure_data, review_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.errors import Failure
    from coach.model import RuleFacts

MEANING = "spans of edits are code points of the draft before; those of `left` of the text after"


def fix_document(fixes: Iterable[Any], failures: Iterable[Failure], rules: Mapping[str, RuleFacts]) -> str:
    """Write all fixes (coach.rewrite.Fix) of a run."""
    document = {
        "version": VERSION,
        "tool": {"name": "reply-coach", "version": __version__},
        "note": MEANING,
        "fixes": [_fix(fix, rules) for fix in fixes],
        "failures": [failure_data(failure) for failure in failures],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _fix(fix: Any, rules: Mapping[str, RuleFacts]) -> dict[str, Any]:
    before, after = review_data(fix.before, rules), review_data(fix.review, rules)
    left = {(finding.rule, finding.span) for finding in fix.left}
    return {
        "source": before["source"],
        "encoding": before["encoding"],
        "scene": after["scene"],
        "verdict": {"before": before["verdict"], "after": after["verdict"]},
        "complete": fix.complete,
        "text": fix.text,
        "slots": list(fix.slots),
        "edits": [
            {
                "span": {"start": edit.span.start, "end": edit.span.end},
                "old": fix.before.draft.text[edit.span.start : edit.span.end],
                "new": edit.text,
                "slots": list(edit.slots),
                "place": str(edit.place),
                "rules": list(edit.rules),
                "reason": edit.reason,
                "phrase": edit.phrase or None,
            }
            for edit in fix.edits
        ],
        "left": [
            data
            for data, finding in zip(after["findings"], fix.review.findings, strict=True)
            if (finding.rule, finding.span) in left
        ],
    }
