"""The articles at the beginning: who promises for what, what words mean, when and in which hours."""

from __future__ import annotations

from datetime import date
from unicodedata import combining, normalize

from ..model.agreement import Parameter
from ..model.phrases import Selection
from ..model.services import Counting, Metric, Scale
from ..model.wordings import Languages
from .names import ALWAYS
from .tree import capital, referring_to
from .words import together
from .writing import ArticleDraft

LEAP_YEAR = 2000
"""A year in which every day of a calendar occurs."""


def parties(draft: ArticleDraft) -> None:
    """The two sides, the subject, the texts that are taken over, and which text wins."""
    words, agreement, book = draft.words, draft.words.agreement, draft.words.book
    provider, customer = (
        book.say(f"named/{role}", name=words.party(name)) if name else book.say(f"role/{role}")
        for name, role in ((agreement.provider, "provider"), (agreement.customer, "customer"))
    )
    services = book.all_of(words.quoted("services", name) for name in agreement.covers)
    key = "subject" if services else "subject/none"
    subject = book.say(key, provider=provider, customer=customer, services=services)
    draft.say("parties/subject", capital(subject))
    for name in agreement.covers:
        service = words.workspace.services.get(name)
        if service is not None and service.critical is not None:
            key = "is-critical" if service.critical else "not-critical"
            draft.say(f"parties/critical/{name}", book.say(key, value=words.quoted("services", name)))
    left_out = book.all_of(words.quoted("services", name) for name in agreement.not_covered)
    draft.say("parties/not-covered", words.led("not-covered", left_out))
    if agreement.covers_when is not None:
        draft.say("parties/covers-when", book.say("covers-when", value=words.condition(agreement.covers_when)))
    _cases(draft)
    for name in dict.fromkeys(filter(None, (agreement.provider, agreement.customer))):
        _party(draft, name)
    _texts(draft)


def _cases(draft: ArticleDraft) -> None:
    """The tiers that are chosen, and the sites and the like that the customer has."""
    words, agreement, book = draft.words, draft.words.agreement, draft.words.book
    for tier in agreement.tiers:
        values = book.any_of(words.value_of(tier.scale, value) for value in tier.values)
        draft.say(
            f"parties/tier/{tier.scale}", book.say("tier", scale=words.quoted("scales", tier.scale), values=values)
        )
    for one in agreement.held:
        values = book.all_of(words.value_of(one.scale, value) for value in one.values)
        draft.say(f"parties/has/{one.scale}", book.say("held", scale=words.quoted("scales", one.scale), values=values))


def _texts(draft: ArticleDraft) -> None:
    """The level, the terms that are taken over, which text prevails, and in which language."""
    words, agreement, book = draft.words, draft.words.agreement, draft.words.book
    if agreement.level:
        draft.say("parties/level", book.say("level", level=book.say(f"level/{agreement.level}")))
    for number, name in enumerate(draft.origins.terms, 1):
        terms = words.workspace.agreements[name]
        level = book.say("of-level", level=book.say(f"level/{terms.level}")) if terms.level else ""
        title = book.say("quoted", value=words.own(terms.title or name)) + level
        title += f", {book.say('numbered-version', value=terms.version)}" if terms.version else ""
        draft.say(f"parties/terms/{name}", book.say("on-terms", title=title, mark=f"[{number}]"))
    if agreement.precedence:
        ranks = [text_named(draft, name) for name in agreement.precedence]
        draft.say(
            "parties/precedence",
            book.say("precedence", value=(book.say("and-also") + book.say("then") + " ").join(ranks)),
        )
    if one := agreement.languages:
        draft.say("parties/languages", _languages(draft, one), one.source)


def _languages(draft: ArticleDraft, one: Languages) -> str:
    """In which languages the agreement is written, and which text prevails."""
    book = draft.words.book
    names = book.all_of(
        book.say("languages/each", value=book.language_name(code)) for code in (one.written, *one.others)
    )
    if not one.others:
        return book.say("languages/one", value=names)
    if one.prevailing is None:
        return book.say("languages/equal", value=names)
    return book.say("languages/prevailing", value=names, prevailing=book.language_name(one.prevailing))


