"""All families of random workspaces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from . import families_uptime as uptime
from .draft import Draft

FAMILIES: Mapping[str, Callable[[Random], Draft]] = {
    "uptime-windows": uptime.windows,
    "uptime-structures": uptime.structures,
    "uptime-exclusions": uptime.exclusions,
    "uptime-thresholds": uptime.thresholds,
    "uptime-objectives": uptime.objectives,
    "uptime-common": uptime.common,
}
