"""The holes of the proof that were found: the smallest draft that is, or was, called backed and can be missed."""

from __future__ import annotations

from dataclasses import dataclass

from .draft import Block, Draft, agreement, carrier, front, service

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
    ours: str,
    theirs: str,
    *further: str,
    blocks: tuple[Block, ...] = (),
    backed: str = "backed by of-a",
    volume: str = "",
) -> Draft:
    """A promise for a shop that needs one part, with the agreement for that part behind it."""
    shop = (service("shop", "desk", "a"), service("a", "ops"))
    promise = front("shop", TERM, "service hours 24x7", ours, *further, backed)
    behind = carrier("a", "ops", BEHIND, *filter(None, ("service hours 24x7", volume)), theirs)
    return Draft((*blocks, *shop, promise, behind))


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
        "more-urgent-before-it-is-opened-again",
        "what was done in time as less urgent counts again once the case is urgent; behind it is another case",
        _one(
            "objective fix: restore-time for P1 at most 2 h timed by ours",
            "objective fix: restore-time for P1 at most 2 h during wide",
            "objective fix-later: restore-time for P2, P3 at most 20 h timed by ours",
            blocks=(
                Block(
                    "clock ours",
                    (
                        "during wide",
                        "reopened within 5 days restarts",
                        "raised priority counts from the start",
                    ),
                ),
            ),
            volume="objective fix-later: restore-time for P2, P3 at most 20 h during wide",
        ),
        False,
    ),
    Hole(
        "more-urgent-as-only-the-clock-behind-says",
        "a raised priority counts from the start where nothing is said of it",
        _one(
            "objective fix: restore-time for P1 at most 2 h timed by ours",
            "objective fix: restore-time for P1 at most 2 h timed by theirs",
            "objective fix-later: restore-time for P2, P3 at most 20 h timed by ours",
            blocks=(
                Block("clock ours", ("during wide", "reopened within 5 days restarts")),
                Block("clock theirs", ("during wide", "raised priority counts from the start")),
            ),
            volume="objective fix-later: restore-time for P2, P3 at most 20 h timed by theirs",
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
    Hole(
        "more-cases-than-are-promised-behind",
        "the case behind that is one too many is promised to nobody there",
        _one(
            "objective fix: restore-time at most 8 h during 24x7",
            "objective fix: restore-time at most 4 h during 24x7",
            volume="volume at most 5 cases each calendar month",
        ),
        False,
    ),
    Hole(
        "more-cases-of-a-share-than-are-promised-behind",
        "all of twenty cases are in time where all of them come to a volume of ten",
        _one(
            "objective fix: restore-time at most 8 h in 90% of cases during 24x7 each calendar month",
            "objective fix: restore-time at most 4 h in 95% of cases during 24x7 each calendar month",
            "volume at most 20 cases each calendar month",
            volume="volume at most 10 cases each calendar month",
        ),
        False,
    ),
    Hole(
        "a-case-waits-until-the-next-hop-has-ended",
        "a case waits at the first hop until the agreement of the second one has ended",
        Draft(
            (
                service("shop", "desk", "a"),
                service("a", "ops"),
                front(
                    "shop",
                    TERM,
                    "service hours 24x7",
                    "objective fix: restore-time at most 8 h during 24x7 { pauses while waiting-for-supplier }",
                    "path restore-time: of-desk/answer then of-a/fix",
                    "backed by of-desk, of-a",
                ),
                agreement(
                    "ola",
                    "of-desk",
                    "desk",
                    "house",
                    "shop",
                    BEHIND,
                    "service hours 24x7",
                    "objective answer: response-time at most 1 h during 24x7 { pauses while waiting-for-supplier }",
                ),
                carrier("a", "ops", f"{BEHIND} to 2027-01-01", "objective fix: restore-time at most 4 h during 24x7"),
            )
        ),
        False,
    ),
    Hole(
        "more-urgent-after-the-first-hop",
        "what was handed on as less urgent counts from its start once it is urgent",
        Draft(
            (
                Block("clock ours", ("during 24x7", "raised priority counts from the start")),
                service("shop", "desk", "a"),
                service("a", "ops"),
                front(
                    "shop",
                    TERM,
                    "service hours 24x7",
                    "objective fix: restore-time for P1 at most 8 h timed by ours",
                    "path restore-time: of-desk/answer then of-a/fix",
                    "backed by of-desk, of-a",
                ),
                agreement(
                    "ola",
                    "of-desk",
                    "desk",
                    "house",
                    "shop",
                    BEHIND,
                    "objective answer: response-time for P1 at most 1 h during 24x7",
                    "objective answer-later: response-time for P2, P3 at most 9 h during 24x7",
                ),
                carrier("a", "ops", BEHIND, "objective fix: restore-time at most 4 h during 24x7"),
            )
        ),
        False,
    ),
    Hole(
        "a-condition-in-front-only",
        "what may be down behind at any time is down while the condition of the promise holds",
        _one(
            'objective up: availability at least 99% each calendar month when "it is used"',
            "objective up: availability at least 99% each calendar month",
        ),
        False,
    ),
    Hole(
        "suspended-in-front-only",
        "the promise is suspended, but for the time that is down",
        _one(
            "objective up: availability at least 99% each calendar month",
            "objective up: availability at least 99% each calendar month",
            'suspends up while "it is unpaid"',
        ),
        False,
    ),
    Hole(
        "suspended-on-both-sides-in-other-windows",
        "of a week that two months share, the days of one month alone count, and all that the week allows falls there",
        _one(
            "objective up: availability at least 98% each calendar month",
            "objective up: availability at least 99% each calendar week",
            'suspends up while "it is unpaid"',
            volume='suspends up while "it is unpaid"',
        ),
        False,
    ),
    Hole(
        "what-happens-to-more-than-is-covered",
        "what happens to another part of the whole excuses behind, and not in front",
        Draft(
            (
                service("shop", "desk", "a and b"),
                service("a", "ops"),
                service("b", "vendor"),
                front(
                    "a",
                    TERM,
                    "service hours 24x7",
                    "objective fix: restore-time at most 4 h during 24x7",
                    "excludes force-majeure",
                    "backed by of-shop",
                ),
                agreement(
                    "ola",
                    "of-shop",
                    "desk",
                    "house",
                    "shop",
                    BEHIND,
                    "service hours 24x7",
                    "objective fix: restore-time at most 4 h during 24x7",
                    "excludes force-majeure",
                ),
            )
        ),
        False,
    ),
    Hole(
        "a-mean-of-clocks-that-pause",
        "the mean behind leaves out what is waited, and the one in front does not",
        _one(
            "objective fix: mean restore-time at most 8 h during 24x7 each calendar month",
            "objective fix: mean restore-time at most 8 h during 24x7 each calendar month "
            "{ counted for each agreement it carries pauses while waiting-for-access }",
        ),
        False,
    ),
)
