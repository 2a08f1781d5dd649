"""The whole compiler: sources -> trees -> workspace -> findings, without input or output."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from .changes.subjects import unknown_subjects
from .compiler import compile_sources
from .model.lock import Lock
from .model.settings import Settings
from .model.workspace import Workspace
from .policy import HousePolicy, View, compiled, not_policies
from .proof import Proof, findings_of, prove
from .rules.catalogue import Catalogue, severities, with_policies
from .rules.rule import Graded, Severity
from .rules.waivers import with_waivers
from .text.finding import Finding
from .text.source import Source

UNREAD = ("config", "file", "lock/broken")
"""The families and rules of what could not be read, so that the rest could not be judged."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run found out.

    The compiled workspace, its findings by place, how many files were read, the proof of each promise by its
    address, the policies that were applied, and all rules, those of the policies included.
    """

    workspace: Workspace
    findings: tuple[Graded, ...]
    files: int
    proofs: Mapping[str, Proof] = field(default_factory=dict)
    policies: tuple[HousePolicy, ...] = ()
    rules: Catalogue = field(default_factory=dict)

    @property
    def unjudged(self) -> bool:
        """Whether something could not be read."""
        return any(is_one_of(graded.finding.rule, UNREAD) for graded in self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity and are not waived."""
        return sum(graded.severity == severity and graded.waiver is None for graded in self.findings)

    @property
    def waived(self) -> int:
        """How many findings are waived."""
        return sum(graded.waiver is not None for graded in self.findings)


def check(
    sources: Sequence[Source],
    lock: Lock,
    settings: Settings,
    as_of: date,
    rules: Catalogue,
    found: Iterable[Finding] = (),
    packs: Sequence[Source] = (),
    proved: Collection[str] | None = None,
) -> Checked:
    """Compiles the sources and applies the rules and policies; ``found`` is what reading them had already found.

    ``packs`` are the files of policies that the settings name, ``proved`` the agreements whose promises are (all
    without it).
    Pure: the same values give the same result.  Findings are sorted by place, each once.
    """
    workspace = compile_sources((*packs, *sources), lock, as_of, settings.horizon, settings.currencies)
    policies, senseless = compiled((*sources, *packs), workspace, settings.currencies)
    policies, reserved = apart(rules, policies)
    rules = with_policies(rules, [policy.said for policy in policies])
    severity, misconfigured = severities(rules, settings.severities)
    view = View(workspace)
    proofs = prove(workspace, proved)
    checks = (rule.check for rule in rules.values() if rule.check)
    findings = chain(
        found,
        misconfigured,
        workspace.findings,
        senseless,
        reserved,
        not_policies(packs),
        unknown_subjects(workspace),
        findings_of(workspace, proofs.values()),
        *(policy.findings(view) for policy in policies),
        *(apply(workspace) for apply in checks),
    )
    graded = [Graded(severity.get(finding.rule, "error"), finding) for finding in dict.fromkeys(findings)]
    accepted, of_waivers = with_waivers(graded, workspace, rules)
    accepted += [Graded(severity[finding.rule], finding) for finding in of_waivers]
    accepted.sort(key=lambda one: one.finding.sort_key())
    return Checked(workspace, tuple(accepted), len(sources), proofs, tuple(policies), rules)


def apart(rules: Catalogue, policies: Iterable[HousePolicy]) -> tuple[list[HousePolicy], list[Finding]]:
    """The policies, without those that have the name of a rule, which are found."""
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
    """Whether a rule is among families and names of rules."""
    return rule in names or rule.partition("/")[0] in names


def narrowed(checked: Checked, select: Collection[str], ignore: Collection[str], paths: Collection[str]) -> Checked:
    """Only the findings that are selected (all if nothing is), not ignored, and take place below one of the paths.

    ``select`` and ``ignore`` hold families and names, ``paths`` POSIX paths relative to the
    workspace.  What could not be read stays.
    """

    def stays(finding: Finding) -> bool:
        selected = not select or is_one_of(finding.rule, select)
        ignored = is_one_of(finding.rule, ignore)
        near = not paths or any(is_below(path, paths) for path in places(finding))
        return is_one_of(finding.rule, UNREAD) or (selected and not ignored and near)

    return replace(checked, findings=tuple(graded for graded in checked.findings if stays(graded.finding)))


def unwaived(checked: Checked) -> Checked:
    """The same as if nothing were waived."""
    return replace(checked, findings=tuple(replace(graded, waiver=None) for graded in checked.findings))


def is_below(path: str, folders: Collection[str]) -> bool:
    """Whether a path is one of these files or lies in one of these folders; ``.`` is the workspace."""
    return any(folder == "." or path == folder or path.startswith(f"{folder}/") for folder in folders)


def places(finding: Finding) -> Iterable[str]:
    """The paths of all files in which a finding takes place."""
    return (finding.path, *(related.span.source.path for related in finding.related))
