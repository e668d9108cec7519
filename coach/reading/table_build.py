"""Builds the file that `dictionary` maps. Floor 2. Imported only on the one run that builds.

In: the directory of the installed jieba. Out: the bytes of a table. Reads dict.txt exactly as jieba's
`Tokenizer.gen_pfdict` does (a word listed twice keeps its last frequency and counts twice in the total).
"""

from __future__ import annotations

import os
from array import array
from binascii import crc32
from hashlib import blake2b
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from typing import Any

from coach.errors import CoachError
from coach.reading.dictionary import BYTE_ORDER, HEADER, IDENTITY, MAGIC, NEVER, SECTIONS, Installed

STRIPPED = " \t\n\r\x0b\x0c"  # what bytes.strip() takes away, and no more


def digest_of(jieba: Installed) -> str:
    """The hash of dict.txt."""
    with open(os.path.join(jieba.directory, "dict.txt"), "rb") as file:
        return blake2b(file.read(), digest_size=8).hexdigest()


def build(jieba: Installed, digest: str) -> bytes:
    """The whole table."""
    with open(os.path.join(jieba.directory, "dict.txt"), encoding="utf-8", newline="\n") as file:
        words, total = _read(file.read())
    sections: dict[str, bytes] = {**_words(words), **_model(jieba.directory)}
    return _assemble(sections, total, f"{jieba.version}:{jieba.size}:{digest}")


def _read(text: str) -> tuple[dict[str, int], int]:
    words: dict[str, int] = {}
    total = 0
    for line in text.removesuffix("\n").split("\n"):
        word, frequency = line.strip(STRIPPED).split(" ")[:2]
        number = int(frequency)
        words[word] = number
        total += number
    return words, total


NUMBERS = ("firsts", "single", "runs", "seconds", "pair_freq", "entry_at", "text_at", "entry_freq")


def _words(words: dict[str, int]) -> dict[str, bytes]:
    """Singles, pairs and longer words, in code point order, so that each group is one run."""
    numbers = {name: array("I") for name in NUMBERS}
    firsts, single, runs, seconds, pair_freq, entry_at, text_at, entry_freq = numbers.values()
    text_at.append(0)
    text = bytearray()
    first = pair = ""
    longer: dict[str, int] = {}

    def close_pair() -> None:
        if longer:
            entry_freq.extend(longer.values())
            text.extend("\n".join(longer).encode("utf-8"))
            longer.clear()
        if pair:
            text_at.append(len(text))

    for word in sorted(words):
        if word[0] != first:
            first = word[0]
            firsts.append(ord(first))
            single.append(words.get(first, 0))
            runs.append(len(seconds))
        if len(word) == 1:
            continue
        if word[:2] != pair:
            close_pair()
            pair = word[:2]
            seconds.append(ord(word[1]))
            pair_freq.append(words.get(pair, 0))
            entry_at.append(len(entry_freq))
        for end in range(3, len(word)):
            longer.setdefault(word[2:end], 0)
        if len(word) > 2:
            longer[word[2:]] = words[word]
    close_pair()
    runs.append(len(seconds))
    entry_at.append(len(entry_freq))
    return {**{name: values.tobytes() for name, values in numbers.items()}, "text": bytes(text)}


def _model(directory: str) -> dict[str, bytes]:
    """Emissions by character, and the starts and transitions in the order that `segment` takes them apart."""
    starts: dict[str, float] = _tables(directory, "prob_start")
    moves: dict[str, dict[str, float]] = _tables(directory, "prob_trans")
    emissions: dict[str, dict[str, float]] = _tables(directory, "prob_emit")
    chars = sorted(set().union(*emissions.values()))
    rows = array("d")
    for char in chars:
        rows.extend(emissions[state].get(char, NEVER) for state in "BMES")
    chain = array("d", [starts[state] for state in "BMES"])
    chain.extend(moves[before].get(state, NEVER) for before, state in ("EB", "SB", "BM", "MM", "BE", "ME", "ES", "SS"))
    return {"emit_chars": array("I", map(ord, chars)).tobytes(), "emit": rows.tobytes(), "chain": chain.tobytes()}


def _tables(directory: str, name: str) -> Any:
    """One of finalseg's modules by its file: importing it by name would run all of jieba's start."""
    spec = spec_from_file_location(f"_jieba_{name}", os.path.join(directory, "finalseg", f"{name}.py"))
    if spec is None or spec.loader is None:
        raise CoachError(f"jieba 缺少 finalseg/{name}.py，请重新安装 reply-coach。")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.P


def _assemble(sections: dict[str, bytes], total: int, identity: str) -> bytes:
    bodies = [sections[name] for name in SECTIONS]
    offsets = [HEADER]
    for body in bodies:
        offsets.append(offsets[-1] + -(-len(body) // 8) * 8)  # every section starts at a multiple of 8
    places = array("Q")
    for (start, _), body in zip(pairwise(offsets), bodies, strict=True):
        places.extend((start, len(body)))
    header = MAGIC + array("Q", [BYTE_ORDER, offsets[-1], total]).tobytes()
    header += identity.encode("ascii")[:IDENTITY].ljust(IDENTITY, b"\0") + places.tobytes()
    header += array("Q", [crc32(header)]).tobytes()
    return header + b"".join(body.ljust(-(-len(body) // 8) * 8, b"\0") for body in bodies)
