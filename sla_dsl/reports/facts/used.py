"""Rights that are used up, in print and as JSON: what there was of each in a window, what was used, what is left."""

from __future__ import annotations

from fractions import Fraction

from ...algebra.zones import local
from ...facts.used import UsedRight, has_no_end
from ...model.phrases import Role
from ...model.quantity import Quantity
from ..strict import JsonObject
from .languages import ReportWords
from .words import line_text, moment_of, where_of_agreement


class UsedRightObject(JsonObject):
    """How much of a right was used in one of its windows, up to its end or to now; ``end`` is missing without one.

    ``most`` is what the window has of its own, ``carried_over`` what was left before, ``beyond`` what was used beyond
    both: amounts in ``unit`` as fractions, or how often where the unit is empty.  What is missing is not known, and
    ``because`` says why.
    """

    agreement: str
    party: Role
    right: str
    start: str
    end: str | None
    unit: str
    most: str | None
    carried_over: str | None
    used: str | None
    left: str | None
    beyond: str | None
    because: str
    by: str


def used_object(one: UsedRight) -> UsedRightObject:
    """A window of a right as an object."""
    where = where_of_agreement(one.known.agreement)
    return UsedRightObject(
        agreement=one.known.agreement.name,
        party=one.right.who,
        right=one.right.text,
        start=moment_of(one.start, where),
        end=None if has_no_end(one) else moment_of(one.end, where),
        unit="" if one.most is None else one.most.unit,
        most=_exact(None if one.most is None else one.most.amount),
        carried_over=_exact(one.carried),
        used=_exact(one.used),
        left=_exact(one.left),
        beyond=_exact(one.beyond),
        because=one.because,
        by=line_text(one.right.source),
    )


def _exact(amount: Fraction | None) -> str | None:
    return None if amount is None else str(amount)


def used_line(one: UsedRight) -> str:
    """A window of a right on a line, in the words of lists."""
    where = where_of_agreement(one.known.agreement)
    last = "no end" if has_no_end(one) else f"{local(one.end - 1, where):%Y-%m-%d}"
    days = f"{local(one.start, where):%Y-%m-%d} to {last}"
    most = None if one.most is None else one.most.amount
    said = [f"used {_amount(one, one.used)} of {_amount(one, most)}"]
    said += [f"{_amount(one, one.carried)} carried over"] if one.right.carried_over else []
    said += [f"{_amount(one, one.left)} left"]
    said += [f"{_amount(one, one.beyond)} beyond it"] if one.beyond else []
    why = f" ({one.because})" if one.because else ""
    return f'{one.right.who} may "{" ".join(one.right.text.split())}", {days}: {", ".join(said)}{why}'


def used_said(one: UsedRight, words: ReportWords) -> str:
    """A window of a right in a sentence for readers."""
    where, unknown = where_of_agreement(one.known.agreement), words.say("unknown")
    start = local(one.start, where).date()
    last = local(one.end - 1, where).date()
    days = words.say("since", first=words.day(start)) if has_no_end(one) else words.span(start, last)
    amounts = {
        "used": one.used,
        "most": None if one.most is None else one.most.amount,
        "left": one.left,
        "carried": one.carried,
        "beyond": one.beyond,
    }
    parts = {
        name: unknown if amount is None else words.number(_amount(one, amount)) for name, amount in amounts.items()
    }
    keys = ["used", *(["used-carried"] if one.right.carried_over else []), "used-left"]
    keys += ["used-beyond"] if one.beyond else []
    keys += ["used-because"] if one.because else []
    text = "".join(words.say(key, because=words.reason(one.because), **parts) for key in keys)
    right = words.say("right-may", party=words.say(one.right.who), right=words.title(one.right.text))
    return words.say("used-line", right=right, days=days, said=text)


def _amount(one: UsedRight, amount: Fraction | None) -> str:
    """An amount in the unit of the right; a number alone, of times."""
    if amount is None:
        return "not known"
    return Quantity(amount=amount, unit="" if one.most is None else one.most.unit).text
