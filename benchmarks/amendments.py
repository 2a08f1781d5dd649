"""The time that `sla gate` and `sla diff` take for a change of few agreements among many."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from sla_dsl.cli import main
from sla_dsl.collector import uncollected
from sla_dsl.compiler import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import Settings
from sla_dsl.pipeline import run
from sla_dsl.text.source import Source
from sla_dsl.workspace import WorkspaceFiles

from .backed import FIRST_DAY
from .measure import medians, table
from .realistic import realistic
from .revisions import commit, git, lowered, spread


def amendments_report(sizes: tuple[int, ...], changed: int, rounds: int) -> str:
    """Judges proposals that change a number of SLAs in workspaces of these sizes (in files); ratios as Markdown."""
    rows = [
        (f"`sla gate`, {files} files", "compiling all of them once", gate_ratio(files, changed, rounds))
        for files in sizes
    ]
    heading = f"{changed} SLAs changed, in workspaces as houses have them."
    return "\n".join([heading, "", *table("task", "against", rows)])


@uncollected()  # as a process of these commands is
def gate_ratio(files: int, changed: int, rounds: int) -> float:
    """The time of judging a proposal that changes a number of SLAs, in the time of compiling all files once."""
    before, after = _changed(files, changed)
    with TemporaryDirectory() as folder, chdir(folder):
        git("init", "--quiet", "--initial-branch=main")
        commit(before | {"sla.toml": "language = 1\n"}, "before")
        git("checkout", "--quiet", "-b", "proposal")
        commit(after, "after")
        git("gc", "--quiet")
        spent = medians(
            {
                "compile": lambda: compile_sources([Source(*one) for one in before.items()], Lock(), FIRST_DAY),
                "gate": lambda: main(("gate", "--output", "report.txt")),
            },
            rounds,
            process_time,
        )
    return spent["gate"] / spent["compile"]


@uncollected()
def diff_ratios(files: int, changed: int, rounds: int) -> tuple[float, float]:
    """The time of comparing revisions between which a number of SLAs changed.

    It is told in the time that these SLAs take, as they were and as they are, when all files are compiled, and when
    all are checked: of a workspace of one kind each file takes as much as it is long.
    """
    before, after = _changed(files, changed)
    share = 2 * sum(len(before[path]) for path in after) / sum(map(len, before.values()))
    settings = Settings.of({"as-of": FIRST_DAY})

    def anew() -> tuple[Source, ...]:
        return tuple(Source(*one) for one in before.items())

    with TemporaryDirectory() as folder, chdir(folder):
        git("init", "--quiet")
        commit(before | {"sla.toml": f"as-of = {FIRST_DAY}\n"}, "before")
        commit(after, "after")
        git("gc", "--quiet")
        spent = medians(
            {
                "compile": lambda: compile_sources(anew(), Lock(), FIRST_DAY),
                "check": lambda: run(WorkspaceFiles(Path(), settings, Lock(), anew()), lets_go=True),
                "diff": lambda: main(("diff", "before", "after", "--format", "json", "--output", "report.json")),
            },
            rounds,
            process_time,
        )
    return spent["diff"] / (spent["compile"] * share), spent["diff"] / (spent["check"] * share)


def _changed(files: int, changed: int) -> tuple[dict[str, str], dict[str, str]]:
    """A workspace as houses have them, and the changed ones of its files, each by path."""
    before = {f"{one.path}.sla": one.sla for one in realistic(files)}
    return before, lowered(before, spread([path for path in before if path.startswith("agreements/")], changed))
