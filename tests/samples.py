"""Reviews made by hand, so that the reports are tested without any rule."""

from __future__ import annotations

from collections import Counter

from coach.errors import Failure
from coach.model import (
    Axis,
    AxisScore,
    Finding,
    Realm,
    Report,
    Review,
    Rewrite,
    RuleFacts,
    Safety,
    Scene,
    Scorecard,
    ScoreLine,
    Severity,
    Strength,
    Verdict,
)
from coach.outline import Outline, Step
from coach.text import Draft, Span

TEXT = (
    "亲，非常抱歉给您带来不便！由于仓库爆仓，您 6 月 3 日下的订单 TB20240603118 还没有发出，"
    "我们也没办法。我们会尽快处理，请您耐心等待。\n"
    "根据公司规定，超过 7 天不能退款，您一定要投诉的话，我们会拉黑您的账号。\n"
    "感谢您的理解与支持！"
)


def facts(id_: str, title: str, severity: Severity, **more: object) -> RuleFacts:
    values: dict[str, object] = {
        "pack": "commitment",
        "pack_title": "承诺与时效",
        "axis": Axis.response,
        "message": "没有给出时间，客户不知道要等多久。",
        "why": "客户无法据此安排自己的时间，也无法对账；等不到就会再来问一次，您还要再答一次。",
        "principle": "设定合理期望",
        "flag": ("我们会〔尽快处理〕您的问题。",),
        "passes": ("我们会尽快处理，预计今天18点前给您答复。",),
        "rewrites": ("promise.deadline",),
    }
    return RuleFacts(id=id_, title=title, severity=severity, **(values | more))  # type: ignore[arg-type]


RULES = {
    each.id: each
    for each in (
        facts("excuse-making", "找借口", Severity.major),
        facts("vague-promise", "模糊承诺", Severity.major),
        facts("opaque-wait", "不透明等待", Severity.minor),
        facts("policy-deflection", "规定挡箭牌", Severity.major),
        facts("insult-threat", "辱骂威胁嘲讽", Severity.fatal),
        facts("forced-understanding", "强求理解", Severity.hint),
        facts("missing-closing-care", "缺少收尾关怀", Severity.hint),
    )
}


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def finding(text: str, words: str, rule: str, message: str, *rewrites: str, safety: Safety = Safety.fill) -> Finding:
    span = at(text, words) if words else Span(len(text), len(text))
    return Finding(rule, RULES[rule].severity, span, message, tuple(_rewrite(span, each, safety) for each in rewrites))


def _rewrite(span: Span, text: str, safety: Safety) -> Rewrite:
    slots = tuple(piece.split("〉")[0] for piece in text.split("〈")[1:])
    return Rewrite(span, text, slots, safety if slots else Safety.safe, "promise.deadline.1" if slots else None)


def review(
    text: str,
    *findings: Finding,
    name: str = "<草稿>",
    strengths: tuple[Strength, ...] = (),
    outlines: tuple[Outline, ...] = (),
) -> Review:
    counts = Counter(each.severity for each in findings)
    heavy = Verdict.blocked if counts[Severity.fatal] else Verdict.revise if counts[Severity.major] else Verdict.ready
    scene = Scene("logistics-delay", "物流延误", True, 0.67)
    return Review(Draft.of(text, name), findings, (), strengths, card(heavy, counts), scene, (), outlines)


def card(verdict: Verdict, counts: Counter[Severity]) -> Scorecard:
    """Make a card whose figures add up, as the arithmetic of the rules would."""
    axes = (
        AxisScore(Axis.understanding, 86, 3, (ScoreLine("起评", 60, 60), ScoreLine("客户遇到的具体事", 0, 10))),
        AxisScore(Axis.response, 70, 4, (ScoreLine("起评", 60, 60), ScoreLine("模糊承诺", -30, 0, Span(0, 2)))),
        AxisScore(Axis.feeling, 100, 3, (ScoreLine("起评", 90, 90), ScoreLine("称呼与礼貌", 10, 10, Span(0, 1)))),
    )
    bonus = (ScoreLine("先道歉", 2, 0, Span(2, 6)),)
    realm = Realm(0, "", "分内做精", "先改掉「找借口」") if verdict is not Verdict.ready else Realm(3, "个性化", "", "")
    blocked = verdict is Verdict.blocked
    return Scorecard(verdict, counts, 0 if blocked else 86, axes, not blocked, bonus, realm)


LONG = review(
    TEXT,
    finding(
        TEXT,
        "由于仓库爆仓",
        "excuse-making",
        "把原因推给“仓库爆仓”，却没说怎么补救，听起来像在推脱。",
        "这是我们备货没跟上，〈补救动作〉已经在办，〈时限〉前给您结果。",
        "没按时发出是我们的责任，现在给您两个选择：〈方案A〉，或〈方案B〉。",
    ),
    finding(
        TEXT,
        "尽快处理",
        "vague-promise",
        "“尽快处理”没有给出时间，客户不知道要等多久。",
        "我〈时限〉前处理好，到点主动给您消息。",
        "我已经在处理，〈下次更新时间〉前给您一次进展，不管有没有结果。",
        "今天 18 点前给您处理结果。",
    ),
    finding(
        TEXT, "请您耐心等待", "opaque-wait", "没说在等什么、等多久。", "仓库在核对库存，约〈时长〉，好了我马上告诉您。"
    ),
    finding(
        TEXT,
        "根据公司规定",
        "policy-deflection",
        "拿规定挡人，没有说规定是为了什么、还能怎么办。",
        "这一项受〈规则用意〉限制，接近的办法有两个：〈方案A〉、〈方案B〉。",
    ),
    finding(
        TEXT,
        "我们会拉黑您的账号",
        "insult-threat",
        "威胁客户，绝不能发出。",
        "我把您的情况提交给〈负责人〉，〈时限〉前回您。",
    ),
    finding(
        TEXT,
        "感谢您的理解",
        "forced-understanding",
        "事情没解决就谢对方理解，会让人更气。",
        "谢谢您告诉我们这件事。",
        safety=Safety.show,
    ),
    finding(
        TEXT,
        "",
        "missing-closing-care",
        "结尾没有问客户是否满意，也没有下一次联系的时间。",
        "〈回访日期〉我再联系您确认一次。",
    ),
    strengths=(
        Strength("specific-apology", "说清了具体事实", at(TEXT, "TB20240603118")),
        Strength("apology", "先道歉", at(TEXT, "非常抱歉")),
    ),
    outlines=(
        Outline(
            "四段式",
            "回复短语四段式",
            (
                Step("承认", at(TEXT, "非常抱歉给您带来不便")),
                Step("担当", None, False, "说明由谁负责"),
                Step("行动", at(TEXT, "尽快处理"), True),
                Step("时限", None),
            ),
        ),
    ),
)
CLEAN = review(
    "您好，您的退款 58.00 元已经原路退回，预计今天 18 点前到账。到账有任何不对，回这条消息就能找到我。",
    name="ok.txt",
    strengths=(Strength("deadline", "给了时限", Span(26, 32)),),
)


def report(*reviews: Review, failures: tuple[Failure, ...] = ()) -> Report:
    return Report(reviews or (LONG,), failures, RULES)
