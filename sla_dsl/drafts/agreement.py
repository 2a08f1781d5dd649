"""A new agreement on the terms of a standard: what the standard leaves open is asked, and the answers are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..algebra.calendars import ALWAYS
from ..algebra.components import reached
from ..compiler import compile_sources
from ..language.layout import formatted
from ..language.parser import parse
from ..model.agreement import Agreement, Parameter
from ..model.objective import Objective
from ..model.quantity import BUSINESS_DAY
from ..model.workspace import Workspace
from ..text.source import Source
from ..workspace import WorkspaceFiles

Answers = Mapping[str, str]
"""What is answered, as the language writes it, by the keys of the questions; an empty answer says nothing."""
_FORBIDDEN = re.compile(r"[{}#|\n\r]")
_MANY = 12
"""The most choices that a question lists."""


@dataclass(frozen=True)
class OpenPoint:
    """Something that a standard leaves open.

    ``key`` names it in a file of values, ``asks`` says what is wanted, ``statement`` how the answer is written (`{}`
    stands for it). ``choices`` are the answers that there are, as far as they can be listed. What is not ``needed`` may
    stay open.
    """

    key: str
    asks: str
    statement: str
    choices: tuple[str, ...] = ()
    needed: bool = True

    @property
    def question(self) -> str:
        """The question with its choices, for a person."""
        listed = f" ({', '.join(self.choices)})" if 0 < len(self.choices) <= _MANY else ""
        return f"{self.asks}{listed}{'' if self.needed else ', or nothing'}"


def open_points(workspace: Workspace, standard: Agreement) -> list[OpenPoint]:
    """What an agreement on the terms of a standard must still say, in the order in which it is written."""
    return [*_sides(workspace, standard), *_values(workspace, standard), *_hours(workspace, standard)]


def _sides(workspace: Workspace, standard: Agreement) -> Iterator[OpenPoint]:
    if standard.provider is None:
        houses = (*workspace.parties, *workspace.teams)
        yield OpenPoint("provider", "Who provides it", "provider {}", houses)
    if not standard.covers:
        yield OpenPoint("covers", "Which services it covers", "covers {}", tuple(workspace.services))
    if standard.term is None or standard.term.first is None:
        yield OpenPoint("in-force-from", "From which day, as in `2027-01-01 to 2029-12-31`", "in force from {}")


def _values(workspace: Workspace, standard: Agreement) -> Iterator[OpenPoint]:
    """The tiers of its tables, and its blank parameters."""
    selected = {one.scale for one in standard.tiers}
    scales = dict.fromkeys(part.scale for one in standard.objectives for part in one.scope)
    for scale in scales:
        declared = workspace.scales.get(scale)
        if declared is not None and declared.kind == "tiers" and scale not in selected:
            values = tuple(value.name for value in declared.values)
            what = f"Which of the tiers `{scale}` (without one, all are promised)"
            yield OpenPoint(f"tier.{scale}", what, f"tier {{}} of {scale}", values, needed=False)
    for parameter in standard.parameters:
        if parameter.value is None and not parameter.rows:
            yield _blank(standard, parameter)


def _blank(standard: Agreement, parameter: Parameter) -> OpenPoint:
    title = f", {parameter.title}" if parameter.title else ""
    kind = f": {parameter.dimension}" if parameter.dimension and not parameter.choices else ""
    choices = tuple(one.text for one in parameter.choices)
    needed = parameter.name in standard.used_parameters
    asks = f"The value of `{parameter.name}`{title}{kind}"
    return OpenPoint(f"parameter.{parameter.name}", asks, f"with {parameter.name} = {{}}", choices, needed)


def _hours(workspace: Workspace, standard: Agreement) -> Iterator[OpenPoint]:
    calendars = (ALWAYS, *workspace.calendars)
    unsaid = [one for one in standard.objectives if one.bound and one.hours is None and one.clock is None]
    if standard.service_hours is None and any(_is_of_time(workspace, one) for one in unsaid):
        yield OpenPoint("service-hours", "In which hours availability counts", "service hours {}", calendars)
    if standard.support_hours is None and any(_is_of_cases(workspace, one) for one in unsaid):
        yield OpenPoint("support-hours", "In which hours people work on cases", "support hours {}", calendars)
    if standard.business_days is None and f"unit={BUSINESS_DAY!r}" in repr(standard):
        asks = "Which calendar its business days follow"
        yield OpenPoint("business-days-follow", asks, "business days follow {}", tuple(workspace.calendars))


def _is_of_time(workspace: Workspace, objective: Objective) -> bool:
    return workspace.metrics[objective.metric].population == "time"


def _is_of_cases(workspace: Workspace, objective: Objective) -> bool:
    metric = workspace.metrics[objective.metric]
    return metric.starts is not None and metric.stops is not None


def carriers(workspace: Workspace, covers: Sequence[str]) -> OpenPoint:
    """Which agreements carry it: those that cover its services, or what these need."""
    parts = reached(workspace.services, covers)
    found = tuple(
        one.name
        for one in workspace.agreements.values()
        if one.kind != "sla" and not one.is_template and parts & {*one.covers}
    )
    return OpenPoint("backed-by", "Which agreements carry it", "backed by {}", found, needed=False)


def covered(standard: Agreement, answers: Answers) -> tuple[str, ...]:
    """The services that the new agreement covers."""
    named = tuple(part.strip() for part in answers.get("covers", "").split(",") if part.strip())
    return named or standard.covers


@dataclass(frozen=True)
class NewAgreement:
    """What is to be written: the agreement's name, its terms and its customer, and what is answered so far."""

    name: str
    standard: Agreement
    customer: str
    points: tuple[OpenPoint, ...]
    answers: Answers

    @property
    def text(self) -> str:
        """The agreement as the language writes it; what is not answered is left out."""
        statements = [f"customer {self.customer}", "version 1.0.0", "status draft"]
        statements += [
            point.statement.replace("{}", self.answers[point.key])
            for point in self.points
            if self.answers.get(point.key)
        ]
        body = "\n".join(statements)
        source = Source(f"{self.name}.sla", f"sla {self.name} on the terms of {self.standard.name} {{\n{body}\n}}\n")
        parsed = parse(source)
        return source.text if parsed.findings else formatted(parsed)

    def answered(self, key: str, answer: str) -> NewAgreement:
        """The same with one more answer."""
        return replace(self, answers={**self.answers, key: answer})


def refusal(files: WorkspaceFiles, day: date, new: NewAgreement, point: OpenPoint, answer: str) -> str:
    """Why an answer cannot be one; empty if it can.

    It is written where it belongs, and compiled: it may bring no mistake that is not there without it.
    """
    if _FORBIDDEN.search(answer):
        return f"`{answer}` has a sign that no answer has"
    if not answer.strip():
        return "this must be said" if point.needed else ""

    def mistakes(one: NewAgreement) -> list[tuple[bool, str, str, str]]:
        source = Source(f"{one.name}.sla", one.text)
        found = compile_sources(
            (*files.sources, *files.packs, source), files.lock, day, files.settings.horizon, files.settings.currencies
        ).findings
        outside = [each.span is None or each.span.source is not source for each in found]
        return [(at, each.rule, each.message, each.help) for at, each in zip(outside, found, strict=True)]

    before = mistakes(new)
    more = sorted(each for each in mistakes(new.answered(point.key, answer)) if each not in before)
    if not more:
        return ""
    _, _, message, help_ = more[0]  # one in the answer itself, if there is one
    return f"{message}: {help_}" if help_ else message
