"""Near-duplicates: what LSH finds against every pair, and that no library makes it look at all of them."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from coach.lint.near import ALIKE, BAND, PERMUTATIONS, WINDOW, Pair, near_pairs

WORDS = "您 好 亲 退款 快递 发货 订单 核实 处理 今天 明天 已经 我们 收到 联系 仓库 地址 电话 优惠 活动 商品 质量 补发".split()


def some_library(size: int, seed: int) -> list[str]:
    """Replies of common words; one in ten is another with a few characters changed."""
    dice = random.Random(seed)
    texts: list[str] = []
    for number in range(size):
        if number and dice.random() < 0.1:
            text = list(dice.choice(texts))
            for _ in range(max(1, len(text) // dice.choice((8, 12, 20)))):
                text[dice.randrange(len(text))] = dice.choice("的了呢哦吧请到这那就")
            texts.append("".join(text))
        else:
            texts.append(
                "".join(dice.choice(WORDS) + dice.choice("的了，。呢再把给要") for _ in range(dice.randrange(5, 30)))
            )
    return texts


def test_nearly_all_pairs_are_found() -> None:
    texts = some_library(1500, 3)
    every = {
        (one, other)
        for one, other in combinations(range(len(texts)), 2)
        if fuzz.ratio(texts[one], texts[other], score_cutoff=ALIKE)
    }
    found = {(one, other) for one, other, _ in near_pairs(texts)}
    assert found <= every and len(every) > 100
    assert len(found & every) >= 0.97 * len(every)


@pytest.mark.parametrize("text", ["您好，订单{}已经发出，请您留意查收，有问题随时联系我们。", "好{}"])
def test_a_library_of_one_template_is_looked_at_through_a_window(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [text.format(number) for number in range(1000)]
    ratio, measured = fuzz.ratio, 0

    def counting(*arguments: object, **more: object) -> float:
        nonlocal measured
        measured += 1
        return ratio(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("rapidfuzz.fuzz.ratio", counting)
    near_pairs(texts)
    assert 0 < measured <= 1000 * WINDOW * PERMUTATIONS // BAND < 1000 * 999


def test_copies_are_paired_with_the_first() -> None:
    assert near_pairs(["好的，马上来", "", "好的，马上来", "", "好的，马上来"]) == (
        Pair(0, 2, 100.0),
        Pair(0, 4, 100.0),
    )


@given(st.lists(st.text(max_size=12), max_size=20))
def test_pairs_are_in_order_and_true(texts: list[str]) -> None:
    pairs = near_pairs(texts)
    assert list(pairs) == sorted(pairs)
    for one, other, alike in pairs:
        assert one < other and alike >= ALIKE and fuzz.ratio(texts[one], texts[other]) == alike
