"""What is remembered of lines changes nothing: tokens, trees and findings are those of reading token by token."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.language import lines, stack
from sla_dsl.language.lines import LINES
from sla_dsl.language.parsed import Parsed
from sla_dsl.language.parser import ParserRun
from sla_dsl.language.scanner import scan
from sla_dsl.text.source import Source

from ..examples import of_all
from .samples import SAMPLES, SENTENCES, outline, read
from .test_fuzz import mutated

LITTLE = settings(max_examples=of_all(200), deadline=None)
WHOLE = sorted({line for text in (SAMPLES, *SENTENCES) for line in text.split("\n")})
SPLIT = sorted({part for line in WHOLE for part in re.split(r" (?=\S)", line) if part.count('"') % 2 == 0})
ODD = [
    *("times", "# a remark", "force", "up", "to", "of", "days", "with", "x = 1", "fr", "title", "wording", "not", "("),
    *(
        '"a text"',
        '"""prose',
        '"""',
        "3",
        "calendar months",
        "each calendar month",
        "business days",
        "follow",
        "{",
        "}",
    ),
    *("end with", "and up", "in", "one", "| P1 |", "| P1", "a\tb", "- objective", "5pm", "€", "", "\t", "\r"),
    "<<<<<<< a",
]


def said(parsed: Parsed) -> list[object]:
    """All that a file is read as."""
    source = parsed.source
    return [
        [(one.type, one.text, one.start, one.end, one.index) for one in source.tokens],
        source.comments,
        [outline(node) for node in parsed.declarations],
        [(one.rule, one.message, one.help, one.span and one.span[1:]) for one in parsed.findings],
        parsed.skipped,
    ]


def token_by_token(text: str) -> list[object]:
    """What a text says where nothing is remembered of lines."""
    remembered = dict(LINES)
    LINES.clear()
    source = Source("test.sla", text)
    parsed = Parsed(source, findings=scan(source).findings)
    LINES.clear()
    LINES.update(remembered)
    if parsed.is_too_deep:
        parsed.skipped.append((0, len(source.tokens) - 1))
    else:
        ParserRun(parsed).run()
    return said(parsed)


@LITTLE
@given(st.lists(st.sampled_from([*WHOLE, *ODD]), min_size=1, max_size=6), st.integers())
def test_lines_in_any_order(some: list[str], seed: int) -> None:
    """The same few lines again and again, each beside others: what one is read as may depend on these."""
    shuffled = Random(seed)
    for _ in range(4):
        text = "\n".join(shuffled.choices(some, k=12))
        assert said(read(text)) == token_by_token(text)


@LITTLE
@given(st.lists(st.sampled_from([*SPLIT, *ODD]), min_size=1, max_size=6), st.integers())
def test_words_in_lines_of_their_own(some: list[str], seed: int) -> None:
    shuffled = Random(seed)
    for _ in range(4):
        text = "".join(f"{word}{shuffled.choice(' ' * 3 + chr(10))}" for word in shuffled.choices(some, k=16))
        assert said(read(text)) == token_by_token(text)


@LITTLE
@given(mutated(), st.lists(st.integers(0, 200), max_size=3))
def test_a_sample_with_faults(text: str, breaks: list[int]) -> None:
    blanks = [found.start() for found in re.finditer(r" (?=\w)", text)]
    for one in breaks if blanks else ():
        at = blanks[one % len(blanks)]
        text = f"{text[:at]}\n{text[at + 1 :]}"
    for _ in range(3):
        assert said(read(text)) == token_by_token(text)


def test_a_line_is_remembered_at_its_second_time() -> None:
    line = "  customer somebody-new\n"
    for expected in (False, True):
        read(f"sla a {{\n{line}}}\n")
        assert bool(LINES[line]) is expected


_LEAD = "sla a { changes {\na needs approval of k as lead"
PAIRS: list[tuple[str, str]] = [  # each with a line that is another one there
    ("sla a {\nin\n}", "sla a {\nin\nforce from 2026-01-01\n}"),
    ("sla a {\ncustomer k\n}", "sla a {\ncustomer k\ntimes\n}"),
    ("sla a {\ncustomer k\n}", "sla a {\ncustomer k\n# often\n\ntimes\n}"),
    ("sla a {\ncustomer calendar\n}", "sla a {\ncustomer calendar\nmonths\n}"),
    ("sla a {\nexcludes x and up\n}", "sla a {\nexcludes x and up\nto 1 h each time\n}"),
    ("sla a {\ncustomer may end with\n3 days notice\n}", "sla a {\ncustomer may end with\nk = 3 days\n}"),
    ("sla a {\ncustomer may end with k\nnotice\n}", "sla a {\ncustomer may end with k\n= 3 days\n}"),
    ("sla a {\nreport each calendar month\n}", 'sla a {\nreport each calendar month\n"x"\n}'),
    ("sla a {\nrenews every 3 business days\n}", "sla a {\nrenews every 3 business days\nfollow office\n}"),
    (
        "sla a {\nrenews every 3\ncalendar months unless\n}",
        "sla a {\nvolume at most 5 cases each\ncalendar months unless\n}",
    ),
    ('sla a {\ncustomer must "x" at most level\n}', 'sla a {\ncustomer must "x" at most level\ntimes\n}'),
    ("sla a {\nrenews every\n3 days\n}", 'sla a {\ncustomer must """\n3 days\n"""\n}'),
    ('document x """a\nb""" {\n}', 'document x "a\nb""" {\n}'),
    ("sla a {\ncustomer\nprovider\ncovers s\n}", "sla a {\ncustomer\nprovider\nx\ncovers s\n}"),
    ('dimension d {\na "A" title\nfr "x"\n}', 'dimension d {\na "A" title\n"x"\n}'),
    ('dimension d {\na "A"\nfr\n"x"\n}', 'dimension d {\na "A"\ntitle fr\n"x"\n}'),
    (f"{_LEAD} fr\nneeds evidence x\n}} }}", f'{_LEAD} fr\n"x"\nb needs evidence x\n}} }}'),
    (f"{_LEAD}\nbcd needs evidence x\n}} }}", f'{_LEAD} bcd\n"x"\n}} }}'),
    (f'{_LEAD} fr\n"x"\n}} }}', f'{_LEAD} bcd\n"x"\n}} }}'),
    ("sla a {\ncustomer x\n}", "sla a {\ncustomer x\n"),
    ("sla a { # remark\ncovers x\n}", "sla a {\ncovers x # remark\n}"),
    ("sla a {\ncovers x\n}", "\tsla a {\ncovers x\n}\na\tb\nc\td\ncovers x\n"),
    ("sla a {\ncovers x\n}", "sla a {\ncovers x\n" + "(" * 60 + "\ncovers x\n}"),
]


@pytest.mark.parametrize("texts", [*PAIRS, *((other, one) for one, other in PAIRS)])
def test_the_same_line_at_another_place(texts: tuple[str, str]) -> None:
    LINES.clear()
    for text in (*texts[:1] * 3, *texts[1:] * 3):
        assert said(read(text)) == token_by_token(text)


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MANY", 10)
    monkeypatch.setattr(stack, "MANY", 100)
    LINES.clear()
    for text in SENTENCES:
        assert said(read(text)) == token_by_token(text)
        assert len(LINES) <= 10
        assert stack.Stack.made < 500
