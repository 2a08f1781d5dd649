"""The rules of worked examples: they are computed again, from the statements that bind."""

from __future__ import annotations

from .. import stage
from ..rule import Rule

_CREDIT = stage.block(
    "credit on monthly-fee for uptime",
    "| availability | credit |",
    "| below 99%    | 5%     |",
    "| below 98%    | 10%    |",
)


def _example(*lines: str) -> str:
    return stage.sla(
        "parameter monthly-fee is money",
        "objective uptime: availability at least 99% during 24x7 each calendar month { owned by dba }",
        _CREDIT,
        stage.block('example "A night" for uptime', *lines),
    )


RULES = (
    Rule(
        "name/unknown-figure",
        "error",
        "an example speaks of a figure that does not exist",
        "It is of a parameter, of an objective, or of what happened: `downtime`, `hours-late`, `cases-late`.",
        bad=_example("given outage is 9 h of 720 h # name/unknown-figure", "then credit is 5%"),
        good=_example("given downtime is 9 h of 720 h", "then credit is 5%"),
    ),
    Rule(
        "remedy/example-contradiction",
        "error",
        "what an example starts from contradicts itself, or cannot be",
        "From two figures of one thing anything follows. A figure that follows from another need not be given.",
        bad=_example(
            "given downtime is 9 h of 720 h",
            "given uptime is 97.5% # remedy/example-contradiction",
            "then credit is 10%",
        ),
        good=_example("given uptime is 97.5%", "then credit is 10%"),
    ),
    Rule(
        "remedy/example-open",
        "error",
        "what an example says does not follow from what it starts from",
        "An example that cannot be computed again explains nothing. The finding names what is missing.",
        bad=_example("given downtime is 9 h of 720 h", "then credit is 45 EUR # remedy/example-open"),
        good=_example("given downtime is 9 h of 720 h", "given monthly-fee is 900 EUR", "then credit is 45 EUR"),
    ),
    Rule(
        "remedy/example-wrong",
        "error",
        "an example comes to another figure than the terms do",
        "Of text and example nobody knows which one was meant. Often the terms were amended and the example forgotten.",
        bad=_example(
            "given downtime is 9 h of 720 h",
            "then uptime is 98.75%",
            "then credit is 10% # remedy/example-wrong",
        ),
        good=_example("given downtime is 9 h of 720 h", "then uptime is 98.75%", "then credit is 5%"),
    ),
)
