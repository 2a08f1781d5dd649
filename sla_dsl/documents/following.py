"""The articles of what follows when a promise is missed: remedies, their limits and manner, claims, worked examples."""

from __future__ import annotations

from ..algebra.scopes import is_at, overlaps, sums_points
from ..facts.needs import is_of_cases
from ..model.objective import Objective
from ..model.quantity import Multiple
from ..model.remedies import Cap, Example, HighestOnly, NoRemedy, PaymentTerms, Remedy
from ..wording.values import said
from .tree import capital
from .words import Words, together
from .writing import ArticleDraft

_OWED_BY = {
    "credit": "provider",
    "penalty": "provider",
    "refund": "provider",
    "bonus": "customer",
    "charge": "customer",
}
"""Which side owes an award; points are owed by nobody."""


def remedies(draft: ArticleDraft) -> None:
    """What is due, the most that is due, and how it is given and claimed."""
    words, agreement, book = draft.words, draft.words.agreement, draft.words.book
    for one in agreement.remedies:
        _remedy(draft, one)
    for kind in dict.fromkeys(one.kind for one in agreement.remedies if one.kind in _OWED_BY):
        text = book.say(f"owed/{_OWED_BY[kind]}", awards=book.say(f"awards/{kind}"))
        draft.say(f"{kind}/owed", text)
    for none in agreement.no_remedies:
        award = book.say(f"award/{none.kind}")
        named = words.objectives(none.objectives, none.scope)
        draft.say(
            f"{none.kind}/none~{_about(none)}",
            book.say("no-remedy", award=award, objectives=named)
            if none.objectives or none.scope
            else book.say("no-remedy-at-all", award=award),
            none.source,
        )
    for only in agreement.highest_only:
        award = book.say(f"award/{only.kind}")
        named = words.objectives(only.objectives, only.scope)
        key = f"{only.kind}/highest~{_about(only)}"
        draft.say(key, book.say("highest-only", award=award, objectives=named), only.source)
    for cap in agreement.caps:
        _cap(draft, cap)
    for terms in agreement.traits:
        _manner(draft, terms)
    for claim in agreement.claims:
        stages = f", {book.say('then')} ".join(words.within(stage) for stage in claim.stages)
        text = " ".join(filter(None, (words.through(claim.through), stages, words.when(claim.when))))
        draft.say("claim", book.say("claim", value=text) if text else book.say("claim/any"), claim.source)


def _about(one: Remedy | NoRemedy | HighestOnly | Cap) -> str:
    """For which promises and cases something is due."""
    return ",".join((*one.objectives, *(value for each in one.scope for value in each.values)))


def _remedy(draft: ArticleDraft, one: Remedy) -> None:
    words, book = draft.words, draft.words.book
    form = "bands" if one.bands else "step" if one.step else "amount"
    key = f"{one.kind}/{form}~{_about(one)}"
    named = words.objectives(one.objectives, one.scope)
    of_points = sums_points(one, words.agreement)
    award = book.say(f"Award/{one.kind}")
    due = book.say("due-points", award=award) if of_points else book.say("due", award=award, objectives=named)
    period = words.window(one.window)
    if not of_points and any(each.window for each in _promises(words, one)):
        period = book.say(f"due/{_occasion(one)}", period=period or book.say("due/period"))
    each = book.say("due/each") if not of_points and len(_promises(words, one)) > 1 else ""
    lead = together(due, each, period, words.when(one.when), words.within(one.within))
    base = book.say("base", value=words.parameter(one.base)) if one.base else ""
    amount = _amount(words, one)
    if one.step:
        by_case = book.say("step/by-case") if _counts_by_case(words, one) else ""
        amount = together(" ".join(filter(None, (amount, words.step(one.step)))), by_case)
    if not one.bands:
        text = " ".join(filter(None, (book.say("due-amount", due=lead, amount=amount), base)))
        draft.say(key, text, one.source)
        return
    rows = []
    for band in one.bands:
        given = words.amount(band.amount) if band.amount is not None else book.say("none")
        rows.append((f"{key}/{said(band.reached)}", (words.bound(band.reached), given)))
    measured = words.name("metrics", one.metric) if one.metric else book.say("column/reached")
    head = (book.say("Award/points") if of_points else measured, award)
    lead_text = book.say("due-amount", due=lead, amount=amount) if amount else f"{lead}."
    counts = book.say("bands") if len(rows) > 1 else ""
    worst = book.say("bands/worst") if any(_is_of_single_values(each) for each in _promises(words, one)) else ""
    draft.tabulate(key, " ".join(filter(None, (lead_text, counts, worst, base))), head, rows, (5, 7), one.source)


def _amount(words: Words, one: Remedy) -> str:
    """The amount of an award; a multiple of its own kind stands in the place of the others."""
    if isinstance(one.amount, Multiple) and one.amount.remedy == one.kind:
        times, award = words.book.number(one.amount.times), words.book.say(f"award/{one.kind}")
        return words.book.say("multiple/own", times=times, award=award)
    return words.amount(one.amount) if one.amount is not None else ""


def _promises(words: Words, one: Remedy) -> list[Objective]:
    """The promises that an award is for."""
    return [
        each
        for each in words.agreement.objectives
        if (not one.objectives or is_at(each, *one.objectives)) and overlaps(one.scope, each.scope)
    ]


