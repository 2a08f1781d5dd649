"""The graph and the pages: nothing is left out, every link leads somewhere, and colours can be read."""

from __future__ import annotations

import json
import re
from itertools import pairwise, product
from pathlib import Path
from time import monotonic
from xml.etree import ElementTree

import pytest
from lxml.html import document_fromstring

from sla_dsl.cli import main
from sla_dsl.register.graph import Graph, GraphEdge, GraphNode
from sla_dsl.reports.register.graph import graph_dot, graph_json, graph_mermaid, graph_svg
from sla_dsl.reports.register.site import _STYLE

from ..browser import CHROMIUM, looked, picture

FOLDER = Path(__file__).parents[2] / "examples" / "atelier"
SMALL = Path(__file__).parents[2] / "examples" / "review" / "workspace"
SVG = "{http://www.w3.org/2000/svg}"
CIRCLE = Graph(
    (GraphNode("agreement/a", "a", 'A "quoted" <title>', "sla", "signed"), GraphNode("service/a", "a", "a", "service")),
    (GraphEdge("agreement/a", "service/a", "covers"), GraphEdge("service/a", "agreement/a", "needs")),
)


def large(count: int) -> Graph:
    nodes = tuple(GraphNode(f"service/s{n}", f"s{n}", f"Service {n}", "service") for n in range(count))
    pairs = [(n, m) for n in range(count) for m in (2 * n + 1, 2 * n + 2, n + 7) if m < count]
    return Graph(nodes, tuple(GraphEdge(f"service/s{n}", f"service/s{m}", "needs") for n, m in pairs))


def boxes(graph: Graph) -> list[tuple[float, float, float, float]]:
    drawn = ElementTree.fromstring(graph_svg(graph))
    found = ([float(one.attrib[key]) for key in ("x", "y", "width", "height")] for one in drawn.iter(f"{SVG}rect"))
    return [(x, y, width, height) for x, y, width, height in found]


@pytest.mark.parametrize("graph", [CIRCLE, large(30), Graph((), ())], ids=["circle", "30", "nothing"])
def test_every_node_is_a_box_of_its_own_and_every_edge_a_line(graph: Graph) -> None:
    drawn = ElementTree.fromstring(graph_svg(graph))
    found = boxes(graph)
    assert len(found) == len(graph.nodes)
    assert len([one for one in drawn.iter(f"{SVG}path") if "marker-end" in one.attrib]) == len(graph.edges)
    width, height = float(drawn.attrib["width"]), float(drawn.attrib["height"])
    for number, (x, y, w, h) in enumerate(found):
        assert 0 <= x <= width - w
        assert 0 <= y <= height - h
        assert not any(x < a + c and a < x + w and y < b + d and b < y + h for a, b, c, d in found[:number])


def test_five_hundred_services_are_drawn_soon() -> None:
    begun = monotonic()
    assert len(boxes(large(500))) == 500
    assert monotonic() - begun < 10


def test_other_programs_get_names_that_they_cannot_misread() -> None:
    assert '"A \\"quoted\\" <title>"' in graph_dot(CIRCLE).decode()
    assert '["A #34;quoted#34; #60;title#62;"]' in graph_mermaid(CIRCLE).decode()
    assert json.loads(graph_json(CIRCLE))["edges"][0] == {"from": "agreement/a", "to": "service/a", "kind": "covers"}


def test_a_picture_says_what_is_not_simply_signed() -> None:
    statuses = ("signed", "draft", "proposed", "ended")
    graph = Graph(tuple(GraphNode(f"agreement/{one}", one, f"T{one}", "uc", one) for one in statuses), ())
    for drawn in (graph_dot(graph).decode(), graph_svg(graph).decode()):
        assert all(f"T{one} ({one})" in drawn for one in statuses[1:])
        assert "Tsigned (signed)" not in drawn.replace("(uc, signed)", "")
    assert '"Tended #40;ended#41;"' in graph_mermaid(graph).decode()


def test_what_is_declared_and_not_drawn_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = 'status requirement asked 2025-09-14 by "Jo" for them'
    text = f"party us\nparty them\nstandard sla base {{}}\nsla wish {{ provider us customer them {asked} }}\n"
    (tmp_path / "sla.toml").write_text("", encoding="utf-8")
    (tmp_path / "a.sla").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    said = {"wish": "a requirement", "base": "made for others to take over"}
    for name, what in said.items():
        assert main(["graph", name]) == 2
        assert f"`{name}` is {what}, and is not drawn" in capsys.readouterr().err


