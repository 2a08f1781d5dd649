"""``python -m tests.truth --minutes 5 --seed 1 --family paths``: the search for false verdicts, by hand."""

from __future__ import annotations

import argparse
import json
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count, repeat
from pathlib import Path

from .families import FAMILIES
from .hunt import hunted, shrunk

Counts = dict[str, Counter[str]]
"""For each family what was counted: workspaces, verdicts, worlds, falsities, and milliseconds of the processor."""


def main() -> int:
    """Hunts for so long, each family in turn; prints each false verdict, and counts at the end; 1 if there is any."""
    reader = argparse.ArgumentParser(prog="python -m tests.truth")
    reader.add_argument("--minutes", type=float, default=1, help="for how long is searched in all")
    reader.add_argument("--seed", default="1")
    reader.add_argument("--family", choices=sorted(FAMILIES), action="append")
    reader.add_argument("--effort", type=int, default=1, help="how hard worlds are looked for")
    reader.add_argument("--most", type=int, default=3, help="how many false verdicts of a family are shrunk and told")
    reader.add_argument(
        "--processes", type=int, default=1, help="how many search side by side, with seeds of their own"
    )
    reader.add_argument("--rows", type=Path, help="a file to which a line of JSON is added for each workspace")
    asked = reader.parse_args()
    with ProcessPoolExecutor(asked.processes) as pool:
        found = list(pool.map(_search, repeat(asked), range(asked.processes)))
    counts = {family: sum((each[family] for each in found), Counter()) for family in asked.family or FAMILIES}
    for family, counted in counts.items():
        _say(f"{family}: {_in_words(counted)}")
    total = sum(counts.values(), Counter())
    _say(f"all: {_in_words(total)}")
    return int(bool(total["false"] or total["failed"]))


def _search(asked: argparse.Namespace, process: int) -> Counts:
    """The search of one process: one workspace of each family in turn."""
    counts: Counts = {family: Counter() for family in asked.family or FAMILIES}
    until = time.monotonic() + 60 * asked.minutes
    for family, seed in _seeds(counts, f"{asked.seed}-{process + 1}"):
        if time.monotonic() >= until:
            break
        counted, begin = Counter(workspaces=1), time.process_time()
        try:
            for falsity in hunted(family, seed, asked.effort, counted):
                if counts[family]["false"] < asked.most:
                    _say(shrunk(falsity).text)
        except Exception:  # noqa: BLE001 - a workspace on which the program fails is told, and the search goes on
            counted["failed"] += 1
            _say(f"{family}, seed {seed}: {traceback.format_exc()}")
        counted["milliseconds"] = round(1000 * (time.process_time() - begin))
        counts[family] += counted
        if asked.rows:
            with asked.rows.open("a", encoding="utf-8") as rows:
                rows.write(json.dumps({"family": family, "seed": seed, **counted}) + "\n")
    return counts


def _seeds(families: Counts, seed: str) -> Iterator[tuple[str, str]]:
    return ((family, f"{seed}-{number}") for number in count(1) for family in families)


def _in_words(counted: Counter[str]) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(counted.items()))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
