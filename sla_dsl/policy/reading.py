"""The sentence of a policy, from its tree to a condition; a mistake is reported at its word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..text.nearest import nearest
from ..text.source import Node
from .condition import AllOf, AnyOf, Every, Negation, PolicyCondition, Some
from .reader import Reader, SentenceError, with_article
from .testing import missing, test
from .vocabulary import around, is_kind, kinds_held, model_of
from .words import KINDS, NARROWER


def selection(node: Node, of_things: Reader) -> tuple[str, str, Reader]:
    """The judged things, the thing around them (perhaps empty), and the reader of the conditions on them."""
    what, *outer = node.tokens("NAME")
    if not is_kind(what.text):
        meant = nearest(what.text, [*KINDS, *NARROWER])
        raise of_things.report(
            "policy/unknown-subject",
            f"policies do not judge `{what.text}`",
            what,
            f"did you mean `{meant}`?" if meant else "the policy reference lists what they judge",
            (what.text,),
        )
    model = model_of(what.text)
    for word in outer:
        if not is_kind(word.text) or model_of(word.text) not in around(model)[1:]:
            possible = sorted({w for w in (*KINDS, *NARROWER) if model_of(w) in around(model)[1:]})
            raise of_things.report(
                "policy/unknown-subject",
                f"{with_article(what.text)} does not stand in {with_article(word.text)}",
                word,
                f"it stands in {_listed(possible)}" if possible else "leave out `in`",
                (word.text,),
            )
    return what.text, outer[0].text if outer else "", of_things.of((model,), what.text)


def read(node: Node, of_things: Reader) -> PolicyCondition:
    """Reads a condition of the sentence; raises ``SentenceError`` if it has no meaning."""
    if node.kind in ("policy_either", "policy_both"):
        inner = with_units(of_things, node.nodes()) if node.kind == "policy_both" else of_things
        parts = _all_parts(node.nodes(), inner)
        return AllOf(node.span, parts) if node.kind == "policy_both" else AnyOf(node.span, parts)
    if node.kind == "policy_not":
        return Negation(node.span, read(_only(node), of_things))
    if node.kind == "policy_grouped":
        return read(_only(node), of_things)
    if node.kind in ("policy_some", "policy_every"):
        return _several(node, of_things)
    return test(node, of_things)


def _all_parts(nodes: Iterable[Node], of_things: Reader) -> tuple[PolicyCondition, ...]:
    """Reads all parts of a condition; reports the mistakes of each before it raises."""
    found, misfit = [], False
    for node in nodes:
        if node.kind in ("policy_some", "policy_every") and (named := node.node("attribute")) is not None:
            way = of_things.holder(named.text)
            of_things = replace(of_things, inside=kinds_held(way.last) if way is not None else ())
        try:
            found.append(read(node, of_things))
        except SentenceError:
            misfit = True
    if misfit:
        raise of_things.misfit
    return tuple(found)


def with_units(of_things: Reader, nodes: Iterable[Node]) -> Reader:
    """The reader of parts beside these conditions: a metric that they name gives targets their unit."""
    for node in nodes:
        if node.kind == "policy_both":
            of_things = with_units(of_things, node.nodes())
        elif node.kind == "policy_is" and not node.has("NOT"):
            named, value = node.node("attribute"), node.token("NAME")
            metric = of_things.workspace.metrics.get(value.text) if value else None
            if named is not None and named.text == "metric" and metric is not None and metric.unit is not None:
                units = ("number", "count") if metric.unit in ("number", "count") else (metric.unit,)
                of_things = replace(of_things, units=units)
    return of_things


def _several(node: Node, of_things: Reader) -> PolicyCondition:
    named, *further = node.nodes("attribute")
    said = node.nodes()
    part = next((each for each in said if each.kind != "attribute"), None)
    holder = further[0] if node.has("IN") else None
    if node.has("NO") and part is None and holder is None and of_things.holder(named.text) is None:
        return missing(node, of_things.way(named), of_things)
    found, held, inner = of_things.several(named, holder)
    text = node.text
    if node.has("EVERY"):
        assert part is not None
        return Every(node.span, text, found.words, held, read(part, with_units(inner, [part])))
    condition = read(part, with_units(inner, [part])) if part is not None else None
    some = Some(node.span, text, named.text, held, condition)
    return Negation(node.span, some) if node.has("NO") else some


def _only(node: Node) -> Node:
    inner = node.node()
    assert inner is not None
    return inner


def _listed(words: list[str]) -> str:
    *others, last = (f"`{word}`" for word in words)
    return f"{', '.join(others)} or {last}" if others else last
