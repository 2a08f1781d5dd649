"""The articles of how an agreement is lived with: duties, reports, its end, its changes, further terms, its history."""

from __future__ import annotations

from ..algebra.scopes import is_at
from ..model.changes import Amendment, Approval, Requirement
from ..model.remedies import Duty, PriceBeyond
from ..wording.values import said
from .tree import capital
from .words import together
from .writing import ArticleDraft

CLASSES = ("editorial", "strengthening", "weakening", "emergency", "parties")


def duties(draft: ArticleDraft) -> None:
    """What each side must and may do."""
    for one in draft.words.agreement.duties:
        _duty(draft, one)


def _duty(draft: ArticleDraft, one: Duty) -> None:
    words, book = draft.words, draft.words.book
    parts = [
        book.say("up-to", value=words.value(one.limit)) if one.limit is not None else "",
        book.say("ahead", value=words.value(one.ahead)) if one.ahead is not None else "",
        words.within(one.within),
        words.through(one.through),
        words.hours(one.hours) if one.hours else "",
        book.say("for", scope=_concerned(draft, one)) if one.objectives or one.scope else "",
        book.say("at-most-times", value=words.times(one.times)) if one.times is not None else "",
        words.window(one.window),
        words.by_day(one.by or one.by_date),
        _until(draft, one),
        book.say(f"force/{one.force}") if one.force != "guaranteed" else "",
        words.when(one.when),
        words.about(one.about),
    ]
    key = f"duty/{'must-not' if one.forbidden else 'must' if one.must else 'may'}/{one.who}"
    content = book.say("ensure", value=words.condition(one.ensures)) if one.ensures else words.own(one.text)
    text = book.say(key, text=content)
    # It keeps its number in every language, and under other titles.
    kept_as = said(one.ensures) if one.ensures else " ".join(one.text.split())
    sentences = [f"{together(text, *parts)}."]
    sentences += [book.say(f"carried-over/{one.carried_over}")] if one.carried_over else []
    sentences += [_beyond(draft, one.beyond)] if one.beyond is not None else []
    draft.say(f"{key}/{kept_as}", " ".join(sentences), one.source)


def _concerned(draft: ArticleDraft, one: Duty) -> str:
    """The promises that a duty is about, or the cases alone."""
    return draft.words.objectives(one.objectives, one.scope) if one.objectives else draft.words.scope(one.scope)


def _beyond(draft: ArticleDraft, one: PriceBeyond) -> str:
    """The price of each step beyond a right."""
    words, book, unit = draft.words, draft.words.book, one.step.unit
    is_one = unit.amount == 1 and unit.dimension == "count"
    step = book.say("beyond/each", unit=words.one_thing(unit.unit)) if is_one else words.step(one.step)
    return book.say("beyond", amount=words.amount(one.amount), step=step)


def _until(draft: ArticleDraft, one: Duty) -> str:
    words, book = draft.words, draft.words.book
    if not one.until:
        return ""
    event = words.quoted("events", one.until)
    if one.until_after is None:
        return book.say("until-event", event=event)
    return book.say("until-after-event", value=words.value(one.until_after), event=event)


def reports(draft: ArticleDraft) -> None:
    """What is reported and reviewed, and whom to call."""
    words, agreement, book = draft.words, draft.words.agreement, draft.words.book
    for one in agreement.reports:
        to = book.say("report/to", value=words.parties(one.to)) if one.to else ""
        when = words.when(one.when)
        text = book.say("report", title=book.say("quoted", value=words.own(one.title)))
        due = words.within(one.within), words.by_day(one.by or one.by_date)
        text = together(text, words.window(one.window), *due, to, when, words.about(one.about))
        draft.say(f"report/{one.title}", f"{text}.", one.source)
    if review := agreement.review:
        text = book.say("review", value=words.value(review.every))
        text += f" {book.say('review/next', value=book.day(review.next))}" if review.next else ""
        draft.say("review", text, review.source)
    for each in agreement.escalations:
        # Of a share of time `sla report` counts the downtime, of cases the time of each.
        metrics = [words.workspace.metrics[one.metric] for one in agreement.objectives if is_at(one, each.objective)]
        is_of_time = any(one.unit == "percent" and one.population == "time" for one in metrics)
        of = "escalation/downtime" if is_of_time else "escalation"
        steps = book.all_of(
            book.say(
                f"{of}/step" if level.unit == "%" else f"{of}/after",
                level=words.quantity(level),
                to=words.party(to),
            )
            for level, to in each.steps
        )
        named = words.objectives((each.objective,), each.scope)
        key = f"escalate/{each.objective}~" + ",".join(value for one in each.scope for value in one.values)
        draft.say(key, book.say("escalation", objectives=named, steps=steps), each.source)


def ending(draft: ArticleDraft) -> None:
    """Who may end the agreement, and how."""
    words, book = draft.words, draft.words.book
    for one in draft.words.agreement.rights_to_end:
        cause = book.any_of(book.say(f"ground/{ground}") for ground in one.grounds)
        parts = [
            words.through(one.through),
            words.within(one.within),
            words.when(one.when),
            book.say("for-cause", value=cause) if cause else "",
            words.about(one.about),
        ]
        key = "may-end" if one.notice is not None else "may-end/without"
        text = book.say(key, who=book.say(f"Role/{one.who}"), notice=words.notice(one.notice))
        draft.say(f"end/{one.who}", f"{together(text, *parts)}.", one.source)


