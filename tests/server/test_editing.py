"""What helps while typing: completion, other names, remedies, form, and what stands between the lines."""

import re
from datetime import date
from pathlib import Path

import pytest

from sla_dsl.cli import main
from sla_dsl.compiler import compile_sources
from sla_dsl.language.begun import begun
from sla_dsl.language.parser import parse
from sla_dsl.language.terminals import language
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.server.bench import OpenDocument
from sla_dsl.server.colours import TYPES
from sla_dsl.server.completion import complete
from sla_dsl.server.snippets import snippets
from sla_dsl.text.source import Source

from ..rules.samples import CATALOGUE
from .client import NEOVIM, Editor, Json, editor, process
from .conftest import SHOP
from .test_names import place


def read(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def typed(one: Editor, name: str, text: str) -> tuple[str, int, int]:
    """Opens a document with `▮` at the pointer; returns its address and the place of the pointer."""
    before = text.partition("▮")[0]
    uri = one.open(name, text.replace("▮", ""))
    return uri, before.count("\n"), len(before.rpartition("\n")[2])


def offered(one: Editor, name: str, text: str) -> dict[str, Json]:
    return {each["label"]: each for each in one.at("completion", *typed(one, name, text))}


# Completion


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    """The workspace of the shop, compiled."""
    sources = [Source(name, text) for name, text in SHOP.items() if name.endswith(".sla")]
    return compile_sources(sources, Lock(), date(2026, 11, 24))


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("sla x {\n  provider ▮\n}", {"norvia", "web", "brun"}),
        ("sla x {\n  provider we▮\n", {"web"}),
        ("sla x {\n  covers ▮", {"payments"}),
        ("sla x {\n  covers payments\n  service hours ▮\n  customer brun\n}", {"office", "24x7"}),
        ("sla x {\n  backed by ▮\n}", {"shop", "web-ola"}),
        ("sla x {\n  objective up: ▮\n}", {"availability", "response-time"}),
        ('sla shop {\n  clause x """Of {▮}"""\n}', {"monthly-fee", "uptime"}),
        ("sla shop {\n  waive ▮\n}", {"backing/too-weak"}),
        ("ola x {\n  path restore-time: web-ola/▮\n}", {"web-ola/uptime"}),
        ("metric x {\n  unit percent\n  higher is better\n  composes as ▮\n}", {"availability"}),
        ("▮", {"sla", "ola", "party", "service …"}),
        ("sla x {\n  ▮\n}", {"provider", "in force", "objective …", "business days follow"}),
        ("sla x {\n  objective up: availability at ▮\n", {"least", "most"}),
        ("sla shop {\n  credit on monthly-fee for uptime when ▮", {"uptime", "monthly-fee", "availability", "not"}),
        ("sla shop {\n  excludes maintenance up to 4 h each time ▮", {"and up to", "when"}),
        ("sla shop {\n  excludes maintenance up to 4 h each time and ▮", {"up to"}),
        ("sla shop {\n  excludes maintenance up to 4 h each time and u▮", {"up to"}),
        ("sla shop {\n  excludes maintenance up to 4 h each time and up ▮", {"to"}),
        ("sla shop {\n  in ▮", {"force"}),
        ('sla shop {\n  customer may "do so" at most often ▮', {"times"}),
        ("sla shop {\n  credit on monthly-fee for uptime {\n    | ▮", {"uptime", "credit"}),
        (
            "sla shop {\n  credit on monthly-fee for uptime {\n    | uptime | credit |\n    | below 99.5% | ▮",
            {"monthly-fee"},
        ),
        ("party x {\n  time zone ▮", {"Europe/Paris"}),
        ("service x { needs payments and ▮", {"payments"}),
    ],
)
def test_what_can_stand_at_a_place_is_offered(workspace: Workspace, text: str, some: set[str]) -> None:
    document = OpenDocument("untitled:x", 1, text.replace("▮", ""), "utf-16")
    found = complete(document, text.index("▮"), workspace, CATALOGUE.values(), snippets=True)
    assert some <= {each.label for each in found}


