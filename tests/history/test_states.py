"""What an agreement was from commit to commit, and what was in force on a day."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from sla_dsl.algebra.in_force import has_effect, is_in_force
from sla_dsl.compiler import compile_sources
from sla_dsl.history.refusal import RefusalError
from sla_dsl.history.repository import Repository
from sla_dsl.history.states import History, State
from sla_dsl.history.timeline import first_after, in_force_on, last_before
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

from .repositories import PARTIES, git
from .signed import amended, save, text

TODAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with a workspace without an agreement."""
    top = tmp_path / "repository"
    top.mkdir()
    git(top, "init", "--quiet", "--initial-branch", "main")
    save(top, "2025-12-01", "start", {"sla.toml": "", "parties.sla": PARTIES})
    return top


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[Source]]:
    """What is compiled, as it happens."""
    found: list[Sequence[Source]] = []

    def counted(sources: Sequence[Source], *given: Any, **more: Any) -> Workspace:
        found.append(sources)
        return compile_sources(sources, *given, **more)

    monkeypatch.setattr("sla_dsl.history.snapshot.compile_sources", counted)
    return found


def states(folder: Path, name: str = "shop", revision: str = "HEAD") -> list[State]:
    with closing(Repository(folder)) as repository:
        return list(History(repository, folder, TODAY).states(name, repository.commit(revision)))


def told(found: Sequence[State]) -> list[tuple[str, str | None]]:
    """Messages of commits, and versions (`-` for what cannot be read)."""
    return [
        (one.commit.message.strip(), one.agreement.version if one.agreement else None if one.readable else "-")
        for one in found
    ]


def version_on(found: Sequence[State], day: str) -> str | None:
    there = in_force_on(found, date.fromisoformat(day))
    return there.agreement.version if there else None


def test_the_states_of_a_long_life(folder: Path) -> None:
    save(folder, "2025-12-10", "signed", {"shop.sla": text()})
    save(folder, "2025-12-11", "laid out anew", {"shop.sla": "# A shop.\n\n" + text().replace("  ", "    ")})
    save(folder, "2025-12-12", "a readme", {"README.md": "A shop."})
    save(folder, "2025-12-13", "somebody else", {"other.sla": "party other { time zone Europe/Paris }\n"})
    save(folder, "2025-12-14", "moved", {"shop.sla": None, "agreements/shop.sla": text()})
    save(folder, "2026-02-01", "a comma too few", {"agreements/shop.sla": "sla shop {"})
    save(folder, "2026-02-02", "lowered", {"agreements/shop.sla": text("98%", version="2.0.0")})
    save(folder, "2026-02-03", "Revert", {"agreements/shop.sla": text()})
    save(folder, "2026-02-04", "sold", {"agreements/shop.sla": None})
    expected = [
        ("sold", None), ("Revert", "1.0.0"), ("lowered", "2.0.0"), ("a comma too few", "-"), ("signed", "1.0.0"),
        ("start", None),
    ]  # fmt: skip  # a table, a few to a line
    assert told(states(folder)) == expected


def test_what_an_agreement_is_made_of_belongs_to_it(folder: Path) -> None:
    shared = "calendar office { open Mon-Fri 08:00-18:00 }\n"
    shop = text().replace("24x7", "office")
    save(folder, "2026-01-01", "signed", {"shop.sla": shop, "time.sla": shared})
    save(folder, "2026-01-02", "another calendar", {"more.sla": shared.replace("office", "works")})
    save(folder, "2026-01-03", "shorter", {"time.sla": shared.replace("18:00", "17:00")})
    save(folder, "2026-01-04", "moved house", {"parties.sla": PARTIES.replace("Paris", "Berlin")})
    days = [str(one.commit.committed) for one in states(folder) if one.agreement]
    assert days == ["2026-01-04", "2026-01-03", "2026-01-01"]


def test_terms_belong_to_an_agreement_and_what_carries_it_does_not(folder: Path) -> None:
    terms = "standard sla base {\n  objective speed: latency at most 300 ms in 99% of requests each calendar day\n}\n"
    ola = "ola ops {\n  provider norvia\n  customer norvia\n  service hours 24x7\n}\n"
    shop = text("99%", "backed by ops").replace("sla shop", "sla shop on the terms of base")
    save(folder, "2026-01-01", "signed", {"shop.sla": shop, "base.sla": terms, "ops.sla": ola})
    save(folder, "2026-01-02", "ops", {"ops.sla": ola.replace("24x7", "24x7\n  version 2.0.0")})
    save(folder, "2026-01-03", "base", {"base.sla": terms.replace("300", "400")})
    assert told(states(folder)) == [("base", "1.0.0"), ("signed", "1.0.0"), ("start", None)]


