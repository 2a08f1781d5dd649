"""The standard rules: each is a plain function from a workspace to findings."""

from . import (
    agreement_dates,
    agreement_parties,
    agreement_state,
    calendars,
    circles,
    lock,
    objective_order,
    objectives,
    remedies,
    service_catalogue,
    unused_names,
)

RULES = (
    *agreement_dates.RULES,
    *agreement_parties.RULES,
    *agreement_state.RULES,
    *calendars.RULES,
    *circles.RULES,
    *lock.RULES,
    *objective_order.RULES,
    *objectives.RULES,
    *remedies.RULES,
    *service_catalogue.RULES,
    *unused_names.RULES,
)
