"""A folder of facts: the same rows from every format, and a finding for everything that cannot be read."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from datetime import UTC, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from sla_dsl.facts.tables import engine
from sla_dsl.facts.tables.folder import read_facts
from sla_dsl.facts.tables.rows import AmountRow, CaseRow, FigureRow, OutageRow, SampleRow

from .folders import facts_of, folder_of, shop, told

ROWS = [
    {"service": "shop", "start": "2026-10-05T09:00:00+02:00", "end": "2026-10-05T10:00:00+02:00", "id": "o1"},
    {"service": "till", "start": "2026-10-06T09:00:00.250Z", "end": "", "id": "o,2"},
    {"service": "web", "start": "2026-10-07 09:00", "end": "2026-10-07 09:00:30", "id": 'o "3"'},
]
ZONE = 'zone = "Europe/Paris"\n'


def separated(delimiter: str) -> str:
    lines = [list(ROWS[0]), *(list(one.values()) for one in ROWS)]
    cells = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in line] for line in lines]
    return "".join(delimiter.join(line) + "\r\n" for line in cells)


def workbook(rows: list[list[str | float]], sheets: int = 1) -> bytes:
    """A workbook by hand, with texts in its cells, or days since 1900 that are shown as times."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    def cell(one: str | float) -> str:
        text = isinstance(one, str)
        return f'<c t="inlineStr"><is><t>{escape(str(one))}</t></is></c>' if text else f'<c s="1"><v>{one!r}</v></c>'

    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    cells = "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in rows)
    numbers = range(1, sheets + 1)
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    related = "".join(
        f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/s{n}.xml"/>' for n in numbers
    )
    related += f'<Relationship Id="styles" Type="{office}/styles" Target="styles.xml"/>'
    styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs>'
    parts = {
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{related}</Relationships>',
    } | {
        f"xl/worksheets/s{n}.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
        for n in numbers
    }
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return content.getvalue()


def database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute('create table outage (service text, start text, "end" text, id text)')
    connection.executemany("insert into outage values (?, ?, ?, ?)", [tuple(one.values()) for one in ROWS])
    connection.commit()
    connection.close()


def said(place: Path) -> list[tuple[str, int, int | None, str]]:
    facts = read_facts(place, shop())
    assert told(facts) == []
    return [(one.service, one.start, one.end, one.id) for one in facts.rows(OutageRow)]


RIGHT = [
    ("shop", 1791183600_000000, 1791187200_000000, "o1"),
    ("till", 1791277200_250000, None, "o,2"),
    ("web", 1791356400_000000, 1791356430_000000, 'o "3"'),
]


def test_text_formats_say_the_same(tmp_path: Path) -> None:
    lists = json.dumps(ROWS, indent=1)
    lines = "\n".join(json.dumps(one) for one in ROWS)
    for number, (name, content) in enumerate(
        {
            "outages__csv": separated(","),
            "outages__tsv": separated("\t"),
            "outages__json": lists,
            "outages__jsonl": lines,
            "outages_IN_2026__ndjson": lines,
        }.items()
    ):
        assert said(folder_of(tmp_path / str(number), facts__toml=ZONE, **{name: content})) == RIGHT


def test_other_encodings_and_delimiters(tmp_path: Path) -> None:
    excel = ("\ufeff" + separated("\t")).encode("utf-16-le")
    assert said(folder_of(tmp_path / "a", facts__toml=ZONE, outages__tsv=excel)) == RIGHT
    hint = "sep=;\r\n" + separated(";")
    assert said(folder_of(tmp_path / "b", facts__toml=ZONE, outages__csv=hint)) == RIGHT
    french = ZONE + '[[table]]\nname = "outages"\nfrom = "kuma.csv"\ndelimiter = ";"\n'
    assert said(folder_of(tmp_path / "c", facts__toml=french, kuma__csv=separated(";"))) == RIGHT


def test_sqlite(tmp_path: Path) -> None:
    settings = ZONE + '[[table]]\nname = "outages"\nfrom = "sqlite:kuma.db"\nquery = "select * from outage"\n'
    folder_of(tmp_path, facts__toml=settings)
    database(tmp_path / "kuma.db")
    assert said(tmp_path) == RIGHT


