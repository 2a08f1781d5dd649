"""The tasks, their timing, and the table of their ratios."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import yaml
from jsonschema import Draft202012Validator

from sla_dsl.compiler import compile_sources
from sla_dsl.language.parser import parse
from sla_dsl.language.scanner import scan
from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import Settings
from sla_dsl.pipeline import Checked, run
from sla_dsl.text.source import Source
from sla_dsl.workspace import WorkspaceFiles

from .renditions import File, workspace
from .schema import AGREEMENT, SCHEMAS

DAY = date(2026, 6, 1)
_SMALL = {"agreements": 3, "services": 2, "calendar_lines": 10}
_VALIDATORS = {path: Draft202012Validator(schema) for path, schema in SCHEMAS.items()}
_AGREEMENT = Draft202012Validator(AGREEMENT)


def report(agreements: int, services: int, calendar_lines: int, rounds: int) -> str:
    """Measures every task, ``rounds`` times in turn, and returns the table of ratios as Markdown."""
    files = workspace(agreements, services, calendar_lines)
    size = sum(len(file.sla.encode()) for file in files)
    bigger = size / sum(len(file.yaml.encode()) for file in files)
    spent = medians(
        {
            "load YAML": lambda: load_yaml(files),
            "scan": lambda: [scan(source) for source in sources(files)],
            "parse": lambda: [parse(source) for source in sources(files)],
            "compile": lambda: compile_sources(sources(files), Lock(), DAY),
            "load and validate YAML": lambda: validate_yaml(files),
            "check": lambda: check_sla(files),
        },
        rounds,
        process_time,
    )
    with TemporaryDirectory() as folder:
        started = medians(processes(Path(folder)), rounds, perf_counter)
    per_file = spent["parse"] / spent["load YAML"]
    ratios = [
        ("scan and parse, per file", "PyYAML's C loader", per_file),
        ("scan and parse, per megabyte", "PyYAML's C loader", per_file / bigger),
        ("check (everything)", "PyYAML's C loader and jsonschema", spent["check"] / spent["load and validate YAML"]),
        ("scan alone", "scan and parse", spent["scan"] / spent["parse"]),
        ("compile alone", "scan and parse", (spent["compile"] - spent["parse"]) / spent["parse"]),
        ("rules and proof alone", "scan and parse", (spent["check"] - spent["compile"]) / spent["parse"]),
        ("`sla check`, a process", "`python -c pass`", started["check"] / started["pass"]),
        ("`sla --help`, a process", "`python -c pass`", started["help"] / started["pass"]),
    ]
    heading = f"{len(files)} files, {size / 1000:.0f} kB; medians of {rounds} rounds in turn; less is quicker."
    return "\n".join([heading, "", *table("task", "against", ratios)])


def table(first: str, second: str, ratios: list[tuple[str, str, float]]) -> list[str]:
    """A table of ratios as Markdown, under the names of its first columns."""
    rows = (f"| {a} | {b} | {ratio:.2f} |" for a, b, ratio in ratios)
    return [f"| {first} | {second} | ratio |", "|---|---|--:|", *rows]


def medians(tasks: dict[str, Callable[[], object]], rounds: int, clock: Callable[[], float]) -> dict[str, float]:
    """The median of the seconds that each task takes.

    Each round does every task once; a first round does not count.
    """
    spent: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds + 1):
        for name, task in tasks.items():
            gc.collect()  # no task pays for the garbage of another
            begin = clock()
            task()
            spent[name].append(clock() - begin)
    return {name: median(seconds[1:]) for name, seconds in spent.items()}


def sources(files: list[File]) -> list[Source]:
    """The files as sources that are not scanned yet."""
    return [Source(f"{file.path}.sla", file.sla) for file in files]


def check_sla(files: list[File]) -> Checked:
    """Compiles the files and applies the standard rules."""
    return run(WorkspaceFiles(Path(), Settings(), Lock(), tuple(sources(files))), DAY)


def load_yaml(files: list[File]) -> list[object]:
    """Loads the YAML rendition with PyYAML's C loader."""
    return [yaml.load(file.yaml, yaml.CSafeLoader) for file in files]


def validate_yaml(files: list[File]) -> list[str]:
    """Loads the YAML rendition and validates it; returns the messages of its schemas."""
    return [
        error.message
        for file, content in zip(files, load_yaml(files), strict=True)
        for error in _VALIDATORS.get(file.path.partition("/")[0], _AGREEMENT).iter_errors(content)
    ]


def processes(folder: Path) -> dict[str, Callable[[], object]]:
    """Starts of a process: an empty one, and the command in a small workspace, which is written to ``folder``."""
    (folder / "sla.toml").write_text("language = 1\n", encoding="utf-8")
    (folder / "agreements").mkdir()
    for file in workspace(**_SMALL):
        (folder / f"{file.path}.sla").write_text(file.sla, encoding="utf-8")

    def run(*arguments: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, check=False)

    command = "import sys; from sla_dsl.cli import main; sys.exit(main())"
    return {"pass": run("-c", "pass"), "help": run("-c", command, "--help"), "check": run("-c", command, "check")}