def _party(draft: ArticleDraft, name: str) -> None:
    words, book, workspace = draft.words, draft.words.book, draft.words.workspace
    team, house = workspace.teams.get(name), workspace.parties.get(workspace.house(name))
    parts = [book.say("team-of", value=words.party(house.name))] if team and house else []
    contacts = (team or house).contacts if (team or house) is not None else ()  # type: ignore[union-attr]  # one of the two is there
    parts += [words.led("contact", book.all_of(map(words.own, contacts)))] if contacts else []
    parts += [words.led("hours-of-team", words.hours(team.hours))] if team and team.hours else []
    parts += [book.say("of-country", value=words.place(house.country))] if house and house.country else []
    parts += [book.say("of-lei", value=words.own(house.lei))] if house and house.lei else []
    for one in house.signatories if house else ():
        known = together(words.role(one.role), words.own(one.email))
        parts.append(book.say("signatory", name=words.own(one.name), role=known))
    if parts:
        draft.say(
            f"parties/party/{name}",
            book.say("about-party", party=words.party(name), value=draft.words.book.say("and-also").join(parts)),
        )


def text_named(draft: ArticleDraft, name: str) -> str:
    """A text by the name that an agreement has for it: its title, its day and its place."""
    words, book = draft.words, draft.words.book
    if name == words.agreement.name:
        return book.say("this-agreement")
    document = words.workspace.documents.get(name)
    if document is None:
        other = words.workspace.agreements.get(name)
        return book.say("quoted", value=words.own((other and other.title) or name))
    dated = book.say("dated", value=book.day(document.dated)) if document.dated else ""
    return together(words.quoted("documents", name) + (f" {dated}" if dated else ""), words.own(document.at))


def definitions(draft: ArticleDraft) -> None:
    """What the words of the agreement mean, as a table.

    They stand in the order of their titles in the files, so that a number is the same thing in every language.
    """
    words, book = draft.words, draft.words.book
    rows: list[tuple[str, str, str, str]] = []
    for space, name in words.mentioned:
        if space in _DEFINED and (meaning := _DEFINED[space](draft, name)):
            title = words.workspace.declared(space)[name].title or name
            rows.append((title, f"definition/{space}/{name}", words.name(space, name), meaning))
    rows += [(one.title or one.name, *_parameter(draft, one)) for one in words.agreement.parameters]
    if words.agreement.business_days:
        meaning = _business_day(draft, words.agreement.business_days)
        rows.append(("business day", "definition/business-day", book.say("business-day"), meaning))
    rows.sort(key=lambda row: (_sorted_as(row[0]), row[1]))
    head = (book.say("column/term"), book.say("column/meaning"))
    draft.tabulate("definitions", book.say("definitions"), head, [(row[1], row[2:]) for row in rows], (3, 9))


def _business_day(draft: ArticleDraft, calendar: str) -> str:
    """Which days are business days: those with opening hours of a calendar; of a template, what is still open."""
    words, book = draft.words, draft.words.book
    if calendar == ALWAYS:
        return book.say("business-day/always")
    if calendar not in words.workspace.calendars:
        return book.say("business-day/open", value=words.parameter(calendar))
    number, name = referring_to(f"schedule/{calendar}"), words.name("calendars", calendar)
    return book.say("business-day/meaning", number=number, name=name)


def _sorted_as(term: str) -> str:
    """A term without its accents and capitals."""
    return "".join(c for c in normalize("NFKD", term.casefold()) if not combining(c))


def _parameter(draft: ArticleDraft, one: Parameter) -> tuple[str, str, str]:
    words, book = draft.words, draft.words.book
    parts = [words.stands_for(one.value)] if one.value is not None else []
    if one.value is None and not one.rows:
        unit = book.say("of-kind", value=book.say(f"dimension/{one.dimension}")) if one.dimension else ""
        parts.append(book.say("to-be-agreed") + unit)
    elif one.dimension and one.rows:
        parts.append(book.say(f"dimension/{one.dimension}"))
    if one.choices:
        key = "choices/times" if one.dimension in ("hours", "window") else "choices"
        parts.append(book.say(key, value=book.any_of(words.stands_for(choice) for choice in one.choices)))
    parts += [book.say("row-of", scope=words.scope(row.scope), value=words.stands_for(row.value)) for row in one.rows]
    if one.follows is not None:
        follows = book.say("follows", document=text_named(draft, one.follows.document))
        limit = words.led("up-to", words.value(one.follows.limit)) if one.follows.limit else ""
        parts.append(together(follows, words.window(one.follows.window), limit))
    parts += [words.about(one.about)] if one.about else []
    title = words.own(one.title or one.name)
    return (
        f"definition/parameter/{one.name}",
        title,
        draft.marked(draft.words.book.say("and-also").join(parts), one.source),
    )


