"""Times: every form of the appendix, both of its trap lists, regional wording, and what is not ours."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.reading import Reading, read
from coach.reading.times import times
from coach.text import Draft


class Deaf:
    """A segmenter no time should need."""

    def crosses(self, left: str, right: str) -> bool:
        return False


def reading(text: str) -> Reading:
    return read(Draft.of(text), lambda: Deaf())  # type: ignore[arg-type,return-value]


# The text of every bound time; `|` parts several.
BOUND = {
    # the forms to be found, with what is easily missed
    "我们会在24小时内给您回复。": "会在24小时内",
    "24h内会有同事联系您": "24h内",
    "退款3-5个工作日到账。": "3-5个工作日",
    "大概三至五个工作日": "大概三至五个工作日",
    "1~2天就能收到": "1~2天",
    "今天内给您答复": "今天内",
    "这周内处理完": "这周内",
    "今天下班前回复您": "今天下班前",
    "周末前寄出": "周末前",
    "预计下午送到": "预计下午",
    "维修周期一般1-2个月": "周期一般1-2个月",
    "付款后48小时发货": "48小时",
    "新批次预计15号到货": "预计15号",
    "后天就能到": "后天",
    "审核通过后48小时内到账": "48小时内",
    "收到退货后1-3天原路退回": "1-3天",
    "最遲3個工作天": "最迟3个工作天",
    "預計7個工作天內出貨": "预计7个工作天内",
    "約兩個鐘頭後為您更新進度": "约两个钟头后",
    "我們會於明日下午致電給您": "会于明日下午",
    "最慢三天內會有宅配人員與您聯繫": "三天内",
    "本週五前完成退刷": "本周五前",
    "我哋會喺5個工作天內覆您": "5个工作天内",
    "半小时内给您结果": "半小时内",
    "一个半小时左右到店": "一个半小时左右",
    "两天左右能修好": "两天左右",
    "三個星期內寄出": "三个星期内",
    "2周内完成换新": "2周内",
    "预计明天": "预计明天",
    "最晚周五给您准信": "最晚周五",
    "18:00前给您": "18：00前",
    "今晚8点我把新版本发您": "今晚8点",
    "明天上午10点半师傅上门": "明天上午10点半",
    "下午三点前一定回电": "下午三点前",
    "3月8日为您寄出": "3月8日",
    "3月8日18:00前处理完": "3月8日18：00前",
    "下周一给您回电": "下周一",
    "下周三下午专员联系您": "下周三下午",
    "月底前到账": "月底前",
    "下个月初会统一补发": "下个月初",
    "预计十月中旬恢复": "预计十月中旬",
    "次日会收到短信": "次日",
    "下一个工作日退回": "下一个工作日",
    "大约2分钟": "大约2分钟",
    "请您稍等2分钟，我去核对库存": "稍等2分钟",
    "请耐心等待3-5个工作日": "等待3-5个工作日",
    "等我两分钟哈": "等我两分钟",
    "给我十分钟，我问下仓库": "给我十分钟",
    "不超过48小时": "不超过48小时",
    "不会超过两个工作日": "不会超过两个工作日",
    "将于4月1日起分批退回": "将于4月1日",
    "会在今明两天发走": "会在今明两天",
    "今明两天内安排": "今明两天内",
    "20分钟内在这里给您准话": "20分钟内",
    "我司将在7日内书面答复": "将在7日内",
    "自受理之日起15个工作日内办结": "15个工作日内",
    # the customer only waits, or is told what to do if we fail
    "请您24小时内保持电话畅通": "24小时内",
    "如果24小时内没有收到退款，请联系我们": "24小时内",
    "麻烦您提供单号，我们2小时内核实": "2小时内",
    "请您放心，今晚12点前一定发出": "今晚12点前",
    "您的退款预计3天内到账": "预计3天内",
    "您明天就能收到": "明天",
    "我们会尽快处理，预计今天18点前给您答复。": "预计今天18点前",
    "很抱歉让您久等了，明早9点前给您处理方案": "明早9点前",
    "明天上午，我们给您回电": "明天上午",
    "收到您3月2日的申请后，我们3个工作日内审核": "3个工作日内",
    # today counts when something is about to happen
    "今天就给您安排补发": "今天",
    "可以今天发的哦": "今天",
    "今天给您发出哦": "今天",
    "最快今天下午送到": "最快今天下午",
    "此单会在今天联系您预约时间": "会在今天",
    # anonymised values and template slots
    "[数字x]小时内给您回电": "[数字x]小时内",
    "工期是[数字x]到[数字x]天": "[数字x]到[数字x]天",
    "理赔是[数字x]至[数字x]个工作日": "[数字x]至[数字x]个工作日",
    "预计[日期x]送达": "预计[日期x]",
    "专员会在明天中午[数字x] 点之前联系您": "会在明天中午[数字x] 点之前",
    "[时间x]前给您更新": "[时间x]前",
    "我们会在<时限>内回复": "会在<时限>内",
    "〈截止时间〉前给您结果": "〈截止时间〉前",
    "{预计日期}到货": "{预计日期}",
    "${deadline}前处理好": "${deadline}前",
    "下次更新：<下次更新时间>": "<下次更新时间>",
    "您的商品<预计到货日>送到": "<预计到货日>",
    "先退款，3天内到账；补发的今晚寄出": "3天内|今晚",
    "顾问会联系您，时间是后天上午9点到11点。": "时间是后天上午9点到11点",
    "[数字x]天[站点x]以内给您寄出": "[数字x]天[站点x]以内",
    "我再核一遍，五分钟就回您": "五分钟",
    "今晚7点我把改过的合同发您": "今晚7点",
    "从今晚开始检修": "今晚",
    "样品下周三到。": "下周三",
    "安装师傅后天来": "后天",
}
# No bound time in these.
UNBOUND = """
寒潮预计周六到，我们会尽快除雪
2021年4月，居委会申请实施了加装
从今年3月起，我们调整了班次
您后天来
我们会尽快处理
您3月1日下的订单我们会尽快发出
近24小时内咨询量较大
最近24小时订单较多
过去三天的物流没有更新
我们已在24小时内联系过您
24小时内已联系过您
已于3月5日为您退款
昨天下午已经寄出了
10:30已恢复
已恢复 10:30
3月5日签收的包裹
您4月2日提交的申请我们收到了
今天早上给您打过电话
两天前已发货
30分钟前更新了状态
30天内最低价
价保30天
7天无理由退换
七天無理由
收货后7天内可以退货
15天内出现质量问题可换货
保修一年
质保期12个月
整机保修24个月，可以联系售后
会员有效期30天
验证码5分钟内有效
优惠券今晚24点失效
订单30分钟后自动取消
活动到周日24点
截至今天15点暂无更新
24小时在线客服
24小时客服热线随时为您服务
7*24小时人工服务
工作时间9:00-18:00
客服9:00-18:00在线
每天8点到20点有人接
周一至周五9:00-18:00
很高兴今天为您服务
今天给您带来不便，深表歉意
请您在24小时内付款
请您24小时内提供订单号
麻烦您3天内寄回
请于3月8日前联系我们
五分钟内传上来
建议您3天后再查询
您可以明天再试一下
申请人应于30日内提出
如果您3天内没有付款，订单会取消
今天16点前下单都可以参加
不能保证3天内到
无法在今天给您答复
24小时内不一定能到
不确定明天能否送到
没法跟您说绝对今天到
您等了3天
让您等3天了
三天没更新确实有点久
一周没到账换谁都急
等五天也急，辛苦了
停了4天，确实不对劲
三天两头出问题
几天后给您
这两天给您处理
过两天给您答复
好几天了还没到
近期会安排
过段时间再看
稍后给您回复
第一时间给您回复
快一点给您处理
一点也不麻烦
十分抱歉
每天都会跟进
祝您开心每一天
六个月内的详单可以在线查询
您反映在0点后使用的流量
正在核对您明天航班的退票费
来3号窗口办理
第2天的行程有调整
7月19日发布的通知里有说明
物流延迟3-5天
下午好，请问有什么可以帮您
早上好
长按3秒上锁
iPhone 15和14的区别
电话13800138000，编号20240308
您说“三天内退款”，我查一下
<订单日期>
{收货地点}
""".strip().split("\n")


@pytest.mark.parametrize("text", BOUND)
def test_bound(text: str) -> None:
    page = reading(text)
    assert "|".join(page.text[slice(*each.span)] for each in page.times if each.bound) == BOUND[text]


@pytest.mark.parametrize("text", UNBOUND)
def test_not_bound(text: str) -> None:
    page = reading(text)
    assert [page.text[slice(*each.span)] for each in page.times if each.bound] == []


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2小时内", "duration"),
        ("半天内", "duration"),
        ("3-5日", "duration"),
        ("15日前", "date"),
        ("3月8日", "date"),
        ("2024-03-08前", "date"),
        ("明天", "day"),
        ("明天下午3点", "clock"),
        ("18:00", "clock"),
        ("<时限>", "slot"),
    ],
)
def test_forms(text: str, form: str) -> None:
    assert [each.form for each in reading(text).times] == [form]


def test_a_time_is_placed_in_the_folded_text() -> None:
    page = reading("我們會在 2 4小时內回覆")
    assert [page.draft.text[slice(*page.draft_span(each.span))] for each in page.times] == ["4小时內"]


PIECES = "今明天下周一二两3-5:点月日号前后内小时工作个预计会在您请的了已，。[数字x]<时限>{} "


@given(st.text(alphabet=PIECES, max_size=60))
def test_times_are_in_order_and_apart(text: str) -> None:
    page = reading(text)
    spans = [each.span for each in page.times]
    assert all(0 <= span.start < span.end <= len(page.text) for span in spans)
    assert all(one.start < two.start for one, two in pairwise(spans))


@pytest.mark.parametrize("part", ["会在今天18：00前核实，", "1", "一", "明天", "下", "<a", "1-1-", "[数字x]", "半个"])
def test_long_drafts_stay_fast(part: str) -> None:
    page = reading(part * (500_000 // len(part)))
    found, clauses = page.masks, page.clauses
    start = time.perf_counter()
    times(page.text, found, clauses)
    assert time.perf_counter() - start < 4
