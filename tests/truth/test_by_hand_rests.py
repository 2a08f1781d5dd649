"""A pause that needs work before it, `pauses while force-majeure after 1 h`: any other rest has the clock work anew."""

import pytest

from sla_dsl.facts.world import CaseEvent, Cause, ServiceCase, Waiting, World

from .judging import promises
from .test_by_hand import HOUR, NOON, ByHand, chain
from .test_by_hand import test_what_a_world_refutes_is_not_backed as refuted

FIX = "objective fix: restore-time at most 4 h during 24x7 {{ {} }}"
STORM, CUSTOMER = "pauses while force-majeure after 1 h", "pauses while waiting-for-customer"


def promised(ours: str, theirs: str) -> ByHand:
    """A storm from noon to 19:00 and the customer from 14:00 to 15:00; done at 22:00.

    Behind, the clock runs from 12:00 to 13:00 and from 19:00 on: for 4 h.  In front it rests for the customer as well,
    and works anew from 15:00 to 16:00: 5 h.
    """
    waits = (
        Waiting("force-majeure", NOON, NOON + 7 * HOUR),
        Waiting("waiting-for-customer", NOON + 2 * HOUR, NOON + 3 * HOUR),
    )
    events = CaseEvent("logged", NOON), CaseEvent("restored", NOON + 10 * HOUR)
    behind = ServiceCase("case", "a", events, waits, agreement="of-a", carries="front")
    front = ServiceCase("case", "shop", events, waits, agreement="front")
    return ByHand("storm", chain((FIX.format(ours),), (FIX.format(theirs),)), World(cases=(front, behind)), NOON)


def test_another_rest_in_front_has_the_clock_work_anew() -> None:
    refuted(promised(f"{CUSTOMER} {STORM}", STORM))


def test_a_clock_that_stood_still_has_worked_for_less() -> None:
    """A minute of maintenance, two short waits and a long one.

    Behind, the clock rests in the first short wait, 60 min from noon, works for 59 min up to the second one, in which
    it may not rest, and has worked for its hour when the long one begins, at 14:00.  In front it has worked for 59 min
    at the first, for 119 at the second, rests there and works anew: it runs on into the long wait up to 14:59.
    """
    minute, second = 60, 1
    spans = [(60 * minute, second), (119 * minute, second), (120 * minute + second, 10 * HOUR)]
    waits = tuple(Waiting("force-majeure", NOON + start, NOON + start + length) for start, length in spans)
    # Behind: 60 min, and 60 min from the first wait to the long one, and 2 h behind it.
    end = NOON + 120 * minute + second + 12 * HOUR
    events = CaseEvent("logged", NOON), CaseEvent("restored", end)
    behind = ServiceCase("case", "a", events, waits, agreement="of-a", carries="front")
    front = ServiceCase("case", "shop", events, waits, agreement="front")
    cause = Cause("maintenance", NOON, NOON + minute, service="shop")
    draft = chain(("excludes maintenance", FIX.format(STORM)), (FIX.format(STORM),))
    refuted(ByHand("stood still", draft, World(cases=(front, behind), causes=(cause,)), NOON))


def test_one_that_stood_still_behind_rests_at_other_moments() -> None:
    """A minute of maintenance behind alone, a short wait and a long one.

    In front the clock rests in the short wait, 60 min from noon, and has worked for no minute more when the long one
    begins, at 13:01.  Behind it has worked for 59 min at the first, which is no rest, and for its hour at the second.
    """
    minute, second = 60, 1
    spans = [(60 * minute, second), (61 * minute + second, 10 * HOUR)]
    waits = tuple(Waiting("force-majeure", NOON + start, NOON + start + length) for start, length in spans)
    events = CaseEvent("logged", NOON), CaseEvent("restored", NOON + 61 * minute + second + 12 * HOUR + 55 * minute)
    behind = ServiceCase("case", "a", events, waits, agreement="of-a", carries="front")
    front = ServiceCase("case", "shop", events, waits, agreement="front")
    cause = Cause("maintenance", NOON, NOON + minute, service="a")
    limited = "excludes maintenance up to 2 min each calendar month"
    ours = FIX.replace("4 h", "4 h 10 min").format(STORM)
    draft = chain((ours,), (limited, FIX.format(STORM)))
    refuted(ByHand("stood still behind", draft, World(cases=(front, behind), causes=(cause,)), NOON))


@pytest.mark.parametrize("both", [STORM, f"{CUSTOMER} {STORM}"])
def test_clocks_that_rest_alike_rest_at_once(both: str) -> None:
    assert next(promises(promised(both, both).draft)).proof.verdict == "backed"
