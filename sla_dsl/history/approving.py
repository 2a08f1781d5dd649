"""Signing an approval and committing it: the only place that writes to a repository.

It uses plumbing commands, so that no hook runs and neither the index nor the working tree is touched.
"""

from __future__ import annotations

import os
import subprocess
from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import git
from git.exc import GitCommandError

from .refusal import RefusalError
from .signatures import NAMESPACE, OPENPGP

_ENVIRONMENT = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_CONFIG_COUNT": "2",
    "GIT_CONFIG_KEY_0": "core.hooksPath",
    "GIT_CONFIG_VALUE_0": os.devnull,
    "GIT_CONFIG_KEY_1": "i18n.commitEncoding",
    "GIT_CONFIG_VALUE_1": "UTF-8",
    "LC_ALL": "C",
}
"""No replaced object and no hook: the commit holds the approval and nothing else."""


class Identity(NamedTuple):
    """A person's name and address as Git knows them."""

    name: str
    email: str


class SigningKey(NamedTuple):
    """A key to sign with: its fingerprint, and its file, its text (``ssh-…``) or its OpenPGP fingerprint."""

    fingerprint: str
    name: str


class Desk:
    """The repository in which a person approves, with that person's settings of Git."""

    def __init__(self, folder: Path) -> None:
        self._repo = git.Repo(folder, search_parent_directories=True, expand_vars=False)
        self._repo.git.update_environment(**_ENVIRONMENT)

    def close(self) -> None:
        """Ends the Git processes."""
        self._repo.close()

    @property
    def identity(self) -> Identity:
        """The author of commits made here; raises ``RefusalError`` if Git does not know one."""
        try:
            name, _, rest = str(self._repo.git.var("GIT_AUTHOR_IDENT")).rpartition(" <")
        except GitCommandError as error:
            help_ = "run `git config user.name NAME` and `git config user.email ADDRESS`"
            raise RefusalError("no-identity", "Git does not know who you are", help_) from error
        return Identity(name, rest.partition(">")[0])

    def signing_key(self, file: Path | None) -> SigningKey | None:
        """The SSH key in a file, or else the key with which Git signs; none if Git has none."""
        if file is not None:
            return _ssh_key(str(file))
        name = self._setting("--type=path", "user.signingkey").removeprefix("key::")
        form = self._setting("gpg.format") or "openpgp"
        if not name or form not in ("ssh", "openpgp"):
            return None
        return _ssh_key(name) if form == "ssh" else _openpgp_key(name)

    def commit(self, message: str) -> str:
        """Commits a message, without a change, on top of the checked-out commit; returns the new commit's full name."""
        head = str(self._repo.git.rev_parse("--verify", "HEAD^{commit}"))
        made = str(self._repo.git.commit_tree(f"{head}^{{tree}}", "-p", head, "-m", message))
        try:
            # The old commit is named as well: Git refuses if the branch has moved since.
            self._repo.git.update_ref("-m", f"approve: {message.partition(chr(10))[0]}", "HEAD", made, head)
        except GitCommandError as error:
            message = "something else was committed in the meantime"
            raise RefusalError("not-written", message, "run `sla approve` again") from error
        return made

    def _setting(self, *names: str) -> str:
        try:
            return str(self._repo.git.config("--get", *names))
        except GitCommandError:
            return ""


def sign(text: bytes, key: SigningKey) -> bytes:
    """The content of a signature by SSH (without its armour) or OpenPGP; the programs ask for the passphrase."""
    if key.fingerprint.startswith(OPENPGP):
        return _run(key, text, "gpg", "--local-user", key.name, "--detach-sign")
    with TemporaryDirectory(prefix="sla-") as folder:
        name = key.name
        if _is_text(name):
            name = str(Path(folder) / "key.pub")
            Path(name).write_text(key.name, encoding="utf-8")
        armoured = _run(key, text, "ssh-keygen", "-q", "-Y", "sign", "-n", NAMESPACE, "-f", name)
    return b64decode(b"".join(armoured.split(b"\n")[1:-2]))


def _is_text(name: str) -> bool:
    """Whether a key of Git's settings is the text of a public key, and not the name of a file."""
    return name.startswith(("ssh-", "ecdsa-", "sk-")) and " " in name


def _ssh_key(name: str) -> SigningKey:
    where, given = ("-", name.encode()) if _is_text(name) else (name, b"")
    said = _output(given, "ssh-keygen", "-l", "-E", "sha256", "-f", where).decode("utf-8", "replace").split()
    if len(said) < 2:
        message = f"`{name}` is no SSH key that can be read"
        raise RefusalError(
            "no-key", message, "name the file of a private key, or of the public half of one in the agent"
        )
    return SigningKey(said[1], name)


def _openpgp_key(name: str) -> SigningKey:
    said = _output(b"", "gpg", "--batch", "--with-colons", "--list-secret-keys", "--", name).decode("utf-8", "replace")
    found = next((line.split(":")[9] for line in said.split("\n") if line.startswith("fpr:")), "")
    if not found:
        raise RefusalError("no-key", f"`gpg` has no secret key `{name}`", "correct `git config user.signingkey`")
    return SigningKey(f"{OPENPGP}{found.lower()}", found)


def _output(given: bytes, *command: str) -> bytes:
    """The output of a program; empty if it fails."""
    try:
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return b""


def _run(key: SigningKey, text: bytes, *command: str) -> bytes:
    """The signature that a program prints; its questions and errors go to the terminal directly."""
    try:
        return subprocess.run(command, input=text, stdout=subprocess.PIPE, check=True).stdout
    except (OSError, subprocess.SubprocessError) as error:
        message = f"`{command[0]}` did not sign with the key {key.fingerprint}"
        help_ = "check the passphrase, and that the private half of the key is here or in the agent"
        raise RefusalError("no-signature", message, help_) from error
