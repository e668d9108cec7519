"""The twelve strengths: what earns them, with the words they stand on, and what only looks like it."""

from __future__ import annotations

import pytest

from coach.model import Verdict
from coach.review import review
from coach.rulebook.situation import Situation
from coach.text import Draft
from tests.rulebooks import packaged

EARNED = [
    ("concrete-deadline", "〔今天18点前〕给您答复。"),
    ("concrete-deadline", "退回後〔3個工作天內〕入帳。"),
    ("ownership", "这件事〔由我跟进〕，您不用再找别人。"),
    ("ownership", "〔我这就去联系〕站点。"),
    ("ownership", "這個案件〔由我負責〕。"),
    ("specific-acknowledgement", "〔您为这件事等了3天〕，抱歉。"),
    ("specific-acknowledgement", "〔让您跑了两趟〕，是我们没说清楚。"),
    ("specific-acknowledgement", "〔收到的杯子是裂的〕，换谁都会不高兴。"),
    ("specific-acknowledgement", "系统〔多扣了68元〕，这笔我们退给您。"),
    ("offers-options", "您可以换货，〔也可以直接退款，您看〕哪样合适。"),
    ("offers-options", "有〔两个办法〕：换新，或者退差价。"),
    ("thanks-for-pointing", "〔谢谢您告诉〕我们门牌写错了。"),
    ("thanks-for-pointing", "〔感谢您把照片发来〕，一看就清楚了。"),
    ("states-process", "请先〔打开“我的”，选择〕退换货。"),
    ("states-process", "〔①提交申请；②〕等短信；③到店取件。"),
    ("states-process", "〔工单号是A20240611〕，凭它能查进度。"),
    ("follow-up-date", "周五上午我〔再联系您〕确认一次。"),
    ("follow-up-date", "明天12点前〔主动给您〕打电话说结果。"),
    ("goes-extra", "〔来回运费都由我们承担〕。"),
    ("goes-extra", "这次〔免费升级〕到次日达。"),
    ("honest-limit", "周末能不能到，我〔不敢保证〕。"),
    ("honest-limit", "這部分我〔現在還不能確定〕。"),
    ("preventive-tip", "〔收到货后请先检查外箱再签收〕。"),
    ("preventive-tip", "改完密码记得退出旧设备，〔以免别人还在用〕。"),
    ("privacy-safe", "〔验证码请勿告诉〕任何人，包括我们。"),
    ("privacy-safe", "〔为了您的账户安全〕，请从官方页面改密码。"),
    ("plain-language", "这单在“揽收”，〔也就是说〕快递员已经取走了。"),
    ("plain-language", "需要做实名核验〔（就是用身份证确认是您本人）〕。"),
]
NOT_EARNED = [
    ("concrete-deadline", "您3月1日下的单，我们会尽快发出。"),
    ("ownership", "这件事由快递公司负责。"),
    ("ownership", "由我处理吗？您再等等看。"),
    ("specific-acknowledgement", "给您带来不便，非常抱歉。"),
    ("specific-acknowledgement", "您稍等3分钟，我查一下。"),
    ("specific-acknowledgement", "如果收到的商品有破损，请联系我们。"),
    ("offers-options", "请您再等等或者找别人问问。"),
    ("thanks-for-pointing", "感谢您的反馈与支持！"),
    ("thanks-for-pointing", "谢谢您的理解。"),
    ("states-process", "正在为您查询，请稍等。"),
    ("states-process", "1.5倍的量，2.0的浓度。"),
    ("follow-up-date", "后续会有专人再次联系您。"),
    ("goes-extra", "来回运费需要您承担。"),
    ("goes-extra", "运费谁承担要看原因。"),
    ("honest-limit", "我保证今天送到。"),
    ("preventive-tip", "收到后给个好评哦。"),
    ("preventive-tip", "今后有任何问题都可以联系我们。"),
    ("privacy-safe", "请把验证码告诉我。"),
    ("plain-language", "请（本人）到场办理。"),
]


def strengths(text: str) -> dict[str, str]:
    found = review(Draft.of(text), packaged(), Situation()).strengths
    return {each.id: text[each.span.start : each.span.end] for each in found}


@pytest.mark.parametrize(("id_", "marked"), EARNED)
def test_earned(id_: str, marked: str) -> None:
    before, rest = marked.split("〔")
    words, after = rest.split("〕")
    assert strengths(before + words + after).get(id_) == words


@pytest.mark.parametrize(("id_", "text"), NOT_EARNED)
def test_not_earned(id_: str, text: str) -> None:
    assert id_ not in strengths(text)


def test_every_strength_of_the_program_is_tried() -> None:
    ids = [strength.id for strength in packaged().strengths]
    assert len(ids) == 12 and set(ids) == {id_ for id_, _ in EARNED} == {id_ for id_, _ in NOT_EARNED}


def test_an_authorised_compensation_goes_further_than_the_loss() -> None:
    text = "为表歉意，给您补一张5元无门槛券。"
    told = review(Draft.of(text), packaged(), Situation(compensations=("5元…券",))).strengths
    assert "goes-extra" in {each.id for each in told}
    assert "goes-extra" not in strengths(text)


def test_strengths_stand_in_order_of_place_and_once_each() -> None:
    found = review(
        Draft.of("今天18点前给您答复，明天再给您更新，周五前退款。由我跟进。"), packaged(), Situation()
    ).strengths
    assert [each.span for each in found] == sorted(each.span for each in found)
    assert len({each.id for each in found}) == len(found)
    assert review(Draft.of("今天18点前由我给您答复。"), packaged(), Situation()).scorecard.verdict is Verdict.ready
