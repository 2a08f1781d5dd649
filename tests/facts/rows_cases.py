"""Durations of cases: clocks, pauses, restarts, priorities that change, days and times of day."""

from fractions import Fraction

from sla_dsl.facts.world import MeasuredAmount, Unreachable

from .worlds import case, cause, m, row, said, world

FOUR = "objective o: restore-time at most 4 h during 24x7 each calendar month"
OFFICE = "objective o: restore-time at most 4 h during office each calendar month"
HOUR = 3600


def users(number: int) -> MeasuredAmount:
    return MeasuredAmount("a", "users", m("1 00:00"), Fraction(number))


def timed(statements: str) -> dict[str, str]:
    """A clock of these statements, for ``TIMED``."""
    return {"declares": f"clock c {{ {statements} }}"}


TIMED = "objective o: restore-time at most 4 h timed by c each calendar month"
WAITING = "waiting-for-customer"

ROWS = [
    # Bounds
    row(
        "done exactly at its bound is in time",
        FOUR,
        world(case("logged 2 10:00", "restored 2 14:00")),
        "kept",
        figure=4 * HOUR,
        cases=1,
        late=0,
    ),
    row("a second later is late", FOUR, world(case("logged 2 10:00", "restored 2 14:00:01")), "missed", late=1),
    row(
        "below: exactly at its bound is late",
        "objective o: restore-time below 4 h during 24x7 each calendar month",
        world(case("logged 2 10:00", "restored 2 14:00")),
        "missed",
    ),
    row(
        "below: a second less is in time",
        "objective o: restore-time below 4 h during 24x7 each calendar month",
        world(case("logged 2 10:00", "restored 2 13:59:59")),
        "kept",
    ),
    row(
        "between: both ends belong to it",
        "objective o: restore-time between 2 h and 4 h during 24x7 each calendar month",
        world(case("logged 2 10:00", "restored 2 14:00"), case("logged 2 10:00", "restored 2 12:00")),
        "kept",
        late=0,
    ),
    row(
        "between: too early is missed",
        "objective o: restore-time between 2 h and 4 h during 24x7 each calendar month",
        world(case("logged 2 10:00", "restored 2 13:00"), case("logged 2 10:00", "restored 2 11:59:59")),
        "missed",
        late=1,
        figure=7199,
    ),
    row(
        "between: too late is missed",
        "objective o: restore-time between 2 h and 4 h during 24x7 each calendar month",
        world(case("logged 2 10:00", "restored 2 14:00:01")),
        "missed",
    ),
    row(
        "of several cases the longest is shown",
        FOUR,
        world(case("logged 2 10:00", "restored 2 11:00"), case("logged 2 10:00", "restored 2 13:00")),
        "kept",
        figure=3 * HOUR,
        cases=2,
    ),
    row(
        "a case that is not done is late as soon as its clock has passed the bound",
        FOUR,
        world(case("logged 2 10:00"), until="2 14:00:01"),
        "missed",
        late=1,
    ),
    row(
        "until then it is open",
        FOUR,
        world(case("logged 2 10:00"), until="2 14:00"),
        "not-judged",
        word="a case is open",
        late=0,
    ),
    row("a case that is never done is late", FOUR, world(case("logged 2 10:00")), "missed", late=1, figure=None),
    row(
        "a case that is never done and rests for ever is not late",
        f"{FOUR} {{ pauses while {WAITING} }}",
        world(case("logged 2 10:00", waits=[(WAITING, "2 11:00", None)])),
        "not-judged",
    ),
    row(
        "one that is late decides, whoever is open",
        FOUR,
        world(case("logged 2 10:00", "restored 2 15:00"), case("logged 3 10:00"), until="3 11:00"),
        "missed",
        late=1,
        cases=2,
    ),
    row(
        "of at least, an open case may still be either",
        "objective o: restore-time between 2 h and 4 h during 24x7 each calendar month",
        world(case("logged 2 10:00"), until="2 11:00"),
        "not-judged",
    ),
    row("no case: empty", FOUR, world(), "empty", cases=0),
    # Windows and rows
    row(
        "a case belongs to the window in which its clock starts",
        FOUR,
        world(case("logged 31 23:00", "restored 04-01 05:00"), case("logged 04-01 00:00", "restored 04-03 00:00")),
        "missed",
        cases=1,
        figure=6 * HOUR,
    ),
    row(
        "the first instant of a window belongs to it, and that of the next does not",
        FOUR,
        world(case("logged 1 00:00", "restored 1 05:00"), case("logged 02-28 23:59:59", "restored 1 09:00")),
        "missed",
        cases=1,
        figure=5 * HOUR,
    ),
    row(
        "a case before the term is none",
        f"in force from 2026-03-02\n{FOUR}",
        world(case("logged 1 23:59", "restored 2 09:00")),
        "empty",
        at="2 00:00",
    ),
    row(
        "without a window what begins in the time that is asked about counts",
        "objective o: restore-time at most 4 h during 24x7",
        world(case("logged 2 10:00", "restored 2 15:00"), case("logged 3 10:00", "restored 3 15:00")),
        "missed",
        span=(m("2 00:00"), m("3 00:00")),
        cases=1,
    ),
    row(
        "without a window nothing is cut",
        "in force from 2026-03-02\npartial windows count as met\nobjective o: restore-time at most 4 h during 24x7",
        world(case("logged 2 10:00", "restored 2 15:00")),
        "missed",
        span=(m("1 00:00"), m("3 00:00")),
    ),
    row("a case of another service", FOUR, world(case("logged 2 10:00", service="app")), "empty"),
    row(
        "a case of a part is none of the whole",
        f"covers web\n{FOUR}",
        world(case("logged 2 10:00", service="app")),
        "empty",
    ),
    row("a case of another customer", FOUR, world(case("logged 2 10:00", customer="vendor")), "empty"),
    row("a case of another agreement", FOUR, world(case("logged 2 10:00", agreement="b")), "empty"),
    row("a case of another population", FOUR, world(case("logged 2 10:00", population="disasters")), "empty"),
    row("a case of this population", FOUR, world(case("logged 2 10:00", population="cases")), "missed"),
    row("a case of other events", FOUR, world(case("declared 2 10:00")), "empty"),
    row(
        "the first of its start events counts, and the first end after it",
        FOUR,
        world(case("logged 2 10:00", "logged 2 11:00", "restored 2 09:00", "restored 2 14:00", "restored 2 15:00")),
        "kept",
        figure=4 * HOUR,
    ),
    row(
        "done at the moment at which it starts",
        FOUR,
        world(case("logged 2 10:00", "restored 2 10:00")),
        "kept",
        figure=0,
    ),
    row(
        "from and to are those of the metric",
        "objective o: fetch at most 4 h during 24x7 each calendar month",
        world(case("accepted 2 10:00", "on-site 2 14:00", "logged 2 09:00", "restored 2 20:00")),
        "kept",
        declares="metric fetch { unit duration lower is better population cases statistic each "
        "from accepted to on-site composes as path }",
    ),
    # Hours
    row(
        "the clock runs in its hours alone",
        OFFICE,
        world(case("logged 2 16:00", "restored 3 10:00")),
        "kept",
        figure=4 * HOUR,
    ),
    row("a second more in its hours", OFFICE, world(case("logged 2 16:00", "restored 3 10:00:01")), "missed"),
    row(
        "over a weekend",
        OFFICE,
        world(case("logged 6 17:00", "restored 9 11:00")),
        "kept",
        figure=4 * HOUR,
    ),
    row(
        "support hours are those of cases that say none",
        "support hours office\nobjective o: restore-time at most 4 h each calendar month",
        world(case("logged 2 16:00", "restored 3 10:00")),
        "kept",
    ),
    # Start and channels
    row(
        "the clock names the event at which it starts",
        TIMED,
        world(case("logged 2 09:00", "accepted 2 10:00", "restored 2 14:00")),
        "kept",
        **timed("starts when accepted during 24x7"),
    ),
    row(
        "a clock without an event starts at that of the metric",
        TIMED,
        world(case("logged 2 10:00", "accepted 2 11:00", "restored 2 14:00:01")),
        "missed",
        **timed("during 24x7"),
    ),
    row(
        "through a channel: another does not start it",
        TIMED,
        world(case("logged email 2 08:00", "logged phone 2 10:00", "restored 2 14:00")),
        "kept",
        **timed("starts when logged through phone during 24x7"),
    ),
    row(
        "through no channel that counts it never starts",
        TIMED,
        world(case("logged email 2 08:00")),
        "empty",
        **timed("starts when logged through phone during 24x7"),
    ),
    row(
        "through one of two channels: the first of them",
        TIMED,
        world(case("logged email 2 09:00", "logged phone 2 08:00", "restored 2 12:00:01")),
        "missed",
        **timed("starts when logged through email or phone during 24x7"),
    ),
    row(
        "through both of two channels: the later of them",
        TIMED,
        world(case("logged email 2 09:00", "logged phone 2 10:00", "restored 2 14:00")),
        "kept",
        figure=4 * HOUR,
        **timed("starts when logged through email and phone during 24x7"),
    ),
    row(
        "through one of both alone it does not start",
        TIMED,
        world(case("logged email 2 09:00")),
        "empty",
        **timed("starts when logged through email and phone during 24x7"),
    ),
    row(
        "what replaces a channel that is down is enough",
        TIMED,
        world(
            case("logged chat 2 09:00", "logged hotline 2 10:00", "restored 2 13:00:01"),
            unreachable=(Unreachable("hotline", m("2 08:30"), m("2 09:00:01")),),
        ),
        "missed",
        declares='channel hotline "Hotline" { replaced by chat }\nchannel chat "Chat" of desk\n'
        "clock c { starts when logged through hotline during 24x7 }",
    ),
    row(
        "while it is up again the other is not enough",
        TIMED,
        world(
            case("logged chat 2 09:00", "logged hotline 2 10:00", "restored 2 13:00:01"),
            unreachable=(Unreachable("hotline", m("2 08:30"), m("2 09:00")), Unreachable("chat", m("2 08:30"))),
        ),
        "kept",
        declares='channel hotline "Hotline" { replaced by chat }\nchannel chat "Chat" of desk\n'
        "clock c { starts when logged through hotline during 24x7 }",
    ),
    # Restarts, reopened
    row(
        "it begins anew at an event",
        TIMED,
        world(case("logged 2 08:00", "detected 2 11:00", "restored 2 15:00")),
        "kept",
        figure=4 * HOUR,
        **timed("starts when logged restarts when detected during 24x7"),
    ),
    row(
        "what was late before it began anew stays late",
        TIMED,
        world(case("logged 2 08:00", "detected 2 12:00:01", "restored 2 13:00")),
        "missed",
        **timed("starts when logged restarts when detected during 24x7"),
    ),
    row(
        "an event at its end lets nothing begin",
        TIMED,
        world(case("logged 2 08:00", "detected 2 08:00", "restored 2 12:00", "detected 2 12:00")),
        "kept",
        figure=4 * HOUR,
        **timed("starts when logged restarts when detected during 24x7"),
    ),
    row(
        "it begins anew each time",
        TIMED,
        world(case("logged 2 08:00", "detected 2 14:00", "detected 2 11:00", "restored 2 18:00")),
        "kept",
        figure=4 * HOUR,
        **timed("starts when logged restarts when detected during 24x7"),
    ),
    row(
        "reopened in time it goes on, and the time between does not count",
        TIMED,
        world(case("logged 2 08:00", "restored 2 10:00", "reopened 2 15:00", "restored 2 17:00")),
        "kept",
        figure=4 * HOUR,
        cases=1,
        **timed("starts when logged during 24x7 reopened within 5 h continues"),
    ),
    row(
        "reopened in time it goes on: a second too much",
        TIMED,
        world(case("logged 2 08:00", "restored 2 10:00", "reopened 2 15:00", "restored 2 17:00:01")),
        "missed",
        **timed("starts when logged during 24x7 reopened within 5 h continues"),
    ),
    row(
        "reopened a second too late it is a case of its own",
        TIMED,
        world(case("logged 2 08:00", "restored 2 11:00", "reopened 2 16:00:01", "restored 2 19:00")),
        "kept",
        cases=2,
        **timed("starts when logged during 24x7 reopened within 5 h continues"),
    ),
    row(
        "reopened within days: they are local days",
        TIMED,
        world(case("logged 2 08:00", "restored 2 11:00", "reopened 4 11:00", "restored 4 12:00:01")),
        "missed",
        cases=1,
        **timed("starts when logged during 24x7 reopened within 2 days continues"),
    ),
    row(
        "reopened it begins anew",
        TIMED,
        world(case("logged 2 08:00", "restored 2 11:00", "reopened 2 12:00", "restored 2 16:00")),
        "kept",
        figure=4 * HOUR,
        cases=1,
        **timed("starts when logged during 24x7 reopened within 5 h restarts"),
    ),
    row(
        "reopened it begins anew, and was late before",
        TIMED,
        world(case("logged 2 08:00", "restored 2 12:00:01", "reopened 2 13:00", "restored 2 14:00")),
        "missed",
        figure=4 * HOUR + 1,
        **timed("starts when logged during 24x7 reopened within 5 h restarts"),
    ),
    row(
        "a clock that says nothing of it: reopened is a case of its own",
        FOUR,
        world(case("logged 2 08:00", "restored 2 11:00", "reopened 2 12:00", "restored 2 15:00")),
        "kept",
        cases=2,
    ),
    row(
        "reopened before it was done is no reopening",
        TIMED,
        world(case("logged 2 08:00", "reopened 2 09:00", "restored 2 12:00")),
        "kept",
        cases=1,
        **timed("starts when logged during 24x7 reopened within 5 h restarts"),
    ),
    row(
        "reopened and not done again it is open",
        TIMED,
        world(case("logged 2 08:00", "restored 2 11:00", "reopened 2 13:00"), until="2 14:00"),
        "not-judged",
        **timed("starts when logged during 24x7 reopened within 5 h continues"),
    ),
    # Pauses
    row(
        "a pause stops the clock",
        f"{FOUR} {{ pauses while {WAITING} }}",
        world(case("logged 2 08:00", "restored 2 15:00", waits=[(WAITING, "2 09:00", "2 12:00")])),
        "kept",
        figure=4 * HOUR,
    ),
    row(
        "a pause of a clock does, too",
        TIMED,
        world(case("logged 2 08:00", "restored 2 15:00:01", waits=[(WAITING, "2 09:00", "2 12:00")])),
        "missed",
        figure=4 * HOUR + 1,
        **timed(f"starts when logged pauses while {WAITING} during 24x7"),
    ),
    row(
        "another reason does not",
        f"{FOUR} {{ pauses while {WAITING} }}",
        world(case("logged 2 08:00", "restored 2 15:00", waits=[("waiting-for-access", "2 09:00", "2 12:00")])),
        "missed",
        figure=7 * HOUR,
    ),
    row(
        "two pauses at once stop it once",
        f"{FOUR} {{ pauses while {WAITING} pauses while waiting-for-access }}",
        world(
            case(
                "logged 2 08:00",
                "restored 2 15:00",
                waits=[(WAITING, "2 09:00", "2 11:00"), ("waiting-for-access", "2 10:00", "2 12:00")],
            )
        ),
        "kept",
        figure=4 * HOUR,
    ),
    row(
        "a pause before the start or after the end is none",
        f"{FOUR} {{ pauses while {WAITING} }}",
        world(
            case(
                "logged 2 08:00",
                "restored 2 12:00:01",
                waits=[(WAITING, "2 07:00", "2 08:00"), (WAITING, "2 12:00:01", "2 13:00")],
            )
        ),
        "missed",
        figure=4 * HOUR + 1,
    ),
    row(
        "at most two hours of it",
        f"{FOUR} {{ pauses while {WAITING} at most 2 h }}",
        world(case("logged 2 08:00", "restored 2 14:00", waits=[(WAITING, "2 09:00", "2 12:00")])),
        "kept",
        figure=4 * HOUR,
    ),
    row(
        "at most two hours of all pauses of the case",
        f"{FOUR} {{ pauses while {WAITING} at most 2 h }}",
        world(
            case(
                "logged 2 08:00",
                "restored 2 14:00:01",
                waits=[(WAITING, "2 09:00", "2 10:30"), (WAITING, "2 11:00", "2 12:00")],
            )
        ),
        "missed",
        figure=4 * HOUR + 1,
    ),
    row(
        "hours of a pause count in those of the clock",
        f"{OFFICE} {{ pauses while {WAITING} at most 2 h }}",
        world(case("logged 2 16:00", "restored 3 12:00", waits=[(WAITING, "2 17:00", "3 11:00")])),
        "kept",
        figure=4 * HOUR,
    ),
    row(
        "days of a pause are days of the calendar, whatever the hours",
        f"{OFFICE} {{ pauses while {WAITING} at most 1 day }}",
        world(case("logged 2 16:00", "restored 3 18:00", waits=[(WAITING, "2 17:00", "4 17:00")])),
        "kept",
        figure=2 * HOUR,
    ),
    row(
        "business days of a pause end with the day",
        f"{OFFICE} {{ pauses while {WAITING} at most 1 business day }}",
        world(case("logged 2 16:00", "restored 4 11:00", waits=[(WAITING, "2 17:00", "5 17:00")])),
        "kept",
        figure=4 * HOUR,
    ),
    row(
        "of two pauses at once that without a limit pays",
        f"{FOUR} {{ pauses while {WAITING} at most 2 h pauses while waiting-for-access }}",
        world(
            case(
                "logged 2 08:00",
                "restored 2 16:00",
                waits=[
                    (WAITING, "2 09:00", "2 11:00"),
                    ("waiting-for-access", "2 09:00", "2 11:00"),
                    (WAITING, "2 12:00", "2 14:00"),
                ],
            )
        ),
        "kept",
        figure=4 * HOUR,
    ),
    row(
        "of two pauses one after the other that with a limit ends at it",
        f"{FOUR} {{ pauses while {WAITING} at most 2 h pauses while waiting-for-access }}",
        world(
            case(
                "logged 2 08:00",
                "restored 2 17:00",
                waits=[(WAITING, "2 09:00", "2 12:00"), ("waiting-for-access", "2 13:00", "2 15:00")],
            )
        ),
        "missed",
        figure=5 * HOUR,
    ),
    row(
        "another reason uses up no limit, and stops nothing",
        f"{FOUR} {{ pauses while {WAITING} at most 2 h }}",
        world(case("logged 2 08:00", "restored 2 15:00", waits=[("waiting-for-access", "2 09:00", "2 12:00")])),
        "missed",
        figure=7 * HOUR,
    ),
    row(
        "whose doing it is decides, with a limit as well",
        f"{FOUR} {{ pauses while {WAITING} at most 2 h }}",
        world(case("logged 2 08:00", "restored 2 15:00", waits=[(WAITING, "2 09:00", "2 12:00", "vendor")])),
        "missed",
        figure=7 * HOUR,
    ),
    # It waits from 11 to 15, of which 12-13 lies between two stretches: 8-11 runs, 11-12 and 13-14 rest, 14-16 runs.
    row(
        "a limit is one for the case, also when it was opened again",
        TIMED,
        world(
            case(
                "logged 2 08:00",
                "restored 2 12:00",
                "reopened 2 13:00",
                "restored 2 16:00",
                waits=[(WAITING, "2 11:00", "2 15:00")],
            )
        ),
        "missed",
        figure=5 * HOUR,
        **timed(f"starts when logged pauses while {WAITING} at most 2 h during 24x7 reopened within 5 h continues"),
    ),
    # It begins anew at 14, before which 8-9 and 11-12 rest: 14-18 runs. The hour between two stretches uses up nothing.
    row(
        "what it waits while it is done uses up no limit",
        TIMED,
        world(
            case(
                "logged 2 08:00",
                "restored 2 10:00",
                "reopened 2 11:00",
                "detected 2 14:00",
                "restored 2 19:00",
                waits=[(WAITING, "2 09:00", "2 12:00"), (WAITING, "2 15:00", "2 16:00")],
            )
        ),
        "kept",
        figure=4 * HOUR,
        **timed(
            f"starts when logged restarts when detected pauses while {WAITING} at most 3 h during 24x7 "
            "reopened within 5 h continues"
        ),
    ),
    # It starts on Tuesday at 8, and begins anew at 10: 10-11 and 13-16 run.
    row(
        "what it waits before it starts uses up no limit",
        TIMED,
        world(
            case(
                "logged 2 16:00",
                "detected 3 10:00",
                "restored 3 16:00",
                waits=[(WAITING, "2 16:00", "2 18:00"), (WAITING, "3 11:00", "3 13:00")],
            )
        ),
        "kept",
        figure=4 * HOUR,
        **timed(
            f"starts when logged restarts when detected pauses while {WAITING} at most 2 h during office cut-off 15:00"
        ),
    ),
    # Its time begins anew at 12:00, and nothing is left of the limit: 12-17 run.
    row(
        "a limit is one for the case, also when its time begins anew",
        TIMED,
        world(
            case(
                "logged 2 08:00",
                "detected 2 12:00",
                "restored 2 17:00",
                waits=[(WAITING, "2 09:00", "2 11:00"), (WAITING, "2 13:00", "2 15:00")],
            )
        ),
        "missed",
        figure=5 * HOUR,
        **timed(f"starts when logged restarts when detected pauses while {WAITING} at most 2 h during 24x7"),
    ),
    # The target of P1 runs from 12:00 on, and nothing is left of the limit: at 16:00:01 it is late.
    row(
        "a limit is one for the case, also when it gets more urgent",
        "objective o: restore-time for P1 at most 4 h timed by c each calendar month",
        world(
            case(
                "logged 2 08:00",
                values={"urgency": "P2"},
                changes=[("urgency", "P1", "2 12:00")],
                waits=[(WAITING, "2 09:00", "2 11:00"), (WAITING, "2 13:00", "2 15:00")],
            ),
            until="2 16:00:01",
        ),
        "missed",
        **timed(
            f"starts when logged pauses while {WAITING} at most 2 h during 24x7 raised priority counts from the change"
        ),
    ),
    row(
        "an open case that has used up its time is in time",
        FOUR,
        world(case("logged 2 08:00"), until="2 12:00"),
        "not-judged",
    ),
    row(
        "opened again and never done it is late",
        TIMED,
        world(case("logged 2 08:00", "restored 2 10:00", "reopened 2 11:00")),
        "missed",
        **timed("starts when logged during 24x7 reopened within 5 h continues"),
    ),
    # Opened again too late it is another case, with a limit of its own: 8-9 and 11-12 run, then 18-20.
    row(
        "another case has a limit of its own",
        TIMED,
        world(
            case(
                "logged 2 08:00",
                "restored 2 12:00",
                "reopened 2 18:00",
                "restored 2 22:00",
                waits=[(WAITING, "2 09:00", "2 11:00"), (WAITING, "2 18:00", "2 20:00")],
            )
        ),
        "kept",
        figure=2 * HOUR,
        cases=2,
        **timed(f"starts when logged pauses while {WAITING} at most 2 h during 24x7 reopened within 5 h continues"),
    ),
    row(
        "a pause with a limit in a case of two months",
        f"{FOUR} {{ pauses while {WAITING} at most 2 h }}",
        world(case("logged 2 08:00", "restored 04-20 08:00", waits=[(WAITING, "2 09:00", "2 12:00")])),
        "missed",
        figure=(49 * 24 - 2) * HOUR,
    ),
    row(
        "what waits for ever is never late",
        f"objective o: restore-time at most 70 min during 24x7 each calendar month {{ pauses while {WAITING} }}",
        world(case("logged 2 08:00", waits=[(WAITING, "2 09:00", None)])),
        "not-judged",
    ),
    row(
        "of two with limits the first of the text pays",
        f"{FOUR} {{ pauses while {WAITING} at most 2 h pauses while waiting-for-access at most 2 h }}",
        world(
            case(
                "logged 2 08:00",
                "restored 2 16:00",
                waits=[
                    (WAITING, "2 09:00", "2 11:00"),
                    ("waiting-for-access", "2 09:00", "2 11:00"),
                    ("waiting-for-access", "2 12:00", "2 14:00"),
                ],
            )
        ),
        "kept",
        figure=4 * HOUR,
    ),
    row(
        "a rest after work: only when it has run for six hours",
        "objective o: restore-time at most 12 h during 24x7 each calendar month "
        "{ pauses while waiting-for-access at most 2 h after 6 h }",
        world(case("logged 2 00:00", "restored 2 14:00", waits=[("waiting-for-access", "2 04:00", "2 12:00")])),
        "kept",
        figure=12 * HOUR,
    ),
    row(
        "a rest after work: each rest has its limit, and six hours lie between two",
        "objective o: restore-time at most 12 h during 24x7 each calendar month "
        "{ pauses while waiting-for-access at most 2 h after 6 h }",
        world(case("logged 2 00:00", "restored 2 16:00", waits=[("waiting-for-access", "2 00:00", "3 00:00")])),
        "kept",
        figure=12 * HOUR,
    ),
    row(
        "a rest after work: less work, no rest",
        "objective o: restore-time at most 12 h during 24x7 each calendar month "
        "{ pauses while waiting-for-access at most 2 h after 6 h }",
        world(case("logged 2 00:00", "restored 2 12:00:01", waits=[("waiting-for-access", "2 03:00", "2 05:59:59")])),
        "missed",
    ),
    row(
        "a rest after work of no length is none",
        "objective o: restore-time at most 12 h during 24x7 each calendar month "
        "{ pauses while waiting-for-access at most 0 h after 6 h }",
        world(case("logged 2 00:00", "restored 2 12:00", waits=[("waiting-for-access", "2 00:00", "2 12:00")])),
        "kept",
        figure=12 * HOUR,
    ),
    row(
        "a rest after work without a limit goes on",
        "objective o: restore-time at most 12 h during 24x7 each calendar month "
        "{ pauses while waiting-for-access after 6 h }",
        world(case("logged 2 00:00", "restored 2 18:00", waits=[("waiting-for-access", "2 00:00", "2 18:00")])),
        "kept",
        figure=6 * HOUR,
    ),
    row(
        "a rest after work counts work in the hours of the clock",
        "objective o: restore-time at most 8 h during office each calendar month "
        "{ pauses while waiting-for-access at most 2 h after 6 h }",
        world(case("logged 2 16:00", "restored 3 16:00", waits=[("waiting-for-access", "2 16:00", "4 00:00")])),
        "kept",
        figure=8 * HOUR,
    ),
    row(
        "whose doing it is decides",
        f"{FOUR} {{ pauses while {WAITING} }}",
        world(case("logged 2 08:00", "restored 2 15:00", waits=[(WAITING, "2 09:00", "2 12:00", "vendor")])),
        "missed",
    ),
    row(
        "the customer's own doing",
        f"{FOUR} {{ pauses while {WAITING} }}",
        world(case("logged 2 08:00", "restored 2 15:00", waits=[(WAITING, "2 09:00", "2 12:00", "buyer")])),
        "kept",
    ),
    row(
        "a limit that the world gives",
        f"parameter rest is duration\n{FOUR} {{ pauses while {WAITING} at most rest }}",
        world(
            case("logged 2 08:00", "restored 2 14:00", waits=[(WAITING, "2 09:00", "2 12:00")]),
            amounts=(MeasuredAmount("a", "rest", m("2 00:00"), Fraction(7200)),),
        ),
        "kept",
    ),
    # What does not count
    row(
        "nobody announces for what a case waits",
        f"{FOUR}\nexcludes force-majeure announced 1 h ahead",
        world(case("logged 2 08:00", "restored 2 15:00", waits=[("force-majeure", "2 09:00", "2 12:00")])),
        "missed",
        figure=7 * HOUR,
    ),
    row(
        "the clock stands still in excluded time",
        f"{FOUR}\nexcludes maintenance",
        world(cause("maintenance", "2 09:00", "2 12:00"), case("logged 2 08:00", "restored 2 15:00")),
        "kept",
        figure=4 * HOUR,
    ),
    row(
        "the clock stands still while it is suspended",
        f'{FOUR}\nsuspends o while "an invoice is open"',
        world(said("an invoice is open", "2 09:00", "2 12:00"), case("logged 2 08:00", "restored 2 15:00")),
        "kept",
        figure=4 * HOUR,
    ),
    row(
        "what is told of the case itself",
        f"{FOUR.replace('each calendar month', 'each calendar month when incident is wide')}",
        world(
            case("logged 2 08:00", "restored 2 15:00", values={"incident": "wide"}),
            case("logged 3 08:00", "restored 3 19:00"),
        ),
        "missed",
        declares='fact incident { wide "many are affected" }',
        figure=7 * HOUR,
    ),
    row(
        "a state for a reason that is excluded",
        f"{FOUR}\nexcludes force-majeure",
        world(case("logged 2 08:00", "restored 2 15:00", waits=[("force-majeure", "2 09:00", "2 12:00")])),
        "kept",
    ),
    *(
        row(
            f"a state for a reason that is excluded {how}",
            f"{FOUR}\nexcludes force-majeure {how}",
            world(case("logged 2 08:00", "restored 2 15:00", waits=[("force-majeure", "2 09:00", "2 12:00")])),
            outcome,
        )
        for how, outcome in (
            ("announced 3 days ahead", "missed"),
            ("when in the first 3 h", "missed"),
            ("when not in the first 3 h", "kept"),
        )
    ),
    row(
        "a state of somebody else's",
        f"{FOUR}\nexcludes customer-cause",
        world(case("logged 2 08:00", "restored 2 15:00", waits=[("customer-cause", "2 09:00", "2 12:00", "vendor")])),
        "missed",
    ),
    row(
        "how much of a case is excluded up to a limit of a window is not known",
        f"{FOUR}\nexcludes force-majeure up to 2 h each calendar month",
        world(case("logged 2 08:00", "restored 2 15:00", waits=[("force-majeure", "2 09:00", "2 12:00")])),
        "not-judged",
        word="excludes force-majeure up to 2 h",
    ),
    row(
        "a case that came for a reason that is excluded",
        f"{FOUR}\nexcludes misuse",
        world(case("logged 2 08:00", reason="misuse", by="buyer")),
        "empty",
    ),
    row(
        "a case that came for a reason of somebody else's",
        f"{FOUR}\nexcludes misuse",
        world(case("logged 2 08:00", reason="misuse", by="vendor")),
        "missed",
    ),
    row(
        "a case that came for another reason",
        f"{FOUR}\nexcludes misuse",
        world(case("logged 2 08:00", reason="beta")),
        "missed",
    ),
    row(
        "a case that came for a reason on a condition",
        f'{FOUR}\nexcludes misuse when "it was warned"',
        world(case("logged 2 08:00", reason="misuse"), said("it was warned", "2 08:00", "2 08:01")),
        "empty",
    ),
    row(
        "a case that came for a reason before its condition",
        f'{FOUR}\nexcludes misuse when "it was warned"',
        world(case("logged 2 08:00", reason="misuse"), said("it was warned", "2 08:01", "2 08:02")),
        "missed",
    ),
    row(
        "a case that came for a reason with a limit",
        f"{FOUR}\nexcludes misuse up to 2 h each calendar month",
        world(case("logged 2 08:00", reason="misuse")),
        "not-judged",
        word="excludes misuse",
    ),
    row(
        "an exclusion for some priorities is one of their cases",
        f"{FOUR}\nexcludes maintenance for P1",
        world(
            cause("maintenance", "2 09:00", "2 12:00"),
            case("logged 2 08:00", "restored 2 15:00", values={"urgency": "P1"}),
            case("logged 2 08:00", "restored 2 15:00", values={"urgency": "P2"}),
        ),
        "missed",
        cases=2,
        late=1,
    ),
    # Scope, priorities that change
    row(
        "cases of other values are none",
        "objective o: restore-time for P1, P2 at most 4 h during 24x7 each calendar month",
        world(
            case("logged 2 08:00", values={"urgency": "P3"}),
            case("logged 2 08:00"),
            case("logged 2 08:00", "restored 2 12:00", values={"urgency": "P2"}),
        ),
        "kept",
        cases=1,
    ),
    row(
        "values of several scales are conditions",
        "objective o: restore-time for P1, lyon at most 4 h during 24x7 each calendar month",
        world(
            case("logged 2 08:00", values={"urgency": "P1", "site": "roanne"}),
            case("logged 2 08:00", values={"urgency": "P2", "site": "lyon"}),
            case("logged 2 08:00", "restored 2 12:00", values={"urgency": "P1", "site": "lyon"}),
        ),
        "kept",
        cases=1,
    ),
    row(
        "a tier is that of the agreement",
        "tier gold of care\nobjective o: restore-time for gold at most 4 h during 24x7 each calendar month",
        world(case("logged 2 08:00", "restored 2 12:00")),
        "kept",
        cases=1,
    ),
    row(
        "a value by the hours of an event",
        "objective o: restore-time for night at most 4 h during 24x7 each calendar month",
        world(case("logged 2 07:59:59"), case("logged 2 08:00"), case("logged 2 18:00")),
        "missed",
        declares="calendar quiet = 24x7 except office\n"
        "dimension shift { day when logged during office night when logged during quiet }",
        cases=2,
    ),
    row(
        "a value by the time of day, the day and the channel of an event",
        "objective o: restore-time for odd at most 4 h during 24x7 each calendar month",
        world(
            case("logged email 3 14:59:59"),
            case("logged email 3 15:00"),
            case("logged email 2 14:00"),
            case("logged phone 3 14:00"),
            case("logged email 5 14:00"),
        ),
        "missed",
        declares="dimension kind { odd when logged before 15:00 and logged after 2026-03-02 "
        "and logged before 2026-03-05 and logged through email }",
        cases=1,
    ),
    row(
        "a priority that follows from other scales",
        "objective o: restore-time for first at most 4 h during 24x7 each calendar month",
        world(
            case("logged 2 08:00", values={"reach": "wide", "haste": "now"}),
            case("logged 2 08:00", values={"reach": "local", "haste": "now"}),
            case("logged 2 08:00", values={"reach": "wide"}),
        ),
        "missed",
        declares="priorities reach { wide local }\npriorities haste { now soon }\n"
        "priorities rank from reach, haste { first second\n| reach | haste | rank |\n|---|---|---|\n"
        "| wide | now | first |\n| wide | soon | second |\n| local | now | second |\n| local | soon | second |\n}",
        cases=1,
    ),
    row(
        "judged by its last value",
        "objective o: restore-time for P1 at most 4 h during 24x7 each calendar month",
        world(
            case(
                "logged 2 08:00",
                "restored 2 12:00",
                changes=[("urgency", "P2", "2 08:00"), ("urgency", "P1", "2 11:00")],
            )
        ),
        "kept",
        cases=1,
        figure=4 * HOUR,
    ),
    row(
        "what becomes less urgent is none of the old priority",
        "objective o: restore-time for P1 at most 4 h during 24x7 each calendar month",
        world(case("logged 2 08:00", values={"urgency": "P1"}, changes=[("urgency", "P2", "2 12:00")])),
        "empty",
    ),
    row(
        "but for one that was late by then",
        "objective o: restore-time for P1 at most 4 h during 24x7 each calendar month",
        world(case("logged 2 08:00", values={"urgency": "P1"}, changes=[("urgency", "P2", "2 12:00:01")])),
        "missed",
        cases=1,
        late=1,
    ),
    row(
        "raised: the new target runs from the change",
        "objective o: restore-time for P1 at most 4 h timed by c each calendar month",
        world(
            case("logged 2 08:00", "restored 2 15:00", values={"urgency": "P2"}, changes=[("urgency", "P1", "2 11:00")])
        ),
        "kept",
        figure=4 * HOUR,
        **timed("starts when logged during 24x7 raised priority counts from the change"),
    ),
    row(
        "raised: the new target runs from the start",
        "objective o: restore-time for P1 at most 4 h timed by c each calendar month",
        world(
            case(
                "logged 2 08:00",
                "restored 2 12:00:01",
                values={"urgency": "P2"},
                changes=[("urgency", "P1", "2 11:00")],
            )
        ),
        "missed",
        **timed("starts when logged during 24x7 raised priority counts from the start"),
    ),
    row(
        "lowered: the new target runs from the start",
        "objective o: restore-time for P2 at most 4 h timed by c each calendar month",
        world(
            case(
                "logged 2 08:00",
                "restored 2 12:00:01",
                values={"urgency": "P1"},
                changes=[("urgency", "P2", "2 11:00")],
            )
        ),
        "missed",
        **timed("starts when logged during 24x7 raised priority counts from the change"),
    ),
    row(
        "raised within what the objective is for: its target runs anew",
        "objective o: restore-time for P1, P2 at most 4 h timed by c each calendar month",
        world(
            case("logged 2 08:00", "restored 2 15:00", values={"urgency": "P2"}, changes=[("urgency", "P1", "2 11:00")])
        ),
        "kept",
        cases=1,
        **timed("starts when logged during 24x7 raised priority counts from the change"),
    ),
    row(
        "raised within what the objective is for, and late before",
        "objective o: restore-time for P1, P2 at most 4 h timed by c each calendar month",
        world(
            case(
                "logged 2 08:00",
                "restored 2 13:00",
                values={"urgency": "P2"},
                changes=[("urgency", "P1", "2 12:00:01")],
            )
        ),
        "missed",
        cases=1,
        **timed("starts when logged during 24x7 raised priority counts from the change"),
    ),
    row(
        "a change after its end changes nothing",
        "objective o: restore-time for P2 at most 4 h during 24x7 each calendar month",
        world(
            case("logged 2 08:00", "restored 2 12:00", values={"urgency": "P2"}, changes=[("urgency", "P1", "2 12:00")])
        ),
        "kept",
        cases=1,
    ),
    row(
        "raised twice: from the last change",
        "objective o: restore-time for P1 at most 4 h timed by c each calendar month",
        world(
            case(
                "logged 2 08:00",
                "restored 2 15:00",
                values={"urgency": "P3"},
                changes=[("urgency", "P1", "2 11:00"), ("urgency", "P2", "2 09:00")],
            )
        ),
        "kept",
        figure=4 * HOUR,
        **timed("starts when logged during 24x7 raised priority counts from the change"),
    ),
    row(
        "raised, and a place that changes: only what got more urgent counts anew",
        "objective o: restore-time for P1 at most 4 h timed by c each calendar month",
        world(
            case(
                "logged 2 08:00",
                "restored 2 15:00:01",
                values={"urgency": "P2"},
                changes=[("urgency", "P1", "2 11:00"), ("site", "lyon", "2 12:00")],
            )
        ),
        "missed",
        **timed("starts when logged during 24x7 raised priority counts from the change"),
    ),
    # Conditions
    row(
        "an objective on a condition on cases",
        "objective o: restore-time at most 4 h during 24x7 each calendar month when logged during office",
        world(case("logged 2 07:00"), case("logged 2 08:00", "restored 2 12:00")),
        "kept",
        cases=1,
    ),
    row(
        "covered on a condition: as it is when the case starts",
        f'covers shop when "the fee is paid"\n{FOUR}',
        world(case("logged 2 08:00"), case("logged 3 08:00"), said("the fee is paid", "2 08:00:01", "3 08:00")),
        "empty",
    ),
    row(
        "a condition on the value of a case",
        "objective o: restore-time at most 4 h during 24x7 each calendar month when urgency is P1",
        world(case("logged 2 08:00", values={"urgency": "P1"}), case("logged 2 08:00", values={"urgency": "P2"})),
        "missed",
        cases=1,
    ),
    # Shares and statistics
    row(
        "in 90 % of cases: one of ten may be late",
        "objective o: restore-time at most 4 h during 24x7 in 90% of cases each calendar month",
        world(*(case("logged 2 08:00", f"restored 2 {12 + (n == 3)}:00") for n in range(10))),
        "kept",
        figure=90,
        cases=10,
        late=1,
    ),
    row(
        "in 90 % of cases: two of ten may not",
        "objective o: restore-time at most 4 h during 24x7 in 90% of cases each calendar month",
        world(*(case("logged 2 08:00", f"restored 2 {12 + (n > 7)}:00") for n in range(10))),
        "missed",
        figure=80,
    ),
    row(
        "in 50 % of cases: one that is open cannot decide if the other is in time",
        "objective o: restore-time at most 4 h during 24x7 in 50% of cases each calendar month",
        world(case("logged 2 08:00", "restored 2 12:00"), case("logged 3 08:00"), until="3 09:00"),
        "kept",
        cases=2,
        late=0,
    ),
    row(
        "in 60 % of cases: one that is open decides",
        "objective o: restore-time at most 4 h during 24x7 in 60% of cases each calendar month",
        world(case("logged 2 08:00", "restored 2 12:00"), case("logged 3 08:00"), until="3 09:00"),
        "not-judged",
        word="a case is open",
    ),
    row(
        "the mean",
        "objective o: mean restore-time at most 2 h during 24x7 each calendar month",
        world(case("logged 2 08:00", "restored 2 09:00"), case("logged 2 08:00", "restored 2 11:00")),
        "kept",
        figure=2 * HOUR,
        cases=2,
    ),
    row(
        "the median of three",
        "objective o: median restore-time at most 2 h during 24x7 each calendar month",
        world(*(case("logged 2 08:00", f"restored 2 {hour}:00") for hour in (20, 9, 10))),
        "kept",
        figure=2 * HOUR,
    ),
    row(
        "the median of four is the mean of the two in the middle",
        "objective o: median restore-time at most 2 h during 24x7 each calendar month",
        world(*(case("logged 2 08:00", f"restored 2 {hour}:00") for hour in (20, 9, 10, 11))),
        "missed",
        figure=Fraction(5, 2) * HOUR,
    ),
    row(
        "the longest",
        "objective o: longest restore-time at most 2 h during 24x7 each calendar month",
        world(*(case("logged 2 08:00", f"restored 2 {hour}:00") for hour in (9, 10))),
        "kept",
        figure=2 * HOUR,
    ),
    row(
        "the total: what may fail shrinks with the window",
        "in force from 2026-03-17\nobjective o: total restore-time at most 62 h during 24x7 each calendar month",
        world(case("logged 17 08:00", "restored 18 14:00")),
        "kept",
        at="17 00:00",
        figure=30 * HOUR,
    ),
    row(
        "the total: a second more",
        "in force from 2026-03-17\nobjective o: total restore-time at most 62 h during 24x7 each calendar month",
        world(case("logged 17 08:00", "restored 18 14:00:01")),
        "missed",
        at="17 00:00",
    ),
    row(
        "the total as whole",
        "in force from 2026-03-17\npartial windows count as whole\n"
        "objective o: total restore-time at most 62 h during 24x7 each calendar month",
        world(case("logged 17 08:00", "restored 19 22:00")),
        "kept",
        at="17 00:00",
    ),
    row(
        "a mean with a case that is never done is missed",
        "objective o: mean restore-time at most 2 h during 24x7 each calendar month",
        world(case("logged 2 08:00", "restored 2 09:00"), case("logged 2 08:00")),
        "missed",
    ),
    row(
        "a mean with a case that is open is not known",
        "objective o: mean restore-time at most 2 h during 24x7 each calendar month",
        world(case("logged 2 08:00", "restored 2 09:00"), case("logged 2 08:00"), until="2 09:00"),
        "not-judged",
    ),
    *(
        row(
            f"the {statistic} with an open case that is late",
            f"objective o: {statistic} restore-time at most 2 h during 24x7 each calendar month",
            world(case("logged 2 08:00", "restored 2 08:01"), case("logged 2 08:00"), until="2 10:30"),
            "missed" if statistic == "longest" else "not-judged",
        )
        for statistic in ("mean", "median", "lowest", "longest")
    ),
    row(
        "the longest with an open case that is not late yet is not known",
        "objective o: longest restore-time at most 2 h during 24x7 each calendar month",
        world(case("logged 2 08:00", "restored 2 08:01"), case("logged 2 08:00"), until="2 09:30"),
        "not-judged",
    ),
    row(
        "a mean of business days is not known",
        "objective o: mean restore-time at most 2 business days during office each calendar month",
        world(case("logged 2 08:00", "restored 2 09:00")),
        "not-judged",
        word="mean of days",
    ),
    row(
        "counted for each agreement that it carries: the worst of them",
        "objective o: restore-time at most 4 h during 24x7 in 50% of cases each calendar month "
        "{ counted for each agreement it carries }",
        world(
            *(case("logged 2 08:00", "restored 2 12:00", carries="x") for _ in range(4)),
            case("logged 2 08:00", "restored 2 12:00:01", carries="y"),
        ),
        "missed",
        worst="y",
        figure=0,
        cases=5,
        late=1,
    ),
    row(
        "counted for all together",
        "objective o: restore-time at most 4 h during 24x7 in 50% of cases each calendar month",
        world(
            *(case("logged 2 08:00", "restored 2 12:00", carries="x") for _ in range(4)),
            case("logged 2 08:00", "restored 2 12:00:01", carries="y"),
        ),
        "kept",
        worst="",
        figure=80,
    ),
    row(
        "of each site",
        'objective o "Sites": restore-time of each site at most 4 h during 24x7 in 50% of cases each calendar month',
        world(
            *(case("logged 2 08:00", "restored 2 12:00", values={"site": "lyon"}) for _ in range(4)),
            case("logged 2 08:00", "restored 2 12:00:01", values={"site": "roanne"}),
        ),
        "missed",
        worst="roanne",
    ),
    # Volumes
    row(
        "beyond its volume nothing is promised",
        f"volume at most 2 cases each calendar month\n{FOUR}",
        world(
            case("logged 2 08:00", "restored 2 12:00"),
            case("logged 3 08:00", "restored 3 12:00"),
            case("logged 4 08:00", "restored 4 18:00"),
        ),
        "kept",
        cases=2,
    ),
    row(
        "below a volume: one less",
        f"volume below 2 cases each calendar month\n{FOUR}",
        world(case("logged 2 08:00", "restored 2 12:00"), case("logged 3 08:00", "restored 3 18:00")),
        "kept",
        cases=1,
    ),
    row(
        "a volume counts in its own window",
        f"volume at most 1 case each calendar day\n{FOUR}",
        world(
            case("logged 2 08:00", "restored 2 12:00"),
            case("logged 2 09:00", "restored 2 22:00"),
            case("logged 3 00:00", "restored 3 12:00"),
        ),
        "missed",
        cases=2,
        late=1,
    ),
    row(
        "a volume of some priorities counts these alone",
        f"volume at most 1 cases for P1 each calendar month\n{FOUR}",
        world(
            case("logged 2 07:00", "restored 2 08:00", values={"urgency": "P2"}),
            case("logged 2 08:00", "restored 2 12:00", values={"urgency": "P1"}),
            case("logged 2 09:00", "restored 2 22:00", values={"urgency": "P1"}),
            case("logged 2 09:00", "restored 2 10:00", values={"urgency": "P2"}),
        ),
        "kept",
        cases=3,
    ),
    row(
        "a volume of another objective is none of this",
        f"volume at most 1 cases for p each calendar month\n{FOUR}\n"
        "objective p: response-time at most 4 h during 24x7 each calendar month",
        world(case("logged 2 08:00", "restored 2 12:00"), case("logged 3 08:00", "restored 3 18:00")),
        "missed",
        cases=2,
    ),
    row(
        "a least volume is what its author counts upon",
        f"volume at least 2 cases each calendar month\n{FOUR}",
        world(case("logged 2 08:00", "restored 2 18:00")),
        "missed",
        cases=1,
    ),
    row(
        "a volume of something else: within it",
        f"volume at most 200 users each calendar month\n{FOUR}",
        world(
            case("logged 2 08:00", "restored 2 18:00"),
            amounts=(MeasuredAmount("a", "users", m("1 00:00"), Fraction(200)),),
        ),
        "missed",
    ),
    row(
        "a volume of something else: beyond it",
        f"volume at most 200 users each calendar month\n{FOUR}",
        world(
            case("logged 2 08:00", "restored 2 18:00"),
            amounts=(MeasuredAmount("a", "users", m("1 00:00"), Fraction(201)),),
        ),
        "empty",
    ),
    row(
        "a volume of something else: beyond it in another month, or of another agreement, or of something else",
        f"volume at most 200 users each calendar month\n{FOUR}",
        world(
            case("logged 2 08:00", "restored 2 18:00"),
            amounts=(
                MeasuredAmount("a", "users", m("04-01 00:00"), Fraction(201)),
                MeasuredAmount("b", "users", m("1 00:00"), Fraction(201)),
                MeasuredAmount("a", "fees", m("1 00:00"), Fraction(201)),
            ),
        ),
        "missed",
    ),
    row(
        "a volume between: up to the upper one",
        f"volume between 1 cases and 2 cases each calendar month\n{FOUR}",
        world(
            case("logged 2 08:00", "restored 2 12:00"),
            case("logged 3 08:00", "restored 3 12:00"),
            case("logged 4 08:00", "restored 4 18:00"),
        ),
        "kept",
        cases=2,
    ),
]
