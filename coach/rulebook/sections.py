"""The sections of a pack that are no rules: scenes, the matrix, the arithmetic of scores, frameworks. Floor 4.

They become plain data in the compiled rulebook; the matchers in them become cues with names that no pack can write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.rulebook.arithmetic import read_scoring
from coach.rulebook.frameworks import read_frameworks
from coach.rulebook.tables import read_matrix, read_scenes, refuse_slips
from coach.yamlfile import Fields, Node

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from coach.rulebook.grammar import Grammar, Spec
    from coach.rulebook.tables import Changes

SECTIONS = ("scenes", "matrix", "channels", "scoring", "frameworks")


def read_sections(
    files: Iterable[Node], grammar: Grammar, families: Collection[str], strengths: Collection[str]
) -> tuple[dict[str, Any], dict[str, Spec]]:
    """Read them in every file: plain data by section, and the cues made of their matchers."""
    scenes: list[list[Any]] = []
    matrix: Changes = {}
    rows: dict[str, Node] = {}
    scoring: dict[str, Any] = {}
    frameworks: list[dict[str, Any]] = []
    cues: dict[str, Spec] = {}
    for file in files:
        assert isinstance(file, Fields)
        read_scenes(file, grammar, scenes)
        read_matrix(file, grammar, matrix, rows)
        read_scoring(file, grammar, strengths, scoring, cues)
        read_frameworks(file, grammar, frameworks, cues)
    refuse_slips(rows, families, grammar)
    return {"scenes": scenes, "matrix": matrix, "scoring": scoring, "frameworks": frameworks}, cues
