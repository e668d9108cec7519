"""Report → SARIF 2.1.0 for GitHub code scanning and editors. Floor 3.

Facts that are easy to get wrong: `columnKind` is required though the schema does not say so; a URI is percent-encoded
UTF-8 relative to the root of the repository; each alternative is a fix of its own; the key `primaryLocationLineHash`
is GitHub's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach import __version__
from coach.report.fingerprint import listed
from coach.report.levels import LEVELS, heaviest
from coach.report.place import fixes, is_file, path_of, place_of
from coach.report.plain_data import json_text
from coach.report.visible import visible, well_formed
from coach.report.words import remark, unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.errors import Failure
    from coach.model import Report, Rewrite, RuleFacts
    from coach.report import Look
    from coach.report.fingerprint import Listed
    from coach.report.place import Place
    from coach.text import Draft

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
KEY = "coachFinding/v1"
MOST_RESULTS = 25_000  # GitHub refuses a run with more
UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
PROBLEM_SEVERITY = {"error": "error", "warning": "warning", "note": "recommendation"}


def render(report: Report, look: Look) -> str:
    """Write one run; sources that could not be judged are notifications of a run that did not succeed."""
    found = list(listed(report.reviews))
    kept = heaviest(found, MOST_RESULTS, _weight)
    rules = {rule: index for index, rule in enumerate(dict.fromkeys(each.finding.rule for each in kept))}
    notifications = [_unread(failure) for failure in report.failures]
    if len(kept) < len(found):
        notifications.append(
            _notification(f"另有 {len(found) - len(kept)} 处没有列出：SARIF 一次最多 {MOST_RESULTS} 处")
        )
    driver = {
        "name": "reply-coach",
        "version": __version__,
        "rules": [_rule(rule, report.rules.get(rule)) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": not report.failures, "toolExecutionNotifications": notifications},
        ],
        "results": [_result(each, rules[each.finding.rule]) for each in kept],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _weight(each: Listed) -> int:
    return 0 if each.waived else each.finding.severity


def _rule(rule: str, facts: RuleFacts | None) -> dict[str, Any]:
    if facts is None:
        return {"id": rule, "shortDescription": {"text": rule}}
    level = LEVELS[facts.severity]
    return {
        "id": rule,
        "name": facts.title,
        "shortDescription": {"text": facts.title},
        "fullDescription": {"text": facts.why or facts.message},
        "help": {"text": "\n".join(_help(facts, "")), "markdown": "\n".join(_help(facts, "- "))},
        "defaultConfiguration": {"level": level},
        "properties": {
            "problem.severity": PROBLEM_SEVERITY[level],
            "tags": [facts.pack_title or facts.pack, facts.axis.value],
        },
    }


def _help(facts: RuleFacts, mark: str) -> Iterator[str]:
    yield facts.why or facts.message
    if facts.principle:
        yield f"原则：{facts.principle}"
    for label, texts in (("会标出：", facts.flag), ("不会标：", facts.passes)):
        if texts:
            yield ""
            yield label
            yield from (f"{mark}{_unlinked(text)}" for text in texts)


def _unlinked(text: str) -> str:
    """Take links apart: a viewer makes one of `[words](address)` in plain text too."""
    return text.replace("](", "] (")


def _result(each: Listed, index: int) -> dict[str, Any]:
    finding, draft = each.finding, each.review.draft
    place = place_of(draft, finding.span)
    offered = [_fix(rewrite, draft) for rewrite in fixes(draft, finding)]
    location: dict[str, Any] = {"physicalLocation": _physical(place)}
    if draft.entry:
        location["logicalLocations"] = [{"name": well_formed(draft.entry), "kind": "element"}]
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": _unlinked(remark(each.review, finding))},
        "locations": [location],
        "partialFingerprints": {KEY: each.fingerprint},
        **({"fixes": offered} if offered else {}),
        **({"suppressions": [{"kind": "external"}]} if each.waived else {}),
    }


def _fix(rewrite: Rewrite, draft: Draft) -> dict[str, Any]:
    place = place_of(draft, rewrite.span)
    replacement = {"deletedRegion": _region(place), "insertedContent": {"text": well_formed(rewrite.text)}}
    change = {"artifactLocation": _artifact(place.path), "replacements": [replacement]}
    return {"description": {"text": f"改成：{visible(rewrite.text)}"}, "artifactChanges": [change]}


def _physical(place: Place) -> dict[str, Any]:
    region = {} if place.cell else {"region": _region(place)}
    return {"artifactLocation": _artifact(place.path), **region}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    }


def _artifact(path: str) -> dict[str, str]:
    """Name a file; one outside the working folder has no place under the root of the repository."""
    uri = "".join(chr(byte) if byte in UNRESERVED else f"%{byte:02X}" for byte in well_formed(path).encode("utf-8"))
    if path.startswith("/") or path[1:3] == ":/":  # with a drive's letter on Windows
        return {"uri": f"file:///{uri.lstrip('/')}"}
    return {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _unread(failure: Failure) -> dict[str, Any]:
    notification = _notification(unread(failure), "error")
    if is_file(failure.source) and failure.source:
        place = {"physicalLocation": {"artifactLocation": _artifact(path_of(failure.source))}}
        notification["locations"] = [place]
    return notification


def _notification(text: str, level: str = "warning") -> dict[str, Any]:
    return {"level": level, "message": {"text": _unlinked(text)}}
