"""``sla report``."""

from __future__ import annotations

import re
import sys
from calendar import monthrange
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from ..algebra.zones import Instant, instant, local, zone
from ..collector import uncollected
from ..facts.held import FactsReport, Origin, contradictions, held
from ..facts.tables.cells import MICRO
from ..facts.tables.folder import Facts, read_facts
from ..facts.tables.found import MisreadError
from ..facts.texts import Histories
from ..folder import LOCK
from ..history.checked_out import commit_of
from ..history.refusal import RefusalError
from ..model.workspace import Workspace
from ..pipeline import UNREAD, run
from ..proof.carried import carriers
from ..reports.facts.html import Readership, facts_report_html
from ..reports.facts.json import facts_report_json
from ..reports.facts.languages import LANGUAGES
from ..reports.facts.markdown import facts_report_markdown
from ..reports.facts.metrics import facts_report_openmetrics
from ..reports.facts.tables import facts_report_csv, facts_report_parquet
from ..reports.facts.text import facts_report_text
from ..text.nearest import nearest
from ..workspace import WorkspaceFiles, read_workspace
from . import completion, misread
from .console import Command, write

_MONTHS_OF_QUARTER = 3
FORMATS = ("text", "json", "markdown", "html", "csv", "parquet", "openmetrics")


def period_of(command: Command) -> Command:
    """The options ``--period`` and ``--now``."""
    period = "2026-10, 2026-Q3, 2026 or FROM..TO (days): windows that end in it. By default the month before `--now`."
    now = "The moment of judgement, such as 2026-11-03T09:00:00+01:00: what is later is not known."
    command = click.option("--now", metavar="MOMENT", help=now)(command)
    return click.option("--period", metavar="PERIOD", help=period)(command)


@click.command("report")
@click.argument("agreements", nargs=-1, shell_complete=completion.agreements)
@click.option(
    "--facts",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="The folder of facts; without it the one that `sla.toml` names.",
)
@period_of
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to report.")
@click.option(
    "--language", type=click.Choice(list(LANGUAGES)), default="en", help="The language of a page (`--format html`)."
)
@click.option(
    "--for",
    "reader",
    type=click.Choice(["house", "customer"]),
    default="house",
    help="For whom a page is (`--format html`): the customer sees neither what stands behind nor what is seen to.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["missed", "warned"]),
    default="missed",
    help="What makes the exit code 1; `warned`: also a late case, or a level of `warn at` or `escalate`.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file.")
def command(
    agreements: tuple[str, ...],
    folder: Path | None,
    period: str | None,
    now: str | None,
    form: str,
    language: str,
    reader: Readership,
    fail_on: str,
    output: Path | None,
) -> int:
    """Hold what was measured against what was promised.

    AGREEMENTS are names of agreements; without any, all are reported.
    """
    if form != "html" and (language != "en" or reader != "house"):
        raise click.UsageError("`--language` and `--for` are those of a page: say `--format html`")
    files = read_workspace(Path())
    checked = run(files, proved=(), asked=UNREAD)
    workspace = checked.workspace
    names = chosen(workspace, agreements)
    code = misread.exit_code(checked, agreements or None)
    report = measured(files, workspace, folder_of(folder, files), names, period, now)
    if output is None and form == "parquet" and sys.stdout.isatty():
        raise click.UsageError("a terminal cannot show Parquet: say `--output`")
    write(printed(report, form, language, reader), output)
    click.echo(summary(report), err=True)
    return max(code, exit_code(report, fail_on))


def folder_of(given: Path | None, files: WorkspaceFiles) -> Path:
    """The folder of facts: the one that is given, or else that of ``sla.toml``."""
    if given is not None:
        return given
    named = files.settings.facts
    if named is None:
        raise click.UsageError('say `--facts FOLDER`, or write `folder = "…"` under `[facts]` in sla.toml')
    folder = files.root / named.folder
    if not folder.is_dir():
        raise click.UsageError(f"`{named.folder}`, which sla.toml names for facts, is no folder")
    return folder


@uncollected()  # rows and windows are kept until it is printed: a pass of the collector frees none
def measured(
    files: WorkspaceFiles,
    workspace: Workspace,
    folder: Path,
    names: Collection[str],
    period: str | None,
    now: str | None,
) -> FactsReport:
    """The report of some agreements, or of all, by the facts of a folder; period and moment as they are written."""
    names = chosen(workspace, tuple(names))
    facts = read_facts(folder, workspace, reduced=True)
    moment = moment_of(now, facts)
    days = days_of(period, moment, zone_of(workspace, names))
    return report_of(files, workspace, facts, folder, names, days, moment, progress)


def printed(report: FactsReport, form: str, language: str, reader: Readership) -> bytes:
    """The report in a format."""
    match form:
        case "json":
            return facts_report_json(report)
        case "markdown":
            return facts_report_markdown(report)
        case "html":
            return facts_report_html(report, LANGUAGES[language], reader)
        case "csv":
            return facts_report_csv(report)
        case "openmetrics":
            return facts_report_openmetrics(report)
        case "parquet":
            try:
                return facts_report_parquet(report)
            except MisreadError as error:
                raise click.ClickException(f"{error}\nhelp: {error.help}") from error
    return facts_report_text(report)


