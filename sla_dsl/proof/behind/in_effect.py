"""Amendments: a promise is known as it is written from the day on which its last amendment takes effect."""

from __future__ import annotations

from ...algebra.in_force import effective_day, last_day
from ...model.agreement import Agreement
from ...model.changes import Amendment
from ...text.finding import Related
from ..case import Case
from ..verdict import NOT_IN_EFFECT


def check_in_effect(case: Case, behind: Agreement) -> None:
    """No verdict rests on an amendment that is not in effect on every judged day, in front or behind.

    What held before stands in the history of the file, which the proof does not know.
    """
    judged = case.context.judged(case.agreement)
    if judged is None or judged.first is None or judged.last is None:
        return
    for one in (case.agreement, behind):
        for amendment in one.amendments:
            since, last = effective_day(amendment), last_day(one, amendment)
            if since is None and one.status == "signed":
                _add(case, one, amendment, "names no day on which it takes effect", "say `effective …`")
            # An amendment holds from the beginning of its day, and so on the whole first day that is judged.
            elif since is not None and since > judged.first:
                told = f"takes effect on {since}; what holds before is not in the file, and from then on it is proved"
                _add(case, one, amendment, told, f"judge it again on {since}")
            if last is not None and last < judged.last:
                _add(case, one, amendment, f"lapses on {last} unless it is ratified", "ratify it")


def _add(case: Case, agreement: Agreement, amendment: Amendment, told: str, mend: str) -> None:
    cause = (agreement.name, amendment.version)
    if any((ground.rule, ground.cause) == (NOT_IN_EFFECT, cause) for ground in case.grounds):
        return
    case.add(
        "undecidable",
        "backing/not-in-effect",
        *cause,
        message=f"amendment {amendment.version} of `{agreement.name}` {told}",
        related=[Related(amendment.source, "the amendment")],
        help=mend,
    )
