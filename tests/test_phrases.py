"""The phrasebooks at full depth: who may say what where, what is missing, and `coach phrases` that tells it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from coach.review import review_many
from coach.rulebook.coverage import reaches
from coach.rulebook.loader import load_rulebook
from coach.rulebook.phrasebook import Phrase, Wanted
from coach.rulebook.rule import Rulebook
from coach.rulebook.situation import AUTHORITIES, REGIONS, SCENES, Situation
from coach.rulebook.slots import fill
from coach.text import Draft
from tests.rulebooks import rulebook as made
from tests.test_cli import Run, run  # noqa: F401  (a fixture)

LEAST_PHRASES = 600
TONELESS = {  # red lines, insults, what went wrong: nothing to be lively about
    "blame-customer", "canned-closing", "excuse-making", "hollow-apology", "hollow-empathy", "missing-acknowledgement",
    "probe-before-rapport", "insult-threat", "complaint-obstruction", "emotion-denial", "favor-framing",
    "internal-exposure", "tone-register", "pronoun-courtesy", "slogan-filler", "credential-request", "privacy-leak",
    "review-manipulation", "unfair-terms", "discrimination-sensitive", "competitor-disparage",
    "unauthorized-commitment", "template-residue", "typo-punctuation", "upsell-in-complaint",
}  # fmt: skip
SIMPLIFIED_ONLY = "们这说请时为没问题给让还办处结复证话个对发关错"


@cache
def rulebook() -> Rulebook:
    """The program's own rules and phrases."""
    return load_rulebook()


def alone() -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in rulebook().phrasebook.phrases if phrase.stands_alone)


# -- depth ------------------------------------------------------------------------------------------------------------


def test_there_are_phrases_enough_and_no_two_alike() -> None:
    said = {phrase.text for phrase in alone()}
    assert len(said) >= LEAST_PHRASES


@pytest.mark.parametrize("region", REGIONS)
def test_every_family_has_words_wherever_it_is_looked_for(region: str) -> None:
    measured = reaches(rulebook(), Wanted(region=region).lets)
    assert {reach.family for reach in measured} == {rule.family for rule in rulebook().rules}
    assert len(measured) >= 45 and sum(len(reach.counts) for reach in measured) >= 600
    assert {(reach.family, reach.gaps) for reach in measured if reach.gaps} == set()


def test_coverage_sees_what_is_missing() -> None:
    measured = reaches(rulebook(), lambda phrase: bool(phrase.scenes))
    assert sum(len(reach.gaps) for reach in measured) > 100  # without those that fit everywhere
    assert all(reach.gaps == tuple(reach.counts) for reach in reaches(rulebook(), lambda phrase: False))


@pytest.mark.parametrize("tone", ["正式", "亲切", "活泼"])
def test_every_family_speaks_in_the_tones_that_suit_it(tone: str) -> None:
    wanted = {rule.family for rule in rulebook().rules} - (TONELESS if tone == "活泼" else set())
    has = {
        reach.family
        for reach in reaches(rulebook(), lambda phrase: phrase.region == "zh-CN" and phrase.tone == tone)
        if reach.phrases
    }
    assert wanted - has == set()


def test_what_fits_everywhere_is_clean_everywhere() -> None:
    phrases = [phrase for phrase in alone() if not phrase.scenes]
    assert len(phrases) > 200
    spared = {rule.id for rule in rulebook().rules if rule.structure}  # a whole reply's business
    drafts = [Draft.of(fill(phrase.text, {})[0]) for phrase in phrases]
    found = {
        (scene, phrase.id, finding.rule)
        for scene in SCENES
        for phrase, judged in zip(
            phrases, review_many(drafts, rulebook(), Situation(scene=scene, region=phrases[0].region)), strict=True
        )
        for finding in judged.findings
        if finding.rule not in spared
    }
    assert not found


def test_taiwan_and_hong_kong_are_written_as_such() -> None:
    here = [phrase for phrase in alone() if phrase.id.rsplit(".", 1)[-1].startswith("any-")]
    assert len(here) >= 90
    for phrase in here:
        assert phrase.region in ("zh-TW", "zh-HK")
        assert not set(phrase.text) & set(SIMPLIFIED_ONLY), phrase.id
    taiwan = "".join(phrase.text for phrase in here if phrase.region == "zh-TW")
    hong_kong = "".join(phrase.text for phrase in here if phrase.region == "zh-HK")
    assert "現時" in hong_kong and "現時" not in taiwan
    assert "送件" in taiwan and "遞交" in hong_kong  # words, not glyphs


