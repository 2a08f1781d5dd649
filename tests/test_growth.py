"""Nothing compares all with all: work grows with a workspace, and no faster.

Work is counted, not timed: every line that is executed is one, and every turn of a comprehension.  So the test is the
same on every machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from sla_dsl.algebra import sides
from sla_dsl.changes import diff
from sla_dsl.changes.levels import weakened_terms
from sla_dsl.changes.requirements import unmet_requirements
from sla_dsl.changes.subjects import unknown_subjects
from sla_dsl.compiler import compile_sources, names
from sla_dsl.earlier import EarlierCheck
from sla_dsl.gate.judge import judge
from sla_dsl.gate.reading import read_proposal
from sla_dsl.language.lines import LINES
from sla_dsl.language.parser import parse
from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import Settings
from sla_dsl.model.workspace import Workspace
from sla_dsl.pipeline import Checked, run
from sla_dsl.proof import findings_of, prove
from sla_dsl.reports.check.concise import concise_report
from sla_dsl.reports.check.json import json_report
from sla_dsl.reports.check.sarif import sarif_report
from sla_dsl.reports.check.text import text_report
from sla_dsl.rules.catalogue import STANDARD, graded, load
from sla_dsl.rules.waivers import with_waivers
from sla_dsl.text.source import Source
from sla_dsl.workspace import WorkspaceFiles

from .history.repositories import commit, git, write

DAY, HORIZON = date(2026, 6, 1), 2
RULES = load((STANDARD,))
SIZES = (4, 8, 16)
"""How many customers there are."""
MOST = 2.5
"""How many times as much work the second doubling may add as the first: twice as much in a workspace twice as large."""

HOUSE = """\
party norvia "Norvia Services" { time zone Europe/Paris }
team desk of norvia "Service desk"
team operations of norvia "Operations"
calendar office { time zone Europe/Paris open Mon-Fri 08:00-18:00 }
reason their-side "What the customer does" of customer
reason our-side "What the provider does" of provider
priorities urgency { P1 "Critical" P2 "Major" }
metric orders "Orders that arrive" { unit percent higher is better composes as owned }
service shop { owner desk hours 24x7 needs core }
service core { owner operations }
ola core-ola {
  provider operations customer desk covers core version 1.0.0 status signed in force from 2026-01-01
  signed 2025-12-01 by "Camille Roy" for norvia
  service hours 24x7
  volume at most 100 cases each calendar month
  objective uptime: availability at least 99.9% each calendar month { down when "no request is accepted" }
  objective answer: response-time at most 1 h during office
}
standard sla house-terms {
  level corporate
  objective uptime: availability at least 97% each calendar month
}
"""
CUSTOMER = """\
party customer-N "Customer N" {{ time zone Europe/Paris }}
service shop-N {{
  owner desk hours 24x7 offered to customer-N needs core-N
  goal "Customers get what they ordered" measured by orders at least 98% each calendar month
}}
service core-N {{ owner operations }}
calendar hours-N {{ time zone Europe/Paris open Mon-Fri 08:00-18:00 }}
clock repairing-N {{ starts when logged pauses while their-side pauses while our-side at most 1 h during hours-N }}
ola core-ola-N {{
  provider operations customer desk covers core-N version 1.0.0 status signed in force from 2026-01-01
  signed 2025-12-01 by "Camille Roy" for norvia
  service hours 24x7
  volume at most 1 case each calendar month
  objective uptime: availability at least 99.9% each calendar month {{ down when "the probe fails" }}
  objective answer: response-time at most 1 h during office
  objective repair: restore-time at most 2 h timed by repairing-N
  excludes our-side
  excludes their-side
}}
sla own-N on the terms of house-terms {{
  provider norvia customer customer-N covers shop-N level service version 1.0.0 status signed in force from 2026-01-01
  signed 2025-12-01 by "Camille Roy" for norvia signed 2025-12-02 by "Jo Lindqvist" for customer-N
  parameter fee = {number} EUR
  service hours 24x7
  volume at most 10 cases each calendar month
  written in en and fr, of which en prevails
  objective answer: response-time at most 2 h during office
  objective repair "Repairs of N" title fr "Dépannages de N": restore-time at most 4 h timed by repairing-N
  path restore-time: 10 min then core-ola-N/repair
  excludes their-side
  excludes our-side
  credit on fee for uptime {{
    | availability | credit |
    | below 97%    | 5%     |
  }}
  backed by core-ola-N
  waive backing/load-promised-twice until 2027-01-01 because "the volume is agreed anew"
  changes {{ weakening needs approval of norvia and customer-N  uptimes needs approval of norvia }}
}}
sla shared-N {{
  provider norvia customer customer-N covers shop level service version 1.0.0 status signed in force from 2026-01-01
  signed 2025-12-01 by "Camille Roy" for norvia signed 2025-12-02 by "Jo Lindqvist" for customer-N
  service hours 24x7
  {volume}
  objective uptime: availability at least 98% each calendar month {{ down when "{down}" }}
  objective answer: response-time at most 2 h during office
  backed by core-ola
}}
"""


def sources(size: int) -> list[Source]:
    """The files of a house with so many customers, each with agreements of its own and one about what all share."""

    def customer(number: int) -> str:
        volume = "" if number % 3 else "volume at most 1 case each calendar month"
        down = "no request is accepted" if number % 4 else "the shop is shut"
        return CUSTOMER.format(number=100 + number, volume=volume, down=down).replace("-N", f"-{number}")

    return [Source("house.sla", HOUSE), *(Source(f"c/{n}.sla", customer(n)) for n in range(size))]


def compiled(size: int) -> Workspace:
    return compile_sources(sources(size), Lock(), DAY, HORIZON)


def checked(size: int) -> Checked:
    files = WorkspaceFiles(Path(), Settings(horizon=HORIZON), Lock(), tuple(sources(size)))
    return run(files, DAY, rules=RULES)


def work(task: Callable[[], object]) -> int:
    """How many lines a task executes."""
    counted = 0

    def trace(_: FrameType, event: str, __: object) -> Any:
        nonlocal counted
        if event == "line":
            counted += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        task()
    finally:
        sys.settrace(before)
    return counted


def growth(prepared: Callable[[int], Callable[[], object]]) -> float:
    """How many times as much work the second doubling of the workspace adds as the first."""
    prepared(2)()  # what is done once for a process is no part of it
    small, middle, large = (work(prepared(size)) for size in SIZES)
    return (large - middle) / max(middle - small, SIZES[0])


def test_growth_of_what_compares_all_with_all_is_found() -> None:
    def pairs(size: int) -> Callable[[], object]:
        return lambda: [one == other for one in range(size) for other in range(size)]

    assert growth(pairs) > MOST
    assert growth(lambda size: lambda: [one + 1 for one in range(size)]) == pytest.approx(2, rel=0.1)


WORKSPACES = {size: compiled(size) for size in (2, *SIZES)}
CHECKED = {size: checked(size) for size in (2, *SIZES)}


@pytest.mark.parametrize("name", sorted(name for name, rule in RULES.items() if rule.check))
def test_rules(name: str) -> None:
    check = RULES[name].check
    assert check is not None
    assert growth(lambda size: lambda: list(check(WORKSPACES[size]))) <= MOST


def _parsed(size: int) -> Callable[[], object]:
    def parsed() -> object:
        LINES.clear()  # tests before this one have met the lines of the smaller workspaces
        return [parse(source) for source in sources(size)]

    return parsed


def _compiled(size: int) -> Callable[[], object]:
    read = sources(size)
    for source in read:
        parse(source)
    return lambda: compile_sources(read, Lock(), DAY, HORIZON)


def test_no_proof_looks_again_for_whom_houses_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would walk through all agreements: so little for each that the work of a small workspace does not tell it."""

    def refused(workspace: Workspace) -> object:
        raise AssertionError(f"the houses of {len(workspace.agreements)} agreements are looked for once more")

    monkeypatch.setattr(sides, "houses_served", refused)  # the context of the proofs has its own name for it
    assert prove(WORKSPACES[SIZES[0]])


