"""All that an agreement says besides its objectives."""

from datetime import date
from fractions import Fraction

import pytest

from sla_dsl.model.backing import HopAgreement, HopGroup, HopTime
from sla_dsl.model.changes import AmendmentSignature, Approval, Emergency
from sla_dsl.model.phrases import (
    Both,
    Bound,
    Capped,
    Collected,
    Compared,
    Condition,
    Days,
    Either,
    EventBefore,
    EventDuring,
    Is,
    Missed,
    Not,
    Said,
    Several,
    Through,
    Window,
    Within,
)
from sla_dsl.model.quantity import Named, Operation, Portion, PriceOfDowntime, Quantity
from sla_dsl.model.remedies import Step

from .models import (
    MONTHLY,
    agreement,
    at_most,
    business_days,
    clean,
    days,
    euros,
    months,
    only,
    percent,
    plain,
    said,
    seconds,
)

UPTIME = "objective uptime: availability at least 99% each calendar month during 24x7"
PACE = "objective pace: restore-time at most 4 h during 24x7"
HANDLING = """objectives handling by urgency {
  during 24x7
  | urgency | response-time | restore-time |
  |---------|---------------|--------------|
  | P1      | 1 h           | 4 h          |
  | P2      | 2 h           | 8 h          |
}"""


def test_who_what_and_when() -> None:
    one = agreement(
        """
        covers app, web
        level service
        time zone Europe/London
        version 2.1.0
        status signed
        signed 2025-12-10 by "Camille Roy" for norvia
        signed 2025-12-11 by "Jo Lindqvist" for brun
        in force from 2026-01-01 to 2028-12-31
        renews every 12 months unless either party gives 90 days notice
        notice given 2028-06-30 by brun
        ended 2028-07-31 because "It was replaced"
        tier gold of care
        tier basic of plan
        fiscal year starts 02-01
        service hours 24x7
        support hours office
        business days follow office
        partial windows count as whole
        no promise of durability, recovery-point
        """
    )
    assert (one.kind, one.provider, one.customer, one.covers) == ("sla", "norvia", "brun", ("app", "web"))
    assert (one.level, one.zone, one.version, one.status) == ("service", "Europe/London", "2.1.0", "signed")
    assert [said(s) for s in one.signatures] == [
        {"on": date(2025, 12, 10), "by": "Camille Roy", "party": "norvia"},
        {"on": date(2025, 12, 11), "by": "Jo Lindqvist", "party": "brun"},
    ]
    assert one.term == Days(first=date(2026, 1, 1), last=date(2028, 12, 31))
    assert said(one.renewal) == {"every": months(12), "unless": "either", "notice": days(90)}
    assert [said(n) for n in one.notices] == [{"on": date(2028, 6, 30), "by": "brun"}]
    assert said(one.ended) == {"on": date(2028, 7, 31), "because": "It was replaced"}
    assert one.tiers == (only("care", "gold"), only("plan", "basic"))
    assert (one.fiscal_year_starts, one.partial_windows) == ("02-01", "whole")
    assert (one.service_hours, one.support_hours, one.business_days) == ("24x7", "office", "office")
    assert one.not_promised == ("durability", "recovery-point")


def test_in_force_is_signed_within_its_term_and_before_its_end() -> None:
    one = agreement('status signed in force from 2026-01-01 to 2028-12-31 ended 2027-06-30 because "It was replaced"')
    ends = [date(2025, 12, 31), date(2026, 1, 1), date(2027, 6, 30), date(2027, 7, 1)]
    assert [one.is_in_force(day) for day in ends] == [False, True, True, False]
    assert agreement("status signed in force from 2026-01-01").is_in_force(date(2999, 1, 1))
    assert not agreement("status proposed in force from 2026-01-01").is_in_force(date(2026, 1, 1))
    assert not agreement("status signed").is_in_force(date(2026, 1, 1))


@pytest.mark.parametrize(("words", "kind"), [("in proportion", "proportion"), ("as whole", "whole"), ("as met", "met")])
def test_partial_windows(words: str, kind: str) -> None:
    assert agreement(f"partial windows count {words}").partial_windows == kind


def test_the_zone_is_that_of_the_provider_or_of_its_house() -> None:
    assert agreement("").zone == "Europe/Paris"
    ola, uc = "ola a { provider dba customer desk }", "uc b { provider brun customer norvia }"
    agreements = clean(ola, uc, "sla c { provider desk customer everyone }").agreements
    assert {name: (a.kind, a.zone, a.customer) for name, a in agreements.items() if name in "abc"} == {
        "a": ("ola", "Europe/Paris", "desk"),
        "b": ("uc", "Europe/Brussels", "norvia"),
        "c": ("sla", "Europe/Paris", "everyone"),
    }


