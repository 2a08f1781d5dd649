"""One month of many agreements, reported from a hundred thousand facts, against what nobody can do without.

That is to compile the agreements, with the rules of a check, and to read the same files with DuckDB.
``python -m benchmarks.month`` measures it, each in a process of its own, by processor time; of three rounds the
quickest counts.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from contextlib import chdir
from datetime import UTC, datetime, timedelta
from os import environ
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time

_FIRST = datetime(2026, 10, 1, tzinfo=UTC)
_MONTH = 31 * 86400
_ROUNDS = 3
_BASE = """
party norvia "Norvia" { time zone Europe/Paris }
team desk of norvia "Desk"
calendar office { time zone Europe/Paris open Mon-Fri 08:00-18:00 }
priorities urgency { P1 P2 P3 }
clock repair { starts when logged pauses while waiting-for-customer during office }
"""
_AGREEMENT = """
party c{number} "Customer {number}" {{ time zone Europe/Paris }}
sla a{number} "Agreement {number}" {{
  provider norvia customer c{number} covers s{service} status signed in force from 2026-01-01
  service hours 24x7
  support hours office
  parameter monthly-fee = 1000 EUR
  objective uptime: availability at least 99.5% each calendar month {{ owned by desk }}
  objectives handling by urgency each calendar month {{
    timed by repair
    owned by desk
    | urgency | restore-time |
    |---------|--------------|
    | P1      | 4 h          |
    | P2      | 8 h          |
    | P3      | 24 h         |
  }}
  excludes maintenance
  credit on monthly-fee for uptime {{
    | availability | credit |
    |--------------|--------|
    | below 99.5%  | 5%     |
    | below 99%    | 10%    |
  }}
  credit is automatic
}}
"""


def month_report(agreements: int, facts: int) -> str:
    """How long a report of a month takes, by how long it takes to compile and to read the files alone."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, agreements, facts)
        tasks = ("compiled", "read", "reported")
        rounds = [{task: _spent(folder, task) for task in tasks} for _ in range(_ROUNDS)]
        spent = {task: min(each[task] for each in rounds) for task in tasks}
    least = spent["compiled"] + spent["read"]
    return (
        f"One month of {agreements} agreements with {facts} facts, in seconds of the processor: compiled in "
        f"{spent['compiled']:.1f}, files read with DuckDB in {spent['read']:.2f}, reported in {spent['reported']:.1f}, "
        f"which is {spent['reported'] / least:.2f} times both."
    )


def _write(folder: Path, agreements: int, facts: int) -> None:
    """Ten agreements share each service; half of the facts are outages, half are cases, a fifth of which waits once."""
    services = max(1, agreements // 10)
    (folder / "sla.toml").write_text('language = 1\ncurrencies = ["EUR"]\n', encoding="utf-8")
    declared = "".join(f"service s{number} {{ owner desk }}\n" for number in range(services))
    (folder / "base.sla").write_text(_BASE + declared, encoding="utf-8")
    for number in range(agreements):
        text = _AGREEMENT.format(number=number, service=number % services)
        (folder / f"a{number}.sla").write_text(text, encoding="utf-8")
    random = Random(1)
    outages, cases, states = ["service,start,end,id"], ["case,service,urgency,customer,logged,restored"], []
    for number in range(facts // 2):
        start = _FIRST + timedelta(seconds=random.randrange(_MONTH))
        end = start + timedelta(seconds=random.randrange(30, 600))
        outages.append(f"s{random.randrange(services)},{start.isoformat()},{end.isoformat()},o{number}")
        of = random.randrange(agreements)
        done = start + timedelta(seconds=random.randrange(600, 90000))
        about = f"s{of % services},P{random.randrange(1, 4)},c{of}"
        cases.append(f"k{number},{about},{start.isoformat()},{done.isoformat()}")
        if number % 5 == 0:
            until = start + timedelta(seconds=100)
            states.append(f"k{number},waiting-for-customer,{start.isoformat()},{until.isoformat()}")
    (folder / "facts").mkdir()
    tables = {"outages": outages, "cases": cases, "states": ["case,reason,start,end", *states]}
    for name, rows in tables.items():
        (folder / "facts" / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "facts/facts.toml").write_text("complete-until = 2026-11-02T00:00:00+01:00\n", encoding="utf-8")


def _spent(folder: Path, task: str) -> float:
    asked = [sys.executable, "-m", "benchmarks.month", str(folder), task]
    # Whoever installs it has the bytecode: only the first round compiles it.
    bytecode = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    done = subprocess.run(asked, capture_output=True, text=True, check=True, env={**environ, **bytecode})
    return float(json.loads(done.stdout.splitlines()[-1]))


def _compiled() -> None:
    from sla_dsl.pipeline import run
    from sla_dsl.workspace import read_workspace

    run(read_workspace(Path()), proved=())


def _read() -> None:
    import duckdb

    connection = duckdb.connect()
    for path in sorted(Path("facts").glob("*.csv")):
        connection.execute(f"create table {path.stem} as from read_csv('{path}')")


def _reported() -> None:
    from sla_dsl.start import main

    asked = "report --facts facts --period 2026-10 --format json --output report.json"
    sys.argv[:] = ["sla", *asked.split()]
    main()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print(month_report(agreements=1_000, facts=100_000))
    else:
        tasks = {"compiled": _compiled, "read": _read, "reported": _reported}
        begin, (_, folder, task) = process_time(), sys.argv
        gc.disable()  # as in the command: a pass of the collector frees nothing here, on either side
        with chdir(folder):
            tasks[task]()
        print(process_time() - begin)
