"""Which budgets bound a promise of availability: of cut windows, of some hours, of several agreements and places."""

from datetime import date
from fractions import Fraction

import pytest

from sla_dsl.proof.prove import prove
from sla_dsl.proof.verdict import Proof

from .workspaces import compiled

STAGE = """
calendar by-day { time zone UTC open Mon-Sun 08:00-20:00 }
dimension town { north south }
service part-a { owner ops supplied by arc }
service part-b { owner ops supplied by arc }
service both { owner ops needs part-a and part-b }
service either { owner ops needs part-a or part-b }
"""


def proved(ours: str, *behind: str, covers: str = "part-a", term: str = "2026-01-01 to 2026-12-31") -> Proof:
    """The proof of a promise with contracts behind it: each is what it covers, its term, and its statements."""
    blocks = []
    for number, text in enumerate(behind):
        of, theirs, says = text.split(" | ")
        blocks.append(
            f"uc c{number} {{\n provider arc\n customer norvia\n covers {of}\n in force from {theirs}\n"
            f" service hours 24x7\n {says}\n}}"
        )
    names = ", ".join(f"c{number}" for number in range(len(behind)))
    front = (
        f"sla front {{\n provider norvia\n customer brun\n covers {covers}\n in force from {term}\n"
        f" service hours 24x7\n {ours}\n backed by {names}\n}}"
    )
    return prove(compiled("\n".join([STAGE, front, *blocks]), date(2026, 1, 1)))["front/up"]


def left(proof: Proof) -> Fraction:
    assert proof.guaranteed is not None
    return proof.guaranteed.exact


def up(share: str, window: str = "calendar month", name: str = "up", details: str = "") -> str:
    return f"objective {name}: availability {details} at least {share} each {window}"


LONG = "2025-01-01 to 2027-12-31"


def test_all_of_a_budget_may_fall_into_what_a_term_leaves_of_a_window() -> None:
    proof = proved(up("99.9%"), f"part-a | {LONG} | {up('99.9%')}", term="2026-01-25 to 2026-12-31")
    assert (proof.verdict, left(proof)) == ("unbacked", 1 - Fraction(744, 1000) / 168)
    ends = proved(up("99.9%"), f"part-a | {LONG} | {up('99.9%')}", term="2026-01-01 to 2026-12-07")
    assert (ends.verdict, left(ends)) == ("unbacked", 1 - Fraction(744, 1000) / 168)


def test_a_window_behind_that_a_term_cuts_has_so_much_of_its_budget() -> None:
    year = up("99.9%", "calendar year")
    proof = proved(up("98.9%"), f"part-a | 2026-03-01 to 2027-12-31 | {year}", term="2026-03-01 to 2026-12-31")
    assert (proof.verdict, left(proof)) == ("backed", 1 - Fraction(306 * 24, 1000) / 720)


def test_before_today_it_counts_as_if_the_agreements_of_today_had_carried_it() -> None:
    year = up("99.9%", "calendar year")
    term = "2025-01-01 to 2026-12-31"
    later = "objective up: availability at least 99.9% each contract year"
    assert proved(year, f"part-a | 2025-06-01 to 2027-12-31 | {year}", term=term).verdict == "backed"
    assert proved(later, f"part-a | {LONG} | {later}", term="2025-06-01 to 2026-12-31").verdict != "backed"


def test_a_budget_counts_in_its_own_hours() -> None:
    day = up("99.9%", name="day", details="").replace(" each", " during by-day each")
    proof = proved(up("99.5%"), f"part-a | {LONG} | {day}\n {up('98%', name='all')}")
    assert (proof.verdict, left(proof)) == ("unbacked", Fraction("0.98"))
    alone = proved(up("50%"), f"part-a | {LONG} | {day}")
    assert left(alone) < Fraction(1, 2)


@pytest.mark.parametrize(("promised", "verdict"), [("99%", "backed"), ("99.01%", "unbacked")])
def test_of_several_agreements_for_one_part_the_strongest_counts(promised: str, verdict: str) -> None:
    proof = proved(up(promised), f"part-a | {LONG} | {up('99%')}", f"part-a | {LONG} | {up('98%')}")
    assert (proof.verdict, left(proof)) == (verdict, Fraction("0.99"))


@pytest.mark.parametrize("covers", ["both", "either"])
def test_part_by_part_and_together_both_bound(covers: str) -> None:
    """A contract over both branches is down when either is: of redundant ones 99.8 % of each is less to lose."""
    parts = [f"part-{name} | {LONG} | {up('99.8%')}" for name in "ab"]
    proof = proved(up("99%"), *parts, f"part-a, part-b | {LONG} | {up('99.9%')}", covers=covers)
    assert left(proof) == Fraction("0.999")
    assert left(proved(up("99%"), *parts, covers="either")) == Fraction("0.998")
    assert left(proved(up("99%"), *parts, covers="both")) == Fraction("0.996")


