"""Texts to policies and to what they find."""

from __future__ import annotations

from datetime import date

from sla_dsl.compiler import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.policy import HousePolicy, View, compiled
from sla_dsl.policy.examples import stage
from sla_dsl.text.finding import Finding
from sla_dsl.text.source import Source

AS_OF = date(2026, 3, 1)


def policies(*texts: str) -> tuple[list[HousePolicy], list[Finding], View]:
    """The policies of texts beside the stage of examples, the mistakes in them, and what they judge."""
    sources = [stage(), *(Source(f"{at}.sla", text) for at, text in enumerate(texts))]
    workspace = compile_sources(sources, Lock(), AS_OF)
    assert [(f.rule, f.message) for f in workspace.findings] == []
    found, findings = compiled(sources, workspace)
    return found, findings, View(workspace)


def policy(sentence: str, *texts: str) -> tuple[HousePolicy, View]:
    """The only policy, in which nothing is wrong."""
    found, findings, view = policies(f"policy house {{ {sentence} }}", *texts)
    assert [(f.rule, f.message) for f in findings] == []
    return found[0], view
