"""Prose is shown with its braces filled; what stands in it for a number binds as a number does."""

from __future__ import annotations

from datetime import date

from sla_dsl.changes import Change, diff
from sla_dsl.compiler import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

TEXT = """party us {{ time zone UTC }} party them {{ time zone UTC }}
sla a {{
  provider us customer them
  parameter cover = {cover}
  objective up: availability at least 99% during 24x7 each calendar month {{ text \"\"\"Of {{up}}. {more}\"\"\" }}
  no credit
  clause liability \"\"\"We are liable {word} {{cover}}.\"\"\"
}}"""


def side(**said: str) -> Workspace:
    text = TEXT.format(**{"cover": "18 months", "word": "for", "more": "", **said})
    return compile_sources([Source("a.sla", text)], Lock(), date(2026, 1, 1))


def changes(**said: str) -> dict[str, Change]:
    return {one.kind: one for one in diff(side(), side(**said)).changes}


def test_a_number_that_stands_in_prose_alone_binds() -> None:
    (change,) = changes(cover="1 month").values()
    assert (change.kind, change.class_) == ("parameter-value-lowered", "weakening")
    assert change.effect == {"them": "unordered", "us": "unordered"}


def test_prose_is_told_as_it_is_read() -> None:
    found = changes(word="at most for", more="Nothing else.")
    assert found["clause-text-changed"].before == "We are liable for 18 months."
    assert found["clause-text-changed"].after == "We are liable at most for 18 months."
    assert found["objective-text-changed"].after == "Of 99%. Nothing else."


def test_a_whole_clause_is_told_as_it_is_read() -> None:
    removed = side().agreements["a"].model_copy(update={"clauses": ()})
    head = side().model_copy(update={"agreements": {"a": removed}})
    (change,) = diff(side(), head).changes
    assert change.before == 'clause liability """We are liable for 18 months."""'
