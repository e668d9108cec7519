"""Report → the view for a person at a terminal: the draft with its marks, findings, strengths, verdict. Floor 3.

No carets under the text: many fonts draw “…” and ① two columns wide, and anything set under them drifts. Spans are
coloured where they stand; without colour 【】 holds them. No line begins with words of the draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.model import Safety
from coach.report.catalogue import slotted
from coach.report.layout import BLANK, Block, Piece, labelled
from coach.report.marked import chip, draft_blocks
from coach.report.scored import explained, outline_blocks, verdict_blocks
from coach.report.terminal import paint
from coach.report.visible import harmless, visible
from coach.report.words import total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.model import Finding, Report, Review, Rewrite, RuleFacts, Scene
    from coach.report import Look

MOST_FINDINGS = 60  # more would scroll away; the concise format lists all
MOST_REWRITES = 3
SHORT_QUOTE = 16
HELP = "想知道一条规则的由来和例句：coach rule <规则编号>"


def render(report: Report, look: Look) -> str:
    """Write every review, and a line of totals when there are several."""
    blocks: list[Block] = []
    for review in report.reviews:
        blocks += [*_review(review, report, look), BLANK]
    several = len(report.reviews) + len(report.failures) > 1
    if several and not look.quiet:
        blocks.append(Block((Piece(total(report.reviews, len(report.failures)), "bold"),), (Piece(" "),)))
    if any(review.findings for review in report.reviews) and not look.quiet:
        blocks.append(Block((Piece(HELP, "dim"),), (Piece(" "),), (Piece(" "),)))
    return harmless(paint(blocks, look))


def _review(review: Review, report: Report, look: Look) -> Iterator[Block]:
    yield BLANK
    yield _heading(review)
    yield BLANK
    yield from draft_blocks(review.draft, review.findings[:MOST_FINDINGS], bool(look.colours))
    yield BLANK
    if review.strengths and not look.quiet:
        yield _strengths(review)
        yield BLANK
    shown: dict[str, int] = {}  # the words offered so far, and beside which finding
    for number, finding in enumerate(review.findings[:MOST_FINDINGS], 1):
        yield from _finding(number, finding, report.rules.get(finding.rule), bool(look.colours))
        yield from _rewrites(number, finding, shown)
        yield BLANK
    if len(review.findings) > MOST_FINDINGS:
        rest = len(review.findings) - MOST_FINDINGS
        yield labelled("", "", 1, Piece(f"另有 {rest} 处没有列出，--output-format concise 可看全部", "dim"), cells=2)
        yield BLANK
    for outline in review.outlines:
        yield from outline_blocks(outline, review)
        yield BLANK
    yield from verdict_blocks(review, look.quiet)
    if look.explain:
        yield BLANK
        yield from explained(review)


def _heading(review: Review) -> Block:
    name = visible(review.draft.source.name.strip("<>"))
    entry = f" › {visible(review.draft.entry)}" if review.draft.entry else ""
    scene = f"  场景：{review.scene.title}{_inferred(review.scene)}"
    return Block((Piece(name + entry, "bold"), Piece(scene, "dim")), (Piece(" "),), (Piece(" "),))


def _inferred(scene: Scene) -> str:
    if not scene.inferred:
        return ""
    return f"（推断，把握{scene.sureness}）" if scene.confidence else "（推断）"


def _finding(number: int, finding: Finding, facts: RuleFacts | None, coloured: bool) -> Iterator[Block]:
    severity = finding.severity.name
    title = facts.title if facts else finding.rule
    yield Block(
        (Piece(f" {finding.severity.title} ", f"mark.{severity}"), Piece(f" {title}", "bold")),
        (Piece(" "), chip(number, finding.severity, coloured, " " if coloured else ""), Piece("" if coloured else " ")),
        (Piece("    "),),
        Piece(finding.rule, "dim"),
    )
    yield labelled("", "", 3, Piece(visible(finding.message)), cells=1)


def _rewrites(number: int, finding: Finding, shown: dict[str, int]) -> Iterator[Block]:
    """Offer words that no finding above has offered; say where they stand when all have been."""
    fresh = [rewrite for rewrite in finding.rewrites[:MOST_REWRITES] if rewrite.text not in shown]
    for place, rewrite in enumerate(fresh):
        shown[rewrite.text] = number
        yield labelled(_rewrite_label(rewrite, place), "good", 4, *slotted(visible(rewrite.text)), cells=6)
    if finding.rewrites and not fresh:
        yield labelled("改法", "good", 4, Piece(f"同第 {shown[finding.rewrites[0].text]} 处"), cells=6)


def _rewrite_label(rewrite: Rewrite, place: int) -> str:
    if rewrite.safety is Safety.show:
        return "参考"
    if place:
        return "或"
    return "改成" if rewrite.span.end > rewrite.span.start else "补上"


def _strengths(review: Review) -> Block:
    pieces: list[Piece] = []
    for strength in review.strengths:
        words = review.draft.text[strength.span.start : strength.span.end].strip()
        quote = f"「{visible(words)}」" if 0 < len(words) <= SHORT_QUOTE else ""
        pieces += [Piece("  " if pieces else ""), Piece(strength.title), Piece(quote, "dim")]
    return labelled("亮点", "good", 1, *pieces, cells=6)
