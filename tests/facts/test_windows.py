"""The windows of an objective in a time."""

from sla_dsl.facts.kept import windows_of

from .worlds import Row, m, text_of, workspace, world

DAY = "objective o: availability at least 99% each calendar day"
CASE = "objective o: restore-time at most 4 h during 24x7"


def windows(says: str, since: str, until: str) -> tuple[tuple[int, int], ...]:
    compiled = workspace(text_of(Row("", says, world(), "")))
    agreement = compiled.agreements["a"]
    return windows_of(compiled, agreement, agreement.objectives[0], m(since), m(until))


def test_those_that_overlap_it_whole() -> None:
    assert windows(DAY, "2 12:00", "3 12:00") == ((m("2 00:00"), m("3 00:00")), (m("3 00:00"), m("4 00:00")))


def test_one_that_begins_where_it_ends_is_none_of_them() -> None:
    assert windows(DAY, "2 12:00", "3 00:00") == ((m("2 00:00"), m("3 00:00")),)


def test_none_lies_outside_of_the_term() -> None:
    says = f"in force from 2026-03-02 to 2026-03-03\n{DAY}"
    assert windows(says, "1 00:00", "6 00:00") == ((m("2 00:00"), m("3 00:00")), (m("3 00:00"), m("4 00:00")))
    assert windows(says, "1 00:00", "2 00:00") == ()
    assert windows(says, "4 00:00", "6 00:00") == ()


def test_without_a_window_it_is_the_time() -> None:
    assert windows(CASE, "2 12:00", "3 12:00") == ((m("2 12:00"), m("3 12:00")),)
