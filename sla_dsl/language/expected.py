"""The words of a syntax error: which word stands there, and which could.

The message quotes the user's whole word (`2026-1-31`, not `2026`) and lists at most six things that could stand in its
place; similar ones are listed as one.  The help is one guess, made only where the guess would fit: a wrong help is
worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..text.finding import Finding, Related
from ..text.source import Token
from .last_days import about_last_days
from .orders import about_order
from .rhythms import about_times, time_written
from .terminals import language
from .translations import about_languages

_IN_WORDS = {
    "NAME": "a name",
    "PATH": "a name",
    "STRING": "a text in quotes",
    "PROSE": 'prose in `"""`',
    "DATE": "a date such as `2026-01-31`",
    "MONTH_DAY": "a month and day such as `02-01`",
    "TIME_OF_DAY": "a time such as `08:00`",
    "SEMVER": "a version such as `2.1.0`",
    "PERCENT": "a percentage such as `99.9%`",
    "NUMBER": "a number",
    "HOW_OFTEN": "a parameter and `times`",
    "RATE": "a rate such as `200/s`",
    "FRACTION": "a fraction such as `1/12`",
    "ROW_END": "`|` at the end of the line",
    "$END": "the end of the file",
}
_WITHOUT_QUOTES = frozenset({"DATE", "SEMVER", "TIME_OF_DAY", "MONTH_DAY", "PERCENT", "NUMBER"})
"""Terminals that people tend to put in quotes."""
_QUANTITY = frozenset({"PERCENT", "NUMBER", "RATE", "FRACTION"})
_GROUPS = (
    (_QUANTITY, "a quantity"),
    (frozenset({"AT", "ABOVE", "BELOW", "BETWEEN"}), "a bound such as `at least 99%`"),
    (frozenset({"IN", "DURING", "TIMED", "EACH", "AS", "WHEN"}), "a phrase such as `during office`"),
    (frozenset({"CREDIT", "PENALTY", "BONUS", "POINTS", "REFUND", "CHARGE"}), "`credit` or its like"),
)
"""Terminals that are shown as one where all of them are expected."""
_OTHER_PHRASES = frozenset({"FOR", "WITHIN", "UP", "ANNOUNCED", "THROUGH", "FROM", "TO", "UNTIL", "BECAUSE"})
"""Phrases that are not listed beside the group of phrases: its example stands for them."""
_GOES_ON = ("COLON", "EQUAL", "LBRACE")
"""Signs that continue a declaration; they are listed even where any statement could follow."""
_IN_CELLS = frozenset({"VBAR", "ROW_END", "COMMA", "PLUS", "MINUS", "STAR", "SLASH", "FOR", "WITHIN"})
"""Terminals that may continue a cell, besides phrases: they are not worth showing where a bar can stand."""
_SIGNS = frozenset({"PLUS", "MINUS", "STAR", "NUMBER"})
_MOST_SHOWN = 6
"""A longer list ends in `another word`."""
_LONGEST_WORD = 40
"""Longer words are not compared: no word of the language is as long."""
_SHORTEST_WORD = 3
"""Shorter words are not compared: almost every word is similar to one of two letters."""
_GLUED = re.compile(r"[^\s{}(),|]+")
"""A run of characters that a writer takes for one word."""
_PERIODS = ("hour", "day", "week", "month", "quarter", "year")
DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
"""Numbers in words, from one."""
_MEANT = {
    "max": ("at most",),
    "maximum": ("at most",),
    "min": ("at least",),
    "minimum": ("at least",),
    "timezone": ("time zone",),
    "atleast": ("at least",),
    "atmost": ("at most",),
    "until": ("to",),
    "terminate": ("end",),
    "by": ("before", "through"),
    **dict.fromkeys(("before", "prior", "beforehand"), ("ahead",)),
    "best": ("as best effort",),
    "target": ("as a target", "objective"),
    "24x7": ("during 24x7",),
    **dict.fromkeys(("terms", "template"), ("standard sla",)),
    **dict.fromkeys(("sla", "slo", "sli", "kpi", "promise", "guarantee", "commitment", "measure"), ("objective",)),
    "hourly": ("each calendar hour",),
    "daily": ("each calendar day", "every 1 day"),
    "weekly": ("each calendar week", "every 1 week"),
    "monthly": ("each calendar month", "every 1 month"),
    "quarterly": ("each calendar quarter", "every 3 months"),
    "yearly": ("each calendar year", "every 12 months"),
    "annually": ("each calendar year", "every 12 months"),
    **{period: (f"calendar {period}",) for period in _PERIODS},
}
"""Words of other languages; the first suggestion whose first word can stand here is made."""

_DUTIES = {"shall": "must", "will": "must", "should": "must", "can": "may", "shan't": "must not", "has-to": "must"}
"""Words of other contracts for `must` and `may`."""
_ADVICE = {
    "but": "a band has one bound, such as `below 99.9%`: the lowest band that is reached counts",
    "agreed": "write `none` where nothing is promised, or the name of a parameter that is left blank",
}
"""Advice for words that have no counterpart in the language."""

_STEPS = {"h": "hour", "min": "minute", "s": "second", "d": "day", "mo": "month"}
"""Units behind a slash, and the word of a step."""
_WORKING = ("business", "working", "office", "support", "service")
"""Words before `hours` that mean a calendar and not a unit of time."""


def unexpected_finding(
    token: Token, before: Token | None, accepted: set[str], taken: Token | None, opens_line: bool
) -> Finding:
    """The finding for a token that cannot stand at its place.

    ``accepted`` are the terminals that can.  ``taken`` is the token before, if it was read as a keyword although a name
    would have fitted.  If the token opens a line, something is missing at the end of the line before, and the finding
    points there.
    """
    if "NONE" in accepted and token.type in ("VBAR", "ROW_END"):
        return _empty_cell(token, before)
    written = token.text if token.type in ("STRING", "PROSE") else glued(token)
    shown = f"`{written}`" if written else "the end of the file"
    if len(shown) > 42:
        shown = f"{shown[:40]}…`"
    if misplaced := _misplaced(token, accepted):
        word, remedy = misplaced
        shown = f"`{word.text}` cannot stand here"
        return Finding("syntax/unexpected-token", shown, word.span, help=remedy, values=(word.text,))
    # Between two statements nothing is missing at the end of the line before: the token itself is wrong.
    between = "RBRACE" in accepted or "$END" in accepted
    expected = in_words(accepted)
    if opens_line and before is not None and not between:
        message, span = f"something is missing here: {expected} was expected before {shown}", before.span
    else:
        message, span = f"{shown} cannot stand here: {expected} was expected", token.span
    remedy = _remedy(token, before, accepted, taken)
    if span == token.span and before is not None and remedy and remedy == about_times(token, before, accepted):
        span = time_written(token, before)  # the remedy takes the place of the whole time
        return Finding("syntax/unexpected-token", message, span, help=remedy, values=(span.text,))
    return Finding("syntax/unexpected-token", message, span, help=remedy, values=(token.text,))


