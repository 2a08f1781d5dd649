"""``sla compare``: two offers by what they promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from sla_dsl.cli import main

from ..history.repositories import write

OFFERS = """
party us { time zone UTC }
party one { time zone UTC }
party two { time zone UTC }
service line
uc offer-one { provider one customer us covers line in force from 2026-01-01 service hours 24x7
  objective uptime: availability at least 99.9% each calendar month
  objective repair: restore-time at most 4 h during 24x7
  clause law "Law" \"\"\"French law.\"\"\"
}
uc offer-two { provider two customer us covers line in force from 2026-01-01 service hours 24x7
  objective up: availability at least 99.5% each calendar month
  objective repair: restore-time at most 2 h during 24x7
  clause law "Law" \"\"\"Dutch law.\"\"\"
}
"""


@pytest.fixture(autouse=True)
def offers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"sla.toml": "", "offers.sla": OFFERS})
    monkeypatch.chdir(tmp_path)


def test_two_offers(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "offer-one", "offer-two", "--as-of", "2026-03-01"]) == 0
    out, err = capfd.readouterr()
    assert err == "2 weakening, 1 strengthening from offer-one to offer-two\n"
    assert [line for line in out.splitlines() if line[:1].isalpha()] == [
        'weakening[clause-text-changed] offer-one/clause/law "Law"',
        "weakening[objective-bound-lowered] offer-one/uptime",
        "strengthening[objective-bound-lowered] offer-one/repair",
    ]
    assert out.count("not comparable for ") == 1


def test_an_agreement_that_does_not_exist(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "offer-one", "ofer-two"]) == 2
    assert "did you mean `offer-two`?" in capfd.readouterr().err


def test_one_that_cannot_be_read_is_not_compared(capfd: pytest.CaptureFixture[str]) -> None:
    write(Path(), {"offers.sla": OFFERS.replace("99.5%", "99.5 hh")})
    assert main(["compare", "offer-one", "offer-two"]) == 1
    assert "`offer-two` has mistakes" in capfd.readouterr().err
