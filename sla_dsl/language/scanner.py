"""Text to tokens.

The scanner knows no context: a word is a ``NAME`` until the parser takes it for a keyword.  It never fails: text that
cannot be read becomes a finding and is skipped.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, partial
from sys import intern

from ..text.finding import Finding
from ..text.source import Comment, Source, Span, Token
from .habits import COMPARISON, HABITS, WORDS, Habit, month_first
from .pasted import Pasted, enumerated, pasted_tables
from .terminals import language, without_groups

MAX_DEPTH = 50
"""The deepest nesting of blocks and parentheses: every computation has a stated limit, and no agreement comes near."""

_DIRECTION_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""The characters of Unicode that control the direction of writing."""
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u2060\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]|\r(?!\n)"
)
"""The controls of terminals and of lines, blanks without width, and the tags of Unicode: nobody sees them."""
# A text with an unknown escape, or a text without an end.  A text without an end is taken to end with its line, or
# before the brace or bar that ends the line; prose is taken to end before a line that begins with a brace.
_FAULTY_TEXT = (
    r'(?P<bad_escape>"(?!"")[^"\\\n]*(?:\\.[^"\\\n]*)*")'
    r'|(?P<open_text>"""(?:[^\n]+|\n(?!}))*|"(?:[^\n{}|]+|[{}|](?![ \t]*(?:\n|\Z)))*)'
)
_HYPHENS = ("\u2010", "\u2011", "\u2043", "\ufe63", "\uff0d")
"""Characters that look like `-` and are none."""
_PERHAPS_CONTROLS = re.compile(f"{_DIRECTION_CONTROLS.pattern[:-1]}{_CONTROLS.pattern[1:].partition(']')[0]}\r]")
"""Any of these characters, and the end of a line as Windows writes it: few texts hold one."""
_NO_TOKEN = frozenset(("habit_words", "habit", "open_text", "bad_escape", "unknown", "end"))
"""Groups of the pattern whose match is no token as it stands."""
_OPENING, _CLOSING = frozenset(("LBRACE", "LPAR")), frozenset(("RBRACE", "RPAR"))
_CONFLICT = re.compile(
    r"^<{7} .*\n(?P<ours>(?:(?![=|>]{7}).*\n)*)(?:\|{7}.*\n(?:(?![=>]{7}).*\n)*)?={7}\n(?:(?!>{7}).*\n)*>{7} .*$"
    r"|^(?:<{7}|>{7}) .*$",
    re.MULTILINE,
)
"""What Git leaves where two versions could not be merged: whole, or a marker that was forgotten."""
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


def scan(source: Source) -> list[Finding]:
    """Fills ``source.tokens`` and ``source.comments``; returns the findings for text that cannot be read.

    Scanning stops at the first block deeper than ``MAX_DEPTH``.
    """
    pattern, no_token = _pattern(_plain()), _NO_TOKEN.union(language().phrases, language().ignored)
    source.begin()
    tokens, place, text = source.tokens, source.places.append, _without_conflicts(source.text)
    findings: list[Finding] = []
    pasted, marks = pasted_tables(text), enumerated(text)
    text = _blanked(text, [*marks, *((table.start, table.end) for table in pasted)])
    pasted.reverse()
    at, depth, denials, size, is_too_deep = 0, 0, 0, len(text), False
    while at < size and not is_too_deep:
        for match in pattern.finditer(text, at):  # it goes on by itself, but behind what is no token
            kind = match.lastgroup or ""
            word, at = intern(match[kind]), match.end()  # most words stand in a file, and in all, many times
            if pasted:
                _read_pasted_before(source, at - len(word), pasted, findings)
            if kind in _PLAIN:
                tokens.append(Token(_PLAIN[kind], word, source, len(tokens)))
                place(at - len(word))
                place(at)
                denials = 0
                continue
            if kind in no_token:
                at = _read_other(source, match, findings)
                if at != match.end():
                    break
                continue
            kind = _SIGNS.get(word, kind)
            tokens.append(Token(kind, word, source, len(tokens)))
            place(at - len(word))
            place(at)
            denials = denials + 1 if word == "not" else 0
            if kind in _OPENING or denials > MAX_DEPTH:
                depth += 1
                if depth > MAX_DEPTH or denials:
                    findings.append(_too_deep(tokens[-1]))
                    is_too_deep = True
                    break
            elif kind in _CLOSING:
                depth -= 1
    _read_pasted_before(source, size, pasted, findings)
    findings.extend(map(partial(_enumerated, source), marks))
    findings.extend(_conflicts(source))
    findings.extend(_controls(source))
    return findings


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
        _untokened(source, *mark),
        help=_remedy_of_nothing(),
        values=(typed,),
    )


def _has_conflicts(text: str) -> bool:
    """Whether a text may have conflicts: to look for the markers is quicker than for their lines."""
    return "<<<<<<< " in text or ">>>>>>> " in text


def _without_conflicts(text: str) -> str:
    return _CONFLICT.sub(_ours, text) if _has_conflicts(text) else text


def _ours(conflict: re.Match[str]) -> str:
    """Our side of a conflict at its place, with blanks for the rest."""
    start, end = conflict.start(), conflict.end()
    ours, ours_end = conflict.span("ours") if conflict["ours"] is not None else (end, end)
    text = conflict.string
    return re.sub(r"[^\n]", " ", text[start:ours]) + text[ours:ours_end] + re.sub(r"[^\n]", " ", text[ours_end:end])


def _conflicts(source: Source) -> list[Finding]:
    if not _has_conflicts(source.text):
        return []
    return [
        Finding(
            "syntax/merge-conflict",
            "a merge conflict is not resolved",
            _untokened(source, found.start(), found.start() + len(found.group().partition("\n")[0])),
            help="write what holds of both versions, and remove the lines that Git put in",
            values=(found.group(),),
        )
        for found in _CONFLICT.finditer(source.text)
    ]


def _untokened(source: Source, start: int, end: int) -> Span:
    """The span of text that is no token."""
    behind = bisect_left(source.tokens, start, key=lambda token: token.start)
    return Span(source, behind, behind - 1, (start, end))


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
    span = Span(source, first, last) if first <= last else _untokened(source, start, end)
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


def _too_deep(token: Token) -> Finding:
    return Finding(
        "syntax/nesting-too-deep",
        f"blocks, parentheses and `not` stand more than {MAX_DEPTH} deep in each other here",
        token.span,
        help="write the inner parts as declarations of their own; the rest of this file was not read",
    )


def _controls(source: Source) -> Iterator[Finding]:
    """The findings for the first control of each kind in texts and remarks; elsewhere no token holds one."""
    if not _PERHAPS_CONTROLS.search(source.text):
        return
    if found := _DIRECTION_CONTROLS.search(source.text):
        yield Finding(
            "syntax/direction-control",
            f"line {source.position(found.start()).line} contains a control of writing direction ({_code(found)})",
            _untokened(source, *found.span()),
            help="remove it: it can make the text read otherwise than it is",
        )
    told = {token.start for token in source.tokens if token.type == "UNKNOWN"}
    if found := next((one for one in _CONTROLS.finditer(source.text) if one.start() not in told), None):
        yield Finding(
            "syntax/control-character",
            f"line {source.position(found.start()).line} contains a control character ({_code(found)})",
            _untokened(source, *found.span()),
            help="remove it: it can make what is printed look other than what is written",
        )


def _code(found: re.Match[str]) -> str:
    return f"U+{ord(found.group()):04X}"
