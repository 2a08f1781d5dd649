"""The two sides of an agreement."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding

from .common import concluded


def _are_read(workspace: Workspace, *sides: str) -> bool:
    """Whether these parties and teams, and their houses, were read in full."""
    return workspace.unread.isdisjoint({*sides, *map(workspace.house, sides)})


def incomplete_parties(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Agreements without provider or customer."""
    missing = [role for role in ("provider", "customer") if getattr(agreement, role) is None]
    if missing:
        yield Finding(
            "agreement/incomplete-parties",
            f"`{agreement.name}` has no {' and no '.join(missing)}",
            agreement.source,
            help=f"write `{missing[0]}` and the name of a party or team",
            address=agreement.name,
            values=tuple(missing),
        )


def no_time_zone(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Agreements without a known time zone for their days and windows."""
    if agreement.zone is None and agreement.provider is not None and _are_read(workspace, agreement.provider):
        yield Finding(
            "agreement/no-time-zone",
            f"neither `{agreement.name}` nor its provider has a time zone",
            agreement.source,
            help=f"write `time zone Europe/Paris` here or in `{workspace.house(agreement.provider)}`",
            address=agreement.name,
            values=(),
        )


def same_party_twice(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Agreements of a party with itself."""
    if agreement.provider is not None and agreement.provider == agreement.customer:
        yield Finding(
            "agreement/same-party-twice",
            f"`{agreement.provider}` is provider and customer of `{agreement.name}`",
            agreement.source,
            help="name the team or party that provides, and the other one that it provides for",
            address=agreement.name,
            values=(agreement.provider,),
        )


def uc_inside_house(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Underpinning contracts with a supplier of the customer's own house."""
    if agreement.kind != "uc" or not agreement.provider or not agreement.customer:
        return
    own = workspace.house(agreement.customer)
    if workspace.house(agreement.provider) == own and agreement.provider != agreement.customer:
        yield Finding(
            "agreement/uc-inside-house",
            f"the supplier `{agreement.provider}` of `{agreement.name}` is of the house of its customer, `{own}`",
            agreement.source,
            help="write `ola`: between teams of one house it is an operational level agreement",
            address=agreement.name,
            values=(agreement.provider, agreement.customer),
        )


def ola_across_houses(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Operational level agreements between two houses."""
    if agreement.kind != "ola" or not agreement.provider or not agreement.customer:
        return
    provider, customer = (workspace.house(name) for name in (agreement.provider, agreement.customer))
    if provider != customer and _are_read(workspace, agreement.provider, agreement.customer):
        yield Finding(
            "agreement/ola-across-houses",
            f"`{agreement.name}` is between two houses, `{provider}` and `{customer}`",
            agreement.source,
            help="write `uc` where the provider is a supplier, or `sla` where the customer buys from it",
            address=agreement.name,
            values=(agreement.provider, agreement.customer),
        )


_LINES = "objective uptime: availability at least 99% during 24x7 each calendar month"

RULES = (
    Rule(
        "agreement/incomplete-parties",
        "error",
        "an agreement names no provider or no customer",
        "A promise needs someone who gives it and someone to whom it is given.",
        bad="""\
ola statistics { # agreement/incomplete-parties
  provider dba
  covers reports
  objective uptime: availability at least 98% each calendar month
}
""",
        good=stage.ola(stage.UPTIME),
        check=Each(concluded, incomplete_parties, once=False),
    ),
    Rule(
        "agreement/no-time-zone",
        "error",
        "neither an agreement nor its provider has a time zone",
        "Without a zone nobody can say when a day, a month or a term begins.",
        bad='party sunstar "Sunstar Hosting" {}\n'
        + stage.uc(stage.UPTIME, name="hosting", provider="sunstar", found="agreement/no-time-zone"),
        good='party sunstar "Sunstar Hosting" { time zone Europe/Madrid }\n'
        + stage.uc(stage.UPTIME, name="hosting", provider="sunstar"),
        check=Each(concluded, no_time_zone, once=False),
    ),
    Rule(
        "agreement/ola-across-houses",
        "error",
        "an operational level agreement is between two houses",
        "An `ola` binds teams of one house, who share an interest and have no remedies. Across houses the same words "
        "are a contract: an `sla` or a `uc`.",
        bad=stage.ola(_LINES, name="lines", provider="arc-telecom", found="agreement/ola-across-houses"),
        good=stage.uc(_LINES, name="lines"),
        check=Each(concluded, ola_across_houses, once=False),
    ),
    Rule(
        "agreement/same-party-twice",
        "error",
        "the provider of an agreement is also its customer",
        "Nobody can hold himself to a promise.",
        bad=stage.ola(stage.UPTIME, customer="dba", found="agreement/same-party-twice"),
        good=stage.ola(stage.UPTIME),
        check=Each(concluded, same_party_twice, once=False),
    ),
    Rule(
        "agreement/uc-inside-house",
        "error",
        "an underpinning contract is with a team of one's own house",
        "A `uc` is with a supplier, whose promises can be enforced. What teams of one house promise each other is an "
        "`ola`, and proves something else.",
        bad=stage.uc(stage.UPTIME, provider="dba", customer="desk", found="agreement/uc-inside-house"),
        good=stage.ola(stage.UPTIME),
        check=Each(concluded, uc_inside_house, once=False),
    ),
)
