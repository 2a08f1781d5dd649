"""The workspace: everything that its files say, by kind and name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from ..text.finding import Finding
from ..text.source import Token
from .agreement import Agreement
from .base import Declared, Model
from .in_json import INTERNAL, WrittenAs
from .lock import Lock
from .marks import Outside, Text, Unordered
from .people import Calendar, Channel, Clock, Event, Party, Reason, Team
from .services import Fact, Metric, Scale, Service
from .settings import Severity
from .texts import Document, Topic

ReadAs = Literal["text", "reprint", "secondary", "memory"]
"""How the text was read that asks for a policy."""


class Policy(Declared):
    """A rule of the house, with its sentence as written.

    ``origin`` is the text that asks for it: its edition and place; ``read_as`` is how that was read, and ``read_in``
    where. ``not_tested`` is what the origin asks for and the sentence does not look at.
    """

    severity: Severity = "error"
    sentence: Text
    because: Text = ""
    origin: Text = ""
    read_as: ReadAs | None = None
    read_in: Text = ""
    not_tested: Text = ""
    may_be_waived: bool = False


class Workspace(Model):
    """The result of compilation.

    Declarations stand under their names, in the order of files and lines; those of the prelude are among them.
    ``findings`` are the compiler's own findings. A declaration that was not understood at all is missing, and
    ``broken`` names those that were understood in part, ``half_read`` those in which a name or a value means nothing,
    so that something that is written in them is not here, and the words of what was passed over. ``mistaken`` are those
    with a finding, also where it is told at another one that has it too; a wrong example does not count: it binds
    nobody, so nothing that binds is lost. ``prelude`` is the
    SHA-256 of the standard metrics that were
    compiled. ``used`` holds the names (space, name) that something refers to, ``meant`` the words that do so.

    ``above`` has, for each agreement on terms of a higher level, what these terms alone would make of it.

    ``day_lists`` and ``zones`` are the lists and zones that the lock should hold, and ``lock_years`` the first and the
    last year (both included) for which. ``judged_years`` are the years that proofs look at: from the as-of day to the
    horizon.

    ``serving`` are houses, each with a customer, in agreements of the same house that this part of a workspace lacks.
    """

    schema_: Annotated[Literal["sla.model/1"], WrittenAs("schema")] = "sla.model/1"
    as_of: date
    horizon: int
    parties: dict[str, Party] = {}
    teams: dict[str, Team] = {}
    reasons: dict[str, Reason] = {}
    channels: dict[str, Channel] = {}
    calendars: dict[str, Calendar] = {}
    clocks: dict[str, Clock] = {}
    events: dict[str, Event] = {}
    scales: dict[str, Scale] = {}
    facts: dict[str, Fact] = {}
    metrics: dict[str, Metric] = {}
    services: dict[str, Service] = {}
    agreements: dict[str, Agreement] = {}
    documents: dict[str, Document] = {}
    topics: dict[str, Topic] = {}
    policies: dict[str, Policy] = {}
    findings: Annotated[tuple[Finding, ...], INTERNAL] = ()
    broken: Annotated[frozenset[str], INTERNAL] = frozenset()
    half_read: Annotated[frozenset[str], INTERNAL] = frozenset()
    mistaken: Annotated[frozenset[str], INTERNAL] = frozenset()
    used: Annotated[frozenset[tuple[str, str]], INTERNAL] = frozenset()
    above: Annotated[dict[str, Agreement], INTERNAL] = {}
    meant: Annotated[Mapping[Token, tuple[str, str]], INTERNAL] = {}
    lock: Annotated[Lock, INTERNAL] = Lock()
    prelude: Annotated[str, INTERNAL] = ""
    day_lists: Annotated[Unordered[Outside], INTERNAL] = ()
    zones: Annotated[Unordered[Outside], INTERNAL] = ()
    lock_years: Annotated[tuple[int, int], INTERNAL] = (0, 0)
    judged_years: Annotated[tuple[int, int], INTERNAL] = (0, 0)
    serving: Annotated[frozenset[tuple[str, str]], INTERNAL] = frozenset()

    def declared(self, space: str) -> Mapping[str, Declared]:
        """The declarations of a space of names, such as ``services``."""
        found: Mapping[str, Declared] = getattr(self, space)
        return found

    @property
    def unread(self) -> frozenset[str]:
        """The names of declarations that say more than what was understood: nothing that they lack was taken out."""
        return self.broken | self.half_read

    @property
    def misread(self) -> frozenset[str]:
        """The names of declarations that have a compiler finding or that lost a part."""
        return self.broken | self.mistaken

    def with_terms(self, agreement: Agreement) -> Iterator[Agreement]:
        """An agreement, and all on whose terms it stands, the nearest first and each once."""
        left, seen = [agreement.name], set[str]()
        while left:
            one = self.agreements.get(left.pop(0))
            if one is not None and one.name not in seen:
                seen.add(one.name)
                left += one.on_terms_of
                yield one

    def house(self, name: str) -> str:
        """The house of a team; for a party, the party itself."""
        return self.teams[name].house if name in self.teams else name

    def to_json(self) -> dict[str, Any]:
        """The model as JSON data (``sla.model/1``)."""
        found: dict[str, Any] = self.model_dump()
        return found
