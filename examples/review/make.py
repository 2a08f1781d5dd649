"""Makes a repository with five pull requests, as branches: ``python examples/review/make.py FOLDER``.

It has the folder ``workspace`` on the branch ``main``, with the keys of its signatories.  The keys in ``keys/`` are
published, and good for nothing but this.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
SLA, OLA = "web-shop-sla", "hosting-ola"
"""The agreements, each in the file of its name."""
SIGNATORIES = {"camille": "Camille Roy", "jo": "Jo Lindqvist"}


class Edit(NamedTuple):
    """A text of a file, and what stands in its place."""

    file: str
    old: str
    new: str


class PullRequest(NamedTuple):
    """A branch: its story, the message of its commit, its edits, and the agreements that somebody approves."""

    branch: str
    story: str
    message: str
    edits: tuple[Edit, ...]
    approvals: tuple[tuple[str, str], ...] = ()


def pull_requests(today: date) -> tuple[PullRequest, ...]:
    """The five, with days that are in time, or not, on the day on which they are made."""
    in_time = first_of_month(today + timedelta(days=125))
    slower = Edit(f"{SLA}.sla", "latency at most 400 ms in 97%", "latency at most 450 ms in 97%")
    softer = Edit(f"{SLA}.sla", "needs approval of norvia and atelier-brun, 60 days", "needs approval of norvia, 1 day")
    return (
        PullRequest(
            "lawful",
            "Norvia and Atelier Brun have agreed that the shop may answer a little later, from a day that lies "
            "far enough ahead. Both have approved.",
            "The shop answers within 450 ms",
            (slower, *recorded(SLA, in_time)),
            (("camille", SLA), ("jo", SLA)),
        ),
        PullRequest(
            "without-consent",
            "The same, but for next week, and nobody has asked Atelier Brun.",
            "The shop answers within 450 ms",
            (slower, *recorded(SLA, today + timedelta(days=7))),
            (("camille", SLA),),
        ),
        PullRequest(
            "hidden",
            "No word of an agreement is touched. But the hours in which maintenance does not count begin earlier, and "
            "so everybody who is promised availability is promised less.",
            "Tidy the calendars",
            (Edit("time.sla", "open Sun 22:00-04:00", "open Sun 18:00-04:00"),),
        ),
        PullRequest(
            "cascade",
            "A team of Norvia lowers what it owes to the others, as the teams have agreed. Atelier Brun loses what "
            "carried its promise.",
            "Hosting is available 98.5 % of the time",
            (Edit(f"{OLA}.sla", "at least 99.4%", "at least 98.5%"), *recorded(OLA, in_time)),
            (("camille", OLA),),
        ),
        PullRequest(
            "self-serving",
            "The change clause is softened so that Norvia alone may weaken, and the same proposal already does. It is "
            "judged by the clause as it was.",
            "Amendments become simpler",
            (softer, slower, *recorded(SLA, in_time)),
            (("camille", SLA),),
        ),
    )


def first_of_month(day: date) -> date:
    """The first day of the month of a day."""
    return day.replace(day=1)


def recorded(agreement: str, effective: date) -> tuple[Edit, ...]:
    """The edits that record a step of an agreement, to version 2.0.0."""
    block = f'  amendment 2.0.0 {{\n    effective {effective}\n    reason "As agreed"\n  }}\n'
    file = f"{agreement}.sla"
    return Edit(file, "version 1.0.0", "version 2.0.0"), Edit(file, "  changes {\n", f"{block}  changes {{\n")


def make(folder: Path, today: date) -> None:
    """Makes the repository in a new folder; ``sla`` and ``git`` must be installed."""
    shutil.copytree(HERE / "workspace", folder)
    for key, name in SIGNATORIES.items():
        edit(folder, signed_by(folder, key, name))
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder, "As signed", "Norvia", date(2026, 2, 12))
    for one in pull_requests(today):
        git(folder, "checkout", "--quiet", "-b", one.branch, "main")
        for each in one.edits:
            edit(folder, each)
        commit(folder, one.message, "Noa Perrin", today)
        for key, agreement in one.approvals:
            approve(folder, key, agreement, today)
    git(folder, "checkout", "--quiet", "main")


def signed_by(folder: Path, key: str, name: str) -> Edit:
    """The edit that gives a signatory his key, by its fingerprint."""
    shown = run(folder, "ssh-keygen", "-l", "-f", str(HERE / "keys" / f"{key}.pub"))
    line = next(line for line in (folder / "parties.sla").read_text("utf-8").splitlines() if f'"{name}"' in line)
    return Edit("parties.sla", line, f'{line} key "{shown.split()[1]}"')


def edit(folder: Path, one: Edit) -> None:
    """Exchanges a text, which must be there."""
    text = (folder / one.file).read_text("utf-8")
    if one.old not in text:
        raise SystemExit(f"{one.file} does not say: {one.old}")
    (folder / one.file).write_text(text.replace(one.old, one.new), "utf-8", newline="\n")


def commit(folder: Path, message: str, who: str, day: date) -> None:
    """Commits all files."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message, who=who, day=day)


def approve(folder: Path, key: str, agreement: str, day: date) -> None:
    """Approves what is checked out with somebody's key."""
    private = folder.parent / f"{folder.name}-{key}"
    shutil.copyfile(HERE / "keys" / key, private)
    private.chmod(0o600)  # or ssh-keygen does not read it
    sla = str(Path(sys.executable).with_name("sla"))
    run(folder, sla, "approve", agreement, "--key", str(private), "--yes", who=SIGNATORIES[key], day=day)
    private.unlink()


def git(folder: Path, *arguments: str, who: str = "Norvia", day: date | None = None) -> None:
    """Runs Git as somebody, on a day."""
    run(folder, "git", *arguments, who=who, day=day)


def run(folder: Path, *command: str, who: str = "Norvia", day: date | None = None) -> str:
    """Runs a command as somebody, on a day, without the settings of the machine."""
    at = f"{day or datetime.now(tz=UTC).date()}T09:00:00Z"
    identity = {"NAME": who, "EMAIL": f"{who.split(maxsplit=1)[0].lower()}@example.org", "DATE": at}
    people = {f"GIT_{role}_{field}": value for role in ("AUTHOR", "COMMITTER") for field, value in identity.items()}
    environment = {**os.environ, **people, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        command, check=False, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    if len(sys.argv) != 2 or Path(sys.argv[1]).exists():
        sys.exit("usage: python examples/review/make.py FOLDER, a folder that does not exist yet")
    make(Path(sys.argv[1]).resolve(), datetime.now(tz=UTC).date())
    sys.stdout.write(f"made {sys.argv[1]}; there, for each branch: git checkout BRANCH, sla diff main, sla gate\n")
