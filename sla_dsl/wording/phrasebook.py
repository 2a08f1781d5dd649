"""The phrases of a language of people: a template for each, under one key; a second language is a second book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..model.quantity import number_text


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """The words of one language.

    ``phrases`` are templates with named places, ``counted`` the word for one and for several of a unit, ``weekdays``
    begin with Monday.  A book has the keys of ``ENGLISH`` and no others.
    """

    language: str
    phrases: Mapping[str, str]
    counted: Mapping[str, tuple[str, str]]
    weekdays: tuple[str, ...]

    def say(self, key: str, **parts: str) -> str:
        """A phrase with its places filled."""
        return self.phrases[key].format(**parts)

    def led(self, key: str, text: str) -> str:
        """A phrase that follows another one, behind a blank; nothing where there is nothing to say."""
        return f" {self.say(key, value=text)}" if text else ""

    def number_of(self, amount: Fraction, unit: str) -> str:
        """So many of a unit: `1 day`, `3 days`."""
        one, several = self.counted[unit]
        return f"{number_text(amount)} {one if amount == 1 else several}"


ENGLISH = Phrasebook(
    "en",
    {
        # Bounds and shares
        "none": "none",
        "yes": "yes",
        "all": "all",
        "at-least": "at least {value}",
        "at-most": "at most {value}",
        "above": "above {value}",
        "below": "below {value}",
        "between": "between {value} and {upper}",
        "deadline": "by {time} {day}",
        "same-day": "the same day",
        "next-day": "the next day",
        "next-business-day": "the next business day",
        "later": "{after} later",
        "share": "in {share} of {of}",
        "of-each": "{of} of each {each}",
        "mean-of": "mean of {of} {window}",
        "figures": "figures",
        "as-target": "as a target",
        "as-best-effort": "as best effort",
        "mean": "mean",
        "median": "median",
        "longest": "longest",
        "lowest": "lowest",
        "total": "total",
        # Windows and times
        "amount-before": "{parameter} of the {period} before",
        "amount-next": "{parameter} of the next {period}",
        "each-parameter": "each {parameter}",
        "each-term": "each contract term",
        "each-invoice": "each invoice",
        "each-occurrence": "each time",
        "each-rolling": "each rolling {length}",
        "each-calendar": "each calendar {period}",
        "each-contract": "each contract {period}",
        "each-fiscal": "each fiscal {period}",
        "hour": "hour",
        "day": "day",
        "week": "week",
        "month": "month",
        "quarter": "quarter",
        "year": "year",
        "timed": "timed by {clock}",
        "during": "during {hours}",
        "lasting": "for {value}",
        "samples": "{count} samples",
        "consecutive-samples": "{count} consecutive samples",
        "every": "every {value}",
        "begun": "begun",
        "late": "late",
        "below-target": "below target",
        "above-target": "above target",
        "downtime": "of downtime",
        "moment-window-end": "window end",
        "moment-weakening": "the weakening",
        "moment-report": "the report",
        "moment-event": "the event",
        "moment-invoice": "the invoice",
        "the-end": "the end",
        "day-of-month": "day {day}",
        "of-the-same": "{day} of the same {period}",
        "of-the-next": "{day} of the next {period}",
        # Words that lead what follows
        "after": "after {value}",
        "at": "at {value}",
        "by": "by {value}",
        "for": "for {value}",
        "if": "if {value}",
        "in": "in {value}",
        "of": "of {value}",
        "using": "using {value}",
        "when": "when {value}",
        # Amounts
        "portion": "{quantity} of {of}",
        "price-of-downtime": "{times} times the price of the downtime",
        "multiple": "{times} times the {remedy}",
        "larger": "the larger of ({of})",
        "smaller": "the smaller of ({of})",
        # Lists
        "through": "through {channels}",
        "and": "{one} and {other}",
        "or": "{one} or {other}",
        "except": "{one} except {other}",
        # Conditions
        "missed": "{objective} is missed",
        "times": "{count} times",
        "in-a-row": "in a row",
        "capped": "{remedy} reaches its cap",
        "collected": "points {bound} {window}",
        "is": "{subject} is {value}",
        "is-set": "{parameter} is set",
        "is-missing": "{parameter} is missing",
        "compared": "{subject} {bound}",
        "event-during": "{event} during {calendar}",
        "event-before": "{event} before {value}",
        "event-after": "{event} after {value}",
        "event-through": "{event} through {channel}",
        "follows": "follows {document} {window}",
        "up-to": "up to {value}",
        "in-first": "in the first {time}",
        "longer": "{part} longer than {than}",
        "several": "{count} of ({of})",
        "not": "not {part}",
        # Figures
        "points": "{points} points",
    },
    {
        "day": ("day", "days"),
        "business day": ("business day", "business days"),
        "calendar month": ("calendar month", "calendar months"),
        "month": ("month", "months"),
        "year": ("year", "years"),
    },
    ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
)
