"""Names that are declared and that nothing refers to."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.language.finding import Finding
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule

PRELUDE = "prelude.sla"


def unused(workspace: Workspace) -> Iterator[Finding]:
    """Calendars, clocks, events, metrics, parties, reasons, scales and teams that nothing refers to."""
    for space, kind, declared in (
        ("party", "party", workspace.parties),
        ("party", "team", workspace.teams),
        ("calendar", "calendar", workspace.calendars),
        ("clock", "clock", workspace.clocks),
        ("event", "event", workspace.events),
        ("metric", "metric", workspace.metrics),
        ("reason", "reason", workspace.reasons),
        ("scale", "scale", workspace.scales),
    ):
        for name, declaration in declared.items():
            if (space, name) not in workspace.used and declaration.source.source.path != PRELUDE:
                yield Finding(
                    "name/unused",
                    f"nothing refers to the {kind} `{name}`",
                    declaration.source,
                    help="refer to it where it was meant to be used, or remove it",
                    address=name,
                    values=(kind,),
                )


RULES = (
    Rule(
        "name/unused",
        "warning",
        "a calendar, clock, event, metric, party, reason, scale or team is declared and nothing refers to it",
        "It is either left over, or was meant to be used where something else is: hours that no promise runs in "
        "protect nobody.",
        bad="""\
calendar late { # name/unused
  time zone Europe/Paris
  open Mon-Fri 18:00-22:00
}
""",
        good="""\
calendar late {
  time zone Europe/Paris
  open Mon-Fri 18:00-22:00
}
service evening-reports { owner dba hours late }
""",
        check=unused,
    ),
)