def _metric(draft: ArticleDraft, name: str) -> str:
    words, book = draft.words, draft.words.book
    one = words.workspace.metrics[name]
    sentences = [_kind_of_metric(draft, one)]
    if one.starts and one.stops:
        starts, stops = words.quoted("events", one.starts), words.quoted("events", one.stops)
        sentences.append(book.say("metric/runs", starts=starts, stops=stops))
    elif one.starts or one.stops:
        key = "metric/starts" if one.starts else "metric/stops"
        sentences.append(book.say(key, value=words.quoted("events", str(one.starts or one.stops))))
    return " ".join(filter(None, (*sentences, *counting(draft, one.counting).values())))


def _kind_of_metric(draft: ArticleDraft, one: Metric) -> str:
    words, book = draft.words, draft.words.book
    parts = [book.say("metric/is", value=words.quoted("metrics", one.is_))] if one.is_ else []
    if one.own_unit:
        title = words.own(one.own_unit_title or one.own_unit)
        parts.append(book.say("metric/own-unit", unit=words.own(one.own_unit), title=title))
    elif one.unit:
        parts.append(book.say(f"metric/unit/{one.unit}"))
    parts += [book.say(f"metric/statistic/{one.statistic}")] if one.statistic else []
    parts += [book.say("metric/population", value=words.thing(one.population))] if one.population else []
    parts += [book.say(f"metric/better/{one.better}")] if one.better else []
    text = together(*parts)
    return f"{capital(text)}." if text else ""


def counting(draft: ArticleDraft, one: Counting) -> dict[str, str]:
    """The sentences of counting rules, each under its key."""
    words, book = draft.words, draft.words.book
    said: dict[str, str] = {}
    for at, down in enumerate(one.down):
        parts = [book.say("down", value=words.condition(down.when))]
        parts += [words.lasting(down.lasting)] if down.lasting else []
        scope = words.scope(Selection(scale=scale, values=values) for scale, values in down.scope)
        parts += [book.say("for", scope=scope)] if scope else []
        said[f"down/{at}"] = f"{' '.join(parts)}."
    if one.up_after:
        said["up"] = book.say("up", value=words.lasting(one.up_after))
    if one.counts or one.out_of:
        key = "counts" if one.counts and one.out_of else "counts/alone" if one.counts else "counts/out-of"
        said["counts"] = book.say(key, counts=words.own(one.counts), out_of=words.own(one.out_of))
    if one.weighted_by:
        said["weighted"] = book.say("weighted", value=words.own(one.weighted_by))
    if one.decimals is not None:
        said["rounded"] = book.say("rounded", value=str(one.decimals))
    for at, each in enumerate(one.measured):
        said[f"measured/{at}"] = f"{words.measurement(each)}."
    if one.in_proportion_to:
        said["partial"] = book.say("partial", value=words.thing(one.in_proportion_to))
    if one.overlaps_once:
        said["overlaps"] = book.say("overlaps")
    return said


def _event(draft: ArticleDraft, name: str) -> str:
    words, book = draft.words, draft.words.book
    one = words.workspace.events[name]
    parts = [book.say("event/after", value=words.quoted("events", one.after))] if one.after else []
    parts += [book.say("event/before", value=words.quoted("events", one.before))] if one.before else []
    return book.say("event/meaning", value=together(*parts)) if parts else book.say("event/meaning/plain")


def _reason(draft: ArticleDraft, name: str) -> str:
    of = draft.words.workspace.reasons[name].of
    return draft.words.book.say("reason/of", value=draft.words.party(of)) if of else draft.words.book.say("reason")


def _channel(draft: ArticleDraft, name: str) -> str:
    words, book = draft.words, draft.words.book
    one = words.workspace.channels[name]
    parts = [words.own(contact) for contact in one.contacts]
    parts += [book.say("channel/of", value=words.party(one.of))] if one.of else []
    parts.append(book.say("channel/hours", value=words.hours(one.hours or "24x7")))
    parts += [book.say("channel/replaced", value=words.quoted("channels", one.replaced_by))] if one.replaced_by else []
    return draft.words.book.say("and-also").join(parts)


