"""`coach fix` as Typer sees it: options → FixWish → the flow. Floor 7."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from coach.cli.wish import CheckWish, FixWish

Word = Optional[str]


def fix(
    paths: Annotated[list[str] | None, typer.Argument(metavar="[文件|-]…", help="要改的草稿；- 是标准输入")] = None,
    text: Annotated[Word, typer.Option("--text", "-t", metavar="草稿", help="直接给出草稿")] = None,
    write: Annotated[bool, typer.Option("--write", "-w", help="写回文件，编码和换行不变")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="只输出统一格式的差异")] = False,
    json: Annotated[bool, typer.Option("--json", help="输出 JSON：改后的文字、每处改动、空位、剩下的发现")] = False,
    copy: Annotated[bool, typer.Option("--copy", "-c", help="改完复制到剪贴板")] = False,
    level: Annotated[Word, typer.Option(metavar="级别", help="改到哪一级：fatal、major、minor（默认）、hint")] = None,
    customer: Annotated[Word, typer.Option(metavar="话|@文件", help="客户的来信，用来判断场景")] = None,
    scene: Annotated[Word, typer.Option(metavar="场景", help="例如 refund 或 退款退换；不写就按内容推断")] = None,
    channel: Annotated[Word, typer.Option(metavar="渠道", help="chat、email、sms、public、phone")] = None,
    region: Annotated[Word, typer.Option(metavar="地区", help="zh-CN、zh-TW、zh-HK；不写就看字形")] = None,
    tone: Annotated[Word, typer.Option(metavar="语气", help="正式、亲切、活泼；不写就随草稿")] = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="规则,…", help="只按这些规则或规则包改（可写前缀）")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="规则,…", help="不管这些规则或规则包")] = None,
    rules: Annotated[list[str] | None, typer.Option(metavar="文件夹", help="另加自己的规则")] = None,
    config: Annotated[Word, typer.Option(metavar="文件", help="用这个配置，不去查找")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="不读任何配置文件")] = False,
    color: Annotated[Word, typer.Option(metavar="何时", help="auto（默认）、always、never")] = None,
    encoding: Annotated[
        Word, typer.Option(metavar="编码", help="文件的编码，例如 big5；不写就认 BOM、UTF-8、GB18030")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不说空位和剩下的发现")] = False,
) -> int:
    """把草稿改到能发：在终端上一处一处挑，在管道里直接输出改好的文字。"""
    from coach.cli.fixing import run_fix

    base = CheckWish(
        paths=tuple(paths or ()),
        text=text,
        customer=customer,
        scene=scene,
        channel=channel,
        region=region,
        tone=tone,
        output_format="full",
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        rules=tuple(rules or ()),
        config=config,
        isolated=isolated,
        color=color,
        encoding=encoding,
        quiet=quiet,
    )
    return run_fix(FixWish(base, write, diff, json, copy, level))
