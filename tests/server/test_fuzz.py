"""No text that somebody could have typed breaks an answer."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.fixes import fixes, with_edits
from sla_dsl.server import diagnostics
from sla_dsl.server.bench import OpenDocument, Project, WhileWanted
from sla_dsl.server.colours import semantic_tokens
from sla_dsl.server.completion import complete
from sla_dsl.server.hints import inlay_hints, lenses
from sla_dsl.server.hover import hover
from sla_dsl.server.names import NameIndex
from sla_dsl.server.outline import folds, found_symbols, symbols

from ..examples import of_all
from .conftest import ROOT, SHOP

TEXT = SHOP["shop.sla"] + (ROOT / "tests" / "language" / "samples.sla").read_text(encoding="utf-8")[:3000]
PIECES = [
    "{",
    "}",
    '"',
    '"""',
    "|",
    " ",
    "\n",
    "\r\n",
    "# x\n",
    "99,5%",
    "sla a {",
    "e\u0301",
    "/",
    "objective ",
    "\u202e",
]
EDITS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, 60), st.sampled_from(["", *PIECES])), min_size=1, max_size=4
)


@settings(max_examples=of_all(40))
@given(EDITS, st.integers(0, len(TEXT)))
def test_every_question_about_a_broken_text_has_an_answer(edits: list[tuple[int, int, str]], at: int) -> None:
    text = TEXT
    for start, length, new in edits:
        text = text[:start] + new + text[start + length :]
    project = Project(Path("/nowhere"))
    document = OpenDocument("file:///nowhere/shop.sla", 1, text, "utf-16", Path("/nowhere/shop.sla"))
    result = project.check({"shop.sla": document}, WhileWanted(project.generation))
    index = NameIndex(result)
    offset = min(at, len(document.positions.text))
    assert symbols(document) is not None
    for fold in folds(document):
        assert fold.start_line < fold.end_line
    assert len(semantic_tokens(document, "shop.sla", index).data) % 5 == 0
    inlay_hints(document, index, (0, len(text)))
    lenses(document, index)
    hover(document, "shop.sla", index, offset)
    complete(document, offset, result.checked.workspace, result.checked.rules.values(), snippets=True)
    list(found_symbols(project, result, "a", "utf-16"))
    diagnostics.of_text(document, "en")
    diagnostics.of_project(project, result, "utf-16")
    for graded in result.checked.findings:
        for fix in fixes(graded.finding):
            with_edits(result.files, fix.edits)
    for named in index.by_name:
        index.declaration(named)
