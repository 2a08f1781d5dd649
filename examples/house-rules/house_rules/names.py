"""How agreements are named."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding


def names_without_kind(workspace: Workspace) -> Iterator[Finding]:
    """Agreements whose name does not end in their kind."""
    for agreement in workspace.agreements.values():
        ending = f"-{agreement.kind}"
        if not agreement.standard and not agreement.name.endswith(ending):
            yield Finding(
                "house/name-without-kind",
                f"the name `{agreement.name}` does not say that this is a `{agreement.kind}`",
                agreement.source,
                help=f"call it `{agreement.name}{ending}`",
                address=agreement.name,
            )


_STATISTICS = """\
ola {name} {{{remark}
  provider dba
  customer desk
  covers reports
  service hours office
  objective uptime: availability at least 98% each calendar month
}}
"""

RULES = (
    Rule(
        "house/name-without-kind",
        "warning",
        "the name of an agreement does not end in its kind",
        "In a report there are only names; `payments-ola` says who promises it to whom, `payments` does not.",
        bad=_STATISTICS.format(name="statistics", remark=" # house/name-without-kind"),
        good=_STATISTICS.format(name="statistics-ola", remark=""),
        check=names_without_kind,
    ),
)