def _clock(draft: ArticleDraft, name: str) -> str:
    words, book = draft.words, draft.words.book
    one = words.workspace.clocks[name]
    said = []
    if one.starts or one.through:
        start = words.quoted("events", one.starts) if one.starts else book.say("event/any")
        said.append(book.say("clock/starts", value=" ".join(filter(None, (start, words.through(one.through))))))
    said += [book.say("clock/restarts", value=words.quoted("events", one.restarts))] if one.restarts else []
    said += [book.say("pauses", value=words.pause(pause)) for pause in one.pauses]
    said += [book.say("clock/hours", value=words.hours(one.hours))] if one.hours else []
    if one.cut_off is not None:
        said.append(book.say("clock/cut-off", value=f"{one.cut_off // 60:02}:{one.cut_off % 60:02}"))
    if one.reopened:
        within = words.led("within-time", words.value(one.reopened_within))
        said.append(book.say(f"clock/reopened/{one.reopened}", within=f" {within}" if within else ""))
    elif one.reopened_within:
        said.append(book.say("clock/reopened", value=words.value(one.reopened_within)))
    said += [book.say(f"clock/raised/{one.raised_from}")] if one.raised_from else []
    return " ".join(said)


def _scale(draft: ArticleDraft, name: str) -> str:
    words, book = draft.words, draft.words.book
    one: Scale = words.workspace.scales[name]
    values = []
    for value in one.values:
        text = words.value_of(name, value.name)
        values.append(f"{text} ({words.when(value.when)})" if value.when is not None else text)
    said = [book.say(f"scale/{one.kind}", value=draft.words.book.say("and-also").join(values))]
    if one.set_by:
        said.append(book.say("scale/set-by", value=book.any_of(book.say(f"role/{role}") for role in one.set_by)))
    if one.derived_from:
        scales = book.all_of(words.quoted("scales", scale) for scale in one.derived_from)
        said.append(book.say("scale/derived", value=scales))
        for row in one.matrix:
            key = ", ".join(words.value_of(scale, each) for scale, each in zip(one.derived_from, row.key, strict=False))
            said.append(book.say("scale/row", row=key, value=words.value_of(name, row.value)))
    return " ".join(said)


def _fact(draft: ArticleDraft, name: str) -> str:
    words, book = draft.words, draft.words.book
    one = words.workspace.facts[name]
    states = []
    for state in one.states:
        text = words.state_of(name, state.name)
        states.append(f"{text} ({words.when(state.when)})" if state.when is not None else text)
    said = [book.say("fact", value=book.say("and-also").join(states))]
    said += [book.say("fact/measured", value=words.measurement(one.measured))] if one.measured else []
    return " ".join(said)


_DEFINED = {
    "metrics": _metric,
    "events": _event,
    "reasons": _reason,
    "channels": _channel,
    "clocks": _clock,
    "scales": _scale,
    "facts": _fact,
}
"""What is defined, by the space in which it is declared; calendars have schedules."""


def term(draft: ArticleDraft) -> None:
    """From when to when, whether it is renewed, and how it ended."""
    words, agreement, book = draft.words, draft.words.agreement, draft.words.book
    draft.say("term/status", book.say(f"status/{agreement.status}/sentence"))
    for asked in agreement.requests:
        said = {"name": words.own(asked.by), "party": words.party(asked.party), "day": book.day(asked.on)}
        draft.say("term/asked", book.say("asked", **said), asked.source)
    if agreement.term:
        draft.say("term/days", book.say("in-force", value=words.days(agreement.term.first, agreement.term.last)))
    if one := agreement.renewal:
        text = book.say("renews", value=words.quantity(one.every))
        if one.unless or one.notice:
            who, notice = book.say(f"role/{one.unless or 'either'}"), words.notice(one.notice)
            text = book.say("renews-unless", value=words.quantity(one.every), who=who, notice=notice)
        draft.say("term/renewal", text, one.source)
    for given in agreement.notices:
        draft.say("term/notice", book.say("notice-given", by=words.party(given.by), day=book.day(given.on)))
    if one_end := agreement.ended:
        draft.say("term/ended", book.say("ended", day=book.day(one_end.on), because=words.own(one_end.because)))


def hours(draft: ArticleDraft) -> None:
    """In which hours and by which calendar everything counts."""
    words, agreement, book = draft.words, draft.words.agreement, draft.words.book
    if agreement.service_hours:
        draft.say("hours/service", book.say("service-hours", value=words.hours(agreement.service_hours)))
    if agreement.support_hours:
        draft.say("hours/support", book.say("support-hours", value=words.hours(agreement.support_hours)))
    if agreement.zone:
        draft.say("hours/zone", book.say("zone", value=agreement.zone))
    if agreement.fiscal_year_starts:
        month, day = map(int, agreement.fiscal_year_starts.split("-"))
        draft.say("hours/fiscal-year", book.say("fiscal-year", value=book.short_day(date(LEAP_YEAR, month, day))))
    draft.say("hours/partial", book.say(f"partial/{agreement.partial_windows}"))
