"""What is called senseless, against all values of a small world."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from sla_dsl.policy.condition import judge
from sla_dsl.policy.thing import Thing

from .policies import policies

LIMITS = ("10%", "20%", "30%")
TESTS = [
    *(f"target {kind} {limit}" for kind in ("at least", "at most", "above", "below") for limit in LIMITS),
    "target is set",
    "target is missing",
    *(f"force is {force}" for force in ("guaranteed", "target")),
    "force is not guaranteed",
    "weakenable is yes",
]
CONDITIONS = st.recursive(
    st.sampled_from(TESTS),
    lambda inner: st.one_of(
        inner.map(lambda part: f"not ({part})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + " and ".join(parts) + ")"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + " or ".join(parts) + ")"),
    ),
    max_leaves=5,
)


def world() -> str:
    """An agreement with an objective for every combination of values that the tests could tell apart."""
    targets = ("5%", "10%", "15%", "20%", "25%", "30%", "35%", "blank")
    rows = product(targets, ("", "as a target", "as best effort"), ("", "may be weakened"))
    objectives = (
        f"objective o{at}: availability at least {target} each calendar month {force} {{ {detail} }}\n"
        for at, (target, force, detail) in enumerate(rows)
    )
    head = "provider norvia customer atelier-brun covers payments service hours 24x7 parameter blank is percent"
    return f"sla a {{ {head}\n{''.join(objectives)} }}"


WORLD = world()


@given(CONDITIONS)
def test_it_is_senseless_if_all_things_agree(condition: str) -> None:
    found, findings, view = policies(f"policy house {{ every objective must {condition} }}", WORLD)
    (house,) = found
    things: list[Thing] = list(house.looks_at(view))
    assert len(things) == 48
    outcomes = {judge(house.must)(thing) for thing in things}  # None of a blank target, of which nobody can tell
    whole = [f.rule for f in findings if f.span is not None and f.span.text.strip("()") == condition.strip("()")]
    if whole:
        assert outcomes - {None} == {whole == ["policy/always-holds"]}
    if not findings:
        assert outcomes not in ({True}, {False})
