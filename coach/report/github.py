"""Report → GitHub workflow commands, which GitHub shows as annotations at their lines. Floor 3.

The gravest come first, for GitHub shows ten of a kind per step and drops the rest without a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.report.levels import LEVELS, gravest_first
from coach.report.place import is_file, path_of, place_of
from coach.report.visible import well_formed
from coach.report.words import remark, tally_of, total, unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.errors import Failure
    from coach.model import Finding, Report, Review
    from coach.report import Look

MOST_SHOWN = 10  # of errors, warnings and notices each, in one step
COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report, look: Look) -> str:
    """Write a command per finding, the gravest first, and a last line of totals."""
    lines = [_unread(failure) for failure in report.failures]
    lines += [_found(review, finding, report) for review, finding in gravest_first(report.reviews)]
    kinds = [line[2:].partition(" ")[0].partition("::")[0] for line in lines]
    most = max(map(kinds.count, COMMANDS.values()))
    return "".join(f"{line}\n" for line in (*lines, *_summary(report, most)))


def _found(review: Review, finding: Finding, report: Report) -> str:
    place = place_of(review.draft, finding.span)
    facts = report.rules.get(finding.rule)
    where = {"file": well_formed(place.path)} if is_file(place.path) else {}
    if where and not place.cell:
        where |= {"line": str(place.start.line), "endLine": str(place.end.line)}
        if place.start.line == place.end.line:
            where["col"] = str(place.start.column)
            where |= {"endColumn": str(place.end.column)} if place.end > place.start else {}
    title = f"{finding.severity.title} · {facts.title if facts else finding.rule}（{finding.rule}）"
    return _command(COMMANDS[LEVELS[finding.severity]], where | {"title": title}, remark(review, finding))


def _unread(failure: Failure) -> str:
    path = path_of(failure.source)
    where = {"file": well_formed(path)} if path and is_file(path) else {}
    return _command("error", where | {"title": "没能批阅"}, unread(failure))


def _command(name: str, properties: dict[str, str], message: str) -> str:
    said = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {said}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _summary(report: Report, most: int) -> Iterator[str]:
    counts = tally_of(report.reviews)
    yield f"reply-coach：{total(report.reviews, len(report.failures))}{f'。{counts}' if counts else ''}"
    if most > MOST_SHOWN:
        yield f"GitHub 每一步每一级只显示 {MOST_SHOWN} 条，其余见这一步的日志；要全部标出，请用 sarif 格式上传"
