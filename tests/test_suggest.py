"""Drafts → the words offered instead: nothing invented, nothing of another trade, no fact of the draft lost."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.model import Review, Rewrite, Safety, Severity
from coach.reading import read
from coach.reading.facts import facts
from coach.review import review
from coach.rulebook.region import may_stand_in, region_of
from coach.rulebook.situation import Situation
from coach.rulebook.slots import fill, known_slots
from coach.text import Draft
from tests.rulebooks import packaged

TRADES = {
    "餐饮": ("后厨", "上菜", "餐", "甜品", "桌", "吃"),
    "医疗": ("医生", "复诊", "科室", "掛號", "面诊", "醫師", "康复"),
    "网络": ("工程师", "日志", "网速", "路由", "线路", "版本", "工程師", "登录"),
    "物流": ("包裹", "快递", "仓", "派送", "中转", "承运", "宅配", "運費", "送达", "物流", "订单", "訂單"),
    "网店": ("店长", "宝贝", "尺码", "吊牌", "下单", "拍下", "优惠券", "亲，"),
    "酒店": ("房间", "大堂", "入住", "房間", "行李"),
    "金融": ("理财", "征信", "贷", "收益", "入账", "信用卡", "存款"),
    "页面": ("页面", "入口", "按钮", "選項"),
    "排队": ("排队", "候补", "号源", "位子", "留位"),
}
GIFTS = ("免费", "赠", "请您的", "算我们", "運費全免", "不收费", "甜品", "不加一分钱")
DONE = (
    "已经重新",
    "已经办",
    "已经提交",
    "已提交",
    "已登记",
    "已转给",
    "已反馈",
    "確認過",
    "走完",
    "刚打过",
    "已经联系",
)
SIMPLIFIED = set("规则处时间问题项动证审业务额计负责络电话现环节长权码风级检测论员场设备数据补偿议点单号说认选显")


class Case(NamedTuple):
    draft: str
    trades: tuple[str, ...] = ()  # whose words may be used
    customer: str = ""
    reads: str = ""  # the whole reply, once the first suggestion of the gravest finding that has one is taken
    region: str = ""


CASES = [
    Case("非常抱歉给您带来不便。", (), "", "〈问题概述〉给您添麻烦了，抱歉。我先〈补救动作〉，〈截止时间〉前给您结果。"),
    Case("真的很抱歉给您带来不好的用餐体验。", ("餐饮",), "菜里有头发"),
    Case("您好，本店周末不支持订位，这是规定。", ("餐饮", "排队"), "周六能订位吗"),
    Case("检查报告还没出来，请您耐心等待。", ("医疗",), "我的血常规什么时候出", "检查报告还没出来，〈截止时间〉前给您回话。"),
    Case("专家号没有了，您自己去别的医院看看吧。", ("医疗", "排队"), "还有王主任的号吗"),
    Case("您的问题我们已经反馈给医生了，会尽快联系您。", ("医疗",), ""),
    Case("系统显示您的贷款审批中，请耐心等候。", ("金融", "网络"), "贷款批了没", "系统显示您的贷款审批中，〈截止时间〉前给您回话。"),
    Case("根据银行规定，境外交易手续费不能退。", ("金融",), "为什么收我手续费"),
    Case("转账失败是您自己填错了卡号，我们没有办法。", ("金融",), "钱转错了"),
    Case("宽带断了是小区光缆的问题，跟我们没关系。", ("网络",), "家里断网两天了"),
    Case("路由器的问题您自己联系厂家，我们不负责。", ("网络",), "路由器一直亮红灯"),
    Case("师傅会尽快上门的。", ("网络",), "路由器坏了", "师傅会在〈时限〉内上门的。"),
    Case("航班延误是天气原因，我们也没有办法。", (), "CA1234延误了三个小时"),
    Case("非常抱歉，您的CA1501航班改签费320元无法退还。", (), ""),
    Case("行李我们会尽快帮您找。", ("酒店",), "行李没到", "行李我们会在〈时限〉内帮您找。"),
    Case("不好意思房间还没有打扫好，请稍等。", ("酒店",), "什么时候能入住"),
    Case("抱歉，订单88123456的房费680元按规定不能退。", ("酒店", "物流"), "想取消"),
    Case("您的装备丢失我们会尽快核实。", (), "我的装备没了", "您的装备丢失我们会在〈时限〉内核实。"),
    Case("封号是系统判定的，客服没有权限。", ("网络",), "凭什么封我号"),
    Case("游戏卡顿一般是您手机太旧了。", (), "好卡"),
    Case("孩子的课程退费，我们会尽快上报给校长处理。", (), "", "孩子的课程退费，我们会在〈时限〉内上报给校长处理。"),
    Case("课程不退费是合同里写清楚的，您自己没看。", (), "想退课"),
    Case("您的诉求已转相关部门处理，请耐心等待。", (), ""),
    Case("这个不归我们管，您去街道办问问吧。", (), "楼下噪音扰民"),
    Case("亲，快递延误是物流公司的问题哦，您可以自己联系一下快递呢。", ("物流", "网店"), "我的快递怎么不动了"),
    Case("您的包裹SF1234567890在中转，请耐心等待。", ("物流",), "", "您的包裹SF1234567890在中转，预计〈预计日期〉送到。"),
    Case("您的订单20231105887购买的外套已经发货，会尽快送达。", ("物流", "网店"), "",
         "您的订单20231105887购买的外套已经发货，会在〈时限〉内送达。"),
    Case("亲，保证明天一定到！", ("物流", "网店"), "", "亲，预计能明天到！"),
    Case("张先生您好，订单号20240305118877的退款128元，因为仓库漏发，我们会尽快处理。", ("物流",), ""),
    Case("您的工单号A8891，我们会尽快处理，工号07小李为您服务。", (), "", "您的工单号A8891，我们会在〈时限〉内处理，工号07小李为您服务。"),
    Case("李女士您好，我是客服小陈，您8月3日购买的净水器漏水问题我们已登记，会有专人联系您。", (), "",
         "李女士您好，我是客服小陈，您8月3日购买的净水器漏水问题我们已登记，会有专人在〈时限〉内联系您。"),
    Case("您好，您的退款256元已提交财务，因为财务月底结账，会尽快打给您。", ("物流", "金融"), "退款呢",
         "您好，您的退款256元已提交财务，因为财务月底结账，会在〈时限〉内打给您。"),
    Case("您好，接口报错的问题我们技术正在看，有结果会通知您。", ("网络", "页面"), "API一直500",
         "您好，接口报错的问题我们技术正在看，有结果会在〈时限〉内通知您。"),
    Case("这个功能暂时不支持，后续会考虑的。", ("网络", "页面"), "能导出excel吗"),
    Case("请把您的密码和验证码发给我，我帮您登录看看。", ("网络", "页面"), ""),
    Case("您别激动，这点小事不至于。", (), "你们太过分了"),
    Case("你到底想怎样？", (), ""),
    Case("投诉也没用的，谁来都是这个结果。", (), "我要投诉"),
    Case("您好{客户姓名}，您的预约明天上午10点见。", (), "", "您好〈客户姓名〉，您的预约明天上午10点见。"),
    Case("签收以后出现破损，我们概不负责。", ("物流",), "收到碎了"),
    Case("给您带来的不便敬请谅解！", (), "", "我先〈补救动作〉，〈截止时间〉前给您结果！"),
    Case("您好，订单88123456已发出，请您稍侯。", ("物流",), "", "您好，订单88123456已发出，请您稍候。"),
    Case("孩子成绩的事您应该多问老师，我们不清楚。", (), ""),
    Case("您好，我們會儘快為您處理。", ("物流",), "包裹怎麼還沒到", "您好，我們會在〈時限〉內為您處理。", "zh-TW"),
    Case("很抱歉造成您的不便，敬請見諒。", ("物流",), "宅配延誤三天", "", "zh-TW"),
    Case("依公司規定，特價商品恕不退換。", ("物流", "网店"), "想退貨", "", "zh-TW"),
    Case("這個我不清楚，您要問承辦人。", (), "補助什麼時候下來", "", "zh-TW"),
    Case("您的案件編號TW20240311已轉交相關單位處理，請靜候通知。", (), "", "", "zh-TW"),
    Case("王小姐您好，您的訂單A123456789退款1,280元，因系統維護，我們會儘快處理。", ("物流", "网络"), "",
         "王小姐您好，您的訂單A123456789退款1,280元，因系統維護，我們會在〈時限〉內處理。", "zh-TW"),
    Case("閣下的查詢已轉交有關部門，請耐心等候。", (), "", "", "zh-HK"),
    Case("閣下的個案編號HK20240088，本行會盡快回覆。", ("金融",), "", "閣下的個案編號HK20240088，本行會於〈時限〉內回覆。", "zh-HK"),
    Case("敬請閣下見諒，有關賬單HK$1,280已扣數，未能退回。", ("金融",), "", "", "zh-HK"),
    Case("因系統故障，我們亦無能為力。閣下請自行致電供應商。", ("网络",), "", "", "zh-HK"),
    Case("唔好意思，呢個唔關我哋事，你自己打去銀行問啦。", ("金融",), "", "", "zh-HK"),
]  # fmt: skip


def judged(text: str, customer: str = "") -> Review:
    return review(Draft.of(text), packaged(), Situation(customer=customer or None))


def taken(text: str, rewrite: Rewrite) -> str:
    return text[: rewrite.span.start] + rewrite.text + text[rewrite.span.end :]


def offered(found: Review) -> list[Rewrite]:
    return [each for finding in found.findings for each in finding.rewrites if each.safety is not Safety.show]


def lost(text: str, found: Review) -> list[str]:
    """What a suggestion would take away; what must not be said at all is no fact to keep, nor is a template's blank."""
    reading = read(Draft.of(text), packaged().segmenter)
    gone = []
    for finding in found.findings:
        for each in finding.rewrites:
            if each.safety is Safety.show or finding.rule.startswith("template-residue"):
                continue
            after = taken(text, each)
            for fact in facts(reading):
                excused = finding.severity is Severity.fatal and finding.span.holds(fact.span)
                if not excused and after.count(fact.text) < text.count(fact.text):
                    gone.append(f"{fact.text}: {after}")
    return gone


