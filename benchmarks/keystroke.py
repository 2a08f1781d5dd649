"""The time that a keystroke takes in the language server: until its own document is judged, and the workspace."""

from __future__ import annotations

from pathlib import Path
from time import process_time

from sla_dsl.compiler import compile_sources
from sla_dsl.language.parser import parse
from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import Settings
from sla_dsl.server.bench import OpenDocument, Project, WhileWanted
from sla_dsl.server.diagnostics import of_text
from sla_dsl.text.source import Source
from sla_dsl.workspace import WorkspaceFiles

from .measure import DAY, medians, sources, table
from .renditions import workspace

LINES = 500
"""The lines of the document in which somebody types."""


def keystroke_report(agreements: int, rounds: int) -> str:
    """Measures a keystroke in a long document beside so many agreements; returns a table of ratios as Markdown."""
    files = workspace(agreements, services=max(1, agreements // 5), calendar_lines=40)
    path, text = "agreements/long", ""
    while text.count("\n") < LINES and any(file.path.startswith("agreements/") for file in files):
        # It takes the place of the files whose content it has.
        first = next(file for file in files if file.path.startswith("agreements/"))
        files.remove(first)
        text += first.sla
    project = Project(Path("/nowhere"))
    read = [*sources(files), Source(f"{path}.sla", text)]
    project.keep(WorkspaceFiles(project.root, Settings.of({"as-of": DAY}), Lock(), tuple(read)))
    number = 0

    def document() -> OpenDocument:
        nonlocal number
        number += 1
        # Somebody types a digit in the first agreement, on which others rest.
        typed = text.replace("at least 99.9%", f"at least 99.9{number}%", 1)
        return OpenDocument("file:///nowhere", number, typed, "utf-16", Path(f"{path}.sla"))

    def check() -> None:
        project.touched()
        project.check({f"{path}.sla": document()}, WhileWanted(project.generation))

    spent = medians(
        {
            "parse": lambda: parse(Source(path, text)),
            "text": lambda: of_text(document(), "en"),
            "compile": lambda: compile_sources([*sources(files), Source(path, text)], Lock(), DAY),
            "workspace": check,
        },
        rounds,
        process_time,
    )
    ratios = [
        (
            "a keystroke, until its document has its own findings",
            "scan and parse of it",
            spent["text"] / spent["parse"],
        ),
        ("a keystroke, until all files have theirs", "compiling all files once", spent["workspace"] / spent["compile"]),
    ]
    heading = f"{len(files) + 1} files, one of {text.count(chr(10))} lines; medians of {rounds} rounds in turn."
    return "\n".join([heading, "", *table("task", "against", ratios)])
