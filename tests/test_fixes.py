"""Mechanical remedies: those of the samples of rules, and what `sla fix` makes of a workspace."""

from datetime import date
from pathlib import Path

import pytest

from sla_dsl.cli import main
from sla_dsl.fixes import edited, fixed, fixes, is_better, with_edits
from sla_dsl.language.parser import parse
from sla_dsl.model.settings import Settings
from sla_dsl.pipeline import run
from sla_dsl.samples import AS_OF, LOCK, STAGE
from sla_dsl.text.finding import Finding
from sla_dsl.text.source import Source
from sla_dsl.workspace import WorkspaceFiles

from .rules.samples import CATALOGUE

SAMPLES = {name: rule.bad for name, rule in CATALOGUE.items() if rule.bad}


def files(sample: str) -> WorkspaceFiles:
    sources = Source("stage.sla", STAGE), Source("sample.sla", sample)
    return WorkspaceFiles(Path(), Settings(), LOCK, sources)


def found(of: WorkspaceFiles) -> list[Finding]:
    return [graded.finding for graded in run(of, AS_OF, proved=()).findings]


@pytest.mark.parametrize(
    "rule", [name for name in SAMPLES if name.startswith(("name/", "syntax/", "policy/", "value/"))]
)
def test_a_word_that_is_offered_has_its_remedy_and_leaves_less_to_find(rule: str) -> None:
    before = files(SAMPLES[rule])
    for finding in found(before):
        offered = fixes(finding)
        if finding.rule == rule and finding.help.startswith("did you mean `"):
            assert offered
            after = with_edits(before, offered[0].edits)
            assert (rule, finding.values) not in [(one.rule, one.values) for one in found(after)]


@pytest.mark.parametrize(
    ("rule", "titles"),
    [
        (
            "value/missing-window",
            ["add `each calendar month`", "add `each calendar quarter`", "add `each calendar year`"],
        ),
        ("agreement/unmarked-override", ["write `override` before it", "leave it out"]),
        ("waiver/unused", ["leave it out"]),
        ("syntax/unclosed-text", ['end it with `"`']),
        ("syntax/unclosed-block", ["write `}` after this"]),
        ("syntax/misplaced-phrase", ["leave it out"]),
        ("agreement/no-customer", []),
    ],
)
def test_a_choice_is_offered_and_each_of_its_remedies_works(rule: str, titles: list[str]) -> None:
    before = files(SAMPLES.get(rule, ""))
    finding = next((one for one in found(before) if one.rule == rule), None)
    offered = fixes(finding) if finding else []
    assert [fix.title for fix in offered] == titles
    for fix in offered:
        assert not fix.certain
        assert rule not in [one.rule for one in found(with_edits(before, fix.edits))]


def test_a_parameter_that_is_left_out_takes_the_values_with_it_that_it_is_given() -> None:
    before = files(
        "standard ola base {\n  parameter fee is money\n}\n"
        "ola answers on the terms of base {\n  provider dba\n  customer desk\n  covers reports\n  with fee = 3 EUR\n}\n"
    )
    unused = next(one for one in found(before) if one.rule == "name/unused")
    (leave_out,) = fixes(unused)
    left = {one.rule for one in found(with_edits(before, leave_out.edits))}
    assert left == {one.rule for one in found(before)} - {"name/unused"}


AGREEMENT = """\
sla shop "Shop" {{
  provider norvia
  customer atelier-brun
  covers {covers}
  objective uptime: availability at least {target} each calendar month {{ owned by dba }}
}}
"""


def test_spellings_and_slips_are_mended_everywhere() -> None:
    changed, mended, _ = fixed(files(AGREEMENT.format(covers="report", target="98,5%")), AS_OF)
    assert sorted(one.rule for one in mended) == ["name/unknown-service", "syntax/foreign-spelling"]
    assert changed.sources[1].text == AGREEMENT.format(covers="reports", target="98.5%")


def test_a_name_that_resembles_none_is_left_to_its_author() -> None:
    before = files(AGREEMENT.format(covers="xyzzy", target="98.5%"))
    assert fixed(before, AS_OF) == (before, [], found(before))


def test_a_remedy_is_not_better_if_something_else_means_another_thing() -> None:
    text = AGREEMENT.format(covers="reports", target="98,5%")
    before, other = files(text), files(text.replace("98,5%", "98.5%").replace("uptime:", "up:"))
    edits = next(fix.edits for one in found(before) for fix in fixes(one))
    assert is_better(run(before, AS_OF, proved=()), run(with_edits(before, edits), AS_OF, proved=()), edits)
    elsewhere = other.sources[1]
    moved = [edit._replace(source=Source("elsewhere.sla", elsewhere.text.replace("shop", "other"))) for edit in edits]
    assert not is_better(run(before, AS_OF, proved=()), run(other, AS_OF, proved=()), moved)