@pytest.mark.parametrize("case", CASES, ids=[case.draft[:12] for case in CASES])
def test_nothing_is_invented_and_nothing_of_another_trade(case: Case) -> None:
    found = judged(case.draft, case.customer)
    assert offered(found)
    said = case.draft + case.customer
    for each in offered(found):
        words = each.text
        for known in {case.draft[each.span.start : each.span.end], *sorted(said.split("，"), key=len, reverse=True)}:
            words = words.replace(known, "") if known else words
        foreign = [word for trade, its in TRADES.items() if trade not in case.trades for word in its if word in words]
        assert not foreign, (each.text, foreign)
        assert not [word for word in (*GIFTS, *DONE) if word in words and word not in said], each.text


@pytest.mark.parametrize("case", CASES, ids=[case.draft[:12] for case in CASES])
def test_facts_are_kept_and_the_reply_still_reads(case: Case) -> None:
    found = judged(case.draft, case.customer)
    assert not lost(case.draft, found)
    for each in offered(found):
        after = taken(case.draft, each)
        for wrong in ("，，", "。。", "，。", "。，", "？。", "〉〉", "在在", "您好，您好", "，！", "前前", "内内"):
            assert wrong not in after, after
    if case.reads:
        firsts = [taken(case.draft, finding.rewrites[0]) for finding in found.findings if finding.rewrites]
        assert case.reads in firsts