def changes(draft: ArticleDraft) -> None:
    """How the agreement is changed."""
    words, book, clause = draft.words, draft.words.book, draft.words.agreement.changes
    if clause is None:
        return
    rows = [
        (f"changes/{one.subject}", (capital(_subject(draft, one.subject)), _needs(draft, one)))
        for one in clause.requirements
    ]
    head = (book.say("column/change"), book.say("column/needs"))
    draft.tabulate("changes", book.say("changes"), head, rows, (4, 8), clause.source)
    for name in clause.never:
        draft.say(f"changes/never/{name}", book.say("never", value=_subject(draft, name)), clause.source)
    if clause.review_when:
        watched = book.any_of(words.quoted("services", name) for name in clause.review_when)
        draft.say("changes/review", book.say("review-when", value=watched), clause.source)
    if clause.own_approval:
        draft.say("changes/own-approval", book.say("own-approval"), clause.source)


def _subject(draft: ArticleDraft, subject: str) -> str:
    """What a change is about: a class of changes, a part of the agreement, or something that is declared."""
    words, book, agreement = draft.words, draft.words.book, draft.words.agreement
    head, _, rest = subject.partition("/")
    if subject in CLASSES:
        return book.say(f"subject/{subject}")
    if head == "clause" and rest:
        title = next((one.title for one in agreement.clauses if one.name == rest), "") or rest
        return book.say("subject/clause", value=words.own(title))
    if head == "parameter" and rest:
        return words.parameter(rest)
    if any(one.name == head for one in agreement.objectives):
        return words.objective(subject)
    if book.has(f"subject/part/{head}"):
        return book.say(f"subject/part/{head}") + (f" ({words.own(rest)})" if rest else "")
    for space in (
        "services",
        "calendars",
        "metrics",
        "scales",
        "facts",
        "clocks",
        "channels",
        "events",
        "reasons",
        "parties",
        "teams",
    ):
        if subject in words.workspace.declared(space):
            return words.quoted(space, subject)
    return book.say("subject/kind", value=words.own(subject))


def _needs(draft: ArticleDraft, one: Requirement) -> str:
    words, book = draft.words, draft.words.book
    parts = [_approval(draft, approval) for approval in one.approvals]
    if one.notice is not None or one.notice_through:
        parts.append(" ".join(filter(None, (words.notice(one.notice), words.through(one.notice_through)))))
    parts += [book.say("evidence", value=words.own(each)) for each in one.evidence]
    parts += [book.say(f"effective/{one.effective_at}")] if one.effective_at else []
    parts += [book.say("ratification", value=words.quantity(one.ratification))] if one.ratification else []
    return draft.words.book.say("and-also").join(parts)


def _approval(draft: ArticleDraft, one: Approval) -> str:
    words, book = draft.words, draft.words.book
    names = words.parties(one.of)
    key = "approval" if one.count >= len(one.of) else "approval/count"
    text = book.say(key, parties=names, count=str(one.count))
    return text + (f" {book.say('approval/role', role=words.role(one.role))}" if one.role else "")


def clauses(draft: ArticleDraft) -> None:
    """Clauses in the words of their author."""
    words = draft.words
    for one in words.agreement.clauses:
        draft.say(f"clause/{one.name}", words.prose(one.prose), one.source, words.own(one.title or one.name))
        draft.say(f"clause/{one.name}/about", words.about(one.about))


def history(draft: ArticleDraft) -> None:
    """The amendments, in the order in which they were made."""
    words, book = draft.words, draft.words.book
    rows = [(f"amendment/{one.version}", _amendment(draft, one)) for one in words.agreement.amendments]
    head = (
        book.say("column/version"),
        book.say("column/effective"),
        book.say("column/change"),
        book.say("column/signed"),
    )
    draft.tabulate("history", book.say("history"), head, rows, (2, 3, 6, 4), binds=False)


def _amendment(draft: ArticleDraft, one: Amendment) -> tuple[str, ...]:
    words, book = draft.words, draft.words.book
    what = [words.own(one.title), words.own(one.reason)]
    what += [book.say("evidence", value=words.own(each)) for each in one.evidence]
    if one.emergency:
        ratified = together(
            book.day(one.emergency.ratified) if one.emergency.ratified else "",
            words.party(one.emergency.by) if one.emergency.by else "",
        )
        what.append(book.say("emergency", why=words.own(one.emergency.why)))
        what.append(book.say("ratified", value=ratified) if ratified else "")
    signed = draft.words.book.say("and-also").join(
        book.say("signed-by", name=words.own(each.by), party=words.party(each.party), day=book.day(each.on))
        for each in one.signatures
    )
    return (
        one.version,
        book.day(one.effective) if one.effective else "",
        draft.words.book.say("and-also").join(filter(None, what)),
        signed,
    )
