"""Every mistake that the compiler finds, each at the end of the line in which it stands."""

import re
from pathlib import Path

import pytest

from ..documents import assert_document, compiled, expected
from .models import BASE

HERE = Path(__file__).parent
DOCUMENTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((HERE / "documents").glob("*.sla"))}
COMPILER = HERE.parents[1] / "sla_dsl" / "compiler"
ELSEWHERE = {
    "file/empty": "has no line in which it could stand: below",
    "syntax/nesting-too-deep": "takes fifty agreements: below",
    "lock/unknown-holidays": "is found when a lock is made: tests/test_making_a_lock.py",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_document_says_what_is_found_in_it(name: str) -> None:
    assert_document(DOCUMENTS[name], BASE)


def test_every_rule_of_the_compiler_has_a_document() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in COMPILER.glob("*.py"))
    rules = set(re.findall(r'"([a-z]+/[a-z-]+[a-z])"', code)) | {
        f"name/unknown-{kind}"
        for kind in re.findall(r'unknown\(\s*"([a-z-]+)"|(?:all_names|name)\(\s*"([a-z-]+)"', code)
        for kind in kind
        if kind
    }
    said = {rule for text in DOCUMENTS.values() for rule, _, _ in expected(text)}
    assert rules - said == ELSEWHERE.keys()


def test_a_file_of_comments_is_empty() -> None:
    (finding,) = compiled(BASE, "# nothing\n").findings
    assert (finding.rule, finding.path, finding.span) == ("file/empty", "1.sla", None)


def test_terms_stand_fifty_deep_at_most() -> None:
    last = "party p { time zone UTC }\nstandard sla t51 { provider p customer everyone }"
    chain = [f"standard sla t{at} on the terms of t{at + 1} {{ }}" for at in range(51)]
    assert [f.rule for f in compiled(last, *chain[1:]).findings] == []
    (finding,) = compiled(last, *chain).findings
    assert (finding.rule, finding.address) == ("syntax/nesting-too-deep", "t0")


def test_terms_that_are_taken_over_twice_count_once() -> None:
    first = 'party p { time zone UTC }\nstandard sla t0 { provider p customer everyone clause c """c""" }'
    doubled = [f"standard sla t{at + 1} on the terms of t{at}, t{at} {{ }}" for at in range(40)]
    workspace = compiled(first, *doubled)
    assert workspace.findings == ()
    assert len(workspace.agreements["t40"].clauses) == 1


def places(text: str) -> list[tuple[str, list[tuple[int, str]]]]:
    """Each finding of a text: its message, and the lines and messages of the other places that take part."""
    return [
        (f.message, [(related.span.start.line, related.message) for related in f.related])
        for f in compiled(text).findings
    ]


def test_a_name_missing_in_several_places_is_one_finding_with_every_place() -> None:
    text = "service a { owner x }\nservice b { owner x }\nteam t of x\nservice c { owner x supplied by x }"
    assert places(text) == [
        ("there is no party `x`", [(line, "and it is named here") for line in (2, 3, 4, 4)]),
    ]


def test_other_places_are_told() -> None:
    assert places("service a\nservice a") == [("`a` is declared twice", [(1, "it is declared here already")])]
    assert places("service a1\nservice al") == [("`al` looks like `a1`", [(1, "`a1` is declared here")])]
    party = "party p { time zone Europe/Paris }\n"
    twice = f"{party}sla a {{ provider p customer everyone\nlevel service\nlevel service }}"
    assert places(twice) == [("`level service` stands twice in `a`", [(3, "it stands here already")])]
    terms = f"{party}sla t {{ provider p customer everyone\nreview every 2 months }}\n"
    changed = f"{terms}sla a on the terms of t {{ review every 1 month }}"
    assert places(changed) == [("`review every` differs from what the terms say", [(3, "the terms say this")])]


def test_the_circle_of_terms_is_shown() -> None:
    text = "sla a on the terms of b { }\nsla b on the terms of c { }\nsla c on the terms of a { }"
    (finding,) = compiled(text).findings
    assert finding.span is not None
    assert (finding.message, finding.label) == ("the terms of `a` lead back to it", "a → b → c → a")
    assert (finding.span.text, finding.span.start.line) == ("a", 3)


@pytest.mark.parametrize(
    ("text", "rule", "underlined", "message", "address"),
    [
        ("service a { owner nobody }", "name/unknown-party", "nobody", "there is no party `nobody`", "a"),
        (
            "service b\nservice a { owner b }",
            "name/unknown-party",
            "b",
            "there is no party `b`",
            "a",
        ),
        (
            "metric m is availability { measured by everybody }",
            "name/unknown-party",
            "everybody",
            "there is no party `everybody`",
            "m",
        ),
        (
            "clock c { reopened within 1 h 5 days continues }",
            "value/mixed-duration",
            "5 days",
            "the parts of a duration are of different kinds",
            "c",
        ),
        (
            "clock c { reopened within 5 min 1 h continues }",
            "value/mixed-duration",
            "5 min 1 h",
            "the parts of a duration go from large to small, each once",
            "c",
        ),
        (
            "sla a { parameter p = 5 EUT }",
            "value/unknown-currency",
            "EUT",
            "`EUT` is not a currency of ISO 4217",
            "a",
        ),
        (
            "sla a { objective o: availability at least 4 h each calendar month during 24x7 }",
            "value/wrong-dimension",
            "4 h",
            "`4 h` is not a percentage",
            "a",
        ),
        (
            "sla a { objective o: availability at least 98.5 min each calendar month during 24x7 }",
            "value/wrong-dimension",
            "98.5 min",
            "`98.5 min` is not a percentage",
            "a",
        ),
        (
            "sla a { parameter p = 5 EUR objective o: availability at least p each calendar month during 24x7 }",
            "value/wrong-dimension",
            "p",
            "`p` is `5 EUR`, and not a percentage",
            "a",
        ),
    ],
)
def test_a_finding_underlines_what_is_wrong(text: str, rule: str, underlined: str, message: str, address: str) -> None:
    (finding,) = compiled(text).findings
    assert finding.span is not None
    assert (finding.rule, finding.span.text, finding.message, finding.address) == (rule, underlined, message, address)
