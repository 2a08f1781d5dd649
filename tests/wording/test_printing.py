"""What is printed is what the language writes: every value and condition compiles to the same model again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple, get_args

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sla_dsl.changes.meaning import meaning
from sla_dsl.model import phrases, quantity
from sla_dsl.model.agreement import Agreement, Indexed
from sla_dsl.model.base import Model
from sla_dsl.model.people import Combination, HoursRef, Pause
from sla_dsl.model.phrases import (
    Both,
    Bound,
    ByDay,
    Capped,
    Collected,
    Compared,
    Days,
    Deadline,
    Either,
    EventBefore,
    EventDuring,
    EventOn,
    EventThrough,
    Holds,
    InFirst,
    Is,
    IsSet,
    Lasting,
    Longer,
    Missed,
    NamedHours,
    Not,
    Often,
    OtherPeriod,
    Period,
    Said,
    Selection,
    Several,
    Share,
    Through,
    Window,
    Within,
)
from sla_dsl.model.quantity import (
    BUSINESS_DAY,
    Blank,
    Extreme,
    Multiple,
    Named,
    Operation,
    Portion,
    PriceOfDowntime,
    Quantity,
)
from sla_dsl.model.remedies import Step
from sla_dsl.model.services import Component, Down, Measurement, Redundant, Series
from sla_dsl.model.workspace import Workspace
from sla_dsl.wording.values import _PRINTERS, said

from ..compiler.models import BASE
from ..documents import compiled
from ..examples import of_all

Found = Callable[[Workspace], Any]


def texts(first: str = "") -> st.SearchStrategy[str]:
    """Words of people, with whatever they may type between quotes."""
    return st.text(
        st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=' "\\'), max_size=9
    ).map(lambda text: " ".join(f"{first}{text} .".split()))


def several(one: st.SearchStrategy[Any], least: int = 2, most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, min_size=least, max_size=most).map(tuple)


def of(unit: str, step: Fraction, most: int = 999) -> st.SearchStrategy[Quantity]:
    return st.integers(1, most).map(lambda count: Quantity(amount=count * step, unit=unit))


# Quantities and amounts

PERCENT = of("%", Fraction(1, 10))
SECONDS = of("s", Fraction(1, 1000)) | of("s", Fraction(1)) | of("s", Fraction(90), 9999)
DURATION = SECONDS | of("day", Fraction(1)) | of(BUSINESS_DAY, Fraction(1)) | of("month", Fraction(1))
RATE = of("/s", Fraction(1)) | of("/s", Fraction(1, 8)) | of("/s", Fraction(1, 60)) | of("/s", Fraction(1, 86400))
NUMBER = of("", Fraction(1)) | of("", Fraction(1, 4)) | of("", Fraction(1, 3))
MONEY = of("EUR", Fraction(1, 100), 99_999)
QUANTITY = PERCENT | DURATION | RATE | NUMBER | MONEY | of("cases", Fraction(1))
NAMED_HOURS = st.sampled_from(("office", "24x7")).map(lambda name: NamedHours(calendar=name))
OTHER_PERIOD = st.builds(
    OtherPeriod,
    parameter=st.just("fee"),
    period=st.sampled_from(get_args(Period)),
    side=st.sampled_from(("before", "next")),
)
BLANK = st.just(Blank(parameter="span", dimension="duration"))
TIMES = st.integers(1, 9).map(Fraction)
PORTION = st.builds(Portion, quantity=PERCENT | of("day", Fraction(1)), of=st.just("fee"))
PRICE = st.builds(PriceOfDowntime, times=TIMES)
MULTIPLE = st.builds(Multiple, times=TIMES, remedy=st.sampled_from(["credit", "points"]))
NAMED = st.just(Named(name="blank-fee"))


def operations(operators: str, first: Any, others: Any) -> st.SearchStrategy[Operation]:
    pairs = several(st.tuples(st.sampled_from(operators), others), 1)
    return st.tuples(first, pairs).map(
        lambda drawn: Operation(
            operators=tuple(sign for sign, _ in drawn[1]), operands=(drawn[0], *(one for _, one in drawn[1]))
        )
    )


NUMBERS = st.recursive(
    NUMBER, lambda inner: operations("*/", inner, inner) | operations("+", inner, inner), max_leaves=4
)


def of_money(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    extreme = st.builds(Extreme, choice=st.sampled_from(["larger", "smaller"]), operands=several(inner))
    return operations("+-", inner, inner) | operations("*/", inner, NUMBERS) | extreme


AMOUNT = st.recursive(MONEY | PORTION | NAMED, of_money, max_leaves=8)
OPERATION = st.one_of(of_money(AMOUNT)).filter(lambda one: isinstance(one, Operation))
EXTREME = st.builds(Extreme, choice=st.sampled_from(["larger", "smaller"]), operands=several(AMOUNT))

# Bounds and times

AT = st.integers(0, 1439)
DAY = st.integers(0, 9999).map(lambda days: date(2020, 1, 1) + timedelta(days))
KINDS = st.sampled_from(["at-least", "at-most", "above", "below"])


def bounds(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Bound]:
    between = st.tuples(value, value).filter(
        lambda pair: pair[0].unit == pair[1].unit and pair[0].amount < pair[1].amount
    )
    return st.builds(Bound, kind=KINDS, value=value) | between.map(
        lambda pair: Bound(kind="between", value=pair[0], upper=pair[1])
    )


def comparisons() -> st.SearchStrategy[Compared]:
    figures = (("latency", SECONDS), ("error-rate", PERCENT), ("throughput", RATE), ("fee", MONEY), ("uptime", PERCENT))
    return st.one_of(*(st.builds(Compared, subject=st.just(name), bound=bounds(value)) for name, value in figures))


WINDOW = st.one_of(
    st.sampled_from([Window(kind="invoice"), Window(kind="term")]),
    st.builds(
        Window,
        kind=st.just("calendar"),
        period=st.sampled_from(["hour", "day", "week", "month", "quarter", "year"]),
        length=st.none() | of("s", Fraction(3600)) | BLANK,
    ),
    st.builds(Window, kind=st.sampled_from(["contract", "fiscal"]), period=st.sampled_from(["quarter", "year"])),
    st.builds(Window, kind=st.just("rolling"), length=of("day", Fraction(1)) | of("month", Fraction(1)) | BLANK),
)
MOMENT = st.sampled_from(["window-end", "weakening", "report", "event", "invoice", "logged"])
WITHIN = st.just(Within(calendar="nights")) | st.builds(Within, time=DURATION | BLANK, of=MOMENT)
BY_DAY = (
    st.builds(ByDay, period=st.just("month"), side=st.just("next"), day=st.integers(1, 28))
    | st.builds(ByDay, period=st.sampled_from(["month", "quarter", "year"]), side=st.just("next"))
    | st.builds(
        lambda side, day: ByDay(period="year", side=side, day=day.day, month=day.month),
        st.sampled_from(["same", "next"]),
        st.dates(date(2027, 1, 1), date(2027, 12, 31)),
    )
)
CHANNELS = st.sampled_from(["portal", "phone", "email"])
THROUGH = st.builds(Through, channels=several(CHANNELS), together=st.booleans()) | CHANNELS.map(
    lambda one: Through(channels=(one,))
)
LASTING = st.builds(Lasting, time=SECONDS) | st.builds(
    Lasting, samples=st.integers(1, 9), within=st.none() | SECONDS.filter(lambda one: one.amount > 1)
)

# Conditions

SAID = st.builds(Said, text=texts())
HOLDS = st.builds(Holds, fact=st.just("shop"), state=st.sampled_from(["shut", "dim"]))
TIMED = (
    st.fixed_dictionaries({"times": st.integers(1, 9)})
    | st.fixed_dictionaries({"times": st.integers(1, 9), "in_a_row": st.just(True)})
    | st.fixed_dictionaries({"times": st.integers(1, 9), "within": of("month", Fraction(1)) | BLANK})
    | st.fixed_dictionaries({"times": st.integers(1, 9), "window": st.just(Window(kind="calendar", period="year"))})
)
OFTEN = (
    st.tuples(SAID | HOLDS, TIMED)
    .map(lambda drawn: Often(part=drawn[0], **drawn[1]))
    .filter(lambda one: one.in_a_row or one.within is not None or one.window is not None)
)
MISSED = st.just(Missed(objective="uptime")) | TIMED.filter(lambda one: len(one) > 1).map(
    lambda drawn: Missed(objective="uptime", **drawn)
)
CAPPED = st.builds(Capped, remedy=st.sampled_from(["credit", "penalty", "refund"]))
COLLECTED = st.builds(
    Collected,
    bound=st.builds(Bound, kind=st.sampled_from(["at-least", "above"]), value=of("", Fraction(1))),
    window=st.sampled_from([Window(kind="contract", period="year"), Window(kind="calendar", period="quarter")]),
)
IS = st.builds(Is, subject=st.just("urgency"), value=st.sampled_from(["P1", "P2"]))
IS_SET = st.builds(IsSet, parameter=st.just("fee"))
EVENT = st.sampled_from(["logged", "accepted"])
DURING = st.builds(EventDuring, event=EVENT, calendar=st.sampled_from(["office", "24x7"]))
BEFORE = st.builds(EventBefore, event=EVENT, at=AT)
IN_FIRST = st.builds(InFirst, time=of("month", Fraction(1)) | BLANK)
ON = st.builds(EventOn, event=EVENT, side=st.sampled_from(["before", "after"]), day=DAY)
BY_CHANNEL = st.builds(EventThrough, event=EVENT, channel=CHANNELS)
SEVERAL = st.tuples(
    st.lists(st.sampled_from(["app", "web", "db"]), max_size=2, unique=True).map(tuple),
    st.lists(st.sampled_from(["app", "a"]) | texts(), min_size=1, max_size=2, unique=True).map(tuple),
).flatmap(
    lambda found: st.builds(
        Several,
        count=st.none() | st.integers(1, len(found[0]) + len(found[1])),
        of=st.just(found[0]),
        occasions=st.just(found[1]),
    )
)
COMPARED = comparisons()
LEAF = st.one_of(
    SAID, HOLDS, OFTEN, MISSED, CAPPED, COLLECTED, IS, IS_SET, COMPARED, DURING, BEFORE, ON, BY_CHANNEL, SEVERAL
)


def negated(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Not]:
    """Two `not` cancel each other, so that there is never one in another."""
    return st.builds(Not, part=inner.filter(lambda one: not isinstance(one, Not)))


def longer(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Longer]:
    return st.builds(Longer, part=inner, than=SECONDS | of("day", Fraction(1)))


def distinct(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Two or three parts: a part that is said twice is one part."""
    return st.lists(inner, min_size=2, max_size=3, unique_by=repr).map(tuple)


