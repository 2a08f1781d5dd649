"""Further worlds by hand: several services behind one figure, parts of the customer, conditions in lists."""

from fractions import Fraction

import pytest

from sla_dsl.facts.world import CaseEvent, Count, Sample, Saying, ServiceCase, World

from .draft import Block, Draft, carrier, front, service
from .judging import promises
from .test_by_hand import ALL_DAY, DOWN, EACH, HOUR, LONG, NOON, TERM, ByHand, at, case, chain, uptime
from .test_by_hand import test_what_a_world_refutes_is_not_backed as refuted

ERRORS = "objective err: error-rate at most {} each calendar month"
SPEED = "objective speed: {} latency at most {} ms each calendar month"
KEPT = "objective keep: durability at least 99%"
FIX = "objective fix: restore-time at most 4 h during 24x7"
LIST = '2 of ("x", "y")'


def both(ours: str, theirs: str, *, needs: str = "a and b", below: str = "") -> Draft:
    """A shop that needs two parts of one agreement behind."""
    return Draft(
        (
            service("shop", "desk", needs),
            service("a", "ops", below),
            service("b", "ops"),
            front("shop", TERM, ALL_DAY, ours, "backed by of-a"),
            carrier("a", "ops", LONG, ALL_DAY, theirs, covers="a, b"),
        )
    )


def passed(metric: str) -> World:
    """A hundred requests, or objects, that each come to both parts; two fail at one of them."""
    rows = (("shop", 2, "front", ""), ("a", 2, "of-a", "front"), ("b", 0, "of-a", "front"))
    return World(
        counts=tuple(
            Count(name, NOON, NOON + 1, Fraction(100), Fraction(bad), metric, agreement=of, carries=carries)
            for name, bad, of, carries in rows
        )
    )


def took(*milliseconds: int) -> World:
    """One request: how long it took at the shop, at a part and at another part."""
    rows = (("shop", "front", ""), ("a", "of-a", "front"), ("b", "of-a", "front"))
    return World(
        samples=tuple(
            Sample(name, NOON, value=Fraction(time, 1000), metric="latency", agreement=of, carries=carries)
            for time, (name, of, carries) in zip(milliseconds, rows, strict=True)
        )
    )


def said(*texts: str, of: str = "") -> tuple[Saying, ...]:
    start, end = at("2026-01-01T00:00"), at("2026-03-01T00:00")
    return tuple(Saying(text, start, end, agreement=of) for text in texts)


def lost(moment: int, of: str) -> Count:
    """One object of a hundred that an agreement has lost."""
    return Count("a", moment, moment + 1, Fraction(100), Fraction(1), "durability", agreement=of, carries="front")


def one_after_the_other(ours: str, theirs: str) -> Draft:
    """A part that is carried by one agreement until June, and by another one then."""
    return Draft(
        (
            service("shop", "desk", "a"),
            service("a", "ops"),
            front("shop", TERM, ALL_DAY, ours, "backed by of-a, later"),
            carrier("a", "ops", "2024-01-01 to 2026-06-15", ALL_DAY, theirs),
            carrier("a", "ops", "2026-06-16 to 2027-12-31", ALL_DAY, theirs, name="later"),
        )
    )


TILL = Draft(
    (
        Block("service till", ("supplied by customer",)),
        service("shop", "desk", "a and till"),
        service("a", "ops"),
        front("shop", TERM, ALL_DAY, FIX, "backed by of-a"),
        carrier("a", "ops", LONG, ALL_DAY, FIX),
    )
)
LATE = ServiceCase(
    "case", "shop", (CaseEvent("logged", NOON), CaseEvent("restored", NOON + 9 * HOUR)), agreement="front"
)

