"""How the code is built: who may import whom, and how large things may get."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from itertools import chain, takewhile
from pathlib import Path

import pytest

import sla_dsl

ROOT = Path(__file__).parent.parent
ROWS = (
    ("collector", "folder", "text", "version"),
    ("model", "language"),
    ("algebra", "lexer"),
    ("facts", "wording", "packs", "recall"),
    ("compiler", "proof", "rules", "workspace"),
    ("policy", "changes", "moved"),
    ("earlier",),
    ("history", "pipeline", "continued"),
    ("gate", "samples", "fixes"),
    ("register", "drafts"),
    ("reports", "documents"),
    ("server",),
    ("cli",),
    ("start",),
)
"""The rooms of the toolkit, from the ground up; those of one row know nothing of each other."""
PROOF_ROWS = (
    ("settled",),
    ("verdict", "context", "understood"),
    ("case",),
    ("behind",),
    ("uptime", "durations"),
    ("figures", "phases"),
    ("prove", "findings", "carried"),
)
"""The rooms and modules of the proof, from the ground up; those of one row know nothing of each other."""
VALIDATORS_MAY_IMPORT = (
    "validators",
    "sla_dsl.model",
    "sla_dsl.algebra",
    "sla_dsl.rules",
    "sla_dsl.text",
)
SLOW_TO_IMPORT = {"babel", "docx", "git", "holidays", "icalendar", "jinja2", "jsonschema", "typst", "xlsxwriter"}
MODULES = sorted(
    path.relative_to(ROOT) for folder in ("sla_dsl", "validators") for path in (ROOT / folder).rglob("*.py")
)
PROOF = [path for path in MODULES if path.parts[:2] == ("sla_dsl", "proof") and path.name != "__init__.py"]


def row(module: Path) -> str:
    """The row of a module of the toolkit: its sub-package, or the module itself where it is in none."""
    return Path(module.parts[1]).stem


@cache
def parse(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def imported(node: ast.AST, module: Path) -> Iterator[str]:
    """The dotted names that a statement of a module imports, absolute."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield alias.name
    elif isinstance(node, ast.ImportFrom):
        package = module.parent.parts
        base = package[: len(package) - node.level + 1] if node.level else ()
        for alias in node.names:
            yield ".".join(filter(None, (*base, node.module, alias.name)))


@cache
def all_imports(module: Path) -> tuple[str, ...]:
    return tuple(name for node in ast.walk(parse(module)) for name in imported(node, module))


def imports_on_loading(node: ast.AST, module: Path) -> Iterator[str]:
    """What a module imports when it is imported itself: not what its functions or type checkers import."""
    for child in ast.iter_child_nodes(node):
        for_types = isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
        if not for_types and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from imported(child, module)
            yield from imports_on_loading(child, module)


def forbidden_imports(module: Path, allowed: Iterable[str]) -> list[str]:
    """What a module imports from this project, other than from these parts of the toolkit."""
    own = [name for name in all_imports(module) if name.partition(".")[0] in {"sla_dsl", "validators"}]
    return [name for name in own if not f"{name}.".startswith(tuple(f"{part}." for part in allowed))]


@pytest.mark.parametrize(
    "module", [path for path in MODULES if path.parts[0] == "sla_dsl" and row(path) != "__init__"], ids=str
)
def test_a_module_imports_only_from_its_own_room_and_those_below(module: Path) -> None:
    own = row(module)
    below = [room for rooms in takewhile(lambda rooms: own not in rooms, ROWS) for room in rooms]
    assert own in chain.from_iterable(ROWS)
    assert forbidden_imports(module, [f"sla_dsl.{name}" for name in (own, *below)]) == []


@pytest.mark.parametrize("module", PROOF, ids=str)
def test_a_module_of_the_proof_imports_only_from_its_own_room_and_those_below(module: Path) -> None:
    own = Path(module.parts[2]).stem
    below = [room for rooms in takewhile(lambda rooms: own not in rooms, PROOF_ROWS) for room in rooms]
    allowed = {f"sla_dsl.proof.{name}" for name in (own, *below)}
    inside = [name for name in all_imports(module) if name.startswith("sla_dsl.proof")]
    assert own in chain.from_iterable(PROOF_ROWS)
    assert [name for name in inside if not f"{name}.".startswith(tuple(f"{part}." for part in allowed))] == []


def test_no_modules_of_the_proof_import_each_other_in_a_circle() -> None:
    names = {".".join(module.with_suffix("").parts): module for module in PROOF}
    TopologicalSorter(
        {
            name: {other for other in names for one in all_imports(module) if f"{one}.".startswith(f"{other}.")}
            for name, module in names.items()
        }
    ).prepare()


@pytest.mark.parametrize("module", [path for path in MODULES if path.parts[0] == "validators"], ids=str)
def test_a_validator_imports_only_model_algebra_and_rules(module: Path) -> None:
    assert forbidden_imports(module, VALIDATORS_MAY_IMPORT) == []


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_has_at_most_400_lines(module: Path) -> None:
    assert len((ROOT / module).read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_slow_libraries_are_imported_where_they_are_used(module: Path) -> None:
    slow = {name.partition(".")[0] for name in imports_on_loading(parse(module), module)} & SLOW_TO_IMPORT
    own = {"history": {"git"}, "documents": {"babel", "docx", "jinja2", "typst"}}
    assert slow <= own.get(module.parts[1], set())


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_only_history_imports_git(module: Path) -> None:
    assert "history" in module.parts or "git" not in {name.partition(".")[0] for name in all_imports(module)}


def test_the_command_starts_without_slow_libraries() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import sla_dsl.cli, sys; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert SLOW_TO_IMPORT & set(loaded) == set()


def test_the_package_exports_at_most_15_names() -> None:
    assert len(getattr(sla_dsl, "__all__", ())) <= 15


def told_rooms(page: str) -> list[tuple[str, str, str]]:
    """The table of the rooms on a page: the number of the row, the room, and what it is."""
    line = re.compile(r"^\| (\d+) \| `sla_dsl/(\w+)(?:/|\.py)` \| (.*) \|$", re.MULTILINE)
    return line.findall((ROOT / page).read_text(encoding="utf-8"))


def test_the_architecture_tells_the_rooms_by_their_rows_from_the_top_down() -> None:
    told = [(int(number), room) for number, room, _what in told_rooms("docs/architecture.md")]
    assert [number for number, _room in told] == sorted((number for number, _room in told), reverse=True)
    assert sorted(told) == sorted((number, room) for number, rooms in enumerate(ROWS, start=1) for room in rooms)


def test_who_contributes_reads_the_same_table() -> None:
    assert told_rooms("CONTRIBUTING.md") == told_rooms("docs/architecture.md")


def test_every_room_is_in_a_row() -> None:
    there = {row(path) for path in MODULES if path.parts[0] == "sla_dsl"} - {"__init__"}
    assert there == {*chain.from_iterable(ROWS)}


def test_there_are_validators() -> None:
    assert importlib.import_module("sla_dsl.validators").RULES
