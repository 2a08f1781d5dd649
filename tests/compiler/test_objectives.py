"""One objective in normal form: each phrase in each place, every default filled in."""

from datetime import date
from fractions import Fraction

import pytest

from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import (
    Bound,
    Deadline,
    EventBefore,
    Lasting,
    Said,
    Several,
    Share,
    Window,
)
from sla_dsl.model.quantity import Blank, Quantity
from sla_dsl.model.services import Counting, Down, Measurement

from .models import (
    MONTHLY,
    at_least,
    at_most,
    business_days,
    clean,
    days,
    months,
    objective,
    objectives,
    only,
    percent,
    plain,
    said,
    seconds,
)


def test_a_promise_of_time() -> None:
    assert objective(": availability at least 99.4% each calendar month during office") == {
        "metric": "availability",
        "statistic": "share",
        "bound": at_least(percent("99.4")),
        "hours": "office",
        "window": MONTHLY,
    }


def test_everything_at_once() -> None:
    assert objective(
        ' "Restoration" for P1: restore-time of each web for paris, brest, gold-care in 95% of cases'
        ' timed by repair at most 1 h 30 min each calendar quarter as a target when "it is day"',
        declarations="dimension grade { gold-care }",
    ) == {
        "title": "Restoration",
        "metric": "restore-time",
        "statistic": "share",
        "each_of": "web",
        "scope": (only("urgency", "P1"), only("site", "paris", "brest"), only("grade", "gold-care")),
        "bound": at_most(seconds(5400)),
        "share": Share(share=percent("95"), of="cases"),
        "clock": "repair",
        "window": Window(kind="calendar", period="quarter"),
        "force": "target",
        "when": Said(text="it is day"),
    }


PHRASES = [
    "for P1",
    "in 95% of cases",
    "during office",
    "each calendar month",
    "as best effort",
    'when "it is day"',
]


@pytest.mark.parametrize("shift", range(len(PHRASES)))
@pytest.mark.parametrize("before", range(len(PHRASES) + 1))
def test_phrases_stand_in_any_order_before_or_after_the_bound(shift: int, before: int) -> None:
    turned = PHRASES[shift:] + PHRASES[:shift]
    sentence = " ".join([*turned[:before], "at most 1 h", *turned[before:]])
    assert objective(f": restore-time {sentence}") == {
        "metric": "restore-time",
        "statistic": "share",
        "scope": (only("urgency", "P1"),),
        "bound": at_most(seconds(3600)),
        "share": Share(share=percent("95"), of="cases"),
        "hours": "office",
        "window": MONTHLY,
        "force": "best-effort",
        "when": Said(text="it is day"),
    }


@pytest.mark.parametrize(
    ("bound", "meaning"),
    [
        ("at most 4 h", at_most(seconds(4 * 3600))),
        ("below 4 h", Bound(kind="below", value=seconds(4 * 3600))),
        ("between 1 h and 4 h", Bound(kind="between", value=seconds(3600), upper=seconds(4 * 3600))),
        ("at most 5 days", at_most(days(5))),
        ("at most 2 weeks", at_most(days(14))),
        ("at most 5 business days", at_most(business_days(5))),
        ("at most 2 months", at_most(months(2))),
        ("by 18:00 the same day", Deadline(at=18 * 60, after=days(0))),
        ("by 08:30 the next day", Deadline(at=8 * 60 + 30, after=days(1))),
        ("by 18:00 the next business day", Deadline(at=18 * 60, after=business_days(1))),
        ("by 24:00 3 business days later", Deadline(at=24 * 60, after=business_days(3))),
        (
            "by 18:00 the next business day if logged before 15:00",
            Deadline(at=18 * 60, after=business_days(1), when=EventBefore(event="logged", at=15 * 60)),
        ),
    ],
)
def test_bounds(bound: str, meaning: Bound | Deadline) -> None:
    found = objective(f": delivery-time {bound} during office")
    assert found["bound"] == meaning
    assert (found["statistic"], found["hours"]) == ("each", "office")


