"""Channels that are closed when somebody has to use them."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.algebra.calendars import ALWAYS, YEAR, almanac_of
from sla_dsl.algebra.intervals import difference
from sla_dsl.algebra.zones import local, opening, zone
from sla_dsl.model.people import Channel, Clock
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related


def closed_for_clocks(workspace: Workspace) -> Iterator[Finding]:
    """Clocks that run while the channels that start them are closed."""
    for clock in workspace.clocks.values():
        channels = [workspace.channels[name] for name in clock.through.channels] if clock.through else []
        closed = {one.name: first_closed(workspace, clock.hours or ALWAYS, one) for one in channels}
        shut = [one for one in channels if closed[one.name]]
        if shut and clock.through and (clock.through.together or len(shut) == len(channels)):
            yield Finding(
                "channel/closed-in-promised-hours",
                f"`{clock.name}` runs during `{clock.hours or ALWAYS}`, and `{shut[0].name}`, through which it starts, "
                f"is closed on {closed[shut[0].name]}",
                clock.source,
                help=help_for(clock, shut[0]),
                related=tuple(Related(one.source, f"open during `{one.hours}` only") for one in shut),
                address=clock.name,
                values=tuple(one.name for one in shut),
            )


def help_for(clock: Clock, channel: Channel) -> str:
    """The help for a closed channel."""
    return f"let the clock run `during {channel.hours}`, or open `{channel.name}` during `{clock.hours or ALWAYS}`"


def closed_replacements(workspace: Workspace) -> Iterator[Finding]:
    """Channels whose replacement is closed while they would be open."""
    for channel in workspace.channels.values():
        other = workspace.channels.get(channel.replaced_by or "")
        closed = first_closed(workspace, channel.hours or ALWAYS, other) if other else None
        if other and closed:
            yield Finding(
                "channel/closed-replacement",
                f"`{other.name}`, which replaces `{channel.name}`, is closed on {closed}",
                channel.source,
                help=f"name another channel, or open `{other.name}` during `{channel.hours or ALWAYS}`",
                related=(Related(other.source, f"open during `{other.hours}` only"),),
                address=channel.name,
                values=(other.name,),
            )


def first_closed(workspace: Workspace, hours: str, channel: Channel) -> str | None:
    """The first moment of these hours, in the year from the as-of day, at which a channel is closed."""
    almanac = almanac_of(workspace)
    names = (hours, channel.hours or ALWAYS)
    if not workspace.broken.isdisjoint(names) or not all(map(almanac.is_known, names)):
        return None
    where = zone(next((found.zone for name in names if (found := workspace.calendars.get(name)) and found.zone), "UTC"))
    since = opening(workspace.as_of, 0, where)
    wanted, given = (almanac.openings(name, since, since + YEAR) for name in names)
    return next((f"{local(start, where):%Y-%m-%d at %H:%M}" for start, _ in difference(wanted, given)), None)


_CLOCK = """\
channel hotline "Phone of the desk" of desk {{ contact "+33 4 72 00 00 00" during office }}
clock emergency {{
  starts when logged through hotline
  during {}
}}
ola statistics {{
  provider dba
  customer desk
  covers reports
  objective answer: response-time at most 1 h timed by emergency
}}
"""
_CHANNELS = """\
channel status-page of desk {{ replaced by hotline }}{}
channel hotline "Phone of the desk" of desk {{ during {} }}
ola statistics {{
  provider dba
  customer desk
  covers reports
  objective uptime: availability at least 98% each calendar month
  provider must "say what is broken" through status-page within 15 min of detected
}}
"""

RULES = (
    Rule(
        "channel/closed-in-promised-hours",
        "error",
        "a clock runs in hours in which nobody can start it",
        "A promise around the clock is worth nothing at night if cases can be reported in office hours only.",
        bad=_CLOCK.format("24x7").replace("clock emergency {", "clock emergency { # channel/closed-in-promised-hours"),
        good=_CLOCK.format("office"),
        check=closed_for_clocks,
    ),
    Rule(
        "channel/closed-replacement",
        "warning",
        "what replaces a channel while it is down is closed at times when the channel is open",
        "Whoever needs it then reaches nobody.",
        bad=_CHANNELS.format(" # channel/closed-replacement", "office"),
        good=_CHANNELS.format("", "24x7"),
        check=closed_replacements,
    ),
)