def both(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Both]:
    return st.builds(Both, parts=distinct(inner))


def either(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Either]:
    return st.builds(Either, parts=distinct(inner))


CONDITION = st.recursive(LEAF, lambda inner: negated(inner) | longer(inner) | both(inner) | either(inner), max_leaves=6)
WITHOUT_AGREEMENT = CONDITION.filter(lambda one: not any(name in said(one) for name in ("uptime", "fee", "span")))
"""Conditions that name nothing of an agreement."""
DEADLINE = st.builds(
    Deadline,
    at=AT,
    after=st.integers(0, 3).map(lambda days: Quantity(amount=Fraction(days), unit="day"))
    | of(BUSINESS_DAY, Fraction(1), 3),
    when=st.none() | WITHOUT_AGREEMENT,
)

# Services and hours

SERVICE = st.builds(Component, service=st.sampled_from(["app", "web", "db"]))


def redundant(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Redundant]:
    return several(inner, 1).flatmap(
        lambda parts: st.builds(Redundant, needed=st.integers(1, len(parts)), parts=st.just(parts))
    )


def series(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Series]:
    return st.builds(Series, parts=several(inner))


STRUCTURE = st.recursive(SERVICE, lambda inner: redundant(inner) | series(inner), max_leaves=6)
HOURS = st.builds(HoursRef, name=st.sampled_from(["office", "nights", "24x7"]))