@pytest.mark.parametrize(
    ("phrase", "window"),
    [
        *((f"calendar {p}", Window(kind="calendar", period=p)) for p in ("hour", "day", "week", "month")),
        *((f"contract {p}", Window(kind="contract", period=p)) for p in ("month", "quarter", "year")),
        *((f"fiscal {p}", Window(kind="fiscal", period=p)) for p in ("quarter", "year")),
        ("rolling 30 days", Window(kind="rolling", length=days(30))),
        ("rolling 12 months", Window(kind="rolling", length=months(12))),
        ("calendar month of 730 h", Window(kind="calendar", period="month", length=seconds(730 * 3600))),
    ],
)  # fmt: skip  # a table, a few to a line
def test_windows(phrase: str, window: Window) -> None:
    assert objective(f": error-rate at most 1% each {phrase}")["window"] == window
    assert window.text == f"each {phrase}".replace("12 months", "1 year")


@pytest.mark.parametrize(
    ("sentence", "statistic"),
    [
        ("availability at least 99% during 24x7 each calendar month", "share"),
        ("latency at most 1 s", "each"),
        ("latency at most 1 s in 99% of requests each calendar month", "share"),
        ("mean latency at most 1 s each calendar month", "mean"),
        ("median latency at most 1 s each calendar month", "median"),
        ("longest latency at most 1 s", "longest"),
        ("lowest satisfaction at least 3", "lowest"),
        ("total outage-length at most 1 h each calendar month during 24x7", "total"),
        ("throughput at least 5/s", "lowest"),
        ("update-interval at most 1 h", "longest"),
        ("outage-count at most 3 each calendar month", "total"),
        ("satisfaction at least 4.2 each calendar year", "mean"),
    ],
)
def test_the_statistic_is_that_of_the_metric_where_none_is_said(sentence: str, statistic: str) -> None:
    assert objective(f": {sentence}")["statistic"] == statistic


def test_the_hours_of_a_percentage_of_time_are_the_service_hours() -> None:
    sentence = ": availability at least 99% each calendar month"
    assert objective(sentence, "service hours nights\ncovers web")["hours"] == "nights"
    assert objective(sentence, "covers web")["hours"] == "office"
    assert objective(f"{sentence} during 24x7", "service hours nights\ncovers web")["hours"] == "24x7"
    assert "hours" not in objective(": error-rate at most 1% each calendar month", "service hours nights")


def test_the_hours_of_what_people_do_are_the_support_hours_and_of_business_days_their_own() -> None:
    hours = "service hours 24x7\nsupport hours extended\nbusiness days follow office"
    assert objective(": restore-time at most 4 h", hours)["hours"] == "extended"
    assert objective(": restore-time at most 4 business days", hours)["hours"] == "office"
    assert objective(": restore-time by 18:00 the next business day", hours)["hours"] == "office"
    assert (
        objective(": restore-time at most 4 business days during office", "support hours nights")["hours"] == "office"
    )
    assert "hours" not in objective(": update-interval at most 1 h", hours)
    timed = objective(": restore-time at most 4 h timed by repair", hours)
    assert (timed["clock"], timed.get("hours")) == ("repair", None)


def test_durability_is_of_a_year() -> None:
    assert objective(": durability at least 99.999999999%") == {
        "metric": "durability",
        "statistic": "share",
        "bound": at_least(Quantity(amount=Fraction(99999999999, 10**9), unit="%")),
        "window": Window(kind="calendar", period="year"),
    }
    assert objective(": durability at least 99.9% each contract year")["window"].kind == "contract"


DETAILS = """: availability at least 99% each calendar month during 24x7 {
  warn at 99.2%
  aim at 99.5%
  down for paris when "no payment is accepted" for 3 consecutive samples
  down for brest, P1 when any of (app, "no page", web) for 5 min
  up after 2 consecutive samples
  counts "good" out of "all"
  weighted by "seats"
  rounded to 2 decimals
  measured by norvia at "edge" every 1 min using "probe"
  measured by brun
  overlaps count once
  pauses while maintenance at most 2 h
  pauses while force-majeure
  owned by dba
  counted for each agreement it carries
  may be weakened
  text \"\"\"
    In *prose*.

      Indented.
  \"\"\"
}"""


