"""How well drafts are fixed: clean, facts kept, nothing said twice, nothing touched that was not flagged, how long.

    python -m tests.bench.fixing [../shared/data/dev.jsonl] [--pairs 60]

Rows: {"reply": …, "customer": …}. Those with findings from minor up are fixed as `coach fix` does it; open slots are
then filled with fixed stand-ins and the result is reviewed once more. `--pairs` prints before and after, to be read.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from coach.model import Severity
from coach.reading import read
from coach.reading.facts import facts, lost
from coach.reading.fold import fold_word
from coach.review import review_many
from coach.rewrite import Fix, rewrite
from coach.rewrite.edits import SLOT
from coach.rewrite.sheet import bare
from coach.rewrite.spots import folded_span
from coach.rulebook.loader import load_rulebook
from coach.rulebook.rule import Rulebook
from coach.rulebook.situation import Situation
from coach.text import Draft, Span

DATA = Path(__file__).parent.parent.parent.parent / "shared" / "data" / "dev.jsonl"
STAND_INS = {
    "时限": "48小时",
    "时长": "10分钟",
    "截止时间": "明天18点",
    "时间点": "今天18点",
    "下次更新时间": "明天10点",
    "预计日期": "12月3日",
    "替代方案": "到店自提",
    "补救动作": "补发一件",
    "处理动作": "登记加急",
    "问题概述": "订单晚到",
    "所需材料": "订单截图",
    "所需资料": "订单截图",
    "负责人": "王主管",
    "对接方": "配送站点",
    "需求": "修改地址",
}
RESIDUE = ("fit.residue", "fit.note")  # what a template left behind states nothing
OTHER = "已核实的内容"
LEAST_SENTENCE = 6  # characters; shorter ones (谢谢) may well stand twice


class Row(NamedTuple):
    """What became of one draft."""

    fix: Fix
    clean: bool
    lost: tuple[str, ...]
    repeats: int
    outside: int
    fix_ms: float
    review_ms: float


def filled(text: str) -> str:
    """Fill open slots with stand-ins."""
    return SLOT.sub(lambda slot: STAND_INS.get(fold_word(slot[1]), OTHER), text)


def measure(reply: str, customer: str, rulebook: Rulebook) -> Row | None:
    """Fix one draft and look at it; None when it is clean from the start."""
    situation = Situation(customer=customer or None)

    def judge(text: str):  # type: ignore[no-untyped-def]
        return next(review_many([Draft.of(text)], rulebook, situation))

    start = time.perf_counter()
    before = judge(reply)
    reviewed = time.perf_counter()
    if not any(finding.severity >= Severity.minor for finding in before.findings):
        return None
    fix = rewrite(before, rulebook, situation, judge)
    done = time.perf_counter()
    after = judge(filled(fix.text))
    clean = not any(finding.severity >= Severity.minor for finding in after.findings)
    old, new = read(before.draft, rulebook.segmenter), read(Draft.of(fix.text), rulebook.segmenter)
    residue = [edit.span for edit in fix.edits if edit.phrase.startswith(RESIDUE)]
    residue += [finding.span for finding in before.findings if finding.severity is Severity.fatal]  # must not be said
    stated = [fact for fact in facts(old) if not any(span.holds(fact.span) for span in residue)]
    gone = lost(stated, facts(new), fix.text)
    said = Counter(bare(new.text[slice(*span)]) for span in new.sentences)
    stood = Counter(bare(old.text[slice(*span)]) for span in old.sentences)
    repeats = sum(count > max(1, stood[words]) for words, count in said.items() if len(words) >= LEAST_SENTENCE)
    return Row(fix, clean, gone, repeats, outside(fix, rulebook), (done - start) * 1e3, (reviewed - start) * 1e3)


def outside(fix: Fix, rulebook: Rulebook) -> int:
    """Count the characters taken out or put in outside the sentences that were flagged."""
    reading = read(fix.before.draft, rulebook.segmenter)
    flagged = []
    for finding in fix.before.findings:
        if finding.severity >= Severity.minor:
            span = folded_span(reading, finding.span)
            last = max(span.start, span.end - 1)
            flagged.append(
                reading.draft_span(Span(reading.sentence_at(span.start).start, reading.sentence_at(last).end))
            )
    return sum(
        len(edit.text) + edit.span.end - edit.span.start
        for edit in fix.edits
        if not any(span.start <= edit.span.end and edit.span.start <= span.end for span in flagged)
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", nargs="?", type=Path, default=DATA)
    parser.add_argument("--pairs", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if not asked.data.exists():
        print(f"{asked.data} is not here: nothing measured", file=sys.stderr)
        return 2
    rulebook = load_rulebook()
    with asked.data.open(encoding="utf-8") as file:
        replies = [json.loads(line) for line in file]
    for reply in replies[:50]:  # warm
        measure(reply["reply"], reply.get("customer", ""), rulebook)
    rows = [row for each in replies if (row := measure(each["reply"], each.get("customer", ""), rulebook))]
    show(rows, len(replies))
    for row in random.Random(asked.seed).sample(rows, min(asked.pairs, len(rows))):
        print(f"\n- {row.fix.before.draft.text}\n+ {row.fix.text}")
    return 0


def show(rows: list[Row], replies: int) -> None:
    """Print the table."""
    count = len(rows)
    ratio = statistics.median(row.fix_ms / row.review_ms for row in rows)
    table = (
        ("replies / with findings ≥ minor", f"{replies} / {count}", ""),
        ("clean at ≥ minor, slots filled", f"{sum(row.clean for row in rows) / count:.1%}", "≥ 97 %"),
        (
            "facts kept, but for those in words of a red line",
            f"{sum(not row.lost for row in rows) / count:.1%}",
            "100 %",
        ),
        ("a sentence said twice", f"{sum(row.repeats for row in rows)}", "0"),
        ("median characters edited outside flagged sentences", f"{statistics.median(r.outside for r in rows):g}", "0"),
        ("rows with any edit outside", f"{sum(row.outside > 0 for row in rows)}", ""),
        ("median edits / characters put in", _sizes(rows), ""),
        ("whole sentences replaced", f"{sum(e.place == 'sentence' for row in rows for e in row.fix.edits)}", ""),
        ("ms per fix, warm: median / p90", _times([row.fix_ms for row in rows]), "≤ 10"),
        ("ms per review: median / p90", _times([row.review_ms for row in rows]), ""),
        ("fix ÷ review, median", f"{ratio:.1f}", ""),
    )
    for name, value, goal in table:
        print(f"{name:<52} {value:>14}  {goal}")
    for row in rows:
        if row.lost:
            print("lost:", *row.lost)
    left = Counter(finding.rule for row in rows for finding in row.fix.left)
    print("left:", dict(left.most_common()))


def _sizes(rows: list[Row]) -> str:
    edits = statistics.median(len(row.fix.edits) for row in rows)
    return f"{edits:g} / {statistics.median(sum(len(e.text) for e in row.fix.edits) for row in rows):g}"


def _times(values: list[float]) -> str:
    ordered = sorted(values)
    return f"{statistics.median(ordered):.1f} / {ordered[int(len(ordered) * 0.9)]:.1f}"


if __name__ == "__main__":
    sys.exit(main())
