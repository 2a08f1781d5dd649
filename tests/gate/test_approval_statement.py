"""Approvals in the messages of commits: written, found again, and nothing else taken for one."""

from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla_dsl.gate.statement import LONGEST_MESSAGE, NONE, ApprovalStatement, statements

HASH, BASE = "ab" * 32, "01" * 32
JO = ApprovalStatement("shop", "1.1.0", BASE, HASH, "Jo Lindqvist", "brun")
CAM = ApprovalStatement("shop", "1.1.0", NONE, HASH, 'Inès "Ness" \\ Carpentier', "arc-telecom")
SIGNATURE = b"SSHSIG\0\1\2"
printable = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)
names = st.lists(printable, min_size=1, max_size=3).map(" ".join)
made = st.builds(
    ApprovalStatement, printable, printable, st.sampled_from([NONE, BASE]), st.just(HASH), names, printable
)


def test_what_is_signed() -> None:
    assert CAM.text == (
        f'SLA-Approval: shop 1.1.0 none {HASH}\nSLA-Approved-By: "Inès \\"Ness\\" \\\\ Carpentier" for arc-telecom\n'
    )
    assert JO.trailers(SIGNATURE) == f"{JO.text}SLA-Signature: U1NIU0lHAAEC\n"
    assert JO.trailers(None) == JO.text


@given(st.lists(st.tuples(made, st.none() | st.binary(min_size=1, max_size=300)), max_size=4, unique=True))
def test_what_is_written_is_found(given: list[tuple[ApprovalStatement, bytes | None]]) -> None:
    message = "Approve\n\n" + "\n".join(statement.trailers(signature) for statement, signature in given)
    assert statements(message) == given


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "* Approve\n\n{}\n* Another\n\nSigned-off-by: Jo\n",
        "Squashed:\n\n    {}",
        "> {}",
        "* {}",
        "commit 1\n\t{}",
        "{}Signed-off-by: Jo <jo@example.org>\n",
        "(cherry picked from commit 01)\n{}\n(cherry picked from commit 02)",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", " \n"])
def test_squashes_indent_and_join(around: str, end: str) -> None:
    indent = around.partition("{}")[0].rpartition("\n")[2]
    trailers = (JO.trailers(SIGNATURE) + CAM.trailers(None)).replace("\n", f"\n{indent}")
    assert statements(around.format(trailers).replace("\n", end)) == [(JO, SIGNATURE), (CAM, None)]


def test_the_same_twice_is_once() -> None:
    assert statements(JO.trailers(SIGNATURE) * 3) == [(JO, SIGNATURE)]
    assert statements(JO.trailers(SIGNATURE) + JO.trailers(None)) == [(JO, SIGNATURE), (JO, None)]


def test_lines_between_do_not_matter() -> None:
    first, second, third = JO.trailers(SIGNATURE).splitlines()
    assert statements(f"{first}\nReviewed-by: Cam\n{second}\n\n{third}\n{third}") == [(JO, SIGNATURE)]
    assert statements(f"{second}\n{third}\n{first}\n{third}") == []


def test_a_signature_belongs_to_the_statement_before_it() -> None:
    assert statements(JO.text + CAM.trailers(SIGNATURE)) == [(JO, None), (CAM, SIGNATURE)]


GOOD = JO.trailers(SIGNATURE)


@pytest.mark.parametrize(
    "broken",
    [
        GOOD.replace("SLA-Approval", "sla-approval"),
        GOOD.replace("shop ", ""),
        GOOD.replace("shop", "shop shop"),
        GOOD.replace(HASH, HASH[1:]),
        GOOD.replace(HASH, HASH.upper()),
        GOOD.replace(HASH, f"{HASH} more"),
        GOOD.replace(BASE, "None"),
        GOOD.replace('"Jo Lindqvist"', "Jo Lindqvist"),
        GOOD.replace('Jo Lindqvist"', 'Jo Lindqvist\\"'),
        GOOD.replace("Jo Lindqvist", "Jo\\u000aSLA-Approval"),
        GOOD.replace("Jo Lindqvist", "\\ud800"),
        GOOD.replace("Jo Lindqvist", "\\x"),
        GOOD.replace("Jo Lindqvist", "J" * 600),
        GOOD.replace("Jo Lindqvist", "Jo\x1b[31m"),
        GOOD.replace("Jo Lindqvist", ""),
        GOOD.replace("for brun", "for the brun"),
        GOOD.replace("shop", "s" * 300),
        "SLA-Approval:" * 50_000,
        "\\" * LONGEST_MESSAGE,
        "\n" * LONGEST_MESSAGE + GOOD,
        "",
    ],
    ids=range(21),
)
def test_what_is_malformed_is_passed_over(broken: str) -> None:
    assert statements(broken) == []


@pytest.mark.parametrize("signature", ["", "!", "AAA", "QUJD=====", "A" * 30_000, "QUJD QUJD"])
def test_a_malformed_signature_is_none(signature: str) -> None:
    found = statements(f"{JO.text}SLA-Signature: {signature}\n{CAM.trailers(SIGNATURE)}")
    assert found == [(JO, None), (CAM, SIGNATURE)]


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert statements(text) == []
    assert all(statement.text.encode() for statement, _signature in statements(GOOD.replace("Jo", text)))


def test_the_signature_is_one_line() -> None:
    long = bytes(range(256)) * 8
    assert f"SLA-Signature: {b64encode(long).decode()}\n" in JO.trailers(long)
    assert statements(JO.trailers(long)) == [(JO, long)]
