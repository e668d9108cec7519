"""`coach phrases [WORDS]`: finds words to use in the phrasebooks; `--stats` tells how far they reach. Floor 7."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Optional

import typer

if TYPE_CHECKING:
    from coach.rulebook.phrasebook import Phrase, Wanted
    from coach.rulebook.rule import Rulebook


def phrases(
    words: Annotated[
        Optional[list[str]], typer.Argument(metavar="词…", help="要找的意思，例如 退款 到账；不写就按条件列出")
    ] = None,
    scene: Annotated[Optional[str], typer.Option(metavar="场景", help="只要这个场景能用的")] = None,
    tone: Annotated[Optional[str], typer.Option(metavar="语气", help="正式、亲切、活泼")] = None,
    region: Annotated[Optional[str], typer.Option(metavar="地区", help="zh-CN、zh-TW、zh-HK")] = None,
    authority: Annotated[Optional[str], typer.Option(metavar="权限", help="一线、组长、主管：这一级能许的")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="条数", min=1, help="最多几条")] = 8,
    stats: Annotated[bool, typer.Option("--stats", help="看覆盖：每族规则在每个场景有几条，缺哪些")] = False,
    config: Annotated[Optional[str], typer.Option(metavar="文件", help="用这个配置，不去查找")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="不读任何配置文件")] = False,
) -> int:
    """在话术本里找说法，不必一字不差；--stats 看覆盖。"""
    from coach.cli.settle import read_config, rulebook_for
    from coach.errors import UsageError
    from coach.rulebook.phrasebook import Wanted
    from coach.rulebook.situation import AUTHORITIES, REGIONS, SCENES, TONES
    from coach.wording import known_word

    level = known_word("权限", authority, {name: name for name in AUTHORITIES})
    wanted = Wanted(
        known_word("场景", scene, SCENES),
        known_word("语气", tone, TONES),
        known_word("地区", region, REGIONS),
        AUTHORITIES[: AUTHORITIES.index(level) + 1] if level else (),
    )
    if not stats and not words and wanted == Wanted():
        raise UsageError("写上要找的意思，或加 --scene、--tone、--region、--authority、--stats")
    if stats and words:
        raise UsageError("--stats 数的是全部话术，不用写词")
    rulebook = rulebook_for(read_config(config, isolated))
    return _show_stats(rulebook, wanted) if stats else _show(rulebook, " ".join(words or ()), limit, wanted)


def _show(rulebook: Rulebook, words: str, limit: int, wanted: Wanted) -> int:
    from coach.cli.exits import CLEAN, FINDINGS
    from coach.cli.settle import look_for
    from coach.cli.streams import say, write_out
    from coach.report.catalogue import phrase_list
    from coach.report.terminal import paint
    from coach.rulebook.situation import SCENES

    found = rulebook.phrasebook.search(words, limit, wanted)
    if not found:
        say("没有找到相近的话术，换个说法试试" if words else "没有符合这些条件的话术")
        return FINDINGS
    rows = [
        (each.text, each.topic, tuple(SCENES[name] for name in each.scenes), each.tone, each.note) for each in found
    ]
    write_out(paint(phrase_list(rows), look_for(None, quiet=False)))
    return CLEAN


def _show_stats(rulebook: Rulebook, wanted: Wanted) -> int:
    from collections import Counter

    from coach.cli.exits import CLEAN, FINDINGS
    from coach.cli.settle import look_for
    from coach.cli.streams import write_out
    from coach.report.coverage import FamilyReach, coverage_view
    from coach.report.terminal import paint
    from coach.rulebook.coverage import reaches
    from coach.rulebook.situation import REGIONS, SCENES

    regions = (wanted.region,) if wanted.region else tuple(REGIONS)
    scenes = (wanted.scene,) if wanted.scene else tuple(SCENES)
    measured = [reaches(rulebook, wanted._replace(region=region).lets) for region in regions]
    families = [
        FamilyReach(
            together[0].title,
            together[0].family,
            sum(len(reach.phrases) for reach in together),
            {
                SCENES[scene]: tuple(reach.counts[scene] for reach in together)
                for scene in scenes
                if scene in together[0].counts
            },
        )
        for together in zip(*measured, strict=True)
    ]
    kept: list[Phrase] = [phrase for phrase in rulebook.phrasebook.phrases if wanted.lets(phrase)]
    totals = (
        ("话术", {"共": len(kept)}),
        ("地区", Counter(REGIONS[phrase.region] for phrase in kept)),
        ("语气", Counter(phrase.tone or "不分" for phrase in kept)),
        ("权限", Counter(phrase.authority for phrase in kept)),
    )
    families = [family for family in families if family.scenes]
    write_out(
        paint(coverage_view(totals, [REGIONS[region] for region in regions], families), look_for(None, quiet=False))
    )
    return FINDINGS if any(family.gaps for family in families) else CLEAN