def test_around_a_service_is_what_it_rests_on_and_what_rests_on_it() -> None:
    chain = [f"service/{one}" for one in "abcd"]
    nodes = tuple(GraphNode(key, key[-1], key[-1], "service") for key in (*chain, "service/x"))
    pairs = [*pairwise(chain), ("service/x", "service/d")]
    graph = Graph(nodes, tuple(GraphEdge(*pair, "needs") for pair in pairs))
    assert [one.name for one in graph.around("service/b").nodes] == ["a", "b", "c", "d"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "pages"
    facts = ("--facts", str(FOLDER / "facts"), "--period", "2026-10")
    assert main(["site", str(out), "--as-of", "2026-11-24", *facts]) == 0
    return out


@pytest.fixture(scope="module", autouse=True)
def _here() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(FOLDER / "agreements")
        yield


def test_every_link_leads_to_a_page_and_nothing_is_loaded(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert {"index.html", "due.html", "graph.html"} < {page.name for page in pages}
    for page in pages:
        root = document_fromstring(page.read_text(encoding="utf-8"))
        links = {href for one in root.iter("a", "{*}a") if (href := one.get("href")) and not href.startswith("#")}
        assert [one for one in links if not (page.parent / one.partition("#")[0]).is_file()] == []
        loaded = [one for one in root.iter() if one.get("src") or (one.tag == "link" and one.get("rel") != "icon")]
        assert loaded == []
        assert len(root.xpath("//h1")) == 1
        assert {one.get("for") for one in root.iter("label")} == {one.get("id") for one in root.iter("input")}
        assert root.get("lang") == "en"


def test_who_hears_a_page_is_told_what_others_see(site: Path) -> None:
    for page in site.rglob("*.html"):
        if page.name == "report.html":
            continue
        root = document_fromstring(page.read_text(encoding="utf-8"))
        assert {row[0].tag for row in root.xpath("//tbody/tr")} <= {"th"}
        assert [one.get("href") for one in root.xpath("//nav//*[@aria-current='page']")] == (
            [page.name] if page.parent == site else []
        )
    root = document_fromstring((site / "graph.html").read_text(encoding="utf-8"))
    lines = {row.text_content() for row in root.xpath("//tbody/tr")}
    assert "Card payments for Atelier Brun (sla)coversCard payments (service)" in lines
    drawn = [one.text for one in root.xpath("//svg/path/title")]
    assert "Card payments for Atelier Brun: covers Card payments" in drawn
    assert len(lines) == len(drawn)


def test_a_page_has_verdicts_what_is_due_and_history(site: Path) -> None:
    page = (site / "agreements" / "atelier-payments.html").read_text(encoding="utf-8")
    for said in (
        "Card payments for Atelier Brun",
        "backed",
        "at least 99.2%",
        "Monthly service report",
        "History",
        "<svg",
    ):
        assert said in page


def test_agreements_lead_to_what_was_measured_of_them(site: Path) -> None:
    page = (site / "agreements" / "atelier-payments.html").read_text(encoding="utf-8")
    assert '<a href="../report.html#atelier-payments">' in page
    report = document_fromstring((site / "report.html").read_text(encoding="utf-8"))
    [heading] = report.xpath('//h2[@id="atelier-payments"]')
    assert heading.text == "Card payments for Atelier Brun"


@pytest.mark.real
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
@pytest.mark.parametrize("width", [390, 1280])
def test_in_a_browser_every_page_can_be_read_and_reached(site: Path, width: int, tmp_path: Path) -> None:
    for page in ("index.html", "due.html", "graph.html", "report.html", "agreements/atelier-payments.html"):
        seen = looked(site / page, width)
        assert (seen["faint"], seen["wrong"], seen["unreachable"]) == ([], [], 0), page
        assert seen["wide"] <= seen["width"], page
        assert len(picture(site / page, width, tmp_path / "page.png")) > 10_000


@pytest.mark.real
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
def test_in_a_browser_the_search_leaves_what_is_looked_for(site: Path) -> None:
    act = """
    field.value = "fibre"; field.dispatchEvent(new Event("input"));
    const acted = [...document.querySelectorAll("tbody tr")].filter(row => !row.hidden).map(row => row.textContent);
    """
    rows = looked(site / "index.html", 1280, act)["acted"]
    assert rows
    assert all("fibre" in row.casefold() for row in rows)


@pytest.mark.real
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
def test_in_a_browser_the_search_does_not_ask_for_accents(site: Path, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    text = (site / "index.html").read_text(encoding="utf-8")
    page.write_text(text.replace("<tbody>", "<tbody><tr><td>Cœur du réseau Télécom</td></tr>", 1), encoding="utf-8")
    act = """
    const acted = ["telecom", "TÉLÉCOM", "coeur reseau", "telex"].map(words => {
      field.value = words; field.dispatchEvent(new Event("input"));
      return document.querySelector("tbody tr").hidden;
    });
    """
    assert looked(page, 1280, act)["acted"] == [False, False, False, True]


def test_written_anew_the_pages_are_the_same_and_those_of_what_is_gone_are_removed(site: Path) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*.html")}
    (site / "agreements" / "gone.html").write_bytes(before[site / "due.html"])
    (site / "own.html").write_text("mine", encoding="utf-8")
    facts = ("--facts", str(FOLDER / "facts"), "--period", "2026-10")
    assert main(["site", str(site), "--as-of", "2026-11-24", *facts]) == 0
    assert {path: path.read_bytes() for path in site.rglob("*.html") if path.name != "own.html"} == before
    assert (site / "own.html").read_text(encoding="utf-8") == "mine"


def test_a_file_that_was_not_made_here_is_not_replaced(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    assert main(["site", str(tmp_path), "-C", str(SMALL), "--as-of", "2026-11-24"]) == 2
    assert "was not made by `sla site`" in capfd.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_every_colour_of_text_has_the_contrast_of_level_aa() -> None:
    colours = set(re.findall(r"(?<![-\w])color: (#[0-9a-f]{6})", _STYLE))
    assert len(colours) > 4
    for text, ground in product(colours, ["#ffffff"]):
        light, dark = sorted((luminance(text), luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, text


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_one_service_or_one_agreement_is_drawn(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["graph", "payments", "--format", "json"]) == 0
    names = {one["name"] for one in json.loads(capfdbinary.readouterr().out)["nodes"]}
    assert "atelier-payments" in names
    assert "intranet-accounting" not in names
    assert main(["graph", "paymants"]) == 2
    assert b"did you mean `payments`?" in capfdbinary.readouterr().err