def _misplaced(token: Token, accepted: set[str]) -> tuple[Token, str] | None:
    """A word before a faulty token that is itself the fault, and what to write for it."""
    before = token.source.tokens[max(0, token.index - 8) : token.index]
    if before and before[-1].text in _DUTIES and token.type == "STRING":
        return before[-1], f"did you mean `{_DUTIES[before[-1].text]}`?"
    within = next((one for one in reversed(before) if one.type in ("WITHIN", "LBRACE", "RBRACE", "VBAR")), None)
    if within and within.type == "WITHIN" and {"AT", "BELOW"} <= accepted:
        limit = " ".join(one.text for one in token.source.tokens[within.index + 1 : within.index + 3])
        return within, f"a promise has a bound: `at most {limit}`"
    return None


def _empty_cell(token: Token, before: Token | None) -> Finding:
    """The finding for a cell without content, between ``before`` and ``token``."""
    return Finding(
        "syntax/unexpected-token",
        "a cell of this table is empty",
        before.span.to(token.span) if before else token.span,
        help="write its value, or `none` where nothing is meant on purpose",
        values=(token.text,),
    )


def glued(token: Token) -> str:
    """The text from a token to the next blank, bracket, comma or bar: its writer took it for one word."""
    if not token.text:  # the end of the file
        return ""
    match = _GLUED.match(token.source.text, token.start)
    return match.group() if match else token.text


def unclosed_row_finding(before: Token) -> Finding:
    """The finding for a row of a table whose last token is ``before`` and that has no bar at its end."""
    return Finding(
        "syntax/unexpected-token",
        "a row of this table has no `|` at its end",
        before.span,
        label="`|` is missing after this",
        help="end every row with `|`",
        values=(before.text,),
    )


def unclosed_finding(before: Token, opening: Token) -> Finding:
    """The finding for a block whose closing brace is missing after ``before``."""
    return Finding(
        "syntax/unclosed-block",
        "a block is not closed",
        before.span,
        label="`}` is missing after this",
        help="write `}` where the block ends",
        related=(Related(opening.span, "the block begins here"),),
    )


