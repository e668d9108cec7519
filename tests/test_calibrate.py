"""Calibration: the tables are right, doubt is left out, faults in the file are told, nothing of a reply leaks unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.calibrate import Agreement, calibrate, wilson
from coach.errors import Failure
from coach.intake.labelled import Labelled, read_labelled
from tests.rulebooks import packaged
from tests.test_cli import Run, run  # noqa: F401  (a fixture)

ROWS = [
    {"id": "a", "customer": "", "reply": "我们会尽快处理。", "labels": [{"family": "vague-promise", "span": "尽快处理"}]},
    {"id": "b", "reply": "我们会尽快处理您的退款。", "labels": []},
    {"id": "c", "reply": "今天18点前给您答复。", "labels": ["vague-promise"]},
    {"id": "d", "reply": "这款是纯棉的。", "labels": [], "source": "另存"},
    {"id": "e", "reply": "我们会第一时间核实。", "labels": [], "doubt": ["vague-promise"]},
]  # fmt: skip


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    path = tmp_path / "标注.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS) + "\n\n", encoding="utf-8")
    return path


def rows(path: Path) -> list[Labelled]:
    return [row for row in read_labelled(str(path)) if isinstance(row, Labelled)]


def test_the_table_of_a_family(labelled: Path) -> None:
    found = calibrate(rows(labelled), packaged())
    assert found.families["vague-promise"] == Agreement(both=1, coach_only=1, people_only=1, neither=1)
    assert found.rows == 5 and (found.clean_rows, found.clean_hit) == (2, 1)
    assert [(each.row.id, each.row.line, bool(each.rule)) for each in found.confusions["vague-promise"]] == [
        ("b", 2, True),
        ("c", 3, False),
    ]
    assert "blame-customer" in found.silent and not found.unknown


@pytest.mark.parametrize(
    ("table", "precision", "recall", "f1", "kappa"),
    [
        (Agreement(20, 5, 10, 15), 0.8, 20 / 30, 40 / 55, 0.4),  # the textbook's example of κ
        (Agreement(0, 0, 4, 6), None, 0.0, 0.0, 0.0),
        (Agreement(0, 0, 0, 6), None, None, None, None),
        (Agreement(5, 0, 0, 5), 1.0, 1.0, 1.0, 1.0),
    ],
)
def test_figures(table: Agreement, precision: float, recall: float, f1: float, kappa: float) -> None:
    found = (table.precision.share, table.recall.share, table.f1, table.kappa)
    assert found == pytest.approx((precision, recall, f1, kappa))


def test_wilson_is_the_published_interval() -> None:
    assert wilson(81, 263)[1:] == pytest.approx((0.2553, 0.3662), abs=1e-4)  # Newcombe 1998, method 3
    assert wilson(0, 10)[1:] == pytest.approx((0.0, 0.2775), abs=1e-4)


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_wilson_holds_its_share(pair: tuple[int, int]) -> None:
    share, low, high = wilson(*pair)
    assert share is not None and low is not None and high is not None
    assert 0 <= low <= share <= high <= 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "这一行不是 JSON"),
        ("[" * 5000, "这一行不是 JSON"),
        ('{"customer": "甲"}', "这一行没有 reply（客服的回复）"),
        ('{"reply": "甲", "labels": "vague-promise"}', "labels 和 doubt 应当是列表"),
        ('{"reply": "甲", "labels": [{"span": "乙"}]}', "labels 里每一项应当是规则族，或有 family 的对象"),
    ],
)
def test_a_line_that_is_no_row_is_a_failure_and_the_rest_is_read(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"reply": "好"}}\n{line}\n{{"reply": "行"}}\n', encoding="utf-8")
    read = list(read_labelled(str(path)))
    assert read[1] == Failure(f"{path}:2", message)
    assert [row.id for row in read if isinstance(row, Labelled)] == ["1", "3"]


@pytest.fixture
def calibrated(run: Run) -> Run:  # noqa: F811
    """Run `coach calibrate` without any config."""
    return lambda *arguments: run("calibrate", "--isolated", *arguments)


def test_exit_codes(labelled: Path, tmp_path: Path, calibrated: Run) -> None:
    path = str(labelled)
    assert calibrated(path).status == 0
    assert calibrated(path, "--min-precision", "0.5", "--min-recall", "0.5").status == 0
    low = calibrated(path, "--min-precision", "0.9", "--min-positives", "1")
    assert low.status == 1 and "vague-promise 的精确率 0.50 低于 0.90" in low.err
    assert calibrated(str(tmp_path / "没有.jsonl")).status == 2
    (tmp_path / "坏.jsonl").write_text('{"reply": "好", "scene": "complain"}\n', encoding="utf-8")
    wrong = calibrated(str(tmp_path / "坏.jsonl"))
    assert wrong.status == 2 and "坏.jsonl:1：scene 不认识“complain”，是不是“complaint”？" in wrong.err


def test_words_of_replies_come_only_when_asked(labelled: Path, calibrated: Run) -> None:
    for form in ("table", "json"):
        quiet = calibrated(str(labelled), "--output-format", form)
        assert "您的退款" not in quiet.out + quiet.err and "b" in quiet.out
        assert "您的退款" in calibrated(str(labelled), "--output-format", form, "--show").out


def test_a_label_that_names_no_family_is_told(tmp_path: Path, calibrated: Run) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"reply": "我们会尽快处理。", "labels": ["vage-promise"]}\n', encoding="utf-8")
    assert "标注里的“vage-promise”不是开着的规则族，是不是“vague-promise”？" in calibrated(str(path)).err


def test_families_may_be_named(labelled: Path, calibrated: Run) -> None:
    data = json.loads(
        calibrated(str(labelled), "--families", "vague-promise,flat-refusal", "--output-format", "json").out
    )
    assert list(data["families"]) == ["vague-promise", "flat-refusal"]
    assert data["micro"]["coach_only"] == 1 and data["families"]["flat-refusal"]["neither"] == 5
