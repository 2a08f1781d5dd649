"""Facts that are too many to be judged row by row, reduced by a query engine to what the judge would find.

Each reduction is one expression of Ibis over named tables, and ``sql_of`` writes it for DuckDB or for Spark; both give
the same integers.  So an expression is algebra of whole numbers alone: filters, sums, least and greatest, joins,
unions, groups and windows of rows.  Times are whole seconds (or microseconds) since 1970.  Windows, openings and
holidays are laid out in Python, where zones are; no engine sees a time of day.  Divisions, casts, times and floats
came out differently on the two, and ``tests/facts/test_reduction.py`` forbids them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from ..algebra.intervals import Interval, Intervals, clipped

if TYPE_CHECKING:  # the extra `facts` has it, and it takes long to import
    from ibis.expr.types import IntegerValue, Table

Engine = Literal["duckdb", "pyspark"]
SPANS = {"service": "string", "since": "int64", "until": "int64"}
"""The columns of ``outages``, ``exclusions`` and ``pauses``; of pauses the service is a case."""
CASES = {"case_": "string", "since": "int64", "until": "int64"}
WINDOWS = {"number": "int64", "since": "int64", "until": "int64"}
STEPS = {"slot": "int64", "since": "int64", "until": "int64", "before": "int64"}
SAMPLES = {"service": "string", "at": "int64", "ok": "int64"}
GOOD_PROBES = 10
"""How many good probes in a row are kept: more than any rule asks for to say that something is up again."""
_MOST = 16
"""The most bits of a slot: one is 18 hours then."""


def sql_of(expression: Table, engine: Engine) -> str:
    """The expression as one statement that selects, in the words of an engine."""
    import ibis

    return str(ibis.to_sql(expression, dialect=engine))


def window_rows(windows: Iterable[Interval]) -> list[tuple[int, int, int]]:
    """The rows of the table ``windows``, numbered from 0."""
    return [(number, *window) for number, window in enumerate(windows)]


def slot_bits(openings: Intervals) -> int:
    """How many bits a slot of these openings has less than a moment: as many as may be, so that none holds two."""
    # Between two openings there is a second at least: a slot of two of them never holds both.
    edges = [(last - 1, first) for (_, last), (first, _) in pairwise(openings)]
    return next(bits for bits in range(_MOST, 0, -1) if all(a >> bits != b >> bits for a, b in edges))


def step_rows(openings: Intervals, span: Interval, bits: int) -> list[tuple[int, int, int, int]]:
    """The rows of the table ``steps``: one for each slot of 2**bits seconds that lies in a span whole.

    Each has the opening within it (an empty one where it is closed), and for how long it was open before that.
    """
    rows, before = [], 0
    for slot in range(-(-span[0] >> bits), span[1] >> bits):
        whole = slot << bits, slot + 1 << bits
        ((since, until),) = clipped(openings, whole) or ((whole[0], whole[0]),)
        rows.append((slot, since, until, before))
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


def clocked(bits: int) -> Table:
    """For how many ``seconds`` the clock of each case (``case_``) ran, of ``cases``, ``pauses`` and ``steps``.

    ``bits`` are those of the slots of the steps.

    A clock runs in the openings of its calendar, while the case does not wait.  What begins or ends beyond the steps
    has none.
    """
    import ibis

    cases, pauses = _table("cases", CASES), _table("pauses", SPANS)
    some = pauses.filter(pauses.since < pauses.until)
    each = some.group_by("service").agg(since=some.since.min(), until=some.until.max(), number=some.count())
    # Most cases wait once at most: the pauses of the others alone are put in order and added.
    once = cases.left_join(each, [each.service == cases.case_, each.number == 1])
    cut = once.select(
        "case_",
        since=cases.since,
        until=cases.until,
        waits=ibis.greatest(cases.since, ibis.least(ibis.coalesce(each.since, cases.until), cases.until)),
        goes_on=ibis.greatest(cases.since, ibis.least(ibis.coalesce(each.until, cases.until), cases.until)),
    )
    ran = _open_up_to(cut, bits, "since", "until", "waits", "goes_on")
    often = _apart(some.semi_join(each.filter(each.number > 1), "service"))
    rests = often.join(
        cases, [often.service == cases.case_, often.since < cases.until, cases.since < often.until]
    ).select(
        case_=cases.case_,
        since=ibis.greatest(often.since, cases.since),
        until=ibis.least(often.until, cases.until),
    )
    rested = _open_up_to(rests, bits, "since", "until")
    less = rested.group_by("case_").agg(seconds=(rested.until - rested.since).sum())
    return ran.left_join(less, ran.case_ == less.case_).select(
        case_=ran.case_,
        seconds=(ran.until - ran.since) - (ran.goes_on - ran.waits) - ibis.coalesce(less.seconds, _whole(0)),
    )


def _open_up_to(moments: Table, bits: int, *names: str) -> Table:
    """For each row of a case, instead of its moments of these names, how long it was open before them.

    The step of its slot says so: there is one for each, so that it is looked up by its number.
    """
    import ibis

    steps = _table("steps", STEPS)
    for name in names:
        slotted = moments.mutate(of=moments[name] >> _whole(bits))
        found = slotted.left_join(steps, slotted.of == steps.slot)
        passed = steps.before + ibis.greatest(ibis.least(slotted[name], steps.until) - steps.since, _whole(0))
        moments = found.select(*(slotted[other] for other in moments.columns if other != name), **{name: passed})
    return moments


def telling_samples(gap: int) -> Table:
    """Of ``samples`` those that tell something, each with ``since``: they have the same outages and gaps as all.

    A good probe tells nothing if it follows ``GOOD_PROBES`` good ones, another good one follows it, and neither is
    more than ``gap`` away.  ``since`` is the moment of the last one before it: where that is no kept one, all between
    were good, and none more than ``gap`` apart.  A row that is there twice is told once.
    """
    import ibis

    samples = _table("samples", SAMPLES)
    in_order = ibis.window(group_by="service", order_by=["at", "ok"])
    last_ones = ibis.rows_window(preceding=GOOD_PROBES, following=0, group_by="service", order_by=["at", "ok"])
    beside = samples.mutate(since=samples["at"].lag().over(in_order), was=samples.ok.lag().over(in_order))
    once = beside.filter(beside.since.isnull() | (beside.since < beside["at"]) | (beside.was < beside.ok))
    # All is asked of one order, so that the rows are sorted once more and no more.
    seen = once.select(
        "service",
        "at",
        "ok",
        since=once["at"].lag().over(in_order),
        first=once["at"].lag(GOOD_PROBES + 1).over(in_order),
        least=once.ok.min().over(last_ones),
        following=once["at"].lead().over(in_order),
        next_ok=once.ok.lead().over(in_order),
    )
    tells = (
        (seen.first.isnull() | (seen.least == 0))
        | (seen["at"] - seen.since > gap)
        | (seen.following.isnull() | (seen.next_ok == 0))
        | (seen.following - seen["at"] > gap)
    )
    return seen.filter(tells).select("service", "at", "ok", "since")


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
    """The time of the spans of each service, once."""
    spans = _table(name, SPANS)
    return _apart(spans.filter(spans.since < spans.until))


def _apart(spans: Table) -> Table:
    """Spans of the same time, no two overlapping: of each the part behind the end of all that begin before it."""
    import ibis

    before = ibis.rows_window(preceding=(None, 1), group_by="service", order_by=["since", "until"])
    ended = spans.mutate(latest=spans.until.max().over(before))
    begins = ibis.greatest(ended.since, ibis.coalesce(ended.latest, ended.since))
    return ended.select("service", since=begins, until=ended.until).filter(lambda one: one.since < one.until)
