"""Every matcher of the rule language: what it finds, what it does not, and exactly where."""

from __future__ import annotations

import pytest

from coach.errors import ProblemsError
from tests.rulebooks import demo, spans

TABLE = [
    # phrases and word boundaries
    ("when: [保证]", "我保证周五到。", ["保证"]),
    ("when: [保证]", "请先交保证金。", []),
    ("when: {phrases: [保证], boundary: free}", "请先交保证金。", ["保证金"]),
    ("when: [不行]", "请步行不行驶。", []),
    ("when: [第一时间]", "第一时间联系您", ["第一时间"]),
    ("when: [尽快]", "我们会儘快、盡 快和尽\u200b快处理", ["儘快", "盡 快", "尽\u200b快"]),
    ("when: [尽快, 尽快处理]", "尽快处理", ["尽快处理"]),
    # seq, gaps, optional and named parts
    ("when: {seq: [<尽快类>, '…6', <动作>]}", "我们会尽快为您处理。", ["尽快为您处理"]),
    ("when: {seq: [<尽快类>, '…2', <动作>]}", "我们会尽快为您去处理。", []),
    ("when: {seq: [<尽快类>, <动作>]}", "尽快为您处理，第一时间核实", ["第一时间核实"]),
    ("when: {seq: [<尽快类>, '…9', <动作>]}", "我们会尽快。马上处理", []),
    ("when: {seq: [{maybe: [会]}, 尽快, <动作>]}", "会尽快回复，尽快核实", ["会尽快回复", "尽快核实"]),
    ("when: {seq: [{pattern: '[0-9]+'}, 元]}", "退您25元。", ["25元"]),
    # pattern with a list in it
    ("when: {pattern: '<尽快类>(?:为您)?<动作>'}", "尽快为您核实", ["尽快为您核实"]),
    ("when: {pattern: '儘快.{0,3}处理'}", "尽快给您处理", ["尽快给您处理"]),
    # tokens
    ("when: {tokens: [尽快, '?', <动作>]}", "我们尽快为您处理", []),
    ("when: {tokens: [尽快, '*', <动作>]}", "我们尽快为您处理", ["尽快为您处理"]),
    ("when: {tokens: [保证]}", "保证金不退", []),
    # near and order
    ("when: {near: [[快递], [问题]], gap: 4}", "问题出在快递。", ["问题出在快递"]),
    ("when: {near: [[快递], [问题]], gap: 1}", "问题出在快递。", []),
    ("scope: reply\nwhen: {order: [[抱歉], [但是]]}", "抱歉。但是不行。", ["抱歉"]),
    ("scope: reply\nwhen: {order: [[抱歉], [但是]]}", "但是不行。抱歉。", []),
    # absent: an empty span at the end of the region
    ("scope: reply\nwhen: {absent: [谢谢]}", "已经改好。", [""]),
    ("scope: reply\nwhen: {absent: [谢谢]}", "谢谢。", []),
    # count
    ("scope: reply\nwhen: {count: {phrases: [抱歉], boundary: free}, min: 3}", "抱歉抱歉，真的抱歉。", ["抱歉抱歉，真的抱歉"]),
    ("scope: reply\nwhen: {count: {phrases: [抱歉], boundary: free}, min: 3}", "抱歉，抱歉。", []),
    # similar
    ("scope: reply\nwhen: {similar: [请问还有什么可以帮您], min: 80}", "您好。请问还有什么可以帮到您？", ["请问还有什么可以帮到您？"]),
    # time
    ("when: {time: bound}", "今天18点前给您回复。", ["今天18点前"]),
    ("when: {all: [[尽快], {time: none}]}", "尽快回复，今天18点前。", []),
    ("when: {all: [[尽快], {time: none}]}", "尽快回复。", ["尽快"]),
    # subject
    ("when: {all: [[尽快], {subject: us}]}", "我们会尽快联系您。", ["尽快"]),
    ("when: {all: [[尽快], {subject: us}]}", "请您尽快付款。", []),
    ("when: {all: [[尽快], {subject: customer}]}", "您可以尽快付款。", ["尽快"]),
    # length
    ("scope: reply\nwhen: {all: [[好的], {length: reply, max: 4}]}", "好的亲。", ["好的"]),
    ("scope: reply\nwhen: {all: [[好的], {length: reply, max: 4}]}", "好的亲，稍后说。", []),
    # any, not, cues
    ("when: {any: [[快递], [物流]]}", "物流和快递", ["物流", "快递"]),
    ("when: {all: [[尽快], {not: [退款]}]}", "尽快退款。尽快回复。", ["尽快"]),
    ("when: [尽快]\nunless: {cue: 有时限}", "尽快处理。最晚明天下午3点前答复您。", []),
    # within
    ("when: [尽快]\nunless: {phrases: [退款], within: clause}", "退款在办，尽快处理。", ["尽快"]),
    ("when: [尽快]\nunless: {phrases: [退款], within: next-sentence}", "尽快处理。退款在办。", []),
    ("when: [尽快]\nunless: {phrases: [退款], within: previous-sentence}", "尽快处理。退款在办。", ["尽快"]),
    ("when: [尽快]\nunless: {phrases: [退款], within: before}", "退款尽快处理。", []),
    ("when: [尽快]\nunless: {phrases: [退款], within: after}", "退款尽快处理。", ["尽快"]),
    ("when: [尽快]\nunless: {phrases: [退款], within: reply-after}", "尽快处理。好的。退款在办。", []),
    # scopes
    ("scope: opening\nwhen: [抱歉]", "非常抱歉给您添麻烦。其次，抱歉。", ["抱歉"]),
    ("scope: closing\nwhen: [抱歉]", "抱歉让您等。甲。乙，抱歉。", ["抱歉"]),
    ("scope: clause\nwhen: {all: [[尽快], [处理]]}", "尽快，处理。", []),
    # masks
    ("when: [尽快]", "您说的“尽快”我明白。", []),
    ("when: {phrases: [尽快], masked: false}", "您说的“尽快”我明白。", ["尽快"]),
    # once
    ("once: true\nwhen: [尽快]", "尽快。尽快。", ["尽快"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text", "expected"), TABLE)
def test_matcher(body: str, text: str, expected: list[str]) -> None:
    assert spans(demo(body), text) == expected


SITUATIONS = [
    ("when: {all: [[退货], {customer: [投诉]}]}", "退货。", {"customer": "我要投诉"}, ["退货"]),
    ("when: {all: [[退货], {customer: [投诉]}]}", "退货。", {"customer": "你好"}, []),
    ("when: {all: [[退货], {customer: [投诉]}]}", "退货。", {}, []),
    ("when: {all: [[退货], {has-customer: true}]}", "退货。", {"customer": "你好"}, ["退货"]),
    ("when: {all: [[退货], {has-customer: false}]}", "退货。", {}, ["退货"]),
    ("when: [规定]\nunless: {asked-by-customer: true}", "规定如下。", {"customer": "你们规定是什么？"}, []),
    ("when: [规定]\nunless: {asked-by-customer: true}", "规定如下。", {"customer": "给我退钱"}, ["规定"]),
    ("when: {all: [[退货], {scene: [complaint]}]}", "退货。", {"scene": "complaint"}, ["退货"]),
    ("when: {all: [[退货], {scene: [complaint]}]}", "退货。", {"scene": "presale"}, []),
    ("when: {all: [[退货], {channel: sms}]}", "退货。", {"channel": "sms"}, ["退货"]),
    ("when: {all: [[退货], {region: zh-TW}]}", "退货。", {"region": "zh-CN"}, []),
    ("scenes: {presale: off}\nwhen: [退货]", "退货。", {"scene": "presale"}, []),
]


@pytest.mark.parametrize(("body", "text", "facts", "expected"), SITUATIONS)
def test_situation(body: str, text: str, facts: dict[str, str], expected: list[str]) -> None:
    assert spans(demo(body), text, **facts) == expected


def test_named_parts_stand_in_the_message() -> None:
    from tests.rulebooks import findings, rulebook

    book = rulebook(
        """\
        pack: demo
        rules:
          - id: demo
            title: 演示
            severity: minor
            axis: 回应
            when: {seq: [尽快, "…3", {words: [处理, 回复], as: 动作}]}
            message: 什么时候<动作>？
            examples: {flag: [甲, 乙], pass: [丙, 丁]}
        """
    )
    assert findings(book, "会尽快给您回覆，尽快回复")[0].message == "什么时候回复？"


SEVERITIES = [("up", "minor", "major"), ("up", "major", "major"), ("up", "fatal", "fatal"), ("down", "major", "minor"),
              ("down", "hint", "hint"), ("hint", "major", "hint")]  # fmt: skip


@pytest.mark.parametrize(("change", "own", "expected"), SEVERITIES)
def test_a_scene_changes_severity_but_never_makes_it_fatal(change: str, own: str, expected: str) -> None:
    from tests.rulebooks import RULE, findings, rulebook

    pack = RULE.replace("severity: major", f"severity: {own}") % f"    scenes: {{refund: {change}}}\n    when: [退货]"
    assert findings(rulebook(pack), "退货。", scene="refund")[0].severity.name == expected


FOUND = """\
pack: demo
rules:
  - {id: asks, title: 问, severity: minor, axis: 回应, scope: reply, once: true, when: {all: [{absent: [明天]}, {found: %s}]}, message: 没说哪天, examples: {flag: [甲, 乙], pass: [丙, 丁]}}
  - {id: refuses.flat, title: 拒, severity: minor, axis: 回应, when: [办不了], message: 拒绝, examples: {flag: [甲, 乙], pass: [丙, 丁]}}
"""


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("这个办不了。", ["refuses.flat", "asks"]),
        ("今天办不了，明天可以。", ["refuses.flat"]),
        ("可以办。", []),
    ],
)
def test_a_rule_can_judge_what_others_have_found(text: str, rules: list[str]) -> None:
    from tests.rulebooks import findings, rulebook

    assert [found.rule for found in findings(rulebook(FOUND % "[refuses]"), text)] == rules


def test_a_family_that_no_rule_belongs_to_is_a_problem() -> None:
    from tests.rulebooks import rulebook

    with pytest.raises(ProblemsError) as raised:
        rulebook(FOUND % "[refuse]")
    assert [problem.message for problem in raised.value.problems] == ["没有名为“refuse”的规则族，是不是“refuses”？"]


def test_a_pattern_may_ask_for_what_is_masked() -> None:
    """The words it needs are looked for in the text, where a masked stretch is not blank."""
    assert spans(demo(r"when: {pattern: '我是\x{fffc}{5}'}"), "我是a1234@qq.com呀") == ["我是a1234"]
