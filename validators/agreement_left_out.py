"""Services that an agreement leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding

from .catalogue_services import parts_of
from .common import understood


def nothing_left_out(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Services that are left out although no covered service needs them, or although they are covered themselves."""
    parts = parts_of(workspace, agreement.covers) - set(agreement.covers)
    for name in agreement.not_covered:
        if name not in parts:
            covered = name in agreement.covers
            yield Finding(
                "agreement/leaves-out-no-part",
                f"`{agreement.name}` covers `{name}` and leaves it out"
                if covered
                else f"nothing that `{agreement.name}` covers needs `{name}`, so that nothing is left out",
                agreement.source,
                help="name it once: after `covers`, or after `except`"
                if covered
                else f"say in the service that it `needs` `{name}`, or take it out of `except`",
                address=agreement.name,
                values=(name,),
            )


_SERVICES = """\
service shop { owner dba hours office needs search and mail }
service search { owner dba }
service mail { supplied by arc-telecom }
"""

RULES = (
    Rule(
        "agreement/leaves-out-no-part",
        "error",
        "`except` leaves out a service that is no part of the covered ones",
        "A part that is left out is taken never to fail. To leave out a service that is not needed, or that is covered "
        "as well, says nothing: something else was meant.",
        bad=_SERVICES
        + stage.ola(stage.UPTIME, covers="shop except mail, reports", found="agreement/leaves-out-no-part"),
        good=_SERVICES + stage.ola(stage.UPTIME, covers="shop except mail"),
        check=Each(understood, nothing_left_out, once=False),
    ),
)
