"""Text to tokens.

The scanner knows no context: a word is a ``NAME`` until the parser takes it for a keyword.  It never fails: text that
cannot be read becomes a finding and is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial
from itertools import count, repeat
from sys import intern
from typing import NamedTuple

from ..text.finding import Finding
from ..text.source import Comment, Source, Span, Token
from .conflicts import conflicts, without_conflicts
from .controls import controls
from .habits import COMPARISON, HABITS, WORDS, Habit, month_first
from .lines import LINES, LineShape, continued, remember, shape_of
from .nesting import cut_too_deep
from .pasted import Pasted, enumerated, pasted_tables
from .terminals import language, without_groups

# A text with an unknown escape, or a text without an end.  A text without an end is taken to end with its line, or
# before the brace or bar that ends the line; prose is taken to end before a line that begins with a brace.
_FAULTY_TEXT = (
    r'(?P<bad_escape>"(?!"")[^"\\\n]*(?:\\.[^"\\\n]*)*")'
    r'|(?P<open_text>"""(?:[^\n]+|\n(?!}))*|"(?:[^\n{}|]+|[{}|](?![ \t]*(?:\n|\Z)))*)'
)
_HYPHENS = ("\u2010", "\u2011", "\u2043", "\ufe63", "\uff0d")
"""Characters that look like `-` and are none."""
_NO_TOKEN = frozenset(("habit_words", "habit", "open_text", "bad_escape", "unknown", "end"))
"""Groups of the pattern whose match is no token as it stands."""
_BY_NAME: dict[str, Habit] = {habit.name: habit for habit in (*WORDS, *HABITS)}
_HABITS = re.compile("|".join(f"(?P<{habit.name}>{habit.pattern})" for habit in _BY_NAME.values()))


@cache
def _pattern(first: str = "") -> re.Pattern[str]:
    """The pattern of the next token, or of the end, with the blanks before it; it matches everywhere.

    An expression that is to be tried ``first`` may be given, with a bar behind it.
    Every group costs time at every match, so only kinds of tokens are groups, and all habits are one.
    """
    words, habits = (
        f"(?P<{name}>{without_groups('|'.join(habit.pattern for habit in some))})"
        for name, some in (("habit_words", WORDS), ("habit", HABITS))
    )
    no_word_begins_so = r'(?![{}|:,()"#])'
    tokens = f"{first}{no_word_begins_so}(?:{words}|{language().names}|{habits})|{language().signs}"
    return re.compile(rf"[ \n]*(?:{tokens}|{_FAULTY_TEXT}|(?P<end>\Z)|(?P<unknown>[^ \n]))")


@cache
def _plain() -> str:
    """The expression of what nothing else can be: names, the most frequent by far, signs, and some figures.

    What another terminal or a habit may begin with is no plain name, and neither is what goes on as a path, or as how
    often.  A plain number stands before a frequent unit, or at the end of a cell or line.
    """
    habits = " ".join(habit.pattern for habit in WORDS)
    capitals = {"Etc", *re.findall("[A-Z][A-Za-z]{2}", habits)}
    words = {*re.findall(r"\(\?P<\w+>([a-z]+)", language().names), *re.findall("[a-z]{2,}", COMPARISON.pattern)}
    no_name = rf"(?=[A-Z])(?:{'|'.join(sorted(capitals))})|(?:{'|'.join(sorted(words))})(?![\w-])"
    return (
        rf"(?P<plain>(?!{no_name})[^\W\d]\w*+(?:-\w++)*+(?!/|\s*+(?:#[^\n]*\n\s*+)*+times(?![\w-])))"
        r"|(?P<sign>[{}:,()])"
        r"|(?P<percent>\d++(?:\.\d++)?+%)"
        rf"|(?P<number>(?!1[ ](?:{_UNITS})\b)\d++(?:\.\d++)?+(?=[ ](?:h|min|{_UNITS}|EUR|USD)\b|[ ]*+[|,)\n](?!\d)))"
        r"|(?P<date>\d{4}-\d{2}-\d{2}(?![\w-]))|"
    )


_UNITS = "days|months|business[ ]days|calendar[ ]months"
"""Frequent units behind a number; behind `1` they would be a habit."""
_PLAIN = {"plain": "NAME", "percent": "PERCENT", "number": "NUMBER", "date": "DATE"}
"""The terminals of what is plain."""
_SIGNS = {"{": "LBRACE", "}": "RBRACE", ":": "COLON", ",": "COMMA", "(": "LPAR", ")": "RPAR"}
"""The signs that nothing else begins with, and their terminals."""


class Scanned(NamedTuple):
    """The findings for text that cannot be read, and the shapes of lines, by the index of the first token of each."""

    findings: list[Finding]
    shapes: dict[int, LineShape]


