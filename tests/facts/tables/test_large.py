"""Large tables of samples: what is reduced is judged as what is read row by row."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from sla_dsl.facts.reported import WindowFigure, reported
from sla_dsl.facts.tables import large
from sla_dsl.facts.tables.folder import Facts, read_facts

from .folders import folder_of, shop

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("ibis")
NOW = datetime(2026, 10, 6, tzinfo=UTC)
HEAD = "service,at,ok\n"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "LARGE", 0)


def probes(seed: int, days: int = 3) -> list[str]:
    """Rows of a probe each minute, of which some fail, some are missing, and some are there twice."""
    random, rows, ok = Random(seed), [], True
    first = datetime(2026, 10, 2, 22, tzinfo=UTC)
    for minute in range(days * 1440):
        ok = random.random() < (0.995 if ok else 0.3)
        if random.random() < 0.997:
            at = first + timedelta(minutes=minute, milliseconds=random.choice((0, 0, 7)))
            rows += [f"till,{at.isoformat()},{str(ok).lower()}"] * random.choice((1, 1, 1, 1, 2))
    random.shuffle(rows)
    return rows


def judged(facts: Facts) -> list[WindowFigure]:
    names, days = ["b"], (date(2026, 10, 1), date(2026, 10, 6))
    return list(reported(facts, shop(), names, *days, int(NOW.timestamp())))


def seen(one: WindowFigure) -> tuple[object, ...]:
    return (one.objective, one.window, one.state, one.answer, one.low, one.high, one.budget_left, one.because)


def both(place: Path) -> tuple[Facts, Facts]:
    return read_facts(place, shop(), reduced=True), read_facts(place, shop())


@pytest.mark.parametrize("seed", range(4))
def test_windows_are_the_same(tmp_path: Path, seed: int) -> None:
    rows = probes(seed)
    folder_of(tmp_path, samples__csv=HEAD + "\n".join(rows) + "\n")
    few, all_ = both(tmp_path)
    assert len(few.tables["samples"]) < len(all_.tables["samples"]) / 2
    assert list(map(seen, judged(few))) == list(map(seen, judged(all_)))
    assert few.findings == all_.findings == ()
    assert few.left_out == all_.left_out


def test_parquet_and_names(tmp_path: Path) -> None:
    csv = tmp_path / "all.csv"
    csv.write_text(HEAD + "\n".join(one.replace("till", "Till 1") for one in probes(9)) + "\nblog,2026-10-02,x\n")
    place = folder_of(tmp_path / "facts", facts__toml='[names]\n"Till 1" = "till"\nblog = false\n')
    (place / "samples").mkdir()
    target = place / "samples" / "october.parquet"
    duckdb.sql(f"copy (from read_csv('{csv}', all_varchar = true)) to '{target}'")
    few, all_ = both(place)
    assert few.left_out == all_.left_out == {"samples": 1}
    assert len(few.tables["samples"]) < len(all_.tables["samples"]) / 2
    assert list(map(seen, judged(few))) == list(map(seen, judged(all_)))


@pytest.mark.parametrize(
    "row",
    [
        "till,2026-10-03T09:00:00,true",
        "till,2026-02-30T09:00:00Z,true",
        "till,2026-10-03T24:00:00Z,true",
        "till,2026-10-03T09:00:00Z,yes",
        "till,2026-10-03T09:00:00Z,",
        "tilt,2026-10-03T09:00:00Z,true",
        "till,2026-10-03T09:00:00Z,true,1",
        "till,2026-10-03T09:00:00.0000001Z,true",
        "till,2026-10-03T09:00:00+0200,true",
        "till,1969-10-03T09:00:00Z,true",
        "till,2101-10-03T09:00:00Z,true",
        "till,2026-10-03T09:00:00Z,true\ntill,2026-10-03T09:00:00Z,false",
        "shop,2026-10-03T09:00:00Z,true",
    ],
)
def test_what_is_not_plain_is_read_row_by_row(tmp_path: Path, row: str) -> None:
    folder_of(tmp_path, samples__csv=HEAD + row + "\n" + "\n".join(probes(5, 1)) + "\n")
    few, all_ = both(tmp_path)
    assert few.findings == all_.findings
    assert few.tables == all_.tables


def test_other_columns_are_read_row_by_row(tmp_path: Path) -> None:
    rows = "\n".join(f"{one},edge" for one in probes(5, 1))
    folder_of(tmp_path, samples__csv="service,at,ok,source\n" + rows + "\n")
    few, all_ = both(tmp_path)
    assert few.tables == all_.tables
