"""JSON is read as Python's json reads it, and every character of a string knows its escape."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.intake.json_tree import read_json, string_passage
from coach.intake.tree import BrokenTreeError, Leaf, Tree
from coach.text import Draft, Span
from tests.drafts import assert_places, drafts_of, messages_of, slice_of

TEXTS = st.text(alphabet='甲a"\\/\b\n\t😀\u2028\x7f{}[]:,', max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


def plain(tree: Tree) -> Any:
    if isinstance(tree, Leaf):
        return tree.text if tree.style == "json" else json.loads(tree.text or "null")
    if isinstance(tree, Mapping):
        return {name: plain(value) for name, value in tree.items()}
    return [plain(item) for item in tree]


def leaves(tree: Tree) -> list[Leaf]:
    if isinstance(tree, Leaf):
        return [tree]
    return [leaf for item in (tree.values() if isinstance(tree, Mapping) else tree) for leaf in leaves(item)]


@given(VALUES, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_values_are_those_of_json(value: Any, ascii_only: bool, indent: Any) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    tree = read_json(text)
    assert plain(tree) == value
    for leaf in leaves(tree):
        assert json.loads(text[slice(*leaf.span)]) == plain(leaf)


@given(st.text(alphabet='甲a"\\{}[]:,0.1eu-tr \n', max_size=20))
@example('"\\ud83d"')
@example("01")
@example("1.")
@example('{"a" 1}')
@example("[1,]")
@example('{"a":1,}')
def test_what_json_refuses_is_refused(text: str) -> None:
    try:
        expected = json.loads(text)
    except json.JSONDecodeError as error:
        if "Extra data" not in str(error):
            with pytest.raises(BrokenTreeError):
                read_json(text)
        return
    try:
        assert plain(read_json(text)) == expected
    except BrokenTreeError as error:
        assert "重复" in str(error)  # json keeps the last


@given(TEXTS, st.booleans())
def test_every_character_has_its_place(value: str, ascii_only: bool) -> None:
    text = " " + json.dumps(value, ensure_ascii=ascii_only)
    passage = string_passage(text, leaves(read_json(text))[0])
    assert passage.text == value
    rebuilt = []
    for piece in passage.pieces:
        written = text[slice(*piece.source)]
        rebuilt.append(json.loads(f'"{written}"'))
        assert rebuilt[-1] == value[slice(*piece.text)]
    assert "".join(rebuilt) == value


@given(st.lists(TEXTS, max_size=4), st.booleans(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_written_library_comes_back(texts: list[str], ascii_only: bool, encoding: str) -> None:
    data = json.dumps([{"content": "您好，在的"}, *({"content": text} for text in texts)], ensure_ascii=ascii_only)
    drafts = drafts_of("a.json", data.encode(encoding))
    assert len(drafts) == 1 + sum(bool(text.strip()) for text in texts)
    for draft in drafts:
        assert_places(draft)


def test_html_in_a_string_points_through_both() -> None:
    (draft,) = drafts_of("a.json", r'[{"text": "<p>\u6211\u4eec<b>尽快</b>&#22788;\u7406\n\u201c好\"</p>"}]'.encode())
    assert draft.text == '我们尽快处理 “好"'
    assert slice_of(draft, "们") == r"\u4eec" and slice_of(draft, "尽快") == "尽快"
    assert slice_of(draft, "处") == "&#22788;" and slice_of(draft, '"') == r"\""
    assert draft.copied(Span(2, 4)) and not draft.copied(Span(1, 4))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "文件是空的"),
        ('{"text": "没写完', "第 1 行第 10 列：引号没有配对，或有没转义的字符"),
        ('{"text": "好"', "第 1 行第 1 列：从这里起没有写完，文件不完整"),
        ('[\n{"text": "好"},\n', "第 1 行第 1 列：从这里起没有写完，文件不完整"),
        ('{"text": "好",\n "text": "在"}', "第 2 行第 2 列：“text”重复了"),
        ("{'text': 1}", "第 1 行第 2 列：这里的写法不是 JSON"),
        ("[" * 100_000, "第 1 行第 101 列：嵌套过深"),
        ('{"a":' * 100_000, "第 1 行第 501 列：嵌套过深"),
        ('{"text": 1}', "里面一条话术也没有"),
        ('{"notes": {"a": "中文", "b": 1}}', "认不出里面哪些是话术，请用 --map 指明"),
    ],
    ids=lambda text: text[:20],
)
def test_what_is_wrong_with_json(text: str, message: str) -> None:
    assert messages_of("a.json", text.encode()) == [message]


def test_json_lines_are_read_one_by_one() -> None:
    data = '{"text": "好"}\n坏\n\n{"text": \n{"text": "\\u5728"}'.encode()
    assert messages_of("a.jsonl", data) == [
        "第 2 行第 1 列：这里的写法不是 JSON",
        "第 4 行第 1 列：从这里起没有写完，文件不完整",
    ]
    from coach.intake.library import read_bytes
    from coach.intake.options import Intake

    drafts = [one for one in read_bytes("a.jsonl", data, Intake()) if isinstance(one, Draft)]
    assert [(one.text, one.source.first_line, one.source.first_offset) for one in drafts] == [
        ("好", 1, 0),
        ("在", 5, 27),
    ]


def test_an_entry_may_hold_others_and_a_mapping_may_be_replies() -> None:
    nested = {"title": "退款", "content": "今天退。", "children": [{"title": "催", "content": "催了。"}]}
    assert [one.entry for one in drafts_of("a.json", json.dumps(nested).encode())] == ["退款", "催"]
    phrases = {"物流": {"催件": "催了。", "好": "好的。", "手势": "👌"}}
    assert [(one.entry, one.text) for one in drafts_of("b.json", json.dumps(phrases).encode())] == [
        ("催件", "催了。"),
        ("好", "好的。"),
        ("手势", "👌"),
    ]


def test_too_many_broken_lines_are_one_broken_file() -> None:
    messages = messages_of("a.jsonl", b"x\n" * 1000)
    assert len(messages) == 21 and messages[-1] == "坏的行太多，后面的没有再读"


def test_one_json_value_after_another_is_a_list() -> None:
    assert [one.text for one in drafts_of("a.json", '{"text": "好"}\n{"text": "在"}'.encode())] == ["好", "在"]