def test_a_merge_is_one_commit_of_the_branch_that_is_checked_out(folder: Path) -> None:
    save(folder, "2026-01-01", "signed", {"shop.sla": text()})
    git(folder, "checkout", "--quiet", "-b", "proposal")
    save(folder, "2026-01-02", "first try", {"shop.sla": text("97%", version="2.0.0")})
    save(folder, "2026-01-03", "second try", {"shop.sla": text("98%", version="2.0.0")})
    git(folder, "checkout", "--quiet", "main")
    save(folder, "2026-01-04", "elsewhere", {"README.md": "A shop."})
    git(folder, "merge", "--quiet", "--no-ff", "--message", "merged", "proposal", day="2026-01-05")
    assert told(states(folder)) == [("merged", "2.0.0"), ("signed", "1.0.0"), ("start", None)]
    assert told(states(folder, revision="proposal"))[:2] == [("second try", "2.0.0"), ("first try", "2.0.0")]
    git(folder, "checkout", "--quiet", "--detach", "main~1")
    assert told(states(folder)) == [("signed", "1.0.0"), ("start", None)]


def test_no_more_is_compiled_than_is_asked_for(folder: Path, compiled: list[Sequence[Source]]) -> None:
    save(folder, "2026-01-01", "signed", {"shop.sla": text()})
    save(folder, "2026-01-02", "lowered", {"shop.sla": text("98%")})
    save(folder, "2026-01-03", "lowered again", {"shop.sla": text("97%")})
    for number in range(3):
        save(folder, "2026-01-04", "elsewhere", {"other.sla": f"party other{number} {{ time zone Europe/Paris }}\n"})
    with closing(Repository(folder)) as repository:
        history = History(repository, folder, TODAY)
        tip = repository.commit("HEAD")
        newest = next(history.states("shop", tip))
        assert newest.commit.message == "lowered again\n"
        assert len(compiled) == 2  # it, and the one before, which is another
        assert next(history.states("brun", tip)).agreement is None
        assert len(compiled) == 2


def test_what_cannot_be_read_elsewhere_does_not_matter(folder: Path, compiled: list[Sequence[Source]]) -> None:
    save(folder, "2026-01-01", "signed", {"shop.sla": text(), "other.sla": "party other {"})
    for number in range(3):
        save(folder, "2026-01-02", "elsewhere", {"more.sla": f"party more{number} {{ time zone Europe/Paris }}\n"})
    assert told(states(folder)) == [("signed", "1.0.0"), ("start", None)]
    assert len(compiled) == 2
    save(folder, "2026-01-03", "lost", {"shop.sla": None})
    assert told(states(folder))[:2] == [("lost", "-"), ("signed", "1.0.0")]


