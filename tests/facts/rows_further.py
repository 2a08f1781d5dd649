"""Further borders: each row is one that a slightly other meaning would get wrong."""

from datetime import date
from fractions import Fraction

from sla_dsl.facts.world import MeasuredAmount, Unreachable

from .rows_cases import FOUR, TIMED, WAITING, timed
from .rows_time import DAY, MONTH, OFFICE, PROBE
from .worlds import case, cause, count, down, m, probes, row, said, sample, world

HOUR = 3600
LYON = "objective o: availability for lyon at least 99% each calendar day"
TWO = "objective p: availability at least 99% each calendar day"
PARIS = "time zone Europe/Paris\n"


def lapsing(first: str, second: str) -> str:
    signed = 'signed 2026-03-01 by "A" for house'
    return (
        f'{MONTH}\namendment 1.1.0 {{ {signed} effective {first} emergency "leak" }}\n'
        f'amendment 1.2.0 {{ {signed} effective {second} emergency "flood" }}\nversion 1.2.0'
    )


def on_days(condition: str) -> dict[str, str]:
    return {"declares": f"dimension kind {{ odd when {condition} }}"}


ODD = "objective o: restore-time for odd at most 4 h during 24x7 each calendar month"
NIGHTS = "calendar nights { time zone UTC open Mon-Fri 22:00-04:00 }\n"

