"""`coach test`: proves rule folders by their own examples. Floor 7."""

from __future__ import annotations

from typing import Annotated, Optional

import typer


def test(
    paths: Annotated[
        Optional[list[str]], typer.Argument(metavar="[文件夹]…", help="自己的规则；与自带规则一起验证")
    ] = None,
    config: Annotated[Optional[str], typer.Option(metavar="文件", help="用这个配置，不去查找")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="不读任何配置文件")] = False,
) -> int:
    """验证规则：例句该响的响、该静的静，每条改写和话术自己不犯规。"""
    from coach.cli.exits import CLEAN, FINDINGS
    from coach.cli.settle import choice_for, placed, read_config
    from coach.cli.streams import say, write_out
    from coach.errors import ProblemsError
    from coach.proof import prove

    settled = read_config(config, isolated)
    try:
        proof = prove(choice_for(settled, rules=paths or ()))
    except ProblemsError as error:
        raise placed(error, settled) from None
    write_out("".join(f"{problem}\n" for problem in proof.problems))
    tried = f"{proof.rules} 条规则、{proof.examples} 个例句、{proof.phrases} 条话术"
    if proof.problems:
        say(f"{tried}，{len(proof.problems)} 处不对")
        return FINDINGS
    say(f"{tried}，全部通过")
    return CLEAN
