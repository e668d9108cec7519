"""The kernel: never raises, spans slice the draft exactly, overlaps are settled, words are put to findings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.model import Safety, Severity, Verdict
from coach.review import review, review_many
from coach.rulebook.loader import load_rulebook
from coach.rulebook.situation import Situation
from coach.text import Draft
from tests.rulebooks import RULE, demo, findings, rulebook

PIECES = ["尽快", "处理", "，", "。", "\n", "“", "”", "您", "我们会", "没办法", "规定", "抱歉", "系统问题", "{姓名}", "18:00前", "😀", " ",
          "\u200b", "儘快", "\x00", "\x1b[31m", "[red]", "[/b]", "\ud800", "请稍等", "a", "1", "https://a.cn/b", "> ", "〈时限〉"]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.none() | TEXTS)
def test_any_text_is_reviewed(text: str, customer: str | None) -> None:
    judged = review(Draft.of(text), load_rulebook(), Situation(customer=customer))
    assert not judged.crashed
    for finding in judged.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert "<原文>" not in finding.message
        for rewrite in finding.rewrites:
            assert 0 <= rewrite.span.start <= rewrite.span.end <= len(text)
            assert "<" not in rewrite.text or "<" in text
    for strength in judged.strengths:
        assert text[strength.span.start : strength.span.end]


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, max_size=6))
def test_many_are_judged_as_one_by_one(texts: list[str]) -> None:
    book, situation = load_rulebook(), Situation()
    alone = [review(Draft.of(text), book, situation) for text in texts]
    assert list(review_many(map(Draft.of, texts), book, situation)) == alone


@pytest.mark.parametrize("text", ["", " ", "\n\n", "😀😀", "。。。", "\u200b", "—— ——"])
def test_nothing_said_is_nothing_wrong(text: str) -> None:
    judged = review(Draft.of(text), load_rulebook(), Situation())
    assert judged.findings == () and judged.scorecard.verdict is Verdict.ready


def test_the_same_words_written_otherwise_are_found_where_they_stand() -> None:
    book = demo("when: {seq: [<尽快类>, '…6', <动作>]}")
    for text in (
        "我们会尽快处理",
        "我們會儘快處理",
        "我们会尽 快处 理",
        "我们会尽\u200b快处\u200b理",
        "我们会尽\n快处理",
        "我們會盡快處理",
    ):
        (found,) = findings(book, text)
        assert text[found.span.start : found.span.end][0] in "尽儘盡" and found.span.end == len(text)


def test_a_crashing_rule_is_named_and_the_others_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    from coach.rulebook.matchers.sense import Length

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Length, "holds", broken)
    pack = RULE % "    when: {all: [[尽快], {length: reply, min: 1}]}"
    pack += "  - {id: other, title: 另, severity: minor, axis: 回应, when: [尽快], message: 另, examples: {flag: [甲, 乙], pass: [丙, 丁]}}\n"
    judged = review(Draft.of("尽快"), rulebook(pack), Situation())
    assert judged.crashed == ("demo: ZeroDivisionError",)
    assert [found.rule for found in judged.findings] == ["other"]


def test_overlapping_hits_of_a_family_become_one() -> None:
    pack = """\
        pack: demo
        rules:
          - {id: f, title: 一, severity: minor, axis: 回应, when: [尽快处理], message: 一, examples: {flag: [甲, 乙], pass: [丙, 丁]}}
          - {id: f.grave, title: 二, severity: major, axis: 回应, when: [尽快], message: 二, examples: {flag: [甲, 乙], pass: [丙, 丁]}}
          - {id: g, title: 三, severity: hint, axis: 回应, when: [处理], message: 三, examples: {flag: [甲, 乙], pass: [丙, 丁]}}
    """
    assert [found.rule for found in findings(rulebook(pack), "尽快处理")] == ["f.grave", "g"]


VERDICTS = [("fatal", Verdict.blocked), ("major", Verdict.revise), ("minor", Verdict.ready), ("hint", Verdict.ready)]


@pytest.mark.parametrize(("severity", "verdict"), VERDICTS)
def test_verdict(severity: str, verdict: Verdict) -> None:
    book = rulebook((RULE % "    when: [尽快]").replace("severity: major", f"severity: {severity}"))
    card = review(Draft.of("尽快"), book, Situation()).scorecard
    assert card.verdict is verdict and card.counts[Severity[severity]] == 1


BOOK = """\
book: demo
topics: {promise.deadline: {intent: 承诺}}
phrases:
  - {id: p.general, topic: promise.deadline, text: "<时限>内给您答复。"}
  - {id: p.refund, topic: promise.deadline, scene: [refund], tone: 亲切, text: "订单<订单号>的退款，<时限>内到账哈。"}
  - {id: p.refund.formal, topic: promise.deadline, scene: [refund], tone: 正式, text: "退款将于<时限>内原路退回。"}
  - {id: p.complaint, topic: promise.deadline, scene: [complaint], text: "由我跟到底。"}
  - {id: p.tw, topic: promise.deadline, region: zh-TW, text: "<時限>內回覆您。"}
"""
WITH_BOOK = RULE % "    when: [尽快]\n    rewrites: [promise]"


def suggested(text: str, **facts: str) -> list[str]:
    (found,) = findings(rulebook(WITH_BOOK, BOOK), text, **facts)
    return [rewrite.phrase or "" for rewrite in found.rewrites]


def test_suggestions_are_ranked_by_scene_tone_and_region() -> None:
    assert set(suggested("尽快退款", scene="refund")[:2]) == {"p.refund", "p.refund.formal"}
    assert suggested("尽快退款", scene="refund", tone="正式")[0] == "p.refund.formal"
    assert suggested("尽快", scene="complaint")[0] == "p.complaint"
    assert suggested("我們會儘快回覆") == ["p.tw"]
    assert suggested("尽快", region="zh-TW") == ["p.tw"]


def test_slots_are_filled_from_the_draft_or_stay_open() -> None:
    text = "订单号A12345678，我们会尽快退款。"
    (found,) = findings(rulebook(WITH_BOOK, BOOK), text, scene="refund", tone="亲切")
    first = found.rewrites[0]
    assert first.text == "订单A12345678的退款，〈时限〉内到账哈。"
    assert (first.slots, first.safety) == (("时限",), Safety.fill)
    assert text[first.span.start : first.span.end] == text
    (other,) = findings(
        rulebook(WITH_BOOK, BOOK), "订单号A12345678和订单号B12345678都会尽快退款。", scene="refund", tone="亲切"
    )
    assert "订单号" in other.rewrites[0].slots
