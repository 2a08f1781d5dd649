"""Declarations in any order, in any split over files, give the same model apart from places."""

from __future__ import annotations

import random
from typing import Any

import pytest

from sla_dsl.language.parser import parse
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

from ..documents import compiled
from ..language.samples import SAMPLES
from .models import BASE
from .test_documents import DOCUMENTS
from .test_terms import TERMS

TEXTS = {
    "base and terms": f"{BASE}\n{TERMS}\nsla a on the terms of terms {{ customer brun with fee = 3 EUR }}",
    "samples": SAMPLES,
    "mistakes": BASE + "\n" + DOCUMENTS["names-of-agreements"],
}


def declarations(text: str) -> list[str]:
    return [declaration.span.text for declaration in parse(Source("all.sla", text)).declarations]


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_places(part) for key, part in value.items() if key != "source"}
    if isinstance(value, list):
        return [without_places(part) for part in value]
    return value


def meaning(workspace: Workspace) -> tuple[Any, list[tuple[str, str, str, str]], Any]:
    """The model without places, what was found without places, and what is used."""
    return (
        without_places(workspace.to_json()),
        sorted((f.rule, f.message, f.help, f.address if not f.related else "") for f in workspace.findings),
        (workspace.used, workspace.day_lists, workspace.zones, workspace.lock_years, workspace.broken),
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", TEXTS)
def test_order_and_files_do_not_matter(name: str, seed: int) -> None:
    parts = declarations(TEXTS[name])
    assert len(parts) > 10
    turned = list(parts)
    chance = random.Random(seed)
    chance.shuffle(turned)
    cuts = sorted(chance.sample(range(1, len(turned)), 4))
    files = ["\n".join(turned[start:end]) for start, end in zip([0, *cuts], [*cuts, len(turned)], strict=True)]
    assert meaning(compiled(*files)) == meaning(compiled("\n".join(parts)))
