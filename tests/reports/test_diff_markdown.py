"""A comment of a pull request: it fits, and nothing in a workspace becomes markup."""

from __future__ import annotations

import pytest

from sla_dsl.changes import Change, Comparison, Reach, VerdictChange
from sla_dsl.reports.diff.markdown import LIMIT, CommentPart, code, diff_markdown, fitting
from sla_dsl.reports.diff.words import RevisionName

BASE, HEAD = RevisionName("main", "0" * 40), RevisionName("working tree", "")


def change(before: str, after: str, address: str = "shop/uptime") -> Change:
    reach = Reach("shop", {"brun": "worse", "norvia": "better"}, "weakening")
    return Change("objective-bound-lowered", address, before, after, None, None, (reach,))


@pytest.mark.parametrize("count", [0, 1, 50, 1000, 5000])
@pytest.mark.parametrize("length", [1, 100])
def test_it_fits_into_a_comment(count: int, length: int) -> None:
    changes = tuple(change("a" * length, "é" * length, f"shop/{at}") for at in range(count))
    verdicts = tuple(VerdictChange(f"shop/{at}", "backed", "unbacked", True) for at in range(count))
    text = diff_markdown(Comparison(changes, verdicts), BASE, HEAD).decode()
    assert len(text) <= LIMIT
    assert text.count("<details>") == text.count("</details>") == bool(count)
    assert ("more: `sla diff` shows all of them" in text) == (count > 100)


def test_what_is_left_out_is_counted() -> None:
    changes = tuple(change("99%", "98%", f"shop/{at}") for at in range(5000))
    text = diff_markdown(Comparison(changes), BASE, HEAD).decode()
    rows = text.count("| **weakening** |")
    assert f"… and {5000 - rows} changes more" in text


@pytest.mark.parametrize("room", [0, 100, 400, 1_000, 20_000])
def test_what_is_left_out_is_named_in_its_groups(room: int) -> None:
    groups = {"weakening, a": 3, "weakening, b": 200, "editorial, c": 1}
    every = [
        CommentPart("x" * 990, group, f"{group[-1]}/{at}") for group, count in groups.items() for at in range(count)
    ]
    text = fitting(every, room, "change")
    assert len(text) <= max(room, 150)
    if room >= 400:
        kept = text.count("x") // 990
        assert f"… and {204 - kept} changes more" in text
        left = {group: sum(one.group == group for one in every[kept:]) for group in groups}
        told = [line.split(" — ")[0] for line in text.splitlines() if line.startswith("- ")]
        assert told == [f"- {group}: {count}" for group, count in left.items() if count]
        assert text.endswith(": 1 — `c/0`\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("at least 99%", "`at least 99%`"),
        ("a | b", "`a \\| b`"),
        ("a `b` c", "``a `b` c``"),
        ("`a", "`` `a ``"),
        ("@team <b>\n# title", "`@team <b> # title`"),
        ("a\x1b[31m\u202eb", "`a�[31m�b`"),
        ("", ""),
        ("   ", ""),
        ("x" * 2000, f"`{'x' * 2000}`"),
    ],
)
def test_a_text_is_no_markup(text: str, shown: str) -> None:
    assert code(text) == shown


def test_names_are_no_markup() -> None:
    reach = Reach("a_b_c", {"x_y_z": "worse"}, "weakening")
    one = Change("scale-text-changed", "care", "a", "b", None, None, (reach,))
    text = diff_markdown(Comparison((one,)), RevisionName("<b>@team", ""), HEAD).decode()
    assert "worse for x\\_y\\_z" in text
    assert "from \\<b\\>\\@team to" in text
