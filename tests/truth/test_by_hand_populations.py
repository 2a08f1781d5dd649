"""What is no share of time: requests and cases that all come at one moment, pauses that add up, terms in two zones."""

from dataclasses import replace
from fractions import Fraction

import pytest

from sla_dsl.facts.world import CaseEvent, Cause, Count, Sample, ServiceCase, ServiceOutage, Waiting, World

from .draft import Block, Draft, carrier, front, service
from .judging import promises
from .test_by_hand import ALL_DAY, EACH, HOUR, LONG, NOON, TERM, ByHand, at, chain, uptime
from .test_by_hand import test_what_a_world_refutes_is_not_backed as refuted

SUCCESS = Block(
    'metric success "Requests that succeed"',
    (
        "unit percent",
        "higher is better",
        "population requests",
        "statistic share",
        "composes as availability",
        'counts "answered" out of "asked"',
    ),
)
MONTHLY = "excludes maintenance up to {} h each calendar month"
UNAVAILABLE = Block(
    'metric unavailable "Time in which it is down"',
    ("unit percent", "lower is better", "population time", "statistic share", "composes as error-rate"),
)
TIME_DOWN = Block(
    'metric time-down "Time in which somebody cannot work"',
    ("unit duration", "lower is better", "population outages", "statistic total", "composes as sum"),
)
QUARTER = "2026-01-01 to 2026-03-31"
MARCH, JANUARY = at("2026-03-10T12:00"), at("2026-01-20T12:00")


def success(share: str, each: str = "month", detail: str = EACH, of: str = "") -> str:
    about = f"success for {of}" if of else "success"
    return f"objective up{of}: {about} at least {share} during 24x7 each calendar {each} {detail}"


def unavailable(share: str, of: str = "") -> str:
    about = f"unavailable for {of}" if of else "unavailable"
    return f"objective down{of}: {about} at most {share} during 24x7 each calendar month"


def time_down(most: str) -> str:
    return f"objective down: time-down at most {most} during 24x7 each calendar month"


def requests(good: int, bad: int, moment: int, *of: str) -> tuple[Count, ...]:
    """So many requests of the shop, which all come to these agreements for its parts."""
    rows = (("shop", "front", ""), *((name.removeprefix("of-")[0], name, "front") for name in of))
    return tuple(
        Count(name, moment, moment + 1, Fraction(good + bad), Fraction(bad), "success", agreement=who, carries=carries)
        for name, who, carries in rows
    )


def in_turn(share: str, then: str) -> Draft:
    """A quarter behind an agreement until February, and another one from March on."""
    return Draft(
        (
            SUCCESS,
            service("shop", "desk", "a"),
            service("a", "ops"),
            front("shop", QUARTER, success("95%", "quarter", ""), "backed by of-a, of-a-too"),
            carrier("a", "ops", "2026-01-01 to 2026-02-28", success(share)),
            carrier("a", "ops", "2026-03-01 to 2026-12-31", success(then), name="of-a-too"),
        )
    )


def two_of_three() -> Draft:
    """Two of three parts are needed, of which nobody answers for one from March on."""
    return Draft(
        (
            SUCCESS,
            service("shop", "desk", "2 of (a, b, c)"),
            *(service(name, "ops") for name in "abc"),
            front("shop", QUARTER, success("86%", "quarter", ""), "backed by of-a, of-b, of-c"),
            carrier("a", "ops", "2026-01-01 to 2026-02-28", success("99%")),
            carrier("b", "ops", TERM, success("90%")),
            carrier("c", "ops", TERM, success("90%")),
        )
    )


def lost(one: int, other: int, moment: int) -> World:
    """A hundred requests, of which so many fail at either of two parts, and each of these for the whole."""
    rows = [(f"of-{name}", name, bad) for name, bad in (("b", one), ("c", other))]
    behind = (
        Count(of, moment, moment + 1, Fraction(100), Fraction(bad), "success", agreement=name, carries="front")
        for name, of, bad in rows
    )
    return World(counts=(*requests(100 - one - other, one + other, moment), *behind))


