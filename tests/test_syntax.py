"""Complaints of parsers come out in Chinese; what no table knows keeps its English, in brackets."""

from __future__ import annotations

import pytest

from coach.syntax import PATTERN, TOML, YAML, in_chinese


@pytest.mark.parametrize("table", [YAML, TOML, PATTERN])
def test_every_sentence_is_short_and_chinese(table: dict[str, str]) -> None:
    for complaint, sentence in table.items():
        assert in_chinese(f"{complaint} and more", table) == sentence or sentence in table.values()
        assert any("一" <= character <= "鿿" for character in sentence)


def test_the_longest_beginning_counts_and_the_unknown_is_quoted() -> None:
    assert in_chinese("invalid perl operator: (?<=", PATTERN) != in_chinese("invalid perl operator: (?#", PATTERN)
    assert in_chinese("no such thing", TOML) == "看不懂这里的写法（no such thing）"
