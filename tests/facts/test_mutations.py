"""A meaning that allows too much passes every proof: each mutant of it is noticed by a row of the tables."""

from __future__ import annotations

import signal
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from .mutants import Mutant, running
from .test_meaning import ROWS
from .worlds import Row, differences

SECONDS = 2.0
"""A mutant that goes on for so long is noticed."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@cache
def rows_by_function() -> dict[tuple[str, str], list[Row]]:
    """Which rows run which function."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in ROWS:
        ran: set[tuple[str, str]] = set()

        def see(frame: FrameType, _event: str, _argument: Any, ran: set[tuple[str, str]] = ran) -> None:
            path = Path(frame.f_code.co_filename)
            if path.parent.name == "facts" and path.parent.parent.name == "sla_dsl":
                ran.add((path.stem, frame.f_code.co_qualname.partition(".<")[0]))

        differences(row)  # compiled before, so that nothing else is seen
        sys.setprofile(see)
        try:
            differences(row)
        finally:
            sys.setprofile(None)
        for function in ran:
            found[function].append(row)
    return found


def is_noticed(mutant: Mutant) -> bool:
    with running(mutant):
        for row in rows_by_function()[mutant.module, mutant.function]:
            try:
                with at_most(SECONDS):
                    if differences(row):
                        return True
            except Exception:  # noqa: BLE001 -- however a mutant fails, it is noticed
                return True
    return False
