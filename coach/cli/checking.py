"""The flow of `coach check`: wish → drafts → reviews → report → exit code. Floor 7; no Typer, no Rich."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from coach.cli.exits import CLEAN, FINDINGS, TROUBLE
from coach.cli.settle import settle
from coach.cli.streams import is_terminal, say, write_out
from coach.errors import CoachError, Failure, UsageError
from coach.intake.plain import STDIN, from_argument, read_drafts
from coach.model import Report
from coach.report import render
from coach.report.visible import visible
from coach.review import review

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.cli.settle import Settled
    from coach.cli.wish import CheckWish
    from coach.model import Review
    from coach.text import Draft


def run_check(wish: CheckWish) -> int:
    """Judge what the wish names; with nothing named, standard input, or pasted drafts at a terminal."""
    if wish.paths.count(STDIN) > 1:
        raise UsageError("标准输入只能读一次，“-”只要写一个")
    settled = settle(wish)
    if wish.text is None and not wish.paths and is_terminal(sys.stdin):
        return _judge_pasted(settled, wish)
    given: list[Draft | Failure] = [] if wish.text is None else [from_argument(wish.text)]
    paths = wish.paths or (() if given else (STDIN,))
    stdin = sys.stdin.buffer if sys.stdin is not None else None
    report = _report([*given, *read_drafts(paths, stdin, wish.encoding)], settled)
    return max(_tell(report, settled, wish), _write_files(report, settled))


def _judge_pasted(settled: Settled, wish: CheckWish) -> int:
    """Judge drafts at a terminal until there are no more; files hold all so far, the gravest exit code stands."""
    from contextlib import closing

    from coach.cli.paste import pasted_drafts

    code, so_far = CLEAN, Report((), (), settled.rulebook.facts)
    with closing(pasted_drafts()) as drafts:  # closing: the terminal is put back even when a review is interrupted
        for draft in drafts:
            report = _report([draft], settled)
            so_far = Report((*so_far.reviews, *report.reviews), (*so_far.failures, *report.failures), report.rules)
            code = max(code, _tell(report, settled, wish), _write_files(so_far, settled))
    return code


def _report(drafts: Iterable[Draft | Failure], settled: Settled) -> Report:
    """Review each draft."""
    judged = [draft if isinstance(draft, Failure) else _reviewed(draft, settled) for draft in drafts]
    reviews = tuple(one for one in judged if not isinstance(one, Failure))
    failures = (*(one for one in judged if isinstance(one, Failure)), *_crashes(reviews))
    return Report(reviews, failures, settled.rulebook.facts)


def _tell(report: Report, settled: Settled, wish: CheckWish) -> int:
    """Write the report, say on stderr what is not a result; give the exit code."""
    write_out(render(report, settled.format, settled.look))
    for failure in report.failures:
        say(f"没能批阅 {visible(failure.source)}：{visible(failure.message)}")
    if settled.format == "concise" and not wish.quiet:
        _say_totals(report)
    if report.failures:
        return TROUBLE
    heavy = settled.fail_on is not None and any(
        finding.severity >= settled.fail_on for one in report.reviews for finding in one.findings
    )
    return FINDINGS if heavy and not wish.exit_zero else CLEAN


def _write_files(report: Report, settled: Settled) -> int:
    """Write the files asked for with `-o`; give the exit code of that alone."""
    if not settled.outputs:
        return CLEAN
    from coach.cli.outputs import write_outputs

    failures = write_outputs(settled.outputs, report, settled.look)
    for failure in failures:
        say(f"没能写入 {visible(failure.source)}：{visible(failure.message)}")
    return TROUBLE if failures else CLEAN


def _reviewed(draft: Draft, settled: Settled) -> Review | Failure:
    """Review one draft; a rule that crashes on it must not take the others down, nor pass for a clean result."""
    try:
        return review(draft, settled.rulebook, settled.situation, settled.frameworks)
    except CoachError as error:
        return Failure(draft.source.name, str(error))
    except Exception as error:
        if os.environ.get("COACH_DEBUG"):
            raise
        return Failure(draft.source.name, f"批阅时出错（{type(error).__name__}），这是 reply-coach 的缺陷")


def _crashes(reviews: Iterable[Review]) -> Iterator[Failure]:
    for one in reviews:
        for rule in one.crashed:
            yield Failure(one.draft.source.name, f"规则 {rule} 出错，没能用它批阅")


def _say_totals(report: Report) -> None:
    from coach.report.words import tally, total

    if len(report.reviews) == 1 and not report.failures:
        card = report.reviews[0].scorecard
        counts = tally(card.counts)
        say(f"{card.verdict.value}{f'：{counts}' if counts else '，没有要改的地方'}")
    elif report.reviews:
        say(total(report.reviews, len(report.failures)))
