"""Durations in days, months and business days, and times of day."""

from .worlds import case, cause, m, row, world

BUSINESS = "objective o: restore-time at most {} during office each calendar month"
WAITING = "waiting-for-customer"


def days(text: str) -> str:
    return f"objective o: restore-time {text} during 24x7 each calendar month"


def by(text: str, hours: str = "24x7") -> str:
    return f"objective o: delivery-time by {text} during {hours} each calendar month"


CUT = {"declares": "clock c { starts when logged during office cut-off 15:00 }"}
PARIS = "time zone Europe/Paris\n"

ROWS = [
    # Days and months
    row(
        "days end at the same time of day",
        days("at most 2 days"),
        world(case("logged 2 10:00", "restored 4 10:00")),
        "kept",
    ),
    row(
        "a second later is late", days("at most 2 days"), world(case("logged 2 10:00", "restored 4 10:00:01")), "missed"
    ),
    row(
        "below: at that time is late", days("below 2 days"), world(case("logged 2 10:00", "restored 4 10:00")), "missed"
    ),
    row(
        "below: a second before", days("below 2 days"), world(case("logged 2 10:00:05", "restored 4 10:00:04")), "kept"
    ),
    row(
        "between days: both ends belong to it",
        days("between 1 day and 2 days"),
        world(case("logged 2 10:00", "restored 3 10:00"), case("logged 2 10:00", "restored 4 10:00")),
        "kept",
    ),
    row(
        "between days: too early",
        days("between 1 day and 2 days"),
        world(case("logged 2 10:00", "restored 3 09:59:59")),
        "missed",
    ),
    row("a month", days("at most 1 month"), world(case("logged 2 10:00", "restored 04-02 10:00")), "kept"),
    row(
        "a month from a day that the next one lacks: its last",
        days("at most 1 month"),
        world(case("logged 31 10:00", "restored 04-30 10:00:01")),
        "missed",
    ),
    row("weeks are seven days", days("at most 1 week"), world(case("logged 2 10:00", "restored 9 10:00")), "kept"),
    row(
        "a day over the change of the clocks is one of the calendar: 23 hours",
        PARIS + days("at most 1 day"),
        world(case("logged 28 10:00", "restored 29 09:00:01")),
        "missed",
    ),
    row(
        "a time that the clocks skip is the instant after the gap",
        PARIS + days("at most 1 day"),
        world(case("logged 28 01:30:30", "restored 29 01:00")),
        "kept",
    ),
    row(
        "no second of a skipped minute lies beyond the gap",
        PARIS + days("at most 1 day"),
        world(case("logged 28 01:30:30", "restored 29 01:00:01")),
        "missed",
    ),
    row(
        "a case that is not done: late once its day is over",
        days("at most 2 days"),
        world(case("logged 2 10:00"), until="4 10:00:01"),
        "missed",
    ),
    row("until then it is open", days("at most 2 days"), world(case("logged 2 10:00"), until="4 10:00"), "not-judged"),
    row("never done, late", days("at most 2 days"), world(case("logged 2 10:00")), "missed", late=1),
    row(
        "never done, and rests for ever",
        f"{days('at most 2 days')} {{ pauses while {WAITING} }}",
        world(case("logged 2 10:00", waits=[(WAITING, "2 11:00", None)])),
        "not-judged",
    ),
    row(
        "so much later as the clock rests before",
        f"{days('at most 2 days')} {{ pauses while {WAITING} }}",
        world(case("logged 2 10:00", "restored 5 10:00", waits=[(WAITING, "2 11:00", "3 11:00")])),
        "kept",
    ),
    row(
        "so much later as the clock rests, and no more",
        f"{days('at most 2 days')} {{ pauses while {WAITING} }}",
        world(case("logged 2 10:00", "restored 5 10:00:01", waits=[(WAITING, "2 11:00", "3 11:00")])),
        "missed",
    ),
    row(
        "what is late already is not put off",
        f"{days('at most 2 days')} {{ pauses while {WAITING} }}",
        world(case("logged 2 10:00", "restored 6 10:00", waits=[(WAITING, "4 10:00:01", "6 10:00")])),
        "missed",
    ),
    row(
        "a rest that begins when it is due is",
        f"{days('at most 2 days')} {{ pauses while {WAITING} }}",
        world(case("logged 2 10:00", "restored 6 10:00", waits=[(WAITING, "4 10:00", "6 10:00")])),
        "kept",
    ),
    row(
        "excluded time puts off",
        f"{days('at most 2 days')}\nexcludes maintenance",
        world(cause("maintenance", "3 00:00", "4 00:00"), case("logged 2 10:00", "restored 5 10:00")),
        "kept",
    ),
    row(
        "while it is closed and opened again time does not count",
        "objective o: restore-time at most 2 days timed by c each calendar month",
        world(case("logged 2 10:00", "restored 3 10:00", "reopened 4 10:00", "restored 5 10:00")),
        "kept",
        declares="clock c { starts when logged during 24x7 reopened within 3 days continues }",
    ),
    row(
        "closed too late and opened again stays late",
        "objective o: restore-time at most 2 days timed by c each calendar month",
        world(case("logged 2 10:00", "restored 4 10:00:01", "reopened 5 10:00", "restored 5 10:00:01")),
        "missed",
        declares="clock c { starts when logged during 24x7 reopened within 3 days continues }",
    ),
    # Business days
    row(
        "the day on which time starts does not count, and the last one ends when it closes",
        BUSINESS.format("1 business day"),
        world(case("logged 2 09:00", "restored 3 18:00")),
        "kept",
        figure=None,
    ),
    row(
        "a second after it closes",
        BUSINESS.format("1 business day"),
        world(case("logged 2 09:00", "restored 3 18:00:01")),
        "missed",
    ),
    row(
        "a weekend has none",
        BUSINESS.format("1 business day"),
        world(case("logged 6 17:59:59", "restored 9 18:00")),
        "kept",
    ),
    row(
        "what comes at closing time belongs to the next opening day",
        BUSINESS.format("1 business day"),
        world(case("logged 6 18:00", "restored 10 18:00")),
        "kept",
    ),
    row(
        "what comes before opening time belongs to the day",
        BUSINESS.format("1 business day"),
        world(case("logged 2 07:00", "restored 3 18:00:01")),
        "missed",
    ),
    row(
        "what comes on a Sunday is of Monday",
        BUSINESS.format("2 business days"),
        world(case("logged 8 12:00", "restored 11 18:00")),
        "kept",
    ),
    row(
        "and no later",
        BUSINESS.format("2 business days"),
        world(case("logged 8 12:00", "restored 11 18:00:01")),
        "missed",
    ),
    row(
        "business days of a night shift end on the day after",
        "objective o: restore-time at most 1 business day during nights each calendar month",
        world(case("logged 2 23:00", "restored 4 04:00"), case("logged 3 03:59:59", "restored 4 04:00")),
        "kept",
        declares="calendar nights { time zone UTC open Mon-Fri 22:00-04:00 }",
    ),
    row(
        "business days of a night shift: a second later",
        "objective o: restore-time at most 1 business day during nights each calendar month",
        world(case("logged 3 03:59:59", "restored 4 04:00:01")),
        "missed",
        declares="calendar nights { time zone UTC open Mon-Fri 22:00-04:00 }",
    ),
    row(
        "closed days are none",
        BUSINESS.format("1 business day").replace("office", "shut"),
        world(case("logged 2 09:00", "restored 5 18:00")),
        "kept",
        declares="calendar shut { time zone UTC open Mon-Fri 08:00-18:00 closed 2026-03-03 to 2026-03-04 }",
    ),
    row(
        "a calendar that closes for good: never late",
        BUSINESS.format("1 business day").replace("office", "shut"),
        world(case("logged 2 09:00", "restored 5 18:00")),
        "kept",
        declares="calendar shut { time zone UTC open 2026-03-02 08:00-18:00 }",
    ),
    row(
        "after the cut-off it belongs to the next opening day",
        "objective o: restore-time at most 1 business day timed by c each calendar month",
        world(case("logged 2 15:00:01", "restored 4 18:00")),
        "kept",
        **CUT,
    ),
    row(
        "the cut-off includes its second",
        "objective o: restore-time at most 1 business day timed by c each calendar month",
        world(case("logged 2 15:00", "restored 3 18:00:01")),
        "missed",
        **CUT,
    ),
    row(
        "hours start on the next opening day, too",
        "objective o: restore-time at most 4 h timed by c each calendar month",
        world(case("logged 2 15:00:01", "restored 3 12:00")),
        "kept",
        figure=4 * 3600,
        **CUT,
    ),
    row(
        "hours: at the cut-off it starts at once",
        "objective o: restore-time at most 4 h timed by c each calendar month",
        world(case("logged 2 15:00", "restored 3 09:00:01")),
        "missed",
        **CUT,
    ),
    row(
        "done before it starts takes no time",
        "objective o: restore-time at most 4 h timed by c each calendar month",
        world(case("logged 2 16:00", "restored 2 17:00")),
        "kept",
        figure=0,
        **CUT,
    ),
    row(
        "a cut-off at all hours: until midnight",
        "objective o: restore-time at most 4 h timed by c each calendar month",
        world(case("logged 2 16:00", "restored 3 04:00")),
        "kept",
        figure=4 * 3600,
        declares="clock c { starts when logged during 24x7 cut-off 15:00 }",
    ),
    row(
        "a cut-off of a night is on the day after",
        "objective o: restore-time at most 4 h timed by c each calendar month",
        world(case("logged 3 02:00:01", "restored 4 02:00"), case("logged 3 02:00", "restored 4 00:00")),
        "kept",
        declares="calendar nights { time zone UTC open Mon-Fri 22:00-04:00 }\n"
        "clock c { starts when logged during nights cut-off 02:00 }",
    ),
    row(
        "a cut-off of a night before midnight is on its day",
        "objective o: restore-time at most 4 h timed by c each calendar month",
        world(case("logged 2 23:00:01", "restored 4 02:00")),
        "kept",
        declares="calendar nights { time zone UTC open Mon-Fri 22:00-04:00 }\n"
        "clock c { starts when logged during nights cut-off 23:00 }",
    ),
    row(
        "days with a cut-off start on the next opening day",
        "objective o: restore-time at most 1 day timed by c each calendar month",
        world(case("logged 2 15:00:01", "restored 4 08:00")),
        "kept",
        **CUT,
    ),
    row(
        "a rest of a business day puts off by as much opening time",
        f"{BUSINESS.format('1 business day')} {{ pauses while {WAITING} }}",
        world(case("logged 2 09:00", "restored 4 18:00", waits=[(WAITING, "2 12:00", "3 12:00")])),
        "kept",
    ),
    row(
        "a rest of a business day, and no more",
        f"{BUSINESS.format('1 business day')} {{ pauses while {WAITING} }}",
        world(case("logged 2 09:00", "restored 4 18:00:01", waits=[(WAITING, "2 12:00", "3 12:00")])),
        "missed",
    ),
    row(
        "a rest outside of the hours puts off nothing",
        f"{BUSINESS.format('1 business day')} {{ pauses while {WAITING} }}",
        world(case("logged 2 09:00", "restored 3 18:00:01", waits=[(WAITING, "2 18:00", "3 08:00")])),
        "missed",
    ),
    # Times of day
    row(
        "by a time of the same day",
        by("18:00 the same day"),
        world(case("logged 2 10:00", "confirmed 2 18:00")),
        "kept",
    ),
    row("a second later", by("18:00 the same day"), world(case("logged 2 10:00", "confirmed 2 18:00:01")), "missed"),
    row("of the next day", by("18:00 the next day"), world(case("logged 2 19:00", "confirmed 3 18:00")), "kept"),
    row(
        "a second after that", by("18:00 the next day"), world(case("logged 2 19:00", "confirmed 3 18:00:01")), "missed"
    ),
    row("of a later day", by("24:00 2 days later"), world(case("logged 2 19:00", "confirmed 5 00:00")), "kept"),
    row(
        "a second after midnight",
        by("24:00 2 days later"),
        world(case("logged 2 19:00", "confirmed 5 00:00:01")),
        "missed",
    ),
    row(
        "of the next business day",
        by("18:00 the next business day", "office"),
        world(case("logged 6 17:00", "confirmed 9 18:00"), case("logged 7 10:00", "confirmed 10 18:00")),
        "kept",
    ),
    row(
        "of the next business day: a second later",
        by("18:00 the next business day", "office"),
        world(case("logged 6 17:00", "confirmed 9 18:00:01")),
        "missed",
    ),
    row(
        "if logged before: the others are no cases",
        by("18:00 the same day if logged before 15:00"),
        world(case("logged 2 15:00", "confirmed 4 18:00"), case("logged 2 14:59:59", "confirmed 2 18:00")),
        "kept",
        cases=1,
    ),
    row(
        "if not logged before: the others alone",
        by("18:00 the next day if not logged before 15:00"),
        world(case("logged 2 15:00", "confirmed 3 18:00:01"), case("logged 2 14:59:59", "confirmed 9 18:00")),
        "missed",
        cases=1,
    ),
    row(
        "a repeated local time is the second one for what is due",
        PARIS + by("02:30 the same day"),
        world(case("logged 10-24 23:00", "confirmed 10-25 01:30")),
        "kept",
        at="10-25 12:00",
    ),
    row(
        "the zone is that of the agreement",
        PARIS + by("18:00 the same day"),
        world(case("logged 2 10:00", "confirmed 2 17:00:01")),
        "missed",
    ),
    row(
        "a rest puts a time of day off",
        f"{by('18:00 the same day')} {{ pauses while {WAITING} }}",
        world(case("logged 2 10:00", "confirmed 2 19:00", waits=[(WAITING, "2 12:00", "2 13:00")])),
        "kept",
    ),
    row(
        "not confirmed at all",
        by("18:00 the same day"),
        world(case("logged 2 10:00")),
        "missed",
        late=1,
        span=(m("1 00:00"), m("04-01 00:00")),
    ),
]
