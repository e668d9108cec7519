"""The formats of CI and editors: against their schemas, with texts that try to break out of each of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coach.errors import Failure
from coach.model import Report, Rewrite, Safety, Severity
from coach.report import FORMATS, Look, github, markdown, render, sarif
from coach.report.fingerprint import listed
from coach.report.place import path_of, takes
from coach.report.visible import visible
from coach.text import Draft, Source, Span
from tests.samples import CLEAN, RULES, at, finding, report, review

SCHEMAS = Path(__file__).parent / "schemas"
NASTY = (
    "😀“您好”100% %0A ::error::x\n"
    "  ::add-mask::客户\n"
    "##[stop-commands]t ##vso[task.logissue]y a,b:c\r\n"
    "]]> <script>alert(1)</script> <!-- | \\| `a` ``b`` @octocat #12 GH-3 :smile: www.x.cn\r"
    "[点](http://x) **粗** ~~删~~ $x$ &amp; {0} </code></pre> \x00\x07\x1b[31m\u202e\ud83d\ufffe\x85 我们会尽快处理。"
)
PATH = "话术 库/::售后,100%.txt"
FAILURE = Failure("坏 的/::图%.png", "不像文字")
OTHERS = [name for name in FORMATS if name != "github"]


def nasty(name: str = PATH) -> Report:
    safe = Rewrite(at(NASTY, "尽快处理"), f"今天给您回复{NASTY}", (), Safety.safe, None)
    found = (
        finding(NASTY, NASTY[:-1], "insult-threat", f"“{NASTY}”不妥", NASTY),
        finding(NASTY, "尽快处理", "vague-promise", "没有给出时间")._replace(rewrites=(safe, safe)),
        finding(NASTY, "@octocat", "opaque-wait", "@octocat 说 #12，https://x.cn/a 和 GH-3 还有 :smile:"),
        finding(NASTY, "", "missing-closing-care", "结尾没有问候"),
    )
    one = review(NASTY, *found, name=name)
    return report(replace(one, draft=replace(one.draft, entry="tk|<b>::x")), CLEAN, failures=(FAILURE,))


def documents(name: str, sample: Report) -> Any:
    text = render(sample, name, Look())
    return [json.loads(line) for line in text.splitlines()] if name == "rdjsonl" else json.loads(text)


def schema_of(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def lines_of(text: str) -> list[str]:
    return re.split("\r\n|\n|\r", text)


# -- all formats -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OTHERS)
def test_no_line_is_a_command_of_a_ci_runner(name: str) -> None:
    """As GitHub's runner reads: `::` after leading space, or `##[` anywhere; Azure seeks `##vso[`."""
    for sample in (nasty(), nasty("::error::a.txt"), nasty(" ::error::a.txt"), nasty("##[error]a.txt")):
        text = render(sample, name, Look(width=30))
        assert [line for line in text.splitlines() if line.strip().startswith("::")] == []
        assert re.findall(r"##\w*\[", text) == []


@pytest.mark.parametrize("name", OTHERS)
def test_the_runner_takes_no_command_from_a_coloured_view(name: str) -> None:
    text = render(nasty(), name, Look(30, "truecolor"))
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert "##[" not in text and [line for line in text.splitlines() if line.strip().startswith("::")] == []
    assert name != "full" or "尽快" in plain


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("json", "jsonl")])
def test_every_text_is_utf8(name: str) -> None:
    render(nasty(), name, Look()).encode("utf-8")


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("full", "concise")])
def test_what_could_not_be_judged_is_in_every_format(name: str) -> None:
    assert "不像文字" in render(report(CLEAN, failures=(FAILURE,)), name, Look())
    assert "不像文字" not in render(report(CLEAN), name, Look())


@pytest.mark.parametrize("name", list(FORMATS))
def test_waived_findings_are_left_out_but_where_the_format_can_say_so(name: str) -> None:
    text = "我们会尽快处理"
    waived = finding(text, "尽快处理", "vague-promise", "没有给出时间")
    sample = report(replace(review(text), waived=(waived,)))
    assert ("没有给出时间" in render(sample, name, Look())) == (name in ("json", "jsonl", "sarif"))


