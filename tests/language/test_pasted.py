"""What is pasted from sheets and documents is read as meant: cells with tabs between them, enumerations of lines."""

import pytest

from sla_dsl.language.pasted import enumerated, pasted_tables

from .samples import read

HEAD = "sla a { objectives r by urgency {\n"


def test_a_pasted_table_is_a_table_and_one_finding() -> None:
    parsed = read(f"{HEAD}urgency\tResponse Time\nP1\t15 min\nP2\t1 h\n}} }}")
    (finding,) = parsed.findings
    assert (finding.rule, finding.label) == ("syntax/foreign-spelling", "read as meant")
    assert finding.values[1] == "| urgency | response-time |\n| P1 | 15 min |\n| P2 | 1 h |"
    statement = parsed.declarations[0].node("objectives")
    assert statement is not None
    (table,) = statement.nodes("table")
    assert len(list(table.nodes("row"))) == 3


def test_one_pasted_row_among_rows_is_a_row() -> None:
    (finding,) = read(f"{HEAD}| urgency | response-time |\nP1\t15 min\n| P2 | 1 h |\n}} }}").findings
    assert finding.values == ("P1\t15 min", "| P1 | 15 min |")


@pytest.mark.parametrize(
    "text",
    [
        "sla a {\nprovider\tp\ncustomer\tq\n}",
        "sla a {\nservice hours\toffice\n}",
        'sla a { clause c "C" """\nP1\t15 min\nP2\t1 h\n""" }',
    ],
)
def test_statements_that_are_lined_up_with_tabs_are_no_table(text: str) -> None:
    assert pasted_tables(text) == []


@pytest.mark.parametrize("mark", ["a)", "1)", "(ii)", "§ 3", "§3.1", "-", "–", "*"])
def test_the_sign_of_an_enumeration_is_left_out(mark: str) -> None:
    parsed = read(f"sla a {{\n  {mark} level service\n}}")
    (finding,) = parsed.findings
    assert finding.message == f"`{mark}` is not how the language writes it"
    assert next(iter(parsed.declarations)).node("level") is not None


@pytest.mark.parametrize(
    "text", ["credit for u: 5 EUR\n  - fee", 'clause c "C" """\na) credit\n"""', "x when (a or\n (b) and c)"]
)
def test_a_sum_and_prose_are_no_enumeration(text: str) -> None:
    assert enumerated(text) == []
