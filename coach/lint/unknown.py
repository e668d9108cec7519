"""Template variables that the helpdesk will not fill in. Floor 6; what each product knows, intake says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.intake.variables import unknown_variables
from coach.lint.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.lint.library import Library
    from coach.model import Finding


def unknown(library: Library) -> Iterator[tuple[int, Finding]]:
    """Tell of each unknown variable, with the one that was meant."""
    for number, entry in enumerate(library.entries):
        if "{" in entry.text or "<" in entry.text or "[" in entry.text or "%" in entry.text:
            for variable in unknown_variables(entry, library.standards.variables):
                hint = f"，是不是“{variable.nearest}”？" if variable.nearest else "。"
                yield number, finding("library.variable", variable.span, f"没有“{variable.name}”这个变量{hint}")
