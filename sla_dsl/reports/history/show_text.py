"""An agreement as it was in force: its text, and the text of its terms."""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra.in_force import last_day, takes_effect
from ...history.timeline import InForce
from ...language.layout import formatted
from ...language.parser import parse
from ...model.agreement import Agreement
from ...model.workspace import Workspace
from ...text.source import Source
from ..layout import printable


def show_text(found: InForce) -> bytes:
    """A heading in comments, the agreement, and its terms, each in canonical form."""
    texts = ["".join(f"# {printable(line)}\n" for line in _heading(found))]
    texts += [_canonical(one) for one in (found.agreement, *_terms(found.state.workspace, found.agreement))]
    return "\n".join(texts).encode("utf-8", "replace")


def _heading(found: InForce) -> Iterator[str]:
    agreement, commit, altered = found.agreement, found.recorded.commit, found.state.commit
    begins = takes_effect(agreement)
    since = f"in force from {begins}" if begins else "in force"
    yield f"{numbered(agreement)}, {since}, committed {commit.committed} in {commit.sha[:10]}"
    if altered != commit:
        yield f"altered since under the same version, last on {altered.committed} in {altered.sha[:10]}"
    for amendment in agreement.amendments:
        last = last_day(agreement, amendment)
        if last is not None:
            yield f"amendment {amendment.version} is an emergency: unless it is ratified, it ends after {last}"


def numbered(agreement: Agreement) -> str:
    """The name of an agreement, with its version if it states one."""
    return " ".join(filter(None, (agreement.name, agreement.version)))


def _terms(workspace: Workspace, agreement: Agreement) -> list[Agreement]:
    """The agreements whose terms an agreement takes over, and the terms of these, each once."""
    found: dict[str, Agreement] = {}
    left = [agreement]
    while left:
        for name in left.pop(0).on_terms_of:
            if name in workspace.agreements and name not in found:
                found[name] = workspace.agreements[name]
                left.append(found[name])
    return list(found.values())


def _canonical(agreement: Agreement) -> str:
    source = agreement.source.source
    nodes = (node for node in parse(source).declarations if node.kind == "agreement")
    node = next(node for node in nodes if next(node.tokens("NAME")).text == agreement.name)
    return formatted(parse(Source(source.path, node.span.text)))