BY_HAND = (
    ByHand(
        "a-request-of-two-parts-is-two-behind",
        both(ERRORS.format("1%"), f"{ERRORS.format('1%')} {EACH}"),
        passed("error-rate"),
        NOON,
    ),
    ByHand(
        "a-request-goes-on-to-a-part-of-the-part",
        both(ERRORS.format("1%"), f"{ERRORS.format('1%')} {EACH}", needs="a", below="b"),
        passed("error-rate"),
        NOON,
    ),
    ByHand("an-object-of-two-parts-is-two-behind", both(KEPT, f"{KEPT} {EACH}"), passed("durability"), NOON),
    ByHand(
        "a-request-takes-as-long-at-each-part",
        both(SPEED.format("", 100), SPEED.format("", 100)),
        took(200, 100, 100),
        NOON,
    ),
    ByHand(
        "the-mean-of-two-parts-is-half-of-the-way",
        both(SPEED.format("mean", 100), f"{SPEED.format('mean', 100)} {EACH}"),
        took(200, 150, 50),
        NOON,
    ),
    ByHand(
        "what-is-lost-in-each-month-adds-up",
        chain((KEPT,), (f"{KEPT} each calendar month {EACH}",)),
        World(
            counts=(
                Count("shop", NOON, NOON + 1, Fraction(100), Fraction(12), "durability", agreement="front"),
                *(lost(at(f"2026-{month:02d}-07T12:00"), "of-a") for month in range(1, 13)),
            )
        ),
        NOON,
    ),
    ByHand(
        "what-is-lost-under-each-of-two-contracts-adds-up",
        one_after_the_other(KEPT, f"{KEPT} {EACH}"),
        World(
            counts=(
                Count("shop", NOON, NOON + 1, Fraction(100), Fraction(2), "durability", agreement="front"),
                lost(NOON, "of-a"),
                lost(at("2026-07-07T12:00"), "later"),
            )
        ),
        NOON,
    ),
    ByHand("nobody-takes-the-cases-of-the-customers-part", TILL, World(cases=(LATE,)), NOON),
    ByHand(
        "what-is-said-in-a-list-is-said-of-somebody",
        chain((uptime(), f"suspends up while {LIST}"), (uptime(), f"suspends up while {LIST}")),
        World(outages=(DOWN,), occasions=said("x", "y", of="of-a")),
        NOON,
    ),
    ByHand(
        "other-words-in-a-list-are-another-condition",
        chain((uptime(f"when {LIST}"),), (uptime('when 2 of ("p", "q")'),)),
        World(outages=(DOWN,), occasions=said("x", "y")),
        NOON,
    ),
    ByHand(
        "a-case-under-other-words-in-a-list",
        chain((f"{FIX} when {LIST}",), (f'{FIX} when 2 of ("p", "q")',)),
        World(cases=(case(NOON, NOON + 9 * HOUR),), occasions=said("x", "y")),
        NOON,
    ),
)


@pytest.mark.parametrize("one", BY_HAND, ids=[one.name for one in BY_HAND])
def test_what_a_world_refutes_is_not_backed(one: ByHand) -> None:
    refuted(one)


def test_a_request_of_two_parts_may_fail_and_take_as_long_at_both() -> None:
    drafts = (
        both(ERRORS.format("2%"), f"{ERRORS.format('1%')} {EACH}"),
        both(SPEED.format("mean", 200), f"{SPEED.format('mean', 100)} {EACH}"),
        both(SPEED.format("", 200), SPEED.format("", 100)),
    )
    assert [next(promises(one)).proof.verdict for one in drafts] == ["backed"] * 3


NO_VALUE = "every case has a value of `urgency` from its start"
TIME = "objective {0}: restore-time {1} at most 4 h during 24x7"
ANY_TIME = TIME.format("fix", "")
EACH_URGENCY = tuple(TIME.format(f"fix-{one}", f"for {one}") for one in ("P1", "P2", "P3"))


@pytest.mark.parametrize(
    ("ours", "theirs", "assumed"),
    [
        ("", EACH_URGENCY, True),
        ("", (TIME.format("fix", "for P1, P2, P3"),), True),
        # It names all, and so speaks of cases that have one.
        ("for P1, P2, P3", EACH_URGENCY, False),
        # What is for all is also for cases without a value.
        ("", (*EACH_URGENCY, ANY_TIME), False),
        ("", (EACH_URGENCY[0], ANY_TIME), False),
    ],
)
def test_a_case_without_a_value_is_carried_by_what_is_for_all_alone(
    ours: str, theirs: tuple[str, ...], assumed: bool
) -> None:
    proof = next(promises(chain((TIME.format("fix", ours),), theirs))).proof
    assert proof.verdict == "backed"
    assert (NO_VALUE in proof.assumptions) == assumed


SEVERITIES = tuple(TIME.format(f"fix-{one}", f"for {one}") for one in ("S1", "S2", "S3"))
TREATED = "treat P1 as S1, P2 as S2, P3 as S3 in of-a"


