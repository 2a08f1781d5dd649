"""The parts that all reports for platforms share: the path of a file, and the text of a finding."""

from __future__ import annotations

from ...pipeline import Checked
from ...rules.rule import Graded
from ...text.finding import Finding
from ..layout import printable


def path_from(folder: str, path: str) -> str:
    """The path of a file as the platform sees it; ``folder`` is the workspace (POSIX, empty for the current folder)."""
    return f"{folder}/{path}" if folder else path


def told(finding: Finding) -> str:
    """The message, example and help of a finding, one line each."""
    parts = (("", finding.message), ("example: ", finding.example), ("help: ", finding.help))
    return "\n".join(f"{lead}{printable(text)}" for lead, text in parts if text)


def open_findings(checked: Checked) -> list[Graded]:
    """The findings that no agreement waives, by place."""
    return [graded for graded in checked.findings if graded.waiver is None]
