"""Tables of wrong words and their right ones: YAML → rows, or problems at their places. Floor 4.

corrections:                              # in a pack: tables by name; <错字> in a phrase stands for the wrong words
  错字: {稍侯: 稍候, 回付: [回复, 回覆]}   # wrong → right; a second form is the Traditional one
rules: [{when: {phrases: [<错字>]}, corrections: [错字], …}]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.reading.fold import fold_word
from coach.rulebook.correcting import Correction
from coach.wording import did_you_mean
from coach.yamlfile import Fields, Items, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.rulebook.grammar import Grammar
    from coach.yamlfile import Node

FORMS = 2  # of a right word: as written, and in Traditional


def read_table(node: Node, grammar: Grammar) -> tuple[Correction, ...]:
    """Read one table; faults go to the grammar's problems."""
    if not isinstance(node, Fields) or not node.fields:
        grammar.fault(node, "改字表应当写成“错: 对”")
        return ()
    rows: dict[str, Correction] = {}
    for name, value in node.fields:
        wrong = fold_word(name.text)
        forms = grammar.texts(value, "改成的词")
        if not 1 <= len(forms) <= FORMS or not all(forms):
            grammar.fault(value, "改成的词写一个，或写“[简体, 繁體]”")
        elif any(fold_word(form) == wrong for form in forms):
            grammar.fault(value, f"“{name.text}”改成“{forms[0]}”等于没改")
        elif wrong in rows:
            grammar.fault(name, f"“{name.text}”和前面的错字是同一个")
        else:
            rows[wrong] = Correction(wrong, *forms)
    return tuple(rows.values())


def read_chosen(
    node: Node | None, tables: Mapping[str, tuple[Correction, ...]], grammar: Grammar
) -> tuple[Correction, ...]:
    """Read which tables a rule corrects by: their rows, the longest wrong word first."""
    rows: dict[str, Correction] = {}
    for item in node.items if isinstance(node, Items) else (node,) if node is not None else ():
        name = grammar.text(item, "corrections")
        if name and name not in tables:
            grammar.fault(item, f"没有名为“{name}”的改字表{did_you_mean(name, tables)}")
        for row in tables.get(name, ()):
            if row.wrong in rows and isinstance(item, Text):
                grammar.fault(item, f"“{row.wrong}”在两张改字表里")
            rows[row.wrong] = row
    for row in rows.values():
        again = next((wrong for wrong in rows if wrong in fold_word(row.right)), None)
        if again and node is not None:
            grammar.fault(node, f"“{row.wrong}”改成的“{row.right}”里又有错字“{again}”")
    return tuple(sorted(rows.values(), key=lambda row: (-len(row.wrong), row.wrong)))
