"""Promises as recording and alerting rules of Prometheus.

Windows of a calendar are not ranges of PromQL, so the rules say with instants when each window begins and ends. What
is bad is recorded with the ``start`` of its window as a label, and summed by it over a range that is longer than every
window: on which side a range is open (the left one since Prometheus 3) makes no difference.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import groupby
from math import ceil
from typing import Any

from ...algebra.intervals import Intervals, union
from ...algebra.scopes import exclusions
from ...algebra.zones import zone
from ...facts.question import FOR_EVER
from ...wording.figures import promise_text
from ..facts.words import moment_of
from .indicator import Indicator, Refused
from .weeks import WEEK, in_weeks

PrometheusRule = dict[str, Any]
STEP = 60
"""The seconds between two evaluations; each stands for so much time."""
_DAY = 86_400
_ON = "on (agreement, objective)"
_WITH_START = "on (agreement, objective, start)"
BURNS = ((2, "1h", 3_600, "page"), (10, "3d", 3 * _DAY, "ticket"))
"""Which per cent of a budget, spent in which time, is told, and how urgently.

They are those of chapter 5, "Alerting on SLOs", of The Site Reliability Workbook (Google, 2018), table 5-8.
"""
LONG = 28 * _DAY
"""The seconds that a window has at least for which these are meant: a month."""


def refused_by_prometheus(indicator: Indicator) -> Refused | None:
    """Why Prometheus cannot say a promise; none if it can."""
    window = indicator.objective.window
    if window is not None and window.kind == "rolling":
        reason = f"`{window.text}` begins anew every midnight, and a range of PromQL at every moment"
        return Refused(indicator.objective.address, reason)
    return None


def prometheus_rules(indicators: Iterable[Indicator]) -> dict[str, Any]:
    """A file of rules as data: a group for each agreement, which needs no other."""
    return {
        "groups": [
            {"name": f"sla {name}", "interval": f"{STEP}s", "rules": list(_group(list(those)))}
            for name, those in groupby(indicators, lambda one: one.agreement.name)
        ]
    }


def _group(those: list[Indicator]) -> Iterator[PrometheusRule]:
    agreement = those[0].agreement.name
    calendars = {one.calendar: one for one in those if one.calendar is not None}
    for calendar in calendars:
        spans = union(
            span for one in those if one.calendar == calendar for each in one.windows for span in each.openings
        )
        yield _record("sla:open", {"agreement": agreement, "calendar": str(calendar)}, _open(spans))
    for one in those:
        yield from _promise(one)
    ends = [end for one in those if (end := one.windows[-1].span[1]) < one.until]
    if ends:
        yield {
            "alert": "SlaRulesEnd",
            "expr": f"vector(time()) >= {min(ends)}",
            "labels": {"agreement": agreement, "severity": "ticket"},
            "annotations": {"summary": f"{agreement}: the rules know no further window; export them anew"},
        }


def _promise(one: Indicator) -> Iterator[PrometheusRule]:
    labels = {"agreement": one.agreement.name, "objective": one.name}
    which = _selector(labels)
    by_time = one.kind == "time"
    windows = "sla:budget:seconds" if by_time else "sla:window:seconds"
    where = zone(one.agreement.zone or "UTC")
    for window in one.windows:
        seconds = window.seconds * one.allowed if by_time else window.seconds
        started = {"start": moment_of(window.whole[0], where)}
        yield _record(windows, labels | started, f"vector({_number(seconds)}) and {_time(*window.span)}")
    open_now = ""
    if one.calendar is not None:
        open_now = (
            f" and on (agreement) sla:open{_selector({'agreement': one.agreement.name, 'calendar': one.calendar})}"
        )
    counts = f"* {_ON} group_left (start) ({windows}{which} >= bool 0){open_now}"
    longest = max(end - start for start, end in (window.span for window in one.windows))
    whole = f"[{ceil(longest / _DAY) + 1}d]"
    now = f"and {_WITH_START} {windows}{which}"
    above = ">=" if one.excludes else ">"
    if by_time:
        yield _record("sla:down", labels, f"(min by (agreement, objective) (sla_up{which}) == bool 0) {counts}")
        spent = f"{STEP} * sum_over_time(sla:down{which}{whole}) {now}"
        yield _record("sla:down:seconds", labels, spent)
        bad = f"sla:down:seconds{which} {above} {windows}{which}"
        yield _alert("SlaBudgetSpent", one, bad, "page", "was down for longer than its window allows")
        measured = "sla_up"
    else:
        for name, series in (("sla:events", "sla_events_total"), ("sla:bad_events", "sla_bad_events_total")):
            rate = f"{STEP} * sum by (agreement, objective) (rate({series}{which}[5m]))"
            yield _record(name, labels, f"{rate} {counts}")
        sums = (f"sum_over_time({name}{which}{whole})" for name in ("sla:bad_events", "sla:events"))
        yield _record("sla:bad_events:share", labels, f"{' / '.join(sums)} {now}")
        bad = f"sla:bad_events:share{which} {above} {_number(one.allowed)}"
        yield _alert("SlaTooManyBad", one, bad, "page", "has had too many bad events in its window so far")
        measured = "sla_events_total"
    if longest >= LONG and not one.of_cases:  # cases are few: one that is late would be most of an hour
        yield from _burns(one, which, windows, by_time)
    missing = f"absent({measured}{which}) and {_ON} {windows}{which}{open_now}"
    told = f"is not measured: there is no `{measured}`"
    yield _alert("SlaNotMeasured", one, missing, "ticket", told) | {"for": "10m"}


def _burns(one: Indicator, which: str, windows: str, by_time: bool) -> Iterator[PrometheusRule]:
    """The alerts that so much of a budget went in so short a time; without a budget there are none."""
    shortest = min(window.seconds for window in one.windows)
    for percent, name, seconds, severity in BURNS:
        if by_time:
            spent = f"{STEP} * sum_over_time(sla:down{which}[{name}])"
            limit = f"{_number(Fraction(percent, 100))} * {windows}{which}"
        else:
            spent = f"sum_over_time(sla:bad_events{which}[{name}]) / sum_over_time(sla:events{which}[{name}])"
            limit = f"{_number(one.allowed * percent / 100 / seconds)} * {windows}{which}"
            if one.allowed * percent / 100 / seconds * shortest >= 1:
                continue  # not even the worst share is above it
        if one.allowed:
            said = f"has spent {percent}% of what its window allows within {name}"
            rule = _alert("SlaBudgetBurns", one, f"{spent} > {limit}", severity, said)
            yield rule | {"labels": rule["labels"] | {"within": name}}


def _record(name: str, labels: Mapping[str, str], expression: str) -> PrometheusRule:
    return {"record": name, "expr": expression, "labels": dict(labels)}


def _alert(name: str, one: Indicator, expression: str, severity: str, says: str) -> PrometheusRule:
    title = one.objective.title or one.name
    left = sorted({each.reason for each in exclusions(one.agreement, one.objective)})
    description = f"{title}: {promise_text(one.objective)}."
    if left:
        description += f" Exclusions are not taken off: {', '.join(left)}."
    return {
        "alert": name,
        "expr": expression,
        "labels": {"agreement": one.agreement.name, "objective": one.name, "severity": severity},
        "annotations": {
            "summary": _plain(f"{one.objective.address} {says}"),
            "description": _plain(description),
        },
    }


def _time(start: int, end: int) -> str:
    """One where it is between two instants, the second not included; nothing at any other time."""
    return f"(vector(time()) >= {start}" + (f" < {end})" if end < FOR_EVER else ")")


def _open(spans: Intervals) -> str:
    """One where it is within one of these times: each of them, or, if that is shorter, the weeks that are alike."""
    one_by_one = " or ".join(_time(*span) for span in spans)
    if not spans or spans[-1][1] >= FOR_EVER:
        return one_by_one
    weeks = in_weeks(spans)
    alike = (
        f"(({' or '.join(_time(*span) for span in one.times)}) "
        f"and ({' or '.join(_in_week(*span) for span in one.openings)}))"
        for one in weeks.alike
    )
    said = f"({' or '.join(alike)})"
    if weeks.closed:
        said = f"({said} unless ({' or '.join(_time(*span) for span in weeks.closed)}))"
    said = " or ".join((said, *(_time(*span) for span in weeks.opened)))
    return said if weeks.alike and len(said) < len(one_by_one) else one_by_one


def _in_week(start: int, end: int) -> str:
    """Something between two seconds of a week, the second not included; nothing at any other time."""
    return f"(vector(time() % {WEEK}) >= {start} < {end})"


def _selector(labels: Mapping[str, str]) -> str:
    return "{" + ",".join(f"{name}={json.dumps(text, ensure_ascii=False)}" for name, text in labels.items()) + "}"


def _number(exact: Fraction) -> str:
    return str(int(exact)) if exact.denominator == 1 else repr(float(exact))


def _plain(text: str) -> str:
    """A text that the templates of alerts leave as it is."""
    return text.replace("{{", '{{"{{"}}')
