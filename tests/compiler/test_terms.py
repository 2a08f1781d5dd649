"""On the terms of another agreement: what is taken over, what is changed, what is left out."""

from datetime import date

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.phrases import Share, Window
from sla_dsl.model.quantity import Blank, Portion, Quantity
from sla_dsl.model.services import Counting, Measurement

from .models import MONTHLY, at_least, at_most, clean, euros, months, only, percent, said, seconds

TERMS = """
standard sla terms "Terms" {
  provider norvia
  customer everyone
  level corporate
  version 3.0.0
  service hours 24x7
  in force from 2026-01-01
  parameter fee is money "Monthly fee"
  parameter reaction is duration = 4 h one of 1 h, 4 h
  parameter mark = 99%
  objective uptime "Uptime": availability at least mark each calendar month {
    warn at 99.95%
    measured by norvia at "edge" every 1 min
    rounded to 2 decimals
  }
  objectives handling by urgency in 95% of cases each calendar month {
    during office
    owned by desk
    | urgency | response-time | restore-time |
    |---------|---------------|--------------|
    | P1      | 15 min        | reaction     |
    | P2      | 30 min        | 8 h          |
  }
  credit for uptime: 5% of fee
  credit for handling: 10 EUR
  cap credit at 30% of fee each calendar month
  report "Monthly" each calendar month
  report "Yearly" each calendar year
  review every 12 months next 2026-12-31
  clause liability "Liability" \"\"\"Up to {fee}.\"\"\"
  excludes maintenance
  excludes force-majeure
  waive backing/term-gap until 2026-12-31 because "We know"
}
"""


def on_terms(statements: str, *more: str) -> Agreement:
    text = f"sla a on the terms of terms {{ customer brun\n covers app\n {statements}\n}}"
    return clean(TERMS, text, *more).agreements["a"]


def paths(one: Agreement) -> list[str]:
    return [o.address for o in one.objectives]


def test_everything_is_taken_over_but_what_belongs_to_one_agreement() -> None:
    one = on_terms("")
    assert (one.provider, one.customer, one.covers, one.zone) == ("norvia", "brun", ("app",), "Europe/Paris")
    assert (one.on_terms_of, one.standard, one.title) == (("terms",), False, "")
    assert (one.level, one.version, one.waivers, one.status) == (None, None, (), "draft")
    assert one.term is not None
    assert paths(one) == [
        "a/uptime",
        "a/handling/response-time/P1",
        "a/handling/restore-time/P1",
        "a/handling/response-time/P2",
        "a/handling/restore-time/P2",
    ]
    assert said(one.objectives[0], "name", "address", "title") == {
        "metric": "availability",
        "statistic": "share",
        "bound": at_least(percent("99")),
        "hours": "24x7",
        "window": MONTHLY,
        "warn": percent("99.95"),
        "counting": Counting(measured=(Measurement(by="norvia", at="edge", every=seconds(60)),), decimals=2),
    }
    assert [r.title for r in one.reports] == ["Monthly", "Yearly"]
    assert one.used_parameters == ("fee", "mark", "reaction")


def test_parameters_have_the_values_that_are_given() -> None:
    one = on_terms("with reaction = 1 h\nwith fee = 900 EUR\nwith mark = 99.9%")
    assert {p.name: (p.dimension, p.value) for p in one.parameters} == {
        "fee": ("money", euros("900")),
        "reaction": ("duration", seconds(3600)),
        "mark": ("percent", percent("99.9")),
    }
    assert one.objectives[0].bound == at_least(percent("99.9"))
    assert one.objectives[2].bound == at_most(seconds(3600))
    assert one.remedies[0].amount == Portion(quantity=Quantity(amount=percent("5").amount, unit="%"), of="fee")


def test_the_terms_themselves_keep_their_own_values() -> None:
    workspace = clean(TERMS, "sla a on the terms of terms { customer brun with reaction = 1 h }")
    assert workspace.agreements["terms"].objectives[2].bound == at_most(seconds(4 * 3600))
    assert workspace.agreements["a"].objectives[2].bound == at_most(seconds(3600))


def test_one_cell_is_overridden() -> None:
    one = on_terms('override objective handling "Faster" for P1: restore-time at most 2 h in 99% of cases as a target')
    expected = {o.address: said(o) for o in on_terms("").objectives}
    expected["a/handling/restore-time/P1"] |= {
        "title": "Faster",
        "bound": at_most(seconds(7200)),
        "share": Share(share=percent("99"), of="cases"),
        "force": "target",
    }
    assert {o.address: said(o) for o in one.objectives} == expected