def combined(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Combination]:
    lists = st.builds(Combination, kind=st.sampled_from(["or", "and"]), parts=several(inner))
    return lists | st.builds(Combination, kind=st.just("except"), parts=several(inner, 2, 2))


SUM = st.recursive(HOURS, combined, max_leaves=5)
SOURCE = compiled("team t of p").teams["t"].source
SCOPES = (("urgency", several(st.sampled_from(["P1", "P2"]), 1)), ("site", several(st.just("paris"), 1, 1)))


class Form(NamedTuple):
    """Models of one type, the text in which a printed one stands (at ``{}``), and where it is found again."""

    drawn: st.SearchStrategy[Any]
    text: str
    found: Found


def in_agreement(statement: str, found: Callable[[Agreement], Any]) -> tuple[str, Found]:
    text = f"""sla s {{ provider norvia customer brun covers app in force from 2026-01-01 service hours 24x7
        parameter fee = 100 EUR parameter blank-fee is money parameter span is duration
        objective uptime: availability at least 99% during 24x7 each calendar month
        objective visit: restore-time at most 4 h during office
        {statement} }}"""
    return text, lambda workspace: found(workspace.agreements["s"])


RIGHT = in_agreement("customer may end when {}", lambda one: one.rights_to_end[0].when)
CAP = in_agreement("cap credit at {}", lambda one: one.caps[0].amount)
VALUE = in_agreement("parameter drawn = {}", lambda one: one.parameters[-1].value)
NEEDS = ("service whole { owner desk needs {} }", lambda workspace: workspace.services["whole"].needs)
METRIC = "metric lamp is availability { {} }"


