"""`coach test` proves rules, and catches those that prove nothing."""

from __future__ import annotations

from pathlib import Path

from coach.proof import prove
from coach.rulebook.loader import Choice

RULES = """\
pack: demo
rules:
  - id: demo
    title: 演示
    severity: minor
    axis: 回应
    when: {seq: [尽快, "…4", 处理]}
    unless: {time: bound, within: reply}
    message: 没说时间
    rewrites: [%s]
    examples:
      flag: [%s]
      pass: [%s]
"""
BOOK = "book: demo\nphrases:\n  - {id: p, topic: promise, text: %s}\n"


def told(
    tmp_path: Path, flag: str, passes: str, rewrite: str = "promise", phrase: str = "今天18点前答复您。"
) -> list[str]:
    rules, phrases = tmp_path / "rules", tmp_path / "phrasebooks"
    rules.mkdir()
    phrases.mkdir()
    (rules / "demo.yaml").write_text(RULES % (rewrite, flag, passes), encoding="utf-8")
    (phrases / "demo.yaml").write_text(BOOK % phrase, encoding="utf-8")
    return [str(problem) for problem in prove(Choice((str(rules),), (str(phrases),))).problems]


GOOD = "我们会〔尽快处理〕。, 〔尽快为您处理〕。"
CALM = "请您处理。, 今天18点前尽快处理。"


def test_a_sound_rule_is_proved(tmp_path: Path) -> None:
    assert told(tmp_path, GOOD, CALM) == []


def test_a_flag_example_that_is_silent(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, "我们会〔尽快处理〕。, 稍后处理。", CALM)
    assert "demo.yaml:12:26" in problem and "没有触发：稍后处理" in problem


def test_a_rule_that_nothing_makes_fire(tmp_path: Path) -> None:
    assert any("没有一个例句能触发" in problem for problem in told(tmp_path, "甲。, 乙。", CALM))


def test_a_rule_that_fires_elsewhere_is_not_called_silent(tmp_path: Path) -> None:
    problems = told(tmp_path, "我们〔会尽快处理〕。, 〔会尽快为您处理〕。", CALM)
    assert len(problems) == 2 and all("标出的是" in problem for problem in problems)


def test_faults_are_told_where_the_example_or_rewrite_stands(tmp_path: Path) -> None:
    problems = told(tmp_path, "尽快处理。, 稍后。", "请您处理。, 尽快办理并处理。", "promise, 直接写我尽快去处理就好")
    assert [problem.split("demo.yaml:")[1].split(": ")[0] for problem in problems] == ["12:21", "13:21", "10:25"]


def test_a_span_that_is_not_the_marked_one(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, "我们〔会尽快处理〕。, 〔尽快为您处理〕。", CALM)
    assert "标出的是“尽快处理”" in problem


def test_a_pass_example_that_fires(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, GOOD, "尽快处理。, 请您处理。")
    assert "本该放行" in problem


def test_a_rewrite_and_a_phrase_that_break_the_rules_themselves(tmp_path: Path) -> None:
    problems = told(tmp_path, GOOD, CALM, "直接写我尽快去处理就好, promise", "我尽快给您处理。")
    assert len(problems) == 2 and all("自己触发了 demo" in problem for problem in problems)


def test_open_slots_of_time_count_as_time(tmp_path: Path) -> None:
    assert told(tmp_path, GOOD, CALM, phrase="'尽快处理，<时限>内答复您。'") == []


def test_the_packaged_rules_are_proved() -> None:
    proof = prove()
    assert [str(problem) for problem in proof.problems] == []
    assert proof.rules and proof.examples >= 4 * proof.rules and proof.phrases
