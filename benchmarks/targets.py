"""What is aimed at, measured: ``python -m benchmarks.targets [FILES …]`` (1000 by default), on an idle machine.

Each figure is a ratio of processor time, children's included, of what is done in turn in one run; the median of a few
rounds.  Processes are measured as they are called, with their start.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple

import yaml

from sla_dsl.collector import uncollected
from sla_dsl.language.lines import LINES
from sla_dsl.language.parser import parse
from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import Settings
from sla_dsl.server.bench import OpenDocument, Project, WhileWanted
from sla_dsl.workspace import WorkspaceFiles

from .amendments import diff_ratios, gate_ratio
from .measure import DAY, check_sla, load_yaml, medians, sources, validate_yaml
from .realistic import realistic, written
from .renditions import File
from .revisions import git

ROUNDS = 5
EDITOR_FILES = 200
KEYS = ("S1", "S2", "S3", "W1", "W2", "P1", "C1", "C2", "D1", "G1", "L1", "M1")
"""The names of what is aimed at, in the order of the table."""
_SLA = ("import sys; from sla_dsl.start import main; sys.exit(main())",)


_MEMORY = "import sys; from sla_dsl.start import main; main();sys.stderr.write(open('/proc/self/status').read())"


class Target(NamedTuple):
    """A figure with its aim."""

    key: str
    what: str
    against: str
    ratio: float
    aim: float


def process(folder: Path, *command: str) -> float:
    """Runs a command to its end in a folder; its processor time in seconds.  What it prints is thrown away."""
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    before = Path.cwd()
    os.chdir(folder)
    try:
        child = os.posix_spawnp(command[0], command, os.environ, file_actions=nowhere)
    finally:
        os.chdir(before)
    _, _, used = os.wait4(child, 0)
    return used.ru_utime + used.ru_stime


def memory(folder: Path, *arguments: str) -> float:
    """The most memory that the command takes in a folder, in MiB, by what Linux says of it."""
    done = subprocess.run([sys.executable, "-c", _MEMORY, *arguments], cwd=folder, capture_output=True, check=True)
    return int(re.findall(rb"VmHWM:\s+(\d+) kB", done.stderr)[0]) / 1024


def python(folder: Path, *arguments: str) -> Callable[[], float]:
    """A process of Python in a folder."""
    return lambda: process(folder, sys.executable, *arguments)


def sla(folder: Path, *arguments: str) -> Callable[[], float]:
    """A process of the command, as it is installed, in a folder."""
    return python(folder, "-c", *_SLA, *arguments)


def in_turn(tasks: dict[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The medians of what processes spend, each round of which does every one once; a first round does not count."""
    spent: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds + 1):
        for name, task in tasks.items():
            spent[name].append(task())
    return {name: median(each[1:]) for name, each in spent.items()}


def start_targets(top: Path, rounds: int) -> list[Target]:
    """The start of the command, and the check of one file."""
    one = top / "one"
    written(realistic(8)[:1], one)
    spent = in_turn(
        {
            "pass": python(top, "-c", "pass"),
            "version": sla(top, "--version"),
            "help": sla(top, "--help"),
            "check": sla(one, "check", "--no-cache"),
        },
        rounds,
    )
    least = spent["pass"]
    return [
        Target("S1", "`sla --version`", "`python -c pass`", spent["version"] / least, 1.5),
        Target("S1", "`sla --help`", "`python -c pass`", spent["help"] / least, 2.5),
        Target("S2", "check of one file, cold", "`python -c pass`", spent["check"] / least, 12),
    ]


def again_targets(top: Path, files: int, rounds: int) -> list[Target]:
    """The same workspace again: nothing changed, or one file did."""
    folder, made = top / f"again-{files}", realistic(files)
    written(made, folder)
    git("-C", str(folder), "init", "--quiet")
    git("-C", str(folder), "add", "--all")
    changed, number = folder / f"{made[-1].path}.sla", 0

    def edited() -> float:
        nonlocal number
        number += 1
        changed.write_text(f"{made[-1].sla}# {number}\n", encoding="utf-8")
        return sla(folder, "check")()

    cold = median(sla(folder, "check", "--no-cache")() for _ in range(1 if files > 1000 else rounds))
    sla(folder, "check")()
    spent = in_turn(
        {
            "pass": python(top, "-c", "pass"),
            "warm": sla(folder, "check"),
            "status": lambda: process(folder, "git", "status", "--short"),
        },
        rounds,
    )
    warm, least = spent["warm"], spent["pass"]
    found = [Target("W1", f"nothing changed, {files} files", "`git status`", warm / spent["status"], 15)]
    if files <= 1000:
        return [
            Target("S3", f"nothing changed, {files} files", "`python -c pass`", warm / least, 3),
            *found,
            Target("W2", f"one of {files} files changed", "a cold check", edited() / cold, 1 / 8),
        ]
    return [Target("W1", f"nothing changed, {files} files", "`python -c pass`", warm / least, 15), *found]


