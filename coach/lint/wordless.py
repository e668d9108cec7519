"""Review ↔ bytes without one word of the draft. Floor 6.

A cache must not hold customers' words, but messages and rewrites quote them. What is written holds places in the draft
instead: 〔12,4〕 for the characters that stood there, between words that the rulebook itself prints. Only he who has
the draft can read it again. A string that is neither of the rulebook's nor put together like that makes the whole
review unwritable, and then it is not kept: the guard is in the writing itself, not in knowing all who quote.

What is written is a pickle, so that the review may gain fields; reading it makes nothing but the model's own types.
"""

from __future__ import annotations

import io
import pickle
import re
from collections import Counter
from dataclasses import fields
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from coach.model import Finding, Review
from coach.reading.fold import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coach.model import RuleFacts
    from coach.text import Draft

PLACE = re.compile("\ue000([0-9]+),([0-9]+),([01])\ue001")  # private-use characters: no rulebook prints them
SLOT = re.compile("<([^<>]+)>")
ELLIPSIS = "…"
KEPT = tuple(field.name for field in fields(Review) if field.name != "draft")
ROOMS = ("coach.model", "coach.text", "coach.errors")
OTHERS = {("collections", "Counter"): Counter}


class WordsError(Exception):
    """A review holds words of the draft that cannot be told as places."""


class Wordless:
    """Writes and reads reviews made with one rulebook, whose own words are known."""

    def __init__(self, facts: Mapping[str, RuleFacts], phrases: Mapping[str, str], more: Iterable[str]) -> None:
        self.facts = facts
        self.phrases = phrases
        self.more = frozenset(more)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Every string that the program or the rulebook prints of itself, in one order."""
        own = {word for each in self.facts.values() for word in (each.id, each.title, each.message, *each.rewrites)}
        slots = {name for text in (*self.phrases.values(), *own) for name in SLOT.findall(text)}
        return tuple(sorted({*own, *slots, *self.phrases, *self.phrases.values(), *self.more, *_type_names()}))

    def _rights(self, facts: RuleFacts) -> frozenset[str]:
        """The words that a rule puts in the place of wrong ones: its own, in whichever script."""
        if facts.id not in self._right_words:
            self._right_words[facts.id] = frozenset(fold_word(form) for row in facts.corrections for form in row[1:])
        return self._right_words[facts.id]

    @cached_property
    def _right_words(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _slot_names(self) -> frozenset[str]:
        texts = (*self.phrases.values(), *(text for each in self.facts.values() for text in each.rewrites))
        return frozenset(fold_word(name) for text in texts for name in SLOT.findall(text))

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The place of each of those strings."""
        return {word: number for number, word in enumerate(self.words)}

    def write(self, review: Review) -> bytes:
        """Write a review without its draft. Raises WordsError."""
        made: set[str] = set()
        findings, waived = (
            tuple(self._hidden(finding, review.draft.text, made) for finding in group)
            for group in (review.findings, review.waived)
        )
        parts = [getattr(review, name) for name in KEPT]
        parts[KEPT.index("findings")], parts[KEPT.index("waived")] = findings, waived
        out = io.BytesIO()
        _Writer(out, self.numbers, made).dump(parts)
        return out.getvalue()

    def read(self, data: bytes, draft: Draft) -> Review:
        """Read a review of that draft again. Raises ValueError on what `write` has not written."""
        try:
            parts = dict(zip(KEPT, _Reader(io.BytesIO(data), self.words).load(), strict=True))
            for name in ("findings", "waived"):
                parts[name] = tuple(_shown(finding, draft.text) for finding in parts[name])
            return Review(draft, **parts)
        except (pickle.UnpicklingError, TypeError, AttributeError, EOFError, IndexError, KeyError) as error:
            raise ValueError(type(error).__name__) from None

    def _hidden(self, finding: Finding, text: str, made: set[str]) -> Finding:
        facts = self.facts.get(finding.rule)
        message = hide(finding.message, text, [facts.message] if facts else [])
        rewrites = []
        for rewrite in finding.rewrites:
            phrase = self.phrases.get(rewrite.phrase or "")
            sources = [phrase] if phrase is not None else facts.rewrites if facts else ()
            put_right = phrase is None and facts is not None and fold_word(rewrite.text) in self._rights(facts)
            words = rewrite.text if put_right else _told(rewrite.text, text, sources)
            # a phrase's slots have names of ours, in either script; one for what a template left is named after it
            slots = tuple(n if fold_word(n) in self._slot_names else pieced(n, text) for n in rewrite.slots)
            rewrites.append(rewrite._replace(text=words, slots=slots))
            made.update(slots)
        made.update((message, *(rewrite.text for rewrite in rewrites)))
        return finding._replace(message=message, rewrites=tuple(rewrites))