def test_volumes() -> None:
    one = agreement(f"{UPTIME}\nvolume at most 500 cases each calendar month for P1\nvolume at most 20/s for uptime")
    assert [said(v) for v in one.volumes] == [
        {
            "bound": at_most(Quantity(amount=Fraction(500), unit="cases")),
            "window": MONTHLY,
            "scope": (only("urgency", "P1"),),
        },
        {"bound": at_most(Quantity(amount=Fraction(20), unit="/s")), "window": None, "objectives": ("uptime",)},
    ]


def test_bands() -> None:
    one = agreement(
        f"""{UPTIME}
        parameter fee = 100 EUR
        credit on fee for uptime {{
          | availability | credit  |
          | below 99%    | 5%      |
          | below 98%    | 20 EUR  |
          | below 97%    | none    |
        }}"""
    )
    (remedy,) = one.remedies
    assert said(remedy, "bands") == {
        "kind": "credit",
        "base": "fee",
        "objectives": ("uptime",),
        "metric": "availability",
    }
    assert [said(band) for band in remedy.bands] == [
        {"reached": Bound(kind="below", value=percent("99")), "amount": percent("5")},
        {"reached": Bound(kind="below", value=percent("98")), "amount": euros("20")},
        {"reached": Bound(kind="below", value=percent("97")), "amount": None},
    ]
    assert one.used_parameters == ("fee",)


FEE = Portion(quantity=percent("5"), of="fee")


@pytest.mark.parametrize(
    ("sentence", "meaning"),
    [
        ("credit for uptime: 200 EUR", {"kind": "credit", "amount": euros("200")}),
        (
            "penalty for uptime: 5% of fee for every point begun below target",
            {"kind": "penalty", "amount": FEE, "step": Step(unit=percent("1"), begun=True, of="below-target")},
        ),
        (
            "credit for pace: 200 EUR for every hour late",
            {
                "objectives": ("pace",),
                "kind": "credit",
                "amount": euros("200"),
                "step": Step(unit=seconds(3600), of="late"),
            },
        ),
        (
            "credit for pace: 200 EUR for every 30 min begun above target",
            {
                "objectives": ("pace",),
                "kind": "credit",
                "amount": euros("200"),
                "step": Step(unit=seconds(1800), begun=True, of="above-target"),
            },
        ),
        (
            "credit for uptime: 1 day of fee for every hour begun of downtime",
            {
                "kind": "credit",
                "amount": Portion(quantity=days(1), of="fee"),
                "step": Step(unit=seconds(3600), begun=True, of="downtime"),
            },
        ),
        (
            "credit for uptime: 50 EUR for every case",
            {
                "kind": "credit",
                "amount": euros("50"),
                "step": Step(unit=Quantity(amount=Fraction(1), unit="case")),
            },
        ),
        (
            "credit for pace: 50 EUR for every week begun late",
            {
                "objectives": ("pace",),
                "kind": "credit",
                "amount": euros("50"),
                "step": Step(unit=days(7), begun=True, of="late"),
            },
        ),
        (
            "refund for uptime: 10 times the price of the downtime",
            {"kind": "refund", "amount": PriceOfDowntime(times=Fraction(10))},
        ),
        (
            "penalty for uptime: fee * days-late / 1000",
            {
                "kind": "penalty",
                "amount": Operation(
                    operators=("*", "/"), operands=(euros("100"), Named(name="days-late"), plain("1000"))
                ),
            },
        ),
        (
            'points for uptime each calendar quarter when "it rains" within 5 days of detected: 3',
            {
                "kind": "points",
                "amount": plain("3"),
                "window": Window(kind="calendar", period="quarter"),
                "within": Within(time=days(5), of="detected"),
                "when": Said(text="it rains"),
            },
        ),
        (
            "bonus for uptime, P1: 3 EUR each calendar month",
            {"kind": "bonus", "amount": euros("3"), "scope": (only("urgency", "P1"),), "window": MONTHLY},
        ),
        ("charge on fee for uptime: 3%", {"kind": "charge", "base": "fee", "amount": percent("3")}),
    ],
)
def test_remedies(sentence: str, meaning: dict[str, object]) -> None:
    (remedy,) = agreement(f"parameter fee = 100 EUR\n{UPTIME}\n{PACE}\n{sentence}").remedies
    assert said(remedy) == {"objectives": ("uptime",), **meaning}


