"""The changes of public OpenPGP keys, which judge: whoever puts a revoked key back could sign with it."""

from __future__ import annotations

from collections.abc import Iterator

from ..changes import Change
from ..changes.change import UNSURE, Reach, class_of, effects
from ..history.signatures import fingerprints
from ..model.workspace import Workspace
from .promise_hash import openpgp_keys
from .proposal import Revision


def key_changes(rules: Revision, head: Revision) -> tuple[Change, ...]:
    """One change for each file in ``keys/`` that differs.

    It reaches the agreements of whoever signs with a key in it. A file that cannot be
    read may hold any key: it reaches every agreement with a signatory who signs with OpenPGP.
    """
    before, after = rules.key_files, head.key_files
    found = []
    for path in sorted(before.keys() | after.keys()):
        old, new = before.get(path), after.get(path)
        if old != new:
            keys = [fingerprints(one) for one in (old, new) if one is not None]
            word = "added" if old is None else "removed" if new is None else "changed"
            said = [", ".join(sorted(one or ["a key that cannot be read"])) for one in keys]
            shown = ("" if old is None else said[0], "" if new is None else said[-1])
            reaches = tuple(_reaches(rules.workspace, head.workspace, None if None in keys else {*keys}))
            found.append(Change(f"key-{word}", path, *shown, None, None, reaches))
    return tuple(found)


def _reaches(before: Workspace, after: Workspace, keys: set[frozenset[str] | None] | None) -> Iterator[Reach]:
    known = None if keys is None else frozenset().union(*(one for one in keys if one))
    for name in sorted(before.agreements.keys() | after.agreements.keys()):
        signing = openpgp_keys(before, name) | openpgp_keys(after, name)
        if signing if known is None else signing & known:
            agreement = after.agreements.get(name) or before.agreements[name]
            effect = effects("other", UNSURE, agreement)
            yield Reach(name, effect, class_of(effect, agreement.provider))
