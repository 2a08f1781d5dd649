"""The base of all JSON outputs."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class JsonObject(BaseModel):
    """An object of a JSON output: its fields and no others, each by its alias."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