# -- a small rulebook: what counts where ------------------------------------------------------------------------------

PACK = """
pack: demo
rules:
  - id: %s
    title: 演示
    severity: minor
    axis: 回应
    when: [甲]
    message: “<原文>”不妥
    rewrites: [a]
    scenes: {refund: "off"}
    examples: {flag: [甲, 甲乙], pass: [丙, 丁]}
matrix:
  families: [general, refund, complaint, closing]
  demo: [●, ●, ○, –]
"""
BOOK = """
book: demo
phrases:
  - {id: a1, topic: a, scene: [general], text: 丙一, tone: 正式}
  - {id: a2, topic: a.b, text: 丙二, region: zh-TW, authority: 组长}
  - {id: a3, topic: a, place: drop, note: 不说}
"""


@pytest.mark.parametrize(
    ("wanted", "counts"),
    [
        (Wanted(), {"general": 2, "complaint": 1}),
        (Wanted(region="zh-CN"), {"general": 1, "complaint": 0}),
        (Wanted(region="zh-TW"), {"general": 1, "complaint": 1}),
        (Wanted(tone="亲切"), {"general": 1, "complaint": 1}),
        (Wanted(levels=AUTHORITIES[:1]), {"general": 1, "complaint": 0}),
        (Wanted(scene="complaint"), {"general": 1, "complaint": 1}),
    ],
)
def test_a_phrase_counts_where_it_fits(wanted: Wanted, counts: dict[str, int]) -> None:
    (reach,) = reaches(made(PACK % "demo", BOOK), wanted.lets)
    assert "refund" not in reach.counts and "closing" not in reach.counts
    assert {scene: reach.counts[scene] for scene in counts} == counts
    assert set(reach.gaps) == {scene for scene, count in reach.counts.items() if not count}


# -- the command ------------------------------------------------------------------------------------------------------

COMMANDS = [  # arguments, exit code, what is told
    (("退款", "到账", "-n", "3"), 0, "退款"),
    (("--scene", "投诉", "--region", "zh-HK", "--tone", "正式"), 0, "投訴"),
    (("--authority", "一线", "-n", "2"), 0, "〈"),
    (("退款", "--region", "zh-TW"), 0, "退款"),
    (("zzqqxx",), 1, "换个说法"),
    ((), 2, "--stats"),
    (("--scene", "refnd"), 2, "是不是“refund”"),
    (("--authority", "经理"), 2, "可用的权限"),
    (("退款", "--stats"), 2, "不用写词"),
    (("--stats",), 0, "每一格都有话可说"),
    (("--stats", "--region", "zh-TW", "--scene", "refund"), 0, "退款退换"),
    (("--stats", "--tone", "活泼"), 1, "缺话术"),  # where nothing is lively about it
]


@pytest.mark.parametrize(("arguments", "status", "told"), COMMANDS)
def test_phrases(run: Run, arguments: tuple[str, ...], status: int, told: str) -> None:  # noqa: F811
    ran = run("phrases", "--isolated", *arguments)
    assert ran.status == status
    assert told in ran.out + ran.err


def test_what_a_level_may_not_offer_is_not_found() -> None:
    (first, *_) = [phrase for phrase in alone() if phrase.authority != AUTHORITIES[0]]
    words = first.note
    assert first.id in {each.id for each in rulebook().phrasebook.search(words, 50, Wanted())}
    assert first.id not in {each.id for each in rulebook().phrasebook.search(words, 50, Wanted(levels=AUTHORITIES[:1]))}


def test_gaps_are_told_with_a_status_of_their_own(run: Run, tmp_path: Path) -> None:  # noqa: F811
    folder = tmp_path
    (folder / "books").mkdir()
    (folder / "rules").mkdir()
    (folder / "rules" / "own.yaml").write_text(PACK % "demo", encoding="utf-8")
    (folder / "books" / "own.yaml").write_text(BOOK, encoding="utf-8")
    (folder / "coach.toml").write_text('rules = ["rules"]\nphrasebooks = ["books"]\n', encoding="utf-8")
    ran = run("phrases", "--config", str(folder / "coach.toml"), "--stats")
    assert ran.status == 1
    assert "缺话术" in ran.out and "格缺话术" in ran.out
