"""The pages of `sla explain`: a promise and its proof, an agreement, its promises and parameters, a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from textwrap import wrap

from ..algebra.calendars import ALWAYS, Almanac, almanac_of
from ..algebra.days import term
from ..algebra.known import Assumptions, gap_years, listed, years_text
from ..algebra.lifecycle import NEXT, lacks
from ..algebra.zones import Instant, opening, zone
from ..model.agreement import Agreement, Parameter
from ..model.objective import Objective, PromisedElsewhere
from ..model.people import Calendar
from ..model.wordings import Languages
from ..model.workspace import Workspace
from ..policy import HousePolicy, View
from ..proof import Proof
from ..proof.verdict import ProofStep
from ..text.source import Span
from ..wording.figures import moment, promise_text, seconds_text
from ..wording.values import said
from .check.text import COLUMNS
from .layout import printable
from .normal_form import normal_form

OPENINGS = 5
"""The number of next openings that the page of a calendar shows."""


# A promise


def objective_page(workspace: Workspace, agreement: Agreement, objective: Objective, proof: Proof | None) -> bytes:
    """An objective in normal form, and its proof."""
    lines = [_head(objective.address, objective.title), *_table(normal_form(workspace, agreement, objective)), ""]
    lines += _proof(proof) if proof else [_unjudged(workspace, agreement)]
    return _page(lines)


def _proof(proof: Proof) -> Iterator[str]:
    yield "proof:"
    for step in proof.steps:
        yield from _tree(step, "  ")
    shares = f" in {proof.shares.text} of the cases" if proof.shares else ""
    facts = [
        ("guaranteed", f"{proof.guaranteed.text}{shares}" if proof.guaranteed else ""),
        ("expected", f"{proof.expected.text} on average" if proof.expected else ""),
        ("slack", proof.slack),
        ("verdict", proof.told),
        *(("assumed", assumption) for assumption in proof.assumptions),
        *(("because", ground.message) for ground in proof.grounds),
        ("example", proof.example),
        *(("mended by", mend) for mend in proof.mends),
    ]
    yield from _table([(name, value) for name, value in facts if value])


def _tree(step: ProofStep, indent: str) -> Iterator[str]:
    yield from _wrapped(indent, step.text)
    for part in step.parts:
        yield from _tree(part, f"{indent}  ")


def _unjudged(workspace: Workspace, agreement: Agreement) -> str:
    if agreement.status == "requirement":
        return "not judged: it says what is asked for, and counts in the agreements that say that they meet it"
    if agreement.is_template:
        return "not judged: it is a template, and counts in the agreements that are on its terms"
    if agreement.status == "ended":
        return "not judged: the agreement has ended"
    days = term(agreement)
    if days is not None and days.last is not None and days.last < workspace.as_of:
        return f"not judged: the agreement was in force until {days.last}"
    return "not judged: something in it, or in what it rests on, could not be understood; `sla check` says what"


# An agreement


def agreement_page(workspace: Workspace, agreement: Agreement, proofs: Mapping[str, Proof]) -> bytes:
    """Who promises something to whom, and each promise in one line."""
    lines = [_head(agreement.name, agreement.title), *_table([*_who(agreement), *_next(workspace, agreement)]), ""]
    given = ["", "parameters:", *_parameters(agreement.parameters)] if agreement.parameters else []
    return _page([*lines, *_promises(agreement.objectives, proofs), *given])


def parameter_page(agreement: Agreement, parameter: Parameter) -> bytes:
    """A parameter: its kind, its value, and where that is given."""
    facts = [
        ("kind", parameter.dimension or "not said"),
        ("value", _value(parameter)),
        *([("may be", _choices(parameter))] if parameter.choices else []),
        *([("changes", said(parameter.follows))] if parameter.follows else []),
        ("given in", _place(parameter.source)),
    ]
    return _page([_head(f"{agreement.name}/{parameter.name}", parameter.title), *_table(facts)])


def _parameters(parameters: Iterable[Parameter]) -> Iterator[str]:
    """One line for each parameter: its name, kind and value, and where the value is given, or is to be given."""
    rows = [
        (
            one.name,
            one.dimension or "not said",
            ", ".join(filter(None, (_value(one), _choices(one), said(one.follows)))),
            _place(one.source),
        )
        for one in parameters
    ]
    widths = [max(len(row[at]) for row in rows) for at in range(2)]
    for name, kind, value, place in rows:
        yield from _wrapped(f"  {name:<{widths[0]}}  {kind:<{widths[1]}}  ", f"{value} ({place})")


def _value(parameter: Parameter) -> str:
    """The value of a parameter, of a table that of each row; the formula where it is computed of what is not given."""
    if parameter.rows:
        return "; ".join(f"{said(row.scope)}: {said(row.value)}" for row in parameter.rows)
    return said(parameter.value) or "not given"


def _choices(parameter: Parameter) -> str:
    return f"one of {said(parameter.choices)}" if parameter.choices else ""


def _place(span: Span) -> str:
    return f"{span.source.path}:{span.start.line}"


def table_page(address: str, objectives: tuple[Objective, ...], proofs: Mapping[str, Proof]) -> bytes:
    """Each promise of a table, or of a column of a table, in one line."""
    return _page([_head(address, objectives[0].title), "", *_promises(objectives, proofs)])


def _promises(objectives: tuple[Objective, ...], proofs: Mapping[str, Proof]) -> list[str]:
    """One line for each objective: its address, verdict and figures."""
    told = [one.told if (one := proofs.get(objective.address)) else "not judged" for objective in objectives]
    width, wide = (max(map(len, each), default=0) for each in ([one.address for one in objectives], told))
    found = []
    for objective, verdict in zip(objectives, told, strict=True):
        proof = proofs.get(objective.address)
        line = f"{objective.address:<{width}}  {verdict:<{max(wide, 11)}}  {promise_text(objective)}"
        if proof and proof.guaranteed:
            shares = f" in {proof.shares.text}" if proof.shares else ""
            line += f"; guaranteed {proof.guaranteed.text}{shares}, slack {proof.slack}"
        found.append(line)
    return found


def candidates_page(
    addresses: Iterable[str], proofs: Mapping[str, Mapping[str, Proof]], offers: Iterable[Agreement] = ()
) -> bytes:
    """Promises with each candidate behind them: verdict, guarantee and slack side by side, and what is missing.

    ``proofs`` are those with each candidate, by its name, and by address. Of ``offers`` that nobody has signed it is
    said that they are taken as if they were.
    """
    lines: list[str] = []
    for address in addresses:
        rows = [("behind it", "verdict", "guaranteed", "slack")]
        rows += [(behind, *_figures(found.get(address))) for behind, found in proofs.items()]
        widths = [max(len(row[at]) for row in rows) for at in range(4)]
        lines += ["", _head(address, ""), ""] if lines else [_head(address, ""), ""]
        lines += ["  " + "  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
        for behind, found in proofs.items():
            grounds = found[address].grounds if address in found else ()
            facts = [(behind, ground.message) for ground in grounds if ground.verdict != "backed"]
            lines += ["", *_table(facts)] if facts else []
    unsigned = [f"`{one.name}` ({_standing(one)})" for one in offers if _standing(one) != "signed"]
    if unsigned:
        lines += ["", f"  as if it were signed: {', '.join(unsigned)}"]
    return _page(lines)


def _figures(proof: Proof | None) -> tuple[str, str, str]:
    if proof is None:
        return "not judged", "", ""
    verdict = proof.told if proof.verdict == proof.once_in_effect else proof.once_in_effect
    return verdict, proof.guaranteed.text if proof.guaranteed else "", proof.slack


def _standing(agreement: Agreement) -> str:
    """The status of an agreement in one word."""
    if agreement.status == "requirement":
        return "requirement"
    if agreement.is_template:
        return "a template"
    return "published" if agreement.standard else agreement.status


def _who(agreement: Agreement) -> list[tuple[str, str]]:
    days = agreement.term
    since, until = (days.first, days.last) if days else (None, None)
    return [
        ("kind", f"{agreement.kind}, {_standing(agreement)}"),
        *([("asked for by", _asked(agreement))] if agreement.requests else []),
        *([("meets", ", ".join(agreement.meets))] if agreement.meets else []),
        ("provider", agreement.provider or "nobody"),
        ("customer", agreement.customer or "nobody"),
        ("covers", _covered(agreement)),
        *((f"has of {one.scale}", ", ".join(one.values)) for one in agreement.held),
        ("in force", f"from {since or 'ever'} " + (f"to {until}" if until else "on") if days else "no term is stated"),
        ("zone", agreement.zone or "UTC"),
        ("service hours", agreement.service_hours or "those of the services"),
        ("backed by", ", ".join(agreement.backed_by) or "nothing"),
        *([("written in", _written(agreement.languages))] if agreement.languages else []),
        *((f"as {one.document} says", _elsewhere(one)) for one in agreement.promised_elsewhere),
        *([("not promised", said(agreement.not_promised))] if agreement.not_promised else []),
    ]


def _next(workspace: Workspace, agreement: Agreement) -> list[tuple[str, str]]:
    """The statements that are to be written before the agreement can have its next status."""
    status = NEXT.get(agreement.status)
    if status in (None, "ended", "met") or agreement.is_template:
        return []
    missing = ", ".join(f"`{one}`" for one in lacks(workspace, agreement))
    return [(f"to be {status}", f"it needs {missing}" if missing else "it lacks nothing")]


def _asked(agreement: Agreement) -> str:
    return ", ".join(f"{one.by} for {one.party} on {one.on}" for one in agreement.requests)


def _written(one: Languages) -> str:
    names = " and ".join((one.written, *one.others))
    if not one.others:
        return names
    return f"{names}, of which {one.prevailing} prevails" if one.prevailing else f"{names}, equally binding"


def _elsewhere(one: PromisedElsewhere) -> str:
    return said(one.metrics) + (f" for {said(one.scope)}" if one.scope else "")


def _covered(agreement: Agreement) -> str:
    covered = ", ".join(agreement.covers) or "nothing"
    covered += f" except {', '.join(agreement.not_covered)}" if agreement.not_covered else ""
    return covered + (f" when {said(agreement.covers_when)}" if agreement.covers_when else "")


# A calendar


def calendar_page(workspace: Workspace, calendar: Calendar) -> bytes:
    """The zone of a calendar, its opening time in the week of the as-of day, and its next openings."""
    almanac = almanac_of(workspace)
    if not almanac.is_known(calendar.name):
        facts = [("open", "unknown, as it, or a calendar that it is made of, has no time zone or is not declared")]
        return _page([_head(calendar.name, calendar.title), *_table(facts), "", "`sla check` says what is missing"])
    where = calendar.zone or _first_zone(almanac, calendar)
    today = opening(workspace.as_of, 0, zone(where))
    first = workspace.as_of - timedelta(days=workspace.as_of.weekday())
    monday, next_monday = (opening(day, 0, zone(where)) for day in (first, first + timedelta(days=7)))
    spent = seconds_text(almanac.opening_time(calendar.name, monday, next_monday))
    facts = [
        ("zone", where if calendar.zone else f"{where}, the first of those that it is made of"),
        ("open", f"{spent} in the week from {first}"),
        *_doubts(workspace, {calendar.name, *almanac.parts([calendar.name])}),
    ]
    lines = [_head(calendar.name, calendar.title), *_table(facts), "", "opens next:"]
    spans = list(_next_openings(almanac, calendar.name, today))
    lines += [f"  {moment(start, where)} {_closes(end, where)}" for start, end in spans]
    return _page(lines if spans else [*lines[:-1], "never opens again"])


def _doubts(workspace: Workspace, names: set[str]) -> Iterator[tuple[str, str]]:
    """Days of calendars that are not known, and facts about calendars that are assumed."""
    for one in listed(workspace, *workspace.judged_years):
        if one.calendar.name in names and (years := gap_years(workspace.lock, one, "unknown")):
            yield "unknown", f"the days of `{one.name}` in {years_text(years)}: shown as if there were none"
    assumed = Assumptions(workspace).of_calendars
    yield from (("assumed", text) for name in sorted(names) for text in assumed.get(name, ()))


def _first_zone(almanac: Almanac, calendar: Calendar) -> str:
    zones = (almanac.calendars[name].zone for name in sorted(almanac.parts([calendar.name])) if name != ALWAYS)
    return next((found for found in zones if found), "UTC")


def _closes(end: Instant | None, where: str) -> str:
    return "on, without end" if end is None else f"to {moment(end, where)}"


def _next_openings(almanac: Almanac, name: str, since: Instant) -> Iterator[tuple[Instant, Instant | None]]:
    end: Instant | None = since
    for _ in range(OPENINGS):
        start = None if end is None else almanac.next_opening(name, end)
        if start is None:
            return
        end = almanac.next_closing(name, start)
        yield start, end


# Policies


def policies_page(policies: Iterable[HousePolicy], view: View, address: str) -> bytes:
    """The policies that judge the thing at an address, or something in it, each with whether it is met."""
    rows = []
    for policy in policies:
        results = [policy.is_met(thing) for thing in policy.looks_at(view) if _is_at(thing.address, address)]
        if results:
            met = "met" if all(results) else "not met"
            rows.append((f"{policy.rule}:", met, policy.said.title or policy.requirement))
    width = max((len(rule) for rule, _, _ in rows), default=0)
    lines = [line for rule, met, text in rows for line in _wrapped(f"  {rule:<{width}} {met:<7}  ", text)]
    return _page(["", "policies:", *lines]) if rows else b""


def _is_at(address: str, wanted: str) -> bool:
    return address == wanted or address.startswith(f"{wanted}/")


# Layout


def _head(address: str, title: str) -> str:
    return address + (f' "{title}"' if title else "")


def _table(facts: list[tuple[str, str]]) -> list[str]:
    width = max(len(name) for name, _ in facts) + 1
    return [line for name, value in facts for line in _wrapped(f"  {name + ':':<{width}} ", value)]


def _wrapped(lead: str, text: str) -> list[str]:
    rows = wrap(printable(text), COLUMNS - len(lead), break_long_words=False, break_on_hyphens=False) or [""]
    return [f"{lead}{rows[0]}", *(" " * len(lead) + row for row in rows[1:])]


def _page(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
