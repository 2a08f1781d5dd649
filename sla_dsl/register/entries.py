"""The register: one row for each agreement, also of those that are gone, and one for each version that it had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from ..algebra.days import term
from ..algebra.in_force import is_in_force, takes_effect
from ..facts.texts import AgreementText, Histories
from ..gate.promise_hash import promise_hash
from ..history.repository import Commit
from ..history.states import State
from ..history.timeline import spans
from ..model.agreement import Agreement, Parameter
from ..model.workspace import Workspace
from ..proof import Proof
from ..proof.verdict import Verdict, counted
from ..wording.values import said
from .due import binds
from .recurring import reviews
from .terms import turns
from .working_days import WorkingDays

_FAR = date.max - timedelta(days=1000)
"""Whoever asks for a day up to here asks for all of them."""


class NextVersion(NamedTuple):
    """The version that comes next: perhaps without a number, and without a day of effect if nobody signed it yet."""

    version: str
    status: str
    effective: date | None


class Removal(NamedTuple):
    """That an agreement is not in the files any more, and since which commit; none if that was not committed."""

    commit: Commit | None


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """An agreement as the register knows it: the version in force on the day of judgement, else what the files say.

    ``last_day`` is that of the present term where the term renews (``renewal``), as nobody knows when that ends.
    ``notice_day`` is the next last day to give notice, ``next_review`` the next one from the day of judgement on; none
    of what nobody signed. ``prices`` are
    the parameters of money, as text. ``verdicts`` counts the promises by verdict; it is empty where none is proved, as
    of a version that the files do not have any more; ``assuming`` counts those that are backed on assumptions.
    ``fingerprint`` is that of documents and approvals. ``removed`` is the commit that took the agreement out of the
    files.
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
    next_version: NextVersion | None = None
    removed: Removal | None = None


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """A version of an agreement: its place among all, its row, and the commit that brought it (none if not committed).

    ``effective`` is the day from which it holds; none if it always did. ``is_current`` is what the files say.
    """

    number: int
    entry: RegisterEntry
    effective: date | None
    commit: Commit | None = None
    is_current: bool = False


def entries(workspace: Workspace, proofs: Iterable[Proof], texts: Histories) -> list[RegisterEntry]:
    """The agreements and requirements of a workspace, in the order of its files; no terms for others to take over.

    ``texts`` are those in force from the day of judgement on, where an agreement has others than its present one.
    """
    by_agreement: dict[str, list[Proof]] = {}
    for proof in proofs:
        by_agreement.setdefault(proof.objective.address.partition("/")[0], []).append(proof)
    kept = [name for name, one in workspace.agreements.items() if _is_kept(one)]
    return [_of_agreement(workspace, name, texts, by_agreement.get(name, ())) for name in kept]


def _of_agreement(workspace: Workspace, name: str, texts: Histories, proofs: Iterable[Proof]) -> RegisterEntry:
    present, day = AgreementText(workspace, workspace.agreements[name]), workspace.as_of
    known = texts.get(name, (present,))
    told = next((one for one in known if one.holds_on(day)), present)
    row = _in_time(_entry(told.workspace, told.agreement), known, day)
    if told.agreement is not present.agreement:
        coming = next((one for one in known if one.since is not None and one.since > day), present)
        following = NextVersion(coming.agreement.version or "", coming.agreement.status, coming.since)
        return replace(row, next_version=following)
    verdicts, assuming = counted(proofs)
    return replace(row, verdicts=verdicts, assuming=assuming)


def removed(workspace: Workspace, pasts: Mapping[str, Sequence[State]]) -> list[RegisterEntry]:
    """The agreements that were signed once and are not in the files any more, by name.

    ``pasts`` has the states of agreements by name, newest first.  Where the last commit cannot be read, nobody knows
    what is in it.
    """
    found: list[RegisterEntry] = []
    for name, states in sorted(pasts.items()):
        signed = [
            (one.workspace, one.agreement)
            for one in states
            if one.agreement and _is_kept(one.agreement) and binds(one.agreement)
        ]
        if name in workspace.agreements or not signed or not states[0].readable:
            continue
        known = _texts(states)
        told = next((one for one in known if one.holds_on(workspace.as_of)), None)
        row = _entry(told.workspace, told.agreement) if told else _entry(*signed[0])
        is_committed = states[0].agreement is None
        gone = Removal(states[0].commit if is_committed else None)
        found.append(replace(_in_time(row, known, workspace.as_of), removed=gone))
    return found


def _texts(states: Sequence[State]) -> list[AgreementText]:
    return [AgreementText(each.found.state.workspace, each.found.agreement, *each[1:]) for each in spans(states)]


def _is_kept(agreement: Agreement) -> bool:
    return agreement.status == "requirement" or not agreement.is_template


