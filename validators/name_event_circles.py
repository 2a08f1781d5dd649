"""Events that follow themselves."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding

from .circles import chain, circles, places


def cyclic_events(workspace: Workspace) -> Iterator[Finding]:
    """Events that come after themselves."""
    declared = workspace.events
    earlier = {name: [event.after] if event.after else [] for name, event in declared.items()}
    for name, event in declared.items():
        if event.before in earlier:
            earlier[event.before].append(name)
    for circle in circles(earlier):
        yield Finding(
            "name/cyclic-events",
            f"`{circle[0]}` comes after itself",
            declared[circle[0]].source,
            label=chain(circle),
            help="take out the `after` or `before` that is not always so",
            related=places(circle, declared),
            address=circle[0],
            values=circle,
        )


RULES = (
    Rule(
        "name/cyclic-events",
        "error",
        "an event comes, in the end, after itself",
        "Of two events one comes first; a time from the later to the earlier one could not be measured.",
        bad="""\
event counted after weighed # name/cyclic-events
event weighed after counted
""",
        good="""\
event counted after weighed
event weighed
metric counting-time is restore-time { from weighed to counted }
ola statistics {
  provider dba
  customer desk
  covers reports
  objective count: counting-time at most 4 h during 24x7 { owned by dba }
}
""",
        check=cyclic_events,
    ),
)
