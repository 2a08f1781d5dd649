"""What is called better is never contradicted by what is kept: random agreements, random edits, random worlds.

If a change is better for the customer, every world that keeps the new text keeps the old one; if it is worse, the other
way round; if it affects nobody, both. What is excluded is down here: of time that is excluded while nothing is down
docs/changes.md tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from random import Random

import pytest

from sla_dsl.changes import changes
from sla_dsl.compiler import compile_sources
from sla_dsl.facts.kept import kept, windows_of
from sla_dsl.facts.world import CaseEvent, Sample, ServiceCase, ServiceOutage, ValueChange, Waiting, World
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

from ..facts.worlds import STAGE

EDITS = 80
WORLDS = 8
LIMITED = "excludes maintenance up to 4 h each calendar month"
Slots = Mapping[str, tuple[str, ...]]


def at(month: int, day: int = 1) -> int:
    return int(datetime(2026, month, day, tzinfo=UTC).timestamp())


START, END = at(1), at(7)
DAY = 86400
HEAD = """
metric deliveries { unit number higher is better population vans statistic total composes as owned }
metric mishaps { unit number lower is better population vans statistic total composes as sum }
%s
sla a {
  provider house
  customer buyer
  status signed
  service hours 24x7
%s
}
"""


@dataclass(frozen=True)
class Family:
    """Agreements of one form with several values at each place, and the worlds that they are asked about."""

    text: str
    slots: Slots
    world: Callable[[Random], World]
    declared: str = ""

    def written(self, choice: Mapping[str, str]) -> str:
        return HEAD % (self.declared.format(**choice), self.text.format(**choice))


# Shares of time


def outages(random: Random) -> World:
    """Outages that come near to what may fail, in the hours or out of them, at one place or another."""
    found = []
    for _ in range(random.choice((1, 1, 2, 4, 8))):
        start = random.randrange(START, END - DAY, 60) if random.random() < 0.7 else at(random.choice((1, 2, 3, 4, 5)))
        length = random.choice((60, 200, 400, 3600, 7200, 4 * 3600, 6 * 3600, 8 * 3600, 22 * 3600))
        site = random.choice(((), (("site", "lyon"),), (("site", "roanne"),)))
        reason = random.choice(("", "", "maintenance"))
        found.append(ServiceOutage(random.choice(("shop", "app")), start, start + length, reason, values=site))
    return World(outages=tuple(found))


TIME = Family(
    """
  covers {covers}
  in force from {start} to 2026-06-30
  {partial}
  {excluded}
  objective up: availability {scope} {bound} during {hours} each {window} {{ {down} {up} {rounded} }}
""",
    {
        "covers": ("shop", "shop, app"),
        "start": ("2026-01-01", "2026-01-20"),
        "partial": ("", "partial windows count as whole", "partial windows count as met"),
        "scope": ("", "for lyon", "for lyon, roanne"),
        "bound": ("at least 99%", "at least 99.4%", "above 99%", "at least 99.5%", "between 98% and 99.9%"),
        "hours": ("24x7", "office"),
        "window": ("calendar month", "calendar quarter"),
        "excluded": ("", "excludes maintenance", "excludes maintenance within office", LIMITED),
        "down": ("", 'down when "dark"', 'down when "dark" for 5 min', 'down when "dark" for 3 min'),
        "up": ("", "up after 10 min", "up after 2 min"),
        "rounded": ("", "rounded to 0 decimals", "rounded to 1 decimals", "rounded to 2 decimals"),
    },
    outages,
)

# Cases


def cases(random: Random) -> World:
    """Cases that are done just in time or just too late; some wait, are opened again, or get more urgent."""
    found = []
    for number in range(random.choice((1, 2, 3, 10, 11))):
        start = random.randrange(START, END - 20 * DAY, 600)
        end = start + random.choice((1800, 2 * 3600, 3 * 3600, 4 * 3600, 5 * 3600, 9 * 3600, DAY, 3 * DAY))
        events = [CaseEvent("logged", start, random.choice(("", "phone", "email"))), CaseEvent("restored", end)]
        events.append(CaseEvent("fixed", end + random.choice((0, 3600, 4 * 3600))))
        events.append(CaseEvent("accepted", random.choice((start, start + 1800))))
        if random.random() < 0.3:
            again = end + random.choice((3600, 2 * DAY, 6 * DAY))
            done = again + random.choice((1800, 3 * 3600))
            events += [CaseEvent("reopened", again), CaseEvent("restored", done), CaseEvent("fixed", done)]
        urgency = random.choice(("P1", "P2", "P3"))
        raised = (ValueChange("urgency", "P1", start + 3600),) if random.random() < 0.2 and urgency != "P1" else ()
        waits = (Waiting("waiting-for-customer", start + 600, start + 600 + random.choice((1800, 3 * 3600))),)
        found.append(
            ServiceCase(
                f"case {number}",
                random.choice(("shop", "app")),
                tuple(events),
                waits if random.random() < 0.3 else (),
                raised,
                (("urgency", urgency),),
                carries=random.choice(("one", "other")),
            )
        )
    return World(cases=tuple(found))


CASES = Family(
    """
  covers {covers}
  in force from 2026-01-01 to 2026-06-30
  objective fix: {statistic} {metric} {scope} {bound} {share} {hours} each {window} {{ {each} {pause} {rounded} }}
