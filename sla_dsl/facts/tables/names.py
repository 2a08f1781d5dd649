"""The names that facts may use: those of the workspace, and what `[names]` says for others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ...model.workspace import Workspace
from ...text.nearest import nearest
from ..world import REOPENED
from .found import MisreadError


@dataclass(frozen=True)
class KnownNames:
    """The names of a workspace, by the kind of thing; ``others`` are names of exports, each with ours.

    A name that stands for nothing of ours on purpose has ``False`` there.
    """

    workspace: Workspace
    others: Mapping[str, str | bool] = field(default_factory=dict)
    occasions: Mapping[str, str] = field(default_factory=dict)
    """What people say, by the reasons of outages that stand for it."""

    @cached_property
    def of(self) -> Mapping[str, frozenset[str]]:
        """All names of each kind of thing."""
        known = self.workspace
        objectives = (one.address for agreement in known.agreements.values() for one in agreement.objectives)
        return {
            "service": frozenset(known.services),
            "agreement": frozenset(known.agreements),
            "customer": frozenset({*known.parties, *known.teams}),
            "party": frozenset({*known.parties, *known.teams}),
            "reason": frozenset({*known.reasons, *self.occasions}),
            "event": frozenset({*known.events, REOPENED}),
            "channel": frozenset(known.channels),
            "metric": frozenset(known.metrics),
            "scale": frozenset(known.scales),
            "fact": frozenset(known.facts),
            "objective": frozenset(objectives),
        }

    @cached_property
    def groups(self) -> frozenset[str]:
        """What objectives count `of each`: a column of that name may say which one."""
        agreements = self.workspace.agreements.values()
        return frozenset(one.each_of for agreement in agreements for one in agreement.objectives if one.each_of)

    def ours(self, name: str) -> str | None:
        """Our name for a name of an export; none if it is nothing of ours on purpose."""
        found = self.others.get(name, name)
        return found if isinstance(found, str) else None

    def checked(self, kind: str, name: str) -> str | None:
        """Our name of a thing; none if it is nothing of ours; raises ``MisreadError`` if no such thing is known."""
        found = self.ours(name)
        if found is None or found in self.of[kind]:
            return found
        raise _unknown(kind, name, self.of[kind])

    def scale_value(self, scale: str, name: str) -> str | None:
        """Our name of a value of a scale; raises ``MisreadError`` if it has none such."""
        found = self.ours(name)
        values = [one.name for one in self.workspace.scales[scale].values]
        if found is None or found in values:
            return found
        raise _unknown(f"value of `{scale}`", name, values)

    def state(self, fact: str, name: str) -> str | None:
        """Our name of a state of a fact; raises ``MisreadError`` if it has none such."""
        found = self.ours(name)
        states = [one.name for one in self.workspace.facts[fact].states]
        if found is None or found in states:
            return found
        raise _unknown(f"state of `{fact}`", name, states)


def _unknown(kind: str, name: str, known: Iterable[str]) -> MisreadError:
    near = nearest(name, known)
    meant = f'did you mean `{near}`? Then write `"{name}" = "{near}"`' if near else f'write `"{name}" = "our name"`'
    help_ = f'{meant} under `[names]` in facts.toml, or `"{name}" = false` if it is nothing of ours'
    return MisreadError(f"no {kind} is called `{name}`", help_, "facts/unknown-name")
