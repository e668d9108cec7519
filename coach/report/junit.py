"""Report → JUnit's XML: a test case per entry, passing ones too, or CI would say there were no tests. Floor 3.

Readers know a case by `classname` and `name` and fold equal pairs into one, so names are kept apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.report.fingerprint import FAILURE
from coach.report.place import path_of, place_of
from coach.report.visible import visible
from coach.report.words import bare_remark, tally_of
from coach.report.xml_text import element, xml_text
from coach.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from coach.errors import Failure
    from coach.model import Report, Review, Severity
    from coach.report import Look

WHOLE = "全文"  # the name of the one entry of a plain draft
NO_TIME = "0"  # some readers stumble over a case without


def render(report: Report, look: Look) -> str:
    """Write a suite per source; an entry fails by findings from `look.fail_on` upward."""
    suites: dict[str, _Suite] = {}
    for failure in report.failures:
        path = path_of(failure.source)
        suites.setdefault(path, _Suite(path)).add_failure(failure)
    for review in report.reviews:
        path = path_of(review.draft.source.name)
        suites.setdefault(path, _Suite(path)).add_review(review, look.fail_on)
    elements = [suite.element() for suite in suites.values()]
    counts = {key: sum(int(each.get(key, 0)) for each in elements) for key in ("tests", "failures", "errors")}
    return xml_text(element("testsuites", {"name": "reply-coach", **counts, "time": NO_TIME}, *elements))


class _Suite:
    """The cases of one source as they come, their names kept apart."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.cases: dict[str, Element] = {}

    def add_review(self, review: Review, fail_on: Severity | None) -> None:
        line = place_of(review.draft, Span(0, 0)).start.line
        name = visible(review.draft.entry) or WHOLE
        self._add(name if name not in self.cases else f"{name}（第 {line} 行）", _outcome(review, fail_on))

    def add_failure(self, failure: Failure) -> None:
        message = visible(failure.message)
        self._add("没能批阅", element("error", {"type": FAILURE, "message": message}, text=message))

    def _add(self, name: str, outcome: Element | None) -> None:
        unique, number = name, 1
        while unique in self.cases:
            number += 1
            unique = f"{name} #{number}"
        attributes = {"classname": self.path, "name": unique, "time": NO_TIME}
        self.cases[unique] = element("testcase", attributes, *([] if outcome is None else [outcome]))

    def element(self) -> Element:
        cases = self.cases.values()
        counts = {
            "tests": len(cases),
            "failures": sum(case.find("failure") is not None for case in cases),
            "errors": sum(case.find("error") is not None for case in cases),
            "skipped": 0,
        }
        return element("testsuite", {"name": self.path, **counts, "time": NO_TIME}, *cases)


def _outcome(review: Review, fail_on: Severity | None) -> Element | None:
    if not review.findings:
        return None
    gravest = max(review.findings, key=lambda finding: finding.severity)
    text = "\n".join(_lines(review))
    if fail_on is None or gravest.severity < fail_on:
        return element("system-out", {}, text=text)
    return element("failure", {"type": gravest.rule, "message": tally_of([review])}, text=text)


def _lines(review: Review) -> Iterator[str]:
    for finding in review.findings:
        place = place_of(review.draft, finding.span)
        where = place.cell or f"{place.start.line}:{place.start.column}"
        yield f"{finding.severity.title} {visible(where)} {finding.rule} {bare_remark(review, finding)}"
