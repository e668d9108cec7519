"""How far the phrases reach → blocks for `coach phrases --stats`. Floor 3."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach.report.layout import BLANK, Block, Piece, labelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


class FamilyReach(NamedTuple):
    """One family: by scene, how many phrases fit in each region asked about, in their order."""

    title: str
    family: str
    phrases: int
    scenes: Mapping[str, tuple[int, ...]]

    @property
    def gaps(self) -> tuple[str, ...]:
        """The scenes in which a region has nothing to say."""
        return tuple(scene for scene, counts in self.scenes.items() if not all(counts))


def coverage_view(
    totals: Iterable[tuple[str, Mapping[str, int]]], regions: Sequence[str], families: Sequence[FamilyReach]
) -> Iterator[Block]:
    """Give the totals, then each family with its counts by scene and its gaps, then what the gaps come to."""
    yield BLANK
    for label, sums in totals:
        words = "  ".join(f"{name} {count}" for name, count in sums.items())
        yield labelled(label, "dim", 1, Piece(words), cells=8)
    if len(regions) > 1:
        yield labelled("格里", "dim", 1, Piece(f"依次是{'、'.join(regions)}"), cells=8)
    for reach in families:
        yield BLANK
        yield Block(
            (Piece(reach.title, "bold"), Piece(f"  {reach.phrases} 条", "dim")),
            (Piece(" "),),
            (Piece(" "),),
            Piece(reach.family, "dim"),
        )
        pieces: list[Piece] = []
        for scene, counts in reach.scenes.items():
            style = "" if all(counts) else "mark.major"
            pieces += [Piece(" · " if pieces else "", "dim"), Piece(f"{scene} {'/'.join(map(str, counts))}", style)]
        yield Block(tuple(pieces), (Piece("   "),), (Piece("   "),))
        if reach.gaps:
            yield labelled("缺话术", "mark.major", 3, Piece("、".join(reach.gaps)), cells=8)
    cells = sum(len(reach.scenes) for reach in families)
    gaps = sum(len(reach.gaps) for reach in families)
    yield BLANK
    told = f"{gaps} 格缺话术" if gaps else "每一格都有话可说"
    yield Block(
        (Piece(f"{len(families)} 族规则 × 各自要查的场景，共 {cells} 格，{told}"),), (Piece(" "),), (Piece(" "),)
    )
    yield BLANK
