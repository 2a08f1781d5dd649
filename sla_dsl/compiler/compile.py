"""Sources to the workspace model, in an order in which each declaration finds those that it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from ..algebra.composing import lacks
from ..collector import uncollected
from ..language.grammar import installed_prelude, prelude_text, topics_text
from ..model.agreement import Agreement
from ..model.lock import Lock
from ..model.services import Metric, Scale
from ..model.workspace import Workspace
from ..text.finding import Finding, Related
from ..text.source import Node, Source, Span
from ..wording.prose import braced, filled
from . import metrics, people, policies, scales, services
from .agreements import agreement, document, topic
from .depth import drop_too_deep
from .earlier import Earlier, ReadAgreement, Shared, beside, reported_repeated
from .free_words import unexplained
from .levels import as_higher_terms_say
from .lock_needs import lock_needs
from .lookalikes import lookalikes
from .losing import loses
from .names import SPACES, Declaration, NameTable
from .outline import outline
from .reading import Reading
from .whole import whole_text

PRELUDE = "prelude.sla"
"""The path under which findings name the prelude."""
_OF_AGREEMENTS = ("name/unknown-objective", "name/unknown-parameter", "name/unknown-in-prose")
"""Findings about names that each agreement has of its own: the same name may be missing in several agreements."""


@uncollected()  # nothing made here is garbage: without the collector a large workspace compiles quicker
def compile_sources(
    sources: Sequence[Source],
    lock: Lock,
    as_of: date,
    # Two years are judged unless `sla.toml` says otherwise (docs/backing.md, The verdicts).
    horizon: int = 24,
    currencies: tuple[str, ...] = (),
    earlier: Earlier | None = None,
    *,
    lets_go: bool = False,
) -> Workspace:
    """Compiles the files of a workspace; ``Workspace.findings`` holds the mistakes found on the way.

    ``horizon`` is in months; ``currencies`` are those allowed (all if empty).  Pure: holidays come from the lock.
    What is the same as in an ``earlier`` compilation is not read again; the result is the same.  The sources may be
    made to let go of their trees (``lets_go``): then less memory is needed, and ``Workspace.meant`` is empty.
    """
    earlier = Earlier() if earlier is None else earlier
    earlier.prelude = earlier.prelude or _prelude()
    every = [earlier.prelude, *sources]
    names, findings = _declared(every)
    findings += [finding for source in every for finding in outline(source).findings]
    findings += [
        Finding("file/empty", "there is nothing in this file", file=source.path)
        for source in sources
        if outline(source).is_empty
    ]
    reading = Reading(names, findings, currencies=currencies)
    models = _models(names, reading, earlier, _apart(sources) if lets_go else {})
    told = [(one.span.source, one.span.first, one.span.last) for one in findings if one.span]
    findings += [
        one
        for one in unexplained(sources, models["metrics"].values())
        if one.span and not any(one.span.source is s and a <= one.span.first <= z for s, a, z in told)
    ]
    if lets_go:
        earlier.let_go(every)
        names.meant = {}
    declared = {name for table in names.spaces.values() for name in table}
    half_read = frozenset(one.address.partition("/")[0] for one in findings if loses(one.rule))
    half_read |= names.lost - declared
    workspace = Workspace(
        as_of=as_of,
        horizon=horizon,
        **models,
        findings=tuple(_one_for_each_cause(sorted(findings, key=Finding.sort_key))),
        broken=frozenset(d.name for table in names.spaces.values() for d in table.values() if d.broken) | names.misread,
        mistaken=frozenset(
            one.address.partition("/")[0] for one in findings if not one.rule.startswith("remedy/example-")
        ),
        half_read=half_read,
        used=frozenset(names.used) | {(space, name) for space in names.spaces for name in names.lost},
        meant=names.meant,
        lock=lock,
        prelude=installed_prelude(),
    )
    return workspace.model_copy(update=lock_needs(workspace))


def whole(workspace: Workspace, name: str) -> str:
    """An agreement as one text in canonical form: what it takes over merged in and marked, and its prose filled.

    What ``{fee}`` stands for in prose is written in its place.
    """
    agreement = workspace.agreements[name]
    declared = dict.fromkeys(one.source.source for one in workspace.with_terms(agreement))
    names, findings = _declared([*declared])
    stands_for = braced(agreement)
    return whole_text(declared, Reading(names, findings, name), name, lambda prose: filled(prose, stands_for, "{{"))


@cache
def _prelude() -> Source:
    return Source(PRELUDE, prelude_text() + topics_text())


# Names


def _declared(sources: Sequence[Source]) -> tuple[NameTable, list[Finding]]:
    """All declarations by name; reports two of one name, and two that look alike."""
    names, findings = NameTable(), list[Finding]()
    for source in sources:
        names.lost |= {text for text in outline(source).lost if text[:1].isalpha()}
        names.nameless |= {SPACES.get(word, word) for word in outline(source).nameless}
        for number, one in enumerate(outline(source).declarations):
            declaration = Declaration(one, number, one.broken)
            table = names.spaces[SPACES[one.kind]]
            before = table.get(one.name)
            if before is not None and _is_of_another_pack(declaration, before):
                declaration.qualified = f"{source.pack}/{one.name}"
                before = table.get(declaration.name)
            if before is None:
                table[declaration.name] = declaration
            else:
                findings.append(_duplicate(declaration, before))
    findings += drop_too_deep(names)
    for space, table in names.spaces.items():
        findings += lookalikes(space, table)
    _spread_broken(names.spaces["agreement"])
    return names, findings


def _is_of_another_pack(one: Declaration, before: Declaration) -> bool:
    """Whether a policy comes with a pack, and its name is that of a policy of the house or of another pack."""
    pack = one.span.source.pack
    return one.kind == "policy" and bool(pack) and pack != before.span.source.pack


def _spread_broken(agreements: dict[str, Declaration]) -> None:
    """Marks agreements on broken terms as broken: they may lack a statement that could not be read."""
    on_terms_of: dict[str, list[Declaration]] = {}
    for declaration in agreements.values():
        for name in declaration.outlined.terms:
            on_terms_of.setdefault(name, []).append(declaration)
    left = [declaration for declaration in agreements.values() if declaration.broken]
    while left:
        for declaration in on_terms_of.pop(left.pop().name, ()):
            declaration.broken = True
            left.append(declaration)


def _one_for_each_cause(findings: list[Finding]) -> list[Finding]:
    """The findings with one for each cause: a name that is missing in several places is one mistake.

    So is the name of an objective, with those of its cells (`cases` and `cases/response-time`).

    The other places become related places of the first finding.
    """
    missing = {
        (one.address, one.values[0].partition("/")[0]) for one in findings if one.rule == "name/unknown-objective"
    }
    kept: dict[tuple[object, ...], Finding] = {}
    again: dict[tuple[object, ...], dict[Span, Related]] = {}
    told = set()
    for finding in findings:
        if finding.rule in _OF_AGREEMENTS:
            place = (finding.rule, finding.values, finding.span)
            if place in told:  # several agreements take over this statement
                continue
            told.add(place)
        lead = (finding.address, finding.values[0].partition("/")[0]) if finding.values else ("", "")
        if finding.rule in ("name/unknown-objective", "name/unknown-scale-value") and lead in missing:
            cause: tuple[object, ...] = ("name/unknown-objective", *lead)
        elif finding.rule.startswith("name/unknown-") and finding.values:
            where = finding.address if finding.rule in _OF_AGREEMENTS else ""
            cause = (finding.rule, finding.values, where)
        else:
            cause = (finding.rule, finding.message, finding.span, finding.file)
        before = kept.setdefault(cause, finding)
        if finding.span is not None and finding.span not in (before.span, *(r.span for r in before.related)):
            again.setdefault(cause, {}).setdefault(finding.span, Related(finding.span, "and it is named here"))
    for cause, places in again.items():
        kept[cause] = replace(kept[cause], related=(*kept[cause].related, *places.values()))
    return list(kept.values())


def _duplicate(declaration: Declaration, before: Declaration) -> Finding:
    if before.span.source.path == PRELUDE:
        return Finding(
            "name/of-the-prelude",
            f"`{declaration.name}` is a {before.kind} of the prelude and cannot be declared again",
            declaration.span,
            help=f"choose another name; a metric may say `is {declaration.name}`"
            if before.kind == "metric"
            else "choose another name, or use what the prelude says",
            address=declaration.name,
        )
    return Finding(
        "name/duplicate",
        f"`{declaration.name}` is declared twice",
        declaration.span,
        help="give one of them another name",
        related=(Related(before.span, "it is declared here already"),),
        address=declaration.name,
    )


# Models


def _apart(sources: Sequence[Source]) -> dict[str, Source]:
    """The sources that hold agreements alone, and none on whose terms another stands; by the last of their agreements.

    When that has been read, nobody needs their trees.
    """
    terms = {name for source in sources for one in outline(source).declarations for name in one.terms}
    found = {}
    for source in sources:
        declared = outline(source).declarations
        if declared and all(one.kind == "agreement" and one.name not in terms for one in declared):
            found[declared[-1].name] = source
    return found


def _models(names: NameTable, reading: Reading, earlier: Earlier, apart: Mapping[str, Source]) -> dict[str, Any]:
    """The models of all declarations, by the field of the workspace that holds them.

    Each kind of declaration is read after the kinds that it refers to.  The sources ``apart`` let go of their trees
    behind the agreement of that name.
    """
    earlier.begin(names, reading.currencies)
    shared = earlier.read_shared(lambda: _shared(names, reading))
    models = dict(shared.models)
    reading.scales, reading.metrics = models["scales"], models["metrics"]
    zones = {p.name: p.zone for p in models["parties"].values()}
    zones |= {t.name: zones.get(t.house) for t in models["teams"].values()}

    def read(one: Declaration, of: Mapping[str, Node], own: Reading) -> tuple[Agreement, Agreement | None]:
        found = agreement(one.node, of, zones, models["services"], own)
        above = as_higher_terms_say(one.node, of)
        if above is None:
            return found, None
        again = own.of(one.name, one.broken).imagined({})
        return found, agreement(above, of, zones, models["services"], again)

    agreements = earlier.read_agreements(names, read, reading, apart)
    parts: tuple[Shared | ReadAgreement, ...] = (shared, *agreements)
    for part in parts:
        names.take_over(part.names)
        reading.findings += part.repeated
    reading.findings += [finding for part in parts for finding in part.findings]
    models["agreements"] = {one.agreement.name: one.agreement for one in agreements}
    models["above"] = {one.agreement.name: one.above for one in agreements if one.above is not None}
    return models


def _shared(names: NameTable, reading: Reading) -> Shared:
    """The models of all that is no agreement."""
    repeated = reported_repeated(beside(names), reading)
    reading = reading.apart(names.apart(), [])

    def read(space: str, kinds: tuple[str, ...], reader: Callable[[Node, Reading], Any]) -> dict[str, Any]:
        return {
            d.name: reader(d.node, reading.of(d.name, d.broken))
            for d in names.spaces[space].values()
            if d.kind in kinds
        }

    scale_kinds = ("priorities", "tiers", "dimension")
    plain: dict[str, Scale] = read("scale", scale_kinds, scales.scale)
    reading.scales |= plain
    models: dict[str, Any] = {
        "parties": read("party", ("party",), people.party),
        "teams": read("party", ("team",), people.team),
        "reasons": read("reason", ("reason",), people.reason),
        "events": read("event", ("event",), people.event),
        "channels": read("channel", ("channel",), people.channel),
        "calendars": read("calendar", ("calendar",), people.calendar),
        "clocks": read("clock", ("clock",), people.clock),
    }
    declared: dict[str, Metric] = read("metric", ("metric",), metrics.metric)
    reading.metrics |= models.setdefault("metrics", _complete(declared, names, reading))
    models["scales"] = read("scale", scale_kinds, lambda n, r: scales.scale_with_conditions(n, plain[r.address], r))
    reading.scales |= models["scales"]
    models["facts"] = read("fact", ("fact",), scales.fact)
    models["services"] = read("service", ("service",), services.service)
    models["documents"] = read("document", ("document",), document)
    models["topics"] = read("topic", ("topic",), topic)
    models["policies"] = read("policy", ("policy",), policies.policy)
    return Shared(models, repeated, reading.findings, reading.names.notes())


def _complete(declared: dict[str, Metric], names: NameTable, reading: Reading) -> dict[str, Metric]:
    """Metrics with all fields that they inherit by ``is``; reports circles and metrics without unit or direction."""
    done: dict[str, Metric] = {}
    for name in declared:
        chain: dict[str, None] = {}
        above: str | None = name
        while above in declared and above not in done and above not in chain:
            chain[above] = None
            above = declared[above].is_
        if above in chain:
            circle = list(chain)[list(chain).index(above) :]
            _report_circle(declared[min(circle)], reading)
        for one in reversed(chain):
            metric = declared[one]
            of = done.get(metric.is_ or "")
            if of is not None:
                metric = metrics.inherited(metric, of)
            elif metric.is_ not in chain and (metric.unit is None or metric.better is None):
                _report_open(metric, names.spaces["metric"][one], reading)
            if (lacking := lacks(metric)) and (of is None or lacks(of) != lacking):
                _report_not_composable(metric, lacking, reading)
            done[one] = metric
    return done


def _report_not_composable(metric: Metric, lacking: str, reading: Reading) -> None:
    reading.of(metric.name, False).report(
        "value/not-composable",
        f"metric `{metric.name}` composes as `{metric.composes}`, which only a metric with `{lacking}` does",
        metric.source,
        help=f"write `{lacking}`, or `composes as owned` if a team answers for it",
    )


def _report_circle(metric: Metric, reading: Reading) -> None:
    reading.of(metric.name, False).report(
        "name/cyclic",
        f"metric `{metric.name}` is, in the end, itself",
        metric.source,
        help="let one of them stand on its own",
    )


def _report_open(metric: Metric, declaration: Declaration, reading: Reading) -> None:
    if not _is_understood(metric, declaration):
        return
    what = "`unit …`" if metric.unit is None else "`higher is better` or `lower is better`"
    reading.of(metric.name, False).report(
        "value/open-metric",
        f"metric `{metric.name}` does not say all that it needs",
        metric.source,
        help=f"add {what}, or `is` and a metric that says it",
    )


def _is_understood(metric: Metric, declaration: Declaration) -> bool:
    """Whether no statement of a metric was refused, so that its open fields were left out on purpose."""
    node = declaration.node
    return (
        not declaration.broken and node.has("IS") == bool(metric.is_) and bool(node.node("unit")) == bool(metric.unit)
    )
