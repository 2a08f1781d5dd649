"""Findings as people read them."""

from sla_dsl.reports.check.concise import concise_report
from sla_dsl.reports.check.text import summary, text_report
from sla_dsl.rules.rule import Graded
from sla_dsl.text.finding import Finding, Related
from sla_dsl.text.source import Source, Span

from ..golden import assert_golden
from .findings import both, checked, span, words


def told(finding: Finding) -> str:
    return text_report(checked(Graded("error", finding))).decode()


def at(line: str, marked: str, label: str = "here") -> str:
    """The three lines of the frame around one marked line."""
    source = words("a.sla", line)
    text = told(Finding("test/bad", "bad", span(source, marked), label))
    head, arrow, *frame, more = text.splitlines()
    assert (head, more) == ("error[test/bad]: bad", "  = more: sla rule test/bad")
    assert arrow.startswith(" --> a.sla:1:")
    assert (frame[0], frame[-1]) == ("  |", "  |")
    return "\n".join(frame[1:-1])


def test_two_files_a_distant_line_and_an_example() -> None:
    assert (
        text_report(both()).decode()
        == """\
error[backing/hours-gap]: `dba-oncall` does not cover the hours that `atelier-payments` promises
  --> agreements/payments.sla:14:3
   |
14 |   service hours 24x7
   |   ^^^^^^^^^^^^^^^^^^ promises 168 h a week
  ...
22 |   backed by dba-oncall for P1, P2
   |             ---------- the only agreement behind P1 and P2
   |
  --> agreements/dba.sla:6:3
   |
 6 |   service hours office
   |   -------------------- covers 50 h of the 168 h
   |
   = example: a P1 logged Sat 2026-03-07 03:00 must be restored by 07:00; `dba-oncall` starts Mon 08:00 and
              owes its fix Mon 11:00, 52 h late
   = help: give `dba-oncall` longer hours, or add an agreement for nights and weekends
   = more: sla rule backing/hours-gap

warning[file/not-utf-8]: byte E9 in line 2 of `old.sla` is not UTF-8
 --> old.sla
  = help: save the file as UTF-8
  = more: sla rule file/not-utf-8
"""
    )


def test_colour() -> None:
    assert_golden("check-colour.txt", text_report(both(), colour=True))


def test_nothing_found() -> None:
    assert text_report(checked()) == b""
    assert concise_report(checked()) == b""


def test_one_line_each() -> None:
    assert concise_report(both()).decode() == (
        "agreements/payments.sla:14:3: error[backing/hours-gap]: "
        "`dba-oncall` does not cover the hours that `atelier-payments` promises\n"
        "old.sla: warning[file/not-utf-8]: byte E9 in line 2 of `old.sla` is not UTF-8\n"
    )


def test_summary() -> None:
    bad = Finding("test/bad", "bad")
    assert summary(both()) == "1 error, 1 warning in 12 agreements (41 files), as of 2026-11-23"
    assert summary(checked(Graded("note", bad), Graded("note", bad), agreements=1, files=1)) == (
        "2 notes in 1 agreement (1 file), as of 2026-11-23"
    )
    assert summary(checked()) == "nothing found in 12 agreements (41 files), as of 2026-11-23"


def test_lines_that_follow_each_other_and_marks_on_one_line() -> None:
    source = words("a.sla", "one two three\nfour five\n")
    related = (Related(span(source, "two"), "second"), Related(span(source, "five"), "last"))
    assert (
        told(Finding("test/bad", "bad", span(source, "three"), "first", related=related))
        == """\
error[test/bad]: bad
 --> a.sla:1:9
  |
1 | one two three
  |     --- second
  |         ^^^^^ first
2 | four five
  |      ---- last
  |
  = more: sla rule test/bad
"""
    )


def test_a_span_of_several_lines_is_marked_on_its_first() -> None:
    source = words("a.sla", "sla a {\r\n}\r\n")
    assert "1 | sla a {\n  | ^^^^^^^\n" in told(Finding("test/bad", "bad", span(source, "sla a {\r\n}")))


def test_an_empty_source_is_marked_at_its_start() -> None:
    assert "1 |\n  | ^ here\n" in told(Finding("test/bad", "bad", Span(Source("a.sla", ""), 0, -1), "here"))


def test_a_finding_without_any_place() -> None:
    assert told(Finding("test/bad", "bad")) == "error[test/bad]: bad\n  = more: sla rule test/bad\n"


def test_tabs_are_four_blanks() -> None:
    assert at("\ta\tbad", "bad") == "1 |     a    bad\n  |          ^^^ here"


def test_wide_and_combining_characters_are_aligned() -> None:
    assert at("\u65e5\u672c bad", "bad") == "1 | \u65e5\u672c bad\n  |      ^^^ here"
    assert at("\u65e5\u672c", "\u65e5\u672c") == "1 | \u65e5\u672c\n  | ^^^^ here"
    assert at("x\u0323 bad", "bad") == "1 | x\u0323 bad\n  |   ^^^ here"


def test_what_would_act_on_a_terminal_is_not_shown() -> None:
    assert at("\x1b[2J\u202e bad", "bad") == "1 | \ufffd[2J\ufffd bad\n  |       ^^^ here"
    found = Finding("test/bad", "`\x1b[2J` is\nbad \udcff", file="\x1b.sla")
    assert told(found).startswith("error[test/bad]: `\ufffd[2J` is bad \ufffd\n --> \ufffd.sla\n")


def test_a_long_line_is_cut_around_its_mark() -> None:
    text = at("x" * 200 + " bad " + "y" * 5_000_000, "bad")
    assert text == f"1 | ...{'x' * 19} bad {'y' * 76}...\n  | {' ' * 23}^^^ here"


def test_a_long_mark_is_cut() -> None:
    assert at("bad" * 1_000_000, "bad") == f"1 | {('bad' * 34)[:100]}...\n  | {'^' * 100} here"


def test_a_long_message_is_whole() -> None:
    assert told(Finding("test/bad", "x" * 100_000)).splitlines()[0] == f"error[test/bad]: {'x' * 100_000}"
