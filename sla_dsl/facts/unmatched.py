"""Claims and figures for windows that there are not: a claim would be lost, and a week pass for a month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..algebra.scopes import sums_points
from ..algebra.zones import Instant, local, opening, zone
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import Window
from ..model.remedies import POINTS
from .all_promises import all_promises
from .awarded import is_for
from .kept import asked, term_of, windows_of
from .question import UnknownError
from .tables.cells import MICRO
from .tables.folder import Facts
from .tables.found import FactFinding
from .tables.rows import ClaimRow, FigureRow, UseRow
from .texts import AgreementText
from .world import World


def unmatched_claims(facts: Facts, texts: Sequence[AgreementText]) -> Iterator[FactFinding]:
    """A finding for each claim of an agreement that begins with no window of what it is for."""
    agreement = texts[-1].agreement
    where = zone(agreement.zone or "UTC")
    for row in facts.of(ClaimRow, ("agreement",), [(agreement.name,)]):
        at = opening(row.start, 0, where) if isinstance(row.start, date) else row.start // MICRO
        if not any(_begins(text, row.objective, at) for text in texts):
            message = f"no window of `{agreement.name}/{row.objective}` begins on {local(at, where):%Y-%m-%d}"
            help_ = "write the first day of the window in `start`"
            yield FactFinding("facts/about-nothing", message, row.place, "start", help_)


def unmatched_figures(facts: Facts, texts: Sequence[AgreementText]) -> Iterator[FactFinding]:
    """A finding for each figure of a time that is no window of its objective."""
    for text in texts[-1:]:
        for one in text.agreement.objectives:
            for row in facts.of(FigureRow, ("objective",), [(one.address,)]):
                if row.end is not None and not _is_window(text, one, row):
                    help_ = "have the tool report by the windows of the promise, in its time zone"
                    message = f"a figure of `{one.address}` is not of one of its windows"
                    yield FactFinding("facts/about-nothing", message, row.place, "start", help_)


def unmatched_uses(facts: Facts, texts: Sequence[AgreementText]) -> Iterator[FactFinding]:
    """A finding for each use of a right of an agreement outside of its term."""
    text = texts[-1]
    agreement = text.agreement
    where, term = zone(agreement.zone or "UTC"), term_of(text.workspace, agreement)
    for row in facts.of(UseRow, ("agreement",), [(agreement.name,)]):
        at = row.at // MICRO
        if not term[0] <= at < term[1]:
            message = f"`{agreement.name}` is not in force on {local(at, where):%Y-%m-%d}, and nothing can be used"
            yield FactFinding("facts/about-nothing", message, row.place, "at", "correct `at`, or `agreement`")


def _is_window(text: AgreementText, objective: Objective, row: FigureRow) -> bool:
    """Whether the time of a figure is that of a window of its objective."""
    assert isinstance(row.start, int)
    assert row.end is not None
    span = row.start // MICRO, row.end // MICRO
    if objective.mean_of is not None:
        objective = objective.model_copy(update={"window": objective.mean_of})
    try:
        return span in windows_of(text.workspace, text.agreement, objective, span[0], span[0] + 1)
    except UnknownError:
        return True


def _begins(text: AgreementText, name: str, at: Instant) -> bool:
    """Whether a window of a promise, or what is measured of it, begins at a moment."""
    for objective, window in _windows(text.agreement, name):
        if window is None:
            return True  # it is held over the time that a report is about
        promise = objective.model_copy(update={"window": window})
        about = text.workspace, text.agreement, promise
        try:
            spans = windows_of(*about, at, at + 1)
        except UnknownError:
            return True
        written = text.written_since(promise), text.until
        if any(at in (one[0], asked(*about, one, World(), *written).promised[0]) for one in spans):
            return True
    return False


def _windows(agreement: Agreement, name: str) -> Iterator[tuple[Objective, Window | None]]:
    """The windows for which a promise may earn something."""
    if name == POINTS:
        yield from ((all_promises(agreement), one.window) for one in agreement.remedies if sums_points(one, agreement))
    for one in agreement.objectives:
        if one.address == f"{agreement.name}/{name}":
            yield one, one.window
            yield from ((one, each.window) for each in agreement.remedies if is_for(each, one) and each.window)
