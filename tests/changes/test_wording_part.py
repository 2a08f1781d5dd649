"""Words in another language: those of a new statement go with it, and those of a text that stays are weighed."""

from __future__ import annotations

from datetime import date

import pytest

from sla_dsl.changes import diff
from sla_dsl.compiler import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

AGREEMENT = """
party norvia "Norvia" {{ time zone Europe/Paris }}
party brun "Brun" {{ time zone Europe/Paris }}
service app "App" title fr "Appli" {{ offered to brun from 2026-01-01 }}
sla shop "Shop" title fr "Boutique" {{
  provider norvia
  customer brun
  covers app
  written in en and fr, of which en prevails
  objective uptime: availability at least 99% each calendar month during 24x7
  {statements}
}}
"""
CALL = 'provider must "call"'
IN_FRENCH = f'{CALL} wording fr "appeler"'
REPORT = 'report "Figures" title fr "Chiffres" each calendar month'


def workspace(statements: str) -> Workspace:
    text = AGREEMENT.format(statements=statements)
    compiled = compile_sources([Source("a.sla", text)], as_of=date(2026, 11, 23), lock=Lock())
    assert not compiled.findings
    return compiled


@pytest.mark.parametrize(
    ("before", "after", "class_"),
    [
        ("", IN_FRENCH, "editorial"),
        (IN_FRENCH, "", "editorial"),
        ("", REPORT, "editorial"),
        # The text was there: nobody can say what its words in another language do to it.
        (CALL, IN_FRENCH, "weakening"),
        (IN_FRENCH, CALL, "weakening"),
        (IN_FRENCH, f'{CALL} wording fr "rappeler"', "weakening"),
        # Another text keeps the words that it had.
        (IN_FRENCH, 'provider must "write" wording fr "appeler"', "weakening"),
    ],
)
def test_words_of_a_new_statement_go_with_it(before: str, after: str, class_: str) -> None:
    found = [one for one in diff(workspace(before), workspace(after)).changes if one.kind.startswith("wording-")]
    assert [reach.class_ for one in found for reach in one.reaches] == [class_]
