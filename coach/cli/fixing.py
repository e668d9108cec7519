"""The flow of `coach fix`: wish → drafts → corrected drafts → text, diff, JSON or the files themselves. Floor 7."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from coach.cli.exits import CLEAN, FINDINGS, INTERRUPTED, TROUBLE
from coach.cli.rewriting import Editor
from coach.cli.settle import settle
from coach.cli.streams import is_terminal, say, write_out
from coach.errors import Failure, UsageError
from coach.intake.plain import STDIN, from_argument, read_drafts
from coach.model import Severity
from coach.report.visible import visible
from coach.wording import known_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.cli.settle import Settled
    from coach.cli.wish import FixWish
    from coach.rewrite import Fix
    from coach.text import Draft

LEVELS = {severity.name: severity.title for severity in reversed(Severity)}
MOST_LEFT = 20  # findings told on stderr; the rest is counted


def run_fix(wish: FixWish) -> int:
    """Fix what the wish names: by hand at a terminal, by itself elsewhere."""
    base = wish.base
    if base.paths.count(STDIN) > 1:
        raise UsageError("标准输入只能读一次，“-”只要写一个")
    level = known_word("级别", wish.level, LEVELS) or Severity.minor.name
    if wish.write and (base.text is not None or STDIN in base.paths or not base.paths):
        raise UsageError("--write 要写回文件，请给出文件名")
    if sum((wish.write, wish.diff, wish.json)) > 1:
        raise UsageError("--write、--diff、--json 只能选一个")
    settled = settle(base)
    editor = Editor(settled.rulebook, settled.situation, Severity[level])
    by_hand = is_terminal(sys.stdin) and is_terminal(sys.stdout) and not (wish.write or wish.diff or wish.json)
    if by_hand and len(base.paths) <= 1 and STDIN not in base.paths:
        from coach.cli.desk import fix_by_hand

        try:
            return fix_by_hand(wish, editor, settled)
        except KeyboardInterrupt:  # told here: Typer would end without a word
            say("\n已中断，文件没有动")
            return INTERRUPTED
    given: list[Draft | Failure] = [] if base.text is None else [from_argument(base.text)]
    paths = base.paths or (() if given else (STDIN,))
    stdin = sys.stdin.buffer if sys.stdin is not None else None
    return _deliver([*given, *read_drafts(paths, stdin, base.encoding)], wish, editor, settled)


def _deliver(drafts: list[Draft | Failure], wish: FixWish, editor: Editor, settled: Settled) -> int:
    done = [draft if isinstance(draft, Failure) else _fixed(draft, editor) for draft in drafts]
    failures = [one for one in done if isinstance(one, Failure)]
    fixes = [one for one in done if not isinstance(one, Failure)]
    for fix in fixes:
        failures += [
            Failure(fix.before.draft.source.name, f"规则 {rule} 出错，没能用它批阅") for rule in fix.review.crashed
        ]
    if wish.json:
        from coach.report.fix_json import fix_document

        write_out(fix_document(fixes, failures, settled.rulebook.facts))
    else:
        failures += _write_texts(fixes, wish, settled)
    if wish.copy and fixes:
        _copy("\n".join(fix.text for fix in fixes))
    for failure in failures:
        say(f"没能改 {visible(failure.source)}：{visible(failure.message)}")
    if not wish.base.quiet and not wish.json:
        tell_left(fixes, len(drafts) > 1)
    if failures:
        return TROUBLE
    return CLEAN if all(fix.complete for fix in fixes) else FINDINGS


def _fixed(draft: Draft, editor: Editor) -> Fix | Failure:
    """Fix one draft; one that fails must not take the others down."""
    try:
        return editor.fix(draft)
    except Exception as error:
        if os.environ.get("COACH_DEBUG"):
            raise
        return Failure(draft.source.name, f"改写时出错（{type(error).__name__}），这是 reply-coach 的缺陷")


def _write_texts(fixes: Iterable[Fix], wish: FixWish, settled: Settled) -> list[Failure]:
    """Put the texts where they are wanted; give what could not be written."""
    failures = []
    for fix in fixes:
        source = fix.before.draft.source
        if wish.write:
            from coach.cli.writing import write_back

            fault = write_back(source, fix.text) if fix.edits else None
            failures += [Failure(source.name, fault)] if fault else []
        elif wish.diff:
            from coach.report.changes import diff

            found = diff(source.name.strip("<>"), fix.before.draft.text, fix.text)
            write_out(shown(found) if is_terminal(sys.stdout) else found)
        elif is_terminal(sys.stdout):
            from coach.report.changes import change_blocks
            from coach.report.terminal import paint

            changes = ((edit.span, edit.text) for edit in fix.edits)
            blocks = change_blocks(fix.before.draft.text, changes, bool(settled.look.colours))
            write_out(f"\n{paint(blocks, settled.look)}\n{shown(fix.text)}\n")
        else:
            write_out(fix.text)
    return failures


def shown(text: str) -> str:
    """Make a text of several lines safe to show."""
    return "\n".join(visible(line) for line in text.replace("\r\n", "\n").split("\n"))


def tell_left(fixes: Iterable[Fix], named: bool) -> None:
    """Say on stderr what still stands between a text and the customer."""
    for fix in fixes:
        name = f"{visible(fix.before.draft.source.name)}：" if named else ""
        if fix.slots:
            say(f"{name}还有空位要填：{'、'.join(f'〈{visible(slot)}〉' for slot in fix.slots)}")
        for finding in fix.left[:MOST_LEFT]:
            said = fix.text[finding.span.start : finding.span.end].strip()
            place = f"「{visible(said[:24])}」" if said else ""
            say(f"{name}没能改好：{finding.severity.title} {finding.rule} {place}{visible(finding.message)}")
        if len(fix.left) > MOST_LEFT:
            say(f"{name}另有 {len(fix.left) - MOST_LEFT} 处没能改好")


def _copy(text: str) -> None:
    from coach.cli.copying import copy

    say("已复制" if copy(text) else "这里没有可用的剪贴板")
