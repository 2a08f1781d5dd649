"""Parties, calendars, clocks, scales, services: what they say, in normal form."""

from datetime import date

import pytest

from sla_dsl.model.people import Combination, HoursRef, TimeSpan
from sla_dsl.model.phrases import Both, Bound, Compared, Days, EventDuring, Is, Not, Said, Several, Share
from sla_dsl.model.services import Component, MatrixRow, Redundant, Series

from ..documents import assert_document, compiled
from .models import MONTHLY, at_least, at_most, clean, days, percent, plain, said, seconds


def test_people() -> None:
    fingerprint = "SHA256:Qg2okWinFIYxxeP8PW58o+DBvWK9MEqEXwzoePSjQZE"
    workspace = clean(
        f"""
        party arc "Arc" {{
          time zone America/New_York
          contact "a@arc.example"
          contact "b@arc.example"
          signatory "Ann \\"A\\" Arc" as owner "ann@arc.example" key "{fingerprint}"
          signatory "Bob" as deputy
          signatory "Cyd" as clerk key "openpgp:0123456789012345678901234567890123456789"
        }}
        team line of arc "Line" {{ contact "line@arc.example" during office }}
        reason storms "Storms"
        reason parts "Parts" of arc
        reason access "Access" of customer
        event rerouted "Rerouted" after detected before acknowledged
        """
    )
    arc = workspace.parties["arc"]
    assert said(arc, "signatories") == {
        "name": "arc",
        "title": "Arc",
        "zone": "America/New_York",
        "contacts": ("a@arc.example", "b@arc.example"),
    }
    assert [said(s) for s in arc.signatories] == [
        {"name": 'Ann "A" Arc', "role": "owner", "email": "ann@arc.example", "key": fingerprint},
        {"name": "Bob", "role": "deputy"},
        {"name": "Cyd", "role": "clerk", "key": "openpgp:0123456789012345678901234567890123456789"},
    ]
    assert said(workspace.teams["line"]) == {
        "name": "line",
        "title": "Line",
        "house": "arc",
        "contacts": ("line@arc.example",),
        "hours": "office",
    }
    assert [workspace.reasons[name].of for name in ("storms", "parts", "access")] == [None, "arc", "customer"]
    assert said(workspace.events["rerouted"]) == {
        "name": "rerouted",
        "title": "Rerouted",
        "after": "detected",
        "before": "acknowledged",
    }


def test_calendars() -> None:
    workspace = clean(
        """
        calendar c "C" {
          time zone Europe/Paris
          open Mon-Fri, Sun 08:00-12:00, 13:00-24:00
          open Sat-Mon 22:00-06:00 from 2026-07-01 to 2026-08-31
          closed holidays FR, FR-57
          closed 2026-12-24 to 2026-12-31 "Freeze"
          closed 2026-05-01
          open 2026-11-28 09:00-13:00 "Friday"
        }
        calendar d = (c or office) and nights
        calendar e = 24x7 except office
        """
    )
    c = workspace.calendars["c"]
    assert (c.title, c.zone, c.combination) == ("C", "Europe/Paris", None)
    assert [said(line) for line in c.lines] == [
        {"weekdays": (0, 1, 2, 3, 4, 6), "spans": (TimeSpan(start=480, end=720), TimeSpan(start=780, end=1440))},
        {
            "weekdays": (0, 5, 6),
            "first": date(2026, 7, 1),
            "last": date(2026, 8, 31),
            "spans": (TimeSpan(start=22 * 60, end=6 * 60),),
        },
        {"holidays": ("FR", "FR-57")},
        {"first": date(2026, 12, 24), "last": date(2026, 12, 31), "title": "Freeze"},
        {"first": date(2026, 5, 1), "last": date(2026, 5, 1)},
        {
            "first": date(2026, 11, 28),
            "last": date(2026, 11, 28),
            "spans": (TimeSpan(start=540, end=780),),
            "title": "Friday",
        },
    ]
    assert workspace.calendars["d"].combination == Combination(
        kind="and",
        parts=(Combination(kind="or", parts=(HoursRef(name="c"), HoursRef(name="office"))), HoursRef(name="nights")),
    )
    assert workspace.calendars["e"].combination == Combination(
        kind="except", parts=(HoursRef(name="24x7"), HoursRef(name="office"))
    )
    assert (workspace.day_lists, workspace.zones) == (("FR", "FR-57"), ("Europe/Paris",))
    assert workspace.lock_years == (2026, 2028)


def test_clocks() -> None:
    clock = clean(
        """
        clock c "C" {
          starts when accepted
          pauses while waiting-for-customer at most 5 days
          pauses while maintenance
          during office
          cut-off 15:00
          reopened within 5 days continues
          raised priority counts from the change
        }
        """
    ).clocks["c"]
    assert [said(p) for p in clock.pauses] == [
        {"reason": "waiting-for-customer", "bound": at_most(days(5))},
        {"reason": "maintenance"},
    ]
    assert said(clock, "pauses") == {
        "name": "c",
        "title": "C",
        "starts": "accepted",
        "hours": "office",
        "cut_off": 15 * 60,
        "reopened_within": days(5),
        "reopened": "continues",
        "raised_from": "change",
    }