def scan(source: Source) -> Scanned:
    """Fills ``source.tokens`` and ``source.comments``, up to what is nested too deeply."""
    source.begin()
    tokens, places, text = source.tokens, source.places, without_conflicts(source.text)
    findings: list[Finding] = []
    shapes: dict[int, LineShape] = {}
    pasted, marks = pasted_tables(text), enumerated(text)
    text = _blanked(text, [*marks, *((table.start, table.end) for table in pasted)])
    pasted.reverse()
    at, size, is_continued = 0, len(text), continued().match
    while at < size:
        if pasted:
            _read_pasted_before(source, at, pasted, findings)
        end, first = text.find("\n", at) + 1 or size, len(tokens)
        line, is_whole = text[at:end], at == 0 or text[at - 1] == "\n"
        known = LINES.get(line)
        if known is not None and is_whole and not is_continued(text, end):
            tokens.extend(map(Token, known.types, known.words, repeat(source), count(first)))
            places.extend([at + place for place in known.places])
            shape = known.shape
        else:
            told = len(findings) + len(source.comments)
            behind = _read_to(at + len(line.rstrip()), text, source, at, findings)
            if behind > end or not is_whole:
                at = max(end, behind)
                continue
            shape = shape_of(tokens[first:])
            if len(findings) + len(source.comments) == told and not is_continued(text, end):
                remember(line, at, source, first, shape)
        if shape is not None:
            shapes[first] = shape
        at = end
    _read_pasted_before(source, size, pasted, findings)
    cut_too_deep(source, findings)
    findings.extend(map(partial(_enumerated, source), marks))
    findings.extend(conflicts(source))
    findings.extend(controls(source))
    return Scanned(findings, shapes)


def _read_to(stop: int, text: str, source: Source, at: int, findings: list[Finding]) -> int:
    """Scans token by token up to an offset; returns the offset behind the last one, which may go beyond."""
    match_next, no_token = _pattern(_plain()).match, _NO_TOKEN.union(language().phrases, language().ignored)
    tokens, place = source.tokens, source.places.append
    while at < stop:
        match = match_next(text, at)
        assert match is not None
        kind = match.lastgroup or ""
        if kind in no_token:
            at = _read_other(source, match, findings)
            continue
        word, at = intern(match[kind]), match.end()  # most words stand in a file, and in all, many times
        tokens.append(Token(_PLAIN.get(kind) or _SIGNS.get(word, kind), word, source, len(tokens)))
        place(at - len(word))
        place(at)
    return at


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text with blanks in some places, as long as before."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        pieces += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join((*pieces, text[at:])) if spans else text


def _read_pasted_before(source: Source, at: int, pasted: list[Pasted], findings: list[Finding]) -> None:
    """Scans the pasted tables that begin before an offset; the last of the list is the first of the text."""
    while pasted and pasted[-1].start < at:
        _read_pasted(source, pasted.pop(), findings)


def _read_pasted(source: Source, table: Pasted, findings: list[Finding]) -> None:
    """Scans the rows that a pasted table means, and adds one finding."""
    first = len(source.tokens)
    for start, end, row in table.rows:
        for part in _pattern().finditer(f"{row}\n"):
            kind = part.lastgroup or ""
            if kind in ("habit", "habit_words"):
                match = _HABITS.match(row, part.start(kind))
                assert match is not None
                meant = _BY_NAME[match.lastgroup or ""].meant(match)
                parts = [(one.lastgroup or "", one.group(one.lastgroup or "")) for one in _pattern().finditer(meant)]
            else:
                parts = [(kind, part.group(kind))]
            for type_, text in parts:
                if type_ not in _NO_TOKEN | language().ignored:
                    source.add(type_, text, start, end)
    typed = source.text[table.start : table.end]
    findings.append(
        Finding(
            "syntax/foreign-spelling",
            "the cells of this table have tabs between them",
            Span(source, first, len(source.tokens) - 1),
            label="read as meant",
            help=f"put bars between the cells, and one at each end: `{table.rows[0][2]}`",
            values=(typed, table.meant),
        )
    )


def _enumerated(source: Source, mark: tuple[int, int]) -> Finding:
    typed = source.text[slice(*mark)]
    return Finding(
        "syntax/foreign-spelling",
        f"`{typed}` is not how the language writes it",
        source.passed_over(*mark),
        help=_remedy_of_nothing(),
        values=(typed,),
    )


def _read_other(source: Source, match: re.Match[str], findings: list[Finding]) -> int:
    """Reads text that is no token as it stands; returns the offset after it."""
    kind = match.lastgroup or ""
    start, end = match.span(kind)
    if kind in language().phrases:
        _read_words(source, kind, start, end)
        return end
    if kind == "COMMENT":
        source.comments.append(Comment(start, end, len(source.tokens)))
    elif kind in ("habit", "habit_words"):
        _read_as_meant(source, start, findings)
    elif kind in ("open_text", "bad_escape"):
        _read_faulty_text(source, match, findings)
    elif kind == "unknown":
        return _pass_over(source, start, findings)
    return end