def _counts_by_case(words: Words, one: Remedy) -> bool:
    """Whether the time of a step is counted for each late case by itself, as `sla report` does, and not in all."""
    step, metrics = one.step, words.workspace.metrics
    if step is None or step.unit.dimension != "duration" or step.metric or step.of == "downtime" or one.kind == "bonus":
        return False
    promises = _promises(words, one)
    timed = (is_of_cases(metrics[each.metric]) and each.statistic in ("each", "share") for each in promises)
    return bool(promises) and all(timed)


def _is_of_single_values(one: Objective) -> bool:
    """Whether each value of a promise must keep to its bound; the figure of a window is then the worst of them."""
    return one.statistic == "each" and one.share is None


def _occasion(one: Remedy) -> str:
    """When an award is due: bands ask what they reach, all else whether the promise is missed."""
    if one.bands:
        return "reached"
    return {"bonus": "kept", "charge": "always"}.get(one.kind, "missed")


def _cap(draft: ArticleDraft, one: Cap) -> None:
    words, book = draft.words, draft.words.book
    named = words.objectives(one.objectives, one.scope) if one.objectives or one.scope else ""
    text = book.say(
        "cap-for" if named else "cap",
        awards=book.say(f"Awards/{one.kind}"),
        amount=words.amount(one.amount),
        objectives=named,
    )
    each_case = book.say("each-case") if one.each_case else ""
    text = f"{together(text, words.window(one.window), each_case, words.when(one.when))}."
    draft.say(f"{one.kind}/cap{'-each-case' if one.each_case else ''}~{_about(one)}", text, one.source)


def _manner(draft: ArticleDraft, one: PaymentTerms) -> None:
    """How a kind of remedy is given; each manner is a sentence of its own."""
    words, book = draft.words, draft.words.book
    flags = {
        "automatic": one.automatic,
        "next-invoice": one.paid_on_next_invoice,
        "money": one.paid_in_money,
        "proportion": one.paid_in_proportion,
        "among-others": one.among_others,
        "not-transferable": not one.transferable,
        "lost-with-agreement": one.lost_with_agreement,
    }
    manners = {name: book.say(f"manner/{name}") for name, holds in flags.items() if holds}
    if one.paid_within:
        manners["within"] = book.say("manner/within", value=words.within(one.paid_within))
    if one.paid_above is not None:
        above = together(words.value(one.paid_above), words.window(one.paid_above_window))
        manners["above"] = book.say("manner/above", value=above)
    elif one.paid_above_window:
        manners["above"] = book.say("manner/above", value=words.window(one.paid_above_window))
    if one.sole:
        manners["sole"] = book.say("manner/sole")
    if one.sole_except is not None:
        manners["sole-except"] = book.say("manner/sole-except", value=words.condition(one.sole_except))
    if one.void_when is not None:
        manners["void"] = book.say("manner/void", value=words.condition(one.void_when))
    if one.lost_after is not None:
        manners["lost"] = book.say("manner/lost", value=words.value(one.lost_after))
    award = book.say(f"Awards/{one.kind}")
    for name, text in manners.items():
        value = together(text, words.when(one.when))
        draft.say(f"{one.kind}/manner/{name}", book.say("manner", awards=award, value=value), one.source)


def examples(draft: ArticleDraft) -> None:
    """Worked examples; they bind nobody."""
    for one in draft.words.agreement.examples:
        _example(draft, one)


def _example(draft: ArticleDraft, one: Example) -> None:
    words, book = draft.words, draft.words.book
    rows = []
    for given in one.given:
        value = words.quantity(given.value)
        value += f" {book.say('out-of', value=words.quantity(given.of))}" if given.of else ""
        rows.append(
            (
                f"example/{one.title}/given/{given.subject}",
                (book.say("example/given"), _figure(words, given.subject), value),
            )
        )
    for at, occasion in enumerate(one.when):
        text = words.condition(occasion)
        rows.append((f"example/{one.title}/when/{at}", (book.say("example/given"), capital(text), "")))
    for result in one.results:
        value = words.quantity(result.value)
        if result.decimals:
            value = (
                book.say("decimals", value=value, count=str(result.decimals))
                if result.value.unit in ("", "%")
                else value
            )
        rows.append(
            (
                f"example/{one.title}/result/{result.subject}",
                (book.say("example/result"), _figure(words, result.subject), value),
            )
        )
    about = (
        f" {book.say('example/about', value=words.objectives(one.objectives, one.scope))}"
        if one.objectives or one.scope
        else ""
    )
    text = book.say("example", about=about)
    head = ("", book.say("column/figure"), book.say("column/value"))
    title = words.own(one.title)
    draft.tabulate(f"example/{one.title}", text, head, rows, (3, 6, 4), one.source, title, binds=False)


def _figure(words: Words, subject: str) -> str:
    """What a figure of an example is of: a promise, a parameter, a metric, an award, or what happened."""
    agreement, book = words.agreement, words.book
    is_named = any(one.name == subject for one in agreement.objectives) or any(
        one.name == subject for one in agreement.parameters
    )
    return book.say(f"Award/{subject}") if book.has(f"Award/{subject}") and not is_named else words.objective(subject)
