"""The settings of a workspace, from ``sla.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_serializer

from ..text.translation import MessageLanguage

Severity = Literal["error", "warning", "note"]
Globs = Annotated[tuple[str, ...], Field(strict=False)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
DocumentNeed = Literal["law", "courts", "notices", "precedence", "wordings"]
"""What a house may want said before a document is made."""
PolicyPack = Annotated[str, StringConstraints(pattern=r"^[\w./-]+$")]
DottedName = Annotated[str, StringConstraints(pattern=r"^[^\W\d]\w*(\.[^\W\d]\w*)*$")]


class FactsLocation(BaseModel):
    """Where facts lie: ``folder`` is a path from the workspace on, or an absolute one."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    folder: Annotated[str, StringConstraints(min_length=1)]


class Settings(BaseModel):
    """The keys of ``sla.toml``, written with ``-``; the description of a key says which values it takes.

    ``language`` is the language in which messages are shown; of the language of agreements there is one.
    ``include`` and ``exclude`` are matched against paths relative to the workspace: ``*`` and ``?`` stay within a
    folder, ``**`` crosses folders. ``validators`` are packs of rules besides the standard ones. ``policies`` are packs
    of policies: a shipped pack by its name, a file of the workspace by its path, and a Python package with files of
    policies by any other name. ``severities`` raise rules and policies by name. ``decide_before`` is how many
    days before the last day of notice a side decides whether it gives it. ``document_needs`` are what an agreement must
    say before a document is made of it. ``facts`` is where facts lie, unless a command says it.
    """

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        alias_generator=lambda name: name.replace("_", "-"),
        validate_by_name=True,
    )

    language: Literal[1, "en", "fr"] = Field(
        1, description='"en" or "fr", the language of messages (or the number 1, as earlier versions wrote)'
    )
    include: Globs = Field(("**/*.sla",), description='a list of globs such as ["**/*.sla"]')
    exclude: Globs = Field((), description='a list of globs such as ["drafts/**"]')
    validators: Annotated[tuple[DottedName, ...], Field(strict=False)] = Field(
        (), description='a list of dotted names of Python modules such as ["house_rules"]'
    )
    policies: Annotated[tuple[PolicyPack, ...], Field(strict=False)] = Field(
        (), description='a list of packs of policies such as ["baseline", "house/gold.sla", "house_rules"]'
    )
    severities: Mapping[str, Severity] = Field(
        {}, description='a table of rules to raise, such as {"backing/term-gap" = "error"}'
    )
    as_of: date | None = Field(None, description="a date without quotes such as 2026-11-23")
    horizon: Annotated[int, Field(ge=1, le=600)] = Field(24, description="a number of months from 1 to 600")
    main_branch: str = Field("main", description='the name of a branch such as "main"')
    currencies: Annotated[tuple[Currency, ...], Field(strict=False)] = Field(
        (), description='a list of ISO 4217 codes such as ["EUR"]'
    )
    decide_before: Annotated[int, Field(ge=0, le=366)] = Field(
        30,
        exclude=True,  # it judges nothing, so no approval is bound to it
        description="a number of days from 0 to 366",
    )
    document_needs: Annotated[tuple[DocumentNeed, ...], Field(strict=False)] = Field(
        (),
        exclude=True,  # it judges documents, and no change
        description='a list of "law", "courts", "notices", "precedence", "wordings"',
    )
    facts: FactsLocation | None = Field(
        None,
        exclude=True,  # facts are no part of what is agreed
        description='a table with the folder, such as {folder = "facts"}',
    )
    require_signed_approvals: bool = Field(True, description="true or false")

    @property
    def messages(self) -> MessageLanguage:
        """The language of messages."""
        return "fr" if self.language == "fr" else "en"

    @field_serializer("language")
    def _of_agreements(self, _language: object) -> int:
        """The language of agreements: an approval is not bound to the one in which somebody reads messages."""
        return 1
