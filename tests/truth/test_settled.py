"""What is over before the windows that are judged is no condition: beginnings of terms, and tiers of objectives."""

import pytest

from sla_dsl.facts.world import Cause, ServiceOutage, World

from .draft import Block, Draft, carrier, front, service
from .judging import promises
from .test_by_hand import ALL_DAY, HOUR, at, case, chain, uptime

FIX = "objective fix: restore-time at most {} during 24x7{}"
CARE = Block("tiers care", ("bronze silver gold",))


def _term(draft: Draft, name: str, first: str) -> Draft:
    line = next(one for one in draft.block(name).lines if one.startswith("in force"))
    return draft.replaced_line(name, line, f"in force from {first}")


def _refuted(draft: Draft, moment: int) -> bool:
    """Whether 27 hours of maintenance at a moment miss the promise, with all behind kept."""
    end = moment + 27 * HOUR
    promise = next(promises(draft))
    world = World(
        outages=(ServiceOutage("a", moment, end, "maintenance"),),
        causes=(Cause("maintenance", moment, end, "a", moment - HOUR),),
        cases=(case(moment, end), case(moment, end, "of-a")),
    )
    window = next((one for one in promise.windows if one[0] <= moment < one[1]), (moment - 1, moment + 1))
    return promise.is_refuted(window, world)


@pytest.mark.parametrize("promise", [uptime(), FIX.format("4 h", "")])
@pytest.mark.parametrize(
    ("begins", "theirs", "is_backed"),
    [
        ("2024-01-01", "in the first 30 days", True),
        ("2025-12-02", "in the first 30 days", True),
        # The beginning reaches a day into what is judged.
        ("2025-12-03", "in the first 30 days", False),
        ("2024-01-01", "not in the first 30 days", False),
        ("2024-01-01", "in the first 24 months", True),
        ("2024-01-01", "in the first 25 months", False),
    ],
)
def test_what_was_excluded_in_a_beginning_that_is_over_is_no_gap(
    promise: str, begins: str, theirs: str, is_backed: bool
) -> None:
    draft = _term(chain((promise,), (promise, f"excludes maintenance when {theirs}")), "of-a", begins)
    assert next(promises(draft)).proof.verdict == ("backed" if is_backed else "unbacked")
    # The first moments that are judged are those in which it may still be excluded.
    assert _refuted(draft, at("2026-01-01T00:00")) == (not is_backed)


@pytest.mark.parametrize(("window", "is_backed"), [("contract month", True), ("contract year", False)])
def test_a_window_that_is_under_way_reaches_back(window: str, is_backed: bool) -> None:
    promise = uptime().replace("calendar month", window)
    draft = chain((promise,), (promise, "excludes maintenance when in the first 30 days"))
    draft = _term(_term(draft, "of-a", "2025-07-01"), "front", "2025-07-01 to 2026-12-31")
    assert (next(promises(draft)).proof.verdict == "backed") == is_backed
    found = next(promises(draft))
    down = ServiceOutage("a", at("2025-07-01T00:00"), at("2025-07-20T00:00"), "maintenance")
    world = World(outages=(down,), causes=(Cause("maintenance", down.start, down.end, "a", down.start - HOUR),))
    assert found.is_refuted(found.windows[0], world) == (not is_backed)


def test_what_was_excluded_in_a_beginning_has_used_up_a_limit_of_ours() -> None:
    limited = "excludes maintenance up to 24 h each contract year"
    draft = Draft(
        (
            service("shop", "desk", "a and b"),
            service("a", "ops"),
            service("b", "vendor"),
            front("shop", "2025-07-01 to 2026-12-31", ALL_DAY, uptime(), limited, "backed by of-a, of-b"),
            carrier(
                "a",
                "ops",
                "2025-07-01",
                ALL_DAY,
                uptime(share="100%"),
                "excludes maintenance when in the first 30 days",
            ),
            carrier("b", "vendor", "2025-07-01", ALL_DAY, uptime(share="100%"), limited),
        )
    )
    promise = next(promises(draft))
    assert promise.proof.verdict != "backed"
    begins = at("2025-07-10T00:00"), at("2026-02-10T00:00")
    rows = [("a", begins[0]), ("b", begins[1])]
    world = World(
        outages=tuple(ServiceOutage(name, at_, at_ + 24 * HOUR, "maintenance") for name, at_ in rows),
        causes=tuple(Cause("maintenance", at_, at_ + 24 * HOUR, name, at_ - HOUR) for name, at_ in rows),
    )
    window = next(one for one in promise.windows if one[0] <= begins[1] < one[1])
    assert promise.is_refuted(window, world)


