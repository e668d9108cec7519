"""`coach lint` as Typer sees it: options → LintWish → the flow. Floor 7."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

Word = Optional[str]
Words = Optional[list[str]]


def lint(
    paths: Annotated[
        Words, typer.Argument(metavar="[文件|文件夹|-]…", help="话术库；不写就是当前文件夹；- 是标准输入")
    ] = None,
    show_entries: Annotated[bool, typer.Option("--show-entries", help="只列出认出了哪些话术，不批阅")] = False,
    columns: Annotated[
        Word, typer.Option("--map", metavar="列", help="哪一列是什么：text=内容,title=标题,group=分组,scene=…")
    ] = None,
    product: Annotated[Word, typer.Option(metavar="系统", help="从哪个系统导出，例如 zendesk；不写就看内容")] = None,
    split: Annotated[
        Word, typer.Option(metavar="方式", help="文本怎样分条：auto（默认）、blank、rule、heading、line、whole")
    ] = None,
    stdin_filename: Annotated[Word, typer.Option(metavar="文件名", help="标准输入当作这个文件，用来认类型")] = None,
    exclude: Annotated[Words, typer.Option(metavar="样式", help="不读这些文件，写法同 .gitignore")] = None,
    force_exclude: Annotated[bool, typer.Option("--force-exclude", help="直接点名的文件也按 exclude 排除")] = False,
    no_gitignore: Annotated[bool, typer.Option("--no-gitignore", help="不理会 .gitignore")] = False,
    scene: Annotated[Word, typer.Option(metavar="场景", help="所有条目都按这个场景批阅")] = None,
    channel: Annotated[Word, typer.Option(metavar="渠道", help="所有条目都按这个渠道：chat、email、sms…")] = None,
    region: Annotated[Word, typer.Option(metavar="地区", help="zh-CN、zh-TW、zh-HK")] = None,
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
        Words,
        typer.Option("--output", "-o", metavar="文件", help="另写一份到文件，可以写几次：报告.sarif、junit:报告.xml"),
    ] = None,
    fail_on: Annotated[
        Word, typer.Option(metavar="级别", help="到哪一级就以 1 退出：fatal、major（默认）、minor、hint、never")
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", "-e", help="有发现也以 0 退出")] = False,
    max_findings: Annotated[Optional[int], typer.Option(metavar="个数", min=1, help="最多列出几处，重的在先")] = None,
    baseline: Annotated[
        Word, typer.Option(metavar="文件", help="基线里已有的发现不再报，用 coach baseline 生成")
    ] = None,
    since: Annotated[Word, typer.Option(metavar="版本", help="只看这个 git 版本之后新增或改过的条目")] = None,
    waivers: Annotated[
        Word, typer.Option(metavar="文件", help="豁免清单；不写就用配置旁边的 coach-waivers.yaml")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="把有把握的改写直接写进文件")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="只显示 --fix 会怎么改，不写文件")] = False,
    select: Annotated[Words, typer.Option(metavar="规则,…", help="只用这些规则或规则包（可写前缀）")] = None,
    ignore: Annotated[Words, typer.Option(metavar="规则,…", help="不用这些规则或规则包")] = None,
    rules: Annotated[Words, typer.Option(metavar="文件夹", help="另加自己的规则")] = None,
    config: Annotated[Word, typer.Option(metavar="文件", help="用这个配置，不去查找")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="不读任何配置文件")] = False,
    jobs: Annotated[
        Optional[int], typer.Option("--jobs", "-j", metavar="个数", min=1, help="用几个进程；不写就自动")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="不用缓存（缓存里没有话术原文）")] = False,
    today: Annotated[Word, typer.Option(metavar="日期", help="把这一天当作今天，例如 2026-12-31")] = None,
    color: Annotated[Word, typer.Option(metavar="何时", help="auto（默认）、always、never")] = None,
    encoding: Annotated[Word, typer.Option(metavar="编码", help="文件的编码；不写就认 BOM、UTF-8、GB18030")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="只输出发现，不说别的")] = False,
) -> int:
    """批阅话术库：逐条批阅，再看整个库有没有重复、矛盾和过期。"""
    from coach.cli.lint_wish import LintWish
    from coach.cli.linting import run_lint
    from coach.cli.wish import CheckWish

    check = CheckWish(
        paths=tuple(paths or (".",)),
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
    )
    return run_lint(
        LintWish(
            check=check,
            split=split,
            columns=columns,
            product=product,
            stdin_filename=stdin_filename,
            exclude=tuple(exclude or ()),
            force_exclude=force_exclude,
            no_gitignore=no_gitignore,
            show_entries=show_entries,
            baseline=baseline,
            waivers=waivers,
            since=since,
            today=today,
            max_findings=max_findings,
            jobs=jobs,
            no_cache=no_cache,
            fix=fix,
            diff=diff,
        )
    )