def test_what_cannot_stand_at_a_place_is_not_offered(shop: Path) -> None:
    with editor(shop) as one:
        one.at("hover", one.open("people.sla"), 0, 7)
        names = offered(one, "more.sla", "sla x {\n  provider ▮\n}")
        assert {"payments", "office", "availability", "objective", "}"} & {*names} == set()
        assert names["brun"]["labelDetails"]["description"] == "Atelier Brun"
        assert names["brun"]["textEdit"]["newText"] == "brun"


def test_an_editor_without_snippets_gets_words_alone(shop: Path) -> None:
    with editor(shop, {}) as one:
        assert not [label for label in offered(one, "more.sla", "sla x {\n  ▮\n}") if label.endswith("…")]
    with editor(shop, NEOVIM) as one:
        assert [label for label in offered(one, "more.sla", "sla x {\n  ▮\n}") if label.endswith("…")]


FRAMES = ("{}", "sla x {{\n  {}\n}}")


@pytest.mark.parametrize("word", snippets())
def test_a_snippet_is_a_statement_with_a_place_for_each_part(word: str) -> None:
    body = snippets()[word].body
    numbers = [int(number) for number in re.findall(r"\$\{(\d+):", body)]
    assert numbers == list(range(1, len(numbers) + 1))
    filled = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", body)
    terminal = language().keywords[word]
    read = {frame: begun(frame.format("").rstrip("}")) for frame in FRAMES}
    homes = [frame for frame, one in read.items() if one and terminal in one.stack.terminals()]
    assert homes
    assert any(not parse(Source("", frame.format(filled))).findings for frame in homes)


# Other names


def apply(text: str, edits: list[Json]) -> str:
    """Makes the changes of an editor in a text of one unit for each character."""
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:at])) for at in range(len(lines) + 1)]

    def offset(place: Json) -> int:
        return int(starts[place["line"]]) + int(place["character"])

    for edit in sorted(edits, key=lambda each: offset(each["range"]["start"]), reverse=True):
        start, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        text = text[:start] + edit["newText"] + text[end:]
    return text


def write(folder: Path, changes: dict[str, list[Json]]) -> None:
    for uri, edits in changes.items():
        path = folder / uri.removeprefix(folder.as_uri() + "/")
        path.write_text(apply(path.read_text(encoding="utf-8"), edits), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "words", "word", "new", "count"),
    [
        ("people.sla", "party norvia", "norvia", "norvia-sas", 4),
        ("shop.sla", "covers payments", "payments", "checkout", 3),
        ("shop.sla", "{monthly-fee}", "monthly-fee", "fee", 2),
        ("shop.sla", 'objective uptime "', "uptime", "up", 2),
        ("shop.sla", "ola web-ola", "web-ola", "web-agreement", 2),
    ],
)
def test_another_name_is_written_everywhere(shop: Path, name: str, words: str, word: str, new: str, count: int) -> None:
    with editor(shop) as one:
        uri = one.open(name)
        where = place(shop, name, words, word)
        assert one.at("prepareRename", uri, *where)["placeholder"] == word
        changes = one.at("rename", uri, *where, newName=new)["changes"]
    assert sum(map(len, changes.values())) == count
    write(shop, changes)
    assert main(["check", str(shop)]) == 0
    # What is left of the old name are a title, and the objective of another agreement.
    left = re.findall(rf"(?<![\w@\"-]){re.escape(word)}(?![\w.-])", read(shop, "shop.sla") + read(shop, "people.sla"))
    assert len(left) == (word in ("uptime", "payments"))


