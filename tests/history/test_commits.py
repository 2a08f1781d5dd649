"""Commits, as Git itself tells them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from sla_dsl.history.refusal import RefusalError
from sla_dsl.history.repository import Repository

from .repositories import commit, git, repository


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A branch that was merged, and one that was not."""
    top = repository(tmp_path / "repository")
    git(top, "checkout", "--quiet", "-b", "proposal")
    commit(top, "One\n\nSLA-Approval: shop 1.0.0\n", one="")
    commit(top, "Two", two="")
    git(top, "checkout", "--quiet", "main")
    commit(top, "Elsewhere", three="")
    git(top, "merge", "--quiet", "--no-ff", "--message", "Merged", "proposal", day="2026-03-01")
    git(top, "checkout", "--quiet", "-b", "other", "main~1")
    commit(top, "Other", four="")
    git(top, "checkout", "--quiet", "main")
    return top


@pytest.fixture
def opened(folder: Path) -> Iterator[Repository]:
    with closing(Repository(folder)) as found:
        yield found


def test_a_lineage_is_the_first_parents(folder: Path, opened: Repository) -> None:
    found = list(opened.lineage(opened.commit("main")))
    assert [one.sha for one in found] == git(folder, "rev-list", "--first-parent", "main").splitlines()
    assert found[0].parents == tuple(git(folder, "rev-parse", "main^1", "main^2").splitlines())
    merge = found[0]
    assert (merge.author, merge.author_email, merge.committed) == ("Jo", "jo@example.org", date(2026, 3, 1))
    assert (merge.message, found[-1].parents) == ("Merged\n", ())


@pytest.mark.parametrize(("base", "head"), [("main~1", "main"), ("other", "main"), ("main", "other"), ("main", "main")])
def test_the_commits_between_are_those_of_all_parents(folder: Path, opened: Repository, base: str, head: str) -> None:
    found = opened.commits_between(opened.commit(base), opened.commit(head))
    expected = git(folder, "rev-list", "--topo-order", "--reverse", f"{base}..{head}").splitlines()
    assert [one.sha for one in found] == expected
    assert all(one.message.endswith("\n\nSLA-Approval: shop 1.0.0\n") for one in found if "One" in one.message)


def test_ancestors(opened: Repository) -> None:
    names = ("main", "main~1", "main^2", "other")
    assert {
        (one, two) for one in names for two in names if opened.is_ancestor(opened.commit(one), opened.commit(two))
    } == {
        *((name, name) for name in names), ("main~1", "main"), ("main^2", "main"), ("main~1", "other"),
    }  # fmt: skip  # a table, a few to a line


@pytest.mark.parametrize(
    ("author", "seconds", "day"),
    [
        (b"J\xc3\xb6rg", b"0", date(1970, 1, 1)),
        (b"J\xff", b"1772366400", date(2026, 3, 1)),
        (b"", b"99999999999999", date(9999, 12, 31)),
    ],
)
def test_strange_commits(folder: Path, opened: Repository, author: bytes, seconds: bytes, day: date) -> None:
    tree = git(folder, "rev-parse", "main^{tree}").encode()
    person = author + b" <j@example.org> " + seconds + b" +0000"
    raw = b"tree %s\nauthor %s\ncommitter %s\n\nA\nB\x1b[31m\xff\n" % (tree, person, person)
    (folder / "raw").write_bytes(raw)
    sha = git(folder, "hash-object", "-t", "commit", "-w", "--literally", "raw")
    (found,) = opened.lineage(sha)
    assert (found.author, found.committed) == (author.decode("utf-8", "replace"), day)
    assert found.message == "A\nB\x1b[31m\ufffd\n"


def test_no_configuration_of_the_clone_has_a_say(folder: Path, opened: Repository, tmp_path: Path) -> None:
    before = list(opened.lineage(opened.commit("main")))
    for key in ("gpg.program", "core.pager", "pager.log", "pager.rev-list"):
        git(folder, "config", key, f"touch {tmp_path / 'trapped'}")
    git(folder, "config", "log.showSignature", "true")
    git(folder, "config", "i18n.logOutputEncoding", "UTF-16")
    git(folder, "config", "format.pretty", "oneline")
    git(folder, "replace", "main~1", "other")
    assert list(opened.lineage(opened.commit("main"))) == before
    assert not (tmp_path / "trapped").exists()


def test_where_a_clone_is_cut_off_nothing_is_known(folder: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "2", "--no-single-branch", f"file://{folder}", "clone")
    with closing(Repository(tmp_path / "clone")) as clone:
        tip = clone.commit("main")
        lineage = clone.lineage(tip)
        assert [next(lineage).sha, next(lineage).sha] == [tip, clone.commit("main~1")]
        with pytest.raises(RefusalError, match="unshallow"):
            next(lineage)
        assert [one.message for one in clone.commits_between(clone.commit("main~1"), clone.commit("origin/other"))] == [
            "Other\n"
        ]
        with pytest.raises(RefusalError, match="unshallow"):
            clone.commits_between(clone.commit("main~1"), tip)
        assert clone.is_ancestor(clone.commit("main~1"), tip)
        with pytest.raises(RefusalError, match="unshallow"):
            clone.is_ancestor(tip, clone.commit("main~1"))


def test_a_part_that_is_missing_is_refused(folder: Path, opened: Repository) -> None:
    tip, gone = opened.commit("main"), opened.commit("main~1")
    (folder / ".git" / "objects" / gone[:2] / gone[2:]).unlink()
    with pytest.raises(RefusalError) as refused:
        list(opened.lineage(tip))
    assert refused.value.reason == "missing-object"
    with pytest.raises(RefusalError):
        opened.is_ancestor(gone, tip)


def test_a_repository_that_names_objects_by_sha_256_is_refused(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256")
    with pytest.raises(RefusalError) as refused:
        Repository(tmp_path)
    assert refused.value.reason == "object-format"


def test_a_repository_that_git_cannot_read_is_refused(folder: Path) -> None:
    git(folder, "config", "core.repositoryFormatVersion", "99")
    with pytest.raises(RefusalError) as refused:
        Repository(folder)
    assert refused.value.reason == "no-repository"
