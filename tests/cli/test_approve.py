"""``sla approve``: what it shows, signs and commits, and what it refuses."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from sla_dsl.cli import main
from sla_dsl.gate.reading import read_proposal
from sla_dsl.gate.statement import ApprovalStatement, statements
from sla_dsl.history.signatures import signer

from ..history.repositories import commit, git, write
from ..history.signature_keys import PASSPHRASE, OpenPGP, fingerprint, signed, ssh_key
from .conftest import Outcome, Sla

TODAY = date(2026, 11, 24)
"""The day of the commands and of what is asked beside them, also at midnight."""
PARTIES = """
party norvia {{
  time zone Europe/Paris
  signatory "Camille Roy" as manager "camille@norvia.example" key "{}"
}}
party brun {{
  time zone Europe/Paris
  signatory "Jo \\"J\\" Brun" as owner "jo@brun.example" key "{}"
  signatory "Al Keyless" as clerk "al@brun.example"
}}
team desk of norvia
service web {{ owner desk offered to brun from 2026-01-01 }}
"""
SHOP = """
sla shop {{
  provider norvia
  customer brun
  covers web
  version {}
  status signed
  signed 2026-01-01 by "Camille Roy" for norvia
  in force from 2026-01-01
  objective uptime: availability at least {} during 24x7 each calendar month {{ owned by desk }}
}}
"""


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("keys")
    return {"camille": ssh_key(folder), "jo": ssh_key(folder, passphrase=PASSPHRASE), "other": ssh_key(folder, "ecdsa")}


@pytest.fixture
def shop(tmp_path: Path, keys: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository in which the branch `proposal` weakens an agreement of `main`."""
    folder = tmp_path / "shop"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith(("GIT_", "SSH_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.chdir(folder)
    monkeypatch.setattr("sla_dsl.cli.approve.today", lambda: TODAY)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    write(folder, {"sla.toml": ""})
    parties = PARTIES.format(fingerprint(keys["camille"]), fingerprint(keys["jo"]))
    commit(folder, "Start", parties=parties, shop=SHOP.format("1.0.0", "99%"))
    git(folder, "checkout", "--quiet", "-b", "proposal")
    commit(folder, "Less", shop=SHOP.format("2.0.0", "98%"))
    be(folder, "Camille", "camille@norvia.example", keys["camille"])
    return folder


def be(folder: Path, name: str, email: str, key: Path | None = None) -> None:
    """Lets Git know somebody in a repository."""
    settings = {"user.name": name, "user.email": email, "gpg.format": "ssh"}
    for setting, value in (settings | ({"user.signingkey": str(key)} if key else {})).items():
        git(folder, "config", setting, value)


@pytest.fixture
def sla(shop: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Sla:
    """Runs a command line in the repository; the names of commits are printed as letters."""

    def run_line(*arguments: str) -> Outcome:
        before = git(shop, "rev-parse", "main", "HEAD").split()
        code = main(("approve", *arguments))
        out, err = (text.decode() for text in capfdbinary.readouterr())
        for letter, sha in zip("MPA", (*before, git(shop, "rev-parse", "HEAD")), strict=True):
            err = err.replace(sha[:10], letter * 10)
        return Outcome(code, out, err)

    return run_line


def approval(folder: Path, revision: str = "HEAD") -> tuple[ApprovalStatement, bytes | None]:
    (found,) = statements(git(folder, "show", "--no-patch", "--format=%B", revision))
    return found


def test_an_approval(shop: Path, sla: Sla, keys: dict[str, Path]) -> None:
    before = git(shop, "rev-parse", "HEAD")
    done = sla("shop", "--yes")
    changes, _, whole = done.out.partition("\nwhat an approval of shop is bound to:\n")
    assert whole.startswith("\n# shop.sla:2\nsla shop {\n  provider norvia\n")
    assert done._replace(out=changes) == Outcome(
        0,
        f"""\
weakening[objective-bound-lowered] shop/uptime
  - availability at least [-99%-] during 24x7 each calendar month         shop.sla:10
  + availability at least {{+98%+}} during 24x7 each calendar month         shop.sla:10
  = worse for brun, better for norvia

editorial[version-changed] shop
  - 1.0.0{" " * 65}shop.sla:2
  + 2.0.0{" " * 65}shop.sla:2
  = no effect on anybody
""",
        f"""\
1 weakening, 1 editorial from shop 1.0.0 (MMMMMMMMMM) to shop 2.0.0 (PPPPPPPPPP)
Camille Roy approves it for norvia, signed with {fingerprint(keys["camille"])}
approved in commit AAAAAAAAAA, which changes no file; push it with what it approves
""",
    )
    assert git(shop, "rev-parse", "HEAD^@") == before
    assert git(shop, "diff", "HEAD^", "HEAD") == git(shop, "status", "--porcelain") == ""
    assert git(shop, "symbolic-ref", "HEAD") == "refs/heads/proposal"
    assert git(shop, "show", "--no-patch", "--format=%an <%ae> %s") == (
        "Camille <camille@norvia.example> Approve shop 2.0.0 for norvia"
    )
    statement, signature = approval(shop)
    assert (statement.agreement, statement.version, statement.party) == ("shop", "2.0.0", "norvia")
    assert signature
    assert signer(statement.text.encode(), signature) == fingerprint(keys["camille"])


def test_all_that_is_approved_is_shown_whole(shop: Path, sla: Sla) -> None:
    words = [f"{word}{at}" for at in range(800) for word in ("liable", "not")]
    clause = f'clause law "Law" """{" ".join(words)}"""'
    text = SHOP.format("2.0.0", "98%").replace("  objective", f"  {clause}\n  service hours daytime\n  objective")
    days = "calendar daytime {\n  time zone Europe/Paris\n  open Mon-Fri 08:00-18:00\n  closed 2026-12-24\n}"
    commit(shop, "More", shop=text, days=days)
    shown = sla("shop", "--yes").out
    assert clause in shown
    assert days in shown
    assert "party brun" in shown
    assert "metric availability" in shown
    assert "main-branch = main" in shown


def test_an_approval_is_taken_back(shop: Path, sla: Sla) -> None:
    assert sla("shop", "--yes").code == 0
    given, _signature = approval(shop)
    done = sla("shop", "--yes", "--withdraw")
    assert (done.code, done.err.splitlines()[-1]) == (
        0,
        "withdrawn in commit AAAAAAAAAA, which changes no file; it counts once it is merged",
    )
    statement, signature = approval(shop)
    assert statement == replace(given, withdrawn=True)
    assert statement.text.startswith("SLA-Withdrawal: shop 2.0.0 ")
    assert signature
    assert signer(given.text.encode(), signature) is None
    assert read_proposal(shop, "main", TODAY).approvals["shop"] == ()


@pytest.mark.parametrize("how", ["squash", "rebase", "cherry-pick", "amend"])
def test_an_approval_survives_what_git_does(shop: Path, sla: Sla, how: str) -> None:
    assert sla("shop", "--yes").code == 0
    given = approval(shop)
    git(shop, "checkout", "--quiet", "main")
    commit(shop, "Elsewhere", other="party other { time zone Europe/Paris }")
    match how:
        case "squash":
            git(shop, "merge", "--quiet", "--squash", "proposal")
            git(shop, "commit", "--quiet", "--no-edit")
        case "rebase":
            git(shop, "rebase", "--quiet", "main", "proposal")
        case "cherry-pick":
            git(shop, "cherry-pick", "--allow-empty", "-x", "main..proposal")
        case "amend":
            git(shop, "checkout", "--quiet", "proposal")
            git(shop, "commit", "--quiet", "--amend", "--allow-empty", "--signoff", "--no-edit")
    assert approval(shop) == given
    if how in ("squash", "rebase"):
        assert counted(shop) == [(given[0], True)]


def counted(shop: Path) -> list[tuple[ApprovalStatement, bool]]:
    """The approvals that the gate finds, and whether it believes them."""
    found = read_proposal(shop, None, TODAY).approvals.get("shop", ())
    return [(one.statement, one.verified) for one in found]


@pytest.mark.parametrize("forged", ["brun", "norvia"])
def test_a_forged_approval_is_not_believed(shop: Path, sla: Sla, keys: dict[str, Path], forged: str) -> None:
    """A signature under the name of somebody else, and one of another statement."""
    assert sla("shop", "--yes").code == 0
    given, signature = approval(shop)
    git(shop, "update-ref", "HEAD", "HEAD^")
    statement = replace(given, party=forged, signatory='Jo "J" Brun' if forged == "brun" else given.signatory)
    with_wrong_key = signed(keys["other"], statement.text.encode())
    for wrong in (with_wrong_key, signature if forged == "brun" else with_wrong_key[:-1]):
        commit(shop, f"Approve\n\n{statement.trailers(wrong)}")
        assert set(counted(shop)) == {(statement, False)}


def test_an_approval_of_something_else_is_not_found(shop: Path, sla: Sla) -> None:
    assert sla("shop", "--yes").code == 0
    assert counted(shop) == [(approval(shop)[0], True)]
    commit(shop, "Even less", shop=SHOP.format("2.0.0", "97%"))
    assert counted(shop) == []


@pytest.mark.skipif(shutil.which("gpg") is None, reason="gpg is not installed")
def test_an_openpgp_key(shop: Path, sla: Sla, keys: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(OpenPGP(shop.parent / "gnupg")) as jo:
        git(shop, "checkout", "--quiet", "main")
        write(shop, {"keys/jo.asc": jo.public.decode()})
        key = f"openpgp:{jo.fingerprint.lower()}"
        commit(shop, "The key of Jo", parties=PARTIES.format(fingerprint(keys["camille"]), key))
        git(shop, "rebase", "--quiet", "main", "proposal")
        be(shop, "Jo", "jo@brun.example")
        git(shop, "config", "gpg.format", "openpgp")
        git(shop, "config", "user.signingkey", jo.fingerprint[-16:])
        monkeypatch.setenv("GNUPGHOME", str(jo.folder))
        assert key in sla("shop", "--yes").err
        assert counted(shop) == [(approval(shop)[0], True)]
        git(shop, "config", "user.signingkey", "nobody@brun.example")
        assert "`gpg` has no secret key" in refused(shop, sla, "shop")


def expected(shop: Path) -> ApprovalStatement:
    """What an approval of what is checked out now would say."""
    assert main(("approve", "shop", "--yes")) == 0
    found = approval(shop)[0]
    git(shop, "update-ref", "HEAD", "HEAD^")
    return found


def test_an_approval_dies_when_a_value_moves_and_not_when_the_layout_does(shop: Path, sla: Sla) -> None:
    assert sla("shop", "--yes").code == 0
    given, _signature = approval(shop)
    commit(shop, "Layout", shop="# in other words\n" + SHOP.format("2.0.0", "98.0%").replace("\n  ", "\n      "))
    assert expected(shop) == given
    commit(shop, "Even less", shop=SHOP.format("2.0.0", "97%"))
    assert expected(shop).promise != given.promise
    commit(shop, "Back", shop=SHOP.format("2.0.0", "98%"))
    assert expected(shop) == given


def test_an_approval_by_somebody_else_may_follow(shop: Path, sla: Sla, keys: dict[str, Path]) -> None:
    assert sla("shop", "--yes").code == 0
    be(shop, "Jo", "nobody@brun.example")
    assert sla("shop", "--yes", "--as", 'Jo "J" Brun', "--key", str(keys["camille"])).err == (
        f'Error: {fingerprint(keys["camille"])} is not the key of Jo "J" Brun\n'
        f"help: sign with {fingerprint(keys['jo'])}\n"
    )
    assert len(git(shop, "log", "--format=%H", "main..").split()) == 2


def test_a_dirty_working_tree_is_neither_judged_nor_committed(shop: Path, sla: Sla) -> None:
    write(shop, {"notes.txt": "mine", "parties.sla": "# reviewed\n" + (shop / "parties.sla").read_text()})
    git(shop, "add", "notes.txt")
    assert sla("shop", "--yes").code == 0
    assert git(shop, "diff", "HEAD^", "HEAD") == ""
    assert git(shop, "status", "--porcelain").split("\n") == ["A  notes.txt", " M parties.sla"]


def test_what_is_not_committed_is_not_approved(shop: Path, sla: Sla) -> None:
    write(shop, {"shop.sla": SHOP.format("2.0.0", "97%")})
    assert refused(shop, sla, "shop") == (
        "Error: `shop`, or what it stands on, is another in your files than in the commit that is checked out\n"
        "help: commit first, or put your changes aside\n"
    )


def test_no_hook_runs(shop: Path, sla: Sla, tmp_path: Path) -> None:
    trap = tmp_path / "trapped"
    hooks = shop / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("pre-commit", "commit-msg", "post-commit", "prepare-commit-msg", "reference-transaction"):
        (hooks / hook).write_text(f"#!/bin/sh\ntouch {trap}\n", encoding="utf-8")
        (hooks / hook).chmod(0o755)
    assert sla("shop", "--yes").code == 0
    assert not trap.exists()


def test_a_detached_head(shop: Path, sla: Sla) -> None:
    git(shop, "checkout", "--quiet", "--detach")
    assert sla("shop", "--yes").code == 0
    assert git(shop, "rev-parse", "HEAD^") == git(shop, "rev-parse", "proposal")


def test_nobody_is_asked_where_there_is_no_terminal(sla: Sla) -> None:
    done = sla("shop")
    assert (done.code, done.err.split("\n")[-2]) == (2, "Error: nobody can be asked here: say `--yes`")


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 130), ("", 130)])
def test_who_sits_at_a_terminal_is_asked(
    shop: Path, sla: Sla, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    before = git(shop, "rev-parse", "HEAD")
    monkeypatch.setattr("sys.stdin", Terminal(f"{answer}\n"))
    assert sla("shop").code == code
    assert (git(shop, "rev-parse", "HEAD") == before) == (code != 0)


def refused(shop: Path, sla: Sla, *arguments: str, code: int = 2) -> str:
    before = git(shop, "rev-parse", "HEAD")
    done = sla(*arguments, "--yes")
    assert (done.code, git(shop, "rev-parse", "HEAD")) == (code, before)
    return done.err


def test_who_is_no_signatory(shop: Path, sla: Sla, keys: dict[str, Path]) -> None:
    be(shop, "Mel", "mel@other.example", keys["other"])
    said = refused(shop, sla, "shop")
    assert said.startswith(f"Error: the key {fingerprint(keys['other'])} belongs to no signatory who may approve\n")
    assert f"Camille Roy for norvia (camille@norvia.example, {fingerprint(keys['camille'])})" in said
    assert "`Mel`" in refused(shop, sla, "shop", "--as", "Mel")


def test_who_has_no_key(shop: Path, sla: Sla, keys: dict[str, Path]) -> None:
    be(shop, "Al", "AL@brun.example", keys["other"])
    assert f'let `key "{fingerprint(keys["other"])}"` be added' in refused(shop, sla, "shop")
    git(shop, "config", "--unset", "user.signingkey")
    assert "git config user.signingkey FILE" in refused(shop, sla, "shop")
    git(shop, "config", "user.signingkey", str(shop / "absent"))
    assert "no SSH key that can be read" in refused(shop, sla, "shop")


def test_a_signatory_counts_once_he_is_on_the_main_branch(shop: Path, sla: Sla, keys: dict[str, Path]) -> None:
    parties = PARTIES.format(fingerprint(keys["camille"]), fingerprint(keys["other"]))
    commit(shop, "Another key", parties=parties)
    assert "belongs to no signatory" in refused(shop, sla, "shop", "--key", str(keys["other"]), "--as", "Mel")
    be(shop, "Jo", "jo@brun.example", keys["other"])
    assert "is not the key of Jo" in refused(shop, sla, "shop")


def test_a_wrong_passphrase(shop: Path, sla: Sla, keys: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    be(shop, "Jo", "jo@brun.example", keys["jo"])
    ask = shop.parent / "ask"
    ask.write_text("#!/bin/sh\necho wrong\n", encoding="ascii")
    ask.chmod(0o755)
    monkeypatch.setenv("SSH_ASKPASS", str(ask))
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    assert f"`ssh-keygen` did not sign with the key {fingerprint(keys['jo'])}\n" in refused(shop, sla, "shop")
    ask.write_text(f"#!/bin/sh\necho {PASSPHRASE}\n", encoding="ascii")
    assert sla("shop", "--yes").code == 0
    assert approval(shop)[0].signatory == 'Jo "J" Brun'


def test_other_refusals(shop: Path, sla: Sla) -> None:
    assert "did you mean `shop`?" in refused(shop, sla, "shpo")
    commit(shop, "Broken", shop=SHOP.format("2.0.0", "98% nonsense"))
    assert "has mistakes" in refused(shop, sla, "shop", code=1)
    git(shop, "reset", "--quiet", "--hard", "main")
    commit(shop, "Nothing", other="party other { time zone Europe/Paris }")
    assert "nothing changes in `shop`" in refused(shop, sla, "shop")


def test_a_branch_without_commits(shop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    git(shop, "symbolic-ref", "HEAD", "refs/heads/unborn")
    assert main(("approve", "shop", "--yes")) == 2
    assert capfd.readouterr().err.startswith("Error: nothing is committed on this branch yet\n")


def test_who_git_does_not_know(shop: Path, sla: Sla) -> None:
    git(shop, "config", "user.useConfigOnly", "true")
    git(shop, "config", "--unset", "user.email")
    assert "Git does not know who you are" in refused(shop, sla, "shop")


def test_without_signatures_an_approval_is_unverified(shop: Path, sla: Sla) -> None:
    git(shop, "checkout", "--quiet", "main")
    write(shop, {"sla.toml": "require-signed-approvals = false\n"})
    commit(shop, "Trust")
    git(shop, "rebase", "--quiet", "main", "proposal")
    git(shop, "config", "--unset", "user.signingkey")
    be(shop, "Al", "al@brun.example")
    done = sla("shop", "--yes")
    assert (done.code, "unsigned: the approval will be called unverified" in done.err) == (0, True)
    assert approval(shop) == (approval(shop)[0], None)
    assert approval(shop)[0].signatory == "Al Keyless"


def test_a_new_agreement_and_one_that_goes(shop: Path, sla: Sla) -> None:
    new = SHOP.format("1.0.0", "97%").replace("sla shop", "sla stall")
    commit(shop, "One more", stall=new)
    assert sla("stall", "--yes").code == 0
    assert (approval(shop)[0].agreement, approval(shop)[0].version) == ("stall", "1.0.0")
    (shop / "shop.sla").unlink()
    commit(shop, "One less")
    assert sla("shop", "--yes").code == 0
    assert (approval(shop)[0].agreement, approval(shop)[0].version) == ("shop", "none")


def test_a_key_of_the_settings_may_be_text_in_the_agent(shop: Path, sla: Sla, keys: dict[str, Path]) -> None:
    git(shop, "config", "user.signingkey", keys["camille"].with_name("ed25519.pub").read_text().strip())
    said = refused(shop, sla, "shop")
    assert "or in the agent" in said
    assert fingerprint(keys["camille"]) in said


def test_the_policies_of_a_pack_are_no_changes(shop: Path, sla: Sla) -> None:
    """The promise in force was recorded under the same packs as the proposal."""
    git(shop, "checkout", "--quiet", "main")
    write(shop, {"sla.toml": 'policies = ["baseline"]\n'})
    commit(shop, "Policies")
    git(shop, "checkout", "--quiet", "-B", "proposal")
    commit(shop, "Less", shop=SHOP.format("2.0.0", "98%"))
    done = sla("shop", "--yes")
    assert done.code == 0
    assert "objective-bound-lowered" in done.out
    assert "policy-added" not in done.out
