"""The bytes of every JSON output."""

from __future__ import annotations

import json
from collections.abc import Mapping


def json_bytes(content: Mapping[str, object], sort: bool = False) -> bytes:
    """JSON in UTF-8 with a line end; keys in the order given, or sorted."""
    return (json.dumps(content, indent=2, sort_keys=sort, ensure_ascii=False) + "\n").encode("utf-8", "replace")
