"""What was measured, held against what was promised: windows, awards, rights, what broke behind, what is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..algebra.intervals import Interval
from ..algebra.zones import Instant
from ..model.workspace import Workspace
from .alerts import Alert, alerts_of
from .award import Award
from .awards import earned_of, standing
from .behind import Behind, BrokenWindow, WindowsBehind
from .coincidences import coincidences
from .counted import VolumeFigure, volumes_of
from .cut import cut_counts
from .goals import GoalFigure, goals_of
from .ledger import LedgerLine, LedgerTotal, ledger
from .points import Points
from .reported import WindowFigure, agreement_reported, period_of
from .rights import Right, rights_of
from .tables.folder import Facts
from .tables.found import FactFinding, RowPlace
from .texts import Histories, text_at, texts_of
from .unmatched import unmatched_claims, unmatched_figures, unmatched_uses
from .used import UsedRight, used_rights
from .worlds import FactsOfAgreement


@dataclass(frozen=True)
class Origin:
    """From what a report is made: a commit, if the agreements are as there, and digests of what was read (SHA-256)."""

    commit: str | None = None
    agreements: str = ""
    lock: str = ""
    facts: str = ""


@dataclass(frozen=True)
class FactsReport:
    """A report before it is printed; ``first`` and ``last`` are the days of its period, ``now`` when it is judged."""

    facts: Facts
    workspace: Workspace
    first: date
    last: date
    now: Instant
    windows: tuple[WindowFigure, ...] = ()
    awards: tuple[Award, ...] = ()
    rights: tuple[Right, ...] = ()
    broken: tuple[BrokenWindow, ...] = ()
    alerts: tuple[Alert, ...] = ()
    volumes: tuple[VolumeFigure, ...] = ()
    goals: tuple[GoalFigure, ...] = ()
    used: tuple[UsedRight, ...] = ()
    lines: tuple[LedgerLine, ...] = ()
    totals: tuple[LedgerTotal, ...] = ()
    findings: tuple[FactFinding, ...] = ()
    origin: Origin = Origin()

    @property
    def is_whole(self) -> bool:
        """Whether everything that is there could be read, and is about something."""
        return self.facts.is_whole and all(one.severity != "error" for one in self.findings)

    @property
    def open(self) -> int:
        """How many awards are open: they are in no sum."""
        return sum(one.state == "open" for one in self.awards)

    @property
    def names(self) -> list[str]:
        """The names of the agreements that the report tells something of."""
        known = [one.agreement for one in self.windows]
        known += [one.known.agreement for one in self.used]
        known += [one.known.agreement for one in self.volumes]
        known += [one.told.agreement for one in self.goals]
        return list(dict.fromkeys(one.name for one in known))

    def of(self, agreement: str) -> Sequence[WindowFigure]:
        """The windows of an agreement."""
        return [one for one in self.windows if one.agreement.name == agreement]


def held(
    facts: Facts,
    workspace: Workspace,
    names: Iterable[str],
    days: tuple[date, date],
    now: Instant,
    histories: Histories,
    behind: Behind,
) -> FactsReport:
    """Holds facts against these agreements, in the windows that end from one day to another, or run now.

    ``behind`` are the promises that carry each promise.
    """
    windows: list[WindowFigure] = []
    awards: list[Award] = []
    rights: list[Right] = []
    volumes: list[VolumeFigure] = []
    goals: list[GoalFigure] = []
    used: list[UsedRight] = []
    together: list[FactFinding] = []
    for name in names:
        texts, period = texts_of(workspace, name, histories), period_of(workspace.agreements[name], *days)
        own = list(agreement_reported(facts, texts, period, now))
        windows += own
        earned = earned_of(facts, texts, period, now)
        due = standing(earned, period)
        awards += due
        rights += rights_of(_that_ended(own, period, now), due, Points.of(earned))
        volumes += volumes_of(facts, texts, period, now)
        known = FactsOfAgreement.of(facts, text_at(texts, min(period[1], now) - 1), now)
        goals += goals_of(known, period)
        used += used_rights(facts, texts, period, now)
        together += coincidences(known, period)
        together += [*unmatched_claims(facts, texts), *unmatched_figures(facts, texts), *unmatched_uses(facts, texts)]
    asked = WindowsBehind(facts, workspace, histories, behind, now)
    broken = [one for told in windows if (one := asked.of(told)) is not None]
    alerts = [one for told in windows for one in alerts_of(told)]
    lines, totals = ledger(awards, workspace)
    return FactsReport(
        facts,
        workspace,
        *days,
        now,
        tuple(windows),
        tuple(awards),
        tuple(rights),
        tuple(broken),
        tuple(alerts),
        tuple(volumes),
        tuple(goals),
        tuple(used),
        tuple(lines),
        tuple(totals),
        (*facts.findings, *cut_counts(windows), *together),
    )


def _that_ended(windows: Sequence[WindowFigure], period: Interval, now: Instant) -> list[WindowFigure]:
    return [one for one in windows if one.end <= min(now, period[1])]


Verdicts = Mapping[str, tuple[str, Sequence[str]]]
"""The verdict of each promise by address, and what its proof assumes."""


def contradictions(report: FactsReport, verdicts: Verdicts) -> list[FactFinding]:
    """A finding for each missed window of a promise that is backed, though all behind it was kept."""
    found = []
    for one in report.broken:
        verdict, assumptions = verdicts.get(one.told.objective, ("", ()))
        # What is proved is the present text; another one held in other windows, and may have promised more.
        is_present = one.told.agreement is report.workspace.agreements[one.told.agreement.name]
        if not one.contradicts or verdict != "backed" or not is_present:
            continue
        source = one.told.promise.source
        kept = ", ".join(f"`{name}`" for name in one.kept)
        assumed = f"; the proof assumes: {'; '.join(assumptions)}" if assumptions else ""
        message = f"`{one.told.objective}` was missed, and {kept} behind it was kept, although it is proved{assumed}"
        help_ = "an assumption is wrong, or the facts are not whole: compare the rows of both"
        place = RowPlace(source.source.path, source.start.line)
        found.append(FactFinding("facts/contradicts-proof", message, place, help=help_, severity="warning"))
    return found
