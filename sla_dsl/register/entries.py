"""The register: one row for each agreement, and one for each version that it had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..algebra.days import term
from ..algebra.in_force import is_in_force, takes_effect
from ..gate.promise_hash import promise_hash
from ..history.states import State
from ..model.agreement import Agreement, Parameter
from ..model.workspace import Workspace
from ..proof import Proof
from ..proof.verdict import Verdict, counted
from ..wording.values import said
from .recurring import reviews
from .terms import turns
from .working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """An agreement as the register knows it.

    ``last_day`` is expected: none where the term renews until notice is given. ``notice_day`` is the next last day to
    give notice, ``next_review`` the next one from the day of judgement on. ``prices`` are the parameters of money, as
    text. ``verdicts`` counts the promises by verdict, and is empty where none is proved; ``assuming`` counts those that
    are backed on assumptions. ``fingerprint`` is that of documents and approvals.
    """

    name: str
    title: str
    kind: str
    level: str
    status: str
    in_force: bool
    version: str
    provider: str
    customer: str
    services: tuple[str, ...]
    terms: tuple[str, ...]
    first_day: date | None
    last_day: date | None
    renewal: str
    notice: str
    notice_day: date | None
    next_review: date | None
    prices: Mapping[str, str]
    verdicts: Mapping[Verdict, int]
    assuming: int
    fingerprint: str
    file: str


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """A version of an agreement: its place among all, its row, and the commit that brought it (none if not committed).

    ``effective`` is the day from which it holds; none if it always did.
    """

    number: int
    entry: RegisterEntry
    effective: date | None
    commit: str = ""
    committed: date | None = None
    author: str = ""


def entries(workspace: Workspace, proofs: Iterable[Proof]) -> list[RegisterEntry]:
    """The agreements and requirements of a workspace, in the order of its files; no terms for others to take over."""
    by_agreement: dict[str, list[Proof]] = {}
    for proof in proofs:
        by_agreement.setdefault(proof.objective.address.partition("/")[0], []).append(proof)
    return [
        _entry(workspace, one, by_agreement.get(one.name, ())) for one in workspace.agreements.values() if _is_kept(one)
    ]


def _is_kept(agreement: Agreement) -> bool:
    return agreement.status == "requirement" or not agreement.is_template


def versions(entry: RegisterEntry, workspace: Workspace, states: Iterable[State]) -> Iterator[VersionEntry]:
    """The versions of an agreement, the oldest first; the last one is the entry itself.

    ``states`` are those of its history, newest first; those in which it cannot be read, or is none, are passed over.
    """
    found: list[VersionEntry] = []
    for state in reversed(list(states)):
        if state.agreement is not None and _is_kept(state.agreement):
            row = replace(_entry(state.workspace, state.agreement, ()), verdicts={}, assuming=0)
            if not found or _recorded(found[-1].entry) != _recorded(row):
                effect, commit = takes_effect(state.agreement), state.commit
                found.append(VersionEntry(len(found) + 1, row, effect, commit.sha, commit.committed, commit.author))
    effect = takes_effect(workspace.agreements[entry.name])
    if found and _recorded(found[-1].entry) == _recorded(entry):
        found[-1] = replace(found[-1], entry=entry, effective=effect)
    else:
        found.append(VersionEntry(len(found) + 1, entry, effect))
    yield from found


def _recorded(entry: RegisterEntry) -> tuple[object, ...]:
    """What makes a version: its meaning, and what is recorded of it."""
    return entry.fingerprint, entry.version, entry.status, entry.title


def _entry(workspace: Workspace, one: Agreement, proofs: Iterable[Proof]) -> RegisterEntry:
    days, (verdicts, assuming) = term(one), counted(proofs)
    # A review of today is still to be held.
    review = next((day for day in reviews(one, date.max) if day >= workspace.as_of), None) if one.review else None
    renewal = one.renewal
    return RegisterEntry(
        name=one.name,
        title=one.title,
        kind=one.kind,
        level=one.level or "",
        status=one.status,
        in_force=is_in_force(one, workspace.as_of),
        version=one.version or "",
        provider=one.provider or "",
        customer=one.customer or "",
        services=one.covers,
        terms=one.on_terms_of,
        first_day=days.first if days else None,
        last_day=days.last if days else None,
        renewal=f"every {renewal.every.text}" if renewal else "",
        notice=renewal.notice.text if renewal and renewal.notice else "",
        notice_day=_next_notice(workspace, one),
        next_review=review,
        prices={each.name: price(each) for each in one.parameters if each.dimension == "money"},
        verdicts=verdicts,
        assuming=assuming,
        fingerprint=promise_hash(workspace, one.name),
        file=one.source.source.path,
    )


def _next_notice(workspace: Workspace, one: Agreement) -> date | None:
    """The next last day to give notice, from the day of judgement on."""
    if one.renewal is None or one.renewal.notice is None or one.notices:
        return None
    found = turns(WorkingDays(workspace), one, date.max - timedelta(days=1000))
    # On the last day of notice itself notice can still be given.
    return next((each.notice for each in found if each.notice and each.notice >= workspace.as_of), None)


def price(one: Parameter) -> str:
    """The value of a parameter, or those of its rows."""
    if one.value is not None:
        return " ".join(filter(None, (said(one.value), said(one.follows))))
    rows = ("; ".join((*(f"{' '.join(each.values)}" for each in row.scope), row.value.text)) for row in one.rows)
    return ", ".join(rows) or "not agreed yet"
