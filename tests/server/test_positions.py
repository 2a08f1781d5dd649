"""Places as an editor counts them, against counting by hand and by another way."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from sla_dsl.server.positions import Positions

TEXTS = st.lists(
    st.sampled_from(
        ["a", "é", "e\u0301", "\u0301", "𝒳", "\n", "\r\n", "\r", "\u2028", "한", "\u1112", "\u1161", "\u11ab"]
    )
).map("".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-16", "utf-32"])


@pytest.mark.parametrize(("encoding", "character"), [("utf-8", 8), ("utf-16", 5), ("utf-32", 4)])
def test_a_column_counts_the_units_of_the_encoding(encoding: str, character: int) -> None:
    positions = Positions("é𝒳ab", encoding)  # 2 + 4 + 1 + 1 bytes; 1 + 2 + 1 + 1 units of UTF-16
    assert positions.position(4) == types.Position(0, character)
    assert positions.offset(types.Position(0, character)) == 4


def test_lines_end_as_in_an_editor() -> None:
    positions = Positions("a\r\nb\rc\nd\u2028e", "utf-16")
    assert [positions.position(at) for at in (0, 3, 5, 7, 9)] == [
        types.Position(0, 0),
        types.Position(1, 0),
        types.Position(2, 0),
        types.Position(3, 0),
        types.Position(3, 2),
    ]


def test_a_letter_that_the_compiler_composes_is_two_for_the_editor() -> None:
    positions = Positions("\ufeffx = e\u0301; y", "utf-16")
    assert positions.text == "x = é; y"
    assert positions.position(positions.text.index(";")) == types.Position(0, 7)  # the mark, `x = `, two for `é`
    assert positions.offset(types.Position(0, 7)) == 5


def test_what_lies_behind_the_end_is_the_end() -> None:
    positions = Positions("ab\ncd", "utf-16")
    assert positions.offset(types.Position(0, 99)) == 2
    assert positions.offset(types.Position(9, 0)) == 5
    assert positions.whole == types.Range(types.Position(0, 0), types.Position(1, 2))


def test_half_a_character_alone_is_counted() -> None:
    assert Positions("a\ud800b", "utf-16").position(2) == types.Position(0, 2)


@given(TEXTS, ENCODINGS)
def test_every_character_is_found_again(raw: str, encoding: str) -> None:
    positions = Positions(raw, encoding)
    assert positions.text == unicodedata.normalize("NFC", raw)
    for offset, character in enumerate(positions.text):
        if character not in "\r\n":
            assert positions.offset(positions.position(offset)) == offset


@given(TEXTS, ENCODINGS)
def test_places_are_in_the_order_of_the_text(raw: str, encoding: str) -> None:
    positions = Positions(raw, encoding)
    places = [positions.position(offset) for offset in range(len(positions.text) + 1)]
    assert places == sorted(places, key=lambda place: (place.line, place.character))
