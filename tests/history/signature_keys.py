"""Real keys, made for one test, and what they sign."""

from __future__ import annotations

import os
import subprocess
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path

PASSPHRASE = "correct horse"


def run(*command: str, given: bytes = b"", home: Path | None = None) -> bytes:
    """Runs a program without the settings of the machine."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home or "/nonexistent"), "LC_ALL": "C"}
    return subprocess.run(command, env=environment, input=given, capture_output=True, check=True).stdout


def ssh_key(folder: Path, kind: str = "ed25519", *options: str, passphrase: str = "") -> Path:
    """A new private key; its public half lies beside it."""
    path = folder / "-".join((kind, *options, *(["locked"] if passphrase else [])))
    run("ssh-keygen", "-q", "-t", kind, *options, "-N", passphrase, "-C", "", "-f", str(path))
    return path


def fingerprint(key: Path) -> str:
    """What `ssh-keygen -l` says of a key, computed here."""
    blob = b64decode(key.with_name(f"{key.name}.pub").read_text(encoding="ascii").split()[1])
    return "SHA256:" + b64encode(sha256(blob).digest()).decode().rstrip("=")


def signed(key: Path, text: bytes, namespace: str = "sla-approval", *options: str) -> bytes:
    """The content of a signature of SSH."""
    armour = run("ssh-keygen", "-Y", "sign", "-n", namespace, *options, "-f", str(key), given=text)
    return b64decode(b"".join(armour.splitlines()[1:-1]))


class OpenPGP:
    """A folder with one OpenPGP key of its own, made on a day (``2026-01-01``) and good for some time."""

    def __init__(self, folder: Path, expires: str = "never", made: str = "") -> None:
        self.folder = folder
        folder.mkdir(mode=0o700)
        self.clock = ("--faked-system-time", made.replace("-", "") + "T000000") if made else ()
        self.gpg("--passphrase", "", "--quick-generate-key", "Jo <jo@example.org>", "ed25519", "sign", expires)
        listed = self.gpg("--with-colons", "--list-keys").decode().splitlines()
        self.fingerprint = next(line.split(":")[9] for line in listed if line.startswith("fpr:"))

    def gpg(self, *arguments: str, given: bytes = b"") -> bytes:
        home = ("--homedir", str(self.folder), "--batch", "--pinentry-mode", "loopback", "--passphrase", "")
        return run("gpg", *home, *self.clock, *arguments, given=given, home=self.folder)

    @property
    def public(self) -> bytes:
        return self.gpg("--armor", "--export", self.fingerprint)

    def signed(self, text: bytes, *options: str) -> bytes:
        return self.gpg(*options, "--detach-sign", given=text)

    def revoke(self) -> None:
        """By the certificate that `gpg` writes when a key is made."""
        path = self.folder / "openpgp-revocs.d" / f"{self.fingerprint}.rev"
        self.gpg("--import", given=path.read_bytes().replace(b":-----BEGIN", b"-----BEGIN"))

    def close(self) -> None:
        run("gpgconf", "--homedir", str(self.folder), "--kill", "all")
