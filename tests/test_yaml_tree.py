"""YAML scalars of every style: the value PyYAML gives, and each character where it is written."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coach.intake.tree import Leaf
from coach.intake.yaml_tree import read_yaml_text, scalar_passage
from coach.text import Span
from tests.drafts import assert_places, drafts_of, messages_of, slice_of

TEXTS = st.text(alphabet="甲乙a1 \n\"'\\:#-😀é\u2028", max_size=30)


@given(TEXTS, st.sampled_from(["'", '"', "|", ">", None]), st.integers(10, 30), st.booleans())
def test_each_style_comes_back_with_places(value: str, style: str | None, width: int, unicode: bool) -> None:
    text = yaml.dump([value, "完"], default_style=style, width=width, allow_unicode=unicode)
    tree = read_yaml_text(text, "x")
    assert isinstance(tree, tuple)
    leaf = tree[0]
    assert isinstance(leaf, Leaf) and leaf.text == value
    passage = scalar_passage(text, leaf)
    assert passage.text == value
    at, behind = 0, leaf.span.start
    for piece in passage.pieces:
        assert piece.text.start == at and piece.source.start >= behind and piece.source.end <= leaf.span.end
        at, behind = piece.text.end, piece.source.end
        if piece.step == 1:
            assert text[slice(*piece.source)] == value[slice(*piece.text)]
    assert at == len(value)


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("- 我们  尽快处理 # 注\n", "我们  尽快处理", {"尽快": "尽快", "们  尽": "们  尽"}),
        ("- 我们\n  尽快\n", "我们 尽快", {"尽快": "尽快", "们 尽": "们\n  尽"}),
        ("- '它''尽快'''\n", "它'尽快'", {"尽快": "尽快", "'尽": "''尽"}),
        (
            '- "\\u6211\\x41\\"尽快\\\n   好 \\n处理"\n',
            '我A"尽快好 \n处理',
            {"我": "\\u6211", "尽快": "尽快", "好": "好"},
        ),
        ('- "尽快\n\n  处理"\n', "尽快\n处理", {"处理": "处理", "快\n": "快\n\n  "}),
        ("- |\n  尽快\n    缩进\n\n  处理\n", "尽快\n  缩进\n\n处理\n", {"缩进": "缩进", "处理\n": "处理\n"}),
        ("- |-\r\n  尽快\r\n  处理\r\n", "尽快\n处理", {"处理": "处理", "快\n": "快\r\n"}),
        ("- |+ # 注\n  尽快\n\n", "尽快\n\n", {"尽快": "尽快"}),
        ("- >\n  尽快\n  处理\n\n  好\n", "尽快 处理\n好\n", {"尽快": "尽快", "处理": "处理", "好": "好"}),
        ("- |2\n    尽快\n", "  尽快\n", {"尽快": "尽快"}),
        ("- !!str 尽快 \n", "尽快", {"尽快": "尽快"}),
    ],
)
def test_places_in_scalars(text: str, value: str, places: dict[str, str]) -> None:
    (draft,) = drafts_of("a.yaml", text.encode())
    assert draft.text == value
    assert_places(draft)
    for words, written in places.items():
        assert slice_of(draft, words) == written


def test_groups_and_names_in_a_mapping() -> None:
    drafts = drafts_of(
        "a.yml", "售后:\n  退款: 今天退。\n  换货: 明天换。\n物流:\n  - {title: 催, text: 催了。}\n".encode()
    )
    assert [(one.entry, one.fields["group"], one.text) for one in drafts] == [
        ("退款", "售后", "今天退。"),
        ("换货", "售后", "明天换。"),
        ("催", "物流", "催了。"),
    ]
    assert drafts[0].source.position(drafts[0].in_source(Span(2, 3)).start) == (2, 9)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &x [好]\nb: *x\n", "第 1 行：不支持 YAML 别名（&、*），请写全"),
        ("- text: 好\n  text: 在\n", "第 2 行：“text”重复了，第 1 行已经写过"),
        ("- " * 100_000, "第 1 行：YAML 写法有误：嵌套过深"),
        ("- {text: 好\n", "第 1 行：YAML 写法有误：花括号没有合上，或少了逗号"),
        ("{}", "里面一条话术也没有"),
    ],
    ids=lambda text: text[:12],
)
def test_what_is_wrong_with_yaml(text: str, message: str) -> None:
    assert messages_of("a.yaml", text.encode()) == [message]


def test_an_alias_bomb_is_small_work() -> None:
    lines = ["a0: &a0 [好, 好, 好, 好, 好, 好, 好, 好, 好]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    assert messages_of("a.yaml", "\n".join(lines).encode()) == ["第 1 行：不支持 YAML 别名（&、*），请写全"]
