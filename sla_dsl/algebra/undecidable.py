"""What a computation returns where it cannot answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Undecidable:
    """Something is missing or not comparable; ``reason`` is a lower-case clause that says what."""

    reason: str
