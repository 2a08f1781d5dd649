"""Remedies, rights, obligations and exclusions: how each is compared, and who gains by more of it."""

from __future__ import annotations

from typing import Any

from ..model.remedies import Duty, PaymentTerms, RightToTerminate
from ..wording.statements import bands_text, statement_text
from ..wording.values import all_or, said
from .award_orders import award_steps, bands, prices_beyond, stages
from .change import CUSTOMER, PROVIDER, UNSURE, Relation, Stake, joined
from .conditions import conditions
from .construct import Construct, Part, by, differ
from .deadlines import deadline_of
from .meaning import completed, meaning
from .meaning import joined as joined_statements
from .objective_part import FORCES
from .orders import (
    amounts,
    channels,
    counts,
    hours,
    members,
    members_or_all,
    number,
    position,
    scopes,
    windows,
    within,
)
from .readers import is_collected_against, is_subtracted
from .shared_parts import MOVED, STRICTNESS, WIDTH, topics_of
from .sides import Sides

LENGTH = ("shortened", "lengthened")
GIVEN = ("removed", "added")


def by_award(one: Any, sides: Sides) -> Stake:
    """A credit, penalty, refund or point is for the customer, a bonus or charge for the provider.

    Of one that makes another award smaller, or brings about what is not the customer's, nobody can say for whom it is.
    """
    if is_subtracted(one.kind, sides.agreements) or is_collected_against(one.kind, sides.agreements):
        return UNSURE
    return PROVIDER if one.kind in ("bonus", "charge") else CUSTOMER


def against_award(one: Any, sides: Sides) -> Stake:
    """The stake in a field that makes a remedy smaller."""
    return by_award(one, sides).reversed


def by_side(one: RightToTerminate | Duty, _sides: Sides) -> Stake:
    """A right is for the side that has it."""
    return {"customer": CUSTOMER, "provider": PROVIDER}.get(one.who, UNSURE)


def against_side(one: RightToTerminate | Duty, sides: Sides) -> Stake:
    """The stake in a field that makes a right smaller."""
    return by_side(one, sides).reversed


def by_duty(one: Duty, sides: Sides) -> Stake:
    """An obligation is for the other side, a permission for the side that has it."""
    return against_side(one, sides) if one.must else by_side(one, sides)


def by_time(one: Duty, sides: Sides) -> Stake:
    """More time is for the side that acts in it. What is forbidden for a time is forbidden in it, or after it."""
    return UNSURE if one.forbidden else by_side(one, sides)


def against_time(one: Duty, sides: Sides) -> Stake:
    """Who gains if the side that acts has less time, or fewer ways."""
    return by_time(one, sides).reversed


def strictness(sides: Sides, before: Any, after: Any) -> Relation:
    """States that must be kept: one that holds more rarely is more, and no state is none to keep."""
    return conditions(sides, after, before)


def _end(one: Duty) -> tuple[str, Any] | None:
    """The event with which a duty or right ends, and how long after it."""
    return (one.until, one.until_after) if one.until else None


def _ends(sides: Sides, before: tuple[str, Any], after: tuple[str, Any]) -> Relation:
    """Ends by how long after the same event they come; ends at different events cannot be weighed."""
    (event, length), (other, longer) = before, after
    if event != other:
        return "other"
    if length is None or longer is None:
        return "same" if length is longer else "more" if length is None else "less"
    return amounts(sides, length, longer)


# Remedies

_ABOUT = (by("kind", "objectives", "scope"), by("kind"))
REMEDY = Part(
    "remedy",
    lambda agreement: joined_statements(agreement.remedies, "objectives"),
    (
        Construct("remedy-base", "base"),
        Construct("remedy-objectives", "objectives", members_or_all, by_award, WIDTH, missing=(), show=all_or),
        Construct("remedy-scope", "scope", scopes, by_award, WIDTH, missing=(), show=all_or),
        Construct("remedy-metric", "metric"),
        Construct("remedy-bands", "bands", bands, by_award, show=bands_text),
        Construct("remedy-amount", "amount", amounts, by_award),
        Construct("remedy-step", "step", award_steps, by_award, missing=()),
        Construct("remedy-window", "window", windows, UNSURE, ("widened", "narrowed"), added="other"),
        Construct("remedy-deadline", "within", within, against_award, MOVED, present=by_award),
        Construct("remedy-condition", "when", conditions, by_award, WIDTH, missing=()),
    ),
    _ABOUT,
    lambda one: one.kind,
    by_award,
    sentence=statement_text,
)


