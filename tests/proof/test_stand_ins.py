"""What ends early goes on with what follows it or stands in for it; and what is always there is enough."""

import pytest

from sla_dsl.proof import Proof

from ..truth.draft import Block, Draft, carrier, front, service
from ..truth.judging import promises

TERM, HOURS = "2026-01-01 to 2026-12-31", "service hours 24x7"
FIRST, LONG = "2025-01-01 to 2026-06-30", "2025-01-01"


def proof(needs: str, ours: str, *behind: Block) -> Proof:
    names = ", ".join(one.name for one in behind)
    services = (service("shop", "desk", needs), service("a", "ops"), service("b", "vendor"))
    drafted = Draft((*services, front("shop", TERM, HOURS, ours, f"backed by {names}"), *behind))
    return next(promises(drafted)).proof


def fix(hours: int, term: str, name: str, of: str = "a") -> Block:
    owner = "ops" if of == "a" else "vendor"
    return carrier(of, owner, term, HOURS, f"objective fix: restore-time at most {hours} h during 24x7", name=name)


def up(share: str, term: str, of: str) -> Block:
    owner = "ops" if of == "a" else "vendor"
    return carrier(of, owner, term, HOURS, f"objective up: availability at least {share} each calendar month")


@pytest.mark.parametrize(
    ("first", "then", "follows", "expected"),
    [
        (4, 5, "2026-07-01 to 2027-12-31", "backed"),
        (4, 9, "2026-07-01 to 2027-12-31", "unbacked"),
        (4, 5, "2026-07-02 to 2027-12-31", "unbacked"),
        # The second one is always there, and so it alone counts.
        (9, 5, "2025-01-01 to 2027-12-31", "backed"),
        (4, 9, "2025-01-01 to 2027-12-31", "unbacked"),
    ],
)
def test_suppliers_follow_each_other(first: int, then: int, follows: str, expected: str) -> None:
    found = proof(
        "a", "objective fix: restore-time at most 8 h during 24x7", fix(first, FIRST, "one"), fix(then, follows, "two")
    )
    assert found.verdict == expected


def test_a_share_holds_over_suppliers_who_follow_each_other() -> None:
    share = "restore-time at most 4 h in 90% of cases during 24x7 each calendar month"
    theirs = f"objective fix: {share} {{ counted for each agreement it carries }}"
    behind = [
        carrier("a", "ops", term, HOURS, theirs, name=name)
        for name, term in (("one", "2025-01-01 to 2026-06-15"), ("two", "2026-06-16"))
    ]
    assert proof("a", f"objective fix: {share}", *behind).verdict == "backed"


@pytest.mark.parametrize(
    ("needs", "later", "expected"),
    [
        ("a or b", "2026-06-01", "backed"),
        ("a or b", "2026-07-02", "unbacked"),
        ("a and b", "2025-01-01", "unbacked"),
    ],
)
def test_a_part_that_ends_early_may_have_another_one_that_stands_in(needs: str, later: str, expected: str) -> None:
    ours = "objective up: availability at least 98% each calendar month"
    assert proof(needs, ours, up("99%", FIRST, "a"), up("99%", later, "b")).verdict == expected


def test_a_renewal_of_a_part_for_which_another_one_stands_in_need_not_be_certain() -> None:
    ours = "objective up: availability at least 98% each calendar month"
    renewed = up("99%", FIRST, "a")
    renewed = Block(renewed.head, (*renewed.lines, "renews every 12 months unless either party gives 30 days notice"))
    assert proof("a or b", ours, renewed, up("98%", LONG, "b")).verdict == "backed"
    assert proof("a and b", ours, renewed, up("99%", LONG, "b")).verdict == "expected"
