"""All that is promised behind is kept: of several objectives for one case the best counts, and a case has one cause."""

import pytest

from .draft import Block, Draft, carrier, front, service
from .hunt import refuted
from .judging import Promise, promises
from .outages import Refutation
from .replay import replayed

TERM, LONG = "2026-01-01 to 2026-12-31", "2025-01-01"
SLOW = "objective fix-all: restore-time at most 10 h during 24x7"
URGENT = "objective fix: restore-time for P1 at most 2 h during 24x7"
OF_P2 = "objective fix-two: restore-time for P2 at most 3 h during 24x7"
ALONE = "{ counted for each agreement it carries }"


def fixed(time: str, scope: str = "") -> str:
    return f"objective fix: restore-time {scope} at most {time} during 24x7"


def shared(share: str, time: str = "4 h") -> str:
    return f"objective fix: restore-time at most {time} in {share} of cases during 24x7 each calendar month"


def mean(time: str) -> str:
    return f"objective fix: mean restore-time at most {time} during 24x7 each calendar month"


def behind_one(ours: str, *theirs: str, path: str = "") -> Draft:
    return Draft(
        (
            Block("clock waits", ("during 24x7", "pauses while waiting-for-supplier")),
            service("shop", "desk", "a"),
            service("a", "ops"),
            front("shop", TERM, ours, *filter(None, [path]), "backed by of-a"),
            carrier("a", "ops", LONG, *theirs),
        )
    )


def behind_two(ours: str, one: str, other: str, needs: str = "a and b", *further: str) -> Draft:
    return Draft(
        (
            service("shop", "desk", needs),
            service("a", "ops"),
            service("b", "vendor"),
            front("shop", TERM, ours, *further, "backed by of-a, of-b"),
            carrier("a", "ops", LONG, one),
            carrier("b", "vendor", LONG, other),
        )
    )


def only(draft: Draft) -> Promise:
    (promise,) = promises(draft)
    return promise


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        pytest.param(behind_one(fixed("4 h", "for P1"), URGENT, SLOW), "backed", id="P1"),
        pytest.param(behind_one(fixed("2 h", "for P1"), URGENT, SLOW), "backed", id="just P1"),
        pytest.param(behind_one(fixed("1 h", "for P1"), URGENT, SLOW), "unbacked", id="less than P1"),
        pytest.param(behind_one(fixed("4 h", "for P1, P2"), URGENT, SLOW), "unbacked", id="P2 is for all"),
        pytest.param(behind_one(fixed("4 h", "for P1, P2"), URGENT, OF_P2, SLOW), "backed", id="each of its own"),
        pytest.param(behind_one(fixed("4 h"), URGENT, OF_P2, SLOW), "unbacked", id="all"),
        pytest.param(
            behind_one(fixed("3 h", "for P1"), URGENT, SLOW, path="path restore-time: 1 h then of-a"),
            "backed",
            id="a hop",
        ),
        pytest.param(
            behind_one(fixed("10 h", "for P1"), URGENT.replace("during 24x7", "timed by waits"), SLOW),
            "backed",
            id="the quicker one pauses",
        ),
        pytest.param(
            behind_one(shared("90%", "3 h"), f"{shared('95%', '2 h')} {ALONE}", SLOW), "backed", id="a share and all"
        ),
        pytest.param(behind_one(mean("3 h"), f"{mean('2 h')} {ALONE}", SLOW), "backed", id="a mean and all"),
    ],
)
def test_of_several_objectives_for_a_case_the_best_counts(draft: Draft, verdict: str) -> None:
    promise = only(draft)
    assert promise.proof.verdict == verdict
    assert (refuted(promise, "best", 1) is not None) == (verdict == "unbacked")


@pytest.mark.parametrize(
    ("draft", "verdict", "is_assumed"),
    [
        pytest.param(
            behind_two(shared("95%"), f"{shared('97%')} {ALONE}", f"{shared('97%')} {ALONE}"),
            "backed",
            True,
            id="3 + 3",
        ),
        pytest.param(
            behind_two(shared("94%"), f"{shared('97%')} {ALONE}", f"{shared('97%')} {ALONE}"),
            "backed",
            False,
            id="fits",
        ),
        pytest.param(
            behind_two(shared("95%"), f"{shared('97%')} {ALONE}", f"{shared('94%')} {ALONE}"), "unbacked", True, id="6"
        ),
        pytest.param(
            behind_two(mean("4 h"), f"{mean('3 h')} {ALONE}", f"{mean('4 h')} {ALONE}"), "backed", True, id="mean"
        ),
        pytest.param(
            behind_two(
                shared("95%"),
                f"{shared('97%', '2 h')} {ALONE}",
                f"{shared('97%', '2 h')} {ALONE}",
                "a and b",
                "path restore-time: of-a then of-b",
            ),
            "unbacked",
            False,
            id="a case goes through both",
        ),
    ],
)
def test_a_share_over_parts_is_that_of_the_worst_part(draft: Draft, verdict: str, is_assumed: bool) -> None:
    promise = only(draft)
    assert promise.proof.verdict == verdict
    assert ("each case has one cause, and comes to one of `of-a`, `of-b`" in promise.proof.assumptions) == is_assumed
    assert verdict == "unbacked" or refuted(promise, "one cause", 1) is None