def counting(statement: str, found: Callable[[Any], Any]) -> tuple[str, Found]:
    return METRIC.replace("{}", statement), lambda workspace: found(workspace.metrics["lamp"].counting)


FORMS: dict[type[Model], Form] = {
    Quantity: Form(QUANTITY, *VALUE),
    OtherPeriod: Form(OTHER_PERIOD, *in_agreement("parameter p = {}", lambda one: one.parameters[-1].value)),
    NamedHours: Form(NAMED_HOURS, *in_agreement("parameter p = {}", lambda one: one.parameters[-1].value)),
    Blank: Form(BLANK, *in_agreement('customer must "x" {} ahead', lambda one: one.duties[0].ahead)),
    Named: Form(NAMED, *CAP),
    Portion: Form(PORTION, *CAP),
    PriceOfDowntime: Form(PRICE, *in_agreement("credit on fee for uptime: {}", lambda one: one.remedies[0].amount)),
    Multiple: Form(MULTIPLE, *VALUE),
    Operation: Form(OPERATION, *CAP),
    Extreme: Form(EXTREME, *CAP),
    Bound: Form(
        bounds(SECONDS),
        *in_agreement("objective o: latency {} each calendar day", lambda one: one.objectives[-1].bound),
    ),
    Deadline: Form(
        DEADLINE, *in_agreement("objective o: delivery-time {} during office", lambda one: one.objectives[-1].bound)
    ),
    Share: Form(
        st.builds(Share, share=PERCENT.filter(lambda one: one.amount <= 100), of=st.just("cases")),
        *in_agreement(
            "objective o: restore-time at most 9 h {} each calendar month", lambda one: one.objectives[-1].share
        ),
    ),
    Window: Form(WINDOW, *in_agreement("cap credit at 5 EUR {}", lambda one: one.caps[0].window)),
    ByDay: Form(BY_DAY, *in_agreement('customer must "x" each calendar year by {}', lambda one: one.duties[0].by)),
    Within: Form(WITHIN, *in_agreement('customer must "x" within {}', lambda one: one.duties[0].within)),
    Selection: Form(
        st.one_of(
            *(
                st.builds(Selection, scale=st.just(scale), values=values.map(lambda found: tuple(dict.fromkeys(found))))
                for scale, values in SCOPES
            )
        ),
        *in_agreement("no credit for {}", lambda one: one.no_remedies[0].scope[0]),
    ),
    Indexed: Form(
        st.builds(
            Indexed,
            document=st.just("tariff"),
            window=st.sampled_from([Window(kind="calendar", period="year"), Window(kind="contract", period="quarter")]),
            limit=st.none() | PERCENT,
        ),
        *in_agreement("parameter rent = 5 EUR {}", lambda one: one.parameters[-1].follows),
    ),
    Through: Form(THROUGH, *in_agreement("customer may end {}", lambda one: one.rights_to_end[0].through)),
    Pause: Form(
        st.builds(
            Pause,
            reason=st.just("waiting-for-customer"),
            bound=st.none() | st.builds(Bound, kind=st.just("at-most"), value=DURATION),
            after=st.none() | SECONDS,
            source=st.just(SOURCE),
        ),
        "clock c { starts when logged pauses while {} during office }",
        lambda workspace: workspace.clocks["c"].pauses[0],
    ),
    Step: Form(
        st.builds(
            Step,
            unit=of("s", Fraction(60)),
            begun=st.booleans(),
            of=st.sampled_from(["late", "downtime", "above-target", None]),
        )
        | st.builds(Step, unit=SECONDS, begun=st.booleans(), metric=st.just("latency")),
        *in_agreement("penalty for visit: 1 EUR for {}", lambda one: one.remedies[0].step),
    ),
    Lasting: Form(LASTING, *counting('down when "dark" {}', lambda one: one.down[0].lasting)),
    Measurement: Form(
        st.builds(
            Measurement,
            by=st.just("norvia"),
            at=st.just("") | texts(),
            every=st.none() | SECONDS,
            using=st.just("") | texts(),
        ),
        *counting("measured {}", lambda one: one.measured[0]),
    ),
    Down: Form(
        st.builds(
            Down,
            scope=st.sampled_from([(), (("urgency", ("P1", "P2")),)]),
            when=WITHOUT_AGREEMENT,
            lasting=st.none() | LASTING,
        ),
        *counting("down {}", lambda one: one.down[0]),
    ),
    HoursRef: Form(HOURS, "calendar c = {}", lambda workspace: workspace.calendars["c"].combination),
    Combination: Form(combined(SUM), "calendar c = {}", lambda workspace: workspace.calendars["c"].combination),
    Component: Form(SERVICE, *NEEDS),
    Series: Form(series(STRUCTURE), *NEEDS),
    Redundant: Form(redundant(STRUCTURE), *NEEDS),
    Said: Form(SAID, *RIGHT),
    Holds: Form(HOLDS, *RIGHT),
    Often: Form(OFTEN, *RIGHT),
    Missed: Form(MISSED, *RIGHT),
    Capped: Form(CAPPED, *RIGHT),
    Collected: Form(COLLECTED, *RIGHT),
    Is: Form(IS, *RIGHT),
    IsSet: Form(IS_SET, *RIGHT),
    Compared: Form(COMPARED, *RIGHT),
    EventDuring: Form(DURING, *RIGHT),
    EventBefore: Form(BEFORE, *RIGHT),
    EventOn: Form(ON, *RIGHT),
    EventThrough: Form(BY_CHANNEL, *RIGHT),
    InFirst: Form(IN_FIRST, *RIGHT),
    Longer: Form(longer(CONDITION), *RIGHT),
    Several: Form(SEVERAL, *RIGHT),
    Not: Form(negated(CONDITION), *RIGHT),
    Both: Form(both(CONDITION), *RIGHT),
    Either: Form(either(CONDITION), *RIGHT),
}
BESIDE = {Days: "its two days are compared and shown one by one"}
"""Phrases that are never printed as one value, and why."""
CHANNELS_DECLARED = "document tariff\nchannel portal\nchannel phone\nchannel email\n"


