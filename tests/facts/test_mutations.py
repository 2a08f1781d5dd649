"""A meaning that allows too much passes every proof: each mutant of it is noticed by a row of the tables."""

from __future__ import annotations

import signal
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from .mutants import MODULES, Mutant, mutants, running
from .test_meaning import ROWS
from .worlds import Row, differences

SECONDS = 2.0
"""A mutant that takes so much time of the processor is noticed: on a busy machine the clock says nothing of it."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@cache
def rows_by_function() -> dict[tuple[str, str], list[Row]]:
    """Which rows run which function."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in ROWS:
        ran: set[CodeType] = set()

        def see(frame: FrameType, _event: str, _argument: Any, ran: set[CodeType] = ran) -> None:
            ran.add(frame.f_code)

        differences(row)  # compiled before, so that nothing else is seen
        sys.setprofile(see)
        try:
            differences(row)
        finally:
            sys.setprofile(None)
        for function in {function for code in ran if (function := _function(code))}:
            found[function].append(row)
    return found


def _function(code: CodeType) -> tuple[str, str] | None:
    """The module of the meaning, and the function in it, that this is code of."""
    path = Path(code.co_filename)
    of_meaning = path.parent.name == "facts" and path.parent.parent.name == "sla_dsl"
    return (path.stem, code.co_qualname.partition(".<")[0]) if of_meaning else None


def is_noticed(mutant: Mutant) -> bool:
    rows = rows_by_function()[mutant.module, mutant.function]  # asked before the mutant runs
    with running(mutant):
        for row in rows:
            try:
                with at_most(SECONDS):
                    if differences(row):
                        return True
            except Exception:  # noqa: BLE001 - however a mutant fails, it is noticed
                return True
    return False


def equivalents() -> dict[str, str]:
    """The mutants that mean the same, each with the reason, which stands above those that it is for."""
    found, reason = {}, ""
    for line in (Path(__file__).parent / "equivalents.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            reason = line.removeprefix("# ")
        elif line:
            found[line] = reason
    return found


def unnoticed(name: str, every: int = 1) -> list[str]:
    """Of each so many mutants of a module those that no row notices, though they mean something else."""
    known = equivalents()
    return [one.text for one in mutants(name, every) if one.text not in known and not is_noticed(one)]


def test_of_all_mutants_each_twentieth_is_noticed() -> None:
    assert [text for name in MODULES for text in unnoticed(name, every=20)] == []


@pytest.mark.mutants
@pytest.mark.parametrize("name", MODULES)
def test_every_mutant_is_noticed(name: str) -> None:
    assert unnoticed(name) == []


def test_what_means_the_same_is_a_mutant() -> None:
    """Of a line that changed, the mutants that mean the same are others."""
    every = {one.text for name in MODULES for one in mutants(name)}
    assert sorted(set(equivalents()) - every) == []


@pytest.mark.mutants
def test_what_means_the_same_is_not_noticed() -> None:
    every = {one.text: one for name in MODULES for one in mutants(name)}
    known = equivalents()
    assert [text for text in known if is_noticed(every[text])] == []
    assert all(known.values())
