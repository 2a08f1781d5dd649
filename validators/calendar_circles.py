"""Calendars that are combined from themselves."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.algebra.calendars import names_in
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding

from .circles import chain, circles, places


def cyclic_calendars(workspace: Workspace) -> Iterator[Finding]:
    """Calendars that are combined from themselves."""
    declared = workspace.calendars
    links = {name: names_in(each.combination) if each.combination else () for name, each in declared.items()}
    for circle in circles(links):
        yield Finding(
            "calendar/cyclic",
            f"the hours of `{circle[0]}` depend on themselves",
            declared[circle[0]].source,
            label=chain(circle),
            help="give one of the calendars opening hours of its own",
            related=places(circle, declared),
            address=circle[0],
            values=circle,
        )


RULES = (
    Rule(
        "calendar/cyclic",
        "error",
        "a calendar is, in the end, combined from itself",
        "Hours that depend on themselves are never known.",
        bad="""\
calendar late = office or early # calendar/cyclic
calendar early = office except late
""",
        good="""\
calendar late = 24x7 except office
service archive { owner dba hours late }
""",
        check=cyclic_calendars,
    ),
)
