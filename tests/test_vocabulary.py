"""A team's term table: what is found, what is put in its place, what is passed over, what is a fault in the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.cli.settle import choice_for
from coach.config import Config
from coach.errors import ProblemsError
from coach.model import Safety, Severity
from coach.proof import prove
from coach.review import review
from coach.rulebook.loader import Choice, load_rulebook
from coach.rulebook.rule import Rulebook
from coach.rulebook.situation import Situation
from coach.text import Draft
from tests.test_cli import Run, run  # noqa: F401  (a fixture)

TABLE = """\
vocabulary: 极光商城
severity: minor
banned:
  打款: 转账
  亲: {use: 您, why: 统一称“您”, severity: major}
  券: 优惠券
spelling:
  极光Pro: {wrong: [极光Por], also: [極光Pro]}
jargon:
  履约: 送达
required:
  极光商城: {channel: [email], also: [极光客服]}
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "terms.yaml"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def book(table: Path) -> Rulebook:
    loaded = load_rulebook(Choice((str(table),), ()))
    loaded.facts  # noqa: B018  (read while the file is there)
    return loaded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天给您打款。", [("打款", "转账")]),
        ("今天给您打 款。", [("打 款", "转账")]),
        ("亲，收到了。", [("亲", "您")]),
        ("请您亲自来取。", []),
        ("送您一张券。", [("券", "优惠券")]),
        ("送您一张优惠券。", []),
        ("极光pro到货了。", [("极光pro", "极光Pro")]),
        ("极光 Pro到货了。", [("极光 Pro", "极光Pro")]),
        ("极光Por到货了。", [("极光Por", "极光Pro")]),
        ("极光Pro到货了，極光Pro也是。", []),
        ("履约要两天。", [("履约", "送达")]),
        ("履约（也就是送达）要两天。", []),
        ("您说的“打款”我查到了。", []),  # the customer's words
        ("一切照旧。", []),
    ],
)
def test_terms(book: Rulebook, text: str, expected: list[tuple[str, str]]) -> None:
    found = review(Draft.of(text), book, Situation()).findings
    assert [(text[each.span.start : each.span.end], each.rewrites[0].text) for each in found] == expected
    for each in found:
        (rewrite,) = each.rewrites
        assert (rewrite.safety, rewrite.span, rewrite.slots) == (Safety.safe, each.span, ())
        fixed = text[: rewrite.span.start] + rewrite.text + text[rewrite.span.end :]
        assert each.rule not in {left.rule for left in review(Draft.of(fixed), book, Situation()).findings}


def test_severity_message_and_why(book: Rulebook) -> None:
    (found,) = review(Draft.of("亲，收到了。"), book, Situation()).findings
    assert (found.rule, found.severity, found.message) == ("vocabulary.banned.亲", Severity.major, "“亲”统一说成“您”")
    assert book.facts[found.rule].why == "统一称“您”"


def test_jargon_that_the_customer_used_first_is_left(book: Rulebook) -> None:
    assert not review(Draft.of("履约要两天。"), book, Situation(customer="履约要多久")).findings


@pytest.mark.parametrize(
    ("text", "channel", "missing"),
    [
        ("您的货已发出。", "email", ["没有提到“极光商城”"]),
        ("极光商城：您的货已发出。", "email", []),
        ("极光客服：您的货已发出。", "email", []),
        ("您的货已发出。", "chat", []),
    ],
)
def test_required_names(book: Rulebook, text: str, channel: str, missing: list[str]) -> None:
    found = review(Draft.of(text), book, Situation(channel=channel)).findings
    assert [each.message for each in found] == missing
    assert all(each.span.start == each.span.end == len(text) for each in found)


def test_in_a_traditional_draft_simplified_words_are_only_shown(book: Rulebook) -> None:
    (found,) = review(Draft.of("我們今天給您打款。"), book, Situation()).findings
    assert found.rewrites[0].safety is Safety.show


def test_a_phrase_with_a_banned_term_is_not_offered(table: Path) -> None:
    loaded = load_rulebook(choice_for(Config(vocabularies=(str(table),))))
    draft = Draft.of("由于仓库爆仓，系统这边一直没更新，我们也没办法。")
    offered = [text.text for each in review(draft, loaded, Situation()).findings for text in each.rewrites]
    assert offered and not any("亲，" in text for text in offered)


def test_the_table_proves_itself(table: Path) -> None:
    proof = prove(choice_for(Config(vocabularies=(str(table),))))
    assert proof.problems == ()


@pytest.mark.parametrize(
    ("whole", "broken", "message"),
    [
        (
            "jargon:\n  履约: 送达",
            "jargn:\n  履约: 送达",
            "terms.yaml:9:1: 用语表里没有“jargn”这一项，是不是“jargon”？",
        ),
        ("打款: 转账", '打款: ""', "terms.yaml:4:7: 要写明改成什么，最多 16 字"),
        ("use: 您", "usee: 您", "用语里没有“usee”这一项，是不是“use”？"),
        ("channel: [email]", "channel: [emial]", "channel不认识“emial”，是不是“email”？"),
        ("severity: minor", "severity: fatal", "severity不认识“fatal”"),
        ("券: 优惠券", "打款: 汇款", "“打款”重复了"),
    ],
)
def test_faults_are_told_at_their_place(table: Path, whole: str, broken: str, message: str) -> None:
    table.write_text(TABLE.replace(whole, broken), encoding="utf-8")
    with pytest.raises(ProblemsError) as error:
        load_rulebook(Choice((str(table),), ()))
    assert message in str(error.value)


def test_a_term_of_two_tables_is_a_fault(table: Path) -> None:
    other = table.parent / "more.yaml"
    other.write_text("vocabulary: 又一张\nbanned: {打款: 汇款}\n", encoding="utf-8")
    with pytest.raises(ProblemsError, match=r"用语“打款”已在 .*terms\.yaml:4 写过"):
        load_rulebook(Choice((str(table), str(other)), ()))


def test_the_config_names_tables(table: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    (table.parent / "coach.toml").write_text('vocabulary = ["terms.yaml"]\n', encoding="utf-8")
    monkeypatch.chdir(table.parent)
    assert "vocabulary.banned.打款" in run("check", "--text", "今天给您打款。").out
    assert "vocabulary" not in run("check", "--text", "今天给您打款。", "--ignore", "vocabulary").out
    (table.parent / "coach.toml").write_text('vocabulary = ["term.yaml"]\n', encoding="utf-8")
    told = run("check", "--text", "今天给您打款。")
    assert told.status == 2 and "coach.toml:1:15: 找不到文件“term.yaml”" in told.err