def up(share: str, place: str = "", window: str = "month", name: str = "") -> str:
    return f"objective up{name}: availability {place} at least {share} during 24x7 each calendar {window}"


def rate(share: str, place: str = "", name: str = "") -> str:
    return f"objective err{name}: error-rate {place} at most {share} each calendar month {ALONE}"


LYON, ROANNE = "for lyon", "for roanne"


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        pytest.param(
            behind_one(
                up("99%"), up("98%", LYON, "month", "-1"), up("99.5%", LYON, "month", "-2"), up("99.5%", ROANNE)
            ),
            "backed",
            id="two for one site",
        ),
        pytest.param(
            behind_one(
                up("99.1%"), up("99%", LYON, "month", "-1"), up("99.5%", LYON, "month", "-2"), up("99.5%", ROANNE)
            ),
            "unbacked",
            id="two for one site, and too little for both",
        ),
        pytest.param(
            behind_one(up("99%"), up("98%", name="-all"), up("99.5%", LYON, "month", "-1"), up("99.5%", ROANNE)),
            "backed",
            id="each site is better than all",
        ),
        pytest.param(
            behind_one(up("99%"), up("99%", name="-all"), up("98%", LYON, "month", "-1"), up("98%", ROANNE)),
            "backed",
            id="all are better than each site",
        ),
        pytest.param(
            behind_one(up("99%"), up("99%", "for P1, P2", "month", "-1"), up("99%", "for P2, P3", "month", "-2")),
            "unbacked",
            id="values that overlap",
        ),
        pytest.param(
            behind_one(up("98%"), up("99%", "for P1, P2", "month", "-1"), up("99%", "for P2, P3", "month", "-2")),
            "backed",
            id="values that overlap, and both together",
        ),
        pytest.param(
            behind_one(
                up("99%"),
                up("99.5%", LYON, "month", "-1"),
                up("99.5%", ROANNE),
                f'{up("99.9%", name="-all")} when "it is asked for"',
            ),
            "backed",
            id="what carries nothing is left out",
        ),
        pytest.param(
            behind_one(
                rate("1%").replace(ALONE, ""), rate("5%", LYON, "-1"), rate("1%", LYON, "-2"), rate("1%", ROANNE)
            ),
            "backed",
            id="an error rate of one site",
        ),
        pytest.param(
            behind_one(
                fixed("4 h", "for P1, P2"),
                fixed("9 h", "for P1").replace("fix", "fix-1"),
                fixed("4 h", "for P1").replace("fix", "fix-2"),
                OF_P2,
            ),
            "backed",
            id="a time of one priority",
        ),
    ],
)
def test_of_several_objectives_for_a_place_the_best_counts(draft: Draft, verdict: str) -> None:
    promise = only(draft)
    assert promise.proof.verdict == verdict
    if verdict == "unbacked":
        assert isinstance(replayed(promise), Refutation)
    else:
        assert refuted(promise, "best", 1) is None


def test_two_agreements_that_split_one_part_both_count() -> None:
    sites = up("98%", LYON, "month", "-1"), up("99.9%", ROANNE)
    others = up("99.9%", LYON, "month", "-1"), up("98%", ROANNE)
    draft = behind_one(up("99.8%"), *sites)
    ours = draft.replaced_line("front", "backed by of-a", "backed by of-a, more")
    both = Draft((*ours.blocks, carrier("a", "ops", LONG, *others, name="more")))
    assert [only(one).proof.verdict for one in (draft, both)] == ["unbacked", "backed"]


def mixed(needs: str, promised: str, covers_of_a: str = "a") -> Draft:
    """Parts that are needed together, some of which stand in for each other; each agreement counts our cases alone."""
    theirs = f"{shared('95%')} {ALONE}"
    of = {"a": covers_of_a, "b": "b", "c": "c"}
    behind = [name for name in of if name == "a" or name not in covers_of_a]
    return Draft(
        (
            service("shop", "desk", needs),
            service("a", "ops"),
            service("b", "ops"),
            service("c", "vendor"),
            front("shop", TERM, shared(promised), "backed by " + ", ".join(f"of-{name}" for name in behind)),
            *(carrier(name, "vendor" if name == "c" else "ops", LONG, theirs, covers=of[name]) for name in behind),
        )
    )


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        (mixed("a and (b or c)", "95%"), "backed"),
        (mixed("(a or b) and c", "95%"), "backed"),
        (mixed("a and (b or c)", "96%"), "unbacked"),
        (mixed("a or (b and c)", "95%"), "backed"),
    ],
)
def test_a_case_comes_to_one_of_the_parts_also_where_others_stand_in_for_one(draft: Draft, verdict: str) -> None:
    promise = only(draft)
    assert promise.proof.verdict == verdict
    assert verdict == "unbacked" or refuted(promise, "one cause", 1) is None
