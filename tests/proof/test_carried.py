"""What carries times of cases: cover and not overlap, of the same services, in force, from and to the same events."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sla_dsl.proof import Proof, prove

from ..examples import of_all
from .workspaces import compiled

AS_OF = date(2026, 1, 1)
MONTH = "each calendar month"
SCALES = """
priorities rank { H1 H2 H3 }
priorities their-rank { T1 T2 }
service leaf { owner ops }
service tree { owner desk needs leaf }
service other { owner ops }
"""


def fix(hours: object, scope: str = "", rest: str = "during 24x7", name: str = "fix") -> str:
    return f"objective {name}: restore-time {scope} at most {hours} h {rest}\n"


def ours(*statements: str, covers: str = "tree", term: str = "") -> str:
    return f"sla s {{ provider norvia customer brun covers {covers} {term}\n" + "\n".join(statements) + "\n}\n"


def behind(name: str, *statements: str, covers: str = "leaf", term: str = "") -> str:
    return f"ola {name} {{ provider ops customer desk covers {covers} {term}\n" + "\n".join(statements) + "\n}\n"


def proved(*texts: str, address: str = "s/fix", horizon: int = 12) -> Proof:
    return prove(compiled(SCALES + "".join(texts), AS_OF, horizon))[address]


def rules(found: Proof) -> set[str]:
    return {ground.rule for ground in found.grounds if ground.verdict == found.verdict}


# All cases of a promise are carried


@pytest.mark.parametrize(
    ("backing", "verdict"),
    [
        ("backed by a for H1", "undecidable"),
        ("backed by a for H1\nbacked by b for H2", "unbacked"),
        ("backed by a for H1\nbacked by a for H2", "backed"),
        ("backed by b for H1\nbacked by a", "unbacked"),
        ("backed by a for H1, H2, H3", "backed"),
    ],
)
def test_each_case_is_carried_by_those_who_back_it(backing: str, verdict: str) -> None:
    found = proved(ours(fix(4, "for H1, H2"), backing), behind("a", fix(2)), behind("b", fix(9)))
    # Whom H1 has besides works side by side with him, and so the slower one counts.
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("scope", "treat", "verdict"),
    [
        ("for H1", "treat H1 as T1 in a", "backed"),
        ("for H2", "treat H2 as T2 in a", "unbacked"),
        ("for H1, H2", "treat H1 as T1, H2 as T2 in a", "unbacked"),
        ("for H1, H2", "treat H1 as T1, H2 as T1 in a", "backed"),
        # What they call H2 is not said, and so it may be T2.
        ("for H1, H2", "treat H1 as T1 in a", "unbacked"),
        ("for H1", "", "unbacked"),
        ("", "treat H1 as T1, H2 as T1, H3 as T1 in a", "backed"),
        ("", "treat H1 as T1, H2 as T1 in a", "unbacked"),
    ],
)
def test_of_treated_values_the_worst_counts(scope: str, treat: str, verdict: str) -> None:
    carrier = behind("a", fix(2, "for T1", name="one"), fix(9, "for T2", name="two"))
    assert proved(ours(fix(4, scope), treat, "backed by a"), carrier).verdict == verdict


def test_values_that_nothing_is_promised_for_are_not_carried() -> None:
    carrier = behind("a", fix(2, "for T1"))
    for treat in ("treat H1 as T1, H2 as T2 in a", "treat H1 as T1 in a"):
        found = proved(ours(fix(4, "for H1, H2"), treat, "backed by a"), carrier)
        assert (found.verdict, rules(found)) == ("undecidable", {"backing/scope-gap"})


def test_several_objectives_of_one_agreement_cover_a_promise_together() -> None:
    carrier = behind("a", fix(2, "for H1", name="one"), fix(3, "for H2, H3", name="two"))
    found = proved(ours(fix(4, "for H1, H2"), "backed by a"), carrier)
    assert (found.verdict, found.guaranteed and found.guaranteed.text) == ("backed", "3 h")
    assert proved(ours(fix(4), "backed by a"), carrier).verdict == "backed"
    assert proved(ours(fix(4), "backed by a"), behind("a", fix(2, "for H1"))).verdict == "undecidable"


def test_each_case_has_one_value_along_its_whole_path() -> None:
    # H1 takes 1 and 3 hours, H2 takes 3 and 1: none takes 6.
    first = behind("a", fix(1, "for H1", name="one"), fix(3, "for H2, H3", name="two"))
    second = behind("b", fix(3, "for H1", name="one"), fix(1, "for H2, H3", name="two"))
    found = proved(ours(fix(4, "for H1, H2"), "backed by a, b", "path restore-time: a then b"), first, second)
    assert (found.verdict, found.guaranteed and found.guaranteed.text) == ("backed", "4 h")


@pytest.mark.parametrize(
    ("scope", "first", "verdict"),
    [
        ("for H1", ("",), "backed"),
        ("for H1", ("for H1, H2, H3",), "backed"),
        # As H2 it takes three hours there; then it is H1 and has taken them as well.
        ("for H1", ("for H1", "for H2, H3"), "undecidable"),
        ("for H1", ("for H1, H2", "for H3"), "undecidable"),
        ("for H1, H2", ("for H1", "for H2, H3"), "undecidable"),
        ("", ("for H1", "for H2, H3"), "undecidable"),
        # What is the least urgent was never less so.
        ("for H3", ("for H1, H2", "for H3"), "backed"),
    ],
)
def test_a_case_that_gets_more_urgent_has_taken_the_time_of_the_hops_before(
    scope: str, first: tuple[str, ...], verdict: str
) -> None:
    hops = [fix(number + 1, one, name=f"fix-{number}") for number, one in enumerate(first)]
    clock = "clock up {{ during 24x7 raised priority counts from the {} }}\n"
    promise = ours(fix(4, scope, "timed by up"), "backed by a, b", "path restore-time: a then b")
    carriers = (behind("a", *hops), behind("b", fix(1)))
    assert proved(clock.format("start"), promise, *carriers).verdict == verdict
    assert proved(clock.format("change"), promise, *carriers).verdict == "backed"
    # Where nothing is said of it, it is assumed not to happen.
    silent = proved(promise.replace("timed by up", "during 24x7"), *carriers)
    assert silent.verdict == "backed"
    assert ("no case gets more urgent after it was handed on" in silent.assumptions) == (verdict != "backed")
    # One agreement alone knows of the change, and keeps to the new target from the start on.
    assert proved(ours(fix(4, scope), "backed by a"), behind("a", *hops)).verdict == "backed"


SHARE = f"in 95% of cases during 24x7 {MONTH}"


@pytest.mark.parametrize(
    ("scope", "treat", "verdict"),
    [
        # One late H1 and 19 good H2 are 95 % of T1.
        ("for H1", "treat H1 as T1, H2 as T1, H3 as T2 in a", "undecidable"),
        ("for H1", "treat H1 as T1, H2 as T2, H3 as T2 in a", "backed"),
        ("for H1", "treat H1 as T1 in a", "undecidable"),
        ("for H1, H2", "treat H1 as T1, H2 as T1, H3 as T2 in a", "backed"),
    ],
)
def test_values_that_are_treated_alike_are_one_pool(scope: str, treat: str, verdict: str) -> None:
    promise = ours(fix(4, scope, SHARE), treat, "backed by a")
    share = SHARE + " { counted for each agreement it carries }"
    carrier = behind("a", fix(2, "for T1", share, "one"), fix(2, "for T2", share, "two"))
    found = proved(promise, carrier)
    assert found.verdict == verdict
    if verdict == "undecidable":
        assert rules(found) == {"backing/pooled"}


def test_a_later_hop_that_counts_alone_is_not_asked_to_count_alone() -> None:
    share = f"{SHARE} {{ counted for each agreement it carries }}"
    promise = ours(fix(4, "", SHARE), "backed by a", "path restore-time: 1 h then a")
    alone, pooled = (proved(promise, behind("a", fix(2, "", rest))) for rest in (share, SHARE))
    assert (rules(alone), rules(pooled)) == ({"backing/pooled"}, {"backing/pooled"})
    assert ["counted for each" in ground.help for ground in (*alone.grounds, *pooled.grounds)] == [False, True]


# Of the same services


@pytest.mark.parametrize("path", ["", "path restore-time: a", "path restore-time: 1 h then a"])
@pytest.mark.parametrize(
    ("covered", "carrier", "verdict"),
    [
        ("tree", "tree", "backed"),
        ("tree", "leaf", "backed"),
        ("leaf", "tree", "backed"),
        ("tree", "other", "undecidable"),
        ("leaf", "other", "undecidable"),
        ("tree, other", "tree", "undecidable"),
        ("tree, other", "leaf, other", "backed"),
    ],
)
def test_times_are_those_of_cases_of_what_is_covered(path: str, covered: str, carrier: str, verdict: str) -> None:
    found = proved(ours(fix(4), "backed by a", path, covers=covered), behind("a", fix(2), covers=carrier))
    assert found.verdict == verdict
    if verdict == "undecidable":
        assert rules(found) == {"backing/component-not-carried"}


@pytest.mark.parametrize(
    "metric", ["response-time", "restore-time", "resolution-time", "recovery-time", "recovery-point"]
)
def test_no_metric_is_carried_by_what_is_about_something_else(metric: str) -> None:
    promise = f"objective fix: {metric} at most 4 h during 24x7"
    found = proved(ours(promise, "backed by a", f"path {metric}: a"), behind("a", promise, covers="other"))
    assert "backing/component-not-carried" in rules(found)


def test_an_agreement_in_between_carries_no_other_services_either() -> None:
    between = behind("a", fix(4), "backed by b")
    assert proved(
        ours(fix(4), "backed by a"), between, behind("b", fix(4), covers="other"), address="a/fix"
    ).verdict == ("undecidable")


# In force


@pytest.mark.parametrize(
    ("end", "path", "verdict"),
    [
        ("2026-12-31", "path restore-time: a", "backed"),
        # A case of the last hour of December comes to `a` in January.
        ("2026-12-31", "path restore-time: 1 h then a", "unbacked"),
        ("2027-01-01", "path restore-time: 1 h then a", "backed"),
        ("2027-01-01", "path restore-time: 30 h then a", "unbacked"),
        ("2027-01-02", "path restore-time: 30 h then a", "backed"),
    ],
)
def test_a_hop_begins_while_its_agreement_is_in_force(end: str, path: str, verdict: str) -> None:
    promise = ours(fix(40), "backed by a", path, term="in force from 2026-01-01 to 2026-12-31")
    found = proved(promise, behind("a", fix(4), term=f"in force from 2026-01-01 to {end}"))
    assert found.verdict == verdict
    if verdict == "unbacked":
        assert rules(found) == {"backing/term-gap"}
        assert "2027-01-0" in next(ground.example for ground in found.grounds if ground.rule == "backing/term-gap")


def test_the_last_hours_of_a_term_are_those_of_its_zone() -> None:
    promise = ours(fix(4), "backed by a", term="time zone America/New_York in force from 2026-01-01 to 2026-12-31")
    # In Paris the year ends six hours sooner.
    assert proved(promise, behind("a", fix(4), term="in force from 2026-01-01 to 2026-12-31")).verdict == "unbacked"
    assert proved(promise, behind("a", fix(4), term="in force from 2026-01-01 to 2027-01-01")).verdict == "backed"


# From and to the same events


CLOCKS = """
clock occurred { starts when occurred during 24x7 }
clock logged { starts when logged during 24x7 }
clock on-site-clock { starts when on-site during 24x7 }
clock by-phone { starts when logged through phone during 24x7 }
clock by-mail { starts when logged through email during 24x7 }
clock by-both { starts when logged through phone and email during 24x7 }
clock by-any { starts when logged through phone or email during 24x7 }
clock goes-on { starts when logged during 24x7 reopened within 5 days continues }
clock goes-on-less { starts when logged during 24x7 reopened within 1 day continues }
clock anew { starts when logged during 24x7 reopened within 5 days restarts }
clock from-change { starts when logged during 24x7 raised priority counts from the change }
clock from-start { starts when logged during 24x7 raised priority counts from the start }
"""


def timed(clock: str) -> str:
    return fix(4, rest=f"timed by {clock}")


@pytest.mark.parametrize(
    ("front", "carrier", "verdict"),
    [
        ("logged", "logged", "backed"),
        ("logged", "occurred", "backed"),
        ("logged", "on-site-clock", "undecidable"),
        ("by-phone", "by-phone", "backed"),
        ("by-phone", "logged", "backed"),
        ("logged", "by-phone", "undecidable"),
        ("by-phone", "by-mail", "undecidable"),
        ("by-phone", "by-any", "backed"),
        ("by-any", "by-phone", "undecidable"),
        ("by-both", "by-phone", "backed"),
        ("by-phone", "by-both", "undecidable"),
        ("goes-on", "goes-on", "backed"),
        ("goes-on", "anew", "undecidable"),
        ("goes-on", "logged", "undecidable"),
        ("goes-on", "goes-on-less", "undecidable"),
        ("goes-on-less", "goes-on", "backed"),
        ("anew", "goes-on", "backed"),
        ("logged", "anew", "backed"),
        ("from-start", "from-change", "undecidable"),
        ("logged", "from-change", "undecidable"),
        ("from-change", "from-start", "backed"),
        ("from-change", "from-change", "backed"),
    ],
)
@pytest.mark.parametrize("path", ["", "path restore-time: a"])
def test_words_of_clocks_are_compared_in_the_right_direction(front: str, carrier: str, verdict: str, path: str) -> None:
    found = proved(CLOCKS, ours(timed(front), "backed by a", path), behind("a", timed(carrier)))
    assert found.verdict == verdict
    if verdict == "undecidable":
        assert rules(found) <= {"backing/later-start", "backing/restart-gap"}
        assert all(ground.related for ground in found.grounds if ground.verdict == "undecidable")


@pytest.mark.parametrize("path", ["", "path restore-time: a"])
def test_a_hand_over_is_never_silent(path: str) -> None:
    found = proved(CLOCKS, ours(timed("occurred"), "backed by a", path), behind("a", timed("logged")))
    assert found.verdict == "backed"
    assert [ground.rule for ground in found.grounds] == ["backing/unstated-hand-off"]
    assert found.assumptions == ("handed over at once to `a`",)


def test_side_by_side_each_hand_over_is_told() -> None:
    services = "service one { owner ops }\nservice two { owner ops }\nservice both { owner desk needs one and two }\n"
    texts = [behind(name, fix(2), covers=name) for name in ("one", "two")]
    texts = [text.replace(f"ola {name}", f"ola {name}-ola") for name, text in zip(("one", "two"), texts, strict=True)]
    found = proved(services, ours(fix(4), "backed by one-ola, two-ola", covers="both"), *texts)
    assert found.assumptions == ("handed over at once to `one-ola`", "handed over at once to `two-ola`")


def test_what_is_suspended_behind_alone_carries_nothing() -> None:
    suspended = 'suspends fix while "an invoice is open"'
    carrier = behind("a", fix(2), suspended)
    assert proved(ours(fix(4), "backed by a"), carrier).verdict == "undecidable"
    # The same words may be said of one agreement and not of the other.
    assert proved(ours(fix(4), "backed by a", suspended), carrier).verdict == "undecidable"
    both = 'assume a comparable because "one invoice for both"'
    assert proved(ours(fix(4), "backed by a", suspended, both), carrier).verdict == "backed"


# Whoever is first


HOURS = {"24x7": range(24), "by-day": range(8, 20), "by-night": [*range(8), *range(20, 24)], "noon": range(11, 14)}
CALENDARS = """
calendar by-day { time zone UTC open Mon-Sun 08:00-20:00 }
calendar by-night { time zone UTC open Mon-Sun 20:00-08:00 }
calendar noon { time zone UTC open Mon-Sun 11:00-14:00 }
"""
repairs = st.tuples(st.integers(1, 9), st.sampled_from(sorted(HOURS)))


def ends(limit: int, hours: str, start: int) -> int:
    """The last hour at which a repair that begins at an hour has taken no more than its limit: walked hour by hour."""
    run, at = 0, start
    while run < limit:
        run += at % 24 in HOURS[hours]
        at += 1
    # What is used up at a closing has taken no more until the next opening.
    while at % 24 not in HOURS[hours]:
        at += 1
    return at


@settings(max_examples=of_all(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(repairs, min_size=2, max_size=3), st.integers(1, 3))
def test_the_earliest_at_each_start_counts(parts: list[tuple[int, str]], needed: int) -> None:
    needed = min(needed, len(parts))
    names = ["one", "two", "three"][: len(parts)]
    services = "".join(f"service {name} {{ owner ops }}\n" for name in names)
    services += f"service whole {{ owner desk needs {needed} of ({', '.join(names)}) }}\n"
    olas = "".join(
        behind(f"{name}-ola", fix(limit, rest=f"during {hours}"), covers=name, term="time zone UTC")
        for name, (limit, hours) in zip(names, parts, strict=True)
    )
    backing = "backed by " + ", ".join(f"{name}-ola" for name in names)
    longest = max(
        sorted(ends(limit, hours, start) for limit, hours in parts)[needed - 1] - start for start in range(24, 48)
    )
    for limit in (longest, longest - 1):
        text = ours(fix(limit), backing, covers="whole", term="time zone UTC") if limit else ""
        if text:
            expected = "backed" if limit == longest else "unbacked"
            # Every day is like any other, so that a month of starts has all of them.
            assert proved(CALENDARS, services, text, olas, horizon=1).verdict == expected
