"""Columns are born in one place: in code points, UTF-16 and UTF-8, on every kind of line break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.text import Draft, Piece, Position, Source, Span, Unit

PLACES = [
    ("😀我们会尽快处理", 4, Unit.CODE_POINT, (1, 5)),
    ("😀我们会尽快处理", 4, Unit.UTF16, (1, 6)),
    ("😀我们会尽快处理", 4, Unit.UTF8, (1, 14)),
    ("甲\n乙丙", 3, Unit.CODE_POINT, (2, 2)),
    ("甲\r\n乙丙", 4, Unit.UTF8, (2, 4)),
    ("甲\r乙", 2, Unit.CODE_POINT, (2, 1)),
    ("甲\u2028乙", 2, Unit.CODE_POINT, (1, 3)),
    ("甲\n", 2, Unit.CODE_POINT, (2, 1)),
    ("", 0, Unit.CODE_POINT, (1, 1)),
    ("\ud800甲", 1, Unit.UTF16, (1, 2)),
]


@pytest.mark.parametrize(("text", "offset", "unit", "place"), PLACES, ids=range(len(PLACES)))
def test_position(text: str, offset: int, unit: Unit, place: tuple[int, int]) -> None:
    assert Source("x", text).position(offset, unit) == Position(*place)


@given(st.text(alphabet="甲a\n\r😀", max_size=30))
def test_positions_only_grow(text: str) -> None:
    source = Source("x", text)
    places = [source.position(offset) for offset in range(len(text) + 1)]
    assert places == sorted(set(places))


def test_spans() -> None:
    assert Span(0, 4).holds(Span(1, 4)) and not Span(0, 4).holds(Span(1, 5))
    assert Span(0, 2).meets(Span(1, 3)) and not Span(0, 2).meets(Span(2, 3))


def test_a_draft_points_into_its_source_or_at_the_whole_entry() -> None:
    source = Source("x.csv", "1,我们会尽快\n")
    cell = Draft(source, "我们会尽快", Span(2, 7), "1")
    assert cell.verbatim and cell.in_source(Span(3, 5)) == Span(5, 7)
    escaped = Draft(source, "我们会\n尽快", Span(2, 7), "1")
    assert not escaped.verbatim and escaped.in_source(Span(3, 5)) == Span(2, 7)


def test_a_window_of_a_long_file_counts_its_lines_from_where_it_begins() -> None:
    window = Source("x.csv", "甲\n乙丙", first_line=7, first_offset=100)
    assert window.position(3) == Position(8, 2)


PIECES = (  # 尽\u5feb<b>处</b>理 -> 尽快处理
    Piece(Span(0, 1), Span(1, 2)),
    Piece(Span(1, 2), Span(2, 8), 6),
    Piece(Span(2, 3), Span(11, 12)),
    Piece(Span(3, 4), Span(16, 17)),
)


@pytest.mark.parametrize(
    ("span", "found", "copied"),
    [
        (Span(0, 1), Span(1, 2), True),
        (Span(0, 2), Span(1, 8), False),
        (Span(1, 1), Span(2, 2), True),
        (Span(2, 3), Span(11, 12), True),
        (Span(2, 4), Span(11, 17), False),
        (Span(3, 3), Span(16, 16), True),
        (Span(4, 4), Span(17, 17), True),
    ],
    ids=str,
)
def test_pieces_carry_a_span_to_its_place(span: Span, found: Span, copied: bool) -> None:
    source = Source("x", r'"尽\u5feb<b>处</b>理"')
    draft = Draft(source, "尽快处理", Span(1, 17), places=PIECES)
    assert draft.in_source(span) == found
    assert draft.copied(span) is copied
