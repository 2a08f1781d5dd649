"""The whole compiler: files -> trees -> workspace -> proofs -> findings.  Every command begins here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import chain
from typing import TYPE_CHECKING

from .collector import uncollected
from .compiler import compile_sources
from .model.settings import Settings, Severity
from .model.workspace import Workspace
from .proof import Proof, findings_of, prove
from .rules.catalogue import GRAVITY, Catalogue, graded, raised, rules_of, with_policies
from .rules.each import Asking
from .rules.rule import Graded
from .rules.waivers import with_waivers
from .text.finding import Finding, Related
from .text.translation import MessageLanguage, translated
from .workspace import WorkspaceFiles

if TYPE_CHECKING:
    from .earlier import EarlierCheck
    from .policy import HousePolicy

UNREAD = ("config", "file", "lock/broken")
"""Families and rules of findings about files that could not be read: the rest of the workspace could not be judged."""
OF_MISSING_RULES = ("config/unknown-rule", "waiver/unknown-rule")
"""Findings about a rule that is named and does not exist."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a run.

    It has the compiled workspace, its findings (errors first, then by place), the number of files read, the proof of
    each promise by its address, the policies that were applied, all rules with their severities in this run,
    policies among them, and the language of the messages.
    """

    workspace: Workspace
    findings: tuple[Graded, ...]
    files: int
    proofs: Mapping[str, Proof] = field(default_factory=dict)
    policies: tuple[HousePolicy, ...] = ()
    rules: Catalogue = field(default_factory=dict)
    language: MessageLanguage = "en"

    @property
    def unjudged(self) -> bool:
        """Whether something could not be read, so that not everything was judged."""
        return any(is_one_of(graded.finding.rule, UNREAD) for graded in self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity and are not waived."""
        return sum(graded.severity == severity and graded.waiver is None for graded in self.findings)

    @property
    def waived(self) -> int:
        """How many findings are waived."""
        return sum(graded.waiver is not None for graded in self.findings)


@uncollected()  # little of it is garbage: every pass of the collector would walk the whole workspace
def run(
    files: WorkspaceFiles,
    as_of: date | None = None,
    *,
    rules: Catalogue | None = None,
    proved: Collection[str] | None = None,
    asked: Collection[str] | None = None,
    language: MessageLanguage | None = None,
    earlier: EarlierCheck | None = None,
    lets_go: bool = False,
) -> Checked:
    """Compiles the files of a workspace, proves its promises, and applies rules, policies and waivers.

    ``as_of`` is the day of judgement; without it, the day in ``sla.toml`` or today. If ``rules`` are given, they
    are applied, and no pack of rules that ``sla.toml`` names is imported. ``proved`` are the agreements whose
    promises are proved; without it, all are. ``asked`` are the rules, and their families, that are applied; without
    it, all are. ``language`` is that of messages; without it, the one of ``sla.toml``.
    What an ``earlier`` check of the workspace found out is not found out again; the result is the same.  The sources
    may be made to let go of their trees (``lets_go``), so that a large workspace needs less memory.
    Findings are sorted, errors first and by place, each once. A mistake of the author never raises an exception.
    """
    settings, day = files.settings, day_of_judgement(as_of, files.settings)
    loaded, unusable = rules_of(settings.validators, files.root) if rules is None else (rules, [])
    sources = (*files.sources, *files.packs)
    compiled = (sources, files.lock, day, settings.horizon, settings.currencies)
    if earlier is None:
        workspace = compile_sources(*compiled, lets_go=lets_go)
        proofs = prove(workspace, proved)
    else:
        earlier.move(sources)
        workspace = compile_sources(*compiled, earlier.compiled, lets_go=lets_go)
        earlier.forget(workspace)
        proofs = earlier.prove(workspace, proved)
    policies, of_policies = _judged(files, workspace, loaded) if workspace.policies or files.packs else ([], ())
    catalogue, misconfigured = raised(with_policies(loaded, workspace.policies.values()), settings.severities)
    asking = Asking(workspace)
    found = chain(
        files.findings,
        unusable,
        misconfigured,
        workspace.findings,
        of_policies,
        _of_changes(workspace),
        findings_of(workspace, proofs.values()) if earlier is None else earlier.findings_of(workspace, proofs),
        *(
            asking.check(rule.check) if earlier is None else earlier.checked(rule, asking)
            for name, rule in catalogue.items()
            if rule.check and (asked is None or is_one_of(name, asked))
        ),
    )
    proved_of = {address.partition("/")[0] for address in proofs}
    promising = (name for name, one in workspace.agreements.items() if any(each.bound for each in one.objectives))
    not_judged = {name for name in promising if name not in proved_of and (proved is None or name in proved)}
    not_judged |= workspace.misread
    findings, of_waivers = with_waivers(graded(catalogue, found), workspace, catalogue, not_judged)
    findings += graded(catalogue, of_waivers)  # A rule that seems to be missing may be in a pack that is not loaded.
    if unusable or (loaded is rules and settings.validators):
        findings = [one for one in findings if one.finding.rule not in OF_MISSING_RULES]
    findings.sort(key=lambda one: (-GRAVITY.index(one.severity), one.finding.sort_key()))
    checked = Checked(workspace, tuple(findings), len(files.sources), proofs, tuple(policies), catalogue)
    return in_language(checked, language or settings.messages)


