"""Who serves whom in all of a workspace decides what is excused in a part of it."""

from functools import cache
from pathlib import Path

import pytest

from sla_dsl.algebra.sides import houses_served
from sla_dsl.changes import diff
from sla_dsl.compiler import compile_sources
from sla_dsl.history.serving import Serving
from sla_dsl.history.slices import sliced
from sla_dsl.history.snapshot import Snapshot
from sla_dsl.language.grammar import prelude_text
from sla_dsl.language.pieces import Piece, pieces
from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import Settings
from sla_dsl.proof import prove
from sla_dsl.text.source import Source
from sla_dsl.workspace import WorkspaceFiles

from ..edits import WORKSPACES, Files, workspace_files
from .test_slices import AS_OF

COMMON = """
party us { time zone Europe/Paris }
party one { time zone Europe/Paris }
party two { time zone Europe/Paris }
team desk of us
team dba of us "Customer of two, provider of us"
service shop { owner desk needs db }
service db { owner dba }
service other { owner desk }
ola inner {
  provider dba customer desk covers db in force from 2026-01-01 to 2029-12-31 status signed
  service hours 24x7
  objective uptime: availability at least 99.5% each calendar month
  excludes customer-cause
}
"""
OUTER = """
sla outer {
  provider desk customer one covers shop in force from 2026-01-01 to 2028-12-31 status signed
  service hours 24x7
  objective uptime: availability at least 99% each calendar month
  excludes customer-cause
  backed by inner
}
"""
SECOND = """
sla second {
  provider desk customer two covers other in force from 2026-01-01 to 2028-12-31 status signed
  service hours 24x7
  objective uptime: availability at least 99% each calendar month { owned by desk }
}
"""
ALONE = {"common.sla": COMMON, "outer.sla": OUTER}
BOTH = {**ALONE, "second.sla": SECOND}


EXCLUDING = "ola x { excludes customer-cause }"
"""Where nothing is excluded, nobody asks who serves whom."""


def serving(*texts: str) -> tuple[Serving, list[Piece]]:
    found = [piece for text in texts for piece in pieces(Source("", text))]
    return Serving((piece, piece.words()) for piece in found), found


def snapshots(*sides: Files) -> list[Snapshot]:
    known = cache(Source)
    return [
        Snapshot(
            "", "", WorkspaceFiles(Path(), Settings(), Lock(), tuple(known(*one) for one in sorted(side.items())), ())
        )
        for side in sides
    ]


def test_another_customer_is_excused_behind_and_not_in_front() -> None:
    # The database fails for what `two` did, its team is excused, and `one` was promised the shop all the same.
    before, after, reached, _alone = sliced(*snapshots(ALONE, BOTH))
    assert "outer" in reached
    found = diff(before.compiled(AS_OF), after.compiled(AS_OF), reached=reached)
    assert [(one.address, one.before, one.after) for one in found.verdicts] == [("outer/uptime", "backed", "unbacked")]


def test_a_part_knows_the_customers_of_all_agreements() -> None:
    before, after, reached, _alone = sliced(*snapshots(BOTH, {**BOTH, "outer.sla": OUTER.replace("99%", "99.1%")}))
    assert reached == {"outer"}
    assert "second" not in after.compiled(AS_OF).agreements
    for side in (before, after):
        assert prove(side.compiled(AS_OF), reached)["outer/uptime"].verdict == "unbacked"


@pytest.mark.parametrize(
    ("text", "served"),
    [
        ("sla a { provider desk customer one }", {("us", "one")}),
        ("ola a { provider dba customer desk }", set()),  # no house is a customer of itself
        ("sla a { provider # of two\n desk customer one }", {("us", "one")}),
        ("standard sla t {}\nsla a on the terms of t { provider # x\n desk customer one }", {("us", "one")}),
        ("sla a { provider desk customer everyone }", {("us", "everyone")}),
        ("sla a { provider desk customer three }", set()),
        ("sla a { provider desk customer one provider two }", {("two", "one")}),
        ("sla a { provider desk customer one\n customer must ensure x }", {("us", "one")}),
        ("standard sla t { provider desk }\nsla a on the terms of t { customer one }", {("us", "one")}),
        ("sla a on the terms of a { customer one }", {("", "one")}),  # as the compiler has it
        ('sla a { provider desk customer one clause c """customer two""" }', {("us", "one")}),
        ("sla a { provider desk customer one amendment 1 on 2026-01-01 { customer two } }", {("us", "one")}),
        ("sla a { provider desk customer one", {("us", "one")}),
        ("sla a { provider desk customer one }\nsla b { customer two {", {("us", "one"), ("us", "two")}),
    ],
)
def test_who_serves_whom_is_told_from_the_text(text: str, served: set[tuple[str, str]]) -> None:
    people, _, _ = COMMON.partition("service")
    told, found = serving(people, EXCLUDING, text)
    assert told.among(found) == served


@pytest.mark.parametrize("workspace", WORKSPACES)
def test_the_text_and_the_compiler_tell_the_same(workspace: str) -> None:
    files, lock = workspace_files(workspace)
    sources = [Source(*one) for one in sorted({**files, "~.sla": EXCLUDING}.items())]
    told, found = serving(*(source.text for source in sources))
    served = houses_served(compile_sources(sources, lock, AS_OF))
    assert told.among(found) == {(house, customer) for house, customers in served.items() for customer in customers}


def test_what_pauses_or_excludes_for_a_side_is_known() -> None:
    text = """
reason blocked of customer
reason storm
clock wait { pauses when blocked }
ola a { excludes storm }
ola b { excludes maintenance }
ola c { excludes blocked }
"""
    assert serving(text)[0].excusing == {"wait", "b", "c"}


def test_the_prelude_names_no_such_reason_elsewhere() -> None:
    assert serving(prelude_text())[0].excusing == set()


def test_a_team_that_moves_to_another_house_serves_from_there() -> None:
    common = f"{COMMON}party them {{ time zone Europe/Paris }}\nteam helpers of us\n"
    before = {**ALONE, "common.sla": common, "second.sla": SECOND.replace("provider desk", "provider helpers")}
    after = {**before, "common.sla": common.replace("helpers of us", "helpers of them")}
    for one, other in ((before, after), (after, before)):
        found = sliced(*snapshots(one, other))
        assert "outer" in found.reached
        assert {("us", "two") in found.base.serving, ("us", "two") in found.head.serving} == {True, False}
        assert (("us", "two") in found.base.serving) == (one is before)
