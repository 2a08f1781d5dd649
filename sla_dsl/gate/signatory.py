"""The choice of the signatory and the key for an approval."""

from __future__ import annotations

from collections.abc import Sequence

from ..history.approving import SigningKey
from ..history.refusal import RefusalError
from .parties import Approver


def chosen(known: Sequence[Approver], name: str | None, key: SigningKey | None, email: str) -> Approver:
    """The approver with this name; without a name, the one with this key, or else with this e-mail address."""
    if name is not None:
        found = [one for one in known if one.signatory.name == name]
        # Of namesakes, whoever has the key.
        found = [one for one in found if key is not None and one.signatory.key == key.fingerprint] or found
    else:
        found = [one for one in known if key is not None and one.signatory.key == key.fingerprint]
        found = found or [one for one in known if email and one.signatory.email.casefold() == email.casefold()]
    if found:
        return found[0]
    who = f"`{name}`" if name is not None else f"the key {key.fingerprint}" if key else f"`{email}`"
    said = ", ".join(_said(one) for one in known)
    help_ = (
        f"say `--as NAME`; who may approve: {said}" if said else "let `signatory` lines be merged for the parties first"
    )
    raise RefusalError("no-signatory", f"{who} belongs to no signatory who may approve", help_)


def _said(one: Approver) -> str:
    known = ", ".join(filter(None, (one.signatory.email, one.signatory.key)))
    return f"{one.signatory.name} for {one.party}" + (f" ({known})" if known else "")


def usable(one: Approver, key: SigningKey | None, must_be_signed: bool) -> SigningKey | None:
    """The key, if it is the signatory's; none if the key is not and no signature is needed."""
    if key is not None and key.fingerprint == one.signatory.key:
        return key
    if not must_be_signed:
        return None
    name, known = one.signatory.name, one.signatory.key
    if key is None:
        help_ = "run `git config gpg.format ssh` and `git config user.signingkey FILE`, or say `--key FILE`"
        raise RefusalError("no-key", "an approval must be signed, and there is no key", help_)
    help_ = (
        f"sign with {known}" if known else f'let `key "{key.fingerprint}"` be added to the signatory and merged first'
    )
    raise RefusalError("no-key", f"{key.fingerprint} is not the key of {name}", help_)
