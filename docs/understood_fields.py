"""What each method of proof does with each field of the model, from the marks at the fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.marks import CannotMatter, NotUnderstood, ProofMethod, Use, Used, shapes
from sla_dsl.model.people import Party, Team
from sla_dsl.proof.behind.not_understood import reachable, use_of

METHODS: tuple[ProofMethod, ...] = get_args(ProofMethod)
_HEAD = f"| field | {' | '.join(METHODS)} |\n|---|{'---|' * len(METHODS)}"


def page() -> str:
    """Tables: first what is not understood, then all else."""
    rows = list(_rows())
    unclear = [row for row in rows if any(isinstance(use, NotUnderstood) for use in row[1])]
    rest = [row for row in rows if row not in unclear]
    return (
        "What a promise is made of, and what the proof of an [availability, another figure, or a duration]"
        "(mathematics.md) does with it. A field without such a mark in the model is not understood.\n\n"
        "## What is not understood\n\n"
        "Where a promise and what carries it differ in one of these, the verdict is `undecidable`, and "
        "[`backing/not-understood`](rules/backing/not-understood.md) shows both places.\n\n"
        f"{_table(unclear)}\n\n"
        "## What is used, and what cannot matter\n\n"
        f"{_table(rest)}\n"
    )


def _rows() -> Iterator[tuple[str, tuple[Use, ...]]]:
    models = {one for method in METHODS for root in (Agreement, Team, Party) for one in reachable(root, method)}
    for model in sorted(models, key=lambda model: model.__name__):
        for name, shape in shapes(model).items():
            if name != "source":
                yield f"{model.__name__}.{name}", tuple(use_of(shape, method) for method in METHODS)


def _table(rows: list[tuple[str, tuple[Use, ...]]]) -> str:
    return "\n".join([_HEAD, *(f"| `{field}` | {' | '.join(map(_said, uses))} |" for field, uses in rows)])


def _said(use: Use) -> str:
    match use:
        case Used():
            return f"used: `{use.by}`"
        case CannotMatter():
            return f"cannot matter: {use.why}"
        case NotUnderstood():
            harmless = f", but for one that stands only {use.harmless}" if use.harmless else ""
            return f"not understood: `{use.word}`{harmless}"