EACH_MONTH = "each calendar month"
RAMP = (
    "objective low: availability at least 90% each calendar month when in the first 3 months",
    "objective up: availability at least 99% each calendar month when not in the first 3 months",
)
SPLIT = (
    "objective low: availability at least 90% each calendar month when in the first 2 months",
    f"objective mid: availability at least 95% {EACH_MONTH} when in the first 3 months and not in the first 2 months",
    RAMP[1],
)
RAMP_OF_CASES = (
    FIX.format("4 h", " when not in the first 3 months"),
    "objective low: restore-time at most 8 h during 24x7",
)


@pytest.mark.parametrize(
    ("ours", "theirs", "begins", "verdict"),
    [
        (uptime(), RAMP, "2024-01-01", "backed"),
        (uptime(), SPLIT, "2024-01-01", "backed"),
        (uptime(), SPLIT, "2025-10-01", "backed"),
        # One day at 95 % is too much for the month.
        (uptime(), SPLIT, "2025-10-02", "unbacked"),
        (uptime(share="99.5%"), RAMP, "2024-01-01", "unbacked"),
        (FIX.format("4 h", ""), RAMP_OF_CASES, "2024-01-01", "backed"),
        (FIX.format("3 h", ""), RAMP_OF_CASES, "2024-01-01", "unbacked"),
    ],
)
def test_what_is_promised_once_a_beginning_is_over_is_promised(
    ours: str, theirs: tuple[str, ...], begins: str, verdict: str
) -> None:
    assert next(promises(_term(chain((ours,), theirs), "of-a", begins))).proof.verdict == verdict


@pytest.mark.parametrize(
    ("tier", "theirs", "verdict"),
    [
        ("gold", "care at least silver", "backed"),
        ("silver", "care at least silver", "backed"),
        ("bronze", "care at least silver", "undecidable"),
        ("bronze", "not (care at least silver)", "backed"),
    ],
)
@pytest.mark.parametrize("promise", [uptime(), FIX.format("4 h", "")])
def test_a_tier_decides_the_condition_of_an_objective(promise: str, tier: str, theirs: str, verdict: str) -> None:
    draft = chain((promise,), (f"tier {tier} of care", f"{promise} when {theirs}"), CARE)
    assert next(promises(draft)).proof.verdict == verdict
    ours = chain((f"tier {tier} of care", f"{promise} when {theirs}"), (promise,), CARE)
    if verdict == "backed":
        assert next(promises(ours)).proof.verdict == "backed"


@pytest.mark.parametrize(
    ("condition", "parameter", "holds"),
    [
        ("seats at least 50", "= 50", True),
        ("seats at least 50", "= 49", False),
        ("seats above 50", "= 50", False),
        ("seats above 50", "= 51", True),
        ("seats at most 50", "= 50", True),
        ("seats at most 50", "= 51", False),
        ("seats below 50", "= 50", False),
        ("seats below 50", "= 49", True),
        ("seats between 10 and 50", "= 50", True),
        ("seats between 10 and 50", "= 10", True),
        ("seats between 10 and 49", "= 50", False),
        ("seats between 51 and 60", "= 50", False),
        ("seats is set", "= 50", True),
        # Nobody knows yet.
        ("seats at least 50", "one of 40, 50", None),
        ("seats is set", "one of 40, 50", None),
    ],
)
def test_a_parameter_that_has_a_value_decides(condition: str, parameter: str, holds: bool | None) -> None:
    stated = f"parameter seats {parameter}"
    behind = chain((uptime(),), (stated, uptime(f"when {condition}")))
    excluded = chain((uptime(),), (stated, uptime(), f"excludes maintenance when {condition}"))
    ours = chain((stated, uptime(), f"excludes maintenance when {condition}"), (uptime(), "excludes maintenance"))
    found = [next(promises(one)).proof.verdict == "backed" for one in (behind, excluded, ours)]
    assert found == [holds is True, holds is False, holds is True]
    if holds is not None:
        moment = at("2026-03-10T12:00")
        assert _refuted(excluded, moment) == holds
        assert _refuted(ours, moment) == (not holds)


def test_a_share_that_is_blank_behind_is_not_known() -> None:
    blank = "parameter floor one of 98%, 99%"
    draft = chain((uptime(),), (uptime(share="floor"), blank))
    assert next(promises(draft)).proof.verdict == "undecidable"
    # It is enough without it.
    more = "objective more: availability at least 99.5% each calendar month"
    assert next(promises(chain((uptime(),), (uptime(share="floor"), more, blank)))).proof.verdict == "backed"
