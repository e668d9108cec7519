"""What a product fills in is no placeholder left over; a name it does not know is, and the one that was meant is told."""

from __future__ import annotations

import pytest

from coach.intake.variable_names import NAMES_OF
from coach.intake.variables import is_filled, unknown_variables, variables
from coach.intake.writing import written
from coach.reading.fold import fold
from coach.reading.masks import masks
from coach.review import review
from coach.rulebook.situation import Situation
from coach.text import Draft, Piece, Source, Span
from tests.rulebooks import packaged


def draft_of(text: str, product: str) -> Draft:
    return Draft(Source("x", text), text, Span(0, len(text)), fields={"product": product})


KNOWN = [
    ("zendesk", "{{ticket.requester.first_name}}"),
    ("zendesk", "{{ ticket.requester.first_name | default: '朋友' }}"),
    ("zendesk", "{{ticket.ticket_field_360001}}"),
    ("zendesk", "{{dc.refund_policy}}"),
    ("zendesk", "{% if ticket.status == 'new' %}"),
    ("zendesk", "{% for c in ticket.ccs %}{{c.email}}{% endfor %}"),
    ("freshdesk", "{{ticket.agent.name}}"),
    ("freshdesk", "{{ticket.cf_order_number}}"),
    ("freshdesk", "{{helpdesk_name}}"),
    ("chatwoot", "{{contact.name}}"),
    ("chatwoot", "{{ contact.first_name || '朋友' }}"),
    ("chatwoot", "{{contact.custom_attribute.level}}"),
    ("intercom", '<attribute key="user.name" default="朋友"/>'),
    ("intercom", '{{user.name|fallback:"朋友"}}'),
    ("intercom", "{{plan}}"),
    ("rocketchat", "{{agent.email}}"),
    ("front", "{{recipient.first_name}}"),
    ("front", "{{survey}}"),
    ("gorgias", "{{ticket.customer.firstname}}"),
    (
        "gorgias",
        '{{ticket.customer.integrations.shopify.orders[0].refunds[0].processed_at|datetime_format("MMM Do YY")}}',
    ),
    ("gorgias", "{{ticket.messages[-1].body_text}}"),
    ("zammad", "#{ticket.customer.firstname}"),
    ("zammad", "#{config.fqdn}"),
    ("zammad", "#{ticket.order_number}"),
    ("livehelperchat", "{nick}"),
    ("qianniu", "{{昵称}}"),
    ("csv", "${{order}}"),
    ("csv", "${name}"),
    ("csv", "{item}"),
    ("text", "[你的名字]"),
]


@pytest.mark.parametrize(("product", "text"), KNOWN)
def test_what_the_product_fills_is_known_and_masked(product: str, text: str) -> None:
    whole = f"您好，{text}在的。"
    found = variables(draft_of(whole, product))
    assert found and all(one.known for one in found)
    covered = {at for one in found for at in range(*one.span)}
    folded = fold(whole)
    masked = {folded.origin(at) for mask in masks(folded.text) for at in range(*mask.span)}
    assert {whole[at] for at in covered - masked} <= {" "}
    assert is_filled(Span(min(covered), max(covered)), found)


UNKNOWN = [
    ("zendesk", "{{ticket.requester.fist_name}}", "ticket.requester.first_name"),
    ("zendesk", "{{ticket.reqester.name}}", "ticket.requester.name"),
    ("zendesk", "{{customer}}", None),
    ("zendesk", "{{姓名}}", None),
    ("freshdesk", "{{ticket.requester.first_name}}", "ticket.requester.firstname"),
    ("freshdesk", "{{ticket.subjct}}", "ticket.subject"),
    ("chatwoot", "{{contact.nmae}}", "contact.name"),
    ("intercom", '<attribute key="user.nmae" default=""/>', "user.name"),
    ("rocketchat", "{{contact.phon}}", "contact.phone"),
    ("rocketchat", "{{visitor.name}}", None),
    ("front", "{{user.firstname}}", "user.first_name"),
    ("gorgias", "{{ticket.customer.first_name}}", "ticket.customer.firstname"),
    ("zammad", "#{ticket.customer.first_name}", "ticket.customer.firstname"),
    ("zammad", "#{customer.name}", "ticket.customer.lastname"),
]


