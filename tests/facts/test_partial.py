"""Outages in part: rows with the right answer, and seconds that are counted one by one."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from sla_dsl.facts.world import ServiceOutage, World

from .worlds import Row, differences, down, judgement, m, probes, row, world

HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
DAY = 'objective o "Users": availability at least 99% each calendar day'
"""Of a day of 86,400 seconds 864 may fail."""
IN_PART = f"{DAY} {{ partial outages count in proportion to users }}"
LASTING = f'{IN_PART[:-1]} down when "it is broken" for 5 min }}'

ROWS = [
    row(
        "an outage of half the users counts half",
        IN_PART,
        world(down("2 10:00", "2 10:28:48", share=HALF)),
        "kept",
        down=864,
        figure=99,
    ),
    row("a second more is missed", IN_PART, world(down("2 10:00", "2 10:28:50", share=HALF)), "missed", down=865),
    row(
        "it counts as a whole where nothing is said",
        DAY,
        world(down("2 10:00", "2 10:14:25", share=HALF)),
        "missed",
        down=865,
    ),
    row("one of which no share is told is whole", IN_PART, world(down("2 10:00", "2 10:14:25")), "missed", down=865),
    row(
        "of outages at the same time the larger counts",
        IN_PART,
        world(
            down("2 10:00", "2 10:10", share=HALF),
            down("2 10:05", "2 10:07"),
            down("2 10:06", "2 10:12", share=QUARTER),
        ),
        "kept",
        down=480 * HALF + 120 + 120 * QUARTER,
    ),
    row(
        "what probes show is whole",
        IN_PART,
        world(down("2 12:00", "2 12:04", share=HALF), samples=probes("2 10:00", 60, "+---+")),
        "kept",
        down=180 + 120,
    ),
    row(
        "of parts that stand in for each other the least counts",
        f"covers web {IN_PART}",
        world(
            down("2 10:00", "2 10:20", "node-1", share=HALF),
            down("2 10:10", "2 10:30", "node-2", share=QUARTER),
        ),
        "kept",
        down=600 * QUARTER,
    ),
    row(
        "of parts that are all needed the most counts",
        f"covers web {IN_PART}",
        world(
            down("2 10:00", "2 10:20", "app", share=HALF),
            down("2 10:10", "2 10:30", "node-1", share=QUARTER),
            down("2 10:10", "2 10:30", "node-2"),
        ),
        "kept",
        down=1200 * HALF + 600 * QUARTER,
    ),
    row(
        "a service with outages of its own is down by these at every share",
        f"covers web {IN_PART}",
        world(down("2 10:00", "2 10:20", "web", share=HALF), down("2 10:00", "2 10:20", "app")),
        "kept",
        down=600,
    ),
    row(
        "what must last must last at each share",
        LASTING,
        world(down("2 10:00", "2 10:10", share=HALF), down("2 10:05", "2 10:07"), down("2 11:00", "2 11:06")),
        "kept",
        down=300 + 360,
    ),
    row(
        "what lies outside the hours does not count",
        IN_PART.replace("each", "during office each"),
        world(down("2 06:00", "2 08:12", share=HALF)),
        "kept",
        down=360,
    ),
]


@pytest.mark.parametrize("one", ROWS, ids=lambda one: one.title)
def test_outages_in_part(one: Row) -> None:
    assert differences(one) == []


@pytest.mark.parametrize("seed", range(40))
def test_second_by_second(seed: int) -> None:
    random, start, rows = Random(seed), m("2 10:00"), []
    for _ in range(random.randint(1, 6)):
        since = start + random.randint(0, 60)
        rows.append(
            ServiceOutage("shop", since, since + random.randint(1, 40), share=Fraction(random.randint(1, 4), 4))
        )
    lost = sum(
        max((one.share for one in rows if one.start <= at < (one.end or 0)), default=Fraction(0))
        for at in range(start, start + 120)
    )
    assert judgement(row("", IN_PART, World(outages=tuple(rows)), "kept")).down == lost
