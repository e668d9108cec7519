"""Where a phrase may stand: what a phrasebook file may say of it, and what comes of that."""

from __future__ import annotations

import pytest

from coach.errors import ProblemsError
from coach.rulebook.loader import load_rulebook
from coach.rulebook.phrasebook import Place, Put
from tests.rulebooks import RULE, rulebook

PACK = RULE % "    when: [尽快处理]"
HEAD = "book: demo\ntopics:\n  promise: {place: after, intent: [承诺, 等待], auto: true}\nphrases:\n"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{id: a, topic: promise, place: middle, text: 甲}", "place不认识“middle”"),
        ("{id: a, topic: promise, place: span, text: 甲}", "instead、before、behind"),
        ("{id: a, topic: promise, place: span, instead: [乙], before: [丙], text: 甲}", "instead、before、behind"),
        ("{id: a, topic: promise, intent: 承若, text: 甲}", "是不是“承诺”"),
        ("{id: a, topic: promise, auto: 是, text: 甲}", "auto不认识“是”"),
        ("{id: a, topic: promise}", "话术缺少 text"),
        ("{id: a, topic: promise, instaed: [乙], text: 甲}", "是不是“instead”"),
    ],
)
def test_faults_are_told(entry: str, told: str) -> None:
    with pytest.raises(ProblemsError) as raised:
        rulebook(PACK, f"{HEAD}  - {entry}\n")
    assert any(told in problem.message for problem in raised.value.problems), raised.value.problems


def test_a_topic_speaks_for_its_phrases_and_a_phrase_for_itself() -> None:
    book = HEAD + (
        "  - {id: a, topic: promise, text: 甲}\n"
        "  - {id: b, topic: promise, place: span, before: [聯繫您], needs: [专员], unless: [已], text: 乙}\n"
        "  - {id: c, topic: promise, place: drop}\n"
        "  - {id: d, topic: other, text: 丁}\n"
    )
    a, b, c, d = rulebook(PACK, book).phrasebook.phrases
    assert (a.place, a.intents, a.auto) == (Place.after, ("承诺", "等待"), True)
    assert (b.place, b.put, b.words, b.needs, b.unless) == (Place.span, Put.before, ("联系您",), ("专员",), ("已",))
    assert (c.place, c.text, c.stands_alone) == (Place.drop, "", False)
    assert (d.place, d.intents, d.auto) == (Place.sentence, (), False)


def test_pieces_are_neither_suggested_nor_found() -> None:
    book = load_rulebook().phrasebook
    assert all(phrase.stands_alone for phrase in book.search("尽快", 50))
    found = book.suggest(("fit",), "我们会尽快处理", scene="general", region="zh-CN", tone=None, limit=99)
    assert all(phrase.stands_alone for phrase in found)


def test_what_is_put_in_unasked_is_there_for_every_region() -> None:
    book = load_rulebook().phrasebook
    assert all(phrase.intents for phrase in book.phrases if phrase.auto)
    regions = {
        topic: {phrase.region for phrase in phrases}
        for topic, phrases in book.topics.items()
        if topic.startswith("fit.")
    }
    assert {topic: found for topic, found in regions.items() if found != {"zh-CN", "zh-TW", "zh-HK"}} == {}
