"""What a malicious or careless proposer, and a careless maintainer, may try: what must happen then."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from sla_dsl.cli import main as sla
from sla_dsl.gate.judge import judge
from sla_dsl.gate.reading import read_proposal
from sla_dsl.history.refusal import RefusalError

from ..history.repositories import git, write
from ..history.signature_keys import fingerprint
from .scene import SLA, TODAY, Scene

LOWER = (("at least 99% each", "at least 98% each"), ("below 99% ", "below 98% "))
HIGHER = (("at least 99% each", "at least 99.9% each"), ("below 99% ", "below 99.9% "))
BACK = (("at least 99.9% each", "at least 99% each"), ("below 99.9% ", "below 99% "))
CLAUSE = SLA[SLA.index("  changes {") : SLA.index("  clause law")]
APPROVAL = ("approval", "shop-sla")


def merged(scene: Scene) -> None:
    """A careless maintainer: all commits of the proposal are put on `main` as they are."""
    git(scene.folder, "checkout", "--quiet", "-B", "main")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")


def approved(scene: Scene, today: date = TODAY) -> None:
    scene.approve("Camille Roy", "norvia", today=today)
    scene.approve("Jo Lindqvist", "brun", today=today)


# What the past of the branch hides


def test_a_version_that_stood_on_the_branch_for_a_moment_was_never_agreed_upon(scene: Scene) -> None:
    """A proposal that changes nothing in the end, put on the branch commit by commit, is no promise base."""
    scene.edit("shop.sla", ("status signed", "status draft"))
    scene.commit()
    scene.edit("shop.sla", ("status draft", "status signed"), *LOWER)
    scene.commit()
    write(scene.folder, {"shop.sla": SLA})
    scene.commit()
    assert scene.judge().is_open
    merged(scene)
    scene.edit("shop.sla", *LOWER)
    scene.commit()
    assert APPROVAL in scene.unmet()


def test_what_was_agreed_upon_for_later_is_not_taken_back_alone(scene: Scene) -> None:
    scene.amend("1.1.0", "2027-03-01", *HIGHER)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == []
    merged(scene)
    scene.amend("2.0.0", "2027-03-01", *BACK)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert APPROVAL in scene.unmet()


def test_notice_does_not_begin_before_the_text_is_there(scene: Scene) -> None:
    """Approvals that were merged long ago, alone, and on a forged day, announce nothing to anybody."""
    scene.as_signed(("approval of 2 of norvia and brun, 30 days", "approval of norvia, 30 days"))
    scene.amend("2.0.0", "2026-12-01", *LOWER)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    message = git(scene.folder, "log", "-1", "--format=%B")
    git(scene.folder, "checkout", "--quiet", "main")
    scene.commit(message, on="2026-01-01")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    scene.amend("2.0.0", "2026-12-01", *LOWER)
    scene.commit()
    assert scene.unmet() == [("notice", "shop-sla")]


# Who must approve


def test_a_party_is_not_changed_away(scene: Scene) -> None:
    scene.as_signed((CLAUSE, ""))
    scene.edit("shop.sla", ("customer brun", "customer everyone"), *LOWER)
    scene.edit("shop.sla", ("  version 1.0.0", "  amendment 2.0.0 { effective 2027-01-01 }\n  version 2.0.0"))
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert APPROVAL in scene.unmet()


def test_an_emergency_does_not_change_what_judges_it(scene: Scene) -> None:
    """Neither how long it lasts, nor who must approve what comes next."""
    emergency = 'reason "As agreed"\n    emergency "The link is down"\n'
    scene.amend("2.0.0", "2026-11-24", *LOWER, ("ratification within 10 days", "ratification within 3000 days"))
    scene.edit("shop.sla", ('reason "As agreed"\n', emergency))
    scene.commit()
    scene.approve("Rui Faria", "norvia")
    assert APPROVAL in scene.unmet()


def test_an_emergency_is_not_born_ratified(scene: Scene) -> None:
    emergency = 'reason "As agreed"\n    emergency "The link is down" ratified 2026-11-24 by norvia\n'
    scene.amend("2.0.0", "2026-11-24", *LOWER)
    scene.edit("shop.sla", ('reason "As agreed"\n', emergency))
    scene.commit()
    scene.approve("Rui Faria", "norvia")
    assert APPROVAL in scene.unmet()


def test_whoever_writes_a_change_does_not_accept_what_it_costs(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", ("at least 99.5%", "at least 98.5%"), file="ola.sla")
    scene.commit(author="Camille Roy")
    scene.approve("Rui Faria", "norvia", "shop-ola")
    scene.approve("Camille Roy", "norvia", "shop-sla")
    assert scene.unmet() == [("cascade", "shop-sla")]


def test_an_author_is_known_by_an_address_in_any_case(scene: Scene) -> None:
    scene.amend("1.1.0", "2027-01-01", *HIGHER)
    git(scene.folder, "add", "--all")
    scene.git("commit", "--quiet", "--message", "Higher", "--author=C. Roy <Camille@Norvia.example>")
    scene.approve("Camille Roy", "norvia")
    assert APPROVAL in scene.unmet()


# Ways out


def test_renamed_redrafted_and_for_something_else(scene: Scene) -> None:
    write(scene.folder, {"post.sla": "service post { owner desk hours 24x7 }\n"})
    signed = [line for line in SLA.splitlines() if line.startswith("  signed ")]
    draft = [("status signed", "status draft"), *((f"{line}\n", "") for line in signed)]
    scene.edit("shop.sla", ("sla shop-sla", "sla shop-draft"), *draft)
    scene.commit()
    assert APPROVAL in scene.unmet() or ("approval", "shop-draft") in scene.unmet()
    scene.edit("shop.sla", ("covers shop", "covers post"))
    scene.commit()
    assert APPROVAL in scene.unmet()


def test_what_ends_later_binds_until_then(scene: Scene) -> None:
    scene.as_signed(
        ("status signed", "status ended"), ("  service hours", '  ended 2027-06-30 because "Over"\n  service hours')
    )
    scene.edit("shop.sla", *LOWER)
    scene.commit()
    assert APPROVAL in scene.unmet()


def test_what_never_changes_does_not_change_under_another_name(scene: Scene) -> None:
    name = (("objective uptime", "objective reachable"), ("for uptime", "for reachable"))
    scene.as_signed(("never change clause/law", "never change uptime"))
    scene.amend("2.0.0", "2027-01-01", *name, *LOWER)
    scene.commit()
    assert {("never", "shop-sla"), APPROVAL} <= {*scene.unmet()}
    git(scene.folder, "reset", "--quiet", "--hard", "main")
    scene.amend("1.0.1", "2027-01-01", *name)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert APPROVAL in scene.unmet()


# Another workspace


def test_a_workspace_does_not_vanish(scene: Scene) -> None:
    git(scene.folder, "checkout", "--quiet", "main")
    for name in ("sla.toml", "parties.sla", "shop.sla", "ola.sla"):
        (scene.folder / "legal").mkdir(exist_ok=True)
        (scene.folder / name).rename(scene.folder / "legal" / name)
    scene.commit("In a folder")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    (scene.folder / "legal" / "sla.toml").unlink()
    write(scene.folder, {"sla.toml": 'exclude = ["legal/**"]\n'})
    scene.edit("legal/shop.sla", *LOWER)
    scene.commit()
    with pytest.raises(RefusalError, match="legal"):
        read_proposal(scene.folder / "legal", "main", TODAY)


def test_a_folder_is_not_replaced_by_a_link(scene: Scene) -> None:
    git(scene.folder, "checkout", "--quiet", "main")
    for name in ("sla.toml", "parties.sla", "shop.sla", "ola.sla"):
        (scene.folder / "legal").mkdir(exist_ok=True)
        (scene.folder / name).rename(scene.folder / "legal" / name)
    scene.commit("In a folder")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    (scene.folder / "legal").rename(scene.folder / "other")
    scene.edit("other/shop.sla", *LOWER)
    (scene.folder / "other/shop.sla").unlink()
    (scene.folder / "legal").symlink_to("other")
    scene.commit()
    with pytest.raises(RefusalError, match="legal"):
        read_proposal(scene.folder / "legal", "main", TODAY)


def test_a_workspace_that_is_not_committed_is_not_judged(scene: Scene) -> None:
    write(scene.folder, {"new/sla.toml": "", "new/a.sla": SLA})
    with pytest.raises(RefusalError, match="new"):
        read_proposal(scene.folder / "new", "main", TODAY)


def test_a_repository_inside_of_a_workspace_is_not_judged(scene: Scene) -> None:
    inner = scene.folder / "inner"
    inner.mkdir()
    git(inner, "init", "--quiet", "--initial-branch", "main")
    git(inner, "commit", "--quiet", "--allow-empty", "--message", "Nothing")
    with pytest.raises(RefusalError):
        read_proposal(inner, "main", TODAY)


def test_a_link_is_no_setting(scene: Scene) -> None:
    (scene.folder / "#x").write_text("[severities]\n", encoding="utf-8")
    (scene.folder / "sla.toml").unlink()
    (scene.folder / "sla.toml").symlink_to("#x")
    scene.commit()
    with pytest.raises(RefusalError, match="no file of the commit"):
        scene.judge()
    git(scene.folder, "reset", "--quiet", "--hard", "main")
    (scene.folder / "sla.lock").symlink_to("#x")
    scene.commit()
    assert ("readable", "") in scene.unmet()


# What judges


def test_a_pack_of_policies_is_what_judges(scene: Scene) -> None:
    policy = "policy floor { every objective in sla where metric is availability must have target at least 99% }\n"
    git(scene.folder, "checkout", "--quiet", "main")
    write(
        scene.folder,
        {"house/floor.sla": policy, "sla.toml": 'exclude = ["house/**"]\npolicies = ["house/floor.sla"]\n'},
    )
    scene.commit("A policy")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    write(scene.folder, {"house/floor.sla": policy.replace("99%", "90%")})
    scene.commit()
    assert APPROVAL in scene.unmet()


def test_a_package_of_the_proposal_is_not_imported(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    trap = scene.folder.parent / "sprung"
    write(
        scene.folder,
        {"evil/__init__.py": f"open({str(trap)!r}, 'w')\n", "evil/pack/__init__.py": "", "evil/pack/a.sla": ""},
    )
    scene.edit("sla.toml", ("", 'policies = ["evil.pack"]\n'))
    scene.commit()
    monkeypatch.syspath_prepend(str(scene.folder))
    monkeypatch.chdir(scene.folder)
    scene.judge()
    assert not trap.exists()


def test_the_signatories_of_a_third_party_are_approved(scene: Scene) -> None:
    """An approval of one change of who audits is none of another."""
    auditor = (
        'party auditor "Auditor" {{ time zone Europe/Paris signatory "Ada" as auditor "ada@a.example" key "{}" }}\n'
    )
    ada, rui, jo = (auditor.format(fingerprint(scene.keys[who])) for who in ("A stranger", "Rui Faria", "Jo Lindqvist"))
    write(scene.folder, {"auditor.sla": ada})
    scene.as_signed(("    never change", "    clause needs approval of auditor\n    never change"))
    write(scene.folder, {"auditor.sla": rui})
    scene.commit()
    assert APPROVAL in scene.unmet()
    approved(scene)
    assert scene.unmet() == []
    write(scene.folder, {"auditor.sla": jo})
    scene.commit()
    assert APPROVAL in scene.unmet()


# The record


def test_a_second_amendment_of_a_recorded_version(scene: Scene) -> None:
    scene.amend("1.0.1", "2026-11-24", ('sla shop-sla "Shop"', 'sla shop-sla "The shop"'))
    scene.commit()
    scene.approve("Rui Faria", "norvia")
    assert scene.unmet() == []
    merged(scene)
    first = "  amendment 1.0.1 {\n    effective 2035-01-01\n  }\n"
    scene.edit("shop.sla", ("  amendment 1.0.1", f"{first}  amendment 1.0.1"))
    scene.commit()
    assert scene.unmet() != []


def test_days_at_the_end_of_time(scene: Scene) -> None:
    scene.as_signed(("to 2028-12-31", "to 9999-12-31"), ("30 days notice", "999999999 days notice"))
    scene.amend("2.0.0", "9999-12-01", *LOWER)
    scene.commit()
    assert ("notice", "shop-sla") in scene.unmet()


@pytest.mark.parametrize("notice", ["999999 months", "999999 business days", "99999999 h"])
def test_a_notice_that_never_ends(scene: Scene, notice: str) -> None:
    scene.as_signed(("30 days notice", f"{notice} notice"))
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    assert ("notice", "shop-sla") in scene.unmet()


# Repositories


def test_variables_of_git_name_no_other_repository(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", str(scene.folder), str(other))
    scene.edit("shop.sla", *LOWER)
    scene.commit()
    for name, value in (
        ("GIT_DIR", str(other / ".git")),
        ("GIT_WORK_TREE", str(other)),
        ("GIT_INDEX_FILE", str(other / ".git/index")),
        ("GIT_OBJECT_DIRECTORY", str(other / ".git/objects")),
        ("GIT_NAMESPACE", "other"),
        ("GIT_COMMON_DIR", str(other / ".git")),
    ):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            with suppress(RefusalError):
                assert APPROVAL in scene.unmet(), name


def test_a_hostile_configuration_runs_nothing(scene: Scene) -> None:
    trap = scene.folder.parent / "sprung"
    run = f"touch {trap}"
    hooks = scene.folder.parent / "hooks"
    hooks.mkdir()
    for name in ("post-checkout", "reference-transaction", "pre-commit", "fsmonitor-watchman"):
        (hooks / name).write_text(f"#!/bin/sh\n{run}\n", encoding="utf-8")
        (hooks / name).chmod(0o755)
    write(scene.folder, {".gitattributes": "*.sla diff=evil filter=evil merge=evil\n"})
    scene.edit("shop.sla", *LOWER)
    scene.commit()
    for key, value in (
        ("core.fsmonitor", run),
        ("core.hooksPath", str(hooks)),
        ("core.pager", run),
        ("core.editor", run),
        ("core.sshCommand", run),
        ("core.alternateRefsCommand", run),
        ("gpg.program", run),
        ("gpg.ssh.program", run),
        ("diff.external", run),
        ("diff.evil.textconv", run),
        ("filter.evil.smudge", run),
        ("filter.evil.clean", run),
        ("filter.evil.process", run),
        ("alias.rev-list", f"!{run}"),
        ("alias.cat-file", f"!{run}"),
        ("log.showSignature", "true"),
        ("log.mailmap", "true"),
        ("mailmap.file", "evil"),
        ("i18n.logOutputEncoding", "UTF-16"),
        ("credential.helper", f"!{run}"),
        ("remote.origin.url", f"ext::sh -c {run}"),
        ("remote.origin.promisor", "true"),
        ("extensions.partialClone", "origin"),
        ("protocol.ext.allow", "always"),
        ("uploadpack.packObjectsHook", run),
        ("core.askPass", run),
    ):
        git(scene.folder, "config", key, value)
    assert APPROVAL in scene.unmet()
    assert not trap.exists()


def test_file_names_of_any_bytes(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = os.fsencode(scene.folder)
    for name in (b"bad\xff.sla", "caf\u00e9.sla".encode(), "cafe\u0301.sla".encode(), b"new\nline.sla", b"-x.sla"):
        Path(os.fsdecode(folder + b"/" + name)).write_text("party {", encoding="utf-8")
    scene.commit()
    assert ("readable", "") in scene.unmet()
    monkeypatch.chdir(scene.folder)
    for form in ("text", "json", "markdown"):
        assert sla(["gate", "--against", "main", "--format", form]) == 2, capsys.readouterr()


# One repository, many small attacks


def test_where_everything_is_as_it_was_the_gate_is_open(scene: Scene) -> None:
    """Another file, byte order mark, line ends, a merge of the branch: nothing of it is a change."""
    text = (scene.folder / "shop.sla").read_text(encoding="utf-8")
    (scene.folder / "shop.sla").unlink()
    (scene.folder / "agreements").mkdir()
    (scene.folder / "agreements" / "shop.sla").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    scene.commit("Moved")
    git(scene.folder, "checkout", "--quiet", "main")
    write(scene.folder, {"notes.txt": "Something else\n"})
    scene.commit("Meanwhile")
    git(scene.folder, "checkout", "--quiet", "proposal")
    git(scene.folder, "merge", "--quiet", "--no-edit", "main")
    assert scene.unmet() == []
    git(scene.folder, "tag", "main", "HEAD~1")
    assert scene.unmet() == []


def test_a_merge_that_brings_more_than_its_parents(scene: Scene) -> None:
    git(scene.folder, "checkout", "--quiet", "main")
    write(scene.folder, {"notes.txt": "Something else\n"})
    scene.commit("Meanwhile")
    git(scene.folder, "checkout", "--quiet", "proposal")
    git(scene.folder, "merge", "--quiet", "--no-commit", "--no-ff", "main")
    scene.edit("shop.sla", *LOWER)
    scene.commit("Merge")
    assert APPROVAL in scene.unmet()


def test_words_that_only_look_like_an_approval(scene: Scene) -> None:
    """Of another version, another agreement, another name, in two commits, by a tag or a note."""
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    scene.approve("Jo Lindqvist", "brun")
    good = git(scene.folder, "log", "-1", "--format=%B")
    git(scene.folder, "reset", "--quiet", "--hard", "HEAD~1")
    assert scene.unmet() == [APPROVAL]
    lines = good.splitlines()
    for one in (
        good.replace("2.0.0", "2.0.1"),
        good.replace("shop-sla", "shop-ola"),
        good.replace("Jo Lindqvist", "Jo Lindqvist "),
        good.replace("Jo Lindqvist", "J\u043e Lindqvist"),
        good.replace('"Jo Lindqvist" for brun', '"Jo Lindqvist" for norvia'),
        good.replace("SLA-Signature: ", "SLA-Signature: AAAA"),
        "\n".join(lines[:-1]),
        lines[-1],
    ):
        scene.commit(one, author="Jo Lindqvist")
    git(scene.folder, "notes", "add", "-m", good)
    git(scene.folder, "tag", "-a", "approval", "-m", good)
    assert scene.unmet() == [APPROVAL]
    scene.commit("Squashed:\n\n> ```\n" + "\n".join(f">     {line}" for line in lines) + "\n> ```")
    assert scene.unmet() == []


def test_approvals_are_of_one_agreement_and_one_base(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.amend("2.0.0", "2027-01-01", ("at least 99.5%", "at least 98.5%"), file="ola.sla")
    scene.commit()
    approved(scene)
    assert ("approval", "shop-ola") in scene.unmet()
    scene.approve("Rui Faria", "norvia", "shop-ola")
    assert scene.unmet() == []
    scene.edit("parties.sla", ("08:00-18:00", "08:00-17:00"))
    scene.commit()
    assert APPROVAL in scene.unmet()


def test_a_signatory_who_is_gone_or_has_another_role_approves_nothing(scene: Scene) -> None:
    scene.amend("1.1.0", "2027-01-01", *HIGHER)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == []
    git(scene.folder, "checkout", "--quiet", "main")
    scene.edit("parties.sla", ("as service-level-manager", "as assistant"))
    scene.commit("Another role")
    git(scene.folder, "checkout", "--quiet", "proposal")
    git(scene.folder, "merge", "--quiet", "--no-edit", "main")
    assert APPROVAL in scene.unmet()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("shop.sla", "provider norvia", "provider desk"),
        ("shop.sla", "covers shop", "covers post"),
        ("shop.sla", "each calendar month\n  credit", "each calendar year\n  credit"),
        ("shop.sla", "fee = 1000 EUR", "fee = 10 EUR"),
        ("shop.sla", "  backed by shop-ola\n", ""),
        ("shop.sla", "to 2028-12-31", "to 2027-12-31"),
        ("shop.sla", "sla shop-sla", "uc shop-sla"),
        ("shop.sla", "sla shop-sla", "standard sla shop-sla"),
        ("parties.sla", "as buyer", "as clerk"),
        ("parties.sla", "team operations of norvia", "team operations of brun"),
        ("parties.sla", "time zone Europe/Paris\n  open", "time zone America/New_York\n  open"),
        ("shop.sla", "status signed", "status proposed"),
        ("shop.sla", "approval of 2 of norvia and brun", "approval of norvia"),
        ("shop.sla", "  clause law", '  waive backing until 2027-06-30 because "Soon"\n  clause law'),
    ],
)
def test_nothing_changes_unseen(unsigned: Scene, file: str, old: str, new: str) -> None:
    write(unsigned.folder, {"post.sla": "service post { owner desk hours 24x7 }\n"})
    unsigned.edit(file, (old, new))
    unsigned.commit()
    assert not unsigned.judge().is_open


@pytest.mark.parametrize(
    ("effective", "unmet"),
    [
        ("2027-01-31", {"boundary", "window"}),
        ("2028-02-29", {"boundary", "window"}),
        ("2028-12-01", set()),
        ("2029-01-02", {"errors", "boundary", "window", "term-end"}),
        ("2026-11-23", {"notice", "boundary", "retroactive", "window"}),
    ],
)
def test_the_day_of_a_lowered_promise(scene: Scene, effective: str, unmet: set[str]) -> None:
    scene.amend("2.0.0", effective, *LOWER)
    scene.commit()
    assert {kind for kind, _agreement in scene.unmet()} - {"approval"} == unmet


def test_two_emergencies_in_a_row(scene: Scene) -> None:
    """The second one does not make the first one last; after both have lapsed there is what was before."""
    line = 'reason "As agreed"\n    emergency "The link is down"\n'
    scene.amend("2.0.0", "2026-11-24", *LOWER)
    scene.edit("shop.sla", ('reason "As agreed"\n', line))
    scene.commit()
    merged(scene)
    scene.amend("3.0.0", "2026-12-03", ("at least 98% each", "at least 97% each"), ("below 98% ", "below 97% "))
    scene.edit("shop.sla", ('reason "As agreed"\n  }', f"{line}  }}"))
    scene.commit()
    scene.approve("Rui Faria", "norvia", today=date(2026, 12, 3))
    assert scene.judge(date(2026, 12, 10)).bases["shop-sla"].version == "1.0.0"


def test_a_repository_of_another_shape(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A work tree of its own is judged as any; in a bare repository there is nothing checked out."""
    scene.edit("shop.sla", *LOWER)
    scene.commit()
    git(scene.folder, "checkout", "--quiet", "main")
    git(scene.folder, "worktree", "add", "--quiet", str(tmp_path / "tree"), "proposal")
    assert APPROVAL in [
        (one.id, one.agreement)
        for one in judge(read_proposal(tmp_path / "tree", "main", TODAY)).conditions
        if not one.met
    ]
    git(tmp_path, "clone", "--quiet", "--bare", str(scene.folder), str(tmp_path / "bare"))
    write(tmp_path / "bare", {"sla.toml": ""})
    monkeypatch.chdir(tmp_path / "bare")
    assert sla(["gate", "--against", "main"]) == 2
    monkeypatch.chdir(scene.folder)
    for name in ("-x", "--output=x", "nothing", "main~0", "a\nb", "../main"):
        assert sla(["gate", f"--against={name}"]) == 2


def test_objects_that_are_replaced_or_missing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.edit("shop.sla", *LOWER)
    head = scene.commit()
    git(scene.folder, "replace", head, "main")
    write(scene.folder, {".git/info/grafts": f"{head}\n"})
    assert APPROVAL in scene.unmet()
    git(scene.folder, "replace", "--delete", head)
    blob = git(scene.folder, "rev-parse", "HEAD:shop.sla")
    (scene.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    monkeypatch.chdir(scene.folder)
    assert sla(["gate", "--against", "main"]) == 2