def test_caps_traits_and_claims() -> None:
    one = agreement(
        f"""parameter fee = 100 EUR
        {UPTIME}
        objective speed: latency at most 1 s
        no credit for speed
        cap credit at 30% of fee each calendar month for uptime
        cap penalty at 1000 EUR each contract year when "it rains"
        one event earns the highest credit only
        credit is automatic, paid on the next invoice, the sole remedy except when "there is fraud"
        penalty is paid in money, paid within 30 days of the invoice, paid only above 10 EUR, not transferable
        bonus is one remedy among others, void when uptime is missed, lost after 12 months
        claim through portal within 30 days of window end then within 20 days of the report
        claim through email and letter within 3 business days of the event
        """
    )
    assert [said(n) for n in one.no_remedies] == [{"kind": "credit", "objectives": ("speed",)}]
    assert [said(c) for c in one.caps] == [
        {
            "kind": "credit",
            "amount": Portion(quantity=percent("30"), of="fee"),
            "window": MONTHLY,
            "objectives": ("uptime",),
        },
        {
            "kind": "penalty",
            "amount": euros("1000"),
            "window": Window(kind="contract", period="year"),
            "when": Said(text="it rains"),
        },
    ]
    assert [rule.kind for rule in one.highest_only] == ["credit"]
    assert [said(t) for t in one.traits] == [
        {
            "kind": "credit",
            "automatic": True,
            "paid_on_next_invoice": True,
            "sole": True,
            "sole_except": Said(text="there is fraud"),
        },
        {
            "kind": "penalty",
            "paid_in_money": True,
            "paid_within": Within(time=days(30), of="invoice"),
            "paid_above": euros("10"),
            "transferable": False,
        },
        {
            "kind": "bonus",
            "among_others": True,
            "void_when": Missed(objective="uptime"),
            "lost_after": months(12),
        },
    ]
    assert [said(c) for c in one.claims] == [
        {
            "through": Through(channels=("portal",)),
            "stages": (Within(time=days(30), of="window-end"), Within(time=days(20), of="report")),
        },
        {
            "through": Through(channels=("email", "letter"), together=True),
            "stages": (Within(time=business_days(3), of="event"),),
        },
    ]


def _either(scale: str, *values: str) -> Either:
    return Either(parts=tuple(Is(subject=scale, value=value) for value in values))


@pytest.mark.parametrize(
    ("condition", "meaning"),
    [
        ('"the sun shines"', Said(text="the sun shines")),
        ('"a \\"quote\\" and a \\\\"', Said(text='a "quote" and a \\')),
        ("uptime is missed", Missed(objective="uptime")),
        ("handling is missed", Missed(objective="handling")),
        ("handling/restore-time/P1 is missed", Missed(objective="handling/restore-time/P1")),
        ("uptime is missed 2 times in a row", Missed(objective="uptime", times=2, in_a_row=True)),
        ("uptime is missed 3 times in 6 months", Missed(objective="uptime", times=3, within=months(6))),
        ("uptime is missed 3 times in span", Missed(objective="uptime", times=3, within=months(12))),
        ("credit reaches its cap", Capped(remedy="credit")),
        (
            "points above 10 each calendar quarter",
            Collected(
                bound=Bound(kind="above", value=Quantity(amount=Fraction(10))),
                window=Window(kind="calendar", period="quarter"),
            ),
        ),
        ("care is gold", Is(subject="care", value="gold")),
        ("care at least gold", Is(subject="care", value="gold")),
        ("care at least silver", _either("care", "silver", "gold")),
        ("care above bronze", _either("care", "silver", "gold")),
        ("care at most silver", _either("care", "bronze", "silver")),
        ("care below silver", Is(subject="care", value="bronze")),
        ("care between bronze and silver", _either("care", "bronze", "silver")),
        ("urgency at least P2", _either("urgency", "P1", "P2")),
        ("urgency below P2", Is(subject="urgency", value="P3")),
        ("error-rate above 5%", Compared(subject="error-rate", bound=Bound(kind="above", value=percent("5")))),
        ("uptime below 90%", Compared(subject="uptime", bound=Bound(kind="below", value=percent("90")))),
        ("span at most 6 months", Compared(subject="span", bound=at_most(months(6)))),
        ("logged during office", EventDuring(event="logged", calendar="office")),
        ("logged during 24x7", EventDuring(event="logged", calendar="24x7")),
        ("logged before 15:00", EventBefore(event="logged", at=15 * 60)),
        ('all of (app, "the page")', Several(count=None, of=("app",), occasions=("the page",))),
        ("any of (app, web)", Several(count=1, of=("app", "web"))),
        ('2 of ("a", "b", "c")', Several(count=2, occasions=("a", "b", "c"))),
        ('not "a"', Not(part=Said(text="a"))),
        ('not ("a" or "b")', Not(part=Either(parts=(Said(text="a"), Said(text="b"))))),
        ('"a" and "b" and "c"', Both(parts=(Said(text="a"), Said(text="b"), Said(text="c")))),
        (
            '"a" or "b" and not "c" or "d"',
            Either(parts=(Said(text="a"), Both(parts=(Said(text="b"), Not(part=Said(text="c")))), Said(text="d"))),
        ),
        ('("a" or "b") and "c"', Both(parts=(Either(parts=(Said(text="a"), Said(text="b"))), Said(text="c")))),
    ],
)
def test_conditions_are_the_same_everywhere(condition: str, meaning: Condition) -> None:
    one = agreement(
        f"""parameter span = 12 months
        {UPTIME}
        {HANDLING}
        cap credit at 5 EUR each calendar month
        credit for uptime: 5 EUR when {condition}
        customer may end with 30 days notice when {condition}
        credit is void when {condition}
        provider must "help" when {condition}
        suspends uptime, handling/restore-time while {condition}
        excludes maintenance when {condition}
        """
    )
    (remedy,), (right,), (trait,), (duty,), (suspension,), (exclusion,) = (
        one.remedies,
        one.rights_to_end,
        one.traits,
        one.duties,
        one.suspensions,
        one.exclusions,
    )
    assert remedy.when == meaning
    assert said(right) == {"who": "customer", "notice": days(30), "when": meaning}
    assert trait.void_when == meaning
    assert said(duty) == {"who": "provider", "must": True, "text": "help", "when": meaning}
    assert said(suspension) == {"objectives": ("uptime", "handling/restore-time"), "when": meaning}
    assert said(exclusion) == {"reason": "maintenance", "when": meaning}