@given(st.text(max_size=40), st.text(max_size=10), st.data())
def test_any_text_keeps_every_format_whole(text: str, said: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    found = finding("尽快", "尽快", "vague-promise", said, said)._replace(span=span)
    sample = report(review(text, found, name="a.txt"))
    for name in OTHERS:
        written = render(sample, name, Look()).encode("utf-8", "backslashreplace").decode()
        if "json" in name or name in ("sarif", "gitlab"):
            [json.loads(line) for line in (written.split("\n")[:-1] if name.endswith("l") else [written])]
        elif name in ("junit", "checkstyle"):
            ElementTree.fromstring(written)
    assert len(render(sample, "github", Look()).splitlines()) == 2


# -- columns: the table of units ---------------------------------------------------------------------------------------


COLUMNS: dict[str, tuple[Callable[[Any], Any], Any]] = {
    "json": (lambda d: [d["reviews"][0]["findings"][0]["location"][key] for key in ("column", "end_column")], [5, 7]),
    "sarif": (
        lambda d: [
            d["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"][key]
            for key in ("startColumn", "endColumn")
        ],
        [5, 7],
    ),
    "rdjson": (
        lambda d: [d["diagnostics"][0]["location"]["range"][key]["column"] for key in ("start", "end")],
        [14, 20],
    ),
    "rdjsonl": (lambda d: [d[0]["location"]["range"][key]["column"] for key in ("start", "end")], [14, 20]),
}


@pytest.mark.parametrize("name", list(COLUMNS))
def test_columns_of_an_emoji(name: str) -> None:
    text = "😀我们会尽快处理"
    read, columns = COLUMNS[name]
    sample = report(review(text, finding(text, "尽快", "vague-promise", "说"), name="a.txt"))
    assert read(documents(name, sample)) == columns


@pytest.mark.parametrize(
    ("name", "part"),
    [("github", ",line=1,endLine=1,col=5,endColumn=7,"), ("checkstyle", 'line="1" column="5"'), ("concise", ":1:5: ")],
)
def test_columns_of_an_emoji_in_text(name: str, part: str) -> None:
    text = "😀我们会尽快处理"
    assert part in render(
        report(review(text, finding(text, "尽快", "vague-promise", "说"), name="a.txt")), name, Look()
    )


# -- SARIF -------------------------------------------------------------------------------------------------------------


def run_of(sample: Report) -> Any:
    document = documents("sarif", sample)
    schema = schema_of("sarif-2.1.0.json")
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(document)
    (run,) = document["runs"]
    return run


def test_sarif_points_at_the_words() -> None:
    run = run_of(nasty())
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is False
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["level"] == "error" and "不像文字" in note["message"]["text"]
    (result,) = [each for each in run["results"] if each["ruleId"] == "vague-promise"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "vague-promise"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {
        "uri": "%E8%AF%9D%E6%9C%AF%20%E5%BA%93/%3A%3A%E5%94%AE%E5%90%8E%2C100%25.txt",
        "uriBaseId": "%SRCROOT%",
    }
    region = place["region"]
    line = lines_of(NASTY)[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "尽快处理"
    assert list(result["partialFingerprints"]) == ["coachFinding/v1"]
    assert len(result["fixes"]) == 1  # one for each alternative, and the sample says the same twice
    (missing,) = [each for each in run["results"] if each["ruleId"] == "missing-closing-care"]
    region = missing["locations"][0]["physicalLocation"]["region"]
    assert region["startColumn"] == region["endColumn"]


def test_sarif_links_nothing() -> None:
    run = run_of(nasty())
    for result in run["results"]:
        assert "](" not in result["message"]["text"]


def test_sarif_of_a_clean_run() -> None:
    run = run_of(report(CLEAN))
    assert (run["results"], run["invocations"][0]["executionSuccessful"]) == ([], True)


def test_sarif_suppresses_what_is_waived() -> None:
    text = "我们会尽快处理"
    sample = report(replace(review(text), waived=(finding(text, "尽快处理", "vague-promise", "没说时间"),)))
    (result,) = run_of(sample)["results"]
    assert result["suppressions"] == [{"kind": "external"}]


def test_sarif_keeps_the_gravest_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    run = run_of(nasty())
    assert {each["level"] for each in run["results"]} == {"error", "warning"}
    assert "另有 1 处没有列出" in run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]


def test_a_rule_nobody_described_is_valid_too() -> None:
    sample = nasty()
    run = run_of(Report(sample.reviews, (), {}))
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {each["ruleId"] for each in run["results"]}


@pytest.mark.parametrize(
    ("name", "uri"), [("/elsewhere/话.txt", "file:///elsewhere/%E8%AF%9D.txt"), ("D:/a b", "file:///D%3A/a%20b")]
)
def test_a_file_outside_the_working_folder_has_a_whole_address(name: str, uri: str) -> None:
    text = "我们会尽快处理"
    sample = report(review(text, finding(text, "尽快处理", "vague-promise", "说"), name=name))
    (result,) = run_of(sample)["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


# -- GitHub ------------------------------------------------------------------------------------------------------------


def command_of(line: str) -> tuple[str, dict[str, str], str]:
    """Read a line as GitHub's runner does."""
    found = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert found, line
    properties = dict(pair.split("=", 1) for pair in found[2].split(","))

    def plain(text: str) -> str:
        for code in ("%0D", "%0A", "%3A", "%2C", "%25"):
            text = text.replace(code, chr(int(code[1:], 16)))
        return text

    return found[1], {key: plain(value) for key, value in properties.items()}, plain(found[3])


def test_github_reads_back_what_was_meant() -> None:
    *lines, total = render(nasty(), "github", Look()).splitlines()
    commands = [command_of(line) for line in lines]
    assert [name for name, _, _ in commands] == ["error", "error", "error", "warning", "notice"]
    assert commands[0][1]["file"] == FAILURE.source and "不像文字" in commands[0][2]
    assert commands[1][1]["file"] == PATH
    assert "col" not in commands[1][1] and commands[1][1]["endLine"] == "5"  # over lines: no columns
    assert "致命" in commands[1][1]["title"]
    assert visible(NASTY)[:20] in commands[1][2]
    assert "endColumn" not in commands[4][1]
    assert total.startswith("reply-coach：") and "GitHub" not in total


def test_github_says_that_more_are_dropped() -> None:
    text = "尽快处理。" * 12
    spans = [Span(start, start + 4) for start in range(0, len(text), 5)]
    found = [finding(text, "尽快处理", "vague-promise", "说")._replace(span=span) for span in spans]
    written = render(report(review(text, *found, name="a.txt")), "github", Look())
    assert written.count("::error ") == 12 and f"只显示 {github.MOST_SHOWN} 条" in written.splitlines()[-1]


def test_github_names_no_file_for_standard_input() -> None:
    text = "我们会尽快处理"
    sample = report(review(text, finding(text, "尽快处理", "vague-promise", "说"), name="<标准输入>"))
    assert render(sample, "github", Look()).startswith("::error title=")


# -- GitLab ------------------------------------------------------------------------------------------------------------


def test_gitlab() -> None:
    items = documents("gitlab", nasty())
    jsonschema.validate(items, schema_of("gitlab-code-quality.schema.json"))
    assert len({item["fingerprint"] for item in items}) == len(items) == 5
    assert [item["severity"] for item in items] == ["blocker", "blocker", "minor", "major", "info"]
    assert {item["location"]["path"] for item in items} == {PATH, FAILURE.source}
    assert all(item["check_name"] in item["description"] for item in items[1:])
    assert not any(character in item["description"] for item in items for character in "\0\ud83d\n")


def test_gitlab_of_a_clean_run_is_an_empty_list() -> None:
    assert render(report(CLEAN), "gitlab", Look()) == "[]\n"


# -- JUnit and Checkstyle ----------------------------------------------------------------------------------------------


def xml_of(name: str, schema: str, sample: Report, look: Look = Look()) -> ElementTree.Element:  # noqa: B008
    text = render(sample, name, look)
    xmlschema.XMLSchema(str(SCHEMAS / schema)).validate(text)
    return ElementTree.fromstring(text)


def test_junit() -> None:
    root = xml_of("junit", "junit-10.xsd", nasty())
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "1", "1")
    cases = [(case.get("classname"), case.get("name"), [child.tag for child in case]) for case in root.iter("testcase")]
    assert cases == [
        (FAILURE.source, "没能批阅", ["error"]),
        (PATH, "tk|<b>::x", ["failure"]),
        ("ok.txt", "全文", []),
    ]
    (failure,) = root.iter("failure")
    assert failure.get("type") == "insult-threat" and "]]>" in (failure.text or "")


def test_junit_keeps_cases_of_one_name_apart() -> None:
    text = "我们会尽快处理\n\n好的"
    source = Source("话.csv", text)
    drafts = [Draft(source, text[:7], Span(0, 7), "tk"), Draft(source, "好的", Span(9, 11), "tk")]
    drafts += [Draft(source, "好", Span(9, 10), "tk")]
    reviews = [replace(review(each.text), draft=each) for each in drafts]
    root = xml_of("junit", "junit-10.xsd", report(*reviews))
    assert [case.get("name") for case in root.iter("testcase")] == ["tk", "tk（第 3 行）", "tk（第 3 行） #2"]


@pytest.mark.parametrize(
    ("fail_on", "failed"),
    [(Severity.fatal, False), (Severity.major, True), (Severity.hint, True), (None, False)],
)
def test_junit_fails_what_the_run_fails(fail_on: Severity | None, failed: bool) -> None:
    text = "我们会尽快处理"
    sample = report(review(text, finding(text, "尽快处理", "vague-promise", "没说时间")))
    root = xml_of("junit", "junit-10.xsd", sample, Look(fail_on=fail_on))
    assert (root.get("failures") == "1") == failed
    assert "没说时间" in "".join(root.itertext())


def test_checkstyle() -> None:
    root = xml_of("checkstyle", "checkstyle-report.xsd", nasty())
    assert [file.get("name") for file in root] == [FAILURE.source, PATH, "ok.txt"]
    assert [error.get("source") for error in root.iter("error")] == [
        "coach.failure",
        "coach.insult-threat",
        "coach.vague-promise",
        "coach.opaque-wait",
        "coach.missing-closing-care",
    ]


# -- reviewdog ---------------------------------------------------------------------------------------------------------


def test_rdjson_points_at_the_bytes() -> None:
    schema = schema_of("rdjson.schema.json")
    document = documents("rdjson", nasty())
    jsonschema.validate(document, schema)
    lines = documents("rdjsonl", nasty())
    for line in lines:
        jsonschema.validate(line, {"$ref": "#/$defs/Diagnostic", "$defs": schema["$defs"]})
    assert document["diagnostics"] == lines
    (found,) = [each for each in lines if each["code"]["value"] == "vague-promise"]
    for place in (found["location"]["range"], *(each["range"] for each in found["suggestions"])):
        line = lines_of(NASTY)[place["start"]["line"] - 1].encode("utf-8", "surrogatepass")
        assert line[place["start"]["column"] - 1 : place["end"]["column"] - 1].decode() == "尽快处理"


def test_rdjsonl_of_a_clean_run_is_empty() -> None:
    assert render(report(CLEAN), "rdjsonl", Look()) == ""


# -- what a program may put in -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "encoding", "verbatim", "words", "may"),
    [
        ({}, "utf-8", True, "今天\n18:00 前", True),
        ({"product": "markdown"}, "utf-8", True, "今天，18:00", True),
        ({"product": "csv"}, "utf-8", True, "今天18点前给您答复", True),
        ({"product": "csv"}, "utf-8", True, "今天, 18 点", False),
        ({"product": "zendesk"}, "utf-8", True, '说"好"', False),
        ({"product": "json"}, "utf-8", True, "一\n二", False),
        ({"product": "xlsx", "cell": "表!B2"}, "utf-8", True, "今天", False),
        ({}, "gb18030", True, "今天", False),
        ({}, "utf-8", False, "今天", False),
    ],
)
def test_words_are_put_only_where_they_do_no_harm(
    fields: dict[str, str], encoding: str, verbatim: bool, words: str, may: bool
) -> None:
    text = "我们会尽快处理"
    source = Source("a", text if verbatim else "我们会\\u5c3d快处理", encoding)
    draft = Draft(source, text, Span(0, len(source.text)), fields=fields)
    assert takes(draft, at(text, "尽快"), words) is may


def test_a_cell_of_a_spreadsheet_has_no_line() -> None:
    text = "我们会尽快处理"
    one = review(text, finding(text, "尽快处理", "vague-promise", "没说时间", "今天给您"), name="话术.xlsx")
    sample = report(replace(one, draft=replace(one.draft, entry="售后!B3", fields={"cell": "售后!B3"})))
    place = run_of(sample)["results"][0]["locations"][0]
    assert "region" not in place["physicalLocation"] and place["logicalLocations"][0]["name"] == "售后!B3"
    assert render(sample, "concise", Look()).startswith("话术.xlsx:售后!B3: 重要 vague-promise 「尽快处理」")
    for name in ("github", "gitlab", "junit", "checkstyle", "rdjson", "rdjsonl", "html", "markdown"):
        assert "售后!B3" in render(sample, name, Look())


# -- Markdown ----------------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Tags, attributes and words of a page, and whether its tags are in balance."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append((self.open[-1] if self.open else "", data))

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)


