"""LibreOffice opens what is made, and accepts and rejects what is tracked."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sla_dsl.documents.contract import contract_of
from sla_dsl.documents.make import Maker
from sla_dsl.documents.numbering import numbers_in, with_numbers, with_references
from sla_dsl.documents.redline import redline
from sla_dsl.documents.word import APART

from .made import BOOKS
from .test_redline import CASES, NAME, edited

OFFICE = shutil.which("soffice")
pytestmark = [pytest.mark.office, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")]
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Settle"/></library:library>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settle" script:language="StarBasic">
Sub Settle(source As String, target As String, what As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName"
  form(0).Value = "Text (encoded)"
  Dim bare()
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  If what &lt;&gt; "" Then
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(document.CurrentController.Frame, what, "", 0, bare())
  End If
  document.storeToURL(target, form())
  document.close(True)
End Sub
</script:module>
"""


def profile(folder: Path) -> Path:
    """A profile that LibreOffice made, with the macro that settles changes."""
    made = folder / "profile"
    start = [OFFICE or "", f"-env:UserInstallation={made.as_uri()}", "--headless", "--terminate_after_init"]
    subprocess.run(start, check=True, capture_output=True, timeout=300)
    library = made / "user" / "basic" / "Standard"
    (library / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    (library / "Settle.xba").write_text(MODULE, encoding="utf-8")
    return made


def settled(data: bytes, folder: Path, what: str) -> list[str]:
    """The lines of a file of Word after something was done with all its changes."""
    folder.mkdir()
    source, target = folder / "in.docx", folder / "out.txt"
    source.write_bytes(data)
    macro = f'macro:///Standard.Settle.Settle("{source.as_uri()}","{target.as_uri()}","{what}")'
    command = [OFFICE or "", f"-env:UserInstallation={profile(folder).as_uri()}", "--headless", "--norestore", macro]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    return [stripped for line in lines if (stripped := re.sub(r"\s+", " ", line.replace(APART, "")).strip())]


def saved(source: Path, form: str, folder: Path) -> Path:
    """A file as LibreOffice saves it, in a folder of its own."""
    folder.mkdir()
    made = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE or "", made, "--headless", "--convert-to", form, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / f"{source.stem}.{form}"


@pytest.mark.parametrize("draft", [False, True], ids=["signed", "draft"])
@pytest.mark.parametrize("language", sorted(BOOKS))
def test_what_libreoffice_opened_and_saved_is_the_same(language: str, draft: bool, tmp_path: Path) -> None:
    """As a file of Word, and by way of its own format."""
    maker, of, sent = Maker(NAME, language, draft), edited(), tmp_path / "sent.docx"
    sent.write_bytes(maker.render(maker.document(of), "docx"))
    by_its_own = saved(saved(sent, "odt", tmp_path / "own"), "docx", tmp_path / "from-own")
    for file in (saved(sent, "docx", tmp_path / "saved"), by_its_own):
        found = maker.verified(of, file.read_bytes())
        assert (found.likeness, found.differences, found.notes) == ("same", (), ())


def test_a_pdf_that_libreoffice_prints_is_told_as_laid_out_by_another_program(tmp_path: Path) -> None:
    """Its pages break elsewhere, so that its words cannot be told from those of a file that was changed."""
    maker, of, sent = Maker(NAME, "en"), edited(), tmp_path / "sent.docx"
    sent.write_bytes(maker.render(maker.document(of), "docx"))
    found = maker.verified(of, saved(sent, "pdf", tmp_path / "printed").read_bytes())
    assert found.likeness == "substance"
    assert any("laid out by another program (Writer)" in note for note in found.notes)


@pytest.mark.parametrize("back", [False, True], ids=["there", "back"])
def test_libreoffice_accepts_to_the_new_document_and_rejects_to_the_old(back: bool, tmp_path: Path) -> None:
    """From the old document to the new one, and from the new one back to the old."""
    maker = Maker(NAME, "fr")
    base, head = (contract_of(edited(*names), NAME, BOOKS["fr"], "a" * 64) for names in ((), CASES[-1]))
    first, second = (head, base) if back else (base, head)
    old = with_numbers(first, {}, "(abrogé)")
    new = with_numbers(second, numbers_in(old), "(abrogé)")
    red = with_references(redline(old, new), numbers_in(old))
    before, after = (maker.render(with_references(one), "docx") for one in (old, new))
    changed = maker.render(red, "docx")
    accepted = settled(changed, tmp_path / "accepted", ".uno:AcceptAllTrackedChanges")
    rejected = settled(changed, tmp_path / "rejected", ".uno:RejectAllTrackedChanges")
    assert accepted == settled(after, tmp_path / "new", "")
    assert rejected == settled(before, tmp_path / "old", "")
    assert len(accepted) > 100
