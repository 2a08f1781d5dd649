"""What an earlier check found out changes no result: each check with it says the same as one without.

Where an edit leaves something that was not found out anew, and should have been, these fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from inspect import currentframe
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sla_dsl import proof as proof_module
from sla_dsl.compiler import compile_sources
from sla_dsl.compiler.earlier import Earlier
from sla_dsl.earlier import SHARED, EarlierCheck, reached
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.base import Model
from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import Settings
from sla_dsl.model.workspace import Workspace
from sla_dsl.pipeline import Checked, run
from sla_dsl.proof import findings_of, prove
from sla_dsl.reports.check.json import json_report
from sla_dsl.reports.check.text import text_report
from sla_dsl.rules.catalogue import STANDARD, load
from sla_dsl.rules.each import Each
from sla_dsl.text.source import Source, Span
from sla_dsl.workspace import WorkspaceFiles

from .edits import WORKSPACES, Files, change_number, edited, in_one_file, in_two_files, spaced, workspace_files
from .examples import sampled

SETTINGS = Settings.of({"horizon": 3, "as-of": date(2026, 11, 23)})
"""A short horizon, so that much can be tried."""


def said(checked: Checked) -> Any:
    """All that a check says, and all that is asked of it."""
    workspace = checked.workspace
    return (
        json_report(checked),
        text_report(checked),
        {address: repr(proof) for address, proof in checked.proofs.items()},
        workspace.to_json(),
        {name: repr(above) for name, above in workspace.above.items()},
        (workspace.used, workspace.broken, workspace.half_read, workspace.mistaken, repr(workspace.findings)),
        sorted((token.source.path, token.start, meant) for token, meant in workspace.meant.items()),
    )


class Desk:
    """A workspace that is checked again and again: what is the same is one source, as on an editor's desk."""

    def __init__(self, lock: Lock) -> None:
        self.lock, self.earlier = lock, EarlierCheck()
        self.sources: dict[str, Source] = {}

    def files(self, files: Files) -> WorkspaceFiles:
        for path in self.sources.keys() - files.keys():
            del self.sources[path]
        for path, text in files.items():
            if path not in self.sources or self.sources[path].text != text:
                self.sources[path] = Source(path, text)
        return WorkspaceFiles(Path(), SETTINGS, self.lock, tuple(self.sources[path] for path in sorted(files)), ())

    def both(self, files: Files) -> tuple[Any, Any]:
        """What is said with what was found out before, and from nothing."""
        again = said(run(self.files(files), earlier=self.earlier))
        new = tuple(Source(*each) for each in sorted(files.items()))
        return again, said(run(WorkspaceFiles(Path(), SETTINGS, self.lock, new, ())))


def typed(files: Files, random: Random) -> Files:
    """Somebody is typing: a few letters are missing, stand twice, or are others."""
    path = random.choice([*files])
    text = files[path]
    at = random.randrange(len(text) + 1)
    end = at + random.choice((0, 1, 1, 3, 12))
    return files | {
        path: text[:at] + random.choice(("", "", "x", "{", "}", "\n", " objective ", text[at:end] * 2)) + text[end:]
    }


def chain(name: str, random: Random, steps: int) -> Iterator[Files]:
    """A workspace as it is, and after each of several edits; now and then it is as it was."""
    start, _ = workspace_files(name)
    files = start
    for step in range(steps):
        yield files
        change = edited if random.random() < 0.5 else typed
        files = start if step % 6 == 5 or not files else change(files, random)


@pytest.mark.parametrize("seed", sampled(range(2), 2))
@pytest.mark.parametrize("workspace", WORKSPACES)
def test_a_check_after_another_says_what_a_check_from_nothing_says(workspace: str, seed: int) -> None:
    desk = Desk(workspace_files(workspace)[1])
    for files in chain(workspace, Random(f"{workspace} {seed}"), 6):
        again, new = desk.both(files)
        assert again == new


@pytest.mark.parametrize("seed", sampled(range(20), 20))
@pytest.mark.parametrize("arranged", [in_one_file, in_two_files])
def test_edits_within_a_file_of_several_agreements(arranged: Callable[[], Files], seed: int) -> None:
    random, start, desk = Random(seed), arranged(), Desk(Lock())
    files = start
    for step in range(6):
        again, new = desk.both(files)
        assert again == new
        change = random.choice((spaced, spaced, change_number, typed, edited))
        files = start if step == 4 or not files else change(files, random)


@pytest.mark.parametrize(
    ("path", "word", "other", "renewed"),
    [
        ("slas.sla", "97.0%", "97.3%", 1),
        ("olas.sla", "99.9%", "99.8%", 3),  # two rest on it
        ("olas.sla", "ola ola-0", "# a remark\n\nola ola-0", 0),
        ("all.sla", "97.0%", "97.3%", 1),
        ("all.sla", "99.9%", "99.8%", 3),
        ("all.sla", "ola ola-0", "# a remark\n\nola ola-0", 0),
    ],
)
def test_in_a_file_of_several_agreements_only_what_changed_is_judged_again(
    path: str, word: str, other: str, renewed: int
) -> None:
    files, desk = in_two_files() if path != "all.sla" else in_one_file(), Desk(Lock())
    run(desk.files(files), earlier=desk.earlier)
    run(desk.files(files | {path: files[path].replace(word, other, 1)}), earlier=desk.earlier)
    assert desk.earlier.renewed == renewed


