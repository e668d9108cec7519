"""The house holds: imports go down only, rooms on a floor do not know each other, every library has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import coach

ROOT = Path(coach.__file__).parent
FLOORS = {  # the longest prefix counts
    "coach.text": 1, "coach.cachedir": 1, "coach.starter": 1, "coach.wholefile": 1,
    "coach.errors": 2, "coach.wording": 2.1, "coach.syntax": 2.1, "coach.model": 2.2, "coach.reading": 2.3,
    "coach.yamlfile": 3, "coach.tomlfile": 3, "coach.config_library": 3, "coach.config": 3.1, "coach.report": 3.2,
    "coach.intake": 4, "coach.rulebook": 4,
    "coach.outline": 4.9, "coach.score": 4.9, "coach.review": 5, "coach.rewrite": 5,
    "coach.proof": 6, "coach.calibrate": 6, "coach.lint": 6,
    "coach.cli": 7, "coach.__main__": 8, "coach": 7,
}  # fmt: skip
EVERYWHERE = {"coach"}  # its __version__ only; what it imports, it imports when called
DOORS = {
    "typer": {"coach.cli"},
    "xml": {"coach.report.xml_text"},
    "rich": {"coach.report.terminal"},
    "jieba": {"coach.reading"},
    "yaml": {"coach.yamlfile"},
    "tomllib": {"coach.tomlfile"},
    "rapidfuzz": {"coach.rulebook.phrasebook", "coach.lint.near"},
    "rensa": {"coach.lint.near"},
    "sqlite3": {"coach.lint.cache"},
    "pathspec": {"coach.intake.walk", "coach.lint.paths"},
    "python_calamine": {"coach.intake.sheets"},
    "prompt_toolkit": {"coach.cli.ask"},
    "re2": {"coach.rulebook.matchers.regex"},
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        parts = ("coach", *path.relative_to(ROOT).with_suffix("").parts)
        yield ".".join(parts).removesuffix(".__init__"), ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module imported for use; those under `if TYPE_CHECKING` are words, not walls."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "coach")
        else:
            yield from imports(node)


def room(module: str) -> str:
    found = [prefix for prefix in FLOORS if module == prefix or module.startswith(f"{prefix}.")]
    return max(found, key=len) if found else module


def test_imports_go_down_and_rooms_of_a_floor_do_not_know_each_other() -> None:
    wrong = []
    for module, tree in modules():
        for target in imports(tree):
            if not target.startswith("coach") or target in EVERYWHERE or target.startswith("coach.__version__"):
                continue
            here, there = room(module), room(target)
            if here != there and module != "coach" and FLOORS[there] >= FLOORS[here]:
                wrong.append(f"{module} imports {target}")
    assert not wrong


def test_every_module_is_on_a_floor() -> None:
    assert [module for module, _ in modules() if room(module) == "coach" and module != "coach"] == []


def test_every_library_has_one_door() -> None:
    wrong = []
    for module, tree in modules():
        for target in imports(tree):
            doors = DOORS.get(target.split(".")[0])
            if doors is not None and not any(module == door or module.startswith(f"{door}.") for door in doors):
                wrong.append(f"{module} imports {target}")
    assert not wrong


def test_nothing_reaches_for_the_network_or_starts_programs() -> None:
    banned = {"urllib", "http", "socket", "subprocess", "ftplib", "smtplib", "requests", "ssl"}
    allowed = {("coach.lint.since", "subprocess")}  # git, asked for the files of a revision
    reached = {(module, name) for module, tree in modules() for name in imports(tree) if name.split(".")[0] in banned}
    assert reached <= allowed


def test_functions_and_files_stay_small() -> None:
    long_functions, long_files = [], []
    for module, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and module not in (
                "coach.cli.check",
                "coach.cli.fix",
                "coach.cli.lint",
            ):  # tables of options
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > 40:
                    long_functions.append(f"{module}.{node.name}: {length}")
    for path in ROOT.rglob("*.py"):
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > 300 and path.name not in ("fold_table.py", "grammar.py"):  # generated; one table of the language
            long_files.append(f"{path.name}: {lines}")
    assert (long_functions, long_files) == ([], [])


def test_every_module_says_what_it_is() -> None:
    assert [module for module, tree in modules() if not ast.get_docstring(tree)] == []