def test_the_command_shows_first_and_then_writes(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["init", str(tmp_path)]) == 0
    path = tmp_path / "agreements" / "payments.sla"
    good = path.read_bytes()
    path.write_bytes(good.replace(b"99.5% each", b"99,5% each"))
    capsysbinary.readouterr()
    assert main(["fix", "--diff", "--as-of", "2026-11-24", str(tmp_path)]) == 1
    out, err = capsysbinary.readouterr()
    assert b"-" in out
    assert b"99,5%" in out
    assert err.endswith(b"1 finding would be mended in 1 file\n")
    assert path.read_bytes() != good
    assert main(["fix", "--as-of", "2026-11-24", str(tmp_path)]) == 0
    assert path.read_bytes() == good
    assert main(["fix", "--as-of", "2026-11-24", str(tmp_path)]) == 0
    assert capsysbinary.readouterr().err.endswith(b"0 findings mended in 0 files\n")


def test_files_of_several_workspaces_are_mended_and_what_is_left_is_told(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    paths = []
    for name in ("one", "two", "three"):
        assert main(["init", str(tmp_path / name)]) == 0
        paths.append(tmp_path / name / "agreements" / "payments.sla")
    good = paths[0].read_bytes()
    bad = good.replace(b"99.5% each", b"99,5% each")
    for path in paths:
        path.write_bytes(bad)
    paths[1].write_bytes(bad.replace(b"covers payments", b"covers xyzzy"))
    capsysbinary.readouterr()
    assert main(["fix", "--as-of", "2026-11-24", *map(str, paths[:2])]) == 0
    lines = [line.decode() for line in capsysbinary.readouterr().err.splitlines()]
    assert [line for line in lines if "note[" not in line] == [
        "one:",
        "1 finding mended in 1 file",
        "two:",
        "1 finding mended in 1 file",
        "what is left has no remedy that is certain: `sla check` shows it",
    ]
    assert [path.read_bytes() for path in paths] == [good, good.replace(b"covers payments", b"covers xyzzy"), bad]


def test_where_a_file_cannot_be_read_nothing_is_mended(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The file may declare the name that seems to be misspelt; and it is not the whole workspace that was named."""
    assert main(["init", str(tmp_path)]) == 0
    path = tmp_path / "agreements" / "payments.sla"
    bad = path.read_bytes().replace(b"covers payments", b"covers paymnts")
    path.write_bytes(bad)
    latin = tmp_path / "latin.sla"
    latin.write_bytes(b'service paymnts "caf\xe9" { }\n')
    for named in (tmp_path, latin):
        assert main(["fix", "--as-of", "2026-11-24", str(named)]) == 2
        assert path.read_bytes() == bad
        assert capsysbinary.readouterr().err.endswith(b"nothing is mended: not all of the workspace can be read\n")


def test_a_day_in_another_format_is_written_as_a_date() -> None:
    text = AGREEMENT.format(covers="reports", target="98.5%").replace("  covers", "  in force from 31.1.2026\n  covers")
    changed, [mended], _ = fixed(files(text), date(2026, 3, 1))
    assert mended.rule == "syntax/foreign-spelling"
    assert "in force from 2026-01-31\n" in changed.sources[1].text


@pytest.mark.parametrize(
    "duty",
    [
        'customer must "pay" each calendar month by day 10 of next month',
        'customer must "pay" each calendar month by 10th of the next month',
        'customer may "ask" at most 2 times each 3 calendar months',
        'customer must "pay" each calender month',
    ],
)
def test_a_phrase_never_takes_the_place_of_one_of_its_words(duty: str) -> None:
    text = AGREEMENT.format(covers="reports", target="98%").replace("  objective", f"  {duty}\n  objective")
    source = Source("agreement.sla", text)
    misread = parse(source).findings
    assert misread
    for fix in (fix for finding in misread for fix in fixes(finding)):
        assert len(parse(edited(source, fix.edits)).findings) < len(misread)


@pytest.mark.parametrize(
    ("written", "meant", "is_certain"),
    [
        ("objective o: m at least 99% per month", "objective o: m at least 99% each calendar month", False),
        ("objective o: m at least 99% over a quarter", "objective o: m at least 99% each calendar quarter", False),
        ("objective o: m at least 99% over 30 d", "objective o: m at least 99% each rolling 30 days", False),
        ("objective o: m at least 99% monthly", "objective o: m at least 99% each calendar month", False),
        ("objective o: m at least 99% per contract year", "objective o: m at least 99% each contract year", True),
        ("objective o: m at least 99% per calendar month", "objective o: m at least 99% each calendar month", True),
        ('report "R" every month', 'report "R" each calendar month', False),
        ('report "R" every calendar month to b', 'report "R" each calendar month to b', True),
        ('report "R" every 12 months', 'report "R" each calendar year', False),
        ("renews every year", "renews every 12 months", True),
        ("renews yearly", "renews every 12 months", False),
        ("objective o: m at least 99% over rolling 30 days", "objective o: m at least 99% each rolling 30 days", True),
        ("review each calendar year", "review every 12 months", False),
    ],
)
def test_a_time_that_is_written_another_way_is_replaced_as_a_whole(written: str, meant: str, is_certain: bool) -> None:
    source = Source("a.sla", f"sla a {{ {written} }}")
    [finding] = parse(source).findings
    [fix] = fixes(finding)
    assert edited(source, fix.edits).text == f"sla a {{ {meant} }}"
    assert fix.certain is is_certain
