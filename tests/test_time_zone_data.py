"""That everybody counts by the time zone data with which this release was tested."""

import tomllib
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_floor_is_the_release_that_is_installed() -> None:
    """Older data have clocks that states gave up since. A newer release fails here: raise the floor to it."""
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert f"tzdata>={version('tzdata')}" in needed