def test_parquet_and_selects(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    read = folder_of(tmp_path / "a", facts__toml=ZONE)
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in ROWS))
    shape = "{service: 'VARCHAR', start: 'VARCHAR', \"end\": 'VARCHAR', id: 'VARCHAR'}"
    rows = f"select * from read_json('{path}', format = 'newline_delimited', columns = {shape})"
    duckdb.connect().execute(f"copy ({rows}) to '{read / 'outages.parquet'}' (format parquet)")
    assert said(read) == RIGHT
    select = 'select service, start, "end", id, file, row from input'
    settings = f"{ZONE}[[table]]\nname = \"outages\"\nfrom = \"kuma.csv\"\nselect = '''{select}'''\n"
    selected = folder_of(tmp_path / "b", facts__toml=settings, kuma__csv=separated(","))
    assert said(selected) == RIGHT
    assert [one.place.text for one in read_facts(selected, shop()).tables["outages"]] == [
        "kuma.csv, row 2",
        "kuma.csv, row 3",
        "kuma.csv, row 4",
    ]


def test_parquet_with_types(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    connection.execute("set timezone = 'America/New_York'")
    connection.execute(
        "copy (select 'shop' as service, timestamptz '2026-10-05 07:00:00.000001+00' as \"at\", true as ok, "
        f"'latency' as metric, '0.1 s' as value) to '{tmp_path / 'samples.parquet'}' (format parquet)"
    )
    facts = facts_of(tmp_path)
    assert told(facts) == []
    assert [(one.at, one.ok) for one in facts.rows(SampleRow)] == [(1791183600_000001, True)]


def test_workbooks(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    rows: list[list[str | float]] = [[*ROWS[0]]]
    rows += [[*one.values()] for one in ROWS]
    assert said(folder_of(tmp_path / "a", facts__toml=ZONE, outages__xlsx=workbook(rows))) == RIGHT
    several = facts_of(tmp_path / "b", facts__toml=ZONE, outages__xlsx=workbook(rows, sheets=2))
    assert told(several) == ["facts/unreadable-file outages.xlsx: the workbook has several sheets: `s1`, `s2`"]
    chosen = ZONE + '[[table]]\nname = "outages"\nfrom = "book.xlsx"\nsheet = "s2"\n'
    assert said(folder_of(tmp_path / "c", facts__toml=chosen, book__xlsx=workbook(rows, sheets=2))) == RIGHT
    broken = facts_of(tmp_path / "d", outages__xlsx=b"PK")
    assert [one.rule for one in broken.findings] == ["facts/unreadable-file"]


def test_times_of_workbooks(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    days = (datetime(2026, 10, 5, tzinfo=UTC) - datetime(1899, 12, 30, tzinfo=UTC)).days
    clocks = [
        (hour * 60 + minute) * 60 + second for hour in range(24) for minute in (0, 1, 29, 59) for second in (0, 1, 59)
    ]
    rows: list[list[str | float]] = [["service", "start"]]
    rows += [["shop", days + one / 86400] for one in clocks]
    facts = facts_of(tmp_path / "a", facts__toml='zone = "UTC"\n', outages__xlsx=workbook(rows))
    start = 1791158400
    assert [one.start for one in facts.rows(OutageRow)] == [(start + one) * 10**6 for one in clocks]
    alone: list[list[str | float]] = [["service", "start"], ["shop", float(days)]]
    refused = facts_of(tmp_path / "b", facts__toml='zone = "UTC"\n', outages__xlsx=workbook(alone))
    assert told(refused) == [
        "facts/unreadable-row outages.xlsx, row 2 start: `2026-10-05` is a day, not a moment of it"
    ]


def test_without_the_extra_its_command_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(engine, "import_module", missing)
    facts = facts_of(tmp_path, outages__csv="service,start\nshop,2026-10-05T09:00:00Z\n", cases__parquet=b"PAR1")
    assert told(facts) == ["facts/missing-library cases.parquet: DuckDB is needed to read this, and is not installed"]
    assert facts.findings[0].help == 'run `pip install "sla-dsl[facts]"`'
    assert len(facts.tables["outages"]) == 1


NINE = "2026-10-05T09:00:00"
WRONG = {
    f"service,start\npayy,{NINE}Z\n": "unknown-name outages.csv, row 2 service: no service is called `payy`",
    "service,start\nshop\n": "unreadable-row outages.csv, row 2: this row has 1 cells, and the titles are 2",
    f"service,start\nshop,{NINE}Z,x\n": "unreadable-row outages.csv, row 2: this row has 3 cells, and the titles are 2",
    'service,start\n"a\nb",x\nshop,\n': "unreadable-row outages.csv, row 4 start: `start` is missing",
    'service,start\n"shop,x\n': "unreadable-file outages.csv, row 2: from here on nothing can be read: unexpected end "
    "of data",
    "service;start\nshop;x\n": 'unreadable-file outages.csv: cells are not separated by ","',
    "service,service\nshop,x\n": "unreadable-file outages.csv: two columns are called `service`",
    "": "unreadable-file outages.csv: there is nothing in this file",
    f"service,start,strat\nshop,{NINE}Z,x\n": "unknown-column outages.csv strat: nothing is known of a column `strat`",
    f"service,start,end\nshop,{NINE}Z,2026-10-05T08:00:00Z\n": "backwards-time outages.csv, row 2: it ends before it "
    "begins",
    f"service,start,id\nshop,{NINE}Z,x\nshop,2026-10-05T10:00:00Z,x\n": "contradicting-rows outages.csv, row 3: `x` is "
    "there twice, and says different things: see outages.csv, row 2",
    f"service,start\nshop,{NINE}\nshop,{NINE}\nshop,{NINE}\n": f"local-time outages.csv, row 2 start: `{NINE}` is a "
    "local time, and nothing says of which place (also in rows 3, 4)",
}


@pytest.mark.parametrize(("content", "finding"), WRONG.items())
def test_what_is_wrong_with_outages(tmp_path: Path, content: str, finding: str) -> None:
    facts = facts_of(tmp_path, outages__csv=content)
    assert f"facts/{finding}" in told(facts)
    assert not facts.is_whole


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, outages__csv="service,start\nprüf,x\n".encode("latin-1"))
    assert told(facts) == ["facts/unreadable-file outages.csv: byte FC in line 2 is not UTF-8"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[1]", "this is no object with names and values"),
        ("{", "this is no JSON"),
        ('[{"service": "shop", "service": "till"}]', "a name stands twice"),
        ("[" * 100_000, "this is no JSON"),
    ],
)
def test_json_that_is_no_table(tmp_path: Path, content: str, message: str) -> None:
    assert message in "".join(told(facts_of(tmp_path, outages__json=content)))


def test_names_of_others(tmp_path: Path) -> None:
    content = "service,start\nPayments API,2026-10-05T09:00:00Z\nBlog,2026-10-05T09:00:00Z\n"
    facts = facts_of(tmp_path, facts__toml='[names]\n"Payments API" = "shop"\n"Blog" = false\n', outages__csv=content)
    assert told(facts) == []
    assert [one.service for one in facts.rows(OutageRow)] == ["shop"]
    assert facts.left_out == {"outages": 1}


def test_what_is_told_of_a_case_that_is_nothing_of_ours_is_left_out_with_it(tmp_path: Path) -> None:
    """All queues of a help desk are in one export: waits and priorities of others are about no case of ours."""
    at = "2026-10-05T10:00:00Z"
    facts = facts_of(
        tmp_path,
        facts__toml='[names]\n"Printers" = false\n',
        cases__csv=f"case,service,logged\nours,shop,{at}\nother,Printers,{at}\n",
        events__csv=f"case,event,at\nours,restored,{at}\nother,restored,{at}\n",
        states__csv=f"case,reason,start\nother,waiting-for-customer,{at}\n",
        changes__csv=f"case,scale,value,at\nother,urgency,P1,{at}\nours,urgency,P1,{at}\n",
    )
    assert told(facts) == []
    assert [getattr(one, "case", "") for rows in facts.tables.values() for one in rows] == ["ours"] * 3
    assert facts.left_out == {"cases": 1, "events": 1, "states": 1, "changes": 1}


def test_a_case_that_nobody_knows_is_told_still(tmp_path: Path) -> None:
    at = "2026-10-05T10:00:00Z"
    facts = facts_of(
        tmp_path,
        facts__toml='[names]\n"Printers" = false\n',
        cases__csv=f"case,service,logged\nother,Printers,{at}\n",
        events__csv=f"case,event,at\nthird,restored,{at}\n",
    )
    assert told(facts) == ["facts/unknown-name events.csv, row 2 case: `third` is none of the cases"]


def test_a_case_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    """Each queue that nobody declared yet would be told anew for each event of its cases, with a remedy for others."""
    at = "2026-10-05T10:00:00Z"
    facts = facts_of(
        tmp_path,
        cases__csv=f"case,service,logged\nc1,Printers,{at}\n",
        events__csv=f"case,event,at\nc1,restored,{at}\n",
        states__csv=f"case,reason,start\nc1,waiting-for-customer,{at}\n",
    )
    assert told(facts) == ["facts/unknown-name cases.csv, row 2 service: no service is called `Printers`"]
    assert not facts.is_whole


def test_cases_have_events_and_values(tmp_path: Path) -> None:
    content = "case,service,logged,restored,urgency,site\nc1,shop,2026-10-05T09:00:00Z,,P1,lyon\n"
    changes = "case,scale,value,at\nc1,urgency,P9,2026-10-05T09:00:00Z\nc2,urgency,P1,2026-10-05T09:00:00Z\n"
    facts = facts_of(tmp_path, cases__csv=content, changes__csv=changes)
    (case,) = facts.rows(CaseRow)
    assert case.events == (("logged", 1791190800_000000),)
    assert case.values == (("urgency", "P1"), ("site", "lyon"))
    assert "restored" in facts.columns["cases"]
    assert told(facts) == [
        "facts/unknown-name changes.csv, row 2: no value of `urgency` is called `P9`",
        "facts/unknown-name changes.csv, row 3 case: `c2` is none of the cases",
    ]


def test_figures_counts_and_amounts_are_exact(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        figures__csv="objective,start,value\na/up,2026-10-01,5527/5600\na/up,2026-11-01,99.5\na/upp,2026-10-01,1%\n",
        counts__csv="service,start,end,total,bad\nshop,2026-10-05T09:00:00Z,2026-10-05T10:00:00Z,3,4\n",
        amounts__csv="agreement,parameter,start,value\na,spend,2026-10-01,1200.50 EUR\na,spent,2026-10-01,3 EUR\n",
    )
    assert [one.value for one in facts.rows(FigureRow)] == [Fraction(552700, 5600)]
    assert [one.value for one in facts.rows(AmountRow)] == [Fraction(2401, 2)]
    assert told(facts) == [
        "facts/unknown-name amounts.csv, row 3: `a` has no parameter `spent`",
        "facts/unreadable-row counts.csv, row 2: 4 of 3 cannot be bad",
        "facts/unreadable-row figures.csv, row 3: nothing says whether this is a share of one or of a hundred",
        "facts/unknown-name figures.csv, row 4: no objective has the address `a/upp`",
    ]


def test_files_that_nothing_reads_are_told(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, outage__csv="service,start\n", README__md="", exports_IN_raw__csv="x\n")
    assert told(facts) == ["facts/unused-file outage.csv: no table is made from this"]
    assert "did you mean `outages.csv`?" in facts.findings[0].help


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('zon = "UTC"', "`zon` is no setting"),
        ('zone = "Europe/Pariss"', "no time zone is called `Europe/Pariss`"),
        ("zone = 3", "`zone` cannot be `3`"),
        ("complete-until = 2026-11-01T00:00:00", "is a local time"),
        ('times = "%d/%Q"', "or a pattern of"),
        ('[[table]]\nname = "outages"', "`table[1].from` is missing"),
        ('[[table]]\nname = "outage"\nfrom = "x.csv"', "no table is called `outage`"),
        ('[[table]]\nname = "outages"\nfrom = "x.csv"\nselekt = "x"', "`table[1].selekt` is no setting"),
        ("[", "this is no TOML"),
        ('\ufeffzon = "UTC"', "`zon` is no setting"),
        ('assume = ["all is well"]', "cannot be `all is well`"),
    ],
)
def test_settings_that_are_wrong(tmp_path: Path, settings: str, message: str) -> None:
    facts = facts_of(tmp_path, facts__toml=settings)
    assert message in "".join(told(facts))
    assert {one.place.file for one in facts.findings} == {"facts.toml"}


@pytest.mark.parametrize(
    ("select", "message"),
    [
        ("select x, at from input", '"at" in quotes'),
        ("drop table input", "begin it with `select`"),
        ("select 1; select 2", "begin it with `select`"),
        ("select * from read_csv('/etc/passwd')", "correct `select`"),
        ("select * from nothing", "correct `select`"),
    ],
)
def test_selects_that_are_wrong(tmp_path: Path, select: str, message: str) -> None:
    pytest.importorskip("duckdb")
    settings = f"[[table]]\nname = \"outages\"\nfrom = \"kuma.csv\"\nselect = '''{select}'''\n"
    facts = facts_of(tmp_path, facts__toml=settings, kuma__csv="service,start\nshop,x\n")
    assert facts.tables["outages"] == ()
    assert message in facts.findings[0].help


def test_no_file_of_facts_is_written_to(tmp_path: Path) -> None:
    folder_of(tmp_path, facts__toml=ZONE, outages__csv=separated(","), cases__json="[")
    database(tmp_path / "kuma.db")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    read_facts(tmp_path, shop())
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert [one.rule for one in read_facts(tmp_path / "none", shop()).findings] == ["facts/unreadable-file"]
