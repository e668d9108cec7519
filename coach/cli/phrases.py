"""`coach phrases WORDS`: finds words to use in the phrasebooks. Floor 7."""

from __future__ import annotations

from typing import Annotated, Optional

import typer


def phrases(
    words: Annotated[list[str], typer.Argument(metavar="词…", help="要找的意思，例如 退款 到账")],
    scene: Annotated[Optional[str], typer.Option(metavar="场景", help="只找这个场景能用的")] = None,
    tone: Annotated[Optional[str], typer.Option(metavar="语气", help="正式、亲切、活泼")] = None,
    region: Annotated[Optional[str], typer.Option(metavar="地区", help="zh-CN、zh-TW、zh-HK")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="条数", min=1, help="最多几条")] = 8,
    config: Annotated[Optional[str], typer.Option(metavar="文件", help="用这个配置，不去查找")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="不读任何配置文件")] = False,
) -> int:
    """在话术本里找说法：不必一字不差。"""
    from coach.cli.exits import CLEAN, FINDINGS
    from coach.cli.settle import look_for, read_config, rulebook_for
    from coach.cli.streams import say, write_out
    from coach.report.catalogue import phrase_list
    from coach.report.terminal import paint
    from coach.rulebook.situation import REGIONS, SCENES, TONES
    from coach.wording import known_word

    found = rulebook_for(read_config(config, isolated)).phrasebook.search(
        " ".join(words),
        limit,
        scene=known_word("场景", scene, SCENES),
        tone=known_word("语气", tone, TONES),
        region=known_word("地区", region, REGIONS),
    )
    if not found:
        say("没有找到相近的话术，换个说法试试")
        return FINDINGS
    rows = [
        (each.text, each.topic, tuple(SCENES[name] for name in each.scenes), each.tone, each.note) for each in found
    ]
    write_out(paint(phrase_list(rows), look_for(None, quiet=False)))
    return CLEAN
