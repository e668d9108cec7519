"""Matcher specs → matchers. Floor 4. A new kind is one class and one line of `BUILDERS`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coach.rulebook.matchers.base import Customer, Matcher, Within
from coach.rulebook.matchers.logic import All, AnyOf, Count, Near, Not, Order
from coach.rulebook.matchers.sense import Asked, Found, HasCustomer, Length, Setting, Similar, Subject, Time
from coach.rulebook.matchers.words import Part, Seq, TokenClass, Tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Spec = dict[str, Any]


@dataclass(frozen=True)
class Builder:
    """Builds matchers of specs; a named cue is built once and shared, so that its matches are remembered once."""

    read_cue: Callable[[str], Spec]
    clauses: Sequence[Sequence[str]]
    built: dict[str, Matcher] = field(default_factory=dict)

    def build(self, spec: Spec) -> Matcher:
        """Make the matcher that a spec describes."""
        return BUILDERS[spec["kind"]](self, spec)

    def cue(self, name: str) -> Matcher:
        """Make a named cue, or return the one made before."""
        if name not in self.built:
            self.built[name] = self.build(self.read_cue(name))
        return self.built[name]

    def every(self, specs: list[Spec]) -> tuple[Matcher, ...]:
        """Make several."""
        return tuple(self.build(spec) for spec in specs)

    def all(self, spec: Spec) -> Matcher:
        """Make an `all`: its first part is the anchor of the others."""
        first, *rest = self.every(spec["parts"])
        return All(first, tuple(rest)) if rest else first

    def any(self, spec: Spec) -> Matcher:
        """Make an `any`, its parts when they are wanted: what they need is known when the rulebook is compiled."""
        parts = spec["parts"]
        needs = spec.get("part_needs")
        if needs is None:
            needs = [self.build(part).needs for part in parts]
        known = tuple(tuple(map(tuple, each)) for each in needs)
        return AnyOf(known, lambda number: self.build(parts[number]))

    def seq(self, spec: Spec) -> Matcher:
        """Make a `seq`."""
        parts = tuple(self.part(part) for part in spec["parts"])
        return Seq(parts, spec.get("masked", True), self.clauses)

    def part(self, spec: Spec) -> Part:
        """Make one part of a `seq`."""
        rest = {key: spec[key] for key in ("groups", "boundary", "gap", "optional", "name") if key in spec}
        if "clause" in spec:
            return Part((spec["clause"],), (spec["clause"],), listed=True, **rest)
        return Part(tuple(spec["pieces"]), tuple(spec["needs"]), **rest)

    def tokens(self, spec: Spec) -> Matcher:
        """Make a `tokens`."""
        return Tokens(
            tuple(
                TokenClass(wild=part) if isinstance(part, str) else TokenClass(frozenset(self.clauses[part]), part)
                for part in spec["classes"]
            )
        )

    def told(self, spec: Spec) -> Matcher:
        """Make a matcher of the very words; few drafts meet one, and a cold start feels every import."""
        from coach.rulebook.matchers.told import TOLD

        return TOLD[spec["kind"]](spec)


BUILDERS: Mapping[str, Callable[[Builder, Spec], Matcher]] = {
    "never": lambda builder, spec: builder.any({"parts": []}),
    "seq": Builder.seq,
    "tokens": Builder.tokens,
    "all": Builder.all,
    "any": Builder.any,
    "not": lambda builder, spec: Not(builder.build(spec["inner"])),
    "near": lambda builder, spec: Near(builder.build(spec["one"]), builder.build(spec["other"]), spec["gap"]),
    "order": lambda builder, spec: Order(builder.build(spec["one"]), builder.build(spec["other"])),
    "count": lambda builder, spec: Count(builder.build(spec["inner"]), spec["least"], spec["most"]),
    "within": lambda builder, spec: Within(builder.build(spec["inner"]), spec["reach"]),
    "customer": lambda builder, spec: Customer(builder.build(spec["inner"])),
    "cue": lambda builder, spec: builder.cue(spec["name"]),
    "time": lambda builder, spec: Time(spec["time"]),
    "subject": lambda builder, spec: Subject(spec["who"]),
    "length": lambda builder, spec: Length(spec["least"], spec["most"]),
    "similar": lambda builder, spec: Similar(tuple(spec["sentences"]), spec["least"]),
    "asked-by-customer": lambda builder, spec: Asked(),
    "has-customer": lambda builder, spec: HasCustomer(True),
    **dict.fromkeys(("authorised", "used-by-customer", "written"), Builder.told),
    "found": lambda builder, spec: Found(tuple(spec["families"])),
    "setting": lambda builder, spec: Setting(spec["fact"], tuple(spec["values"])),
}
