"""A pack of one rule: every workspace has one note."""

from collections.abc import Iterator

from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding


def remark(workspace: Workspace) -> Iterator[Finding]:
    yield Finding("house/remark", f"judged as of {workspace.as_of}", file="sla.toml")


RULES = (Rule("house/remark", "note", "a workspace is judged", "It shows the day.", "bad", "good", remark),)
