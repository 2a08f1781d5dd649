"""What an editor shows as wrong, while somebody types."""

from pathlib import Path
from threading import Event

import pytest

from sla_dsl.folder import LARGEST

from .client import EMACS, NEOVIM, VS_CODE, Json, editor, process

LINE = '  objective uptime "Availability": availability at least 99.5% each calendar month\n'


def test_a_mistake_of_meaning_is_shown_with_its_help(shop: Path) -> None:
    with editor(shop) as one:
        uri = one.open("shop.sla")
        one.rules(uri, set())
        text = (shop / "shop.sla").read_text(encoding="utf-8")
        one.type(uri, text.replace("99.5% each calendar month", "99.5%"))
        [found] = one.rules(uri, {"value/missing-window"})
    assert found["range"] == {"start": {"line": 7, "character": 12}, "end": {"line": 7, "character": 18}}
    assert found["severity"] == 1
    assert found["source"] == "sla"
    assert found["message"] == (
        "`uptime` does not say over which window it is measured\n"
        "help: add `each calendar month`, or the window that was agreed"
    )


def test_a_finding_in_another_file_is_shown_there_and_goes_away(shop: Path) -> None:
    people = (shop / "people.sla").read_text(encoding="utf-8")
    with editor(shop) as one:
        shop_uri, uri = one.open("shop.sla"), one.open("people.sla")
        one.type(uri, people.replace("service payments", "service checkout"))
        found, *_ = one.rules(shop_uri, {"name/unknown-service"})
        assert [other["location"]["uri"] for other in found["relatedInformation"]] == [shop_uri]
        one.type(uri, people)
        one.rules(shop_uri, set())


def test_a_closed_file_is_the_file_again(shop: Path) -> None:
    with editor(shop) as one:
        uri = one.open("shop.sla", "sla shop {")
        one.rules(uri, {"syntax/unclosed-block"})
        one.tell("textDocument/didClose", textDocument={"uri": uri})
        one.rules(uri, set())


def test_findings_of_files_that_are_not_open_are_shown_from_the_start(shop: Path) -> None:
    (shop / "more.sla").write_text("service parcels { owner nobody }\nparty y {}\nparty y {}\n", encoding="utf-8")
    with editor(shop) as one:
        found = one.rules(one.uri("more.sla"), {"name/unknown-party", "name/duplicate"})
        assert one.diagnostics[one.uri("more.sla")].get("version") is None
    assert {each["range"]["start"]["line"] for each in found} >= {0, 2}


def test_files_that_come_and_go_outside_of_the_editor(shop: Path) -> None:
    changed = {"uri": (shop / "more.sla").as_uri(), "type": 1}
    with editor(shop) as one:
        one.rules(one.open("shop.sla"), set())
        (shop / "more.sla").write_text("service parcels { owner nobody }\n", encoding="utf-8")
        one.tell("workspace/didChangeWatchedFiles", changes=[changed])
        one.rules(one.uri("more.sla"), {"name/unknown-party"})
        (shop / "more.sla").unlink()
        one.tell("workspace/didChangeWatchedFiles", changes=[changed])
        one.rules(one.uri("more.sla"), set())
        registered = [each["params"]["registrations"][0]["method"] for each in one.log if each.get("id")]
        assert registered == ["workspace/didChangeWatchedFiles"]


def test_a_broken_setting_is_shown_in_the_settings(shop: Path) -> None:
    (shop / "sla.toml").write_text("langage = 1\n", encoding="utf-8")
    with editor(shop) as one:
        one.open("shop.sla")
        [found] = one.rules(one.uri("sla.toml"), {"config/unknown-key"})
    assert found["range"] == {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 7}}


