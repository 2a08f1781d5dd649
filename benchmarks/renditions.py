"""The same content in the language of the toolkit and in YAML, file by file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

import yaml

from .content import Data, calendar, ola, people, service, sla

SCALES = """\
priorities urgency "Urgency of a case" {
  set by customer or provider
  P1 "Critical" when "nobody can work"
  P2 "Major"
  P3 "Minor"
}
"""
NIGHT = """
calendar sunday-night "The night from Sunday to Monday" {
  time zone Europe/Paris
  open Sun 22:00-04:00
}
"""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a workspace, in both languages."""

    path: str
    sla: str
    yaml: str


def workspace(agreements: int, services: int, calendar_lines: int) -> list[File]:
    """A workspace with a number of agreements with customers, services and dated lines of a calendar.

    Each service has an OLA inside the house, which backs the agreements with customers.
    """
    customers = max(1, agreements // 10)
    persons, office = people(customers), calendar(calendar_lines)
    urgency: Data = {"title": "Urgency of a case", "set by": ["customer", "provider"]}
    urgency["values"] = {"P1": "Critical", "P2": "Major", "P3": "Minor"}
    night = {"name": "sunday-night", "zone": "Europe/Paris", "open": ["Sun 22:00-04:00"]}
    provided = [service(n) for n in range(services)]
    inside = [ola(n) for n in range(services)]
    return [
        file("parties", "\n".join(people_text(persons)), persons),
        file("scales", SCALES, {"urgency": urgency}),
        file("time", "\n".join(calendar_text(office)) + NIGHT, {"calendars": [office, night]}),
        file("services", "\n".join(line for one in provided for line in _service(one)), {"services": provided}),
        *(file(f"agreements/{one['name']}", "\n".join(agreement_text("ola", one)), one) for one in inside),
        *(
            file(f"agreements/{one['name']}", "\n".join(agreement_text("sla", one)), one)
            for one in (sla(n, customers, services) for n in range(agreements))
        ),
    ]


def file(path: str, text: str, data: Data) -> File:
    """A file with a text in the language, and data for its rendition in YAML."""
    return File(path, f"{text}\n", yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120))


def people_text(data: Data) -> Iterator[str]:
    """Parties and teams in the language."""
    for party in data["party"]:
        yield f'party {party["name"]} "{party["title"]}" {{'
        yield f"  time zone {party['zone']}"
        yield f'  signatory "{party["signatory"]}" as service-level-manager "slm@{party["name"]}.example"'
        yield "}"
    for team in data["team"]:
        yield f'team {team["name"]} of {team["of"]} "{team["title"]}" {{ during {team["during"]} }}'


def calendar_text(data: Data) -> Iterator[str]:
    """A calendar in the language."""
    yield f'calendar {data["name"]} "{data["title"]}" {{'
    yield f"  time zone {data['zone']}"
    yield from (f"  open {spans}" for spans in data["open"])
    for line in data["dated"]:
        yield f'  closed {line["closed"]} "{line["title"]}"' if "closed" in line else f"  open {line['open']}"
    yield "}"


def _service(data: Data) -> Iterator[str]:
    core = data["needs"]
    yield f'service {data["name"]} "{data["title"]}" {{'
    yield f"  owner {data['owner']}"
    yield f"  hours {data['hours']}"
    yield f"  needs {core['name']}"
    yield "}"
    yield f'service {core["name"]} "{core["title"]}" {{ owner {core["owner"]} }}'


def agreement_text(kind: str, data: Data) -> Iterator[str]:
    """An agreement in the language."""
    yield f'{kind} {data["name"]} "{data["title"]}" {{'
    for key in ("provider", "customer"):
        yield f"  {key} {data[key]}"
    yield f"  covers {', '.join(data['covers'])}"
    for key in ("level", "version", "status"):
        if key in data:
            yield f"  {key} {data[key]}"
    for signed in data["signed"]:
        yield f'  signed {signed["on"]} by "{signed["by"]}" for {signed["for"]}'
    yield "  in force " + " ".join(f"{word} {day}" for word, day in data["in force"].items())
    for one in data.get("parameters", []):
        yield f'  parameter {one["name"]} = {one["value"]} "{one["title"]}"'
    hours = data["hours"]
    yield f"  service hours {hours['service']}"
    yield f"  support hours {hours['support']}"
    yield f"  business days follow {hours['business days']}"
    for objective in data["objectives"]:
        yield from _objective(objective)
    for table in data["tables"]:
        yield from _cases(table)
    if kind == "sla":
        yield from _remedies(data)
        yield from _care(data)
    yield "}"


