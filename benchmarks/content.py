"""The content of a made-up workspace as plain data: the same for every rendition of it.

It is deterministic: the numbers in an agreement follow from its own number.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

Data = dict[str, Any]

_LIABILITY = (
    "The liability of the provider in any year of the agreement is limited to twelve times {monthly-fee}. "
    "It is not limited for intent, gross negligence and injury to persons. What the provider owes for a missed "
    "objective is counted towards it, and the customer keeps the right to claim what goes beyond."
)
_PRIVACY = (
    "The provider processes personal data on behalf of the customer alone, in the places that both have agreed in "
    "writing, and tells the customer of a breach without delay. At the end of the agreement all data go back to "
    "the customer within thirty days, in a format that other tools can read, and every copy is deleted."
)
_CO_OPERATION = (
    "Both parties name a person who can decide, and a deputy. They meet at every review, go through the report "
    "and the cases behind it, and write down what each of them does until the next one."
)


def people(customers: int) -> Data:
    """The providing house, its teams, and its customers."""
    return {
        "party": [
            {"name": "norvia", "title": "Norvia Services", "zone": "Europe/Paris", "signatory": "Camille Roy"},
            *(
                {"name": f"customer-{n}", "title": f"Customer {n}", "zone": "Europe/Paris", "signatory": "Jo Lindqvist"}
                for n in range(customers)
            ),
        ],
        "team": [
            {"name": name, "of": "norvia", "title": title, "during": "24x7"}
            for name, title in (("service-desk", "Service desk"), ("operations", "Operations"), ("sales", "Sales"))
        ],
    }


def calendar(lines: int) -> Data:
    """Office hours with a number of dated lines, closed days and shorter ones by turns."""
    days = (date(2026, 1, 2) + timedelta(days=9 * n) for n in range(lines))
    return {
        "name": "office",
        "title": "Office hours",
        "zone": "Europe/Paris",
        "open": ["Mon-Fri 08:00-12:00, 13:00-18:00", "Sat 09:00-12:00"],
        "dated": [
            {"closed": f"{day}", "title": f"Closed day {n}"} if n % 2 else {"open": f"{day} 09:00-13:00"}
            for n, day in enumerate(days)
        ],
    }


def service(n: int) -> Data:
    """A service that customers know, and the service that it needs."""
    return {
        "name": f"service-{n}",
        "title": f"Service {n}",
        "owner": "service-desk",
        "hours": "24x7",
        "needs": {"name": f"core-{n}", "title": f"Core of service {n}", "owner": "operations"},
    }


def ola(n: int) -> Data:
    """The OLA of operations for the core of a service."""
    return {
        "name": f"ola-{n}",
        "title": f"Operation of service {n}",
        "provider": "operations",
        "customer": "service-desk",
        "covers": [f"core-{n}"],
        "version": "1.0.0",
        "status": "signed",
        "signed": [{"on": "2025-11-28", "by": "Camille Roy", "for": "norvia"}],
        "in force": {"from": "2026-01-01"},
        "hours": {"service": "24x7", "support": "24x7", "business days": "office"},
        "objectives": [
            {"name": "uptime", "title": "Availability", "metric": "availability", "bound": "at least 99.9%"}
            | {"each": "calendar month"}
        ],
        "tables": [_cases("repair", 98, ["restore-time"], [["3 h"], ["6 h"], ["4 business days during office"]])],
    }


def sla(n: int, customers: int, services: int) -> Data:
    """The promises to a customer, about 5.5 kB in the language."""
    covered = n % services
    customer = f"customer-{n % customers}"
    floor = 98 + n % 10 / 10
    return {
        "name": f"sla-{n}",
        "title": f"Service {covered} for customer {n % customers}, contract {n}",
        "provider": "norvia",
        "customer": customer,
        "covers": [f"service-{covered}"],
        "level": "service",
        "version": "1.2.0",
        "status": "signed",
        "signed": [
            {"on": "2025-12-10", "by": "Camille Roy", "for": "norvia"},
            {"on": "2025-12-11", "by": "Jo Lindqvist", "for": customer},
        ],
        "in force": {"from": "2026-01-01", "to": "2035-12-31"},
        "parameters": [
            {"name": "monthly-fee", "value": f"{1000 + n} EUR", "title": "Monthly fee"},
            {"name": "visit-fee", "value": "180 EUR", "title": "Fee of a visit"},
        ],
        "hours": {"service": "24x7", "support": "24x7", "business days": "office"},
        "volume": {"most": "200 cases", "each": "calendar month"},
        "objectives": [
            {"name": "uptime", "title": "Availability", "metric": "availability", "bound": f"at least {floor}%"}
            | {"each": "calendar month", "warn": f"{floor + 0.5}%", "aim": "99.9%", "down": "no request is accepted"}
            | {"samples": 3, "measured by": "norvia", "at": "edge", "every": "1 min", "using": "synthetic probe"},
            {"name": "errors", "title": "Failed requests", "metric": "error-rate", "bound": "at most 1%"}
            | {"each": "calendar month", "warn": "0.5%", "measured by": "norvia", "at": "edge", "every": "1 min"},
            {"name": "speed", "title": "Answer of the first page", "metric": "latency", "bound": "at most 400 ms"}
            | {"in": "97% of requests", "each": "calendar month", "warn": "300 ms", "aim": "200 ms"},
            {"name": "continuity", "title": "Recovery", "metric": "recovery-time", "bound": "at most 4 h"}
            | {"during": "24x7"},
            {"name": "data-loss", "title": "Loss of data", "metric": "recovery-point", "bound": "at most 1 h"},
            {"name": "content", "title": "What users say", "metric": "satisfaction", "bound": "at least 4.2"}
            | {"each": "calendar quarter"},
        ],
        "tables": [
            _cases(
                "handling",
                90,
                ["response-time", "restore-time", "resolution-time"],
                [
                    ["15 min", "4 h", "3 business days during office"],
                    ["30 min", "8 h", "5 business days during office"],
                    ["4 h during office", "5 business days during office", "10 business days during office"],
                ],
            ),
            _cases(
                "requests",
                95,
                ["delivery-time"],
                [[f"{days} business days during office"] for days in (2, 3, 5)],
                "requests",
            ),
        ],
        "credits": [
            {"on": "monthly-fee", "for": "uptime", "metric": "availability"}
            | {"bands": [["below 98%", "5%"], ["below 97%", "10%"], ["below 95%", "25%"]]},
            {"on": "monthly-fee", "for": "errors", "metric": "error-rate"}
            | {"bands": [["above 1%", "2%"], ["above 2%", "5%"], ["above 5%", "10%"]]},
        ],
        "late": [
            {"for": "handling/restore-time/P1", "amount": "150 EUR"},
            {"for": "handling/restore-time/P2", "amount": "50 EUR"},
        ],
        "cap": {"most": "30%", "of": "monthly-fee", "each": "calendar month"},
        "claim": {"through": "portal", "within": "30 days"},
        "ends": [
            {"notice": "30 days", "missed": "uptime", "times": 3, "in": "6 months"},
            {"notice": "90 days"},
        ],
        "maintenance": {"up to": "4 h", "each": "calendar month", "within": "sunday-night", "announced": "5 days"},
        "excludes": ["force-majeure"],
        "frozen": {"from": "2026-11-25", "to": "2026-12-31"},
        "duties": [
            {"do": "announce campaigns that double the traffic", "ahead": "5 business days"},
            {"do": "name a person who decides in an emergency", "ahead": "10 business days"},
        ],
        "backed by": [f"ola-{covered}"],
        "path": {"restore-time": f"15 min during 24x7 then ola-{covered}/repair"},
        "report": {"title": "Monthly service report", "each": "calendar month", "within": "5 business days"},
        "review": "3 months",
        "escalate": [
            {"metric": "handling/restore-time", "for": "P1", "at": {"50%": "service-desk", "100%": "norvia"}},
            {"metric": "handling/restore-time", "for": "P2", "at": {"80%": "service-desk", "100%": "operations"}},
        ],
        "clauses": [
            {"name": "liability", "title": "Liability", "text": _LIABILITY},
            {"name": "privacy", "title": "Personal data", "text": _PRIVACY},
            {"name": "co-operation", "title": "Co-operation", "text": _CO_OPERATION},
        ],
        "changes": [
            {"class": "editorial", "approval": ["norvia"]},
            {"class": "strengthening", "approval": ["norvia"], "notice": "5 days"},
            {"class": "weakening", "approval": ["norvia", customer], "notice": "60 days"},
        ],
    }


def _cases(name: str, share: int, metrics: list[str], cells: list[list[str]], of: str = "cases") -> Data:
    return {
        "name": name,
        "by": "urgency",
        "in": f"{share}% of {of}",
        "each": "calendar month",
        "during": "24x7",
        "metrics": metrics,
        "rows": [[f"P{n}", *row] for n, row in enumerate(cells, 1)],
    }
