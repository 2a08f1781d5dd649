"""The time of the proof against the parse of the same workspace, and its growth with the workspace."""

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
    """The size of a workspace of ``backed``."""

    agreements: int
    services: int
    exceptions: int


@dataclass(frozen=True, slots=True)
class Spent:
    """The processor seconds of the parse and of the proof of a workspace, and the number of promises that hold."""

    parse: float
    proof: float
    promises: int


def proof_report(size: Size, rounds: int) -> str:
    """Proves a workspace, and others in which one number is doubled or quadrupled; the ratios as Markdown."""
    base = measured(size, rounds)
    grown = [
        (part, factor, measured(replace(size, **{part: getattr(size, part) * factor}), rounds))
        for part in ("agreements", "services", "exceptions")
        for factor in (2, 4)
    ]
    heading = (
        f"{size.agreements} agreements with customers over {size.services} services, {size.exceptions} exceptions "
        f"in each calendar, {base.promises} promises backed over {MONTHS} months."
    )
    ratios = [("proof", "scan and parse", base.proof / base.parse)]
    ratios += [(f"proof of {factor} times the {part}", "proof", one.proof / base.proof) for part, factor, one in grown]
    return "\n".join([heading, "", *table("task", "against", ratios)])


def measured(size: Size, rounds: int) -> Spent:
    """Medians over some rounds, each with sources that are not read yet; raises if a promise does not hold."""
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
