"""The scorecard: the arithmetic is what the YAML says, checks that do not apply do not count, strengths save no fatal."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import ProblemsError
from coach.model import Axis, Finding, Severity, Strength, Verdict
from coach.review import review
from coach.rulebook.situation import Situation
from coach.score import Facts, scorecard
from coach.text import Draft, Span
from tests.rulebooks import packaged, rulebook

HERE = Span(0, 2)
PART = {"strengths": [], "cue": "", "scenes": [], "customer": False}
SCORING: dict[str, Any] = {
    "weights": {"理解": 3, "回应": 4, "感受": 3},
    "deduct": {"major": 30, "minor": 15, "hint": 4},
    "redline": {"major": 25},
    "bonus": {"each": 2, "most": 3},
    "axes": {
        "理解": {"base": 70, "parts": [{**PART, "title": "具体事", "points": 30, "strengths": ["s"], "scenes": ["complaint"]}]},
        "回应": {"base": 60, "parts": [{**PART, "title": "办法", "points": 40, "cue": "c"}]},
        "感受": {"base": 90, "parts": [{**PART, "title": "来信", "points": 10, "cue": "d", "customer": True}]},
    },
    "realms": [
        {"title": "一", "clean": 3, "least": 60, "strengths": [], "next": ""},
        {"title": "二", "clean": 0, "least": 0, "strengths": ["s"], "next": "多给一点"},
    ],
}  # fmt: skip


NAMED = {axis.name: ("某事", axis) for axis in Axis}


def taken(severity: Severity, axis: Axis = Axis.response) -> Finding:
    return Finding(axis.name, severity, HERE, "")


def card(
    *found: Finding, strengths: tuple[str, ...] = (), signs: tuple[str, ...] = ("c",), scene: str = "general", customer: bool = False
) -> Any:  # fmt: skip
    facts = Facts(found, NAMED, [Strength(s, s, HERE) for s in strengths], dict.fromkeys(signs, HERE), scene, customer)
    return scorecard(facts, SCORING)


def axes(card: Any) -> tuple[int, ...]:
    return tuple(each.score for each in card.axes)


@pytest.mark.parametrize(
    ("judged", "scores", "total"),
    [
        (card(), (100, 100, 100), 100),
        (card(signs=()), (100, 60, 100), 84),  # 回应 = 60 of 60+40
        (card(scene="complaint"), (70, 100, 100), 91),  # the part counts in its scene only
        (card(scene="complaint", strengths=("s",)), (100, 100, 100), 100),
        (card(customer=True), (100, 100, 90), 97),
        (card(customer=True, signs=("c", "d")), (100, 100, 100), 100),
        (card(taken(Severity.major)), (100, 70, 100), 88),
        (card(taken(Severity.minor, Axis.feeling), taken(Severity.hint, Axis.feeling)), (100, 100, 81), 94),
        (card(taken(Severity.major, Axis.redline)), (100, 100, 100), 75),  # from the total, not from an axis
        (card(taken(Severity.major), strengths=("s", "t", "u")), (100, 70, 100), 91),  # 3 at most
        (card(taken(Severity.fatal, Axis.redline), strengths=("s", "t")), (100, 100, 100), 0),
        (card(*[taken(Severity.major)] * 9), (100, 0, 100), 60),
    ],
)
def test_arithmetic(judged: Any, scores: tuple[int, ...], total: int) -> None:
    assert (axes(judged), judged.total) == (scores, total)


@pytest.mark.parametrize(
    ("judged", "level", "step"),
    [
        (card(taken(Severity.major)), 0, "先改掉「某事」"),
        (card(taken(Severity.minor), taken(Severity.minor), taken(Severity.minor)), 0, "先改掉「某事」"),
        (card(signs=(), strengths=("s",)), 2, ""),
        (card(taken(Severity.hint), signs=()), 0, "补上办法"),
        (card(taken(Severity.minor)), 1, "多给一点"),
        (card(strengths=("s",)), 2, ""),
    ],
)
def test_realm_and_its_one_next_step(judged: Any, level: int, step: str) -> None:
    assert (judged.realm.level, judged.realm.step) == (level, step)


FOUND = st.builds(taken, st.sampled_from(Severity), st.sampled_from(Axis))


@given(st.lists(FOUND, max_size=8), FOUND, st.sets(st.sampled_from("stuv")), st.booleans())
def test_one_more_fault_never_raises_a_score(
    found: list[Finding], more: Finding, strengths: set[str], known: bool
) -> None:
    facts = {"strengths": tuple(strengths), "signs": ("c", "d") if known else (), "customer": known}
    before, after = card(*found, **facts), card(*found, more, **facts)  # type: ignore[arg-type]
    assert 0 <= after.total <= before.total <= 100
    assert all(one >= other for one, other in zip(axes(before), axes(after), strict=True))
    assert (after.total == 0) or after.verdict is not Verdict.blocked


@given(st.lists(FOUND, max_size=8), st.sets(st.sampled_from("stuv")))
def test_the_lines_add_up_to_the_axis(found: list[Finding], strengths: set[str]) -> None:
    for each in card(*found, strengths=tuple(strengths), scene="complaint", customer=True).axes:
        earned = [line for line in each.lines if line.possible]
        share = 100 * sum(line.points for line in earned) / sum(line.possible for line in earned)
        off = sum(line.points for line in each.lines if not line.possible)
        assert each.score == max(0, min(100, round(share + off)))


WORSE_TO_BETTER = [
    ("我有急事，这都第三次了，投诉你们", [
        "您耐心等待，我们会尽快处理。",
        "抱歉，我们已登记加急，您稍后留意消息。",
        "您为这件事来了三次，是我们没跟住，抱歉。我来跟到底：已登记加急，今天18点前给您结果，周五我再联系您确认一次。",
    ]),
    ("手机连不上无线网怎么办", [
        "这个不清楚。",
        "您好，请私信我们您的联系方式。",
        "您好，先打开“设置-无线网络”，关掉再打开开关；还是连不上，就长按网络名选“忘记”，再输入一次密码。",
    ]),
    ("退款什么时候到账", [
        "按规定不能告诉您，等通知吧。",
        "您的退款正在处理中，请留意。",
        "您的退款已经退回原卡，1-3个工作日到账；到账后您核对一下金额。",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("customer", "replies"), WORSE_TO_BETTER)
def test_a_better_reply_scores_higher(customer: str, replies: list[str]) -> None:
    totals = [review(Draft.of(text), packaged(), Situation(customer=customer)).scorecard.total for text in replies]
    assert totals == sorted(totals, key=lambda total: total or 0) and len(set(totals)) == len(totals)


def test_without_arithmetic_there_is_a_verdict_and_no_score() -> None:
    pack = "pack: a\nrules:\n  - {id: a, title: a, severity: fatal, axis: 红线, when: [滚], message: a, examples: {flag: [滚, 滚吧], pass: [好, 行]}}\n"
    judged = review(Draft.of("滚"), rulebook(pack), Situation()).scorecard
    assert (judged.verdict, judged.total, judged.axes, judged.realm) == (Verdict.blocked, None, (), None)


@pytest.mark.parametrize(
    ("scoring", "message"),
    [
        ("{weights: {理解: 3, 回映: 4}}", "demo.yaml:2:28: weights里没有“回映”这一项，是不是“回应”？"),
        ("{deduct: {major: many}}", "major应当是 0–100 的整数"),
        ("{axes: {理解: {base: 70, parts: [{title: 甲, points: 5}]}}}", "得分项要写 when 或 strengths"),
        (
            "{axes: {理解: {base: 70, parts: [{title: 甲, points: 5, strengths: [ownership]}]}}}",
            "亮点不认识“ownership”",
        ),
        ("{realms: [{title: 甲, claen: major}]}", "境界里没有“claen”这一项，是不是“clean”？"),
    ],
)
def test_faults_in_the_arithmetic_are_told_at_their_place(scoring: str, message: str) -> None:
    with pytest.raises(ProblemsError) as error:
        rulebook(f"pack: demo\nscoring: {scoring}\n")
    assert message in str(error.value)