def _objective(data: Data) -> Iterator[str]:
    line = f'  objective {data["name"]} "{data["title"]}": {data["metric"]} {data["bound"]}'
    line += "".join(f" {word} {data[word]}" for word in ("in", "during", "each") if word in data)
    details = [f"    {word} at {data[word]}" for word in ("warn", "aim") if word in data]
    details += [f"    owned by {data['owned by']}"] if "owned by" in data else []
    if "down" in data:
        details.append(f'    down when "{data["down"]}" for {data["samples"]} consecutive samples')
    if "measured by" in data:
        using = f' using "{data["using"]}"' if "using" in data else ""
        details.append(f'    measured by {data["measured by"]} at "{data["at"]}" every {data["every"]}{using}')
    if details:
        yield f"{line} {{"
        yield from details
        yield "  }"
    else:
        yield line


def _cases(data: Data) -> Iterator[str]:
    share = f" in {data['in']} each {data['each']}" if "in" in data else ""
    yield f"  objectives {data['name']} by {data['by']}{share} {{"
    yield f"    during {data['during']}"
    if "owned by" in data:
        yield f"    owned by {data['owned by']}"
    yield from _table([[data["by"], *data["metrics"]], *data["rows"]])
    yield "  }"


def _table(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    yield from (f"    {line}" for line in lines)


def _remedies(data: Data) -> Iterator[str]:
    yield f"  volume at most {data['volume']['most']} each {data['volume']['each']}"
    for credit in data["credits"]:
        yield f"  credit on {credit['on']} for {credit['for']} {{"
        yield from _table([[credit["metric"], "credit"], *credit["bands"]])
        yield "  }"
    if "no credit" in data:
        yield f"  no credit for {', '.join(data['no credit'])}"
    for late in data["late"]:
        yield f"  credit for {late['for']}: {late['amount']} for every hour begun late"
    cap, claim = data["cap"], data["claim"]
    yield f"  cap credit at {cap['most']} of {cap['of']} each {cap['each']}"
    yield "  one event earns the highest credit only"
    yield "  credit is paid on the next invoice, one remedy among others"
    yield f"  claim through {claim['through']} within {claim['within']} of window end"
    for end in data["ends"]:
        missed = f" when {end['missed']} is missed {end['times']} times in {end['in']}" if "missed" in end else ""
        yield f"  customer may end with {end['notice']} notice{missed}"


def _care(data: Data) -> Iterator[str]:
    kept, frozen, report = data["maintenance"], data["frozen"], data["report"]
    limits = f"up to {kept['up to']} each {kept['each']} within {kept['within']}"
    yield f"  excludes maintenance {limits} announced {kept['announced']} ahead"
    yield from (f"  excludes {reason}" for reason in data["excludes"])
    yield f"  no maintenance from {frozen['from']} to {frozen['to']}"
    for duty in data["duties"]:
        yield f'  customer must "{duty["do"]}" {duty["ahead"]} ahead'
    yield f"  backed by {', '.join(data['backed by'])}"
    yield from (f"  path {metric}: {path}" for metric, path in data["path"].items())
    yield f'  report "{report["title"]}" each {report["each"]} within {report["within"]} of window end'
    yield f"  review every {data['review']}"
    for one in data["escalate"]:
        steps = ", ".join(f"at {share} to {who}" for share, who in one["at"].items())
        yield f"  escalate {one['metric']} for {one['for']} {steps}"
    for clause in data["clauses"]:
        yield f'  clause {clause["name"]} "{clause["title"]}" """'
        yield from (f"  {line}" for line in wrap(clause["text"], 100))
        yield '  """'
    yield "  changes {"
    for change in data["changes"]:
        notice = f", {change['notice']} notice" if "notice" in change else ""
        yield f"    {change['class']} needs approval of {' and '.join(change['approval'])}{notice}"
    yield "  }"
