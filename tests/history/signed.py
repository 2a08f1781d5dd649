"""A signed agreement, its amendments, and the days on which they are committed."""

from __future__ import annotations

from pathlib import Path

from .repositories import git, write


def text(bound: str = "99%", *statements: str, version: str = "1.0.0", status: str = "signed") -> str:
    said = "".join(f"  {statement}\n" for statement in statements)
    return f"""sla shop {{
  provider norvia
  customer brun
  version {version}
  status {status}
  in force from 2026-01-01 to 2027-12-31
  objective uptime: availability at least {bound} during 24x7 each calendar month
{said}}}
"""


def amended(version: str, effective: str, emergency: str = "") -> str:
    return f'amendment {version} {{ effective {effective} {emergency} reason "r" }}'


def save(folder: Path, day: str, message: str, files: dict[str, str | None]) -> str:
    """Writes and removes files and commits all on a day; returns the name of the commit."""
    write(folder, {path: content for path, content in files.items() if content is not None})
    for path, content in files.items():
        if content is None:
            (folder / path).unlink()
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message, day=day)
    return git(folder, "rev-parse", "HEAD")
