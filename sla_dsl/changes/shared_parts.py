"""The declarations that agreements share, and their parts: people, time, scales, metrics, services, policies."""

from __future__ import annotations

from typing import Any

from ..algebra.calendars import day_lists
from ..model.people import Calendar, Event
from ..model.services import FactState, Metric, Scale, ScaleValue
from ..wording.values import said, time_of_day
from .change import BOTH, CUSTOMER, NOBODY, PROVIDER, UNSURE, Relation, Stake
from .construct import Construct, Part, Stakes, by, differ
from .counting_orders import downs, lastings, raised, reopenings
from .meaning import meaning
from .orders import amounts, bounds, channels, events, hours, instants, members, needs, number, text
from .sides import Sides
from .wording_part import DEFINING_WORDING, WORDING

MOVED = ("advanced", "postponed")
WIDTH = ("narrowed", "widened")
STRICTNESS = ("loosened", "tightened")


def topics_of(part: str) -> Construct:
    """What a statement is about; the mark promises nothing, so that nobody gains by it."""
    return Construct(f"{part}-topics", "about", members, NOBODY, WIDTH)


def title_of(part: str, defines: Stakes = NOBODY) -> Construct:
    """A title; it is editorial, unless it ``defines`` what is meant: then nobody can say who gains by another one."""
    return Construct(f"{part}-title", "title", gains=defines)


# Time


def own_hours(sides: Sides, before: Calendar, after: Calendar) -> Relation:
    """Calendars by the instants at which they are open."""
    return instants(sides, before.name, after.name)


def other_lines(sides: Sides, before: Calendar, after: Calendar) -> bool:
    """Whether the lines of a calendar, or the days that they name, have changed."""
    old, new = (
        (
            meaning(one, "name", "title", "wordings"),
            {name: side.almanac.holidays.get(name) for name in named_lists(one)},
        )
        for side, one in ((sides.base, before), (sides.head, after))
    )
    return bool(old != new)


def named_lists(calendar: Calendar) -> tuple[str, ...]:
    """The lists of days that a calendar names."""
    return tuple(dict.fromkeys(name for line in calendar.lines for name in day_lists(line)))


def _opening_hours(calendar: Calendar) -> str:
    return said(calendar.combination) or "; ".join(said(line.source) for line in calendar.lines)


def _time(at: int | None) -> str:
    return "" if at is None else time_of_day(at)


CALENDAR = Part(
    "calendar",
    lambda side: side.calendars.values(),
    (
        title_of("calendar"),
        Construct(
            "calendar-hours", lambda one: one, own_hours, CUSTOMER, WIDTH, show=_opening_hours, differs=other_lines
        ),
    ),
    gains=NOBODY,
    by_context=True,
    parts=(WORDING,),
)
PAUSE = Part(
    "pause",
    lambda one: one.pauses,
    (
        Construct("pause-limit", "bound", bounds, PROVIDER, present=CUSTOMER),
        Construct("pause-after", "after", amounts, CUSTOMER),
    ),
    (by("reason"),),
    lambda pause: f"pause/{pause.reason}",
    PROVIDER,
)
CLOCK = Part(
    "clock",
    lambda side: side.clocks.values(),
    (
        title_of("clock"),
        Construct("clock-start", "starts", events, PROVIDER, MOVED, present=UNSURE, added="other"),
        Construct("clock-channel", "through", channels, CUSTOMER, WIDTH, PROVIDER),
        Construct("clock-restart", "restarts", gains=PROVIDER),
        Construct("clock-hours", "hours", hours, CUSTOMER, WIDTH, present=UNSURE, added="other"),
        Construct("clock-cut-off", "cut_off", number, CUSTOMER, MOVED, present=PROVIDER, show=_time),
        Construct(
            "clock-reopening",
            lambda one: one,
            reopenings,
            CUSTOMER,
            STRICTNESS,
            show=lambda one: f"within {said(one.reopened_within)} {one.reopened}" if one.reopened else "",
            differs=lambda _sides, *clocks: differ(clocks, "reopened_within", "reopened"),
        ),
        Construct(
            "clock-raised-priority",
            lambda one: one,
            raised,
            CUSTOMER,
            STRICTNESS,
            show=lambda one: said(one.raised_from),
            differs=lambda _sides, *clocks: differ(clocks, "raised_from"),
        ),
    ),
    gains=NOBODY,
    parts=(WORDING, PAUSE),
)


def _place(event: Event) -> str:
    sides = (("after", event.after), ("before", event.before))
    return " ".join(f"{word} {name}" for word, name in sides if name)