@pytest.mark.parametrize(("capabilities", "column"), [(VS_CODE, 30), (NEOVIM, 33), (EMACS, 29)], ids=["16", "8", "32"])
def test_columns_are_counted_as_the_editor_asks(shop: Path, capabilities: Json, column: int) -> None:
    # Before the fault stand `service x "`, `𝒳é`, `" { owner web } `: 11, 2 and 16 characters.
    text = 'service x "𝒳é" { owner web } %\n'
    with editor(shop, capabilities) as one:
        uri = one.open("more.sla", text)
        found = one.rules(uri, {"syntax/unknown-character"})
        [fault] = [each for each in found if each["code"] == "syntax/unknown-character"]
    assert fault["range"]["start"] == {"line": 0, "character": column}


def test_a_decomposed_letter_and_other_ends_of_lines_move_nothing(shop: Path) -> None:
    with editor(shop) as one:
        uri = one.open("more.sla", '\ufeffservice x "e\u0301" {}\r\n%')
        found = one.rules(uri, {"syntax/unknown-character"})
    assert found[0]["range"] == {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 1}}


# A text that is no agreement


@pytest.mark.parametrize(
    "text",
    ["", "\0", "{" * 300, '"""' * 99, "\ud800", "sla " * 2000, "\r" * 50, "<html>ünïcode</html>", "| a | b |\n" * 300],
    ids=["empty", "nul", "deep", "quotes", "half", "words", "returns", "foreign", "tables"],
)
def test_no_text_ends_the_server(shop: Path, text: str) -> None:
    with editor(shop) as one:
        uri = one.open("broken.sla", text)
        for question in ("documentSymbol", "foldingRange"):
            one.ask(f"textDocument/{question}", textDocument={"uri": uri})
        one.at("hover", uri, 0, 1)
        one.type(uri, "service x { owner nobody }")
        one.rules(uri, {"name/unknown-party"})
        assert not one.faults()


