"""``sla check``."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from types import ModuleType

import click

from ..folder import LOCK, SETTINGS, workspace_root
from ..pipeline import Checked, is_below, narrowed, run, unwaived
from ..recall import CheckCall, Printed, remember
from ..reports.check.concise import concise_report
from ..reports.check.next import next_summary
from ..reports.check.text import summary, text_report
from ..rules.catalogue import Catalogue
from ..text.nearest import nearest
from ..text.source import Source
from ..text.translation import MessageLanguage
from ..workspace import WorkspaceFiles, decode, read_settings, read_workspace, shipped_packs
from ..workspace import files as workspace_files
from .completion import rules
from .console import as_of, colours, messages, write

STANDARD_INPUT = "-"
PAUSE = 0.3
"""Seconds between two looks at the files with `--watch`."""
LARGE = 50
"""So many files make a large workspace: a smaller one is compiled sooner than what was kept of it is read."""
PLATFORMS = (
    "sarif",
    "junit",
    "github",
    "gitlab",
    "markdown",
)
"""The formats for platforms; their reports need the folder of the workspace."""
FORMATS = ("text", "concise", "json", *PLATFORMS)


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, allow_dash=True))
@as_of("The day on which to judge.")
@click.option(
    "--format", "forms", type=click.Choice(FORMATS), multiple=True, help="How to report findings; may be repeated."
)
@click.option(
    "--output",
    "outputs",
    type=click.Path(dir_okay=False, path_type=Path),
    multiple=True,
    help="Write the report to this file; the first of several is for the first format, and so on.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="NAME",
    shell_complete=rules,
    help="Report only this family or rule; may be repeated.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="NAME",
    shell_complete=rules,
    help="Do not report this family or rule; may be repeated.",
)
@click.option("--no-waivers", is_flag=True, help="Report what agreements have waived as well.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Whether to use colour.")
@click.option("--watch", is_flag=True, help="Judge again whenever a file changes.")
@click.option(
    "--coverage",
    is_flag=True,
    help="Say as well which rows no worked example reaches.",
)
@click.option("--next", "following", is_flag=True, help="Say as well what each agreement lacks for its next status.")
@messages
@click.option("--no-cache", is_flag=True, help="Judge even if nothing has changed since the last time.")
@click.option("--stdin-filename", default="standard-input.sla", metavar="PATH", help="Which file `-` stands for.")
def command(
    paths: tuple[str, ...],
    as_of: date | None,
    forms: tuple[str, ...],
    outputs: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    no_waivers: bool,
    color: str,
    watch: bool,
    coverage: bool,
    following: bool,
    language: MessageLanguage | None,
    stdin_filename: str,
    no_cache: bool,
) -> int:
    """Compile the workspace and apply every rule.

    The whole workspace is compiled; with PATHS, only findings that take place in these files and folders are
    reported. PATHS of several workspaces are judged one workspace after the other. `-` reads one file of the
    workspace from standard input. `--watch` judges again whenever a file changes, until it is interrupted.

    Where nothing has changed since the last time, what was printed then is printed again: the files, the settings, the
    lock, the day, the options and the installed packages are the same. Of a workspace of fifty files or more, what is
    the same is not judged again. `sla cache` shows what is kept for that.

    `--coverage` says for each agreement which rows of credits, caps, exclusions and pauses none of its worked
    examples reaches: without them every example would come to the same. `--next` says of each what is to be written
    before it can be met, proposed, signed or ended; without it a line says of how many drafts, proposals and
    requirements something is.
    """
    places = [Path(stdin_filename if path == STANDARD_INPUT else path) for path in paths] or [Path()]
    if STANDARD_INPUT in paths and (len(paths) > 1 or watch):
        raise click.UsageError("`-` stands alone")
    several = by_workspace(places)
    more = [form for form, is_asked in (("coverage", coverage), ("next", following)) if is_asked]
    refuse_unfit(several, forms, outputs, more)
    targets = destinations(forms or FORMATS[:1], outputs)
    call = click.get_current_context().find_object(CheckCall)

    def judge() -> int:
        codes = []
        for root, within in several.items():
            files = read_workspace(within[0].parent if STANDARD_INPUT in paths else root)
            if STANDARD_INPUT in paths:
                files = with_standard_input(files, within[0])
            below = [path_within(files, place) for place in within] if paths and files.sources else []
            whole = judged(files, as_of, language, anew=no_cache or STANDARD_INPUT in paths)
            if not whole.unjudged:  # else the name may be one of a pack that could not be loaded
                refuse_unknown((*select, *ignore), whole.rules)
            checked = narrowed(unwaived(whole) if no_waivers else whole, select, ignore, below)
            headed(files, several)
            shown = []
            for form, output in targets:
                coloured = colours(color, sys.stdout) and output is None
                shown.append(report(checked, form, folder_of(files), coloured))
                write(shown[-1], output)
            for form in more:
                shown.append(getattr(_module(form), f"{form}_report")(whole))
                write(shown[-1], None)
            told = summaries(checked, whole, following)
            click.echo(told, err=True)
            codes.append(2 if checked.unjudged else int(checked.count("error") > 0))
            if call is not None and not no_cache and codes[-1] < 2 and follows_from_files(files):
                globs = (files.settings.include, files.settings.exclude)
                remember(call, files.read, globs, Printed(b"".join(shown).decode(), f"{told}\n", codes[-1]))
        return max(codes)

    return watched(judge, several) if watch else judge()


def judged(files: WorkspaceFiles, as_of: date | None, language: MessageLanguage | None, *, anew: bool) -> Checked:
    """Judges a workspace; of a large one, what was found out before is not found out again, unless ``anew``."""
    if len(files.sources) < LARGE:
        return run(files, as_of, language=language)
    if anew or not follows_from_files(files):
        return run(files, as_of, language=language, lets_go=True)
    from ..continued import continued

    with continued(files.root) as earlier:
        return run(earlier.familiar(files), as_of, language=language, earlier=earlier, lets_go=True)


def follows_from_files(files: WorkspaceFiles) -> bool:
    """Whether a result follows from the files of the workspace alone: no pack of rules or policies lies elsewhere."""
    known = {*shipped_packs(), *(source.path for source in files.sources)}
    return not files.settings.validators and known.issuperset(files.settings.policies)


def refuse_unfit(
    several: Collection[Path], forms: Collection[str], outputs: Collection[Path], more: Collection[str]
) -> None:
    """Refuses a report that would hold one workspace of several, and lines in what is no text."""
    in_lines = {*forms} <= {*FORMATS[:2]}
    if len(several) > 1 and (outputs or not in_lines):
        raise click.UsageError("this is a report of one workspace: call `sla check` for each")
    for option in more if not in_lines else ():
        raise click.UsageError(f"`--{option}` is told in lines: with `text` or `concise` alone")


def by_workspace(places: Iterable[Path]) -> dict[Path, list[Path]]:
    """The places of a command line by the workspace in which each lies; a place outside of any stands for itself."""
    found: dict[Path, list[Path]] = {}
    for place in places:
        found.setdefault(workspace_root(place) or place, []).append(place)
    return found


def headed(files: WorkspaceFiles, several: Collection[Path]) -> None:
    """Says which workspace is told of, where it is one of several."""
    if len(several) > 1:
        click.echo(f"{folder_of(files) or files.root.name}:", err=True)


def watched(judge: Callable[[], int], roots: Collection[Path]) -> int:
    """Judges now, and again whenever a file of these workspaces is another one; interrupted, it ends as it judged."""
    gc.enable()  # it goes on for hours
    code, seen = judge(), states(roots)
    try:
        while True:
            time.sleep(PAUSE)
            if (now := states(roots)) != seen:
                code, seen = judge(), now
    except KeyboardInterrupt:
        return code


def states(roots: Collection[Path]) -> dict[Path, tuple[int, int]]:
    """The time of the last change, and the length, of each file that a judgement reads."""
    found = {}
    for root in roots:
        settings, _ = read_settings(root)
        for path in (SETTINGS, LOCK, *(path for path, _ in workspace_files(root, settings))):
            with suppress(OSError):  # it has just gone, or there is none
                state = (root / path).stat()
                found[root / path] = (state.st_mtime_ns, state.st_size)
    return found


def destinations(forms: tuple[str, ...], outputs: tuple[Path, ...]) -> list[tuple[str, Path | None]]:
    """Each format with its file; the last format may have none, for standard output."""
    if not len(forms) - 1 <= len(outputs) <= len(forms):
        raise click.UsageError("each `--format` but the last one needs its `--output`")
    return list(zip_longest(forms, outputs))


def report(checked: Checked, form: str, folder: str, colour: bool) -> bytes:
    """The findings in one of the formats; ``folder`` is the folder of the workspace."""
    # Each format has a module of its own, which is imported only for it.
    if form in PLATFORMS:
        of_platform: Callable[[Checked, str], bytes] = getattr(_module(form), f"{form}_report")
        return of_platform(checked, folder)
    if form == "json":
        as_json: Callable[[Checked], bytes] = _module(form).json_report
        return as_json(checked)
    return concise_report(checked) if form == "concise" else text_report(checked, colour)


def summaries(checked: Checked, whole: Checked, following: bool) -> str:
    """The summary of what was found, and on a line below it how many agreements lack something, if that is not told."""
    lacking = "" if following else next_summary(whole)
    return "\n".join(filter(None, (summary(checked), lacking)))


def _module(form: str) -> ModuleType:
    return import_module(f"...reports.check.{form}", __name__)


def folder_of(files: WorkspaceFiles) -> str:
    """The path of the workspace (POSIX) in its repository, else below the current folder; empty if it is that folder.

    A platform shows a finding in a file by its path in the repository, wherever the command was called.
    """
    above = (files.root, *files.root.parents)
    top = next((folder for folder in above if (folder / ".git").exists()), Path.cwd().resolve())
    below = files.root.relative_to(top) if files.root.is_relative_to(top) else Path()
    return "" if below == Path() else below.as_posix()


def with_standard_input(files: WorkspaceFiles, path: Path) -> WorkspaceFiles:
    """The workspace with standard input in place of the file ``path``."""
    name = path.resolve().relative_to(files.root.resolve()).as_posix()
    read = decode(name, sys.stdin.buffer.read())
    if not isinstance(read, Source):
        return replace(files, findings=(*files.findings, read))
    others = [source for source in files.sources if source.path != read.path]
    return replace(files, sources=tuple(sorted([*others, read], key=lambda source: source.path)))


def path_within(files: WorkspaceFiles, path: Path) -> str:
    """A path of the command line as a path of the workspace; refused if the workspace has no file there."""
    within = path.resolve()
    if within.is_relative_to(files.root):
        name = within.relative_to(files.root).as_posix()
        known = (*(source.path for source in files.sources), *(finding.path for finding in files.findings))
        if any(is_below(path, [name]) for path in known):
            return name
    raise click.UsageError(f"no file of the workspace is at `{path}`")


def refuse_unknown(names: Iterable[str], rules: Catalogue) -> None:
    """Refuses names that are neither a family nor a rule: an unknown name would select nothing, and look clean."""
    known = {*rules, *(rule.family for rule in rules.values())}
    for name in names:
        if name not in known:
            meant = nearest(name, known)
            raise click.UsageError(
                f"no rule or family is called `{name}`" + (f": did you mean `{meant}`?" if meant else "")
            )
