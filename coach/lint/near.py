"""Folded texts → pairs that say nearly the same. Floor 6; the doors to rensa and, here, to rapidfuzz.

MinHash over pairs of characters puts similar texts into common buckets; rapidfuzz then measures each pair met there, so
that what is told is never a guess. Equal texts are told apart first: a thousand copies are one text with a thousand
places. No step looks at all pairs: a bucket as large as the library, which only a library of one template makes, is
looked at through a window.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ALIKE = 80.0  # rapidfuzz ratio (0–100) from which two replies are told apart only by a second look
PERMUTATIONS, BAND = 96, 4  # 24 bands of 4: of pairs just alike 99 in 100 meet in some bucket
SEED = 20  # any; fixed, so that the same library always gives the same answer
WINDOW = 32  # neighbours each text of a bucket is measured against
CHUNK = 4096  # texts hashed at a time: their pairs of characters are many times their size


class Pair(NamedTuple):
    """Two places in the library (one < other) and how alike they are, 0–100."""

    one: int
    other: int
    alike: float


def near_pairs(texts: Sequence[str]) -> tuple[Pair, ...]:
    """Find the pairs of `texts` at least ALIKE, in order; each copy of a text is paired with its first place only."""
    first: dict[str, int] = {}
    copies = []
    for place, text in enumerate(texts):
        if text and first.setdefault(text, place) != place:
            copies.append(Pair(first[text], place, 100.0))
    return tuple(sorted([*copies, *_measured(texts, list(first.values()))]))


def _measured(texts: Sequence[str], places: list[int]) -> Iterator[Pair]:
    from rapidfuzz import fuzz

    ratio = fuzz.ratio
    for one, others in _candidates(texts, places):
        text = texts[one]
        for other in others:
            alike = ratio(text, texts[other], score_cutoff=ALIKE)
            if alike:
                yield Pair(one, other, alike)


def _candidates(texts: Sequence[str], places: list[int]) -> Iterator[tuple[int, set[int]]]:
    """Give each text's neighbours further on, found in any bucket."""
    buckets: dict[tuple[int, ...], list[int]] = {}
    shared: list[list[list[int]]] = []
    for place, digest in zip(places, _digests(texts, places), strict=True):
        mine = [buckets.setdefault((band, *digest[band : band + BAND]), []) for band in range(0, PERMUTATIONS, BAND)]
        for bucket in mine:
            bucket.append(place)
        shared.append(mine)
    buckets.clear()
    for place, mine in zip(places, shared, strict=True):
        others: set[int] = set()
        for bucket in mine:
            if len(bucket) > 1:
                start = bisect_right(bucket, place)
                others.update(bucket[start : start + WINDOW])
        if others:
            yield place, others


def _digests(texts: Sequence[str], places: list[int]) -> Iterator[list[int]]:
    from rensa import RMinHash

    for start in range(0, len(places), CHUNK):
        chunk = [texts[place] for place in places[start : start + CHUNK]]
        shingles = [[*map(str.__add__, text, text[1:]), text[:1]] for text in chunk]
        yield from RMinHash.digests_from_token_sets(shingles, PERMUTATIONS, SEED)
