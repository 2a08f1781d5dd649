"""The published agreements: each compiles, and its findings are the document's own defects."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from sla_dsl.compiler import compile_sources
from sla_dsl.model.workspace import Workspace
from sla_dsl.pipeline import run
from sla_dsl.reports.check.concise import concise_report
from sla_dsl.workspace import read_workspace

from ..golden import assert_golden
from ..rules.samples import CATALOGUE

PUBLISHED = Path(__file__).parents[2] / "examples" / "published"
WORKSPACES = sorted(path.parent for path in PUBLISHED.glob("*/sla.toml"))
STATUSES = {"checked", "in words", "typed", "not sayable"}


def name(workspace: Path) -> str:
    return workspace.name


def rows(workspace: Path) -> list[list[str]]:
    """The rows of the table of clauses: code, clause, status, and where or why not."""
    lines = (workspace / "clauses.md").read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1:]]


def test_there_are_published_agreements() -> None:
    assert WORKSPACES


@pytest.mark.parametrize("workspace", WORKSPACES, ids=name)
def test_its_findings_are_those_expected(workspace: Path) -> None:
    files = read_workspace(workspace)
    assert files.settings.as_of is not None
    assert_golden(str(workspace / "expected.txt"), concise_report(run(files)))


@pytest.mark.parametrize("workspace", WORKSPACES, ids=name)
def test_every_clause_of_the_document_has_a_row(workspace: Path) -> None:
    inventory = re.search(r"^Clauses: (\d+)$", (workspace / "clauses.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert inventory
    assert len(rows(workspace)) == int(inventory[1])


@pytest.mark.parametrize("workspace", WORKSPACES, ids=name)
def test_every_row_says_how_its_clause_is_kept(workspace: Path) -> None:
    assert {row[2] for row in rows(workspace)} <= STATUSES
    assert all(len(row) == 4 and all(row) for row in rows(workspace))


def addresses(workspace: Workspace) -> set[str]:
    """All that an account may name with a slash: objectives, tables and columns of them, clauses, amendments."""
    found = {f"amendments/{folder.name}" for folder in (PUBLISHED / "amendments").iterdir()}
    for agreement in workspace.agreements.values():
        found |= {f"{agreement.name}/{clause.name}" for clause in agreement.clauses}
        for parts in (objective.address.split("/") for objective in agreement.objectives):
            found |= {"/".join(parts[:count]) for count in range(2, len(parts) + 1)}
    return found


@pytest.mark.parametrize("workspace", WORKSPACES, ids=name)
def test_what_an_account_names_is_there(workspace: Path) -> None:
    files = read_workspace(workspace)
    assert files.settings.as_of is not None
    there = addresses(compile_sources(files.sources, files.lock, files.settings.as_of))
    accounts = " ".join(row[3] for row in rows(workspace) if row[2] in ("checked", "in words"))
    named = re.findall(r"`([^`\s]+/[^`\s]+)`", accounts)
    assert [one for one in named if not any(fnmatchcase(each, one.replace("…", "*")) for each in there)] == []


def defects() -> list[list[str]]:
    """The rows of the table of defects: what is wrong, in which document, and the rule or why it cannot be written."""
    text = (PUBLISHED / "README.md").read_text(encoding="utf-8").partition("## Defects")[2]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in text.splitlines() if row.startswith("| ")][
        1:
    ]


def test_every_defect_is_found_or_told_why_not() -> None:
    assert len(defects()) >= 27
    for _defect, document, how in defects():
        expected = (PUBLISHED / document.strip("`") / "expected.txt").read_text(encoding="utf-8")
        rule = re.match("`([a-z-]+/[a-z-]+)`", how)
        assert how.startswith(("cannot be written", "not found")) if rule is None else f"[{rule[1]}]" in expected, how
        assert set(re.findall("`([a-z]+/[a-z-]+)`", how)) <= CATALOGUE.keys()