NO_REMEDY = Part(
    "no-remedy",
    lambda agreement: joined_statements(agreement.no_remedies, "objectives"),
    (
        Construct("no-remedy-objectives", "objectives", members_or_all, against_award, WIDTH, missing=(), show=all_or),
        Construct("no-remedy-scope", "scope", scopes, against_award, WIDTH, missing=(), show=all_or),
    ),
    (by("kind", "objectives"), by("kind")),
    lambda one: f"no-{one.kind}",
    against_award,
    sentence=statement_text,
)
HIGHEST_ONLY = Part(
    "highest-only",
    lambda agreement: agreement.highest_only,
    (
        Construct(
            "highest-only-objectives", "objectives", members_or_all, against_award, WIDTH, missing=(), show=all_or
        ),
        Construct("highest-only-scope", "scope", scopes, against_award, WIDTH, missing=(), show=all_or),
    ),
    (by("kind", "objectives"), by("kind")),
    lambda one: f"highest-only/{one.kind}",
    against_award,
    sentence=statement_text,
)
CAP = Part(
    "cap",
    lambda agreement: agreement.caps,
    (
        Construct("cap-amount", "amount", amounts, by_award),
        Construct("cap-window", "window", windows, by_award, ("widened", "narrowed"), against_award),
        Construct("cap-each-case", "each_case"),
        Construct("cap-objectives", "objectives", members_or_all, against_award, WIDTH, missing=(), show=all_or),
        Construct("cap-scope", "scope", scopes, against_award, WIDTH, missing=(), show=all_or),
        Construct("cap-condition", "when", conditions, against_award, WIDTH, missing=()),
    ),
    (by("kind", "each_case", "objectives", "scope", "when"), by("kind", "each_case")),
    lambda one: f"cap/{one.kind}",
    against_award,
    sentence=statement_text,
)


EXCLUSIVITY = ("the sole remedy", "nothing said", "one remedy among others")


def exclusivity(traits: PaymentTerms) -> str:
    """Whether other remedies are given beside this one, from the least to the most."""
    return EXCLUSIVITY[1 - traits.sole + traits.among_others]


def _trait(name: str, field: str, gains: Any) -> Construct:
    words = name.replace("-", " ")
    return Construct(
        f"remedy-{name}", field, number, gains, GIVEN, missing=(), show=lambda given: words if given else f"not {words}"
    )


TRAITS = Part(
    "remedy-traits",
    lambda agreement: completed(agreement.traits),
    (
        _trait("automatic", "automatic", by_award),
        Construct("remedy-on-next-invoice", "paid_on_next_invoice"),
        _trait("in-money", "paid_in_money", by_award),
        _trait("in-proportion", "paid_in_proportion", against_award),
        Construct("remedy-payment", "paid_within", within, against_award, MOVED, present=by_award),
        Construct("remedy-threshold", "paid_above", amounts, against_award),
        Construct("remedy-threshold-window", "paid_above_window", added="other"),
        Construct("remedy-exclusivity", exclusivity, position(*EXCLUSIVITY), by_award, ("tightened", "loosened")),
        Construct("remedy-sole-exception", "sole_except", conditions, by_award, WIDTH),
        Construct("remedy-void", "void_when", conditions, against_award, WIDTH),
        _trait("transferable", "transferable", by_award),
        _trait("lost-with-the-agreement", "lost_with_agreement", against_award),
        Construct("remedy-expiry", "lost_after", amounts, by_award, LENGTH, present=against_award),
        # Whether more cases are for somebody depends on the manner; nobody can weigh it.
        Construct("remedy-manner-condition", "when", missing=()),
    ),
    (by("kind", "when"), by("kind")),
    lambda one: f"{one.kind}-is",
    default=lambda one: PaymentTerms(kind=one.kind, when=one.when, source=one.source),
    sentence=statement_text,
)
CLAIM = Part(
    "claim",
    lambda agreement: agreement.claims,
    (
        Construct("claim-channel", "through", channels, CUSTOMER, WIDTH, PROVIDER),
        Construct("claim-deadline", "stages", stages, CUSTOMER, LENGTH, present=PROVIDER),
        # A claim that is needed in more cases is a burden, and where there are several it is one more way.
        Construct("claim-condition", "when", missing=()),
    ),
    (by("through", "when"), by("through"), lambda _one: ""),
    lambda _one: "claim",
    PROVIDER,
    sentence=statement_text,
)

# Rights and duties

