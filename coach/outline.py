"""A page held against frameworks: which steps are there, missing, or late. Floor 5, under the review.

Its words live here and not in model.py: most drafts are held against no framework, and do not wake this file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coach.rulebook.page import Page
    from coach.rulebook.rule import Rulebook
    from coach.text import Span

SCENE_OWN = "场景骨架"  # the name by which a scene's own skeleton is asked for


class Step(NamedTuple):
    """One step of a framework: where it was taken, None when it is missing; `late` when it comes out of its order."""

    title: str
    span: Span | None
    late: bool = False
    advice: str = ""  # what to add where it is missing


class Outline(NamedTuple):
    """A reply held against a framework, its steps in the framework's order."""

    name: str
    source: str
    steps: tuple[Step, ...]


def framework_names(rulebook: Rulebook) -> tuple[str, ...]:
    """Name what may be asked for: the frameworks, and the skeleton of the scene at hand."""
    named = (each["name"] for each in rulebook.compiled["frameworks"] if not each["scenes"])
    return (*named, SCENE_OWN)


def outlines(page: Page, rulebook: Rulebook, names: Iterable[str], said: bool) -> tuple[Outline, ...]:
    """Hold a page against the frameworks of these names, and its scene's own when the scene was said."""
    wanted = {*names, *([SCENE_OWN] if said else [])}
    chosen = [
        each
        for each in rulebook.compiled["frameworks"]
        if each["name"] in wanted or (SCENE_OWN in wanted and page.scene in each["scenes"])
    ]
    return tuple(Outline(each["name"], each["source"], tuple(_steps(each, page, rulebook))) for each in chosen)


def _steps(framework: Mapping[str, Any], page: Page, rulebook: Rulebook) -> Iterator[Step]:
    found = [
        tuple(match.span for match in rulebook.cue(step["cue"]).find(page, page.whole)) for step in framework["steps"]
    ]
    late = _late(found) if framework["ordered"] else frozenset()
    for number, (step, spans) in enumerate(zip(framework["steps"], found, strict=True)):
        if spans or not step["maybe"]:
            place = page.reading.draft_span(min(spans)) if spans else None
            yield Step(step["title"], place, number in late, "" if spans else step["next"])


def _late(found: Sequence[Sequence[Span]]) -> frozenset[int]:
    """Number the steps whose first place is behind the last place of a step that should follow them."""
    return frozenset(
        number
        for number, spans in enumerate(found)
        if spans and any(others and min(spans) > max(others) for others in found[number + 1 :])
    )
