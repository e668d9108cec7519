"""Report → one self-contained HTML page, good on a phone, light and dark. Floor 3.

Nothing is loaded and no script runs: severities are picked with check boxes and CSS. Every text is escaped, and the
page's own policy forbids whatever would slip through.
"""

from __future__ import annotations

import os
from html import escape
from typing import TYPE_CHECKING

from coach.model import Severity
from coach.report.levels import heaviest
from coach.report.marked import draft_blocks
from coach.report.place import place_of
from coach.report.visible import disarmed, visible
from coach.report.words import advice, tally_of, total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.model import Finding, Report, Review, RuleFacts
    from coach.report import Look
    from coach.report.layout import Piece

STYLE = "html_style.css"
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
MOST_FLAGGED = 2_000  # entries with findings on one page; a phone shows no more
MOST_CLEAN = 200  # entries without
MOST_FINDINGS = 300  # of one entry
MOST_REWRITES = 3
CLEAN = "没有发现"


def render(report: Report, look: Look) -> str:
    """Write the page: totals, picks, what could not be judged, then entries in order."""
    return disarmed("\n".join(_page(report)), "&#91;") + "\n"


def _page(report: Report) -> Iterator[str]:
    flagged = [review for review in report.reviews if review.findings]
    clean = [review for review in report.reviews if not review.findings]
    shown = [*heaviest(flagged, MOST_FLAGGED, _weight), *clean[:MOST_CLEAN]]
    counts = tally_of(report.reviews)
    yield "<!DOCTYPE html>"
    yield '<html lang="zh-CN">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield "<title>客服回复批阅</title>"
    yield f"<style>\n{_style()}</style>"
    yield "</head>"
    yield "<body>"
    yield "<h1>客服回复批阅</h1>"
    yield f"<p>{total(report.reviews, len(report.failures))}{f'。{counts}' if counts else ''}</p>"
    yield from _picks(report, len(clean))
    yield "<main>"
    yield from _unread(report)
    for number, review in enumerate(shown, 1):
        yield from _entry(review, report, number)
    rest = len(report.reviews) - len(shown)
    if rest:
        yield f'<p class="dim">另有 {rest} 条没有列出；json 格式有全部</p>'
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _style() -> str:
    with open(os.path.join(os.path.dirname(__file__), STYLE), encoding="utf-8") as file:
        return file.read()


def _weight(review: Review) -> int:
    return max(finding.severity for finding in review.findings)


def _picks(report: Report, clean: int) -> Iterator[str]:
    found = [finding.severity for review in report.reviews for finding in review.findings]
    picks = [(each.name, each.title, found.count(each)) for each in reversed(Severity)]
    picks.append(("clean", CLEAN, clean))
    for name, title, _ in picks:
        yield f'<input class="pick" type="checkbox" id="pick-{name}" aria-label="{title}" checked>'
    yield '<div class="picks">'
    for name, title, count in picks:
        yield f'<label class="{name}" for="pick-{name}">{title} <b>{count}</b></label>'
    yield "</div>"


def _unread(report: Report) -> Iterator[str]:
    if report.failures:
        yield '<section class="unread">'
        yield f"<h2>没能批阅 {len(report.failures)} 份</h2>"
        for failure in report.failures:
            yield f"<p><b>{_text(failure.source)}</b> {_text(failure.message)}</p>"
        yield "</section>"


def _entry(review: Review, report: Report, number: int) -> Iterator[str]:
    draft, card, findings = review.draft, review.scorecard, review.findings[:MOST_FINDINGS]
    has = " ".join(f"has-{each.name}" for each in sorted({finding.severity for finding in review.findings}))
    yield f'<article class="{has or "is-clean"}">'
    entry = f" › {_text(draft.entry)}" if draft.entry else ""
    badge = f'<span class="badge {card.verdict.name}">{card.verdict.value}</span>'
    yield f"<h2>{_text(draft.source.name.strip('<>'))}{entry} {badge}</h2>"
    waived = f" · 已豁免 {len(review.waived)} 处" if review.waived else ""
    yield f'<p class="dim">场景：{_text(review.scene.title)}{waived}</p>'
    yield '<div class="draft">'
    for block in draft_blocks(draft, findings, coloured=True):
        line = "".join(piece.text for piece in block.label).strip(" │")
        label = f'<span class="number">{line}</span>' if line else ""
        yield f"<div>{label}{''.join(_piece(piece, number) for piece in block.pieces)}</div>"
    yield "</div>"
    if findings:
        yield "<ol>"
        for place, finding in enumerate(findings, 1):
            yield from _finding(review, finding, report.rules.get(finding.rule), f"f{number}-{place}")
        yield "</ol>"
    if len(findings) < len(review.findings):
        yield f'<p class="dim">另有 {len(review.findings) - len(findings)} 处没有列出</p>'
    yield "</article>"


def _piece(piece: Piece, entry: int) -> str:
    """Give a stretch of the draft, a marked one, or the number that leads to a finding."""
    kind, _, severity = piece.style.partition(".")
    if kind == "chip":
        number = piece.text.strip(" +")
        return f'&NoBreak;<a class="chip {severity}" href="#f{entry}-{number}">{piece.text.strip()}</a>'
    if kind == "mark":
        return f'<mark class="{severity}">{escape(piece.text)}</mark>'
    return escape(piece.text)


def _finding(review: Review, finding: Finding, facts: RuleFacts | None, anchor: str) -> Iterator[str]:
    place, severity = place_of(review.draft, finding.span), finding.severity
    where = place.cell or f"{place.start.line}:{place.start.column}"
    badge = f'<span class="badge {severity.name}">{anchor.partition("-")[2]} {severity.title}</span>'
    title = f"<b>{_text(facts.title if facts else finding.rule)}</b>"
    yield f'<li id="{anchor}" class="{severity.name}">'
    yield f"<p>{badge} {title} <code>{_text(finding.rule)} · {_text(where)}</code></p>"
    yield f"<p>{_text(finding.message)}</p>"
    for rewrite in finding.rewrites[:MOST_REWRITES]:
        label, _, words = advice(rewrite).partition("：")
        yield f'<p class="say">{label}：<q>{escape(words)}</q></p>'
    if facts and facts.why:
        yield f"<details><summary>为什么</summary><p>{_text(facts.why)}</p></details>"
    yield "</li>"


def _text(text: str) -> str:
    return escape(visible(text))
