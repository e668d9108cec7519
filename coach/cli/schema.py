"""`coach schema`: the JSON schemas that this program keeps to. Floor 7."""

from __future__ import annotations

from typing import Annotated

import typer

SCHEMAS = {"report": "json 输出", "pack": "规则文件"}


def schema(
    which: Annotated[
        str, typer.Argument(metavar="[report|pack]", help="report：json 输出（默认）；pack：规则文件")
    ] = "report",
) -> int:
    """打印 JSON schema：json 输出的，或规则文件的。"""
    from pathlib import Path

    from coach import report
    from coach.cli.exits import CLEAN
    from coach.cli.streams import write_out
    from coach.rulebook.loader import packaged
    from coach.wording import known_word

    kind = known_word("schema", which, SCHEMAS)
    path = (
        Path(packaged("rules"), "pack.schema.json")
        if kind == "pack"
        else Path(report.__file__).with_name("schema.json")
    )
    write_out(path.read_text(encoding="utf-8"))
    return CLEAN
