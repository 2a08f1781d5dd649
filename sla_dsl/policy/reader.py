"""The reader of a policy: it knows the meaning of words for the things that the policy judges."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ..compiler.names import NameTable
from ..compiler.reading import Reading
from ..compiler.values import quantity
from ..model.base import Model
from ..model.quantity import Quantity
from ..model.workspace import Workspace
from ..text.finding import Finding
from ..text.nearest import nearest
from ..text.source import Node, Span, Token, TreePart
from .thing import Thing
from .vocabulary import Way, around, attributes, holder, is_of, kinds_held, way
from .words import NARROWER


class SentenceError(Exception):
    """A part of the sentence has no meaning; it has been reported."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads conditions on things of these models.

    ``lost`` are the words of text that could not be read: a missing name may stand there. ``units`` are the dimensions
    of targets if the sentence names the metric.
    """

    workspace: Workspace
    policy: str
    findings: list[Finding]
    lost: frozenset[str] = frozenset()
    currencies: tuple[str, ...] = ()
    models: tuple[type[Model], ...] = ()
    units: tuple[str, ...] = ()
    words: str = ""
    """The word for the things."""
    inside: tuple[type[Model], ...] = ()
    """The models of the things that `some … where` before this condition is about."""

    def report(
        self, rule: str, message: str, at: TreePart | Span, help: str, values: tuple[str, ...] = ()
    ) -> SentenceError:
        """Adds a finding about the policy, and returns the error to raise if reading cannot go on."""
        span = at if isinstance(at, Span) else at.span
        self.findings.append(Finding(rule, message, span, help=help, address=self.policy, values=values))
        return SentenceError()

    def quantity(self, node: Node) -> Quantity:
        """Reads a quantity; raises ``SentenceError`` after reporting its mistakes."""
        before = len(self.findings)
        found = quantity(node, Reading(NameTable(), self.findings, self.policy, currencies=self.currencies))
        if len(self.findings) > before:
            raise SentenceError
        return found

    def of(self, models: tuple[type[Model], ...], words: str) -> Reader:
        """A reader of conditions on other things."""
        return replace(self, models=models, units=(), words=words, inside=())

    @property
    def misfit(self) -> SentenceError:
        """The error to raise if the mistake is already reported, or may lie in text that could not be read."""
        return SentenceError()

    # Attributes

    def way(self, node: Node) -> Way:
        """The way to the value that an ``attribute`` node names."""
        words = [token.text for token in node.tokens("NAME", "IN_FORCE")]
        return self._way(words, node)

    def way_of(self, word: Token) -> Way:
        """The way that one word names."""
        return self._way([word.text], word)

    def way_if_any(self, word: str) -> Way | None:
        """The way that one word names, if it names one."""
        return way(self.models, [word])

    def _way(self, words: list[str], at: TreePart) -> Way:
        found = way(self.models, words)
        if found is not None:
            return found
        known = {name for model in self.models for kind in around(model) for name in _ways(kind)}
        meant = nearest(" ".join(words), known)
        help_ = f"did you mean `{meant}`?" if meant else "the policy reference lists what it has"
        if self.inside and way(self.inside, words, climbs=False) is not None:
            help_ = "several conditions after `where` or `has` stand in parentheses: `where (… and …)`"
        raise self.report(
            "policy/unknown-attribute",
            f"{with_article(self.words)} has no `{' '.join(words)}`",
            at,
            help_,
            (" ".join(words),),
        )

    def several(self, node: Node, held_in: Node | None) -> tuple[Way, Callable[[Thing], tuple[Thing, ...]], Reader]:
        """The things of `some duty` or `some duty in duties`, and the reader of the condition on them."""
        word = " ".join(token.text for token in node.tokens("NAME"))
        found = self.way(held_in) if held_in is not None else self.holder(word) or self._way([word], node)
        models = kinds_held(found.last)
        if not models:
            message = f"`{found.words}` is no thing of which something can be said"
            raise self.report("policy/unlike", message, node, "compare it instead")
        if held_in is not None and word not in (found.last.one, found.words):
            base = NARROWER[word][0] if word in NARROWER else word
            if base != found.last.one:
                raise self.report(
                    "policy/unlike",
                    f"`{found.words}` holds no {word}",
                    node,
                    f"write `{found.last.one}`" if found.last.one else "name what it holds",
                )
        inner = self.of(models, found.last.one or word)
        return found, _narrowed(holder(found), word), inner

    def holder(self, word: str) -> Way | None:
        """The attribute that holds things of a kind, such as `duties` for `duty`."""
        wide = NARROWER[word][0] if word in NARROWER else word
        for one in (word, wide):
            for model in self.models:
                for kind in around(model):
                    for name, attribute in attributes(kind).items():
                        if attribute.many and attribute.one == one:
                            return Way(name, ((kind, attribute),))
        return None


def _ways(kind: type[Model]) -> Iterator[str]:
    """The attributes of a kind, and the attributes of its single parts (`review interval`)."""
    for name, attribute in attributes(kind).items():
        yield name
        if attribute.contained and not attribute.many and attribute.kind is not None:
            yield from (f"{name} {inner}" for inner in attributes(attribute.kind))


def _narrowed(held: Callable[[Thing], tuple[Thing, ...]], word: str) -> Callable[[Thing], tuple[Thing, ...]]:
    if word not in NARROWER:
        return held
    is_wanted = is_of(word)
    return lambda thing: tuple(each for each in held(thing) if is_wanted(each))


def with_article(word: str) -> str:
    """A word with its article, as it is spoken: an `sla`, a `uc`."""
    is_vowel = word == "sla" or (word[:1] in "aeiou" and word != "uc")
    return f"an `{word}`" if is_vowel else f"a `{word}`"
