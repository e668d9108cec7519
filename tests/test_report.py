from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coach.report
from coach.errors import Failure
from coach.model import Severity
from coach.report import FORMATS, Look, render
from coach.report.visible import visible
from coach.text import Draft, Span
from tests.samples import CLEAN, LONG, RULES, finding, report, review

SCHEMA = json.loads((Path(coach.report.__file__).parent / "schema.json").read_text(encoding="utf-8"))
GOLDEN = Path(__file__).parent / "reports"
FAILURE = Failure("图.png", "不像文字")


@pytest.mark.parametrize(
    ("name", "form", "look"),
    [
        ("full-80.txt", "full", Look(80)),
        ("full-60.txt", "full", Look(60)),
        ("full-colour.txt", "full", Look(80, "truecolor")),
        ("full-16-colours.txt", "full", Look(80, "standard")),
        ("full-quiet.txt", "full", Look(80, quiet=True)),
        ("full-explained.txt", "full", Look(80, explain=True)),
        ("concise.txt", "concise", Look()),
        ("report.json", "json", Look()),
        ("report.jsonl", "jsonl", Look()),
        ("report.sarif", "sarif", Look()),
        ("github.txt", "github", Look()),
        ("gitlab.json", "gitlab", Look()),
        ("junit.xml", "junit", Look()),
        ("checkstyle.xml", "checkstyle", Look()),
        ("rdjson.json", "rdjson", Look()),
        ("rdjson.jsonl", "rdjsonl", Look()),
        ("report.html", "html", Look()),
        ("report.md", "markdown", Look()),
    ],
)
def test_golden(name: str, form: str, look: Look, pytestconfig: pytest.Config) -> None:
    text = render(report(LONG, CLEAN, failures=(FAILURE,)), form, look)
    path = GOLDEN / name
    if not path.exists():  # to renew a golden file: delete it, run, and read what came out
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
        pytest.fail(f"{path} was not there and has been written: read it")
    assert text.encode() == path.read_bytes()


def test_json_keeps_to_its_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    document = json.loads(render(report(LONG, CLEAN, failures=(FAILURE,)), "json", Look()))
    jsonschema.validate(document, SCHEMA)
    assert document["failures"] == [{"source": "图.png", "message": "不像文字"}]


def test_json_lines_keep_to_the_same_definitions() -> None:
    lines = [
        json.loads(line) for line in render(report(LONG, CLEAN, failures=(FAILURE,)), "jsonl", Look()).splitlines()
    ]
    assert [line["kind"] for line in lines] == ["review", "review", "failure"]
    for line in lines:
        jsonschema.validate(line, {"$ref": f"#/$defs/{line['kind']}", "$defs": SCHEMA["$defs"]})


def test_a_schema_of_everything_that_is_written() -> None:
    """No field is written that the schema does not name."""
    document = json.loads(render(report(LONG), "json", Look()))

    def named(value: object, schema: dict[str, object]) -> None:
        schema = SCHEMA["$defs"][str(schema["$ref"]).rsplit("/", 1)[-1]] if "$ref" in schema else schema
        if isinstance(value, dict) and "properties" in schema:
            properties = schema["properties"]
            assert isinstance(properties, dict)
            assert set(value) <= set(properties)
            for key, inner in value.items():
                named(inner, properties[key])
        elif isinstance(value, list):
            items = schema["items"]
            assert isinstance(items, dict)
            for inner in value:
                named(inner, items)

    named(document, SCHEMA)


def test_offsets_are_code_points_in_every_unit() -> None:
    text = "😀我们会\n尽快处理"
    (line,) = render(
        report(review(text, finding(text, "尽快处理", "vague-promise", "说"))), "concise", Look()
    ).splitlines()
    assert line == "<草稿>:2:1: 重要 vague-promise 「尽快处理」 说"
    document = json.loads(render(report(review(text, finding(text, "我们", "vague-promise", "说"))), "json", Look()))
    (found,) = document["reviews"][0]["findings"]
    assert (found["span"], found["location"]["column"]) == ({"start": 1, "end": 3}, 2)


HOSTILE = "\x1b[31m[red]尽快处理[/b] :smile: \x07\u202e\x00\x9b]8;;\ud83d"


