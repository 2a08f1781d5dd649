"""Statements of an agreement as sentences of the language, from what they mean, whatever their author left to terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ..model.agreement import Escalation, Report, Review, Volume
from ..model.objective import PromisedElsewhere
from ..model.performing import PlannedTest, Subcontracting, Subcontractor
from ..model.quantity import Quantity
from ..model.remedies import (
    Band,
    Cap,
    Claim,
    Duty,
    Exclusion,
    HighestOnly,
    NoMaintenance,
    NoRemedy,
    PaymentTerms,
    PriceBeyond,
    Remedy,
    RightToTerminate,
    Suspension,
)
from .values import quoted, said


def statement_text(one: Any) -> str:
    """A statement in one sentence, as the language writes it; a table of bands is a list behind a colon."""
    return _phrases(*_SENTENCES[type(one)](one))


def _phrases(*given: str) -> str:
    return " ".join(filter(None, given))


def _led(word: str, value: Any) -> str:
    text = said(value)
    return f"{word} {text}" if text else ""


def _scope(one: Any) -> str:
    return _led("for", ", ".join(filter(None, (said(one.objectives), said(one.scope)))))


# Remedies


def _remedy(one: Remedy) -> Iterator[str]:
    due = said(one.amount) or bands_text(one.bands)
    when = said(one.window), _led("within", one.within), _led("when", one.when)
    yield _phrases(one.kind, _led("on", one.base), _scope(one), *when) + (f": {due}" if due else "")
    yield _led("for", one.step)


def bands_text(table: Iterable[Band]) -> str:
    """A table of bands in one line."""
    return "; ".join(f"{said(band.reached)}: {said(band.amount) or 'none'}" for band in table)


def _cap(one: Cap) -> Iterator[str]:
    yield from (f"cap {one.kind} at", said(one.amount), "each case" if one.each_case else said(one.window))
    yield from (_scope(one), _led("when", one.when))


def _terms(one: PaymentTerms) -> Iterator[str]:
    traits = ", ".join(filter(None, _traits(one)))
    yield from (f"{one.kind} is {traits}", _led("when", one.when)) if traits else ()


def _traits(one: PaymentTerms) -> Iterator[str]:
    yield "automatic" if one.automatic else ""
    yield "paid on the next invoice" if one.paid_on_next_invoice else ""
    yield "paid in money" if one.paid_in_money else ""
    yield "paid in proportion" if one.paid_in_proportion else ""
    yield _led("paid within", one.paid_within)
    yield _phrases(_led("paid only above", one.paid_above), said(one.paid_above_window))
    yield _phrases("the sole remedy" if one.sole else "", _led("except when", one.sole_except))
    yield "one remedy among others" if one.among_others else ""
    yield _led("void when", one.void_when)
    yield "" if one.transferable else "not transferable"
    yield _led("lost after", one.lost_after)
    yield "lost with the agreement" if one.lost_with_agreement else ""


def _claim(one: Claim) -> Iterator[str]:
    yield from ("claim", said(one.through), " then ".join(_led("within", stage) for stage in one.stages))
    yield _led("when", one.when)


# Rights and duties


def _right(one: RightToTerminate) -> Iterator[str]:
    yield from ("either party" if one.who == "either" else one.who, "may end")
    yield f"with {said(one.notice)} notice" if one.notice is not None else ""
    yield from (_led("within", one.within), said(one.through), _led("when", one.when))
    yield from (_led("for cause", one.grounds), _led("about", one.about))


_CARRIED_OVER = {"once": "carried over once", "always": "carried over"}


def _beyond(one: PriceBeyond | None) -> str:
    return "" if one is None else f"then {said(one.amount)} for {said(one.step)}"


def _duty(one: Duty) -> Iterator[str]:
    yield f"{one.who} {'must not' if one.forbidden else 'must' if one.must else 'may'}"
    yield _led("ensure", one.ensures) if one.ensures is not None else quoted(one.text)
    yield f"{said(one.ahead)} ahead" if one.ahead is not None else ""
    yield from (_led("up to", one.limit), _scope(one), _led("during", one.hours))
    yield "" if one.times is None else "at most once" if one.times == 1 else f"at most {one.times} times"
    yield from (
        said(one.window),
        _CARRIED_OVER.get(one.carried_over or "", ""),
        _beyond(one.beyond),
        {"guaranteed": "", "target": "as a target"}.get(one.force, "as best effort"),
    )
    yield from (
        _led("within", one.within),
        _led("by", one.by or one.by_date),
        said(one.through),
        _led("when", one.when),
    )
    yield _led(
        "until", _phrases(f"{said(one.until_after)} after" if one.until_after is not None else "", one.until or "")
    )
    yield _led("about", one.about)


# Exclusions


def _exclusion(one: Exclusion) -> Iterator[str]:
    yield from (f"excludes {one.reason}", _led("up to", one.limit), said(one.window))
    yield from (f"and up to {said(each.limit)} {said(each.window)}" for each in one.further)
    yield _led("within", one.within)
    yield f"announced {said(one.announced)} ahead" if one.announced is not None else ""
    yield from (_scope(one), _led("when", one.when))


def _no_maintenance(one: NoMaintenance) -> Iterator[str]:
    yield from ("no maintenance", _led("from", one.first), _led("to", one.last), _led("during", one.hours))


# What is reported, reviewed, tested, and through whom


def _report(one: Report) -> Iterator[str]:
    yield from (
        f"report {quoted(one.title)}",
        said(one.window),
        _led("within", one.within),
        _led("by", one.by or one.by_date),
    )
    yield from (_led("to", " and ".join(one.to)), _led("when", one.when), _led("about", one.about))


def _escalation(one: Escalation) -> Iterator[str]:
    yield from (f"escalate {one.objective}", _led("for", one.scope))
    yield escalation_steps(one.steps)


def escalation_steps(steps: Iterable[tuple[Quantity, str]]) -> str:
    """The steps of an escalation: ``at 50% to desk, after 2 h to norvia``."""
    return ", ".join(f"{'at' if level.unit == '%' else 'after'} {said(level)} to {to}" for level, to in steps)


def _test(one: PlannedTest) -> Iterator[str]:
    yield from (f"{one.what} tested every", said(one.every), quoted(one.title) if one.title else "")


def _subcontracting(one: Subcontracting) -> Iterator[str]:
    yield f"subcontracting is {'subject to consent' if one.permission == 'consent' else one.permission}"
    yield f"announced {said(one.announced)} ahead" if one.announced is not None else ""


_SENTENCES: Mapping[type[Any], Callable[[Any], Iterator[str]]] = {
    Remedy: _remedy,
    NoRemedy: lambda one: iter((f"no {one.kind}", _scope(one))),
    HighestOnly: lambda one: iter((f"one event earns the highest {one.kind} only", _scope(one))),
    Cap: _cap,
    PaymentTerms: _terms,
    Claim: _claim,
    RightToTerminate: _right,
    Duty: _duty,
    Suspension: lambda one: iter((f"suspends {said(one.objectives)}", _led("while", one.when))),
    Exclusion: _exclusion,
    NoMaintenance: _no_maintenance,
    Volume: lambda one: iter(("volume", said(one.bound), said(one.window), _scope(one))),
    Report: _report,
    Review: lambda one: iter(("review every", said(one.every), _led("next", one.next))),
    Escalation: _escalation,
    PlannedTest: _test,
    Subcontracting: _subcontracting,
    PromisedElsewhere: lambda one: iter(
        (f"promises {said(one.metrics)} as {one.document} says", _led("for", one.scope))
    ),
    Subcontractor: lambda one: iter((f"subcontractor {one.party}", _led("for", one.services), _led("in", one.places))),
}
