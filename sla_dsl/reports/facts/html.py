"""A report of facts as a page that stands alone: no script, nothing from elsewhere; charts are drawn as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from html import escape
from typing import Literal

from ...algebra.intervals import Interval, Intervals, difference, intersection, measure, union
from ...algebra.zones import DAY, Instant, local
from ...facts.award import Award
from ...facts.corrections import corrections_about
from ...facts.held import FactsReport
from ...facts.kept import asked
from ...facts.measured import measured_and_down
from ...facts.needs import is_of_cases
from ...facts.question import UnknownError
from ...facts.reported import WindowFigure
from ...facts.rights import END, Right
from ...model.agreement import Agreement
from ...model.mentioned import Mentions
from ...model.objective import Objective
from ...model.phrases import Bound
from ...model.quantity import Quantity, number_text
from ...model.spoken import wordings_in
from ...wording.values import said
from .languages import ENGLISH, ReportWords
from .used import used_said
from .words import alert_text, amount_text, line_text, name_of, printed, where_of, where_of_agreement

Readership = Literal["customer", "house"]
_WIDTH, _HEIGHT = 960, 34
_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; max-width: 64rem; margin: 0 auto;
  padding: 1.5rem 1rem 3rem; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .25rem; border-top: 2px solid #1b1f24; padding-top: .75rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
p { margin: .25rem 0; }
.aside { color: #4a5360; font-size: .9rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #d5dae0; }
th { font-weight: 600; color: #4a5360; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.state { font-weight: 700; white-space: nowrap; }
.state::before { content: ""; display: inline-block; width: .7em; height: .7em; margin-right: .4em; border: 2px solid; }
.met, .empty, .no-promise { color: #116329; } .met::before { background: #116329; border-radius: 50%; }
.missed { color: #a40e26; } .missed::before { background: #a40e26; transform: rotate(45deg); }
.running { color: #0550ae; } .unknown, .not-judged { color: #7a4100; }
svg { display: block; width: 100%; height: auto; margin: .5rem 0; }
svg text { font: 11px system-ui, sans-serif; fill: #4a5360; }
.key span { white-space: nowrap; margin-right: 1.25rem; }
.key i { display: inline-block; width: 1em; height: .8em; margin-right: .35em; border: 1px solid #4a5360; }
footer { margin-top: 3rem; border-top: 1px solid #d5dae0; padding-top: .5rem; font-size: .85rem; color: #4a5360; }
footer code { overflow-wrap: anywhere; }
@page { size: A4; margin: 16mm 14mm; }
@media print { body { font-size: 10pt; max-width: none; padding: 0; } h2, h3 { break-after: avoid; }
  tr, svg, figure { break-inside: avoid; } .scroll { overflow: visible; } }
@media (max-width: 40rem) { table, tbody, tr, td { display: block; width: 100%; } thead { display: none; }
  tr { border-bottom: 1px solid #d5dae0; padding: .35rem 0; } td { border: 0; padding: .1rem 0; }
  .strip { overflow-x: auto; } .strip svg { min-width: 36rem; }
  td.number { text-align: left; } td[data-of]:not(:empty)::before { content: attr(data-of) ": "; color: #4a5360; } }
"""
_DOWN, _OUT, _OPEN, _CLOSED = "#a40e26", "#8a94a3", "#cfe8d5", "#f0f2f5"


def facts_report_html(report: FactsReport, words: ReportWords = ENGLISH, reader: Readership = "house") -> bytes:
    """The page in UTF-8; for the customer without what stands behind, and without what is seen to inside."""
    names = report.names
    if reader == "customer":
        names = [name for name in names if report.workspace.agreements[name].kind == "sla"]
    title = words.say("title")
    period = words.span(report.first, report.last)
    parts = [
        f'<!doctype html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{escape(title)}, {escape(period)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n",
        f"<h1>{escape(title)}</h1>\n<p>{escape(period)}</p>\n",
        f'<p class="aside">{escape(words.say("as-of", moment=words.moment(report.now, "UTC")))}</p>\n',
        "" if report.is_whole else f"<p><strong>{escape(words.say('not-whole'))}</strong></p>\n",
        *(part for name in names for part in _agreement(report, name, words, reader)),
        *(_ledger(report, words) if reader == "house" else ()),
        *_notes(report, names, words, reader),
        "</main>\n",
        _footer(report, words),
        "</body>\n</html>\n",
    ]
    return "".join(parts).encode()


