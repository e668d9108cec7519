"""Drafts → what can be sent: by table, and for any draft at all."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.model import Review, Severity
from coach.reading import read
from coach.reading.facts import facts, lost
from coach.review import review_many
from coach.rewrite import Fix, offers, rewrite
from coach.rewrite.edits import Edit, Way, applied, composed, made, slots_of
from coach.rewrite.sheet import bare
from coach.rulebook.loader import load_rulebook
from coach.rulebook.rule import Rulebook
from coach.rulebook.situation import Situation
from coach.text import Draft, Span

RESIDUE = ("fit.residue", "fit.note")


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def judged(text: str, situation: Situation) -> Review:
    return next(review_many([Draft.of(text)], rulebook(), situation))


def fixed(text: str, situation: Situation | None = None, least: Severity = Severity.minor) -> Fix:
    place = situation or Situation()
    return rewrite(judged(text, place), rulebook(), place, lambda other: judged(other, place), least)


TABLE = [
    # the words that promise too little give way to a time; everything else stays as the agent wrote it
    ("您好，您的问题我们会尽快处理。", "您好，您的问题我们会在〈时限〉内处理。"),
    ("工单已经转给技术同事了。", "工单已经转给技术同事了，〈截止时间〉前给您回话。"),
    ("会有专员与您联系。", "会有专员在〈时限〉内与您联系。"),
    ("问题已记录并转交相关部门核查，请您耐心等待，谢谢！", "问题已记录并转交相关部门核查，〈截止时间〉前给您回话，谢谢！"),
    # one deadline serves neighbouring sentences
    ("装宽带的事我们会尽快处理的。也麻烦您耐心等等。", "装宽带的事我们会在〈时限〉内处理的。也麻烦您耐心等等。"),
    # marks, particles and “you” are the draft's own
    ("您的工单已经转给后台了呢~", "您的工单已经转给后台了呢，〈截止时间〉前给您回话~"),
    ("你的工单我们会尽快处理,请你理解.", "你的工单我们会在〈时限〉内处理."),
    ("请您稍等一下的呢", "请您稍等〈时长〉呢"),
    # a blunt sentence goes whole, unless it holds a fact
    ("规定就是这样，没办法退。", "您要的〈需求〉目前还办不成，可以换成〈替代方案〉，您看方便吗？"),
    ("订单202311280001是仓库的问题，我们也没办法。", "订单202311280001是仓库的问题，这件事由我来办：我先〈处理动作〉，〈截止时间〉前给您结果。"),
    # residue of templates becomes a slot that can be seen
    ("您好<客户昵称>，您的订单明天下午送到。", "您好〈客户昵称〉，您的订单明天下午送到。"),
    # a wrong word is set right
    ("您的优惠卷今天18点到账。", "您的优惠券今天18点到账。"),
    # no oath
    ("我们保证一定给您解决。", "我们预计〈预计日期〉给您解决。"),
    # Traditional drafts get words of their region, not glyphs
    ("我們會盡快處理您的案件，請耐心等候。", "我們會在〈時限〉內處理您的案件，請耐心等候。"),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "wanted"), TABLE)
def test_a_draft_reads_as_an_agent_would_put_it(draft: str, wanted: str) -> None:
    fix = fixed(draft)
    assert fix.text == wanted
    assert not fix.left
    assert applied(draft, fix.edits) == fix.text
    assert fix.slots == slots_of(wanted)


@pytest.mark.parametrize(("draft", "wanted"), TABLE)
def test_fixing_a_fixed_draft_changes_nothing(draft: str, wanted: str) -> None:
    assert fixed(wanted).text == wanted


def test_hong_kong_words_when_asked_for() -> None:
    assert "於〈時限〉內" in fixed("我們會盡快處理您的個案。", Situation(region="zh-HK")).text


def test_the_tone_asked_for_wins() -> None:
    draft = "工单已经转给技术同事了。"
    assert fixed(draft, Situation(tone="正式")).text.endswith("〈截止时间〉前给您答复。")
    assert fixed(draft, Situation(tone="活泼")).text.endswith("〈截止时间〉前给您准信。")


def test_a_clean_draft_is_left_alone() -> None:
    fix = fixed("退款已原路退回，预计3个工作日内到账，到账后您核对一下。")
    assert (fix.edits, fix.text, fix.complete) == ((), fix.before.draft.text, True)


def test_hints_are_taken_up_only_when_asked() -> None:
    draft = "您好，电子发票可以在订单详情页申请。申请之后会发到您填写的邮箱，您可以下载打印。"
    hints = [finding for finding in fixed(draft).review.findings if finding.severity is Severity.hint]
    if hints:
        assert not fixed(draft, least=Severity.hint).left


def test_open_slots_are_not_complete() -> None:
    fix = fixed("您好，您的问题我们会尽快处理。")
    assert (fix.left, fix.complete) == ((), False)


def test_reasons_and_phrases_are_kept_with_the_edits() -> None:
    (edit,) = fixed("会有专员与您联系。").edits
    assert edit.rules and edit.reason and edit.phrase.startswith("fit.")


def test_a_finding_is_offered_what_fits_in_place_first() -> None:
    review = judged("您好，您的问题我们会尽快处理。", Situation())
    found = offers(review, rulebook(), Situation(), review.findings[0])
    assert found[0].text == "在〈时限〉内"
    assert any(edit.place == "sentence" for edit in found)
    assert len({(edit.span, edit.text) for edit in found}) == len(found)


HARD = [
    "不行" * 30,
    "请您耐心等待。" * 40,
    "“我们会尽快处理”“请您谅解”",
    "> 我们会尽快处理\n> 请您谅解",
    "{{name}}您好，{{order}}我们会尽快处理，〈时限〉内回复您。",
    "您的订单我們會盡快處理，請您谅解，thanks，We will 尽快回复。",
    "尽 快 处 理\u200b，请您\n耐心等待",
    "会有专员联系您😄😄[微笑]#E-s12",
    "尽快\n\n\n尽快\r\n尽快",
    "\x1b[31m我们会尽快处理\x1b[0m",
    "我们会尽快处理\ud800",
]


@pytest.mark.parametrize("draft", HARD, ids=range(len(HARD)))
def test_hard_drafts(draft: str) -> None:
    check(draft)


def test_a_draft_of_a_hundred_kilobytes() -> None:
    letter = "".join(f"第{number}条：资料已于3月{number % 28 + 1}日归档。\n" for number in range(2_000))
    draft = f"{letter}订单20231128001的问题我们会尽快处理，请您耐心等待。\n{letter}"
    assert len(draft.encode()) > 100_000
    fix = fixed(draft)
    assert "订单20231128001的问题我们会在〈时限〉内处理" in fix.text and not fix.left


PIECES = st.sampled_from(
    "您好 ， 。 ！ ~ \n 尽快处理 会尽快给您答复 请您耐心等待 还请您谅解 不行 没办法 非常抱歉 已经反馈站点了 您自己联系快递 保证一定到 "
    "订单20231128001 99.5元 3月8日 王先生 https://a.cn/b {name} 〈时限〉 【待填】 XX iPhone 不清楚呢 祝您生活愉快 由于系统升级 我们也很无奈 "
    "按照规定 稍等 这件事由我跟进，〈截止时间〉前给您答复 盡快回覆您 敬請見諒 “我们会尽快” 感谢您的反馈 会有专员联系您 😄 你 #E-s1 还有什么可以帮您".split()
)  # fmt: skip


def check(draft: str) -> None:
    fix = fixed(draft)
    assert applied(draft, fix.edits) == fix.text
    old = read(Draft.of(draft), rulebook().segmenter)
    residue = [edit.span for edit in fix.edits if edit.phrase.startswith(RESIDUE) or "fit.residue" in edit.phrase]
    stated = [fact for fact in facts(old) if not any(span.meets(fact.span) for span in residue)]
    if not any(not edit.phrase for edit in fix.edits):  # edits made in several steps name no single phrase
        assert not lost(stated, facts(read(Draft.of(fix.text), rulebook().segmenter)), fix.text)
    assert fixed(fix.text).text == fix.text
    before = sum(10**finding.severity for finding in fix.before.findings if finding.severity >= Severity.minor)
    assert sum(10**finding.severity for finding in fix.left) <= before


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_draft_keeps_its_facts_and_settles(draft: str) -> None:
    check(draft)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all(draft: str) -> None:
    check(draft)


def test_nothing_is_said_twice() -> None:
    fix = fixed("工单已经转给仓库了。您的发票也已经转给财务了。这件事由我跟进，明天18点前给您答复。快递那边帮您催了。")
    reading = read(Draft.of(fix.text), rulebook().segmenter)
    said = [bare(reading.text[slice(*span)]) for span in reading.sentences]
    assert len(said) == len(set(said))


# -- arithmetic of edits -------------------------------------------------------------------------------------------


def edit_lists(text: str) -> st.SearchStrategy[tuple[Edit, ...]]:
    def pair_up(cuts: list[int], words: list[str]) -> tuple[Edit, ...]:
        edges = sorted(cuts)[: len(cuts) // 2 * 2]
        pairs = zip(edges[::2], edges[1::2], words, strict=False)
        edits, last = [], -1
        for start, end, word in pairs:
            if start > last:
                edits.append(Edit(Span(start, end), word, "span"))
                last = end
        return tuple(edits)

    return st.builds(
        pair_up,
        st.lists(st.integers(0, len(text)), max_size=8),
        st.lists(st.text("甲乙丙", max_size=4), min_size=4, max_size=4),
    )


@given(st.data())
def test_edits_made_one_after_the_other_compose(data: st.DataObject) -> None:
    text = "一二三四五六七八九十"
    first = data.draw(edit_lists(text))
    second = data.draw(edit_lists(applied(text, first)))
    both = composed(first, second, text)
    assert applied(text, both) == applied(applied(text, first), second)
    assert all(one.span.end <= other.span.start for one, other in pairwise(both))


def test_places_lead_back() -> None:
    edits = (Edit(Span(2, 4), "甲乙丙", "span"), Edit(Span(6, 6), "丁", "after"))
    assert applied("一二三四五六七", edits) == "一二甲乙丙五六丁七"
    assert made(edits) == (Span(2, 5), Span(7, 8))
    assert Way(edits).back(Span(0, 2)) == Span(0, 2)
    assert Way(edits).back(Span(3, 4)) == Span(2, 4)
    assert Way(edits).back(Span(5, 7)) == Span(4, 6)
    assert Way(edits).back(Span(8, 9)) == Span(6, 7)


FACTS = [
    ("订单20231128001退款99.5元，3个工作日到账", ["20231128001", "99.5元", "3个工作日"]),
    ("请您耐心等待一下，我们第一时间处理", []),
    ("王女士您好，下周三前寄到，详见https://a.cn/b?c=1", ["王女士", "下周三", "https://a.cn/b?c=1"]),
    ("您的iPhone 15已送修，《保修条款》第3条", ["iPhone", "15", "保修条款", "3条"]),
    ("〈时限〉内给您结果", []),
    ("{{name}}您好", ["{{name}}"]),
]


@pytest.mark.parametrize(("draft", "wanted"), FACTS)
def test_facts_are_found(draft: str, wanted: list[str]) -> None:
    assert [fact.text for fact in facts(read(Draft.of(draft), rulebook().segmenter))] == wanted


def test_a_lost_fact_is_told() -> None:
    before = facts(read(Draft.of("订单20231128001明天到"), rulebook().segmenter))
    assert lost(before, facts(read(Draft.of("明天到"), rulebook().segmenter)), "明天到") == ("20231128001",)
