"""``python -m tests.truth --minutes 5 --seed 1 --family paths``: the search for false verdicts, by hand."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from .families import FAMILIES
from .hunt import hunted, shrunk


def main() -> int:
    """Hunts for so long in each family, prints counts and each false verdict; 1 if there is any."""
    reader = argparse.ArgumentParser(prog="python -m tests.truth")
    reader.add_argument("--minutes", type=float, default=1, help="for how long each family is searched")
    reader.add_argument("--seed", default="1")
    reader.add_argument("--family", choices=sorted(FAMILIES), action="append")
    reader.add_argument("--effort", type=int, default=1, help="how hard worlds are looked for")
    reader.add_argument("--most", type=int, default=3, help="how many false verdicts of a family are shrunk and told")
    asked = reader.parse_args()
    any_false = False
    for family in asked.family or FAMILIES:
        counts: Counter[str] = Counter()
        until, number = time.monotonic() + 60 * asked.minutes, 0
        while time.monotonic() < until:
            number += 1
            for found in hunted(family, f"{asked.seed}-{number}", asked.effort, counts):
                any_false = True
                if counts["false"] <= asked.most:
                    _say(shrunk(found).text)
        _say(f"{family}: {number} workspaces; " + ", ".join(f"{counts[one]} {one}" for one in sorted(counts)))
    return int(any_false)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
