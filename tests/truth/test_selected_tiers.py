"""A condition on a tier that an agreement selects holds always or never, and is no condition for the proof."""

import pytest

from sla_dsl.facts.world import Cause, ServiceOutage, World
from sla_dsl.model.phrases import Both, Condition, Either, Is, Not, Said
from sla_dsl.proof.settled import left as left_of

from .draft import Block
from .judging import promises
from .test_by_hand import EACH, HOUR, NOON, case, chain, uptime

CARE = Block("tiers care", ("bronze silver gold",))
ANY = "excludes maintenance"
HIGH = "excludes maintenance when care at least silver"
FIX = "objective fix: restore-time at most 4 h during 24x7"
GOLD, SILVER, SAID = (Is(subject="care", value="gold"), Is(subject="care", value="silver"), Said(text="x"))


@pytest.mark.parametrize("promise", [uptime(), FIX])
@pytest.mark.parametrize(
    ("tier", "ours", "their_tier", "theirs", "is_backed"),
    [
        ("gold", HIGH, "gold", ANY, True),
        ("gold", ANY, "gold", HIGH, True),
        ("gold", HIGH, "bronze", HIGH, True),
        ("gold", "", "bronze", HIGH, True),
        ("bronze", HIGH, "gold", HIGH, False),
        ("bronze", HIGH, "gold", ANY, False),
        ("gold", "", "gold", HIGH, False),
    ],
)
def test_the_order_of_a_scale_decides(
    tier: str, ours: str, their_tier: str, theirs: str, is_backed: bool, promise: str
) -> None:
    draft = chain(
        (f"tier {tier} of care", promise, *([ours] if ours else [])),
        (f"tier {their_tier} of care", promise, theirs),
        CARE,
    )
    found = next(promises(draft))
    assert found.proof.verdict == ("backed" if is_backed else "unbacked")
    end = NOON + 40 * HOUR
    world = World(
        outages=(ServiceOutage("a", NOON, end, "maintenance"),),
        causes=(Cause("maintenance", NOON, end, "a", NOON - HOUR),),
        cases=(case(NOON, end), case(NOON, end, "of-a")),
    )
    window = next((one for one in found.windows if one[0] <= NOON < one[1]), (NOON - 1, NOON + 1))
    is_refuted = found.is_refuted(window if "availability" in promise else (NOON - 1, NOON + 1), world)
    assert is_refuted == (not is_backed)


GOLDEN = ("availability for gold at least 99%", "error-rate for gold at most 1%")


@pytest.mark.parametrize("promise", [f"objective x: {one} each calendar month {EACH}" for one in GOLDEN])
@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        ("", "excludes maintenance when care is silver", "backed"),
        ("", "excludes maintenance when care is gold", "unbacked"),
        ("excludes maintenance when care is gold", ANY, "backed"),
        ("excludes maintenance when care is silver", ANY, "unbacked"),
        ("", "suspends x while care is silver", "backed"),
    ],
)
def test_an_objective_for_a_tier_decides_as_the_tier_does(promise: str, ours: str, theirs: str, verdict: str) -> None:
    promise = promise.replace(EACH, "") if "availability" in promise else promise
    front, behind = (["tier gold of care", promise, *([words] if words else [])] for words in (ours, theirs))
    assert next(promises(chain(front, behind, CARE))).proof.verdict == verdict


def test_of_two_objectives_each_has_its_own_tier() -> None:
    each = [
        f"objective {name}: availability for {name} at least 99% each calendar month" for name in ("gold", "silver")
    ]
    theirs = ("tier gold of care", *each, "excludes maintenance when care is silver")
    found = {
        one.objective.name: one.proof.verdict for one in promises(chain(("tier gold of care", each[0]), theirs, CARE))
    }
    assert found == {"gold": "backed"}


@pytest.mark.parametrize(
    ("term", "excluded"), [("2026-02-01", ""), ("2026-01-01", "excludes maintenance when in the first 3 months")]
)
@pytest.mark.parametrize("promise", [uptime(), FIX])
def test_nothing_is_shown_missed_while_a_promise_does_not_count(promise: str, term: str, excluded: str) -> None:
    """What lacks behind lacks in the beginning alone, in which nothing is promised."""
    found = chain((f"{promise} when not in the first 3 months",), (promise, *([excluded] if excluded else [])))
    assert next(
        promises(found.replaced_line("of-a", "in force from 2024-01-01", f"in force from {term}"))
    ).proof.verdict == ("backed")


@pytest.mark.parametrize(
    ("condition", "left"),
    [
        (GOLD, True),
        (SILVER, False),
        (Not(part=SILVER), True),
        (Either(parts=(SILVER, SAID)), SAID),
        (Either(parts=(GOLD, SAID)), True),
        (Both(parts=(GOLD, SAID)), SAID),
        (Both(parts=(SILVER, SAID)), False),
        (Both(parts=(GOLD, Not(part=SILVER))), True),
        (Is(subject="plan", value="gold"), Is(subject="plan", value="gold")),
    ],
)
def test_what_is_left_of_a_condition(condition: Condition, left: Condition | bool) -> None:
    def settles(one: Condition) -> bool | None:
        return one.value == "gold" if isinstance(one, Is) and one.subject == "care" else None

    assert left_of(condition, settles) == left
