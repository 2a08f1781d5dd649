"""The articles of what is promised: promises as tables in their author's shape, volumes, and what does not count."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..model.objective import Objective
from ..model.phrases import Selection
from ..model.remedies import FurtherLimit
from ..text.source import Span
from .beginning import counting, text_named
from .names import across, row_key, row_of
from .tree import capital
from .words import Words, together
from .writing import ArticleDraft


def promises(draft: ArticleDraft) -> None:
    """All promises: single ones as rows of one table, tables as they were written; then how each is measured."""
    words, agreement, book = draft.words, draft.words.agreement, draft.words.book
    groups: dict[str, list[Objective]] = {}
    for one in agreement.objectives:
        groups.setdefault(one.name, []).append(one)
    singles = [group[0] for group in groups.values() if len(group) == 1]
    rows = [(f"objective/{one.name}", _single(draft, one)) for one in singles]
    head = (book.say("column/promise"), book.say("column/target"), book.say("column/counted"))
    draft.tabulate("promises", book.say("promises"), head, rows, (4, 4, 4))
    for name, group in groups.items():
        if len(group) > 1:
            _table(draft, name, group)
    for name, group in groups.items():
        _details(draft, name, group)
    if agreement.not_promised:
        names = book.any_of(words.quoted("metrics", name) for name in agreement.not_promised)
        draft.say("not-promised", book.say("not-promised", value=names))
    for elsewhere in agreement.promised_elsewhere:
        text = book.say(
            "promised-elsewhere",
            value=book.all_of(words.quoted("metrics", name) for name in elsewhere.metrics),
            document=text_named(draft, elsewhere.document),
        )
        text += f" {book.say('for', scope=words.scope(elsewhere.scope))}" if elsewhere.scope else ""
        draft.say("promised-elsewhere", f"{text}.", elsewhere.source)
    for volume in agreement.volumes:
        named = words.objectives(volume.objectives, volume.scope) if volume.objectives or volume.scope else ""
        text = together(words.bound(volume.bound), words.window(volume.window))
        draft.say("volume", book.say("volume-for" if named else "volume", value=text, objectives=named), volume.source)


def _path(one: Objective) -> str:
    return one.address.partition("/")[2]


def _single(draft: ArticleDraft, one: Objective) -> tuple[str, ...]:
    words = draft.words
    title, metric = words.title_of(one.name), words.name("metrics", one.metric)
    name = words.book.say("promise-of", title=title, metric=metric) if title != metric else title
    name = " ".join(filter(None, (name, words.led("for-each", words.one_thing(one.each_of)) if one.each_of else "")))
    name += f" {words.book.say('for', scope=words.scope(one.scope))}" if one.scope else ""
    target = together(*(say(words, one) for say in (_bound, _statistic, _mean, _share, _force)))
    counted = together(*(say(words, one) for say in (_time, _window, _when)))
    return draft.marked(name, one.source), target, counted


def _bound(words: Words, one: Objective) -> str:
    return words.bound(one.bound)


def _statistic(words: Words, one: Objective) -> str:
    return words.book.say(f"statistic/{one.statistic}") if one.statistic not in ("each", "share") else ""


def _mean(words: Words, one: Objective) -> str:
    return words.book.say("mean-of", value=words.window(one.mean_of)) if one.mean_of else ""


def _share(words: Words, one: Objective) -> str:
    return words.share(one.share) if one.share else ""


def _force(words: Words, one: Objective) -> str:
    return words.book.say(f"force/{one.force}") if one.force != "guaranteed" else ""


def _time(words: Words, one: Objective) -> str:
    timed = words.book.say("timed", clock=words.quoted("clocks", one.clock)) if one.clock else ""
    return together(timed, words.during(one.hours))


def _window(words: Words, one: Objective) -> str:
    return words.window(one.window)


def _when(words: Words, one: Objective) -> str:
    return words.when(one.when)


def _each_of(words: Words, one: Objective) -> str:
    return words.book.say("for-each", value=words.one_thing(one.each_of)) if one.each_of else ""


_QUALITIES: tuple[Callable[[Words, Objective], str], ...] = (
    _each_of,
    _statistic,
    _mean,
    _share,
    _time,
    _window,
    _when,
    _force,
)
"""What is said of a promise besides its bound: before a table if it is alike in all cells, otherwise in each cell."""


def _table(draft: ArticleDraft, name: str, group: list[Objective]) -> None:
    """A table of promises: a row for each case, a column for each figure or for each value of its last scale."""
    words = draft.words
    alike = [say for say in _QUALITIES if len({say(words, one) for one in group}) == 1]
    metrics = list(dict.fromkeys(one.metric for one in group))
    scale_across = across(group)
    if scale_across:
        column_of = {one.address: one.scope[-1].values[0] for one in group}
        columns = {value: words.value_of(scale_across, value) for value in dict.fromkeys(column_of.values())}
    else:
        column_of = {one.address: one.metric for one in group}
        columns = {metric: words.name("metrics", metric) for metric in metrics}
    cases: dict[str, list[Objective]] = {}
    for one in group:
        cases.setdefault(row_key(one, group), []).append(one)
    scales = list(dict.fromkeys(selection.scale for one in group for selection in row_of(one, group)))
    rows = []
    for key, cell in cases.items():
        cells = [_values(words, row_of(cell[0], group), scale) for scale in scales]
        for column in columns:
            there = [one for one in cell if column_of[one.address] == column]
            cells.append(draft.words.book.say("and-also").join(_in_cell(words, one, alike) for one in there))
        rows.append((key, cells))
    said = together(
        words.name("metrics", metrics[0]) if len(metrics) == 1 else "", *(say(words, group[0]) for say in alike)
    )
    head = [*(words.name("scales", scale) for scale in scales), *columns.values()]
    widths = (*(3 for _ in scales), *(3 for _ in columns))
    sources = {one.source for one in group}
    source = group[0].source if len({draft.origins.mark(each) for each in sources}) == 1 else None
    title = words.title_of(name)
    draft.tabulate(f"promises/{name}", capital(said), head, rows, widths, source, title)


def _values(words: Words, scope: tuple[Selection, ...], scale: str) -> str:
    return words.book.any_of(
        words.value_of(scale, value) for one in scope if one.scale == scale for value in one.values
    )


def _in_cell(words: Words, one: Objective, alike: Sequence[Callable[[Words, Objective], str]]) -> str:
    if one.bound is None:  # of nothing that is promised nothing is measured
        return words.bound(None)
    return together(words.bound(one.bound), *(say(words, one) for say in _QUALITIES if say not in alike))


def _details(draft: ArticleDraft, name: str, group: list[Objective]) -> None:
    """How promises are measured and what else is said of them; once for all that say the same."""
    words, book = draft.words, draft.words.book
    said: dict[tuple[str, str], list[Objective]] = {}
    for one in group:
        for key, sentence in _sentences(draft, one).items():
            said.setdefault((key, sentence), []).append(one)
    for (key, sentence), of in said.items():
        source: Span | None = of[0].source
        concerned = [name] if len(of) == len(group) else [_path(one) for one in of]
        lead = book.say("about", objectives=book.all_of(map(words.objective, concerned)))
        draft.say(f"objective/{name}/{key}", f"{lead} {sentence}", source)


def _sentences(draft: ArticleDraft, one: Objective) -> dict[str, str]:
    words, book = draft.words, draft.words.book
    said = counting(draft, one.counting)
    for at, pause in enumerate(one.pauses):
        said[f"pause/{at}"] = book.say("pauses", value=words.pause(pause))
    if one.warn is not None:
        said["warn"] = book.say("warn", value=words.value(one.warn))
    if one.aim is not None:
        said["aim"] = book.say("aim", value=words.value(one.aim))
    if one.counted_for_each:
        said["counted-for-each"] = book.say("counted-for-each")
    if one.may_be_weakened:
        said["may-be-weakened"] = book.say("may-be-weakened")
    if one.text:
        said["text"] = words.prose(one.text)
    return said


def _further_limit(words: Words, one: FurtherLimit) -> str:
    return f"{words.book.say('and-up-to', value=words.value(one.limit))} {words.window(one.window)}"


def exclusions(draft: ArticleDraft) -> None:
    """What leaves the measured time, when there is no maintenance, and what suspends a promise."""
    words, agreement, book = draft.words, draft.words.agreement, draft.words.book
    for one in agreement.exclusions:
        parts = [
            book.say("up-to", value=words.value(one.limit)) if one.limit is not None else "",
            words.window(one.window),
            *(_further_limit(words, each) for each in one.further),
            book.say("within-hours", hours=words.hours(one.within)) if one.within else "",
            book.say("announced", value=words.value(one.announced)) if one.announced is not None else "",
            words.when(one.when),
        ]
        named = words.objectives(one.objectives, one.scope) if one.objectives or one.scope else ""
        text = book.say(
            "excludes-for" if named else "excludes", reason=words.quoted("reasons", one.reason), objectives=named
        )
        key = f"excludes/{one.reason}~{','.join(one.objectives)}"
        draft.say(key, f"{together(text, *parts)}.", one.source)
    for free in agreement.no_maintenance:
        days, hours = words.days(free.first, free.last), words.hours(free.hours) if free.hours else ""
        text = book.say("no-maintenance", value=" ".join(filter(None, (days, hours))))
        draft.say("no-maintenance", text, free.source)
    for pause in agreement.suspensions:
        text = book.say("suspends", objectives=words.objectives(pause.objectives), value=words.condition(pause.when))
        draft.say(f"suspends~{','.join(pause.objectives)}", text, pause.source)
