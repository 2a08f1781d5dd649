"""The result of a computation that cannot answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Undecidable:
    """Something is missing or not comparable; ``reason`` is a lower-case clause that names it."""

    reason: str
