"""What is wrong with a library as a whole: a table per check, with what must stay silent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import permutations

import pytest

from coach.lint import address, dates, duplicates, filing, lengths, links, terms
from coach.lint.library import Library
from coach.model import Finding
from tests.lint.entries import library

RETURNS = "您好，收到货后{}可以无理由退货，运费由买家承担。"


def told(check: Callable[[Library], Iterable[tuple[int, Finding]]], of: Library) -> list[tuple[int, str]]:
    """Every finding as (entry, the words marked)."""
    return sorted((number, of.entries[number].text[slice(*each.span)]) for number, each in check(of))


@pytest.mark.parametrize(
    ("one", "other", "marked"),
    [
        (RETURNS.format("7天内"), RETURNS.format("15天内"), ["7天", "15天"]),
        (RETURNS.format("七天内"), RETURNS.format("十五天内"), ["七天", "十五天"]),
        (RETURNS.format("48小时内"), RETURNS.format("2天内"), []),  # the same time
        ("亲，运费￥12，从退款里扣哦。", "运费15元，从退款里扣。", ["￥12", "15元"]),
        ("亲，满1,200元免运费哦。", "亲，满1200元免运费哦。", []),
        ("亲，满1,200元免运费哦。", "亲，满1,500元免运费哦。", ["1,200元", "1,500元"]),
        ("A款耳机保修7天，凭订单号联系我们。", "B款耳机保修15天，凭订单号联系我们。", []),  # two things
        ("预计1-3个工作日原路退回。", "预计3-5个工作日原路退回。", ["1-3个工作日", "3-5个工作日"]),
        ("第2天发货，第3天送到您手上。", "第2天发货，第3天送到您手上。", []),
        ("我們會在7天內為您退款，請留意帳戶。", "我們會在15天內為您退款，請留意帳戶。", ["7天", "15天"]),
    ],
)
def test_conflicting_facts(one: str, other: str, marked: list[str]) -> None:
    of = library(one, other)
    assert [words for _, words in told(duplicates.conflicts, of)] == marked
    assert not marked or not told(duplicates.duplicates, of)


def test_a_conflict_names_the_other_fact_and_its_line() -> None:
    of = library(RETURNS.format("7天内"), RETURNS.format("15天内"))
    first, second = (each.message for _, each in sorted(duplicates.conflicts(of)))
    assert (first, second) == ("这里“7天”，第 2 行却是“15天”。", "这里“15天”，第 1 行却是“7天”。")


@pytest.mark.parametrize(
    ("rows", "flagged"),
    [
        (("您好，退款已提交，请留意到账短信。", "您好，退款已经提交，请留意到账短信。"), [1]),
        (("您好，退款已提交。", "您好，退款已提交。", "您好，退款已提交。"), [1, 2]),
        (("您好，退款已提交，请留意到账短信。", "您好，快递已经发出，单号稍后发您。"), []),
        (("我们会为您处理退款。", "我們會為您處理退款。"), []),  # one for each script
        ((("您好，退款已提交。", {"channel": "sms"}), ("您好，退款已提交。", {"channel": "chat"})), []),
        ((("您好，退款已提交。", {"channel": "sms"}), ("您好，退款已提交。", {})), [1]),
    ],
)
def test_near_duplicates(rows: tuple[object, ...], flagged: list[int]) -> None:
    assert [number for number, _ in duplicates.duplicates(library(*rows))] == flagged  # type: ignore[arg-type]


@pytest.mark.parametrize("check", [duplicates.duplicates, duplicates.conflicts, filing.shortcuts])
def test_moving_entries_about_tells_of_the_same_ones(
    check: Callable[[Library], Iterable[tuple[int, Finding]]],
) -> None:
    rows = [
        ("您好，退款已提交，请留意到账短信。", {"shortcut": "b"}),
        ("您好，退款已提交，请留意到账短信哦。", {"shortcut": "a"}),
        ("您好，退款已提交，请留意到账短信。", {"shortcut": "c"}),
        (RETURNS.format("7天内"), {"shortcut": "c"}),
        (RETURNS.format("15天内"), {"shortcut": "a"}),
    ]
    results = set()
    for order in permutations(rows):
        of = library(*order)
        results.add(frozenset((of.entries[number].text, of.entries[number].entry) for number, _ in check(of)))
    assert len(results) == 1 and results.pop()


def test_of_a_pair_the_entry_asked_about_is_told() -> None:
    whole = library("您好，退款已提交。", "您好，退款已提交。")
    asked = Library(whole.entries, whole.standards, focus={0})
    assert [number for number, _ in duplicates.duplicates(asked)] == [0]


def test_shortcuts() -> None:
    of = library(
        ("甲", {"shortcut": "FH "}),
        ("乙", {"shortcut": "fh"}),
        ("丙", {"shortcut": "tk"}),
        ("丁", {"shortcut": "fh", "channel": "sms"}),  # a version for another channel
        ("戊", {}),
    )
    assert [(number, each.message) for number, each in filing.shortcuts(of)] == [(1, "快捷码“fh”和第 1 行重复。")]


def test_groups() -> None:
    of = library(
        ("甲", {"group": "售后"}), ("乙", {"group": "售后"}), ("丙", {"group": "售 后"}), ("丁", {"group": ""})
    )
    assert [(number, each.message) for number, each in filing.groups(of)] == [
        (2, "分组“售 后”和“售后”像是同一个。"),
        (3, "没有分组，客服不容易找到它。"),
    ]
    assert not list(filing.groups(library("甲", "乙")))  # a file without groups


@pytest.mark.parametrize(
    ("text", "fields", "marked"),
    [
        ("好" * 71, {"channel": "sms"}, "好"),
        ("好" * 70, {"channel": "sms"}, None),
        ("好" * 68 + "😀好", {"channel": "sms"}, "好"),  # an emoji is two of a message's 70
        ("好" * 71, {"channel": "chat"}, None),
        ("好" * 500, {"product": "feige", "shortcut": "abcd"}, "好" * 70),
        ("好", {"product": "feige", "shortcut": "abcde"}, ""),
    ],
)
def test_lengths(text: str, fields: dict[str, str], marked: str | None) -> None:
    assert told(lengths.too_long, library((text, fields))) == ([] if marked is None else [(0, marked)])


def test_a_teams_own_limit_stands_for_ours() -> None:
    row = ("好" * 100, {"channel": "sms"})
    assert not told(lengths.too_long, library(row, limits=(("sms", 140),)))
    assert told(lengths.too_long, library(row, limits=(("sms", 99),))) == [(0, "好")]


def test_address() -> None:
    polite = [f"您的订单{number}已发出。" for number in range(5)]
    assert told(address.mixed, library("您好，你的退款到了。")) == [(0, "你")]
    assert told(address.mixed, library(*polite, "你的退款到了。")) == [(5, "你")]
    assert not told(address.mixed, library(*polite, "这款迷你风扇有货。", "您提到“你们太慢了”，我去核实。"))
    assert not told(address.mixed, library("您的订单已发出。", "你的退款到了。"))  # two entries are no habit


def test_terms() -> None:
    of = library("请登录账号。", "您的账号已恢复。", "请核对帐号。", "手机号码填错了")
    assert told(terms.inconsistent, of) == [(2, "帐号")]
    assert not told(terms.inconsistent, library("请核对帐号。", "请核对账号。"))  # nobody can say which is meant
    own = library("手机号码填错了", "请发手机号", "请发手机号", terms=(("手机号码", "手机号"),))
    assert told(terms.inconsistent, own) == [(1, "手机号"), (2, "手机号")]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("活动截止2024-06-18，欢迎选购。", "2024-06-18"),
        ("活动截止 2024 年 6 月 18 日，欢迎选购。", "2024 年 6 月 18 日"),
        ("優惠至2025年12月底有效。", "2025年12月底"),
        ("活动时间2025/11/1-11/11。", "2025/11/1-11/11"),
        ("活动时间2026.2.20~3.5，先到先得。", None),
        ("活动2026-03-01截止。", None),  # today still counts
        ("活动2024-06-18开始，优惠到2027-01-01。", None),
        ("我们成立于2010年3月，专做母婴。", None),
        ("优惠券有效期到2月30日。", None),
        ("订单20240618001的优惠券已补发。", None),
    ],
)
def test_expired(text: str, marked: str | None) -> None:
    assert told(dates.expired, library(text)) == ([] if marked is None else [(0, marked)])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("请看 https://shop.cn/a?b=1&c=%E4%BD%A0 这里", None),
        ("请看 https://shop.cn/a。", None),
        ("登录http://192.0.2.7:8080/x", None),
        ("点这里 https://{{shop.domain}}/order/{{order.id}}", None),
        ("请看 https：//shop.cn", "半角"),
        ("请看 https:/shop.cn", "半角"),
        ("请看 http//shop.cn", "半角"),
        ("请看 ttps://shop.cn", "ttps"),
        ("请看 htttp://shop.cn", "htttp"),
        ("请看 https://shop．cn/a", "全角"),
        ("请看 https://https://shop.cn", "两遍"),
        ("请看 https://shop", "不完整"),
        ("请看 https://shop..cn/a", "不完整"),
        ("请看 https://999.1.1.1/a", "不完整"),
        ("请看 https://", "没有写网址"),
        ("请看 https://www.example.com/a", "占位"),
        ("请看 https://xxx.com", "占位"),
        ("请看 http://192.168.1.1/a", "内网"),
        ("请看 https://shop.cn:88888/a", "端口"),
        ("请看 https://shop.cn/100%", "%"),
        ("请看https://shop.cn/a点击查看", "空一格"),
        ("请看https://shop.cn点击查看", "空一格"),
    ],
)
def test_links(text: str, fault: str | None) -> None:
    messages = [each.message for _, each in links.broken(library(text))]
    assert len(messages) == (fault is not None)
    assert fault is None or fault in messages[0]
