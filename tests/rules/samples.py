"""Compiles a sample of a rule on the stage, and reads the findings that its comments announce."""

import re
from datetime import date
from importlib.resources import files

from sla_dsl.language.source import Source
from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import Settings
from sla_dsl.rules.catalogue import STANDARD, load
from sla_dsl.rules.check import Checked, check

AS_OF = date(2026, 3, 1)
LOCK = Lock(first=2020, last=2030, holidays={"FR": {date(2026, 7, 14): "National Day"}})
STAGE = files("sla_dsl.rules").joinpath("stage.sla").read_text(encoding="utf-8")
CATALOGUE = load([STANDARD])
Found = tuple[str, str, int]


def checked(sample: str, lock: Lock = LOCK) -> Checked:
    sources = [Source("stage.sla", STAGE), *([Source("sample.sla", sample)] if sample else [])]
    return check(sources, lock, Settings(), AS_OF, CATALOGUE)


def found(sample: str) -> list[Found]:
    """Rule, file and line of each finding."""
    return sorted(
        (graded.finding.rule, graded.finding.path, graded.finding.span.start.line if graded.finding.span else 0)
        for graded in checked(sample).findings
        if graded.waiver is None
    )


def announced(sample: str) -> list[Found]:
    """What the comments at the ends of lines say."""
    comment = re.compile(r"#\s*([a-z0-9-]+/[a-z0-9-]+)\s*$")
    lines = enumerate(sample.splitlines(), start=1)
    return sorted((match[1], "sample.sla", number) for number, line in lines if (match := comment.search(line)))
