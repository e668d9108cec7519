"""A calibration → the table for a person, or plain data for JSON. Floor 3. Replies are quoted only when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.report.layout import BLANK, Block, Piece, labelled
from coach.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.calibrate import Agreement, Calibration, Confusion, Interval

NAME_CELLS = 27
MOST_SILENT = 12
SHOWN = 60


def calibration_blocks(found: Calibration, examples: int, show: bool) -> Iterator[Block]:
    """Give the table, the confusions by id and place, and the rules that never fired."""
    yield BLANK
    yield _plain(f"{'规则族':<{NAME_CELLS - 3}}{'正例':>4}  {'精确率':<14}  {'召回率':<14}  {'F1':<5}κ", "dim")
    for family, table in found.families.items():
        yield _plain(_row(family, table))
    yield _plain(_row("合计", found.total, shorter=2), "bold")
    yield BLANK
    yield from _confusions(found, examples, show)
    share = f"，其中 {found.clean_hit} 条有“重要”以上的发现" if found.clean_hit else "，都没有“重要”以上的发现"
    yield _plain(f"共 {found.rows} 条；没有标注的 {found.clean_rows} 条{share}")
    if found.uncovered:
        told = "、".join(f"{family} {rows}" for family, rows in found.uncovered.items())
        yield labelled("", "", 1, Piece(f"标注没有涉及、不计在内的族（条数）：{told}", "dim"), cells=0)
    if found.silent:
        more = f"……共 {len(found.silent)} 条" if len(found.silent) > MOST_SILENT else ""
        yield labelled(
            "", "", 1, Piece(f"从没响过的规则：{'、'.join(found.silent[:MOST_SILENT])}{more}", "dim"), cells=0
        )
    yield BLANK


def _plain(text: str, style: str = "") -> Block:
    return Block((Piece(text, style),), (Piece(" "),), (Piece(" "),))


def _row(name: str, table: Agreement, shorter: int = 0) -> str:
    shares = "  ".join(_interval(each) for each in (table.precision, table.recall))
    return f"{name:<{NAME_CELLS - shorter}}{table.positives:>5}  {shares}  {_figure(table.f1)} {_figure(table.kappa)}"


def _interval(each: Interval) -> str:
    if each.share is None:
        return f"{'—':<13}"
    return f"{each.share:.2f} {each.low:.2f}–{each.high:.2f}".ljust(14)


def _figure(value: float | None) -> str:
    return "—   " if value is None else f"{value:.2f}"


def _confusions(found: Calibration, examples: int, show: bool) -> Iterator[Block]:
    for family, confusions in found.confusions.items():
        for title, group in (
            ("多报", [each for each in confusions if each.span is not None]),
            ("漏报", [each for each in confusions if each.span is None]),
        ):
            for each in group[:examples]:
                yield labelled(title, "dim", 1, Piece(f"{family}　{_place(each)}{_words(each, show)}"), cells=6)
            if len(group) > examples > 0:
                yield labelled("", "", 1, Piece(f"{family}　另有 {len(group) - examples} 处", "dim"), cells=6)
    if any(found.confusions.values()) and examples:
        yield BLANK


def _place(each: Confusion) -> str:
    where = f"{visible(each.row.id)}（第 {each.row.line} 行"
    return f"{where}，{each.rule} {each.span.start}–{each.span.end}）" if each.span is not None else f"{where}）"


def _words(each: Confusion, show: bool) -> str:
    if not show:
        return ""
    reply = each.row.reply
    said = reply[each.span.start : each.span.end] if each.span is not None else " ".join(each.row.labels.values())
    return f"「{visible(said)}」 {visible(reply[:SHOWN])}{'…' if len(reply) > SHOWN else ''}"


def calibration_data(found: Calibration, show: bool) -> dict[str, Any]:
    """Give everything as plain data; words of replies only when asked."""
    return {
        "rows": found.rows,
        "families": {family: _agreement(table) for family, table in found.families.items()},
        "micro": _agreement(found.total),
        "confusions": {
            family: [_confusion(each, show) for each in group] for family, group in found.confusions.items() if group
        },
        "uncovered": dict(found.uncovered),
        "silent_rules": list(found.silent),
        "clean_rows": found.clean_rows,
        "clean_rows_with_major": found.clean_hit,
    }


def _agreement(table: Agreement) -> dict[str, Any]:
    return {
        "positives": table.positives,
        "both": table.both,
        "coach_only": table.coach_only,
        "people_only": table.people_only,
        "neither": table.neither,
        "precision": table.precision._asdict(),
        "recall": table.recall._asdict(),
        "f1": table.f1,
        "kappa": table.kappa,
    }


def _confusion(each: Confusion, show: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": each.row.id,
        "line": each.row.line,
        "kind": "missed" if each.span is None else "extra",
    }
    if each.span is not None:
        told |= {"rule": each.rule, "span": {"start": each.span.start, "end": each.span.end}}
    return told | {"reply": each.row.reply} if show else told
