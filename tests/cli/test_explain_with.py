"""``sla explain PROMISE --with OFFER``: one proof for each candidate behind a promise, side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from sla_dsl.cli import main

from ..history.repositories import write

TEXT = """
party us { time zone UTC } party cust { time zone UTC } party one { time zone UTC } party two { time zone UTC }
team ops of us
service app { owner ops needs host }
service host { supplied by one }
sla a {
  provider us customer cust covers app in force from 2026-01-01 service hours 24x7
  version 1.0.0 status signed
  signed 2025-11-01 by "A" for us
  signed 2025-11-01 by "B" for cust
  objective up: availability at least 99% each calendar month
  objective fix: restore-time at most 4 h during 24x7
  no credit
  backed by now
  path restore-time: now/repair
}
uc now {
  provider one customer us covers host in force from 2026-01-01 service hours 24x7
  version 1.0.0 status signed
  signed 2025-11-01 by "A" for us
  signed 2025-11-01 by "C" for one
  objective up: availability at least 99.5% each calendar month
  objective repair: restore-time at most 3 h during 24x7
  no credit
}
uc offer {
  provider two customer us covers host in force from 2026-01-01 service hours 24x7 status proposed
  objective uptime: availability at least 98% each calendar month
  objective mend: restore-time at most 2 h during 24x7
  no credit
}
"""


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"sla.toml": "as-of = 2026-11-23\n", "a.sla": TEXT})
    monkeypatch.chdir(tmp_path)


def test_verdict_and_slack_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "a/up", "--with", "offer", "--with", "now"]) == 0
    assert capsys.readouterr().out.startswith(
        """\
a/up

  behind it     verdict   guaranteed  slack
  as it stands  backed    99.5%       0.5 points
  offer         unbacked  98%         -1 points
  now           backed    99.5%       0.5 points

  offer: """
    )


def test_it_is_said_that_an_offer_is_taken_as_if_it_were_signed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "a/up", "--with", "offer", "--with", "now"]) == 0
    assert capsys.readouterr().out.endswith("\n  as if it were signed: `offer` (proposed)\n")


def test_a_path_goes_through_the_promise_about_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "a", "--with", "offer"]) == 0
    out = capsys.readouterr().out
    assert "  as it stands  backed on 1 assumption  3 h         1 h\n" in out
    assert "  offer         backed on 1 assumption  2 h         2 h\n" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a/up", "--with", "offr"), "no other agreement is called `offr`: did you mean `offer`?"),
        (("a/up", "--with", "a"), "no other agreement is called `a`"),
        (("24x7", "--with", "offer"), "nothing in the workspace has the address `24x7`"),
    ],
)
def test_what_is_refused(arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", *arguments]) == 2
    assert said in capsys.readouterr().err
