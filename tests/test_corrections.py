"""Wrong words and their right ones: what is put in place of what, in which script, and what is a fault in a table."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import ProblemsError
from coach.lint.jobs import _wordless
from coach.model import Review, Safety
from coach.review import review, review_many
from coach.rewrite import rewrite
from coach.rulebook.correcting import in_traditional
from coach.rulebook.loader import default_choice, load_rulebook
from coach.rulebook.rule import Rulebook
from coach.rulebook.situation import Situation
from coach.text import Draft
from tests.rulebooks import rulebook as made
from tests.test_cli import Run, run  # noqa: F401  (a fixture)

CORRECTING = ("typo-punctuation", "typo-punctuation.marks", "jargon", "tone-register")

TABLE = [  # the draft, what stands there, what is to stand there
    ("请您稍侯两分钟。", "稍侯", "稍候"),
    ("优惠卷今天放到您账户。", "优惠卷", "优惠券"),
    ("要从新下单才能改地址。", "从新下单", "重新下单"),
    ("快递以经到站，明天送。", "以经", "已经"),  # the rule's pattern is longer than the word
    ("师傅明早上门按装。", "按装", "安装"),
    ("我们会即使通知您。", "会即使", "会及时"),
    ("请您在试一次。", "请您在", "请您再"),
    ("我稍侯在给您回电。", "稍侯在", "稍候再"),
    ("您您放心，今天就到。", "您您", "您"),
    ("稍 侯两分钟。", "稍 侯", "稍候"),  # spaces fold away, and go with the word
    # marks: one stays, the stronger one, in the draft's own width
    ("已经发出，，明天到。", "，，", "，"),
    ("已经发出,,明天到。", ",,", ","),
    ("收到了。，马上查。", "。，", "。"),
    ("怎么会这样呢？？？？我查一下。", "？？？？", "？"),
    ("怎么会！？！？我查一下。", "！？！？", "？"),
    # jargon with one plain word
    ("包裹未妥投，明天再送。", "未妥投", "未送达"),
    ("系统割接到今晚8点。", "割接", "线路调整"),
    # Traditional: the draft's own characters stay, the others come in its script
    ("優惠卷已經放到您的帳戶。", "優惠卷", "優惠券"),
    ("請您稍侯，兩分鐘後回覆您。", "稍侯", "稍候"),
    ("師傅明早上門按裝。", "按裝", "安裝"),
    ("包裹未妥投，明天會再送。", "未妥投", "未送達"),
    ("今天會回付您，請放心。", "回付您", "回覆您"),
    ("請重新登陸帳號再試一次。", "登陸", "登入"),
]  # fmt: skip


@cache
def rulebook() -> Rulebook:
    """The program's own rules."""
    return load_rulebook()


def judged(text: str) -> Review:
    return next(review_many([Draft.of(text)], rulebook(), Situation()))


@pytest.mark.parametrize(("text", "wrong", "right"), TABLE)
def test_the_right_word_stands_for_exactly_the_wrong_one(text: str, wrong: str, right: str) -> None:
    (found,) = (each for each in review(Draft.of(text), rulebook(), Situation()).findings if each.rule in CORRECTING)
    (rewrite_,) = found.rewrites
    assert (text[slice(*rewrite_.span)], rewrite_.text) == (wrong, right)
    assert (rewrite_.safety, rewrite_.slots, rewrite_.phrase) == (Safety.safe, (), None)
    assert found.span.holds(rewrite_.span)
    put_right = text[: rewrite_.span.start] + right + text[rewrite_.span.end :]
    assert found.rule not in {each.rule for each in judged(put_right).findings}


NOT_WRONG = [  # the same characters inside other words
    "您的订单支持分期代扣。",
    "请按排队顺序办理。",
    "附近展馆今天开放。",
    "请登记陆女士的电话。",
    "这会导致少发一件。",
    "晚会圆满结束，谢谢您。",
    "付款渠道账户已开通。",
    "因为为您多留了一间房。",
    "如果发现再给您处理。",
    "收到货车会先打电话。",
    "可以经过小区东门。",
]


@pytest.mark.parametrize("text", NOT_WRONG)
def test_right_words_are_left_alone(text: str) -> None:
    assert "typo-punctuation" not in {each.rule for each in judged(text).findings}


@pytest.mark.parametrize("id_", CORRECTING)
def test_every_correction_of_the_rules_comes_to_an_end(id_: str) -> None:
    rule = next(rule for rule in rulebook().rules if rule.id == id_)
    assert rule.corrections
    wrong = {row.wrong for row in rule.corrections}
    for row in rule.corrections:
        assert not any(word in row.right for word in wrong), row