def test_markdown_is_a_table_that_nothing_breaks() -> None:
    page = Page(MarkdownIt("commonmark", {"html": True}).enable("table").render(render(nasty(), "markdown", Look())))
    assert {tag for tag, _ in page.tags} == set("h3 p table thead tbody tr th td code br strong".split())
    assert not page.open
    assert page.count("td") == 2 + 4 * 5
    codes = [words for tag, words in page.words if tag == "code"]
    assert "tk|<b>::x" in "".join(codes) and "@octocat" in "".join(codes)
    prose = "".join(words for tag, words in page.words if tag != "code")
    assert not re.search(r"[@#]\w|GH-\d|://|:smile:|www\.", prose, re.ASCII)
    assert "octocat 说" in prose


def test_markdown_keeps_the_gravest_first_and_within_a_comment() -> None:
    text = "尽快处理。" * 3000
    spans = [Span(start, start + 4) for start in range(0, len(text), 5)]
    found = [finding(text, "尽快处理", "vague-promise", "没有说时间")._replace(span=span) for span in spans]
    found[-1] = found[-1]._replace(severity=Severity.fatal)
    written = render(report(review(text, *found, name="a.txt")), "markdown", Look())
    rows = [line for line in written.splitlines() if line.startswith("| 致命") or line.startswith("| 重要")]
    assert len(written) < 65_536 and rows[0].startswith("| 致命")
    assert f"另有 {3000 - len(rows)} 处" in written and len(rows) > 100


