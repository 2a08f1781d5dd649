"""Means of the figures of several windows: Monday 2 March to Sunday 8 March, or the first quarter of 2026."""

from fractions import Fraction

from sla_dsl.facts.world import MeasuredFigure
from sla_dsl.model.quantity import Quantity

from .worlds import cause, count, down, m, probes, row, sample, world

DAYS = "objective o: mean of availability each calendar day at least 93% each calendar week"
OFFICE = "objective o: mean of availability each calendar day at least {}% during office each calendar week"
ERRORS = "objective o: mean of error-rate each calendar day at most {}% each calendar week"
PROBE = "measured by house every 1 h"
WEEK = 7 * 86400


def given(start: str, end: str, value: int) -> MeasuredFigure:
    return MeasuredFigure("a/o", m(start), Fraction(value), m(end))


ROWS = [
    # Half of one day of seven: (50 + 6 × 100) / 7.
    row(
        "the mean of seven days",
        DAYS,
        world(down("2 00:00", "2 12:00")),
        "missed",
        figure=Fraction(650, 7),
        measured=WEEK,
        down=43200,
        excluded={},
    ),
    # (76 + 6 × 100) / 7 is more than 93, and (58 + 600) / 7 = 94 exactly.
    row("a bound holds at its end", DAYS.replace("93", "94"), world(down("2 00:00", "2 10:04:48")), "kept", figure=94),
    # Days without hours have no figure: (50 + 4 × 100) / 5, and not 6 more hundreds.
    row(
        "what has no measured time is left out",
        OFFICE.format(90),
        world(down("2 08:00", "2 13:00")),
        "kept",
        figure=90,
        measured=5 * 36000,
    ),
    row(
        "outside of the hours nothing is down",
        OFFICE.format(100),
        world(down("1 00:00", "2 08:00")),
        "kept",
        figure=100,
    ),
    # Half of February, of 31, 28 and 31 days: a share of the time would be 76 of 90.
    row(
        "months count alike, however long",
        "objective o: mean of availability each calendar month at least 84% each calendar quarter",
        world(down("02-01 00:00", "02-15 00:00")),
        "missed",
        figure=Fraction(250, 3),
    ),
    row(
        "months that roll",
        "objective o: mean of availability each calendar month at least 84% each rolling 3 calendar months",
        world(down("1 00:00", "16 12:00")),
        "missed",
        figure=Fraction(250, 3),
    ),
    # What lies in the term are five days.
    row(
        "the term cuts the longer window: days before it are left out",
        f"in force from 2026-03-04\n{DAYS}",
        world(down("1 00:00", "4 12:00")),
        "missed",
        at="5 00:00",
        figure=90,
        measured=5 * 86400,
    ),
    row(
        "cut windows that count as met are met",
        f"in force from 2026-03-04\npartial windows count as met\n{DAYS}",
        world(down("1 00:00", "9 00:00")),
        "kept",
        at="5 00:00",
    ),
    # Eight of the sixteen days in the term, of a month of 31.
    row(
        "a month inside counts whole where cut windows do",
        "in force from 2026-03-16\npartial windows count as whole\n"
        "objective o: mean of availability each calendar month at least 75% each calendar quarter",
        world(down("16 00:00", "24 00:00")),
        "missed",
        at="20 00:00",
        figure=Fraction(2300, 31),
    ),
    row(
        "a month inside is cut in proportion",
        "in force from 2026-03-16\n"
        "objective o: mean of availability each calendar month at least 50% each calendar quarter",
        world(down("16 00:00", "24 00:00")),
        "kept",
        at="20 00:00",
        figure=50,
    ),
    row(
        "without any measured time there is nothing",
        f"excludes maintenance\n{DAYS}",
        world(cause("maintenance", "1 00:00", "9 00:00"), down("1 00:00", "9 00:00")),
        "empty",
        measured=0,
        down=0,
    ),
    # Three hours of the first day are unknown, and may all have been down: (100 × 21/24 + 600) / 7 at least.
    row(
        "samples that are missing: the ends of the mean",
        f"{DAYS} {{ {PROBE} }}",
        world(*probes("2 00:00", 3600, "+"), *probes("2 03:00", 3600, "+" * 165)),
        "kept",
        figure=None,
        low=Quantity(amount=Fraction(1375, 14), unit="%"),
        high=Quantity(amount=Fraction(100), unit="%"),
    ),
    # Besides, an hour is down, and the next four are unknown: (100 × 19/24 + 600) / 7 and (100 × 23/24 + 600) / 7.
    row(
        "both ends of the mean",
        f"{DAYS} {{ {PROBE} }}",
        world(*probes("2 00:00", 3600, "-+"), *probes("2 05:00", 3600, "+" * 163)),
        "kept",
        figure=None,
        low=Quantity(amount=Fraction(4075, 42), unit="%"),
        high=Quantity(amount=Fraction(4175, 42), unit="%"),
    ),
    row(
        "two ends that are both beyond: between them there are figures that keep to it",
        f"{DAYS.replace('at least 93%', 'between 98% and 99%')} {{ {PROBE} }}",
        world(*probes("2 00:00", 3600, "-+"), *probes("2 05:00", 3600, "+" * 163)),
        "not-judged",
        word="samples are missing",
    ),
    row(
        "two ends that are both beyond one bound",
        f"{DAYS.replace('93', '99.9')} {{ {PROBE} }}",
        world(*probes("2 00:00", 3600, "-+"), *probes("2 05:00", 3600, "+" * 163)),
        "missed",
    ),
    row(
        "two ends that both keep to it",
        f"{DAYS.replace('at least 93%', 'between 97% and 99.5%')} {{ {PROBE} }}",
        world(*probes("2 00:00", 3600, "-+"), *probes("2 05:00", 3600, "+" * 163)),
        "kept",
    ),
    row(
        "samples that are missing, on which it depends",
        f"{DAYS.replace('93', '100')} {{ {PROBE} }}",
        world(*probes("2 00:00", 3600, "+"), *probes("2 03:00", 3600, "+" * 165)),
        "not-judged",
        word="samples are missing",
    ),
    # Half of the first day does not count: 6 of its 12 other hours are down.
    row(
        "exclusions are those of each window",
        f"excludes maintenance\n{DAYS}",
        world(cause("maintenance", "2 00:00", "2 12:00"), down("2 00:00", "2 18:00")),
        "missed",
        figure=Fraction(650, 7),
        measured=WEEK - 43200,
        down=6 * 3600,
        excluded={"maintenance": 43200},
    ),
    # A whole day is excluded: the mean is that of the other six.
    row(
        "a window of which all is excluded is left out",
        f"excludes maintenance\n{DAYS}",
        world(cause("maintenance", "2 00:00", "3 00:00"), down("2 00:00", "3 12:00")),
        "missed",
        figure=Fraction(550, 6),
        measured=6 * 86400,
    ),
    # 10 of 100 and 5 of 10: all together it would be 15 of 110.
    row(
        "of counts each window has one voice",
        ERRORS.format(30),
        world(count("2 10:00", "2 11:00", 100, 10), count("3 10:00", "3 11:00", 10, 5)),
        "kept",
        figure=30,
        cases=110,
        late=15,
    ),
    row("without counts there is nothing", ERRORS.format(30), world(), "empty", cases=0),
    # 0.4 %, 0.4 % and 0.9 %: their mean is 17/30 %, which is 1 when rounded; rounded before it would be 0.
    row(
        "the mean alone is rounded",
        ERRORS.format(0) + " { rounded to 0 decimals }",
        world(*(count(f"{day} 10:00", f"{day} 11:00", 1000, bad) for day, bad in ((2, 4), (3, 4), (4, 9)))),
        "missed",
        figure=Fraction(17, 30),
    ),
    # The medians are 100 and 300 ms; of all four together it would be 150 ms.
    row(
        "the mean of medians",
        "objective o: mean of median latency each calendar day at most 200 ms each calendar week",
        world(
            *(sample(f"2 1{n}:00", Fraction(1, 10), metric="latency") for n in range(3)),
            sample("3 10:00", Fraction(3, 10), metric="latency"),
        ),
        "kept",
        figure=Fraction(1, 5),
    ),
    row(
        "samples that are missing while all is excluded: whether there is a figure is unknown",
        f"excludes maintenance\n{DAYS} {{ {PROBE} }}",
        world(
            cause("maintenance", "3 00:00", "4 00:00"),
            *probes("2 00:00", 3600, "+" * 24),
            *probes("4 00:00", 3600, "+"),
        ),
        "not-judged",
        word="samples are missing",
    ),
    # A given figure is one of the windows inside: (60 + 6 × 100) / 7.
    row(
        "figures are given of the windows inside",
        DAYS,
        world(figures=(given("2 00:00", "3 00:00", 60),)),
        "kept",
        figure=Fraction(660, 7),
        measured=None,
    ),
    row(
        "a figure of the longer window is none of it",
        DAYS,
        world(figures=(given("2 00:00", "9 00:00", 60),)),
        "kept",
        figure=100,
    ),
    row(
        "two figures of one window are not known",
        DAYS,
        world(figures=(given("2 00:00", "3 00:00", 60), given("2 00:00", "3 00:00", 70))),
        "not-judged",
        word="several figures for one window",
    ),
]