def test_scales() -> None:
    workspace = clean(
        """
        priorities p "P" {
          set by customer or provider
          A "Most" when "it is down"
          B when all of (app, "slow")
          C
        }
        dimension shift { day when logged during office  night when care is gold
          busy when (load at least 20) and not not not "slow" }
        metric load { unit number lower is better }
        priorities derived from urgency, impact {
          D1 D2
          | urgency | impact | derived |
          |---------|--------|---------|
          | P1      | high   | D1      |
          | P2      | low    | D2      |
        }
        """
    )
    p = workspace.scales["p"]
    assert (p.kind, p.title, p.set_by) == ("priorities", "P", ("customer", "provider"))
    assert [(v.name, v.title, v.when) for v in p.values] == [
        ("A", "Most", Said(text="it is down")),
        ("B", "", Several(count=None, of=("app",), occasions=("slow",))),
        ("C", "", None),
    ]
    assert [v.when for v in workspace.scales["shift"].values] == [
        EventDuring(event="logged", calendar="office"),
        Is(subject="care", value="gold"),
        Both(
            parts=(
                Compared(subject="load", bound=at_least(plain("20"))),
                Not(part=Said(text="slow")),
            )
        ),
    ]
    derived = workspace.scales["derived"]
    assert derived.derived_from == ("urgency", "impact")
    assert derived.matrix == (MatrixRow(key=("P1", "high"), value="D1"), MatrixRow(key=("P2", "low"), value="D2"))
    assert workspace.scales["care"].has("gold")
    assert not workspace.scales["care"].has("P1")


def test_services() -> None:
    workspace = clean(
        """
        service shop "Shop" {
          owner desk
          offered to brun, norvia from 2026-01-01 until 2026-12-31
          offered to brun
          hours 24x7
          needs app and (web or db) and 2 of (app, web, (db and app))
          supplied by brun
          shares duct-7, rack-2
          shares room-1
          goal "Fast" measured by latency at most 2 s in 98% of requests each calendar month
          goal "Up" measured by availability at least 99%
        }
        service theirs { supplied by customer }
        service one-of { needs app or web and db }
        """
    )
    shop = workspace.services["shop"]
    app, web, db = (Component(service=name) for name in ("app", "web", "db"))
    assert [said(offer) for offer in shop.offers] == [
        {"to": ("brun", "norvia"), "days": Days(first=date(2026, 1, 1), last=date(2026, 12, 31))},
        {"to": ("brun",), "days": Days()},
    ]
    assert [said(goal) for goal in shop.goals] == [
        {
            "text": "Fast",
            "metric": "latency",
            "bound": at_most(seconds(2)),
            "share": Share(share=percent("98"), of="requests"),
            "window": MONTHLY,
        },
        {"text": "Up", "metric": "availability", "bound": at_least(percent("99"))},
    ]
    assert said(shop, "offers", "goals") == {
        "name": "shop",
        "title": "Shop",
        "owner": "desk",
        "hours": "24x7",
        "needs": Series(
            parts=(
                app,
                Redundant(needed=1, parts=(web, db)),
                Redundant(needed=2, parts=(app, web, Series(parts=(db, app)))),
            )
        ),
        "supplied_by": "brun",
        "shares": ("duct-7", "rack-2", "room-1"),
    }
    assert workspace.services["theirs"].supplied_by == "customer"
    assert workspace.services["one-of"].needs == Redundant(needed=1, parts=(app, Series(parts=(web, db))))


def test_the_condition_of_a_metric() -> None:
    metric = clean(
        'metric m is availability { down when error-rate above 5% and not "a test runs" for 5 min }'
    ).metrics["m"]
    (down,) = metric.counting.down
    assert isinstance(down.when, Both)
    assert isinstance(down.when.parts[0], Compared)
    assert down.when.parts[0].bound == Bound(kind="above", value=percent("5"))


def test_policies_are_kept_as_sentences() -> None:
    policy = clean(
        """
        policy gold-floor "Gold" {
          severity warning
          every objective in sla where metric is availability must have target at least 99.9%
          because "The board said so"
        }
        """
    ).policies["gold-floor"]
    assert said(policy) == {
        "name": "gold-floor",
        "title": "Gold",
        "severity": "warning",
        "sentence": "every objective in sla where metric is availability must have target at least 99.9%",
        "because": "The board said so",
    }


def test_the_lock_needs_the_years_of_all_terms_and_of_the_horizon() -> None:
    text = "party p { time zone UTC }\nsla a { provider p customer everyone in force from 2024-02-01 to 2031-01-31 }"
    assert compiled(text).lock_years == (2024, 2031)
    assert compiled(text.replace("to 2031-01-31", "")).lock_years == (2024, 2028)


def test_what_is_used_and_what_is_broken() -> None:
    workspace = compiled("service a { owner b }\nteam b of c\nparty c { time zone UTC ! }\nservice d")
    assert {used for used in workspace.used if used[0] != "event"} >= {("party", "b"), ("party", "c")}
    assert ("service", "d") not in workspace.used
    assert workspace.broken == {"c"}


@pytest.mark.parametrize(
    "key", ["SHA256:abc", "MD5:00", "SHA256:" + "A" * 42 + "B", "openpgp:" + "A" * 40, "openpgp:00", "ssh-ed25519 AAAA"]
)
def test_a_key_that_no_fingerprint_is_of(key: str) -> None:
    assert_document(f'party arc {{ time zone Europe/Paris signatory "Jo" as owner key "{key}" }}# party/no-fingerprint')
