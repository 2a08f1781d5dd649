"""The holes of the proof that were found: the smallest draft that is, or was, called backed and can be missed."""

from __future__ import annotations

from dataclasses import dataclass

from .draft import Block, Draft, carrier, front, service

TERM = "2026-01-01 to 2026-12-31"
BEHIND = "2025-01-01"


@dataclass(frozen=True)
class Hole:
    """A draft, why its promise can be missed, and whether the proof still calls it backed."""

    name: str
    why: str
    draft: Draft
    is_open: bool


def _one(
    ours: str, theirs: str, *further: str, blocks: tuple[Block, ...] = (), backed: str = "backed by of-a"
) -> Draft:
    """A promise for a shop that needs one part, with the agreement for that part behind it."""
    shop = (service("shop", "desk", "a"), service("a", "ops"))
    promise = front("shop", TERM, "service hours 24x7", ours, *further, backed)
    return Draft((*blocks, *shop, promise, carrier("a", "ops", BEHIND, "service hours 24x7", theirs)))


HOLES = (
    Hole(
        "a-day-of-work-ends-with-the-next-opening",
        "what takes just a day of work is in time until the next opening, not only until the closing",
        _one(
            "objective fix: restore-time at most 49 h during 24x7",
            "objective fix: restore-time at most 16 h during week",
        ),
        False,
    ),
    Hole(
        "opened-again-in-front-only",
        "our clock goes on when a case is opened again; behind it is another case, in time",
        _one(
            "objective fix: restore-time at most 8 h timed by ours",
            "objective fix: restore-time at most 8 h during week",
            blocks=(Block("clock ours", ("during week", "reopened within 5 days continues")),),
        ),
        False,
    ),
    Hole(
        "pauses-in-other-hours",
        "a pause costs more of the hours behind than of ours",
        _one(
            "objective fix: restore-time at most 9 h during wide { pauses while waiting-for-customer }",
            "objective fix: restore-time at most 4 h during short { pauses while waiting-for-customer }",
        ),
        False,
    ),
    Hole(
        "backed-for-another-priority",
        "an agreement that is behind P2 alone carries no P1",
        _one(
            "objective fix: restore-time for P1, P2 at most 100 h during 24x7",
            "objective fix: restore-time at most 2 h during office",
            backed="backed by of-a for P2",
        ),
        False,
    ),
)
