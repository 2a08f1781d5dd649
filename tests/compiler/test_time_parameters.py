"""Parameters of hours and windows: what stands where they are named, and what is open."""

from sla_dsl.changes.orders import windows
from sla_dsl.model.phrases import NamedHours, Window
from sla_dsl.model.workspace import Workspace

from ..documents import compiled
from .models import BASE

TEXT = """
standard ola terms {
  provider dba
  covers app
  parameter counted is hours by care {
    | care   | counted |
    |--------|---------|
    | bronze | none    |
    | silver | office  |
    | gold   | 24x7    |
  }
  parameter slot is hours "Maintenance slot"
  parameter billing is window one of each calendar month, each contract month
  parameter desk = office
  service hours counted
  support hours desk
  objective uptime: availability at least 99% each billing
  objective fix: restore-time at most 4 h in 90% of cases each calendar month
  excludes maintenance up to 4 h each billing within slot
  customer may "call" during slot when logged during slot
}
ola given on the terms of terms {
  customer norvia
  tier gold of care
  with slot = office
  with billing = each contract month
  with desk = 24x7
}
"""


def _read() -> Workspace:
    workspace = compiled(BASE, TEXT)
    assert workspace.findings == ()
    return workspace


def test_an_agreement_counts_in_the_hours_and_windows_that_it_gives() -> None:
    given = _read().agreements["given"]
    uptime, fix = given.objectives
    month = Window(kind="contract", period="month")
    assert (uptime.hours, uptime.window, fix.hours, given.service_hours) == ("24x7", month, "24x7", "24x7")
    (excluded,), (duty,) = given.exclusions, given.duties
    assert (excluded.within, excluded.window, duty.hours) == ("office", month, "office")
    assert [(one.name, one.value) for one in given.parameters] == [
        ("counted", NamedHours(calendar="24x7")),
        ("slot", NamedHours(calendar="office")),
        ("billing", month),
        ("desk", NamedHours(calendar="24x7")),
    ]


def test_a_template_leaves_them_open_under_the_name_of_the_parameter() -> None:
    terms = _read().agreements["terms"]
    uptime, fix = terms.objectives
    billing = Window(kind="open", parameter="billing")
    assert (uptime.hours, uptime.window, fix.hours) == ("counted", billing, "office")
    assert terms.exclusions[0].within == "slot"
    assert uptime.window is not None
    assert uptime.window.text == "each billing"


def test_an_open_window_is_comparable_with_itself_alone() -> None:
    open_, other = (Window(kind="open", parameter=name) for name in ("billing", "period"))
    month = Window(kind="calendar", period="month")
    told = [windows(None, *both) for both in ((open_, open_), (open_, other), (open_, month), (month, open_))]  # type: ignore[arg-type]  # the sides are not asked
    assert told == ["same", "other", "other", "other"]


def test_hours_that_stand_open_outside_of_a_template_are_found() -> None:
    found = compiled(BASE, TEXT.replace("with slot = office", "").replace("tier gold of care", "")).findings
    assert {(one.rule, one.help) for one in found} == {
        ("value/blank-time", "select the tier that its table is by: `tier … of care`"),
        (
            "value/blank-time",
            "write `with slot = 24x7`, or what was agreed; only a template may leave it open",
        ),
    }