def test_details_are_overridden_and_the_rest_stays() -> None:
    one = on_terms("override objective uptime { rounded to 3 decimals aim at 99.99% owned by dba }")
    assert said(one.objectives[0]) == said(on_terms("").objectives[0]) | {
        "aim": percent("99.99"),
        "owned_by": "dba",
        "counting": Counting(measured=(Measurement(by="norvia", at="edge", every=seconds(60)),), decimals=3),
    }


def test_hours_replace_a_clock_and_the_window_alone_is_overridden() -> None:
    terms = """
    standard sla timed { provider norvia customer everyone
      objective mend: restore-time at most 4 h in 90% of cases timed by repair each calendar month }
    sla a on the terms of timed { customer brun
      override objective mend: restore-time at most 4 h during 24x7 }
    sla b on the terms of timed { customer brun
      override objective mend: restore-time at most 4 h each calendar week }
    """
    agreements = clean(terms).agreements
    (a,), (b,) = agreements["a"].objectives, agreements["b"].objectives
    assert (a.clock, a.hours, a.window, a.share) == (None, "24x7", MONTHLY, Share(share=percent("90"), of="cases"))
    assert (b.clock, b.hours, b.window) == ("repair", None, Window(kind="calendar", period="week"))


def test_statements_are_overridden_and_left_out() -> None:
    one = on_terms(
        """
        override cap credit at 20% of fee each calendar year
        override review every 6 months
        override clause liability \"\"\"Nothing.\"\"\"
        override service hours office
        override report "Yearly" each contract year
        without report "Monthly"
        without excludes maintenance
        without objectives handling
        without credit handling
        """
    )
    (cap,) = one.caps
    assert cap.window == Window(kind="calendar", period="year")
    assert one.review is not None
    assert said(one.review) == {"every": months(6), "next": date(2026, 12, 31)}
    assert [(c.title, c.prose) for c in one.clauses] == [("Liability", "Nothing.")]
    assert one.service_hours == "office"
    assert one.objectives[0].hours == "office"
    assert [(r.title, r.window and r.window.kind) for r in one.reports] == [("Yearly", "contract")]
    assert [e.reason for e in one.exclusions] == ["force-majeure"]
    assert paths(one) == ["a/uptime"]


def test_terms_of_terms() -> None:
    middle = """
    standard sla middle on the terms of terms {
      with fee = 700 EUR
      override objective uptime: availability at least 99.7% each calendar month
      without clause liability
      objective speed: latency at most 1 s
    }
    sla a on the terms of middle { customer brun override objective speed: latency at most 500 ms }
    """
    one = clean(TERMS, middle).agreements["a"]
    assert paths(one)[-1] == "a/speed"
    assert one.objectives[-1].bound == at_most(seconds(1).model_copy(update={"amount": seconds(1).amount / 2}))
    assert one.objectives[0].bound == at_least(percent("99.7"))
    assert one.clauses == ()


def test_two_terms_at_once() -> None:
    more = "standard sla extras { customer everyone objective speed: latency at most 1 s }"
    text = "sla a on the terms of terms, extras { customer brun }"
    assert paths(clean(TERMS, more, text).agreements["a"])[-2:] == ["a/handling/restore-time/P2", "a/speed"]


def test_a_tier_is_selected_of_what_is_taken_over() -> None:
    terms = """
    standard sla tiered { provider norvia customer everyone
      objectives uptime of availability by care each calendar month {
        during 24x7
        | care   | availability |
        |--------|--------------|
        | bronze | 98%          |
        | gold   | 99%          |
      }
    }
    sla a on the terms of tiered { customer brun tier gold of care }
    """
    (one,) = clean(terms).agreements["a"].objectives
    assert (one.address, one.scope) == ("a/uptime/gold", (only("care", "gold"),))


def test_a_parameter_without_value_is_a_blank() -> None:
    text = """
    standard sla open { provider norvia customer everyone
      parameter most is duration
      objective mend: restore-time at most most during 24x7 }
    """
    (one,) = clean(text).agreements["open"].objectives
    assert one.bound is not None
    assert one.bound == at_most(seconds(1)).model_copy(update={"value": Blank(parameter="most", dimension="duration")})
