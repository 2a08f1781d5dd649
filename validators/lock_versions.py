"""Whether the installed versions are those of `sla.lock`, and whether the lock holds all clocks that are counted by."""

from __future__ import annotations

from collections.abc import Iterator

from tzdata import IANA_VERSION

from sla_dsl.algebra.known import moved_clocks, unlocked_zones
from sla_dsl.algebra.zones import clocks
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding

LOCK = "sla.lock"
REMEDY = "install the versions that the lock was written with, or run `sla lock` and review what changes"


def other_prelude(workspace: Workspace) -> Iterator[Finding]:
    """A finding if the standard metrics differ from those of the lock."""
    if workspace.lock.prelude not in ("", workspace.prelude):
        yield Finding(
            "lock/other-prelude",
            "the standard metrics are not those with which `sla.lock` was written",
            file=LOCK,
            help=REMEDY,
            values=(workspace.lock.prelude, workspace.prelude),
        )


def other_zone_data(workspace: Workspace) -> Iterator[Finding]:
    """Zones whose clocks differ from those of the lock, with the first moment at which they do."""
    lock = workspace.lock
    for name, minutes in moved_clocks(workspace).items():
        at, here = minutes[0], clocks(name, lock.first, lock.last)
        locked, installed = (one.get(at, "no change") for one in (lock.zones[name], here))
        yield Finding(
            "lock/other-zone-data",
            f"the clocks of `{name}` are not those with which `sla.lock` was written: at {at} UTC it has {locked}, and "
            f"the time zone data that are installed ({IANA_VERSION}) have {installed}",
            file=LOCK,
            help=REMEDY,
            values=(name, *minutes),
        )


def no_zone_data(workspace: Workspace) -> Iterator[Finding]:
    """Zones that are not locked although an agreement and its carriers count by clocks that differ."""
    if workspace.lock.zone_data:  # `lock/outdated` says so
        return
    if found := unlocked_zones(workspace):
        names = tuple(sorted({name for missing in found.values() for name in missing}))
        yield Finding(
            "lock/no-zone-data",
            f"`{next(iter(found))}` is counted by different clocks, and those of "
            f"{', '.join(f'`{name}`' for name in names)} are not in `{LOCK}`",
            file=LOCK,
            help=f"run `sla lock` and commit `{LOCK}`",
            values=names,
        )


def outdated(workspace: Workspace) -> Iterator[Finding]:
    """A finding if an earlier release wrote the lock: it had neither clocks nor gaps."""
    if workspace.lock.zone_data:
        yield Finding(
            "lock/outdated",
            f"`{LOCK}` was written by an earlier release: it has neither the clocks of the time zones, nor the years "
            "of which no holidays are known",
            file=LOCK,
            help=f"run `sla lock` and commit `{LOCK}`",
            values=(workspace.lock.zone_data,),
        )


RULES = (
    Rule(
        "lock/no-zone-data",
        "error",
        "clocks by which time is counted are not in `sla.lock`",
        "States change their clocks at short notice. What holds between two zones by the data of one machine may not "
        "hold by those of another.",
        bad="",
        good="",
        check=no_zone_data,
    ),
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
        "error",
        "the clocks of a time zone are not those with which `sla.lock` was written",
        "States change their clocks at short notice, and opening hours move with them. Another release of the data in "
        "which the clocks of a zone are the same is no other zone.",
        bad="",
        good="",
        check=other_zone_data,
    ),
    Rule(
        "lock/outdated",
        "error",
        "`sla.lock` was written by an earlier release",
        "It does not say of which years no holidays are known, so that such a year would pass for one without any.",
        bad="",
        good="",
        check=outdated,
    ),
)