def test_markdown_of_failures_only_is_cut_too() -> None:
    failures = tuple(Failure(f"坏{number}.txt", "不像文字") for number in range(5000))
    written = render(Report((), failures, {}), "markdown", Look())
    assert len(written) < markdown.MOST_CHARACTERS + 500
    rows = written.count("| 不像文字 |")
    assert f"另有 {5000 - rows} 份没能批阅的没有列出" in written and "没有要改的地方" not in written


# -- HTML --------------------------------------------------------------------------------------------------------------


def test_html_is_whole_and_loads_nothing() -> None:
    written = render(nasty(), "html", Look())
    page = Page(written)
    assert not page.open
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & {tag for tag, _ in page.tags}
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert "url(" not in written and "@import" not in written and "prefers-color-scheme: dark" in written
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {(attributes["href"] or "").removeprefix("#") for tag, attributes in page.tags if tag == "a"}
    assert targets <= set(ids) and len(targets) == 4
    marked = "".join(words for tag, words in page.words if tag == "mark")
    assert marked == "".join(map(visible, lines_of(NASTY[:-1])))
    assert "alert(1)" in marked


def test_html_can_be_filtered_by_severity() -> None:
    page = Page(render(nasty(), "html", Look()))
    picks = {attributes["id"] for tag, attributes in page.tags if tag == "input"}
    assert picks == {"pick-fatal", "pick-major", "pick-minor", "pick-hint", "pick-clean"}
    assert {attributes["for"] for tag, attributes in page.tags if tag == "label"} == picks
    classes = [attributes["class"] for tag, attributes in page.tags if tag == "article"]
    assert classes == ["has-hint has-minor has-major has-fatal", "is-clean"]


