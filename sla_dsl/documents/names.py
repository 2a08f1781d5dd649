"""What people call the things of an agreement, in the words of a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model.agreement import Agreement
from ..model.mentioned import Mentions
from ..model.objective import Objective
from ..model.phrases import Selection
from ..model.spoken import PRELUDE, is_code, wordings_in
from ..model.workspace import Workspace
from .book import Book
from .tree import own_words, referring_to

ALWAYS = "24x7"
TIME = "time"
"""The population of a share of time; as a unit, `3 times` counts."""


def across(group: Sequence[Objective]) -> str:
    """The last scale of a table of one figure, if its values are columns; otherwise the figures are columns."""
    if len({one.metric for one in group}) > 1 or any(
        len(one.scope) < 2 or len(one.scope[-1].values) != 1 for one in group
    ):
        return ""
    scales = {one.scope[-1].scale for one in group}
    columns, rows = {one.scope[-1].values[0] for one in group}, {one.scope[:-1] for one in group}
    return scales.pop() if len(scales) == 1 and len(rows) * len(columns) == len(group) else ""


def row_of(one: Objective, group: Sequence[Objective]) -> tuple[Selection, ...]:
    """The cases of the row of a table in which a promise stands."""
    return one.scope[:-1] if across(group) else one.scope


def row_key(one: Objective, group: Sequence[Objective]) -> str:
    """The key of the row of a table in which a promise stands."""
    return "/".join((f"promises/{one.name}", *("+".join(each.values) for each in row_of(one, group))))


@dataclass(frozen=True)
class ThingNames:
    """The names in one agreement of a workspace, in one language."""

    workspace: Workspace
    agreement: Agreement
    book: Book

    @cached_property
    def mentioned(self) -> list[tuple[str, str]]:
        """The declarations (space, name) that the document mentions."""
        return Mentions(self.workspace).of(self.agreement)

    def own(self, text: str) -> str:
        """The words of an author in the language of the book, on one line; as they are written if it has none."""
        said = " ".join(text.split())
        return own_words(" ".join(self.wordings.get(said, said).split()))

    def role(self, name: str) -> str:
        """A role in the language of the book, or by its name."""
        return self.own(name) if name in self.wordings else own_words(name.replace("-", " "))

    @cached_property
    def wordings(self) -> dict[str, str]:
        """The words of the author in the language of the book, for those that he wrote in his own (on one line)."""
        return wordings_in(Mentions(self.workspace), self.agreement, self.book.language)

    def name(self, space: str, name: str) -> str:
        """What people call something: its title, or its name; what the language declares has words in each language."""
        if self.book.has(f"{space}/{name}") and self._is_of_the_language(space, name):
            return self.book.say(f"{space}/{name}")
        declared = self.workspace.declared(space).get(name)
        return self.own((declared and declared.title) or name)

    def _is_of_the_language(self, space: str, name: str) -> bool:
        declared = self.workspace.declared(space).get(name)
        return declared is not None and declared.source.source.path.endswith(PRELUDE)

    def quoted(self, space: str, name: str) -> str:
        """The name of something, as a defined term."""
        return self.book.say("quoted", value=self.name(space, name))

    def about(self, topics: Iterable[str]) -> str:
        """What a statement is about; empty where it does not say."""
        named = self.book.all_of(self.name("topics", topic) for topic in topics)
        return self.book.say("is-about", value=named) if named else ""

    def party(self, name: str) -> str:
        """A party or a team by its title; `everyone` and the two roles in words."""
        if self.book.has(f"party/{name}") and name not in self.workspace.parties:
            return self.book.say(f"party/{name}")
        return self.name("teams" if name in self.workspace.teams else "parties", name)

    def parties(self, names: Iterable[str]) -> str:
        """Several parties."""
        return self.book.all_of(map(self.party, names))

    def thing(self, word: str) -> str:
        """The things of a metric, in the plural (time has none): a word of the language, or one of the author."""
        if word == TIME:
            return self.book.say("time")
        return self.book.counted[word][1] if self.is_counted(word) else self.own(word)

    def one_thing(self, word: str) -> str:
        """One thing, in the singular: a word of the language (`case`), or one of the author."""
        return self.book.counted[word][0] if self.is_counted(word) else self.own(word)

    def is_counted(self, word: str) -> bool:
        """Whether the book knows how to count something, and its author gives it no other words."""
        return word in self.book.counted and word not in self.wordings

    def hours(self, name: str) -> str:
        """A calendar as it stands behind `during`."""
        if name == ALWAYS:
            return self.book.say("always")
        if name not in self.workspace.calendars:  # of a template, a parameter that has no value yet
            return self.book.say("blank", name=self.parameter(name))
        key = referring_to(f"schedule/{name}")
        return self.book.say("calendar", name=self.name("calendars", name), number=key)

    def value_of(self, scale: str, name: str) -> str:
        """A value of a scale: its name, and what it is called."""
        declared = self.workspace.scales.get(scale)
        title = next((v.title for v in declared.values if v.name == name), "") if declared else ""
        return self._titled(name, title)

    def _titled(self, name: str, title: str) -> str:
        """A value with its title; without its name where that would say the same, or in another language."""
        is_translated = " ".join(title.split()) in self.wordings
        if not title or title.casefold() == name.casefold() or (is_translated and not is_code(name)):
            return self.own(title or name)
        return self.book.say("value", name=self.own(name), title=self.own(title))

    def state_of(self, fact: str, name: str) -> str:
        """A state of a fact: its name, and what it is."""
        declared = self.workspace.facts.get(fact)
        title = next((each.title for each in declared.states if each.name == name), "") if declared else ""
        return self._titled(name, title)

    def place(self, code: str) -> str:
        """A country or a region by its code of ISO 3166, with the name of the country; any other place as it is."""
        name = self.book.territory(code.partition("-")[0]) if code[:2].isupper() and not code[2:3].isalpha() else code
        return self.book.say("place", name=name, code=code) if name not in (code, code[:2]) else self.own(code)

    def scope(self, scope: Iterable[Selection]) -> str:
        """For which values; empty for all."""
        return self.book.all_of(
            self.book.say(
                "selection",
                values=self.book.any_of(self.value_of(one.scale, value) for value in one.values),
                scale=self.name("scales", one.scale),
            )
            for one in scope
        )

    def is_open(self, name: str) -> bool:
        """Whether a parameter is still to be agreed: it has neither a value nor one for each case."""
        declared = next((one for one in self.agreement.parameters if one.name == name), None)
        return declared is None or (declared.value is None and not declared.rows)

    def parameter(self, name: str) -> str:
        """A parameter, or a figure that follows from the events of a window."""
        declared = next((one for one in self.agreement.parameters if one.name == name), None)
        if declared is None and self.book.has(f"figure/{name}"):
            return self.book.say(f"figure/{name}")
        return self.book.say("quoted", value=self.own((declared and declared.title) or name))

    # Objectives

    @cached_property
    def _objectives(self) -> dict[str, list[Objective]]:
        found: dict[str, list[Objective]] = {}
        for one in self.agreement.objectives:
            found.setdefault(one.name, []).append(one)
        return found

    def title_of(self, name: str) -> str:
        """The title of a promise or of a table; without one, what it measures, or its name if others measure it too."""
        first = self._objectives[name][0]
        same = {one.name for one in self.agreement.objectives if one.metric == first.metric and not one.title}
        is_plain = len({one.metric for one in self._objectives[name]}) == 1 and same == {name}
        return self.own(first.title) or (self.name("metrics", first.metric) if is_plain else self.own(name))

    def objective(self, path: str) -> str:
        """A promise by its path inside the agreement, with its number; a figure by its name."""
        if path in self.workspace.metrics and path not in self._objectives:
            return self.quoted("metrics", path)
        head, *rest = path.split("/")
        if head not in self._objectives:
            return self.parameter(path)
        name = " – ".join((self.title_of(head), *(self._part(head, part) for part in rest)))
        quoted = self.book.say("quoted", value=name)
        return self.book.say("promise-by-number", name=quoted, number=referring_to(self._key(path)))

    def _key(self, path: str) -> str:
        """The key of the row in which a promise stands, or of the table if there are several."""
        head = path.partition("/")[0]
        group, address = self._objectives[head], f"{self.agreement.name}/{path}"
        if len(group) == 1:
            return f"objective/{head}"
        rows = {row_key(one, group) for one in group if f"{one.address}/".startswith(f"{address}/")}
        return rows.pop() if len(rows) == 1 else f"promises/{head}"

    def _part(self, head: str, part: str) -> str:
        for one in self._objectives[head]:
            if part == one.metric:
                return self.name("metrics", part)
            for selection in one.scope:
                if part in selection.values:
                    return self.value_of(selection.scale, part)
        return self.name("metrics", part) if part in self.workspace.metrics else self.own(part)

    def objectives(self, names: Iterable[str], scope: tuple[Selection, ...] = ()) -> str:
        """Several promises, and for which cases; all promises if none is named."""
        names = [*names]
        said = self.book.all_of(map(self.objective, names)) if names else self.book.say("all-promises")
        return said + (f" {self.book.say('for', scope=self.scope(scope))}" if scope else "")
