"""The samples of the standard catalogue."""

from sla_dsl import samples
from sla_dsl.model.lock import Lock
from sla_dsl.pipeline import Checked
from sla_dsl.rules.catalogue import STANDARD, load
from sla_dsl.samples import LOCK, Found, announced

__all__ = ["CATALOGUE", "LOCK", "announced", "checked", "found"]

CATALOGUE = load([STANDARD])


def checked(sample: str, lock: Lock = LOCK) -> Checked:
    return samples.checked(sample, CATALOGUE, lock)


def found(sample: str) -> list[Found]:
    return samples.found(sample, CATALOGUE)
