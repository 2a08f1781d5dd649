"""What is due between two days, and who must act: each day that an agreement or the house must not miss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from itertools import chain
from typing import Literal, NamedTuple, get_args

from ..algebra.in_force import effective_day, last_day
from ..facts.texts import AgreementText, Histories, texts_of
from ..model.agreement import Agreement
from ..model.workspace import Workspace
from ..wording.values import said
from .house import lists_to_lock, seasons_that_end
from .missed import ClaimDeadline
from .recurring import beginnings, duties, indexed, reports, reviews
from .terms import Turn, turns
from .working_days import WorkingDays

DueKind = Literal[
    "decision",
    "notice",
    "renewal",
    "end",
    "review",
    "index",
    "beginning",
    "report",
    "duty",
    "ratification",
    "amendment",
    "claim",
    "case",
    "budget",
    "warning",
    "escalation",
    "waiver",
    "lock",
    "season",
]
"""What is due: the order is that of entries of one day."""


@dataclass(frozen=True, slots=True)
class DueDay:
    """One entry: the day, what is due, and the parties who must act (nobody else than the house, if none is named).

    ``agreement`` is empty where the house is meant.  ``of`` tells the entry from others of its kind and agreement.
    ``at`` is the moment of that day, with its offset, where one is known.
    """

    day: date
    kind: DueKind
    agreement: str
    of: str
    who: tuple[str, ...]
    what: str
    at: str = ""

    @property
    def uid(self) -> str:
        """An identifier that stays the same as long as the deadline is the same one on the same day."""
        said = "\n".join((self.kind, self.agreement, self.of, self.at or self.day.isoformat()))
        return f"{sha256(said.encode()).hexdigest()[:32]}@sla-dsl"


def due(
    workspace: Workspace,
    texts: Histories,
    first: date,
    last: date,
    decide_before: int,
    claims: Iterable[ClaimDeadline] = (),
    alerts: Iterable[DueDay] = (),
) -> list[DueDay]:
    """All that is due from the first to the last day (both included), by day.

    ``texts`` are those in force in that time, where an agreement has others than its present one.
    Of an agreement that is not signed only its waivers are told: nobody is bound by the rest. ``decide_before`` is how
    many days before the last day of notice a side decides; ``claims`` are those of what is due for missed
    windows, ``alerts`` what is to be seen to in windows that run.
    """
    asked = _DueRange(first, last, workspace.as_of, decide_before)
    found = chain(
        *(_by_texts(asked, texts_of(workspace, name, texts)) for name in workspace.agreements),
        *(_waivers(one) for one in workspace.agreements.values()),
        (
            DueDay(one.until, "claim", one.agreement.name, one.of, _side(one.agreement.customer), one.what)
            for one in claims
        ),
        alerts,
        (DueDay(day, "lock", "", of, (), what) for day, of, what in lists_to_lock(workspace, last)),
        (DueDay(day, "season", "", of, (), what) for day, of, what in seasons_that_end(workspace)),
    )
    kinds = get_args(DueKind)
    within = {one.uid: one for one in found if first <= one.day <= last}
    return sorted(within.values(), key=lambda one: (one.day, kinds.index(one.kind), one.at, one.agreement, one.of))


def binds(agreement: Agreement) -> bool:
    """Whether an agreement is, or was, agreed upon."""
    return not agreement.is_template and (agreement.status == "signed" or agreement.ended is not None)


def sides(agreement: Agreement) -> tuple[str, ...]:
    """The two sides of an agreement, the provider first."""
    return tuple(filter(None, (agreement.provider, agreement.customer)))


def _side(name: str | None) -> tuple[str, ...]:
    return (name,) if name else ()


@dataclass(frozen=True)
class _DueRange:
    """From which day up to which is asked, the day of judgement, and how many days before notice a side decides."""

    first: date
    last: date
    as_of: date
    decide_before: int
    _known: dict[int, WorkingDays] = field(default_factory=dict)

    def days_of(self, workspace: Workspace) -> WorkingDays:
        """The working days of a workspace, which are worked out once."""
        return self._known.setdefault(id(workspace), WorkingDays(workspace))


class _Bound(NamedTuple):
    """An entry, and days: it is due by a text that is in force on one of them.

    Whatever follows a window follows the text in force when the window ends, as in reports.  Notice follows that in
    force on its last day, and that in force at the end of the term.
    """

    entry: DueDay
    days: tuple[date, ...]


def _by_texts(asked: _DueRange, texts: Sequence[AgreementText]) -> Iterator[DueDay]:
    """The entries by the texts of an agreement, by each while it is in force."""
    for text in (one for one in texts if binds(one.agreement)):
        # What is due by another version than today's says so.
        is_other = len(texts) > 1 and text.agreement.version and not text.holds_on(asked.as_of)
        by = f", by version {text.agreement.version}" if is_other else ""
        for entry, days in _of_agreement(asked, asked.days_of(text.workspace), text.agreement):
            if any(text.holds_on(day) for day in days):
                yield replace(entry, what=f"{entry.what}{by}")
        # An amendment is told before its text is in force.
        yield from _amendments(text.agreement)


def _amendments(agreement: Agreement) -> Iterator[DueDay]:
    for one in agreement.amendments:
        if effect := effective_day(one):
            what = f"amendment {one.version} takes effect"
            yield DueDay(effect, "amendment", agreement.name, one.version, sides(agreement), what)


def _of_agreement(asked: _DueRange, days: WorkingDays, agreement: Agreement) -> Iterator[_Bound]:
    name, both, between = agreement.name, sides(agreement), (asked.first, asked.last)
    for turn in turns(days, agreement, asked.last):
        yield from _of_turn(days, agreement, turn, asked.decide_before)
    for day in reviews(agreement, asked.last):
        yield _on_its_day(DueDay(day, "review", name, "", both, "hold the review"))
    for price, day in indexed(agreement, *between):
        assert price.follows is not None
        limit = f", up to {said(price.follows.limit)}" if price.follows.limit else ""
        what = f"{price.name} follows {price.follows.document} from here on{limit}"
        yield _on_its_day(DueDay(day, "index", name, price.name, both, what))
    for day, lengths in beginnings(agreement).items():
        what = f"the last day of the first {' and '.join(lengths)}"
        yield _on_its_day(DueDay(day, "beginning", name, "", both, what))
    for report, window_end, day in reports(days, agreement, *between):
        to = f" to {', '.join(report.to)}" if report.to else ""
        when = f" when {said(report.when)}" if report.when else ""
        time = f" for the time up to {window_end}" if window_end else ""
        what = f'hand over "{report.title}"{time}{to}{when}'
        of = f"{report.title}\n{window_end or day}"
        yield _Bound(DueDay(day, "report", name, of, _side(agreement.provider), what), (window_end or day,))
    for duty, window_end, day in duties(days, agreement, *between):
        who = {"provider": _side(agreement.provider), "customer": _side(agreement.customer)}.get(duty.who, both)
        content = said(duty.ensures) if duty.ensures is not None else said(duty.text)
        when = f" when {said(duty.when)}" if duty.when else ""
        what = f"{content}{f', for the time up to {window_end}' if window_end else ''}{when}"
        of = f"{content}\n{window_end or day}"
        yield _Bound(DueDay(day, "duty", name, of, who, what), (window_end or day,))
    for amendment in agreement.amendments:
        if lapses := last_day(agreement, amendment):
            what = f"ratify the emergency amendment {amendment.version}, or it lapses"
            yield _on_its_day(DueDay(lapses, "ratification", name, amendment.version, both, what))


def _on_its_day(entry: DueDay) -> _Bound:
    return _Bound(entry, (entry.day,))


def _of_turn(days: WorkingDays, agreement: Agreement, turn: Turn, decide_before: int) -> Iterator[_Bound]:
    """The entries where a term ends or renews."""
    name, both = agreement.name, sides(agreement)
    if turn.renews_on is None:
        yield _on_its_day(DueDay(turn.end, "end", name, "", both, "the last day of the term"))
        return
    renewal = agreement.renewal
    assert renewal is not None
    what = f"the term renews by {renewal.every.text}"
    yield _on_its_day(DueDay(turn.renews_on, "renewal", name, "", both, what))
    if turn.notice is None:
        return
    free = {"provider": _side(agreement.provider), "customer": _side(agreement.customer)}
    who = free.get(renewal.unless or "either", both)
    else_ = f"else the term renews by {renewal.every.text} on {turn.renews_on}"
    bound = (turn.notice, turn.end)
    yield _Bound(DueDay(turn.notice, "notice", name, "", who, f"the last day to give notice, {else_}"), bound)
    for each in who:
        day = days.before(agreement, each, turn.notice, decide_before)
        what = f"decide whether to give notice: its last day is {turn.notice}, {else_}"
        yield _Bound(DueDay(day, "decision", name, each, (each,), what), bound)


def _waivers(agreement: Agreement) -> Iterator[DueDay]:
    for one in agreement.waivers:
        scope = ", ".join(f"{each.scale} {' '.join(each.values)}" for each in one.scope)
        what = f"the waiver of {one.rule}{f' for {scope}' if scope else ''} ends"
        yield DueDay(one.until, "waiver", agreement.name, f"{one.rule}\n{scope}", _side(agreement.provider), what)
