"""Rules and phrases → blocks for `coach rules`, `coach rule` and `coach phrases`. Floor 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.report.layout import BLANK, Block, Piece, labelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.model import RuleFacts

PHRASES_SHOWN = 6
CORRECTIONS_SHOWN = 12
FLAG_MARKS = str.maketrans("〔〕", "【】")  # the mark of an example's span, as the views mark spans


def rule_table(rules: Iterable[RuleFacts]) -> Iterator[Block]:
    """Give one line per rule under the title of its pack."""
    packs: dict[tuple[str, str], list[RuleFacts]] = {}
    for facts in rules:
        packs.setdefault((facts.pack, facts.pack_title), []).append(facts)
    for (pack, title), members in packs.items():
        yield BLANK
        yield Block((Piece(title, "bold"), Piece(f"  {pack} · {len(members)} 条", "dim")), (Piece(" "),), (Piece(" "),))
        for facts in members:
            severity = Piece(f" {facts.severity.title} ", f"mark.{facts.severity.name}")
            label = (Piece("   "), severity, Piece("  "))
            yield Block((Piece(facts.title),), label, (Piece("         "),), Piece(facts.id, "dim"))
    yield BLANK


def rule_page(facts: RuleFacts, phrases: Sequence[str]) -> Iterator[Block]:
    """Give all that is known of one rule."""
    yield BLANK
    yield Block(
        (Piece(facts.title, "bold"), Piece("  "), Piece(f" {facts.severity.title} ", f"mark.{facts.severity.name}")),
        (Piece(" "),),
        (Piece(" "),),
        Piece(facts.id, "dim"),
    )
    pack = f"{facts.pack_title}（{facts.pack}） · 关乎“{facts.axis.value}”"
    yield Block((Piece(pack, "dim"),), (Piece(" "),), (Piece(" "),))
    yield BLANK
    for label, text in (("提醒", facts.message), ("为什么", facts.why), ("原则", facts.principle)):
        if text:
            yield labelled(label, "dim", 1, *slotted(text), cells=8)
    yield BLANK
    yield from _listed("会标出", "bold", (text.translate(FLAG_MARKS) for text in facts.flag))
    yield from _listed("不会标", "good", facts.passes)
    if facts.corrections:
        shown = "、".join(f"{wrong}→{right}" for wrong, right, *_ in facts.corrections[:CORRECTIONS_SHOWN])
        more = f"……共 {len(facts.corrections)} 个" if len(facts.corrections) > CORRECTIONS_SHOWN else ""
        yield labelled("改字", "good", 1, Piece(shown + more), cells=8)
        yield BLANK
    yield from _listed("可以说", "good", phrases[:PHRASES_SHOWN])


def _listed(label: str, style: str, texts: Iterable[str]) -> Iterator[Block]:
    shown = False
    for text in texts:
        yield labelled("" if shown else label, style, 1, *slotted(text), cells=8)
        shown = True
    if shown:
        yield BLANK


def phrase_list(rows: Iterable[tuple[str, str, tuple[str, ...], str, str]]) -> Iterator[Block]:
    """Give phrases with their topic, scenes, tone and note."""
    yield BLANK
    for text, topic, scenes, tone, note in rows:
        yield Block(tuple(slotted(text)), (Piece(" • ", "good"),), (Piece("   "),))
        about = " · ".join(part for part in (topic, "、".join(scenes), tone, note) if part)
        yield Block((Piece(about, "dim"),), (Piece("   "),), (Piece("   "),))
        yield BLANK


def slotted(text: str) -> Iterator[Piece]:
    """Give the words of a phrase, its slots set apart: `<时限>` in YAML, 〈时限〉 to readers."""
    rest = text.replace("<", "〈").replace(">", "〉")
    while rest:
        before, opening, behind = rest.partition("〈")
        slot, closing, rest = behind.partition("〉")
        if before:
            yield Piece(before)
        if opening:
            yield Piece(opening + slot + closing, "dim")
