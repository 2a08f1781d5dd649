"""The order of the prelude's events, as the design of backing states it."""

from datetime import date

import pytest

from sla_dsl.algebra.stop_events import is_handed_over, stop_carries
from sla_dsl.algebra.undecidable import Undecidable
from sla_dsl.compiler.compile import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.text.source import Source

ORDER = ["acknowledged", "answered", "restored", "fixed", "confirmed", "closed"]
CARRIED = {
    **{event: {*ORDER[: at + 1]} | ({"worked-around"} if at >= 2 else set()) for at, event in enumerate(ORDER)},
    "assigned": {"acknowledged", "assigned"},
    "worked-around": {"worked-around"},
    "on-site": {"on-site"},
    "accepted": {"accepted"},
}
DECLARED = """
event redirected "Traffic redirected" after detected before acknowledged
event round "Round" after trip
event trip "Trip" after round
"""
EVENTS = compile_sources([Source("events.sla", DECLARED)], Lock(), date(2026, 1, 1)).events


@pytest.mark.parametrize("behind", CARRIED)
def test_what_a_stop_event_carries(behind: str) -> None:
    assert {promise for promise in CARRIED if stop_carries(EVENTS, behind, promise)} == CARRIED[behind]


def test_a_declared_event_has_the_place_that_it_says() -> None:
    assert stop_carries(EVENTS, "restored", "redirected")
    assert stop_carries(EVENTS, "redirected", "detected")
    assert not stop_carries(EVENTS, "redirected", "acknowledged")


def test_an_order_that_leads_back_to_itself_ends() -> None:
    assert stop_carries(EVENTS, "round", "trip")
    assert not stop_carries(EVENTS, "round", "acknowledged")


@pytest.mark.parametrize(
    ("behind", "promise", "handed_over"),
    [
        ("occurred", "occurred", False),
        ("occurred", "logged", False),
        ("detected", "detected", False),
        ("logged", "logged", True),
        ("accepted", "detected", True),
        (
            "detected",
            "occurred",
            Undecidable("`detected` may come later than `occurred`, and nothing says by how much"),
        ),
    ],
)
def test_what_a_clock_behind_a_promise_starts_with(behind: str, promise: str, handed_over: bool | Undecidable) -> None:
    assert is_handed_over(EVENTS, behind, promise) == handed_over
