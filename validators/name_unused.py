"""Declared names that nothing refers to."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.each import each_once
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related
from sla_dsl.text.source import Span

from .common import understood

PRELUDE = "prelude.sla"


def unused(workspace: Workspace) -> Iterator[Finding]:
    """Declarations, and parameters of agreements, that nothing refers to; not where a statement may that is lost."""
    if any(finding.rule == "syntax/unexpected-token" for finding in workspace.findings):
        return
    yield from unused_declarations(workspace)
    yield from unused_parameters(workspace)


def unused_declarations(workspace: Workspace) -> Iterator[Finding]:
    """Declarations of people, time, scales, metrics and documents that nothing refers to."""
    for space, kind, declared in (
        ("party", "party", workspace.parties),
        ("party", "team", workspace.teams),
        ("calendar", "calendar", workspace.calendars),
        ("channel", "channel", workspace.channels),
        ("clock", "clock", workspace.clocks),
        ("document", "document", workspace.documents),
        ("event", "event", workspace.events),
        ("fact", "fact", workspace.facts),
        ("metric", "metric", workspace.metrics),
        ("reason", "reason", workspace.reasons),
        ("scale", "scale", workspace.scales),
        ("topic", "topic", workspace.topics),
    ):
        for name, declaration in declared.items():
            if (space, name) not in workspace.used and declaration.source.source.path != PRELUDE:
                yield Finding(
                    "name/unused",
                    f"nothing refers to the {kind} `{name}`",
                    declaration.source,
                    help="refer to it where it was meant to be used, or remove it",
                    address=name,
                    values=(kind,),
                )


def unused_parameters(workspace: Workspace) -> Iterator[Finding]:
    """Parameters that no agreement uses: neither the one that declares them, nor one on its terms.

    They are told where they are declared, and not again where they are given a value (``with``).
    """
    used = {
        (above.name, parameter.name)
        for agreement in workspace.agreements.values()
        for parameter in agreement.parameters
        if parameter.name in agreement.used_parameters or parameter.about
        for above in workspace.with_terms(agreement)
    }
    places = {
        parameter.source
        for agreement in workspace.agreements.values()
        for parameter in agreement.parameters
        if (agreement.name, parameter.name) in used
    }
    unused = {
        (agreement.name, parameter.name): parameter
        for agreement in understood(workspace)
        for parameter in agreement.parameters
        if parameter.source not in places
    }
    given: dict[tuple[str, str], dict[Span, Related]] = {}
    """By each parameter of terms that is told, the places where agreements give it a value."""
    for (name, of), parameter in [*unused.items()]:
        terms = [*workspace.with_terms(workspace.agreements[name])][1:]
        for above in [(one.name, of) for one in terms if (one.name, of) in unused]:
            unused.pop((name, of), None)
            given.setdefault(above, {})[parameter.source] = Related(parameter.source, "it is given a value here")
    return each_once(
        Finding(
            "name/unused",
            f"nothing refers to the parameter `{name}`",
            parameter.source,
            help="refer to it in an objective, a remedy or a clause (`{…}`), or remove it",
            related=tuple(one for place, one in given.get((agreement, name), {}).items() if place != parameter.source),
            address=agreement,
            values=("parameter", name),
        )
        for (agreement, name), parameter in unused.items()
    )


RULES = (
    Rule(
        "name/unused",
        "warning",
        "a name is declared and nothing refers to it",
        "A calendar, channel, clock, document, event, metric, parameter, party, reason, scale or team that nothing "
        "refers to is either left over, or was meant to be used where something else is: hours that no promise runs in "
        "protect nobody.",
        bad="""\
calendar late { # name/unused
  time zone Europe/Paris
  open Mon-Fri 18:00-22:00
}
""",
        good="""\
calendar late {
  time zone Europe/Paris
  open Mon-Fri 18:00-22:00
}
service evening-reports { owner dba hours late }
""",
        check=unused,
    ),
)
