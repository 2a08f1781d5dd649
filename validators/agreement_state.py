"""Statements that an agreement needs before it can bind."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .common import concluded, written

EVERYONE = "everyone"


def signed(workspace: Workspace) -> Iterator[Agreement]:
    """The agreements whose status is signed."""
    return (agreement for agreement in concluded(workspace) if agreement.status == "signed")


def without_signatures(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Signed agreements that a side has not signed; published terms need no signature."""
    if agreement.customer == EVERYONE:
        return
    signers = {workspace.house(signature.party) for signature in agreement.signatures}
    missing = [
        side
        for side in (agreement.provider, agreement.customer)
        if side is not None and workspace.house(side) not in signers
    ]
    if missing:
        yield Finding(
            "agreement/signed-without-signatures",
            f"`{agreement.name}` is signed, and nobody has signed for `{'` and `'.join(missing)}`",
            agreement.source,
            help=f'write `signed 2026-01-31 by "…" for {missing[0]}`, or `status proposed`',
            address=agreement.name,
            values=tuple(missing),
        )


def without_term(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Signed agreements that never begin."""
    if agreement.term is None:
        yield Finding(
            "agreement/signed-without-term",
            f"`{agreement.name}` is signed, and does not say from when on it holds",
            agreement.source,
            help="write `in force from 2026-01-01`, with `to …` if it ends",
            address=agreement.name,
            values=(),
        )


def without_version(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Signed agreements without a version."""
    if agreement.version is None:
        yield Finding(
            "agreement/signed-without-version",
            f"`{agreement.name}` is signed, and has no version",
            agreement.source,
            help="write `version 1.0.0`",
            address=agreement.name,
            values=(),
        )


def nothing_covered(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Agreements that cover no service; a corporate level may."""
    if not agreement.covers and agreement.level != "corporate":
        yield Finding(
            "agreement/nothing-covered",
            f"`{agreement.name}` covers no service",
            agreement.source,
            help="write `covers` and the names of the services that it is about",
            address=agreement.name,
            values=(),
        )


def no_objective(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Agreements that promise nothing; a corporate level may, and one that says so, or in which document it stands."""
    says_so = agreement.not_promised or agreement.promised_elsewhere
    if not (agreement.objectives or says_so or agreement.level == "corporate"):
        yield Finding(
            "agreement/no-objective",
            f"`{agreement.name}` promises nothing that can be measured",
            agreement.source,
            help="add an `objective`, or `no promise of availability` if it promises nothing on purpose",
            address=agreement.name,
            values=(),
        )


def unresolved_parameters(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Parameters of signed agreements without a value; those of the terms at the agreement that gives them none."""
    terms = [workspace.agreements[name] for name in agreement.on_terms_of if name in workspace.agreements]
    taken = {one.source for each in terms for one in each.parameters}
    for parameter in agreement.parameters:
        if parameter.value is None and not parameter.rows:
            is_own = parameter.source not in taken
            yield Finding(
                "agreement/unresolved-parameter",
                f"`{agreement.name}` is signed, and its parameter `{parameter.name}` has no value",
                parameter.source if is_own else agreement.source,
                help=f"write `parameter {parameter.name} = …`" if is_own else f"write `with {parameter.name} = …`",
                related=() if is_own else (Related(parameter.source, "the terms leave it blank"),),
                address=agreement.name,
                values=(parameter.name,),
            )


def values_not_offered(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Parameters with a value that is none of their choices."""
    for parameter in agreement.parameters:
        if parameter.choices and parameter.value is not None and parameter.value not in parameter.choices:
            choices = ", ".join(choice.text for choice in parameter.choices)
            chosen = f"`{parameter.value.text}`" if parameter.value.kind == "quantity" else "its value"
            yield Finding(
                "agreement/value-not-offered",
                f"the value of `{parameter.name}` is not one of its choices",
                parameter.source,
                label=f"{chosen} is not offered",
                help=f"choose one of {choices}",
                address=agreement.name,
                values=(parameter.name,),
            )


_VERSION = "version 1.0.0"
_STATUS = "status signed"
_SIGNATURES = (
    'signed 2025-12-10 by "Camille Roy" for norvia',
    'signed 2025-12-11 by "Jo Lindqvist" for atelier-brun',
)
_TERM = "in force from 2026-01-01"
_NO_CREDIT = "no credit for uptime"
_CREDIT = "credit for uptime: 5% of monthly-fee"
_OPEN = (_VERSION, _STATUS, *_SIGNATURES, _TERM)
_WHOLE = stage.sla(*_OPEN, _NO_CREDIT, stage.OWNED)
_HOURS = "objective uptime: availability at least 98% during office each calendar month"
_TARGET = "objective uptime: availability at least target each calendar month"

RULES = (
    Rule(
        "agreement/no-objective",
        "error",
        "an agreement promises nothing that can be measured",
        "An agreement without objectives cannot be missed, reported or proved.",
        bad=stage.ola(found="agreement/no-objective"),
        good=stage.ola(stage.UPTIME),
        check=Each(concluded, no_objective, once=False),
    ),
    Rule(
        "agreement/nothing-covered",
        "error",
        "an agreement covers no service",
        "What is promised must be promised of something, or nobody knows what must be up.",
        bad=stage.ola(_HOURS, found="agreement/nothing-covered").replace("  covers reports\n", ""),
        good=stage.ola(_HOURS),
        check=Each(concluded, nothing_covered, once=False),
    ),
    Rule(
        "agreement/signed-without-signatures",
        "error",
        "an agreement is called signed and a side has not signed",
        "Only what both sides have signed binds them; until then it is a proposal.",
        bad=stage.sla(
            _VERSION,
            _STATUS,
            _SIGNATURES[0],
            _TERM,
            _NO_CREDIT,
            stage.OWNED,
            found="agreement/signed-without-signatures",
        ),
        good=_WHOLE,
        check=Each(signed, without_signatures, once=False),
    ),
    Rule(
        "agreement/signed-without-term",
        "error",
        "a signed agreement does not say from when on it holds",
        "Without a first day an agreement is never in force, however often it was signed.",
        bad=stage.sla(_VERSION, _STATUS, *_SIGNATURES, _NO_CREDIT, stage.OWNED, found="agreement/signed-without-term"),
        good=_WHOLE,
        check=Each(signed, without_term, once=False),
    ),
    Rule(
        "agreement/signed-without-version",
        "error",
        "a signed agreement has no version",
        "Both sides must be able to name the text that they signed, and the one that replaced it.",
        bad=stage.sla(_STATUS, *_SIGNATURES, _TERM, _NO_CREDIT, stage.OWNED, found="agreement/signed-without-version"),
        good=_WHOLE,
        check=Each(signed, without_version, once=False),
    ),
    Rule(
        "agreement/unresolved-parameter",
        "error",
        "a parameter of a signed agreement has no value",
        "What stands in for a figure that nobody has given cannot be kept or paid.",
        bad=stage.sla(
            *_OPEN,
            "parameter monthly-fee is money # agreement/unresolved-parameter",
            _CREDIT,
            stage.OWNED,
        ),
        good=stage.sla(*_OPEN, "parameter monthly-fee = 900 EUR", _CREDIT, stage.OWNED),
        check=Each(signed, unresolved_parameters, once=False),
    ),
    Rule(
        "agreement/value-not-offered",
        "error",
        "the value of a parameter is not one of its choices",
        "Choices are what the provider is prepared to do; another value is a promise that nobody planned for.",
        bad=stage.ola("parameter target = 97% one of 98%, 99% # agreement/value-not-offered", _TARGET),
        good=stage.ola("parameter target = 98% one of 98%, 99%", _TARGET),
        check=Each(written, values_not_offered),
    ),
)