RIGHT = Part(
    "right-to-end",
    lambda agreement: joined_statements(agreement.rights_to_end, "grounds"),
    (
        Construct("right-to-end-notice", "notice", amounts, against_side, LENGTH),
        Construct("right-to-end-deadline", "within", within, by_side, MOVED, against_side),
        Construct("right-to-end-channel", "through", channels, by_side, WIDTH, against_side),
        Construct("right-to-end-condition", "when", conditions, by_side, WIDTH, missing=()),
        Construct("right-to-end-grounds", "grounds", members_or_all, by_side, WIDTH, missing=()),
        topics_of("right-to-end"),
    ),
    (lambda one: (one.who, one.when is None, one.within is None, *one.grounds), lambda one: one.who),
    lambda one: f"{one.who}-may-end",
    by_side,
    sentence=statement_text,
)
DUTY = Part(
    "duty",
    lambda agreement: joined_statements(agreement.duties, "objectives"),
    (
        Construct("duty-text", "text"),
        Construct("duty-state", "ensures", strictness, by_duty, STRICTNESS),
        Construct("duty-forbidden", "forbidden", number, added="other"),
        Construct("duty-force", "force", position(*FORCES), by_duty, ("weakened", "strengthened")),
        Construct("duty-times", "times", counts, by_side, present=against_side),
        Construct("duty-carry-over", "carried_over", position("once", "always"), by_side),
        Construct("duty-limit", "limit", amounts, by_side, present=against_side),
        # Who may have more for a price has more than who may not.
        Construct("duty-price-beyond", "beyond", prices_beyond, against_side, present=by_side),
        Construct(
            "duty-end",
            _end,
            _ends,
            by_duty,
            ("advanced", "postponed"),
            # What ends is less than what does not.
            lambda one, sides: by_duty(one, sides).reversed,
            show=lambda one: " after ".join(said(part) for part in reversed(one or ()) if part is not None),
            differs=lambda _sides, *both: differ(both, "until", "until_after"),
        ),
        Construct("duty-ahead", "ahead", amounts, against_time, LENGTH),
        deadline_of("duty", by_time, against_time),
        Construct("duty-channel", "through", channels, by_time, WIDTH, against_time),
        Construct("duty-hours", "hours", hours),
        Construct("duty-objectives", "objectives", members_or_all, by_duty, WIDTH, missing=(), show=all_or),
        Construct("duty-scope", "scope", scopes, by_duty, WIDTH, missing=(), show=all_or),
        Construct("duty-window", "window", added="other"),
        Construct("duty-condition", "when", conditions, by_duty, WIDTH, missing=()),
        topics_of("duty"),
    ),
    (by("who", "must", "forbidden", "text", "ensures"), by("who", "must", "text"), by("who", "must")),
    lambda one: f"{one.who}-{'must-not' if one.forbidden else 'must' if one.must else 'may'}",
    by_duty,
    sentence=statement_text,
)
SUSPENSION = Part(
    "suspension",
    lambda agreement: joined_statements(agreement.suspensions, "objectives"),
    (
        Construct("suspension-objectives", "objectives", members, PROVIDER, WIDTH),
        Construct("suspension-condition", "when", conditions, PROVIDER, WIDTH),
    ),
    (by("objectives"), lambda _one: ""),
    lambda _one: "suspends",
    PROVIDER,
    sentence=statement_text,
)

# Exclusions


def further_limits(sides: Sides, before: Any, after: Any) -> Relation:
    """Further limits of an exclusion by what they let be excluded: one more of them lets less."""
    old, new = ({meaning(one.window): one.limit for one in each} for each in (before, after))
    found: list[Relation] = ["more" for window in old.keys() - new.keys()]
    found += ["less" for window in new.keys() - old.keys()]
    return joined((*found, *(amounts(sides, old[window], new[window]) for window in old.keys() & new.keys())))


EXCLUSION = Part(
    "exclusion",
    lambda agreement: agreement.exclusions,
    (
        Construct("exclusion-limit", "limit", amounts, PROVIDER, present=CUSTOMER),
        Construct("exclusion-window", "window", windows, PROVIDER, ("widened", "narrowed"), UNSURE, "other"),
        Construct("exclusion-further-limits", "further", further_limits, PROVIDER, missing=()),
        Construct("exclusion-hours", "within", hours, PROVIDER, WIDTH, present=CUSTOMER),
        Construct("exclusion-announcement", "announced", amounts, CUSTOMER, LENGTH),
        Construct("exclusion-objectives", "objectives", members_or_all, PROVIDER, WIDTH, missing=(), show=all_or),
        Construct("exclusion-scope", "scope", scopes, PROVIDER, WIDTH, missing=(), show=all_or),
        Construct("exclusion-condition", "when", conditions, PROVIDER, WIDTH, missing=()),
    ),
    (by("reason", "objectives", "scope"), by("reason")),
    lambda one: f"excludes/{one.reason}",
    PROVIDER,
    sentence=statement_text,
)
NO_MAINTENANCE = Part(
    "no-maintenance",
    lambda agreement: agreement.no_maintenance,
    (
        Construct("no-maintenance-start", "first", number, PROVIDER, MOVED, present=PROVIDER),
        Construct("no-maintenance-end", "last", number, CUSTOMER, MOVED, present=PROVIDER),
        Construct("no-maintenance-hours", "hours", hours, CUSTOMER, WIDTH, present=PROVIDER),
    ),
    (by("first", "last"), by("hours")),
    lambda _one: "no-maintenance",
    CUSTOMER,
    sentence=statement_text,
)
REMEDY_PARTS = (
    REMEDY,
    NO_REMEDY,
    HIGHEST_ONLY,
    CAP,
    TRAITS,
    CLAIM,
    RIGHT,
    DUTY,
    SUSPENSION,
    EXCLUSION,
    NO_MAINTENANCE,
)
