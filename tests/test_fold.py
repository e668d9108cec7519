"""Folding: one table, exact offsets back, and which spaces and line breaks mean something."""

from __future__ import annotations

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.reading.fold import TABLE, fold, fold_word, is_han
from coach.reading.fold_table import FOLDED_FROM, FOLDED_TO
from coach.text import Span
from tests.make_fold_table import folding

ZERO_WIDTH = "\u200b"
WORDS = ("尽快", "处理", "稍等")


def crosses(left: str, right: str) -> bool:
    """A stand-in for jieba: a word of ours that lies over the seam."""
    return any((left + right).find(word, max(0, len(left) - 1), len(left) + 1) == len(left) - 1 for word in WORDS)


def test_the_table_is_one_to_one_and_closed() -> None:
    assert len(FOLDED_FROM) == len(FOLDED_TO) == len(set(FOLDED_FROM))
    assert not set(FOLDED_FROM) & set(FOLDED_TO)
    assert all(isinstance(new, int) and TABLE.get(new, new) == new for new in TABLE.values())


def test_the_table_is_what_opencc_and_unicode_say() -> None:
    pytest.importorskip("opencc")
    assert dict(zip(FOLDED_FROM, FOLDED_TO, strict=True)) == folding()


def test_every_code_point_folds_once() -> None:
    for start in range(0, sys.maxunicode + 1, 4096):
        for char in map(chr, range(start, start + 4096)):
            once = fold(char).text
            assert len(once) <= 1
            assert fold(once).text == once


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("我們會儘快處理", "我们会尽快处理"),
        ("盡快", "尽快"),
        ("臺北、檯面", "台北、台面"),
        ("裡面裏面", "里面里面"),
        ("甚麼", "甚么"),
        ("祇有衹有只有", "只有只有只有"),
        ("妳好，瞭解", "你好，了解"),
        ("別著急", "别着急"),
        ("回覆", "回覆"),
        ("ＡＢＣ１２３", "abc123"),
        ("你好,請問?可以!(是);對:", "你好，请问？可以！（是）；对："),
        ("「好」『好』＂好＂", '“好”“好”"好"'),
        ("3–5天、3－5天", "3-5天、3-5天"),
        ("好的～好的〜", "好的~好的~"),
        ("｛名｝［x］", "{名}[x]"),
        ("①打开 5m²", "①打开 5m²"),
        ("⼀⾏", "一行"),
        ("尽\u200b快\ufeff处\u00ad理", "尽快处理"),
        ("❤\ufe0f谢谢", "❤谢谢"),
        ("ٱ\x00\x1b[31m红", "ٱ\x00\x1b[31m红"),
        ("尽 快", "尽快"),
        ("尽\u3000快\u00a0处\u2009理", "尽快处理"),
        ("iPhone 15 和 MacBook Air", "iphone 15 和 macbook air"),
        ("第一行\r\n第二行\r第三行\u2028第四行", "第一行\n第二行\n第三行\n第四行"),
        ("𝟏𝟎𝟎％", "100%"),
        pytest.param("\ud800尽\udfff快", "\ud800尽\udfff快", id="half-pairs"),  # an id must be encodable
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("我们会尽\n快处理的", "我们会尽快处理的"),
        ("我们会尽 \n 快处理的", "我们会尽快处理的"),
        ("请您稍\r\n等", "请您稍等"),
        ("我们会尽\n\n快处理的", "我们会尽\n\n快处理的"),
        ("请您耐心等待的\n这边也是", "请您耐心等待的\n这边也是"),
        ("这边看一下呢 稍等哦 马上就好", "这边看一下呢 稍等哦 马上就好"),
        ("您好   这款有货", "您好   这款有货"),
        ("可以的亲\n如需帮忙请说", "可以的亲\n如需帮忙请说"),
        ("@小明 您好", "@小明 您好"),
        ("@abc小猫 您好", "@abc小猫 您好"),
        ("师傅沿途配送 具体时间不好讲 会提前打电话、", "师傅沿途配送 具体时间不好讲 会提前打电话、"),
        ("师傅沿途配送 具体时间不好讲 会提前打电话。", "师傅沿途配送 具体时间不好讲 会提前打电话。"),
        ("会尽  快处理", "会尽快处理"),
        ("亲 您的快递已经发出了 明天可以收到 请您留意", "亲 您的快递已经发出了 明天可以收到 请您留意"),
        ("亲 您的快递我们会尽 快给您安排发出去的", "亲 您的快递我们会尽快给您安排发出去的"),
        ("亲，您的快递已经发出了 明天可以收到 请您留意", "亲，您的快递已经发出了明天可以收到请您留意"),
        ("亲 这 款 有 货 今 天 可 以 发 出 的", "亲这款有货今天可以发出的"),
    ],
)
def test_what_gaps_mean(text: str, folded: str) -> None:
    assert fold(text, crosses).text == folded