def _findings_of_proofs(size: int) -> Callable[[], object]:
    proofs = prove(WORKSPACES[size]).values()
    return lambda: list(findings_of(WORKSPACES[size], proofs))


def _waived(size: int) -> Callable[[], object]:
    found = graded(RULES, [one.finding for one in CHECKED[size].findings])
    return lambda: with_waivers(found, WORKSPACES[size], RULES)


def _compared(size: int) -> Callable[[], object]:
    changed = sources(size)
    changed[1] = Source(changed[1].path, changed[1].text.replace("at most 2 h", "at most 3 h"))
    head = compile_sources(changed, Lock(), DAY, HORIZON)
    return lambda: diff(WORKSPACES[size], head)


def _checked_again(size: int) -> Callable[[], object]:
    earlier, texts = EarlierCheck(), sources(size)
    last = Source(texts[-1].path, texts[-1].text.replace("at most 2 h", "at most 3 h"))

    def again(*files: Source) -> Checked:
        read = WorkspaceFiles(Path(), Settings(horizon=HORIZON), Lock(), files)
        return run(read, DAY, rules=RULES, earlier=earlier)

    again(*texts)
    return lambda: again(*texts[:-1], last)


def test_names_that_are_declared_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "SOUGHT", 4)

    def compiled(size: int) -> Callable[[], object]:
        read = [Source(one.path, one.text.replace("customer customer-", "customer lost-")) for one in sources(size)]
        for source in read:
            parse(source)
        return lambda: compile_sources(read, Lock(), DAY, HORIZON)

    assert growth(compiled) <= MOST


