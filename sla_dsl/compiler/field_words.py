"""Words of the field for which the language has another word, and the word to write."""

from __future__ import annotations

from ..language.expected import DIGITS

_METRICS = {
    "availability": ("uptime", "service-availability", "avail", "disponibilité", "disponibilite"),
    "restore-time": (
        "mttr",
        "ttr",
        "time-to-restore",
        "time-to-repair",
        "repair-time",
        "gtr",
        "wiederherstellungszeit",
    ),
    "resolution-time": ("time-to-resolve", "resolve-time", "fix-time", "time-to-fix"),
    "response-time": ("mtta", "time-to-respond", "reaction-time", "reaktionszeit", "gti", "first-response"),
    "recovery-time": ("rto", "recovery-time-objective"),
    "recovery-point": ("rpo", "recovery-point-objective"),
    "outage-count": ("outages", "number-of-outages"),
    "outage-length": ("outage-duration", "outage-time"),
    "latency": ("ping", "rtt", "round-trip-time"),
    "packet-loss": ("loss", "packetloss"),
    "satisfaction": ("csat", "nps", "customer-satisfaction"),
}
SYNONYMS = {"metric": {synonym: metric for metric, synonyms in _METRICS.items() for synonym in synonyms}}
"""For each kind of name, what people call a thing, in small letters, and its name in the language."""

_NOTHING = "write `none` where nothing is promised"
_PROMPTLY = "write a time such as `15 min`; a duty without one is written `as best effort`"
_LATER = "leave the place to a parameter without a value"
ADVICE = {
    **dict.fromkeys(("n/a", "na", "nil", "void", "x"), _NOTHING),
    **dict.fromkeys(("asap", "immediate", "immediately", "promptly", "instant"), _PROMPTLY),
    **dict.fromkeys(("tbd", "tbc", "tba", "todo"), _LATER),
    **{word: f"numbers are written in digits: `{number}`" for number, word in enumerate(DIGITS, 1)},
    "month": "write `1 month`, with its number",
    "quarter": "write `3 months`, with their number",
    "year": "write `12 months`, with their number",
    "nbd": "write `by 18:00 the next business day`, with the hour that is meant",
}
"""The value to write for a word that stands in its place, in small letters."""

ABBREVIATED_ZONES = {
    **dict.fromkeys(("CET", "CEST", "MET", "MEZ", "MESZ"), "Europe/Berlin"),
    **dict.fromkeys(("EET", "EEST"), "Europe/Helsinki"),
    **dict.fromkeys(("WET", "WEST"), "Europe/Lisbon"),
    **dict.fromkeys(("GMT", "BST"), "Europe/London"),
    **dict.fromkeys(("ET", "EST", "EDT", "EST5EDT"), "America/New_York"),
    **dict.fromkeys(("CT", "CST", "CDT", "CST6CDT"), "America/Chicago"),
    **dict.fromkeys(("MT", "MST", "MDT", "MST7MDT"), "America/Denver"),
    **dict.fromkeys(("PT", "PST", "PDT", "PST8PDT"), "America/Los_Angeles"),
    "IST": "Asia/Kolkata",
    "JST": "Asia/Tokyo",
    "SGT": "Asia/Singapore",
    "AEST": "Australia/Sydney",
}
"""Abbreviations of zones, each with a place that keeps it: an abbreviation knows no summer time, or two continents."""
