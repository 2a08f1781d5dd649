"""Numbers: each text that binds has one, it is the same thing in every language, and once given it is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from sla_dsl.documents.make import Maker
from sla_dsl.documents.numbering import numbers_in, with_numbers
from sla_dsl.documents.tree import Article, Contract, Paragraph, Table, paired, plain
from sla_dsl.model.lock import Lock
from sla_dsl.model.wordings import LANGUAGES
from sla_dsl.model.workspace import Workspace

from ..compiler.models import clean
from .made import EXAMPLES, ROOT, workspace

ATELIER = workspace(ROOT / "examples" / "atelier")
SHOP = "sla shop {{ provider norvia customer brun service hours 24x7\n{} }}"
UPTIME = "objective uptime: availability at least 99% each calendar month\n"
SPEED = "objective speed: latency at most 1 s each calendar month\n"
LAW = 'clause law """French law."""\n'
DATA = 'clause data """Data."""\n'


def shop(*statements: str, kept: dict[str, str] | None = None) -> Workspace:
    """A shop that says these statements, with numbers that are kept."""
    made = clean(SHOP.format("".join(statements)))
    return made.model_copy(update={"lock": Lock(numbers={"shop": kept or {}})})


def said(of: Workspace) -> dict[str, str]:
    """The texts of the document of the shop by their numbers."""
    document = Maker("shop", "en").document(of)
    found = {}
    for article in document.articles:
        found[article.number] = article.title.read("kept")
        for block in article.blocks:
            found[block.number] = block.text.read("kept")
            if isinstance(block, Table):
                found.update({row.number: row.cells[0].read("kept") for row in block.rows})
    return found


def test_every_number_is_given_once_and_stands_below_that_of_its_article() -> None:
    for folder in EXAMPLES[:12]:
        for name in workspace(folder).agreements:
            document = Maker(name, "en").document(workspace(folder))
            numbers = [*numbers_in(document).values()]
            assert len(numbers) == len(set(numbers))
            for article in document.articles:
                assert [one.number for one in article.blocks] == [
                    f"{article.number}.{at}" for at, _ in enumerate(article.blocks, 1)
                ]


def test_a_number_is_the_same_thing_in_every_language() -> None:
    english, french = (Maker("atelier-payments", language).numbers(ATELIER) for language in LANGUAGES)
    assert english == french


def test_what_is_added_gets_the_next_number_and_moves_none() -> None:
    before = shop(UPTIME, LAW)
    kept = dict(Maker("shop", "en").numbers(before))
    after = shop(SPEED, UPTIME, DATA, LAW, kept=kept)
    now = Maker("shop", "en").numbers(after)
    assert {key: now[key] for key in kept} == kept
    law = kept["clause/law"]
    assert now["clause/data"] == f"{law.partition('.')[0]}.2"
    assert said(after)[f"{kept['promises']}.2"] == "Latency"


def test_what_is_gone_leaves_its_number() -> None:
    before = shop(UPTIME, SPEED, LAW, DATA)
    kept = dict(Maker("shop", "en").numbers(before))
    after = shop(UPTIME, DATA, kept=kept)
    texts = said(after)
    assert texts[kept["clause/law"]] == "(repealed)"
    assert texts[kept["objective/speed"]] == "(repealed)"
    assert texts[kept["clause/data"]] == "Data."
    again = shop(UPTIME, DATA, LAW, kept=dict(Maker("shop", "en").numbers(after)))
    assert said(again)[kept["clause/law"]] == "French law."


def test_an_article_that_is_gone_leaves_its_number() -> None:
    kept = dict(Maker("shop", "en").numbers(shop(UPTIME, LAW)))
    assert said(shop(UPTIME, kept=kept))[kept["article/clauses"]] == "(repealed)"


def test_schedules_and_articles_are_counted_apart() -> None:
    opened = "calendar opened { time zone Europe/Paris open Mon-Fri 08:00-18:00 }"
    with_hours = clean(opened, SHOP.format("support hours opened"))
    kept = dict(Maker("shop", "en").numbers(with_hours))
    assert kept["schedule/opened"] == "A"
    after = said(shop(kept=kept))
    assert after["A"] == "(repealed)"
    assert after["1"] == "Parties and subject"


def test_a_statement_that_is_about_others_now_keeps_its_number() -> None:
    assert paired(["a~x", "a~y", "b"], ["a~z", "a~y", "c"]) == {"a~z": "a~x", "a~y": "a~y"}


def test_two_texts_with_one_kept_number_are_refused() -> None:
    twice = shop(UPTIME, kept={"clause/law": "6.1", "clause/data": "6.1"})
    with pytest.raises(ValueError, match=r"`clause/law` and `clause/data` have one number, 6.1, in `sla.lock`"):
        Maker("shop", "en").document(twice)


@pytest.mark.parametrize("number", ["", "0", "1.0", "a", "1.A", "1.2.3.4", "1.", "A1"])
def test_a_number_that_is_none_breaks_the_lock(number: str) -> None:
    with pytest.raises(ValidationError):
        Lock.from_bytes(Lock(numbers={"shop": {"a": "1"}}).to_bytes().replace(b'"a": "1"', f'"a": "{number}"'.encode()))


def test_a_lock_without_numbers_says_nothing_of_them() -> None:
    assert b"numbers" not in Lock().to_bytes()
    with_numbers = Lock(numbers={"shop": {"article/parties": "1", "schedule/opened": "AB", "clause": "5.1.12"}})
    assert Lock.from_bytes(with_numbers.to_bytes()) == with_numbers


KEYS = st.lists(st.sampled_from("abcdef"), unique=True)
BARE = replace(Maker("atelier-payments", "en").document(ATELIER), articles=(), signings=())


def document(keys: list[str]) -> Contract:
    """A document whose only article has these texts."""
    blocks = tuple(Paragraph(key, plain(""), plain(key)) for key in keys)
    return replace(BARE, articles=(Article("article", plain(""), blocks),))


@given(st.lists(KEYS, min_size=1, max_size=5))
@settings(max_examples=100)
def test_over_any_history_no_number_is_given_to_two_things(history: list[list[str]]) -> None:
    kept: dict[str, str] = {}
    ever: dict[str, str] = {}
    for keys in history:
        kept = numbers_in(with_numbers(document(keys), kept, "gone"))
        for key, number in kept.items():
            assert ever.setdefault(number, key) == key
        assert {*keys} <= kept.keys()
        assert {*ever.values()} == {*kept}
