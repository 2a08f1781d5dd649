"""The compiled model as JSON, ``sla.model/1``."""

from __future__ import annotations

from ..model.workspace import Workspace
from .encoding import json_bytes


def model_report(workspace: Workspace) -> bytes:
    """The whole workspace as ``sla.model/1``."""
    return json_bytes(workspace.to_json())
