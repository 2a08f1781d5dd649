"""Quantities are exact: each is compared with what decimals, fractions and time spans of the standard library say."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla_dsl.model.agreement import Parameter
from sla_dsl.model.quantity import (
    Amount,
    Extreme,
    Named,
    Operation,
    Portion,
    PriceOfDowntime,
    Quantity,
)

from ..documents import assert_document, compiled
from .models import BASE, agreement, euros, plain

MICROSECOND = timedelta(microseconds=1)


def parameters(statements: str) -> dict[str, Parameter]:
    return {p.name: p for p in agreement(statements).parameters}


def amount(text: str, *before: str) -> Amount | None:
    return parameters("\n".join([*before, f"parameter p = {text}"]))["p"].amount


def quantity(text: str) -> Quantity:
    found = amount(text)
    assert isinstance(found, Quantity)
    return found


def exact(span: timedelta) -> Fraction:
    """A time span in seconds."""
    return Fraction(span // MICROSECOND, 10**6)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("250 ms", timedelta(milliseconds=250)),
        ("0.5 s", timedelta(milliseconds=500)),
        ("90 s", timedelta(seconds=90)),
        ("15 min", timedelta(minutes=15)),
        ("1.5 h", timedelta(hours=1, minutes=30)),
        ("1 h 30 min", timedelta(hours=1, minutes=30)),
        ("2 h 5 min 7 s 11 ms", timedelta(hours=2, minutes=5, seconds=7, milliseconds=11)),
        ("730 h", timedelta(hours=730)),
        ("0 s", timedelta()),
    ],
)
def test_durations_of_hours_and_less_are_seconds(text: str, span: timedelta) -> None:
    assert quantity(text) == Quantity(amount=exact(span), unit="s")


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("1 day", 1, "day"),
        ("5 days", 5, "day"),
        ("2 weeks", 14, "day"),
        ("1 week 3 days", 10, "day"),
        ("1 month", 1, "month"),
        ("18 months", 18, "month"),
        ("3 quarters", 9, "month"),
        ("2 years", 24, "month"),
        ("1 year 1 quarter 2 months", 17, "month"),
        ("1 business day", 1, "business day"),
        ("5 business days", 5, "business day"),
        ("50 cases", 50, "cases"),
        ("500 GB", 500, "GB"),
    ],
)
def test_what_goes_by_the_calendar_or_is_counted_keeps_its_unit(text: str, figure: int, unit: str) -> None:
    assert quantity(text) == Quantity(amount=Fraction(figure), unit=unit)


@pytest.mark.parametrize(
    ("text", "figure"),
    [("200/s", Fraction(200)), ("90/min", Fraction(3, 2)), ("1.5/h", Fraction(1, 2400)), ("1/day", Fraction(1, 86400))],
)
def test_rates_are_of_a_second(text: str, figure: Fraction) -> None:
    assert quantity(text) == Quantity(amount=figure, unit="/s")


def test_fractions_and_plain_numbers() -> None:
    assert quantity("1/12") == Quantity(amount=Fraction(1, 12))
    assert quantity("4.2") == Quantity(amount=Fraction(21, 5))


@given(st.decimals(0, 100, places=6))
def test_decimals_stay_what_they_are(figure: Decimal) -> None:
    text = f"{figure:f}"
    (share,) = compiled(f"sla a {{ parameter p = {text}% }}").agreements["a"].parameters
    assert share.value == Quantity(amount=Fraction(figure), unit="%")
    assert share.value is not None
    assert isinstance(share.value, Quantity)
    assert Fraction(Decimal(share.value.text.removesuffix("%"))) == Fraction(figure)


@pytest.mark.parametrize("text", ["99.9%", "99.9 %", "99.9\u00a0%", "99.9\u202f%", "99.900%"])
def test_percentages_are_read_with_every_kind_of_blank(text: str) -> None:
    assert quantity(text) == Quantity(amount=Fraction(999, 10), unit="%")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("99.950%", "99.95%"),
        ("100%", "100%"),
        ("90 min", "1 h 30 min"),
        ("1500 ms", "1 s 500 ms"),
        ("0 s", "0 s"),
        ("1 day", "1 day"),
        ("2 weeks", "14 days"),
        ("12 months", "1 year"),
        ("18 months", "18 months"),
        ("1 business day", "1 business day"),
        ("4200 EUR", "4200 EUR"),
        ("0.10 EUR", "0.1 EUR"),
        ("90/min", "1.5/s"),
        ("1/3", "1/3"),
        ("50 cases", "50 cases"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
    ],
)
def test_a_quantity_is_written_as_the_language_writes_it(text: str, written: str) -> None:
    assert quantity(text).text == written
    assert quantity(written) == quantity(text)


FEE = "parameter fee = 4200 EUR"
BLANK = "parameter late-fee is money"
RATE = "parameter rate = 5%"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("4200 EUR", euros("4200")),
        ("fee", euros("4200")),
        ("late-fee", Named(name="late-fee")),
        ("days-late", Named(name="days-late")),
        ("1 day of fee", Portion(quantity=Quantity(amount=Fraction(1), unit="day"), of="fee")),
        ("5% of late-fee", Portion(quantity=Quantity(amount=Fraction(5), unit="%"), of="late-fee")),
        ("10 times the price of the downtime", PriceOfDowntime(times=Fraction(10))),
        ("1.5 times the price of the downtime", PriceOfDowntime(times=Fraction(3, 2))),
        (
            "fee * days-late / 1000",
            Operation(operators=("*", "/"), operands=(euros("4200"), Named(name="days-late"), plain("1000"))),
        ),
        (
            "10 EUR + late-fee * 2 - 1 EUR",
            Operation(
                operators=("+", "-"),
                operands=(
                    euros("10"),
                    Operation(operators=("*",), operands=(Named(name="late-fee"), plain("2"))),
                    euros("1"),
                ),
            ),
        ),
        (
            "(10 EUR + late-fee) * 2",
            Operation(
                operators=("*",),
                operands=(Operation(operators=("+",), operands=(euros("10"), Named(name="late-fee"))), plain("2")),
            ),
        ),
        ("(fee)", euros("4200")),
        (
            "the smaller of (200 EUR, the larger of (late-fee, 3 EUR), late-fee + 1 EUR)",
            Extreme(
                choice="smaller",
                operands=(
                    euros("200"),
                    Extreme(choice="larger", operands=(Named(name="late-fee"), euros("3"))),
                    Operation(operators=("+",), operands=(Named(name="late-fee"), euros("1"))),
                ),
            ),
        ),
    ],
)
def test_amounts(text: str, meaning: Amount) -> None:
    assert amount(text, FEE, BLANK, RATE) == meaning


def test_a_parameter_hides_a_derived_figure_of_its_name() -> None:
    assert amount("value * 2", "parameter value = 3 EUR") == euros("6")


def test_parameters_have_a_dimension_and_perhaps_choices() -> None:
    found = parameters(
        'parameter a is duration = 4 h one of 1 h, 2 h, 4 h "Reaction"\nparameter b is money\nparameter c = 5'
    )
    reaction = found["a"]
    assert (reaction.title, reaction.dimension, reaction.value) == (
        "Reaction",
        "duration",
        Quantity(amount=exact(timedelta(hours=4)), unit="s"),
    )
    assert reaction.choices == tuple(Quantity(amount=exact(timedelta(hours=hours)), unit="s") for hours in (1, 2, 4))
    assert (found["b"].dimension, found["b"].value) == ("money", None)
    assert (found["c"].dimension, found["c"].value) == ("number", plain("5"))


def test_a_parameter_uses_those_before_it() -> None:
    found = parameters("parameter a = 5 EUR\nparameter b = a\nparameter c = b * 2")
    assert found["b"].value == euros("5")
    assert found["c"].value == euros("10")


SEATS = "parameter seats = 46 seats"


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("fee / 2 * 3", euros("6300")),
        ("10 EUR - 2 EUR + 1 EUR", euros("9")),
        ("10 EUR + fee * 2 - 1 EUR", euros("8409")),
        ("(10 EUR + fee) * 2", euros("8420")),
        ("seats * 3 EUR", euros("138")),
        ("3 EUR * seats * 12", euros("1656")),
        ("seats * 2", Quantity(amount=Fraction(92), unit="seats")),
        ("fee / seats", Quantity(amount=Fraction(4200, 46), unit="EUR")),
        ("fee / 12 EUR", plain("350")),
        ("fee * rate", euros("210")),
        ("5% of fee", euros("210")),
        ("1/12 of fee", euros("350")),
        ("2 * 4 h", Quantity(amount=exact(timedelta(hours=8)), unit="s")),
        ("4 h / 30 min", plain("8")),
        ("the larger of (200 EUR, 5% of fee)", euros("210")),
        ("the smaller of (200 EUR, the larger of (fee, 3 EUR))", euros("200")),
    ],
)
def test_what_is_known_is_computed_exactly(text: str, worth: Amount) -> None:
    assert amount(text, FEE, RATE, SEATS) == worth


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("late-fee * 12", "money"),
        ("late-fee + fee", "money"),
        ("late-fee / fee", "number"),
        ("5% of late-fee", "money"),
        ("the larger of (late-fee, fee)", "money"),
        ("fee * days-late", "money"),
        ("10 times the price of the downtime", "money"),
        ("measured * 5", None),
    ],
)
def test_a_computed_parameter_has_a_dimension_before_it_has_a_value(text: str, dimension: str | None) -> None:
    assert parameters(f"{FEE}\n{BLANK}\nparameter a = {text}")["a"].dimension == dimension


def test_a_workspace_may_allow_only_some_currencies() -> None:
    text = (
        "sla a { provider norvia customer brun\n"
        "  parameter p = 4 EUR\n"
        "  parameter q = 4 USD  # value/unknown-currency: `sla.toml` allows CHF, EUR\n"
        "  parameter r = 4 EUT  # value/unknown-currency: did you mean `EUR`?\n"
        "}\n"
    )
    assert_document(text, BASE, currencies=("CHF", "EUR"))


@pytest.mark.parametrize("sentence", ["parameter q{1} = q{0} * 2", "parameter q{1} = q{0} + q{0}"])
def test_what_parameters_come_to_has_a_limit(sentence: str) -> None:
    chain = "\n".join(sentence.format(at, at + 1) for at in range(400))
    workspace = compiled(f"sla a {{ parameter q0 is number\n{chain}\n}}")
    assert {finding.rule for finding in workspace.findings} == {"syntax/nesting-too-deep"}
    assert workspace.to_json()
