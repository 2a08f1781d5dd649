"""Every word of a sample says something where the pointer rests on it."""

import shutil
from pathlib import Path

import pytest

from sla_dsl.folder import workspace_root
from sla_dsl.server.bench import OpenDocument, Project, WhileWanted
from sla_dsl.server.hover import hover, meanings
from sla_dsl.server.names import NameIndex

from .client import editor

ROOT = Path(__file__).parents[2]


def hovers(folder: Path) -> dict[str, str]:
    """What is shown of each word of a workspace, by its place; numbers, texts and signs are what they are."""
    root = workspace_root(folder)
    assert root is not None
    project = Project(root)
    index = NameIndex(project.check({}, WhileWanted(project.generation)))
    found = {}
    for source in index.result.files.sources:
        document = OpenDocument((root / source.path).as_uri(), 1, source.text, "utf-8", root / source.path)
        for token in document.source.tokens:
            if token.text[:1].isalpha():
                shown = hover(document, source.path, index, token.start)
                found[f"{source.path}:{source.position(token.start).line} {token.text}"] = (
                    shown.contents.value if shown else ""  # type: ignore[union-attr]  # it is Markdown
                )
    return found


@pytest.mark.parametrize("name", ["atelier", "collecte"])
def test_no_word_of_an_example_is_silent(name: str) -> None:
    assert [place for place, shown in hovers(ROOT / "examples" / name).items() if not shown] == []


def test_no_word_of_the_language_is_silent(tmp_path: Path) -> None:
    for name in ("base.sla", "everything.sla"):
        shutil.copy(ROOT / "tests" / "compiler" / name, tmp_path / name)
    (tmp_path / "sla.toml").write_text("language = 1\n")
    found = hovers(tmp_path)
    assert [place for place, shown in found.items() if not shown] == []
    words = {place.split(" ")[1]: shown for place, shown in found.items()}
    assert words["covers"].endswith("```\n\n" + meanings()["covers"])
    assert words["logged"] == '```sla\nevent logged "Logged as a case" after occurred\n```'  # of the prelude


def test_a_text_and_a_blank_say_nothing(shop: Path) -> None:
    with editor(shop) as one:
        uri = one.open("shop.sla")
        assert one.at("hover", uri, 0, 10) is None
        assert one.at("hover", uri, 1, 0) is None
