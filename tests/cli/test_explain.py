"""``sla explain``: the pages of promises that hold and that do not, of agreements and of calendars."""

from pathlib import Path

import pytest

from sla_dsl.cli import main

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
