"""An objective in normal form, in words: everything that its author left out is written down."""

from __future__ import annotations

from ..algebra.scopes import exclusions, is_at
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.people import Pause
from ..model.phrases import Bound
from ..model.quantity import Quantity
from ..model.remedies import Exclusion
from ..model.services import Counting, Metric
from ..model.workspace import Workspace
from ..wording.figures import bound_text
from ..wording.prose import braced, filled
from ..wording.values import quoted, said, time_of_day

Line = tuple[str, str]
"""The subject of a line, and its text."""

_CUT = {
    "proportion": "what the term cuts off counts in proportion",
    "whole": "a window that the term cuts counts as a whole",
    "met": "a window that the term cuts is met",
}
_FORCES = {"guaranteed": "guaranteed", "target": "a target", "best-effort": "best effort"}


def normal_form(workspace: Workspace, agreement: Agreement, objective: Objective) -> list[Line]:
    """Everything that an objective means, line by line."""
    lines = [("promises", _promise(objective)), ("for", _scope(objective))]
    lines += _coverage(agreement, objective)
    lines.append(("force", _FORCES[objective.force]))
    lines += _time(workspace, agreement, objective)
    lines += _window(workspace, agreement, objective)
    lines += _counting(objective.counting)
    levels = (("warned at", objective.warn), ("aimed at", objective.aim))
    lines += [(name, value.text) for name, value in levels if value]
    if objective.counted_for_each:
        lines.append(("counted", "for each agreement that it carries"))
    excluded = [_exclusion(one) for one in exclusions(agreement, objective)]
    lines.append(("excluded", "; ".join(excluded) or "nothing"))
    lines.append(("answered for", _owner(agreement, objective)))
    if objective.when is not None:
        lines.append(("holds when", said(objective.when)))
    if objective.text:
        lines.append(("in words", filled(objective.text, braced(agreement))))
    return lines


def _owner(agreement: Agreement, objective: Objective) -> str:
    if objective.owned_by:
        return f"by {objective.owned_by}"
    if agreement.backing:
        return f"by what backs it: {', '.join(agreement.backed_by)}"
    return f"by {agreement.provider or 'nobody'}"


def _promise(objective: Objective) -> str:
    statistic = "" if objective.statistic in ("each", "share") else f"{objective.statistic} "
    share = f" in {objective.share.share.text} of {objective.share.of}" if objective.share else ""
    of_each = f" of each {objective.each_of}" if objective.each_of else ""
    cases = ", every one of them" if objective.statistic == "each" and not share else ""
    mean = f"mean of {{}} {objective.mean_of.text}" if objective.mean_of else "{}"
    figure = mean.format(f"{statistic}{objective.metric}{of_each}")
    return f"{figure} {bound_text(objective.bound)}{share}{cases}"


def _scope(objective: Objective) -> str:
    return "; ".join(f"{' or '.join(one.values)} of {one.scale}" for one in objective.scope) or "everything"


def _coverage(agreement: Agreement, objective: Objective) -> list[Line]:
    """The conditions under which the agreement covers anything at all, and those under which this does not count."""
    lines = [("covered when", said(agreement.covers_when))] if agreement.covers_when else []
    if agreement.not_covered:
        lines.append(("not covered", ", ".join(agreement.not_covered)))
    suspended = [one for one in agreement.suspensions if not one.objectives or is_at(objective, *one.objectives)]
    return [*lines, *(("suspended while", said(one.when)) for one in suspended)]


def _time(workspace: Workspace, agreement: Agreement, objective: Objective) -> list[Line]:
    clock, metric = workspace.clocks.get(objective.clock or ""), workspace.metrics[objective.metric]
    hours = objective.hours or (clock.hours if clock else None) or ("" if _needs_hours(objective, metric) else "24x7")
    zone = f", in the zone {agreement.zone or 'UTC'}"
    lines = [("counted during", f"{hours}{zone}" if hours else f"not said{zone}")]
    starts = (clock.starts if clock else None) or metric.starts
    if starts or metric.stops:
        by = f" {clock.through.text}" if clock and clock.through else ""
        lines.append(("clock", f"from {starts or 'the event'}{by} to {metric.stops or 'the end'}"))
        pauses = [*(clock.pauses if clock else ()), *objective.pauses]
        if clock and clock.restarts:
            lines.append(("starts anew", f"when {clock.restarts}"))
        lines.append(("pauses", "; ".join(map(_pause, pauses)) or "never"))
    if clock and clock.cut_off is not None:
        lines.append(("cut-off", f"{time_of_day(clock.cut_off)}; what comes later counts from the next opening day"))
    return lines


def _needs_hours(objective: Objective, metric: Metric) -> bool:
    """Whether a promise means nothing without hours: a share of time, and a time of cases that no calendar counts."""
    if metric.unit == "percent":
        return metric.population == "time"
    limit = objective.bound.value if isinstance(objective.bound, Bound) else None
    of_days = isinstance(limit, Quantity) and limit.unit in ("day", "month")
    return metric.starts is not None and metric.unit == "duration" and limit is not None and not of_days


def _pause(pause: Pause) -> str:
    after = f" after {pause.after.text}" if pause.after else ""
    return pause.reason + (f" {bound_text(pause.bound)}" if pause.bound else ", however long") + after


def _window(workspace: Workspace, agreement: Agreement, objective: Objective) -> list[Line]:
    if objective.window is None:
        of_many = objective.share is not None or objective.statistic in ("mean", "median", "total")
        is_measured_over_one = of_many or workspace.metrics[objective.metric].unit == "percent"
        return [("window", "not said" if is_measured_over_one else "none: each case by itself")]
    return [("window", f"{objective.window.text}; {_CUT[agreement.partial_windows]}")]


def _counting(counting: Counting) -> list[Line]:
    lines = [("down", said(down)) for down in counting.down]
    if counting.up_after:
        lines.append(("up after", said(counting.up_after).removeprefix("for ")))
    if counting.counts:
        out_of = f" out of {quoted(counting.out_of)}" if counting.out_of else ""
        lines.append(("counts", f"{quoted(counting.counts)}{out_of}"))
    if counting.weighted_by:
        lines.append(("weighted by", quoted(counting.weighted_by)))
    if counting.in_proportion_to:
        lines.append(("partial outages", f"in proportion to {counting.in_proportion_to}"))
    lines += [("measured", said(one)) for one in counting.measured]
    decimals = counting.decimals
    to = "1 decimal" if decimals == 1 else f"{decimals} decimals"
    lines.append(("rounded", "not at all" if decimals is None else f"to {to}, half up, before it is compared"))
    return lines


def _exclusion(one: Exclusion) -> str:
    words = [one.reason]
    if one.limit:
        words.append(f"up to {one.limit.text}" + (f" {one.window.text}" if one.window else ""))
    words += [f"and up to {each.limit.text} {each.window.text}" for each in one.further]
    if one.within:
        words.append(f"within {one.within}")
    if one.announced:
        words.append(f"announced {one.announced.text} ahead")
    if one.when is not None:
        words.append(f"when {said(one.when)}")
    return " ".join(words)
