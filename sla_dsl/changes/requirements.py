"""Requirements against the agreements that say that they meet them: wishes that are not agreed."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.workspace import Workspace
from ..text.finding import Finding, Related
from .change import Change
from .levels import weakenings

BESIDE = ("claim-", "clause-", "duty-", "report-", "right-to-end-", "waiver-", "wording-")
"""Kinds of changes to what stands beside the promises: a requirement that says nothing of it asks for nothing there."""


def unmet_requirements(workspace: Workspace) -> Iterator[Finding]:
    """Requirements that nobody says to meet, and what an agreement lacks of those that it says to meet."""
    misread, met = workspace.misread, set[str]()
    for own in workspace.agreements.values():
        # What has ended is promised no longer.
        for name in own.meets if own.status != "ended" else ():
            asked = workspace.agreements[name]
            met.add(name)
            if asked.status != "requirement":
                yield _no_requirement(own, asked)
            elif not {own.name, name} & misread:
                for change in weakenings(workspace, _as_if(asked, own), own):
                    if change.base is not None or not change.kind.startswith(BESIDE):
                        yield _unmet(own, asked, change)
    for one in workspace.agreements.values():
        if one.status == "requirement" and one.name not in met | misread:
            yield Finding(
                "agreement/requirement-open",
                f"no agreement says that it meets `{one.name}`",
                one.source,
                help=f"write `meets {one.name}` in the one that does",
                address=one.name,
            )


def _as_if(asked: Agreement, own: Agreement) -> Agreement:
    """A requirement as if it were what the agreement said before: between its sides, and under its addresses.

    Who asks for no term takes the one that is agreed.
    """
    objectives = tuple(one.model_copy(update=_called(one, asked, own)) for one in asked.objectives)
    same = {field: getattr(own, field) for field in ("provider", "customer", "zone", "kind")}
    if asked.term is None:  # it asks for no time
        same |= {"term": own.term, "ended": own.ended, "renewal": own.renewal, "notices": own.notices}
    return asked.model_copy(update={"name": own.name, "objectives": objectives, "status": own.status, **same})


def _called(one: Objective, asked: Agreement, own: Agreement) -> dict[str, str]:
    """The name and the address of a promise that is asked for, as the agreement calls it.

    Where it has none of this name, that is the only other one of the same metric, statistic and values, if nothing
    else asks for that one.
    """
    alike = [each for each in own.objectives if _measures(each) == _measures(one) and not _has(asked, each.name)]
    rivals = [each for each in asked.objectives if _measures(each) == _measures(one) and not _has(own, each.name)]
    if not _has(own, one.name) and len(alike) == len(rivals) == 1:
        return {"name": alike[0].name, "address": alike[0].address}
    return {"address": f"{own.name}/{one.address.partition('/')[2]}"}


def _has(agreement: Agreement, name: str) -> bool:
    return any(one.name == name for one in agreement.objectives)


def _measures(one: Objective) -> tuple[object, ...]:
    return one.metric, one.statistic, one.each_of, one.mean_of, frozenset(one.scope)


def _unmet(own: Agreement, asked: Agreement, change: Change) -> Finding:
    said = change.address.partition("/")[2] or change.kind.rpartition("-")[0]
    related = (
        (Related(change.base, f"asked for: {change.before}" if change.before else "asked for"),) if change.base else ()
    )
    return Finding(
        "agreement/requirement-unmet",
        f"`{said}` is less than `{asked.name}` asks for ({change.kind.replace('-', ' ')})",
        change.head or own.source,
        help="agree to it; or change the requirement with who asked for it",
        related=related,
        address=change.address if change.head else own.name,
        values=(change.kind, said, asked.name),
    )


def _no_requirement(own: Agreement, asked: Agreement) -> Finding:
    return Finding(
        "agreement/no-requirement",
        f"`{own.name}` meets `{asked.name}`, which is no requirement",
        own.source,
        help="name an agreement of which the status is `requirement`",
        related=(Related(asked.source, "it is declared here"),),
        address=own.name,
        values=(asked.name,),
    )
