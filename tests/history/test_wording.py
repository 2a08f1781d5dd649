"""The words that decide what an agreement says, against what compiling says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sla_dsl.compiler import compile_sources
from sla_dsl.history.states import _said
from sla_dsl.history.wording import wording
from sla_dsl.language.parser import parse
from sla_dsl.model.lock import Lock
from sla_dsl.text.source import Source

FILES = {
    "people.sla": """\
party norvia { time zone Europe/Paris }
party brun { time zone Europe/Berlin }
party carrier { time zone Europe/Madrid }
party nobody { time zone Europe/Rome }
""",
    "shared.sla": """\
calendar office { time zone Europe/Paris open Mon-Fri 08:00-18:00 }
calendar nights { time zone Europe/Paris open Mon-Fri 20:00-24:00 }
priorities severity {
  S1 "stop"
  S2 "slow"
}
priorities weight { P1 "heavy" P2 "light" }
metric hand-over-time { unit duration lower is better population cases statistic each }
clock repair { starts when logged during 24x7 }
standard sla base {
  service hours office
  no promise of durability
}
""",
    "agreements.sla": """\
sla shop "Nights are not meant" on the terms of base {
  provider norvia
  customer brun
  objective uptime: availability at least 99% each calendar month
  objective restore: hand-over-time at most 4 h for P1 during office
  backed by link
  treat P1 as S1 in link
}
uc link {
  provider carrier
  customer norvia
  objective uptime: availability at least 99.9% during 24x7 each calendar month
}
""",
}


def sources(files: dict[str, str]) -> list[Source]:
    return [Source(path, text) for path, text in files.items()]


def said(files: Sequence[Source]) -> dict[str, object]:
    workspace = compile_sources(files, Lock(), date(2026, 1, 1))
    return {name: _said(workspace, workspace.agreements[name], (0, -1), set()) for name in workspace.agreements}


def test_what_an_agreement_says_changes_only_with_its_words() -> None:
    """Each line is left out in turn."""
    before = sources(FILES)
    true = said(before)
    changed = kept = 0
    for path, text in FILES.items():
        lines = text.splitlines(keepends=True)
        for at in range(len(lines)):
            after = sources({**FILES, path: "".join((*lines[:at], *lines[at + 1 :]))})
            now = said(after)
            for name in true:
                if wording(before, name) != wording(after, name):
                    changed += 1
                elif not any(parse(source).findings for source in after):
                    kept += 1
                    assert now.get(name) == true[name], (path, lines[at], name)
    assert changed > 15
    assert kept > 15


def test_what_only_stands_beside_is_none_of_the_words() -> None:
    (words,) = [wording(sources(FILES), "shop")]
    assert {text.split()[1] for text in words if "{" in text and not text.startswith("standard")} == {
        "shop", "norvia", "brun", "office", "weight", "severity", "hand-over-time",
    }  # fmt: skip  # a table, a few to a line
    assert words[-1] == "link"
    assert "Madrid" not in "".join(words)


def test_all_of_it_is_understood() -> None:
    assert not compile_sources(sources(FILES), Lock(), date(2026, 1, 1)).findings


def test_the_order_of_files_is_no_matter() -> None:
    assert wording(sources(FILES), "shop") == wording(sources(FILES)[::-1], "shop")
    assert wording(sources(FILES), "absent") == ()
