"""The catalogue as pages that need no server and load nothing: agreements, services, who backs whom, what is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import quote

from ...model.workspace import Workspace
from ...proof import Proof
from ...proof.verdict import Verdict, counts_text
from ...register.due import DueDay
from ...register.entries import RegisterEntry, VersionEntry
from ...register.graph import Graph, GraphNode, agreement_key, graph_of, service_key
from ...register.relations import Contents
from ..layout import printable
from .due import told
from .entries import COLUMNS, next_version_text
from .graph import graph_svg

GENERATOR = '<meta name="generator" content="sla-dsl site">'
"""Stands on every page: a page without it was not made here, and is never replaced or removed."""
REPORT = "report.html"
"""The page of what was measured."""
_LINKS = {"index.html": "Agreements and services", "due.html": "What is due", "graph.html": "Who backs whom"}
_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; }
body { margin: 0 auto; max-width: 72rem; padding: 0 1rem 3rem; }
header { border-bottom: 2px solid #1a1a1a; padding: .8rem 0; }
a { color: #0b4a9e; }
:focus-visible { outline: 3px solid #0b4a9e; outline-offset: 2px; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #767676; padding: .35rem .8rem .35rem 0; text-align: left; vertical-align: top; }
tbody th { font-weight: normal; }
[aria-current] { color: inherit; font-weight: bold; }
.wide { overflow-x: auto; } td { overflow-wrap: anywhere; min-width: 5rem; }
input { font: inherit; padding: .3rem .5rem; border: 1px solid #595959; }
input { width: 22rem; max-width: 100%; box-sizing: border-box; }
.backed, .owned { color: #14532d; } .expected { color: #6b3d00; }
.unbacked, .undecidable { color: #8f1010; font-weight: bold; }
.skip { position: absolute; left: -999rem; } .skip:focus { left: 1rem; }
footer { margin-top: 3rem; font-size: .85rem; color: #454545; }
@media print { nav, .search { display: none; } tr[hidden] { display: table-row; } }
"""
_SEARCH = """
const field = document.getElementById("search"), count = document.getElementById("count");
const plain = text => text.toLowerCase().normalize("NFKD").replace(/\\p{M}/gu, "").replaceAll("œ", "oe");
const rows = [...document.querySelectorAll("tbody tr")].map(row => [row, plain(row.textContent)]);
const show = () => {
  const words = plain(field.value).split(/\\s+/).filter(Boolean);
  let shown = 0;
  for (const [row, text] of rows) { row.hidden = !words.every(word => text.includes(word)); shown += !row.hidden; }
  count.textContent = `${shown} of ${rows.length}`;
};
field.addEventListener("input", show); show();
"""


