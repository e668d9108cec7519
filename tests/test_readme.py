"""The README says what is so: its commands, its rule, its config, its Python."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from coach.cli.settle import choice_for
from coach.config import Config, load_config
from coach.proof import prove
from coach.rulebook.loader import Choice
from coach.rulebook.situation import CHANNELS, REGIONS, SCENES, TONES
from tests.make_readme import FAMILIES, SAMPLE, sample, table

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_both_halves_hold_the_same_examples() -> None:
    for language, count in (("yaml", 1), ("python", 1)):
        assert len(set(blocks(language))) == count
        assert len(blocks(language)) == 2
    commands = [block for block in blocks("sh") if "venv" in block]
    assert commands[:2] == commands[2:]


def test_ci_runs_the_very_test_command_of_the_readme() -> None:
    lines = [line for line in README.splitlines() if "-r requirements.lock -e . " in line]
    assert len(lines) == 2 and len(set(lines)) == 1 and lines[0].endswith("pytest")
    assert "-r requirements.lock -e \\. /{p;q}' README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_rule_of_the_readme_proves_itself(tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    proof = prove(choice_for(Config(), select=("team",), rules=[str(tmp_path)]))
    assert (proof.rules, [problem for problem in proof.problems if "team-soon" in problem.message]) == (1, [])
    assert isinstance(choice_for(Config()), Choice)


@pytest.mark.parametrize("text", blocks("toml"))
def test_the_config_of_the_readme_is_right(tmp_path: Path, text: str) -> None:
    for folder in ("team/rules", "team/phrases"):
        (tmp_path / folder).mkdir(parents=True)
    path = tmp_path / "coach.toml"
    path.write_text(text, encoding="utf-8")
    known = {"region": tuple(REGIONS), "tone": tuple(TONES), "channel": tuple(CHANNELS)}
    config = load_config(str(path), known)
    assert config.fail_on == "major" and config.words == ("极速达",)


def test_the_python_of_the_readme_runs() -> None:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(blocks("python")[0], {})
    assert "vague-promise" in out.getvalue()


def test_the_scenes_of_the_readme_exist() -> None:
    assert {"logistics-delay", "物流延误"} <= {*SCENES, *SCENES.values()}


def test_what_the_readme_shows_is_so() -> None:
    """To renew it: python -m tests.make_readme."""
    families, view = FAMILIES.search(README), SAMPLE.search(README)
    assert families is not None and families[0] == table()
    assert view is not None and view[0] == sample(README)
