"""Reports in all formats: the same figures, no markup of other people, words in two languages."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sla_dsl.algebra.zones import instant, zone
from sla_dsl.cli import main
from sla_dsl.documents.book import read_book
from sla_dsl.facts.held import FactsReport, held
from sla_dsl.facts.tables.folder import read_facts
from sla_dsl.facts.tables.rows import OutageRow
from sla_dsl.reports.facts.html import facts_report_html
from sla_dsl.reports.facts.json import facts_report_json, report_schema
from sla_dsl.reports.facts.languages import ENGLISH, FRENCH, LANGUAGES
from sla_dsl.reports.facts.markdown import facts_report_markdown
from sla_dsl.reports.facts.metrics import facts_report_openmetrics
from sla_dsl.reports.facts.tables import COLUMNS, facts_report_csv, facts_report_parquet
from sla_dsl.reports.facts.text import facts_report_text
from sla_dsl.reports.facts.words import days_of, last_moment, moment_of
from sla_dsl.wording.figures import exact_moment

from .test_awards import AGREEMENT, AUTOMATIC, CASES, DOWN, FIX, UP, case, outage, reported
from .worlds import workspace

SAYS = UP + FIX + AUTOMATIC + "credit for up: 10% of fee\ncredit for fix: 5 EUR for every hour begun late\n"
TABLES = {"outages": DOWN + outage(4, 8), "cases": CASES + case("x", 4.5) + case("y", 1)}
CORRECTED = "service,start,end,author,because,dated\n" + outage(4, 8).strip() + ",Ann,a <b>test</b>,2026-05-02\n"
EVIL = '<script>alert(1)</script>|`x`"&'


def report() -> FactsReport:
    return reported(SAYS, TABLES)


def test_json_is_as_its_schema_says_and_the_same_bytes_each_time() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    content = facts_report_json(report())
    assert content == facts_report_json(report())
    jsonschema.validate(json.loads(content), report_schema())
    said = json.loads(content)
    assert [(one["objective"], one["state"], one["value_exact"]) for one in said["windows"]] == [
        ("a/up", "missed", "89/90"),
        ("a/fix", "missed", "16200"),
    ]
    assert [(one["amount"], one["by"][0].rpartition(":")[0]) for one in said["awards"]] == [
        ("90 EUR", "a.sla"),
        ("5 EUR", "a.sla"),
    ]
    assert said["ledger"]["totals"] == [{"unit": "EUR", "owed": "95 EUR", "recover": "0 EUR", "house": "95 EUR"}]
    assert said["ledger"]["open"] == 0


def test_sums_say_how_many_awards_are_in_none_of_them() -> None:
    """Of a window that is unknown nobody knows what is due: without a word the sum would pass for all."""
    found = reported(SAYS, TABLES | {"outages": DOWN, "unknown": DOWN + outage(4, 20)})
    assert found.open == 1
    assert json.loads(facts_report_json(found))["ledger"]["open"] == 1
    assert "awards in no sum, since it is not known what they come to: 1\n" in facts_report_text(found).decode()
    assert "- awards in no sum, since it is not known what they come to: 1\n" in facts_report_markdown(found).decode()


def test_text_and_markdown_have_a_line_for_each_window_and_award() -> None:
    text = facts_report_text(report()).decode()
    assert "  missed     up, 2026-04-01 to 2026-04-30: 98.888%\n" in text
    assert "credit 90 EUR, automatic, by a.sla:" in text
    markdown = facts_report_markdown(report()).decode()
    assert "| up | 2026-04-01 to 2026-04-30 | 98.888% | missed |" in markdown
    assert "- a/up: credit 90 EUR, automatic, by a.sla:" in markdown


def test_csv_and_parquet_have_a_row_for_each_window() -> None:
    rows = list(csv.reader(io.StringIO(facts_report_csv(report()).decode())))
    assert rows[0] == list(COLUMNS)
    assert [row[0] for row in rows[1:]] == ["a/up", "a/fix"]
    duckdb = pytest.importorskip("duckdb")
    content = facts_report_parquet(report())
    assert content[:4] == content[-4:] == b"PAR1"
    with duckdb.connect() as connection:
        assert connection is not None


def test_open_metrics_end_and_have_a_number_behind_each_label() -> None:
    lines = facts_report_openmetrics(report()).decode().splitlines()
    assert lines[-1] == "# EOF"
    samples = [line for line in lines if not line.startswith("#")]
    assert all(
        re.fullmatch(r'sla_[a-z_]+\{agreement="a",objective="[a-z]+",start="2026-04-01"\} [-0-9.e+]+', one)
        for one in samples
    )
    assert 'sla_missed{agreement="a",objective="up",start="2026-04-01"} 1.0' in lines


def test_a_page_stands_alone() -> None:
    page = facts_report_html(report()).decode()
    ElementTree.fromstring(re.sub(r"<!doctype html>|<(meta|br)[^>]*>", "", page))  # every tag is closed
    assert not re.search(r"<script|<link|<img|https?://|url\(|@import", page)
    assert page.count("<svg") == 1
    assert "98.888%" in page
    assert "down for 8 h" in page


def test_what_other_people_wrote_is_no_markup() -> None:
    told = report()
    row = next(one for one in told.facts.rows(OutageRow))
    corrected = replace(row, author=EVIL, because=EVIL, dated="2026-05-02")
    told = replace(told, facts=replace(told.facts, tables={"outages": (corrected,)}))
    assert "<script" not in facts_report_html(told).decode()
    assert "<script" in facts_report_text(told).decode()  # a text is no page


def test_both_languages_have_the_same_phrases_with_the_same_places() -> None:
    def places(phrases: object) -> dict[str, list[str]]:
        assert isinstance(phrases, dict)
        return {key: sorted(re.findall(r"{(\w+)}", text)) for key, text in phrases.items()}

    assert places(dict(FRENCH.phrases)) == places(dict(ENGLISH.phrases))
    assert list(LANGUAGES) == ["en", "fr"]


def test_a_page_in_french_says_so_in_words_and_numbers() -> None:
    page = facts_report_html(report(), FRENCH).decode()
    assert '<html lang="fr">' in page
    assert "98,888\u00a0%" in page
    assert "1er avril 2026" in page
    assert "manqué" in page


def test_a_customer_sees_nothing_of_the_inside() -> None:
    page = facts_report_html(report(), reader="customer").decode()
    assert "a.sla" not in page
    assert "Ledger" not in page
    assert "90 EUR" in page


def test_only_a_page_has_a_reader_and_a_language(capsys: pytest.CaptureFixture[str]) -> None:
    """What stands behind was printed as text for the customer, as if nobody had asked for less."""
    for asked in (["--for", "customer"], ["--language", "fr"]):
        assert main(["report", "-C", str(ATELIER), "--facts", "facts", "--format", "markdown", *asked]) == 2
        assert "`--language` and `--for` are those of a page: say `--format html`" in capsys.readouterr().err


def test_markdown_says_why_and_what_was_assumed_and_corrected() -> None:
    """A row that cannot be known, a text that nobody judges and a correction: text and page have them all."""
    told = reported(
        SAYS + 'objective calm: availability at least 98% each calendar month { down when "no answer" }\n',
        {**TABLES, "outages": CORRECTED, "unknown": DOWN + outage(4, 20, 12)},
    )
    told = replace(told, facts=replace(told.facts, assumed=("no pauses",)))
    lines = facts_report_markdown(told).decode().splitlines()
    assert "- a/calm, 2026-04-01 to 2026-04-30: not all of its time was measured" in lines
    assert "- not judged, and taken not to have happened: no answer" in lines
    assert "- assumed: no pauses" in lines
    assert "- corrected by Ann on 2026-05-02: outages.csv, row 2: a \\<b\\>test\\</b\\>" in lines


INSIDE = """
ola inside {
  provider desk customer house covers shop status signed in force from 2026-01-01
  service hours 24x7
  objective up: availability at least 99% each calendar month { down when "the cellar is wet" }
  no credit
}
"""


def test_a_customer_does_not_see_what_nobody_judges_inside(tmp_path: Path) -> None:
    """An agreement of a team with its house is not on his page, and neither are its texts."""
    model = workspace(AGREEMENT.format(SAYS.replace("month\n", 'month { down when "the till is shut" }\n', 1)) + INSIDE)
    (tmp_path / "outages.csv").write_text(DOWN + outage(4, 8), encoding="utf-8")
    days, now = (date(2026, 4, 1), date(2026, 4, 30)), at("2026-12-31T00:00:00+00:00")
    told = held(read_facts(tmp_path, model), model, ["a", "inside"], days, now, {}, {})
    pages = [facts_report_html(told, reader="customer").decode(), facts_report_html(told).decode()]
    assert ["the till is shut" in one for one in pages] == [True, True]
    assert ["the cellar is wet" in one for one in pages] == [False, True]


def test_corrections_are_told_with_their_author_reason_and_day() -> None:
    told = reported(SAYS, {**TABLES, "outages": CORRECTED})
    assert "corrected by Ann on 2026-05-02: outages.csv, row 2: a <b>test</b>" in facts_report_text(told).decode()
    assert "a &lt;b&gt;test&lt;/b&gt;" in facts_report_html(told).decode()


def test_a_customer_does_not_read_why_the_figures_of_another_were_corrected(tmp_path: Path) -> None:
    """The page of one agreement told the reasons of all: another customer's name, and what was agreed with him."""
    (tmp_path / "outages.csv").write_text(
        "service,start,end,customer,author,because,dated\n"
        "shop,2026-04-09T08:00:00Z,2026-04-09T09:00:00Z,vendor,Eve,the vendor had asked for it,2026-05-03\n"
        "barn,2026-04-09T08:00:00Z,2026-04-09T09:00:00Z,,Eve,the barn burned,2026-05-03\n"
        "shop,2026-04-09T08:00:00Z,2026-04-09T09:00:00Z,,Ann,the meter was wrong,2026-05-03\n",
        encoding="utf-8",
    )
    (tmp_path / "cases.csv").write_text("case,service,logged\nx,barn,2026-04-09T08:00:00Z\n", encoding="utf-8")
    (tmp_path / "events.csv").write_text(
        "case,event,at,author,because,dated\nx,restored,2026-04-09T09:00:00Z,Eve,the barn stood again,2026-05-03\n",
        encoding="utf-8",
    )
    other = AGREEMENT.format(UP).replace("sla a", "sla b").replace("customer buyer", "customer vendor")
    other = other.partition('"Price list"')[2].replace("covers shop", "covers shop, barn")
    model = workspace(AGREEMENT.format(SAYS) + other + "service barn { owner desk }")
    facts, days = read_facts(tmp_path, model), (date(2026, 4, 1), date(2026, 4, 30))
    assert facts.is_whole, facts.findings
    told = held(facts, model, ["a"], days, at("2026-12-31T00:00:00+00:00"), {}, {})
    page = facts_report_html(told, reader="customer").decode()
    assert [one in page for one in ("the meter", "the vendor had", "the barn")] == [True, False, False]


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
LOOK = """<script>addEventListener("load", () => {
  const part = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(part); return .2126 * r + .7152 * g + .0722 * b; };
  const shown = e => e.textContent.trim() && !["SCRIPT", "STYLE"].includes(e.tagName) && !e.closest("svg");
  const faint = [...document.querySelectorAll("body *")].filter(shown)
    .filter(e => 1.05 / (light(getComputedStyle(e).color) + .05) < 4.5).map(e => e.tagName + "." + e.className);
  const seen = {wide: document.documentElement.scrollWidth, width: innerWidth, faint};
  document.body.innerHTML = "LOOKED " + JSON.stringify(seen);
});</script>"""


