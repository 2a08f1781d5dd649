"""Outputs that are kept as files and compared byte for byte.

``GOLDEN=write pytest`` writes them anew; the difference is then reviewed like any other.
"""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def assert_golden(name: str, content: bytes) -> None:
    """Compares an output with the kept one of this name."""
    if os.environ.get("GOLDEN") == "write":
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_bytes(content)
    assert content.decode() == (FOLDER / name).read_bytes().decode()
