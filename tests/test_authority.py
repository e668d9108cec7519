"""Authority: what may be offered at which level, and the matcher that rules ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.cli.settle import settle
from coach.cli.wish import CheckWish
from coach.review import review
from coach.rulebook.rule import Rulebook
from coach.rulebook.situation import Situation
from coach.text import Draft
from tests.rulebooks import demo, packaged, rulebook, spans
from tests.test_review import BOOK, WITH_BOOK


@pytest.fixture
def offers() -> Rulebook:
    return demo("""
        when: [补您, 赔您, 免单]
        unless: {authorised: true, within: sentence}
    """)


@pytest.mark.parametrize(
    ("text", "allowed", "found"),
    [
        ("补您一张5元券。", (), ["补您"]),
        ("补您一张5元券。", ("5元券",), []),
        ("补您一张５ 元券。", ("5 元券",), []),
        ("补您一张5元无门槛券。", ("5元券",), ["补您"]),
        ("补您一张5元无门槛券。", ("5元…券",), []),
        ("補您一張5元券。", ("5元券",), []),
        ("赔您50元。补您一张5元券。", ("5元券",), ["赔您"]),
    ],
)
def test_a_named_compensation_clears_its_sentence(
    offers: Rulebook, text: str, allowed: tuple[str, ...], found: list[str]
) -> None:
    judged = review(Draft.of(text), offers, Situation(compensations=allowed)).findings
    assert [text[each.span.start : each.span.end] for each in judged] == found


CONFIG = '[compensations]\n"5元券" = "一线"\n"50元券" = "组长"\n"免单" = "主管"\n'


@pytest.mark.parametrize(
    ("config", "asked", "level", "allowed"),
    [
        ('compensations = ["5元券"]\n', None, "一线", ("5元券",)),
        (CONFIG, None, "一线", ("5元券",)),
        ('authority = "组长"\n' + CONFIG, None, "组长", ("5元券", "50元券")),
        (CONFIG, "主管", "主管", ("5元券", "50元券", "免单")),
        ('authority = "主管"\n' + CONFIG, "一线", "一线", ("5元券",)),
    ],
)
def test_the_level_says_what_may_be_offered(
    tmp_path: Path, config: str, asked: str | None, level: str, allowed: tuple[str, ...]
) -> None:
    path = tmp_path / "coach.toml"
    path.write_text(config, encoding="utf-8")
    situation = settle(CheckWish(config=str(path), authority=asked)).situation
    assert (situation.authority, situation.compensations) == (level, allowed)


def test_suggestions_stay_within_the_level() -> None:
    above = BOOK.replace("id: p.complaint,", "id: p.complaint, authority: 主管,")
    book = rulebook(WITH_BOOK, above)

    def offered(level: str) -> set[str | None]:
        (found,) = review(Draft.of("尽快"), book, Situation(scene="complaint", authority=level)).findings
        return {rewrite.phrase for rewrite in found.rewrites}

    assert "p.complaint" not in offered("一线") | offered("组长")
    assert "p.complaint" in offered("主管")


def test_the_customers_own_words_are_known() -> None:
    book = demo("when: [履约, 揽收]\nunless: {used-by-customer: true}")
    assert spans(book, "履约和揽收都正常。", customer="揽收了吗") == ["履约"]
    assert spans(book, "履约和揽收都正常。") == ["履约", "揽收"]


MESSAGES = [
    ("客户生气", ["再不处理我就投诉！", "什么态度，气死我了", "憑什麼不給退", "人呢！！！"], ["请问几点开门", "谢谢"]),
    ("客户多次联系", ["第二次了，还没人管", "打了三遍电话", "上次说今天给结果", "一直没消息"], ["请问第二件半价吗", "你好"]),
    ("客户提到金额", ["多扣了我68块", "充值5000元没到账", "￥99的那款", "我损失谁来赔"], ["这款有货吗", "几号发货"]),
    ("年长客户", ["我妈不会用手机", "我今年72岁了，字太小看不清字", "老人家不懂怎么点", "我七十多岁"], ["我要退货", "给我妈妈节活动打折吗"]),
]  # fmt: skip


@pytest.mark.parametrize(("cue", "yes", "no"), MESSAGES)
def test_cues_on_the_customers_message(cue: str, yes: list[str], no: list[str]) -> None:
    from coach.review import _open

    book = packaged()

    def holds(message: str | None) -> bool:
        page, _ = _open(Draft.of("好的。"), book, Situation(customer=message), book.index.look)
        return bool(book.cue(cue).find(page, page.whole))

    assert [message for message in yes if not holds(message)] == []
    assert [message for message in no if holds(message)] == []
    assert not holds(None)
