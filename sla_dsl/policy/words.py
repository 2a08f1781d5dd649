"""The words for the kinds of things that policies judge, and for roles; the words of fields stand at the fields."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import agreement, backing, changes, objective, people, performing, remedies, services, texts
from ..model.base import Model
from ..model.phrases import Within

KINDS: Mapping[str, type[Model]] = {
    "agreement": agreement.Agreement,
    "amendment": changes.Amendment,
    "approval": changes.Approval,
    "assumption": backing.Assumption,
    "backing": backing.Backing,
    "band": remedies.Band,
    "calendar": people.Calendar,
    "cap": remedies.Cap,
    "claim": remedies.Claim,
    "clause": agreement.Clause,
    "clock": people.Clock,
    "duty": remedies.Duty,
    "ending": agreement.Termination,
    "escalation": agreement.Escalation,
    "event": people.Event,
    "exclusion": remedies.Exclusion,
    "freeze": remedies.NoMaintenance,
    "goal": services.Goal,
    "measurement": services.Measurement,
    "metric": services.Metric,
    "notice": agreement.Notice,
    "objective": objective.Objective,
    "offer": services.Offer,
    "parameter": agreement.Parameter,
    "party": people.Party,
    "path": backing.Path,
    "pause": people.Pause,
    "reason": people.Reason,
    "remedy": remedies.Remedy,
    "renewal": agreement.Renewal,
    "report": agreement.Report,
    "requirement": changes.Requirement,
    "review": agreement.Review,
    "right": remedies.RightToTerminate,
    "scale": services.Scale,
    "service": services.Service,
    "signatory": people.Signatory,
    "signature": agreement.Signature,
    "stage": Within,
    "suspension": remedies.Suspension,
    "subcontractor": performing.Subcontractor,
    "team": people.Team,
    "test": performing.PlannedTest,
    "topic": texts.Topic,
    "trait": remedies.PaymentTerms,
    "value": services.ScaleValue,
    "volume": agreement.Volume,
    "waiver": changes.Waiver,
}
"""The kinds of things that a policy may judge, each with its model."""

NARROWER: Mapping[str, tuple[str, str, str]] = {
    **{kind: ("agreement", "kind", kind) for kind in ("sla", "ola", "uc")},
    **{kind: ("remedy", "kind", kind) for kind in ("credit", "penalty", "bonus", "points", "refund", "charge")},
    **{kind: ("scale", "kind", kind) for kind in ("priorities", "tiers", "dimension")},
}
"""Words for some things of a kind: the kind, and the field and value by which these things are known."""

ROLES = ("customer", "provider", "either", "everyone")
"""Words that may stand in the place of a party."""
