"""Spellings that people type by habit, and the spelling of the language for each.

The scanner reads a habit as its meaning, so that a habit costs one finding and no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple


class Habit(NamedTuple):
    """A spelling that the language does not have; ``meant`` turns the match into the language's own spelling."""

    name: str
    pattern: str
    meant: Callable[[re.Match[str]], str]


_DAY = "(?:Mon(?:day)?|Tue(?:sday)?|Wed(?:nesday)?|Thu(?:rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNITS = {
    "hour": "h",
    "hr": "h",
    "minute": "min",
    "mins": "min",
    "mn": "min",
    "second": "s",
    "sec": "s",
    "msec": "ms",
    "millisecond": "ms",
}
_SIGNS = {
    ">=": "at least",
    "≥": "at least",
    "=>": "at least",
    "<=": "at most",
    "≤": "at most",
    ">": "above",
    "<": "below",
}
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_MONEY_WORDS = {
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "usd": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "gbp": "GBP",
}


def _clock(match: re.Match[str]) -> str:
    """`5pm` as `17:00`; 12 am is midnight and 12 pm is noon."""
    hour, minute, half = int(match["hour"]), match["minute"] or "00", match["half"].lower()
    return f"{hour % 12 + (12 if half == 'pm' else 0):02}:{minute}"


def _day_first(match: re.Match[str]) -> str:
    """`31.1.2026` as `2026-01-31`: the day is taken to come first."""
    day, month = int(match["sd"]), int(match["sm"])
    if month > 12:  # only a month that came first explains it, as in `1/31/2026`
        day, month = month, day
    return f"{match['sy']}-{month:02}-{day:02}"


def month_first(match: re.Match[str]) -> str:
    """The other date that `02/03/2026` can mean, if it can mean two."""
    if match.lastgroup != "local_date" or match["sd"] == match["sm"]:
        return ""
    day, month = int(match["sd"]), int(match["sm"])
    return f"{match['sy']}-{day:02}-{month:02}" if max(day, month) <= len(_MONTHS) else ""


def _written_date(match: re.Match[str]) -> str:
    return f"{match['wy']}-{_MONTHS.index(match['wm'][:3].lower()) + 1:02}-{int(match['wd']):02}"


def _number(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match["whole"]) + (f".{match['part']}" if match["part"] else "")


def _comparison(*, is_more: bool, is_denied: bool) -> str:
    if is_denied:
        return "at most" if is_more else "at least"
    return "above" if is_more else "below"


_TO = "(?:[ ](?:to|until|–|—|-)[ ]|[–—]|-)"


def _range(match: re.Match[str]) -> str:
    first, last = re.split(_TO, match["day_range"])
    return f"{_time(first)}-{_time(last)}" if first[0].isdigit() else f"{first[:3]}-{last[:3]}"


def _time(typed: str) -> str:
    return typed.strip().zfill(len("00:00"))


_COUNTED = "(?:business )?day|(?:calendar )?month|week|quarter|year"
"""Nouns that have the number of the figure before them."""

DAY_RANGE = Habit(
    "day_range",
    rf"(?!\w{{3}}-\w{{3}}\b){_DAY}{_TO}{_DAY}\b|\d?\d:\d\d(?:[ ](?:to|until)[ ]|[ ]?[–—][ ]?)\d?\d:\d\d\b",
    _range,
)

COMPARISON = Habit(
    "comparison",
    r"(?:(?P<no>no|not)[ ])?(?:(?P<more>more|greater|higher)|less|fewer|lower)[ ]than(?=[ ]\d)",
    lambda match: _comparison(is_more=bool(match["more"]), is_denied=bool(match["no"])),
)
MONEY_CODE = Habit(
    "money_code",
    r"(?P<mc>EUR|USD|GBP|CHF|CAD|AUD|JPY|SEK|NOK|DKK|PLN|CZK|HUF)[ \u00a0\u202f]?"
    r"(?P<ma>\d{1,3}(?:[,'’ \u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\b(?![ ]?[A-Z]{3}\b)",
    lambda match: f"{re.sub(r'[^0-9.]', '', match['ma'])} {match['mc']}",
)
WORDS = (DAY_RANGE, COMPARISON, MONEY_CODE)
"""Habits that begin like a name; the scanner looks for them before names."""