def test_policies_waivers_and_change_clauses_follow_a_name(shop: Path) -> None:
    more = (
        'policy floor "A floor" {\n  every objective in sla where metric is stay must have target at least 1 min\n'
        '  because "so"\n}\nmetric stay "Stay" { unit duration higher is better }\n'
    )
    text = read(shop, "shop.sla").replace(
        "  clause fees", "  objective stay: stay at least 5 min each calendar month { owned by web }\n  clause fees", 1
    )
    text = text.replace("  clause fees", "  changes {\n    never change stay\n  }\n  clause fees")
    (shop / "more.sla").write_text(more, encoding="utf-8")
    (shop / "shop.sla").write_text(text, encoding="utf-8")
    assert main(["check", str(shop)]) == 0
    with editor(shop) as one:
        uri = one.open("more.sla")
        changes = one.at("rename", uri, *place(shop, "more.sla", "metric stay", "stay"), newName="visit")["changes"]
    write(shop, changes)
    assert main(["check", str(shop)]) == 0
    assert "where metric is visit" in read(shop, "more.sla")
    assert "visit at least 5 min" in read(shop, "shop.sla")


def test_a_waiver_follows_the_name_of_its_objective(shop: Path) -> None:
    waived = '  backed by web-ola\n  waive backing/too-weak for uptime until 2027-06-30 because "we know"\n'
    text = read(shop, "shop.sla").replace("99.9%", "99.1%").replace("  backed by web-ola\n", waived)
    (shop / "shop.sla").write_text(text, encoding="utf-8")
    assert main(["check", str(shop)]) == 0
    with editor(shop) as one:
        uri = one.open("shop.sla")
        where = place(shop, "shop.sla", 'objective uptime "', "uptime")
        write(shop, one.at("rename", uri, *where, newName="up")["changes"])
    assert "waive backing/too-weak for up until" in read(shop, "shop.sla")
    assert main(["check", str(shop)]) == 0


@pytest.mark.parametrize("new", ["brun", "24x7", "two words", "", "7up", "ünïcode!"])
def test_a_name_that_is_none_or_taken_is_refused_with_its_reason(shop: Path, new: str) -> None:
    with editor(shop) as one:
        uri = one.open("people.sla")
        where = dict(zip(("line", "character"), place(shop, "people.sla", "party norvia", "norvia"), strict=True))
        document = {"uri": uri}
        answer = one.answer(one.begin("textDocument/rename", textDocument=document, position=where, newName=new))
    assert answer["error"]["message"].startswith(("`norvia` cannot be", f"`{new}` is not a name"))


def refused(one: Editor, uri: str, where: tuple[int, int], new: str) -> str:
    """The message of a server that does not rename what stands at a place."""
    position = dict(zip(("line", "character"), where, strict=True))
    answer = one.answer(one.begin("textDocument/rename", textDocument={"uri": uri}, position=position, newName=new))
    return str(answer["error"]["message"])


def test_a_refusal_says_where_something_is_in_its_way(shop: Path) -> None:
    more = 'policy floor "A floor" {\n  every objective in sla must have target\n  because "so"\n}\n'
    (shop / "more.sla").write_text(more, encoding="utf-8")
    with (shop / "sla.toml").open("a") as file:
        file.write('severities = {"policy/floor" = "error"}\n')
    with editor(shop) as one:
        uri = one.open("people.sla")
        where = place(shop, "people.sla", "party norvia", "norvia")
        taken = "`norvia` cannot be called `brun`: something else has this name, people.sla, line 2"
        assert refused(one, uri, where, "brun") == taken
        in_settings = "`floor` cannot be renamed alone: in sla.toml: no rule is called `policy/floor`"
        where = place(shop, "more.sla", "policy floor", "floor")
        assert refused(one, one.open("more.sla"), where, "ground") == in_settings


@pytest.mark.slow  # it starts a server
def test_a_refusal_is_no_fault_in_the_log_of_the_editor(shop: Path, tmp_path: Path) -> None:
    with process(shop, log=tmp_path / "log") as one:
        uri = one.open("people.sla")
        where = place(shop, "people.sla", "party norvia", "norvia")
        assert refused(one, uri, where, "brun")
        assert refused(one, uri, (0, 2), "other") == "nothing here has a name that can be changed"
        one.tell("$/cancelRequest", id=99)
        assert "error" in one.answer(one.begin("textDocument/unknown"))
    assert (tmp_path / "log").read_text() == ""


