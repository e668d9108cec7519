"""TXT and Markdown are cut where their authors cut them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.intake.options import SPLITS, Intake
from tests.drafts import assert_places, drafts_of, messages_of, slice_of

CUTS: list[tuple[str, str, str, list[tuple[str, str]]]] = [
    ("a.txt", "auto", "甲\n乙\n\n\n丙\n", [("第1条", "甲\n乙"), ("第2条", "丙")]),
    ("a.txt", "auto", "甲\n\n乙\n---\n丙\n", [("第1条", "甲\n\n乙"), ("第2条", "丙")]),
    ("a.txt", "auto", "# 甲\n\n乙", [("第1条", "# 甲"), ("第2条", "乙")]),
    ("a.txt", "auto", "甲\r\n \t\r\n乙\r\n", [("第1条", "甲"), ("第2条", "乙")]),
    ("a.txt", "line", "甲\n乙\n\n---\n丙", [("第1条", "甲"), ("第2条", "乙"), ("第3条", "丙")]),
    ("a.txt", "whole", "甲\n\n乙\n---\n丙\n", [("第1条", "甲\n\n乙\n---\n丙")]),
    ("a.txt", "blank", "甲\n---\n乙\n\n丙", [("第1条", "甲"), ("第2条", "乙"), ("第3条", "丙")]),
    ("a.md", "auto", "# 组\n## 题\n甲\n\n乙\n## 二\n丙\n", [("题", "甲\n\n乙"), ("二", "丙")]),
    ("a.md", "blank", "## 题\n甲\n\n乙\n", [("题", "甲"), ("题（2）", "乙")]),
    ("a.md", "heading", "前言\n## 题 ##\n甲\n\n---\n乙\n", [("第1条", "前言"), ("题", "甲\n\n---\n乙")]),
    ("a.md", "auto", "---\ntitle: 好\n---\n甲\n\n乙\n", [("第1条", "甲"), ("第2条", "乙")]),
    ("a.md", "auto", "---\n- 甲\n---\n乙\n", [("第1条", "- 甲"), ("第2条", "乙")]),
    ("a.md", "auto", "---\n甲\n---\n乙\n", [("第1条", "甲"), ("第2条", "乙")]),
    (
        "a.md",
        "auto",
        "甲\n```\n# 不是标题\n\n还在\n```\n\n乙\n",
        [("第1条", "甲\n```\n# 不是标题\n\n还在\n```"), ("第2条", "乙")],
    ),
    ("a.md", "auto", "<!-- 注 -->\n甲<!-- 注\n\n注 -->乙\n", [("第1条", "甲乙")]),
    ("a.md", "auto", "<!-- 没有写完\n\n甲\n", [("第1条", "<!-- 没有写完"), ("第2条", "甲")]),
    ("a.md", "whole", "## 题\n甲\n", [("第1条", "## 题\n甲")]),
    ("a.md", "auto", "## 空\n\n## 题\n甲\n", [("题", "甲")]),
]


@pytest.mark.parametrize(("name", "split", "text", "entries"), CUTS, ids=range(len(CUTS)))
def test_a_text_is_cut(name: str, split: str, text: str, entries: list[tuple[str, str]]) -> None:
    drafts = drafts_of(name, text.encode(), Intake(split=split))
    assert [(draft.entry, draft.text) for draft in drafts] == entries


@given(st.text(alphabet="甲 \n\r#-`<!->😀", max_size=40), st.sampled_from(SPLITS), st.booleans())
def test_nothing_is_lost_but_marks_and_space(text: str, split: str, markdown: bool) -> None:
    name = "a.md" if markdown else "a.txt"
    if messages_of(name, text.encode(), Intake(split=split)):
        return
    drafts = drafts_of(name, text.encode(), Intake(split=split))
    for draft in drafts:
        assert_places(draft)
        assert draft.text == draft.text.strip() != ""
    if not markdown:
        assert sum(draft.text.count("甲") for draft in drafts) == text.count("甲")


def test_a_comment_inside_leaves_exact_places() -> None:
    (draft,) = drafts_of("a.md", "甲<!-- x -->尽快".encode())
    assert draft.text == "甲尽快" and slice_of(draft, "尽快") == "尽快"
    assert slice_of(draft, "甲尽快") == "甲<!-- x -->尽快"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "文件是空的"),
        (" \n\n", "文件是空的"),
        ("---\n---\n", "里面一条话术也没有"),
        ("<!-- 注 -->", "里面一条话术也没有"),
    ],
)
def test_a_text_without_entries(text: str, message: str) -> None:
    assert messages_of("a.md", text.encode()) == [message]
