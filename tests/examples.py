"""How much of what could be tried is tried in each run; ``.ci/run`` tries all."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import settings

ALL = 100
"""How many examples Hypothesis tries by itself; a number that is given for a property is that of all of them, too."""


def of_all(number: int) -> int:
    """Of so many examples those that the profile of this run tries: half of them, or all (``tests/conftest.py``)."""
    return number * settings().max_examples // ALL


def sampled(series: Iterable[Any], every: int) -> list[Any]:
    """A long series of parameters: one of so many runs always, and the others are marked ``slow``."""
    return [one if at % every == 0 else pytest.param(one, marks=pytest.mark.slow) for at, one in enumerate(series)]