def report_of(
    files: WorkspaceFiles,
    workspace: Workspace,
    facts: Facts,
    folder: Path,
    names: list[str],
    days: tuple[date, date],
    now: Instant,
    shown: Callable[[list[str]], AbstractContextManager[Iterable[str]]] = nullcontext,
) -> FactsReport:
    """The report of some agreements, with the texts that held before, and with what stands behind them.

    ``shown`` may tell how far it is with them.
    """
    behind = carriers(workspace, names)
    concerned = sorted({*names, *(one.partition("/")[0] for names in behind.values() for one in names)})
    past = known_histories(files, workspace, concerned, days[0])
    with shown(names) as going:
        found = held(facts, workspace, going, days, now, past, behind)
    suspects = sorted({one.told.agreement.name for one in found.broken if one.contradicts})
    proofs = run(files, days[0], proved=suspects, asked=()).proofs if suspects else {}
    verdicts = {name: (one.verdict, one.assumptions) for name, one in proofs.items()}
    findings = (*found.findings, *contradictions(found, verdicts))
    return replace(found, findings=findings, origin=origin_of(files, folder))


def known_histories(files: WorkspaceFiles, workspace: Workspace, names: Collection[str], first: date) -> Histories:
    """The texts that held before amendments; it is told if they are not known."""
    if not any(workspace.agreements[name].amendments for name in names):
        return {}
    from ..history.in_facts import histories  # it compares texts, for which much is imported

    try:
        return histories(files.root, workspace, names, first)
    except RefusalError as refusal:
        click.echo(f"what held before amendments is not known: {refusal}", err=True)
        return {}


_LONG = 50
"""From how many agreements on it is shown how far a report is."""


def progress(names: list[str]) -> AbstractContextManager[Iterable[str]]:
    """Agreements, one after the other; of many a bar on a terminal shows how far it is, and nothing does in a pipe."""
    hidden = len(names) < _LONG or not sys.stderr.isatty()
    return click.progressbar(names, label="agreements", file=sys.stderr, hidden=hidden)


def origin_of(files: WorkspaceFiles, folder: Path) -> Origin:
    """The commit and the digests of what is read."""
    texts = [(one.path, one.text.encode()) for one in files.sources]
    lock = files.root / LOCK
    read = [(path.relative_to(folder).as_posix(), path) for path in sorted(folder.rglob("*")) if path.is_file()]
    return Origin(
        commit_of(files),
        digest(texts),
        digest([(LOCK, lock.read_bytes())] if lock.is_file() else []),
        digest((name, path.read_bytes()) for name, path in read),
    )


def digest(files: Iterable[tuple[str, bytes]]) -> str:
    """One SHA-256 of files: of a line for each with its own and its name."""
    lines = (f"{sha256(content).hexdigest()}  {name}\n" for name, content in files)
    return sha256("".join(lines).encode()).hexdigest()


def chosen(workspace: Workspace, named: tuple[str, ...]) -> list[str]:
    """The agreements to report: those that are named, or all but standards."""
    for name in named:
        if name not in workspace.agreements:
            meant = nearest(name, workspace.agreements)
            raise click.UsageError(f"no agreement is called `{name}`" + (f": did you mean `{meant}`?" if meant else ""))
    return list(named) or [name for name, one in workspace.agreements.items() if not one.standard]


def moment_of(given: str | None, facts: Facts) -> Instant:
    """The moment of judgement: as given, or that up to which facts are complete."""
    if given is None:
        if facts.until is None:
            raise click.UsageError("say `--now`, or `complete-until` in facts.toml: up to when is known what happened?")
        return facts.until // MICRO
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise click.UsageError(f"`{given}` is no moment such as 2026-11-03T09:00:00+01:00") from None
    if moment.tzinfo is None:
        raise click.UsageError(f"`{given}` has no offset, such as +01:00")
    return instant(moment)


def zone_of(workspace: Workspace, names: list[str]) -> ZoneInfo:
    """The zone of the first agreement, by which the month before is told."""
    return zone((workspace.agreements[names[0]].zone if names else None) or "UTC")


def days_of(period: str | None, now: Instant, where: ZoneInfo) -> tuple[date, date]:
    """The first and the last day of a period; by default those of the month before."""
    if period is None:
        last = local(now, where).date().replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    try:
        if match := re.fullmatch(r"(\d{4})-(\d\d)", period):
            year, month = int(match[1]), int(match[2])
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        if match := re.fullmatch(r"(\d{4})-Q([1-4])", period):
            year, month = int(match[1]), int(match[2]) * _MONTHS_OF_QUARTER
            return date(year, month - 2, 1), date(year, month, monthrange(year, month)[1])
        if match := re.fullmatch(r"(\d{4})", period):
            return date(int(period), 1, 1), date(int(period), 12, 31)
        first, dots, last_day = period.partition("..")
        if dots and date.fromisoformat(first) <= date.fromisoformat(last_day):
            return date.fromisoformat(first), date.fromisoformat(last_day)
    except ValueError:
        pass
    raise click.UsageError(f"`{period}` is no period: write 2026-10, 2026-Q3, 2026 or 2026-10-01..2026-10-15")


def summary(report: FactsReport) -> str:
    """How many windows are in which state, and whether the facts are whole."""
    states = [one.state for one in report.windows]
    parts = [f"{states.count(state)} {state}" for state in dict.fromkeys(sorted(states))]
    whole = "" if report.is_whole else "; the facts are not whole"
    return f"{', '.join(parts) or 'no windows'}, at {local(report.now, zone('UTC')):%Y-%m-%d %H:%M} UTC{whole}"


def exit_code(report: FactsReport, fail_on: str = "missed") -> int:
    """2 if something could not be judged, 1 if something was missed (or warned of, if that is asked), else 0."""
    states = {one.state for one in report.windows}
    if not report.is_whole or not states or states & {"unknown", "not-judged"}:
        return 2
    warned = fail_on == "warned" and any(one.is_reached for one in report.alerts)
    return int("missed" in states or warned)
