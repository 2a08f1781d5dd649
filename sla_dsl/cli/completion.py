"""What a shell offers for the names of a command line, while somebody types it: agreements, addresses, rules.

Nothing is proved for it, and a workspace that cannot be read offers nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from ..compiler import compile_sources
from ..model.workspace import Workspace
from ..pipeline import day_of_judgement
from ..rules.catalogue import rules_of
from ..workspace import read_workspace

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def offering(names: Callable[[], Iterable[tuple[str, str]]]) -> Completer:
    """A completer that offers those of the names, each with what it is, that begin with what is typed."""

    def offered(_context: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
        return [CompletionItem(name, help=what) for name, what in names() if name.startswith(typed)]

    return offered


def _workspace() -> Workspace:
    files = read_workspace(Path())
    return compile_sources(files.sources, files.lock, day_of_judgement(None, files.settings))


def _agreements() -> list[tuple[str, str]]:
    return [(name, one.title) for name, one in sorted(_workspace().agreements.items())]


def _addresses() -> list[tuple[str, str]]:
    workspace = _workspace()
    found = [(name, one.title) for name, one in sorted(workspace.agreements.items())]
    found += [(name, "a calendar") for name in sorted(workspace.calendars)]
    for agreement in workspace.agreements.values():
        found += [(one.address, one.metric) for one in agreement.objectives]
    return found


def _rules() -> list[tuple[str, str]]:
    files = read_workspace(Path())
    rules, _ = rules_of(files.settings.validators, files.root)
    families = [(name, "a family of rules") for name in sorted({rule.family for rule in rules.values()})]
    return families + [(name, rules[name].summary) for name in sorted(rules)]


agreements, addresses, rules = map(offering, (_agreements, _addresses, _rules))
