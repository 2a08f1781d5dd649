"""The page that shows what a reviewer sees is real output; ``GOLDEN=write pytest`` writes it anew."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import date
from importlib import util
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest

from sla_dsl.cli import main
from sla_dsl.gate.judge import judge
from sla_dsl.gate.judgement import Judgement
from sla_dsl.gate.reading import read_proposal
from sla_dsl.reports.diff.text import diff_text
from sla_dsl.reports.diff.words import RevisionName, summary
from sla_dsl.reports.gate.text import gate_text, outcome

from ..history.repositories import git

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reviewing.md"
TODAY = date(2026, 11, 24)
HEAD = """# What a reviewer sees

Five pull requests to two agreements (`examples/review/workspace`), and what `sla diff` and `sla gate` say of each on
24 November 2026. `python examples/review/make.py FOLDER` makes the repository, with the pull requests as branches;
this page is its output. [The gate](gate.md) explains the conditions, [Approvals](approvals.md) how they are given.
"""


@pytest.fixture(scope="module")
def make() -> ModuleType:
    """The script that makes the repository."""
    spec = util.spec_from_file_location("make", ROOT / "examples" / "review" / "make.py")
    assert spec
    assert spec.loader
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    vars(module)["subprocess"] = SimpleNamespace(run=called)
    return module


def called(command: Sequence[str], check: bool, **how: Any) -> subprocess.CompletedProcess[str]:
    """Calls a command; `sla` itself without a process of its own, which is most of the time that it takes."""
    if Path(command[0]).name != "sla":
        return subprocess.run(command, check=check, **how)
    said = TextIOWrapper(BytesIO(), encoding="utf-8", newline="\n", write_through=True)
    with chdir(how["cwd"]), patch.dict(os.environ, how["env"]), redirect_stdout(said), redirect_stderr(said):
        code = main(command[1:])
    return subprocess.CompletedProcess(command, code, "", said.buffer.getvalue().decode())


@pytest.fixture(scope="module")
def judged(make: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Judgement]:
    """The judgement of each branch."""
    folder = tmp_path_factory.mktemp("review") / "agreements"
    make.make(folder, TODAY)
    found = {}
    for one in make.pull_requests(TODAY):
        git(folder, "checkout", "--quiet", one.branch)
        found[one.branch] = judge(read_proposal(folder, "main", TODAY))
    return found


def test_one_is_lawful_and_each_other_fails_by_what_it_does(judged: dict[str, Judgement]) -> None:
    unmet = {
        branch: {condition.id for condition in one.conditions if not condition.met} for branch, one in judged.items()
    }
    assert unmet == {
        "lawful": set(),
        "without-consent": {"approval", "notice"},
        "hidden": {"approval", "amendment", "version", "notice", "boundary", "window"},
        "cascade": {"cascade"},
        "self-serving": {"approval"},
    }


def test_the_outcome_counts_the_conditions_that_are_told(judged: dict[str, Judgement]) -> None:
    for judgement in judged.values():
        lines = gate_text(judgement).decode().splitlines()
        unmet, met = (sum(line.startswith(f"{state}[") for line in lines) for state in ("not met", "met"))
        closed = f"the gate is closed: {unmet} of {unmet + met} conditions not met"
        assert outcome(judgement) == (closed if unmet else f"the gate is open: {met} conditions met")


def test_the_page_is_real_output(make: ModuleType, judged: dict[str, Judgement]) -> None:
    page = "\n".join((HEAD, *(part for one in make.pull_requests(TODAY) for part in parts(one, judged[one.branch]))))
    if os.environ.get("GOLDEN") == "write":
        PAGE.write_text(page, encoding="utf-8", newline="\n")
    assert page == PAGE.read_text(encoding="utf-8")


def parts(one: ModuleType, judgement: Judgement) -> Iterator[str]:
    """A section of the page."""
    versions = RevisionName("main", judgement.rules), RevisionName(one.branch, judgement.proposal)
    yield f"## {one.branch}\n\n“{one.message}”. {one.story}\n"
    yield f"```console\n$ sla diff main {one.branch}"
    yield f"{diff_text(judgement.comparison, *versions).decode()}{summary(judgement.comparison, *versions)}"
    yield "$ sla gate"
    yield f"{gate_text(judgement).decode()}{outcome(judgement)}\n```\n"
