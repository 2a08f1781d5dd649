"""Volumes: the most and the fewest cases in a window, as agreements state them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from ...algebra.days import common, term
from ...algebra.scopes import is_at, overlaps
from ...algebra.shares import tiles
from ...algebra.windows import anchor
from ...model.agreement import Agreement, Volume
from ...model.objective import Objective
from ...model.phrases import Days, Window
from ...model.quantity import Quantity, Value
from ...text.finding import Related
from ..case import Case
from .carriers import Carrier, covers, share_of

_MOST_NAMED = 4
"""How many agreements a finding names: of a thousand on one contract it would name a thousand, a thousand times."""


def most(agreement: Agreement, objective: Objective, window: Window | None) -> Quantity | None:
    """The most cases of an objective in a window; none if nothing is stated.

    Counted are volumes of all its cases or more, for that window or for a longer one that it fills.
    """
    limits = (
        _upper(volume)
        for volume in _stated(agreement, objective, ("at-most", "between"))
        if covers(volume.scope, objective.scope, {}) and fill(agreement, window, agreement, volume.window)
    )
    return min(_quantities(limits), key=lambda limit: limit.amount, default=None)


def fewest(agreement: Agreement, objective: Objective, window: Window | None) -> Quantity | None:
    """The fewest cases of an objective in a window that has any; none if nothing is stated.

    Counted are volumes of some of its cases, for that window or for a shorter one that fills it.
    """
    limits = (
        _lower(volume)
        for volume in _stated(agreement, objective, ("at-least", "between"))
        if covers(objective.scope, volume.scope, {}) and fill(agreement, volume.window, agreement, window)
    )
    found = max(_quantities(limits), key=lambda limit: limit.amount, default=None)
    known = most(agreement, objective, window)
    # Who counts upon more than he promises contradicts himself: beyond that none is promised.
    if found is not None and known is not None and known.unit_kind == found.unit_kind and known.amount < found.amount:
        return known
    # Where only the most is stated there may be a single case (docs/mathematics.md, Pooled populations).
    return Quantity(amount=Fraction(1), unit=known.unit) if found is None and known is not None else found


def check_volumes(case: Case, carrier: Carrier) -> None:
    """Beyond its volume a carrier promises nothing: the promise must be limited to as much.

    A share over more cases is reckoned with its volume (docs/mathematics.md, Pooled populations): where an agreement
    says nothing of its own, that no more come stands as an assumption.  The first of a window in front are the first of
    ours behind; that others leave room for them is assumed as well.
    """
    behind = carrier.agreement
    is_reckoned = share_of(carrier.objective) != 1 or case.context.composing(case.objective).is_share
    for volume in volumes_of(carrier):
        if is_reckoned and isinstance(_upper(volume), Quantity) and not _is_told(case.agreement, volume):
            _assume(case, f"no more than {volume_text(volume)} come to `{behind.name}`")
        elif not any(is_within(case, one, behind, volume) for one in case.agreement.volumes):
            _beyond(case, carrier, volume)
        elif others := _unlimited(case, behind, volume):  # it is not among them: a volume of its own is within
            _crowded(case, carrier, volume, others)
        elif _stated_together(case, behind, volume) > _upper_amount(volume):
            # It is told of the agreement behind (backing/load-promised-twice).
            case.undecided(f"more may come to `{behind.name}` than {volume_text(volume)}")
        else:
            _assume(case, f"others leave room for `{case.agreement.name}` in the volume of `{behind.name}`")


def _assume(case: Case, text: str) -> None:
    if text not in case.assumptions:
        case.assumptions.append(text)


def _is_told(agreement: Agreement, theirs: Volume) -> bool:
    """Whether an agreement says how much of the same comes at most, or that more comes than a volume behind allows."""
    same = [one for one in agreement.volumes if unit_of(one) == unit_of(theirs)]
    return any(
        one.bound.kind not in ("at-least", "above")
        or one.window != theirs.window  # how often it comes in theirs is not counted
        or _upper_amount(one) > _upper_amount(theirs)  # its one bound
        for one in same
    )


def volumes_of(carrier: Carrier) -> list[Volume]:
    """The volumes beyond which a carrier promises nothing."""
    return limiting(carrier.agreement, carrier.objective)


def limiting(agreement: Agreement, objective: Objective) -> list[Volume]:
    """The volumes beyond which an objective promises nothing."""
    return [
        volume
        for volume in agreement.volumes
        if volume.bound.kind not in ("at-least", "above")
        and (not volume.objectives or is_at(objective, *volume.objectives))
        and overlaps(volume.scope, objective.scope)
    ]


def _others(case: Case, behind: Agreement) -> tuple[Agreement, ...]:
    """The agreements of the workspace whose cases come to an agreement behind at the same time as the case's."""
    days = _days(case.agreement)
    return case.context.remembered(
        "others that rest on it",
        (behind.name, days),
        lambda: tuple(
            one
            for one in case.context.resting_on.get(behind.name, ())
            if not one.is_template and one.status != "ended" and common(days, _days(one)) is not None
        ),
    )


def _unlimited(case: Case, behind: Agreement, theirs: Volume) -> tuple[Agreement, ...]:
    """Those of the others that do not say how much comes from them at most."""
    return case.context.remembered(
        "others without a limit",
        (behind.name, theirs, _days(case.agreement)),
        lambda: tuple(one for one in _others(case, behind) if not _limits(one, behind, theirs)),
    )


def _days(agreement: Agreement) -> Days:
    return term(agreement) or Days()


