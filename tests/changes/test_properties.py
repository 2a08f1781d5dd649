"""Laws of comparison, on workspaces drawn at random."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sla_dsl.changes import Change, diff
from sla_dsl.changes.change import OPPOSITE
from sla_dsl.changes.diff import KINDS
from sla_dsl.changes.names import WORDS
from sla_dsl.compiler import compile_sources
from sla_dsl.language.layout import formatted
from sla_dsl.language.parser import parse
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Node, Source, Token
from sla_dsl.workspace import read_workspace

from ..examples import of_all
from .renaming import declared, with_new_names

LAW = settings(max_examples=of_all(40), deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""Failures are shown as they were drawn: to make them smaller takes minutes."""
AS_OF, HORIZON = date(2026, 11, 23), 3
"""The day as of which all is judged, and for how many months: what is true of these is true of more."""
ATELIER = Path(__file__).parents[2] / "examples" / "atelier"

Slot = tuple[str, ...]
"""What may stand at one place."""
DECLARATIONS: tuple[Slot, ...] = (
    ("party norvia { time zone Europe/Paris }", "party norvia { time zone Europe/Rome }"),
    ('party brun "Brun" { time zone Europe/Paris }', 'party brun "Brun SA" { time zone Europe/Paris }'),
    ("team desk of norvia", 'team desk of norvia "Desk" { contact "d@norvia.example" }'),
    ("service app", "service app { owner desk hours 24x7 }", "service app { offered to brun from 2026-01-01 }"),
    ("dimension site { paris brest }", "dimension site { paris brest lyon }"),
    ('priorities urgency { P1 "First" P2 }', 'priorities urgency { P1 "First" when "it burns" P2 }'),
    *(
        tuple(f"calendar {name} {{ time zone Europe/Paris open {hours} }}" for hours in spans)
        for name, spans in (
            ("office", ("Mon-Fri 08:00-18:00", "Mon-Fri 09:00-18:00", "Mon-Fri 09:00-19:00")),
            ("nights", ("Mon-Sun 22:00-06:00", "Sun 22:00-04:00")),
        )
    ),
    ("clock repair { starts when logged during office }", "clock repair { starts when accepted during nights }"),
    ("metric green is availability", 'metric green is availability { down when "dark" rounded to 1 decimals }'),
)
STATEMENTS: tuple[Slot, ...] = (
    ("in force from 2026-01-01", "in force from 2026-02-01 to 2027-12-31"),
    ("", "version 1.1.0"),
    tuple(
        f"objective uptime: availability at least {bound} during {hours} each {window}"
        for bound, hours, window in (
            ("99%", "24x7", "calendar month"),
            ("98%", "24x7", "calendar quarter"),
            ("99.5%", "office", "rolling 30 days"),
        )
    ),
    tuple(
        f"objective light: green {rest} during 24x7 each calendar month"
        for rest in ("at least 99%", "for paris at least 98%")
    ),
    (
        "objectives cases by urgency {\ntimed by repair\n| urgency | restore-time |\n| P1 | 4 h |\n}",
        "objectives cases by urgency {\ntimed by repair\n| urgency | restore-time |\n| P1 | 2 h |\n| P2 | 4 h |\n}",
    ),
    ("", "objective speed: latency at most 300 ms in 99% of requests each calendar day", "no promise of durability"),
    ("", "credit on fee for uptime { | availability | credit |\n| below 98% | 10% |\n }"),
    ("", "cap credit at 20% of fee each calendar month", "cap credit at 30% of fee each calendar month"),
    ("", "credit is automatic", "credit is the sole remedy, not transferable"),
    ("", "customer may end when uptime is missed 2 times in 6 months", "customer may end with 30 days notice"),
    ("excludes maintenance up to 4 h each calendar month within nights", "excludes maintenance within office", ""),
    ("", 'customer must "call" 2 days ahead', 'customer must "call" 5 days ahead', 'provider may "call"'),
    ("review every 3 months", "review every 6 months next 2026-12-31"),
    ("", 'clause law """French law."""', 'clause law """English law."""'),
    ("changes { weakening needs approval of norvia and brun }", "changes { weakening needs 30 days notice }", ""),
)
NAMES = ("norvia", "brun", "desk", "app", "site", "urgency", "office", "nights", "repair", "green", "shop")
NEW = "-new"
RENAMED = {f"{word}-renamed" for word in WORDS.values()}
renamings = st.sets(st.sampled_from(NAMES)).map(lambda names: {name: name + NEW for name in names})
drawn = st.tuples(*(st.sampled_from(slot) for slot in (*DECLARATIONS, *STATEMENTS)))


