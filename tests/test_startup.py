"""What a command wakes up, seen in sys.modules: the whole cost of one draft is its imports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.report import FORMATS

HEAVY = {"typer", "rich", "jieba", "yaml", "rapidfuzz", "tomllib", "pathlib", "importlib.metadata"}
DRAFT = "您好，由于仓库爆仓，我们会尽快处理，请您耐心等待。"
SCRIPT = """
import json, sys
from coach.cli import main
code = main(sys.argv[1:])
sys.stderr.write("\\n" + json.dumps([code, sorted(sys.modules)]))
"""


def woken(*arguments: str, cwd: Path) -> set[str]:
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], input=DRAFT.encode(), capture_output=True, cwd=cwd, env=env
    )
    code, names = json.loads(done.stderr.decode().splitlines()[-1])
    assert code in (0, 1), done.stderr.decode()
    return {name for name in names if name in HEAVY or name.split(".")[0] in HEAVY}


@pytest.fixture(autouse=True)
def warm(tmp_path: Path) -> None:
    """The first run builds the caches, which takes what it takes."""
    woken("check", cwd=tmp_path)


@pytest.mark.parametrize("form", [name for name in FORMATS if name != "full"])
def test_a_piped_check_wakes_nothing_heavy(form: str, tmp_path: Path) -> None:
    found = woken("check", "-", "--output-format", form, cwd=tmp_path)
    assert found <= {"rapidfuzz", "rapidfuzz.fuzz"} | {name for name in found if name.startswith("rapidfuzz")}


def test_the_full_view_wakes_only_a_little_of_rich(tmp_path: Path) -> None:
    found = {name for name in woken("check", "--output-format", "full", "--color", "always", cwd=tmp_path)}
    assert not any(name.startswith(("typer", "jieba", "yaml", "tomllib")) for name in found)
    assert not {"rich.console", "rich.markdown", "rich.table", "rich.markup"} & found


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("check", "--help"), ("lint", "--help")])
def test_help_and_version_wake_no_engine(arguments: tuple[str, ...], tmp_path: Path) -> None:
    found = woken(*arguments, cwd=tmp_path)
    assert not any(name.startswith(("jieba", "yaml", "rapidfuzz", "rich.markdown", "rich.console")) for name in found)


def test_importing_the_library_is_cheap() -> None:
    code = "import sys; before = set(sys.modules); import coach; print(len(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert int(done.stdout) <= 12
