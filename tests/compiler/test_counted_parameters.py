"""Numbers of times that parameters say: what they come to, and blanks."""

from sla_dsl.changes.orders import counts
from sla_dsl.model.phrases import Missed
from sla_dsl.model.quantity import Blank
from sla_dsl.model.workspace import Workspace

from ..documents import compiled
from .models import BASE

TEXT = """
standard ola terms {
  provider dba
  covers app
  service hours 24x7
  parameter often is number
  objective uptime: availability at least 99% each calendar month
  customer may end when uptime is missed often times in a row
  customer may "have it tested" at most often times each contract year
}
ola given on the terms of terms { customer norvia with often = 1 + 1 }
ola open on the terms of terms { customer norvia }
"""


def _read() -> Workspace:
    workspace = compiled(BASE, TEXT)
    assert workspace.findings == ()
    return workspace


def test_a_number_of_times_is_that_of_the_parameter_or_its_blank() -> None:
    agreements = _read().agreements
    blank = Blank(parameter="often", dimension="number")
    for name, times in (("given", 2), ("open", blank), ("terms", blank)):
        (right,), (duty,) = agreements[name].rights_to_end, agreements[name].duties
        assert right.when == Missed(objective="uptime", times=times, in_a_row=True)
        assert duty.times == times


def test_what_has_no_value_yet_is_comparable_with_itself_alone() -> None:
    often, seldom = (Blank(parameter=name, dimension="number") for name in ("often", "seldom"))
    told = [counts(None, *both) for both in ((2, 3), (3, 2), (often, often), (often, seldom), (2, often))]  # type: ignore[arg-type]  # the sides are not asked
    assert told == ["more", "less", "same", "other", "other"]
