"""Masks: what is quoted, what the customer said, links, numbers, slots and code."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.reading.fold import fold
from coach.reading.masks import BLANK, Kind, masked, masks

LONG = "您好，您的订单我们已经查到了，包裹目前在杭州中转，预计明天下午送到，请您保持电话畅通，感谢您的耐心等待。"
# The text as typed, and each mask as kind and folded slice.
MASKS = [
    ("请点「提交申請」按钮", [("quote", "提交申请")]),
    ("《售后服务规则》第三条", [("quote", "售后服务规则")]),
    ('请选"退货退款"', [("quote", "退货退款")]),
    ("您说的“一直没人管”我们看到了", [("customer", "一直没人管")]),
    ("您刚才提到『太慢了』", [("customer", "太慢了")]),
    ("您在留言里反映的“快递员态度差”已核实", [("customer", "快递员态度差")]),
    ("您说：东西坏了没人管。我们核实后回复", [("customer", "东西坏了没人管")]),
    ("> 你们怎么还不退款\n您好，已经退了", [("customer", "> 你们怎么还不退款")]),
    (f"“{LONG}”", []),
    ("“好的，马上为您处理”", []),
    (f"客户您说的“{LONG}”", [("customer", LONG.replace(",", "，"))]),
    ("请看https://shop.com/a?b=1，谢谢", [("url", "https：//shop.com/a？b=1")]),
    ("（http://a.cn/）打开", [("url", "http：//a.cn/")]),
    ("官网www.shop.com.tw可查", [("url", "www.shop.com.tw")]),
    ("写信到help@shop.com", [("url", "help@shop.com")]),
    ("@小明 您好", [("url", "@小明")]),
    ("@某客服 套餐可以帮您改", [("url", "@某客服")]),
    ("@某客服：套餐可以帮您改", [("url", "@某客服")]),
    ("@好店1号客服套餐可以帮您改", [("url", "@好店1号客服")]),
    ("@abc小猫 已回复您", [("url", "@abc小猫")]),
    ("@abc 已回复您", [("url", "@abc")]),
    ("请问@小明，您的套餐可以改", []),
    ("您的快递SF1234567890已签收", [("number", "sf1234567890")]),
    ("订单号：2024A88，已退款", [("number", "2024a88")]),
    ("电话13800138000", [("number", "13800138000")]),
    ("电话400-123-4567", [("number", "400-123-4567")]),
    ("座机0571-88886666", [("number", "0571-88886666")]),
    ("日期2024-03-08", []),
    ("退款1280元", []),
    ("{{name}}您好", [("variable", "{{name}}")]),
    ("${name}您好，{称呼}", [("variable", "${name}"), ("variable", "{称呼}")]),
    ("#{x}与${{y}}", [("variable", "#{x}"), ("variable", "${{y}}")]),
    ("<客户昵称>您好", [("variable", "<客户昵称>")]),
    ("〈時限〉内回复", [("variable", "〈时限〉")]),
    ('<attribute name="x" value="1"/>您好', [("variable", '<attribute name="x" value="1"/>')]),
    ("[数字x]小时，[姓名]您好", [("variable", "[数字x]"), ("variable", "[姓名]")]),
    ("%s您好", [("variable", "%s")]),
    ("[你的名字]为您服务，[客户昵称]", [("variable", "[你的名字]"), ("variable", "[客户昵称]")]),
    ("{% if a.b == 1 %}好{% endif %}", [("variable", "{% if a.b == 1 %}"), ("variable", "{% endif %}")]),
    ("{{a.b[0].c_d|f(1)|default：“您”}}好", [("variable", "{{a.b[0].c_d|f（1）|default：“您”}}")]),
    ("[微笑]您好", []),
    ("1<2 且 3>2", []),
    ("运行`rm -rf`后", [("code", "rm -rf")]),
    ("```\n尽快处理\n```\n好了", [("code", "```\n尽快处理\n```")]),
    ("我们会尽快处理", []),
]


@pytest.mark.parametrize(("text", "expected"), MASKS)
def test_masks(text: str, expected: list[tuple[str, str]]) -> None:
    folded = fold(text).text
    assert [(mask.kind.value, folded[slice(*mask.span)]) for mask in masks(folded)] == expected


def test_masked_keeps_length_and_line_breaks() -> None:
    text = "好“甲乙”\n```\n丙\n```"
    found = masks(text)
    assert masked(text, found) == f"好“{BLANK * 2}”\n{BLANK * 3}\n{BLANK}\n{BLANK * 3}"
    assert masked("没有", ()) == "没有"


@given(st.text(alphabet="您说“”\"'「」《》<>{}[]`@./:#$%>数字x12345678a单号：，。\n 好", max_size=80))
def test_masks_are_in_order_and_apart(text: str) -> None:
    folded = fold(text).text
    found = masks(folded)
    last = 0
    for (start, end), kind in found:
        assert last <= start < end <= len(folded)
        assert isinstance(kind, Kind)
        last = end
    blank = masked(folded, found)
    assert len(blank) == len(folded)
    assert blank.count("\n") == folded.count("\n")


@pytest.mark.parametrize(
    "part", ["“", "{", "<a", "`a", "```", "@a", ">", "a.", "a-", "1", "您说：", "“好", "单号", "www."]
)
def test_long_drafts_stay_fast(part: str) -> None:
    text = part * (600_000 // len(part))
    start = time.perf_counter()
    masked(text, masks(text))
    assert time.perf_counter() - start < 4