FIRST = (
    "in force from 2026-03-05\n"
    "objective o: restore-time at most 4 h during 24x7 each calendar month when in the first 10 days"
)
LATER = FIRST.replace("when", "when not")
BEGUN = "in force from 2026-03-05\nobjective o: availability at least 99% each calendar month when in the first {}"
ACCOUNT = """
fact account {
  overdue "an invoice is unpaid"
  closed "it was closed"
  useless when account is overdue or account is closed
}
"""
TWICE = f'{DAY}\nsuspends o while "x" 2 times {{}}'
MISSED = (
    f"{DAY}\nobjective p: error-rate at most 5% each calendar day\n"
    "suspends o while p is missed 2 times each calendar month"
)
ROWS = [
    # Terms and amendments
    # The first days of the term: these, and no second more
    row("in the first 10 days: the last second", FIRST, world(case("logged 14 23:59:59")), "missed", at="6 00:00"),
    row("in the first 10 days: the eleventh", FIRST, world(case("logged 15 00:00")), "empty", at="6 00:00"),
    row("after the first 10 days: the last second", LATER, world(case("logged 14 23:59:59")), "empty", at="6 00:00"),
    row("after the first 10 days: the eleventh", LATER, world(case("logged 15 00:00")), "missed", at="6 00:00"),
    row("in the first hours", BEGUN.format("36 h"), world(), "kept", at="6 00:00", measured=36 * HOUR),
    row(
        "in the first week, of which a part is down",
        BEGUN.format("1 week"),
        world(down("11 12:00", "13 00:00")),
        "missed",
        at="6 00:00",
        measured=7 * 86400,
        down=12 * HOUR,
    ),
    row("a term to the last day that there is", f"in force from 2026-01-01 to 9999-12-31\n{DAY}", world(), "kept"),
    row(
        "of two amendments the later one counts, and of two emergencies that which lapses first",
        lapsing("2026-03-02", "2026-03-05"),
        world(),
        "kept",
        at="6 00:00",
        measured=8 * 86400,
    ),
    row(
        "what is covered and taken out of it again is not covered",
        f"covers web, app except app\n{DAY}",
        world(down("2 10:00", "2 12:00", "app")),
        "kept",
        down=0,
    ),
    row(
        "an amount of another parameter is none of this one",
        "parameter goal is percent\nobjective o: availability at least goal each calendar day",
        world(amounts=(MeasuredAmount("a", "other", m("2 00:00"), Fraction(95)),)),
        "not-judged",
        word="goal",
    ),
    # Business days and cut-offs
    row(
        "the cut-off of a clock is none of announcements",
        "business days follow office\nobjective o: restore-time at most 4 h timed by c each calendar month\n"
        "excludes maintenance announced 1 business day ahead",
        world(
            cause("maintenance", "3 18:00", "4 10:00", "2 16:00"),
            case("logged 4 08:00", "restored 4 14:00"),
        ),
        "kept",
        **timed("starts when logged during office cut-off 15:00"),
    ),
    row(
        "opening days are those of the calendar's zone",
        "objective o: restore-time at most 1 business day during paris each calendar month",
        world(case("logged 2 09:00", "restored 3 17:00:01")),
        "missed",
        declares="calendar paris { time zone Europe/Paris open Mon-Fri 08:00-18:00 }",
    ),
    row(
        "reopened within a business day of a calendar that has no more",
        TIMED,
        world(case("logged 2 08:00", "restored 2 10:00", "reopened 5 10:00", "restored 5 11:00")),
        "kept",
        cases=1,
        declares="calendar shut { time zone UTC open 2026-03-02 08:00-18:00 }\n"
        "clock c { starts when logged during shut reopened within 1 business day continues }",
    ),
    row(
        "reopened within a business day: those of the clock",
        TIMED,
        world(case("logged 2 08:00", "restored 2 11:00", "reopened 3 18:00:01", "restored 4 09:00:01")),
        "kept",
        cases=2,
        **timed("starts when logged during office reopened within 1 business day continues"),
    ),
    row(
        "a span of a whole day ends when the next begins",
        "objective o: restore-time at most 1 business day during round each calendar month",
        world(case("logged 3 07:00", "restored 10 08:00:01")),
        "missed",
        declares="calendar round { time zone UTC open Mon 08:00-08:00 }",
    ),
    row(
        "the cut-off of a span of a whole day",
        TIMED,
        world(case("logged 3 07:00", "restored 3 08:00"), case("logged 3 07:00:01", "restored 9 12:00")),
        "kept",
        declares="calendar round { time zone UTC open Mon 08:00-08:00 }\n"
        "clock c { starts when logged during round cut-off 07:00 }",
    ),
    row(
        "a cut-off at the beginning of a night is on the day after, and cuts nothing",
        TIMED,
        world(case("logged 2 23:00", "restored 3 03:00:01")),
        "missed",
        declares=NIGHTS + "clock c { starts when logged during nights cut-off 22:00 }",
    ),
    row(
        "a repeated local time opens with the first of the two",
        TIMED,
        world(case("logged 10-25 00:00", "restored 10-25 04:30:01")),
        "missed",
        at="10-25 12:00",
        declares="calendar early { time zone Europe/Paris open Mon-Sun 02:30-18:00 }\n"
        "clock c { starts when logged during early cut-off 15:00 }",
    ),
    row(
        "a repeated local time closes with the second of the two",
        "objective o: restore-time at most 1 business day during small each calendar month",
        world(case("logged 10-24 00:00", "restored 10-25 01:30")),
        "kept",
        at="10-25 12:00",
        declares="calendar small { time zone Europe/Paris open Mon-Sun 01:00-02:30 }",
    ),
    row(
        "a repeated local time is the second one days later",
        f"{PARIS}objective o: restore-time at most 1 day during 24x7 each calendar month",
        world(case("logged 10-24 00:30", "restored 10-25 01:30")),
        "kept",
        at="10-25 12:00",
    ),
    row(
        "a combination of calendars has no opening days",
        TIMED,
        world(case("logged 2 16:00", "restored 2 17:00")),
        "not-judged",
        word="opening days of `both`",
        declares="calendar both = office or sunday-night\nclock c { starts when logged during both cut-off 15:00 }",
    ),
    # Conditions
    row(
        "of several parameters that which is named",
        f"{DAY}\nparameter fee = 5 EUR\nparameter gift is money\nsuspends o while fee is set",
        world(),
        "empty",
    ),
    row(
        "of several parameters that which is named, blank",
        f"{DAY}\nparameter gift is money\nparameter fee = 5 EUR\nsuspends o while gift is set",
        world(),
        "kept",
    ),
    row(
        "of several parameters that which is compared",
        f"{DAY}\nparameter gift = 1 EUR\nparameter fee = 6 EUR\nsuspends o while fee above 5 EUR",
        world(),
        "empty",
    ),
    row(
        "a tier is one of what is selected",
        "tier gold of care\nobjective o: availability for lyon at least 99% each calendar day when care is gold",
        world(down("2 08:00", "2 12:00")),
        "missed",
    ),
    row(
        "longer than, of a condition of the agreement",
        f'covers shop when "the fee is paid" longer than 30 days\n{DAY}',
        world(down("2 08:00", "2 12:00"), said("the fee is paid", "01-02 10:00")),
        "missed",
    ),
    row(
        "in a row needs as many windows",
        f"in force from 2026-03-02\n{MONTH}\nobjective p: error-rate at most 5% each calendar day\n"
        "suspends o while p is missed 2 times in a row",
        world(count("2 10:00", "2 11:00", 100, 6), down("2 00:00", "3 00:00")),
        "missed",
        at="2 00:00",
        down=86400,
    ),
    row(
        "in a row: the first two windows are enough",
        f"in force from 2026-03-02\n{MONTH}\nobjective p: error-rate at most 5% each calendar day\n"
        "suspends o while p is missed 2 times in a row",
        world(count("2 10:00", "2 11:00", 100, 6), count("3 10:00", "3 11:00", 100, 6), down("3 00:00", "4 00:00")),
        "kept",
        at="2 00:00",
        down=0,
    ),
    row(
        "twice within a time: which window it is",
        f"{MONTH}\nobjective p: error-rate at most 5% each calendar day\n"
        "suspends o while p is missed 2 times in 3 days",
        world(*(count(f"{day} 10:00", f"{day} 11:00", 100, 6) for day in (2, 4, 7)), down("4 00:00", "5 00:00")),
        "kept",
        down=0,
    ),
    row(
        "a bound in a row: a miss that is not so deep ends the row",
        f"in force from 2026-03-02\n{MONTH}\nobjective p: error-rate at most 5% each calendar day\n"
        "suspends o while (p above 10%) 2 times in a row",
        world(
            *(count(f"{day} 10:00", f"{day} 11:00", 100, bad) for day, bad in ((2, 11), (3, 10), (4, 11), (5, 11))),
            down("3 00:00", "6 00:00"),
        ),
        "missed",
        at="2 00:00",
        down=2 * 86400,
    ),
    row(
        "before a day: the day before",
        ODD,
        world(case("logged 3 23:59:59")),
        "missed",
        **on_days("logged before 2026-03-04"),
    ),
    row("before a day: that day", ODD, world(case("logged 4 00:00")), "empty", **on_days("logged before 2026-03-04")),
    row("after a day: that day", ODD, world(case("logged 4 23:59:59")), "empty", **on_days("logged after 2026-03-04")),
    row(
        "after a day: the next one", ODD, world(case("logged 5 00:00")), "missed", **on_days("logged after 2026-03-04")
    ),
    row(
        "through a channel: by one of its events",
        ODD,
        world(case("logged phone 3 08:00", "logged email 3 09:00")),
        "missed",
        **on_days("logged through email"),
    ),
    row(
        "through a channel: another event is none",
        ODD,
        world(case("logged phone 3 08:00", "accepted email 3 09:00")),
        "empty",
        **on_days("logged through email"),
    ),
    row(
        "an event that did not happen was not before",
        ODD,
        world(case("logged 3 08:00")),
        "empty",
        **on_days("accepted before 15:00"),
    ),
    row(
        "the value of a case is that of the moment",
        "objective o: restore-time at most 4 h during 24x7 each calendar month when urgency is P1",
        world(case("logged 2 08:00", values={"urgency": "P2"}, changes=[("urgency", "P1", "2 08:00:01")])),
        "empty",
    ),
    row(
        "one of several times at which each holds",
        f'{DAY}\nsuspends o while 2 of ("a", "b")',
        world(
            down("2 08:00", "2 12:00"),
            said("a", "2 08:00", "2 09:00"),
            said("a", "2 10:00", "2 11:00"),
            said("b", "2 10:30", "2 12:00"),
        ),
        "missed",
        down=12600,
    ),
    row(
        "so many times in one window: not the times of the month before",
        f"{DAY}\nsuspends o while account is overdue 2 times each calendar month",
        world(
            down("2 08:00", "2 12:00"),
            said("account is overdue", "02-28 08:00", "02-28 09:00"),
            said("account is overdue", "2 08:00", "2 11:50"),
        ),
        "missed",
        declares=ACCOUNT,
        down=14400,
    ),
    row(
        "so many times in one window: those of this month",
        f"{DAY}\nsuspends o while account is overdue 2 times each calendar month",
        world(
            down("2 08:00", "2 12:00"),
            said("account is overdue", "1 08:00", "1 09:00"),
            said("account is overdue", "2 08:00", "2 11:50"),
        ),
        "kept",
        declares=ACCOUNT,
        down=600,
    ),
    # So many times in one window: where windows begin and end
    row(
        "so many times in one window: the first at its very beginning",
        TWICE.format("each calendar month"),
        world(down("3 00:00", "4 00:00"), said("x", "1 00:00", "1 01:00"), said("x", "3 00:00", "4 00:00")),
        "empty",
        at="3 00:00",
    ),
    row(
        "so many times in one window: the second at the very beginning of the next one",
        TWICE.format("each calendar month"),
        world(down("1 00:00", "2 00:00"), said("x", "02-20 00:00", "02-20 01:00"), said("x", "1 00:00", "2 00:00")),
        "missed",
        at="1 00:00",
    ),
    row(
        "so many times in one window: two that begin at once, with the window",
        TWICE.format("each calendar month"),
        world(down("1 00:00", "2 00:00"), said("x", "1 00:00", "1 01:00"), said("x", "1 00:00", "2 00:00")),
        "empty",
        at="1 00:00",
    ),
    row(
        "so many times in one window: it is asked when each begins",
        TWICE.format("each calendar month"),
        world(down("4 00:00", "5 00:00"), said("x", "02-27 00:00", "2 00:00"), said("x", "4 00:00", "5 00:00")),
        "missed",
        at="4 00:00",
    ),
    row(
        "so many times in one window: when the second ends is no matter",
        TWICE.format("each calendar month"),
        world(down("30 00:00", "31 00:00"), said("x", "3 00:00", "3 01:00"), said("x", "30 00:00", "04-02 00:00")),
        "empty",
        at="30 00:00",
    ),
    row(
        "so many times in one window: the first may still go on",
        TWICE.format("each calendar month"),
        world(down("5 00:00", "6 00:00"), said("x", "3 00:00", "04-02 00:00"), said("x", "5 00:00", "6 00:00")),
        "empty",
        at="5 00:00",
    ),
    row(
        "so many times in one rolling window: any that holds them",
        TWICE.format("each rolling 7 days"),
        world(down("5 00:00", "6 00:00"), said("x", "3 00:00", "3 01:00"), said("x", "5 00:00", "6 00:00")),
        "empty",
        at="5 00:00",
    ),
    row(
        "missed so often in one window",
        MISSED,
        world(*(count(f"{day} 10:00", f"{day} 11:00", 100, 6) for day in (3, 5)), down("5 00:00", "6 00:00")),
        "empty",
        at="5 00:00",
    ),
    row(
        "missed so often in one window: not in two",
        MISSED,
        world(
            *(count(f"{day} 10:00", f"{day} 11:00", 100, 6) for day in ("02-27", "02-28", "1")),
            down("1 00:00", "2 00:00"),
        ),
        "missed",
        at="1 00:00",
    ),
    row(
        "a state that follows from a condition, so often, begun before the window",
        "objective o: availability at least 99% each calendar month when account is useless 2 times in 30 days",
        world(
            said("account is closed", "02-20 00:00", "02-21 00:00"),
            said("account is closed", "2 00:00", "5 00:00"),
            down("3 00:00", "4 00:00"),
        ),
        "missed",
        declares=ACCOUNT,
        measured=3 * 86400,
    ),
    # Tiers
    row(
        "a tier is that of the agreement, whatever is told of a case",
        f"tier gold of care\n{FOUR} when care is gold",
        world(case("logged 2 10:00", "restored 2 20:00", values={"care": "silver"})),
        "missed",
    ),
    row(
        "a tier of another case is none",
        f"tier gold of care\n{FOUR} when care is silver",
        world(case("logged 2 10:00", "restored 2 20:00", values={"care": "silver"})),
        "empty",
    ),
    row(
        "a value of a time is that which the objective is for",
        "objective o: availability for lyon at least 99% each calendar day when site is lyon",
        world(down("2 08:00", "2 12:00")),
        "missed",
    ),
    row(
        "a case that starts just when the window ends, and was assigned before",
        FOUR,
        world(case("assigned 31 10:00", "logged 04-01 00:00", "restored 04-01 12:00")),
        "empty",
        at="2 00:00",
    ),
    row(
        "what is told of the time since another probe is no silence",
        f"{DAY} {{ {PROBE} }}",
        world(sample("2 10:00", ok=True), sample("2 20:00", ok=True, since=m("2 19:59"))),
        "kept",
    ),
    row(
        "a text with the name of a service is not one that is unsaid",
        f'{DAY}\nsuspends o while "app"',
        world(),
        "kept",
        unsaid=(),
    ),
    row(
        "while a fact is in a state",
        f"{DAY}\nsuspends o while account is overdue",
        world(down("2 08:00", "2 12:00"), said("account is overdue", "2 08:00", "2 11:50")),
        "kept",
        declares=ACCOUNT,
        down=600,
    ),
    row(
        "another state of the fact is nothing",
        f"{DAY}\nsuspends o while account is overdue",
        world(down("2 08:00", "2 12:00"), said("account is closed", "2 08:00", "2 12:00")),
        "missed",
        declares=ACCOUNT,
        down=14400,
    ),
    row(
        "a state that follows from others",
        f"{DAY}\nsuspends o while account is useless",
        world(
            down("2 08:00", "2 12:00"),
            said("account is overdue", "2 08:00", "2 10:00"),
            said("account is closed", "2 10:00", "2 11:00"),
            said("account is useless", "2 11:00", "2 12:00"),
        ),
        "kept",
        declares=ACCOUNT,
        down=0,
    ),
    row(
        "a fact that comes again",
        f"{DAY}\nsuspends o while account is overdue 2 times in 3 days",
        world(
            down("2 08:00", "2 12:00"),
            said("account is overdue", "1 08:00", "1 09:00"),
            said("account is overdue", "2 08:00", "2 11:50"),
        ),
        "kept",
        declares=ACCOUNT,
        down=600,
    ),
    row(
        "a text in a list is asked for, a service is not",
        f'{DAY}\nsuspends o while all of (app, "a")',
        world(),
        "kept",
        unsaid=("a",),
    ),
    row(
        "a text of a deadline is asked for",
        'objective o: delivery-time by 18:00 the same day if "it is urgent" during 24x7 each calendar month',
        world(case("logged 2 10:00")),
        "empty",
        unsaid=("it is urgent",),
    ),
    row(
        "texts of several objectives are asked for",
        f'{DAY}\n{TWO}\nsuspends o, p while "a"\nsuspends p while "b"',
        world(),
        "kept",
        unsaid=("a",),
    ),
    row(
        "suspended is each that is named",
        f'{DAY}\n{TWO}\nsuspends o, p while "a"',
        world(down("2 08:00", "2 12:00"), said("a")),
        "empty",
    ),
    row(
        "excluded from each that is named",
        f"{DAY}\n{TWO}\nexcludes maintenance for o, p",
        world(down("2 08:00", "2 12:00", reason="maintenance")),
        "kept",
    ),
    # Exclusions of a scope
    row(
        "an exclusion for the objective's place",
        f"{LYON}\nexcludes maintenance for lyon",
        world(down("2 08:00", "2 12:00", reason="maintenance")),
        "kept",
    ),
    row(
        "an exclusion for more than the objective's place",
        f"{LYON}\nexcludes maintenance for lyon, roanne",
        world(down("2 08:00", "2 12:00", reason="maintenance")),
        "kept",
    ),
    row(
        "an exclusion for another place",
        f"{LYON}\nexcludes maintenance for roanne",
        world(down("2 08:00", "2 12:00", reason="maintenance")),
        "missed",
    ),
    row(
        "an exclusion for a part of the objective's places is not known of time",
        "objective o: availability for lyon, roanne at least 99% each calendar day\nexcludes maintenance for lyon",
        world(down("2 08:00", "2 12:00", reason="maintenance")),
        "not-judged",
        word="for lyon",
    ),
    row(
        "an exclusion for a part of all is not known of time",
        f"{DAY}\nexcludes maintenance for lyon",
        world(down("2 08:00", "2 12:00", reason="maintenance")),
        "not-judged",
        word="for lyon",
    ),
    row(
        "an exclusion for a place and a tier: both must be the objective's",
        f"tier gold of care\n{LYON}\nexcludes maintenance for roanne, gold",
        world(down("2 08:00", "2 12:00", reason="maintenance")),
        "missed",
    ),
    row(
        "a limit without any window is one of a year",
        "objective o: restore-time at most 4 h during 24x7\nexcludes maintenance up to 2 h",
        world(cause("maintenance", "2 09:00", "2 12:00"), case("logged 2 08:00", "restored 2 14:00:01")),
        "missed",
        despite=("value/missing-window",),
        span=(m("2 00:00"), m("3 00:00")),
        figure=4 * HOUR + 1,
    ),
    # Outages
    row(
        "what people say beside an outage is another one",
        'objective o: outage-count at most 1 each calendar day { down when "closed" }',
        world(down("2 10:00", "2 11:00"), said("closed", "2 12:00", "2 13:00")),
        "missed",
        figure=2,
    ),
    row(
        "what people say of an outage is the same one",
        'objective o: outage-count at most 1 each calendar day { down when "closed" }',
        world(down("2 10:00", "2 11:00"), said("closed", "2 10:30", "2 11:30")),
        "kept",
        figure=1,
    ),
    row(
        "of an outage that counts and one that is too short",
        'objective o: outage-count at most 1 each calendar day { down when "closed" for 5 min }',
        world(down("2 10:00", "2 11:00"), down("2 12:00", "2 12:01")),
        "kept",
        figure=1,
    ),
    row(
        "what people say of the whole comes to what its parts are down",
        f'covers web\n{DAY} {{ down when "closed" }}',
        world(said("closed", "2 10:00", "2 10:10"), down("2 12:00", "2 13:00", "app")),
        "missed",
        down=4200,
    ),
    row(
        "facts of its own about another customer are facts of its own",
        f"covers web\n{DAY}",
        world(down("1 10:00", "1 11:00", "web", customer="vendor"), down("2 10:00", "2 11:00", "app")),
        "kept",
        down=0,
    ),
    row(
        "probes of its own are facts of its own",
        f"covers web\n{DAY}",
        world(sample("1 10:00", ok=True, service="web"), down("2 10:00", "2 11:00", "app")),
        "kept",
        down=0,
    ),
    row(
        "with probes it need not be said how often they look",
        f'{DAY} {{ down when "closed" for 3 consecutive samples }}',
        world(*probes("2 00:00", 60, "+---+")),
        "kept",
        down=180,
    ),
    row(
        "more than three bad ones are one outage from the first",
        f'{DAY} {{ down when "closed" for 3 consecutive samples }}',
        world(*probes("2 00:00", 60, "+-----+")),
        "kept",
        down=300,
    ),
    row(
        "more than three bad ones in a time, with good ones between",
        f'{DAY} {{ down when "closed" for 2 samples in 5 min up after 3 consecutive samples }}',
        world(*probes("2 00:00", 60, "+-+-+-+++")),
        "kept",
        down=420,
    ),
    row(
        "a month is no length of an outage",
        f'{DAY} {{ down when "closed" for 1 month }}',
        world(down("2 10:00", "2 11:00")),
        "not-judged",
        word="1 month",
    ),
    row(
        "nor is a part of a second",
        f'{DAY} {{ down when "closed" for 1500 ms }}',
        world(down("2 10:00", "2 11:00")),
        "not-judged",
    ),
    row(
        "a day is one of 24 hours",
        f'{MONTH} {{ down when "closed" for 1 day }}',
        world(down("2 10:00", "3 10:00"), down("5 10:00", "6 09:59:59")),
        "missed",
        down=86400,
    ),
    row(
        "an outage of which the probe sees the end twice",
        f"{DAY} {{ up after 2 consecutive samples {PROBE} }}",
        world(down("2 10:00", "2 10:05")),
        "kept",
        down=360,
    ),
    row(
        "an outage without an end that a probe sees",
        f'{DAY} {{ down when "closed" for 3 consecutive samples {PROBE} }}',
        world(down("2 12:00")),
        "missed",
        down=43200,
    ),
    row(
        "who measures how often: whoever says it",
        f'{DAY} {{ down when "closed" for 3 consecutive samples measured by buyer at "shop" {PROBE} }}',
        world(down("2 10:00", "2 10:02:30")),
        "kept",
        down=180,
    ),
    row(
        "two rows that say how often: the one that is not said is no gap",
        f'{DAY} {{ measured by buyer at "shop" {PROBE} }}',
        world(*probes("2 00:00", 60, "+" * 60), *probes("2 02:00", 60, "+" * 1320)),
        "not-judged",
    ),
    row(
        "a gap of three intervals is one",
        "objective o: availability at least 99.9% each calendar day { " + PROBE + " }",
        world(*probes("2 00:00", 60, "+" * 60), *probes("2 01:02", 60, "+" * 1378)),
        "not-judged",
    ),
    row(
        "an outage at no place is at each",
        f'{DAY} {{ down for lyon when "closed" }}',
        world(down("2 10:00", "2 11:00")),
        "missed",
        down=3600,
    ),
    row(
        "a rule for the place of the objective, whatever else it is for",
        "tier gold of care\nobjective o: availability for lyon at least 99% each calendar day "
        '{ down for lyon when "x" }',
        world(down("2 10:00", "2 11:00")),
        "missed",
        down=3600,
    ),
    row(
        "probes of another service, customer, or place, and those that only have a value",
        'objective o: availability for lyon at least 99% each calendar day { down for lyon when "x" }',
        world(
            sample("2 10:00", ok=False, service="app"),
            sample("2 10:00", ok=False, customer="vendor"),
            sample("2 10:00", ok=False, values={"site": "roanne"}),
            sample("2 10:00", 5),
        ),
        "kept",
        down=0,
    ),
    row(
        "probes at another place than that of a rule",
        f'{DAY} {{ down for lyon when "x" }}',
        world(sample("2 10:00", ok=False, values={"site": "roanne"})),
        "kept",
        down=0,
    ),
    # Where the facts end
    # Down from 10:01 to 10:03, and not up to the end of the day.
    row(
        "a last bad probe tells of the time up to where the facts end",
        f"{DAY} {{ {PROBE} }}",
        world(*probes("2 10:00", 60, "+-"), until="2 10:03"),
        "kept",
        down=120,
    ),
    row(
        "what has to last is as long as the facts tell",
        f'{DAY} {{ down when "closed" for 2 min {PROBE} }}',
        world(*probes("2 10:00", 60, "+-"), until="2 10:02:59"),
        "kept",
        down=0,
    ),
    row(
        "what has to be up again is down up to where the facts end",
        f"{DAY} {{ up after 5 min {PROBE} }}",
        world(*probes("2 10:00", 60, "+-+"), until="2 10:03"),
        "kept",
        down=120,
    ),
    row(
        "a last value tells of the time up to where the facts end",
        f"{DAY} {{ down when latency above 2 s }}",
        world(sample("2 10:00", 3, metric="latency"), until="2 10:03"),
        "kept",
        down=180,
    ),
    # Figures in the course of time
    row(
        "of what was measured of a metric only what is about us",
        f"{DAY}\nsuspends o while latency above 2 s",
        world(
            sample("2 10:00", 3, metric="jitter"),
            sample("2 10:00", 3, metric="latency", customer="vendor"),
            sample("2 10:00", ok=True, metric="latency"),
            down("2 10:00", "2 10:10"),
        ),
        "kept",
        down=600,
    ),
    row(
        "of what was counted of a metric only what is about us",
        f"{DAY}\nsuspends o while error-rate above 5%",
        world(
            count("2 10:00", "2 11:00", 100, 6, metric="packet-loss"),
            count("2 10:00", "2 11:00", 100, 6, metric="error-rate", customer="vendor"),
            count("2 10:00", "2 11:00", 0, 0, metric="error-rate"),
            down("2 10:00", "2 10:10"),
        ),
        "kept",
        down=600,
    ),
    row(
        "exactly five of a hundred are five percent",
        f"{DAY}\nsuspends o while error-rate at least 5%",
        world(count("2 10:00", "2 11:00", 100, 5, metric="error-rate"), down("2 10:00", "2 11:00")),
        "kept",
        down=0,
    ),
    row(
        "of what is better when higher the good ones count",
        f"{DAY}\nsuspends o while durability at most 95%",
        world(
            count("2 10:00", "2 11:00", 100, 5, metric="durability"),
            count("2 11:00", "2 12:00", 100, 4, metric="durability"),
            down("2 10:00", "2 11:10"),
        ),
        "kept",
        down=600,
    ),
    # Cases
    row(
        "what a case is excluded by is asked of its last value",
        f"{FOUR}\nexcludes maintenance for P1",
        world(
            cause("maintenance", "2 09:00", "2 12:00"),
            case(
                "logged 2 08:00", "restored 2 15:00", values={"urgency": "P2"}, changes=[("urgency", "P1", "2 10:00")]
            ),
        ),
        "kept",
    ),
    row(
        "a case of no value is of no priority that is excluded",
        f"tier gold of care\n{FOUR}\nexcludes maintenance for gold",
        world(cause("maintenance", "2 09:00", "2 12:00"), case("logged 2 08:00", "restored 2 15:00")),
        "kept",
    ),
    row(
        "a state for another reason than one with a limit",
        f"{FOUR} {{ pauses while {WAITING} }}\nexcludes force-majeure up to 2 h each calendar month",
        world(case("logged 2 08:00", "restored 2 15:00", waits=[(WAITING, "2 09:00", "2 12:00")])),
        "kept",
    ),
    row(
        "a rest after work in the hours of the clock: what is closed is no work",
        "objective o: restore-time at most 6 h during office each calendar month "
        "{ pauses while waiting-for-access at most 2 h after 3 h }",
        world(case("logged 2 16:00", "restored 3 14:00", waits=[("waiting-for-access", "2 16:00", "4 00:00")])),
        "kept",
        figure=6 * HOUR,
    ),
    row(
        "a rest after work is over when the state is",
        "objective o: restore-time at most 12 h during 24x7 each calendar month "
        "{ pauses while waiting-for-access at most 2 h after 6 h }",
        world(
            case(
                "logged 2 00:00",
                "restored 2 15:00",
                waits=[("waiting-for-access", "2 06:00", "2 07:00"), ("waiting-for-access", "2 13:00", "2 15:00")],
            )
        ),
        "kept",
        figure=12 * HOUR,
    ),
    row(
        "reopened twice: each time it goes on",
        TIMED,
        world(
            case(
                "logged 2 08:00",
                "restored 2 09:00",
                "reopened 2 10:00",
                "restored 2 11:00",
                "reopened 2 12:00",
                "restored 2 14:00",
            )
        ),
        "kept",
        figure=4 * HOUR,
        cases=1,
        **timed("starts when logged during 24x7 reopened within 90 min continues"),
    ),
    row(
        "a clock that says nothing of reopening",
        TIMED,
        world(case("logged 2 08:00", "restored 2 11:00", "reopened 2 12:00", "restored 2 15:00")),
        "kept",
        cases=2,
        **timed("starts when logged during 24x7"),
    ),
    row(
        "another channel does not replace the one that is down, and what replaces it does only then",
        TIMED,
        world(
            case("logged email 2 08:00", "logged chat 2 08:10", "logged hotline 2 10:00", "restored 2 14:00"),
            unreachable=(
                Unreachable("hotline", m("2 07:50"), m("2 08:05")),
                Unreachable("hotline", m("2 09:50"), m("2 10:05")),
            ),
        ),
        "kept",
        declares='channel hotline "Hotline" { replaced by chat }\nchannel chat "Chat" of desk\n'
        "clock c { starts when logged through hotline during 24x7 }",
    ),
    row(
        "it replaces from the first second in which the other is down, at one of several times",
        TIMED,
        world(
            case("logged chat 2 09:00", "logged hotline 2 10:00", "restored 2 13:00:01"),
            unreachable=(
                Unreachable("hotline", m("2 07:00"), m("2 08:00")),
                Unreachable("hotline", m("2 09:00"), m("2 09:30")),
            ),
        ),
        "missed",
        declares='channel hotline "Hotline" { replaced by chat }\nchannel chat "Chat" of desk\n'
        "clock c { starts when logged through hotline during 24x7 }",
    ),
    row(
        "a priority that changes at the start is that of the start",
        "objective o: restore-time for P1 at most 4 h timed by c each calendar month",
        world(
            case("logged 2 08:00", "restored 2 12:00", values={"urgency": "P2"}, changes=[("urgency", "P1", "2 08:00")])
        ),
        "kept",
        cases=1,
        figure=4 * HOUR,
        **timed("starts when logged during 24x7 raised priority counts from the change"),
    ),
    row(
        "two changes apart: late in the first of them",
        "objective o: restore-time for P1 at most 4 h during 24x7 each calendar month",
        world(
            case(
                "logged 2 08:00",
                "restored 2 20:00",
                values={"urgency": "P1"},
                changes=[("urgency", "P2", "2 12:00:01"), ("urgency", "P1", "2 13:00"), ("urgency", "P3", "2 13:30")],
            )
        ),
        "missed",
        late=1,
        figure=19800,
    ),
    row(
        "a place that changes is nothing that is raised",
        "objective o: restore-time for lyon at most 4 h timed by c each calendar month",
        world(
            case(
                "logged 2 08:00",
                "restored 2 12:00:01",
                values={"site": "roanne"},
                changes=[("site", "lyon", "2 11:00")],
            )
        ),
        "missed",
        **timed("starts when logged during 24x7 raised priority counts from the change"),
    ),
    row(
        "raised and reopened: only what comes after the change counts",
        "objective o: restore-time for P1 at most 4 h timed by c each calendar month",
        world(
            case(
                "logged 2 08:00",
                "restored 2 11:00",
                "reopened 2 12:00",
                "restored 2 17:00",
                values={"urgency": "P2"},
                changes=[("urgency", "P1", "2 13:00")],
            )
        ),
        "kept",
        figure=4 * HOUR,
        **timed("starts when logged during 24x7 reopened within 5 h continues raised priority counts from the change"),
    ),
    row(
        "closed before the change, and opened after it: of the old priority is only what came before",
        "objective o: restore-time for P2 at most 4 h timed by c each calendar month",
        world(
            case(
                "logged 2 08:00",
                "restored 2 11:00",
                "reopened 2 14:00",
                "restored 2 17:00",
                values={"urgency": "P2"},
                changes=[("urgency", "P1", "2 13:00")],
            )
        ),
        "empty",
        **timed("starts when logged during 24x7 reopened within 5 h continues"),
    ),
    row(
        "a case that came for a reason within a calendar is not known",
        f"{FOUR}\nexcludes misuse within office",
        world(case("logged 2 08:00", reason="misuse")),
        "not-judged",
    ),
    row(
        "a case that came for a reason that must be announced is not known",
        f"{FOUR}\nexcludes misuse announced 1 h ahead",
        world(case("logged 2 08:00", reason="misuse")),
        "not-judged",
    ),
    row(
        "a case that came for a reason that is excluded of some is not known",
        f"{FOUR}\nexcludes misuse for P1",
        world(case("logged 2 08:00", reason="misuse")),
        "not-judged",
    ),
    row(
        "a condition of a reason is asked when the case comes",
        f'{FOUR}\nexcludes misuse when "it was warned"',
        world(case("logged 2 08:00", "restored 2 18:00", reason="misuse"), said("it was warned", "2 18:00", "2 18:01")),
        "missed",
    ),
    row(
        "of cases that are open one may be late already",
        "objective o: restore-time at most 4 h during 24x7 in 100% of cases each calendar month",
        world(case("logged 2 08:00"), case("logged 2 11:00"), until="2 12:30"),
        "missed",
        late=1,
        cases=2,
    ),
    row(
        "closed exactly when it is due, and opened again: the time between is added",
        "objective o: restore-time at most 2 days timed by c each calendar month",
        world(case("logged 2 10:00", "restored 4 10:00", "reopened 5 10:00", "restored 5 10:00")),
        "kept",
        declares="clock c { starts when logged during 24x7 reopened within 3 days continues }",
    ),
    row(
        "an open case of days that was late before it was told",
        "objective o: restore-time at most 2 days during 24x7 each calendar month",
        world(case("logged 2 10:00"), until="9 10:00"),
        "missed",
        late=1,
    ),
    row(
        "a rest over more than a day of business days",
        "objective o: restore-time at most 1 business day during office each calendar month "
        f"{{ pauses while {WAITING} }}",
        world(case("logged 2 09:00", "restored 6 18:00:01", waits=[(WAITING, "2 10:00", "5 10:00")])),
        "missed",
    ),
    row(
        "a rest over more than a day of business days, in time",
        "objective o: restore-time at most 1 business day during office each calendar month "
        f"{{ pauses while {WAITING} }}",
        world(case("logged 2 09:00", "restored 6 18:00", waits=[(WAITING, "2 10:00", "5 10:00")])),
        "kept",
    ),
    row(
        "between two durations of one that is never done",
        "objective o: restore-time between 1 h and 4 h during 24x7 each calendar month",
        world(case("logged 2 10:00")),
        "missed",
        late=1,
    ),
    row(
        "between two durations, and beyond the later one: it is late, whenever it is done",
        "objective o: restore-time between 1 h and 4 h during 24x7 each calendar month",
        world(case("logged 2 10:00"), until="2 14:00:01"),
        "missed",
    ),
    row(
        "between two durations, and not yet beyond the later one",
        "objective o: restore-time between 1 h and 4 h during 24x7 each calendar month",
        world(case("logged 2 10:00"), until="2 14:00"),
        "not-judged",
    ),
    row(
        "below four hours, and open for just so long: late",
        "objective o: restore-time below 4 h during 24x7 each calendar month",
        world(case("logged 2 10:00"), until="2 14:00"),
        "missed",
    ),
    row(
        "between two days, and open: too early is nobody before he is done",
        "objective o: restore-time between 2 days and 4 days during 24x7 each calendar month",
        world(case("logged 2 10:00"), until="3 10:00"),
        "not-judged",
    ),
    row(
        "between two days, and open beyond the later one",
        "objective o: restore-time between 2 days and 4 days during 24x7 each calendar month",
        world(case("logged 2 10:00"), until="6 10:00:01"),
        "missed",
    ),
    row(
        "at least, and open beyond it: it can no longer be missed",
        "objective o: restore-time at least 2 h during 24x7 each calendar month",
        world(case("logged 2 10:00"), until="2 12:00"),
        "kept",
        despite=("value/contradicting-direction",),
    ),
    row(
        "at least so many days, and open before they are over",
        "objective o: restore-time at least 2 days during 24x7 each calendar month",
        world(case("logged 2 10:00"), until="3 10:00"),
        "not-judged",
        despite=("value/contradicting-direction",),
    ),
    # Figures
    row(
        "a share of cases with several that are done and known",
        "objective o: restore-time at most 2 days during 24x7 in 50% of cases each calendar month",
        world(case("logged 2 10:00", "restored 4 10:00"), case("logged 2 10:00", "restored 4 10:00:01")),
        "kept",
        figure=50,
    ),
    row(
        "one figure that is not known: none is shown",
        FOUR,
        world(case("logged 2 08:00", "restored 2 09:00"), case("logged 2 10:00")),
        "missed",
        figure=None,
        cases=2,
    ),
    row(
        "of each of what no scale names",
        'objective o "Each gateway": restore-time of each gateway at most 4 h during 24x7 each calendar month',
        world(
            case("logged 2 08:00", "restored 2 09:00", values={"gateway": "one"}),
            case("logged 2 08:00", "restored 2 10:00", values={"gateway": "two"}),
        ),
        "kept",
        worst="two",
    ),
    row(
        "of each lane: the lowest share of an error rate is the best",
        'objective o "Each lane": error-rate of each lane at most 50% each calendar day',
        world(
            count("2 10:00", "2 11:00", 10, 1, values={"lane": "a"}),
            count("2 10:00", "2 11:00", 10, 2, values={"lane": "b"}),
        ),
        "kept",
        worst="b",
    ),
    row(
        "of each lane: the lowest share of what is better when higher is the worst",
        'objective o "Each lane": success of each lane at least 50% each calendar day',
        world(
            count("2 10:00", "2 11:00", 10, 1, values={"lane": "a"}),
            count("2 10:00", "2 11:00", 10, 2, values={"lane": "b"}),
        ),
        "kept",
        declares="metric success { unit percent higher is better population requests "
        "statistic share composes as owned }",
        worst="b",
    ),
    row(
        "samples that have a value and were found up count once",
        "objective o: latency at most 2 s in 50% of requests each calendar day",
        world(sample("2 10:00", 1, ok=True), sample("2 11:00", 3, ok=True)),
        "kept",
        cases=2,
        figure=50,
    ),
    row(
        "probes alone have no mean",
        "objective o: mean latency at most 2 s each calendar day",
        world(sample("2 10:00", ok=True)),
        "not-judged",
    ),
    row(
        "probes beside values are none of them",
        "objective o: mean latency at most 2 s each calendar day",
        world(sample("2 10:00", ok=True), sample("2 11:00", 2)),
        "kept",
        cases=1,
        figure=2,
    ),
    row(
        "a sample between two times that do not count",
        "objective o: latency at most 2 s each calendar day\nexcludes maintenance",
        world(
            cause("maintenance", "2 10:00", "2 11:00"), sample("2 09:00", 1), sample("2 10:00", 5), sample("2 11:00", 1)
        ),
        "kept",
        cases=2,
    ),
    row(
        "a volume of samples counts them one by one",
        "volume at most 1 requests each calendar day\nobjective o: latency at most 2 s each calendar day",
        world(sample("2 09:00", 1), sample("2 10:00", 5)),
        "kept",
        cases=1,
    ),
    row(
        "a volume of one place counts what comes there",
        "volume at most 1 requests for lyon each calendar day\nobjective o: latency at most 2 s each calendar day",
        world(
            sample("2 08:00", 1, values={"site": "roanne"}),
            sample("2 09:00", 1, values={"site": "lyon"}),
            sample("2 10:00", 5, values={"site": "lyon"}),
        ),
        "kept",
        cases=2,
    ),
    row(
        "a case at the first instant of the volume's window counts",
        f"volume at most 1 cases each calendar day\n{FOUR}",
        world(case("logged 2 00:00", "restored 2 01:00"), case("logged 2 09:00", "restored 2 22:00")),
        "kept",
        cases=1,
    ),
    row(
        "a volume of some priorities counts only these",
        f"volume at most 1 cases for P1 each calendar month\n{FOUR}",
        world(
            case("logged 2 07:00", "restored 2 08:00", values={"urgency": "P2"}),
            case("logged 2 07:30", "restored 2 08:00", values={"urgency": "P2"}),
            case("logged 2 08:00", "restored 2 12:00", values={"urgency": "P1"}),
            case("logged 2 09:00", "restored 2 22:00", values={"urgency": "P1"}),
        ),
        "kept",
        cases=3,
    ),
    row(
        "a volume of several objectives is one of each",
        f"volume at most 1 cases for o, p each calendar month\n{FOUR}\n"
        "objective p: response-time at most 4 h during 24x7 each calendar month",
        world(case("logged 2 08:00", "restored 2 12:00"), case("logged 3 08:00", "restored 3 18:00")),
        "kept",
        cases=1,
    ),
    row(
        "a volume above something is what its author counts upon",
        f"volume above 2 cases each calendar month\n{FOUR}",
        world(*(case(f"logged {day} 08:00", f"restored {day} 18:00") for day in (2, 3, 4, 5))),
        "missed",
        cases=4,
    ),
    row(
        "below a number of users: that number is beyond it",
        f"volume below 200 users each calendar month\n{FOUR}",
        world(
            case("logged 2 08:00", "restored 2 18:00"),
            amounts=(MeasuredAmount("a", "users", m("1 00:00"), Fraction(200)),),
        ),
        "empty",
    ),
    row(
        "a window that a partial one fills as a whole is not cut",
        "partial windows count as whole\nobjective o: outage-count at most 1 each calendar day",
        world(down("2 10:00", "2 11:00")),
        "kept",
    ),
    row(
        "an objective that was written later than its amendment",
        MONTH,
        world(down("9 00:00", "9 12:00"), down("10 00:00", "10 06:00")),
        "missed",
        at="12 00:00",
        written_since=date(2026, 3, 10),
        down=21600,
        measured=22 * 86400,
    ),
    row(
        "what is open in the office on one side of a lunch",
        OFFICE.replace("office", "lunch"),
        world(down("2 11:57", "2 13:03")),
        "kept",
        declares="calendar lunch { time zone UTC open Mon-Fri 08:00-12:00, 13:00-19:00 }",
        down=360,
    ),
    # More of clocks
    row(
        "a cut-off is a time of the calendar's zone",
        TIMED,
        world(case("logged 2 14:00:01", "restored 3 11:00")),
        "kept",
        declares="calendar paris { time zone Europe/Paris open Mon-Fri 08:00-18:00 }\n"
        "clock c { starts when logged during paris cut-off 15:00 }",
    ),
    row(
        "a cut-off of a day with two spans is one of the last of them",
        TIMED,
        world(case("logged 2 23:00", "restored 3 03:00:01")),
        "missed",
        declares="calendar split { time zone UTC open Mon-Fri 08:00-12:00, 22:00-04:00 }\n"
        "clock c { starts when logged during split cut-off 02:00 }",
    ),
    row(
        "opened again while it is open changes nothing",
        TIMED,
        world(case("logged 2 08:00", "reopened 2 09:00"), until="2 10:00"),
        "not-judged",
        cases=1,
        **timed("starts when logged during 24x7 reopened within 5 h continues"),
    ),
    row(
        "opened again before it is done does not count twice",
        TIMED,
        world(case("logged 2 08:00", "reopened 2 09:00", "restored 2 12:00")),
        "kept",
        figure=4 * HOUR,
        **timed("starts when logged during 24x7 reopened within 5 h continues"),
    ),
    row(
        "what no scale names may change, and nothing is raised",
        "objective o: restore-time at most 4 h timed by c each calendar month",
        world(case("logged 2 08:00", "restored 2 12:00:01", changes=[("gateway", "two", "2 10:00")])),
        "missed",
        **timed("starts when logged during 24x7 raised priority counts from the change"),
    ),
    row(
        "what had no priority is not raised",
        "objective o: restore-time for P1 at most 4 h timed by c each calendar month",
        world(case("logged 2 08:00", "restored 2 12:00:01", changes=[("urgency", "P1", "2 10:00")])),
        "missed",
        **timed("starts when logged during 24x7 raised priority counts from the change"),
    ),
    row(
        "one that is open and late is late once",
        "objective o: restore-time at most 4 h during 24x7 in 50% of cases each calendar month",
        world(case("logged 2 08:00", "restored 2 09:00"), case("logged 2 08:00"), until="2 20:00"),
        "kept",
        late=1,
    ),
    row(
        "one that is open and late by days is late once",
        "objective o: restore-time at most 1 day during 24x7 in 50% of cases each calendar month",
        world(case("logged 2 08:00", "restored 2 09:00"), case("logged 2 08:00"), until="9 20:00"),
        "kept",
        late=1,
    ),
    row(
        "begun anew and open",
        TIMED,
        world(case("logged 2 08:00", "detected 2 09:00"), until="2 10:00"),
        "not-judged",
        word="a case is open",
        **timed("starts when logged restarts when detected during 24x7"),
    ),
    row(
        "how late it is, over several days",
        "objective o: restore-time at most 4 h during office each calendar month",
        world(case("logged 2 08:00", "restored 4 10:00")),
        "missed",
        figure=22 * HOUR,
    ),
    row(
        "closed and opened again: the last end decides",
        "objective o: restore-time at most 2 days timed by c each calendar month",
        world(case("logged 2 10:00", "restored 3 10:00", "reopened 4 10:00", "restored 5 10:00:01")),
        "missed",
        declares="clock c { starts when logged during 24x7 reopened within 3 days continues }",
    ),
    row(
        "up after three probes",
        f"{DAY} {{ up after 3 consecutive samples {PROBE} }}",
        world(down("2 10:00", "2 10:05")),
        "kept",
        down=420,
    ),
    row(
        "up after so many probes: how often they look must be said",
        f"{DAY} {{ up after 2 consecutive samples }}",
        world(down("2 10:00", "2 10:05")),
        "not-judged",
        word="2 samples",
    ),
    row(
        "a sample without a value says nothing of a metric",
        f"{DAY}\nsuspends o while latency below 2 s",
        world(sample("2 10:00", ok=True, metric="latency"), down("2 10:00", "2 10:10")),
        "kept",
        down=600,
    ),
    row(
        "a rule for one of the values of the objective",
        'objective o: availability for P1, lyon at least 99% each calendar day { down for lyon when "x" }',
        world(down("2 10:00", "2 11:00")),
        "missed",
        down=3600,
    ),
    row(
        "the length of an outage is what the probe sees of it",
        "objective o: outage-length at most 1 h during 24x7 each calendar day "
        f'{{ down when "x" for 3 consecutive samples {PROBE} }}',
        world(down("2 10:00:30", "2 10:05")),
        "kept",
        figure=240,
    ),
    row(
        "up after two minutes: of several outages the last one goes on",
        f"{MONTH} {{ up after 2 min }}",
        world(down("2 10:00", "2 10:06"), down("2 12:00", "2 12:06"), down("2 12:07", "2 12:08")),
        "kept",
        down=1080,
    ),
    row(
        "a rest after work goes on whatever else begins meanwhile",
        "objective o: restore-time at most 12 h during 24x7 each calendar month "
        "{ pauses while waiting-for-access at most 2 h after 6 h }",
        world(
            case(
                "logged 2 00:00",
                "restored 2 14:00",
                waits=[("waiting-for-access", "2 04:00", "2 12:00"), ("misuse", "2 07:00", "2 07:30")],
            )
        ),
        "kept",
        figure=12 * HOUR,
    ),
    row(
        "of three probes one is bad",
        "objective o: error-rate at most 50% each calendar day",
        world(*(sample(f"2 {hour}:00", ok=hour != 9) for hour in (8, 9, 10))),
        "kept",
        figure=Fraction(100, 3),
        late=1,
    ),
    row(
        "of three outages two are short enough",
        "objective o: outage-length at most 1 h during 24x7 in 66% of outages each calendar day",
        world(down("2 08:00", "2 09:00"), down("2 10:00", "2 11:00"), down("2 12:00", "2 14:00")),
        "kept",
        figure=Fraction(200, 3),
        late=1,
    ),
    row(
        "a percentage that is measured, and not a share of time",
        "objective o: lowest load at least 90% during 24x7 each calendar day",
        world(sample("2 08:00", 91), sample("2 09:00", 90), down("2 10:00", "2 20:00")),
        "kept",
        declares="metric load { unit percent higher is better population time statistic lowest composes as owned }",
        figure=90,
    ),
    row(
        "a case of more than a month",
        "objective o: restore-time at most 1080 h during 24x7 each calendar month",
        world(case("logged 1 00:00", "restored 04-15 00:00")),
        "kept",
        figure=1080 * HOUR,
    ),
    row(
        "opened again twice, it begins anew each time",
        TIMED,
        world(
            case(
                "logged 2 08:00",
                "restored 2 09:00",
                "reopened 2 10:00",
                "restored 2 11:00",
                "reopened 2 12:00",
                "restored 2 16:00",
            )
        ),
        "kept",
        figure=4 * HOUR,
        cases=1,
        **timed("starts when logged during 24x7 reopened within 90 min restarts"),
    ),
    row(
        "a pause of a second",
        f"{FOUR} {{ pauses while {WAITING} at most 1 s }}",
        world(case("logged 2 08:00", "restored 2 12:00:01", waits=[(WAITING, "2 09:00", "2 10:00")])),
        "kept",
        figure=4 * HOUR,
    ),
    row(
        "a change after it is done raises nothing",
        "objective o: restore-time for P2 at most 4 h during 24x7 each calendar month",
        world(
            case("logged 2 08:00", "restored 2 12:00", values={"urgency": "P2"}, changes=[("urgency", "P1", "2 13:00")])
        ),
        "kept",
        cases=1,
    ),
    row(
        "a business day of two spans ends with the second",
        "objective o: restore-time at most 1 business day during split each calendar month",
        world(case("logged 2 15:00", "restored 3 18:30"), case("logged 2 18:30", "restored 4 18:30")),
        "kept",
        declares="calendar split { time zone UTC open Mon-Fri 08:00-12:00, 14:00-18:30 }",
    ),
    row(
        "announced a business day of two spans ahead",
        f"{DAY}\nbusiness days follow split\nexcludes maintenance announced 1 business day ahead",
        world(cause("maintenance", "3 17:00", "3 20:00", "2 10:00"), down("3 17:00", "3 20:00")),
        "missed",
        at="3 00:00",
        declares="calendar split { time zone UTC open Mon-Fri 08:00-12:00, 14:00-18:30 }",
    ),
    row(
        "a repeated local time cuts off with the second of the two",
        TIMED,
        world(case("logged 10-25 01:00", "restored 10-26 02:59")),
        "missed",
        at="10-25 12:00",
        declares="calendar early { time zone Europe/Paris open Mon-Sun 01:00-05:00 }\n"
        "clock c { starts when logged during early cut-off 02:30 }",
    ),
    row(
        "opened again, begun anew, and raised then",
        "objective o: restore-time for P1 at most 4 h timed by c each calendar month",
        world(
            case(
                "logged 2 08:00",
                "restored 2 11:00",
                "reopened 2 12:00",
                "restored 2 17:00",
                values={"urgency": "P2"},
                changes=[("urgency", "P1", "2 13:00")],
            )
        ),
        "kept",
        figure=4 * HOUR,
        **timed("starts when logged during 24x7 reopened within 5 h restarts raised priority counts from the change"),
    ),
    row(
        "late before, and open again: late",
        "objective o: restore-time for P1 at most 4 h timed by c in 50% of cases each calendar month",
        world(
            case(
                "logged 2 08:00",
                values={"urgency": "P1"},
                changes=[("urgency", "P2", "2 12:00:01"), ("urgency", "P1", "2 13:00")],
            ),
            case("logged 2 08:00", "restored 2 09:00", values={"urgency": "P1"}),
            until="2 14:00",
        ),
        "kept",
        late=1,
        cases=2,
        **timed("starts when logged during 24x7 raised priority counts from the change"),
    ),
    row(
        "what comes in the second span of a day belongs to it",
        "objective o: restore-time at most 1 business day during split each calendar month",
        world(case("logged 2 15:00", "restored 3 18:30:01")),
        "missed",
        declares="calendar split { time zone UTC open Mon-Fri 08:00-12:00, 14:00-18:30 }",
    ),
]
