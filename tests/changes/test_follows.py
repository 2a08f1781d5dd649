"""What follows from changes: slack that shrinks, verdicts that are better by saying less, and what awards come to."""

from __future__ import annotations

import json

from sla_dsl.changes import Comparison, diff
from sla_dsl.changes.change import AssumptionChange, CostChange, MarginChange
from sla_dsl.reports.diff.json import diff_json
from sla_dsl.reports.diff.markdown import diff_markdown
from sla_dsl.reports.diff.text import diff_text
from sla_dsl.reports.diff.words import RevisionName

from ..documents import compiled

PEOPLE = """
party us "Us" { time zone UTC }
party cust "Customer" { time zone UTC }
team desk of us
team net of us
service app { owner desk needs db }
service db { owner net }
"""
SHOP = """
sla shop {{ provider us customer cust covers app in force from 2026-01-01 service hours 24x7 version 1.0.0 status signed
  parameter fee = 1000 EUR
  objective uptime: availability at least 99% each calendar month
  credit on fee for uptime {{
    | availability | credit |
    | below 99%    | {five} |
    | below 95%    | 20%    |
  }}
  {cap}
  example "a bad month" for uptime {{ given uptime is {given} then credit is {credit} }}
  backed by behind
}}
ola behind {{
  provider net customer us covers app in force from 2026-01-01 service hours 24x7 version 1.0.0 status signed
  objective uptime: availability at least {behind} each calendar month
}}
"""
SIDES = RevisionName("a", ""), RevisionName("b", "")


def shop(five: str = "10%", cap: str = "", given: str = "98%", credit: str = "100 EUR", behind: str = "99.2%") -> str:
    return SHOP.format(five=five, cap=cap, given=given, credit=credit, behind=behind)


def compared(before: str, after: str) -> Comparison:
    return diff(compiled(PEOPLE, before), compiled(PEOPLE, after))


def test_slack_that_shrinks_is_told_though_the_verdict_stays() -> None:
    found = compared(shop(), shop(behind="99.01%"))
    assert found.verdicts == ()
    cause = "objective-bound-lowered behind/uptime"
    assert found.margins == (MarginChange("shop/uptime", "0.2 points", "0.01 points", because=(cause,)),)
    told = f"margin smaller: shop/uptime had a slack of 0.2 points, has 0.01 points, because of {cause}\n"
    assert told in diff_text(found, *SIDES).decode()
    assert compared(shop(behind="99.01%"), shop()).margins == ()


def test_a_band_costs_what_the_example_comes_to() -> None:
    found = compared(shop(), shop(five="8%", credit="80 EUR"))
    assert found.costs == (CostChange("shop", "a bad month", "credit", "100 EUR", "80 EUR"),)
    line = 'example "a bad month" of shop: the credit was 100 EUR, is 80 EUR\n'
    assert line in diff_text(found, *SIDES).decode()


def test_a_cap_costs_what_the_example_comes_to() -> None:
    deep = {"given": "94%", "credit": "200 EUR"}
    capped = shop(cap="cap credit at 15% of fee each calendar month", given="94%", credit="150 EUR")
    found = compared(shop(**deep), capped)
    assert found.costs == (CostChange("shop", "a bad month", "credit", "200 EUR", "150 EUR"),)


def test_an_example_with_other_figures_is_no_change_of_what_is_due() -> None:
    assert compared(shop(), shop(given="94%", credit="200 EUR")).costs == ()


PATH = """
sla shop {{ provider us customer cust covers app in force from 2026-01-01 service hours 24x7 support hours 24x7
  objective fix: restore-time at most 3 h
  backed by desk-ola, net-ola
  {path}
}}
ola desk-ola {{ provider desk customer us covers app in force from 2026-01-01 service hours 24x7
  objective answer: response-time at most 2 h during 24x7
  objective fix: restore-time at most 3 h during 24x7 }}
ola net-ola {{ provider net customer us covers db in force from 2026-01-01 service hours 24x7
  objective repair: restore-time at most {net} during 24x7 }}
"""


def test_a_verdict_that_is_better_because_less_is_said_says_so() -> None:
    path = "path restore-time: desk-ola/answer then net-ola"
    found = compared(PATH.format(path=path, net="3 h"), PATH.format(path="", net="3 h"))
    better = [one for one in found.verdicts if not one.worse]
    assert [one.though for one in better] == [("path-removed",)] * len(better)
    honest = compared(PATH.format(path=path, net="3 h"), PATH.format(path=path, net="1 h"))
    assert all(one.though == () for one in honest.verdicts)


def test_more_that_is_assumed_is_told_though_the_verdict_stays() -> None:
    written, silent = (f"path restore-time: {text}net-ola" for text in ("30 min during 24x7 then ", ""))
    found = compared(PATH.format(path=written, net="1 h"), PATH.format(path=silent, net="1 h"))
    assert found.verdicts == ()
    more, cause = "handed over at once to `net-ola`", "path-content-changed shop/path"
    assert found.assumed == (AssumptionChange("shop/fix", (more,), because=(cause,)),)
    told = f"assumes more: shop/fix is backed as long as {more}, because of {cause}\n"
    assert told in diff_text(found, *SIDES).decode()
    assert more in diff_markdown(found, *SIDES).decode().replace("\\", "")
    assert json.loads(diff_json(found, *SIDES))["assumed"] == [
        {"address": "shop/fix", "more": [more], "because": [cause]}
    ]
    assert compared(PATH.format(path=silent, net="1 h"), PATH.format(path=written, net="1 h")).assumed == ()


LIMITED = """
sla {name} {{ provider us customer {customer} covers app in force from 2026-01-01 version 1.0.0 status signed
  volume at most 60 cases each calendar month
  objective fix: restore-time at most 4 h during 24x7
  backed by behind }}
"""
BEHIND = """
party other "Other customer" {{ time zone UTC }}
ola behind {{ provider net customer us covers app in force from 2026-01-01 version 1.0.0 status signed
  volume at most {most} cases each calendar month
  objective fix: restore-time at most 4 h during 24x7 }}
"""


def test_a_customer_who_comes_to_share_a_limit_is_told_as_the_cause() -> None:
    first, behind = LIMITED.format(name="shop", customer="cust"), BEHIND.format(most=100)
    more = LIMITED.format(name="more", customer="other")
    found = diff(compiled(PEOPLE, behind, first), compiled(PEOPLE, behind, first, more))
    (verdict,) = found.verdicts
    assert (verdict.address, verdict.worse, verdict.because) == ("shop/fix", True, ("agreement-added more",))
    # What changed for it in its own agreement, or behind it, goes before.
    less = BEHIND.format(most=50)
    found = diff(compiled(PEOPLE, behind, first), compiled(PEOPLE, less, first, more))
    (verdict,) = found.verdicts
    assert verdict.because == ("volume-bound-lowered behind/volume",)
