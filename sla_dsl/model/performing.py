"""Under which law and through whom an agreement is performed, and how that is tested."""

from __future__ import annotations

from typing import Annotated, Literal

from .base import Model, Place
from .marks import Measures, Outside, PartyName, PolicyWord, ServiceName, Text, Unordered
from .quantity import Value


class Governing(Model):
    """The law that governs an agreement, and the courts that decide: codes of places, and the name of the courts."""

    law: Outside
    courts: Outside | None = None
    court: Annotated[Text, PolicyWord("court")] = ""
    source: Place


class Subcontracting(Model):
    """Whether the provider may have others do the work, and how long before a change of them he tells it."""

    permission: Literal["allowed", "consent", "forbidden"]
    announced: Annotated[Value | None, PolicyWord("notice"), Measures(("duration",))] = None
    source: Place


class Subcontractor(Model):
    """Who works for the provider, on which services (all if none are named), and in which places (codes)."""

    party: PartyName
    services: Unordered[ServiceName] = ()
    places: Unordered[Outside] = ()
    source: Place


class PlannedTest(Model):
    """What is tested, how often at least, and how."""

    what: Annotated[Literal["continuity", "recovery", "exit", "security"], PolicyWord("subject")]
    every: Annotated[Value, PolicyWord("interval"), Measures(("duration",))]
    title: Text = ""
    source: Place
