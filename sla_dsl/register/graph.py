"""Who backs whom, what is covered, and what services need, as a graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..algebra.structure import leaves
from ..model.workspace import Workspace

NodeKind = Literal["sla", "ola", "uc", "service"]
EdgeKind = Literal["backed by", "covers", "needs"]


@dataclass(frozen=True, slots=True)
class GraphNode:
    """An agreement or a service: its key in the graph, its name, its title (or name), the status of an agreement."""

    key: str
    name: str
    title: str
    kind: NodeKind
    status: str = ""

    @property
    def unbound(self) -> str:
        """The status of an agreement that is not simply signed, as it stands behind its title in a picture."""
        return "" if self.status in ("", "signed") else f" ({self.status})"


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """From a node to one that it rests on, by their keys."""

    start: str
    end: str
    kind: EdgeKind


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in the order of their declarations, and edges, each once."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]

    def around(self, key: str) -> Graph:
        """What a node rests on, directly or through others, and what rests on it."""
        kept = {key} | self._reached(key, forward=True) | self._reached(key, forward=False)
        edges = tuple(edge for edge in self.edges if edge.start in kept and edge.end in kept)
        return Graph(tuple(node for node in self.nodes if node.key in kept), edges)

    def _reached(self, key: str, *, forward: bool) -> set[str]:
        following: dict[str, list[str]] = {}
        for edge in self.edges:
            start, end = (edge.start, edge.end) if forward else (edge.end, edge.start)
            following.setdefault(start, []).append(end)
        found, left = {key}, [key]
        while left:
            new = [each for each in following.get(left.pop(), ()) if each not in found]
            found.update(new)
            left += new
        return found - {key}


def graph_of(workspace: Workspace) -> Graph:
    """All services and agreements, without terms that others take over and without names that nobody declared."""
    agreements = {name: one for name, one in workspace.agreements.items() if not one.is_template}
    nodes = [
        GraphNode(agreement_key(name), name, one.title or name, one.kind, one.status)
        for name, one in agreements.items()
    ]
    nodes += [
        GraphNode(service_key(name), name, one.title or name, "service") for name, one in workspace.services.items()
    ]
    known = {node.key for node in nodes}
    edges = (edge for edge in _edges(workspace) if edge.start in known and edge.end in known)
    return Graph(tuple(nodes), tuple(dict.fromkeys(edges)))


def _edges(workspace: Workspace) -> Iterator[GraphEdge]:
    for name, one in workspace.agreements.items():
        for behind in one.backed_by:
            yield GraphEdge(agreement_key(name), agreement_key(behind), "backed by")
        for service in one.covers:
            yield GraphEdge(agreement_key(name), service_key(service), "covers")
    for name, service_ in workspace.services.items():
        for part in leaves(service_.needs) if service_.needs else ():
            yield GraphEdge(service_key(name), service_key(part), "needs")


def agreement_key(name: str) -> str:
    """The key of an agreement in the graph: it may have the name of a service."""
    return f"agreement/{name}"


def service_key(name: str) -> str:
    """The key of a service in the graph."""
    return f"service/{name}"
