"""What is read of a repository, and what is refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from sla_dsl.history.compared import compared
from sla_dsl.history.refusal import RefusalError
from sla_dsl.history.repository import Repository
from sla_dsl.history.snapshot import Snapshot
from sla_dsl.text.source import Source

from .repositories import AGREEMENT, PARTIES, commit, git, repository, write


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return repository(tmp_path / "repository")


def texts(snapshot: Snapshot) -> dict[str, str]:
    return {source.path: source.text for source in snapshot.files.sources}


def refusal(base: str | None, head: str | None, here: Path) -> RefusalError:
    with pytest.raises(RefusalError) as raised:
        compared(base, head, here)
    return raised.value


def test_two_revisions(shop: Path) -> None:
    commit(shop, "Less", shop=AGREEMENT.format("98%"))
    before, after = compared("main~1", "main", shop)
    assert (before.name, before.revision) == ("main~1", git(shop, "rev-parse", "main~1"))
    assert texts(before) == {"parties.sla": PARTIES, "shop.sla": AGREEMENT.format("99%")}
    assert texts(after) == {"parties.sla": PARTIES, "shop.sla": AGREEMENT.format("98%")}
    assert after.files.settings.as_of is not None


def test_a_file_that_stays_is_one_source(shop: Path) -> None:
    commit(shop, "Less", shop=AGREEMENT.format("98%"))
    write(shop, {"shop.sla": AGREEMENT.format("97%")})
    for head in ("main", None):
        before, after = compared("main~1", head, shop)
        same = {source.path for source in before.files.sources if any(source is other for other in after.files.sources)}
        assert same == {"parties.sla"}


def test_a_blob_is_read_once(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(shop, "Less", shop=AGREEMENT.format("98%"))
    read: list[str] = []
    original = Repository.blobs

    def blobs(self: Repository, names: Sequence[str]) -> Iterator[bytes]:
        read.extend(names)
        return original(self, names)

    monkeypatch.setattr(Repository, "blobs", blobs)
    compared("main~1", "main", shop)
    assert sorted(read) == sorted(
        git(shop, "rev-parse", name) for name in ("main:parties.sla", "main:shop.sla", "main~1:shop.sla")
    )


def test_nothing_is_named(shop: Path) -> None:
    git(shop, "checkout", "--quiet", "-b", "proposal")
    commit(shop, "Less", shop=AGREEMENT.format("98%"))
    git(shop, "checkout", "--quiet", "main")
    commit(shop, "Elsewhere", other="")
    git(shop, "checkout", "--quiet", "proposal")
    before, after = compared(None, None, shop)
    assert (before.revision, after.name) == (git(shop, "rev-parse", "main~1"), "working tree")
    assert texts(before)["shop.sla"] == AGREEMENT.format("99%")
    assert texts(after)["shop.sla"] == AGREEMENT.format("98%")


def test_the_main_branch_of_a_fresh_clone(shop: Path, tmp_path: Path) -> None:
    git(shop, "checkout", "--quiet", "-b", "proposal")
    commit(shop, "Less", shop=AGREEMENT.format("98%"))
    git(tmp_path, "clone", "--quiet", "--branch", "proposal", str(shop), "clone")
    before, _after = compared(None, None, tmp_path / "clone")
    assert before.revision == git(shop, "rev-parse", "main")


def test_a_workspace_below_the_top(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    write(tmp_path, {"house/sla.toml": "", "house/a.sla": PARTIES, "outside.sla": "", "house/.hidden/b.sla": ""})
    write(
        tmp_path, {"house/nested/sla.toml": "", "house/nested/c.sla": "", "house/d/e.sla": "", "house/venv/f.sla": ""}
    )
    commit(tmp_path, "Start")
    before, after = compared("HEAD", None, tmp_path / "house" / "d")
    assert list(texts(before)) == list(texts(after)) == ["a.sla", "d/e.sla"]


def test_two_folders(shop: Path, tmp_path: Path) -> None:
    shutil.copytree(shop, tmp_path / "other", ignore=shutil.ignore_patterns(".git"))
    write(tmp_path / "other", {"shop.sla": AGREEMENT.format("98%")})
    before, after = compared("repository", "other", tmp_path)
    assert texts(before) != texts(after)
    assert before.revision == after.revision == ""


def test_a_revision_without_a_workspace_is_empty(shop: Path) -> None:
    git(shop, "checkout", "--quiet", "--orphan", "empty")
    git(shop, "rm", "--quiet", "-r", "--cached", ".")
    git(shop, "commit", "--quiet", "--allow-empty", "--message", "Nothing")
    assert texts(compared("empty", None, shop)[0]) == {}


def test_only_git_is_asked_never_a_shell_or_a_hook(shop: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trapped"
    hooks = shop / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-checkout", "reference-transaction", "post-index-change"):
        (hooks / hook).write_text(f"#!/bin/sh\ntouch {trap}\n", encoding="utf-8")
        (hooks / hook).chmod(0o755)
    for key in ("core.fsmonitor", "core.sshCommand", "filter.x.smudge", "diff.external", "core.pager"):
        git(shop, "config", key, f"touch {trap}")
    write(shop, {".gitattributes": "*.sla filter=x diff=x\n"})
    state = sorted((path, path.stat().st_mtime_ns) for path in (shop / ".git").rglob("*"))
    compared("HEAD", None, shop)
    compared(None, None, shop)
    assert not trap.exists()
    assert sorted((path, path.stat().st_mtime_ns) for path in (shop / ".git").rglob("*")) == state


@pytest.mark.parametrize(
    "revision",
    [
        "--output=trapped", "-h", "--upload-pack=touch trapped", "-", "--", "HEAD\nHEAD", "HEAD\0", "\x1b[31mHEAD", "",
        "--help", "-c core.pager=touch trapped", "--exec=touch trapped", "-shop.sla", "HEAD\r\n--all", "\x7f", "\t",
    ],
)  # fmt: skip  # a table, a few to a line
def test_what_could_be_an_option_is_refused(shop: Path, revision: str) -> None:
    if revision:
        assert refusal(revision, None, shop).reason == "not-a-revision"
        assert refusal("HEAD", revision, shop).reason == "not-a-revision"
    with closing(Repository(shop)) as opened, pytest.raises(RefusalError):
        opened.commit(revision)
    assert not list(shop.rglob("trapped"))


@pytest.mark.parametrize(
    "revision",
    [
        "absent", "$(touch trapped)", "`touch trapped`", "; touch trapped", "HEAD; touch trapped", "ext::sh -c touch",
        "HEAD^{blob}", "HEAD:shop.sla", "0" * 40, "main..main", "main main", "@{upstream}", ":/nothing", "héad",
        "HEAD:", "HEAD:./shop.sla", ":0:shop.sla", ":(glob)**", ":!shop.sla", ":/", "^main", "main^!", "main...main",
        "@{-1}", "HEAD~999", "HEAD^{/nothing}", "HEAD^{tree}", "refs/heads/*", "*", "?", "\\", "~",
        "/etc/passwd", "file:///etc/passwd", "main --", " main", "main ", "\ud800", "a/../main", "a" * 100_000,
    ],
)  # fmt: skip  # a table, a few to a line
def test_an_unknown_revision_is_refused(shop: Path, revision: str) -> None:
    refused = refusal(revision, None, shop)
    assert (refused.reason, refused.message) == ("unknown-revision", f"there is no revision `{revision}`")
    assert not list(shop.rglob("trapped"))


@pytest.mark.parametrize("branch", ["ordinary/branch", "HEAD~0", "main^0", "@", "@{-1}", "main@{0}", "HEAD^{/Start}"])
def test_every_way_to_name_a_commit(shop: Path, branch: str) -> None:
    git(shop, "checkout", "--quiet", "-b", "ordinary/branch")
    assert compared(branch, None, shop)[0].revision == git(shop, "rev-parse", "main")


def test_a_tag_and_a_short_name(shop: Path) -> None:
    git(shop, "tag", "--annotate", "v1", "--message", "One")
    commit_ = git(shop, "rev-parse", "main")
    assert {compared(name, None, shop)[0].revision for name in ("v1", commit_[:9])} == {commit_}


def test_replaced_objects_are_read_as_they_were(shop: Path) -> None:
    second = commit(shop, "Less", shop=AGREEMENT.format("98%"))
    git(shop, "replace", second, "main~1")
    assert texts(compared("main", None, shop)[0])["shop.sla"] == AGREEMENT.format("98%")


def test_a_shallow_clone(shop: Path, tmp_path: Path) -> None:
    first = git(shop, "rev-parse", "main")
    commit(shop, "Less", shop=AGREEMENT.format("98%"))
    git(tmp_path, "clone", "--quiet", "--depth", "1", shop.as_uri(), "clone")
    for revision in (first, "HEAD~1"):
        refused = refusal(revision, None, tmp_path / "clone")
        assert (refused.reason, refused.help) == ("shallow", "run `git fetch --unshallow`")


def test_branches_that_parted_outside_of_a_shallow_clone(shop: Path, tmp_path: Path) -> None:
    git(shop, "checkout", "--quiet", "-b", "proposal")
    commit(shop, "Less", shop=AGREEMENT.format("98%"))
    git(shop, "checkout", "--quiet", "main")
    commit(shop, "Elsewhere", other="")
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--no-single-branch", "--branch", "proposal", shop.as_uri(), "c")
    assert refusal(None, None, tmp_path / "c").reason == "shallow"


def test_no_main_branch(shop: Path) -> None:
    git(shop, "branch", "--move", "main", "trunk")
    refused = refusal(None, None, shop)
    assert refused.message == "this clone has no main branch `main`"
    write(shop, {"sla.toml": 'main-branch = "trunk"\n'})
    assert compared(None, None, shop)[0].revision == git(shop, "rev-parse", "trunk")


def test_histories_without_a_common_commit(shop: Path) -> None:
    git(shop, "checkout", "--quiet", "--orphan", "other")
    commit(shop, "Again")
    assert refusal(None, None, shop).reason == "no-common-commit"


def test_a_pointer_of_git_lfs(shop: Path) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n"
    commit(shop, "Large", shop=pointer)
    for base, head in (("main", None), ("main~1", None), ("main~1", "main")):
        assert refusal(base, head, shop).reason == "lfs-pointer"


def test_an_object_that_is_missing(shop: Path) -> None:
    sha = git(shop, "rev-parse", "HEAD:shop.sla")
    blob = shop / ".git" / "objects" / sha[:2] / sha[2:]
    blob.chmod(0o644)
    blob.unlink()
    assert refusal("HEAD", None, shop).reason == "missing-object"


def test_a_folder_that_is_a_branch_as_well(shop: Path) -> None:
    git(shop, "branch", "drafts")
    write(shop, {"drafts/sla.toml": "", "drafts/a.sla": PARTIES})
    assert refusal("drafts", None, shop).reason == "ambiguous"
    assert list(texts(compared("./drafts", None, shop)[0])) == ["a.sla"]
    assert compared("drafts^0", None, shop)[0].revision


def test_a_folder_that_could_be_an_option_or_a_revision(shop: Path) -> None:
    write(shop, {f"{name}/{file}": PARTIES for name in ("--help", "HEAD", "a\nb") for file in ("sla.toml", "a.sla")})
    for name in ("--help", "HEAD", "a\nb"):
        write(shop, {f"{name}/sla.toml": ""})
    assert refusal("--help", None, shop).reason == "not-a-revision"
    assert refusal("HEAD", None, shop).reason == "ambiguous"
    assert refusal("a\nb", None, shop).reason == "not-a-revision"
    before, after = compared("./--help", "./HEAD", shop)
    assert list(texts(before)) == list(texts(after)) == ["a.sla"]


# Single files


OLD, NEW = AGREEMENT.format("99%"), AGREEMENT.format("98%")


def test_two_files_outside_of_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write(tmp_path, {"old.sla": OLD, "drafts/new.sla": NEW})
    before, after = compared("old.sla", "drafts/new.sla", tmp_path)
    blank = "party brun { }\nparty norvia { }"
    assert (before.name, texts(before)) == ("old.sla", {"old.sla": OLD, "": blank})
    assert (after.name, texts(after)) == ("drafts/new.sla", {"drafts/new.sla": NEW, "": blank})
    assert before.files.findings == after.files.findings == ()


def test_what_files_do_not_declare_comes_from_the_workspace(shop: Path, tmp_path: Path) -> None:
    write(shop, {"more.sla": "party other { }\nservice app"})
    write(tmp_path, {"new.sla": NEW})
    before, after = compared("shop.sla", str(tmp_path / "new.sla"), shop)
    assert texts(before) == {"shop.sla": OLD, "parties.sla": PARTIES, "": ""}
    assert texts(after) == {str(tmp_path / "new.sla"): NEW, "parties.sla": PARTIES, "": ""}
    assert after.files.settings.as_of is not None


def test_what_one_file_declares_is_not_made_up_for_the_other(tmp_path: Path) -> None:
    write(tmp_path, {"old.sla": PARTIES + OLD, "new.sla": PARTIES.splitlines()[0] + NEW})
    before, after = compared("old.sla", "new.sla", tmp_path)
    assert texts(before)[""] == texts(after)[""] == ""
    assert [finding.message for finding in after.files.findings] == ["there is no party `brun`"]


def test_a_scale_that_nobody_declares_is_missing(tmp_path: Path) -> None:
    write(tmp_path, {name: NEW.replace("during", "for P1 during") for name in ("old.sla", "new.sla")})
    for side in compared("old.sla", "new.sla", tmp_path):
        assert [finding.rule for finding in side.files.findings] == ["name/unknown-scale-value"]


@pytest.mark.parametrize(("base", "head"), [("shop.sla", None), ("HEAD", "shop.sla"), ("shop.sla", "HEAD")])
def test_a_file_is_compared_with_a_file(shop: Path, base: str, head: str | None) -> None:
    assert refusal(base, head, shop).message == "`shop.sla` is one file, and can only be compared with another"


def test_a_file_that_is_a_branch_as_well(shop: Path) -> None:
    git(shop, "branch", "shop.sla")
    assert refusal("shop.sla", "parties.sla", shop).reason == "ambiguous"
    assert compared("./shop.sla", "parties.sla", shop)[0].name == "./shop.sla"
    assert compared("shop.sla^0", None, shop)[0].revision == git(shop, "rev-parse", "main")


@pytest.mark.parametrize("name", ["--output=x.sla", "-.sla", "a\nb.sla", "\x1b[31m.sla"])
def test_a_file_that_could_be_an_option(shop: Path, name: str) -> None:
    write(shop, {name: OLD})
    assert refusal(name, name, shop).reason == "not-a-revision"


@pytest.mark.parametrize(
    "name", ["--output=x.sla", "HEAD:shop.sla", ":(glob)**.sla", "@{-1}.sla", "$(touch trapped).sla"]
)
def test_a_file_with_an_unusual_name(shop: Path, name: str) -> None:
    write(shop, {name: OLD})
    assert texts(compared(f"./{name}", f"./{name}", shop)[0])[name] == OLD
    assert not list(shop.rglob("trapped"))


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "old.sla").write_bytes(b"\xff\xfe")
    write(tmp_path, {"new.sla": NEW})
    assert [finding.rule for finding in compared("old.sla", "new.sla", tmp_path)[0].files.findings] == [
        "file/not-utf-8"
    ]
    write(tmp_path, {"old.sla": "version https://git-lfs.github.com/spec/v1\n"})
    assert refusal("old.sla", "new.sla", tmp_path).reason == "lfs-pointer"


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write(tmp_path, {"sla.toml": "", "a.sla": PARTIES})
    assert refusal("HEAD", None, tmp_path).reason == "no-repository"


def test_outside_of_a_workspace(tmp_path: Path) -> None:
    assert refusal("HEAD", None, tmp_path).reason == "no-workspace"
    assert refusal(str(tmp_path), None, tmp_path).reason == "no-workspace"


def test_a_link_is_not_followed_in_a_revision(shop: Path) -> None:
    Path(shop / "link.sla").symlink_to("parties.sla")
    commit(shop, "Link")
    files = compared("HEAD", None, shop)[0].files
    assert [finding.rule for finding in files.findings] == ["file/unreadable"]


def test_a_broken_lock_and_settings_of_a_revision(shop: Path) -> None:
    write(shop, {"sla.lock": "{", "sla.toml": "colour = 1\n"})
    commit(shop, "Broken")
    write(shop, {"sla.toml": "", "sla.lock": "{}"})
    files = compared("HEAD", None, shop)[0].files
    assert [finding.rule for finding in files.findings] == ["config/unknown-key", "lock/broken"]


def test_names_that_no_option_can_be(shop: Path) -> None:
    write(shop, {"--help.sla": "", "ünï cödé.sla": "", "a\tb.sla": "", "$(touch trapped).sla": ""})
    commit(shop, "Names")
    before, after = compared("HEAD", None, shop)
    assert set(texts(before)) == set(texts(after)) >= {"--help.sla", "ünï cödé.sla", "a\tb.sla"}
    assert not list(shop.rglob("trapped"))


def test_sources_are_texts(shop: Path) -> None:
    assert all(isinstance(source, Source) for source in compared("HEAD", None, shop)[0].files.sources)
