"""`--fix` and `--diff`: safe rewrites in place, every other byte as it was, and nothing at all in doubt."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from coach.cli import main
from coach.errors import Failure
from coach.intake.library import read_bytes
from coach.intake.options import Intake
from coach.lint.corrections import Corrected, corrected
from coach.model import Finding, Review, Rewrite, Safety, Scene, Scorecard, Severity, Verdict
from coach.text import Draft, Span

OLD, NEW = "稍等", "等我两分钟"


def judge(_: Review, draft: Draft, old: str = OLD, new: str = NEW, safety: Safety = Safety.safe) -> Review:
    """A rule that finds one word and knows a better one."""
    findings, start = [], draft.text.find(old)
    while start >= 0:
        span = Span(start, start + len(old))
        findings.append(Finding("team-wait", Severity.major, span, "", (Rewrite(span, new, (), safety, None),)))
        start = draft.text.find(old, span.end)
    return Review(draft, tuple(findings), (), (), Scorecard(Verdict.ready, {}), Scene("general", "通用", True))


def fixed(data: bytes, name: str, **how: object) -> Corrected | Failure | None:
    entries = [one for one in read_bytes(name, data, Intake()) if isinstance(one, Draft)]
    reviews = [judge(None, entry, **how) for entry in entries]  # type: ignore[arg-type]
    return corrected(data, reviews, Intake(), lambda review, draft: judge(review, draft, **how))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "您好，请稍等。\r\n\r\n请稍等，稍等一下。\r\n\tx  "),
        ("a.md", "# 甲\n\n请稍等。  \n<!-- 稍等 -->\n\n```\n稍等\n```\n"),
        ("a.csv", '快捷短语编码,快捷短语,快捷短语分组\nfh,"亲，""稍等""哦,\n好",物流\r\nth , 稍等 ,\n'),
        ("a.tsv", "标题\t内容\n甲\t请稍等\n"),
        ("a.json", '[ {"id":1 , "short_code":"tk","account_id":1,\t"content":"您好\\n稍等\\u3002😀"} ]\n'),
        ("a.jsonl", '{"content": "稍等", "x": 1.0}\r\n{"content": "好"}\r\n'),
        ("a.yaml", "# 注\n- 请稍等  # 尾\n- '稍等''好'\n- |\n  稍等\n  好\n"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"])
def test_only_the_words_change(name: str, text: str, encoding: str) -> None:
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    if encoding == "gb18030":
        text = text.replace("😀", "")
    data = marks.get(encoding, b"") + text.encode(encoding)
    result = fixed(data, name)
    assert isinstance(result, Corrected)
    shown = [entry.text for entry in read_bytes(name, data, Intake()) if isinstance(entry, Draft)]
    assert result.gone == sum(words.count(OLD) for words in shown)
    expected = text.replace(OLD, NEW)
    for kept in ("<!-- 稍等 -->",):  # a comment is no reply
        expected = expected.replace(kept.replace(OLD, NEW), kept)
    assert result.data == marks.get(encoding, b"") + expected.encode(encoding)


@pytest.mark.parametrize(
    ("name", "text", "new"),
    [
        ("a.csv", "内容\n请稍等\n", "等我,好"),  # would be two cells
        ("a.csv", "内容\n请稍等\n", '等"我"'),
        ("a.json", '[{"content":"请稍等"}]', "等\\我"),
        ("a.yaml", "- 请稍等\n", "等我: 好"),
        ("a.json", '[{"content":"请\\u7a0d等"}]', NEW),  # the words stand escaped
        ("a.json", '[{"content_html":"<p>请稍&#31561;</p>","title":"甲"}]', NEW),
    ],
)
def test_what_would_need_an_escape_is_only_proposed(name: str, text: str, new: str) -> None:
    assert fixed(text.encode(), name, new=new) is None


@pytest.mark.parametrize(
    "how",
    [
        {"safety": Safety.fill},
        {"safety": Safety.show},
        {"new": "稍等稍等"},  # finds itself again
        {"old": "稍等3天", "new": "等几天"},  # loses a figure
        {"old": "稍等{{name}}", "new": "等我"},  # loses a variable
    ],
)
def test_what_cannot_be_trusted_is_only_proposed(how: dict[str, object]) -> None:
    assert fixed("请稍等3天，请稍等{{name}}".encode(), "a.txt", **how) is None


def test_bytes_that_would_not_come_out_as_they_went_in_are_left() -> None:
    data = "请稍等".encode("utf-7")
    entries = [one for one in read_bytes("a.txt", data, Intake(encoding="utf-7")) if isinstance(one, Draft)]
    odd = data.replace(b"-", b"") if b"-" in data else data + b"+AGE-"
    result = corrected(odd, [judge(None, entry) for entry in entries], Intake(encoding="utf-7"), judge)  # type: ignore[arg-type]
    assert isinstance(result, Failure)


def test_a_file_that_changed_meanwhile_is_left() -> None:
    reviews = [judge(None, entry) for entry in read_bytes("a.txt", "请稍等".encode(), Intake())]  # type: ignore[arg-type]
    assert isinstance(corrected("请您稍等".encode(), reviews, Intake(), judge), Failure)


PACK = """\
pack: team
title: 自家
rules:
  - id: team-wait
    title: 稍等
    severity: major
    axis: 回应
    scope: sentence
    when: {phrases: [稍安勿躁]}
    message: “<原文>”像在训人。
    why: 客户会更急。
    rewrites: [team.wait]
    examples:
      flag: ["〔稍安勿躁〕", "请〔稍安勿躁〕。"]
      pass: [好的, 马上来]
