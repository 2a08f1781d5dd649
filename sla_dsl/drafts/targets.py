"""Tables of targets as drafts: times by priority, priorities by impact and urgency, availability by tier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from ..model.quantity import number_text
from .cells import NOTHING, duration_cell, percentage, unit_of_title
from .draft import DraftFile, ImportFailedError, Remark, draft, name_of, quoted
from .sheets import Sheet, SheetCell, column

METRICS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("response-time", ("response", "reaction", "respond", "reponse", "réponse", "antwort", "reaktion")),
    ("restore-time", ("restor", "recover", "workaround", "rétabl", "wiederherst")),
    ("resolution-time", ("resol", "fix", "solution", "résol", "lösung", "behebung")),
    ("update-interval", ("update", "communication")),
)
"""The metrics of times, and parts of titles by which people name their columns."""
KEYS = ("priority", "severity", "urgency", "level", "class", "prio", "sev", "priorité", "priorität")
TITLES = ("name", "title", "label")
WHENS = ("description", "definition", "example", "criteria", "when", "impact")
TIERS = ("tier", "level", "class", "plan", "package", "category", "name")
SHARES = ("availab", "uptime", "sla", "disponib", "verfügbar")
WINDOWS = (
    ("month", ("month", "mensuel", "monat")),
    ("quarter", ("quarter", "trimest", "quartal")),
    ("year", ("year", "annual", "annuel", "jahr")),
    ("week", ("week", "hebdo", "woche")),
)
RANKS = (
    ("critical", "urgent", "highest", "emergency", "extensive", "enterprise"),
    ("high", "major", "significant"),
    ("medium", "moderate", "normal", "standard"),
    ("low", "minor", "localized", "local"),
    ("lowest", "planning", "planned", "none"),
)
"""Words of priorities, from the most urgent to the least."""


class ScaleKey(NamedTuple):
    """A value of a scale: its name, and what people call it, if that differs."""

    name: str
    title: str

    @property
    def declared(self) -> str:
        """The value as a scale declares it."""
        return f"{self.name} {quoted(self.title)}" if self.title and self.title != self.name else self.name


def key_of(text: str, taken: Sequence[str], letter: str) -> ScaleKey:
    """The value of a cell such as `P1`, `1`, `Critical` or `P1 - Critical`."""
    short, _, rest = (part.strip() for part in re.sub(r"\s+[-–—:]\s+|:\s+", "\x00", text, count=1).partition("\x00"))
    if short.isdigit():
        return ScaleKey(name_of(f"{letter}{short}", taken), rest)
    name = name_of(short, taken, letter)
    name = name if name == short and any(one.isdigit() for one in name) else name_of(short.lower(), taken, letter)
    return ScaleKey(name, rest or short)


def _next_key(text: str, keys: Sequence[ScaleKey], letter: str, place: str, remarks: list[Remark]) -> ScaleKey:
    """The value of a cell beside those before it; that it has the name of one of them is told."""
    one = key_of(text, [each.name for each in keys], letter)
    if one.name != key_of(text, (), letter).name:
        remarks.append(Remark(place, f"`{text}` stands there a second time; it is `{one.name}` in the draft"))
    return one


def targets(sheet: Sheet) -> DraftFile:
    """Times by priority: a scale, and a standard with a table of objectives.

    Raises ``ImportFailedError`` if no column has times of cases.
    """
    key = column(sheet.titles, *KEYS) or 0
    metrics = _metrics(sheet.titles, key)
    if not metrics:
        known = ", ".join(f"`{words[0]}`" for _, words in METRICS)
        raise ImportFailedError(
            f"{sheet.origin} has no column of times", f"titles of columns are known that have {known}"
        )
    others = [at for at in range(len(sheet.titles)) if at != key and at not in metrics]
    title = next((at for at in others if column([sheet.titles[at]], *TITLES) is not None), None)
    when = next((at for at in others if at != title and column([sheet.titles[at]], *WHENS) is not None), None)
    remarks = [
        Remark(f"column `{sheet.titles[at]}`", "is not in the draft")
        for at in others
        if at not in (title, when) and sheet.titles[at]
    ]
    keys: list[ScaleKey] = []
    values, rows, parameters = [], [], []
    for number, cells in sheet.rows:
        one = _next_key(cells[key].text, keys, "P", _place(number, sheet.titles[key]), remarks)
        if title is not None and cells[title].text:
            one = ScaleKey(one.name, cells[title].text)
        keys.append(one)
        occasion = f" when {quoted(cells[when].text)}" if when is not None and cells[when].text else ""
        values.append(f"{one.declared}{occasion}")
        row = []
        for at, metric in metrics.items():
            written, blank = _limit(cells[at], sheet.titles[at], one.name, metric)
            row.append(written)
            if blank:
                parameters.append(f"parameter {written} is duration {quoted(cells[at].text)}")
                told = f"`{cells[at].text}` is no time of the language; `{written}` is blank until you say it"
                remarks.append(Remark(_place(number, sheet.titles[at]), told))
            elif written == "none" and not cells[at].text:
                remarks.append(
                    Remark(_place(number, sheet.titles[at]), "is empty, and is taken for no promise: `none`")
                )
        rows.append([one.name, *row])
    remarks += [
        Remark("", "The rows are taken to go from the most urgent to the least."),
        Remark("", "The table does not say in which hours these times run: see `support hours` and `timed by`."),
        Remark("", "Each case is promised its time; a share of them is `in 90% of cases each calendar month`."),
    ]
    named = list(metrics.values())
    return draft(
        sheet.origin,
        [
            "priorities priority {",
            *values,
            "}",
            "",
            f"standard sla targets {quoted('Targets by priority')} {{",
            *parameters,
            "objectives cases by priority {",
            *_table([["priority", *named], *rows]),
            "}",
            "}",
        ],
        remarks,
    )


def _metrics(titles: Sequence[str], key: int) -> dict[int, str]:
    """The columns of times, each with its metric; the first column of a metric is its own."""
    found: dict[int, str] = {}
    for metric, words in METRICS:
        at = next(
            (
                at
                for at, title in enumerate(titles)
                if at != key and at not in found and any(word in title.lower() for word in words)
            ),
            None,
        )
        if at is not None:
            found[at] = metric
    return dict(sorted(found.items()))


def _limit(cell: SheetCell, title: str, key: str, metric: str) -> tuple[str, bool]:
    """A cell of the table, and whether it is the name of a parameter that is blank."""
    if cell.text.lower() in NOTHING:
        return "none", False
    written = duration_cell(cell, unit_of_title(title))
    return (written, False) if written is not None else (f"{key.lower()}-{metric}", True)


def _place(number: int, title: str) -> str:
    return f"row {number}, `{title}`"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for at, row in enumerate(rows):
        yield f"| {' | '.join(row)} |"
        if at == 0:
            yield "|" + "---|" * len(row)


# Priorities by impact and urgency


def matrix(sheet: Sheet) -> DraftFile:
    """Priorities by two scales: the first column has the values of one, the titles those of the other."""
    remarks: list[Remark] = []
    corner = [name_of(part.lower()) for part in re.split(r"[\\/|×]|\s+x\s+|\s+by\s+", sheet.titles[0]) if part.strip()]
    if len(corner) != 2 or corner[0] == corner[1]:
        corner = ["impact", "urgency"]
        remarks.append(Remark("", "The rows are taken for the impact and the columns for the urgency."))
    across: list[ScaleKey] = []
    for title in sheet.titles[1:]:
        across.append(_next_key(title, across, "U", f"column `{title}`", remarks))
    down: list[ScaleKey] = []
    cells: dict[tuple[str, str], ScaleKey] = {}
    found: dict[str, ScaleKey] = {}
    for number, row in sheet.rows:
        down.append(_next_key(row[0].text, down, "I", f"row {number}", remarks))
        for key, cell in zip(across, row[1:], strict=True):
            if not cell.text:
                raise ImportFailedError(
                    f"row {number} of {sheet.origin} has no priority for `{key.title or key.name}`",
                    "fill the cell: each pair has a priority",
                )
            cells[down[-1].name, key.name] = found.setdefault(cell.text, key_of(cell.text, [], "P"))
    priorities, is_known = _by_urgency(found)
    if not is_known:
        remarks.append(Remark("", "The priorities are taken as they first stand, from the most urgent to the least."))
    ranks = {key.name: rank for rank, key in enumerate(priorities)}
    table = {place: ranks[key.name] for place, key in cells.items()}
    rows_of = {one.name: [table[one.name, key.name] for key in across] for one in down}
    columns_of = {key.name: [table[one.name, key.name] for one in down] for key in across}
    down, known_down = _most_urgent_first(down, rows_of)
    across, known_across = _most_urgent_first(across, columns_of)
    for name, known in zip(corner, (known_down, known_across), strict=True):
        if not known:
            remarks.append(Remark("", f"The values of `{name}` are taken to go from the most urgent to the least."))
    rows = [[one.name, key.name, cells[one.name, key.name].name] for one in down for key in across]
    return draft(
        sheet.origin,
        [
            f"priorities {corner[0]} {{",
            *(one.declared for one in down),
            "}",
            f"priorities {corner[1]} {{",
            *(one.declared for one in across),
            "}",
            f"priorities priority from {corner[0]}, {corner[1]} {{",
            *(one.declared for one in priorities),
            *_table([[*corner, "priority"], *rows]),
            "}",
        ],
        remarks,
    )


def _by_urgency(found: Mapping[str, ScaleKey]) -> tuple[list[ScaleKey], bool]:
    """The priorities, the most urgent first, and whether that is known: by their numbers, or by their words."""
    keys = list({key.name: key for key in found.values()}.values())
    numbers = [re.findall(r"\d+", key.name) for key in keys]
    if all(len(each) == 1 for each in numbers):
        return sorted(keys, key=lambda key: int(re.findall(r"\d+", key.name)[0])), True
    ranked = {key.name: rank for key in keys for rank, words in enumerate(RANKS) if key.name.lower() in words}
    if len(ranked) == len(keys):
        return sorted(keys, key=lambda key: ranked[key.name]), True
    return keys, False


def _most_urgent_first(keys: list[ScaleKey], ranks: Mapping[str, list[int]]) -> tuple[list[ScaleKey], bool]:
    """The values as they stand or the other way round, whichever begins with the more urgent, and whether one does."""
    ordered = [ranks[key.name] for key in keys]
    if _rises(ordered):
        return keys, ordered[0] != ordered[-1]
    return (keys[::-1], True) if _rises(ordered[::-1]) else (keys, False)


def _rises(rows: Sequence[Sequence[int]]) -> bool:
    return all(first <= second for one, other in pairwise(rows) for first, second in zip(one, other, strict=True))


# Availability by tier


def tiers(sheet: Sheet) -> DraftFile:
    """Availability by tier: a scale, and a standard with a table of objectives."""
    share = column(sheet.titles, *SHARES)
    if share is None:
        raise ImportFailedError(
            f"{sheet.origin} has no column of availability", "its title has `availability` or `uptime` in it"
        )
    key = next((at for at, title in enumerate(sheet.titles) if at != share and column([title], *TIERS) is not None), 0)
    if key == share:
        raise ImportFailedError(f"{sheet.origin} has no column of tiers beside the availability")
    remarks = [
        Remark(f"column `{title}`", "is not in the draft")
        for at, title in enumerate(sheet.titles)
        if at not in (key, share) and title
    ]
    found: list[tuple[ScaleKey, Fraction | None]] = []
    for number, cells in sheet.rows:
        cell, title = cells[share], sheet.titles[share]
        promised = percentage(cell, title)
        if promised is None and cell.text.lower() not in NOTHING:
            raise ImportFailedError(
                f"{_place(number, title)} of {sheet.origin}: `{cell.text}` is no percentage",
                "correct it, or leave the cell empty",
            )
        if promised is not None and cell.number is None and "%" not in cell.text + title and promised != cell.text:
            remarks.append(Remark(_place(number, title), f"`{cell.text}` is read as {number_text(promised)}%"))
        place = _place(number, sheet.titles[key])
        one = _next_key(cells[key].text, [each for each, _ in found], "tier", place, remarks)
        found.append((one, promised))
    ordered = sorted(found, key=lambda each: each[1] or Fraction(0))
    if len({each for _, each in found}) < len(found):
        remarks.append(Remark("", "Some tiers have one availability: their order, from the least, is as they stand."))
    period = next((name for name, words in WINDOWS if column([sheet.titles[share]], *words) is not None), None)
    if period is None:
        remarks.append(Remark("", "The table does not say over which window: add `each calendar month` or the like."))
    remarks.append(Remark("", "The table does not say in which hours it counts: see `service hours`."))
    window = f" each calendar {period}" if period else ""
    rows = [[key.name, "none" if each is None else f"{number_text(each)}%"] for key, each in ordered]
    return draft(
        sheet.origin,
        [
            "tiers tier {",
            *(key.declared for key, _ in ordered),
            "}",
            "",
            f"standard sla availability-by-tier {quoted('Availability by tier')} {{",
            f"objectives uptime of availability by tier{window} {{",
            *_table([["tier", "availability"], *rows]),
            "}",
            "}",
        ],
        remarks,
    )
