"""A proposal for whoever reviews it, in one comment or page: whether it is lawful, and what it changes for whom."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from ..gate.judgement import Judgement
from .diff.html import diff_html
from .diff.json import DiffObject, diff_json
from .diff.markdown import diff_markdown
from .diff.words import RevisionName
from .encoding import json_bytes
from .gate.html import gate_html
from .gate.json import GateObject, gate_json
from .gate.markdown import gate_markdown
from .strict import JsonObject

MARK = "<!-- sla review -->\n"
"""What the action writes above a comment, to find it again: it counts as well."""
LIMITS = {"github": 65_536 - len(MARK), "gitlab": 1_000_000}
"""The characters of a review that a platform takes in one comment."""
_SHOWS = "`sla review --format html` has all of them"


class ReviewObject(JsonObject):
    """The output of ``sla review --format json``: those of ``sla gate`` and ``sla diff``."""

    schema_: Literal["sla.review/1"] = Field("sla.review/1", alias="schema")
    gate: GateObject
    diff: DiffObject


def review_markdown(judgement: Judgement, limit: int) -> bytes:
    """The comment in UTF-8, at most ``limit`` characters: the gate in up to half of them, then the changes.

    The worst comes first; what does not fit is counted, with the command that shows it.
    """
    gate = gate_markdown(judgement, limit // 2, _SHOWS).decode()
    changes = diff_markdown(judgement.comparison, *_sides(judgement), limit - len(gate) - 1, _SHOWS).decode()
    return f"{gate}\n{changes}".encode()


def review_json(judgement: Judgement) -> bytes:
    """The review as ``sla.review/1``."""
    gate = GateObject.model_validate_json(gate_json(judgement))
    changes = DiffObject.model_validate_json(diff_json(judgement.comparison, *_sides(judgement)))
    content = ReviewObject(gate=gate, diff=changes)
    return json_bytes(content.model_dump(mode="json", by_alias=True))


def review_html(judgement: Judgement) -> bytes:
    """The review as a page that stands alone, with every condition and every change whole."""
    page = diff_html(judgement.comparison, *_sides(judgement)).decode()
    return page.replace("<body>\n", f"<body>\n{gate_html(judgement)}", 1).encode()


def review_schema() -> dict[str, Any]:
    """The JSON Schema of ``sla.review/1``; every key is always there."""
    schema = ReviewObject.model_json_schema(mode="serialization", by_alias=True)
    schema["required"] = ["schema", *schema["required"]]
    return schema


def _sides(judgement: Judgement) -> tuple[RevisionName, RevisionName]:
    return RevisionName(judgement.branch, judgement.rules), RevisionName("the proposal", judgement.proposal)