def test_details() -> None:
    found = objective(DETAILS)
    limited, unlimited = found.pop("pauses")
    assert said(limited) == {"reason": "maintenance", "bound": at_most(seconds(7200))}
    assert said(unlimited) == {"reason": "force-majeure"}
    assert found == {
        "metric": "availability",
        "statistic": "share",
        "bound": at_least(percent("99")),
        "hours": "24x7",
        "window": MONTHLY,
        "warn": percent("99.2"),
        "aim": percent("99.5"),
        "counting": Counting(
            down=(
                Down(
                    scope=(("site", ("paris",)),),
                    when=Said(text="no payment is accepted"),
                    lasting=Lasting(samples=3),
                ),
                Down(
                    scope=(("site", ("brest",)), ("urgency", ("P1",))),
                    when=Several(count=1, of=("app", "web"), occasions=("no page",)),
                    lasting=Lasting(time=seconds(300)),
                ),
            ),
            up_after=Lasting(samples=2),
            counts="good",
            out_of="all",
            weighted_by="seats",
            decimals=2,
            measured=(
                Measurement(by="norvia", at="edge", every=seconds(60), using="probe"),
                Measurement(by="brun"),
            ),
            overlaps_once=True,
        ),
        "owned_by": "dba",
        "counted_for_each": True,
        "may_be_weakened": True,
        "text": "In *prose*.\n\n  Indented.",
    }


METRICS = """
metric edge is availability {
  down when "no region answers" for 7 samples in 10 min
  rounded to 2 decimals
  measured by norvia every 1 min
}
metric inner-edge is edge { rounded to 3 decimals }
metric quick "Quick" is latency { lower is better statistic mean population pages }
"""


def test_a_metric_takes_over_what_another_one_says_and_an_objective_what_its_metric_says() -> None:
    metrics = clean(METRICS).metrics
    down = (Down(when=Said(text="no region answers"), lasting=Lasting(samples=7, within=seconds(600))),)
    counting = Counting(down=down, decimals=3, measured=(Measurement(by="norvia", every=seconds(60)),))
    assert said(metrics["inner-edge"]) == {
        "name": "inner-edge",
        "is_": "edge",
        "unit": "percent",
        "better": "higher",
        "population": "time",
        "statistic": "share",
        "composes": "availability",
        "counting": counting,
    }
    assert said(metrics["quick"]) == {
        "name": "quick",
        "title": "Quick",
        "is_": "latency",
        "unit": "duration",
        "better": "lower",
        "population": "pages",
        "statistic": "mean",
        "composes": "latency",
    }
    promise = ": inner-edge at least 99% during 24x7 each calendar month { up after 2 min }"
    assert objective(promise, declarations=METRICS)["counting"] == counting.model_copy(
        update={"up_after": Lasting(time=seconds(120))}
    )


def test_parameters_stand_for_quantities_everywhere() -> None:
    parameters = """
parameter level = 99%
parameter warning = 99.5%
parameter most = 4 h
parameter part = 95%
parameter span = 30 days
parameter open is percent
"""
    found = objectives(
        parameters
        + """
objective a: availability at least level each rolling span during 24x7 { warn at warning }
objective b: restore-time between 1 h and most in part of cases each calendar month of most during 24x7
objective c: availability at least open each calendar month during 24x7 { pauses while maintenance at most most }
"""
    )
    assert found["a"].bound == at_least(percent("99"))
    assert found["a"].warn == percent("99.5")
    assert found["a"].window == Window(kind="rolling", length=days(30))
    assert found["b"].bound == Bound(kind="between", value=seconds(3600), upper=seconds(14400))
    assert found["b"].share == Share(share=percent("95"), of="cases")
    assert found["b"].window == Window(kind="calendar", period="month", length=seconds(14400))
    assert found["c"].bound == Bound(kind="at-least", value=Blank(parameter="open", dimension="percent"))
    assert found["c"].pauses[0].bound == at_most(seconds(14400))


def test_places_are_those_of_the_source() -> None:
    workspace = clean(
        "sla a { provider norvia customer brun\n  objective o: outage-count at most 3 each calendar year\n}"
    )
    (one,) = workspace.agreements["a"].objectives
    assert isinstance(one, Objective)
    assert (one.source.source.path, one.source.start) == ("1.sla", (2, 13))
    assert one.bound == at_most(plain("3"))
    assert workspace.as_of == date(2026, 11, 23)


def test_what_an_objective_says_of_measuring_completes_what_its_metric_says() -> None:
    metric = """
    metric reach is availability {
      down when "no region answers"
      measured by norvia at "edge" using "probe"
    }
    """
    found = objectives(
        """
        objective a: reach at least 99% during 24x7 each calendar month {
          down when "no region answers" for 5 min
          measured by norvia every 1 min
        }
        """,
        metric,
    )
    (down,), (measured,) = found["a"].counting.down, found["a"].counting.measured
    assert down.lasting == Lasting(time=seconds(300))
    assert measured == Measurement(by="norvia", at="edge", every=seconds(60), using="probe")