""",
    {
        "covers": ("shop", "shop, app"),
        "metric": ("restore-time", "mend"),
        "statistic": ("", "", "mean", "median"),
        "scope": ("", "for P1", "for P1, P2"),
        "bound": ("at most 4 h", "at most 3 h", "below 4 h", "between 1 h and 4 h"),
        "share": ("", "in 90% of cases", "in 50% of cases"),
        "hours": ("during 24x7", "during office", "timed by one", "timed by other"),
        "window": ("calendar month", "calendar quarter"),
        "each": ("", "counted for each agreement it carries"),
        "pause": ("", "pauses while waiting-for-customer", "pauses while waiting-for-customer at most 1 h"),
        "rounded": ("", "rounded to 0 decimals", "rounded to 2 decimals"),
        "stop": ("restored", "fixed"),
        "channel": ("", "through phone", "through phone or email"),
        "again": ("", "reopened within 5 days continues", "reopened within 5 days restarts"),
        "raised": ("", "raised priority counts from the change", "raised priority counts from the start"),
    },
    cases,
    """
metric mend {{ unit duration lower is better population cases statistic each from logged to {stop} composes as path }}
clock one {{ starts when logged {channel} during 24x7 {again} {raised} }}
clock other {{ starts when logged during office }}
""",
)
DEADLINES = Family(
    """
  covers shop
  in force from 2026-01-01 to 2026-06-30
  support hours office
  objective fix: restore-time by {time} {day} {condition} {share} during office each calendar month
""",
    {
        "time": ("12:00", "18:00"),
        "day": ("the same day", "the next business day", "2 business days later"),
        "condition": (
            "",
            "if logged before 12:00",
            "if logged through phone",
            "if (logged before 12:00 or logged through phone)",
        ),
        "share": ("", "in 60% of cases"),
    },
    cases,
)

# Totals


def deliveries(random: Random) -> World:
    found = []
    metric = random.choice(("deliveries", "mishaps"))
    for _ in range(random.choice((3, 9, 20))):
        amount = Fraction(random.choice((1, 1, 2, 5, 3))) / random.choice((1, 1, 2))
        found.append(
            Sample(
                "shop",
                random.randrange(START, END, 3600),
                value=amount,
                metric=metric,
                carries=random.choice(("one", "other")),
            )
        )
    return World(samples=tuple(found))


TOTALS = Family(
    """
  covers shop
  in force from 2026-01-01 to 2026-06-30
  objective load: {statistic} {bound} {hours} each {window} {{ {each} {rounded} }}
""",
    {
        "statistic": ("", "", "lowest", "longest", "mean"),
        "bound": (
            "deliveries at least 4",
            "deliveries above 3",
            "deliveries at least 5",
            "mishaps at most 4",
            "mishaps below 5",
            "mishaps at most 9",
            "deliveries between 2 and 9",
        ),
        "hours": ("during 24x7", "during office"),
        "window": ("calendar month", "calendar quarter"),
        "each": ("", "counted for each agreement it carries"),
        "rounded": ("", "rounded to 0 decimals"),
    },
    deliveries,
)
# Services that need others


def parts_down(random: Random) -> World:
    """Outages of the parts of what is covered, and of its own; some of them at one time."""
    found = []
    for _ in range(random.choice((1, 2, 4, 8))):
        start = at(random.choice((1, 2, 3)), random.choice((1, 2))) + random.choice((0, 0, 3600))
        end = start + random.choice((200, 3600, 8 * 3600, 22 * 3600))
        part = random.choice(("node-1", "node-2", "app", "app", "mall"))
        found.append(ServiceOutage(part, start, end, random.choice(("", "", "maintenance"))))
    done = [
        ServiceCase(
            f"case {number}",
            random.choice(("node-1", "node-2", "app")),
            (CaseEvent("logged", at(2)), CaseEvent("restored", at(2) + random.choice((3600, 9 * 3600)))),
        )
        for number in range(random.choice((0, 1, 3)))
    ]
    return World(outages=tuple(found), cases=tuple(done))


STRUCTURE = Family(
    """
  covers mall {also}
  in force from 2026-01-01 to 2026-06-30
  {excluded}
  objective up: {promise}