def test_every_phrase_and_quantity_of_the_model_is_printed_and_drawn() -> None:
    written = {
        one
        for module in (phrases, quantity)
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Model) and one.__module__ == module.__name__
    }
    assert written - BESIDE.keys() <= _PRINTERS.keys()
    assert FORMS.keys() == _PRINTERS.keys()


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__name__)
def test_what_is_printed_compiles_to_the_same_again(kind: type[Model]) -> None:
    form = FORMS[kind]

    @given(form.drawn)
    @settings(
        max_examples=of_all(15), deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink]
    )
    def same_again(model: Model) -> None:
        text = form.text.replace("{}", said(model))
        workspace = compiled(BASE, CHANNELS_DECLARED, text)
        assert [one.message for one in workspace.findings if one.rule.startswith(("syntax/", "name/unknown"))] == []
        assert meaning(form.found(workspace)) == meaning(model)

    same_again()


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (Both(parts=(Either(parts=(Said(text="a"), Said(text="b"))), Said(text="c"))), '("a" or "b") and "c"'),
        (Either(parts=(Both(parts=(Said(text="a"), Said(text="b"))), Said(text="c"))), '"a" and "b" or "c"'),
        (Missed(objective="uptime"), "uptime is missed"),
        (Not(part=IsSet(parameter="fee")), "fee is missing"),
        (Deadline(at=1440, after=Quantity(amount=Fraction(0), unit="day")), "by 24:00 the same day"),
    ],
)
def test_a_condition_reads_as_its_author_wrote_it(condition: Model, text: str) -> None:
    assert said(condition) == text
