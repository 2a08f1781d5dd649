"""The texts of an agreement, one after the other: each instant is judged by the text that was in force then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..algebra.zones import Instant, opening, zone
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.workspace import Workspace
from .question import FOR_EVER, NEVER


@dataclass(frozen=True)
class AgreementText:
    """An agreement as it is written ``since`` a day, and before another (``until``); without them always.

    ``unchanged`` has the objectives that are as in texts before, by address, each with the first day of that (none:
    from the beginning).  ``before`` is the text that held before it, where the history is known.
    """

    workspace: Workspace
    agreement: Agreement
    since: date | None = None
    until: date | None = None
    unchanged: Mapping[str, date | None] = field(default_factory=dict)
    before: AgreementText | None = None

    @property
    def start(self) -> Instant:
        """The instant from which the text holds."""
        return NEVER if self.since is None else opening(self.since, 0, zone(self.agreement.zone or "UTC"))

    @property
    def up_to_it(self) -> list[AgreementText]:
        """All texts up to this one, the oldest first."""
        found, one = [self], self.before
        while one is not None:
            found, one = [one, *found], one.before
        return found

    def holds_at(self, at: Instant) -> bool:
        """Whether it is the text of an instant."""
        where = zone(self.agreement.zone or "UTC")
        return self.start <= at < (FOR_EVER if self.until is None else opening(self.until, 0, where))

    def holds_on(self, day: date) -> bool:
        """Whether it is the text of a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def written_since(self, objective: Objective) -> date | None:
        """The first day on which an objective is as it is written here."""
        return self.unchanged.get(objective.address, self.since)


Histories = Mapping[str, Sequence[AgreementText]]
"""The texts of agreements by name, the oldest first; of one that is missing only the present text is known."""


def texts_of(workspace: Workspace, name: str, histories: Histories) -> Sequence[AgreementText]:
    """The texts of an agreement that are known, the oldest first."""
    return histories.get(name) or (AgreementText(workspace, workspace.agreements[name]),)


def text_at(texts: Sequence[AgreementText], at: Instant) -> AgreementText:
    """The last text that holds from an instant or before it; the first one, if none does yet."""
    return next((one for one in reversed(texts) if one.start <= at), texts[0])


def is_judged_by(texts: Sequence[AgreementText], number: int, objective: Objective) -> bool:
    """Whether an objective is judged by this text: it is not if the next one leaves it as it is."""
    text, later = texts[number], texts[number + 1 :]
    if not later or objective.address not in later[0].unchanged:
        return True
    first = later[0].unchanged[objective.address]
    return not (first is None or (text.since is not None and first <= text.since))