def test_html_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from coach.report import html

    monkeypatch.setattr(html, "MOST_FLAGGED", 1)
    monkeypatch.setattr(html, "MOST_FINDINGS", 2)
    monkeypatch.setattr(html, "MOST_CLEAN", 1)
    mild = review("好", finding("好", "好", "opaque-wait", "说"), name="b.txt")
    written = render(report(mild, *nasty().reviews, CLEAN), "html", Look())
    assert "另有 2 条没有列出" in written and "另有 2 处没有列出" in written and "b.txt" not in written


# -- fingerprints ------------------------------------------------------------------------------------------------------


def prints(*reviews: Any) -> list[str]:
    return [each.fingerprint for each in listed(reviews)]


def test_a_fingerprint_survives_edits_elsewhere_and_other_glyphs() -> None:
    text, moved, traditional = "我们会尽快处理。", "您好！\n好的。我们会尽快处理。", "我們會尽 快處理。"
    one = prints(review(text, finding(text, "尽快处理", "vague-promise", "说"), name="a.txt"))
    other = prints(review(moved, finding(moved, "尽快处理", "vague-promise", "别的话"), name="./a.txt"))
    third = prints(review(traditional, finding(traditional, "尽 快處理", "vague-promise", "说"), name="a.txt"))
    assert one == other == third and re.fullmatch("[0-9a-f]{16}", one[0])


