"""Statements about the agreements behind that mean nothing, or two things."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from functools import partial

from sla_dsl.algebra.composing import composing
from sla_dsl.algebra.scopes import Scales, is_at, narrowing
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.backing import Hop, HopAgreement, HopGroup, Path
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each, each_once
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .common import sharing, understood


def agreements_in(hops: Iterable[Hop]) -> Iterator[HopAgreement]:
    """The hops that agreements answer for, also those of routes side by side."""
    for hop in hops:
        if isinstance(hop, HopAgreement):
            yield hop
        elif isinstance(hop, HopGroup):
            for route in hop.routes:
                yield from agreements_in(route)


def treated_twice(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Values with two names in one agreement behind."""
    seen: dict[tuple[str, str], tuple[str, Related]] = {}
    for treatment in agreement.treatments:
        for ours, theirs in treatment.pairs:
            at = Related(treatment.source, f"`{ours}` is `{theirs}` here")
            first, place = seen.setdefault((treatment.agreement, ours), (theirs, at))
            if first != theirs:
                yield Finding(
                    "backing/treated-twice",
                    f"`{ours}` is treated as `{first}` and as `{theirs}` in `{treatment.agreement}`",
                    treatment.source,
                    help="say one of them: a case that we call one thing is one thing there",
                    related=(place,) if place.span != treatment.source else (),
                    address=agreement.name,
                    values=(treatment.agreement, ours),
                )


def cases(scales: Scales, path: Path) -> list[Hashable]:
    """The metric and scope that two paths for the same cases share."""
    return [(path.metric, frozenset(narrowing(path.scope, scales).items()))]


def paths_twice(workspace: Workspace) -> Iterator[Finding]:
    """Two paths of one metric for the same cases."""
    scales = {scale.name: frozenset(value.name for value in scale.values) for scale in workspace.scales.values()}

    def found() -> Iterator[Finding]:
        for agreement in understood(workspace):
            chosen = scales | {tier.scale: frozenset(tier.values) for tier in agreement.tiers}
            for one, other in sharing(agreement.paths, partial(cases, chosen)):
                if one.hops != other.hops:
                    yield Finding(
                        "backing/path-twice",
                        f"two paths of {one.metric} are written for the same cases",
                        other.source,
                        help="leave one out, or say for which cases each of them is: "
                        f"`path {one.metric} for …`; the more specific one holds",
                        related=(Related(one.source, "this is the other one"),),
                        address=agreement.name,
                        values=(one.metric,),
                    )

    return each_once(found())


def paths_of_no_duration(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Paths of metrics that are not handed over with a case."""
    return (
        Finding(
            "backing/path-of-no-duration",
            f"{path.metric} does not add up along hand-offs",
            path.source,
            help="remove the path: such a figure is composed over what the service `needs`"
            if composing(metric).by
            else "remove the path: only the time that a case takes runs along it",
            address=agreement.name,
            values=(path.metric,),
        )
        for path in agreement.paths
        if composing(metric := workspace.metrics[path.metric]).by != "hand-offs"
    )


def unknown_hops(workspace: Workspace) -> Iterator[Finding]:
    """Hops that name an objective their agreement does not have."""
    read = {agreement.name for agreement in understood(workspace)}
    return each_once(
        Finding(
            "backing/unknown-hop",
            f"`{hop.agreement}` has no objective `{hop.objective}`",
            path.source,
            help=f"name one that it has, or `{hop.agreement}` alone",
            related=(Related(workspace.agreements[hop.agreement].source, "it is not promised here"),),
            address=agreement.name,
            values=(hop.agreement, hop.objective),
        )
        for agreement in understood(workspace)
        for path in agreement.paths
        for hop in agreements_in(path.hops)
        if hop.objective is not None
        and hop.agreement in read
        and not any(is_at(one, hop.objective) for one in workspace.agreements[hop.agreement].objectives)
    )


_CONTRACT = 'priorities severity { S1 "Critical" S2 "Major" }\n' + stage.uc(
    "objective repair: restore-time for S1 at most 2 h during 24x7", name="reports-uc"
)
_REPAIR = "objective repair: restore-time for P1 at most 4 h during 24x7"
_TREAT = "treat P1 as S1, P2 as S2 in reports-uc"
_HOPS = "path restore-time: 15 min during 24x7 then reports-uc{}"


def _sample(*statements: str) -> str:
    return stage.ola(_REPAIR, "backed by reports-uc", *statements) + _CONTRACT


RULES = (
    Rule(
        "backing/path-of-no-duration",
        "error",
        "a path is written for a figure that does not add up along hand-offs",
        "A case is handed on and takes its time with it. Availability, error rates and latencies are not handed on: "
        "they are composed over the parts of the service, so that the path would say nothing.",
        bad=_sample(_TREAT, _HOPS.format(""), "path availability: reports-uc # backing/path-of-no-duration"),
        good=_sample(_TREAT, _HOPS.format("")),
        check=Each(understood, paths_of_no_duration),
    ),
    Rule(
        "backing/path-twice",
        "error",
        "two paths of one metric are written for the same cases",
        "A case takes one path. Of two, the more specific one holds; of two that are for the same cases, nothing says "
        "which.",
        bad=_sample(
            _TREAT, _HOPS.format(""), "path restore-time: 30 min during 24x7 then reports-uc # backing/path-twice"
        ),
        good=_sample(_TREAT, _HOPS.format(""), "path restore-time for P1: 30 min during 24x7 then reports-uc"),
        check=paths_twice,
    ),
    Rule(
        "backing/treated-twice",
        "error",
        "a value is treated as two values in one agreement behind",
        "What holds of one of them may not hold of the other, and nothing says which of them a case will be.",
        bad=_sample("treat P1 as S1, P2 as S2, P2 as S1 in reports-uc # backing/treated-twice", _HOPS.format("")),
        good=_sample(_TREAT, _HOPS.format("")),
        check=Each(understood, treated_twice),
    ),
    Rule(
        "backing/unknown-hop",
        "error",
        "a path names an objective that the agreement does not have",
        "Nothing is known of how long such a hand-off takes.",
        bad=_sample(_TREAT, _HOPS.format("/restoration # backing/unknown-hop")),
        good=_sample(_TREAT, _HOPS.format("/repair")),
        check=unknown_hops,
    ),
)