@pytest.mark.parametrize(("product", "text", "nearest"), UNKNOWN)
def test_a_name_the_product_does_not_know_is_told(product: str, text: str, nearest: str | None) -> None:
    whole = f"您好，{text}在的。"
    (one,) = unknown_variables(draft_of(whole, product))
    assert (whole[slice(*one.span)], one.nearest) == (text, nearest)


@pytest.mark.parametrize(
    "text", ["XX先生您好", "尊敬的【姓名】", "○○○小姐", "（请填写日期）", "{{}}您好", "{ }您好", "退款***元"]
)
@pytest.mark.parametrize("product", ["zendesk", "zammad", "qianniu", "csv"])
def test_what_a_person_should_have_filled_is_no_variable(product: str, text: str) -> None:
    assert variables(draft_of(text, product)) == ()


@pytest.mark.parametrize(
    ("product", "text"), [("zendesk", "{姓名}"), ("zammad", "{{name}}"), ("chatwoot", "[你的名字]")]
)
def test_another_products_way_of_writing_is_no_variable(product: str, text: str) -> None:
    found = variables(draft_of(text, product))
    assert found == () and not is_filled(Span(0, len(text)), found)


def test_a_team_names_its_own() -> None:
    assert unknown_variables(draft_of("{{customer}}", "zendesk"), ("customer",)) == ()
    (one,) = unknown_variables(draft_of("{{customr}}{{customer}}", "csv"), ("customer",))
    assert (one.name, one.nearest) == ("customr", "customer")


def test_every_known_name_is_known_as_it_is_written() -> None:
    for product, names in NAMES_OF.items():
        for name in names.known:
            text = f"#{{{name}}}" if product == "zammad" else f"{{{{{name}}}}}"
            assert [one.known for one in variables(draft_of(text, product))] == [True], (product, name)


def test_words_are_put_only_where_they_need_no_escape() -> None:
    plain = draft_of("我们尽快", "text")
    cell = draft_of("我们尽快", "csv")
    escaped = Draft(Source("x", r"\u6211尽快"), "我尽快", Span(0, 8), places=(
        Piece(Span(0, 1), Span(0, 6), 6), Piece(Span(1, 3), Span(6, 8))), fields={"product": "json"})  # fmt: skip
    sheet = Draft(Source("x", "好"), "好", Span(0, 1), fields={"product": "xlsx", "cell": "表!A1"})
    assert written(plain, '今天"18点": 前\n') == '今天"18点": 前\n'
    for draft in (cell, escaped):
        assert written(draft, "今天18点前，请您") == "今天18点前，请您"
        for risky in ('"', "'", ",", "\n", "<b>", "&", ": ", " #", "\\", " 前"):
            assert written(draft, f"好{risky}") is None or risky == " 前"
        assert written(draft, " 好") is None
    assert written(sheet, "好") is None
    assert written(Draft(Source("x", "好", "gb2312"), "好", Span(0, 1), fields={"product": "text"}), "😀") is None


def residue(text: str, product: str) -> list[str]:
    """What the rules call left over in a library's entry, less what the product fills in."""
    draft = draft_of(text, product)
    found = variables(draft)
    findings = review(draft, packaged(), Situation()).findings
    return [
        text[slice(*one.span)]
        for one in findings
        if one.rule.startswith("template-residue") and not is_filled(one.span, found)
    ]


@pytest.mark.parametrize(("product", "text"), KNOWN)
def test_no_rule_speaks_on_what_is_filled(product: str, text: str) -> None:
    assert residue(f"您好，{text}，订单今天发出。", product) == []


@pytest.mark.parametrize(
    ("product", "text", "left"),
    [
        ("zendesk", "尊敬的XX先生，您的退款今天提交。", "XX先生"),
        ("zendesk", "尊敬的【姓名】，您的退款今天提交。", "【姓名】"),
        ("zammad", "您好，○○○小姐，訂位已確認。", "○○○小姐"),
        ("zendesk", "您好{姓名}，您的退款今天提交。", "{姓名}"),
        ("zammad", "您好{{name}}，您的退款今天提交。", "{{name}}"),
        ("chatwoot", "您好，我是[你的名字]，退款今天提交。", "[你的名字]"),
        ("qianniu", "您的押金____元今天退回。", "____"),
        ("csv", "{{昵称}}您好，您的退款【金额】今天提交到【订单编号】。", "【"),
    ],
)
def test_the_rules_speak_on_what_a_person_should_have_filled(product: str, text: str, left: str) -> None:
    assert any(left in one for one in residue(text, product)), residue(text, product)