def in_words(accepted: set[str]) -> str:
    """A set of terminals as a list in the words of the language."""
    left = accepted - {"ABOUT"}  # topics may stand behind almost everything, and never must
    words = []
    # Any statement could follow here: the kind of statement is listed, not its first words.
    if "$END" in accepted or ("RBRACE" in accepted and len(accepted) > _MOST_SHOWN):
        words += [f"`{language().words[sign]}`" for sign in _GOES_ON if sign in accepted]
        words += ["a declaration such as `service` or `sla`"] if "$END" in accepted else ["a statement", "`}`"]
        left.clear()
    elif "ROW_END" in accepted:
        words += ["`|`"]
        left -= _IN_CELLS
    elif "NONE" in accepted:  # a cell of a table, which takes almost everything
        words += ["a value", "a bound such as `at least 99%`", "`none`"]
        left.clear()
    for group, shown in _GROUPS:
        if group <= left:
            left -= group | (_OTHER_PHRASES if "EACH" in group else frozenset())
            words.append(shown)
    known = {**language().words, **language().phrases}
    words += sorted({_IN_WORDS.get(t) or f"`{known.get(t, t.lower())}`" for t in left})
    if len(words) > _MOST_SHOWN:
        words = [*words[:_MOST_SHOWN], "another word"]
    return _either(words)