def compiled(*texts: str) -> Workspace:
    return compile_sources([Source(f"{at}.sla", text) for at, text in enumerate(texts)], Lock(), AS_OF, HORIZON)


def workspace(choice: Sequence[str], names: Mapping[str, str] | None = None) -> Workspace:
    """The workspace of a choice, with other names if some are given."""
    return compiled(*(source.text for source in with_new_names([Source("0.sla", text(choice))], names or {})))


def text(choice: Sequence[str]) -> str:
    declarations, statements = choice[: len(DECLARATIONS)], choice[len(DECLARATIONS) :]
    agreement = "sla shop {\nprovider norvia\ncustomer brun\ncovers app\nparameter fee = 100 EUR\n%s\n}"
    return "\n".join((*declarations, agreement % "\n".join(statements)))


def test_the_samples_compile() -> None:
    slots = (*DECLARATIONS, *STATEMENTS)
    for at in range(max(map(len, slots))):
        found = workspace([slot[min(at, len(slot) - 1)] for slot in slots]).findings
        assert [finding for finding in found if finding.rule.startswith(("syntax/", "name/", "value/"))] == []


@given(drawn)
@LAW
def test_equal_workspaces_have_no_difference(choice: Sequence[str]) -> None:
    assert diff(workspace(choice), workspace(choice)).changes == ()


@given(drawn, drawn)
@LAW
def test_the_way_back_is_the_mirror(one: Sequence[str], other: Sequence[str]) -> None:
    there, back = diff(workspace(one), workspace(other)), diff(workspace(other), workspace(one))
    assert Counter(mirror(change) for change in there.changes) == Counter(said(change) for change in back.changes)
    effects = {said(change): change for change in back.changes}
    for change in there.changes:
        for reach, opposite in zip(change.reaches, effects[mirror(change)].reaches, strict=True):
            for party, effect in reach.effect.items():
                assert OPPOSITE[effect] == opposite.effect[party] or "unordered" in (effect, opposite.effect[party])


@given(drawn, drawn, renamings)
@LAW
def test_the_way_back_is_the_mirror_with_other_names_as_well(
    one: Sequence[str], other: Sequence[str], names: Mapping[str, str]
) -> None:
    base, head = workspace(one), workspace(other, names)
    there, back = diff(base, head), diff(head, base)
    assert Counter(map(old_names, map(mirror, there.changes))) == Counter(old_names(said(one)) for one in back.changes)


@given(drawn, renamings)
@LAW
def test_other_names_are_no_other_change(choice: Sequence[str], names: Mapping[str, str]) -> None:
    found = diff(workspace(choice), workspace(choice, names)).changes
    assert {(one.before, one.after) for one in found} == set(names.items())
    assert all(one.kind in RENAMED for one in found)


def said(change: Change) -> tuple[str, ...]:
    return (change.kind, change.address, change.before, change.after)


def mirror(change: Change) -> tuple[str, ...]:
    return (KINDS[change.kind], change.address, change.after, change.before)


def old_names(told: tuple[str, ...]) -> tuple[str, ...]:
    """What is told, with the old names of what has other ones: both ways tell it with the names of the head."""
    return tuple(text.replace(NEW, "") for text in told)