def hide(said: str, text: str, templates: Iterable[str]) -> str:
    """Write the draft's words in `said` as places, by the first template that explains it. Raises WordsError."""
    for template in templates:
        hidden = _by(said, text, template.removeprefix("→"))
        if hidden is not None and show(hidden, text) == said:
            return hidden
    raise WordsError


def _told(said: str, text: str, sources: Iterable[str]) -> str:
    """Write a rewrite by its phrase; one that says the flagged clause again, by what of it stands in the draft."""
    try:
        return hide(said, text, sources)
    except WordsError:
        return pieced(said, text)


def pieced(said: str, text: str) -> str:
    """Write every stretch of two characters or more that stands in the draft as its place. Raises WordsError."""
    if "\ue000" in said or "\ue001" in said:
        raise WordsError
    pieces, start = [], 0
    while start < len(said):
        end = start + 1
        while end < len(said) and said[start : end + 1] in text:
            end += 1
        place = text.find(said[start:end]) if end - start > 1 else -1
        pieces.append(f"\ue000{place},{place + end - start},0\ue001" if place >= 0 else said[start])
        start = end if place >= 0 else start + 1
    return "".join(pieces)


def show(hidden: str, text: str) -> str:
    """Put the draft's words back in their places."""
    if "\ue000" not in hidden:
        return hidden
    return PLACE.sub(lambda hit: _words(text, int(hit[1]), int(hit[2]), hit[3] == "1"), hidden)


def _words(text: str, start: int, end: int, joined: bool) -> str:
    words = text[start:end]
    return " ".join(words.split()) if joined else words


def _by(said: str, text: str, template: str) -> str | None:
    """Line `said` up with a template: its own words must be there, its slots hold words of the draft or are open."""
    parts = SLOT.split(template)  # words, slot, words, slot, … words
    pattern = "".join(
        f"(〈{re.escape(part)}〉|.*?)" if place % 2 else re.escape(part) for place, part in enumerate(parts)
    )
    found = re.fullmatch(pattern, said, re.DOTALL)
    if found is None:
        return None
    pieces = [parts[0]]
    for group, (name, behind) in enumerate(zip(parts[1::2], parts[2::2], strict=True), 1):
        value = _value(found[group], name, text)
        if value is None:
            return None
        pieces += [value, behind]
    return "".join(pieces)


def _value(value: str, name: str, text: str) -> str | None:
    if value in ("", f"〈{name}〉", f"<{name}>"):
        return value
    for words, tail in ((value, ""), (value.removesuffix(ELLIPSIS), ELLIPSIS)):
        start = text.find(words)
        if start >= 0 and (not tail or value.endswith(ELLIPSIS)):
            return f"\ue000{start},{start + len(words)},0\ue001{tail}"
        gap = re.search(r"\s+".join(map(re.escape, words.split())), text) if words.split() else None
        if gap and (not tail or value.endswith(ELLIPSIS)):
            return f"\ue000{gap.start()},{gap.end()},1\ue001{tail}"
    return None


def _shown(finding: Finding, text: str) -> Finding:
    rewrites = tuple(
        rewrite._replace(text=show(rewrite.text, text), slots=tuple(show(slot, text) for slot in rewrite.slots))
        for rewrite in finding.rewrites
    )
    return finding._replace(message=show(finding.message, text), rewrites=rewrites)


def _type_names() -> Iterator[str]:
    """What a pickle says of the types in it."""
    for module in (*ROOMS, *(module for module, _ in OTHERS)):
        yield module
        yield from dir(import_module(module))


class _Writer(pickle.Pickler):
    """Writes known strings as their numbers, and refuses those that may hold the draft's words."""

    def __init__(self, out: io.BytesIO, numbers: Mapping[str, int], made: set[str]) -> None:
        super().__init__(out, protocol=5)
        self.numbers, self.made = numbers, made

    def persistent_id(self, thing: Any) -> int | None:
        if type(thing) is not str:
            return None
        number = self.numbers.get(thing)
        if number is None and thing not in self.made:
            raise WordsError(len(thing))
        return number


class _Reader(pickle.Unpickler):
    """Makes nothing but the model's types: a file that was put there by someone else can run nothing."""

    def __init__(self, data: io.BytesIO, words: tuple[str, ...]) -> None:
        super().__init__(data)
        self.words = words

    def persistent_load(self, number: int) -> str:
        return self.words[number]

    def find_class(self, module: str, name: str) -> Any:
        return _type(module, name)


@cache
def _type(module: str, name: str) -> Any:
    if module in ROOMS and "." not in name:
        found = getattr(import_module(module), name)
        if isinstance(found, type) and found.__module__ == module and not issubclass(found, BaseException):
            return found
    if (module, name) in OTHERS:
        return OTHERS[module, name]
    raise pickle.UnpicklingError(name)
