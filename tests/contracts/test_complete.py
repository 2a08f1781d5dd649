"""A document passes nothing over: every field of the model is said in every language, or it is known why not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, get_args, get_origin

import pytest

from sla_dsl.documents.contract import contract_of
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.base import Declared, Model
from sla_dsl.model.marks import FollowsFrom, NotInDocuments, shapes
from sla_dsl.model.mentioned import Mentions
from sla_dsl.model.people import Party, Team
from sla_dsl.model.services import ScaleValue
from sla_dsl.model.workspace import Workspace

from ..changes.edits import SAME, edits
from ..changes.test_kinds import SHARED
from ..compiler.models import clean
from ..model.reached import models_in
from .made import BOOKS, EVERYTHING, ROOT, numbered, text_of
from .made import workspace as of_folder

SIDES = """
standard sla terms { level corporate tier gold of care }
sla sides on the terms of terms {
  provider night customer arc covers app time zone Europe/Paris
  tier gold of care
  volume at most 500 cases for a each calendar month
  objective f: latency between 1 ms and 3 ms in 99% of requests each calendar day
  provider must "come" within office when any of (app, "fair")
  order of precedence paper then this
  service hours seasons support hours opened
  objective a: full at most 1 h timed by whole each calendar month
  objective b: lamp at least 99% during office each calendar month
  objective c for shift/day: warmth at most 30 degC each calendar month
  objective d for M1: full at most 1 h during office each calendar month
  excludes strike up to 4 h each calendar month and up to 2 h each time
  customer must "ring" through chat within 1 h of seen
  report "Figures" each calendar month by day 10 of the next month
}
"""
OPENED = {"calendars", "channels", "clocks", "documents", "events", "facts", "metrics", "reasons", "scales"}
"""The spaces whose declarations a document opens, beside its two sides."""
ELSEWHERE = {
    "Blank.dimension": "the definition of the parameter says it",
    "Multiple.remedy": "it is a word of the language, and has no other value here",
}
"""Fields that are said by others."""


def opened() -> set[type[Model]]:
    """The models that a document says: an agreement, its sides, and what is declared and named there."""
    declared = [Workspace.model_fields[space].annotation for space in sorted(OPENED)]
    left: list[type[Model]] = [
        Agreement,
        Party,
        Team,
        *(model for annotation in declared for model in models_in(annotation)),
    ]
    found: set[type[Model]] = set()
    while left:
        model = left.pop()
        if model not in found:
            found.add(model)
            said = [name for name, shape in shapes(model).items() if not shape.has(NotInDocuments)]
            left += [one for name in said for one in models_in(model.model_fields[name].annotation)]
    return found


def fields() -> Iterator[str]:
    """The fields of what a document says that can have another value; of what has a title, that is said."""
    for model in opened():
        for name, shape in shapes(model).items():
            annotation = model.model_fields[name].annotation
            is_fixed = get_origin(annotation) is Literal and len(get_args(annotation)) == 1
            is_model = (
                get_origin(annotation) is not tuple
                and not {type(None)} & {*get_args(annotation)}
                and any(models_in(annotation))
            )
            is_name = name == "name" and issubclass(model, Declared) and model not in (Agreement, ScaleValue)
            unsaid = shape.has(NotInDocuments) or shape.has(FollowsFrom)
            if name != "source" and not (unsaid or is_fixed or is_model or is_name):
                yield f"{model.__name__}.{name}"


FIELDS = {*fields()}


@cache
def felt() -> dict[str, bool]:
    """The fields that are edited, and whether some edit of the field changes the document."""
    found: dict[str, bool] = {}
    for workspace, name in ((clean(EVERYTHING), "everything"), (clean(EVERYTHING, SHARED, SIDES), "sides")):
        before = {code: text_of(contract_of(workspace, name, book, "")) for code, book in BOOKS.items()}
        sides = [("teams", "night"), ("parties", "arc"), ("parties", "norvia"), ("agreements", name)]
        named = [one for one in Mentions(workspace).of(workspace.agreements[name]) if one[0] in OPENED]
        for space, declared in (*sides, *named):
            for edit in edits(getattr(workspace, space)[declared]) if declared in getattr(workspace, space) else ():
                if edit.field not in FIELDS or edit.how == SAME or found.setdefault(edit.field, False):
                    continue
                after = workspace.model_copy(update={space: {**getattr(workspace, space), declared: edit.model}})
                said_in = BOOKS if edit.field.startswith("Wording.") or edit.field.endswith(".wordings") else ("en",)
                try:
                    found[edit.field] = any(
                        text_of(contract_of(after, name, BOOKS[code], "")) != before[code] for code in said_in
                    )
                except (ValueError, LookupError):  # the edit made what the language has not: an eighth weekday
                    continue
    return found


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_a_field_is_said(field: str) -> None:
    """In English; ``test_books.py`` shows that each phrase has the same places in every language."""
    assert felt().get(field) is (field not in ELSEWHERE)


def test_what_is_behind_is_never_shown() -> None:
    marked = {name for name, shape in shapes(Agreement).items() if shape.has(NotInDocuments)}
    assert marked == {"meets", "backing", "paths", "treatments", "assumptions", "waivers"}


def test_no_agreement_behind_is_named_in_a_document() -> None:
    """Nor its title, if that is not also the title of a team or a service."""
    workspace = of_folder(ROOT / "examples" / "atelier")
    shared = {one.title for space in (workspace.teams, workspace.services) for one in space.values()}
    for name, one in workspace.agreements.items():
        words = {word for other in one.backed_by for word in (other, workspace.agreements[other].title)} - shared
        for book in BOOKS.values():
            texts = "\n".join(map(str, text_of(numbered(workspace, name, book))))
            assert [word for word in words if word in texts] == []
