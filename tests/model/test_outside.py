"""What is read without pydantic is what pydantic reads; whatever is not plainly valid is left to it."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sla_dsl.model.in_json import adapter
from sla_dsl.model.lock import Lock
from sla_dsl.model.outside import plainly
from sla_dsl.model.settings import Settings
from sla_dsl.samples import LOCK

WORDS = st.sampled_from(
    [
        "",
        "en",
        "fr",
        "EUR",
        "EURO",
        "eur",
        "law",
        "error",
        "baseline",
        "a.b",
        "a b",
        "é",
        "²",
        "a\n",
        "5.1",
        "0",
        "+01:00",
    ]
)
NUMBERS = st.sampled_from([0, 1, 24, 600, 601, -1, 1.0, True, False, 10**30])
LEAVES = st.one_of(
    WORDS,
    NUMBERS,
    st.none(),
    st.dates(),
    st.just(datetime(2026, 1, 1)),  # noqa: DTZ001 - as TOML has it
    st.text(max_size=3),
)
KEYS = st.one_of(
    st.sampled_from(
        ["FR", "folder", "2026", "02026", "2026-01-01", "20260101", "2026-02-30", "2026-W01-1", "١", "x y"]
    ),
    st.text(max_size=3),
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(KEYS, inner, max_size=2)), max_leaves=4
)
NAMES = ["language", "include", "validators", "policies", "severities", "as-of", "as_of", "horizon", "main-branch"]
NAMES += ["currencies", "decide-before", "document-needs", "facts", "require-signed-approvals", "other"]


@given(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=3))
def test_settings_are_those_of_pydantic(data: dict[str, Any]) -> None:
    plain = plainly(Settings, data)
    if plain is not None:
        assert repr(adapter(Settings).validate_python(data, by_alias=True, by_name=False)) == repr(plain)


PARTS = ["language", "prelude", "zone-data", "zone_data", "from", "to", "first", "holidays", "gaps", "zones", "numbers"]


@given(st.dictionaries(st.sampled_from(PARTS), VALUES.filter(lambda one: "date" not in repr(one)), max_size=3))
def test_locks_are_those_of_pydantic(data: dict[str, Any]) -> None:
    found, expected = None, None
    for written in (json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"), json.dumps(data).encode()):
        with suppress(ValidationError):
            found = Lock.from_bytes(written)
        with suppress(ValidationError):
            expected = adapter(Lock).validate_json(written)
        assert repr(found) == repr(expected)


@pytest.mark.parametrize(
    "written", [b"", b"\xff", b"\xef\xbb\xbf{}", "{}".encode("utf-16"), b"[" * 100_000, b"[]", b"NaN"]
)
def test_bytes_that_are_no_lock(written: bytes) -> None:
    with pytest.raises(ValidationError):
        Lock.from_bytes(written)


def test_what_the_toolkit_writes_is_plain() -> None:
    assert plainly(Lock, json.loads(LOCK.to_bytes())) == LOCK
    every = {"horizon": 3, "as-of": date(2026, 1, 1), "policies": ["baseline"], "facts": {"folder": "facts"}}
    assert plainly(Settings, every) == Settings.of(every)
    assert Settings.of(every).policies == ("baseline",)
