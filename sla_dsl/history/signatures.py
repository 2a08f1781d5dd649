"""The key that signed a text, verified by `ssh-keygen` and `gpg`.

Only their exit codes are believed, and for OpenPGP the status lines, which are made for programs.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

NAMESPACE = "sla-approval"
"""The purpose of these signatures: a signature made for any other purpose does not count."""
MAGIC = b"SSHSIG"
"""The first bytes of every SSH signature."""
OPENPGP = "openpgp:"
"""The beginning of an OpenPGP key's fingerprint; one of SSH begins with ``SHA256:``."""
SHORTEST_RSA = 2048
"""The fewest bits of an RSA key that counts."""
LARGEST = 64 * 1024
"""The most bytes of a signature, or of a file of public keys, that are read."""
_SECONDS = 20
"""The longest that a program may take to verify."""
_KINDS = frozenset(
    {
        b"ssh-ed25519",
        b"ecdsa-sha2-nistp256",
        b"ecdsa-sha2-nistp384",
        b"ecdsa-sha2-nistp521",
        b"sk-ssh-ed25519@openssh.com",
        b"sk-ecdsa-sha2-nistp256@openssh.com",
        b"ssh-rsa",
    }
)
"""The kinds of SSH keys that count; certificates do not count."""
_OPENPGP_HASHES = frozenset({"8", "9", "10"})
"""SHA-256, SHA-384 and SHA-512, by their numbers in RFC 9580."""
_GPG = (
    *("gpg", "--homedir", "home", "--batch", "--no-tty", "--no-options", "--no-autostart", "--disable-dirmngr"),
    *("--no-auto-key-retrieve", "--no-auto-key-locate", "--trust-model", "always"),
)
"""`gpg` with a key ring of its own, without settings, servers and the network."""


def signer(text: bytes, signature: bytes, keys: Sequence[bytes] = ()) -> str | None:
    """The fingerprint of the key that signed a text, ``SHA256:…`` or ``openpgp:…``; none if no signature is proven.

    ``keys`` are the OpenPGP public keys that may have signed; an SSH signature carries its own key.  The caller must
    know who owns the key.
    """
    if not text or len(signature) > LARGEST or program_of(signature) is None:
        return None
    return _ssh_signer(text, signature) if signature.startswith(MAGIC) else _openpgp_signer(text, signature, keys)


def program_of(signature: bytes) -> str | None:
    """The program that verifies a signature; none if it is not installed, so that nothing can be proven."""
    return shutil.which("ssh-keygen" if signature.startswith(MAGIC) else "gpg")


def fingerprints(key: bytes) -> frozenset[str] | None:
    """The fingerprints (``openpgp:…``) of the OpenPGP public keys in a file; none if nobody can say which they are."""
    if len(key) > LARGEST:
        return None
    with TemporaryDirectory(prefix="sla-") as name:
        (Path(name) / "home").mkdir(mode=0o700)
        said = _run(Path(name), key, *_GPG, "--with-colons", "--show-keys")
    lines = [line.split(":") for line in (said or b"").decode("utf-8", "replace").split("\n")]
    return frozenset(f"{OPENPGP}{line[9].lower()}" for line in lines if line[0] == "fpr" and len(line) > 9) or None


# SSH: https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig


def _ssh_signer(text: bytes, signature: bytes) -> str | None:
    key = _ssh_key(signature)
    if key is None:
        return None
    kind, encoded = _strings(key, 1)[0].decode(), b64encode(key).decode()
    with TemporaryDirectory(prefix="sla-") as name:
        folder = Path(name)
        (folder / "signature").write_text(armoured(signature), encoding="ascii")
        # The key in the signature is the only one allowed: `ssh-keygen` proves that it signed, and nothing more.
        allowed = f'signer namespaces="{NAMESPACE}" {kind} {encoded}\n'
        (folder / "allowed").write_text(allowed, encoding="ascii")
        verify = ("-Y", "verify", "-n", NAMESPACE, "-I", "signer", "-f", "allowed", "-s", "signature")
        if _run(folder, text, "ssh-keygen", *verify) is None:
            return None
    return f"SHA256:{b64encode(sha256(key).digest()).decode().rstrip('=')}"


def _ssh_key(signature: bytes) -> bytes | None:
    """The public key in a signature with our namespace; none if any part of the signature is not as it must be."""
    try:
        if signature[len(MAGIC) : len(MAGIC) + 4] != struct.pack(">I", 1):
            return None
        key, namespace, reserved, hashed, _signature = _strings(signature[len(MAGIC) + 4 :], 5, whole=True)
        kind, *numbers = _strings(key, 3 if key[4:11] == b"ssh-rsa" else 1)
    except (ValueError, struct.error):
        return None
    if namespace != NAMESPACE.encode() or reserved or hashed not in (b"sha256", b"sha512") or kind not in _KINDS:
        return None
    if numbers and int.from_bytes(numbers[-1]).bit_length() < SHORTEST_RSA:
        return None
    return key


def _strings(data: bytes, count: int, whole: bool = False) -> list[bytes]:
    """The first strings in SSH's wire format; ``ValueError`` if one is cut off, or bytes are left of a ``whole``."""
    found = []
    for _ in range(count):
        (length,) = struct.unpack_from(">I", data)
        if len(data) < 4 + length:
            raise ValueError
        found.append(data[4 : 4 + length])
        data = data[4 + length :]
    if whole and data:
        raise ValueError
    return found


def armoured(signature: bytes) -> str:
    """An SSH signature in the form that `ssh-keygen` writes."""
    encoded = b64encode(signature).decode()
    lines = [encoded[at : at + 70] for at in range(0, len(encoded), 70)]
    return "\n".join(("-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""))


# OpenPGP


def _openpgp_signer(text: bytes, signature: bytes, keys: Sequence[bytes]) -> str | None:
    """The fingerprint of the OpenPGP key that signed; none for a key that has expired or was revoked.

    Nothing is known about the keys except what they state themselves.
    """
    with TemporaryDirectory(prefix="sla-") as name:
        folder = Path(name)
        (folder / "home").mkdir(mode=0o700)
        (folder / "signature").write_bytes(signature)
        (folder / "text").write_bytes(text)
        gpg = (*_GPG, "--status-fd", "1")
        for key in keys:
            if len(key) <= LARGEST:
                _run(folder, key, *gpg, "--import")
        said = _run(folder, b"", *gpg, "--verify", "signature", "text")
    lines = [line.split() for line in (said or b"").decode("utf-8", "replace").split("\n")]
    words = [line[1] for line in lines if len(line) > 1 and line[0] == "[GNUPG:]"]
    valid = [line for line in lines if line[:2] == ["[GNUPG:]", "VALIDSIG"]]
    # Exactly one good signature: a second one could be of anybody.
    if words.count("NEWSIG") != 1 or words.count("GOODSIG") != 1 or len(valid) != 1 or len(valid[0]) != 12:
        return None
    hashed, kind, primary = valid[0][9:]
    # Class 00 is a signature over a binary document, as `sla approve` makes it.
    return f"{OPENPGP}{primary.lower()}" if hashed in _OPENPGP_HASHES and kind == "00" else None


def _run(folder: Path, given: bytes, program: str, *arguments: str) -> bytes | None:
    """The output of a program run in a folder, without the user's settings; none if it fails."""
    environment = {"HOME": str(folder), "LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath)}
    try:
        done = subprocess.run(
            [program, *arguments],
            cwd=folder,
            env=environment,
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