@pytest.mark.parametrize("form", ["full", "concise"])
@pytest.mark.parametrize("colours", ["", "truecolor"])
def test_a_draft_cannot_steer_the_terminal(form: str, colours: str) -> None:
    sample = review(
        HOSTILE, finding(HOSTILE, "尽快处理[/b]", "vague-promise", f"“{HOSTILE}”不妥", HOSTILE), name=HOSTILE
    )
    text = render(report(sample), form, Look(80, colours))
    plain = text
    if colours:
        import re

        plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert not {character for character in plain if character != "\n" and visible(character) != character}
    assert "[red]" in plain and "[/b]" in plain and ":smile:" in plain and "␛" in plain
    text.encode("utf-8")


@pytest.mark.parametrize("colours", ["", "truecolor"])
def test_no_line_begins_with_words_of_the_draft(colours: str) -> None:
    text = "::error::尽快处理\n::set-output::尽快处理"
    shown = render(
        report(review(text, finding(text, "尽快处理", "vague-promise", "::warning::"))), "full", Look(40, colours)
    )
    assert not any(line.startswith("::") for line in shown.splitlines())


def test_nested_overlapping_and_missing_are_all_marked() -> None:
    text = "我们会尽快处理的"
    spans = [Span(0, 8), Span(3, 5), Span(4, 7), Span(8, 8), Span(0, 0)]
    findings = sorted(
        (finding(text, "尽快", "vague-promise", "说")._replace(span=span) for span in spans), key=lambda each: each.span
    )
    shown = render(report(review(text, *findings)), "full", Look(80)).splitlines()
    assert " │ ‸①【我们会【尽【快】③处理】④的】②‸⑤" in shown


def test_a_span_over_lines_is_marked_on_each_line_it_begins_or_ends() -> None:
    text = "好的\n尽快\n处理\n\n谢谢"
    shown = render(
        report(review(text, finding(text, "尽快\n处理\n", "vague-promise", "说"))), "full", Look(80)
    ).splitlines()
    assert [line for line in shown if "│" in line] == [" 1 │ 好的", " 2 │ 【尽快", " 3 │ 处理】①", " 4 │", " 5 │ 谢谢"]


def test_a_long_draft_is_shown_around_its_findings() -> None:
    text = "您好。" * 4000 + "我们会尽快处理。" + "好的。\n" * 4000
    shown = render(report(review(text, finding(text, "尽快处理", "vague-promise", "说"))), "full", Look(80))
    assert "【尽快处理】①" in shown
    assert len(shown) < 2000 and "…" in shown


def test_many_findings_are_cut_and_counted() -> None:
    text = "尽快处理。" * 500
    spans = [Span(at, at + 4) for at in range(0, len(text), 5)]
    findings = [finding(text, "尽快处理", "vague-promise", "说")._replace(span=span) for span in spans]
    shown = render(report(review(text, *findings)), "full", Look(80))
    assert "另有 440 处没有列出" in shown
    assert len(render(report(review(text, *findings)), "concise", Look()).splitlines()) == 500


def test_chinese_line_breaking() -> None:
    text = "一二三四五六七八九十，一二三四五六七八九（十）" * 6 + "ABCDEFGHIJ-12345 尾"
    for width in range(24, 70):
        rows = [
            line[3:] for line in render(report(review(text)), "full", Look(width)).splitlines() if line.startswith(" │")
        ]
        assert "".join(rows).replace(" ", "") == text.replace(" ", "")
        assert not any(row[0] in "，）。" or row[-1] in "（" for row in rows)
        assert any("ABCDEFGHIJ-12345" in row for row in rows)


@given(st.text(max_size=60), st.data(), st.sampled_from(["", "truecolor"]), st.integers(1, 90))
def test_any_text_and_any_spans_can_be_rendered(text: str, data: st.DataObject, colours: str, width: int) -> None:
    findings = []
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        sample = finding(
            "尽快", "尽快", "vague-promise", data.draw(st.text(max_size=10)), data.draw(st.text(max_size=10))
        )
        findings.append(sample._replace(span=Span(start, end), severity=data.draw(st.sampled_from(Severity))))
    one = review(text, *sorted(findings, key=lambda each: each.span))
    for form in FORMATS:
        shown = render(report(one), form, Look(width, colours)).encode("utf-8", "backslashreplace")
        if form == "json":
            json.loads(shown)


def test_every_rule_of_the_samples_is_a_rule() -> None:
    assert {each.rule for each in LONG.findings} <= set(RULES)
    assert Draft.of("x").verbatim
