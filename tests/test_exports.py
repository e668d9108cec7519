"""Every product's export is known by its shape: entries, titles, groups, and where each reply begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.intake.library import read_library
from coach.intake.options import PRODUCTS, Intake
from coach.intake.variables import unknown_variables
from coach.text import Draft, Span
from tests.drafts import assert_places

EXPORTS = Path(__file__).parent / "exports"
# file, product, then for each entry: name, title, group, line:column of the first character, how the text begins
TABLE: list[tuple[str, str, list[tuple[str, str, str, str, str]]]] = [
    ("qianniu.csv", "qianniu", [
        ("fh", "", "物流", "2:5", "亲，拍下后48小时内发货，"),
        ("th", "", "售后", "3:5", "您好，\"七天无理由\"从签收次日算起，\r\n寄回"),
        ("第3条", "", "售后", "5:2", "亲，我们会尽快处理您的问题。"),
    ]),
    ("feige.csv", "feige", [
        ("kp", "", "发票", "2:4", "您好,电子发票今天18点前发到您的邮箱。\n抬头"),
        ("bf", "", "", "3:4", "漏发的配件今天补寄，"),
    ]),
    ("feige.xlsx", "feige", [
        ("默认表单!B2", "", "物流", "1:1", "您好，签收后发现少件，"),
        ("默认表单!B3", "", "", "1:1", "在的，您说。"),
    ]),
    ("zammad.csv", "zammad", [
        ("发货时间", "发货时间", "", "2:11", "您好 #{ticket.customer.firstname}，\n订单"),
        ("退款进度", "退款进度", "", "3:21", "您好 #{ticket.custmer.firstname}，退款已提交，\xa03个"),
    ]),
    ("livehelperchat.csv", "livehelperchat", [
        ("开场", "开场", "2", "2:7", "{nick}您好，我是{operator}，"),
        ("开场（备用）", "开场", "2", "2:39", "您好，请问订单号是多少？"),
        ("退款", "退款", "2", "3:7", "您的退款今天提交，"),
    ]),
    ("cskefu.xls", "cskefu", [
        ("Sheet1!B2", "退换货", "", "1:1", "您好，签收7天内可以换货，"),
        ("Sheet1!B3", "发票", "", "1:1", "您好，发票在订单完成后开具，\n请告诉"),
    ]),
    ("bytedesk.xlsx", "bytedesk", [
        ("快捷回复!D2", "退款时效", "售后", "1:1", "您好，退款将在1至3个工作日原路退回。"),
        ("快捷回复!D4", "催件", "物流", "1:1", "已联系快递站点，"),
    ]),
    ("mibew.yml", "mibew", [
        ("第1条", "", "", "2:3", "您好，请问有什么"),
        ("第2条", "", "", "3:4", "请稍等，我查一下订单。"),
        ("第3条", "", "", "5:3", "退款已提交，\n3个工作日内到账。"),
        ("第4条", "", "", "8:3", "您的包裹已经到达本市， 预计"),
    ]),
    ("zendesk.json", "zendesk", [
        ("售后::退款", "售后::退款", "售后", "16:24", "您好 {{ticket.requester.first_name}}，退款今天提交，"),
        ("物流::催件", "物流::催件", "物流", "39:21", "您好 {{ticket.requester.frist_name}}，“催件”已登记，"),
    ]),
    ("freshdesk.json", "freshdesk", [
        ("退款", "退款", "2", "7:25", "您好 {{ticket.requester.firstname}}，\n退款已提交，"),
        ("换货", "换货", "2", "18:17", "您好，换货单已建好。"),
    ]),
    ("chatwoot.json", "chatwoot", [
        ("tk", "", "", "1:61", "您好 {{contact.name}}，退款已提交，明天到账😀。"),
        ("fh", "", "", "1:313", "您好，\n订单\"今天\"发出。"),
    ]),
    ("intercom.json", "intercom", [
        ("退款", "退款", "", "8:19", "您好 <attribute key=\"user.name\" default=\"朋友\"/>，退款今天提交。"),
    ]),
    ("rocketchat.json", "rocketchat", [
        ("tk", "", "", "6:16", "您好 {{contact.name}}，退款已提交，"),
        ("dz", "", "d1", "17:16", "好的，地址已改为新地址，"),
    ]),
    ("front.json", "front", [
        ("退款", "退款", "", "13:21", "您好 {{recipient.first_name}}，\n退款已提交，3个工作日内到账。"),
    ]),
    ("gorgias.json", "gorgias", [
        ("退款", "退款", "", "17:32", "您好 {{ticket.customer.firstname}}，退款已提交，"),
    ]),
    ("team.csv", "csv", [
        ("th", "", "售后", "2:19", "好的，退货地址发您：\n某市"),
        ("cj", "", "物流", "4:18", "已经帮您催件，今天18点前回您。"),
    ]),
    ("team.tsv", "tsv", [("改地址", "改地址", "", "2:5", "地址已经改好，今天按新地址发出。")]),
    ("team.jsonl", "jsonl", [
        ("退款", "退款", "售后", "1:29", "退款已提交，明天到账。"),
        ("换货", "换货", "", "3:29", "换货单建好了，师傅明天上门取件。"),
    ]),
    ("team.yaml", "yaml", [
        ("退款", "退款", "售后", "4:11", "退款已提交，3个工作日内到账。"),
        ("换货", "换货", "售后", "6:12", "换货单建好了，单号写在'订单'页。"),
        ("催件", "催件", "物流", "8:7", "已经联系站点，今天18点前回您。"),
    ]),
    ("team.md", "markdown", [
        ("退款", "退款", "售后", "8:1", "您好，退款今天提交，\n3个工作日内到账。\n\n到账后"),
        ("换货", "换货", "售后", "16:1", "换货单建好了，师傅明天上门取件。"),
    ]),
    ("team.txt", "text", [
        ("第1条", "", "", "1:1", "您好，退款今天提交，"),
        ("第2条", "", "", "3:1", "已经联系站点，\r\n今天18点前回您。"),
    ]),
]  # fmt: skip


def read(name: str) -> list[Draft]:
    found = list(read_library(str(EXPORTS / name), Intake()))
    assert all(isinstance(one, Draft) for one in found), found
    return [one for one in found if isinstance(one, Draft)]


@pytest.mark.parametrize(("name", "product", "entries"), TABLE, ids=[row[0] for row in TABLE])
def test_an_export_is_read(name: str, product: str, entries: list[tuple[str, str, str, str, str]]) -> None:
    drafts = read(name)
    seen = []
    for draft, entry in zip(drafts, entries, strict=True):
        line, column = draft.source.position(draft.in_source(Span(0, 1)).start)
        fields = draft.fields
        seen.append((draft.entry, fields.get("title", ""), fields.get("group", ""), f"{line}:{column}"))
        assert fields["product"] == product
        assert draft.text.startswith(entry[4])
        assert_places(draft)
    assert seen == [entry[:4] for entry in entries]


def test_every_named_product_has_an_export_here() -> None:
    assert {path.name for path in EXPORTS.iterdir()} == {row[0] for row in TABLE}
    assert {product for _, product, _ in TABLE} | {"json", "xlsx", "xls"} == set(PRODUCTS)


def test_the_variables_that_would_be_sent_as_they_stand() -> None:
    unknown = [
        (name, one.name, one.nearest)
        for name, _, _ in TABLE
        for draft in read(name)
        for one in unknown_variables(draft)
    ]
    assert unknown == [
        ("zammad.csv", "ticket.custmer.firstname", "ticket.customer.firstname"),
        ("zendesk.json", "ticket.requester.frist_name", "ticket.requester.first_name"),
    ]


def test_a_product_can_be_said() -> None:
    told = list(read_library(str(EXPORTS / "chatwoot.json"), Intake(product="rocketchat")))
    assert [one.fields["product"] for one in told if isinstance(one, Draft)] == ["rocketchat", "rocketchat"]