def test_a_fingerprint_tells_rule_file_entry_words_and_repetition_apart() -> None:
    text = "尽快，尽快，马上"
    found = [
        finding(text, "尽快", "vague-promise", "说"),
        finding(text, "尽快", "vague-promise", "说")._replace(span=Span(3, 5)),
        finding(text, "马上", "vague-promise", "说"),
        finding(text, "马上", "opaque-wait", "说"),
    ]
    one = review(text, *found, name="a.txt")
    entry = replace(one, draft=replace(one.draft, entry="tk"))
    other = replace(one, draft=replace(one.draft, source=Source("b.txt", text)))
    assert len(set(prints(one, entry, other, one))) == 16


def test_waiving_changes_no_fingerprint() -> None:
    text = "尽快，尽快"
    first = finding(text, "尽快", "vague-promise", "说")
    second = first._replace(span=Span(3, 5))
    before = prints(review(text, first, second, name="a.txt"))
    after = list(listed([replace(review(text, second, name="a.txt"), waived=(first,))]))
    assert [each.fingerprint for each in after] == before
    assert [each.waived for each in after] == [True, False]


def test_a_path_is_the_same_however_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert {path_of(name) for name in ("话/a.txt", "./话/a.txt", f"{tmp_path}/话/a.txt")} == {"话/a.txt"}
    assert path_of("/elsewhere/a.txt") == "/elsewhere/a.txt"
    assert path_of("<标准输入>") == "<标准输入>"


def test_every_rule_of_the_nasty_sample_is_described() -> None:
    assert {each.rule for each in nasty().reviews[0].findings} <= set(RULES)
