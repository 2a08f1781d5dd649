"""An agreement as one text: compiled, it means what the agreement means, and nothing stands beneath it."""

from __future__ import annotations

from datetime import date

import pytest

from sla_dsl.changes.meaning import meaning
from sla_dsl.compiler import compile_sources
from sla_dsl.compiler.compile import whole
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

from .models import BASE
from .test_overrides import OVERRIDES, TERMS

OWN = """sla a "A" on the terms of base {
  customer brun
  covers app
  in force from 2026-01-01
"""


def compiled(*texts: str) -> Workspace:
    return compile_sources([Source(f"{at}.sla", text) for at, text in enumerate(texts)], Lock(), date(2026, 1, 1))


def promised(one: Agreement) -> object:
    return meaning(one.model_copy(update={"on_terms_of": ()}))


STATEMENTS = (
    "",
    "without clause law without report",
    "with fee = 6 EUR",
    "override credit is one remedy among others, paid within 9 days of window end",
    *(statement for statement, _field, _says in OVERRIDES),
    "override objective uptime: availability at least 98%",
    'override objective uptime "Up" { aim at 99.9% }',
    "override objective uptime: availability at least 98% each calendar quarter { rounded to 2 decimals }",
    "override objectives handling by urgency { during office\n | urgency | restore-time |\n | P1 | 2 h |\n }",
    "override objectives handling by urgency {\n | urgency | restore-time |\n | P1 | 2 h |\n }",
    "override objective handling for P2: restore-time at most 7 h",
    'objective speed: latency at most 300 ms\n  clause more "More" """The fee is {fee}, and {{ stays."""',
)


@pytest.mark.parametrize("statements", STATEMENTS)
def test_it_means_the_same_and_stands_alone(statements: str) -> None:
    workspace = compiled(BASE, TERMS, f"{OWN}  {statements}\n}}\n")
    text = whole(workspace, "a")
    assert "on the terms of" not in text
    # Where cells of a table are overridden, the table stands above the override, which needs its terms to be read.
    if "  override " in text:
        assert "handling" in text.partition("  override ")[2].partition("\n")[0]
        return
    alone = compiled(BASE, text)
    assert [one.message for one in alone.findings] == []
    agreement = workspace.agreements["a"]
    again = alone.agreements["a"]
    if "{fee}" in statements:
        assert [one.prose for one in again.clauses][-1] == "The fee is 5 EUR, and {{ stays."
        agreement = agreement.model_copy(update={"clauses": again.clauses, "used_parameters": again.used_parameters})
    assert promised(again) == promised(agreement)


def test_each_part_is_marked_by_where_it_comes_from() -> None:
    text = whole(compiled(BASE, TERMS, f'{OWN}  override clause law """English."""\n}}\n'), "a")
    marks = [line.strip() for line in text.splitlines() if line.strip().startswith("#")]
    assert marks == ["# from base", "# from base, changed by a", "# from base", "# a itself"]
    assert 'clause law "Law" """\n' in text