FIX = "objective fix: restore-time {} during 24x7"
BEFORE = "if logged before {}:00 in 90% of cases during 24x7 each calendar month"
DUE = "objective fix: restore-time by 18:00 {}"
LATENCY = "objective l: latency at most 200 ms during 24x7"


def repaired(start: int, end: int, name: str, *states: Waiting) -> tuple[ServiceCase, ...]:
    """A case of the shop that comes at once to the agreement for its part."""
    events = (CaseEvent("logged", start), CaseEvent("answered", end), CaseEvent("restored", end))
    rows = (("shop", "front", ""), ("a", "of-a", "front"))
    return tuple(ServiceCase(name, one, events, states, agreement=of, carries=carries) for one, of, carries in rows)


def ten_late() -> World:
    """Ten cases from nine o'clock on, which are done three days later, and ninety at noon that are done at once."""
    nine = at("2026-03-10T09:00")
    late = [repaired(nine + n, nine + n + 80 * HOUR, f"late-{n}") for n in range(10)]
    early = [repaired(nine + 3 * HOUR + n, nine + 4 * HOUR + n, f"early-{n}") for n in range(90)]
    return World(cases=tuple(one for each in (*late, *early) for one in each))


def paused(ours: str, theirs: str, *details: str | None) -> Draft:
    """A promise by a clock that pauses, and one behind whose objective pauses for the same reason as well."""
    clocks = [
        Block(f"clock {name}", ("during 24x7", "starts when logged", f"pauses while force-majeure{limit}"))
        for name, limit in (("ours", ours), ("theirs", theirs))
    ]
    braces = ["" if one is None else f"{{ pauses while force-majeure {one} }}" for one in details]
    fix = "objective fix: restore-time at most 4 h timed by {} {}"
    return chain((fix.format("ours", braces[0]),), (fix.format("theirs", braces[1]),), *clocks)


def in_zone(line: str, where: str) -> Draft:
    return chain((line,), (f"time zone {where}", line)).replaced_line(
        "of-a", f"in force from {LONG}", f"in force from {TERM}"
    )


def counted(each: str, other: str) -> Draft:
    """A promise and one behind it, of all that comes in a month."""
    about = "objective n: {} during 24x7 each calendar month"
    return chain((about.format(each),), (f"{about.format(other)} {EACH}",))


def measured(metric: str, *values: Fraction) -> tuple[Sample, ...]:
    """Samples of the shop, each of them one of the part behind as well."""
    rows = (("shop", "front", ""), ("a", "of-a", "front"))
    return tuple(
        Sample(name, NOON + n, value=value, metric=metric, agreement=of, carries=carries)
        for n, value in enumerate(values)
        for name, of, carries in rows
    )


def mended(composes: str, ours: str, theirs: str) -> Draft:
    """A time of cases whose metric composes as other figures do; each side has a clock of its own."""
    metric = ("unit duration", "lower is better", "population cases", "statistic each", "from logged to restored")
    clocks = [Block(f"clock {name}", tuple(words.split("; "))) for name, words in (("ours", ours), ("theirs", theirs))]
    repair = "objective fix: repair at most 4 h timed by {}"
    repairs = Block('metric repair "Time of a repair"', (*metric, f"composes as {composes}"))
    return chain((repair.format("ours"),), (repair.format("theirs"),), repairs, *clocks)


