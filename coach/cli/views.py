"""What the desk shows at each step, as blocks. Floor 7; the words of drafts pass through `visible`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.report.catalogue import slotted
from coach.report.layout import BLANK, Block, Piece, labelled
from coach.report.marked import draft_blocks
from coach.report.visible import visible
from coach.report.words import tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.model import Finding, Review, RuleFacts
    from coach.rewrite.edits import Edit

AROUND = 12  # characters of the draft shown on either side of words that change


def finding_view(
    review: Review, finding: Finding, waiting: int, facts: RuleFacts | None, coloured: bool
) -> Iterator[Block]:
    """Show the draft with one finding marked, and what is wrong there."""
    yield BLANK
    yield from draft_blocks(review.draft, [finding], coloured)
    yield BLANK
    title = facts.title if facts else finding.rule
    yield Block(
        (Piece(f" {finding.severity.title} ", f"mark.{finding.severity.name}"), Piece(f" {title}", "bold")),
        (Piece(" "),),
        (Piece(" "),),
        Piece(f"还有 {waiting} 处", "dim"),
    )
    yield labelled("", "", 1, Piece(visible(finding.message)), cells=0)


def offers_view(offers: Sequence[Edit], text: str) -> Iterator[Block]:
    """Number the rewrites, each as it will stand."""
    for number, edit in enumerate(offers, 1):
        yield Block(tuple(_as_it_stands(edit, text)), (Piece(f"  {number} ", "good"),), (Piece("    "),))


def _as_it_stands(edit: Edit, text: str) -> Iterator[Piece]:
    if not edit.text:
        yield Piece(f"删去「{visible(text[edit.span.start : edit.span.end].strip())}」")
        return
    whole = edit.place == "sentence"
    before = "" if whole else text[max(0, edit.span.start - AROUND) : edit.span.start].rpartition("\n")[2]
    behind = "" if whole else text[edit.span.end : edit.span.end + AROUND].partition("\n")[0]
    if before:
        yield Piece(("…" if edit.span.start > AROUND else "") + visible(before), "dim")
    yield from slotted(visible(edit.text))
    if behind:
        yield Piece(visible(behind), "dim")


def deed_view(review: Review) -> Iterator[Block]:
    """Say where the draft stands now."""
    card = review.scorecard
    said = tally(card.counts) or "没有要改的地方"
    label = (Piece(" "), Piece(f" {card.verdict.value} ", f"badge.{card.verdict.name}"), Piece("  "))
    yield Block((Piece(said, "dim"),), label, (Piece("    "),))


def end_view(begun: str, review: Review, complete: bool, slots: Sequence[str]) -> Iterator[Block]:
    """Show the text as it is now and what still stands in the way of sending it."""
    yield BLANK
    text = review.draft.text
    for line in text.replace("\r\n", "\n").rstrip("\n").split("\n"):
        yield Block(tuple(slotted(visible(line))), (Piece(" "),), (Piece(" "),))
    yield BLANK
    yield from deed_view(review)
    if slots:
        names = "、".join(f"〈{visible(slot)}〉" for slot in slots)
        yield Block((Piece(f"发送前还要填：{names}"),), (Piece(" "),), (Piece(" "),))
    elif complete:
        yield Block((Piece("没有改动，可以发" if text == begun else "可以发了", "good"),), (Piece(" "),), (Piece(" "),))
