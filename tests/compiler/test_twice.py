"""A statement that stands twice in its block is found, or says something twice; none is silently lost."""

from __future__ import annotations

import pytest

from ..documents import compiled
from ..language.samples import sections
from .models import BASE
from .test_nothing_is_lost import Said, without_places

PROMISE = "objective o: availability at least 99% during 24x7 each calendar month {"
FRAMES = [frame for frame in sections() if "{ … }" in frame]


def said(frame: str, *sentences: str) -> Said:
    """What sentences mean in their block, read before everything that they name, and what is found in them."""
    block = frame.replace("objective o {", PROMISE).replace("…", "\n".join(sentences))
    workspace = compiled(block, BASE)
    found = [one for one in workspace.findings if one.path == "0.sla"]
    return without_places(workspace.to_json()), [(one.rule, f"{one.message} ({len(one.related)})") for one in found]


@pytest.mark.parametrize("frame", FRAMES)
def test_a_statement_that_stands_twice_is_not_lost(frame: str) -> None:
    sentences = sections()[frame]
    assert [one for one in sentences if said(frame, one) == said(frame, one, one)] == []