def _agreement(report: FactsReport, name: str, words: ReportWords, reader: Readership) -> Iterator[str]:
    agreement = report.workspace.agreements[name]
    told = list(report.of(name))
    words = replace(words, own=wordings_in(Mentions(report.workspace), agreement, words.language))
    yield f'<h2 id="{escape(name)}">{escape(words.title(agreement.title or name))}</h2>\n'
    yield f"<p>{escape(_parties(report, agreement, words))}</p>\n"
    yield from _table(told, words)
    for one in told:
        yield from _chart(one, words)
    yield from _awards([one for one in report.awards if one.agreement.name == name], words, reader)
    if reader == "house":
        yield from _inside(report, name, words)
    rights = [one for one in report.rights if one.agreement == name]
    yield from _list(words.say("counted"), _counted(report, name, words))
    yield from _list(words.say("rights"), (_right(one, words) for one in rights))


def _counted(report: FactsReport, name: str, words: ReportWords) -> Iterator[str]:
    for goal in report.goals:
        told = goal.told
        if told.agreement.name == name:
            days = words.window(told.start, told.end, where_of(told))
            reached = _reached(told, words)
            text = words.title(goal.goal.text)
            yield words.say("goal-line", goal=text, days=days, state=words.say(told.state), reached=reached)
    for one in report.volumes:
        where = where_of_agreement(one.known.agreement)
        if one.known.agreement.name == name:
            days = words.window(one.start, one.end, where)
            number = words.say("unknown") if one.number is None else words.number(number_text(one.number))
            beyond = f", {words.say('beyond')}" if one.is_within is False else ""
            volume = _signed(one.volume.bound, words)
            yield words.say("volume-line", volume=volume, days=days, number=f"{number}{beyond}")
    yield from (used_said(one, words) for one in report.used if one.known.agreement.name == name)


def _right(one: Right, words: ReportWords) -> str:
    party = words.say(one.party)
    windows = ", ".join(words.day(local(each.start, where_of(each)).date()) for each in one.counting)
    if one.right == END:
        if one.is_open:
            return words.say("right-open", because=words.reason(one.because), right=f"{party}: {words.say(END)}")
        return words.say("right-end", party=party, windows=windows)
    verb = "must-not" if one.forbidden else "must" if one.must else "may"
    right = words.say("right-ensure", condition=said(one.ensures)) if one.ensures else words.title(one.right)
    does = words.say(f"right-{verb}", party=party, right=right)
    if one.is_open:
        return words.say("right-open", because=words.reason(one.because), right=does)
    return f"{does} ({windows})"


def _parties(report: FactsReport, agreement: Agreement, words: ReportWords) -> str:
    def called(name: str | None) -> str:
        known = report.workspace.parties.get(name or "") or report.workspace.teams.get(name or "")
        return words.title((known.title if known else "") or name or "")

    return words.say("parties", provider=called(agreement.provider), customer=called(agreement.customer))


def _table(told: list[WindowFigure], words: ReportWords) -> Iterator[str]:
    heads = [words.say(key) for key in ("promise", "window", "promised", "reached", "state")]
    yield '<div class="scroll"><table>\n<thead><tr>'
    yield "".join(f"<th{_number(column)}>{escape(head)}</th>" for column, head in enumerate(heads))
    yield "</tr></thead>\n<tbody>\n"
    for one in told:
        where = where_of(one)
        state = f'<span class="state {one.state}">{escape(words.say(one.state))}</span>'
        more = "".join(f'<br><span class="aside">{escape(text)}</span>' for text in _more(one, words))
        cells = [
            escape(name_of(one, words)),
            escape(words.window(one.start, one.end, where)),
            escape(_bound(one.promise, words)),
            escape(_reached(one, words)),
            state + more,
        ]
        row = "".join(
            f'<td{_number(column)} data-of="{escape(heads[column])}">{cell}</td>' for column, cell in enumerate(cells)
        )
        yield f"<tr>{row}</tr>\n"
    yield "</tbody>\n</table></div>\n"


def _number(column: int) -> str:
    return ' class="number"' if column in (2, 3) else ""


def _bound(objective: Objective, words: ReportWords) -> str:
    bound = objective.bound
    if not isinstance(bound, Bound):
        return "–" if bound is None else f"{bound.at // 60:02}:{bound.at % 60:02}, {bound.after.text}"
    share = f" ({objective.share.share.text})" if objective.share is not None else ""
    return f"{_signed(bound, words)}{words.number(share)}"


