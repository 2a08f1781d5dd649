"""``sla site``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ..pipeline import run
from ..register.entries import entries, removed
from ..reports.check.text import counted
from ..reports.facts.html import facts_report_html
from ..reports.register.site import GENERATOR, site_pages
from ..workspace import read_workspace
from .console import as_of, put
from .misread import exit_code
from .register import contents_of, past_of
from .report import measured, period_of
from .report import summary as report_summary


@click.command("site")
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@as_of("The day of judgement.")
@click.option(
    "--facts",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="The folder of facts.",
)
@period_of
def command(out: Path, as_of: date | None, folder: Path | None, period: str | None, now: str | None) -> int:
    """Write the catalogue as pages that need no server.

    Agreements, services, promises, who backs whom, what is due, history; with facts also what was measured.

    The pages need no server and load nothing. OUT is a new folder, or one of an earlier call: pages of what is gone are
    removed, and files that were not made here are left alone, or refused where a page must go.
    """
    files = read_workspace(Path())
    checked = run(files, as_of)
    code = exit_code(checked)
    past = past_of(checked.workspace, files, with_present=True)
    rows = entries(checked.workspace, checked.proofs.values(), past.texts)
    gone = removed(checked.workspace, past.states)
    contents = contents_of(checked, files, [*rows, *gone], past)
    report = None
    if folder is not None:
        found = measured(files, checked.workspace, folder, (), period, now)
        report = facts_report_html(found)
        click.echo(report_summary(found), err=True)
        code = max(code, 0 if found.is_whole else 2)
    pages = site_pages(checked.workspace, rows, gone, contents, report)
    ours = {path for path in out.rglob("*.html") if is_ours(path)}
    for path in pages:
        if (out / path).exists() and out / path not in ours:
            message = f"`{out / path}` was not made by `sla site`, and is not replaced"
            raise click.ClickException(f"{message}\nhelp: name another folder, or take the file away")
    for path, page in pages.items():
        try:
            (out / path).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise click.ClickException(f"`{error.filename}` cannot be made: {error.strerror}") from error
        put(out / path, page)
    for stale in ours - {out / path for path in pages}:
        stale.unlink()
    click.echo(f"{counted(len(pages), 'page')} in {out}, as of {checked.workspace.as_of}", err=True)
    return code


def is_ours(path: Path) -> bool:
    """Whether a file is a page that this command made."""
    with path.open("rb") as page:
        return GENERATOR.encode() in page.read(500)
