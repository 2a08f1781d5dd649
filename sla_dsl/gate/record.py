"""Whether a step is recorded: by one new amendment with the right version, and with the earlier record unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..algebra.in_force import lapsed, takes_effect
from ..changes.change import Class
from ..changes.meaning import meaning
from ..model.agreement import Agreement
from ..model.changes import Amendment
from .judgement import GateCondition
from .proposal import AgreementChange
from .requirements import Needs, change_class, named, worst

_STEP: dict[Class, str] = {"editorial": "patch", "strengthening": "minor", "weakening": "major"}
"""The part of the version that goes up by one: who reads only the number sees whether something was weakened."""


def record_conditions(step: AgreementChange, today: date, earliest: date | None) -> Iterator[GateCondition]:
    """The conditions for the record of a step; an agreement that is removed has no record.

    ``earliest`` is the first day on which it may lawfully take effect, if there is one.
    """
    if step.after is None or step.rules is None:
        return
    yield from _earlier(step, step.rules, today)
    if not step.changes and not step.new_amendments:
        return
    new = step.new_amendments
    given = " and ".join(one.version for one in new) or "none"
    block = f'amendment {next_version(step)} {{ effective {earliest or "DATE"} reason "…" }}'
    help_ = f"write `version {next_version(step)}` and `{block}` in `{step.name}`: `sla amend {step.name}` does"
    help_ = help_ if not new else f"let one of them stay, as `{block}`"
    because, met = named(step.since_recorded), len(new) == 1
    yield GateCondition("amendment", step.name, met, "one new amendment", given, "" if met else help_, because)
    yield _version(step, step.after, step.rules)
    if len(new) == 1:
        yield from _has_day(step, new[0])
        yield from _order(step, new[0], step.rules)


def evidence_conditions(step: AgreementChange, required: Needs) -> Iterator[GateCondition]:
    """Evidence that must exist before a change is accepted; the gate can only see whether the amendment names some."""
    given = [evidence for one in step.new_amendments for evidence in one.evidence]
    asking: dict[str, list[str]] = {}
    for one in required.requirements:
        for wanted in one.evidence:
            asking.setdefault(wanted, []).extend(required.because(one))
    for wanted, because in asking.items():
        help_ = "" if given else 'write `evidence "…"` in the amendment, with the place where it is found'
        said = ", ".join(given) or "none"
        yield GateCondition("evidence", step.name, bool(given), wanted, said, help_, tuple(dict.fromkeys(because)))


def _earlier(step: AgreementChange, rules: Agreement, today: date) -> Iterator[GateCondition]:
    """Amendments and signatures of the rules base stay; an emergency may be ratified, and goes if it has lapsed."""
    assert step.after is not None
    now = {one.version: one for one in step.after.amendments}
    over = lapsed(rules, today)  # what lapsed never bound after that day, and the file goes back to what does
    lost = [one.version for one in rules.amendments if one.version not in now and one not in over]
    lost += [one.version for one in rules.amendments if one.version in now and not _same(one, now[one.version])]
    lines = {(one.on, one.by, one.party) for one in step.after.signatures}
    lost += [f"signed {one.on} by {one.by}" for one in rules.signatures if (one.on, one.by, one.party) not in lines]
    if lost:
        said = ", ".join(lost)
        help_ = "put it back as it was: what is recorded stays"
        yield GateCondition("earlier-amendments", step.name, False, "the record as it is", f"changed: {said}", help_)


def _same(before: Amendment, after: Amendment) -> bool:
    """Whether an amendment is unchanged, apart from a ratification since."""
    if before.emergency and after.emergency and before.emergency.ratified is None:
        emergency = before.emergency.model_copy(update={"ratified": after.emergency.ratified, "by": after.emergency.by})
        before = before.model_copy(update={"emergency": emergency})
    return bool(meaning(before) == meaning(after))


def _version(step: AgreementChange, after: Agreement, rules: Agreement) -> GateCondition:
    if not _versions(rules):
        met = after.version is not None
        return GateCondition(
            "version", step.name, met, "a version", after.version or "none", "" if met else "version 1.0.0"
        )
    wanted, size = next_version(step), _STEP[worst(step.since_recorded, step.name)]
    recorded = step.new_amendments[-1].version if step.new_amendments else after.version
    met = after.version == recorded == wanted
    given = " and ".join(dict.fromkeys(filter(None, (after.version, recorded)))) or "none"
    class_ = worst(step.since_recorded, step.name)
    because = named(one for one in step.since_recorded if change_class(one, step.name) == class_)
    help_ = "" if met else f"version {wanted}"
    return GateCondition("version", step.name, met, f"{wanted} ({size})", given, help_, because)


def next_version(step: AgreementChange) -> str:
    """The version that follows the highest recorded one, by a step of the size of the changes; 1.0.0 is the first."""
    highest = max((_numbers(one) for one in _versions(step.rules)), default=None) if step.rules else None
    return _next(highest, _STEP[worst(step.since_recorded, step.name)]) if highest else "1.0.0"


def _versions(agreement: Agreement) -> list[str]:
    return [*filter(None, (agreement.version, *(one.version for one in agreement.amendments)))]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _next(version: Sequence[int], size: str) -> str:
    major, minor, patch = version
    steps = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}
    return ".".join(map(str, steps[size]))


def _has_day(step: AgreementChange, new: Amendment) -> Iterator[GateCondition]:
    if new.effective is None:
        help_ = f"write `effective DATE` in amendment {new.version}"
        yield GateCondition("amendment", step.name, False, "the day on which it takes effect", "none", help_)


def _order(step: AgreementChange, new: Amendment, rules: Agreement) -> Iterator[GateCondition]:
    """An amendment takes effect after the pending one; strictly later if both touch the same place."""
    pending: date | None = takes_effect(rules) if step.pending else None
    if pending is None or new.effective is None:
        return
    places = {one.address for one in step.pending} & {one.address for one in step.since_recorded}
    # On one day the order of two amendments of one place could not be told.
    met = new.effective > pending if places else new.effective >= pending
    what = f"after {pending}, when version {rules.version} takes effect" + (
        f" and changes {', '.join(f'`{place}`' for place in sorted(places))}" if places else " at the earliest"
    )
    help_ = f"let amendment {new.version} take effect after {pending}"
    yield GateCondition("order", step.name, met, what, f"effective {new.effective}", "" if met else help_)
