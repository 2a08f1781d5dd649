"""The ``facts.toml`` of a preset: its inputs and how they are exported, its settings, and what the tool lacks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from .presets import PRESETS
from .presets.preset import PresetSetting
from .settings import ASSUMPTIONS


def facts_toml(name: str) -> str:
    """The text of the ``facts.toml`` of a preset."""
    return "".join(f"{line}\n" for line in _lines(name))


def _lines(name: str) -> Iterator[str]:
    preset = PRESETS[name]
    yield f"# Facts from {preset.tool}. Export without names of people: no table needs one."
    if preset.is_local:
        yield f"# {preset.tool} writes local times, and not of where: say the zone of its server."
    yield f'{"" if preset.is_local else "# "}zone = "Europe/Paris"'
    yield "# Up to when everything is in the exports. What happened later is not known."
    yield "# complete-until = 2026-11-01T00:00:00+01:00"
    yield ""
    yield "[names]  # names of the export, each with that of the workspace; false for what is nothing of ours"
    yield '# "Payments API" = "payments"'
    yield ""
    yield "[[export]]"
    yield f'preset = "{name}"'
    for key, one in preset.inputs.items():
        yield f"# {one.how}"
        yield f"{'# ' if one.is_optional else ''}{key} = {json.dumps(one.files)}"
        yield from _lacking(preset.tool, one.lacks)
    for key, value in preset.settings.items():
        yield f"{key} = {_toml(value)}"
    for assumed in preset.assumes:
        yield f"# Taken for granted: {assumed}."
    yield from _lacking(preset.tool, preset.lacks)


def _lacking(tool: str, lacks: Mapping[str, str]) -> Iterator[str]:
    for what, because in lacks.items():
        yield f"# {tool} does not tell {because}. Promises that need it are unknown, unless it is assumed:"
        yield f'# assume = ["{ASSUMPTIONS[what]}"]'


def _toml(value: PresetSetting) -> str:
    if isinstance(value, Mapping):
        return (
            "{ " + ", ".join(f"{json.dumps(k)} = {json.dumps(v)}" for k, v in value.items()) + " }" if value else "{}"
        )
    return json.dumps(list(value) if isinstance(value, tuple) else value)
