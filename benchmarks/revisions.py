"""The time of `sla diff` between two revisions of many files, few of which changed."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sla_dsl.cli import main
from sla_dsl.compiler import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.text.source import Source

from .backed import FIRST_DAY, house, sla
from .measure import medians, table

_EXCEPTIONS = 40


def revisions_report(files: int, services: int, changed: int, rounds: int) -> str:
    """Compares revisions with changed SLAs, and some also with changed agreements behind them; ratios as Markdown."""
    before, behind = workspace(files, services), max(1, changed // 20)
    slas = lowered(before, spread([path for path in before if path.startswith("agreements/")], changed))
    olas = slas | lowered(before, spread([path for path in before if path.startswith("service-")], behind))
    settings = {"sla.toml": f"as-of = {FIRST_DAY}\n"}
    with TemporaryDirectory() as folder, chdir(folder):
        git("init", "--quiet")
        git("config", "gc.auto", "0")  # no collection runs while the tasks are measured
        for name, texts in (("before", before | settings), ("slas", slas), ("olas", olas)):
            commit(texts, name)
        git("gc", "--quiet")
        spent = medians(
            {
                "names": lambda: git("diff", "--name-only", "before", "slas"),
                "compile": lambda: [_compiled(slas, texts) for texts in (before, slas)],
                "slas": lambda: main(("diff", "before", "slas", "--format", "json", "--output", "report.json")),
                "olas": lambda: main(("diff", "before", "olas", "--format", "json", "--output", "report.json")),
            },
            rounds,
            perf_counter,
        )
    least = spent["names"] + spent["compile"]
    also = f"and {behind} of the agreements behind them"
    against = "`git diff --name-only`, and compiling both versions"
    rows = [(f"`sla diff`, {changed} SLAs changed", against, spent["slas"] / least)]
    rows += [(f"`sla diff`, {changed} SLAs changed, {also}", against, spent["olas"] / least)]
    heading = (
        f"{len(before)} files, {services} services with agreements behind them; medians of {rounds} rounds in turn."
    )
    return "\n".join([heading, "", *table("task", "against", rows)])


def workspace(files: int, services: int) -> dict[str, str]:
    """A number of files by path: a house, and SLAs, each with its own service that needs one of the shared ones."""
    shared = {source.path: source.text for source in house(services, _EXCEPTIONS)}
    own = {
        f"agreements/sla-{n}.sla": f"service shop-{n} {{ owner desk hours 24x7 needs service-{n % services} }}\n"
        + sla(n, f"shop-{n}", n % services)
        for n in range(files - len(shared))
    }
    return shared | own


def lowered(texts: dict[str, str], paths: Sequence[str]) -> dict[str, str]:
    """Some of the texts, each with its first promise of availability lowered."""
    return {path: texts[path].replace("availability at least 9", "availability at least 8", 1) for path in paths}


def spread(paths: Sequence[str], some: int) -> Sequence[str]:
    """A number of the paths, evenly spread."""
    return paths[:: len(paths) // some][:some]


def _compiled(changed: dict[str, str], texts: dict[str, str]) -> object:
    return compile_sources([Source(path, texts[path]) for path in changed], Lock(), FIRST_DAY)


def commit(texts: dict[str, str], tag: str) -> None:
    """Writes the texts to their paths, and commits all of them under a tag."""
    for path, text in texts.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")
    git("add", "--all")
    git("-c", "user.name=Jo", "-c", "user.email=jo@example.org", "commit", "--quiet", "--message", tag)
    git("tag", tag)


def git(*arguments: str) -> None:
    """Runs Git in the current folder; raises if it fails."""
    # A collection in the background would block `git gc`.
    subprocess.run(("git", "-c", "gc.auto=0", *arguments), check=True, capture_output=True)