EVENT = Part(
    "event",
    lambda side: side.events.values(),
    (title_of("event", UNSURE), Construct("event-place", _place)),
    gains=NOBODY,
    parts=(DEFINING_WORDING,),
)
CHANNEL = Part(
    "channel",
    lambda side: side.channels.values(),
    (
        title_of("channel"),
        Construct("channel-of", "of"),
        Construct("channel-contacts", "contacts", gains=NOBODY),
        Construct("channel-hours", "hours", hours, CUSTOMER, WIDTH, present=PROVIDER),
        Construct("channel-replacement", "replaced_by", gains=CUSTOMER),
    ),
    gains=NOBODY,
    parts=(WORDING,),
)
REASON = Part(
    "reason",
    lambda side: side.reasons.values(),
    (title_of("reason", UNSURE), Construct("reason-of", "of")),
    gains=NOBODY,
    parts=(DEFINING_WORDING,),
)


# People

SIGNATORY = Part(
    "signatory",
    lambda party: party.signatories,
    (
        Construct("signatory-role", "role"),
        Construct("signatory-key", "key", added="other"),
        Construct("signatory-address", "email", added="other"),
    ),
    label=lambda one: f"signatory/{one.name}",
    added="other",
)
PARTY = Part(
    "party",
    lambda side: side.parties.values(),
    (
        title_of("party", UNSURE),
        Construct("party-time-zone", "zone"),
        Construct("party-contacts", "contacts", gains=NOBODY),
        Construct("party-country", "country", added="other"),
        Construct("party-lei", "lei", added="other"),
    ),
    gains=NOBODY,
    parts=(DEFINING_WORDING, SIGNATORY),
)
TEAM = Part(
    "team",
    lambda side: side.teams.values(),
    (
        title_of("team"),
        Construct("team-house", "house"),
        Construct("team-contacts", "contacts", gains=NOBODY),
        Construct("team-hours", "hours", gains=NOBODY),
    ),
    gains=NOBODY,
    parts=(WORDING,),
)

# Scales and metrics


def _order_of_values(scale: Scale) -> tuple[str, ...]:
    return tuple(value.name for value in scale.values)


def _reordered(_sides: Sides, before: tuple[str, ...], after: tuple[str, ...]) -> Relation:
    """Whether the values that are on both sides stand in another order."""
    common = set(before) & set(after)
    old, new = ([name for name in names if name in common] for names in (before, after))
    return "same" if old == new else "other"


def _when(value: ScaleValue | FactState) -> Any:
    return value.when


def by_definition(value: ScaleValue | FactState, _sides: Sides) -> Stake:
    """The title of a value or a state without a condition is all that says when it applies."""
    return NOBODY if value.when is not None else UNSURE


VALUE = Part(
    "scale-value",
    lambda scale: scale.values,
    (title_of("scale-value", by_definition), Construct("scale-value-text", _when, present=CUSTOMER, added="other")),
    added="other",
)
STATE = Part(
    "fact-state",
    lambda fact: fact.states,
    (title_of("fact-state", by_definition), Construct("fact-state-text", _when, present=CUSTOMER, added="other")),
    gains=NOBODY,
)
FACT = Part(
    "fact",
    lambda side: side.facts.values(),
    (title_of("fact"), Construct("fact-measured", "measured")),
    gains=NOBODY,
    parts=(DEFINING_WORDING, STATE),
)
SCALE = Part(
    "scale",
    lambda side: side.scales.values(),
    (
        title_of("scale"),
        Construct("scale-kind", "kind"),
        Construct("scale-order", _order_of_values, _reordered),
        Construct("scale-set-by", "set_by"),
        Construct("scale-matrix", by("derived_from", "matrix"), missing=(None, ((), ()))),
    ),
    gains=NOBODY,
    parts=(DEFINING_WORDING, VALUE),
)


def _counts(one: Any) -> str:
    counts, out_of = one.counting.counts, one.counting.out_of
    return f"{counts} out of {out_of}" if out_of else str(counts)


def counting(of: str, rounding: Construct, by_downtime: Stakes) -> tuple[Construct, ...]:
    """The counting rules of a metric or an objective; ``by_downtime`` is who gains if more counts as down."""
    return (
        Construct(f"{of}-down", "counting.down", downs, by_downtime, STRICTNESS, present=CUSTOMER, added="other"),
        Construct(f"{of}-up", "counting.up_after", lastings, by_downtime, STRICTNESS, missing=()),
        Construct(f"{of}-counts", _counts, present=CUSTOMER, added="other"),
        Construct(f"{of}-weights", "counting.weighted_by", present=CUSTOMER, added="other"),
        Construct(f"{of}-measurement", "counting.measured", present=CUSTOMER, added="other"),
        Construct(f"{of}-partial-outages", "counting.in_proportion_to", present=PROVIDER),
        Construct(f"{of}-overlaps-once", "counting.overlaps_once", number, PROVIDER, ("removed", "added")),
        rounding,
    )