STAGES: dict[str, Callable[[int], Callable[[], object]]] = {
    "parse": _parsed,
    "compile": _compiled,
    "prove": lambda size: lambda: prove(WORKSPACES[size]),
    "findings of proofs": _findings_of_proofs,
    "subjects": lambda size: lambda: list(unknown_subjects(WORKSPACES[size])),
    "requirements": lambda size: lambda: list(unmet_requirements(WORKSPACES[size])),
    "levels": lambda size: lambda: list(weakened_terms(WORKSPACES[size])),
    "waivers": _waived,
    "compare": _compared,
    "check after another": _checked_again,
    "export": lambda size: WORKSPACES[size].to_json,
    "text": lambda size: lambda: text_report(CHECKED[size], False),
    "concise": lambda size: lambda: concise_report(CHECKED[size]),
    "json": lambda size: lambda: json_report(CHECKED[size]),
    "sarif": lambda size: lambda: sarif_report(CHECKED[size], ""),
}


@pytest.mark.parametrize("name", STAGES)
def test_stages(name: str) -> None:
    assert growth(STAGES[name]) <= MOST


def test_gate(tmp_path: Path) -> None:
    def judged(size: int) -> Callable[[], object]:
        folder, files = tmp_path / f"{size}", {one.path: one.text for one in sources(size)}
        folder.mkdir(exist_ok=True)
        git(folder, "init", "--quiet", "--initial-branch", "main")
        write(folder, {"sla.toml": f"as-of = {DAY}\nhorizon = {HORIZON}\n", **files})
        commit(folder, "Start")
        git(folder, "checkout", "--quiet", "-b", "proposal")
        write(folder, {"c/1.sla": files["c/1.sla"].replace("at most 2 h", "at most 3 h")})
        commit(folder, "Answer later")
        return lambda: judge(read_proposal(folder, None, DAY))

    assert growth(judged) <= MOST


TABLE = """\
party norvia {{ time zone Europe/Paris }}
party brun {{ time zone Europe/Paris }}
team desk of norvia
service shop {{ owner desk hours 24x7 }}
dimension site {{ {sites} }}
sla shop-sla {{
  provider norvia customer brun covers shop in force from 2026-01-01 service hours 24x7 support hours 24x7
  parameter fee by site {{
    | site | fee |
    {fees}
  }}
  objectives uptime of availability by site each calendar month {{
    owned by desk
    | site | availability | credit |
    {rows}
  }}
  bonus on fee for uptime, site-1: 5%
  no penalty for uptime
  suspends uptime while site is site-0
}}
"""


def table(rows: int) -> list[Source]:
    """An agreement with a table of promises, awards and prices that has so many rows."""
    numbers = range(rows)
    text = TABLE.format(
        sites=" ".join(f"site-{one}" for one in numbers),
        fees="\n    ".join(f"| site-{one} | {one + 1} EUR |" for one in numbers),
        rows="\n    ".join(f"| site-{one} | 98.{one % 10}% | {one % 7 + 1} EUR |" for one in numbers),
    )
    return [Source("table.sla", text)]


def test_rows_of_a_table() -> None:
    def whole(size: int) -> Callable[[], object]:
        files = WorkspaceFiles(Path(), Settings(horizon=HORIZON), Lock(), tuple(table(4 * size)))
        return lambda: run(files, DAY, rules=RULES)

    found = whole(4)()
    assert isinstance(found, Checked)
    assert [one.finding.rule for one in found.findings if one.severity == "error"] == []
    assert growth(whole) <= MOST
