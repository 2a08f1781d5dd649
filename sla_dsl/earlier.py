"""The results of earlier checks of a workspace, so that the next one judges again only what may have changed.

What is found of an agreement follows from it, from all that it names, near or far, from who else rests on these, and
from what is no agreement.  All this is its key: while the key is the same, so are its proofs and its findings.  Models
are compared as they are, places among them; a file that is the same has the models that it had, and an agreement that
is the same in another text has them with its places there.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from .algebra.sides import houses_served
from .compiler.earlier import Earlier
from .model.agreement import Agreement
from .model.base import Model
from .model.workspace import Workspace
from .moved import Move, move, moved
from .proof import Proof, findings_of, prove
from .proof.understood import understood
from .rules.each import Asking, Each
from .rules.rule import Rule
from .text.finding import Finding
from .text.source import Source
from .workspace import WorkspaceFiles

EarlierKey = tuple[object, ...]
SHARED = (
    *("parties", "teams", "reasons", "channels", "calendars", "clocks", "events", "scales", "facts", "metrics"),
    *("services", "documents", "topics", "policies"),
)
"""The fields of a workspace that hold declarations beside the agreements."""


class InBoth(Collection[str]):
    """The names that are in two collections; of the second it is asked only whether it has one."""

    def __init__(self, names: Iterable[str], wanted: Container[str]) -> None:
        self.names, self.wanted = frozenset(names), wanted

    def __contains__(self, name: object) -> bool:
        return name in self.names and name in self.wanted

    def __iter__(self) -> Iterator[str]:
        return (name for name in self.names if name in self.wanted)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(slots=True)
class EarlierCheck:
    """The results of earlier checks of a workspace; each check leaves its own here.

    Proofs and findings are those of the agreements in ``keys``, as they were then.
    """

    compiled: Earlier = field(default_factory=Earlier)
    declared: EarlierKey = ()
    """The declarations beside the agreements."""
    surroundings: EarlierKey = ()
    keys: dict[str, EarlierKey] = field(default_factory=dict)
    proofs: dict[str, dict[str, Proof]] = field(default_factory=dict)
    of_proofs: dict[str, Sequence[Finding]] = field(default_factory=dict)
    of_rules: dict[str, dict[str, tuple[Finding, ...]]] = field(default_factory=dict)
    checks: dict[str, Each] = field(default_factory=dict)
    """The checks of rules that were asked; after a change of process they are asked for by the names of the rules."""
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)
    renewed: int = 0
    """Of how many agreements something was found out anew in the last check."""
    texts: dict[str, tuple[Agreement, frozenset[str]]] = field(default_factory=dict)
    sound: frozenset[str] = frozenset()
    """The agreements that were read in full, with everything that they rest on."""

    def familiar(self, files: WorkspaceFiles) -> WorkspaceFiles:
        """The files with the sources that are known, in place of those whose texts are the same."""
        before, self.sources = self.sources, {}
        for source in (*files.sources, *files.packs):
            known = before.get((source.pack, source.path))
            same = known is not None and known.text == source.text
            self.sources[source.pack, source.path] = known if known is not None and same else source
        sources, packs = (
            tuple(self.sources[one.pack, one.path] for one in some) for some in (files.sources, files.packs)
        )
        return replace(files, sources=sources, packs=packs)

    def move(self, sources: Iterable[Source]) -> None:
        """Takes along what was found in files that have another text now, where only agreements differ in it.

        What was found of an agreement whose own text is another is not taken along.
        """
        now, moves = {(one.pack, one.path): one for one in sources}, dict[Source, Move]()
        compiled, read = self.compiled, self.compiled.agreements
        sources_beside = {place.source for place, _ in compiled.beside}
        for before in dict.fromkeys((*sources_beside, *(one.own.source for one in read.values()))):
            after = now.get((before.pack, before.path), before)
            if after is not before and (found := move(before, after)) is not None:
                moves[before] = found
        if not moves:
            return
        own = {n for n, one in read.items() if any(p and p.source in moves for p in (one.own, *one.others.values()))}
        if sources_beside.isdisjoint(moves):
            near, told = {name for name, key in self.keys.items() if own & _agreements_in(key)}, own
        else:  # what was found of any agreement may tell where something is declared
            near, told = {*self.keys}, {*read}
        parts: list[tuple[dict[str, Any], set[str]]] = [
            *((read, told), (self.texts, own), (self.keys, near), (self.proofs, near), (self.of_proofs, near)),
            *((of_rule, near) for of_rule in self.of_rules.values()),
        ]
        # In one go, so that what is one thing in several of them stays one.
        old = [{name: part[name] for name in names if name in part} for part, names in parts]
        with suppress(RecursionError):  # then it is found out anew
            beside = compiled.beside, compiled.shared, self.declared
            (compiled.beside, compiled.shared, self.declared), every = moved((beside, old), moves, own)
            for (part, _), new in zip(parts, every, strict=True):
                part.update(new)

    def forget(self, workspace: Workspace) -> None:
        """Forgets what may be otherwise in a workspace."""
        declared = tuple(tuple(getattr(workspace, space).items()) for space in SHARED)
        surroundings = _surroundings(workspace)
        if (declared, surroundings) != (self.declared, self.surroundings):
            self.declared, self.surroundings, self.keys, self.texts = declared, surroundings, {}, {}
        self.sound = understood(workspace)
        keys = self._keys(workspace)
        gone = [name for name in {*self.keys, *keys} if self.keys.get(name) != keys.get(name)]
        results: list[dict[str, Any]] = [self.proofs, self.of_proofs, *self.of_rules.values()]
        for result in results:
            # Where nothing is known of before, no result is of anything that is now.
            for name in gone if self.keys else [*result]:
                result.pop(name, None)
        self.renewed = len(gone)
        self.keys = keys

    def prove(self, workspace: Workspace, among: Collection[str] | None) -> dict[str, Proof]:
        """The proof of each promise, as ``prove`` finds it."""
        names = [name for name in workspace.agreements if among is None or name in among]
        new = [name for name in names if name not in self.proofs]
        found: dict[str, dict[str, Proof]] = {name: {} for name in new}
        for address, proof in prove(workspace, new if among is None else InBoth(new, among), self.sound).items():
            found[address.partition("/")[0]][address] = proof
        self.proofs |= found
        return {address: proof for name in names for address, proof in self.proofs[name].items()}

    def findings_of(self, workspace: Workspace, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
        """The findings of the proof, as ``findings_of`` finds them."""
        names = dict.fromkeys(address.partition("/")[0] for address in proofs)
        new = {name: list[Finding]() for name in names if name not in self.of_proofs}
        for finding in findings_of(workspace, [one for name in new for one in self.proofs[name].values()]):
            new[finding.address.partition("/")[0]].append(finding)
        self.of_proofs |= {name: tuple(found) for name, found in new.items()}
        return (finding for name in names for finding in self.of_proofs[name])

    def checked(self, rule: Rule, asking: Asking) -> Iterable[Finding]:
        """The findings of a rule."""
        check = rule.check
        if check is None:
            return ()
        if not isinstance(check, Each):
            return asking.check(check)
        if self.checks.setdefault(rule.name, check) is not check:
            self.checks[rule.name], self.of_rules[rule.name] = check, {}
        known, asked = self.of_rules.setdefault(rule.name, {}), asking.among(check)
        new = [one for one in asked if one.name not in known]
        known |= {one.name: tuple(check.of(asking.prepared(check), one)) for one in new}
        return check.told(asking.workspace, (finding for one in asked for finding in known[one.name]))

    # Keys

    def _keys(self, workspace: Workspace) -> dict[str, EarlierKey]:
        """All that the results of each agreement follow from, besides the surroundings."""
        known, resting_on = workspace.agreements, dict[str, list[Agreement]]()
        for one in known.values():
            for name in dict.fromkeys(one.backed_by):
                resting_on.setdefault(name, []).append(one)
        sound, misread = self.sound, workspace.misread
        named = self.named(workspace)
        return {
            name: (
                name in sound,
                *(
                    (
                        known[each],
                        each in misread,
                        each in workspace.broken,
                        each in workspace.half_read,
                        # How much comes to what has a volume follows from all that rest on it.
                        tuple(one if known[each].volumes else one.name for one in resting_on.get(each, ())),
                    )
                    for each in reached(name, named)
                ),
            )
            for name in known
        }

    def named(self, workspace: Workspace) -> dict[str, list[str]]:
        """The agreements that each agreement names, in whatever place: rather too many than too few."""
        known, before, self.texts = workspace.agreements, self.texts, {}
        found = {}
        for name, agreement in known.items():
            text = before.get(name)
            if text is None or text[0] is not agreement:
                every = {part.partition("/")[0] for part in _texts(agreement)}
                text = agreement, frozenset(every & known.keys())
            self.texts[name] = text
            found[name] = sorted(text[1])
        return found


def _surroundings(workspace: Workspace) -> EarlierKey:
    """All that the results of every agreement follow from, beside what is declared."""
    names = {*workspace.agreements}
    return (
        (workspace.as_of, workspace.horizon, workspace.lock, workspace.prelude),
        (workspace.day_lists, workspace.zones, workspace.lock_years, workspace.judged_years),
        tuple(workspace.agreements),
        frozenset(workspace.misread - names),
        frozenset(workspace.unread - names),
        houses_served(workspace),
    )


def _agreements_in(key: EarlierKey) -> set[str]:
    """The names of the agreements that a key compares."""
    found = set[str]()
    for part in key:
        if isinstance(part, tuple):
            found |= {one.name for one in (part[0], *part[-1]) if isinstance(one, Agreement)}
    return found


def reached(name: str, named: Mapping[str, Iterable[str]]) -> Iterable[str]:
    """An agreement, and all that it names, near or far."""
    found, left = dict.fromkeys((name,)), [name]
    while left:
        for each in named[left.pop()]:
            if each not in found:
                found[each] = None
                left.append(each)
    return found


def _texts(value: object) -> Iterator[str]:
    """All texts in a model."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, Model):
        for name, each in value.model_items():
            if name != "source":
                yield from _texts(each)
