"""The rules of figures: each must have a unit, a window, hours, and be possible."""

from __future__ import annotations

from .. import stage
from ..rule import Rule


def _ola(*statements: str) -> str:
    return stage.ola(*statements, stage.UPTIME)


def _rule(name: str, summary: str, why: str, bad: str, good: str) -> Rule:
    """A rule with statements of one agreement as its samples; `#` marks lines with a finding."""
    return Rule(f"value/{name}", "error", summary, why, _ola(bad.replace("#", f"# value/{name}")), _ola(good))


RULES = (
    _rule(
        "contradicting-direction",
        "a bound is on the side that is better anyway",
        "Nobody promises that a service is up at most so often, or answers at the earliest after so long.",
        "objective answer: response-time at least 1 h during office #",
        "objective answer: response-time at most 1 h during office",
    ),
    _rule(
        "not-counted",
        "a condition that nobody can count is to hold so many times",
        "What comes so many times has a beginning and an end each time: a window of a promise, a state of a fact.",
        'customer may "wait" when (uptime below 95% or "it rains") 3 times in 6 months #',
        'customer may "wait" when (uptime below 95%) 3 times in 6 months',
    ),
    _rule(
        "missing-hours",
        "a duration or a percentage of time does not say in which hours it counts",
        "Four hours from Friday evening end on Friday night or on Monday at noon.",
        "objective answer: response-time at most 1 h #",
        "objective answer: response-time at most 1 h during office",
    ),
    _rule(
        "missing-start",
        "a time in which something is due does not say after what",
        "Thirty days after the failure may be over before the month is, and before anybody was told.",
        "claim through portal within 30 days #",
        "claim through portal within 30 days of the report",
    ),
    _rule(
        "missing-window",
        "a figure does not say over which time it is measured",
        "99% of a year allows an outage of 87 hours, 99% of every month one of 7.",
        "objective answer: response-time at most 1 h in 95% of cases during office #",
        "objective answer: response-time at most 1 h in 95% of cases during office each calendar month",
    ),
    _rule(
        "mixed-duration",
        "the parts of a duration are of different kinds, or not from large to small",
        "An hour is exact, a day is local and has 23 to 25 of them, a month has 28 to 31 days: they cannot be added.",
        "objective answer: response-time at most 1 day 4 h during office #",
        "objective answer: response-time at most 28 h during office",
    ),
    _rule(
        "no-business-days",
        "business days are counted in hours that have none",
        "Business days are opening days of one calendar. Under `24x7` every day would be one.",
        "objective answer: response-time at most 2 business days during 24x7 #",
        "objective answer: response-time at most 2 business days during office",
    ),
    _rule(
        "no-such-day",
        "a date does not exist",
        "A term cannot begin on a day that never comes.",
        "in force from 2026-02-30 #",
        "in force from 2026-02-28",
    ),
    Rule(
        "value/no-such-time",
        "error",
        "a time of day does not exist",
        "Times go from `00:00` to `24:00`, the end of the day.",
        bad="""\
calendar late {
  time zone Europe/Paris
  open Mon-Fri 18:00-25:00 # value/no-such-time
}
service archive { owner dba hours late }
""",
        good="""\
calendar late {
  time zone Europe/Paris
  open Mon-Fri 18:00-24:00
}
service archive { owner dba hours late }
""",
    ),
    _rule(
        "no-such-window",
        "a window does not exist",
        "Days and weeks do not follow a contract; months, quarters and years do. What rolls begins anew each midnight.",
        "objective load: mean latency at most 1 s each contract week #",
        "objective load: mean latency at most 1 s each contract month",
    ),
    _rule(
        "no-such-mean",
        "a mean of figures does not exist",
        "The windows inside fill the longer one without a rest, and each has one figure: a share, a mean, a median, or "
        "the longest or the lowest of samples.",
        "objective load: mean of mean latency each calendar week at most 1 s each calendar quarter #",
        "objective load: mean of mean latency each calendar month at most 1 s each calendar quarter",
    ),
    _rule(
        "share-of-figure",
        "a share is asked of what is one figure",
        "A share is one of single values, each of which keeps to a bound or not. Availability is a share itself, and a "
        "mean is one figure of all: with a second bound only one of both could be judged.",
        "objective load: mean latency at most 1 s in 95% of requests each calendar month #",
        "objective load: latency at most 1 s in 95% of requests each calendar month",
    ),
    _rule(
        "blank-time",
        "nothing says which hours or which window a parameter stands for",
        "A template may leave its hours open; an agreement counts in hours that both sides know.",
        "parameter counted is hours objective load: mean latency at most 1 s during counted each calendar month #",
        "parameter counted is hours = office "
        "objective load: mean latency at most 1 s during counted each calendar month",
    ),
    Rule(
        "value/open-metric",
        "error",
        "a metric does not say its unit, or which way is better",
        "Without them a bound on it cannot be judged.",
        bad="metric mood { higher is better } # value/open-metric\n"
        + _ola("objective mood: mood at least 4 each calendar month"),
        good="metric mood { unit number higher is better }\n"
        + _ola("objective mood: mood at least 4 each calendar month"),
    ),
    _rule(
        "out-of-range",
        "a figure is not possible",
        "No month has 120% of its time, and a share of no case cannot be kept.",
        "objective answer: response-time at most 1 h in 120% of cases during office each calendar month #",
        "objective answer: response-time at most 1 h in 100% of cases during office each calendar month",
    ),
    _rule(
        "too-many-decimals",
        "an amount has more decimals than its currency",
        "ISO 4217 says how many decimals a currency has. `12.500 EUR` is twelve euros to one reader, twelve thousand "
        "to another; a point never separates thousands.",
        "credit for uptime: 12.500 EUR #",
        "credit for uptime: 12500 EUR",
    ),
    _rule(
        "unknown-currency",
        "a currency does not exist, or is not one of the workspace",
        "Currencies are written as in ISO 4217. `currencies` in `sla.toml` may name those that the house uses.",
        "credit for uptime: 900 EUX #",
        "credit for uptime: 900 EUR",
    ),
    Rule(
        "value/not-composable",
        "error",
        "a metric composes by a rule that is for figures of another kind",
        "Jitter adds up from part to part. A capacity of which more is better does not: of two parts in a row the "
        "smaller one counts.",
        bad="metric capacity { unit number higher is better composes as sum } # value/not-composable\n"
        + _ola("objective room: capacity at least 100 { owned by dba }"),
        good="metric capacity { unit number higher is better composes as throughput }\n"
        + _ola("objective room: capacity at least 100 { owned by dba }"),
    ),
    _rule(
        "other-population",
        "a share is of other things than its metric is of",
        "A metric is of one population: calls, packets, time. By a share of another one, or of one that is misspelt, "
        "nothing can be proved.",
        "objective answer: answer-time at most 30 s in 95% of cals during office each calendar month #",
        "objective answer: answer-time at most 30 s in 95% of calls during office each calendar month",
    ),
    _rule(
        "unknown-unit",
        "a unit or a kind of value does not exist",
        "A figure means something only with its unit.",
        "objective load: throughput at least 10/fortnight #",
        "objective load: throughput at least 10/day",
    ),
    _rule(
        "wrong-dimension",
        "a quantity is of another kind than its place needs",
        "A duration cannot be compared with a percentage, nor euros with hours.",
        "objective answer: response-time at most 95% during office #",
        "objective answer: response-time at most 1 h during office",
    ),
)
