"""Which path a case takes: the most specific one, in whatever order paths are written."""

from datetime import date
from fractions import Fraction
from itertools import permutations, product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sla_dsl.proof import Proof, prove

from ..examples import of_all
from .workspaces import compiled

AS_OF = date(2026, 1, 1)
PRIORITIES, SITES = ("H", "M", "L"), ("north", "south")
FIX = "{}restore-time{} at most {} h during 24x7"
few = settings(max_examples=of_all(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])

Cases = tuple[tuple[str, ...], tuple[str, ...]]
"""Some priorities and some sites: the cases of each of the ones at each of the others."""


def scope(cases: Cases) -> str:
    """The scope of these cases in a path; all priorities, or all sites, are said by silence."""
    said = [
        value for values, every in zip(cases, (PRIORITIES, SITES), strict=True) if values != every for value in values
    ]
    return f" for {', '.join(said)}" if said else ""


def proved(promise: Cases, *statements: str) -> Proof:
    """The proof of a restoration in four hours behind which `one` takes one hour and `nine` nine."""
    behind = "".join(
        f"""ola {name} {{ provider ops customer desk covers shop
          objective fix: restore-time at most {hours} h during 24x7 }}
"""
        for name, hours in (("one", 1), ("nine", 9))
    )
    written = "\n  ".join(statements)
    # Cases without a priority or a site are none of these.
    named = ", ".join(value for values in promise for value in values)
    text = f"""
priorities rank {{ {" ".join(PRIORITIES)} }}
dimension place {{ {" ".join(SITES)} }}
sla shop-sla {{ provider norvia customer brun covers shop
  objective fix: restore-time for {named} at most 4 h during 24x7
  backed by one
  {written}
}}
{behind}"""
    return prove(compiled(text, AS_OF, horizon=12))["shop-sla/fix"]


ALL: Cases = (PRIORITIES, SITES)
HIGH: Cases = (("H",), SITES)
GENERAL, FOR_HIGH = "path restore-time: nine", "path restore-time for H: one"


def test_the_more_specific_path_holds_in_either_order() -> None:
    assert proved(HIGH, FOR_HIGH, GENERAL).verdict == proved(HIGH, GENERAL, FOR_HIGH).verdict == "backed"


def test_a_promise_about_cases_of_several_paths_is_as_slow_as_the_slowest_of_them() -> None:
    proof = proved((("H", "M"), SITES), FOR_HIGH, "path restore-time for M: nine")
    assert proof.verdict == "unbacked"
    assert proof.guaranteed is not None
    assert proof.guaranteed.exact == 9 * 3600


def test_cases_without_a_path_are_proved_as_if_there_were_none() -> None:
    slow = proved(ALL, "path restore-time for H: nine")
    quick = proved(ALL, "path restore-time for H: 2 h during 24x7 then one")
    assert (slow.verdict, quick.verdict) == ("unbacked", "backed")
    assert quick.guaranteed is not None
    assert quick.guaranteed.exact == 3 * 3600


def test_crossing_paths_decide_nothing_of_the_cases_that_both_are_written_for() -> None:
    crossing = (FOR_HIGH, "path restore-time for north: one")
    assert [ground.rule for ground in proved(ALL, *crossing).grounds] == ["backing/crossing-paths"]
    assert proved((("H",), ("south",)), *crossing).verdict == "backed"
    assert proved(ALL, *crossing, "path restore-time for H, north: one").verdict == "backed"


def test_a_path_that_names_every_value_is_no_more_specific_than_one_that_names_none() -> None:
    proof = proved(ALL, GENERAL, "path restore-time for H, M, L: one")
    assert (proof.verdict, proof.grounds[0].rule) == ("undecidable", "")


def test_of_a_tier_only_the_values_that_the_agreement_selects_are_cases_of_it() -> None:
    text = """
tiers care { basic gold }
sla shop-sla { provider norvia customer brun covers shop
  tier gold of care
  objective fix: restore-time at most 4 h during 24x7
  backed by one
  path restore-time for gold: 2 h during 24x7 then one
}
ola one { provider ops customer desk covers shop
  objective fix: restore-time at most 1 h during 24x7
}
"""
    proof = prove(compiled(text, AS_OF, horizon=12))["shop-sla/fix"]
    assert proof.guaranteed is not None
    assert proof.guaranteed.exact == 3 * 3600


# Against cases, walked one by one

some = st.tuples(
    st.lists(st.sampled_from(PRIORITIES), min_size=1, unique=True).map(
        lambda v: tuple(p for p in PRIORITIES if p in v)
    ),
    st.lists(st.sampled_from(SITES), min_size=1, unique=True).map(lambda v: tuple(s for s in SITES if s in v)),
)
paths_written = st.lists(some, max_size=4, unique=True).map(
    lambda scopes: {frozenset(product(*cases)): (cases, hours) for hours, cases in enumerate(scopes, start=2)}
)


def expected(promise: Cases, paths: dict[frozenset[tuple[str, ...]], tuple[Cases, int]]) -> Fraction | None:
    """The hours of the slowest case, by the smallest set of cases among those of the paths; none if two cross."""
    hours = []
    for case in product(*promise):
        on = [cases for cases in paths if case in cases]
        smallest = [cases for cases in on if all(cases <= other for other in on)]
        if on and not smallest:
            return None
        hours.append(paths[smallest[0]][1] if on else 1)
    return Fraction(max(hours))


@few
@given(some, paths_written, st.randoms(use_true_random=False))
def test_each_case_takes_the_smallest_set_that_it_is_in_whatever_the_order(promise, paths, random) -> None:  # type: ignore[no-untyped-def]  # hypothesis
    statements = [f"path restore-time{scope(cases)}: {hours} h during 24x7" for cases, hours in paths.values()]
    hours = expected(promise, paths)
    proofs = [proved(promise, *statements), proved(promise, *random.sample(statements, len(statements)))]
    for proof in proofs:
        if hours is None:
            assert proof.verdict == "undecidable"
        else:
            assert proof.verdict == ("backed" if hours <= 4 else "unbacked")
            assert proof.guaranteed is not None
            assert proof.guaranteed.exact == hours * 3600


def test_every_order_of_paths_and_backing_gives_one_proof() -> None:
    statements = (GENERAL, FOR_HIGH, "path restore-time for H, north: 2 h during 24x7", "backed by nine")
    told = {
        (proof.verdict, proof.guaranteed, proof.slack)
        for order in permutations(statements)
        for proof in [proved((("H", "M"), SITES), *order)]
    }
    assert len(told) == 1
