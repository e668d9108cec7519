"""Every fault of a rule file is told at its line and column, in Chinese, all at once."""

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import indent

import jsonschema
import pytest

from coach.errors import ProblemsError
from coach.rulebook.loader import Choice, load_rulebook, packaged
from tests.rulebooks import RULE, demo, rulebook, spans

ROOT = Path(__file__).parent.parent


def problems(pack: str, book: str = "") -> list[str]:
    with pytest.raises(ProblemsError) as raised:
        rulebook(pack, book)
    return [f"{p.line}:{p.column} {p.message}" for p in raised.value.problems]


def faults(body: str) -> list[str]:
    return problems(RULE % indent(body, "    "))


FAULTS = [
    ("when: {phrase: [尽快]}", "13:11", "是不是“phrases”"),
    ("when: {phrases: [尽快], count: 2}", "13:11", "只能写一个"),
    ("when: {seq: [<动做>]}", "13:18", "是不是“动作”"),
    ("when: {seq: [尽快, …6]}", "13:17", "不能以间隔结尾"),
    ("when: {seq: [{words: [尽快], maybe: [会]}]}", "13:18", "只写一个"),
    ("when: {pattern: '(?<=我)会'}", "13:21", "不支持环视"),
    ("when: {pattern: '(会)\\1'}", "13:21", "反向引用"),
    ("when: {pattern: '(会'}", "13:21", "“(”没有合上"),
    ("when: {pattern: '会)'}", "13:21", "多了一个右括号"),
    ("when: {pattern: '[会'}", "13:21", "“[”没有合上"),
    ("when: {pattern: '*会'}", "13:21", "前面要有内容"),
    ("when: {pattern: '会{2000}'}", "13:21", "最多 1000"),
    ("when: {pattern: '(?P<a-b>会)'}", "13:21", "组名不对"),
    ("when: {cue: 有期限}", "13:17", "是不是“有时限”"),
    ("when: {time: bond}", "13:18", "是不是“bound”"),
    ("when: {phrases: [尽快], within: sentense}", "13:35", "是不是“sentence”"),
    ("when: {count: [尽快], min: 3, max: 2}", "13:11", "max 比 min 小"),
    ("when: {near: [[尽快]]}", "13:18", "至少 2 项"),
    ("when: []", "13:11", "空的"),
    ("when: [尽快]\nunless: [尽快]", "14:13", "永远不会触发"),
    ("when: {all: [[尽快], {cue: 有时限}]}\nunless: {cue: 有时限}", "14:13", "when 必有的部分"),
    ("when: {all: [[尽快], {all: [[处理], {time: bound}]}]}\nunless: {any: [[谢谢], [处理]]}", "14:13", "when 必有"),
    ("when: {all: [[尽快], {not: [尽快]}]}", "13:11", "又要又不要"),
    ("when: {all: [[尽快], [处理], {absent: {any: [[谢谢], [处理]]}}]}", "13:11", "又要又不要"),
    ("when: {any: [{all: [[甲], {not: [甲]}]}, {all: [[乙], {not: [乙]}]}]}", "13:11", "又要又不要"),
    ("when: [尽快]\nscope: sentense", "14:12", "是不是“sentence”"),
    ("when: [尽快]\nscenes: {complain: off}", "14:14", "是不是“complaint”"),
    ("when: [尽快]\nscenes: {complaint: louder}", "14:25", "级别不认识"),
    ("when: [尽快]\nmesage: 短", "14:5", "是不是“message”"),
    ("when: [尽快]\nrewrites: [promise.deadline]", "14:16", "没有主题“promise.deadline”"),
    ("when: [尽快]\nrewrites:\n- 好的\n- promise.deadlin", "16:7", "没有主题“promise.deadlin”"),
    ("when: [尽快]\nscenes: {投诉: up}", "14:14", "是不是“complaint”"),
    ("when: {similar: [您好], min: 20}", "13:32", "50–100 的整数"),
    ("when: {length: reply}", "13:11", "要写 min 或 max"),
]


SOUND = [
    "when: {all: [[尽快], {not: [处理]}]}",
    "when: {all: [[尽快], [处理]]}\nunless: {all: [[处理], [谢谢]]}",
    "when: {all: [{phrases: [尽快], within: clause}, {not: {phrases: [尽快], within: after}}]}",
    "when: {any: [{all: [[甲], {not: [甲]}]}, [乙]]}",
]


@pytest.mark.parametrize("body", SOUND)
def test_what_only_looks_like_a_contradiction_is_taken(body: str) -> None:
    demo(body)


