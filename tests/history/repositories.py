"""Real repositories, made by Git for one test."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

AGREEMENT = """sla shop {{
  provider norvia
  customer brun
  objective uptime: availability at least {} during 24x7 each calendar month
}}
"""
PARTIES = """party norvia { time zone Europe/Paris }
party brun { time zone Europe/Paris }
"""


def git(folder: Path, *arguments: str, day: str = "") -> str:
    """Runs Git as somebody of these tests, without the settings of the machine; perhaps on a day (at noon, UTC)."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        **{f"GIT_{who}_NAME": "Jo" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "jo@example.org" for who in ("AUTHOR", "COMMITTER")},
        **({f"GIT_{who}_DATE": f"{day}T12:00Z" for who in ("AUTHOR", "COMMITTER")} if day else {}),
    }
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return done.stdout.strip()


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def commit(folder: Path, message: str, **files: str) -> str:
    """Writes files (``shop`` is ``shop.sla``) and commits all; returns the name of the commit."""
    write(folder, {f"{name}.sla": text for name, text in files.items()})
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def repository(folder: Path) -> Path:
    """A repository with a workspace of two files, on the branch ``main``."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    write(folder, {"sla.toml": "as-of = 2026-11-23\n"})
    commit(folder, "Start", parties=PARTIES, shop=AGREEMENT.format("99%"))
    return folder