def test_every_word_that_is_wrong_by_itself_is_found_and_put_right() -> None:
    rule = next(rule for rule in rulebook().rules if rule.id == "typo-punctuation")
    found, missed = 0, []
    for row in rule.corrections:
        told = [each for each in judged(f"您好，{row.wrong}，请看。").findings if each.rule == rule.id]
        found += bool(told)
        if told and told[0].rewrites[0].text[:1] not in row.right:
            missed.append(row)
    assert found > 400
    assert not missed


@pytest.mark.parametrize(("one", "other"), [("候", "候"), ("进", "進"), ("复", None), ("面", None), ("，", "，")])
def test_a_character_is_written_in_traditional_only_when_there_is_one_way(one: str, other: str | None) -> None:
    assert in_traditional(one) == other


def test_a_word_of_doubtful_script_is_only_to_be_read() -> None:
    found = review(Draft.of("請電傅後辦理，謝謝您。"), made(PACK % "{电傅: 电复}"), Situation()).findings
    assert [each.rewrites[0].safety for each in found] == [Safety.show]


PACK = """
pack: demo
corrections:
  错字: %s
rules:
  - id: typo
    title: 错字
    severity: minor
    axis: 感受
    when: {phrases: [<错字>], boundary: free}
    message: “<原文>”有错字
    why: 看着不用心
    corrections: 错字
    examples: {flag: [甲稍侯乙, 丙稍侯丁], pass: [稍候, 请稍候]}
"""

FAULTS = [
    ("[稍侯]", "应当写成“错: 对”"),
    ("{稍侯: [稍候, 稍候, 稍等]}", "改成的词写一个"),
    ("{稍侯: 稍侯}", "等于没改"),
    ("{头发: 頭髮}", "等于没改"),
    ("{侯: 侯爷}", "又有错字“侯”"),
    ("{面条: 麺条, 麵條: 面片}", "同一个"),
]


def problems_of(pack: str) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        made(pack)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(("table", "told"), FAULTS)
def test_faults_of_a_table_are_told_at_their_place(table: str, told: str) -> None:
    assert any(told in each for each in problems_of(PACK % table))


def test_an_unknown_table_is_told_with_what_was_meant() -> None:
    text = (PACK % "{稍侯: 稍候}").replace("corrections: 错字\n", "corrections: 错字表\n")
    assert any("没有名为“错字表”的改字表，是不是“错字”" in each for each in problems_of(text))


def test_two_tables_or_a_table_and_a_list_do_not_share_a_name() -> None:
    text = (PACK % "{稍侯: 稍候}").replace("corrections:\n", "lexicon: {错字: [甲]}\ncorrections:\n", 1)
    assert any("已经是词表的名字" in each for each in problems_of(text))


FIXED = [
    ("请您从新拍下这件,优惠卷今天有效。", "请您重新拍下这件,优惠券今天有效。"),
    ("拔通后按3转人工。", "拨通后按3转人工。"),
    ("您的問題會尽块處理。", "您的問題會在〈時限〉內處理。"),  # put right, it still gives no time
    ("您的快递以经到站。。明天10点送。", "您的快递已经到站。明天10点送。"),
    ("您的優惠卷明天10點到帳。", "您的優惠券明天10點到帳。"),
]


@pytest.mark.parametrize(("text", "wanted"), FIXED)
def test_fix_puts_words_right_and_touches_nothing_else(text: str, wanted: str) -> None:
    fix = rewrite(judged(text), rulebook(), Situation(), judged)
    assert fix.text == wanted
    assert rewrite(judged(wanted), rulebook(), Situation(), judged).text == wanted


@given(st.text(alphabet="请您稍侯优惠卷以经到站在试一次，。！？, !~的您", max_size=40))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_there_a_correction_keeps_within_what_was_found(text: str) -> None:
    for found in judged(text).findings:
        for each in found.rewrites:
            if found.rule in CORRECTING and each.safety is Safety.safe:
                assert found.span.holds(each.span)
                assert text[slice(*each.span)] != each.text


def test_check_shows_the_right_word(run: Run) -> None:  # noqa: F811
    ran = run("check", "--isolated", "--text", "请您稍侯两分钟。", "--output-format", "full")
    assert "改成" in ran.out and "稍候" in ran.out


def test_lint_fix_puts_them_right_in_the_file(run: Run, tmp_path: Path) -> None:  # noqa: F811
    path = tmp_path / "a.txt"
    path.write_text("优惠卷今天10点到您账户，请查看。\n", encoding="utf-8")
    run("lint", "--isolated", "--fix", str(path))
    assert path.read_text(encoding="utf-8") == "优惠券今天10点到您账户，请查看。\n"


@pytest.mark.parametrize("text", ["請您稍侯，優惠卷已到帳。", "已经发出,,明天到。"])
def test_a_corrected_review_is_kept_without_words_of_the_draft(text: str) -> None:
    found = judged(text)
    keeper = _wordless(default_choice())
    kept = keeper.write(found)
    assert "優惠卷".encode() not in kept
    assert keeper.read(kept, found.draft) == found