WRAPPED = """\
尊敬的客户，您反映的路由器断线问题我们已经
查到了，是您所在小区的光缆在施工时受到了损
伤，抢修人员已经到场，预计今晚八点恢复，恢
复后我会给您打电话。"""
LIST = """\
1. 请您打开手机里的设置，找到应用管理那一项
2. 请您在列表里面找到我们的应用，然后点进去
3. 请您点一下清除缓存，再重新打开看一看效果
4. 好了"""
ENGLISH = """\
Your order has been shipped and it should be there
tomorrow before noon. Please keep your phone on as
the courier will call you when he arrives at your"""


def test_hard_wrapped_paragraphs_are_joined() -> None:
    assert "\n" not in fold(WRAPPED).text
    assert fold(WRAPPED).text == WRAPPED.replace("\n", "")
    assert fold(LIST).text.count("\n") == 3
    assert fold(ENGLISH).text == ENGLISH.replace("\n", " ").lower()
    assert fold("短行\n短行\n短行").text == "短行\n短行\n短行"


def test_fold_word() -> None:
    assert fold_word("儘 快") == "尽快"
    assert fold_word("盡\u200b快") == "尽快"
    assert fold_word("(是),否") == "（是），否"
    assert fold_word("iPhone 15") == "iphone 15"


@pytest.mark.parametrize(
    ("text", "start", "end", "slice_"),
    [
        ("您 好，盡\u200b快 處理", 3, 5, "盡\u200b快"),
        ("您 好，盡\u200b快 處理", 4, 6, "快 處"),
        ("會盡\r\n快處理", 1, 3, "盡\r\n快"),
        ("\ufeff您好", 0, 1, "您"),
        ("您好\u200b", 1, 2, "好"),
    ],
)
def test_spans_go_back(text: str, start: int, end: int, slice_: str) -> None:
    folded = fold(text, crosses)
    assert text[slice(*folded.span(start, end))] == slice_


def test_empty_spans_stay_empty() -> None:
    folded = fold("\u200b尽\u200b快\u200b")
    assert [folded.span(place, place) for place in range(3)] == [Span(1, 1), Span(3, 3), Span(4, 4)]
    assert fold("").span(0, 0) == Span(0, 0)
    assert fold("尽快").span(2, 2) == Span(2, 2)


PIECES = "尽快處理稍等，。!a1 \n\r\t\u200b\u3000\ufeff\U0001f600\ud800呢哦“~"


@given(st.text(alphabet=PIECES, max_size=80), st.booleans())
@example("尽 \u200b\n\u200b 快", True)
@example("中中中中中中中中中中中中中中中\n" * 3, False)
def test_offsets_are_exact(text: str, hears: bool) -> None:
    folded = fold(text, crosses if hears else None)
    origins = [folded.origin(place) for place in range(len(folded.text))]
    assert origins == sorted(set(origins))
    for char, origin in zip(folded.text, origins, strict=True):
        plain = text[origin].translate(TABLE).replace("\r", "\n")
        assert char in (plain, " " if plain == "\n" else plain)
    kept = set(origins)
    assert all(
        text[place].translate(TABLE) in (ZERO_WIDTH, " ", "\n", "\r") for place in range(len(text)) if place not in kept
    )
    for start in range(0, len(folded.text), 7):
        span = folded.span(start, len(folded.text))
        assert (span.start, span.end) == (origins[start], origins[-1] + 1)


@given(st.text(alphabet=PIECES, max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once
    assert fold_word(fold_word(text)) == fold_word(text)


@given(st.text(max_size=40))
def test_any_text_can_be_folded(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


def test_han() -> None:
    assert all(map(is_han, "一龥㐀〇\U00020000"))
    assert not any(map(is_han, ["", "a", "，", "ア", "1", "\U0001f600"]))
