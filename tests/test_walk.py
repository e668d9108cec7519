"""Which files are read: those given, and in folders those of our kinds that nobody excluded; each once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from coach.errors import Failure
from coach.intake.options import Intake
from coach.intake.walk import files


def plant(root: Path, *names: str, text: str = "好") -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_walked_in_order(here: Path) -> None:
    plant(
        here,
        "b.txt",
        "a.csv",
        "话 术/z.yaml",
        "c.py",
        ".hidden/x.txt",
        "node_modules/y.json",
        "a/b/c.jsonl",
        "coach-waivers.yaml",
    )
    assert list(files(["."], Intake())) == ["a/b/c.jsonl", "a.csv", "b.txt", "话 术/z.yaml"]
    assert list(files(["话 术", "a"], Intake())) == ["话 术/z.yaml", "a/b/c.jsonl"]


def test_gitignore_counts_from_the_root_of_the_repository(here: Path) -> None:
    plant(here, ".git/HEAD", "a/x.txt", "a/y.txt", "a/b/z.txt", "a/b/keep.txt", "a/build/w.txt", "top.txt")
    (here / ".gitignore").write_text("y.txt\n/top.txt\nbuild/\n", encoding="utf-8")
    (here / "a/b/.gitignore").write_text("*.txt\n!keep.txt\n", encoding="utf-8")
    assert list(files(["."], Intake())) == ["a/b/keep.txt", "a/x.txt"]
    assert list(files(["a"], Intake())) == ["a/b/keep.txt", "a/x.txt"]
    assert list(files(["a"], Intake(gitignore=False))) == [
        "a/b/keep.txt",
        "a/b/z.txt",
        "a/build/w.txt",
        "a/x.txt",
        "a/y.txt",
    ]
    assert list(files(["top.txt", "a/y.txt"], Intake())) == ["top.txt", "a/y.txt"]  # given by name


def test_exclude_is_relative_to_its_root(here: Path) -> None:
    plant(here, "a/x.txt", "a/old/y.txt", "b/old.txt")
    how = Intake(exclude=("old/", "/b"), root=str(here))
    assert list(files([str(here)], how)) == [str(here / "a/x.txt")]
    assert list(files(["a/old/y.txt"], how)) == ["a/old/y.txt"]
    assert list(files(["a/old/y.txt", "a/x.txt"], how, force_exclude=True)) == ["a/x.txt"]


def test_nothing_comes_twice(here: Path) -> None:
    plant(here, "a/x.txt", "a/b/y.txt")
    assert list(files(["a/x.txt", "a", "./a/x.txt", "a/b", "a"], Intake())) == ["a/x.txt", "a/b/y.txt"]
    assert list(files(["a", "a/x.txt"], Intake())) == ["a/b/y.txt", "a/x.txt"]
    assert list(files(["-", "-"], Intake())) == ["-"]


def test_links_that_lead_back_end(here: Path) -> None:
    plant(here, "a/x.txt")
    (here / "a/back").symlink_to(here / "a", target_is_directory=True)
    (here / "a/self.txt").symlink_to("self.txt")
    (here / "a/gone.txt").symlink_to("nowhere.txt")
    (here / "a/other.txt").symlink_to("x.txt")
    assert list(files(["a"], Intake())) == [
        Failure("a/gone.txt", "链接指向的文件不存在"),
        "a/other.txt",
        Failure("a/self.txt", "链接指向的文件不存在"),
        "a/x.txt",
    ]


def test_a_path_that_does_not_exist_is_left_to_the_reader() -> None:
    assert list(files(["没有.txt"], Intake())) == ["没有.txt"]


def test_what_a_repository_has_beside_its_library(here: Path) -> None:
    plant(
        here,
        "README.md",
        "readme.zh.txt",
        "CHANGELOG.md",
        "LICENSE.txt",
        "requirements-dev.txt",
        "package-lock.json",
        "readmes.txt",
        "license.csv",
    )
    assert list(files(["."], Intake())) == ["license.csv", "readmes.txt"]
    assert list(files(["README.md"], Intake())) == ["README.md"]


def test_a_folder_that_cannot_be_read_is_a_failure(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(here, "a/x.txt", "b/y.txt")
    scandir = os.scandir

    def guarded(path: str) -> Any:
        if path.endswith("a"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    assert list(files(["."], Intake())) == [Failure("a", "没有读取权限"), "b/y.txt"]