def test_rights_and_duties() -> None:
    one = agreement(
        f"""{UPTIME}
        customer may end
        either party may end with 6 months notice
        customer must "announce growth" 5 business days ahead for uptime
        provider may "audit" within 3 days of detected each calendar year for P1
        excludes maintenance up to 4 h each calendar month within nights announced 5 days ahead for uptime
        excludes force-majeure for P1
        no maintenance from 2026-11-25 to 2026-12-31
        no maintenance during office
        """
    )
    assert [said(r) for r in one.rights_to_end] == [{"who": "customer"}, {"who": "either", "notice": months(6)}]
    assert [said(d) for d in one.duties] == [
        {
            "who": "customer",
            "must": True,
            "text": "announce growth",
            "ahead": business_days(5),
            "objectives": ("uptime",),
        },
        {
            "who": "provider",
            "must": False,
            "text": "audit",
            "within": Within(time=days(3), of="detected"),
            "window": Window(kind="calendar", period="year"),
            "scope": (only("urgency", "P1"),),
        },
    ]
    assert [said(e) for e in one.exclusions] == [
        {
            "reason": "maintenance",
            "limit": seconds(4 * 3600),
            "window": MONTHLY,
            "within": "nights",
            "announced": days(5),
            "objectives": ("uptime",),
        },
        {"reason": "force-majeure", "scope": (only("urgency", "P1"),)},
    ]
    assert [said(n) for n in one.no_maintenance] == [
        {"first": date(2026, 11, 25), "last": date(2026, 12, 31)},
        {"hours": "office"},
    ]


BEHIND = """
dimension supplier-levels { S1 S2 }
ola desk-ola { provider desk customer dba objective triage: response-time at most 5 min during 24x7 }
ola db-ola { provider dba customer desk }
uc line-uc { provider brun customer norvia }
"""


def test_what_carries_it() -> None:
    one = agreement(
        """parameter first-look = 10 min
        backed by desk-ola, db-ola
        backed by line-uc for P1, paris
        path restore-time for P1: 15 min during 24x7 then desk-ola/triage then whichever of (db-ola, line-uc then 1 h)
        path response-time: first-look then together (desk-ola, db-ola then line-uc)
        treat P1 as S1, P2 as S2 in line-uc
        assume app, web independent because "They are apart"
        assume app, db-ola common cause 12.5% because "They share power"
        assume web, db comparable because "They are alike"
        """,
        BEHIND,
    )
    assert one.backed_by == ("desk-ola", "db-ola", "line-uc")
    assert [said(b) for b in one.backing] == [
        {"by": ("desk-ola", "db-ola")},
        {"by": ("line-uc",), "scope": (only("urgency", "P1"), only("site", "paris"))},
    ]
    db, line = HopAgreement(agreement="db-ola"), HopAgreement(agreement="line-uc")
    assert [said(p) for p in one.paths] == [
        {
            "metric": "restore-time",
            "scope": (only("urgency", "P1"),),
            "hops": (
                HopTime(time=seconds(900), hours="24x7"),
                HopAgreement(agreement="desk-ola", objective="triage"),
                HopGroup(kind="whichever", routes=((db,), (line, HopTime(time=seconds(3600))))),
            ),
        },
        {
            "metric": "response-time",
            "hops": (
                HopTime(time=seconds(600)),
                HopGroup(kind="together", routes=((HopAgreement(agreement="desk-ola"),), (db, line))),
            ),
        },
    ]
    assert [said(t) for t in one.treatments] == [{"agreement": "line-uc", "pairs": (("P1", "S1"), ("P2", "S2"))}]
    assert [said(a) for a in one.assumptions] == [
        {"of": ("app", "web"), "kind": "independent", "because": "They are apart"},
        {"of": ("app", "db-ola"), "kind": "common-cause", "beta": Fraction(1, 8), "because": "They share power"},
        {"of": ("web", "db"), "kind": "comparable", "because": "They are alike"},
    ]


