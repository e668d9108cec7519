"""Words of a text, the same as jieba's. Floor 2: the one door to jieba.

In: a text, and the team's own words. Out: the tokens of `jieba.lcut(text)` (0.42.1, HMM on), where they begin and end.

jieba itself is never imported here: its dictionary and model come from `dictionary.Table`, a mapped file. What follows
is jieba's own procedure with its order of additions and its ties, so that the results agree to the last bit:
  * a text falls into blocks of Han, Latin letters, digits and +#&._%-; what lies between is one character a token;
  * in a block the words of the dictionary form a graph, and the best path is found from right to left
    (weight = log frequency - log total; of two equal paths the one with the longer first word wins);
  * a run of single characters on that path is given to the hidden Markov model, which finds words the dictionary lacks.
A segmenter never changes in what it answers; what it remembers (opened groups, blocks already cut) only saves time.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, pairwise
from math import inf, log

from coach.reading.dictionary import Emission, Table, open_table

TYPE_CHECKING = False  # typing is an import too
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.reading.own_words import Overlay

    Pair = tuple[float, dict[str, float] | None]
    First = tuple[float, str, dict[str, Pair]]

BLOCK = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+)")  # jieba.re_han_default
LOOSE = re.compile(r"\r\n|.", re.DOTALL)  # jieba.re_skip_default, and each other character alone
HAN = re.compile(r"([^\0-\x7f]+)")  # jieba.finalseg.re_han, of which a block is all that is not ASCII; compiles faster
LATIN = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")  # jieba.finalseg.re_skip

BEFORE = ((2, 3), (0, 1), (0, 1), (2, 3))  # finalseg.PrevStatus: which of B M E S may come before B, M, E, S
NOTHING = "\0"  # stands where the block has no further character; no block holds it, and words with it are passed over
REMEMBERED = 8192  # blocks, and runs of single characters; more would cost memory and find little
LONGEST = 24  # characters of a block worth remembering


class Segmenter:
    """Cuts texts with one dictionary: the table, and words added to it."""

    __slots__ = (
        "_blocks",
        "_emissions",
        "_firsts",
        "_forced",
        "_log_total",
        "_runs",
        "_source",
        "_table",
        "_total",
        "_words",
    )

    def __init__(self, table: Table, words: Mapping[str, int] | None = None, total: int | None = None) -> None:
        self._table = table
        self._words = dict(words or {})
        self._total = table.total if total is None else total
        self._source: Table | Overlay = table
        if self._words:
            from coach.reading.own_words import Overlay

            self._source = Overlay(table, self._words)
        self._forced = frozenset(word for word, frequency in self._words.items() if not frequency)
        self._log_total = log(self._total)
        self._firsts: dict[str, First] = {}
        self._emissions: dict[str, Emission] = {}
        self._blocks: dict[str, tuple[str, ...]] = {}
        self._runs: dict[str, tuple[str, ...]] = {}

    @property
    def words(self) -> dict[str, int]:
        """The added words with their frequencies: with `total`, all that `with_freqs` needs (a JSON object)."""
        return dict(self._words)

    @property
    def total(self) -> int:
        """The sum of all frequencies, which every weight depends on."""
        return self._total

    def with_words(self, words: Iterable[str]) -> Segmenter:
        """A segmenter that knows these words too, with the frequencies `Tokenizer.add_word` gives them in turn."""
        from coach.reading.own_words import Overlay, suggested

        overlay, total, added = Overlay(self._table, self._words), self._total, dict(self._words)
        for word in words:
            frequency = suggested(word, overlay, total)
            overlay.add(word, frequency)
            added[word] = frequency
            total += frequency
        return self.with_freqs(added, total)

    def with_freqs(self, words: Mapping[str, int], total: int) -> Segmenter:
        """The segmenter that had these `words` and this `total`. A word of frequency 0 is one that is never to be made
        of single characters (`Tokenizer.del_word`)."""
        return self if total == self._total and words == self._words else Segmenter(self._table, words, total)

    def cut(self, text: str) -> list[str]:
        """The tokens; joined, they are the text."""
        tokens: list[str] = []
        for index, part in enumerate(BLOCK.split(text)):
            if index & 1:
                tokens += self._block(part)
            elif "\r\n" in part:
                tokens += LOOSE.findall(part)
            else:
                tokens += part
        return tokens

    def boundaries(self, text: str) -> frozenset[int]:
        """Every offset where a token begins or ends, both ends of the text among them."""
        return frozenset(accumulate(map(len, self.cut(text)), initial=0))

    def crosses(self, left: str, right: str) -> bool:
        """Whether a word of the dictionary runs over the seam of `left` and `right`, put together: the same as
        `jieba.lcut(…, HMM=False)`. Words which only the model hears (好会) do not count."""
        before = BLOCK.split(left)
        after = BLOCK.match(right)
        if before[-1] or not after or len(before) < 2:
            return left.endswith("\r") and right.startswith("\n")
        seam, block = len(before[-2]), before[-2] + after[0]
        ends = self._path(block)
        start = at = 0
        while at < seam:
            start, at = at, ends[at]
        if at > seam:
            return True
        pair = block[seam - 1 : seam + 1]
        return at - start == ends[at] - at == 1 and pair.isascii() and pair.isalnum()

    def _block(self, block: str) -> tuple[str, ...]:
        known = self._blocks.get(block)
        if known is None:
            known = tuple(self._cut_block(block))
            if len(block) <= LONGEST:
                if len(self._blocks) >= REMEMBERED:
                    self._blocks.clear()
                self._blocks[block] = known
        return known

    def _cut_block(self, block: str) -> list[str]:
        """Tokenizer.__cut_DAG: the words of the best path, runs of single characters looked at once more."""
        ends = self._path(block)
        tokens: list[str] = []
        at = loose = 0  # `loose` is where the run of single characters before `at` began
        while at < len(block):
            end = ends[at]
            if end - at > 1:
                if loose < at:
                    tokens += self._run(block[loose:at])
                tokens.append(block[at:end])
                loose = end
            at = end
        if loose < at:
            tokens += self._run(block[loose:])
        return tokens

    def _path(self, block: str) -> list[int]:
        """Tokenizer.get_DAG and calc in one pass from the right: where the best word that starts at each place ends."""
        size, firsts = len(block), self._firsts
        ends = [0] * size
        scores = [0.0] * (size + 1)  # of the best path from each place to the end
        tail, second, third = 0.0, NOTHING, NOTHING
        at = size
        for first in reversed(block):
            at -= 1
            try:
                weight, seconds, pairs = firsts[first]
            except KeyError:
                weight, seconds, pairs = self._open_first(first)
            best, end = weight + tail, at + 1
            if second in seconds:
                try:
                    weight, longer = pairs[second]
                except KeyError:
                    weight, longer = pairs[second] = self._open_pair(first, second)
                score = weight + scores[at + 2]
                if score >= best:
                    best, end = score, at + 2
                if longer is not None:
                    here = longer.get(third)
                    stop = at + 3
                    while here is not None:
                        score = here + scores[stop]
                        if score >= best:
                            best, end = score, stop
                        stop += 1
                        here = longer.get(block[at + 2 : stop]) if stop <= size else None
            if best == -inf:  # no word begins here, and the character itself is none: jieba takes log(1)
                best, end = tail - self._log_total, at + 1
            scores[at] = tail = best
            ends[at] = end
            second, third = first, second
        return ends

    def _open_first(self, first: str) -> First:
        frequency, seconds = self._source.first(first) or (0, "")
        weight = log(frequency) - self._log_total if frequency else -inf
        opened = self._firsts[first] = weight, seconds.replace(NOTHING, ""), {}
        return opened

    def _open_pair(self, first: str, second: str) -> Pair:
        frequency, longer = self._source.pair(first, second) or (0, {})
        total = self._log_total
        weights = {rest: log(number) - total if number else -inf for rest, number in longer.items()}
        weights.pop(NOTHING, None)
        return log(frequency) - total if frequency else -inf, weights or None

    def _run(self, run: str) -> tuple[str, ...]:
        """What becomes of a run of single characters: themselves if it is a word of the dictionary, else what the model
        says. (A word that lost to its characters stays apart.)"""
        if len(run) == 1:
            return (run,)
        known = self._runs.get(run)
        if known is None:
            known = tuple(run if self._is_word(run) else self._recognised(run))
            if len(run) <= LONGEST:
                if len(self._runs) >= REMEMBERED:
                    self._runs.clear()
                self._runs[run] = known
        return known

    def _is_word(self, run: str) -> bool:
        """Tokenizer.FREQ.get for a run whose first characters the path has already opened."""
        pair = self._firsts[run[0]][2].get(run[1])
        if pair is None:
            return False
        weight, longer = pair
        return (weight if len(run) == 2 else (longer or {}).get(run[2:], -inf)) > -inf

    def _recognised(self, run: str) -> list[str]:
        """finalseg.cut: words of Han by the model, Latin words and numbers by a pattern."""
        tokens: list[str] = []
        for index, part in enumerate(HAN.split(run)):
            if not index & 1:
                tokens += filter(None, LATIN.split(part))
            elif self._forced:
                for word in self._viterbi(part):
                    tokens += word if word in self._forced else (word,)
            else:
                tokens += self._viterbi(part)
        return tokens

    def _viterbi(self, run: str) -> list[str]:
        """finalseg.viterbi and __cut: the likeliest sequence of B M E S; a word stops at every E and S.

        Of two equal probabilities jieba's max() takes the state later in the alphabet."""
        start_b, start_m, start_e, start_s, e_b, s_b, b_m, m_m, b_e, m_e, e_s, s_s = self._table.chain
        b = m = e = s = 0.0
        trail: list[tuple[bool, bool, bool, bool]] = []  # per character: whether the later of two states came before
        emissions = self._emissions
        for char in run:
            try:
                emit_b, emit_m, emit_e, emit_s = emissions[char]
            except KeyError:
                emit_b, emit_m, emit_e, emit_s = emissions[char] = self._table.emission(char)
            if not trail:
                b, m, e, s = start_b + emit_b, start_m + emit_m, start_e + emit_e, start_s + emit_s
                trail.append((False, False, False, False))
                continue
            to_b, or_b = e + e_b + emit_b, s + s_b + emit_b
            to_m, or_m = b + b_m + emit_m, m + m_m + emit_m
            to_e, or_e = b + b_e + emit_e, m + m_e + emit_e
            to_s, or_s = e + e_s + emit_s, s + s_s + emit_s
            later_b, later_m, later_e, later_s = or_b >= to_b, or_m >= to_m, or_e >= to_e, or_s >= to_s
            trail.append((later_b, later_m, later_e, later_s))
            b = or_b if later_b else to_b
            m = or_m if later_m else to_m
            e = or_e if later_e else to_e
            s = or_s if later_s else to_s
        state = 3 if s >= e else 2
        stops = [len(run)]
        for at in range(len(run) - 1, 0, -1):
            state = BEFORE[state][trail[at][state]]
            if state > 1:
                stops.append(at)
        stops.append(0)
        stops.reverse()
        return [run[start:stop] for start, stop in pairwise(stops)]


@cache
def open_segmenter() -> Segmenter:
    """The segmenter of the installed jieba, opened once."""
    return Segmenter(open_table())