def test_what_is_promised_place_by_place_adds_up() -> None:
    places = "\n ".join(up("99.9%", name=place, details=f"for {place}") for place in ("north", "south"))
    proof = proved(up("99.9%"), f"part-a | {LONG} | {places}")
    assert (proof.verdict, left(proof)) == ("unbacked", Fraction("0.998"))
    assert proved(up("99.9%", details="for north"), f"part-a | {LONG} | {places}").verdict == "backed"


# Exclusions


def test_one_reason_is_used_and_another_is_not() -> None:
    emergency = "excludes emergency-maintenance up to 4 h each calendar month"
    proof = proved(
        f"{up('99.75%')}\n {emergency}",
        f"part-a | {LONG} | {up('99.9%')}\n excludes maintenance up to 1 h each calendar month",
        f"part-b | {LONG} | {up('99.9%')}\n {emergency}",
        covers="both",
    )
    # In February: an hour of maintenance and both budgets; the four hours of emergency leave the time on both sides.
    month = Fraction(672 - 4)
    assert left(proof) == 1 - (1 + Fraction(671, 1000) + month / 1000) / month


@pytest.mark.parametrize(
    ("share", "window", "says", "lost"),
    [
        ("99.9%", "calendar year", ("maintenance up to 4 h each calendar month",), 4 + Fraction(8760 - 4, 1000)),
        (
            "100%",
            "calendar quarter",
            ("maintenance up to 2 h each calendar month", "third-party up to 1 h each calendar month"),
            Fraction(3),
        ),
    ],
)
def test_limits_count_in_their_own_windows(share: str, window: str, says: tuple[str, ...], lost: Fraction) -> None:
    excluded = "\n ".join(f"excludes {one}" for one in says)
    proof = proved(up("90%"), f"part-a | {LONG} | {up(share, window)}\n {excluded}")
    assert left(proof) == 1 - lost / 672


def test_an_exclusion_without_a_limit_leaves_nothing_unless_we_exclude_it_too() -> None:
    theirs = f"part-a | {LONG} | {up('99.9%')}\n excludes maintenance"
    proof = proved(up("99.9%"), theirs)
    assert (proof.verdict, left(proof)) == ("unbacked", Fraction(0))
    assert proof.grounds[0].rule == "backing/exclusion-gap"
    assert proved(f"{up('99.9%')}\n excludes maintenance", theirs).verdict == "backed"
    # Another agreement that carries it alone needs no exclusion.
    assert proved(up("99.9%"), theirs, f"part-a | {LONG} | {up('99.9%')}").verdict == "backed"


def test_our_limit_may_have_been_used_up_before_the_window() -> None:
    """The limit of a month in front of weeks: what remains of it for the second week may be nothing."""
    weekly = "excludes maintenance up to 4 h each calendar week"
    ours = "excludes maintenance up to 4 h each calendar month"
    week = up("99.9%", "calendar week")
    theirs, term = f"part-a | {LONG} | {week}\n {weekly}", "2026-01-05 to 2026-12-27"
    assert proved(f"{week}\n {weekly}", theirs, term=term).verdict == "backed"
    assert proved(f"{week}\n {ours}", theirs, term=term).verdict == "unbacked"


# Windows that roll


@pytest.mark.parametrize(
    ("ours", "theirs", "guaranteed"),
    [
        # The first window has a day of the term, and all of the supplier's budget may fall into it.
        ("rolling 90 days", "rolling 30 days", 1 - Fraction(30, 1000)),
        ("rolling 90 days", "rolling 7 days", 1 - Fraction(7, 1000)),
        ("calendar year", "calendar hour", Fraction("0.999")),
    ],
)
def test_many_windows_are_answered(ours: str, theirs: str, guaranteed: Fraction) -> None:
    proof = proved(up("99.9%", ours), f"part-a | {LONG} | {up('99.9%', theirs)}", term="2026-01-01 to 2026-12-31")
    assert left(proof) == guaranteed


def test_what_both_exclude_without_a_limit_leaves_little_to_the_other_part_and_a_limit_mends_it() -> None:
    excludes = "excludes force-majeure"

    def behind(says: str) -> tuple[str, ...]:
        return tuple(f"{part} | {LONG} | {up('99.9%')}\n {says}" for part in ("part-a", "part-b"))

    proof = proved(f"{up('99%')}\n {excludes}", *behind(excludes), covers="both")
    (ground,) = [one for one in proof.grounds if one.rule == "backing/exclusion-gap"]
    assert proof.verdict == "unbacked"
    assert ground.help == "have `force-majeure` limited behind, as by `up to 24 h each calendar month`"
    assert "(`force-majeure`)" in ground.example
    limited = proved(f"{up('99%')}\n {excludes}", *behind(f"{excludes} up to 24 h each calendar month"), covers="both")
    assert limited.verdict == "backed"
    lacking = proved(up("99%"), *behind(f"{excludes} up to 24 h each calendar month"), covers="both")
    (ground,) = [one for one in lacking.grounds if one.rule == "backing/exclusion-gap"]
    assert ground.help == "exclude `force-majeure` here as far too, or have it taken out behind"
