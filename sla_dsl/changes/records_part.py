"""The records beside the promises of an agreement, and the amendments that say since when its text holds."""

from __future__ import annotations

from typing import Any

from ..model.changes import Amendment
from ..wording.values import said
from .change import NOBODY, UNSURE, Stake
from .construct import Construct, Part, by, differ
from .meaning import joined as joined_statements
from .sides import Sides


def record(name: str, field: str, key: Any, joins: str = "") -> Part:
    """A part that is recorded beside the promises and changes none of them."""
    return Part(
        name,
        lambda agreement: joined_statements(getattr(agreement, field), joins) if joins else getattr(agreement, field),
        (Construct(f"{name}-content", lambda one: one, gains=NOBODY, show=said),),
        (key, lambda _one: ""),
        lambda _one: name,
        NOBODY,
    )


def by_record(amendment: Amendment, sides: Sides) -> Stake:
    """A new amendment records what is told by itself; without an earlier one, since when the text holds is open."""
    before = sides.base.declared("agreements", sides.agreement)
    return UNSURE if before is not None and amendment in before.amendments else NOBODY


AMENDMENT = Part(
    "amendment",
    lambda agreement: agreement.amendments,
    (
        Construct(
            "amendment-effect",
            lambda one: one,
            show=said,
            differs=lambda _sides, *both: differ(both, "effective", "signatures", "emergency"),
        ),
        Construct(
            "amendment-content",
            lambda one: one,
            gains=NOBODY,
            show=said,
            differs=lambda _sides, *both: differ(both, "title", "reason", "evidence"),
        ),
    ),
    (by("version"),),
    lambda _one: "amendment",
    by_record,
)
RECORDS = (
    record("signature", "signatures", by("party", "by")),
    record("request", "requests", by("party", "by")),
    AMENDMENT,
    record("backing", "backing", by("scope"), "by"),
    record("path", "paths", by("metric", "scope")),
    record("treatment", "treatments", by("agreement"), "pairs"),
    record("example", "examples", by("title")),
    record("assumption", "assumptions", by("kind", "of")),
)