def _either(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def _remedy(token: Token, before: Token | None, accepted: set[str], taken: Token | None) -> str:
    """The help: the first guess that fits, or nothing."""
    if before is not None and (order := about_order(token, before, accepted) or about_last_days(token)):
        return order
    if taken is not None:
        return f"`{taken.text}` is a word of the language here; a thing of that name needs another name"
    if token.text in DIGITS and "NUMBER" in accepted:
        return f"numbers are written in digits: `{1 + DIGITS.index(token.text)}`"
    if advice := _advice(token, before, accepted):
        return advice
    if meant := _meant(token.text.lower(), accepted):
        return f"did you mean `{meant}`?"
    if token.type in ("STRING", "NAME"):
        return _about_quotes(token, accepted) or _home(token.text, accepted)
    if token.type in _SIGNS:
        return _about_signs(token, before, accepted) or _home(token.text, accepted)
    if token.type in _QUANTITY and {"AT", "BELOW"} <= accepted:
        return "write `at least` or `at most` before it"
    if token.type == "TIME_OF_DAY":
        return "opening hours are declared once, as a `calendar`, and have a name everywhere else"
    return _home(token.text, accepted)


def _advice(token: Token, before: Token | None, accepted: set[str]) -> str:
    """Advice for a word that has no counterpart in the language, or nothing."""
    if token.text in _ADVICE or before is None:
        return _ADVICE.get(token.text, "")
    if token.text == "hours" and before.text in _WORKING:
        return "write `8 h during office`, where `office` is the calendar of those hours"
    return (
        about_times(token, before, accepted)
        or _about_figures(token, before, accepted)
        or about_languages(token, before, accepted)
        or _about_cells(token, accepted)
        or _about_lists(token, before, accepted)
    )


def _about_figures(token: Token, before: Token, accepted: set[str]) -> str:
    """Advice for money by the step, versions, times and days, and what a share is of."""
    if token.type == "PATH" and before.type == "NUMBER" and token.text[:3].isupper():
        currency, _, unit = token.text.partition("/")
        return f"money by the step: `{before.text} {currency} for every {_STEPS.get(unit, unit)} late`, say"
    if token.type == "NUMBER" and "SEMVER" in accepted:
        return f"a version has three numbers: `{'.'.join([*glued(token).split('.'), '0', '0'][:3])}`"
    if token.type == "NUMBER" and "TIME_OF_DAY" in accepted and re.fullmatch(r"\d\d?\.\d\d", token.text):
        return f"times of day have a colon: `{glued(token).replace('.', ':')}`"
    if token.type == "MONTH_DAY" and "DATE" in accepted:
        return f"a day has its year, as in `2026-{token.text}`"
    if token.type in ("PLUS", "MINUS", "NUMBER") and before.text == "zone":
        return "name a place that keeps it, such as `Europe/Paris`: an offset knows no summer time"
    if before.type == "PERCENT" and accepted == {"OF"}:
        return f"say of what: `{before.text} of cases`"
    following = token.source.tokens[token.index + 1 : token.index + 2]
    if token.text == "of" and before.type == "NAME" and following and following[0].text == "the":
        return f"give it a name: `parameter last-{before.text} = {before.text} of the month before`"
    if token.text in ("last", "previous", "preceding", "prior") and before.text == "the" and "NEXT" in accepted:
        return "write `of the month before`"
    if token.text == "of" and before.type == "NAME" and "RBRACE" in accepted and following:
        return f"a parameter that is a share is multiplied: `{before.text} * {following[0].text}`"
    return ""


def _about_cells(token: Token, accepted: set[str]) -> str:
    """Advice for a cell of several words: a column's name has none, and a promise is no prose."""
    if token.type in ("VBAR", "ROW_END") or not {"VBAR", "ROW_END"} & accepted:
        return ""
    return f"a column has one name: `{_joined(token)}`" if is_header(token) else ""


def _about_lists(token: Token, before: Token, accepted: set[str]) -> str:
    """Advice for a comma where the language joins by a word, or not at all, and for a word where it has a comma."""
    if token.text in ("and", "or") and "COMMA" in accepted:
        return "did you mean `,`?"
    following = token.source.tokens[token.index + 1 : token.index + 2]
    is_joined = any(
        one.type == "STRING" or (one.type in ("NAME", "PATH") and one.text not in language().keywords)
        for one in following
    )
    if token.type == "COMMA" and is_joined and {"AND", "OR"} <= accepted:
        return "join them by `and`; by `or` where one of them is enough"
    if token.type == "COMMA" and (before.type in ("NAME", "PATH") or "EACH" in accepted):
        return "phrases stand without commas between them; for several things, write one statement for each"
    return ""


def is_header(token: Token) -> bool:
    """Whether a token stands in the header of a table: in its first row, or above a line that has dashes only."""
    source, line = token.source, token.source.position(token.start).line
    above = source.line(line - 1).lstrip() if line > 1 else ""
    if source.line(line).lstrip().startswith("|") and not above.startswith("|"):
        return True
    below = source.line(line + 1) if line < len(source.line_starts) else ""
    return "---" in below and not set(below) - set(" |:-")


def _is_cell(token: Token) -> bool:
    """Whether a token is all that stands between two bars."""
    around = token.source.tokens[token.index - 1 : token.index + 2 : 2]
    return all(one.text == "|" for one in around)


def _joined(token: Token) -> str:
    """The words of a cell as one name."""
    line = token.source.line(token.source.position(token.start).line)
    column = token.source.position(token.start).column - 1
    return "-".join(line[line.rfind("|", 0, column) + 1 :].partition("|")[0].lower().split())


def _meant(word: str, accepted: set[str]) -> str | None:
    """The word of the language that a word stands for or resembles, if it can stand here."""
    known = language()
    if len(word) > _LONGEST_WORD:
        return None
    for meant in _MEANT.get(word, ()):
        if known.keywords[meant.split()[0]] in accepted:
            return meant
    if len(word) < _SHORTEST_WORD:
        return None
    from difflib import get_close_matches  # it takes long to import, and most texts have no mistake

    words = sorted(known.words[t] for t in accepted if t in known.words)
    # Stricter than difflib's own 0.6: no help is better than a wrong one.
    return next(iter(get_close_matches(word, words, 1, cutoff=0.75)), None)


_TIMES = re.compile(r"\s+times\b")


def _about_signs(token: Token, before: Token | None, accepted: set[str]) -> str:
    """The help for a sign or number that begins no statement, computes, or stands for nothing."""
    is_sum = before is not None and "\n" not in token.source.text[before.end : token.start]
    if is_sum and before and before.type == "NAME" and token.type != "NUMBER" and "RBRACE" in accepted:
        return "compute it in a parameter, and name that here"
    if token.type == "NUMBER" and _TIMES.match(token.source.text, token.end):
        return "a bound that is to be reached so many times stands in parentheses: `(uptime below 95%) 2 times …`"
    if token.type in ("MINUS", "NUMBER", "STAR") and "RBRACE" in accepted:
        return "statements have no dash or number before them"
    if token.type == "MINUS" and "NONE" in accepted:
        is_nothing = _is_cell(token)
        dashes = "the line below the header has three dashes at least in each cell"
        return "write `none` where nothing is promised" if is_nothing else dashes
    return "write `at least` or `at most` before it" if token.type == "NUMBER" and {"AT", "BELOW"} <= accepted else ""


def _about_quotes(token: Token, accepted: set[str]) -> str:
    """The help for a text that needs no quotes, or a name that needs them."""
    if token.type == "NAME":
        return "texts for people stand in quotes" if accepted <= {"STRING", "LBRACE"} and "STRING" in accepted else ""
    if "NAME" in accepted:
        return "write the name of a declaration, without quotes"
    return "leave out the quotes" if accepted & _WITHOUT_QUOTES else ""


def _home(word: str, accepted: set[str]) -> str:
    """The block or blocks in which a statement belongs that cannot stand in this one."""
    known = language()
    if not accepted & {"RBRACE", "$END"}:
        return ""
    homes = known.homes.get(known.keywords.get(word, ""), ())
    # Every declaration may stand in the `accepts` of a policy, so a word with that home begins a declaration.
    if "accepts" in homes:
        return f"`{word}` begins a declaration of its own, outside of every block"
    return f"`{word}` begins a statement of {_either(f'`{home}`' for home in homes)}" if homes else ""