def _signed(bound: Bound, words: ReportWords) -> str:
    signs = {"at-least": "≥", "at-most": "≤", "above": ">", "below": "<", "between": ""}
    upper = f" – {bound.upper.text}" if bound.upper is not None else ""
    return words.number(f"{signs[bound.kind]} {bound.value.text}{upper}".strip())


def _reached(one: WindowFigure, words: ReportWords) -> str:
    if one.low is not None and one.high is not None and one.low != one.high:
        return words.number(f"{printed(one.low, one.promise)} – {printed(one.high, one.promise)}")
    if one.answer.figure is None or one.state == "unknown":
        cases, late = str(one.answer.cases), str(one.answer.late or 0)
        return words.say("cases-late", late=late, cases=cases) if one.answer.cases else "–"
    return words.number(printed(one.answer.figure, one.promise))


def _more(one: WindowFigure, words: ReportWords) -> Iterator[str]:
    if one.answer.cases is not None and one.answer.figure is not None:
        key = "cases-late" if is_of_cases(one.known.workspace.metrics[one.promise.metric]) else "rows-failed"
        yield words.say(key, late=str(one.answer.late or 0), cases=str(one.answer.cases))
    if one.answer.down:
        yield words.say("down-for", time=words.time(one.answer.down))
    for reason, seconds in one.answer.excluded:
        yield words.say("excluded", reason=reason, time=words.time(seconds))
    if one.state == "running" and one.budget_left is not None:
        yield words.say("left", time=words.time(one.budget_left))
        if one.missed_from is not None:
            yield words.say("missed-from", moment=words.moment(one.missed_from, one.agreement.zone))
    yield from map(words.reason, one.because)
    if one.state == "not-judged":
        yield words.reason(one.answer.word)


# Charts


def _chart(told: WindowFigure, words: ReportWords) -> Iterator[str]:
    """A strip of the window: its hours, what is excluded of them, and when it was down; with a mark for each day."""
    known = told.known
    if told.answer.measured is None or told.state == "empty":
        return
    question = asked(known.workspace, known.agreement, told.promise, told.window, known.told, *told.written)
    span = (told.start, told.end)
    try:
        hours = question.in_hours(union([span]))
        times, down = measured_and_down(question)
    except UnknownError:
        return
    name = name_of(told, words)
    days = words.window(told.start, told.end, where_of(told))
    text = words.say("chart", name=name, days=days, time=words.time(Fraction(measure(down))))
    yield f'<h3>{escape(name)}, {escape(days)}</h3>\n<div class="strip">'
    yield f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT + 16}" role="img" '
    yield f'aria-label="{escape(text)}">\n<title>{escape(text)}</title>\n'
    yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="{_CLOSED}"/>\n'
    yield from _bars(hours, span, _OPEN)
    yield from _bars(difference(hours, times), span, _OUT)
    yield from _bars(down, span, _DOWN, least=Fraction(2))
    yield from _days(told, span)
    yield "</svg></div>\n"
    key = [(_OPEN, "counts"), (_CLOSED, "closed"), (_OUT, "is-excluded"), (_DOWN, "is-down")]
    marks = "".join(
        f'<span><i style="background:{colour}"></i>{escape(words.say(word))}</span>' for colour, word in key
    )
    yield f'<p class="key aside">{marks}</p>\n'


def _bars(times: Intervals, span: Interval, colour: str, least: Fraction = Fraction(0)) -> Iterator[str]:
    for start, end in intersection(times, union([span])):
        x, width = _at(start, span), max(_at(end, span) - _at(start, span), least)
        yield f'<rect x="{float(x):.2f}" width="{float(width):.2f}" height="{_HEIGHT}" fill="{colour}"/>\n'


def _at(at: Instant, span: Interval) -> Fraction:
    return Fraction((at - span[0]) * _WIDTH, span[1] - span[0])


def _days(told: WindowFigure, span: Interval) -> Iterator[str]:
    """A line and a number for days, so many that they can be read."""
    where, length = where_of(told), (span[1] - span[0]) // DAY
    every = next((days for days in (1, 7, 30, 91, 365) if length <= days * 40), 365)
    at, number = span[0], 0
    while at < span[1] and length:
        day = local(at, where)
        if number % every == 0:
            x = float(_at(at, span))
            label = f"{day:%d}" if every == 1 else f"{day:%m-%d}"
            yield f'<line x1="{x:.2f}" x2="{x:.2f}" y1="0" y2="{_HEIGHT}" stroke="#fff" stroke-width="1"/>'
            if every > 1 or day.day % 2:
                yield f'<text x="{x + 2:.2f}" y="{_HEIGHT + 13}">{label}</text>\n'
        number += 1
        at = _next_midnight(at, told)


