"""Nothing is cut that is decided on: a long text is found whole in every report of changes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from html import unescape
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.changes import Change, Comparison, Reach
from sla_dsl.reports.check.text import counted
from sla_dsl.reports.diff.html import diff_html
from sla_dsl.reports.diff.json import diff_json
from sla_dsl.reports.diff.markdown import LIMIT, diff_markdown
from sla_dsl.reports.diff.text import diff_text
from sla_dsl.reports.diff.words import RevisionName
from sla_dsl.reports.layout import printable
from sla_dsl.text.redline import blocks, redline

from ..examples import of_all

BASE, HEAD = RevisionName("main", ""), RevisionName("working tree", "")
WORDS = st.sampled_from(["a", "b", "liable", "not", "EUR 5", "99.5%", "notice.", "law;", "is", "änderung", "30"])
PROSE = st.lists(WORDS, min_size=1, max_size=60).flatmap(
    lambda words: st.sampled_from([1, 9]).map(lambda times: " ".join(words * times))
)
EDITED = st.tuples(PROSE, st.integers(0, 500), WORDS).map(
    lambda drawn: (drawn[0], " ".join(_edited(drawn[0].split(), drawn[1], drawn[2])))
)
"""A text, and the same with one word in another one's place."""
QUICK = settings(max_examples=of_all(60), deadline=None)


def _edited(words: list[str], at: int, word: str) -> list[str]:
    return [*words[: at % len(words)], word, *words[at % len(words) + 1 :]]


def comparison(before: str, after: str) -> Comparison:
    reach = Reach("shop", {"brun": "unordered"}, "weakening")
    return Comparison((Change("clause-text-changed", "shop/clause/law", before, after, None, None, (reach,)),))


def of_text(report: str) -> tuple[str, str]:
    """Both sides of the one change in the report of a terminal."""
    lines = report.splitlines()[1:-1]
    one = [line[4:] for line in lines if line[:4] in ("    ", "  ~ ")]
    if one:
        text = " ".join(one)
        return re.sub(r"\{\+.*?\+\}", "", text), re.sub(r"\[-.*?-\]", "", text)
    sides = ["".join(line[4:] for line in lines if line.startswith(sign)) for sign in ("  - ", "  + ")]
    return sides[0], sides[1]


def of_html(report: str) -> tuple[str, str]:
    quotes = re.findall(r"<blockquote>(.*?)</blockquote>", report, re.DOTALL)
    if len(quotes) == 2:
        before, after = (unescape(re.sub("<[^>]*>", "", quote)) for quote in quotes)
        return before, after
    (quote,) = quotes
    sides = (re.sub(f"<{tag}>.*?</{tag}>", "", quote, flags=re.DOTALL) for tag in ("ins", "del"))
    before, after = (unescape(re.sub("<[^>]*>", "", side)) for side in sides)
    return before, after


def of_json(report: str) -> tuple[str, str]:
    (change,) = json.loads(report)["changes"]
    runs = change["redline"]
    before, after = ("".join(run["text"] for run in runs if run["fate"] != other) for other in ("added", "removed"))
    return before, after


def of_markdown(report: str) -> tuple[str, str]:
    cells = report.splitlines()[4].split(" | ")
    if "in full below" in cells:
        whole = "".join(re.findall(r"^  - ([`<].*)$", report, re.MULTILINE))
        before, after = (re.sub(f"<{tag}>.*?</{tag}>", "", whole) for tag in ("ins", "del"))
    else:
        before, after = cells[3:5]
    return re.sub("<[^>]*>|`", "", before), re.sub("<[^>]*>|`", "", after)


READERS: Sequence[
    tuple[Callable[[Comparison, RevisionName, RevisionName], bytes], Callable[[str], tuple[str, str]]]
] = (
    (diff_text, of_text),
    (diff_markdown, of_markdown),
    (diff_html, of_html),
    (diff_json, of_json),
)


def bare(text: str) -> str:
    """A text without white space and without the marks around what changed."""
    return re.sub(r"\s|[\[{][-+]|[-+][\]}]", "", text)


@pytest.mark.parametrize(("report", "sides"), READERS, ids=["text", "markdown", "html", "json"])
@given(changed=EDITED | PROSE.map(lambda text: (text, "")) | PROSE.map(lambda text: ("", text)))
@QUICK
def test_both_sides_are_found_whole(
    report: Callable[[Comparison, RevisionName, RevisionName], bytes],
    sides: Callable[[str], tuple[str, str]],
    changed: tuple[str, str],
) -> None:
    found = sides(report(comparison(*changed), BASE, HEAD).decode())
    assert tuple(map(bare, found)) == tuple(map(bare, changed))


@given(PROSE, PROSE)
@QUICK
def test_a_redline_has_both_texts(before: str, after: str) -> None:
    for runs in (redline(before, after), [run for block in blocks(before, after) for run in block]):
        assert "".join(run.text for run in runs if run.fate != "added") == before
        assert "".join(run.text for run in runs if run.fate != "removed") == after


def test_one_word_in_a_long_text_is_marked_with_what_stands_around_it() -> None:
    before = " ".join(f"Sentence {at} of the clause says what it says." for at in range(40))
    after = before.replace("Sentence 33 of the clause says", "Sentence 33 of the clause never says")
    text = diff_text(comparison(before, after), BASE, HEAD).decode()
    assert [line for line in text.splitlines() if line.startswith("  ~")] == [
        "  ~ Sentence 33 of the clause {+never +}says what it says."
    ]
    assert "<ins>never </ins>" in diff_html(comparison(before, after), BASE, HEAD).decode()
    assert "<ins>`never `</ins>" in diff_markdown(comparison(before, after), BASE, HEAD).decode()


@pytest.mark.parametrize(("before", "after"), [("a " * 9999, "b " * 9999), ("a. b. " * 9999, "b. a. " * 9999)])
def test_long_texts_cost_little(before: str, after: str) -> None:
    assert "".join(run.text for run in redline(before, after) if run.fate != "removed") == after


def test_in_a_long_text_of_few_words_each_change_is_marked_by_itself() -> None:
    chance = Random(1)
    words = [f"word{chance.randrange(900)}" for _ in range(6000)]
    after = ["other" if number % 50 == 7 else word for number, word in enumerate(words)]
    runs = redline(" ".join(words), " ".join(after))
    assert [run.text for run in runs if run.fate == "added"] == ["other"] * 120


def test_a_change_that_does_not_fit_into_a_comment_is_counted_and_never_cut() -> None:
    text = diff_markdown(comparison("", "word " * LIMIT), BASE, HEAD).decode()
    assert len(text) <= LIMIT
    assert f"… and {counted(1, 'change')} more: `sla diff` shows all of them" in text


def test_a_sentence_is_never_cut() -> None:
    assert printable("word " * 9999) == "word " * 9999
