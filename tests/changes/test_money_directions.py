"""For money, what is called better for the customer never pays him less, whatever is down."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from random import Random

from sla_dsl.facts.awarded import Awarded
from sla_dsl.facts.happened import Happened
from sla_dsl.model.phrases import RemedyKind
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.remedies import Example, Given
from sla_dsl.model.workspace import Workspace

from .test_directions import DAY, HEAD, compiled, effect

EDITS = 160
MONEY = HEAD % (
    "",
    """
  covers shop
  in force from 2026-01-01 to 2026-06-30
  parameter fee = 1000 EUR
  objective up: availability at least 99% each calendar month
  {kind} {award}
  {cap}
""",
)
STEPS = ("hour", "hour begun", "2 h", "3 h", "3 h begun", "30 min")
BANDS = "on fee for up {{ | availability | {{kind}} |\n| below 99% | {} |\n| below {} | {} |\n }}"
AWARDS = (
    *(BANDS.format(*row) for row in (("5%", "98%", "10%"), ("4%", "98%", "10%"))),
    *(BANDS.format(*row) for row in (("5%", "97%", "10%"), ("6%", "95%", "9%"))),
    "on fee for up { | availability | {kind} |\n| below 99% | 5% |\n }",
    "on fee for up { | availability | {kind} |\n| below 99% | none |\n| below 97% | 10% |\n }",
    *(
        f"for up: {amount} for every {step} of downtime"
        for amount in ("10 EUR", "1% of fee", "9 EUR")
        for step in STEPS
    ),
    "for up: 50 EUR",
    "for up: 5% of fee",
    "for up: the larger of (2% of fee, 30 EUR)",
    "for up: the larger of (2% of fee, 10 EUR)",
    "for up: 10 EUR + 1% of fee",
    "for up: 20 EUR + 1% of fee",
)
CAPS = ("", "cap {kind} at 20% of fee each calendar month", "cap {kind} at 10% of fee each calendar month")


def due(workspace: Workspace, kind: RemedyKind, seconds: int) -> Fraction:
    """What is due for a month with so much downtime."""
    agreement = workspace.agreements["a"]
    length, down = (Quantity(amount=Fraction(number), unit="s") for number in (31 * DAY, seconds))
    given = (Given(subject="downtime", value=down, of=length),)
    example = Example(title="", given=given, results=(), source=agreement.source)
    found = Awarded(Happened(agreement, workspace.metrics, example)).due(kind)
    return found.amount


def test_better_never_pays_less() -> None:
    counts: Counter[str] = Counter()
    wrong = []
    for number in range(EDITS):
        random = Random(number)
        kind: RemedyKind = random.choice(("credit", "charge"))
        award, cap = random.sample(AWARDS, 2), random.sample(CAPS, 2)
        same = random.choice(("award", "cap"))
        texts = [
            MONEY.replace("{award}", award[0 if same == "award" else side])
            .replace("{cap}", cap[0 if same == "cap" else side])
            .replace("{kind}", kind)
            for side in (0, 1)
        ]
        before, after = (compiled(text) for text in texts)
        if before is None or after is None:
            continue
        said = effect(before, after)
        counts[said] += 1
        gain = -1 if kind == "charge" else 1
        for hours in (8, 9, 11, 15, 16, 23, 24, 38, 40, 60, 200):
            seconds = hours * 3600 - random.choice((0, 1))
            old, new = (gain * due(one, kind, seconds) for one in (before, after))
            if (new < old and said not in ("worse", "unordered")) or (
                new > old and said not in ("better", "unordered")
            ):
                wrong.append(f"{said}, but {old} before and {new} after of {hours} h\n" + "\n".join(texts))
    assert wrong == []
    assert min(counts[one] for one in ("better", "worse")) > 9
