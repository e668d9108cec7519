"""`coach baseline`: sets today's findings aside, so that `lint` only tells of new ones. Floor 7."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

Words = Optional[list[str]]


def baseline(
    paths: Annotated[Words, typer.Argument(metavar="[文件|文件夹]…", help="话术库；不写就是当前文件夹")] = None,
    output: Annotated[
        Optional[str],
        typer.Option(
            "--output", "-o", metavar="文件", help="写到哪里；不写就是配置里的 baseline，或 coach-baseline.json"
        ),
    ] = None,
    columns: Annotated[
        Optional[str], typer.Option("--map", metavar="列", help="哪一列是什么：text=内容,title=标题…")
    ] = None,
    exclude: Annotated[Words, typer.Option(metavar="样式", help="不读这些文件，写法同 .gitignore")] = None,
    select: Annotated[Words, typer.Option(metavar="规则,…", help="只用这些规则或规则包（可写前缀）")] = None,
    ignore: Annotated[Words, typer.Option(metavar="规则,…", help="不用这些规则或规则包")] = None,
    rules: Annotated[Words, typer.Option(metavar="文件夹", help="另加自己的规则")] = None,
    config: Annotated[Optional[str], typer.Option(metavar="文件", help="用这个配置，不去查找")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="不读任何配置文件")] = False,
    encoding: Annotated[Optional[str], typer.Option(metavar="编码", help="文件的编码")] = None,
    jobs: Annotated[Optional[int], typer.Option("--jobs", "-j", metavar="个数", min=1, help="用几个进程")] = None,
    today: Annotated[Optional[str], typer.Option(metavar="日期", help="把这一天当作今天")] = None,
) -> int:
    """生成基线：现有的发现都记下来，以后只报新的。"""
    from coach.cli.lint_wish import LintWish
    from coach.cli.linting import run_baseline
    from coach.cli.wish import CheckWish

    check = CheckWish(
        paths=tuple(paths or (".",)),
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        rules=tuple(rules or ()),
        config=config,
        isolated=isolated,
        encoding=encoding,
    )
    wish = LintWish(check, columns=columns, exclude=tuple(exclude or ()), jobs=jobs, today=today)
    return run_baseline(wish, output)