FRIDAY = at("2026-01-09T13:00")
OFFICE = "during office; starts when logged"
HALF = Count("shop", NOON, NOON + 1, Fraction(100), Fraction(50), "error-rate", agreement="front")
THREE_HOURS = Waiting("force-majeure", NOON, NOON + 3 * HOUR)
FIRST, LAST = at("2026-01-01T01:00"), at("2026-12-31T20:00")
SLOW = [Sample("shop", moment, value=Fraction(9), metric="latency", agreement="front") for moment in (FIRST, LAST)]
BY_HAND = (
    ByHand(
        "all-requests-in-the-weaker-month",
        in_turn("99%", "90%"),
        World(counts=requests(90, 10, MARCH, "of-a-too")),
        MARCH,
    ),
    ByHand("all-requests-where-a-part-is-free", two_of_three(), lost(10, 10, MARCH), MARCH),
    ByHand(
        "all-requests-in-a-window-that-is-met",
        Draft(
            (
                SUCCESS,
                service("shop", "desk", "a"),
                service("a", "ops"),
                front("shop", "2026-01-16 to 2026-12-31", success("75%", "quarter", ""), "backed by of-a"),
                carrier("a", "ops", "2026-01-16 to 2026-12-31", "partial windows count as met", success("99%")),
            )
        ),
        World(counts=requests(0, 100, JANUARY, "of-a")),
        JANUARY,
    ),
    ByHand(
        "requests-of-a-window-that-counts-as-a-whole",
        Draft(
            (
                SUCCESS,
                service("shop", "desk", "a"),
                service("a", "ops"),
                front(
                    "shop",
                    "2026-01-16 to 2026-01-31",
                    "partial windows count as whole",
                    success("99.4%", detail=""),
                    "backed by of-a",
                ),
                carrier("a", "ops", LONG, success("99%")),
            )
        ),
        World(counts=requests(99, 1, JANUARY, "of-a")),
        JANUARY,
    ),
    ByHand(
        "a-share-of-cases-that-come-early",
        chain(
            (DUE.format("the next day") + " " + BEFORE.format(10),),
            (DUE.format("the same day") + f" {BEFORE.format(15)} {EACH}",),
        ),
        ten_late(),
        MARCH,
    ),
    ByHand(
        "a-share-of-cases-with-a-deadline",
        chain(
            (DUE.format("the next day") + " " + BEFORE.format(10),),
            (f"{FIX.format('at most 9 h')} in 90% of cases each calendar month {EACH}",),
        ),
        ten_late(),
        MARCH,
    ),
    ByHand(
        "two-pauses-behind",
        paused(" at most 2 h", " at most 2 h", None, "at most 1 h"),
        World(cases=repaired(NOON, NOON + 7 * HOUR, "case", THREE_HOURS)),
        NOON,
    ),
    *(
        ByHand(
            f"a-rate-of-all-and-the-{statistic}-sample",
            counted("error-rate at most 1%", f"{statistic} error-rate at most 1%"),
            World(counts=(HALF,), samples=measured("error-rate", Fraction(1, 2))[1:]),
            NOON,
        )
        for statistic in ("lowest", "median", "mean", "longest")
    ),
    *(
        ByHand(
            f"the-{statistic}-and-all-together",
            counted("total lost-packets at most 100", f"{statistic} lost-packets at most 60"),
            World(samples=measured("lost-packets", Fraction(60), Fraction(60))),
            NOON,
        )
        for statistic in ("longest", "mean", "lowest")
    ),
    *(
        ByHand(
            f"a-cut-off-of-what-composes-as-{composes}",
            mended(composes, OFFICE, f"{OFFICE}; cut-off 12:00"),
            World(cases=repaired(FRIDAY, FRIDAY + 69 * HOUR, "case")),
            FRIDAY,
        )
        for composes in ("latency", "sum")
    ),
    ByHand(
        "a-start-that-comes-later",
        mended("latency", OFFICE, OFFICE.replace("logged", "answered")),
        World(
            cases=tuple(
                replace(one, events=(CaseEvent("logged", NOON), *one.events[1:]))
                for one in repaired(NOON + 30 * HOUR, NOON + 30 * HOUR, "case")
            )
        ),
        NOON,
    ),
    ByHand(
        "a-limit-that-two-use-up",
        Draft(
            (
                TIME_DOWN,
                service("shop", "desk", "a and b"),
                service("a", "ops"),
                service("b", "ops"),
                front("shop", TERM, ALL_DAY, time_down("2 h"), MONTHLY.format(4), "backed by of-a, of-b"),
                carrier("a", "ops", LONG, ALL_DAY, time_down("1 h"), MONTHLY.format(4)),
                carrier("b", "ops", LONG, ALL_DAY, time_down("1 h"), MONTHLY.format(4)),
            )
        ),
        World(
            outages=tuple(
                ServiceOutage(name, NOON + n * HOUR, NOON + (n + 4) * HOUR, "maintenance")
                for name, n in (("a", 0), ("b", 9))
            )
        ),
        NOON,
    ),
    ByHand(
        "a-share-of-time-that-falls-into-the-rest-of-a-month",
        Draft(
            (
                UNAVAILABLE,
                service("shop", "desk", "a"),
                service("a", "ops"),
                front("shop", "2026-01-15 to 2026-12-31", unavailable("1%"), "backed by of-a"),
                carrier("a", "ops", LONG, unavailable("1%")),
            )
        ),
        World(outages=(ServiceOutage("a", JANUARY, JANUARY + 7 * HOUR),)),
        JANUARY,
    ),
    ByHand(
        "a-share-of-time-at-either-site",
        chain((unavailable("1%"),), (unavailable("1%", "lyon"), unavailable("1%", "roanne")), UNAVAILABLE),
        World(
            outages=tuple(
                ServiceOutage("a", JANUARY + n * HOUR, JANUARY + (n + 7) * HOUR, values=(("site", site),))
                for site, n in (("lyon", 0), ("roanne", 10))
            )
        ),
        JANUARY,
    ),
    ByHand("the-last-hours-of-a-term-in-the-west", in_zone(LATENCY, "Asia/Tokyo"), World(samples=(SLOW[1],)), LAST),
    ByHand(
        "the-first-hours-of-a-term-in-the-east", in_zone(LATENCY, "America/New_York"), World(samples=(SLOW[0],)), FIRST
    ),
)


