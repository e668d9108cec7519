"""Folded texts → pairs that say nearly the same. Floor 6; the doors to rensa and, here, to rapidfuzz.

MinHash over pairs of characters puts similar texts into common buckets; rapidfuzz then measures each pair met there, so
that what is told is never a guess. Equal texts are told apart first: a thousand copies are one text with a thousand
places. No step looks at all pairs: a bucket as large as the library, which only a library of one template makes, is
looked at through a window.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ALIKE = 80.0  # rapidfuzz ratio (0–100) from which two replies are told apart only by a second look
PERMUTATIONS, BAND = 96, 4  # 24 bands of 4: of pairs just alike 99 in 100 meet in some bucket
SEED = 20  # any; fixed, so that the same library always gives the same answer
WINDOW = 32  # neighbours each text of a bucket is measured against
NUMBER = 4  # bytes of a hash
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
    """Measure the pairs that share a bucket, each once if it is a pair indeed."""
    from rapidfuzz import fuzz

    ratio, size = fuzz.ratio, len(texts)
    found: set[int] = set()
    for bucket in _buckets(_digests(texts, places), places):
        for index, one in enumerate(bucket):
            text = texts[one]
            for other in bucket[index + 1 : index + 1 + WINDOW]:
                if one * size + other not in found:
                    alike = ratio(text, texts[other], score_cutoff=ALIKE)
                    if alike:
                        found.add(one * size + other)
                        yield Pair(one, other, alike)


def _buckets(digests: bytes, places: list[int]) -> Iterator[list[int]]:
    """Give the places that agree in some band, in order; one band at a time, for all together take much memory."""
    width = PERMUTATIONS * NUMBER
    for band in range(0, width, BAND * NUMBER):
        first: dict[bytes, int] = {}
        shared: dict[bytes, list[int]] = {}
        for start, place in zip(range(band, len(digests), width), places, strict=True):
            key = digests[start : start + BAND * NUMBER]
            if first.setdefault(key, place) != place:
                shared.setdefault(key, [first[key]]).append(place)
        yield from shared.values()


def _digests(texts: Sequence[str], places: list[int]) -> bytes:
    """Hash the pairs of characters of each text: PERMUTATIONS numbers of NUMBER bytes, text behind text."""
    from rensa import RMinHash

    digests = bytearray()
    for start in range(0, len(places), CHUNK):
        chunk = [texts[place] for place in places[start : start + CHUNK]]
        shingles = [[*map(str.__add__, text, text[1:]), text[:1]] for text in chunk]
        for digest in RMinHash.digests_from_token_sets(shingles, PERMUTATIONS, SEED):
            digests += array("I", digest).tobytes()
    return bytes(digests)
