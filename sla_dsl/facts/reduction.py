"""Facts that are too many to be judged row by row, reduced by a query engine to what the judge would find.

Each reduction is one expression of Ibis over named tables, and ``sql_of`` writes it for DuckDB or for Spark; both give
the same integers.  So an expression is algebra of whole numbers alone: filters, sums, least and greatest, joins,
unions, groups and windows of rows.  Times are whole seconds (or microseconds) since 1970.  Windows, openings and
holidays are laid out in Python, where zones are; no engine sees a time of day.  Divisions, casts, times and floats
came out differently on the two, and ``tests/facts/test_reduction.py`` forbids them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from ..algebra.intervals import Interval, Intervals

if TYPE_CHECKING:  # the extra `facts` has it, and it takes long to import
    from ibis.expr.types import IntegerValue, Table

Engine = Literal["duckdb", "pyspark"]
SPANS = {"service": "string", "since": "int64", "until": "int64"}
"""The columns of ``outages``, ``exclusions`` and ``pauses``; of pauses the service is a case."""
CASES = {"case_": "string", "since": "int64", "until": "int64"}
WINDOWS = {"number": "int64", "since": "int64", "until": "int64"}
OPENINGS = {"since": "int64", "until": "int64", "before": "int64"}
SAMPLES = {"service": "string", "at": "int64", "ok": "int64"}
GOOD_PROBES = 10
"""How many good probes in a row are kept: more than any rule asks for to say that something is up again."""
_BEFORE_ALL = -(2**62)


def sql_of(expression: Table, engine: Engine) -> str:
    """The expression as one statement that selects, in the words of an engine."""
    import ibis

    return str(ibis.to_sql(expression, dialect=engine))


def window_rows(windows: Iterable[Interval]) -> list[tuple[int, int, int]]:
    """The rows of the table ``windows``, numbered from 0."""
    return [(number, *window) for number, window in enumerate(windows)]


def opening_rows(openings: Intervals) -> list[tuple[int, int, int]]:
    """The rows of the table ``openings``: each with how long it was open before it; the first stands for all before."""
    rows, before = [(_BEFORE_ALL, _BEFORE_ALL, 0)], 0
    for since, until in openings:
        rows.append((since, until, before))
        before += until - since
    return rows


def down_in_windows() -> Table:
    """For how many ``seconds`` each ``service`` was down in each window (``number``), of ``outages`` in ``windows``.

    What is in ``exclusions`` of a service is not down.  Overlapping rows count once.  A service that was not down in a
    window has no row.
    """
    import ibis

    windows, down, excluded = _table("windows", WINDOWS), _merged("outages"), _merged("exclusions")
    meeting = down.join(windows, [down.since < windows.until, windows.since < down.until])
    cut = meeting.select(
        service=down.service,
        number=windows.number,
        since=ibis.greatest(down.since, windows.since),
        until=ibis.least(down.until, windows.until),
    ).filter(lambda one: one.since < one.until)
    both = cut.join(
        excluded, [cut.service == excluded.service, excluded.since < cut.until, cut.since < excluded.until]
    ).select(
        service=cut.service,
        number=cut.number,
        seconds=ibis.greatest(cut.since, excluded.since) - ibis.least(cut.until, excluded.until),
    )
    lasted = cut.select("service", "number", seconds=cut.until - cut.since)
    return ibis.union(lasted, both, distinct=False).group_by(["service", "number"]).agg(seconds=_sum("seconds"))


def clocked() -> Table:
    """For how many ``seconds`` the clock of each case (``case_``) ran, of ``cases``, ``pauses`` and ``openings``.

    A clock runs in the openings of its calendar, while the case does not wait.  How long it was open before a moment is
    looked up in the last opening that begins before it: by a running maximum, since Spark joins nothing by nearness.
    """
    import ibis

    cases, openings, waits = _table("cases", CASES), _table("openings", OPENINGS), _merged("pauses")
    waiting = waits.join(
        cases, [waits.service == cases.case_, waits.since < cases.until, cases.since < waits.until]
    ).select(
        case_=cases.case_,
        since=ibis.greatest(waits.since, cases.since),
        until=ibis.least(waits.until, cases.until),
    )
    nothing = ibis.null("int64")
    sides = ((cases, "since", -1), (cases, "until", 1), (waiting, "since", 1), (waiting, "until", -1))
    edges = (
        table.select("case_", at=table[at], sign=_whole(sign), shut=nothing, all=nothing) for table, at, sign in sides
    )
    calendar = openings.select(
        case_=ibis.null("string"),
        at=openings.since,
        sign=_whole(0),
        shut=openings.since - openings.before,
        all=openings.before + (openings.until - openings.since),
    )
    line = ibis.union(calendar, *edges, distinct=False)
    so_far = ibis.cumulative_window(order_by="at")
    found = line.mutate(shut=line.shut.max().over(so_far), all=line["all"].max().over(so_far))
    found = found.filter(found.case_.notnull())
    # Up to a moment it was open but for the time that it was shut before this opening, and no longer than to its end.
    passed = ibis.least(found.at - found.shut, found["all"])
    told = found.select("case_", seconds=ibis.ifelse(found.sign > 0, passed, -passed))
    return told.group_by("case_").agg(seconds=_sum("seconds"))


def telling_samples(gap: int) -> Table:
    """Of ``samples`` those that tell something, each with ``since``: they have the same outages and gaps as all.

    A good probe tells nothing if it follows ``GOOD_PROBES`` good ones, another good one follows it, and neither is
    more than ``gap`` away.  ``since`` is the moment of the last one before it: where that is no kept one, all between
    were good, and none more than ``gap`` apart.  A row that is there twice follows itself.
    """
    import ibis

    samples = _table("samples", SAMPLES)
    in_order = ibis.window(group_by="service", order_by=["at", "ok"])
    so_far = ibis.cumulative_window(group_by="service", order_by=["at", "ok"])
    near = samples.mutate(
        since=samples["at"].lag().over(in_order),
        following=samples["at"].lead().over(in_order),
        next_ok=samples.ok.lead().over(in_order),
    )
    breaks = near.since.isnull() | (near.ok == 0) | (near["at"] - near.since > gap)
    runs = near.mutate(run=ibis.ifelse(breaks, 1, 0).sum().over(so_far))
    of_run = ibis.cumulative_window(group_by=["service", "run"], order_by=["at", "ok"])
    is_again = runs.since.notnull() & (runs.since == runs["at"])
    counted = runs.mutate(place=ibis.ifelse(is_again, 0, 1).sum().over(of_run))
    tells = (
        (counted.place <= GOOD_PROBES + 1)
        | counted.following.isnull()
        | (counted.next_ok == 0)
        | (counted.following - counted["at"] > gap)
    )
    return counted.filter(tells).select("service", "at", "ok", "since")


def _table(name: str, columns: dict[str, str]) -> Table:
    import ibis

    return ibis.table(columns, name=name)


def _whole(number: int) -> IntegerValue:
    import ibis

    found: IntegerValue = ibis.literal(number, "int64")
    return found


def _sum(name: str) -> Any:
    import ibis

    return ibis._[name].sum()


def _merged(name: str) -> Table:
    """The spans of each service, overlapping or touching ones as one: islands by a running maximum."""
    import ibis

    spans = _table(name, SPANS)
    before = ibis.rows_window(preceding=(None, 1), group_by="service", order_by=["since", "until"])
    so_far = ibis.cumulative_window(group_by="service", order_by=["since", "until"])
    some = spans.filter(spans.since < spans.until)
    latest = some.mutate(latest=some.until.max().over(before))
    begins = latest.mutate(begins=ibis.ifelse(latest.latest.notnull() & (latest.since <= latest.latest), 0, 1))
    islands = begins.mutate(island=begins.begins.sum().over(so_far))
    merged = islands.group_by(["service", "island"]).agg(since=islands.since.min(), until=islands.until.max())
    return merged.select("service", "since", "until")