@pytest.mark.parametrize("one", BY_HAND, ids=[one.name for one in BY_HAND])
def test_what_a_world_refutes_is_not_backed(one: ByHand) -> None:
    refuted(one)


def test_what_is_excluded_in_front_alone_leaves_another_share_of_requests() -> None:
    draft = Draft(
        (
            SUCCESS,
            service("shop", "desk", "a"),
            service("a", "ops"),
            front("shop", TERM, success("98%", detail=""), "excludes maintenance", "backed by of-a"),
            carrier("a", "ops", TERM, success("99%")),
        )
    )
    promise = next(promises(draft))
    rows = (*requests(900, 0, JANUARY, "of-a"), *requests(90, 10, JANUARY + 2 * HOUR, "of-a"))
    world = World(counts=rows, causes=(Cause("maintenance", JANUARY - 60, JANUARY + HOUR, "a"),))
    window = next(span for span in promise.windows if span[0] <= JANUARY < span[1])
    # Ten of a hundred: the other nine hundred came while something was maintained.
    assert promise.answer(window, world).outcome == "missed"
    assert promise.is_kept_behind(world)
    assert "`of-a/up` is kept without what happens for `maintenance` as well" in promise.proof.assumptions


LASTING = '{ down when "it does not answer" for 5 min }'


@pytest.mark.parametrize(("needs", "is_told"), [("a and b", True), ("a or b", False)])
def test_an_outage_that_must_last_may_go_from_part_to_part(needs: str, is_told: bool) -> None:
    draft = Draft(
        (
            service("shop", "desk", needs),
            service("a", "ops"),
            service("b", "ops"),
            front(
                "shop",
                TERM,
                ALL_DAY,
                uptime(LASTING, "98%"),
                'assume of-a, of-b comparable because "one monitor"',
                "backed by of-a, of-b",
            ),
            carrier("a", "ops", LONG, ALL_DAY, uptime(LASTING, "99%")),
            carrier("b", "ops", LONG, ALL_DAY, uptime(LASTING, "99%")),
        )
    )
    proof = next(promises(draft)).proof
    assert proof.verdict == "backed"
    assert ("no outage goes on from one part to another before it counts" in proof.assumptions) is is_told


def by_site(lyon: str, roanne: str) -> tuple[str, ...]:
    return success(lyon, of="lyon"), success(roanne, of="roanne")


