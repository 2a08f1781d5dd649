"""The command that makes documents."""

from __future__ import annotations

import builtins
import json
import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from sla_dsl.cli import main

Run = Callable[..., tuple[int, str, str]]


WORKSPACE = """
party norvia "Norvia" { time zone Europe/Paris }
party brun "Brun" { time zone Europe/Paris }
team desk of norvia "Desk"
service app "Application" { owner desk hours 24x7 }
"""
SHOP = """
sla shop "The shop" {
  provider norvia
  customer brun
  covers app
  version 1.0.0
  status proposed
  in force from 2026-01-01 to 2028-12-31
  service hours 24x7
  objective uptime: availability at least 99% each calendar month { owned by desk }
  objective speed: latency at most 400 ms in 97% of requests each calendar month { owned by desk }
  no credit
  clause law "Law" \"\"\"French law governs this agreement.\"\"\"
}
"""


@pytest.fixture
def sla(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command line in a workspace with a shop."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for name, text in {
        "sla.toml": 'language = 1\ncurrencies = ["EUR"]\n',
        "all.sla": WORKSPACE,
        "shop.sla": SHOP,
        "other.sla": SHOP.replace("sla shop", "sla other"),
    }.items():
        Path(name).write_text(text, encoding="utf-8")

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
    code, out, err = sla("document", "shop", "--language", "fr")
    assert code == 0
    assert '<html lang="fr">' in out
    assert "Engagements" in out
    assert err == "as of 2026-11-24\n"


def test_a_document_is_written_to_a_file(sla: Run) -> None:
    code, out, _err = sla("document", "shop", "--output", "contract.html")
    assert (code, out) == (0, "")
    assert "The shop" in Path("contract.html").read_text(encoding="utf-8")


def test_an_unknown_agreement_is_named_with_the_nearest(sla: Run) -> None:
    code, out, err = sla("document", "shopp")
    assert (code, out) == (2, "")
    assert "no agreement is called `shopp`: did you mean `shop`?" in err


def test_of_an_agreement_with_errors_there_is_only_a_draft(sla: Run) -> None:
    edit("shop.sla", "latency at most 400 ms", "latency at most 400 mss")
    code, out, err = sla("document", "shop")
    assert (code, out) == (1, "")
    assert "`shop` has errors, so no document is made of it" in err
    assert "help: run `sla check` and mend them, or say `--draft`" in err
    code, out, err = sla("document", "shop", "--draft")
    assert code == 1
    assert 'class="watermark"' in out
    assert "Draft, not signed" in out


def test_of_what_leaves_open_what_the_house_wants_said_there_is_only_a_draft(sla: Run) -> None:
    settings = 'language = 1\ndocument-needs = ["law", "courts", "notices", "precedence"]\n'
    Path("sla.toml").write_text(settings, encoding="utf-8")
    code, out, err = sla("document", "shop")
    assert (code, out) == (1, "")
    assert "`shop` leaves open what `document-needs` of `sla.toml` names: courts, notices, precedence\n" in err
    assert "help: courts: `…, courts of FR` behind the law" in err
    assert sla("document", "shop", "--draft")[0] == 0
    said = "governed by the law of FR, courts of FR customer may end with 30 days notice through email"
    edit("shop.sla", 'clause law "Law" """French law governs this agreement."""', said)
    edit("shop.sla", "  no credit\n", '  no credit\n  clause precedence """This text prevails."""\n')
    assert sla("document", "shop")[0] == 0


def test_a_house_may_want_each_text_in_the_language_of_the_document(sla: Run) -> None:
    Path("sla.toml").write_text('language = 1\ndocument-needs = ["wordings"]\n', encoding="utf-8")
    code, out, err = sla("document", "shop")
    assert (code, out) == (1, "")
    assert "`shop` leaves open what `document-needs` of `sla.toml` names: wordings\n" in err
    edit("shop.sla", "  no credit\n", "  no credit\n  written in en\n")
    assert sla("document", "shop")[0] == 0
    code, _out, err = sla("document", "shop", "--language", "fr")
    assert code == 1
    assert 'help: wordings: `written in en and fr, …`, and `title fr "…"` or `wording fr "…"` behind each text' in err


def test_the_errors_of_other_agreements_are_no_matter(sla: Run) -> None:
    edit("other.sla", "latency at most", "latencies at most")
    code, out, _err = sla("document", "shop")
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
    code, out, err = sla("document", "shop")
    assert (code, out) == (2, "")
    assert "a library that is needed for this is not installed: `babel`" in err
    assert '-m pip install "sla-dsl[documents]"' in err


@pytest.mark.parametrize(("form", "begins"), [("pdf", "%PDF-1.7"), ("docx", "PK")])
def test_a_document_in_another_format(sla: Run, form: str, begins: str) -> None:
    code, out, _err = sla("document", "shop", "--format", form)
    assert code == 0
    assert out.startswith(begins)


def test_a_redline_against_a_folder(sla: Run) -> None:
    copytree(".", "../before")
    edit("shop.sla", "French law governs", "Belgian law governs")
    code, out, _err = sla("document", "shop", "--redline", "../before")
    assert code == 0
    assert "<del>French</del><ins>Belgian</ins> law governs" in out


def test_a_redline_against_what_is_not_there_is_refused(sla: Run) -> None:
    copytree(".", "../before")
    edit("../before/shop.sla", "sla shop", "sla once")
    code, out, err = sla("document", "shop", "--redline", "../before")
    assert (code, out) == (2, "")
    assert "`../before` has no agreement `shop`" in err
    edit("../before/shop.sla", "sla once", "sla shop")
    edit("../before/shop.sla", "latency at most 400 ms", "latency at most 400 mss")
    code, out, err = sla("document", "shop", "--redline", "../before")
    assert (code, out) == (2, "")
    assert "has mistakes in `../before`" in err


def test_numbers_are_kept_for_good(sla: Run) -> None:
    assert sla("lock")[0] == 0
    assert sla("document", "shop", "--keep-numbers")[0] == 0
    kept = json.loads(Path("sla.lock").read_text(encoding="utf-8"))["numbers"]["shop"]
    edit("shop.sla", '  clause law "Law" """French law governs this agreement."""\n', "")
    assert sla("check")[0] == 0
    assert sla("lock")[0] == 0
    code, out, _err = sla("document", "shop")
    assert code == 0
    number = kept["article/clauses"].replace(".", "-")
    assert re.search(f'id="n{number}">\\s*<h2>.*\\(repealed\\)', out)
    assert json.loads(Path("sla.lock").read_text(encoding="utf-8"))["numbers"]["shop"] == kept


def test_a_workspace_without_a_lock_can_keep_numbers(sla: Run) -> None:
    assert sla("document", "shop", "--keep-numbers")[0] == 0
    assert sla("check")[0] == 0
    assert sla("document", "shop")[0] == 0


def test_the_numbers_of_a_draft_are_not_kept(sla: Run) -> None:
    code, out, err = sla("document", "shop", "--draft", "--keep-numbers")
    assert (code, out) == (2, "")
    assert "the numbers of a draft are not kept" in err
    assert not Path("sla.lock").exists()
