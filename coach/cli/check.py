"""`coach check` as Typer sees it: options → CheckWish → the flow. Floor 7."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from coach.cli.wish import CheckWish

Word = Optional[str]


def check(
    paths: Annotated[
        Optional[list[str]], typer.Argument(metavar="[文件|-]…", help="要批阅的草稿；- 是标准输入")
    ] = None,
    text: Annotated[Word, typer.Option("--text", "-t", metavar="草稿", help="直接给出草稿")] = None,
    customer: Annotated[Word, typer.Option(metavar="话|@文件", help="客户的来信，用来判断场景")] = None,
    scene: Annotated[Word, typer.Option(metavar="场景", help="例如 refund 或 退款退换；不写就按内容推断")] = None,
    channel: Annotated[Word, typer.Option(metavar="渠道", help="chat、email、sms、public、phone")] = None,
    region: Annotated[Word, typer.Option(metavar="地区", help="zh-CN、zh-TW、zh-HK；不写就看字形")] = None,
    tone: Annotated[Word, typer.Option(metavar="语气", help="改写偏好的语气：正式、亲切、活泼")] = None,
    output_format: Annotated[
        Word,
        typer.Option(
            metavar="格式",
            help="给人看：full（终端上的默认）、concise（否则）、markdown、html；"
            "给程序：json、jsonl、sarif、github、gitlab、junit、checkstyle、rdjson、rdjsonl",
        ),
    ] = None,
    output: Annotated[
        Optional[list[str]],
        typer.Option("--output", "-o", metavar="文件", help="另写一份到文件，可以写几次：报告.sarif、junit:报告.xml"),
    ] = None,
    fail_on: Annotated[
        Word, typer.Option(metavar="级别", help="到哪一级就以 1 退出：fatal、major（默认）、minor、hint、never")
    ] = None,
    select: Annotated[
        Optional[list[str]], typer.Option(metavar="规则,…", help="只用这些规则或规则包（可写前缀）")
    ] = None,
    ignore: Annotated[Optional[list[str]], typer.Option(metavar="规则,…", help="不用这些规则或规则包")] = None,
    rules: Annotated[Optional[list[str]], typer.Option(metavar="文件夹", help="另加自己的规则")] = None,
    config: Annotated[Word, typer.Option(metavar="文件", help="用这个配置，不去查找")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="不读任何配置文件")] = False,
    color: Annotated[Word, typer.Option(metavar="何时", help="auto（默认）、always、never；只有 full 有颜色")] = None,
    encoding: Annotated[
        Word, typer.Option(metavar="编码", help="文件的编码，例如 big5；不写就认 BOM、UTF-8、GB18030")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="只输出发现，不说别的")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", "-e", help="有发现也以 0 退出")] = False,
    authority: Annotated[
        Word, typer.Option(metavar="级别", help="按谁的权限建议和许诺：一线（默认）、组长、主管")
    ] = None,
    framework: Annotated[
        Optional[list[str]],
        typer.Option(metavar="框架,…", help="对照服务框架看少了哪一步，例如 服务恢复四步、场景骨架"),
    ] = None,
    explain_score: Annotated[bool, typer.Option("--explain-score", help="逐项说明评分是怎么来的")] = False,
) -> int:
    """批阅草稿：哪里会让客户反感、为什么、怎么改。不给草稿时，在终端上等您粘贴。"""
    from coach.cli.checking import run_check

    return run_check(
        CheckWish(
            paths=tuple(paths or ()),
            text=text,
            customer=customer,
            scene=scene,
            channel=channel,
            region=region,
            tone=tone,
            output_format=output_format,
            output=tuple(output or ()),
            fail_on=fail_on,
            select=tuple(select or ()),
            ignore=tuple(ignore or ()),
            rules=tuple(rules or ()),
            config=config,
            isolated=isolated,
            color=color,
            encoding=encoding,
            quiet=quiet,
            exit_zero=exit_zero,
            authority=authority,
            frameworks=tuple(framework or ()),
            explain_score=explain_score,
        )
    )
