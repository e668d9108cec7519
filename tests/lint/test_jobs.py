"""Reviews are the same however they are come by: here, in processes, or kept; and no kept byte holds a draft's words."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import Failure
from coach.lint import jobs as under_way
from coach.lint.cache import FILE, Cache, kept_pairs
from coach.lint.jobs import Manner, Reviewing, _rulebook, _wordless, usable_jobs
from coach.lint.near import near_pairs
from coach.lint.wordless import WordsError, hide, show
from coach.model import Review
from coach.review import review_many
from coach.rulebook.loader import default_choice
from coach.rulebook.situation import Situation
from coach.text import Draft

TEXTS = (
    "您好，我们会尽快处理您的问题，请您耐心等待。",
    "您好王女士，订单TB20240603118的退款58.00元已提交，我们会尽快处理。",
    "由于仓库爆仓，您 6 月 3 日下的订单还没有发出，我们也没办法。\n我们会尽快\n处理，请您耐心等待。感谢您的理解与支持！",
    "親，我們會儘快處理您的問題，請耐心等候。",
    "亲，今天18点前发出，单号发出后马上给您。",
    "根据公司规定，超过 7 天不能退款。",
    "好",
    "\ue000 1,2,0\ue001 我们会尽快处理\ue000",
)
MANNER = Manner(default_choice(), Situation())


def drafts(count: int = len(TEXTS)) -> list[Draft]:
    return [
        Draft.of(TEXTS[number % len(TEXTS)] + "。" * (number // len(TEXTS)), f"{number}.txt") for number in range(count)
    ]


def reviewed(
    of: list[Draft], jobs: int | None, kept: Cache | None, manners: list[Manner] | None = None
) -> list[Review | Failure]:
    with Reviewing(of, manners or [MANNER] * len(of), jobs, kept) as reviewing:
        return list(reviewing.results(lambda done: None))


@pytest.fixture
def cold(tmp_path: Path) -> Iterator[Cache]:
    with Cache(str(tmp_path / "cache")) as cache:
        yield cache


def test_reviews_are_the_same_in_processes_and_kept(cold: Cache) -> None:
    of = drafts(900)
    plain = [one for one in review_many(of, _rulebook(MANNER.choice), MANNER.situation)]
    assert any(one.findings for one in plain)
    assert reviewed(of, 1, None) == plain
    assert reviewed(of, 2, None) == plain
    assert reviewed(of, 2, cold) == plain
    assert reviewed(of, 1, cold) == plain


def test_what_is_kept_is_not_judged_again(cold: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    of = drafts()
    first = reviewed(of, 1, cold)
    monkeypatch.setattr(under_way, "review_many", lambda *_: pytest.fail("judged again"))
    renamed = [Draft.of(one.text, "别处.txt") for one in reversed(of)]
    again = reviewed(renamed, 1, cold)
    assert [one.findings for one in again if isinstance(one, Review)] == [
        one.findings for one in reversed(first) if isinstance(one, Review)
    ]
    assert all(isinstance(one, Review) and one.draft.source.name == "别处.txt" for one in again)


def test_another_situation_is_another_review(cold: Cache) -> None:
    of = drafts()
    reviewed(of, 1, cold)
    closing = Manner(MANNER.choice, Situation(scene="closing"))
    fresh = reviewed(of, 1, None, [closing] * len(of))
    assert reviewed(of, 1, cold, [closing] * len(of)) == fresh != reviewed(of, 1, cold)


def test_the_cache_holds_no_word_of_a_draft(cold: Cache, tmp_path: Path) -> None:
    words = "红月光螺旋藻奶昔"
    of = [Draft.of(text.replace("问题", words).replace("仓库", words)) for text in TEXTS]
    assert any(
        words in finding.message for one in reviewed(of, 1, cold) if isinstance(one, Review) for finding in one.findings
    )
    data = b"".join(path.read_bytes() for path in (tmp_path / "cache").iterdir())
    for part in (words, "TB20240603118", "王女士", words[:3]):
        assert part.encode() not in data and part.encode("utf-16-le") not in data


def test_every_review_of_the_programs_own_rules_can_be_kept() -> None:
    wordless = _wordless(MANNER.choice)
    facts = _rulebook(MANNER.choice).facts.values()
    of = [Draft.of(text.replace("〔", "").replace("〕", "")) for each in facts for text in (*each.flag, *each.passes)]
    for review in review_many(of, _rulebook(MANNER.choice), MANNER.situation):
        assert wordless.read(wordless.write(review), review.draft) == review


@settings(max_examples=200)
@given(st.text(max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_hidden_words_come_back(text: str, before: str, after: str) -> None:
    for said in (f"“{text}”没有时间", f"“{text[:5]}…”没有时间", f"“{' '.join(text.split())}”没有时间"):
        try:
            hidden = hide(said, before + text + after, ["“<原文>”没有时间"])
        except WordsError:
            continue
        assert show(hidden, before + text + after) == said


def test_words_that_no_template_explains_are_not_written() -> None:
    with pytest.raises(WordsError):
        hide("“抄来的话”没有时间，而且抄来的话", "抄来的话", ["“<原文>”没有时间"])


class _Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (eval, ("1/0",))


def test_a_cache_somebody_else_wrote_runs_nothing(cold: Cache) -> None:
    for data in (pickle.dumps(_Bomb()), pickle.dumps([_Bomb()] * 7), b"", b"\x80", pickle.dumps([1] * 7)):
        with pytest.raises(ValueError):
            _wordless(MANNER.choice).read(data, drafts()[0])
    of = drafts()
    with Reviewing(of, [MANNER] * len(of), 1, cold) as reviewing:
        keys = reviewing.keys
    cold.keep({key: pickle.dumps(_Bomb()) for key in keys})
    assert reviewed(of, 1, cold) == reviewed(of, 1, None)


@pytest.mark.parametrize(
    "data", [b"", b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4096], ids=["empty", "text", "spoilt"]
)
def test_a_broken_cache_is_made_anew(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    of = drafts()
    with Cache(str(tmp_path)) as cache:
        assert reviewed(of, 1, cache) == reviewed(of, 1, None)


def test_a_cache_that_cannot_be_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("x")
    of = drafts()
    with Cache(str(tmp_path / "datei" / "cache")) as cache:
        assert reviewed(of, 1, cache) == reviewed(of, 1, None)


def test_a_spoilt_row_is_not_believed(cold: Cache, tmp_path: Path) -> None:
    of = drafts()
    reviewed(of, 1, cold)
    base = sqlite3.connect(tmp_path / "cache" / FILE)
    base.execute("UPDATE reviews SET value = substr(value, 1, length(value) - 1)")
    base.commit()
    base.close()
    assert reviewed(of, 1, cold) == reviewed(of, 1, None)


def test_the_cache_is_private(cold: Cache, tmp_path: Path) -> None:
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0
    assert (tmp_path / "cache" / FILE).stat().st_mode & 0o077 == 0


def test_a_rule_that_breaks_is_told_and_never_kept(cold: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Iterator[Review]:
        raise RuntimeError("words of a draft")
        yield

    monkeypatch.setattr(under_way, "review_many", broken)
    monkeypatch.delenv("COACH_DEBUG", raising=False)
    results = reviewed(drafts(), 1, cold)
    assert all(isinstance(one, Failure) and "RuntimeError" in one.message for one in results)
    assert "words of a draft" not in repr(results)
    monkeypatch.undo()
    assert all(isinstance(one, Review) for one in reviewed(drafts(), 1, cold))


@pytest.mark.parametrize(("asked", "texts", "jobs"), [(None, 10, 1), (1, 10**6, 1), (8, 10, 1), (2, 10**6, 2)])
def test_processes_are_started_when_they_pay(asked: int | None, texts: int, jobs: int) -> None:
    assert usable_jobs(asked, texts) == jobs


def test_near_duplicates_are_kept_too(cold: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["您好，退款已提交。", "您好，退款已经提交。", "好", "好"]
    first = kept_pairs(cold)(texts)
    assert first == near_pairs(texts) != ()
    monkeypatch.setattr("coach.lint.cache.near_pairs", lambda _: pytest.fail("looked again"))
    assert kept_pairs(cold)(texts) == first
    monkeypatch.undo()
    assert kept_pairs(cold)(texts[::-1]) == near_pairs(texts[::-1])
    assert kept_pairs(Cache(None))(texts) == first
