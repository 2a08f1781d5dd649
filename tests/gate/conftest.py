"""Keys for all tests of the gate: making them costs more than a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..history.signature_keys import ssh_key
from .scene import Scene

PEOPLE = ("Camille Roy", "Rui Faria", "Jo Lindqvist", "A stranger")


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A key for each signatory, and one of somebody else."""
    return {who: ssh_key(tmp_path_factory.mktemp(who.split()[0])) for who in PEOPLE}


@pytest.fixture
def scene(tmp_path: Path, keys: dict[str, Path]) -> Scene:
    """A repository with agreements in force."""
    return Scene(tmp_path / "shop", keys)


@pytest.fixture
def unsigned(tmp_path: Path, keys: dict[str, Path]) -> Scene:
    """The same, where approvals need no signature."""
    return Scene(tmp_path / "shop", keys, sign=False)