def test_an_agreement_has_places_in_the_agreements_alone_of_which_it_was_read() -> None:
    for name in WORKSPACES:
        (files, lock), earlier = workspace_files(name), Earlier()
        compile_sources([Source(*each) for each in files.items()], lock, date(2026, 11, 23), 3, (), earlier)
        for one in earlier.agreements.values():
            read_of = {one.own.source, *(place.source for place in one.others.values() if place)}
            assert {place.source for place in places(one.agreement)} <= read_of
            assert {place.source for place in places(one.above)} <= read_of


def places(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from places(each)
    elif isinstance(value, Model):
        for each in value.model_values():
            yield from places(each)


class Noted(dict[str, Agreement]):
    """The agreements of a workspace; notes which are asked for by name, and who walks through all."""

    def __init__(self, agreements: dict[str, Agreement]) -> None:
        super().__init__(agreements)
        self.asked, self.walked = set[str](), set[str]()

    def __getitem__(self, name: str) -> Agreement:
        self.asked.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, default)

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return super().__contains__(name)

    def __iter__(self) -> Iterator[str]:
        self._note()
        return super().__iter__()

    def items(self) -> Any:
        self._note()
        return super().items()

    def values(self) -> Any:
        self._note()
        return super().values()

    def _note(self) -> None:
        frame = currentframe()
        assert frame is not None
        assert frame.f_back is not None
        assert frame.f_back.f_back is not None
        code = frame.f_back.f_back.f_code
        self.walked.add(f"{Path(code.co_filename).stem}.{code.co_name}")


WALKERS = frozenset(
    (
        *("prove.prove", "prove.<dictcomp>", "context.resting_on", "context._places", "sides.houses_served"),
        *("understood.understood", "understood.<dictcomp>", "known.uncertain", "known._reached"),
        *("settled.settled", "context.ends_of_beginnings"),
    )
)
"""Who may look at all agreements in a proof: what is found is in the key, is asked by name, or is of each alone."""


def noted(workspace: Workspace) -> tuple[Workspace, Noted]:
    agreements = Noted(dict(workspace.agreements))
    return workspace.model_copy(update={"agreements": agreements}), agreements


@pytest.mark.parametrize("name", WORKSPACES)
def test_what_is_asked_of_other_agreements_is_in_the_key(name: str) -> None:
    files, lock = workspace_files(name)
    workspace = compile_sources(tuple(Source(*each) for each in files.items()), lock, date(2026, 11, 23), 3)
    named = EarlierCheck().named(workspace)
    for one in workspace.agreements.values():
        known, (watched, asked) = {*reached(one.name, named)}, noted(workspace)
        proofs = prove(watched, [one.name])
        list(findings_of(watched, proofs.values()))
        assert asked.asked & workspace.agreements.keys() <= known
        assert asked.walked <= WALKERS
        for rule in load((STANDARD,)).values():
            if isinstance(rule.check, Each):
                watched, asked = noted(workspace)
                prepared = rule.check.prepare(watched)
                assert not asked.asked, f"{rule.name} looks at agreements before it is asked of one"
                list(rule.check.of(prepared, one))
                assert asked.asked & workspace.agreements.keys() <= known, rule.name
                assert not asked.walked, f"{rule.name} looks at all agreements, and says that it asks each by itself"


def test_who_rests_on_an_agreement_is_asked_where_the_key_has_it() -> None:
    """How much comes to what has a volume, and whether others rest on the same: no other proof asks for them."""
    folder = Path(str(proof_module.__file__)).parent
    asking = {path.name for path in folder.rglob("*.py") if ".resting_on" in path.read_text(encoding="utf-8")}
    assert asking == {"volumes.py", "figures.py"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
@pytest.mark.parametrize("workspace", WORKSPACES)
def test_long_chains_of_edits(workspace: str, seed: int) -> None:
    desk = Desk(workspace_files(workspace)[1])
    for files in chain(workspace, Random(f"{workspace} {seed}"), 24):
        again, new = desk.both(files)
        assert again == new


OF_EACH_AGREEMENT = {"agreements", "broken", "half_read", "mistaken"}
OF_ALL = {"as_of", "horizon", "lock", "prelude", "day_lists", "zones", "lock_years", "judged_years", "serving"}
OF_NO_RESULT = {
    "schema_": "it says in which form a workspace is printed",
    "findings": "they are those of the compiler, which are found anew",
    "used": "rules about what nobody names run whole",
    "above": "terms weaker than those of an upper level are found anew",
    "meant": "it serves the editor",
}
"""The fields of a workspace from which no result that is kept follows, and why."""


def test_of_every_field_of_a_workspace_it_is_known_what_follows_from_it() -> None:
    assert set(Workspace.model_fields) == {*SHARED, *OF_EACH_AGREEMENT, *OF_ALL, *OF_NO_RESULT}
