"""Emergency amendments that nobody has ratified in time."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.algebra.in_force import lapsed, last_day
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding


def unratified(workspace: Workspace) -> Iterator[Finding]:
    """Emergency amendments that have lapsed: the earlier version is in force again, but the file has the later one."""
    for agreement in workspace.agreements.values():
        for amendment in lapsed(agreement, workspace.as_of):
            last = last_day(agreement, amendment)
            yield Finding(
                "change/emergency-not-ratified",
                f"amendment {amendment.version} was made in an emergency, and nobody ratified it by {last}",
                amendment.source,
                help="the version before is in force again: write it back, and take the amendment away",
                address=agreement.name,
                values=(amendment.version,),
            )


_SAMPLE = """sla brun-reports {{
  provider norvia
  customer atelier-brun
  covers reports
  service hours office
  objective uptime: availability at least 99% each calendar month {{ owned by dba }}
  changes {{ emergency needs approval of norvia, ratification within 10 days }}
  amendment 1.1.0 {{{announced}
    effective 2026-02-01
    reason "The reports of January could not be made"
    emergency "The disks had failed"{ratified}
  }}
}}
"""

RULES = (
    Rule(
        "change/emergency-not-ratified",
        "error",
        "an amendment made in an emergency was not ratified in time",
        "An emergency amendment takes effect at once, and lapses by itself: what the file says is no longer in force, "
        "and whoever reads it is misled.",
        bad=_SAMPLE.format(announced="  # change/emergency-not-ratified", ratified=""),
        good=_SAMPLE.format(announced="", ratified=" ratified 2026-02-05 by atelier-brun"),
        check=unratified,
    ),
)
