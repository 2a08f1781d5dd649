"""``sla explain``: the pages of promises that hold and that do not, of agreements and of calendars."""

from pathlib import Path

import pytest

from sla_dsl.cli import main
from sla_dsl.compiler.lock import make_lock

from ..golden import assert_golden
from ..proof.workspaces import document, write_workspace

ATELIER = Path(__file__).parents[2] / "examples" / "atelier"
PAGES: dict[str, tuple[Path | str, str]] = {
    "promise.txt": (ATELIER, "atelier-payments/uptime/gold"),
    "case.txt": (ATELIER, "atelier-payments/handling/restore-time/P1"),
    "table.txt": (ATELIER, "atelier-payments/handling/restore-time"),
    "agreement.txt": (ATELIER, "atelier-payments"),
    "owned.txt": (ATELIER, "app-ola/speed"),
    "template.txt": (ATELIER, "norvia-base/uptime/gold"),
    "calendar.txt": (ATELIER, "office"),
    "month-behind-year.txt": ("15-month-behind-year", "shop-sla/uptime"),
    "office-hop.txt": ("08-office-hop", "shop-sla/restore"),
    "redundant.txt": ("13-redundant", "sites-sla/uptime"),
    "combination.txt": ("26-follow-the-sun", "sun"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    workspace, address = PAGES[name]
    if isinstance(workspace, str):
        write_workspace(document(workspace), tmp_path)
        workspace = tmp_path
    monkeypatch.chdir(workspace)
    assert main(["explain", address, "--as-of", "2026-01-01"]) == 0
    out, err = capfdbinary.readouterr()
    assert err == b"as of 2026-01-01\n"
    assert_golden(f"explain/{name}", out)


CALENDARS = """
calendar all-day { time zone Europe/Berlin open Mon-Sun 00:00-24:00 closed 2027-12-24 }
calendar ever { time zone Europe/Berlin open Mon-Sun 00:00-24:00 }
calendar shut { time zone Europe/Berlin open 2025-01-01 08:00-09:00 }
calendar mars { time zone Mars/Olympus open Mon-Fri 08:00-12:00 }
calendar on-mars = mars or ever
calendar twice { time zone Australia/Lord_Howe open Sun 01:45-02:15 }
calendar colombo { time zone Asia/Colombo open Mon-Fri 09:00-17:00 closed holidays LK }
calendar dubai { time zone Asia/Dubai open Mon 09:00-10:00 closed holidays AE }
"""


@pytest.fixture
def calendars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sla.toml").write_text("as-of = 2026-04-01\n", encoding="utf-8")
    (tmp_path / "a.sla").write_text(CALENDARS, encoding="utf-8")
    lock, _ = make_lock(["AE", "LK"], [], range(2026, 2029))
    (tmp_path / "sla.lock").write_bytes(lock.to_bytes())
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("all-day", ["Wed 2026-04-01 00:00 to Fri 2027-12-24 00:00", "Sat 2027-12-25 00:00 on, without end"]),
        ("ever", ["Wed 2026-04-01 00:00 on, without end"]),
        ("shut", []),
        ("mars", []),
        ("on-mars", []),
    ],
)
@pytest.mark.usefixtures("calendars")
def test_each_opening_that_is_shown_is_one(
    name: str, said: list[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["explain", name]) == int("mars" in name)
    out = capfdbinary.readouterr().out.decode()
    assert [line.strip() for line in out.partition("opens next:\n")[2].splitlines()] == said
    assert ("never opens again" in out) is (name == "shut")
    assert ("`sla check` says what is missing" in out) is ("mars" in name)


@pytest.mark.usefixtures("calendars")
def test_an_hour_that_repeats_has_its_offset(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """On 5 April the clock of Lord Howe goes from 02:00 back to 01:30: an hour between 01:45 and 02:15."""
    assert main(["explain", "twice"]) == 0
    out = capfdbinary.readouterr().out.decode()
    assert "open: 1 h in the week" in out
    assert "  Sun 2026-04-05 01:45 (+11:00) to Sun 2026-04-05 02:15\n" in out
    assert "  Sun 2026-04-12 01:45 to Sun 2026-04-12 02:15\n" in out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("colombo", "  unknown: the days of `LK` in 2027 and 2028: shown as if there were none\n"),
        ("dubai", "  assumed: the estimates of 18 days of `AE` in 2027 and 2028 are right\n"),
    ],
)
@pytest.mark.usefixtures("calendars")
def test_what_is_not_known_of_the_days(name: str, said: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["explain", name]) == 0
    assert said in capfdbinary.readouterr().out.decode()


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("atelier-paiments", ": did you mean `atelier-payments`?"),
        ("atelier-payments/succes", ": did you mean `atelier-payments/success`?"),
        ("ofice", ": did you mean `office`?"),
        ("zzzzzzzz", ""),
    ],
)
def test_an_unknown_address(
    address: str, hint: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(ATELIER)
    assert main(["explain", address]) == 2
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert err.decode().endswith(f"Error: nothing in the workspace has the address `{address}`{hint}\n")


PARAMETERS = """
party us { time zone UTC } party them { time zone UTC } team ops of us
service app { owner ops hours 24x7 }
tiers plan { basic full }
document index "Index of prices"
standard sla terms { provider us
  parameter fee is money "Fee"
  parameter share is percent = 99% one of 98%, 99%
  parameter rate = fee / 2
  objective up: availability at least share each calendar month { owned by ops }
}
sla a on the terms of terms {
  customer them covers app
  with fee = 400 EUR
  parameter rent = 90 EUR follows index each contract year up to 3%
  parameter by-plan by plan {
    | plan  | by-plan |
    | basic | 1 EUR   |
    | full  | 2 EUR   |
  }
}
"""


def test_parameters_with_kind_value_and_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "sla.toml").write_text("as-of = 2026-11-23\n", encoding="utf-8")
    (tmp_path / "a.sla").write_text(PARAMETERS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def page(address: str) -> str:
        assert main(["explain", address]) == 0
        return capfdbinary.readouterr().out.decode()

    assert page("a").endswith(
        "\nparameters:\n"
        "  fee      money    400 EUR (a.sla:14)\n"
        "  share    percent  99%, one of 98%, 99% (a.sla:8)\n"
        "  rate     money    200 EUR (a.sla:9)\n"
        "  rent     money    90 EUR, follows index each contract year up to 3% (a.sla:15)\n"
        "  by-plan  money    basic: 1 EUR; full: 2 EUR (a.sla:16)\n"
    )
    assert "  rate   money    fee / 2 (a.sla:9)\n" in page("terms")
    assert page("a/fee") == 'a/fee "Fee"\n  kind:     money\n  value:    400 EUR\n  given in: a.sla:14\n'
    assert page("terms/fee") == 'terms/fee "Fee"\n  kind:     money\n  value:    not given\n  given in: a.sla:7\n'