@pytest.mark.parametrize("case", [case for case in CASES if case.region], ids=lambda case: case.draft[:12])
def test_words_and_slots_are_those_of_the_region(case: Case) -> None:
    reading = read(Draft.of(case.draft), packaged().segmenter)
    assert region_of(reading, None) == case.region
    book = {phrase.id: phrase for phrase in packaged().phrasebook.phrases}
    for each in offered(judged(case.draft, case.customer)):
        if each.phrase:
            region = book[each.phrase].region
            assert region == case.region or may_stand_in(book[each.phrase].text, region, case.region)
        assert not SIMPLIFIED & set("".join(each.slots)), each.text


REGIONS = [
    ("我們會盡快處理您的案件，請耐心等候。", "zh-TW"),
    ("如有疑問歡迎致電客服專線。", "zh-TW"),
    ("我哋會盡快覆你", "zh-HK"),
    ("職員會盡快致電跟進", "zh-HK"),
    ("閣下的申請已收到。", "zh-HK"),
    ("我们会尽快处理", "zh-CN"),
]


@pytest.mark.parametrize(("text", "region"), REGIONS)
def test_regions_are_told_by_their_words(text: str, region: str) -> None:
    reading = read(Draft.of(text), packaged().segmenter)
    assert region_of(reading, None) == region
    assert region_of(reading, "zh-TW") == "zh-TW"


