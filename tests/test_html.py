"""HTML bodies are read as a customer reads them, and every piece knows where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.intake.html import looks_html, read_html

BODIES = [
    ("<p>您好，</p><p>今天发货。</p>", "您好，\n今天发货。"),
    ("您好<br>今天<br/>发货<BR />。", "您好\n今天\n发货\n。"),
    ("甲<br><br>乙", "甲\n\n乙"),
    ("<div>甲</div>\n\n<div>  乙 </div>", "甲\n乙"),
    ("<ul>\n <li>甲</li>\n <li>乙</li>\n</ul>", "甲\n乙"),
    ("尽<b>快</b>处<i>理</i>", "尽快处理"),
    ("<p>a  b\n c\u3000d", "a b c\u3000d"),
    ("甲\n\n乙&nbsp;<b>丙</b>\n", "甲\n\n乙\xa0丙\n"),
    ("甲&nbsp;乙&amp;丙&#20320;&#x4f60;&lt;丁&copy 戊", "甲\xa0乙&丙你你<丁© 戊"),
    ("价格<100元，大于 > 5 & 好 &foo;", "价格<100元，大于 > 5 & 好 &foo;"),
    (
        '您好 <attribute key="user.name" default="朋友"/>，在的',
        '您好 <attribute key="user.name" default="朋友"/>，在的',
    ),
    ("甲<script>alert('乙')</script><style>p{}</style>丙", "甲丙"),
    ("甲<!-- 乙 -->丙", "甲丙"),
    ("<p>{{ticket.id}} <a href='https://example.com/?a=1&b=2'>看这里</a></p>", "{{ticket.id}} 看这里"),
    ("甲<p", "甲<p"),
    ("", ""),
]


@pytest.mark.parametrize(("source", "text"), BODIES, ids=range(len(BODIES)))
def test_a_body_is_read_as_text(source: str, text: str) -> None:
    assert read_html(source).text == text


@given(
    st.lists(
        st.sampled_from(
            [
                "甲",
                "尽快",
                "<p>",
                "</p>",
                "<br>",
                "&nbsp;",
                "&#20320;",
                " ",
                "\n",
                "<b>",
                "</b>",
                "<",
                "&",
                "<x",
                '"',
                ">",
                "<!--",
                "-->",
                "😀",
                "<script>",
                "</script>",
            ]
        ),
        max_size=14,
    ).map("".join)
)
def test_places_are_in_order_and_true(source: str) -> None:
    passage = read_html(source)
    at = behind = 0
    for piece in passage.pieces:
        assert piece.text.start == at and behind <= piece.source.start < piece.source.end <= len(source)
        at, behind = piece.text.end, piece.source.end
        said, written = passage.text[slice(*piece.text)], source[slice(*piece.source)]
        if piece.step == 1:
            assert all(one == other or one in " \n" for one, other in zip(said, written, strict=True))
        else:
            assert set(said) <= set(" \n\xa0你")
    assert at == len(passage.text)
    if "<p>" in source and "<!--" not in source and "<script>" not in source:
        assert passage.text == passage.text.strip(" \n")


@pytest.mark.parametrize(
    ("text", "marked_up"),
    [
        ("<p>好</p>", True),
        ("好<br>的", True),
        ("好&nbsp;的", True),
        ("3<5，A&B", False),
        ("<客户昵称>您好", False),
        ("<3 爱你", False),
    ],
)
def test_what_looks_like_html(text: str, marked_up: bool) -> None:
    assert looks_html(text) is marked_up
