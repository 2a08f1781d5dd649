"""A real repository with a house, its customer, an SLA and the OLA behind it; proposals to it, and their judgement."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

from sla_dsl.gate.given import expected
from sla_dsl.gate.judge import judge
from sla_dsl.gate.judgement import Judgement
from sla_dsl.gate.reading import read_proposal
from sla_dsl.gate.statement import ApprovalStatement

from ..history.repositories import git, write
from ..history.signature_keys import fingerprint, signed

TODAY = date(2026, 11, 24)
PARTIES = """party norvia "Norvia" {{
  time zone Europe/Paris
  signatory "Camille Roy" as service-level-manager "camille@norvia.example" key "{camille}"
  signatory "Rui Faria" as director "rui@norvia.example" key "{rui}"
}}
party brun "Atelier Brun" {{
  time zone Europe/Paris
  signatory "Jo Lindqvist" as buyer "jo@brun.example" key "{jo}"
}}
team desk of norvia
team operations of norvia
calendar office {{
  time zone Europe/Paris
  open Mon-Fri 08:00-18:00
  closed 2026-12-24 to 2027-01-01
}}
service shop {{
  owner desk
  hours 24x7
}}
"""
SLA = """sla shop-sla "Shop" {
  provider norvia
  customer brun
  covers shop
  version 1.0.0
  status signed
  signed 2025-12-10 by "Camille Roy" for norvia
  signed 2025-12-11 by "Jo Lindqvist" for brun
  in force from 2026-01-01 to 2028-12-31
  service hours 24x7
  business days follow office
  parameter fee = 1000 EUR "Fee"
  objective uptime: availability at least 99% each calendar month
  credit on fee for uptime {
    | availability | credit |
    | below 99%    | 10%    |
  }
  backed by shop-ola
  changes {
    editorial needs approval of norvia
    strengthening needs approval of norvia as service-level-manager, 5 days notice
    weakening needs approval of 2 of norvia and brun, 30 days notice, effective at month start
    emergency needs approval of norvia, ratification within 10 days
    never change clause/law
  }
  clause law "Law" \"\"\"French law applies.\"\"\"
}
"""
OLA = """ola shop-ola "Shop operations" {
  provider operations
  customer desk
  covers shop
  version 1.0.0
  status signed
  signed 2025-12-10 by "Rui Faria" for norvia
  in force from 2026-01-01 to 2028-12-31
  service hours 24x7
  objective uptime: availability at least 99.5% each calendar month
  changes {
    editorial needs approval of norvia
    strengthening needs approval of norvia
    weakening needs approval of norvia as director, 30 days notice
  }
}
"""


class Scene:
    """The repository, on a branch ``proposal`` that starts at ``main``; who can sign, and with which key."""

    def __init__(self, folder: Path, keys: dict[str, Path], sign: bool = True) -> None:
        self.keys = keys
        # It is the same for all tests with these keys: made once, beside them, and copied.
        first = next(iter(keys.values())).parent / ("signed" if sign else "unsigned")
        if not first.exists():
            self.folder = first
            self._begin(sign)
        self.folder = Path(shutil.copytree(first, folder))

    def _begin(self, sign: bool) -> None:
        self.folder.mkdir()
        git(self.folder, "init", "--quiet", "--template=", "--initial-branch", "main")
        names = {who.split()[0].lower(): fingerprint(key) for who, key in self.keys.items()}
        settings = "" if sign else "require-signed-approvals = false\n"
        parties = PARTIES.format(**names)
        write(self.folder, {"sla.toml": settings, "parties.sla": parties, "shop.sla": SLA, "ola.sla": OLA})
        self.commit("As signed", on="2025-12-12")
        git(self.folder, "checkout", "--quiet", "-b", "proposal")

    def edit(self, file: str, *changes: tuple[str, str]) -> None:
        """Replaces texts of a file, each of which must be there."""
        text = (self.folder / file).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new) if old else text + new
        (self.folder / file).write_text(text, encoding="utf-8")

    def as_signed(self, *changes: tuple[str, str], file: str = "shop.sla") -> None:
        """Edits what was signed at the beginning."""
        git(self.folder, "checkout", "--quiet", "main")
        self.edit(file, *changes)
        git(self.folder, "add", "--all")
        self.git("commit", "--quiet", "--amend", "--no-edit", GIT_COMMITTER_DATE="2025-12-12T12:00Z")
        git(self.folder, "checkout", "--quiet", "-B", "proposal")

    def amend(self, version: str, effective: str, *changes: tuple[str, str], file: str = "shop.sla") -> None:
        """Edits an agreement and records it in a new amendment."""
        text = (self.folder / file).read_text(encoding="utf-8")
        was = next(line for line in text.splitlines() if line.startswith("  version "))
        block = f'  amendment {version} {{\n    effective {effective}\n    reason "As agreed"\n  }}\n'
        self.edit(file, *changes, (f"{was}\n", f"  version {version}\n"), ("  changes {\n", f"{block}  changes {{\n"))

    def commit(self, message: str = "Proposal", on: str = "2026-11-20", author: str = "An author") -> str:
        """Commits all, on a day, by somebody."""
        git(self.folder, "add", "--all")
        environment = {"GIT_AUTHOR_DATE": f"{on}T12:00Z", "GIT_COMMITTER_DATE": f"{on}T12:00Z"}
        self.git(
            "commit",
            "--quiet",
            "--allow-empty",
            "--message",
            message,
            f"--author={author} <a@b.example>",
            **environment,
        )
        return git(self.folder, "rev-parse", "HEAD")

    def git(self, *arguments: str, **environment: str) -> str:
        """Runs Git with further variables."""
        variables = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            **{f"GIT_{who}_NAME": "Jo" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "jo@example.org" for who in ("AUTHOR", "COMMITTER")},
            **environment,
        }
        command = ["git", *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=variables, capture_output=True, text=True, check=True, encoding="utf-8"
        ).stdout.strip()

    def approve(
        self,
        who: str,
        party: str,
        agreement: str = "shop-sla",
        key: Path | None = None,
        today: date = TODAY,
        withdraw: bool = False,
    ) -> str:
        """Commits the approval of the proposal as it is, signed with somebody's key, or with another one."""
        proposal = read_proposal(self.folder, "main", today, agreement)
        statement = ApprovalStatement(
            *expected(agreement, proposal.promises[agreement], proposal.rules, proposal.head), who, party, withdraw
        )
        signature = signed(key or self.keys[who], statement.text.encode())
        return self.commit(f"Approve\n\n{statement.trailers(signature)}", author=who)

    def merge(self) -> None:
        """Merges the proposal into `main` as a platform does, and begins the next one."""
        git(self.folder, "checkout", "--quiet", "main")
        self.git("merge", "--quiet", "--no-ff", "--no-edit", "proposal", GIT_COMMITTER_DATE="2026-11-20T12:00Z")
        git(self.folder, "checkout", "--quiet", "-B", "proposal")

    def judge(self, today: date = TODAY) -> Judgement:
        """The judgement of what is checked out, against ``main``."""
        return judge(read_proposal(self.folder, "main", today))

    def unmet(self, today: date = TODAY) -> list[tuple[str, str]]:
        """The conditions that are not met: what each is about, and the agreement."""
        return [(one.id, one.agreement) for one in self.judge(today).conditions if not one.met]
