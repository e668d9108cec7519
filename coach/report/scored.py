"""A scorecard and outlines → the blocks that show them to a person. Floor 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.report.layout import Block, Piece, labelled
from coach.report.visible import visible
from coach.report.words import tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.model import AxisScore, Review, ScoreLine
    from coach.outline import Outline, Step

SHORT_QUOTE = 16


def verdict_blocks(review: Review, quiet: bool) -> Iterator[Block]:
    """Give the verdict with the counts, the score in one line, and the realm with its one next step."""
    card = review.scorecard
    said = tally(card.counts) or "没有要改的地方"
    waived = f"，另有 {len(review.waived)} 处已豁免" if review.waived else ""
    label = (Piece(" "), Piece(f" {card.verdict.value} ", f"badge.{card.verdict.name}"), Piece("  "))
    yield Block((Piece(said + waived),), label, (Piece("    "),))
    if card.total is not None:
        axes = " · ".join(f"{each.axis} {each.score}" for each in card.axes)
        redline = "红线未碰" if card.redline else "碰了红线"
        yield labelled("评分", "dim", 1, Piece(str(card.total), "bold"), Piece(f"　{axes} · {redline}"), cells=6)
    if card.realm and not quiet:
        realm = card.realm
        reached = realm.title or f"还没到“{realm.above}”" if realm.above else f"{realm.title}，三重都到了"
        step = f"；要到“{realm.above}”：{realm.step}" if realm.title and realm.above else f"；{realm.step}"
        yield labelled("境界", "dim", 1, Piece(reached), Piece(step if realm.above else "", "dim"), cells=6)


def explained(review: Review) -> Iterator[Block]:
    """Give the arithmetic behind a score, axis by axis."""
    card = review.scorecard
    if card.total is None:
        return
    yield Block((Piece("评分是怎么来的", "bold"),), (Piece(" "),), (Piece(" "),))
    for each in card.axes:
        pieces = (*_line_pieces(each.lines, review), Piece(f"　＝ {_sum(each)}", "dim"))
        yield labelled(f"{each.axis} {each.score}", "", 3, *pieces, cells=10)
    weighed = " + ".join(f"{each.axis} {each.score}×{each.weight}" for each in card.axes)
    sum_ = f"（{weighed}）÷ {sum(each.weight for each in card.axes)}"
    zero = "；有致命问题，总分记 0" if card.total == 0 and review.scorecard.verdict.name == "blocked" else ""
    more = (Piece("　"), *_line_pieces(card.overall, review)) if card.overall else ()
    yield labelled(f"总分 {card.total}", "bold", 3, Piece(sum_), *more, Piece(zero), cells=10)


def _sum(axis: AxisScore) -> str:
    """Write an axis as the sum it is: what was earned of what could be, less what findings take."""
    points, possible = (
        sum(line.points for line in axis.lines if line.possible),
        sum(line.possible for line in axis.lines),
    )
    taken = -sum(line.points for line in axis.lines if not line.possible)
    return f"100 × {points} ÷ {possible}{f' − {taken}' if taken else ''}"


def _line_pieces(lines: Iterable[ScoreLine], review: Review) -> Iterator[Piece]:
    first = True
    for line in lines:
        points = f"{line.points}/{line.possible}" if line.possible else f"{line.points:+}".replace("-", "−")
        style = "dim" if line.possible and not line.points else ""
        quote = _quote(review, line.span) if line.span else ""
        yield Piece(f"{'' if first else '　'}{line.title} {points}", style)
        yield Piece(quote, "dim")
        first = False


def outline_blocks(outline: Outline, review: Review) -> Iterator[Block]:
    """Give a framework's steps: there with their words, out of order, or missing with what to add."""
    source = f"　出自《{outline.source}》" if outline.source else ""
    taken = sum(step.span is not None for step in outline.steps)
    head = (Piece(outline.name, "bold"), Piece(f"　{taken}/{len(outline.steps)} 步{source}", "dim"))
    yield Block(head, (Piece(" "),), (Piece(" "),))
    for step in outline.steps:
        mark, style = ("✗", "bold") if step.span is None else ("↕", "bold") if step.late else ("✓", "good")
        yield labelled(mark, style, 3, Piece(step.title), *_told(step, review), cells=3)


def _told(step: Step, review: Review) -> Iterator[Piece]:
    if step.span is None:
        yield Piece(f"　缺：{step.advice}" if step.advice else "　缺", "dim")
        return
    yield Piece(_quote(review, step.span), "dim")
    if step.late:
        yield Piece("　出现得晚了，应放到后面几步之前", "dim")


def _quote(review: Review, span: tuple[int, int]) -> str:
    words = " ".join(review.draft.text[span[0] : span[1]].split())
    if not words:
        return ""
    return f"「{visible(words if len(words) <= SHORT_QUOTE else f'{words[:SHORT_QUOTE]}…')}」"