def _next_midnight(at: Instant, told: WindowFigure) -> Instant:
    where = where_of(told)
    day = local(at, where).date()
    found = at + 20 * 3600
    while local(found, where).date() == day:
        found += 1800
    return found - local(found, where).minute * 60 - local(found, where).second


# What follows


def _awards(awards: list[Award], words: ReportWords, reader: Readership) -> Iterator[str]:
    shown = [one for one in awards if one.amount is None or one.amount.amount or one.because]
    if not shown:
        return
    heads = [words.say(key) for key in ("award", "promise", "window", "amount", "way")]
    yield f"<h3>{escape(words.say('awards'))}</h3>\n" + '<div class="scroll"><table>\n<thead><tr>'
    yield "".join(f"<th{_amount(column)}>{escape(head)}</th>" for column, head in enumerate(heads))
    yield "</tr></thead>\n<tbody>\n"
    for one in shown:
        until = "" if one.until is None else words.last(one.until, where_of(one.told))
        way = words.say(f"way-{one.state}", until=until)
        more = [
            *map(words.reason, one.because),
            *([", ".join(line_text(each) for each in one.by)] if reader == "house" else []),
        ]
        where = where_of(one.told)
        cells = [
            escape(words.say(one.kind)),
            escape(name_of(one.told, words)),
            escape(words.window(one.told.start, one.told.end, where)),
            escape("–" if one.amount is None else words.number(amount_text(one.amount))),
            escape(way) + "".join(f'<br><span class="aside">{escape(text)}</span>' for text in more),
        ]
        row = "".join(
            f'<td{_amount(column)} data-of="{escape(heads[column])}">{cell}</td>' for column, cell in enumerate(cells)
        )
        yield f"<tr>{row}</tr>\n"
    yield "</tbody>\n</table></div>\n"


def _amount(column: int) -> str:
    return ' class="number"' if column == 3 else ""


def _inside(report: FactsReport, name: str, words: ReportWords) -> Iterator[str]:
    """What the house alone sees: who broke what behind, and what is to be seen to."""
    broken = [one for one in report.broken if one.told.agreement.name == name]
    lines = (
        words.say(
            "behind",
            name=one.told.objective,
            by=", ".join(one.by) or "–",
            kept=", ".join(one.kept) or "–",
            unknown=", ".join(one.unknown) or "–",
        )
        for one in broken
    )
    yield from _list(words.say("behind-title"), lines)
    alerts = [one for one in report.alerts if one.told.agreement.name == name]
    yield from _list(words.say("alerts"), (f"{one.told.objective}: {alert_text(one, words)}" for one in alerts))


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    items = "".join(f"<li>{escape(line)}</li>\n" for line in lines)
    if items:
        yield f"<h3>{escape(title)}</h3>\n<ul>\n{items}</ul>\n"


def _ledger(report: FactsReport, words: ReportWords) -> Iterator[str]:
    for one in report.totals:
        sums = {
            name: words.number(amount_text(Quantity(amount=getattr(one, name), unit=one.unit)))
            for name in ("owed", "recover", "house")
        }
        yield f"<h2>{escape(words.say('ledger'))}</h2>\n<p>{escape(words.say('ledger-line', **sums))}</p>\n"
    if report.open:
        yield f"<p>{escape(words.say('ledger-open', number=str(report.open)))}</p>\n"


def _notes(report: FactsReport, names: Sequence[str], words: ReportWords, reader: Readership) -> Iterator[str]:
    asked = {text: one.agreement for name in names for one in report.of(name) for text in one.answer.unsaid}
    mentions = Mentions(report.workspace)
    unsaid = sorted(wordings_in(mentions, one, words.language).get(text, text) for text, one in asked.items())
    yield from _list(words.say("unsaid"), unsaid)
    yield from _list(words.say("assumed"), report.facts.assumed)
    corrected = [
        words.say("correction", author=row.author, on=row.dated, because=row.because)
        for row in corrections_about(report.facts, report.workspace, names)
    ]
    yield from _list(words.say("corrections"), corrected)
    if reader == "house":
        yield from _list(
            words.say("findings"), (f"{one.place.text}: {words.reason(one.message)}" for one in report.findings[:50])
        )


def _footer(report: FactsReport, words: ReportWords) -> str:
    origin = report.origin
    commit = origin.commit or words.say("no-commit")
    text = words.say("origin", commit=commit, facts=origin.facts, agreements=origin.agreements)
    return f"<footer><p><code>{escape(text)}</code></p></footer>\n"
