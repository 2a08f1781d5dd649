"""Whatever lies in a folder of facts, it is read or told: never a traceback, and every report can be written."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sla_dsl.facts.coverage import extents, needs
from sla_dsl.facts.held import held
from sla_dsl.facts.tables.folder import read_facts
from sla_dsl.facts.tables.rows import TABLES
from sla_dsl.reports.facts.check import facts_check_json, facts_check_text
from sla_dsl.reports.facts.json import facts_report_json
from sla_dsl.reports.facts.text import facts_report_text

from ...examples import of_all
from .folders import shop

NOW = 1793700000
TIMES = "2026-10-05T09:00:00Z|2026-10-05 09:00|0001-01-01T00:00:00+14:00|9999-12-31T23:59:59-14:00|2026-10-01"
WORDS = 'shop|web||1e999|-1|1/3|99%|true|maintenance|logged|urgency|P1|a/up|a|\ud800|\x00|ﬀ|"'
CELLS = st.sampled_from([*TIMES.split("|"), *WORDS.split("|")])
VALUES = st.one_of(CELLS, st.none(), st.booleans(), st.integers(-(10**30), 10**30), st.lists(CELLS, max_size=2))


def everything(place: Path) -> None:
    """Reads a folder, and writes all that can be written of it."""
    facts = read_facts(place, shop())
    facts_check_text(facts, extents(facts), needs(facts, shop(), NOW))
    facts_check_json(facts, extents(facts), needs(facts, shop(), NOW))
    report = held(facts, shop(), ["a", "b"], (date(2026, 10, 1), date(2026, 10, 3)), NOW, {}, {})
    facts_report_text(report)
    facts_report_json(report)


@settings(max_examples=of_all(150), deadline=None)
@given(st.data())
def test_tables_of_anything(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        for table in data.draw(st.lists(st.sampled_from(sorted(TABLES)), min_size=1, max_size=3, unique=True)):
            columns = [*TABLES[table].__dataclass_fields__, "urgency", "restored", "logged", "x\ud800"]
            rows = data.draw(st.lists(st.dictionaries(st.sampled_from(columns), VALUES), max_size=4))
            (place / f"{table}.json").write_text(json.dumps(rows), encoding="utf-8")
        everything(place)


@settings(max_examples=of_all(100), deadline=None)
@given(
    st.sampled_from(["outages.csv", "cases.tsv", "samples.jsonl", "counts.json", "facts.toml", "amounts.xlsx"]),
    st.binary(max_size=60),
)
@example("figures.csv", b"objective,start,value\na/up,9999-12-31,99%\n")
@example("outages.csv", b"service,start\nshop,0001-01-01T00:00:00+14:00\n")
@example("outages.csv", b"service,start,end\nshop,9999-12-31T23:59:59-14:00,\n")
@example("facts.toml", b'[[table]]\nname = "outages"\nfrom = "/etc/*"\n')
@example("facts.toml", b'[[table]]\nname = "outages"\nfrom = ""\n')
@example("facts.toml", b'[[export]]\npreset = "zammad"\ntickets = "/x"\nhistory = ""\n')
@example("facts.toml", b"names = 3\n")
@example("facts.toml", b'[[export]]\npreset = "zabbix"\nleast-severity = "high"\n')
@example("facts.toml", b'complete-until = "0001-01-01T00:00:00+14:00"\n')
def test_files_of_anything(name: str, content: bytes) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(content)
        everything(Path(folder))