def test_a_huge_text_is_refused_and_can_be_made_smaller(shop: Path) -> None:
    with editor(shop) as one:
        uri = one.open("huge.sla", "# many words\n" * (LARGEST // 12))
        one.rules(uri, {"file/too-large"})
        assert one.ask("textDocument/documentSymbol", textDocument={"uri": uri}) == []
        one.type(uri, "service x { owner nobody }")
        one.rules(uri, {"name/unknown-party"})


def test_a_document_without_a_workspace_has_the_faults_of_its_text(tmp_path: Path) -> None:
    with editor(tmp_path) as one:
        for name in ("untitled:Untitled-1", "alone.sla"):
            uri = one.open(name, "sla x {\n  covers nothing\n")
            one.rules(uri, {"syntax/unclosed-block"})
            assert one.at("hover", uri, 0, 5) is None
            one.tell("textDocument/didClose", textDocument={"uri": uri})
            one.rules(uri, set())


def test_a_workspace_that_is_deleted_leaves_a_server_that_answers(shop: Path) -> None:
    with editor(shop) as one:
        uri = one.open("shop.sla")
        one.rules(uri, set())
        for path in shop.iterdir():
            path.unlink()
        shop.rmdir()
        one.type(uri, "sla shop {")
        one.rules(uri, {"syntax/unclosed-block"})
        one.tell("textDocument/didSave", textDocument={"uri": uri})
        assert one.at("hover", uri, 0, 5) is None
        assert one.ask("textDocument/documentSymbol", textDocument={"uri": uri})[0]["name"] == "shop"
        assert not one.faults()


def test_unknown_documents_and_questions_get_an_answer(shop: Path) -> None:
    with editor(shop) as one:
        assert one.at("hover", one.uri("nowhere.sla"), 0, 0) is None
        assert one.answer(one.begin("textDocument/unheardOf"))["error"]["code"] == -32601
        one.tell("textDocument/didClose", textDocument={"uri": one.uri("nowhere.sla")})
        one.rules(one.open("shop.sla"), set())


# Time


def test_diagnostics_carry_the_version_that_was_checked(shop: Path) -> None:
    text = (shop / "shop.sla").read_text(encoding="utf-8")
    with editor(shop) as one:
        uri = one.open("shop.sla")
        last = [one.type(uri, text.replace("99.5% each calendar month", f"99.{n}%")) for n in range(1, 9)][-1]
        one.rules(uri, {"value/missing-window"})
        assert one.diagnostics[uri]["version"] == last


def test_a_check_ends_when_somebody_types_on(shop: Path) -> None:
    from sla_dsl.server.bench import Project, SupersededError, WhileWanted

    project = Project(shop)
    wanted = WhileWanted(project.generation)
    assert project.check({}, wanted).checked.proofs
    project.touched()
    with pytest.raises(SupersededError):
        project.check({}, wanted)
    with pytest.raises(SupersededError):
        _ = "shop" in wanted


def test_what_is_typed_before_a_finding_moves_it(shop: Path) -> None:
    text = (shop / "shop.sla").read_text(encoding="utf-8").replace("99.5% each calendar month", "99.5%")
    with editor(shop) as one:
        uri = one.open("shop.sla", text)
        one.rules(uri, {"value/missing-window"})
        one.type(uri, "# a remark\n\n" + text)
        while one.diagnostics[uri]["version"] != 2:  # the first is of the text alone, long before the check
            one.take()
        [found] = one.diagnostics[uri]["diagnostics"]
    assert found["range"]["start"] == {"line": 9, "character": 12}


def test_a_question_that_is_withdrawn_is_not_worked_on(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sla_dsl.server.questions.BREATH", 0.5)  # longer than nineteen messages take on a busy machine
    with editor(shop) as one:
        uri = one.open("shop.sla")
        one.rules(uri, set())
        before = one.server.worked
        place = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 5}}
        asked = [one.begin("textDocument/hover", **place) for _ in range(10)]
        for number in asked[:9]:
            one.tell("$/cancelRequest", id=number)
        answers = [one.answer(number) for number in asked]
        assert [each.get("error", {}).get("code") for each in answers] == [-32800] * 9 + [None]
        assert one.server.worked - before == 1


def test_the_command_serves_over_its_pipes(shop: Path) -> None:
    with process(shop) as one:
        uri = one.open("shop.sla")
        assert "backed" in one.at("hover", uri, 7, 14)["contents"]["value"]


def test_of_too_many_findings_the_gravest_are_shown_and_the_others_counted(shop: Path) -> None:
    with editor(shop) as one:
        uri = one.open("many.sla", "".join(f"team t{n}\n" for n in range(1200)))
        found = one.rules(uri, {"syntax/unexpected-token"})
        *shown, last = found
        assert len(shown) == 1000
        assert last["message"] == "findings that are not shown here: 200; `sla check` lists all"
        # 1200 notes (a party that nothing names) stand before the one mistake.
        one.type(uri, "".join(f"party p{n} {{ }}\n" for n in range(1200)) + "service parcels { owner nobody }\n")
        found = one.rules(uri, {"name/unknown-party", "name/unused"})
        assert len(found) == 1001
        assert sum(each["code"] == "name/unknown-party" for each in found[:1000]) == 1


@pytest.mark.parametrize(
    ("work", "question"),
    [
        ("diagnostics.of_text", ""),
        ("questions.symbols", "documentSymbol"),
        ("questions.folds", "foldingRange"),
        ("questions.lenses", "codeLens"),
    ],
)
def test_what_a_large_file_costs_holds_up_no_other_file(
    shop: Path, monkeypatch: pytest.MonkeyPatch, work: str, question: str
) -> None:
    begun, answered, waited = Event(), Event(), []

    def slow(*_: object) -> list[Json]:
        begun.set()
        waited.append(answered.wait(10))
        return []

    with editor(shop) as one:
        uri = one.open("people.sla")
        one.rules(uri, set())
        monkeypatch.setattr(f"sla_dsl.server.{work}", slow)
        large = one.open("shop.sla")
        number = one.begin(f"textDocument/{question}", textDocument={"uri": large}) if question else 0
        assert begun.wait(10)
        assert one.at("completion", uri, 0, 0)
        answered.set()
        if number:
            one.answer(number)
    assert all(waited)
