"""Values and conditions of one agreement in the words of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ..model.agreement import ParameterValue
from ..model.people import Combination, Hours, HoursRef, Pause
from ..model.phrases import (
    Both,
    Bound,
    ByDay,
    Capped,
    Collected,
    Compared,
    Condition,
    Deadline,
    Either,
    EventBefore,
    EventDuring,
    EventOn,
    EventThrough,
    Holds,
    InFirst,
    Is,
    IsSet,
    Lasting,
    Longer,
    Missed,
    NamedHours,
    Not,
    Often,
    OtherPeriod,
    Said,
    Several,
    Share,
    Through,
    Window,
    Within,
)
from ..model.quantity import (
    BUSINESS_DAY,
    Blank,
    Quantity,
    Value,
)
from ..model.services import Measurement
from .amounts import Amounts
from .book import time_of_day
from .names import TIME
from .tree import own_words

_BRACED = re.compile(r"\{\{|\{([^{}\n]*)\}")


@dataclass(frozen=True)
class Words(Amounts):
    """Speaks of one agreement of a workspace in one language."""

    def stands_for(self, value: ParameterValue | Blank) -> str:
        """The value of a parameter: an amount, hours, or a window."""
        match value:
            case NamedHours():
                return self.hours(value.calendar)
            case Window():
                return self.window(value)
            case OtherPeriod():
                return self.book.say(f"other-period/{value.side}/{value.period}", value=self.parameter(value.parameter))
            case Blank():
                return self.value(value)
        return self.amount(value)

    def bound(self, one: Bound | Deadline | None) -> str:
        """A bound, with the condition of a deadline."""
        if one is None:
            return self.book.say("none")
        if isinstance(one, Deadline):
            text = self.book.say("deadline", time=time_of_day(one.at), after=self._days_later(one.after))
            return text + (f", {self.book.say('if', value=self.condition(one.when))}" if one.when else "")
        return self.book.say(one.kind, value=self.value(one.value), upper=self.value(one.upper))

    def _days_later(self, after: Quantity) -> str:
        if after.amount == 0:
            return self.book.say("same-day")
        if after.amount == 1 and after.unit in ("day", BUSINESS_DAY):
            return self.book.say("next-business-day" if after.unit == BUSINESS_DAY else "next-day")
        return self.book.say("later", value=self.quantity(after))

    def share(self, one: Share) -> str:
        """`in 95% of cases`."""
        key = "share/time" if one.of == TIME else "share"
        return self.book.say(key, share=self.value(one.share), of=self.thing(one.of))

    def window(self, one: Window | None) -> str:
        """The time over which something is measured."""
        if one is None:
            return ""
        if one.parameter is not None:
            return self.unless_open(one.parameter, "window/blank")
        length = self.value(one.length)
        if one.kind == "rolling":
            return self.book.say("window/rolling", length=length)
        if one.period is None:
            return self.book.say(f"window/{one.kind}")
        said = self.book.say(f"window/{one.kind}/{one.period}")
        return said + (f", {self.book.say('window/length', length=length)}" if length else "")

    def within(self, one: Within | None) -> str:
        """When or how soon something must happen."""
        if one is None:
            return ""
        if one.calendar is not None:
            return self.book.say("within-hours", hours=self.hours(one.calendar))
        time = self.value(one.time)
        return (
            self.book.say("within-of", time=time, of=self.moment(one.of))
            if one.of
            else self.book.say("within", time=time)
        )

    def by_day(self, one: ByDay | date | None) -> str:
        """A day of the calendar as the last one."""
        if one is None:
            return ""
        if isinstance(one, date):
            return self.book.say("by-once", day=self.book.day(one))
        period = self.book.say(f"period/{one.side}/{one.period}")
        if one.day is None:
            return self.book.say("by-end", period=period)
        if one.month is None:
            return self.book.say("by-day", day=self.book.first_day if one.day == 1 else str(one.day), period=period)
        return self.book.say("by-date", day=self.book.short_day(date(2001, one.month, one.day)), period=period)

    def moment(self, name: str) -> str:
        """An event by its name, or a moment that the language knows."""
        if name in self.workspace.events:
            return self.book.say("event", name=self.quoted("events", name))
        # Among several reports those that come back are named; `sla report` counts from the last of them.
        back = [one.title for one in self.agreement.reports if one.by_date is None]
        if name == "report" and len(self.agreement.reports) > 1 and back:
            titles = self.book.all_of(self.book.say("quoted", value=self.own(title)) for title in back)
            return self.book.say("moment/report/last" if len(back) > 1 else "moment/report/one", titles=titles)
        return self.book.say(f"moment/{name}")

    def through(self, one: Through | None) -> str:
        """The channels by which something is told."""
        if one is None:
            return ""
        names = [self.quoted("channels", name) for name in one.channels]
        return self.book.say("through", channels=(self.book.all_of if one.together else self.book.any_of)(names))

    def during(self, calendar: str | None) -> str:
        """In which hours; empty if none are named."""
        return self.book.say("during", hours=self.hours(calendar)) if calendar else ""

    def days(self, first: date | None, last: date | None) -> str:
        """From the first to the last day, both included; a missing end is open."""
        if first and last:
            return self.book.say("from-to", first=self.book.day(first), last=self.book.day(last))
        if first:
            return self.book.say("from", first=self.book.day(first))
        return self.book.say("until", last=self.book.day(last)) if last else ""

    def pause(self, one: Pause) -> str:
        """A reason for which a clock pauses, and for how long."""
        text = self.quoted("reasons", one.reason)
        text += f", {self.bound(one.bound)}" if one.bound else ""
        return text + (f", {self.book.say('pause/after', value=self.quantity(one.after))}" if one.after else "")

    def lasting(self, one: Lasting) -> str:
        """How long a condition must last."""
        if one.samples:
            samples = self.book.number_of(Fraction(one.samples), "samples")
            if one.within:
                return self.book.say("samples-within", value=samples, within=self.quantity(one.within))
            return self.book.say("samples/one" if one.samples == 1 else "samples", value=samples)
        time = self.value(one.time)
        return (
            self.book.say("lasting-within", time=time, value=self.quantity(one.within))
            if one.within
            else self.book.say("lasting", time=time)
        )

    def measurement(self, one: Measurement) -> str:
        """Who measures, where, how often, with what."""
        parts = [self.book.say("measured", by=self.party(one.by))]
        parts += [self.book.say("measured/at", value=self.own(one.at))] if one.at else []
        parts += [self.book.say("measured/every", value=self.quantity(one.every))] if one.every else []
        parts += [self.book.say("measured/using", value=self.own(one.using))] if one.using else []
        return ", ".join(parts)

    def combination(self, hours: Hours, inside: bool = False) -> str:
        """Calendars combined."""
        if isinstance(hours, HoursRef):
            return self.hours(hours.name)
        return self._combined(hours, inside)

    def _combined(self, hours: Combination, inside: bool) -> str:
        first, *others = [self.combination(part, True) for part in hours.parts]
        text = first
        for other in others:
            text = self.book.say(f"hours/{hours.kind}", one=text, other=other)
        return f"({text})" if inside else text

    def prose(self, text: str) -> str:
        """Prose of a clause with its braces filled: paragraphs and items of lists each on a line of their own."""
        text = self.wordings.get(" ".join(text.split()), text)
        lines: list[str] = []
        for paragraph in re.split(r"\n\s*\n", text.strip()):
            for line in paragraph.splitlines():
                item = re.match(r"\s*(?:[-*+]|(\d+[.)]))\s+(.*)", line)
                if item:
                    lines.append(f"{item[1] or '•'} {item[2].strip()}")
                elif line is paragraph.splitlines()[0] or not lines:
                    lines.append(line.strip())
                else:
                    lines[-1] += f" {line.strip()}"
        said = own_words("\n".join(lines))
        return _BRACED.sub(lambda found: "{" if found[1] is None else self._braced(found[1]), said)

    def _braced(self, name: str) -> str:
        """The value of a parameter, or the figure of a promise, for each case if there are several."""
        declared = next((one for one in self.agreement.parameters if one.name == name), None)
        if declared is not None:
            return (
                self.stands_for(declared.value)
                if declared.value is not None
                else self.book.say("blank", name=self.parameter(name))
            )
        found = self._objectives.get(name, [])
        figures = [
            (self.value(one.bound.value) if isinstance(one.bound, Bound) else self.bound(one.bound), one.scope)
            for one in found
        ]
        if len(figures) == 1:
            return figures[0][0]
        return self.book.all_of(f"{figure} ({self.scope(scope)})" for figure, scope in figures) or self.parameter(name)

    def notice(self, time: Value | None) -> str:
        """Notice, of a length if one is stated."""
        return self.book.say("notice", value=self.value(time)) if time is not None else self.book.say("notice/any")

    def led(self, key: str, value: str) -> str:
        """A phrase with one place; nothing where there is nothing to say."""
        return self.book.say(key, value=value) if value else ""

    def when(self, condition: Condition | None) -> str:
        """`when …`; nothing without a condition."""
        return self.book.say("when", value=self.condition(condition)) if condition is not None else ""

    def condition(self, one: Condition, inside: bool = False) -> str:  # noqa: C901 - a case a kind; mypy misses none
        """A condition as it stands behind `when`; one of several parts stands in parentheses inside of another."""
        book = self.book
        match one:
            case Said():
                return book.say("said", text=self.own(one.text))
            case Holds():
                state = self.state_of(one.fact, one.state)
                return book.say("is-state", subject=self.quoted("facts", one.fact), value=state)
            case Often():
                return self.condition(one.part, True) + self._times(one)
            case Missed():
                counted = self.objective(one.objective)
                if one.bound is None:
                    return book.say("missed", objective=counted) + self._times(one)
                return f"({self._compared(counted, one.bound)}){self._times(one)}"
            case Capped():
                return book.say("capped", awards=book.say(f"awards/{one.remedy}"))
            case Collected():
                value, window = self.value(one.bound.value), self.window(one.window)
                return book.say(f"collected/{one.bound.kind}", value=value, window=window)
            case Is():
                value = self.value_of(one.subject, one.value)
                return book.say("is", subject=self.quoted("scales", one.subject), value=value)
            case IsSet():
                return book.say("is-set", parameter=self.parameter(one.parameter))
            case Compared():
                return self._compared(self.objective(one.subject), one.bound)
            case EventDuring():
                event, hours = self.quoted("events", one.event), self.hours(one.calendar)
                return book.say("event-during", event=event, hours=hours)
            case EventBefore():
                return book.say("event-before", event=self.quoted("events", one.event), time=time_of_day(one.at))
            case EventOn():
                event, day = self.quoted("events", one.event), book.day(one.day)
                return book.say(f"event-on-{one.side}", event=event, day=day)
            case EventThrough():
                event, channel = self.quoted("events", one.event), self.quoted("channels", one.channel)
                return book.say("event-through", event=event, channel=channel)
            case InFirst():
                return book.say("in-first", time=self.value(one.time))
            case Longer():
                return book.say("longer", part=self.condition(one.part, True), than=self.value(one.than))
            case Several():
                services = (book.say("service-down", service=self.quoted("services", name)) for name in one.of)
                occasions = (book.say("said", text=self.own(text)) for text in one.occasions)
                key = "several/all" if one.count is None else "several"
                return book.say(key, count=str(one.count), of=book.say("and-also").join((*services, *occasions)))
            case Not():
                text = self._denied(one.part) or book.say("not", part=self.condition(one.part, True))
                return f"({text})" if inside and text.startswith(book.say("not", part="")) else text
            case Both() | Either():
                parts = [self.condition(part, True) for part in one.parts]
                text = (book.all_of if isinstance(one, Both) else book.any_of)(parts)
                return f"({text})" if inside else text

    def _denied(self, part: Condition) -> str:
        """That a plain condition does not hold, in a sentence of its own; empty for any other."""
        book = self.book
        match part:
            case Holds():
                state = self.state_of(part.fact, part.state)
                return book.say("is-state/not", subject=self.quoted("facts", part.fact), value=state)
            case Is():
                value = self.value_of(part.subject, part.value)
                return book.say("is/not", subject=self.quoted("scales", part.subject), value=value)
            case IsSet():
                return book.say("is-set/not", parameter=self.parameter(part.parameter))
            case Missed() if part.bound is None and part.times == 1:
                return book.say("missed/not", objective=self.objective(part.objective)) + self._times(part)
        return ""

    def _compared(self, subject: str, bound: Bound) -> str:
        """A figure that keeps to a bound."""
        value, upper = self.value(bound.value), self.value(bound.upper)
        return self.book.say(f"compared/{bound.kind}", subject=subject, value=value, upper=upper)

    def times(self, times: int | Blank) -> str:
        """So many times: a number, or the parameter that says it."""
        if isinstance(times, Blank):
            return self.book.say("times", count=self.value(times))
        return self.book.say("once") if times == 1 else self.book.number_of(Fraction(times), "times")

    def _times(self, one: Missed | Often) -> str:
        """How often a condition must be met, from the second time on, and within which time."""
        text = ""
        if one.times != 1:
            times = self.times(one.times)
            text = f" {self.book.say('in-a-row', value=times) if one.in_a_row else times}"
        text += f" {self.window(one.window)}" if one.window else ""
        return text + (f" {self.book.say('in', value=self.value(one.within))}" if one.within else "")


def together(*parts: str) -> str:
    """Phrases with commas between them, but none before what stands in parentheses; empty ones are left out."""
    return ", ".join(filter(None, parts)).replace(", (", " (")
