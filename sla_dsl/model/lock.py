"""What ``sla.lock`` fixes: everything that compilation reads besides the sources and the settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Lock(BaseModel):
    """The holidays and versions that compilation reads.

    ``language`` is the number of the language, ``prelude`` the SHA-256 of the standard
    metrics, ``zone_data`` the release of the IANA time zone database.  ``holidays`` has,
    for each ISO 3166 code (``FR``, ``FR-57``), the public days as observed and their
    names, of every year from ``first`` to ``last`` (both included; ``from`` and ``to``
    in the file).  A workspace without a lock has the empty one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)

    language: Literal[1] = 1
    prelude: str = Field("", pattern=r"^([0-9a-f]{64})?$")
    zone_data: str = Field("", alias="zone-data")
    first: int = Field(0, alias="from")
    last: int = Field(0, alias="to")
    holidays: Mapping[str, Mapping[date, str]] = {}

    @classmethod
    def from_bytes(cls, data: bytes) -> Lock:
        """Reads ``sla.lock``; raises ``pydantic.ValidationError`` where it is not one."""
        return cls.model_validate_json(data)

    def to_bytes(self) -> bytes:
        """The canonical content of ``sla.lock``: sorted JSON in UTF-8 with a line end."""
        content = self.model_dump(mode="json", by_alias=True)
        return (json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()
