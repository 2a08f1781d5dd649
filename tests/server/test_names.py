"""What is shown of a name, where it is declared, and where it is used."""

from pathlib import Path

import pytest

from .client import Json, editor


def place(folder: Path, name: str, words: str, word: str) -> tuple[int, int]:
    """Line and character, from 0, inside a word of the first line that has these words."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    line = next(at for at, text in enumerate(lines) if words in text)
    return line, lines[line].index(words) + words.index(word) + 1


def lines_of(found: list[Json]) -> list[tuple[str, int]]:
    """Files and lines (from 1) of locations."""
    return [(each["uri"].rpartition("/")[2], each["range"]["start"]["line"] + 1) for each in found]


@pytest.mark.parametrize(
    ("name", "words", "word", "declared"),
    [
        ("shop.sla", "provider norvia", "norvia", ("people.sla", 1)),
        ("shop.sla", "covers payments", "payments", ("people.sla", 4)),
        ("shop.sla", "backed by web-ola", "web-ola", ("shop.sla", 12)),
        ("shop.sla", "{monthly-fee}", "monthly-fee", ("shop.sla", 6)),
        ("shop.sla", "{uptime}", "uptime", ("shop.sla", 8)),
        ("people.sla", "hours office", "office", ("people.sla", 5)),
        ("people.sla", "service payments", "payments", ("people.sla", 4)),
    ],
)
def test_a_name_leads_to_its_declaration(
    shop: Path, name: str, words: str, word: str, declared: tuple[str, int]
) -> None:
    with editor(shop) as one:
        uri = one.open(name)
        found = one.at("definition", uri, *place(shop, name, words, word))
        assert lines_of([found]) == [declared]


def test_words_that_name_nothing_of_the_workspace_lead_nowhere(shop: Path) -> None:
    with editor(shop) as one:
        uri = one.open("shop.sla")
        assert one.at("definition", uri, *place(shop, "shop.sla", "availability at", "availability")) is None
        assert one.at("definition", uri, *place(shop, "shop.sla", "covers payments", "covers")) is None


def test_the_uses_of_a_name_are_found_in_every_file(shop: Path) -> None:
    with editor(shop) as one:
        uri = one.open("people.sla")
        where = place(shop, "people.sla", "service payments", "payments")
        uses = one.at("references", uri, *where, context={"includeDeclaration": False})
        assert lines_of(uses) == [("shop.sla", 4), ("shop.sla", 15)]
        with_itself = one.at("references", uri, *where, context={"includeDeclaration": True})
        assert lines_of(with_itself) == [("people.sla", 4), ("shop.sla", 4), ("shop.sla", 15)]
        assert [each["kind"] for each in one.at("documentHighlight", uri, *where)] == [3]


def test_a_promise_is_shown_in_normal_form_with_its_verdict(shop: Path) -> None:
    with editor(shop) as one:
        uri = one.open("shop.sla")
        said = one.at("hover", uri, *place(shop, "shop.sla", "objective uptime", "uptime"))["contents"]["value"]
    # November 2026 has 720 h, and 0.5 % of it are 3 h 36 min.
    assert "- may be down: 3 h 36 min of the 720 h from 2026-11-01 to 2026-11-30, exclusions not counted" in said
    assert "- verdict: **backed**" in said
    assert "- slack: 0.4 points" in said
    assert "- window: each calendar month; what the term cuts off counts in proportion" in said


@pytest.mark.parametrize(
    ("name", "words", "word", "said"),
    [
        ("shop.sla", "{monthly-fee}", "monthly-fee", "**Monthly fee** `monthly-fee`\n\n`900 EUR`"),
        ("people.sla", "hours office", "office", "open: 50 h in the week from 2026-11-23"),
        ("shop.sla", "backed by web-ola", "web-ola", "web-ola/uptime  owned"),
        ("shop.sla", "customer brun", "brun", 'party brun "Atelier Brun" { time zone Europe/Paris }'),
        ("shop.sla", "clause fees", "fees", 'clause fees "Fees"'),
    ],
)
def test_things_are_shown_by_what_they_are(shop: Path, name: str, words: str, word: str, said: str) -> None:
    with editor(shop) as one:
        uri = one.open(name)
        assert said in one.at("hover", uri, *place(shop, name, words, word))["contents"]["value"]


def test_what_the_terms_declare_is_one_thing_for_all_who_take_it_over(atelier: Path) -> None:
    name = "agreements/atelier-payments.sla"
    with editor(atelier) as one:
        uri = one.open(name)
        where = place(atelier, name, "with monthly-fee", "monthly-fee")
        found = one.at("definition", uri, *where)
        assert lines_of([found]) == [("norvia-base.sla", 6)]
        uses = one.at("references", uri, *where, context={"includeDeclaration": True})
    used = [
        (path.name, number)
        for path in sorted((atelier / "agreements").glob("*.sla"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "monthly-fee" in line.partition("#")[0]
        and path.name in ("atelier-payments.sla", "intranet.sla", "norvia-base.sla")
    ]
    assert {*lines_of(uses)} == {*used}


def test_the_outline_has_what_a_document_declares(shop: Path) -> None:
    with editor(shop) as one:
        found = one.ask("textDocument/documentSymbol", textDocument={"uri": one.open("shop.sla")})
        assert [(each["name"], each["detail"]) for each in found] == [("shop", "sla Shop"), ("web-ola", "ola Web")]
        assert [each["name"] for each in found[0]["children"]] == ["monthly-fee", "uptime", "fees"]
        one.at("hover", one.uri("shop.sla"), 0, 5)  # which waits for the first check
        named = one.ask("workspace/symbol", query="upt")
        assert [(each["name"], each.get("containerName")) for each in named] == [
            ("uptime", "shop"),
            ("uptime", "web-ola"),
        ]


def test_blocks_prose_and_remarks_can_be_folded(shop: Path) -> None:
    text = '# one\n# two\n\nsla a {\n  provider norvia\n  clause x """A\n  b"""\n}\n'
    with editor(shop) as one:
        found = one.ask("textDocument/foldingRange", textDocument={"uri": one.open("more.sla", text)})
    assert [(each["startLine"], each["endLine"]) for each in found] == [(0, 1), (3, 6), (5, 6)]