HABITS: tuple[Habit, ...] = (
    Habit(
        "local_date",
        r"(?P<sd>\d{1,2})[/.](?P<sm>\d{1,2})[/.](?P<sy>\d{4})\b",
        _day_first,
    ),
    Habit(
        "year_first",
        r"(?P<yy>\d{4})[/.](?P<ym>\d{1,2})[/.](?P<yd>\d{1,2})\b",
        lambda m: f"{m['yy']}-{int(m['ym']):02}-{int(m['yd']):02}",
    ),
    Habit(
        "written_date",
        rf"(?P<wd>\d{{1,2}})[ ](?P<wm>(?i:{'|'.join(_MONTHS)})[a-z]*)[ ](?P<wy>\d{{4}})\b",
        _written_date,
    ),
    Habit("half_day", r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?[ ]?(?P<half>(?i:am|pm))\b", _clock),
    Habit(  # an hour of the clock where one stands, otherwise a duration
        "hour_sign",
        r"(?:(?<=-)|(?<=by )|(?<=before )|(?<=cut-off ))(?P<hh>\d{1,2})[hH](?P<hm>\d\d)?\b"
        r"|(?P<oh>\d{1,2})[hH](?P<om>\d\d)?(?=[ ]?[-–])",
        lambda m: f"{int(m['hh'] or m['oh']):02}:{m['hm'] or m['om'] or '00'}",
    ),
    Habit("hours_minutes", r"(?P<dh>\d+)[hH](?P<dm>\d\d)\b", lambda m: f"{m['dh']} h {int(m['dm'])} min"),
    Habit("short_hour", r"\d:\d\d\b(?!:)", lambda m: f"0{m['short_hour']}"),
    Habit("around_the_clock", r"24/7\b|24[hx]/7\b|7x24\b", lambda _: "24x7"),
    Habit(
        "grouped",
        r"(?P<whole>\d{1,3}(?:(?:[ \u00a0\u202f'’]\d{3})+|(?:,\d{3})+|(?:\.\d{3}){2,}|(?:\.\d{3})+(?=,\d)))\b"
        r"(?:[.,](?P<part>\d+)\b)?(?![-:/\d]|[ ]?%)",
        _number,
    ),
    Habit("decimal_comma", r"\d+,\d+\b(?![,.\d])(?:[ ]?%)?", lambda m: m["decimal_comma"].replace(",", ".")),
    Habit(
        "money_before",
        r"(?P<cb>[€$£¥])[ ]?(?P<nb>\d{1,3}(?:[, \u00a0\u202f'’]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)",
        lambda m: f"{re.sub(r'[^0-9.]', '', m['nb'])} {_CURRENCIES[m['cb']]}",
    ),
    Habit("money_after", r"[€$£¥]", lambda m: _CURRENCIES[m["money_after"]]),
    Habit(
        "money_word",
        rf"(?P<mn>\d+(?:\.\d+)?)[ ](?!(?:EUR|USD|GBP)\b)(?P<mw>(?i:{'|'.join(_MONEY_WORDS)}))\b",
        lambda m: f"{m['mn']} {_MONEY_WORDS[m['mw'].lower()]}",
    ),
    Habit("percent_word", r"(?P<pn>\d+(?:\.\d+)?)[ ](?:percent|per cent|pct)\b", lambda m: f"{m['pn']}%"),
    Habit(  # a number and its noun: `3 month`, `1 days`
        "grammatical_number",
        rf"(?P<gn>(?!1 )\d+(?:\.\d+)?)[ ](?P<gu>{_COUNTED})(?![\w-])|1[ ](?P<go>{_COUNTED})s(?![\w-])",
        lambda m: f"{m['gn']} {m['gu']}s" if m["gn"] else f"1 {m['go']}",
    ),
    Habit(
        "long_unit",
        rf"(?P<un>\d+(?:\.\d+)?)[ ]?(?P<uu>{'|'.join(_UNITS)})s?\b\.?",
        lambda m: f"{m['un']} {_UNITS[m['uu']]}",
    ),
    Habit(
        "working_days",
        r"(?P<wdn>\d+)[ ](?:working|bank|weekday|open)[ -]?days?\b",
        lambda m: f"{m['wdn']} business day{'' if m['wdn'] == '1' else 's'}",
    ),
    Habit("sign", "|".join(_SIGNS), lambda m: _SIGNS[m["sign"]]),
    Habit("quotes", "[“”„«][^“”„»\"\n]*[“”»]|[‘'][^‘’'\"\n]*[’']", lambda m: f'"{m["quotes"][1:-1].strip()}"'),
    Habit("dash", "[–—−]", lambda _: "-"),
    Habit("slashes", r"(?<!\S)//[^\n]*", lambda m: "#" + m["slashes"][2:]),
    Habit("bullet", r"[•◦▪‣●○]|\d+(?:\.\d+){0,4}\.(?=[ ][A-Za-z])", lambda _: ""),
    Habit("semicolon", r";", lambda _: ""),
)
