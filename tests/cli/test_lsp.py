"""`sla lsp` without its libraries."""

import pytest

from sla_dsl.cli import lsp, main


def test_what_is_missing_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lsp, "NEEDED", ("json", "no_such_library"))
    assert main(["lsp"]) == 2
    assert capsys.readouterr().err == (
        "Error: the language server needs no_such_library: run `pip install 'sla-dsl[lsp]'`\n"
    )
