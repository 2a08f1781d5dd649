"""What all reports for platforms share: where a file is for them, and what they are told of a finding."""

from __future__ import annotations

from ...pipeline import Checked
from ...rules.rule import Graded
from ...text.finding import Finding
from ..layout import printable


def path_from(folder: str, path: str) -> str:
    """The path of a file of the workspace in ``folder`` (POSIX, empty for the current one), as the platform sees it."""
    return f"{folder}/{path}" if folder else path


def told(finding: Finding) -> str:
    """All that is said of a finding, a line for each part."""
    parts = (("", finding.message), ("example: ", finding.example), ("help: ", finding.help))
    return "\n".join(f"{lead}{printable(text)}" for lead, text in parts if text)


def open_findings(checked: Checked) -> list[Graded]:
    """The findings that no agreement waives, by place."""
    return [graded for graded in checked.findings if graded.waiver is None]