def versions(workspace: Workspace, name: str, states: Sequence[State]) -> list[VersionEntry]:
    """The versions of an agreement, the oldest first; the last one is what the files say, if they still have it.

    ``states`` are those of its history, newest first; those in which it cannot be read, or is none, are passed over.
    """
    present, day = workspace.agreements.get(name), workspace.as_of
    if present is not None and not states:
        row = _in_time(_entry(workspace, present), [AgreementText(workspace, present)], day)
        return [VersionEntry(1, row, takes_effect(present), is_current=True)]
    now = State(states[0].commit, workspace, present) if present is not None else None
    in_force = {id(one.agreement): one for one in _texts([now, *states] if now else states)}
    made: list[VersionEntry] = []
    times: list[list[AgreementText]] = []
    for state in [*reversed(states), *filter(None, (now,))]:
        if state.agreement is None or not _is_kept(state.agreement):
            continue
        row = _entry(state.workspace, state.agreement)
        if not made or _recorded(made[-1].entry) != _recorded(row):
            commit = None if state is now else state.commit
            made.append(VersionEntry(len(made) + 1, row, takes_effect(state.agreement), commit))
            times.append([])
        times[-1] += filter(None, (in_force.get(id(state.agreement)),))
    told = [replace(one, entry=_in_time(one.entry, time, day)) for one, time in zip(made, times, strict=True)]
    return [*told[:-1], replace(told[-1], is_current=present is not None)] if told else []


def _recorded(entry: RegisterEntry) -> tuple[object, ...]:
    """The key of a version: its meaning, and what is recorded of it."""
    return entry.fingerprint, entry.version, entry.status, entry.title


def _entry(workspace: Workspace, one: Agreement) -> RegisterEntry:
    """An agreement as a text has it, without what depends on when the text is in force."""
    days, renewal = term(one), one.renewal
    # Once notice is given, or the end is stated, the term has a last day: the clause still stands, and renews nothing.
    renews = renewal is not None and days is not None and days.last is None
    return RegisterEntry(
        name=one.name,
        title=one.title,
        kind=one.kind,
        level=one.level or "",
        status=one.status,
        in_force=False,
        version=one.version or "",
        provider=one.provider or "",
        customer=one.customer or "",
        services=one.covers,
        terms=one.on_terms_of,
        first_day=days.first if days else None,
        last_day=days.last if days else None,
        renewal=f"every {renewal.every.text}" if renewal and renews else "",
        notice=renewal.notice.text if renewal and renewal.notice else "",
        notice_day=None,
        next_review=None,
        prices={each.name: price(each) for each in one.parameters if each.dimension == "money"},
        verdicts={},
        assuming=0,
        fingerprint=promise_hash(workspace, one.name),
        file=one.source.source.path,
    )


def _in_time(row: RegisterEntry, texts: Sequence[AgreementText], day: date) -> RegisterEntry:
    """A row with what is in force, and what is next, on a day; ``texts`` are those by which it is."""
    bound = [one for one in texts if binds(one.agreement)]
    return replace(
        row,
        in_force=any(one.holds_on(day) and is_in_force(one.agreement, day) for one in bound),
        last_day=row.last_day or _end_of_present_term(texts, day),
        notice_day=min(filter(None, (_next_notice(one, day) for one in bound)), default=None),
        next_review=min(filter(None, (_next_review(one, day) for one in bound)), default=None),
    )


def _end_of_present_term(texts: Sequence[AgreementText], day: date) -> date | None:
    """The last day of the term that runs on a day, by the text of that day, or else of the first term to come."""
    text = next((one for one in texts if one.until is None or one.until > day), None)
    if text is None:
        return None
    terms = turns(WorkingDays(text.workspace), text.agreement, _FAR)
    return next((turn.end for turn in terms if turn.end >= max(day, text.since or day)), None)


def _next_notice(text: AgreementText, day: date) -> date | None:
    """The next last day to give notice by a text: on that day itself notice can still be given."""
    one = text.agreement
    if one.renewal is None or one.renewal.notice is None or one.notices:
        return None
    until = text.until or _FAR
    for turn in turns(WorkingDays(text.workspace), one, until):
        if turn.notice and turn.notice >= day and (text.holds_on(turn.notice) or text.holds_on(turn.end)):
            return turn.notice
        if turn.end >= until:
            return None
    return None


def _next_review(text: AgreementText, day: date) -> date | None:
    """The next review by a text: one of the day itself is still to be held."""
    last = text.until - timedelta(days=1) if text.until else date.max
    return next((each for each in reviews(text.agreement, last) if each >= max(day, text.since or date.min)), None)


def price(one: Parameter) -> str:
    """The value of a parameter, or those of its rows."""
    if one.value is not None:
        return " ".join(filter(None, (said(one.value), said(one.follows))))
    rows = ("; ".join((*(f"{' '.join(each.values)}" for each in row.scope), row.value.text)) for row in one.rows)
    return ", ".join(rows) or "not agreed yet"