def site_pages(
    workspace: Workspace,
    entries: Sequence[RegisterEntry],
    removed: Sequence[RegisterEntry],
    contents: Contents,
    report: bytes | None = None,
) -> Mapping[str, bytes]:
    """The pages, each by its path below the folder (POSIX); the same catalogue gives the same bytes.

    Agreements that were ``removed`` have pages as well, since others asked for them once.
    ``report`` is the page of what was measured, in UTF-8; agreements link to their part of it.
    """
    links = dict(_LINKS) | ({} if report is None else {REPORT: "What was measured"})

    def page(title: str, content: str, up: str = "", *, here: str = "", search: bool = False) -> str:
        return _page(workspace, title, content, _nav(links, up, here), search=search)

    graph = graph_of(workspace)
    of_agreement: dict[str, list[Proof]] = {}
    for proof in contents.proofs:
        of_agreement.setdefault(proof.address.partition("/")[0], []).append(proof)
    pages = {
        "index.html": page(_LINKS["index.html"], _index(workspace, entries, removed), here="index.html", search=True),
        "due.html": page(_LINKS["due.html"], _due(contents.due, ""), here="due.html"),
        "graph.html": page(_LINKS["graph.html"], _picture(graph, ""), here="graph.html"),
    }
    for entry in (*entries, *removed):
        content = _facts(entry) + _promises(entry, of_agreement.get(entry.name, []))
        if report is not None and f'id="{entry.name}"'.encode() in report:
            content += f'<p><a href="../{REPORT}#{quote(entry.name)}">What was measured of it</a></p>\n'
        content += _due([one for one in contents.due if one.agreement == entry.name], "../", "What is due")
        content += _history([one for one in contents.versions if one.entry.name == entry.name])
        content += _around(graph, agreement_key(entry.name)) if entry.removed is None else ""
        pages[f"agreements/{entry.name}.html"] = page(entry.title or entry.name, content, "../")
    for name, service in workspace.services.items():
        covering = [_agreement_link(one.name, one.title, "../") for one in entries if name in one.services]
        rows = (
            ("name", escape(name)),
            ("owner", escape(service.owner or "")),
            ("supplied by", escape(service.supplied_by or "")),
            ("covered by", ", ".join(covering) or "nothing"),
        )
        content = _table((), [row for row in rows if row[1]], "What it is") + _around(graph, service_key(name))
        pages[f"services/{name}.html"] = page(service.title or name, content, "../")
    made = {path: text.encode("utf-8", "replace") for path, text in pages.items()}
    if report is not None:
        back = f'<body>\n<nav aria-label="Pages">{_nav(links, "", REPORT)}</nav>\n'
        made[REPORT] = report.replace(b"<head>\n", f"<head>\n{GENERATOR}\n".encode(), 1).replace(
            b"<body>\n", back.encode(), 1
        )
    return made


def _nav(links: Mapping[str, str], up: str, here: str) -> str:
    current = {here: ' aria-current="page"'}
    return " · ".join(f'<a href="{up}{path}"{current.get(path, "")}>{name}</a>' for path, name in links.items())


def _page(workspace: Workspace, title: str, content: str, nav: str, *, search: bool = False) -> str:
    said = _text(title)
    script = f"<script>{_SEARCH}</script>\n" if search else ""
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{GENERATOR}\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{said}</title>\n'
        f'<link rel="icon" href="data:,">\n<style>{_STYLE}</style>\n</head>\n<body>\n'
        '<a class="skip" href="#content">To the content</a>\n'
        f'<header><nav aria-label="Pages">{nav}</nav></header>\n'
        f'<main id="content">\n<h1>{said}</h1>\n{content}</main>\n'
        f"<footer>As of {workspace.as_of}</footer>\n{script}</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(printable(text))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], label: str) -> str:
    """A table of cells that are HTML already; the first cell of a row is what the row is about."""
    lines = [
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>\n'
        for first, *rest in rows
    ]
    if not lines:
        return "<p>Nothing.</p>\n"
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    thead = f"<thead><tr>{head}</tr></thead>\n" if heads else ""
    named = f'role="region" tabindex="0" aria-label="{escape(label)}"'
    return f'<div class="wide" {named}><table>\n{thead}<tbody>\n{"".join(lines)}</tbody>\n</table></div>\n'


def _agreement_link(name: str, title: str, up: str) -> str:
    return f'<a href="{up}agreements/{quote(name)}.html">{_text(title or name)}</a>'


def _index(workspace: Workspace, entries: Sequence[RegisterEntry], removed: Sequence[RegisterEntry]) -> str:
    rows = [
        (
            _agreement_link(one.name, one.title, ""),
            one.kind.upper(),
            _text(f"{one.status} {one.version}".strip()),
            _text(" – ".join(filter(None, (one.provider, one.customer)))),
            _text(", ".join(one.services)),
            ", ".join(_counted(one, verdict) for verdict in one.verdicts),
        )
        for one in entries
    ]
    gone = [
        (
            _agreement_link(one.name, one.title, ""),
            one.kind.upper(),
            _text(one.version),
            _text(" – ".join(filter(None, (one.provider, one.customer)))),
            _text(COLUMNS["removed"](one)),
        )
        for one in removed
    ]
    left = _table(("agreement", "kind", "version", "between", "removed"), gone, "Agreements that were removed")
    services = [
        (
            f'<a href="services/{quote(name)}.html">{_text(one.title or name)}</a>',
            _text(one.owner or one.supplied_by or ""),
        )
        for name, one in workspace.services.items()
    ]
    search = (
        '<p class="search"><label for="search">Search</label> <input id="search" type="search" autocomplete="off">'
        ' <span id="count" role="status"></span></p>\n'
    )
    heads = ("agreement", "kind", "status", "between", "services", "promises")
    return (
        f"{search}<h2>Agreements</h2>\n{_table(heads, rows, 'Agreements')}"
        f"{f'<h2>Agreements that were removed</h2>{chr(10)}{left}' if gone else ''}"
        f"<h2>Services</h2>\n{_table(('service', 'owner or supplier'), services, 'Services')}"
    )