@pytest.mark.parametrize(
    ("ours", "theirs", "backed", "verdict", "assumed"),
    [
        # What others call a value is no value of who has none.
        ((TREATED,), SEVERITIES, "of-a", "backed", True),
        ((TREATED,), (ANY_TIME,), "of-a", "backed", False),
        # Nobody stands behind it.
        ((), (ANY_TIME,), "of-a for P1, P2, P3", "backed", True),
        # It takes the path that is for all, and that one is too slow.
        (
            (
                "path restore-time for P1: of-a",
                "path restore-time for P2, P3: of-a",
                "path restore-time: 1 h during 24x7 then of-a",
            ),
            (ANY_TIME,),
            "of-a",
            "unbacked",
            False,
        ),
        # It got its value after it was handed on: nothing is promised there for it.
        (
            ("path restore-time: of-a/first then of-a/then",),
            (
                "objective first: restore-time for P1, P2, P3 at most 1 h during 24x7",
                "objective then: restore-time at most 1 h during 24x7",
            ),
            "of-a",
            "backed",
            True,
        ),
    ],
)
def test_a_case_without_a_value_goes_where_no_value_is_named(
    ours: tuple[str, ...], theirs: tuple[str, ...], backed: str, verdict: str, assumed: bool
) -> None:
    draft = chain((ANY_TIME, *ours), theirs).replaced_line("front", "backed by of-a", f"backed by {backed}")
    proof = next(promises(draft)).proof
    assert proof.verdict == verdict
    assert (NO_VALUE in proof.assumptions) == assumed


def test_who_may_leave_in_the_same_words_may_leave_for_another_reason() -> None:
    unpaid = 'provider may end with 30 days notice when "an invoice is unpaid"'
    missed = "either party may end with 30 days notice when up is missed 3 times in 6 months"
    same = 'assume of-a comparable because "one invoice for all"'
    found = [
        next(promises(chain((uptime(), ours, *more), (uptime(), ours)))).proof.verdict
        for ours, more in ((unpaid, ()), (unpaid, (same,)), (missed, ()))
    ]
    assert found == ["undecidable", "backed", "backed"]


def test_a_part_of_the_customer_that_is_excluded_stands_as_an_assumption() -> None:
    proof = next(promises(TILL.with_lines("front", "excludes customer-cause"))).proof
    assert proof.verdict == "backed"
    assert "the customer keeps `till` up" in proof.assumptions


@pytest.mark.parametrize("metric", ["response-time", "update-interval"])
def test_who_answers_first_is_taken_to_have_the_cases_of_all_parts(metric: str) -> None:
    promise = f"objective first: {metric} at most 1 h during 24x7"
    draft = Draft(
        (
            service("shop", "desk", "a and b"),
            service("a", "ops"),
            service("b", "vendor"),
            front("shop", TERM, ALL_DAY, promise, "backed by of-a"),
            carrier("a", "ops", LONG, ALL_DAY, promise),
        )
    )
    assert "cases of `b` come to `of-a` as well" in next(promises(draft)).proof.assumptions


def test_a_path_tells_whose_cases_each_hop_is_taken_to_have() -> None:
    draft = Draft(
        (
            service("shop", "desk", "a and b"),
            service("a", "ops"),
            service("b", "vendor"),
            front(
                "shop",
                TERM,
                ALL_DAY,
                "objective fix: restore-time at most 4 h during 24x7",
                "path restore-time: of-a/answer then of-b/fix",
                "backed by of-a, of-b",
            ),
            carrier("a", "ops", LONG, ALL_DAY, "objective answer: response-time at most 1 h during 24x7"),
            carrier("b", "vendor", LONG, ALL_DAY, "objective fix: restore-time at most 2 h during 24x7"),
        )
    )
    proof = next(promises(draft)).proof
    assert proof.verdict == "backed"
    assert set(proof.assumptions) >= {"cases of `b` come to `of-a` as well", "cases of `a` come to `of-b` as well"}


@pytest.mark.parametrize(
    ("theirs", "verdict"),
    [
        # No weight makes a mean of times worse than the worst of them.
        ("latency at most 200 ms", "backed"),
        ("longest latency at most 200 ms", "backed"),
        ("mean latency at most 200 ms", "expected"),
        ("mean latency at most 200 ms weighted", "backed"),
    ],
)
def test_weights_matter_where_a_mean_is_promised_of_a_mean(theirs: str, verdict: str) -> None:
    weights, month = 'weighted by "the sum that is paid"', "each calendar month"
    alone = f"{{ counted for each agreement it carries {weights if 'weighted' in theirs else ''} }}"
    behind = f"objective speed: {theirs.removesuffix(' weighted')} {month} {alone}"
    draft = chain((f"objective speed: mean latency at most 200 ms {month} {{ {weights} }}",), (behind,))
    assert next(promises(draft)).proof.verdict == verdict


@pytest.mark.parametrize(("weighted", "verdict"), [("", "expected"), ('weighted by "users"', "backed")])
def test_weights_matter_where_a_share_of_time_is_promised(weighted: str, verdict: str) -> None:
    """An hour that hits half of the sites may hit nine in ten of the users: a share by sites bounds none by users."""
    month = "availability at least 99% during 24x7 each calendar month"
    draft = chain((f'objective up: {month} {{ weighted by "users" }}',), (f"objective up: {month} {{ {weighted} }}",))
    assert next(promises(draft)).proof.verdict == verdict
