"""Whatever is wrong with a file: one finding for each fault, and the rest of it is read."""

import time

import pytest

from sla_dsl.language.parser import parse
from sla_dsl.text.source import Source

from .samples import outline, read


def _told(text: str) -> list[str]:
    """The findings as `line:column message`, in the order of the text."""
    findings = sorted(read(text).findings, key=lambda finding: finding.sort_key())
    return [f"{f.span.start.line}:{f.span.start.column} {f.message}" if f.span else f.message for f in findings]


def _names(text: str) -> list[str]:
    """The names of the declarations that were read; in brackets if something in them could not be."""
    parsed = read(text)
    named = [(node, next(token.text for token in node.tokens("NAME"))) for node in parsed.declarations]
    return [f"({name})" if parsed.is_broken(node) else name for node, name in named]


FAULTS = {
    "several faults": (
        "party p { foo }\nparty q { }\nsla a {\n provider\n customer c\n version 2\n covers x\n}\nservice s { owner }",
        ["(p)", "q", "(a)", "(s)"],
        [
            "1:11 `foo` cannot stand here: `contact`, `country`, `lei`, `signatory`, `time` or `}` was expected",
            "4:2 something is missing here: `may`, `must` or a name was expected before `customer`",
            "6:10 `2` cannot stand here: a version such as `2.1.0` was expected",
            "9:19 `}` cannot stand here: a name was expected",
        ],
    ),
    "no closing brace in the middle": (
        'party p {\n contact "x"\nparty q { }\nservice s { }',
        ["p", "q", "s"],
        ["2:10 a block is not closed"],
    ),
    "no closing brace of an inner block": (
        "sla a {\n objective o: m at least 9% {\n  warn at 99%\n covers x\n}\nservice s { }",
        ["a", "s"],
        ["3:11 a block is not closed"],
    ),
    "no closing braces at the end": (
        "service s { }\nsla a {\n changes {\n  never change x\n",
        ["s", "a"],
        ["4:16 a block is not closed", "4:16 a block is not closed"],
    ),
    "a closing brace too many": (
        "party p { }\n}\nparty q { }",
        ["p", "q"],
        ["2:1 `}` cannot stand here: a declaration such as `service` or `sla` was expected"],
    ),
    "no opening brace": (
        'party p\n contact "x"\n}\nparty q { }',
        ["q"],
        ["1:7 something is missing here: `{` or a text in quotes was expected before `contact`"],
    ),
    "quotes that are not closed": (
        'party p "Norvia {\n contact "x\n time zone UTC\n}\nparty q { }',
        ["p", "q"],
        ["1:9 a text in quotes is not closed", "2:10 a text in quotes is not closed"],
    ),
    "prose that is not closed": (
        'sla a {\n clause c """x\n y\n}\nservice s { }',
        ["a", "s"],
        ["2:11 a text in quotes is not closed"],
    ),
    "prose that is not closed up to the end": (
        'sla a { clause c """x }',
        ["a"],
        ["1:18 a text in quotes is not closed"],
    ),
    "the last word of a line is missing": (
        "sla a {\n covers x,\n customer c\n}",
        ["(a)"],
        ["2:10 something is missing here: a name was expected before `customer`"],
    ),
    "the last word of a declaration is missing": (
        "team\nteam b of c",
        ["b"],
        ["1:1 something is missing here: a name was expected before `team`"],
    ),
    "the last word of the file is missing": (
        "team b of c\nteam a",
        ["b"],
        ["2:6 something is missing here: `of` was expected before the end of the file"],
    ),
    "a cell of a table": (
        "sla a {\n objectives h by u {\n  | u | m |\n  | P1 | at 4 h |\n  | P2 | below |\n  | P3 | 8 h |\n }\n}",
        ["(a)"],
        [
            "4:13 `4` cannot stand here: `least` or `most` was expected",
            "5:16 `|` cannot stand here: a quantity or a name was expected",
        ],
    ),
    "a row without its last bar": (
        "sla a {\n objectives h by u {\n  | u  | m\n  | P1 | 4 h |\n  | P2 | 4 h\n }\n covers x\n}",
        ["a"],
        [
            "3:10 a row of this table has no `|` at its end",
            "5:12 a row of this table has no `|` at its end",
        ],
    ),
    "what is not of the language": (
        "party p { § ¤¤ }\nparty q { \0 }\nparty r { \x1b }\nparty s { }",
        ["(p)", "(q)", "(r)", "s"],
        [
            "1:11 `§` means nothing in the language",
            "1:13 `¤¤` means nothing in the language",
            "2:11 `U+0000` means nothing in the language",
            "3:11 `U+001B` means nothing in the language",
        ],
    ),
    "controls of writing direction": (
        'party p { contact "a\u202eb" }\nparty q { }  # \u2066',
        ["p", "q"],
        ["1:21 line 1 contains a control of writing direction (U+202E)"],
    ),
    "a declaration inside of another": (
        "sla a {\n party p { }\n covers x\n}\nparty q { }",
        ["(a)", "q"],
        ["2:2 `party` cannot stand here: a statement or `}` was expected"],
    ),
    "nothing": ("", [], []),
    "blanks and remarks": (" \t\r\n\n# nothing else", [], []),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found_once_and_the_rest_is_read(name: str) -> None:
    text, names, findings = FAULTS[name]
    assert (_names(text), _told(text)) == (names, findings)


def test_a_source_may_be_read_again() -> None:
    source = Source("test.sla", "party p { # one\n}\n")
    first, again = parse(source), parse(source)
    assert [outline(node) for node in again.declarations] == [outline(node) for node in first.declarations]
    assert (len(source.tokens), len(source.comments)) == (4, 1)


@pytest.mark.parametrize("row", ["| P1 |  | 4 h |", "|| 1 h | 4 h |", "| P1 | 1 h |   |", "| P1 | | |"])
def test_an_empty_cell_is_told_as_such(row: str) -> None:
    (one,) = read(f"sla a {{\n objectives o by urgency {{\n  | urgency | m | n |\n  {row}\n }}\n}}").findings
    assert (one.message, one.span and one.span.start.line) == ("a cell of this table is empty", 4)
    assert one.help == "write its value, or `none` where nothing is meant on purpose"


def test_an_unclosed_block_shows_where_it_begins() -> None:
    (finding,) = read("sla a {\n covers x\n").findings
    assert [(related.span.text, related.message) for related in finding.related] == [("{", "the block begins here")]


@pytest.mark.parametrize("opening", ["sla a { ", "calendar c = ("], ids=["blocks", "parentheses"])
def test_nesting_without_end_is_refused(opening: str) -> None:
    text = opening[:-1] + opening[-1] * 10_000
    parsed = read(opening * 10_000 if "{" in opening else text)
    assert [finding.rule for finding in parsed.findings] == ["syntax/nesting-too-deep"]
    assert parsed.declarations == []


@pytest.mark.parametrize(
    "text",
    [
        "a " * 200_000,
        '"' + "a" * 1_000_000,
        '"""' + "a" * 1_000_000,
        "a" * 1_000_000,
        "a-" * 200_000,
        "1 " * 100_000,
        "-" * 100_000,
        "1." * 50_000,
        '\\"' * 50_000,
        "§" * 100_000,
        "}" * 100_000,
        "| " * 100_000,
        "|---" * 50_000,
        "sla a { covers\n" * 40 + "covers\n" * 10_000,
        "team\n" * 10_000,
        "party p { foo }\n" * 5_000,
    ],
    ids=lambda text: text[:8].encode("unicode_escape").decode(),
)
def test_the_time_grows_with_the_text_alone(text: str) -> None:
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 20  # it takes about 0.3; were it quadratic, minutes


_CONFLICT = """\
party a { time zone UTC }
sla s {
  provider a
<<<<<<< HEAD
  customer b
||||||| 1f3c
  customer d
=======
  customer c
  covers nothing in particular
>>>>>>> theirs
  covers x
}
party b { tme zone UTC }
"""


def test_a_merge_conflict_is_one_finding_and_our_side_is_read() -> None:
    assert _told(_CONFLICT) == [
        "4:1 a merge conflict is not resolved",
        "14:11 `tme` cannot stand here: `contact`, `country`, `lei`, `signatory`, `time` or `}` was expected",
    ]
    assert "customer b" in " ".join(token.text for token in read(_CONFLICT).source.tokens)


def test_a_forgotten_marker_of_a_conflict_is_one_finding() -> None:
    assert _told(">>>>>>> theirs\nparty a { time zone UTC }\n") == ["1:1 a merge conflict is not resolved"]


def test_a_line_of_equals_signs_in_a_text_is_no_conflict() -> None:
    assert _told('sla s { clause law """\nLaw\n=======\nof France\n""" }') == []


def test_a_remark_of_another_language_is_told_where_it_stands() -> None:
    assert _told("party a { time zone UTC }\n// a remark\n") == ["2:1 `// a remark` is not how the language writes it"]
    assert _told("// a remark\n") == ["1:1 `// a remark` is not how the language writes it"]