def test_a_workspace_below_the_top_and_file_names_with_line_ends(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    save(tmp_path, "2026-01-01", "before", {"README.md": ""})
    files = {"house/sla.toml": "", "house/parties.sla": PARTIES, "house/a\nb --x.sla": text()}
    save(tmp_path, "2026-01-02", "signed", dict(files))
    with closing(Repository(tmp_path / "house")) as repository:
        found = list(History(repository, tmp_path / "house", TODAY).states("shop", repository.commit("HEAD")))
    assert told(found) == [("signed", "1.0.0"), ("before", None)]


@pytest.mark.parametrize("name", ["--all", "-p", "", "shop\n", "$(touch trapped)", "../shop", "\x00"])
def test_a_name_never_reaches_git(folder: Path, name: str) -> None:
    save(folder, "2026-01-01", "signed", {"shop.sla": text()})
    assert all(state.agreement is None for state in states(folder, name))


def test_a_shallow_clone_answers_as_far_as_it_goes(folder: Path, tmp_path: Path) -> None:
    save(folder, "2026-01-01", "signed", {"shop.sla": text()})
    save(folder, "2026-01-02", "lowered", {"shop.sla": text("98%")})
    save(folder, "2026-01-03", "lowered again", {"shop.sla": text("97%")})
    git(tmp_path, "clone", "--quiet", "--depth", "2", f"file://{folder}", "clone")
    with closing(Repository(tmp_path / "clone")) as repository:
        found = History(repository, tmp_path / "clone", TODAY).states("shop", repository.commit("HEAD"))
        assert next(found).commit.message == "lowered again\n"
        with pytest.raises(RefusalError) as refused:
            next(found)
        assert (refused.value.reason, refused.value.help) == ("shallow", "run `git fetch --unshallow`")


# What was in force


def test_what_counts_is_the_day_of_effect(folder: Path) -> None:
    save(folder, "2026-01-01", "signed", {"shop.sla": text()})
    later = text("98%", amended("2.0.0", "2026-06-01"), version="2.0.0")
    save(folder, "2026-03-01", "later", {"shop.sla": later})
    save(folder, "2026-04-01", "a draft", {"shop.sla": text("90%", version="3.0.0", status="draft")})
    found = states(folder)
    days = ("2025-12-31", "2026-01-01", "2026-05-31", "2026-06-01", "2027-12-31", "2028-01-01")
    assert [version_on(found, day) for day in days] == [None, "1.0.0", "1.0.0", "2.0.0", "2.0.0", None]


def test_an_emergency_goes_and_the_version_before_is_in_force_again(folder: Path) -> None:
    save(folder, "2026-01-01", "signed", {"shop.sla": text()})
    emergency = text("90%", amended("2.0.0", "2026-05-01", 'emergency "fire"'), version="2.0.0")
    save(folder, "2026-05-01", "fire", {"shop.sla": emergency})
    days = ("2026-04-30", "2026-05-01", "2026-05-11", "2026-05-12")
    assert [version_on(states(folder), day) for day in days] == ["1.0.0", "2.0.0", "2.0.0", "1.0.0"]
    ratified = emergency.replace('"fire"', '"fire" ratified 2026-05-05 by norvia')
    save(folder, "2026-05-05", "ratified", {"shop.sla": ratified})
    assert [version_on(states(folder), day) for day in days] == ["1.0.0", "2.0.0", "2.0.0", "2.0.0"]


def test_what_has_ended_does_not_leave_the_version_before(folder: Path) -> None:
    save(folder, "2026-01-01", "signed", {"shop.sla": text()})
    shorter = text("99%", amended("2.0.0", "2026-02-01"), version="2.0.0").replace("2027-12-31", "2026-03-31")
    save(folder, "2026-02-01", "shorter", {"shop.sla": shorter})
    assert [version_on(states(folder), day) for day in ("2026-03-31", "2026-04-01")] == ["2.0.0", None]


def test_what_has_the_status_of_having_ended_was_in_force_until_then(folder: Path) -> None:
    save(folder, "2026-01-01", "signed", {"shop.sla": text()})
    save(folder, "2026-07-10", "ended", {"shop.sla": text("99%", 'ended 2026-06-30 because "sold"', status="ended")})
    assert [version_on(states(folder), day) for day in ("2026-01-01", "2026-06-30", "2026-07-01")] == [
        "1.0.0", "1.0.0", None,
    ]  # fmt: skip  # a table, a few to a line
    there = in_force_on(states(folder), date(2026, 6, 30))
    assert there is not None
    assert [str(one.commit.committed) for one in (there.recorded, there.state)] == ["2026-01-01", "2026-07-10"]
    save(folder, "2026-07-11", "on no day", {"shop.sla": text(status="ended")})
    days = ("2026-01-01", "2026-06-30", "2026-07-01", "2026-07-11")
    assert [version_on(states(folder), day) for day in days] == ["1.0.0", "1.0.0", None, None]


def test_what_is_removed_was_in_force_until_then(folder: Path) -> None:
    save(folder, "2026-01-01", "signed", {"shop.sla": text()})
    save(folder, "2026-02-01", "sold", {"shop.sla": None})
    found = states(folder)
    assert [version_on(found, day) for day in ("2026-01-31", "2026-02-01")] == ["1.0.0", None]
    before = last_before(found, date(2026, 3, 1))
    assert before is not None
    assert before.day == date(2026, 1, 31)
    assert first_after(found, date(2026, 3, 1)) is None


def random_text(dice: random.Random) -> str:
    day = str(date(2026, dice.randint(1, 4), dice.randint(1, 28)))
    first, last = sorted(str(date(2026, dice.randint(1, 4), dice.randint(1, 28))) for _ in range(2))
    emergency = 'emergency "fire"' if dice.random() < 0.3 else ""
    said = text("99%", *([amended("1.1.0", day, emergency)] if dice.random() < 0.6 else []))
    status = dice.choice(["signed", "signed", "signed", "draft", "ended"])
    return said.replace("from 2026-01-01 to 2027-12-31", f"from {first} to {last}").replace("signed", status)


def naively(found: Sequence[State], day: date) -> bool:
    for state in found:
        one = state.agreement
        if one is None or (one.status == "ended" and one.ended is None):
            if state.commit.committed <= day:
                return False
        elif has_effect(one, day):
            return is_in_force(one, day)
    return False


@pytest.mark.parametrize("seed", range(3))
def test_the_neighbours_of_a_day_are_those_of_a_search_day_by_day(folder: Path, seed: int) -> None:
    dice = random.Random(seed)
    for number in range(5):
        content = None if number and dice.random() < 0.2 else random_text(dice)
        if content is not None or (folder / "shop.sla").exists():
            save(folder, str(date(2026, 1, 1) + timedelta(days=20 * number)), str(number), {"shop.sla": content})
    found = states(folder)
    days = [date(2025, 11, 1) + timedelta(days=day) for day in range(300)]
    there = [day for day in days if naively(found, day)]
    assert [day for day in days if in_force_on(found, day)] == there
    for day in sorted({*days} - {*there}):
        before, after = last_before(found, day), first_after(found, day)
        assert (before and before.day) == max((each for each in there if each < day), default=None)
        assert (after and after.day) == min((each for each in there if each > day), default=None)
