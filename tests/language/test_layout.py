"""The canonical form: what it does to a text, and what it never does."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla_dsl.compiler import compile_sources
from sla_dsl.language.layout import formatted
from sla_dsl.language.parser import parse
from sla_dsl.model.lock import Lock
from sla_dsl.text.source import Source

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "examples").rglob("*.sla")), ROOT / "grammar/prelude.sla"]
WORKSPACES = sorted(path.parent for path in (ROOT / "examples").rglob("sla.toml"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def form(text: str) -> str:
    parsed = parse(Source("a.sla", text))
    assert [f.message for f in parsed.findings if f.rule != "syntax/foreign-spelling"] == []
    return formatted(parsed)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("party   a\n{time zone Europe/Paris}", "party a {\n  time zone Europe/Paris\n}\n"),
        ("party a { time zone Europe/Paris }", "party a { time zone Europe/Paris }\n"),
        ('party a {\n\n\n  contact "x"\n\n\n  contact "y"\n\n}', 'party a {\n  contact "x"\n\n  contact "y"\n}\n'),
        ("# one\nparty a { } # two\n# three", "# one\nparty a { }  # two\n# three\n"),
        (
            "calendar a {\n open Mon-Fri 08:00 - 12:00 , 13:00-18:00\n}",
            "calendar a {\n  open Mon-Fri 08:00-12:00, 13:00-18:00\n}\n",
        ),
        ("sla a {\n  renews every 12   months # note\n}", "sla a {\n  renews every 12 months  # note\n}\n"),
        ("sla a {\n  in   force from 2026-01-01\n}", "sla a {\n  in force from 2026-01-01\n}\n"),
        ("metric a {\n rounded to 1 decimals\n}", "metric a {\n  rounded to 1 decimal\n}\n"),
        ("metric a {\n rounded to 2 decimal\n}", "metric a {\n  rounded to 2 decimals\n}\n"),
        (
            "sla a {\n objective u :availability each calendar month at least 99,9 % during b for c as a target\n}",
            "sla a {\n  objective u: availability for c at least 99.9% during b each calendar month as a target\n}\n",
        ),
        (
            "sla a {\n objectives h by u {\n|u|restore-time|\n|P1|4 h| # fast\n# slow\n|P2, P3|8 h during office|\n}\n}",  # noqa: E501 - one line, as it is written
            """sla a {
  objectives h by u {
    | u      | restore-time      |
    |--------|-------------------|
    | P1     | 4 h               |  # fast
    # slow
    | P2, P3 | 8 h during office |
  }
}
""",
        ),
        (
            'sla a {\n clause l "Law" """  One.\n    Two.\n\n  Three. """\n}',
            'sla a {\n  clause l "Law" """\n  One.\n    Two.\n\n  Three.\n  """\n}\n',
        ),
        (
            "sla a {\n override objective u {\n warn at 99%\n }\n}",
            "sla a {\n  override objective u {\n    warn at 99%\n  }\n}\n",
        ),
    ],
)
def test_the_form(typed: str, written: str) -> None:
    assert form(typed) == written


def test_a_long_statement_is_broken_before_phrases_and_after_commas() -> None:
    recipients = ", ".join(f"service-number-{n}" for n in range(12))
    lines = form(f"sla a {{\n covers {recipients}\n}}").splitlines()
    assert all(len(line) <= 120 for line in lines)
    assert lines[1].startswith("  covers service-number-0, ")
    assert lines[2].startswith("      service-number-")


def test_a_long_condition_or_formula_is_broken_before_the_words_that_join_it() -> None:
    down = f'down when "{"a" * 40}" and "{"b" * 40}" or "{"c" * 40}"'
    assert form(f"metric a {{\n {down}\n}}").splitlines()[1:-1] == [
        f'  down when "{"a" * 40}" and "{"b" * 40}"',
        f'      or "{"c" * 40}"',
    ]
    measured = f'measured by a at "{"a" * 50}" every 1 min using "{"b" * 50}"'
    assert form(f"metric a {{\n {measured}\n}}").splitlines()[2] == f'      using "{"b" * 50}"'
    scope = f'down for {"a" * 50}, {"b" * 50} when "{"c" * 50}"'
    assert form(f"metric a {{\n {scope}\n}}").splitlines()[2] == f'      when "{"c" * 50}"'
    traits = "credit is paid on the next invoice, lost with the agreement, not transferable, the sole remedy except"
    assert (
        form(f'sla a {{\n {traits} when "{"a" * 40}"\n}}').splitlines()[2]
        == f'      the sole remedy except when "{"a" * 40}"'
    )
    amounts = [f"amount-number-{n} * (days-late + 1)" for n in range(4)]
    assert form(f"sla a {{\n refund for u: {' + '.join(amounts)}\n}}").splitlines()[1:-1] == [
        f"  refund for u: {' + '.join(amounts[:2])}",
        f"      + {' + '.join(amounts[2:])}",
    ]


def test_no_line_of_a_broken_statement_is_its_first_word_alone() -> None:
    lines = form(f"sla a {{\n refund for uptime: the larger of ({', '.join(['monthly-fee-of-the-service'] * 5)})\n}}")
    assert lines.splitlines()[1].startswith("  refund for uptime: the larger of (")


def test_a_path_is_broken_between_its_hops_and_inside_of_parentheses_only_if_need_be() -> None:
    route = (
        "15 min during 24x7 then whichever of (application-ola/repair, 10 min during 24x7 "
        "then link-a-underpinning-contract/repair{}) then desk/closing"
    )
    assert form(f"sla a {{\n path restore-time: {route.format('')}\n}}").splitlines()[1:-1] == [
        "  path restore-time: 15 min during 24x7",
        "      then whichever of (application-ola/repair, 10 min during 24x7 then link-a-underpinning-contract/repair)",
        "      then desk/closing",
    ]
    longer = route.format(", link-b-underpinning-contract/repair")
    assert form(f"sla a {{\n path restore-time: {longer}\n}}").splitlines()[1:-1] == [
        "  path restore-time: 15 min during 24x7",
        "      then whichever of (application-ola/repair, 10 min during 24x7 then link-a-underpinning-contract/repair,",
        "      link-b-underpinning-contract/repair) then desk/closing",
    ]


@pytest.mark.parametrize("path", FILES, ids=name)
def test_formatting_is_idempotent_and_changes_nothing_that_is_said(path: Path) -> None:
    source = Source(path.as_posix(), path.read_text(encoding="utf-8"))
    parsed = parse(source)
    once = formatted(parsed)
    again = Source(path.as_posix(), once)
    assert formatted(parse(again)) == once
    assert _comments(again) == _comments(source)
    assert sorted(t.text for t in again.tokens if t.type != "PROSE") == sorted(
        "".join(t.text.split()) if t.type == "PERCENT" else t.text for t in source.tokens if t.type != "PROSE"
    )


def _comments(source: Source) -> list[str]:
    return [source.text[c.start : c.end].rstrip() for c in source.comments]


@pytest.mark.parametrize("folder", WORKSPACES, ids=name)
def test_the_model_stays_the_same(folder: Path) -> None:
    texts = {p.as_posix(): p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.sla"))}
    before = [Source(path, text) for path, text in texts.items()]
    after = [Source(path, formatted(parse(Source(path, text)))) for path, text in texts.items()]
    assert _said(before) == _said(after)


def _said(sources: list[Source]) -> Any:
    return _without_places(compile_sources(sources, Lock(), date(2026, 1, 1)).to_json())


def _without_places(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _without_places(value) for name, value in data.items() if name != "source"}
    return [_without_places(value) for value in data] if isinstance(data, list) else data


@given(st.data())
def test_white_space_and_comments_anywhere_do_not_matter(data: st.DataObject) -> None:
    """Any spacing between tokens gives the same statements; comments survive in order."""
    words = [
        "sla",
        "a",
        "{",
        "provider",
        "b",
        "covers",
        "c",
        ",",
        "d",
        "objective",
        "u",
        ":",
        "availability",
        "at",
        "least",
        "99%",
        "}",
    ]
    gaps = st.sampled_from([" ", "\n", "\n\n", "  \n\t", " # note\n"])
    text = "".join(word + data.draw(gaps) for word in words)
    once = form(text)
    assert form(once) == once
    assert once.count("# note") == text.count("# note")
    assert [t.text for t in _scanned(once).tokens] == words


def _scanned(text: str) -> Source:
    source = Source("a.sla", text)
    parse(source)
    return source