def _judged(
    files: WorkspaceFiles, workspace: Workspace, rules: Catalogue
) -> tuple[list[HousePolicy], Iterable[Finding]]:
    """The policies of a workspace, and what is found by them, and of them."""
    from .policy import View, compiled, not_policies, unmarked  # few workspaces have any

    policies, senseless = compiled((*files.sources, *files.packs), workspace, files.settings.currencies)
    policies, reserved = apart(rules, policies)
    view = View(workspace)
    found = (finding for policy in policies for finding in policy.findings(view))
    return policies, chain(senseless, reserved, not_policies(files.packs), found, unmarked(policies, view))


def _of_changes(workspace: Workspace) -> Iterator[Finding]:
    """The findings in clauses about changes, and in terms of several levels.

    How changes are weighed takes long to import, and few workspaces need it to be checked.
    """
    if any(one.changes is not None for one in workspace.agreements.values()):
        from .changes.subjects import unknown_subjects

        yield from unknown_subjects(workspace)
    if any(one.meets or one.status == "requirement" for one in workspace.agreements.values()):
        from .changes.requirements import unmet_requirements

        yield from unmet_requirements(workspace)
    if workspace.above:
        from .changes.levels import weakened_terms

        yield from weakened_terms(workspace)


def day_of_judgement(given: date | None, settings: Settings) -> date:
    """The given day, or the day in ``sla.toml``, or today."""
    return given or settings.as_of or today()


def today() -> date:
    """Today's date in UTC: the same day for everyone, wherever the program runs."""
    return datetime.now(UTC).date()


def apart(rules: Catalogue, policies: Iterable[HousePolicy]) -> tuple[list[HousePolicy], list[Finding]]:
    """Separates the policies whose name is also a rule: returns the others, and a finding for each of these."""
    own = [policy for policy in policies if policy.rule not in rules]
    reserved = [
        Finding(
            "policy/reserved-name",
            f"`{policy.rule}` is a rule about policies",
            policy.said.source,
            help="give the policy another name",
            address=policy.said.name,
        )
        for policy in policies
        if policy.rule in rules
    ]
    return own, reserved


def is_one_of(rule: str, names: Collection[str]) -> bool:
    """Whether a rule, or its family, is among these names."""
    return rule in names or rule.partition("/")[0] in names


def narrowed(checked: Checked, select: Collection[str], ignore: Collection[str], paths: Collection[str]) -> Checked:
    """Keeps the findings that are selected (all if nothing is), not ignored, and at or below one of the paths.

    ``select`` and ``ignore`` hold families and names of rules, ``paths`` POSIX paths relative to the workspace.
    Findings about files that could not be read stay.
    """

    def stays(finding: Finding) -> bool:
        selected = not select or is_one_of(finding.rule, select)
        ignored = is_one_of(finding.rule, ignore)
        near = not paths or any(is_below(path, paths) for path in places(finding))
        return is_one_of(finding.rule, UNREAD) or (selected and not ignored and near)

    return replace(checked, findings=tuple(graded for graded in checked.findings if stays(graded.finding)))


def in_language(checked: Checked, language: MessageLanguage) -> Checked:
    """The same result with its messages in a language."""
    if language == checked.language:
        return checked

    findings = tuple(replace(one, finding=said_in(one.finding, language)) for one in checked.findings)
    return replace(checked, findings=findings, language=language)


def said_in(finding: Finding, language: MessageLanguage) -> Finding:
    """A finding with its messages in a language."""
    return replace(
        finding,
        message=translated(finding.message, language),
        label=translated(finding.label, language),
        help=translated(finding.help, language),
        example=translated(finding.example, language),
        related=tuple(Related(one.span, translated(one.message, language)) for one in finding.related),
    )


def unwaived(checked: Checked) -> Checked:
    """The same result as if nothing were waived."""
    return replace(checked, findings=tuple(replace(graded, waiver=None) for graded in checked.findings))


def is_below(path: str, folders: Collection[str]) -> bool:
    """Whether a path is one of these files, or lies in one of these folders; ``.`` is the whole workspace."""
    return any(folder == "." or path == folder or path.startswith(f"{folder}/") for folder in folders)


def places(finding: Finding) -> Iterable[str]:
    """The paths of all files that a finding points to."""
    return (finding.path, *(related.span.source.path for related in finding.related))