EXAMPLES = ["我们〔尽快处理", "尽快〕处理〔", "〔尽快〔处理〕〕", "{text: 处理〕}"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_marks_of_an_example_come_in_pairs(example: str) -> None:
    body = (RULE % "    when: [尽快]").replace("flag: [甲, 乙]", f"flag: [甲, {example}]")
    (line,) = problems(body)
    at = next(text for text in body.split("\n") if example in text).index(example) + 1
    assert line == f"15:{at + 7 * example.startswith('{')} 〔和〕没有成对"


def test_a_pass_example_has_nothing_to_mark() -> None:
    (line,) = problems((RULE % "    when: [尽快]").replace("pass: [丙, 丁]", "pass: [〔丙〕, 丁]"))
    assert "请去掉〔〕" in line


@pytest.mark.parametrize("bad", ["坏 id!", "Bad", "a_b", "a..b", "-a", "a-", "演示"])
def test_an_id_is_lower_case_ascii(bad: str) -> None:
    (line,) = problems((RULE % "    when: [尽快]").replace("- id: demo", f"- id: '{bad}'"))
    assert line == "9:9 id 只用小写英文、数字，以 - 和 . 相连"


def test_a_strength_is_held_to_the_same() -> None:
    strength = "strengths:\n  - {id: 好, title: 好, when: [尽快], unless: [尽快]}\n"
    assert problems(f"pack: demo\n{strength}") == [
        "3:10 id 只用小写英文、数字，以 - 和 . 相连",
        "3:43 unless 和 when 一样，这条规则永远不会触发",
    ]


def test_two_files_cannot_be_one_pack(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(f"pack: demo\ntitle: {name}\nrules: []\n", encoding="utf-8")
    with pytest.raises(ProblemsError) as raised:
        load_rulebook(Choice((str(tmp_path),), ()))
    (problem,) = raised.value.problems
    assert (Path(problem.path).name, problem.line, problem.column) == ("b.yaml", 1, 7)
    assert f"已在 {tmp_path / 'a.yaml'}:1 写过" in problem.message


@pytest.mark.parametrize(("body", "place", "told"), FAULTS)
def test_fault_of_a_rule_at_its_place(body: str, place: str, told: str) -> None:
    found = faults(body)
    assert any(line.startswith(f"{place} ") and told in line for line in found), found


def test_all_faults_at_once() -> None:
    found = problems(
        """\
        pack: demo
        lexcon: {}
        rules:
          - id: one
            severity: loud
            when: {tme: bound}
          - id: one
            title: 二
            severity: hint
            axis: 回应
            when: [尽快]
            message: 这条提示写得实在太长太长太长太长太长太长太长太长太长了，没有人会读完的
            examples: {flag: [甲], pass: [乙, 丙]}
        """
    )
    told = "\n".join(found)
    for part in (
        "是不是“lexicon”",
        "规则缺少 title",
        "severity不认识",
        "看不出要匹配什么",
        "已在",
        "最多 30 字",
        "flag 至少要有 2 个例句",
    ):
        assert part in told
    assert found == sorted(found, key=lambda line: [int(n) for n in re.findall(r"\d+", line)[:2]])


YAML_FAULTS = [
    ("pack: demo\npack: demo\n", "2:1", "重复了"),
    ("pack: &a demo\ntitle: *a\n", "1:7", "别名"),
    ("pack: demo\ntitle: '演示\nrules: []\n", "2:8", "引号没有合上"),
    ("pack: [demo\n", "1:7", "方括号没有合上"),
    ("pack: {demo: 1\n", "1:7", "花括号没有合上"),
    ("pack:\n\t- demo\n", "2:1", "Tab"),
    ("pack: demo\ntitle: 甲: 乙\n", "2:9", "这里不该有冒号"),
    ("pack: demo\n---\npack: two\n", "2:1", "去掉“---”"),
    ("pack: @demo\n", "1:7", "加引号"),
    ("pack: 'a'b\n", "1:10", "引号后面多了字"),
    ("pack: demo\ntitle: \x07\n", "2:8", "不允许的字符"),
    ("%FOO\n---\na: 1\n", "1:5", "行首"),
    ("rules: []\n", "1:1", "开头要有 pack"),
    ("", "1:1", "空的"),
    ("pack: demo\nlexicon: {甲: [<乙>], 乙: [<甲>]}\n", "2:", "成了圈"),
    ("pack: demo\ncues: {甲: {not: {cue: 甲}}}\n", "2:", "引用到了自己"),
    ("pack: demo\nrules: 很多\n", "2:8", "列表"),
]


def test_a_key_written_twice_hides_no_other_fault() -> None:
    found = problems(
        """\
        pack: demo
        title: 甲
        title: 乙
        lexicon: {动作: [处理]}
        rules:
          - id: one
            title: 一
            title: 二
            severity: loud
            when: [<动做>]
            message: 短
            axis: 回应
            rewrites: [promise]
            examples: {flag: [甲, 乙], pass: [丙]}
        """,
        "book: demo\nphrases: []\nphrases: []\nbok: 1\n",
    )
    told = "\n".join(found)
    for part in (
        "3:1 “title”重复了",
        "8:5 “title”重复了",
        "severity不认识",
        "没有名为“动做”",
        "pass 至少",
        "没有主题",
        "bok",
    ):
        assert part in told, found


def test_what_an_alias_stood_for_is_not_missed_as_well() -> None:
    assert problems("pack: &a demo\ntitle: *a\nrules: []\n") == ["1:7 不支持 YAML 别名（&、*），请写全"]


@pytest.mark.parametrize(("text", "place", "told"), YAML_FAULTS)
def test_fault_of_a_file(text: str, place: str, told: str) -> None:
    found = problems(text)
    assert any(told in line for line in found), found
    assert found[0].split()[0].startswith(place) or "别名" in told, found


def test_nesting_and_alias_bombs_end_quickly(tmp_path: Path) -> None:
    bomb = "a: &a [x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(9)
    )
    assert any("别名" in line for line in problems(bomb))
    assert any("过深" in line for line in problems("pack: " + "[" * 200 + "]" * 200 + "\n"))


BOOK = "book: demo\nphrases:\n  - {id: a, topic: promise, text: 甲}\n"
BOOK_FAULTS = [
    (BOOK + "  - {id: a, topic: promise, text: 乙}\n", "4:5", "已在"),
    (BOOK + "  - {id: b, topic: promise}\n", "4:5", "缺少 text"),
    (BOOK + "  - {id: b, topic: promise, text: 乙, scene: [complain]}\n", "4:46", "是不是“complaint”"),
    (BOOK + "  - {id: b, topic: promise, text: 乙, region: tw}\n", "4:46", "region不认识"),
    (BOOK + "  - {id: b, topic: promise, text: 乙, tones: 亲切}\n", "4:38", "是不是“tone”"),
    ("phrases: []\n", "1:1", "开头要有 book"),
]


@pytest.mark.parametrize(("book", "place", "told"), BOOK_FAULTS)
def test_fault_of_a_phrasebook(book: str, place: str, told: str) -> None:
    found = problems(RULE % "    when: [尽快]", book)
    assert any(line.startswith(f"{place} ") and told in line for line in found), found


def test_yaml_words_stay_words() -> None:
    assert spans(demo("when: [no, 12:30, 'on']"), "no 12:30 on") == ["no", "12:30", "on"]


def test_a_cache_that_is_broken_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from coach.reading.segment import open_segmenter

    open_segmenter()  # the dictionary is another cache: leave it where it is
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "cache"))
    first = load_rulebook(Choice((packaged("rules"),), (packaged("phrasebooks"),)))
    (kept,) = (tmp_path / "cache").glob("rulebook-*.json")
    whole = kept.read_text(encoding="utf-8")
    for broken in ("", "{}", whole[: len(whole) // 2], whole.replace("\nok", "\nno")):
        kept.write_text(broken, encoding="utf-8")
        again = load_rulebook(Choice((packaged("rules"),), (packaged("phrasebooks"),)))
        assert again.compiled == first.compiled
        assert kept.read_text(encoding="utf-8") == whole
    assert kept.stat().st_mode & 0o077 == 0


def test_choices() -> None:
    from tests.rulebooks import findings

    del findings
    default = load_rulebook()
    packs = {rule.pack for rule in default.rules}
    some = default.rules[0]
    base = {"rule_dirs": (packaged("rules"),), "phrase_dirs": (packaged("phrasebooks"),)}
    assert {rule.family for rule in load_rulebook(Choice(**base, select=(some.family,))).rules} == {some.family}
    assert some.pack not in {rule.pack for rule in load_rulebook(Choice(**base, packs_off=(some.pack,))).rules}
    assert some.id not in {rule.id for rule in load_rulebook(Choice(**base, ignore=(some.id,))).rules}
    changed = load_rulebook(Choice(**base, severities=((some.family, "hint"),)))
    assert {int(rule.severity) for rule in changed.rules if rule.family == some.family} == {1}
    with pytest.raises(ProblemsError, match="是不是"):
        load_rulebook(Choice(**base, ignore=(some.family[:-1],)))
    assert packs


def test_packs_agree_with_the_schema_for_editors() -> None:
    import yaml

    schema = json.loads((ROOT / "rules" / "pack.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for path in sorted((ROOT / "rules").glob("*.yaml")):
        errors = [e.message for e in validator.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8")))]
        assert not errors, f"{path.name}: {errors[:3]}"
    assert list(validator.iter_errors({"pack": "a", "rules": [{"id": "a", "when": {"tim": "bound"}}]}))
