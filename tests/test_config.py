from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.cli.settle import read_config
from coach.config import find_config, load_config
from coach.errors import ProblemsError
from coach.tomlfile import parse_toml

KNOWN = {"region": ("zh-CN", "zh-TW"), "tone": ("正式", "亲切"), "channel": ("chat", "email")}


def problems(tmp_path: Path, text: str, name: str = "coach.toml") -> list[str]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        load_config(str(path), KNOWN)
    return [f"{each.line}:{each.column} {each.message}" for each in caught.value.problems]


def test_every_key_is_read(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    path = tmp_path / "coach.toml"
    path.write_text(
        """
        packs = { quality = false, strict = true }
        select = ["commitment"]
        ignore = ["canned-closing"]
        severity = { vague-promise = "minor" }
        rules = ["more"]
        phrasebooks = ["more"]
        words = ["极速达"]
        region = "zh-TW"
        tone = "亲切"
        channel = "chat"
        fail-on = "never"
        compensations = ["5 元券"]
        """,
        encoding="utf-8",
    )
    config = load_config(str(path), KNOWN)
    more = (str(tmp_path / "more"),)
    assert (config.packs_on, config.packs_off) == (("strict",), ("quality",))
    assert (config.rule_dirs, config.phrase_dirs) == (more, more)
    assert config.severities == (("vague-promise", "minor"),)
    assert (config.region, config.tone, config.channel) == ("zh-TW", "亲切", "chat")
    assert (config.words, config.compensations) == (("极速达",), (("5 元券", ""),))


def test_every_fault_is_told_at_its_place_all_at_once(tmp_path: Path) -> None:
    text = """\
# a comment: regoin = "x"
regoin = "zh-CN"
select = "a"
ignore = ["a", 3]
tone = "冷淡"
  fail-on = "majro"
rules = ["nowhere"]
[severity]
vague-promise = "fatel"
"opaque-wait" = 3
[packs]
quality = "off"
"""
    assert problems(tmp_path, text) == [
        "2:1 没有“regoin”这个配置项，是不是“region”？",
        '3:1 “select”应是一个列表，例如 ["…"]',
        "4:16 “ignore”里的每一项应是一段文字",
        "5:1 “tone”不能是“冷淡”，可写：正式、亲切",
        "6:3 “fail-on”不能是“majro”，是不是“major”？",
        "7:10 找不到文件夹“nowhere”",
        "9:1 “severity”不能是“fatel”，是不是“fatal”？",
        "10:1 “severity”应是一个词，可写：fatal、major、minor、hint",
        "12:1 规则包“quality”应写 true 或 false",
    ]


@pytest.mark.parametrize(("region", "meant"), [("zh", "zh-CN"), ("zh-T", "zh-TW"), ("cn", None)])
def test_of_equal_guesses_the_first_is_offered(tmp_path: Path, region: str, meant: str | None) -> None:
    (told,) = problems(tmp_path, f'region = "{region}"')
    assert (f"是不是“{meant}”" if meant else "可写：zh-CN") in told


def test_pyproject_is_read_under_its_table(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\nregoin = 1\n[tool.coach]\nregoin = "x"\n[tool.coach.severity]\na = "b"\n'
    assert problems(tmp_path, text, "pyproject.toml") == [
        "5:1 没有“regoin”这个配置项，是不是“region”？",
        "7:1 “severity”不能是“b”，可写：fatal、major、minor、hint",
    ]
    assert problems(tmp_path, "tool = {coach = 3}", "pyproject.toml") == ["1:9 tool.coach 应是一张表"]


BROKEN = [
    ("region = 'zh-CN'\nselect = [\n", "2:11", "值还没写完"),
    ("region = 'zh-CN'\nselect = ['a'", "2:14", "方括号没有合上"),
    ('region = "a"\nregion = "b"\n', "2:13", "前面已经写过"),
    ("[packs]\n[packs]\n", "2:7", "前面已经写过"),
    ('tone = "亲切\n', "1:11", "引号里不能换行"),
    ('tone = "亲切', "1:11", "引号没有合上"),
    ("tone = 亲切", "1:8", "文字要加引号"),
    ("语气 = 1", "1:1", "中文的键要加引号"),
    ("tone", "1:5", "少了等号"),
    ('words = ["\\q"]', "1:13", "单引号"),
]


@pytest.mark.parametrize(("text", "place", "told"), BROKEN)
def test_broken_toml_is_told_at_its_place_in_chinese(tmp_path: Path, text: str, place: str, told: str) -> None:
    (problem,) = problems(tmp_path, text)
    assert problem.startswith(f"{place} TOML 写法有误：") and told in problem


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "coach.toml"
    path.write_bytes('tone = "亲切"'.encode("gbk"))
    with pytest.raises(ProblemsError, match="不是 UTF-8"):
        load_config(str(path), KNOWN)


def test_the_nearest_file_counts_and_a_pyproject_only_with_its_table(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "coach.toml").write_text("")
    (tmp_path / "a" / "pyproject.toml").write_text('[project]\nname = "coach"\n')
    assert find_config(str(inner)) == str(tmp_path / "coach.toml")
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.coach]\n")
    assert find_config(str(inner)) == str(tmp_path / "a" / "pyproject.toml")
    (inner / ".coach.toml").write_text("")
    assert find_config(str(inner)) == str(inner / ".coach.toml")


def places(text: str) -> dict[tuple[str | int, ...], str]:
    """For each key and item: the text from its place on."""
    lines = text.split("\n")
    return {key: lines[line - 1][column - 1 :] for key, (line, column) in parse_toml(text, "x").places.items()}


def test_places_hold_in_every_corner_of_toml() -> None:
    text = '''\
a = "x = 1 # no"  # b = 2
"q.k" = \'it"s\'
  c.d . "e" = [1, [2, "]"], {f = 3, g.h = "}"}]
m = """
a = 9
[t]
\\""""" # five quotes
l = \'\'\'
z = 1\'\'\'
[t]
n = 2024-06-03 12:30:00
[[arr]]
x = 1
[[arr]]
x = 2
[arr.sub]
y = true
[ "w" . \'v\' ]
u = -inf
'''
    assert places(text) == {
        ("a",): 'a = "x = 1 # no"  # b = 2',
        ("q.k",): '"q.k" = \'it"s\'',
        ("c", "d", "e"): 'c.d . "e" = [1, [2, "]"], {f = 3, g.h = "}"}]',
        ("c", "d", "e", 0): '1, [2, "]"], {f = 3, g.h = "}"}]',
        ("c", "d", "e", 1): '[2, "]"], {f = 3, g.h = "}"}]',
        ("c", "d", "e", 1, 0): '2, "]"], {f = 3, g.h = "}"}]',
        ("c", "d", "e", 1, 1): '"]"], {f = 3, g.h = "}"}]',
        ("c", "d", "e", 2): '{f = 3, g.h = "}"}]',
        ("c", "d", "e", 2, "f"): 'f = 3, g.h = "}"}]',
        ("c", "d", "e", 2, "g", "h"): 'g.h = "}"}]',
        ("m",): 'm = """',
        ("l",): "l = '''",
        ("t",): "t]",
        ("t", "n"): "n = 2024-06-03 12:30:00",
        ("arr", 0): "arr]]",
        ("arr", 0, "x"): "x = 1",
        ("arr", 1): "arr]]",
        ("arr", 1, "x"): "x = 2",
        ("arr", 1, "sub"): "arr.sub]",
        ("arr", 1, "sub", "y"): "y = true",
        ("w", "v"): "\"w\" . 'v' ]",
        ("w", "v", "u"): "u = -inf",
    }


SCALARS = st.one_of(
    st.integers(-99, 99).map(str),
    st.booleans().map(lambda value: str(value).lower()),
    st.sampled_from(['"x # ]\\" = {"', "'a\"['", '"""\nk = 1\n"""', "'''\n[t]'''", "1979-05-27", "1.5e3"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3).map(lambda items: "[\n" + ", # c ]\n ".join(items) + "\n]"),
    max_leaves=6,
)
KEYS = st.sampled_from(["a", "b-c", '"d e"', "'f.g'", '"\\u0068"', "i . j", '"é"'])
LINES = st.lists(st.tuples(KEYS, VALUES).map(" = ".join), max_size=5)


@given(LINES, st.lists(st.tuples(KEYS.map(lambda key: f"[t.{key}]"), LINES), max_size=3))
def test_every_value_that_tomllib_finds_has_a_place(top: list[str], tables: list[tuple[str, list[str]]]) -> None:
    text = "\n".join([*top, *(line for header, lines in tables for line in (header, *lines))])
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    found = parse_toml(text, "x").places

    def walk(value: Any, path: tuple[str | int, ...]) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, (*path, key))
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                walk(inner, (*path, index))
        if path and not isinstance(value, dict):
            assert path in found

    walk(data, ())


def test_unknown_names_are_told_with_all_other_faults_in_order(tmp_path: Path) -> None:
    path = tmp_path / "coach.toml"
    path.write_text(
        """\
select = ["vague-promise", "vage-promise"]
tone = "冷淡"
ignore = ["nobody"]
rules = ["nowhere"]
[severity]
opaque-wait = "fatel"
opaque-wat = "fatel"
vage-promise = "hint"
[packs]
qualty = true
closin = 3
""",
        encoding="utf-8",
    )
    with pytest.raises(ProblemsError) as caught:
        read_config(str(path), isolated=False)
    assert [f"{each.line}:{each.column} {each.message.split('，')[0]}" for each in caught.value.problems] == [
        "1:28 没有名为“vage-promise”的规则或规则包",
        "2:1 “tone”不能是“冷淡”",
        "3:11 没有名为“nobody”的规则或规则包",
        "4:10 找不到文件夹“nowhere”",
        "6:1 “severity”不能是“fatel”",
        "7:1 “severity”不能是“fatel”",
        "7:1 没有名为“opaque-wat”的规则或规则包",
        "8:1 没有名为“vage-promise”的规则或规则包",
        "10:1 没有名为“qualty”的规则包",
        "11:1 没有名为“closin”的规则包",
        "11:1 规则包“closin”应写 true 或 false",
    ]
