"""Typer's commands with help and usage errors in Chinese. Floor 7.

Typer's own headings and messages are English and no setting changes them. Its copy of click is private, so its errors
are told apart by name and by what they carry.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from coach.cli.streams import require_stdout, width_of
from coach.report import Look
from coach.report.layout import BLANK, Block, Piece, cells_of, labelled
from coach.report.terminal import paint
from coach.report.visible import visible
from coach.wording import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

HELP_OPTION = "显示这份说明"
ONCE = ("--text", "--customer")
SECTIONS = {"argument": "参数", "option": "选项"}


def _help_text(command: Any, ctx: Any) -> str:
    require_stdout()
    return paint(_help_blocks(command, ctx), Look(width_of(sys.stdout))).rstrip("\n")


def _help_blocks(command: Any, ctx: Any) -> Iterator[Block]:
    usage = " ".join(command.collect_usage_pieces(ctx))
    yield labelled("用法：", "", 0, Piece(f"{ctx.command_path} {usage}"), cells=6)
    yield BLANK
    yield labelled("", "", 2, Piece(command.help or ""), cells=0)
    for kind, title in SECTIONS.items():
        params = [param for param in command.get_params(ctx) if param.param_type_name == kind]
        rows = [row for row in (param.get_help_record(ctx) for param in params) if row]
        yield from _section(title, rows)
    if isinstance(command, TyperGroup):
        named = ((name, command.get_command(ctx, name)) for name in command.list_commands(ctx))
        yield from _section("命令", [(name, (each.help or "").partition("。")[0]) for name, each in named if each])


def _section(title: str, rows: list[tuple[str, str]]) -> Iterator[Block]:
    if rows:
        yield BLANK
        yield Block((Piece(f"{title}："),))
        cells = max(cells_of(name) for name, _ in rows) + 2
        for name, words in rows:
            yield labelled(name, "", 2, Piece(words), cells=cells)


def _in_chinese(option: Any) -> Any:
    if option is not None:
        option.help = HELP_OPTION
    return option


def _refuse_second(command: Any, ctx: Any, args: list[str]) -> None:
    """Refuse to take words twice: the first ones would be dropped without a word."""
    _, _, order = command.make_parser(ctx).parse_args(args=list(args))
    given = [param.opts[0] for param in order if param.param_type_name == "option"]
    for name in ONCE:
        if given.count(name) > 1:
            ctx.fail(f"{name} 只能写一次；几份草稿请写成几个文件，或分几次批阅")


class ChineseCommand(TyperCommand):
    """A command whose help is in Chinese."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments."""
        _refuse_second(self, ctx, args)
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:
        """Write the help."""
        return _help_text(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        """Give `--help` its own help in Chinese."""
        return _in_chinese(super().get_help_option(ctx))


class ChineseGroup(TyperGroup):
    """The group of commands, with help in Chinese."""

    def get_help(self, ctx: Any) -> str:
        """Write the help."""
        return _help_text(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        """Give `--help` its own help in Chinese."""
        return _in_chinese(super().get_help_option(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or say which one was meant."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            ctx.fail(f"没有“{visible(args[0])}”这个命令{did_you_mean(args[0], self.commands)}")
        return super().resolve_command(ctx, args)


def reason(error: Any) -> str:
    """Say in Chinese what is wrong with the arguments."""
    kind, ctx, param = type(error).__name__, getattr(error, "ctx", None), getattr(error, "param", None)
    if kind == "NoSuchOption":
        params = ctx.command.get_params(ctx) if ctx is not None else ()
        known = {word.lstrip("-"): word for each in params for word in each.opts}  # dashes would make all look alike
        hint = did_you_mean(error.option_name.lstrip("-"), known).replace("“", "“--")
        return f"没有 {visible(error.option_name)} 这个选项{hint}"
    if kind == "BadOptionUsage":
        return f"选项 {visible(error.option_name)} 缺少值，或多了值"
    if param is not None:
        name = param.make_metavar(ctx) if param.param_type_name == "argument" else " / ".join(param.opts)
        return f"缺少{name}" if kind == "MissingParameter" else f"{name} 的值不对"
    message = visible(str(error))
    return "多出了参数" if message.startswith("Got unexpected") else message
