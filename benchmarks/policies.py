"""The time that policies take to judge a workspace, against the same rules in Cedar over the exported model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from time import process_time
from typing import Any

from cedarpy import Entities, PolicySet, is_authorized_batch

from sla_dsl.compiler import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.policy import HousePolicy, View, compiled
from sla_dsl.text.source import Source

from .measure import DAY, medians, sources, table
from .renditions import workspace as files

Verdicts = set[tuple[str, str]]
"""The names of policies, each with the address of a thing that violates it."""
Json = dict[str, Any]

_LIMITS = {
    "availability": [("at least", f"{level / 10}%", f"{level / 10}") for level in range(975, 985)],
    "error-rate": [("at most", f"{level / 10}%", f"{level / 10}") for level in range(10, 20)],
    "latency": [("at most", f"{level} ms", f"{level / 1000}") for level in range(400, 500, 10)],
    "satisfaction": [("at least", f"{level / 10}", f"{level / 10}") for level in range(33, 43)],
    "recovery-time": [("at most", f"{level} min", f"{level * 60}.0") for level in range(240, 290, 5)],
    "recovery-point": [("at most", f"{level} min", f"{level * 60}.0") for level in range(60, 110, 5)],
}
"""Ten rules for each metric: the bound, its limit as written, and the limit in units of the model."""
_METRICS = ("availability", "response-time", "restore-time", "resolution-time", "delivery-time")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in both languages."""

    name: str
    sla: str
    cedar: str


def rules() -> list[Rule]:
    """A hundred rules, six in ten about objectives and the others about agreements; no two are alike."""
    found = []
    for metric, limits in _LIMITS.items():
        for n, (bound, written, limit) in enumerate(limits):
            where = f"objective in sla where metric is {metric} must have target {bound} {written}"
            keeps = {"at least": "greaterThanOrEqual", "at most": "lessThanOrEqual"}[bound]
            kept = f'resource has target && resource.target.{keeps}(decimal("{limit}"))'
            found.append(_rule(f"{metric}-{n}", where, "Objective", f' && resource.metric == "{metric}"', kept))
    for n in range(10):
        has, also = _METRICS[n % 5], _METRICS[(n + 1 + n // 5) % 5]
        found += [
            _of_slas(f"review-{n}", f"review interval at most {n + 2} months", f"resource.review <= {n + 2}"),
            _of_slas(f"few-{n}", f"count of objectives at most {n + 18}", f"resource.objectives <= {n + 18}"),
            _of_slas(f"end-{n}", f"end before {2035 + n}-06-01", f"resource.end < {2035 + n}0601"),
            _rule(
                f"beside-{n}",
                f"sla where has some objective where metric is {has} must have some objective where metric is {also}",
                "Agreement",
                f' && resource.metrics.contains("{has}")',
                f'resource.metrics.contains("{also}")',
            ),
        ]
    return found


def _of_slas(name: str, must: str, kept: str) -> Rule:
    return _rule(name, f"sla must have {must}", "Agreement", "", kept)


def _rule(name: str, sentence: str, kind: str, where: str, kept: str) -> Rule:
    forbids = f"forbid(principal, action, resource is {kind})"
    cedar = f'{forbids} when {{ resource.kind == "sla"{where} }} unless {{ {kept} }};'
    return Rule(name, f"policy {name} {{ every {sentence} }}", cedar)


def entities(model: Json) -> Iterator[Json]:
    """The agreements and objectives of an exported model as entities of Cedar.

    Decimals have four places there, which is enough for these rules.
    """
    for agreement in model["agreements"].values():
        kind, term, review = agreement["kind"], agreement["term"], agreement["review"]
        attributes = {
            "kind": kind,
            "objectives": len(agreement["objectives"]),
            "metrics": sorted({objective["metric"] for objective in agreement["objectives"]}),
            "end": int(((term and term["last"]) or "9999-12-31").replace("-", "")),
            "review": int(review["every"]["amount"]) if review else 99,
        }
        yield {"uid": {"type": "Agreement", "id": agreement["name"]}, "attrs": attributes, "parents": []}
        for objective in agreement["objectives"]:
            value = objective["bound"]["value"]
            attributes = {"kind": kind, "metric": objective["metric"]}
            if value["unit"] in ("", "%", "s"):
                decimal = {"fn": "decimal", "arg": f"{float(Fraction(value['amount'])):.4f}"}
                attributes["target"] = {"__extn": decimal}
            yield {"uid": {"type": "Objective", "id": objective["address"]}, "attrs": attributes, "parents": []}


def judged(policies: list[HousePolicy], workspace: Workspace) -> Verdicts:
    """The violations that policies find in a workspace."""
    view = View(workspace)
    return {(policy.said.name, finding.address) for policy in policies for finding in policy.findings(view)}


def judged_by_cedar(policies: PolicySet, things: Entities, ids: list[Json], names: list[str]) -> Verdicts:
    """The violations that Cedar finds; ``ids`` are those of the entities, ``names`` those of the rules in order."""
    nobody, judge = {"type": "Somebody", "id": "anybody"}, {"type": "Action", "id": "judge"}
    requests = [{"principal": nobody, "action": judge, "resource": one} for one in ids]
    results = is_authorized_batch(requests, policies, things)
    return {
        (names[int(reason.removeprefix("policy"))], one["id"])
        for one, result in zip(ids, results, strict=True)
        for reason in result.diagnostics.reasons
    }


def policies_report(agreements: int, rounds: int) -> str:
    """Judges a workspace by a hundred rules in both languages; the ratios as Markdown, if they agree."""
    workspace = compile_sources(sources(files(agreements, max(1, agreements // 10), calendar_lines=40)), Lock(), DAY)
    given = rules()
    names, ours, theirs = (list(each) for each in zip(*((r.name, r.sla, r.cedar) for r in given), strict=True))
    exported = list(entities(workspace.to_json()))
    ids, text = [one["uid"] for one in exported], json.dumps(exported)

    def compile_ours() -> list[HousePolicy]:
        source = Source("policies.sla", "\n".join(ours))
        with_policies = compile_sources([source], Lock(), DAY)
        policies, mistakes = compiled([source], workspace.model_copy(update={"policies": with_policies.policies}))
        if mistakes or len(policies) != len(given):
            raise AssertionError(mistakes)
        return policies

    def load_cedar() -> tuple[PolicySet, Entities]:
        return PolicySet.from_str("\n".join(theirs)), Entities.from_json_str(text)

    ready, loaded = compile_ours(), load_cedar()
    found = judged(ready, workspace)
    if found != judged_by_cedar(*loaded, ids, names):
        raise AssertionError("both are meant to find the same")
    spent = medians(
        {
            "ours": lambda: judged(ready, workspace),
            "ours, from the text": lambda: judged(compile_ours(), workspace),
            "cedar": lambda: judged_by_cedar(*loaded, ids, names),
            "cedar, from the text": lambda: judged_by_cedar(*load_cedar(), ids, names),
        },
        rounds,
        process_time,
    )
    heading = f"{len(given)} policies over {agreements} agreements, {len(ids)} things to judge, {len(found)} findings."
    from_text = spent["ours, from the text"] / spent["cedar, from the text"]
    ratios = [
        ("judge by policies", "Cedar, with everything loaded", spent["ours"] / spent["cedar"]),
        ("read policies, and judge by them", "Cedar, from its text and its JSON", from_text),
    ]
    return "\n".join([heading, "", *table("task", "against", ratios)])