def rules_with_topics() -> list[str]:
    return [rule.id for rule in packaged().rules if any(text.isascii() for text in rule.rewrites)]


@pytest.mark.parametrize("region", ["zh-CN", "zh-TW", "zh-HK"])
@pytest.mark.parametrize("rule", rules_with_topics())
def test_every_rule_has_words_that_presume_nothing(rule: str, region: str) -> None:
    topics = next(each.rewrites for each in packaged().rules if each.id == rule)
    book = packaged().phrasebook
    free = [
        phrase
        for topic in topics
        for phrase in book.topics.get(topic, ())
        if phrase.stands_alone
        and phrase.suits("general")
        and phrase.authority == "一线"
        and not (phrase.about or phrase.needs or phrase.around)
    ]
    assert any(
        phrase.region == region or (region == "zh-HK" and may_stand_in(phrase.text, phrase.region, region))
        for phrase in free
    )


STATED = [
    ("张先生您好，订单号20240305118877的退款128元", {"称呼": "张先生", "订单号": "20240305118877", "金额": "128元"}),
    ("您的工单号A8891，工号07小李为您服务。", {"工单号": "A8891", "客服姓名": "小李"}),
    ("我是客服小陈，很高兴为您服务", {"客服姓名": "小陈"}),
    ("由于仓库漏发，还没有寄出", {"原因": "仓库漏发"}),
    ("由于您填错地址，没有寄到", {}),
    ("您购买的净水器有漏水", {"物品": "净水器"}),
    ("已转给技术部处理", {"部门": "技术部"}),
    ("已转给相关部门处理", {}),
    ("您的訂單A123456789退款1,280元", {"订单号": "A123456789", "金额": "1,280元"}),
    ("閣下的個案編號HK20240088", {"个案编号": "HK20240088"}),
    ("订单A12345678和订单B12345678", {}),
    ("运费10元，一共两件", {}),
    ("24小时内给您退款", {"时限": "24小时"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), STATED)
def test_slots_are_filled_with_what_the_draft_states(text: str, wanted: dict[str, str]) -> None:
    known = known_slots(read(Draft.of(text), packaged().segmenter))
    names = set(wanted) or {"原因", "部门", "订单号", "金额"}
    assert {name: known[name] for name in names if name in known} == wanted


def test_a_slot_is_one_in_both_scripts() -> None:
    assert fill("案號<案號>，<時限>", {"案号": "A1"}) == ("案號A1，〈時限〉", ("時限",))


def test_what_a_phrase_presumes_must_be_said_by_one_of_the_two() -> None:
    def phrases(text: str, customer: str = "") -> set[str | None]:
        return {each.phrase for each in offered(judged(text, customer))}

    assert "apology.concrete.6" not in phrases("非常抱歉给您带来不便。")
    for text, customer in (
        ("非常抱歉给您带来不便。", "上菜太慢了，我要投诉"),
        ("上菜慢了，非常抱歉给您带来不便。", "我要投诉你们"),
    ):
        assert "后厨" not in "".join(each.text for each in offered(judged("非常抱歉给您带来不便。", "我要投诉")))
        assert "apology.concrete.6" in phrases(text, customer)


PIECES = st.sampled_from([
    "张先生您好，", "您好，", "订单号20240305118877", "您的退款128元", "3月8日", "因为仓库漏发，", "我们会尽快处理", "请您耐心等待",
    "非常抱歉给您带来不便", "已转给技术部", "按规定不能退", "这个我不清楚", "您自己联系快递", "。", "，", "！", "\n", "工号07小李", "~",
    "閣下", "我們會盡快回覆", "敬請見諒", "HK$1,280", "訂單A123456789", "{客户姓名}", "您别激动", "没办法", "保证明天一定到", "亲，",
])  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=1, max_size=8).map("".join))
def test_no_suggestion_ever_takes_a_fact_away(text: str) -> None:
    assert not lost(text, judged(text))
