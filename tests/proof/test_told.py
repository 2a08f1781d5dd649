"""A verdict is never told without what it assumes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from sla_dsl.proof import Proof, prove
from sla_dsl.proof.verdict import Verdict, counted, counts_text

from .workspaces import compiled

TEXT = """\
service store { owner ops needs pages }
service pages { owner ops }
sla shop-sla {
  provider norvia
  customer brun
  covers store
  objective fix: restore-time at most 4 h during 24x7
  objective up: availability at least 99% during 24x7 each calendar month
  backed by pages-ola
}
ola pages-ola {
  provider ops
  customer norvia
  covers pages
  objective fix: restore-time at most 4 h during 24x7
  objective up: availability at least 99% during 24x7 each calendar month
}
"""


def proofs() -> Mapping[str, Proof]:
    return prove(compiled(TEXT, as_of=date(2026, 1, 1)))


def test_backed_alone_is_what_assumes_nothing() -> None:
    assert proofs()["shop-sla/up"].told == "backed"
    assert proofs()["shop-sla/fix"].told == "backed on 1 assumption"
    assert replace(proofs()["shop-sla/fix"], assumptions=("one", "two")).told == "backed on 2 assumptions"


def test_another_verdict_stands_alone() -> None:
    assert replace(proofs()["shop-sla/fix"], verdict="undecidable").told == "undecidable"


@pytest.mark.parametrize(
    ("verdicts", "assuming", "text"),
    [
        ({"owned": 2, "backed": 1}, 0, "1 backed, 2 owned"),
        ({"owned": 2, "backed": 3}, 2, "3 backed (2 on assumptions), 2 owned"),
        ({"unbacked": 1}, 2, "1 unbacked"),
    ],
)
def test_they_are_counted(verdicts: Mapping[Verdict, int], assuming: int, text: str) -> None:
    assert counts_text(verdicts, assuming) == text


def test_what_is_counted() -> None:
    assert counts_text(*counted(proofs().values())) == "2 backed (1 on assumptions), 2 owned"
