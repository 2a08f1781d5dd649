"""Whose key signed a text; and everything that looks like a signature and is none."""

from __future__ import annotations

import random
import shutil
import struct
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest

from sla_dsl.history import signatures
from sla_dsl.history.signatures import armoured, program_of, signer

from .signature_keys import OpenPGP, fingerprint, run, signed, ssh_key

TEXT = b'SLA-Approval: shop 1.1.0 none 00\nSLA-Approved-By: "Jo" for brun\n'
gpg_is_here = pytest.mark.skipif(shutil.which("gpg") is None, reason="gpg is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="module")
def key(folder: Path) -> Path:
    return ssh_key(folder)


@pytest.fixture(scope="module")
def signature(key: Path) -> bytes:
    return signed(key, TEXT)


# SSH


@pytest.mark.parametrize(
    ("kind", "options"),
    [("ecdsa", ("-b", "256")), ("ecdsa", ("-b", "521")), ("rsa", ("-b", "2048"))],
    ids=["ecdsa-256", "ecdsa-521", "rsa"],
)
def test_every_kind_of_key(folder: Path, kind: str, options: tuple[str, ...]) -> None:
    key = ssh_key(folder, kind, *options)
    assert signer(TEXT, signed(key, TEXT)) == fingerprint(key)


def test_a_signature_says_whose_key_made_it(key: Path, signature: bytes) -> None:
    assert signer(TEXT, signature) == fingerprint(key)
    assert fingerprint(key) in run("ssh-keygen", "-l", "-f", str(key)).decode()
    assert signer(TEXT, signed(key, TEXT, "sla-approval", "-O", "hashalg=sha256")) == fingerprint(key)


def test_what_we_write_is_what_ssh_keygen_writes(signature: bytes) -> None:
    assert b64decode("".join(armoured(signature).splitlines()[1:-1])) == signature


@pytest.mark.parametrize("text", [b"", TEXT[:-1], TEXT + b"\n", TEXT.replace(b"1.1.0", b"1.1.1")])
def test_another_text(signature: bytes, text: bytes) -> None:
    assert signer(text, signature) is None


@pytest.mark.parametrize("namespace", ["git", "file", "sla-approvals", "SLA-APPROVAL"])
def test_a_signature_for_something_else(key: Path, namespace: str) -> None:
    made = signed(key, TEXT, namespace)
    assert signer(TEXT, made) is None
    assert signatures._ssh_key(made) is None


def test_the_namespace_is_signed_too(key: Path) -> None:
    made = signed(key, TEXT, "sla-approvax")
    assert signer(TEXT, made.replace(b"sla-approvax", b"sla-approval")) is None


def test_a_short_rsa_key(folder: Path) -> None:
    assert signer(TEXT, signed(ssh_key(folder, "rsa", "-b", "1024"), TEXT)) is None


def test_the_public_key_of_somebody_else(folder: Path, key: Path, signature: bytes) -> None:
    other = ssh_key(folder, "ed25519", "-a", "1")
    ours, theirs = (
        b64decode(one.with_name(f"{one.name}.pub").read_text(encoding="ascii").split()[1]) for one in (key, other)
    )
    assert ours in signature
    assert signer(TEXT, signature.replace(ours, theirs)) is None
    assert signer(TEXT, signed(other, TEXT)) == fingerprint(other) != fingerprint(key)


def test_a_certificate_is_no_key(folder: Path, key: Path) -> None:
    authority = ssh_key(folder, "ed25519", "-a", "2")
    run("ssh-keygen", "-q", "-s", str(authority), "-I", "jo", "-n", "jo", str(key.with_name(f"{key.name}.pub")))
    certificate = key.with_name(f"{key.name}-cert.pub")
    made = signed(key, TEXT)
    blob = b64decode(certificate.read_text(encoding="ascii").split()[1])
    key_blob = b64decode(key.with_name(f"{key.name}.pub").read_text(encoding="ascii").split()[1])
    certificate.unlink()
    forged = made.replace(struct.pack(">I", len(key_blob)) + key_blob, struct.pack(">I", len(blob)) + blob)
    assert forged != made
    assert signer(TEXT, forged) is None


def test_not_a_bit_may_change(signature: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever passes our own reading goes to the program; it is asked for some of the bits only, to be quick."""
    chosen = random.Random(0)
    for at in chosen.sample(range(len(signature)), 25):
        altered = bytearray(signature)
        altered[at] ^= 1 << chosen.randrange(8)
        assert signer(TEXT, bytes(altered)) is None
    monkeypatch.setattr(signatures, "_run", lambda *_arguments: pytest.fail("asked"))
    for size in range(len(signature)):
        assert signatures._ssh_key(signature[:size]) is None
    assert signer(TEXT, signature + b"\0") is None
    assert signer(TEXT, signature.replace(b"SSHSIG\0\0\0\1", b"SSHSIG\0\0\0\2")) is None
    assert signer(TEXT, signature.replace(b"\0\0\0\6sha512", b"\0\0\0\4sha1")) is None
    assert signer(TEXT, b"SSHSIG\0\0\0\1" + b"\xff" * 40) is None
    assert signer(TEXT, signature + b"\0" * signatures.LARGEST) is None


def test_the_settings_of_the_machine_do_not_count(
    key: Path, signature: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "agent"))
    monkeypatch.chdir(tmp_path)
    assert signer(TEXT, signature) == fingerprint(key)
    assert list(tmp_path.iterdir()) == []


def test_without_the_program_nothing_is_proven(
    signature: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert program_of(signature)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program_of(signature) is None
    assert signer(TEXT, signature) is None


def test_a_program_that_fails_proves_nothing(signature: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    liar = tmp_path / "ssh-keygen"
    liar.write_text('#!/bin/sh\necho Good "sla-approval" signature; exit 255\n', encoding="ascii")
    liar.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert signer(TEXT, signature) is None


# OpenPGP


@pytest.fixture(scope="module")
def jo(folder: Path) -> Iterator[OpenPGP]:
    made = OpenPGP(folder / "jo")
    yield made
    made.close()


@pytest.fixture(scope="module")
def cam(folder: Path) -> Iterator[OpenPGP]:
    made = OpenPGP(folder / "cam", expires="1d", made="2020-01-01")
    yield made
    made.close()


@gpg_is_here
def test_an_openpgp_signature(jo: OpenPGP) -> None:
    made = jo.signed(TEXT)
    assert signer(TEXT, made, [jo.public]) == f"openpgp:{jo.fingerprint.lower()}"
    assert signer(TEXT + b"\n", made, [jo.public]) is None
    assert signer(TEXT, made[:-1], [jo.public]) is None
    assert signer(TEXT, made + made, [jo.public]) is None
    assert signer(TEXT, made, [b"no key", b"\0" * signatures.LARGEST * 2]) is None
    assert signer(TEXT, made) is None


@gpg_is_here
def test_the_key_of_somebody_else(jo: OpenPGP, cam: OpenPGP) -> None:
    assert signer(TEXT, jo.signed(TEXT), [cam.public]) is None
    assert signer(TEXT, jo.signed(TEXT), [cam.public, jo.public]) == f"openpgp:{jo.fingerprint.lower()}"


@gpg_is_here
def test_an_expired_key(cam: OpenPGP) -> None:
    assert signer(TEXT, cam.signed(TEXT), [cam.public]) is None


@gpg_is_here
def test_a_signature_that_is_not_of_bytes_apart(jo: OpenPGP) -> None:
    inline = jo.gpg("--sign", given=TEXT)
    assert signer(TEXT, inline, [jo.public]) is None
    assert signer(TEXT, jo.signed(TEXT, "--textmode"), [jo.public]) is None
    assert signer(TEXT, jo.signed(TEXT, "--digest-algo", "SHA1"), [jo.public]) is None


@gpg_is_here
def test_a_revoked_key(folder: Path) -> None:
    made = OpenPGP(folder / "revoked")
    try:
        signature = made.signed(TEXT)
        before = made.public
        made.revoke()
        assert signer(TEXT, signature, [before])
        assert signer(TEXT, signature, [made.public]) is None
        assert signer(TEXT, signature, [before, made.public]) is None
    finally:
        made.close()


@pytest.mark.parametrize("signature", [b"", b"\0", b"nonsense", b"-----BEGIN PGP SIGNATURE-----"])
def test_what_is_no_signature(signature: bytes) -> None:
    assert signer(TEXT, signature) is None
