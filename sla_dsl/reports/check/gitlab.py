"""Findings as a Code Quality report of GitLab."""

from __future__ import annotations

import json
from collections import Counter

from ...pipeline import Checked
from ..layout import printable
from .platform import open_findings, path_from

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def gitlab_report(checked: Checked, folder: str = "") -> bytes:
    """A list of all findings that are not waived; a finding without a line is reported at the first line."""
    seen: Counter[str] = Counter()
    found = []
    for graded in open_findings(checked):
        finding = graded.finding
        # GitLab takes findings with one fingerprint for one finding: a number tells them apart.
        seen[finding.fingerprint] += 1
        found.append(
            {
                "description": printable(finding.message),
                "check_name": finding.rule,
                "fingerprint": f"{finding.fingerprint}-{seen[finding.fingerprint]}",
                "severity": _SEVERITIES[graded.severity],
                "location": {
                    "path": path_from(folder, finding.path),
                    "lines": {"begin": finding.span.start.line if finding.span else 1},
                },
            }
        )
    return (json.dumps(found, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")