def two_slow_zones() -> Draft:
    """Two agreements for one part, of which the quicker one ends eight hours before ours."""
    return Draft(
        (
            service("shop", "desk", "a"),
            service("a", "ops"),
            front("shop", TERM, FIX.format("at most 4 h"), "backed by of-a, of-a-too"),
            carrier("a", "ops", TERM, "time zone Asia/Tokyo", FIX.format("at most 2 h")),
            carrier("a", "ops", TERM, FIX.format("at most 3 h"), name="of-a-too"),
        )
    )


NIGHT_AND_DAY = (
    "objective slow: latency at most 200 ms during night",
    "objective quick: latency at most 150 ms during day",
)


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        # Of one agreement one objective holds by day, the other one by night; or one of them at all hours.
        (chain((LATENCY,), NIGHT_AND_DAY), "backed"),
        (chain((LATENCY,), (NIGHT_AND_DAY[1], LATENCY)), "backed"),
        (chain((LATENCY.replace("200", "190"),), NIGHT_AND_DAY), "unbacked"),
        (chain((LATENCY,), NIGHT_AND_DAY[1:]), "unbacked"),
        # Time is the same for all that rest on it.
        (chain((unavailable("1%"),), (unavailable("1%"),), UNAVAILABLE), "backed"),
        (chain((unavailable("2%"),), (unavailable("1%", "lyon"), unavailable("1%", "roanne")), UNAVAILABLE), "backed"),
        (mended("latency", f"{OFFICE}; cut-off 12:00", OFFICE), "backed"),
        (mended("sum", OFFICE, OFFICE.replace("office", "24x7")), "undecidable"),
        (counted("mean lost-packets at most 60", "longest lost-packets at most 60"), "backed"),
        # Each request is of one site, and so 99 % of each are 99 % of all; 98 % of those of Roanne may be all.
        (chain((success("99%", detail=""),), by_site("99%", "99%"), SUCCESS), "backed"),
        (chain((success("99%", detail=""),), by_site("99%", "98%"), SUCCESS), "unbacked"),
        (in_turn("95%", "95%"), "backed"),
        # The slower one is there all the time, and in time.
        (two_slow_zones(), "backed"),
        # One hour and two are three.
        (paused(" at most 2 h", " at most 3 h", "at most 1 h", None), "backed"),
        (paused(" at most 2 h", " at most 4 h", "at most 1 h", None), "unbacked"),
        (paused(" at most 1 h", "", None, None), "unbacked"),
        # One without a limit is enough.
        (paused(" at most 1 h", "", "", None), "backed"),
    ],
)
def test_what_no_world_refutes(draft: Draft, verdict: str) -> None:
    assert next(promises(draft)).proof.verdict == verdict


MONTH, QUARTERS = "calendar month", "calendar quarter"


def lost_in(most: int, each: str, name: str = "n") -> str:
    return f"objective {name}: total lost-packets at most {most} during 24x7 each {each}"


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        # A quarter has three months, and a year twelve of them, or four quarters.
        (lost_in(180, QUARTERS), (lost_in(60, MONTH),), "backed"),
        (lost_in(179, QUARTERS), (lost_in(60, MONTH),), "unbacked"),
        (lost_in(720, "calendar year"), (lost_in(60, MONTH),), "backed"),
        (lost_in(720, "calendar year"), (lost_in(180, QUARTERS),), "backed"),
        (lost_in(719, "calendar year"), (lost_in(180, QUARTERS),), "unbacked"),
        # The smaller sum counts: three months are 180, and the quarter is 100.
        (lost_in(100, QUARTERS), (lost_in(60, MONTH), lost_in(100, QUARTERS, "m")), "backed"),
        (lost_in(99, QUARTERS), (lost_in(60, MONTH), lost_in(100, QUARTERS, "m")), "unbacked"),
        # Weeks cross the borders of months; a month of 730 h is none of the calendar.
        (lost_in(900, MONTH), (lost_in(60, "calendar week"),), "undecidable"),
        (lost_in(180, QUARTERS), (lost_in(60, f"{MONTH} of 730 h"),), "undecidable"),
    ],
)
def test_totals_of_months_add_up_in_a_quarter(ours: str, theirs: tuple[str, ...], verdict: str) -> None:
    draft = chain((ours,), tuple(f"{one} {EACH}" for one in theirs))
    assert next(promises(draft)).proof.verdict == verdict


