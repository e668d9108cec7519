"""The Typer application: its commands, and arguments → exit code. Floor 7."""

from __future__ import annotations

from errno import ENOSPC
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.main import get_command

from coach.cli.baseline import baseline
from coach.cli.calibrate import calibrate
from coach.cli.check import check
from coach.cli.chinese import ChineseCommand, ChineseGroup, reason
from coach.cli.exits import CLEAN, INTERRUPTED, TROUBLE
from coach.cli.fix import fix
from coach.cli.init import init
from coach.cli.lint import lint
from coach.cli.phrases import phrases
from coach.cli.rules import rule, rules
from coach.cli.schema import schema
from coach.cli.streams import say, unwritten, write_out
from coach.cli.test import test

if TYPE_CHECKING:
    from collections.abc import Sequence

INTRO = "客服回复教练：指出草稿里会让客户反感的地方，说明为什么，给出可以直接用的说法。"


def _version(wanted: bool) -> None:
    if wanted:
        from coach import __version__

        write_out(f"reply-coach {__version__}\n")
        raise typer.Exit


app = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,  # a traceback with locals would print the draft
    no_args_is_help=True,
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(help=INTRO)
def _coach(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本")] = False,
) -> None:
    """Take the options that stand before a command."""


for _command in (check, fix, lint, baseline, init, rules, rule, phrases, test, calibrate, schema):
    app.command(cls=ChineseCommand, options_metavar="[选项]")(_command)


def run_typer(arguments: Sequence[str]) -> int:
    """Run the application on the arguments after `coach`."""
    try:
        ended = get_command(app).main(args=list(arguments), prog_name="coach", standalone_mode=False)
    except typer.TyperException as error:
        return _mistake(error)
    except OSError as error:
        if error.errno == ENOSPC and error.filename is None:  # Typer writes the help itself
            raise unwritten(error) from None
        raise
    if ended == INTERRUPTED:  # Typer has taken Ctrl-C for itself
        say("\n已中断")
    return ended if isinstance(ended, int) else CLEAN


def _mistake(error: Any) -> int:
    """Tell a usage error; no arguments at all is a question, answered on stderr like one."""
    if type(error).__name__ == "NoArgsIsHelpError":
        say(str(error))
        return TROUBLE
    ctx = getattr(error, "ctx", None)
    say(f"错误：{reason(error)}")
    say(f"“{ctx.command_path if ctx is not None else 'coach'} --help”有完整的说明")
    return TROUBLE
