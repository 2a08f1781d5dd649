"""``sla init``."""

from __future__ import annotations

import json
import os
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path

import click

from .console import put, write

TEMPLATES = {
    "sla.toml": "sla.toml",
    "parties.sla": "parties.sla",
    "services.sla": "services.sla",
    "agreements/payments.sla": "agreements/payments.sla",
    "agreements/operations.sla": "agreements/operations.sla",
}
"""The files of a new workspace: the template, and its place in the workspace."""
WORKFLOW = ".github/workflows/sla.yml"
"""The place of the workflow in the repository: a platform looks for it nowhere else."""


@click.command("init")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> int:
    """Make a workspace that checks clean.

    The workflow that checks it goes to the top of the Git repository, if DIR lies in one; where there is one already,
    it stays, and what checks this workspace as well is told. Nothing is overwritten: if one of the files of the
    workspace exists already, none is written.
    """
    top = repository(folder)
    required = requirement()
    content = {folder / target: template_text(template) for template, target in TEMPLATES.items()}
    existing = ", ".join(f"`{os.path.relpath(target, folder)}`" for target in content if target.exists())
    if existing:
        raise click.ClickException(f"`{folder}` has {existing} already")
    below = folder.resolve().relative_to(top.resolve()).as_posix()
    shared = (top / WORKFLOW).exists()
    if not shared:
        content[top / WORKFLOW] = workflow(below, required)
    for target, text in content.items():
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise click.ClickException(f"`{target}` cannot be written: {error.strerror}") from error
        put(target, text.encode())
        write(f"wrote {target}\n".encode("utf-8", "replace"))
    if shared:
        click.echo(f"`{top / WORKFLOW}` stays as it is: add `{step(below)}` to it", err=True)
    elif required is None:
        where = f"say in `{top / WORKFLOW}` where a pipeline finds sla-dsl: yours is installed from a folder"
        click.echo(where, err=True)
    click.echo(f"next: `{'sla check' if folder == Path() else f'sla check {folder}'}`", err=True)
    return 0


def template_text(name: str) -> str:
    """The text of a template."""
    return files("sla_dsl.cli").joinpath("templates", name).read_text(encoding="utf-8")


def repository(folder: Path) -> Path:
    """The top of the Git repository in which a folder lies, from here; outside of any, the folder."""
    above = (folder.resolve(), *folder.resolve().parents)
    top = next((one for one in above if (one / ".git").exists()), folder)
    return folder if top == folder.resolve() else Path(os.path.relpath(top))


def requirement() -> str | None:
    """What pip installs to get this very release or commit; none if it was installed from a folder of this machine.

    It is what the installer wrote down (PEP 610): nothing for an index, the commit for a repository.
    """
    installed = distribution("sla-dsl")
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    if "vcs_info" in origin:
        return f"sla-dsl @ git+{origin['url']}@{origin['vcs_info']['commit_id']}"
    return None if origin else f"sla-dsl=={installed.version}"


def workflow(folder: str, required: str | None) -> str:
    """The workflow for a workspace in this folder of the repository (POSIX)."""
    known = "The release, or the commit of the repository of sla-dsl, that judges."
    unknown = "Write here where a pipeline finds sla-dsl: a release, or `sla-dsl @ git+https://…@COMMIT`."
    return (
        template_text("ci.yml")
        .replace("REMARK", known if required else unknown)
        .replace("REQUIREMENT", required or "sla-dsl @ git+https://FORGE/sla-dsl@COMMIT")
        .replace("STEP", step(folder))
    )


def step(folder: str) -> str:
    """The step of a workflow that checks the workspace in this folder of the repository (POSIX)."""
    return f'- run: sla check -C "{folder}" --format github'
