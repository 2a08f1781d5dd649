"""The hash that an approval is bound to: one number for an agreement and everything that its promise reaches."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Any

from ..algebra.calendars import day_lists
from ..changes.meaning import meaning
from ..changes.uses import approvers, used, zones
from ..history.signatures import OPENPGP
from ..model.base import Declared, Model
from ..model.marks import Unbound
from ..model.people import Calendar
from ..model.settings import Settings
from ..model.workspace import Workspace


def promise_hash(workspace: Workspace, name: str) -> str:
    """The SHA-256, in hexadecimal digits, of everything that the agreement ``name`` promises and that carries it.

    The hash ignores layout, files, and the order of statements. It changes as soon as a value changes: in the
    agreement, in a declaration that it uses, in an agreement behind it, or in the lock. Fields that are ``Unbound`` do
    not count.
    """
    agreements = [workspace.agreements[each] for each in sorted(reached(workspace, name))]
    uses = [(one, used(workspace, one)) for one in agreements]
    declared = sorted({each for one, of_it in uses for each in of_it | approvers(workspace, one)})
    declarations = [(space, workspace.declared(space)[each]) for space, each in declared]
    lines = [line for _space, one in declarations if isinstance(one, Calendar) for line in one.lines]
    lists = {name for line in lines for name in day_lists(line)}
    used_zones = {name for one, of_it in uses for name in zones(workspace, one, of_it)}
    lock = workspace.lock
    return sha256(
        _text(
            {
                "agreement": name,
                "agreements": [_content(one) for one in agreements],
                "declarations": [(space, _content(one)) for space, one in declarations],
                "holidays": {name: sorted(lock.holidays.get(name, ())) for name in lists},
                "lock": (lock.language, lock.prelude),
                "zones": {name: sorted(lock.zones.get(name, {}).items()) for name in used_zones},
            }
        ).encode()
    ).hexdigest()


def judged_hash(
    workspace: Workspace, name: str, settings: Settings, rules: Workspace, key_files: Mapping[str, bytes]
) -> str:
    """The hash of a promise together with what judges it: the settings, the policies of ``rules``, the OpenPGP keys.

    The keys are bound to an agreement if one of its signatories signs with such a key.
    """
    policies = sorted(repr(meaning(one)) for one in rules.policies.values())
    keys = sorted(sha256(each).hexdigest() for each in key_files.values()) if openpgp_keys(rules, name) else ()
    return digest(promise_hash(workspace, name), settings.to_json(), *policies, *keys)


def openpgp_keys(workspace: Workspace, name: str) -> frozenset[str]:
    """The fingerprints of the OpenPGP keys with which the signatories of an agreement sign."""
    agreement = workspace.agreements.get(name)
    parties = approvers(workspace, agreement) if agreement else ()
    named = (workspace.parties[each] for space, each in parties if space == "parties")
    return frozenset(one.key for party in named for one in party.signatories if one.key.startswith(OPENPGP))


def digest(*parts: str) -> str:
    """The SHA-256 of some texts, in hexadecimal digits."""
    return sha256("\n".join(parts).encode()).hexdigest()


def reached(workspace: Workspace, name: str) -> set[str]:
    """An agreement, the agreements behind it, those on whose terms it stands, and so on."""
    found, left = set[str](), [name]
    while left:
        agreement = workspace.agreements.get(left.pop())
        if agreement is not None and agreement.name not in found:
            found.add(agreement.name)
            left += [*_texts(agreement.backing), *_texts(agreement.paths), *agreement.on_terms_of]
    return found


def _texts(value: Any) -> Iterator[str]:
    """All strings in a model."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, Model):
        for each in value.model_values():
            yield from _texts(each)


def _content(model: Declared) -> Any:
    """The part of a declaration's meaning that approvals are bound to.

    Fields that say nothing are left out, so that a later version of the toolkit, with more fields, makes the same hash.
    """
    return _said(meaning(model, unmarked=(Unbound,)))


def _said(value: Any) -> Any:
    """The meaning of a value, without fields that say nothing."""
    if not isinstance(value, tuple):
        return value
    if value and isinstance(value[0], str) and all(isinstance(each, tuple) and len(each) == 2 for each in value[1:]):
        return (value[0], *((name, _said(each)) for name, each in value[1:] if _says(each)))
    return tuple(map(_said, value))


def _says(value: Any) -> bool:
    """Whether a field says something; the number 0 does."""
    return value is not None and value is not False and value not in ("", ())


def _text(value: Any) -> str:
    """Canonical JSON: sorted keys, no white space, ASCII, every number exact."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=_exact)


def _exact(value: Any) -> str:
    if isinstance(value, Fraction | date):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")