def _read_words(source: Source, kind: str, start: int, end: int) -> None:
    """Makes one token of several words, with one blank between them; of a window, `each calendar month`, two tokens."""
    tokens, words = source.tokens, source.text[start:end].split()
    if kind == "CALENDAR_MONTHS" and not (tokens and tokens[-1].type == "NUMBER"):
        first, kind = words.pop(0), "NAME"
        source.add(kind, first, start, start + len(first))
        start = end - len(words[0])
    source.add(kind, " ".join(words), start, end)


def _read_as_meant(source: Source, start: int, findings: list[Finding]) -> None:
    """Scans the meaning of a habit in place of the typed text, and adds one finding."""
    match = _HABITS.match(source.text, start)
    assert match is not None
    typed, meant, end = match.group(), _BY_NAME[match.lastgroup or ""].meant(match), match.end()
    first = len(source.tokens)
    for part in _pattern().finditer(meant):
        kind = part.lastgroup or ""
        if kind == "COMMENT":
            source.comments.append(Comment(start, end, len(source.tokens)))
        elif kind not in _NO_TOKEN | language().ignored:
            source.add(kind, part.group(kind), start, end)
    last = len(source.tokens) - 1
    span = Span(source, first, last) if first <= last else source.passed_over(start, end)
    remedy = _remedy_of_habit(match, meant)
    findings.append(
        Finding(
            "syntax/foreign-spelling",
            f"`{typed}` is not how the language writes it",
            span,
            label=("read with the day first" if month_first(match) else "read as meant") if meant else "",
            help=remedy,
            values=(typed,),
        )
    )


def _remedy_of_habit(match: re.Match[str], meant: str) -> str:
    if not meant:
        return _remedy_of_nothing()
    other = month_first(match)
    return f"write `{meant}`" + (f", or `{other}` if the month stands first" if other else "")


def _remedy_of_nothing() -> str:
    return "leave it out: a statement ends where the next one begins"


def _pass_over(source: Source, start: int, findings: list[Finding]) -> int:
    """Skips a run of characters that begin no token, and reports it once; returns the offset after it."""
    end, text, pattern = start + 1, source.text, _pattern()
    while (match := pattern.match(text, end)) and match.span("unknown") == (end, end + 1):
        end += 1
    run = text[start:end]
    shown = run if run.isprintable() else f"U+{ord(run[0]):04X}"
    shown = shown if len(shown) <= 20 else f"{shown[:20]}…"
    source.add("UNKNOWN", run, start, end)
    findings.append(
        Finding(
            "syntax/unknown-character",
            f"`{shown}` means nothing in the language",
            source.tokens[-1].span,
            help=_elided(source.text, start, end) or _remedy_of_unknown(run),
        )
    )
    return end


def _elided(text: str, start: int, end: int) -> str:
    """The remedy for an apostrophe inside a word, as in French names; nothing elsewhere."""
    before, behind = re.search(r"[\w-]*\w$", text[:start][-60:]), re.match(r"\w[\w-]*", text[end : end + 60])
    if text[start:end] not in ("'", "’") or before is None or behind is None:
        return ""
    return f"a name has no apostrophe: write `{before.group()}-{behind.group()}`"


def _remedy_of_unknown(run: str) -> str:
    if not run.isprintable():
        return "remove it: it cannot be seen"
    if run in _HYPHENS:
        return "write a plain `-`"
    return "write words; texts for people stand in quotes, remarks begin with `#`"


def _read_faulty_text(source: Source, match: re.Match[str], findings: list[Finding]) -> None:
    """Reads a text in quotes that has no end or an unknown escape, and adds one finding."""
    kind = match.lastgroup or ""
    typed, unclosed = match.group(kind), kind == "open_text"
    quotes = '"""' if typed.startswith('"""') else '"'
    text = typed + quotes if unclosed else typed
    source.add("PROSE" if quotes == '"""' else "STRING", text, *match.span(kind))
    token = source.tokens[-1]
    if unclosed:
        help = f"end it with `{quotes}`" + (" on the same line" if quotes == '"' else "")
        findings.append(Finding("syntax/unclosed-text", "a text in quotes is not closed", token.span, help=help))
    else:
        unknown = next(e for e in re.findall(r"\\.", token.text) if e not in (r"\"", r"\\"))
        findings.append(
            Finding(
                "syntax/unknown-escape",
                f"`{unknown}` means nothing in a text in quotes",
                token.span,
                help=r'only `\"` and `\\` do; a text of several lines stands between `"""`',
            )
        )
