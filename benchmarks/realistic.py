"""A made-up workspace as houses have them: almost clean, with terms, credits, duties, and redundant parts.

It is deterministic: the numbers in an agreement follow from its own number.  A quarter of the files stand behind the
others: for each service a file about it, an OLA for its application, and two UCs for the links to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .content import Data, calendar, ola, people, sla
from .renditions import NIGHT, SCALES, File, agreement_text, calendar_text, file, people_text

_HOUSE_FILES, _FILES_BEHIND = 3, 4
_SUPPLIERS = ("arc", "loire")


def realistic(files: int) -> list[File]:
    """A workspace of so many files (at least eight), in both languages."""
    services = max(1, (files - _HOUSE_FILES) // 12)
    slas = files - _HOUSE_FILES - _FILES_BEHIND * services
    return [
        *_house(customers=slas // services + 1),
        *(one for n in range(services) for one in _behind(n)),
        *(_agreement_file("agreements", "sla", _sla(n, services)) for n in range(slas)),
    ]


def written(files: list[File], folder: Path) -> None:
    """Writes a workspace in the language, and its settings, into a folder."""
    for one in files:
        path = folder / f"{one.path}.sla"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(one.sla, encoding="utf-8")
    (folder / "sla.toml").write_text("as-of = 2026-06-01\n", encoding="utf-8")


def _house(customers: int) -> Iterator[File]:
    persons, office = people(customers), calendar(40)
    persons["party"] += [
        {"name": name, "title": name.title(), "zone": "Europe/Paris", "signatory": "Jo Lindqvist"}
        for name in _SUPPLIERS
    ]
    urgency: Data = {"title": "Urgency of a case", "set by": ["customer", "provider"]}
    urgency["values"] = {"P1": "Critical", "P2": "Major", "P3": "Minor"}
    night = {"name": "sunday-night", "zone": "Europe/Paris", "open": ["Sun 22:00-04:00"]}
    yield file("parties", "\n".join(people_text(persons)), persons)
    yield file("scales", SCALES, {"urgency": urgency})
    yield file("time", "\n".join(calendar_text(office)) + NIGHT, {"calendars": [office, night]})


def _behind(n: int) -> Iterator[File]:
    links = [f"link-{which}-{n}" for which in "ab"]
    data: Data = {"name": f"service-{n}", "title": f"Service {n}", "owner": "service-desk", "hours": "24x7"}
    data["needs"] = f"app-{n} and ({' or '.join(links)})"
    parts = [{"name": f"app-{n}", "title": f"Application {n}", "owner": "operations"}]
    parts += [{"name": name, "supplied by": by} for name, by in zip(links, _SUPPLIERS, strict=True)]
    text = (
        f'service {data["name"]} "{data["title"]}" {{ owner service-desk hours 24x7 needs {data["needs"]} }}\n'
        f'service app-{n} "Application {n}" {{ owner operations }}\n'
    )
    text += "".join(f"service {part['name']} {{ supplied by {part['supplied by']} }}\n" for part in parts[1:])
    yield file(f"services/service-{n}", text, {"services": [data, *parts]})
    yield _agreement_file("behind", "ola", _ola(n))
    for link, by in zip(links, _SUPPLIERS, strict=True):
        yield _agreement_file("behind", "uc", _uc(n, link, by))


def _agreement_file(folder: str, kind: str, data: Data) -> File:
    return file(f"{folder}/{data['name']}", "\n".join(agreement_text(kind, data)), data)


def _objective(name: str, title: str, metric: str, bound: str, **more: str) -> Data:
    return {"name": name, "title": title, "metric": metric, "bound": bound} | more


def _table(name: str, metric: str, figures: list[str], more: Data) -> Data:
    rows = [[f"P{n}", figure] for n, figure in enumerate(figures, 1)]
    return {"name": name, "by": "urgency", "during": "24x7", "metrics": [metric], "rows": rows} | more


def _ola(n: int) -> Data:
    resolved = f"at most {2 + n % 2} business days"
    return ola(n) | {
        "covers": [f"app-{n}"],
        "in force": {"from": "2026-01-01", "to": "2035-12-31"},
        "objectives": [
            _objective("uptime", "Availability", "availability", "at least 99.9%", each="calendar month"),
            _objective("answer", "First answer", "response-time", f"at most {10 + n % 5} min", during="office"),
            _objective("resolve", "Resolution", "resolution-time", resolved, during="office"),
        ],
        "tables": [
            _table("repair", "restore-time", [f"{2 + n % 2} h", f"{4 + n % 3} h", f"{10 + n % 3} h during office"], {})
        ],
    }


def _uc(n: int, link: str, by: str) -> Data:
    floor = f"at least {99 + n % 5 / 10}%"
    return ola(n) | {
        "name": f"uc-{link}",
        "title": f"The {link}",
        "provider": by,
        "customer": "norvia",
        "covers": [link],
        "signed": [
            {"on": "2025-11-28", "by": "Camille Roy", "for": "norvia"},
            {"on": "2025-11-28", "by": "Jo Lindqvist", "for": by},
        ],
        "in force": {"from": "2026-01-01", "to": "2035-12-31"},
        "objectives": [_objective("uptime", "Availability", "availability", floor, each="calendar month")],
        "tables": [],
    }


def _sla(n: int, services: int) -> Data:
    behind, floor = n % services, 97 + n % 13 / 10
    data = sla(n, services, services)
    customer = f"customer-{n // services}"
    data["customer"] = data["signed"][1]["for"] = data["changes"][2]["approval"][1] = customer
    data["parameters"] = data["parameters"][:1]
    operated, resolved = {"owned by": "operations"}, f"at most {4 + n % 3} business days"
    data["objectives"] = [
        _objective("uptime", "Availability", "availability", f"at least {floor:.1f}%", each="calendar month")
        | {"warn": f"{floor + 0.5:.1f}%", "aim": "99.9%"},
        _objective("answer", "First answer", "response-time", f"at most {20 + n % 9} min", during="office"),
        _objective("resolve", "Resolution", "resolution-time", resolved, during="office"),
        _objective("continuity", "Recovery", "recovery-time", "at most 4 h", during="24x7") | operated,
        _objective("data-loss", "Loss of data", "recovery-point", "at most 1 h") | operated,
        _objective("content", "What users say", "satisfaction", "at least 4.2", each="calendar quarter")
        | {"owned by": "service-desk"},
    ]
    repaired = [f"{4 + n % 3} h", f"{8 + n % 3} h", f"{20 + n % 3} h during office"]
    delivered = [f"{days} business days during office" for days in (2, 3, 5)]
    share = {"in": "95% of requests", "each": "calendar month", "owned by": "service-desk"}
    data["tables"] = [
        _table("handling", "restore-time", repaired, {}),
        _table("requests", "delivery-time", delivered, share),
    ]
    bands = [[f"below {floor - lower:.1f}%", credit] for lower, credit in ((0, "5%"), (1, "10%"), (3, "25%"))]
    data["credits"] = [{"on": "monthly-fee", "for": "uptime", "metric": "availability", "bands": bands}]
    data["no credit"] = ["answer", "resolve", "continuity", "data-loss", "content"]
    data["no credit"] += ["handling/restore-time/P3", "requests/delivery-time"]
    data["backed by"] = [f"ola-{behind}", f"uc-link-a-{behind}", f"uc-link-b-{behind}"]
    data["path"] = {
        "restore-time": f"{5 + n % 7} min then ola-{behind}/repair",
        "resolution-time": f"{5 + n % 7} min during office then ola-{behind}/resolve",
    }
    return data
