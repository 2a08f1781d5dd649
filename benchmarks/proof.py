"""How long the proof takes against the parse of the same workspace, and how that grows with the workspace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from time import process_time

from sla_dsl.compiler import compile_sources
from sla_dsl.language.parser import parse
from sla_dsl.model.lock import Lock
from sla_dsl.proof import findings_of, prove

from .backed import FIRST_DAY, MONTHS, backed
from .measure import table


@dataclass(frozen=True, slots=True)
class Size:
    """How large a workspace of ``backed`` is."""

    agreements: int
    services: int
    exceptions: int


@dataclass(frozen=True, slots=True)
class Spent:
    """The seconds of processor time that the parse and the proof of a workspace take, and how many promises hold."""

    parse: float
    proof: float
    promises: int


def proof_report(size: Size, rounds: int) -> str:
    """Proves a workspace, and others of which one thing is doubled or quadrupled; the ratios as Markdown."""
    base = measured(size, rounds)
    grown = [
        (what, factor, measured(replace(size, **{what: getattr(size, what) * factor}), rounds))
        for what in ("agreements", "services", "exceptions")
        for factor in (2, 4)
    ]
    heading = (
        f"{size.agreements} agreements with customers over {size.services} services, {size.exceptions} exceptions "
        f"in each calendar, {base.promises} promises backed over {MONTHS} months."
    )
    ratios = [("proof", "scan and parse", base.proof / base.parse)]
    ratios += [(f"proof of {factor} times the {what}", "proof", one.proof / base.proof) for what, factor, one in grown]
    return "\n".join([heading, "", *table("task", "against", ratios)])


def measured(size: Size, rounds: int) -> Spent:
    """Medians over some rounds, each with sources that nobody has read; raises if a promise does not hold."""
    parses, proofs, promises = [], [], 0
    for _ in range(rounds):
        sources = backed(size.agreements, size.services, size.exceptions)
        begin = process_time()
        for source in sources:
            parse(source)
        parses.append(process_time() - begin)
        workspace = compile_sources(sources, Lock(), FIRST_DAY).model_copy(update={"horizon": MONTHS})
        begin = process_time()
        found = prove(workspace)
        reasons = list(findings_of(workspace, found.values()))
        proofs.append(process_time() - begin)
        promises = sum(proof.verdict == "backed" for proof in found.values())
        if reasons or workspace.findings or promises != 5 * size.agreements:
            raise AssertionError("the workspace is meant to be backed")
    return Spent(median(parses), median(proofs), promises)
