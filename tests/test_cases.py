"""Golden cases: a folder holds `command` and, where they are not empty or 0, `stdin`, `stdout`, `stderr`, `status`."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.parent.name for path in CASES.glob("*/command"))


def read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def renew(case: Path, done: subprocess.CompletedProcess[bytes]) -> None:
    """Write what came out, when asked by COACH_RENEW_CASES=1: then read it."""
    for name, data in (("stdout", done.stdout), ("stderr", done.stderr), ("status", f"{done.returncode}\n".encode())):
        if data and data != b"0\n":
            (case / name).write_bytes(data)
        else:
            (case / name).unlink(missing_ok=True)


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """The very first run builds the dictionary and says so."""
    subprocess.run(
        [sys.executable, "-m", "coach", "check", "--text", "好的"], capture_output=True, cwd=CASES.parent.parent
    )


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str) -> None:
    case = CASES / name
    arguments = shlex.split((case / "command").read_text(encoding="utf-8"))
    plain = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("COACH_O", "COACH_CO", "NO_COL", "FORCE"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "coach", *arguments],
        input=read(case / "stdin"),
        capture_output=True,
        cwd=case,
        env={**plain, "COLUMNS": "80", "PYTHONPATH": str(CASES.parent.parent)},
    )
    if os.environ.get("COACH_RENEW_CASES"):
        renew(case, done)
    status = int(read(case / "status") or b"0")
    found = (done.returncode, done.stdout.decode(), done.stderr.decode())
    assert found == (status, read(case / "stdout").decode(), read(case / "stderr").decode())
