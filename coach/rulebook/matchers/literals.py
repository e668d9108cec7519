"""The words a regular expression cannot match without, for the prefilter. Floor 4.

Works on the parse tree of Python's own `re`, whose syntax RE2's is nearly a part of; a pattern that `re` cannot read,
or that has no such words, simply is always looked for.
"""

from __future__ import annotations

import re
import warnings
from itertools import product
from typing import Any

from coach.reading.masks import BLANK
from coach.rulebook.alphabet import as_python

MOST = 400


def pattern_literals(pattern: str) -> tuple[frozenset[str], ...]:
    """Find sets of words of each of which every match contains at least one; none when there is none worth having."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = re._parser.parse(as_python(pattern))  # type: ignore[attr-defined]
    except (re.error, RecursionError, OverflowError):
        return ()
    return tuple(dict.fromkeys(_usable(_sequence(tree))))


def _usable(choices: list[frozenset[str]]) -> list[frozenset[str]]:
    return [choice for choice in choices if choice and all(map(_is_word, choice)) and len(choice) <= MOST]


def _is_word(word: str) -> bool:
    """Tell whether a word can be looked for: a masked stretch is blank, but words are looked for in the text itself."""
    return bool(word) and BLANK not in word


def _best(choices: list[frozenset[str]]) -> frozenset[str]:
    return max(_usable(choices), key=lambda choice: (min(map(len, choice)), -len(choice)), default=frozenset())


def _sequence(tree: Any) -> list[frozenset[str]]:
    """The literal sets of a concatenation: neighbours that are exact are joined, the rest stand alone."""
    sets: list[frozenset[str]] = []
    run: frozenset[str] = frozenset([""])
    for name, value in tree:
        exact = _exact(str(name), value)
        if exact is not None and len(run) * len(exact) <= MOST:
            run = frozenset(a + b for a, b in product(run, exact))
            continue
        sets.append(run)
        run = exact if exact is not None else frozenset([""])
        if exact is None:
            # a group is part of the concatenation: all its own sets are needed
            sets += _sequence(value[3]) if str(name) == "SUBPATTERN" else [_inexact(str(name), value)]
    sets.append(run)
    return sets


def _exact(name: str, value: Any) -> frozenset[str] | None:
    """All that a node can match, when that is a small set."""
    if name == "LITERAL":
        return frozenset([chr(value)])
    if name == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        return frozenset(chr(code) for _, code in value)
    if name == "SUBPATTERN":
        return _all_of(value[3])
    if name == "BRANCH":
        branches = [_all_of(branch) for branch in value[1]]
        if all(branch is not None for branch in branches):
            return frozenset().union(*(branch for branch in branches if branch is not None))
    return None


def _all_of(tree: Any) -> frozenset[str] | None:
    run: frozenset[str] = frozenset([""])
    for name, value in tree:
        exact = _exact(str(name), value)
        if exact is None or len(run) * len(exact) > MOST:
            return None
        run = frozenset(a + b for a, b in product(run, exact))
    return run


def _inexact(name: str, value: Any) -> frozenset[str]:
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
        return _best(_sequence(value[2]))
    if name == "BRANCH":
        branches = [_best(_sequence(branch)) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    return frozenset()
