"""Facts that are too many to be judged row by row, reduced inside of DuckDB to what the judge would find.

Integers alone are added, subtracted and compared: whole seconds since 1970, as the judge counts them.  Windows,
openings and holidays are laid out in Python, where zones are; the engine sees no time of day.  Every reduction leaves
its result as a table of the connection that it is given, so that nothing goes through Python row by row.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..algebra.intervals import Intervals

_BEFORE_ALL = -(2**62)

_ISLANDS = """
select service, min(since) as since, max(until) as until
from (
  select *, sum(begins) over (partition by service order by since, until rows unbounded preceding) as island
  from (
    select *, case when since <= max(until) over (
        partition by service order by since, until rows between unbounded preceding and 1 preceding
      ) then 0 else 1 end as begins
    from {table} where since < until
  )
)
group by service, island
"""
_DOWN = f"""
create or replace table down_in_windows as
with down as ({_ISLANDS.format(table="outages")}),
  excluded as ({_ISLANDS.format(table="exclusions")}),
  cut as (
    select d.service, w.number, greatest(d.since, w.since) as since, least(d.until, w.until) as until
    from down d join windows w on d.since < w.until and w.since < d.until
  ),
  gone as (
    select c.service, c.number, sum(least(c.until, x.until) - greatest(c.since, x.since)) as seconds
    from cut c join excluded x on x.service = c.service and x.since < c.until and c.since < x.until
    group by all
  ),
  lasted as (select service, number, sum(until - since) as seconds from cut group by all)
select service, number, (l.seconds - coalesce(g.seconds, 0))::bigint as seconds
from lasted l left join gone g using (service, number)
"""
_CLOCKED = """
create or replace table clocked as
with waiting as (
    select service as case_, greatest(p.since, c.since) as since, least(p.until, c.until) as until
    from ({islands}) p join cases c on c.case_ = p.service and p.since < c.until and c.since < p.until
  ),
  edges as (
    select case_, since as at, -1 as sign from cases union all select case_, until, 1 from cases
    union all select case_, since, 1 from waiting union all select case_, until, -1 from waiting
  )
select e.case_, sum(e.sign * (o.before + least(e.at, o.until) - o.since))::bigint as seconds
from edges e asof join openings o on e.at >= o.since
group by e.case_
"""


def down_in_windows(connection: Any, windows: Iterable[tuple[int, int]]) -> None:
    """Makes the table ``down_in_windows``: for how many seconds each ``service`` was down in each window (``number``).

    ``outages`` and ``exclusions`` are tables with ``service``, ``since`` and ``until``; what is excluded of a service
    is not down.  Overlapping rows count once.  A service that was not down in a window has no row.
    """
    connection.execute("create or replace table windows (number bigint, since bigint, until bigint)")
    rows = [[number, *window] for number, window in enumerate(windows)]
    if rows:
        connection.executemany("insert into windows values (?, ?, ?)", rows)
    connection.execute(_DOWN)


def clocked(connection: Any, openings: Intervals) -> None:
    """Makes the table ``clocked``: for how many seconds the clock of each case (``case_``) ran.

    ``cases`` is a table with ``case_``, ``since`` and ``until``, ``pauses`` one with the case as ``service`` and the
    times in which it waits.  ``openings`` are those of the calendar of the clock, over all that the cases take.
    """
    connection.execute("create or replace table openings (since bigint, until bigint, before bigint)")
    rows, before = [[_BEFORE_ALL, _BEFORE_ALL, 0]], 0
    for since, until in openings:
        rows.append([since, until, before])
        before += until - since
    connection.executemany("insert into openings values (?, ?, ?)", rows)
    connection.execute(_CLOCKED.format(islands=_ISLANDS.format(table="pauses")))
