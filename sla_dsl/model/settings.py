"""The settings of a workspace, from ``sla.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from ..text.translation import MessageLanguage
from .base import Frozen
from .in_json import InJson, NotWritten, WrittenAs, adapter
from .outside import EXACTLY, Between, Matching, names_outside, plainly

Severity = Literal["error", "warning", "note"]
Currency = Annotated[str, Matching(r"[A-Z]{3}")]
DocumentNeed = Literal["law", "courts", "notices", "precedence", "wordings"]
"""What a house may want said before a document is made."""
PolicyPack = Annotated[str, Matching(r"[\w./-]+")]
DottedName = Annotated[str, Matching(r"[^\W\d]\w*(\.[^\W\d]\w*)*")]


@dataclass(frozen=True, slots=True)
class Takes:
    """Which values a key takes, as a remedy says it."""

    values: str


class FactsLocation(Frozen):
    """Where facts lie: ``folder`` is a path from the workspace on, or an absolute one."""

    folder: Annotated[str, Matching("(?s:.+)")]


class Settings(Frozen):
    """The keys of ``sla.toml``, written with ``-``; the description of a key says which values it takes.

    ``language`` is the language in which messages are shown; of the language of agreements there is one.
    ``include`` and ``exclude`` are matched against paths relative to the workspace: ``*`` and ``?`` stay within a
    folder, ``**`` crosses folders. ``validators`` are packs of rules besides the standard ones. ``policies`` are packs
    of policies: a shipped pack by its name, a file of the workspace by its path, and a Python package with files of
    policies by any other name. ``severities`` raise rules and policies by name. ``decide_before`` is how many
    days before the last day of notice a side decides whether it gives it. ``document_needs`` are what an agreement must
    say before a document is made of it. ``facts`` is where facts lie, unless a command says it.
    """

    language: Annotated[
        Literal[1, "en", "fr"],
        InJson(lambda _language: 1, {"const": 1}),  # an approval is not bound to the one in which somebody reads
        Takes('"en" or "fr", the language of messages (or the number 1, as earlier versions wrote)'),
    ] = 1
    include: Annotated[tuple[str, ...], Takes('a list of globs such as ["**/*.sla"]')] = ("**/*.sla",)
    exclude: Annotated[tuple[str, ...], Takes('a list of globs such as ["drafts/**"]')] = ()
    validators: Annotated[
        tuple[DottedName, ...], Takes('a list of dotted names of Python modules such as ["house_rules"]')
    ] = ()
    policies: Annotated[
        tuple[PolicyPack, ...],
        Takes('a list of packs of policies such as ["baseline", "house/gold.sla", "house_rules"]'),
    ] = ()
    severities: Annotated[
        Mapping[str, Severity], Takes('a table of rules to raise, such as {"backing/term-gap" = "error"}')
    ] = {}
    as_of: Annotated[
        Annotated[date, EXACTLY] | None, WrittenAs("as-of"), Takes("a date without quotes such as 2026-11-23")
    ] = None
    horizon: Annotated[int, EXACTLY, Between(1, 600), Takes("a number of months from 1 to 600")] = 24
    main_branch: Annotated[str, WrittenAs("main-branch"), Takes('the name of a branch such as "main"')] = "main"
    currencies: Annotated[tuple[Currency, ...], Takes('a list of ISO 4217 codes such as ["EUR"]')] = ()
    decide_before: Annotated[
        int,
        EXACTLY,
        WrittenAs("decide-before"),
        Between(0, 366),
        NotWritten("it judges nothing, so no approval is bound to it"),
        Takes("a number of days from 0 to 366"),
    ] = 30
    document_needs: Annotated[
        tuple[DocumentNeed, ...],
        WrittenAs("document-needs"),
        NotWritten("it judges documents, and no change"),
        Takes('a list of "law", "courts", "notices", "precedence", "wordings"'),
    ] = ()
    facts: Annotated[
        FactsLocation | None,
        NotWritten("facts are no part of what is agreed"),
        Takes('a table with the folder, such as {folder = "facts"}'),
    ] = None
    require_signed_approvals: Annotated[
        bool, EXACTLY, WrittenAs("require-signed-approvals"), Takes("true or false")
    ] = True

    @classmethod
    def keys(cls) -> dict[str, str]:
        """The keys of ``sla.toml``, and which values they take."""
        fields = cls.model_fields
        return {
            key: next(mark.values for mark in fields[name].metadata if isinstance(mark, Takes))
            for key, name in names_outside(cls).items()
        }

    @property
    def messages(self) -> MessageLanguage:
        """The language of messages."""
        return "fr" if self.language == "fr" else "en"

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Settings:
        """The settings that ``sla.toml`` says; raises ``pydantic.ValidationError`` if it says something unfit."""
        found: Settings = plainly(cls, data) or adapter(cls).validate_python(data, by_alias=True, by_name=False)
        return found

    def to_json(self) -> str:
        """The settings that judge, as JSON: an approval is bound to them."""
        return adapter(Settings).dump_json(self, by_alias=True).decode()
