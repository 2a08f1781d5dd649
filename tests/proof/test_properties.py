"""What holds of every workspace: better agreements never make a verdict worse, and figures keep their order."""

from datetime import date
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sla_dsl.algebra.availability import ceiling
from sla_dsl.algebra.structure import leaves
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.services import Component
from sla_dsl.proof import Proof, prove
from sla_dsl.proof.verdict import WORST_LAST

from ..examples import of_all
from .workspaces import compiled

AS_OF = date(2026, 1, 1)
LEAVES = ("a", "b", "c", "d")
HOURS = ("24x7", "paris-office", "day", "night")
WINDOWS = ("calendar month", "calendar quarter", "calendar year")
CALENDARS = """
calendar day { time zone Europe/Paris open Mon-Sun 08:00-20:00 }
calendar night { time zone Europe/Paris open Mon-Sun 20:00-08:00 }
"""
SHARES = st.integers(9_000, 9_999).map(lambda tenths: f"{tenths // 100}.{tenths % 100:02}%")
few = settings(max_examples=of_all(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def structures(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    """What a service needs, in words."""
    leaf = st.sampled_from(names)
    return st.recursive(
        leaf,
        lambda inner: st.builds(
            lambda word, parts: f"2 of ({', '.join(parts)})" if word == "k" else f"({f' {word} '.join(parts)})",
            st.sampled_from(("and", "or", "k")),
            st.lists(inner, min_size=2, max_size=3),
        ),
        max_leaves=5,
    )


def uc(name: str, leaf: str, share: str, hours: str, window: str) -> str:
    return f"""
uc {name} {{
  provider arc
  customer norvia
  covers {leaf}
  objective uptime: availability at least {share} during {hours} each {window}
}}
"""


def workspace(needs: str, promise: str, hours: str, window: str, ucs: list[str]) -> str:
    names = ", ".join(one.split()[1] for one in ucs)
    services = "".join(f"service {leaf} {{ owner ops hours 24x7 }}\n" for leaf in LEAVES)
    return f"""{CALENDARS}{services}
service pages {{ owner ops hours 24x7 needs {needs} }}
sla pages-sla {{
  provider norvia
  customer brun
  covers pages
  objective uptime: availability at least {promise} during {hours} each {window}
  backed by {names}
}}
{"".join(ucs)}"""


def proved(text: str, horizon: int = 12) -> Proof:
    return prove(compiled(text, AS_OF, horizon))["pages-sla/uptime"]


def rank(proof: Proof) -> int:
    return WORST_LAST.index(proof.verdict)


promises = st.tuples(SHARES, st.sampled_from(HOURS), st.sampled_from(WINDOWS))


@few
@given(structures(LEAVES), promises, st.tuples(*[promises] * 4), st.sampled_from(LEAVES), SHARES)
def test_a_stronger_agreement_behind_never_makes_a_verdict_worse(
    needs: str,
    promise: tuple[str, str, str],
    bought: tuple[tuple[str, str, str], ...],
    leaf: str,
    better: str,
) -> None:
    ucs = [uc(f"{name}-uc", name, *terms) for name, terms in zip(LEAVES, bought, strict=True)]
    before = proved(workspace(needs, *promise, ucs))
    share, hours, window = bought[LEAVES.index(leaf)]
    stronger = uc("more-uc", leaf, max(share, better), hours, window)
    after = proved(workspace(needs, *promise, [*ucs, stronger]))
    assert rank(after) <= rank(before)
    assert after.guaranteed is not None
    assert before.guaranteed is not None
    assert after.guaranteed.exact >= before.guaranteed.exact


@few
@given(structures(LEAVES), promises, st.tuples(*[promises] * 4))
def test_the_guarantee_is_at_most_the_expectation(
    needs: str, promise: tuple[str, str, str], bought: tuple[tuple[str, str, str], ...]
) -> None:
    ucs = [uc(f"{name}-uc", name, *terms) for name, terms in zip(LEAVES, bought, strict=True)]
    proof = proved(workspace(needs, *promise, ucs))
    assert proof.guaranteed is not None
    assert proof.expected is not None
    assert 0 <= proof.guaranteed.exact <= proof.expected.exact <= 1


@few
@given(structures(LEAVES), st.tuples(*[SHARES] * 4))
def test_the_expectation_is_at_most_the_ceiling(needs: str, bought: tuple[str, ...]) -> None:
    ucs = [uc(f"{n}-uc", n, share, "24x7", "calendar month") for n, share in zip(LEAVES, bought, strict=True)]
    text = workspace(needs, "90%", "24x7", "calendar month", ucs)
    structure = compiled(text, AS_OF).services["pages"].needs or Component(service="pages")
    if max(leaves(structure).values()) > 1:
        return
    lost = {name: 1 - Fraction(share.rstrip("%")) / 100 for name, share in zip(LEAVES, bought, strict=True)}
    expected = proved(text).expected
    assert expected is not None
    assert expected.exact <= ceiling(structure, lost)


@few
@given(
    st.lists(st.integers(1, 300), min_size=1, max_size=4),
    st.lists(st.sampled_from(HOURS), min_size=4, max_size=4),
    st.integers(1, 600),
    st.sampled_from(HOURS),
    st.integers(0, 3),
    st.integers(0, 299),
)
def test_a_quicker_hop_never_makes_a_verdict_worse(
    minutes: list[int], hours: list[str], promised: int, during: str, which: int, saved: int
) -> None:
    def at(times: list[int]) -> Proof:
        hops = " then ".join(f"{time} min during {each}" for time, each in zip(times, hours, strict=False))
        text = f"""{CALENDARS}
sla pages-sla {{
  provider norvia
  customer brun
  covers shop
  objective uptime: restore-time at most {Quantity(amount=Fraction(promised * 60), unit="s").text} during {during}
  backed by arc-uc
  path restore-time: {hops}
}}
uc arc-uc {{
  provider arc
  customer norvia
  covers shop
  objective repair: restore-time at most 1 h during 24x7
}}
"""
        return proved(text, horizon=2)

    quicker = list(minutes)
    quicker[which % len(minutes)] = max(1, quicker[which % len(minutes)] - saved)
    assert rank(at(quicker)) <= rank(at(minutes))
