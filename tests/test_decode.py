from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.intake.decode import UndecodableError, decode

DRAFT = "您好，您的退款已经提交，预计今天 18 点前到账。😀"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
    ],
)
def test_common_encodings_are_recognised(encoding: str, told: str) -> None:
    assert decode(DRAFT.encode(encoding)) == (DRAFT, told)


@pytest.mark.parametrize("text", ["好的", "嗯", "我们会尽快处理", "ok，收到", "【物流】您的包裹", "退款￥58"])
def test_short_gbk_drafts_are_read_right(text: str) -> None:
    assert decode(text.encode("gbk"))[0] == text


@pytest.mark.parametrize("text", ["您好，您的退款已經提交，請您稍後查看，謝謝您的耐心等候。"])
def test_traditional_gbk_is_read(text: str) -> None:
    assert decode(text.encode("gbk"))[0] == text


@pytest.mark.parametrize("text", ["您好，我們會盡快處理，造成您的不便請見諒。", "請您稍後再試一次，謝謝您。"])
@pytest.mark.parametrize("encoding", ["big5", "utf-16-le", "utf-16-be"])
def test_what_would_be_misread_is_refused_and_read_when_named(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    with pytest.raises(UndecodableError, match="--encoding"):
        decode(data)
    assert decode(data, encoding)[0] == text


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, b"\x00" * 100, b"\xff\xff\xff", b"PK\x03\x04\x14\0\0\0\x08\0" * 9],
    ids=["png", "nul", "ff", "zip"],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(UndecodableError):
        decode(data)


def test_a_stray_nul_is_text() -> None:
    assert decode("您好，\x00退款已经提交了，请查收。".encode())[0] == "您好，\x00退款已经提交了，请查收。"


def test_an_unknown_or_wrong_encoding_is_named() -> None:
    with pytest.raises(UndecodableError, match="没有“klingon”这种编码"):
        decode(b"x", "klingon")
    with pytest.raises(UndecodableError, match="不是有效的 utf-8 编码"):
        decode(b"\xff", "utf-8")
    with pytest.raises(UndecodableError):
        decode(b"abc", "base64")  # a codec, but none of text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except UndecodableError:
        return
    assert text.encode("utf-8") is not None and encoding


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\x00")))
def test_utf8_always_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8"))[0] == text
