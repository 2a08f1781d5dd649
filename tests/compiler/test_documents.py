"""Every mistake that the compiler finds, each at the end of the line in which it stands."""

from pathlib import Path

import pytest

from ..documents import assert_document

HERE = Path(__file__).parent
BASE = (HERE / "base.sla").read_text(encoding="utf-8")
DOCUMENTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((HERE / "documents").glob("*.sla"))}
CODE = HERE.parents[1] / "sla_dsl" / "compiler"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_document_says_what_is_found_in_it(name: str) -> None:
    assert_document(DOCUMENTS[name], BASE)
