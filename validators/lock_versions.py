"""Whether what is installed is what `sla.lock` was written with."""

from __future__ import annotations

from collections.abc import Iterator

from tzdata import IANA_VERSION

from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding

LOCK = "sla.lock"
REMEDY = "install the versions that the lock was written with, or run `sla lock` and review what changes"


def other_prelude(workspace: Workspace) -> Iterator[Finding]:
    """Whether the standard metrics differ from those of the lock."""
    if workspace.lock.prelude not in ("", workspace.prelude):
        yield Finding(
            "lock/other-prelude",
            "the standard metrics are not those with which `sla.lock` was written",
            file=LOCK,
            help=REMEDY,
            values=(workspace.lock.prelude, workspace.prelude),
        )


def other_zone_data(workspace: Workspace) -> Iterator[Finding]:
    """Whether the time zones differ from those of the lock."""
    if workspace.lock.zone_data not in ("", IANA_VERSION):
        yield Finding(
            "lock/other-zone-data",
            f"`sla.lock` was written with time zones {workspace.lock.zone_data}, and {IANA_VERSION} is installed",
            file=LOCK,
            help=REMEDY,
            values=(workspace.lock.zone_data, IANA_VERSION),
        )


RULES = (
    Rule(
        "lock/other-prelude",
        "warning",
        "the standard metrics are not those with which `sla.lock` was written",
        "A metric that means something else changes what was signed.",
        bad="",
        good="",
        check=other_prelude,
    ),
    Rule(
        "lock/other-zone-data",
        "warning",
        "the time zone data are not those with which `sla.lock` was written",
        "States change their summer time at short notice, and opening hours move with it.",
        bad="",
        good="",
        check=other_zone_data,
    ),
)
