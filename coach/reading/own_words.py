"""Words that a team or a rule pack adds to jieba's dictionary. Floor 2. Imported only where there are such words.

In: a table and words. Out: an `Overlay`, which answers like the table, and the frequency that jieba's `add_word` would
give a word. Both follow jieba's Tokenizer step by step, for each frequency depends on the words added before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log

from coach.reading.dictionary import Table
from coach.reading.segment import BLOCK, LOOSE

BEGINNING = -1  # no word itself, only the beginning of one
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


class Overlay:
    """A table with words added, as `Tokenizer.add_word` adds them: a word's frequency replaces the table's, a beginning
    of a word is put in only where the table has nothing. Answers like the table."""

    __slots__ = ("_longer", "_read", "_seconds", "_single", "_table")

    def __init__(self, table: Table, words: Mapping[str, int]) -> None:
        self._table = table
        self._single: dict[str, int] = {}
        self._seconds: dict[str, str] = {}  # by first character
        self._longer: dict[str, dict[str, int]] = {}  # by the first two characters, without them; "" is the pair itself
        self._read: dict[str, tuple[int, dict[str, int]] | None] = {}
        for word, frequency in words.items():
            self.add(word, frequency)

    def add(self, word: str, frequency: int) -> None:
        """Puts one word in, with its beginnings."""
        if len(word) < 2:
            self._single[word] = frequency
            return
        pair = word[:2]
        if pair not in self._longer:
            self._longer[pair] = {"": BEGINNING}
            self._seconds[word[0]] = self._seconds.get(word[0], "") + word[1]
        longer = self._longer[pair]
        for end in range(3, len(word)):
            longer.setdefault(word[2:end], BEGINNING)
        longer[word[2:]] = frequency

    def get(self, word: str) -> int | None:
        """jieba's FREQ.get: 0 for a beginning, None for what is neither word nor beginning."""
        pair = word[:2]
        if len(word) < 2:
            own = self._single.get(word, BEGINNING if word in self._seconds else None)
        else:
            own = self._longer.get(pair, {}).get(word[2:])
        if own is not None and own != BEGINNING:
            return own
        if len(word) < 2:
            known = self._table.single(word) if word else None
        else:
            if pair not in self._read:
                self._read[pair] = self._table.pair(*pair)
            read = self._read[pair]
            known = None if read is None else read[1].get(word[2:]) if len(word) > 2 else read[0]
        return 0 if known is None and own is not None else known

    def first(self, first: str) -> tuple[int, str] | None:
        """As `Table.first`; a second character may be named twice."""
        known = self._table.first(first)
        own, more = self._single.get(first), self._seconds.get(first, "")
        if own is None and not more:
            return known
        frequency, seconds = known or (0, "")
        return frequency if own is None else own, seconds + more

    def pair(self, first: str, second: str) -> tuple[int, dict[str, int]] | None:
        """As `Table.pair`."""
        known = self._table.pair(first, second)
        own = self._longer.get(first + second)
        if own is None:
            return known
        frequency, longer = known or (0, {})
        for rest, number in own.items():
            if number == BEGINNING:
                longer.setdefault(rest, 0)
            else:
                longer[rest] = number
        own_frequency = longer.pop("")
        return own_frequency if own[""] != BEGINNING else frequency, longer


def suggested(word: str, words: Overlay, total: int) -> int:
    """Tokenizer.suggest_freq: the least frequency with which the word comes out whole."""
    share: float = 1
    for part in _plain(word, words, log(total)):
        frequency = words.get(part)
        share *= (1 if frequency is None else frequency) / float(total)
    known = words.get(word)
    return max(int(share * total) + 1, 1 if known is None else known)


def _plain(text: str, words: Overlay, log_total: float) -> Iterator[str]:
    """jieba.cut(text, HMM=False), straight after the original: it sees a few own words, each with another total."""
    for index, part in enumerate(BLOCK.split(text)):
        if not index & 1:
            yield from LOOSE.findall(part)
            continue
        letters = ""
        for token in _plain_block(part, words, log_total):
            if len(token) == 1 and token in LETTERS:
                letters += token
                continue
            if letters:
                yield letters
                letters = ""
            yield token
        if letters:
            yield letters


def _plain_block(block: str, words: Overlay, log_total: float) -> Iterator[str]:
    size = len(block)
    route: list[tuple[float, int]] = [(0.0, 0)] * (size + 1)
    for at in range(size - 1, -1, -1):
        stops: list[tuple[int, int]] = []
        stop = at + 1
        while stop <= size and (frequency := words.get(block[at:stop])) is not None:
            if frequency:
                stops.append((frequency, stop))
            stop += 1
        route[at] = max((log(number) - log_total + route[end][0], end) for number, end in stops or [(1, at + 1)])
    at = 0
    while at < size:
        yield block[at : route[at][1]]
        at = route[at][1]
