"""The command that makes documents."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from sla_dsl.cli import main

from .made import ROOT

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sla(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command line in a copy of the workspace of the examples."""
    copytree(ROOT / "examples" / "atelier", tmp_path / "atelier")
    monkeypatch.chdir(tmp_path / "atelier")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--as-of", "2026-11-24"])
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8", "replace"), err.decode()

    return run


def edit(file: str, old: str, new: str) -> None:
    path = Path(file)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_document_of_an_agreement(sla: Run) -> None:
    code, out, err = sla("document", "atelier-payments", "--language", "fr")
    assert code == 0
    assert '<html lang="fr">' in out
    assert "Engagements" in out
    assert err == "as of 2026-11-24\n"


def test_a_document_is_written_to_a_file(sla: Run) -> None:
    code, out, _err = sla("document", "atelier-payments", "--output", "contract.html")
    assert (code, out) == (0, "")
    assert "Card payments for Atelier Brun" in Path("contract.html").read_text(encoding="utf-8")


def test_an_unknown_agreement_is_named_with_the_nearest(sla: Run) -> None:
    code, out, err = sla("document", "atelier-payment")
    assert (code, out) == (2, "")
    assert "no agreement is called `atelier-payment`: did you mean `atelier-payments`?" in err


def test_of_an_agreement_with_errors_there_is_only_a_draft(sla: Run) -> None:
    edit("agreements/atelier-payments.sla", "latency at most 400 ms", "latency at most 400 mss")
    code, out, err = sla("document", "atelier-payments")
    assert (code, out) == (2, "")
    assert "`atelier-payments` has errors, so no document is made of it" in err
    assert "help: run `sla check` and mend them, or say `--draft`" in err
    code, out, err = sla("document", "atelier-payments", "--draft")
    assert code == 1
    assert 'class="watermark"' in out
    assert "Draft, not signed" in out


def test_the_errors_of_other_agreements_are_no_matter(sla: Run) -> None:
    edit("agreements/atelier-workplace.sla", "restore-time    |", "restor-time     |")
    code, out, _err = sla("document", "atelier-payments")
    assert code == 0
    assert "</html>" in out


def test_without_the_libraries_the_command_says_how_to_get_them(sla: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [name for name in sys.modules if name.startswith(("sla_dsl.documents", "babel"))]:
        monkeypatch.delitem(sys.modules, name)
    imported = builtins.__import__

    def without_babel(name: str, *arguments: Any, **named: Any) -> Any:
        if name.partition(".")[0] == "babel":
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
        return imported(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without_babel)
    code, out, err = sla("document", "atelier-payments")
    assert (code, out) == (2, "")
    assert "documents need a library that is not installed: `babel`" in err
    assert '-m pip install "sla-dsl[documents]"' in err


@pytest.mark.parametrize(("form", "begins"), [("pdf", "%PDF-1.7"), ("docx", "PK")])
def test_a_document_in_another_format(sla: Run, form: str, begins: str) -> None:
    code, out, _err = sla("document", "atelier-payments", "--format", form)
    assert code == 0
    assert out.startswith(begins)


def test_a_redline_against_a_folder(sla: Run) -> None:
    copytree(".", "../before")
    edit("agreements/norvia-base.sla", "French law governs", "Belgian law governs")
    code, out, _err = sla("document", "atelier-payments", "--redline", "../before")
    assert code == 0
    assert "<del>French </del><ins>Belgian </ins>law governs" in out


def test_a_redline_against_what_is_not_there_is_refused(sla: Run) -> None:
    copytree(".", "../before")
    edit("../before/agreements/atelier-payments.sla", "sla atelier-payments", "sla other-payments")
    code, out, err = sla("document", "atelier-payments", "--redline", "../before")
    assert (code, out) == (2, "")
    assert "`../before` has no agreement `atelier-payments`" in err
    edit("../before/agreements/atelier-payments.sla", "sla other-payments", "sla atelier-payments")
    edit("../before/agreements/atelier-payments.sla", "latency at most 400 ms", "latency at most 400 mss")
    code, out, err = sla("document", "atelier-payments", "--redline", "../before")
    assert (code, out) == (2, "")
    assert "has mistakes in `../before`" in err
