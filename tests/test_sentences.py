"""Sentences and clauses: full stops of all kinds, and what is none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.reading.fold import fold
from coach.reading.masks import masks
from coach.reading.sentences import clauses, sentences

# Written as it is folded; `|` parts the sentences, the blanks beside it belong to none.
SENTENCES = """
您好！|请问有什么可以帮您？
好的。。。|我看一下！！！|稍等
他说“可以。”|我们照办
（已核实。）|谢谢
好的。😊|再见
好的！（^_^）|再见
收到#e-s12#e-s3|马上查
好的~[微笑]|请稍等
请点；|再看
您好……|请问是哪一款
您好...|请问是哪一款
亲~|在的哦~~|请讲
周一~周五都有人
3月~5月有活动
三天~五天到
请重启手机.|如果不行请私信我们.|谢谢.
请私信qq.|谢谢
客服电话10086.|祝您愉快
版本3.5.2可以用
金额是3.50元
1.打开设置 2.点击更新
12.第十二步
a.身份证 b.户口簿
请看说明书.pdf，再操作
请登录官网.com查看
网址是https：//a.com/b？c=1.2，请查看
请写信到help@shop.com.|谢谢
这里有{{说明。见下}}，请看
没看仔细的呢 |这个地址是仓库
您好 |   |这边看一下
第一行\\n|第二行\\n\\n|第三行
见 www.shop.com。|谢谢
公园、学校…|都在附近
您先看；|我再查
价格是1，280元
""".strip().split("\n")


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences(marked: str) -> None:
    marked = marked.replace("\\n", "\n")
    text = marked.replace("|", "")
    found = sentences(text, masks(text))
    assert [text[slice(*span)] for span in found] == [part.strip() for part in marked.split("|") if part.strip()]


CLAUSES = """
您好，|今天查到了，|马上发。
价格是1，280元，|优惠后1，200元
时间是18：00，|请留意
您说：|东西坏了
见https：//a.com，|谢谢
包邮、免税、次日达
好的——|我来查
好，|好，|行
共3，|5个
""".strip().split("\n")


@pytest.mark.parametrize("marked", CLAUSES)
def test_clauses(marked: str) -> None:
    text = marked.replace("|", "")
    found = clauses(text, sentences(text, masks(text)), masks(text))
    assert [text[slice(*span)] for span in found] == marked.split("|")


PIECES = "您好处理。！？；…~.，：—“”（）[]1a \n#e-s😊>@/{}的"


@given(st.text(alphabet=PIECES, max_size=80))
def test_spans_hold_all_but_blanks(text: str) -> None:
    text = fold(text).text
    found = masks(text)
    whole = sentences(text, found)
    for spans in (whole, clauses(text, whole, found)):
        held = {place for span in spans for place in range(*span)}
        assert sum(span.end - span.start for span in spans) == len(held)
        assert all(text[place].isspace() for place in range(len(text)) if place not in held)
        assert spans == tuple(sorted(spans))
        assert all(text[slice(*span)] == text[slice(*span)].strip() != "" for span in spans)


def test_every_clause_lies_in_one_sentence() -> None:
    text = "您好，我是小李。查到了：已发货，明天到！"
    whole = sentences(text)
    assert all(sum(sentence.holds(clause) for sentence in whole) == 1 for clause in clauses(text, whole))


@pytest.mark.parametrize("part", ["您好。", "好 ", "a.", "1.", "~", "#", "（", "[数字x]，", "https：//a."])
def test_long_drafts_stay_fast(part: str) -> None:
    text = part * (600_000 // len(part))
    start = time.perf_counter()
    found = masks(text)
    clauses(text, sentences(text, found), found)
    assert time.perf_counter() - start < 5
