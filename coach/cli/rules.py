"""`coach rules` and `coach rule ID`: what is checked, and why. Floor 7."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Optional

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.rulebook.rule import Rulebook

ConfigPath = Annotated[Optional[str], typer.Option("--config", metavar="文件", help="用这个配置，不去查找")]
Isolated = Annotated[bool, typer.Option("--isolated", help="不读任何配置文件")]


def rules(config: ConfigPath = None, isolated: Isolated = False) -> int:
    """列出规则，按规则包。"""
    from coach.cli.exits import CLEAN
    from coach.cli.settle import look_for, read_config, rulebook_for
    from coach.cli.streams import write_out
    from coach.lint.rules import RULES
    from coach.report.catalogue import rule_table
    from coach.report.terminal import paint

    rulebook = rulebook_for(read_config(config, isolated))
    write_out(paint(rule_table((*rulebook.facts.values(), *RULES.values())), look_for(None, quiet=False)))
    return CLEAN


def rule(
    id_: Annotated[str, typer.Argument(metavar="规则编号", help="例如 vague-promise")],
    config: ConfigPath = None,
    isolated: Isolated = False,
) -> int:
    """说明一条规则：查什么、为什么、例句和改写。"""
    from coach.cli.exits import CLEAN
    from coach.cli.settle import look_for, read_config, rulebook_for
    from coach.cli.streams import write_out
    from coach.errors import UsageError
    from coach.lint.rules import RULES
    from coach.report.catalogue import rule_page
    from coach.report.terminal import paint
    from coach.wording import did_you_mean

    rulebook = rulebook_for(read_config(config, isolated))
    every = (*rulebook.facts.values(), *RULES.values())
    chosen = [facts for facts in every if id_ in (facts.id, facts.title) or facts.id.startswith(f"{id_}.")]
    if not chosen:
        known = [word for facts in every for word in (facts.id, facts.title)]
        raise UsageError(f"没有“{id_}”这条规则{did_you_mean(id_, known)}\n“coach rules”列出全部规则")
    phrases = {facts.id: tuple(_phrases(rulebook, facts.rewrites)) for facts in chosen}
    blocks = [block for facts in chosen for block in rule_page(facts, phrases[facts.id])]
    write_out(paint(blocks, look_for(None, quiet=False)))
    return CLEAN


def _phrases(rulebook: Rulebook, rewrites: tuple[str, ...]) -> Iterator[str]:
    """Give the words behind a rule's rewrites: topics of the phrasebook, or inline text."""
    for rewrite in rewrites:
        topic = rulebook.phrasebook.topics.get(rewrite)
        yield from (phrase.text for phrase in topic) if topic else (rewrite,)
