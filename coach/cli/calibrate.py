"""`coach calibrate LABELLED.jsonl`: how far the rules agree with people's labels. Floor 7."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Optional

import typer

if TYPE_CHECKING:
    from coach.calibrate import Agreement, Calibration
    from coach.errors import Failure
    from coach.intake.labelled import Labelled

SHAPES = {"table": "表格", "json": "JSON"}
Names = Optional[list[str]]
Precision = Annotated[Optional[float], typer.Option(min=0, max=1, metavar="0–1", help="精确率低于它就以 1 退出")]
Recall = Annotated[Optional[float], typer.Option(min=0, max=1, metavar="0–1", help="召回率低于它就以 1 退出")]
Positives = Annotated[int, typer.Option(min=1, metavar="条数", help="正例不到这么多的族不按上面两条论")]
Families = Annotated[Names, typer.Option(metavar="族,…", help="标注涉及哪些族；不写就是标注里出现过的")]
Examples = Annotated[int, typer.Option(min=0, metavar="条数", help="每族列几处分歧")]


def calibrate(
    path: Annotated[str, typer.Argument(metavar="标注.jsonl", help="一行一条：reply、customer、labels、doubt")],
    min_precision: Precision = None,
    min_recall: Recall = None,
    min_positives: Positives = 5,
    families: Families = None,
    examples: Examples = 3,
    show: Annotated[bool, typer.Option("--show", help="列分歧时连同回复的原文")] = False,
    output_format: Annotated[str, typer.Option(metavar="格式", help="table（默认）、json")] = "table",
    rules: Annotated[Names, typer.Option(metavar="文件夹", help="另加自己的规则")] = None,
    encoding: Annotated[Optional[str], typer.Option(metavar="编码", help="文件的编码")] = None,
    config: Annotated[Optional[str], typer.Option(metavar="文件", help="用这个配置，不去查找")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="不读任何配置文件")] = False,
) -> int:
    """用人工标注校准规则：每族的精确率、召回率、κ，分歧在哪几条，哪些规则从没响过。"""
    from coach.calibrate import calibrate as compare
    from coach.cli.exits import CLEAN, FINDINGS, TROUBLE
    from coach.cli.settle import read_config, rulebook_for, split
    from coach.cli.streams import say
    from coach.errors import Failure
    from coach.intake.labelled import read_labelled
    from coach.report.visible import visible
    from coach.wording import known_word

    known_word("输出格式", output_format, SHAPES)
    rulebook = rulebook_for(read_config(config, isolated), rules=rules or ())
    read = tuple(_checked(each, path) for each in read_labelled(path, encoding))
    failures = [each for each in read if isinstance(each, Failure)]
    found = compare((each for each in read if not isinstance(each, Failure)), rulebook, split(families or ()))
    _write(found, examples, show, output_format)
    for failure in failures:
        say(f"没能读取 {visible(failure.source)}：{visible(failure.message)}")
    _say_doubtful(found, {rule.family for rule in rulebook.rules})
    if failures or found.crashed or not found.rows:
        return TROUBLE
    low = _too_low(found, min_precision or 0.0, min_recall or 0.0, min_positives)
    for line in low:
        say(line)
    return FINDINGS if low else CLEAN


def _checked(row: Labelled | Failure, path: str) -> Labelled | Failure:
    """Turn a row whose scene, channel or region is no such thing into a failure."""
    from coach.calibrate import unknown_setting
    from coach.errors import Failure

    wrong = "" if isinstance(row, Failure) else unknown_setting(row)
    return Failure(f"{path}:{row.line}", wrong) if wrong and not isinstance(row, Failure) else row


def _write(found: Calibration, examples: int, show: bool, shape: str) -> None:
    import json

    from coach.cli.settle import look_for
    from coach.cli.streams import write_out
    from coach.report.calibrated import calibration_blocks, calibration_data
    from coach.report.terminal import paint

    if shape == "json":
        write_out(json.dumps(calibration_data(found, show), ensure_ascii=False, indent=2) + "\n")
    else:
        write_out(paint(calibration_blocks(found, examples, show), look_for(None, quiet=False)))


def _say_doubtful(found: Calibration, known: set[str]) -> None:
    from coach.cli.streams import say
    from coach.report.visible import visible
    from coach.wording import did_you_mean

    for family in found.unknown:
        say(f"标注里的“{visible(family)}”不是开着的规则族{did_you_mean(family, known)}")
    for crash in found.crashed:
        say(f"规则出错，没能用它批阅：{crash}")
    if not found.rows:
        say("没有读到一条标注")


def _too_low(found: Calibration, precision: float, recall: float, least: int) -> list[str]:
    """Name every family with enough positives, and the whole, that falls short."""
    judged: list[tuple[str, Agreement]] = [
        (family, table) for family, table in found.families.items() if table.positives >= least
    ]
    lines = []
    for name, table in (*judged, ("合计", found.total)):
        for title, interval, limit in (("精确率", table.precision, precision), ("召回率", table.recall, recall)):
            if interval.share is not None and interval.share < limit:
                lines.append(f"{name} 的{title} {interval.share:.2f} 低于 {limit:.2f}")
    return lines