def test_in_a_quarter_that_is_cut_and_counts_as_a_whole_there_are_fewer_months() -> None:
    # There are two of its months left, so that 120 can be lost, and not 180.
    draft = chain(("partial windows count as whole", lost_in(120, QUARTERS)), (lost_in(60, MONTH),)).replaced_line(
        "front", f"in force from {TERM}", "in force from 2026-02-01 to 2026-03-31"
    )
    assert next(promises(draft)).proof.verdict == "undecidable"


def test_a_quarter_that_is_cut_is_no_sum_of_months() -> None:
    # Of 180 in 90 days about 90 are left in 45; in February and March 120 may be lost behind.
    draft = chain((lost_in(180, QUARTERS),), (lost_in(60, MONTH),)).replaced_line(
        "front", f"in force from {TERM}", "in force from 2026-02-15 to 2026-12-31"
    )
    promise = next(promises(draft))
    assert promise.proof.verdict == "undecidable"
    february = at("2026-02-20T12:00")
    found = [replace(one, at=moment) for moment in (february, MARCH) for one in measured("lost-packets", Fraction(60))]
    assert promise.is_refuted(
        next(one for one in promise.windows if one[0] <= MARCH < one[1]), World(samples=tuple(found))
    )


@pytest.mark.parametrize("statistic", ["mean", "median", "lowest", "longest"])
def test_samples_of_a_share_of_time_are_no_time(statistic: str) -> None:
    up = f"objective up: {statistic} availability at least {{}} during 24x7 each calendar month"
    assert next(promises(chain((up.format("98%"),), (up.format("99%"),)))).proof.verdict == "undecidable"


@pytest.mark.parametrize(("share", "limit", "help_"), [("98.6%", 2, "exclude"), ("98.999%", 8, "have")])
def test_what_is_offered_for_an_exclusion_mends(share: str, limit: int, help_: str) -> None:
    draft = Draft(
        (
            service("shop", "desk", "a and b"),
            service("a", "ops"),
            service("b", "ops"),
            front("shop", TERM, ALL_DAY, uptime(share=share), MONTHLY.format(limit), "backed by of-a, of-b"),
            carrier("a", "ops", LONG, ALL_DAY, uptime(share="99.5%"), MONTHLY.format(4)),
            carrier("b", "ops", LONG, ALL_DAY, uptime(share="99.5%"), MONTHLY.format(4)),
        )
    )
    (ground,) = (one for one in next(promises(draft)).proof.grounds if one.rule == "backing/exclusion-gap")
    assert ground.verdict == "unbacked"
    assert ground.help.startswith(f"{help_} `maintenance`")
    mended = draft.replaced_line("front", MONTHLY.format(limit), "excludes maintenance")
    assert (next(promises(mended)).proof.verdict == "backed") is (help_ == "exclude")


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        ("", "", "expected"),
        ("", "excludes maintenance", "unbacked"),
        ("", MONTHLY.format(100), "unbacked"),
        ("excludes maintenance", "excludes maintenance", "expected"),
        # Six hours each Sunday are a share of 26 in 672 of February.
        ("", "excludes maintenance within sunday", "unbacked"),
    ],
)
def test_what_is_excluded_without_a_limit_is_to_be_expected(ours: str, theirs: str, verdict: str) -> None:
    redundant = 'assume a, b independent because "two routes"'
    draft = Draft(
        (
            service("shop", "desk", "a or b"),
            service("a", "ops"),
            service("b", "vendor"),
            front(
                "shop", TERM, ALL_DAY, uptime(share="99.9%"), *filter(None, [ours]), redundant, "backed by of-a, of-b"
            ),
            carrier("a", "ops", LONG, ALL_DAY, uptime(), *filter(None, [theirs])),
            carrier("b", "vendor", LONG, ALL_DAY, uptime(), *filter(None, [theirs])),
        )
    )
    assert next(promises(draft)).proof.verdict == verdict
