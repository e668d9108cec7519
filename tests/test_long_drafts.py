"""A draft may be a megabyte: no stretch is looked at anew for each finding, and what is found stays the same."""

from __future__ import annotations

import sys
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.reading import read
from coach.review import review
from coach.rulebook.matchers.words import Seq
from coach.rulebook.page import Page, Placed
from coach.rulebook.rule import Rulebook
from coach.rulebook.situation import Situation
from coach.text import Draft, Span, Unit
from tests.rulebooks import demo, packaged

PATTERNS = (
    "{pattern: '尽快[^理]{0,3}理|理尽'}",
    "{seq: [尽快, …4, 处理]}",
    "{seq: [<尽快类>, …9, {maybe: [处理]}]}",
    "{pattern: '快+'}",
    "{pattern: '尽*'}",
)
TEXTS = st.text(alphabet="尽快处理，。 ", max_size=40)
LONG_PATTERNS = [f"when: {pattern}" for pattern in PATTERNS]
PIECES = (
    "我们会尽快处理您的问题。",
    "我们会尽快处理您的问题。您的包裹预计明天18:00前送达！",
    "我们会尽快处理您的问题，请您耐心等待，",
    "我们会尽快处理您的问题请您耐心等待",
)


@cache
def made(pattern: str) -> Rulebook:
    return demo(pattern)


def page_of(text: str, book: Rulebook) -> Page:
    return Page(read(Draft.of(text), book.segmenter), Situation(), book.index.look)


@settings(deadline=None)  # the first draft waits for the dictionary
@given(st.sampled_from(LONG_PATTERNS), TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8))
def test_a_stretch_is_answered_as_if_it_stood_alone(pattern: str, text: str, cuts: list[tuple[int, int]]) -> None:
    book = made(pattern)
    (rule,) = book.rules
    page = page_of(text, book)
    assert isinstance(rule.when, Seq)
    for cut in cuts:
        region = Span(*sorted(min(edge, page.whole.end) for edge in cut))
        alone = tuple(hit.match for hit in rule.when._look(page, region) if hit.match is not None)
        assert rule.when.find(page, region) == (alone if rule.when.may(page) else ())
        assert rule.when.holds(page, region) is bool(rule.when.find(page, region))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: Span(*sorted(pair))), max_size=9))
def test_placed_matches_are_found_in_any_stretch(spans: list[Span]) -> None:
    from coach.rulebook.page import NO_SLOTS, Match

    placed = Placed([Match(span, NO_SLOTS) for span in spans])
    for region in (Span(start, end) for start in range(10) for end in range(start, 10)):
        inside = [span for span in spans if region.holds(span)]
        assert [match.span for match in placed.inside(region)] == inside
        assert placed.any_inside(region) is bool(inside)


def steps(text: str) -> int:
    """Count the function calls of a review: what it costs, on any machine."""
    count = 0

    def one_more(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(one_more)
    try:
        review(Draft.of(text), packaged(), Situation())
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_draft_costs_twice_the_work(piece: str) -> None:
    steps(piece * 3)  # what is made once
    one, two = steps(piece * 100), steps(piece * 200)
    assert two < 2.3 * one


def test_a_matcher_of_the_whole_reply_is_asked_once() -> None:
    book = demo("when: [尽快]\nunless: {all: [[谢谢], {pattern: '快谢', within: clause}], within: reply}")
    text = "尽快。谢谢。" * 20
    assert len(review(Draft.of(text), book, Situation()).findings) == 20


@pytest.mark.parametrize("unit", [Unit.UTF16, Unit.UTF8])
def test_columns_of_a_long_line_are_counted_by_blocks(unit: Unit) -> None:
    text = "尽😀a" * 2000
    source = Draft.of(text).source
    for offset in (0, 1, 1023, 1024, 1025, 3071, 3072, 4097, len(text)):
        encoded = text[:offset].encode("utf-16-le" if unit is Unit.UTF16 else "utf-8")
        assert source.position(offset, unit).column == len(encoded) // (2 if unit is Unit.UTF16 else 1) + 1


@given(st.text(alphabet="甲 \n\u3000a", min_size=1, max_size=1200), st.integers(0, 1200), st.integers(0, 1200))
def test_visible_characters_are_counted_alike_in_short_and_long(text: str, one: int, other: int) -> None:
    page = page_of(text, packaged())
    start, end = sorted(min(edge, page.whole.end) for edge in (one, other))
    assert page.visible[end] - page.visible[start] == len("".join(page.reading.text[start:end].split()))
