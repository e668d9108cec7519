"""The check × scene matrix: what its marks do, how far an inferred scene is trusted, what is a fault in it."""

from __future__ import annotations

import pytest

from coach.errors import ProblemsError
from coach.model import Scene, Severity
from coach.review import review
from coach.rulebook.scenes import severity_in
from coach.rulebook.situation import SCENES, Situation
from coach.text import Draft
from tests.rulebooks import findings, packaged, rulebook

PACK = """\
pack: demo
title: 演示
scenes:
  - {id: complaint, customer: [投诉, 差评], draft: [您的投诉]}
  - {id: consult, customer: [怎么]}
matrix:
  families: [general, complaint, consult, refund, waiting]
  demo:     [●, ▲, –, ○, ▽]
  own:      [●, –, –, –, –]
  heavy:    [●, ▲, –, ○, ▽]
channels:
  sms: {demo: –}
  email: {demo: ▽}
rules:
  - {id: demo, title: 甲, severity: minor, axis: 回应, when: [尽快], message: 甲, examples: {flag: [尽快, 尽快吧], pass: [好, 行]}}
  - {id: heavy.more, title: 乙, severity: major, axis: 回应, when: [马上], message: 乙, examples: {flag: [马上, 马上吧], pass: [好, 行]}}
  - {id: own, title: 丙, severity: minor, axis: 回应, when: [回头], message: 丙, scenes: {complaint: major}, examples: {flag: [回头, 回头吧], pass: [好, 行]}}
"""


def severities(text: str, **facts: str) -> list[str]:
    return [found.severity.name for found in findings(rulebook(PACK), text, **facts)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"scene": "general"}, ["minor"]),
        ({"scene": "complaint"}, ["major"]),
        ({"scene": "consult"}, []),
        ({"scene": "refund"}, ["hint"]),
        ({"scene": "waiting"}, ["hint"]),
        ({"scene": "outage"}, ["minor"]),  # a scene without a column
        ({"scene": "complaint", "channel": "sms"}, []),
        ({"scene": "complaint", "channel": "email"}, ["minor"]),
        ({"scene": "complaint", "channel": "chat"}, ["major"]),
    ],
)
def test_marks(facts: dict[str, str], expected: list[str]) -> None:
    assert severities("尽快", **facts) == expected


def test_variants_follow_their_family_and_no_scene_makes_a_rule_fatal() -> None:
    assert severities("马上", scene="complaint") == ["major"]
    assert severities("马上", scene="refund") == ["hint"]
    assert severities("马上", scene="waiting") == ["minor"]


def test_what_a_rule_says_itself_wins_scene_by_scene() -> None:
    assert severities("回头", scene="complaint") == ["major"]
    assert severities("回头", scene="refund") == []


@pytest.mark.parametrize(
    ("customer", "confidence", "expected"),
    [
        ("怎么投诉怎么退", 0.4, ["major"]),  # torn between two scenes: the stricter
        ("怎么退", 0.67, ["hint"]),  # a fair guess: `–` only softens
        ("什么时候", 0.0, ["minor"]),
        ("投诉，给差评", 0.8, ["major"]),
    ],
)
def test_an_inferred_scene_is_trusted_as_far_as_its_cues_go(
    customer: str, confidence: float, expected: list[str]
) -> None:
    judged = review(Draft.of("尽快"), rulebook(PACK), Situation(customer=customer))
    assert (judged.scene.inferred, judged.scene.confidence) == (True, confidence)
    assert [found.severity.name for found in judged.findings] == expected


def test_only_a_clear_scene_switches_a_check_off() -> None:
    (rule,) = (rule for rule in rulebook(PACK).rules if rule.id == "demo")
    matrix = {"demo": {"consult": "off"}}
    sure, fair = Scene("consult", "咨询", True, 0.75), Scene("consult", "咨询", True, 0.74)
    assert severity_in(rule, sure, None, matrix) is None
    assert severity_in(rule, fair, None, matrix) is Severity.hint


def fault(broken: str, whole: str) -> str:
    with pytest.raises(ProblemsError) as error:
        rulebook(PACK.replace(whole, broken))
    return "\n".join(str(problem).rpartition("/")[2] for problem in error.value.problems)


@pytest.mark.parametrize(
    ("whole", "broken", "message"),
    [
        ("[●, ▲, –, ○, ▽]\n  own", "[●, ▲, –, ○]\n  own", "demo.yaml:8:13: “demo”这一行应当有 5 格，现在 4 格"),
        ("[●, ▲, –, ○, ▽]\n  own", "[●, x, –, ○, ▽]\n  own", "demo.yaml:8:17: 格子不认识“x”"),
        ("complaint, consult, refund", "complain, consult, refund", "是不是“complaint”？"),
        ("  heavy:    [", "  heavi:    [", "demo.yaml:10:3: 没有名为“heavi”的规则族，是不是“heavy”？"),
        ("  sms: {", "  smss: {", "渠道不认识“smss”，是不是“sms”？"),
        ("  families: [general", "  famlies: [general", "matrix 的第一行应当是 families: [场景, …]"),
    ],
)
def test_faults_are_told_at_their_place(whole: str, broken: str, message: str) -> None:
    assert message in fault(broken, whole)


def test_the_table_of_the_program_knows_every_scene() -> None:
    matrix = packaged().compiled["matrix"]
    assert {scene for row in matrix.values() for scene in row} <= {*SCENES, "chat", "email", "sms", "public", "phone"}
    assert matrix["vague-promise"]["presale"] == "hint" and matrix["canned-closing"]["complaint"] == "up"
    assert "general" not in matrix["vague-promise"]
