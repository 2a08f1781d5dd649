"""Lists of days that calendars name and that `sla.lock` does not hold, or not for all years."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.algebra.calendars import day_lists
from sla_dsl.algebra.known import gap_years, listed, years_of, years_text
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding


def holidays_not_locked(workspace: Workspace) -> Iterator[Finding]:
    """Lists of days that the lock does not hold for all years in which their line counts."""
    lock = workspace.lock
    for calendar in workspace.calendars.values():
        for line in calendar.lines:
            years = years_of(line, *workspace.lock_years)
            for name in day_lists(line):
                if name not in lock.holidays:
                    said = f"the {days_text(name)} are not in `sla.lock`"
                elif years and (years[0] < lock.first or lock.last < years[-1]):
                    said = f"the {days_text(name)} are in `sla.lock` for {lock.first} to {lock.last}"
                else:
                    continue
                yield Finding(
                    "calendar/no-holidays-in-lock",
                    said,
                    line.source,
                    label=f"they are needed for {workspace.lock_years[0]} to {workspace.lock_years[1]}",
                    help="run `sla lock` and commit `sla.lock`",
                    address=calendar.name,
                    values=(name,),
                )


def unknown_holidays(workspace: Workspace) -> Iterator[Finding]:
    """Lists without any known days in a judged year."""
    for one in listed(workspace, *workspace.judged_years):
        if years := gap_years(workspace.lock, one, "unknown"):
            rest = f"end this line with `to {years[0] - 1}-12-31`" if years[0] > one.years[0] else "remove this line"
            yield Finding(
                "calendar/unknown-holidays",
                f"no {days_text(one.name)} are known in {years_text(years)}",
                one.line.source,
                help=f"ask which days these are, write a line with its date for each, and {rest}",
                address=one.calendar.name,
                values=(one.name,),
            )


def few_holidays(workspace: Workspace) -> Iterator[Finding]:
    """Lists with far fewer days in a judged year than in the years before."""
    for one in listed(workspace, *workspace.judged_years):
        if years := gap_years(workspace.lock, one, "few"):
            days = workspace.lock.holidays.get(one.name, {})
            counts = ", ".join(f"{sum(day.year == year for day in days)} in {year}" for year in years)
            yield Finding(
                "calendar/few-holidays",
                f"far fewer {days_text(one.name)} are known than in the years before: {counts}",
                one.line.source,
                help="ask which days are missing, and write `closed DATE` for each",
                address=one.calendar.name,
                values=(one.name,),
            )


def days_text(name: str) -> str:
    """The words for a list of days inside a sentence."""
    kind, _, code = name.rpartition(" days ")
    return f"{kind} days of `{code}`" if kind else f"public holidays of `{name}`"


def _sample(*lines: str) -> str:
    inner = "".join(f"  {line}\n" for line in lines)
    return f"calendar late {{\n  time zone Europe/Paris\n{inner}}}\nservice archive {{ owner dba hours late }}\n"


RULES = (
    Rule(
        "calendar/few-holidays",
        "warning",
        "a list of days has far fewer in a year than before",
        "The table of whoever collects the days ends there, or not all are announced. Time would be counted on days on "
        "which nobody works.",
        bad=_sample("open Mon-Fri 08:00-12:00", "closed holidays CN # calendar/few-holidays"),
        good=_sample("open Mon-Fri 08:00-12:00", "closed holidays CN to 2026-12-31", "closed 2028-10-02 to 2028-10-06"),
        check=few_holidays,
    ),
    Rule(
        "calendar/no-holidays-in-lock",
        "error",
        "`sla.lock` does not hold the holidays that a calendar closes on",
        "Holidays differ from one release of their library to the next. A signed agreement counts those in the "
        "committed lock, and changes only when the lock does.",
        bad=_sample("open Mon-Fri 08:00-12:00", "closed holidays CL # calendar/no-holidays-in-lock"),
        good=_sample(
            "open Mon-Fri 08:00-12:00",
            "closed holidays AT with school and bank",
            "open moved working days HU 08:00-12:00",
            "closed half days TR from 10:00",
        ),
        check=holidays_not_locked,
    ),
    Rule(
        "calendar/unknown-holidays",
        "error",
        "nobody knows the holidays of a year that a calendar closes on",
        "The data of a country end, or never begin. To take that for a year without holidays would prove promises on "
        "days on which nobody works.",
        bad=_sample("open Mon-Fri 08:00-12:00", "closed holidays LK # calendar/unknown-holidays"),
        good=_sample("open Mon-Fri 08:00-12:00", "closed holidays LK to 2026-12-31", "closed 2027-04-13 to 2027-04-14"),
        check=unknown_holidays,
    ),
)