def _stated_together(case: Case, behind: Agreement, theirs: Volume) -> Fraction:
    """The most that all agreements resting on this one let through in its windows on one day, where each states it."""

    def most_on_one_day() -> Fraction:
        stated = {
            one.name: (_days(one), min(_upper_amount(each) for each in limits))
            for one in (case.agreement, *_others(case, behind))
            if (limits := [each for each in _limits(one, behind, theirs) if each.window == theirs.window])
        }
        first_days = {days.first or date.min for days, _ in stated.values()}
        return max(
            (sum((a for days, a in stated.values() if _holds(days, day)), Fraction(0)) for day in first_days),
            default=Fraction(0),
        )

    # What rests on it is the same for all that rest on it for the same days.
    alone = "" if behind.name in case.agreement.backed_by else case.agreement.name
    return case.context.remembered(
        "stated together", (behind.name, theirs, _days(case.agreement), alone), most_on_one_day
    )


def _holds(days: Days, day: date) -> bool:
    return common(days, Days(first=day, last=day)) is not None


def _limits(agreement: Agreement, behind: Agreement, theirs: Volume) -> list[Volume]:
    """The volumes of an agreement that limit what counts towards one behind it: of all that this counts."""
    renamed = any(one.agreement == behind.name for one in agreement.treatments)
    return [
        one
        for one in agreement.volumes
        if one.bound.kind not in ("at-least", "above")
        and (not one.scope or (not renamed and covers(one.scope, theirs.scope, {})))
        and isinstance(_upper(one), Quantity)
        and unit_of(one) == unit_of(theirs)
        and fill(behind, theirs.window, agreement, one.window)
    ]


def is_within(case: Case, ours: Volume, behind: Agreement, theirs: Volume, times: int = 1) -> bool:
    """Whether what a volume of ours lets through in so many of its windows is no more than one behind."""
    mine, other = _upper_amount(ours) * times, _upper_amount(theirs)
    return (
        ours in _limits(case.agreement, behind, theirs)
        and (not ours.objectives or is_at(case.objective, *ours.objectives))
        # As many as are promised behind may come, unless `below` there leaves out the last of ours.
        and (mine < other or (mine == other and (theirs.bound.kind != "below" or ours.bound.kind == "below")))
    )


def _upper(volume: Volume) -> Value:
    return volume.bound.upper or volume.bound.value


def _lower(volume: Volume) -> Value:
    # `between 5 and 10 cases` says its unit once.
    lower, upper = volume.bound.value, _upper(volume)
    if isinstance(lower, Quantity) and isinstance(upper, Quantity):
        return lower.model_copy(update={"unit": upper.unit})
    return lower


def unit_of(volume: Volume) -> str:
    """The kind of things that a volume counts."""
    upper = _upper(volume)
    return upper.unit_kind if isinstance(upper, Quantity) else ""


def _upper_amount(volume: Volume) -> Fraction:
    upper = _upper(volume)
    # A blank lets nothing through that is known.
    return upper.amount if isinstance(upper, Quantity) else Fraction(0)


def volume_text(volume: Volume) -> str:
    """The most that a volume lets through, in words."""
    return f"{_upper(volume).text} {volume.window.text if volume.window else ''}".strip()


def _beyond(case: Case, carrier: Carrier, volume: Volume) -> None:
    case.add(
        "undecidable",
        "backing/not-understood",
        carrier.agreement.name,
        "volume at most",
        message=f"`{carrier.name}` holds up to {volume_text(volume)}, and `{case.address}` for more",
        related=[
            Related(volume.source, "beyond this nothing is promised"),
            Related(case.objective.source, "no volume limits this"),
        ],
        help=f"limit `{case.agreement.name}` to as much: `volume at most {volume_text(volume)}`",
    )


def _crowded(case: Case, carrier: Carrier, volume: Volume, others: tuple[Agreement, ...]) -> None:
    shown = others if len(others) <= _MOST_NAMED else others[: _MOST_NAMED - 1]
    names = " and ".join(f"`{one.name}`" for one in shown)
    if len(shown) < len(others):
        names += f" and {len(others) - len(shown)} more"
    case.add(
        "undecidable",
        "backing/not-understood",
        carrier.agreement.name,
        "volume at most",
        message=f"`{carrier.name}` holds up to {volume_text(volume)}, which {names} may use up before `{case.address}`",
        related=[
            Related(volume.source, "beyond this nothing is promised"),
            *(Related(one.source, f"`{one.name}` rests on it as well") for one in shown),
        ],
        help=f"say in {names} how much comes at most, or have `{carrier.agreement.name}` promise for every case",
    )


def fill(inner: Agreement, window: Window | None, outer: Agreement, other: Window | None) -> bool:
    """Whether windows of one agreement are those of another, or shorter ones that fill each of them."""
    if window is None or other is None:
        return window == other
    # Two fiscal years, or two terms, that begin on different days cross each other; so do days of two zones.
    alike = window.kind != other.kind or anchor(window, inner) == anchor(other, outer)
    return alike and inner.zone == outer.zone and tiles(window, other)


def _stated(agreement: Agreement, objective: Objective, kinds: tuple[str, ...]) -> Iterable[Volume]:
    return (
        volume
        for volume in agreement.volumes
        if volume.bound.kind in kinds and (not volume.objectives or is_at(objective, *volume.objectives))
    )


def _quantities(values: Iterable[object]) -> list[Quantity]:
    # A blank states nothing yet, and a volume of none says nothing of a window that has cases.
    return [value for value in values if isinstance(value, Quantity) and value.amount > 0]
