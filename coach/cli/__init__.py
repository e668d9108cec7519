"""argv → exit code. Floor 7; the door of the `coach` command.

The plain forms of `check` run without importing Typer, which would be most of the time an agent waits; everything else,
and whatever argv.py does not fully understand, goes through Typer.
"""

from __future__ import annotations

import gc
import os
import sys

from coach.cli.exits import DEFECT, INTERRUPTED, TROUBLE

TYPE_CHECKING = False  # typing is an import too
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType
    from typing import NoReturn


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. Never raises: every end has its exit code and a message in Chinese without words of a draft."""
    gc.set_threshold(100_000)  # a run is short and makes no rings; looking for them costs a cold start 4 %
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        _say("\n已中断")
        return INTERRUPTED
    except Exception as error:
        return _ended_by(error)


def command() -> NoReturn:
    """Run a command and end the process with its exit code.

    Everything is written by then and nothing else is open. To take the interpreter apart object by object would cost
    an eighth of a cold start, so it is left to the system.
    """
    code = main()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError:  # the reader has gone, or the disk is full: what was to be said has not been said
        code = code or TROUBLE
    os._exit(code)


def _run(arguments: list[str]) -> int:
    if not arguments and _somebody_there():
        from coach.cli.desk import open_desk

        return open_desk()
    from coach.cli.argv import parse_check

    wish = parse_check(arguments)
    if wish is None:
        from coach.cli.app import run_typer

        return run_typer(arguments)
    from coach.cli.checking import run_check

    return run_check(wish)


def _somebody_there() -> bool:
    """Tell whether there is a person to open the desk for."""
    from coach.cli.streams import is_terminal

    return is_terminal(sys.stdin) and is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


def _ended_by(error: Exception) -> int:
    from coach.errors import CoachError, ProblemsError

    if isinstance(error, ProblemsError):
        for problem in error.problems:
            _say(str(problem))
        _say(f"共 {len(error.problems)} 个问题，没有批阅任何草稿")
        return TROUBLE
    if isinstance(error, CoachError):
        _say(f"错误：{error}")
        return TROUBLE
    if isinstance(error, BrokenPipeError):
        _close_stdout()
        return TROUBLE
    _say(f"内部错误：{type(error).__name__}（{_place(error.__traceback__)}）")
    _say("这是 reply-coach 的缺陷，草稿没有被记录。设环境变量 COACH_DEBUG=1 再运行一次，可以看到出错的位置")
    if os.environ.get("COACH_DEBUG"):
        import traceback

        _say("".join(traceback.format_tb(error.__traceback__)))  # frames only: a message may quote the draft
    return DEFECT


def _place(trace: TracebackType | None) -> str:
    """Say where an error was raised, by file and line only."""
    place = "?"
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f"{code.co_filename.replace(os.sep, '/').rpartition('/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _close_stdout() -> None:
    """Point stdout at nothing, so that the interpreter does not complain again when it flushes at the end."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())


def _say(line: str) -> None:
    from coach.cli.streams import say

    say(line)
