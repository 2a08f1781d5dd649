"""What is offered, to whom, and on which days it is agreed."""

import pytest

from ..rules.samples import checked, found

OFFER = """\
service archive {{ owner dba hours office offered to atelier-brun {days} }}
sla archiving {{
  provider norvia
  customer {customer}
  covers archive
  version 1.0.0
  {status}
  objective uptime: availability at least 98% each calendar month as a target
}}
"""
SIGNED = """\
status signed
  signed 2025-12-10 by "Camille Roy" for norvia
  signed 2025-12-11 by "Jo Lindqvist" for atelier-brun
  in force """


def messages(days: str, status: str, customer: str = "atelier-brun") -> list[tuple[str, tuple[str, ...]]]:
    sample = OFFER.format(days=days, status=status, customer=customer)
    return [
        (graded.finding.message, tuple(related.message for related in graded.finding.related))
        for graded in checked(sample).findings
        if graded.finding.rule == "catalogue/uncovered-service"
    ]


@pytest.mark.parametrize(
    ("days", "status"),
    [
        ("from 2026-06-01 until 2026-12-31", f"{SIGNED}from 2026-06-01 to 2026-12-31"),
        ("until 2026-02-28", "status draft"),
        ("from 2028-03-02", "status draft"),
        ("", f"{SIGNED}from 2026-03-01"),
        ("", f"{SIGNED}from 2026-03-01 to 2025-03-01"),  # its days are found to be out of order
    ],
)
def test_an_offer_that_is_agreed_within_the_horizon(days: str, status: str) -> None:
    assert messages(days, status) == []


@pytest.mark.parametrize(
    ("days", "status", "gap", "why"),
    [
        (
            "",
            f"{SIGNED}from 2026-04-01",
            "from 2026-03-01 to 2026-03-31",
            "this agreement is in force from 2026-04-01",
        ),
        (
            "from 2026-06-01",
            f"{SIGNED}from 2026-01-01 to 2026-12-31",
            "from 2027-01-01 on",
            "this agreement is in force from 2026-01-01 to 2026-12-31",
        ),
        ("", "status draft", "from 2026-03-01 on", "this agreement is not signed, its status is `draft`"),
    ],
)
def test_the_first_gap_is_dated(days: str, status: str, gap: str, why: str) -> None:
    message = f"`archive` is offered to `atelier-brun` and no agreement is in force {gap}"
    assert messages(days, status) == [(message, (why,))]


def test_an_agreement_that_never_begins() -> None:
    _, why = messages("", "status signed")[0]
    assert why == ("this agreement does not say from when on it holds",)


def test_what_is_published_for_everyone_covers_each_customer() -> None:
    assert messages("", f"{SIGNED}from 2026-01-01", "everyone") == []


def test_nothing_is_said_to_be_missing_where_an_agreement_could_not_be_read() -> None:
    assert messages("", "status sined") == []


TWO = """\
sla {name} {terms} {{
  provider norvia
  customer {customer}
  covers payments
  level {level}
  version 1.0.0
  status signed
  signed 2025-12-10 by "Camille Roy" for norvia
  signed 2025-12-11 by "Jo Lindqvist" for atelier-brun
  in force from {first}
  objective uptime: availability at least 98% during office each calendar month as a target
}}
"""


@pytest.mark.parametrize(
    ("customer", "level", "first", "count"),
    [
        ("atelier-brun", "service", "2026-01-01", 1),
        ("atelier-brun", "customer", "2026-01-01", 0),
        ("arc-telecom", "service", "2026-01-01", 0),
    ],
)
def test_two_agreements_about_one_service(customer: str, level: str, first: str, count: int) -> None:
    sample = TWO.format(name="second", terms="", customer=customer, level=level, first=first)
    rules = [rule for rule, _, _ in found(sample) if rule == "catalogue/two-agreements"]
    assert rules == ["catalogue/two-agreements"] * count