"""
BOOK = """\
book: team
title: 自家
phrases:
  - {id: team.wait.1, topic: team.wait, scene: general, tone: 亲切, region: zh-CN, authority: 一线, text: 我这就去问}
"""


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a rule whose rewrite is safe wherever the sentence is nothing but what was found."""
    monkeypatch.chdir(tmp_path)
    for folder, name, text in (("rules", "team.yaml", PACK), ("phrases", "team.yaml", BOOK)):
        Path(folder).mkdir()
        Path(folder, name).write_text(text, encoding="utf-8")
    config = 'rules = ["rules"]\nphrasebooks = ["phrases"]\nselect = ["team"]\nexclude = ["rules", "phrases"]\n'
    Path("coach.toml").write_text(config, encoding="utf-8")
    Path("库.csv").write_bytes("内容\r\n稍安勿躁\r\n请稍安勿躁，好吗\r\n".encode("gb18030"))
    return tmp_path


def test_fix_writes_and_then_reports_what_is_left(team: Path, capfd: pytest.CaptureFixture[str]) -> None:
    os.chmod("库.csv", 0o640)
    code = main(["lint", "--fix"])
    out, err = capfd.readouterr()
    assert Path("库.csv").read_bytes() == "内容\r\n我这就去问\r\n请稍安勿躁，好吗\r\n".encode("gb18030")
    assert code == 1 and out.startswith("库.csv:3:2: 重要 team-wait") and "改好 1 处，在 1 个文件里" in err
    assert os.stat("库.csv").st_mode & 0o777 == 0o640
    assert sorted(path.name for path in team.iterdir()) == ["coach.toml", "phrases", "rules", "库.csv"]


def test_diff_writes_nothing(team: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = Path("库.csv").read_bytes()
    assert main(["lint", "--diff"]) == 1
    out = capfd.readouterr().out
    assert "-稍安勿躁\n+我这就去问\n" in out and Path("库.csv").read_bytes() == before


def test_fix_says_that_workbooks_are_left(team: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (("标题", "内容"), ("甲", "稍安勿躁")):
        book.active.append(row)  # type: ignore[union-attr]
    book.save("库.xlsx")
    before = Path("库.xlsx").read_bytes()
    main(["lint", "--fix"])
    assert "表格文件不会自动改写" in capfd.readouterr().err and Path("库.xlsx").read_bytes() == before


def test_fix_of_a_file_that_may_not_be_written(team: Path, capfd: pytest.CaptureFixture[str]) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everything")
    os.chmod("库.csv", 0o440)
    assert main(["lint", "--fix"]) == 2
    assert "没有写入权限" in capfd.readouterr().err


def test_standard_input_is_not_fixed(team: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--fix", "-"]) == 2