def _counted(entry: RegisterEntry, verdict: Verdict) -> str:
    text = counts_text({verdict: entry.verdicts[verdict]}, entry.assuming)
    return f'<span class="{verdict}">{text}</span>'


def _facts(entry: RegisterEntry) -> str:
    return _table((), [(head, _text(value(entry))) for head, value in COLUMNS.items() if value(entry)], "What it is")


def _promises(entry: RegisterEntry, proofs: Sequence[Proof]) -> str:
    rows = []
    for one in proofs:
        reasons = "".join(f"<br>assumed: {_text(each)}" for each in one.assumptions)
        reasons += "".join(f"<br>{_text(ground.message)}" for ground in one.grounds if ground.message)
        reasons += f"<br>{_text(one.example)}" if one.example else ""
        verdict = f'<span class="{one.verdict}">{one.told}</span>{reasons}'
        rows.append((_text(one.address.partition("/")[2]), _text(one.promised), verdict))
    coming = entry.next_version
    of = f" of the next version, {next_version_text(coming)}" if coming else ""
    return f"<h2>Promises{_text(of)}</h2>\n{_table(('promise', 'promised', 'verdict, and why'), rows, 'Promises')}"


def _due(due: Sequence[DueDay], up: str, title: str = "") -> str:
    rows = [
        (
            one.day.isoformat(),
            one.kind,
            _agreement_link(one.agreement, one.agreement, up) if one.agreement else "house",
            _text(told(one)),
        )
        for one in due
    ]
    heading = f"<h2>{title}</h2>\n" if title else ""
    return heading + _table(("day", "kind", "agreement", "what"), rows, "What is due")


def _history(versions: Sequence[VersionEntry]) -> str:
    rows = [
        (
            f"{one.number}",
            _text(f"{one.entry.version} {one.entry.status}".strip()),
            (one.effective.isoformat() if one.effective else "") + (", in force" if one.entry.in_force else ""),
            _text(f"{one.commit.committed} {one.commit.author}" if one.commit else "not committed"),
            _text(one.entry.fingerprint[:12]),
        )
        for one in reversed(versions)
    ]
    heads = ("no.", "version", "in effect from", "recorded", "fingerprint")
    return f"<h2>History</h2>\n{_table(heads, rows, 'History')}"


def _around(graph: Graph, key: str) -> str:
    return f"<h2>What it rests on, and what rests on it</h2>\n{_picture(graph.around(key), '../')}"


_LEGEND = (
    "<p>Lines lead to what is rested on: whole ones to agreements behind, dotted ones to services that are covered, "
    "dashed ones to services that are needed.</p>\n"
)


def _picture(graph: Graph, up: str) -> str:
    """The graph, and the same line by line for who does not see it."""

    def link(node: GraphNode) -> str:
        return f"{up}{'services' if node.kind == 'service' else 'agreements'}/{quote(node.name)}.html"

    drawn = graph_svg(graph, link).decode()
    ends = {one.key: f'<a href="{link(one)}">{_text(one.title)}</a> ({one.kind})' for one in graph.nodes}
    lines = _table(("who", "how", "on what"), [(ends[e.start], e.kind, ends[e.end]) for e in graph.edges], "In words")
    return (
        f'{_LEGEND}<div class="wide" role="region" tabindex="0" aria-label="Graph">{drawn}</div>\n'
        f"<h2>In words</h2>\n{lines}"
    )
