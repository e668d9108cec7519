"""What is checked of a library as a whole, and of its waivers: the facts reports print. Floor 6.

The words a check finds go into its message; everything else that is said of a rule stands here once.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from coach.model import Axis, Finding, RuleFacts, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.text import Span

PACKS: Mapping[str, str] = MappingProxyType({"library": "话术库", "waiver": "豁免"})
MAJOR, MINOR, HINT = Severity.major, Severity.minor, Severity.hint
TABLE = (  # id, title, severity, axis, message, why
    (
        "library.near-duplicate", "近似重复", MINOR, Axis.understanding, "和另一条几乎一样，留一条就够。",
        "几条差不多的话术，客服每次要挑，改的时候又容易漏掉一条，日子久了说法就不一致。",
    ),
    (
        "library.conflict", "说法冲突", MAJOR, Axis.response, "和另一条几乎一样，数字却不同。",
        "同一件事，两位客服照着话术给出两个时限或金额，客户会拿着截图来问哪个算数。",
    ),
    (
        "library.shortcut", "快捷码重复", MAJOR, Axis.understanding, "快捷码和另一条重复。",
        "打出同一个快捷码会跳出两条，客服忙的时候容易发错。",
    ),
    (
        "library.too-long", "超出长度", MAJOR, Axis.understanding, "超出渠道能发的长度。",
        "超出的部分会被截掉、拆成两条，或者根本存不进去，客户看到的是半句话。",
    ),
    (
        "library.address", "称呼不一致", MINOR, Axis.feeling, "“您”和“你”混用。",
        "同一个店一会儿“您”一会儿“你”，客户会觉得换了人，或者突然被怠慢。",
    ),
    (
        "library.term", "用词不一致", HINT, Axis.understanding, "同一个意思，别处用的是另一个词。",
        "一个东西两个名字，客户会以为是两样东西，搜索也搜不到。",
    ),
    (
        "library.group", "分组不清", HINT, Axis.understanding, "没有分组，或分组名像是写错了。",
        "没有归好组的话术客服找不到，等于没有。",
    ),
    (
        "library.expired", "日期已过", MAJOR, Axis.response, "写着的日期已经过了。",
        "照着过期的活动答复，客户来了却享受不到，只能再道一次歉。",
    ),
    (
        "library.link", "链接写错", MAJOR, Axis.response, "这个链接打不开。",
        "客户点不开，只能再问一次，还会怀疑是不是正规店铺。",
    ),
    (
        "library.variable", "变量不认识", MAJOR, Axis.response, "系统不会替换这个变量。",
        "变量名写错，客户收到的就是一串花括号。",
    ),
    (
        "waiver.unused", "豁免没用上", MINOR, Axis.redline, "这条豁免没有对上任何发现，可以删掉。",
        "没用的豁免会在将来悄悄放过不该放过的话。",
    ),
    (
        "waiver.expired", "豁免到期", MAJOR, Axis.redline, "这条豁免已经到期，不再生效。",
        "到期说明当初答应要改；改好就删掉它，还没改好就重新商定期限。",
    ),
    (
        "waiver.no-reason", "豁免没写原因", MINOR, Axis.redline, "这条豁免没有写原因。",
        "没有原因，半年后没有人敢动它。",
    ),
)  # fmt: skip


def _facts(id_: str, title: str, severity: Severity, axis: Axis, message: str, why: str) -> RuleFacts:
    pack = id_.partition(".")[0]
    return RuleFacts(id_, title, pack, PACKS[pack], severity, axis, message, why, "", (), (), ())


RULES: Mapping[str, RuleFacts] = MappingProxyType({row[0]: _facts(*row) for row in TABLE})


def finding(rule: str, span: Span, message: str) -> Finding:
    """Make a finding of one of these rules, at its own severity."""
    return Finding(rule, RULES[rule].severity, span, message)


def named(rule: str, names: Iterable[str]) -> bool:
    """Tell whether a rule is one of `names`: ids, their beginnings up to a dot, packs."""
    return any(rule == name or rule.startswith(f"{name}.") for name in names)


def severities(chosen: Iterable[tuple[str, str]]) -> Mapping[str, Severity]:
    """Give the severity of each of these rules where a team has set another."""
    levels = {id_: facts.severity for id_, facts in RULES.items()}
    for name, word in sorted(chosen, key=lambda pair: len(pair[0])):  # the more exact name wins
        levels.update({id_: Severity[word] for id_ in levels if named(id_, (name,))})
    return levels