@given(drawn, drawn)
@LAW
def test_every_change_is_weighed_for_both_parties(one: Sequence[str], other: Sequence[str]) -> None:
    for change in diff(workspace(one), workspace(other)).changes:
        assert change.kind in KINDS
        assert all({"norvia", "brun"} <= reach.effect.keys() for reach in change.reaches)
        assert (change.before, change.after) != ("", "")


# The layout, the order and the files of what is written


@pytest.fixture(scope="module")
def atelier() -> tuple[Source, ...]:
    return read_workspace(ATELIER).sources


def of(sources: Sequence[Source]) -> Workspace:
    return compile_sources(sources, read_workspace(ATELIER).lock, AS_OF, HORIZON)


def declarations(sources: Sequence[Source]) -> list[Node]:
    return [node for source in sources for node in parse(source).declarations]


def shuffled_statements(declaration: Node, random: Random) -> str:
    """A declaration with its statements in another order; calendars and scales are ordered by what they mean.

    Parameters stay before what is computed from them.
    """
    if declaration.kind != "agreement":
        return declaration.span.text
    at = next(i for i, part in enumerate(declaration.children) if isinstance(part, Token) and part.type == "LBRACE")
    head, statements = declaration.children[: at + 1], declaration.children[at + 1 : -1]
    parameters = [part for part in statements if isinstance(part, Node) and part.kind == "parameter"]
    others = [part for part in statements if part not in parameters]
    random.shuffle(others)
    return "\n".join(
        (" ".join(part.span.text for part in head), *(part.span.text for part in (*parameters, *others)), "}")
    )


def test_formatting_is_no_change(atelier: tuple[Source, ...]) -> None:
    written = [Source(source.path, formatted(parse(source))) for source in atelier]
    dense = [Source(source.path, " ".join(text_without_tables(source))) for source in atelier]
    assert diff(of(atelier), of(written)).changes == ()
    assert diff(of(atelier), of(dense)).changes == ()


def text_without_tables(source: Source) -> list[str]:
    """The tokens of a file, with line ends only where rows of a table need them."""
    return [f"{token.text}\n" if token.type.startswith("ROW") else token.text for token in source.tokens]


def moved(sources: Sequence[Source], seed: int) -> list[Source]:
    """All declarations in another order and in other files, with their statements in another order."""
    random = Random(seed)
    files: dict[int, list[str]] = {}
    shuffled = declarations(sources)
    random.shuffle(shuffled)
    for declaration in shuffled:
        files.setdefault(random.randrange(4), []).append(shuffled_statements(declaration, random))
    return [Source(f"{at}.sla", "\n\n".join(texts)) for at, texts in files.items()]


@pytest.mark.parametrize("seed", range(12))
def test_order_and_files_are_no_change(atelier: tuple[Source, ...], seed: int) -> None:
    assert diff(of(atelier), of(moved(atelier, seed))).changes == ()


@pytest.mark.parametrize("seed", range(3))
def test_other_names_in_another_order_and_other_files_are_no_other_change(
    atelier: tuple[Source, ...], seed: int
) -> None:
    base = of(atelier)
    names = {name: f"{name}-2" for _space, name in declared(base, atelier)}
    found = diff(base, of(with_new_names(moved(atelier, seed), names)))
    assert {(one.before, one.after) for one in found.changes} == set(names.items())
    assert {one.kind for one in found.changes} <= RENAMED
    assert found.verdicts == ()


def test_any_two_workspaces_can_be_compared() -> None:
    published = sorted((ATELIER.parent / "published").glob("*/sla.toml"))
    models = [of(read_workspace(path.parent).sources) for path in published]
    for one, other in zip(models, (*models[1:], models[0]), strict=True):
        there, back = diff(one, other).changes, diff(other, one).changes
        assert Counter(mirror(change) for change in there) == Counter(said(change) for change in back)
        assert diff(one, one).changes == ()