def decimals(one: Any) -> str:
    """The number of decimals to which a figure is rounded."""
    return "not rounded" if one.counting.decimals is None else f"rounded to {one.counting.decimals} decimals"


def by_meaning(metric: Metric, _sides: Sides) -> Stake:
    """The title of a metric without anything else that says what it measures is its definition."""
    counting = metric.counting
    defined = (metric.is_, metric.starts, metric.stops, counting.counts, counting.down, counting.measured)
    return NOBODY if any(defined) else UNSURE


METRIC = Part(
    "metric",
    lambda side: side.metrics.values(),
    (
        title_of("metric", by_meaning),
        Construct("metric-base", "is_", added="other"),
        Construct("metric-unit", lambda one: one.own_unit or one.unit),
        Construct("metric-unit-title", "own_unit_title"),
        Construct("metric-direction", "better"),
        Construct("metric-population", "population"),
        Construct("metric-statistic", "statistic"),
        Construct("metric-start", "starts", events, PROVIDER, MOVED, present=UNSURE, added="other"),
        Construct("metric-stop", "stops", events, CUSTOMER, MOVED, present=UNSURE, added="other"),
        Construct("metric-composition", "composes", gains=NOBODY),
        *counting("metric", Construct("metric-rounding", decimals, text, show=said), CUSTOMER),
    ),
    gains=NOBODY,
    parts=(DEFINING_WORDING,),
)

# Services and policies


SERVICE = Part(
    "service",
    lambda side: side.services.values(),
    (
        title_of("service"),
        Construct("service-owner", "owner", gains=NOBODY),
        Construct("service-hours", "hours", hours, CUSTOMER, WIDTH),
        Construct("service-structure", "needs", needs, CUSTOMER, STRICTNESS, missing=()),
        Construct("service-supplier", "supplied_by"),
        Construct("service-common-cause", "shares", gains=NOBODY),
        Construct("service-critical", "critical"),
    ),
    gains=NOBODY,
    parts=(
        WORDING,
        Part(
            "offer",
            lambda service: service.offers,
            (
                Construct("offer-to", "to", members, CUSTOMER, WIDTH),
                Construct("offer-start", "days.first", number, PROVIDER, MOVED),
                Construct("offer-end", "days.last", number, CUSTOMER, MOVED, present=PROVIDER),
            ),
            (by("to"), lambda _offer: ""),
            lambda _offer: "offer",
            CUSTOMER,
        ),
        Part(
            "goal",
            lambda service: service.goals,
            (
                Construct("goal-text", "text"),
                Construct("goal-figure", lambda goal: (goal.metric, goal.bound, goal.share, goal.window)),
            ),
            (by("text"), by("metric")),
            lambda _goal: "goal",
            CUSTOMER,
            "other",
        ),
    ),
)
DOCUMENT = Part(
    "document",
    lambda side: side.documents.values(),
    (
        title_of("document", UNSURE),
        Construct("document-date", "dated", added="other"),
        Construct("document-place", "at", added="other"),
    ),
    gains=NOBODY,
    parts=(DEFINING_WORDING,),
)
TOPIC = Part(
    "topic",
    lambda side: side.topics.values(),
    (title_of("topic"), Construct("topic-words", "like", members, NOBODY, WIDTH)),
    gains=NOBODY,
    parts=(WORDING,),
)
POLICY = Part(
    "policy",
    lambda side: side.policies.values(),
    (
        title_of("policy"),
        Construct("policy-severity", "severity", gains=BOTH),
        Construct("policy-sentence", "sentence", gains=BOTH),
        Construct("policy-reason", "because", gains=NOBODY),
        Construct("policy-source", by("origin", "read_as", "read_in"), gains=NOBODY, missing=(("", None, ""),)),
        Construct("policy-untested", "not_tested", gains=NOBODY),
        Construct("policy-waivable", "may_be_waived", number, BOTH.reversed, ("removed", "added")),
    ),
    gains=BOTH,
)
SHARED: tuple[tuple[str, Part], ...] = (
    ("parties", PARTY),
    ("teams", TEAM),
    ("reasons", REASON),
    ("events", EVENT),
    ("channels", CHANNEL),
    ("calendars", CALENDAR),
    ("clocks", CLOCK),
    ("scales", SCALE),
    ("facts", FACT),
    ("metrics", METRIC),
    ("services", SERVICE),
    ("documents", DOCUMENT),
    ("topics", TOPIC),
    ("policies", POLICY),
)
"""The spaces of the workspace whose declarations are shared."""