""",
    {
        "also": ("", ", shop", "except node-1"),
        "excluded": ("", "", "excludes maintenance", LIMITED, "excludes maintenance when any of (app, mall)"),
        "promise": (
            "availability at least 99% during 24x7 each calendar month",
            'availability at least 98% during 24x7 each calendar month { down when "dark" for 5 min }',
            "outage-count at most 1 during 24x7 each calendar month",
            "restore-time at most 4 h in 60% of cases during 24x7 each calendar month",
        ),
        "needs": (
            "",
            "needs node-1",
            "needs node-1 and node-2",
            "needs node-1 or node-2",
            "needs node-2 and node-1",
            "needs node-1 and (node-1 or node-2)",
            "needs 2 of (app, node-1, node-2)",
            "needs 1 of (app, node-1, node-2)",
            "needs app and (node-1 or node-2)",
        ),
    },
    parts_down,
    "service mall {{ owner desk {needs} }}",
)
FAMILIES = {"time": TIME, "cases": CASES, "deadlines": DEADLINES, "totals": TOTALS, "structure": STRUCTURE}


def compiled(text: str) -> Workspace | None:
    workspace = compile_sources([Source("a.sla", text), Source("stage.sla", STAGE)], Lock(), date(2026, 1, 1))
    return None if workspace.findings else workspace


def edited(family: Family, random: Random) -> tuple[Workspace, Workspace, str] | None:
    """An agreement, the same with another value at one place, and both texts; none if one has no meaning."""
    choice = {name: random.choice(values) for name, values in family.slots.items()}
    place = random.choice(list(family.slots))
    texts = [family.written({**choice, place: value}) for value in random.sample(family.slots[place], 2)]
    before, after = (compiled(text) for text in texts)
    return None if before is None or after is None else (before, after, "\n".join(texts))


def effect(before: Workspace, after: Workspace) -> str:
    """What the change is for the customer: better, worse, neutral, or (of several, and if nobody knows) unordered."""
    found = {change.effect.get("buyer", "neutral") for change in changes(before, after)} - {"neutral"}
    return found.pop() if len(found) == 1 else "unordered" if found else "neutral"


def is_kept(workspace: Workspace, world: World) -> bool | None:
    """Whether the promise is kept in all its windows; none if somewhere nobody can say."""
    agreement = workspace.agreements["a"]
    (objective,) = agreement.objectives
    found = {
        kept(workspace, agreement, objective, span, world).outcome
        for span in windows_of(workspace, agreement, objective, START, END)
    }
    return None if "not-judged" in found else "missed" not in found


def contradictions(family: Family, number: int, counts: Counter[str]) -> Iterator[str]:
    """Worlds that contradict what is said of one random edit."""
    random = Random(number)
    pair = edited(family, random)
    if pair is None:
        return
    before, after, text = pair
    said = effect(before, after)
    counts[said] += 1
    if said == "unordered":
        return
    for _ in range(WORLDS):
        world = family.world(random)
        old, new = is_kept(before, world), is_kept(after, world)
        if old is None or new is None:
            continue
        counts[f"{said} differs"] += old != new
        if (new and not old and said != "worse") or (old and not new and said != "better"):
            yield f"{said}, but before {old} and after {new}\n{text}\n{world}"


@pytest.mark.parametrize("name", FAMILIES)
def test_better_is_never_contradicted(name: str) -> None:
    counts: Counter[str] = Counter()
    assert [text for number in range(EDITS) for text in contradictions(FAMILIES[name], number, counts)] == []
    # The worlds tell texts apart, and each direction is met.
    assert not {"better differs", "worse differs"} - {*+counts}
