"""``sla watch``."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import sleep
from urllib.error import URLError
from urllib.request import Request, urlopen

import click

from ..algebra.zones import Instant, local
from ..facts.held import FactsReport
from ..facts.tables.folder import read_facts
from ..pipeline import UNREAD, run
from ..reports.facts.changed import changes_json, changes_of, notable
from ..workspace import read_workspace
from .misread import exit_code
from .report import chosen, moment_of, report_of, zone_of

_UNITS = {"s": 1, "min": 60, "h": 3600}
_TIMEOUT = 30
"""Seconds after which a command or a webhook is given up."""


@click.command("watch")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="FACTS")
@click.argument("agreements", nargs=-1)
@click.option("--every", default="1min", metavar="TIME", help="How often to look: 30s, 1min, 1h.")
@click.option("--looks", type=click.IntRange(1), help="Look so often, and end; without it until it is stopped.")
@click.option("--now", metavar="MOMENT", help="Look as of this moment, instead of as of the clock.")
@click.option("--command", "program", metavar="COMMAND", help="Run it with each change, as JSON on its input.")
@click.option("--webhook", metavar="URL", help="Post each change to it, as JSON.")
def command(
    folder: Path,
    agreements: tuple[str, ...],
    every: str,
    looks: int | None,
    now: str | None,
    program: str | None,
    webhook: str | None,
) -> int:
    """Print what changes in the windows that run.

    The first look prints what is missed, late or warned of already. AGREEMENTS are names of agreements; without any,
    all are watched. The exit code is 1 if the last look saw something missed, and 2 if something could not be told.
    """
    pause = seconds_of(every)
    before: dict[tuple[str, ...], str] = {}
    untold: dict[str, list[str]] = {}
    code = 0
    for number in count(1):
        report, unread = look(folder, agreements, now)
        after = notable(report)
        found = changes_of(before, after)
        for line in found:
            click.echo(f"{moment(report)} {line}")
        # A change that could not be told is told with the next look.
        untold = tell(report, found, untold, program, webhook)
        before = after
        states = {one.state for one in report.windows}
        code = 2 if untold or not report.is_whole else max(unread, int("missed" in states))
        if looks is not None and number >= looks:
            break
        sleep(pause)
    return code


def seconds_of(text: str) -> int:
    """The seconds of a time such as 30s, 1min or 1h."""
    found = re.fullmatch(r"(\d{1,6}) ?(s|min|h)", text)
    if not found or not int(found[1]):
        raise click.UsageError(f"`{text}` is no time: write 30s, 1min or 1h")
    return int(found[1]) * _UNITS[found[2]]


def look(folder: Path, agreements: tuple[str, ...], now: str | None) -> tuple[FactsReport, int]:
    """The report of what runs now, and of what ends today; and the exit code for what hides something of it."""
    files = read_workspace(Path())
    checked = run(files, proved=(), asked=UNREAD)
    workspace = checked.workspace
    names, facts = chosen(workspace, agreements), read_facts(folder, workspace, reduced=True)
    unread = exit_code(checked, agreements or None)
    at: Instant = int(datetime.now(UTC).timestamp()) if now is None else moment_of(now, facts)
    day = local(at, zone_of(workspace, names)).date()
    return report_of(files, workspace, facts, folder, names, (day, day), at), unread


def moment(report: FactsReport) -> str:
    """The moment of a look, as lines begin."""
    return f"{datetime.fromtimestamp(report.now, UTC):%Y-%m-%dT%H:%M:%SZ}"


def tell(
    report: FactsReport, found: list[str], untold: Mapping[str, list[str]], program: str | None, webhook: str | None
) -> dict[str, list[str]]:
    """Tells a program and a webhook what changed, and what they could not be told before; what is left untold."""
    left: dict[str, list[str]] = {}
    for to, told in ((program, _run), (webhook, _posted)):
        lines = [*untold.get(to or "", ()), *found]
        problems = list(told(changes_json(report, lines), to)) if to and lines else []
        for problem in problems:
            click.echo(problem, err=True)
        if to and problems:
            left[to] = lines
    return left


def _run(content: bytes, program: str) -> Iterator[str]:
    try:
        done = subprocess.run(shlex.split(program), input=content, timeout=_TIMEOUT, check=False)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        yield f"`{program}` cannot be run: {error}"
        return
    if done.returncode:
        yield f"`{program}` ended with {done.returncode}"


def _posted(content: bytes, webhook: str) -> Iterator[str]:
    if not webhook.startswith(("http://", "https://")):
        raise click.UsageError(f"`{webhook}` is no address of the web: write http:// or https://")
    request = Request(webhook, content, {"Content-Type": "application/json"})
    try:
        with urlopen(request, timeout=_TIMEOUT):
            pass
    except (URLError, OSError, ValueError) as error:
        yield f"`{webhook}` cannot be told: {error}"
