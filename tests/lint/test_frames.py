"""What teams copy: the hooks, the action, and the files of `coach init` are what their readers expect and do run."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from coach.cli import main
from coach.cli.init import CI

ROOT = Path(__file__).parent.parent.parent
STARTER = ROOT / "coach" / "starter"


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def options() -> set[str]:
    """Every option that `coach lint` has, by its own help."""
    done = subprocess.run([sys.executable, "-m", "coach", "lint", "--help"], capture_output=True, cwd=ROOT)
    return set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", done.stdout.decode()))


def used(command: str) -> set[str]:
    return {word for word in shlex.split(command) if re.fullmatch(r"--?[a-z][a-z-]*", word)}


def test_hooks() -> None:
    (hook,) = loaded(ROOT / ".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language", "files"} <= hook.keys()
    assert hook["require_serial"] is True and hook["language"] == "python"
    assert hook["entry"].split()[:2] == ["coach", "lint"] and used(hook["entry"]) <= options()
    for name, wanted in (("话术/售后 1.csv", True), ("a.yaml", True), ("coach.toml", True), ("main.py", False)):
        assert bool(re.search(hook["files"], name)) is wanted


def test_the_action_is_composite_and_pastes_no_input_into_its_script() -> None:
    action = loaded(ROOT / "action.yml")
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert "run" not in step or step["shell"] == "bash"
    names = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert names == set(action["inputs"])
    script = action["runs"]["steps"][-1]["run"]
    assert used(script.splitlines()[-1].replace('"', "")) - {"-m", "--"} <= options()


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_the_action_hands_over_paths_and_options_as_they_are(tmp_path: Path) -> None:
    stub = tmp_path / "python"
    stub.write_text(f"#!{sys.executable}\nimport json, sys\nprint(json.dumps(sys.argv[1:]))\n")
    stub.chmod(0o755)
    script = loaded(ROOT / "action.yml")["runs"]["steps"][-1]["run"]
    env = {
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "COACH_PATHS": "话术/售后 1.csv\n\n$(touch x); -rf\n",
        "COACH_ARGS": "--since origin/main $(touch y)",
        "COACH_SARIF": "out dir/a.sarif",
        "GITHUB_STEP_SUMMARY": "sum mary.md",
    }
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], env=env, capture_output=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout) == [
        *("-m", "coach", "lint", "--output-format", "github", "-o", "markdown:sum mary.md"),
        *("--since", "origin/main", "$(touch", "y)", "-o", "sarif:out dir/a.sarif"),
        *("--", "话术/售后 1.csv", "$(touch x); -rf"),
    ]
    assert not (tmp_path / "x").exists() and not (tmp_path / "y").exists()


@pytest.mark.parametrize("system", ["github", "gitlab"])
def test_workflows_use_options_there_are(system: str) -> None:
    workflow = loaded(STARTER / f"{system}.yml")
    if system == "github":
        steps = workflow["jobs"]["coach"]["steps"]
        commands = [step["run"] for step in steps if step.get("run", "").startswith("coach")]
    else:
        commands = [line for line in workflow["coach"]["script"] if line.startswith("coach")]
        reports = workflow["coach"]["artifacts"]["reports"]
        written = dict(word.split(":") for word in commands[0].split() if ":" in word)
        assert written == {"gitlab": reports["codequality"], "junit": reports["junit"]}
    assert commands and all(used(command) <= options() for command in commands)


@pytest.mark.parametrize("system", CI)
def test_init_makes_what_works_at_once_and_overwrites_nothing(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "--ci", system]) == 0
    made = {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert set(made) == {"coach.toml", "coach-rules/team.yaml", *filter(None, [CI[system]])}
    assert main(["test", "coach-rules"]) == 0
    Path("a.txt").write_text("小仙女，您的包裹到了。", encoding="utf-8")
    capfd.readouterr()
    assert main(["lint"]) == 0
    out, _ = capfd.readouterr()
    assert [line.split(" ")[2] for line in out.splitlines()] == ["team-nickname"]  # and no rule file is an entry
    Path("coach.toml").write_text("# mine\n", encoding="utf-8")
    assert main(["init", "--ci", system]) == 0
    assert Path("coach.toml").read_text(encoding="utf-8") == "# mine\n"
    assert "没有动它" in capfd.readouterr().err


def test_every_commented_example_of_the_config_is_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "--ci", "none"]) == 0
    Path("coach-baseline.json").write_text('{"version": 1, "findings": []}', encoding="utf-8")
    text = Path("coach.toml").read_text(encoding="utf-8")
    live = re.sub(r"^# (?=\[|[\w-]+ = |\")", "", text, flags=re.MULTILINE)
    assert live.count("\n# ") < text.count("\n# ") - 10
    Path("coach.toml").write_text(live, encoding="utf-8")
    Path("a.txt").write_text("您的包裹到了。", encoding="utf-8")
    assert main(["lint"]) in (0, 1)


def test_init_where_it_may_not_write(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x")
    assert main(["init", str(tmp_path / "file")]) == 2