def test_names_of_the_prelude_and_words_cannot_be_renamed(shop: Path) -> None:
    with editor(shop) as one:
        uri = one.open("shop.sla")
        assert one.at("prepareRename", uri, *place(shop, "shop.sla", "availability at", "availability")) is None
        assert one.at("prepareRename", uri, *place(shop, "shop.sla", "covers payments", "covers")) is None


# Remedies


def test_a_remedy_is_offered_where_the_finding_is(shop: Path) -> None:
    with editor(shop) as one:
        text = read(shop, "shop.sla").replace("covers payments", "covers paymnts", 1)
        uri = one.open("shop.sla", text)
        found = one.rules(uri, {"name/unknown-service"})
        asked = {"textDocument": {"uri": uri}, "range": found[0]["range"], "context": {"diagnostics": found}}
        [action] = one.ask("textDocument/codeAction", **asked)
        assert action["title"] == "write `payments`"
        assert action["isPreferred"]
        assert action["diagnostics"][0]["code"] == "name/unknown-service"
        assert apply(text, action["edit"]["changes"][uri]) == read(shop, "shop.sla")
        start = {"line": 0, "character": 0}
        nothing = {**asked, "range": {"start": start, "end": start}}
        assert one.ask("textDocument/codeAction", **nothing) == []


def test_an_editor_that_knows_versions_gets_the_one_that_was_checked(shop: Path) -> None:
    versions = {"workspace": {"workspaceEdit": {"documentChanges": True}}}
    with editor(shop, versions) as one:
        uri = one.open("shop.sla")
        where = place(shop, "shop.sla", "parameter monthly-fee", "monthly-fee")
        [change] = one.at("rename", uri, *where, newName="fee")["documentChanges"]
    assert change["textDocument"] == {"uri": uri, "version": 1}


# Form and colours


def test_a_document_is_written_in_its_one_form(shop: Path) -> None:
    options = {"tabSize": 2, "insertSpaces": True}
    with editor(shop) as one:
        uri = one.open("more.sla", "service   x{owner web}\r\n\r\n\r\n# end")
        [edit] = one.ask("textDocument/formatting", textDocument={"uri": uri}, options=options)
        assert edit["newText"] == "service x { owner web }\n\n# end\n"
        assert edit["range"]["end"] == {"line": 3, "character": 5}
        one.type(uri, "service x { owner web }\n")
        assert one.ask("textDocument/formatting", textDocument={"uri": uri}, options=options) == []
        one.type(uri, "service {")
        assert one.ask("textDocument/formatting", textDocument={"uri": uri}, options=options) == []


def test_words_have_the_colour_of_what_they_are(shop: Path) -> None:
    text = '# é\nsla x "𝒳" {\n  covers payments\n  clause c """a\nb"""\n}\n'
    with editor(shop) as one:
        uri = one.open("more.sla", text)
        one.at("hover", uri, 1, 4)
        data = one.ask("textDocument/semanticTokens/full", textDocument={"uri": uri})["data"]
    found, line, character = [], 0, 0
    for at in range(0, len(data), 5):
        step, column, length, kind, declares = data[at : at + 5]
        line, character = line + step, column if step else character + column
        found.append((line, character, length, TYPES[kind], declares))
    assert found == [
        (0, 0, 3, "comment", 0),
        (1, 0, 3, "keyword", 0),
        (1, 4, 1, "class", 1),
        (1, 6, 4, "string", 0),
        (2, 2, 6, "keyword", 0),
        (2, 9, 8, "namespace", 0),
        (3, 2, 6, "keyword", 0),
        (3, 9, 1, "property", 1),
        (3, 11, 4, "string", 0),
        (4, 0, 4, "string", 0),
    ]


# Between the lines


WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        # On 2026-11-24: November has 720 h and 21 days of office hours, the year 8760 h, and its last quarter 2208 h
        # (31, 30 and 31 days; the clocks of UTC do not change).
        ("availability at least 99.9% each calendar month", "43 min 12 s of 720 h"),
        ("availability at least 99.9% each calendar year", "8 h 45 min 36 s of 8760 h"),
        ("availability at least 99.99% each calendar quarter", "13 min 15 s of 2208 h"),
        ("availability at least 99.9% each rolling 30 days", "43 min 12 s of 720 h"),
        ("availability at least 99.9% each calendar month of 730 h", "43 min 48 s of 730 h"),
        ("availability at least 99.5% each calendar day", "7 min 12 s of 24 h"),
        ("availability at least 99.5% during office each calendar month", "1 h 3 min of 210 h"),
        ("availability at least 100% each calendar month", "0 s of 720 h"),
    ],
)
def test_a_hint_says_the_downtime_in_the_windows_and_hours_of_the_promise(shop: Path, promise: str, said: str) -> None:
    text = read(shop, "shop.sla").replace("availability at least 99.5% each calendar month", promise)
    people = read(shop, "people.sla").replace("Europe/Paris", "UTC")
    (shop / "people.sla").write_text(people, encoding="utf-8")
    with editor(shop) as one:
        found = one.ask("textDocument/inlayHint", textDocument={"uri": one.open("shop.sla", text)}, range=WHOLE)
    assert found[0]["label"] == said
    assert found[0]["position"]["line"] == 7
    assert found[0]["position"]["character"] == text.splitlines()[7].index("%") + 1


def test_a_hint_stands_in_the_cell_of_a_table(shop: Path) -> None:
    table = """objectives uptime by site each calendar month {
    | site  | availability |
    | lille | 99.5%        |
    | lyon  | none         |
  }"""
    text = read(shop, "shop.sla").replace(
        'objective uptime "Availability": availability at least 99.5% each calendar month', table
    )
    with editor(shop) as one:
        uri = one.open("shop.sla", f'{text}\ndimension site "Site" {{ lille "Lille" lyon "Lyon" }}\n')
        found = one.ask("textDocument/inlayHint", textDocument={"uri": uri}, range=WHOLE)
    assert [(each["label"], each["position"]["line"]) for each in found] == [
        ("3 h 36 min of 720 h", 9),
        ("43 min 12 s of 720 h", 21),
    ]


def test_hints_say_the_downtime_and_what_terms_contribute(atelier: Path, shop: Path) -> None:
    with editor(shop) as one:
        found = one.ask("textDocument/inlayHint", textDocument={"uri": one.open("shop.sla")}, range=WHOLE)
        assert [(each["label"], each["position"]["line"]) for each in found] == [
            ("3 h 36 min of 720 h", 7),
            ("43 min 12 s of 720 h", 17),
        ]
    with editor(atelier) as one:
        uri = one.open("agreements/atelier-payments.sla")
        found = one.ask("textDocument/inlayHint", textDocument={"uri": uri}, range=WHOLE)
        assert [each["label"] for each in found if each["position"]["line"] == 2] == ["adds 1 parameter, 2 clauses"]


def test_lenses_say_the_verdicts(shop: Path) -> None:
    with editor(shop) as one:
        text = read(shop, "shop.sla").replace("  clause", "  review every 6 months next 2027-01-31\n  clause", 1)
        found = one.ask("textDocument/codeLens", textDocument={"uri": one.open("shop.sla", text)})
    assert [each["command"]["title"] for each in found] == [
        "1 backed · backed by 1 · next review 2027-01-31",
        "backed, slack 0.4 points",
        "1 owned",
        "owned",
    ]


def test_a_lens_asks_for_the_proof_where_the_editor_can_show_it(shop: Path) -> None:
    with editor(shop, options={"explain": "sla.explain"}) as one:
        found = one.ask("textDocument/codeLens", textDocument={"uri": one.open("shop.sla")})
    assert [(each["command"]["command"], each["command"]["arguments"]) for each in found] == [
        ("sla.explain", [address]) for address in ("shop", "shop/uptime", "web-ola", "web-ola/uptime")
    ]