def content_targets(top: Path, sizes: Sequence[int], rounds: int) -> list[Target]:
    """Parsing and checking against PyYAML, the growth of the check, and its memory."""
    made = {size: realistic(size) for size in sorted({*sizes, sizes[0] // 4})}
    first = made[sizes[0]]
    spent = medians(
        {
            "load": lambda: load_yaml(first),
            "validate": lambda: validate_yaml(first),
            "parse": lambda: parsed(first),
        },
        rounds,
        process_time,
    )
    found = [
        Target("P1", "scan and parse", "PyYAML's C loader", spent["parse"] / spent["load"], 1.2),
    ]
    checked: dict[int, float] = {}
    for size, files in made.items():
        folder = top / f"content-{size}"
        written(files, folder)
        times = 1 if size > 1000 else rounds
        checked[size] = in_turn({"check": sla(folder, "check", "--no-cache")}, times)["check"]
    for size in sizes:
        loaded = medians({"load": lambda size=size: load_yaml(made[size])}, 1, process_time)["load"]  # type: ignore[misc]  # the loop's own
        found.append(Target("C1", f"check of {size} files", "PyYAML's C loader", checked[size] / loaded, 6))
    validated = spent["validate"]
    found.append(Target("C1", f"check of {sizes[0]} files", "PyYAML-C, jsonschema", checked[sizes[0]] / validated, 6))
    ordered = sorted(made)
    for one, other in pairwise(ordered):
        exponent = log(checked[other] / checked[one]) / log(other / one)
        found.append(Target("C2", f"growth of the check, {one} to {other} files", "exponent", exponent, 1.1))
    grown = memory(top / f"content-{sizes[-1]}", "check", "--no-cache") - memory(top, "--help")
    found.append(
        Target("M1", f"memory of a check, {sizes[-1]} files", "MiB for 1000 files", grown / sizes[-1] * 1000, 110)
    )
    return found


@uncollected()  # as a check does
def parsed(files: list[File]) -> None:
    """Scans and parses the files anew, as if no line of theirs had been met."""
    LINES.clear()
    for source in sources(files):
        parse(source)


def keystroke_targets(rounds: int) -> list[Target]:
    """The check of a workspace after a keystroke in one file, against a check from nothing."""
    files = realistic(EDITOR_FILES)
    project = Project(Path("/nowhere"))
    settings = Settings.of({"as-of": DAY})
    project.keep(WorkspaceFiles(project.root, settings, Lock(), tuple(sources(files))))
    path, number = f"{files[-1].path}.sla", 0

    def typed() -> None:
        nonlocal number
        number += 1
        project.touched()
        text = f"{files[-1].sla}# {number}\n"
        document = OpenDocument("file:///nowhere", number, text, "utf-16", Path(path))
        project.check({path: document}, WhileWanted(project.generation))

    spent = medians({"typed": typed, "nothing": lambda: check_sla(files)}, rounds, process_time)
    what = f"after a keystroke, {EDITOR_FILES} files"
    return [Target("L1", what, "a check from nothing", spent["typed"] / spent["nothing"], 1 / 15)]


def revision_targets(sizes: Sequence[int]) -> list[Target]:
    """`sla diff` of 2 % of the files, and `sla gate` of 1 %; one round each, without the start."""
    found = []
    for size in sizes:
        compared, judged = max(1, size // 50), max(1, size // 100)
        what = f"`sla diff`, {compared} of {size} files changed"
        of_compiling, of_checking = diff_ratios(size, compared, 1)
        found.append(Target("D1", what, "compiling them among all, twice", of_compiling, 2))
        found.append(Target("D1", what, "checking them among all, twice", of_checking, 2))
        what, against = f"`sla gate`, {judged} of {size} files changed", "compiling all once"
        found.append(Target("G1", what, against, gate_ratio(size, judged, 1), 2))
    return found


def targets_report(sizes: Sequence[int], rounds: int) -> str:
    """Measures all that is aimed at; a table as Markdown."""
    with TemporaryDirectory() as made:
        top = Path(made).resolve()
        os.environ |= {"XDG_CACHE_HOME": str(top / "cache"), "XDG_STATE_HOME": str(top / "state")}
        # An installed package is compiled once, and not at each start.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(top / "compiled")
        rows = [*start_targets(top, rounds), *content_targets(top, sizes, rounds)]
        rows += (row for size in sizes for row in again_targets(top, size, rounds))
    rows += [*revision_targets(sizes), *keystroke_targets(rounds)]
    rows.sort(key=lambda row: (KEYS.index(row.key), row.what))
    heading = f"CPython {sys.version.split()[0]}, PyYAML {yaml.__version__}; medians of {rounds} rounds in turn."
    lines = ["| | what | of | measured | aim | |", "|---|---|---|--:|--:|---|"]
    lines += (
        f"| {one.key} | {one.what} | {one.against} | {one.ratio:.2f} | {one.aim:.3g} | "
        f"{'reached' if one.ratio <= one.aim else 'not reached'} |"
        for one in rows
    )
    return "\n".join([heading, "", *lines])


if __name__ == "__main__":
    print(targets_report([*map(int, sys.argv[1:])] or [1000], ROUNDS))