ATELIER = Path(__file__).parent.parent.parent / "examples/atelier"
PAGES = {
    "a month that is over": (),
    "a month that runs": ("--now", "2026-10-20T17:30:00+02:00"),
    "for the customer": ("--for", "customer"),
}


@pytest.mark.real
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("of", PAGES)
def test_a_page_in_a_browser_has_contrast_and_nothing_overflows(
    tmp_path: Path, width: int, language: str, of: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "report.html"
    monkeypatch.chdir(ATELIER)
    asked = ["report", "--facts", "facts", "--period", "2026-10", "--format", "html", "--language", language]
    assert main([*asked, *PAGES[of], "--output", str(page)]) in (1, 2)
    plain = page.read_bytes()
    browser = [CHROMIUM or "", "--headless", "--no-sandbox", "--disable-gpu", f"--window-size={width},1600"]
    picture = tmp_path / f"report-{language}-{width}.png"
    subprocess.run([*browser, f"--screenshot={picture}", page.as_uri()], check=True, timeout=60, capture_output=True)
    assert picture.stat().st_size > 10_000
    page.write_bytes(plain.replace(b"</body>", LOOK.encode() + b"</body>"))
    seen = subprocess.run([*browser, "--dump-dom", page.as_uri()], check=True, timeout=60, capture_output=True)
    found = re.search(r"LOOKED (\{.*?\})", seen.stdout.decode())
    assert found
    said = json.loads(found[1])
    assert said["wide"] <= said["width"]
    assert said["faint"] == []


def test_a_page_in_french_has_the_words_of_its_authors_and_ours() -> None:
    """Titles as the agreement gives them in French, and metrics of the language as documents have them."""
    table = """
    objectives care "Cases" title fr "Dossiers" by urgency each calendar month {
      during 24x7
      | urgency | restore-time |
      |---------|--------------|
      | P1      | 4 h          |
    }
    """
    page = facts_report_html(reported(UP + table + AUTOMATIC + "no credit", TABLES), FRENCH).decode()
    assert "Dossiers, délai de rétablissement, P1" in page
    book = read_book("fr")
    metrics = [one for one in reported(UP + AUTOMATIC, TABLES).workspace.metrics.values() if one.title]
    assert metrics
    for one in metrics:
        assert FRENCH.reason(one.title) == book.say(f"metrics/{one.name}")


CAIRO = zone("Africa/Cairo")
"""In the night of 24 April 2026 its clocks go from 00:00 to 01:00: that day has no midnight."""


def at(text: str) -> int:
    return instant(datetime.fromisoformat(text))


def test_a_day_without_a_midnight_is_a_day_like_another() -> None:
    start, end = at("2026-04-24T01:00:00+03:00"), at("2026-04-25T00:00:00+03:00")
    assert days_of(start, end, CAIRO) == "2026-04-24 to 2026-04-24"
    assert moment_of(start, CAIRO) == "2026-04-24"
    assert last_moment(start, CAIRO) == "2026-04-23"
    assert ENGLISH.window(start, end, CAIRO) == "24 Apr 2026"
    assert ENGLISH.last(start, CAIRO) == "23 Apr 2026"


def test_hours_are_told_by_their_moments_and_not_by_their_day() -> None:
    start, end = at("2026-04-25T09:00:00+03:00"), at("2026-04-25T10:00:00+03:00")
    assert days_of(start, end, CAIRO) == "Sat 2026-04-25 09:00 to Sat 2026-04-25 10:00"
    nine, ten = ENGLISH.moment(start, CAIRO.key), ENGLISH.moment(end, CAIRO.key)
    assert nine == "25 Apr 2026, 09:00 (Africa/Cairo)"
    assert ENGLISH.window(start, end, CAIRO) == f"{nine} to {ten}"


def test_a_deadline_is_never_told_as_a_later_one() -> None:
    # Rounded up to the minute, what is done at 09:00:30 would pass for in time.
    due = at("2026-04-25T09:00:20+03:00")
    assert exact_moment(due, "Africa/Cairo") == "Sat 2026-04-25 09:00:20"
    assert ENGLISH.moment(due, "Africa/Cairo") == "25 Apr 2026, 09:00:20 (Africa/Cairo)"


def test_a_time_that_came_twice_has_its_offset() -> None:
    second = at("2026-10-25T02:30:00+01:00")
    assert exact_moment(second, "Europe/Paris") == "Sun 2026-10-25 02:30 (+01:00)"
    assert FRENCH.moment(second, "Europe/Paris") == "25 octobre 2026, 02:30 (+01:00) (Europe/Paris)"
