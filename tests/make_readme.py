"""Write what the README shows of the program: its sample view and the table of families from the packs.

    python -m tests.make_readme

test_readme.py holds the README to both.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from coach.model import RuleFacts
from coach.rulebook.loader import default_choice, load_rulebook

README = Path(__file__).parent.parent / "README.md"
FAMILIES = re.compile(r"(?<=<!-- families -->\n).*?(?=<!-- /families -->)", re.DOTALL)
SAMPLE = re.compile(r"(?<=<!-- sample -->\n```text\n).*?(?=```\n<!-- /sample -->)", re.DOTALL)
DRAFT = re.compile(r'coach check --text "([^"]+)"')
TRADES = ("finance", "medical", "training")  # off until a team turns them on


def table() -> str:
    """Give one row per family: its pack, id, what its first rule is about, its gravest severity, its rules."""
    facts = tuple(load_rulebook(replace(default_choice(), packs_on=TRADES)).facts.values())
    families: dict[str, list[RuleFacts]] = {}
    for rule in facts:
        families.setdefault(rule.id.split(".", 1)[0], []).append(rule)
    rows = ["| 规则包 | 规则族 family | 说什么 | 级别 | 规则 |", "|---|---|---|---|---|"]
    for family, rules in families.items():
        gravest = max(rule.severity for rule in rules).title
        rows.append(f"| {rules[0].pack_title} | `{family}` | {rules[0].title} | {gravest} | {len(rules)} |")
    return "\n".join(rows) + "\n"


def sample(readme: str) -> str:
    """Give what the README's first command shows on a terminal of eighty columns, without colour."""
    draft = DRAFT.search(readme)
    assert draft is not None
    command = [sys.executable, "-m", "coach", "check", "--isolated", "--color", "never", "--output-format", "full"]
    done = subprocess.run(
        [*command, "--text", draft[1]],
        capture_output=True,
        check=False,
        cwd=README.parent,
        env={**os.environ, "COLUMNS": "80"},
    )
    return done.stdout.decode().strip("\n") + "\n"


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    text = SAMPLE.sub(lambda _: sample(text), FAMILIES.sub(lambda _: table(), text))
    README.write_text(text, encoding="utf-8")
