"""What can never fire by its very build: something asked for and ruled out at once, a cue that needs itself. Floor 4.

In: the specs of a rule's `when` and `unless`. Only what is plain from the shape is told: the same matcher wanted and
excluded. Which words could contradict each other nobody can know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.rulebook.grammar import Grammar
    from coach.rulebook.packs import Packs
    from coach.yamlfile import Fields, Node

    Spec = dict[str, Any]

NEVER: Spec = {"kind": "never"}  # what a broken matcher becomes; its fault is told already


def refuse_contradictions(when: Spec, unless: Spec | None, node: Fields, grammar: Grammar) -> None:
    """Tell, at the part that rules it out, that a rule can never fire."""
    needed = wanted(when)
    for excuse in excuses(unless):
        if excuse == when:
            grammar.fault(node.get("unless") or node, "unless 和 when 一样，这条规则永远不会触发")
        elif excuse in needed:
            grammar.fault(node.get("unless") or node, "unless 放行了 when 必有的部分，规则永远不会触发")
    if contradicts(when):
        grammar.fault(node.get("when") or node, "when 又要又不要同一样东西，永远不会成立")


def wanted(spec: Spec) -> list[Spec]:
    """List what must be found for a spec to be found, itself included."""
    parts = [part for each in spec["parts"] for part in wanted(each)] if spec["kind"] == "all" else []
    return [] if spec == NEVER else [spec, *parts]


def excuses(unless: Spec | None) -> list[Spec]:
    """List what each excuses alone."""
    if unless is None or unless == NEVER:
        return []
    return [one for part in unless["parts"] for one in excuses(part)] if unless["kind"] == "any" else [unless]


def contradicts(spec: Spec) -> bool:
    """Tell whether a spec wants and rules out the same thing, as a whole or in each of its choices."""
    kind = spec["kind"]
    if kind == "any":
        return all(contradicts(part) for part in spec["parts"])
    if kind == "within":
        return contradicts(spec["inner"])
    if kind != "all":
        return False
    needed = wanted(spec)
    ruled_out = [one for part in needed if part["kind"] == "not" for one in excuses(part["inner"])]
    return any(one in needed for one in ruled_out) or any(contradicts(part) for part in spec["parts"])


def refuse_circles(nodes: Mapping[str, Node], packs: Packs) -> None:
    """Refuse a cue that leads back to itself; it is taken out, so that nothing goes round."""

    def uses(spec: Any) -> set[str]:
        if isinstance(spec, dict):
            own = {spec["name"]} if spec.get("kind") == "cue" else set()
            return own.union(*(uses(value) for value in spec.values()))
        return set().union(*map(uses, spec)) if isinstance(spec, list) else set()

    direct = {name: uses(spec) for name, spec in packs.cues.items()}
    for name in direct:
        reached, frontier = set(), set(direct[name])
        while frontier:
            reached |= frontier
            frontier = set().union(*(direct.get(used, set()) for used in frontier)) - reached
        if name in reached:
            packs.problems.append(nodes[name].problem(f"线索“{name}”引用到了自己"))
            packs.cues[name] = {"kind": "never"}
