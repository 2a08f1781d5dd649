"""Whose key signed a text: verified by `ssh-keygen` and `gpg`, whose exit codes alone are believed."""

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
"""What signatures of this kind are for: one that was made for anything else does not count."""
MAGIC = b"SSHSIG"
OPENPGP = "openpgp:"
"""What the fingerprint of an OpenPGP key begins with; one of SSH begins with ``SHA256:``."""
SHORTEST_RSA = 2048
LARGEST = 64 * 1024
"""The bytes up to which a signature, or a file of public keys, is read."""
_SECONDS = 20
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
"""The kinds of SSH keys that count; certificates do not."""
_OPENPGP_HASHES = frozenset({"8", "9", "10"})
"""SHA-256, SHA-384 and SHA-512, by their numbers in RFC 9580."""


def signer(text: bytes, signature: bytes, keys: Sequence[bytes] = ()) -> str | None:
    """The fingerprint of the key that signed a text: ``SHA256:…`` or ``openpgp:…``; none if that is not proven.

    ``keys`` are the OpenPGP public keys that may have signed; a signature of SSH carries its own.  Who owns the key
    is for the caller to know.
    """
    if not text or len(signature) > LARGEST or program_of(signature) is None:
        return None
    return _ssh_signer(text, signature) if signature.startswith(MAGIC) else _openpgp_signer(text, signature, keys)


def program_of(signature: bytes) -> str | None:
    """The program that verifies a signature; none if it is not installed, so that nothing can be proven."""
    return shutil.which("ssh-keygen" if signature.startswith(MAGIC) else "gpg")


# SSH: https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig


def _ssh_signer(text: bytes, signature: bytes) -> str | None:
    key = _ssh_key(signature)
    if key is None:
        return None
    kind, encoded = _strings(key, 1)[0].decode(), b64encode(key).decode()
    with TemporaryDirectory(prefix="sla-") as name:
        folder = Path(name)
        (folder / "signature").write_text(armoured(signature), encoding="ascii")
        allowed = f'signer namespaces="{NAMESPACE}" {kind} {encoded}\n'
        (folder / "allowed").write_text(allowed, encoding="ascii")
        verify = ("-Y", "verify", "-n", NAMESPACE, "-I", "signer", "-f", "allowed", "-s", "signature")
        if _run(folder, text, "ssh-keygen", *verify) is None:
            return None
    return f"SHA256:{b64encode(sha256(key).digest()).decode().rstrip('=')}"


def _ssh_key(signature: bytes) -> bytes | None:
    """The public key in a signature of our namespace; none if anything in it is not as it must be."""
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
    """The first strings of SSH's wire format; ``ValueError`` if they are cut off, or not the ``whole`` of it."""
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
    """A signature of SSH as `ssh-keygen` writes it."""
    encoded = b64encode(signature).decode()
    lines = [encoded[at : at + 70] for at in range(0, len(encoded), 70)]
    return "\n".join(("-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""))


# OpenPGP


def _openpgp_signer(text: bytes, signature: bytes, keys: Sequence[bytes]) -> str | None:
    """By keys of which nothing is known but what they say themselves: what has expired or was revoked is refused."""
    with TemporaryDirectory(prefix="sla-") as name:
        folder = Path(name)
        (folder / "home").mkdir(mode=0o700)
        (folder / "signature").write_bytes(signature)
        (folder / "text").write_bytes(text)
        gpg = ("gpg", "--homedir", "home", "--batch", "--no-tty", "--no-options", "--no-autostart", "--status-fd", "1")
        alone = ("--disable-dirmngr", "--no-auto-key-retrieve", "--no-auto-key-locate", "--trust-model", "always")
        for key in keys:
            if len(key) <= LARGEST:
                _run(folder, key, *gpg, *alone, "--import")
        said = _run(folder, b"", *gpg, *alone, "--verify", "signature", "text")
    lines = [line.split() for line in (said or b"").decode("utf-8", "replace").split("\n")]
    words = [line[1] for line in lines if len(line) > 1 and line[0] == "[GNUPG:]"]
    valid = [line for line in lines if line[:2] == ["[GNUPG:]", "VALIDSIG"]]
    if words.count("NEWSIG") != 1 or words.count("GOODSIG") != 1 or len(valid) != 1 or len(valid[0]) != 12:
        return None
    hashed, kind, primary = valid[0][9:]
    return f"{OPENPGP}{primary.lower()}" if hashed in _OPENPGP_HASHES and kind == "00" else None


def _run(folder: Path, given: bytes, program: str, *arguments: str) -> bytes | None:
    """What a program writes that is run in a folder, without the settings of whoever runs it; none if it fails."""
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
