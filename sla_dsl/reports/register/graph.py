"""The graph as DOT, Mermaid, JSON (``sla.graph/1``) and SVG, drawn in columns: what is rested on stands right."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from typing import Any, Literal

from pydantic import Field, TypeAdapter

from ...register.graph import EdgeKind, Graph, GraphEdge, GraphNode, NodeKind
from ..encoding import json_bytes
from ..layout import cells, printable
from ..strict import JsonObject

_COLOURS: Mapping[NodeKind, str] = {"sla": "#dbeafe", "ola": "#dcfce7", "uc": "#fef3c7", "service": "#f3f4f6"}
_DASHES: Mapping[EdgeKind, str] = {"backed by": "", "covers": "2 3", "needs": "7 3"}
_ROW, _HEIGHT, _GAP, _MARGIN = 44, 34, 90, 16
"""The distance of rows, the height of a box, the distance of columns and the margin, in pixels."""
_CELL = 7.2
"""The width of a character of 12 pixels, rounded up."""
_LONGEST = 40
_SWEEPS = 4


class NodeObject(JsonObject):
    """A node; services have no status."""

    key: str
    name: str
    title: str
    kind: NodeKind
    status: str | None


class EdgeObject(JsonObject):
    """An edge from a node to what it rests on."""

    from_: str = Field(alias="from")
    to: str
    kind: EdgeKind


class GraphObject(JsonObject):
    """The output of ``sla graph --format json``."""

    schema_: Literal["sla.graph/1"] = Field("sla.graph/1", alias="schema")
    nodes: list[NodeObject]
    edges: list[EdgeObject]


def graph_schema() -> dict[str, Any]:
    """The JSON Schema of ``sla.graph/1``."""
    return TypeAdapter(GraphObject).json_schema(mode="serialization")


def graph_json(graph: Graph) -> bytes:
    """The graph as ``sla.graph/1``."""
    content = GraphObject(
        nodes=[
            NodeObject(key=one.key, name=one.name, title=one.title, kind=one.kind, status=one.status or None)
            for one in graph.nodes
        ],
        edges=[EdgeObject(from_=one.start, to=one.end, kind=one.kind) for one in graph.edges],
    )
    return json_bytes(content.model_dump(mode="json", by_alias=True))


def graph_dot(graph: Graph) -> bytes:
    """The graph in the language of Graphviz."""
    lines = [
        f"  {_quoted(one.key)} [label={_quoted(one.title + one.unbound)} fillcolor={_quoted(_COLOURS[one.kind])}];"
        for one in graph.nodes
    ]
    styles = {"backed by": "solid", "covers": "dotted", "needs": "dashed"}
    lines += [f"  {_quoted(one.start)} -> {_quoted(one.end)} [style={styles[one.kind]}];" for one in graph.edges]
    body = "\n".join(lines)
    return f'digraph {{\n  rankdir=LR;\n  node [shape=box style=filled fontname="Helvetica"];\n{body}\n}}\n'.encode()


def _quoted(text: str) -> str:
    return json.dumps(printable(text), ensure_ascii=False)


def graph_mermaid(graph: Graph) -> bytes:
    """The graph for Mermaid, which GitHub and GitLab draw."""
    ids = {one.key: f"n{number}" for number, one in enumerate(graph.nodes)}
    arrows = {"backed by": "-->", "covers": "-.->", "needs": "==>"}
    lines = [f'  {ids[one.key]}["{_entities(one.title + one.unbound)}"]:::{one.kind}' for one in graph.nodes]
    lines += [f"  {ids[one.start]} {arrows[one.kind]} {ids[one.end]}" for one in graph.edges]
    lines += [f"  classDef {kind} fill:{colour},color:#111,stroke:#555" for kind, colour in _COLOURS.items()]
    return ("flowchart LR\n" + "\n".join(lines) + "\n").encode()


def _entities(text: str) -> str:
    """A text between the quotes of Mermaid, in which every sign but letters, digits and blanks is an entity."""
    return "".join(c if c.isalnum() or c == " " else f"#{ord(c)};" for c in printable(text))


def graph_svg(graph: Graph, link: Callable[[GraphNode], str] | None = None) -> bytes:
    """The graph as a picture; ``link`` says to which page a box leads."""
    columns = _columns(graph)
    labels = {one.key: _short(one.title) + one.unbound for one in graph.nodes}
    widths = [max(sum(map(cells, labels[one.key])) for one in column) * _CELL + 20 for column in columns]
    lefts = [_MARGIN + sum(widths[:number]) + _GAP * number for number in range(len(columns))]
    tallest = max(map(len, columns), default=0)
    at: dict[str, tuple[float, float, float]] = {}
    for left, width, column in zip(lefts, widths, columns, strict=True):
        top = _MARGIN + (tallest - len(column)) * _ROW / 2
        at |= {one.key: (left, top + row * _ROW, width) for row, one in enumerate(column)}
    boxes = "".join(_box(one, labels[one.key], at[one.key], link(one) if link else "") for one in graph.nodes)
    titles = {one.key: printable(one.title) for one in graph.nodes}
    lines = "".join(_line(one, at, titles) for one in graph.edges)
    width = (lefts[-1] + widths[-1] if columns else 0) + _MARGIN
    height = tallest * _ROW + 2 * _MARGIN
    arrow = '<marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}"'
        f' height="{height:.0f}" role="group" aria-label="Who backs whom"'
        ' font-family="Helvetica, Arial, sans-serif" font-size="12">\n'
        f'<defs>{arrow}<path d="M0 0 8 4 0 8z" fill="#555"/></marker></defs>\n{lines}{boxes}</svg>\n'
    ).encode()


def _short(title: str) -> str:
    text = printable(title)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _box(one: GraphNode, label: str, at: tuple[float, float, float], link: str) -> str:
    left, top, width = at
    told = escape(f"{one.title} ({one.kind}{f', {one.status}' if one.status else ''})")
    drawn = (
        f'<g><title>{told}</title><rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{_HEIGHT}" rx="4"'
        f' fill="{_COLOURS[one.kind]}" stroke="#555"/><text x="{left + 10:.1f}" y="{top + 21:.1f}" fill="#111">'
        f"{escape(label)}</text></g>"
    )
    return f'<a href="{escape(link)}">{drawn}</a>\n' if link else f"{drawn}\n"


def _line(one: GraphEdge, at: Mapping[str, tuple[float, float, float]], titles: Mapping[str, str]) -> str:
    left, top, width = at[one.start]
    to_left, to_top, to_width = at[one.end]
    start, end = (left + width, top + _HEIGHT / 2), (to_left, to_top + _HEIGHT / 2)
    if to_left <= left:  # in a circle, or in one column: around the right side
        end = (to_left + to_width, end[1])
    bend = max(abs(end[0] - start[0]) / 2, 30)
    into = end[0] - bend if to_left > left else end[0] + bend
    dashes = f' stroke-dasharray="{_DASHES[one.kind]}"' if _DASHES[one.kind] else ""
    path = f"M{start[0]:.1f} {start[1]:.1f}C{start[0] + bend:.1f} {start[1]:.1f} {into:.1f} {end[1]:.1f}"
    told = escape(f"{titles[one.start]}: {one.kind} {titles[one.end]}")
    return (
        f'<path d="{path} {end[0]:.1f} {end[1]:.1f}" fill="none" stroke="#555"{dashes} marker-end="url(#arrow)">'
        f"<title>{told}</title></path>\n"
    )


def _columns(graph: Graph) -> list[list[GraphNode]]:
    """The nodes in columns: each right of all that rest on it; circles are cut where they close.

    Within a column the order is that of the means of their neighbours' places, swept a few times.
    """
    following: dict[str, list[str]] = {one.key: [] for one in graph.nodes}
    for edge in graph.edges:
        following[edge.start].append(edge.end)
    place = dict.fromkeys(following, 0)
    for key in _in_order(following):
        for after in following[key]:
            if after != key:
                place[after] = max(place[after], place[key] + 1)
    columns: list[list[GraphNode]] = [[] for _ in range(max(place.values(), default=-1) + 1)]
    for one in graph.nodes:
        columns[place[one.key]].append(one)
    columns = [column for column in columns if column]
    near: dict[str, list[str]] = {key: [] for key in following}
    for edge in graph.edges:
        near[edge.start].append(edge.end)
        near[edge.end].append(edge.start)
    for _sweep in range(_SWEEPS):
        row = {one.key: number - len(column) / 2 for column in columns for number, one in enumerate(column)}
        for column in columns:
            column.sort(key=lambda one: sum(row[key] for key in near[one.key]) / (len(near[one.key]) or 1))
    return columns


def _in_order(following: Mapping[str, list[str]]) -> list[str]:
    """The keys so that each comes before all that follow it; what closes a circle is passed over."""
    done: list[str] = []
    state: dict[str, int] = {}
    for key in following:
        stack = [(key, iter(following[key]))] if key not in state else []
        state.setdefault(key, 1)
        while stack:
            current, rest = stack[-1]
            after = next((one for one in rest if one not in state), None)
            if after is None:
                done.append(current)
                stack.pop()
            else:
                state[after] = 1
                stack.append((after, iter(following[after])))
    return done[::-1]