def test_reports_reviews_escalations_and_clauses() -> None:
    one = agreement(
        f"""{HANDLING}
        report "Monthly" each calendar month within 5 business days to brun and desk
        report "On demand"
        review every 3 months next 2026-03-31
        escalate restore-time for P1 at 50% to desk, at 100% to norvia
        escalate handling/response-time at 80% to desk
        clause law "Law" \"\"\"
          French law.
            {{{{not a name
          {{handling/restore-time/P1}}
        \"\"\"
        """
    )
    assert [said(r) for r in one.reports] == [
        {
            "title": "Monthly",
            "window": MONTHLY,
            "within": Within(time=business_days(5), of="window-end"),
            "to": ("brun", "desk"),
        },
        {"title": "On demand"},
    ]
    assert said(one.review) == {"every": months(3), "next": date(2026, 3, 31)}
    assert [said(e) for e in one.escalations] == [
        {
            "objective": "restore-time",
            "scope": (only("urgency", "P1"),),
            "steps": ((percent("50"), "desk"), (percent("100"), "norvia")),
        },
        {"objective": "handling/response-time", "steps": ((percent("80"), "desk"),)},
    ]
    assert [said(c) for c in one.clauses] == [
        {"name": "law", "title": "Law", "prose": "French law.\n  {{not a name\n{handling/restore-time/P1}"}
    ]


def test_how_it_changes() -> None:
    one = agreement(
        """
        changes {
          editorial needs approval of norvia
          strengthening needs approval of norvia as service-level-manager, 5 days notice
          weakening needs approval of 2 of norvia and brun, 60 days notice, effective at month start
          emergency needs approval of norvia, ratification within 10 days
          never change parties, clause/law
          review when app changes
          own approval counts
        }
        amendment 2.1.0 "Second link" {
          signed 2026-02-10 by "Camille Roy" for norvia
          effective 2026-04-01
          reason "Link B went live"
        }
        amendment 2.1.1 { emergency "It broke" ratified 2026-05-02 by brun }
        waive backing/term-gap for P1 until 2027-01-31 because "Renewal is under way"
        """
    )
    assert one.changes is not None
    assert [said(r) for r in one.changes.requirements] == [
        {"subject": "editorial", "approvals": (Approval(count=1, of=("norvia",)),)},
        {
            "subject": "strengthening",
            "approvals": (Approval(count=1, of=("norvia",), role="service-level-manager"),),
            "notice": days(5),
        },
        {
            "subject": "weakening",
            "approvals": (Approval(count=2, of=("norvia", "brun")),),
            "notice": days(60),
            "effective_at": "month",
        },
        {"subject": "emergency", "approvals": (Approval(count=1, of=("norvia",)),), "ratification": days(10)},
    ]
    assert said(one.changes, "requirements") == {
        "never": ("parties", "clause/law"),
        "review_when": ("app",),
        "own_approval": True,
    }
    assert [said(a) for a in one.amendments] == [
        {
            "version": "2.1.0",
            "title": "Second link",
            "signatures": (AmendmentSignature(on=date(2026, 2, 10), by="Camille Roy", party="norvia"),),
            "effective": date(2026, 4, 1),
            "reason": "Link B went live",
        },
        {"version": "2.1.1", "emergency": Emergency(why="It broke", ratified=date(2026, 5, 2), by="brun")},
    ]
    assert [said(w) for w in one.waivers] == [
        {
            "rule": "backing/term-gap",
            "scope": (only("urgency", "P1"),),
            "until": date(2027, 1, 31),
            "because": "Renewal is under way",
        }
    ]
