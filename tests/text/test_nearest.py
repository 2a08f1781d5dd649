"""The nearest word: capitals make no other word."""

import pytest

from sla_dsl.text.nearest import nearest


@pytest.mark.parametrize(
    ("word", "found"), [("LIS", "lis"), ("liss", "lis"), ("List", "list"), ("ABC", "abc"), ("other", None)]
)
def test_the_nearest_word(word: str, found: str | None) -> None:
    assert nearest(word, ["list", "lis", "abc"]) == found
