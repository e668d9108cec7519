"""The flow of `coach lint`: wish → plan → reviews → corrections → report → exit code. Floor 7; no Typer, no Rich."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.cli.exits import CLEAN, FINDINGS, TROUBLE
from coach.cli.lint_settle import settle_lint
from coach.cli.streams import is_terminal, say, write_out
from coach.errors import UsageError
from coach.intake.plain import STDIN
from coach.lint.merged import gravest
from coach.lint.run import lint, take
from coach.model import Report
from coach.report import render
from coach.report.visible import visible
from coach.wording import unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager

    from coach.cli.lint_settle import LintSettled
    from coach.cli.lint_wish import LintWish
    from coach.errors import Failure
    from coach.lint.run import Linted, Plan


def run_lint(wish: LintWish) -> int:
    """Judge the libraries that the wish names, or show or correct them, as asked."""
    if (wish.fix or wish.diff) and STDIN in wish.check.paths:
        raise UsageError("标准输入不能改写，请给出文件")
    settled = settle_lint(wish)
    if wish.show_entries:
        return _show_entries(settled)
    linted = judged(settled.plan, wish.check.quiet)
    if wish.fix or wish.diff:
        from coach.cli.lint_fixing import fix_files, show_diff

        if wish.diff:
            return show_diff(linted, settled.plan)
        failures = fix_files(linted, settled.plan)
        linted = judged(settled.plan, wish.check.quiet)
        linted = linted._replace(failures=(*linted.failures, *failures))
    return _tell(linted, settled, wish)


def run_baseline(wish: LintWish, output: str | None) -> int:
    """Write what `lint` would find as a baseline; nothing is written unless everything could be judged."""
    from coach.cli.lint_settle import settle_baseline
    from coach.lint.baseline import baseline_of
    from coach.wholefile import write_whole

    plan, path = settle_baseline(wish, output)
    linted = judged(plan, quiet=False)
    if linted.failures:
        say_failures(linted.failures)
        say("有没读成的，基线没有写")
        return TROUBLE
    try:
        write_whole(path, baseline_of(linted.reviews, plan.manners.path).encode("utf-8", "backslashreplace"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}：{unwritable(error)}") from None
    count = sum(len(review.findings) for review in linted.reviews)
    say(f"{count} 处发现记在 {visible(path)}；用 coach lint --baseline {visible(path)} 只看新的")
    return CLEAN


def judged(plan: Plan, quiet: bool) -> Linted:
    """Run a plan, with a bar on a terminal if it takes long."""
    with _bar(quiet) as progress:
        return lint(replace(plan, progress=progress))


def _bar(quiet: bool) -> AbstractContextManager[Callable[[int, int], None]]:
    if quiet or not is_terminal(sys.stderr):
        return nullcontext(lambda total, done: None)
    from coach.report.terminal import progress_bar

    return progress_bar(sys.stderr, "批阅中")


def _show_entries(settled: LintSettled) -> int:
    from coach.cli.entries import entry_lines

    taken = take(settled.plan)
    write_out("".join(f"{line}\n" for line in entry_lines(taken.entries)))
    say_failures(taken.failures)
    say(f"共 {len(taken.entries)} 条话术，来自 {len(taken.files)} 个文件")
    return TROUBLE if taken.failures else CLEAN


def _tell(linted: Linted, settled: LintSettled, wish: LintWish) -> int:
    """Write the reports, say on stderr what is not a result; give the exit code, which knows all findings."""
    shown, hidden = (linted.reviews, 0) if wish.max_findings is None else gravest(linted.reviews, wish.max_findings)
    report = Report(shown, linted.failures, settled.plan.facts)
    write_out(_rendered(report, settled))
    unwritten = _write_files(report, settled)
    say_failures(linted.failures)
    if not wish.check.quiet:
        for note in linted.notes:
            say(f"注意：{visible(note)}")
        if hidden:
            say(f"另有 {hidden} 处没有列出（--max-findings {wish.max_findings}）")
        if settled.format in ("concise", "full"):
            _say_totals(linted)
    if linted.failures or unwritten:
        return TROUBLE
    heavy = settled.fail_on is not None and any(
        finding.severity >= settled.fail_on for review in linted.reviews for finding in review.findings
    )
    return FINDINGS if heavy and not wish.check.exit_zero else CLEAN


def _rendered(report: Report, settled: LintSettled) -> str:
    """Write the report for stdout; the full view of a library leaves out the entries that are in order."""
    if settled.format != "full":
        return render(report, settled.format, settled.look)
    faulty = tuple(review for review in report.reviews if review.findings)
    return render(replace(report, reviews=faulty), "full", settled.look._replace(quiet=True)) if faulty else ""


def _write_files(report: Report, settled: LintSettled) -> bool:
    """Write the files asked for with `-o`; tell whether one could not be written."""
    if not settled.outputs:
        return False
    from coach.cli.outputs import write_outputs

    failures = write_outputs(settled.outputs, report, settled.look)
    for failure in failures:
        say(f"没能写入 {visible(failure.source)}：{visible(failure.message)}")
    return bool(failures)


def say_failures(failures: Iterable[Failure]) -> None:
    """Tell what could not be judged."""
    for failure in failures:
        say(f"没能批阅 {visible(failure.source)}：{visible(failure.message)}")


def _say_totals(linted: Linted) -> None:
    from coach.report.words import tally_of

    counts = tally_of(linted.reviews)
    waived = sum(len(review.waived) for review in linted.reviews)
    said = [f"共 {len(linted.reviews)} 条话术", counts or "没有要改的地方"]
    said += [f"{waived} 处已豁免"] if waived else []
    said += [f"{len(linted.failures)} 处没读成"] if linted.failures else []
    say("，".join(said))
