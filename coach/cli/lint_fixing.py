"""`coach lint --fix` and `--diff`: files corrected in place, or what that would change. Floor 7."""

from __future__ import annotations

from collections import defaultdict
from difflib import unified_diff
from typing import TYPE_CHECKING

from coach.cli.exits import CLEAN, FINDINGS, TROUBLE
from coach.cli.linting import say_failures
from coach.cli.streams import say, write_out
from coach.errors import Failure
from coach.lint.corrections import Corrected, corrected
from coach.lint.jobs import judge_one
from coach.report.visible import visible
from coach.wholefile import write_whole
from coach.wording import unreadable, unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.lint.run import Linted, Plan
    from coach.model import Review


def fix_files(linted: Linted, plan: Plan) -> tuple[Failure, ...]:
    """Write what may be corrected; give the files that could not be."""
    failures, done, files = [], 0, 0
    for path, data, result in _results(linted, plan):
        if isinstance(result, Failure):
            failures.append(result)
            continue
        try:
            with open(path, "rb") as file:
                same = file.read() == data
            if same:
                write_whole(path, result.data)
        except OSError as error:
            failures.append(Failure(path, unwritable(error)))
            continue
        if same:
            done, files = done + result.gone, files + 1
        else:
            failures.append(Failure(path, "读过之后文件变了，没有改动它，请再跑一次"))
    say(f"改好 {done} 处，在 {files} 个文件里" if done else "没有可以放心自动改的地方；其余改写请看报告")
    return tuple(failures)


def show_diff(linted: Linted, plan: Plan) -> int:
    """Print what `--fix` would change; 1 when there is something."""
    failures, found = list(linted.failures), False
    for path, _, result in _results(linted, plan):
        if isinstance(result, Failure):
            failures.append(result)
            continue
        found = True
        before, after = (text.splitlines(keepends=True) for text in (result.before, result.after))
        lines = unified_diff(before, after, visible(path), visible(path))
        write_out("".join(f"{visible(line.rstrip(chr(13) + chr(10)))}\n" for line in lines))
    say_failures(failures)
    if not found:
        say("没有可以放心自动改的地方")
    return TROUBLE if failures else FINDINGS if found else CLEAN


def _results(linted: Linted, plan: Plan) -> Iterator[tuple[str, bytes, Corrected | Failure]]:
    """Correct each file that has something to correct."""
    by_file: dict[str, list[Review]] = defaultdict(list)
    for review in linted.reviews:
        by_file[review.draft.source.name].append(review)
    sheets = [path for path, reviews in by_file.items() if _is_sheet(reviews) and any(one.findings for one in reviews)]
    if sheets:
        say(f"表格文件不会自动改写（会丢公式和样式），请照报告手工改：{'、'.join(map(visible, sheets))}")
    for path in linted.files:
        reviews = by_file.get(path, [])
        if not reviews or path in sheets:
            continue
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            yield path, b"", Failure(path, unreadable(error))
            continue
        result = corrected(data, reviews, plan.how, lambda of, draft: judge_one(draft, plan.manners.of(of.draft)))
        if result is not None:
            yield path, data, result


def _is_sheet(reviews: Sequence[Review]) -> bool:
    return any("cell" in review.draft.fields for review in reviews)
