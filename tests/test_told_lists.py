"""Lists that pages tell are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

from sla_dsl.cli.check import FORMATS
from sla_dsl.model.settings import Settings

ROOT = Path(__file__).parent.parent


def test_the_readme_names_every_format_of_sla_check() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (paragraph,) = (one for one in readme.split("\n\n") if one.startswith("With `--format concise`"))
    assert {*re.findall(r"`(?:--format )?([a-z]+)`", paragraph)} == {*FORMATS} - {"text"}


def test_the_first_page_has_every_key_of_sla_toml() -> None:
    page = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    table = page.partition("| key of `sla.toml` | is |\n|---|---|\n")[2].partition("\n\n")[0]
    told = [key for line in table.splitlines() for key in re.findall(r"`([a-z-]+)`", line.split("|")[1])]
    assert sorted(told) == sorted(Settings.keys())
