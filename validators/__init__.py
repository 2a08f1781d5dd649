"""The standard rules: each is a plain function from a workspace to findings."""

from . import (
    agreement_dates,
    agreement_parties,
    agreement_state,
    bands,
    business_days,
    calendars,
    circles,
    downtime_budgets,
    levels,
    lock,
    objective_order,
    objectives,
    promised_beyond,
    remedies,
    service_catalogue,
    unused_names,
)

RULES = (
    *agreement_dates.RULES,
    *agreement_parties.RULES,
    *agreement_state.RULES,
    *bands.RULES,
    *business_days.RULES,
    *calendars.RULES,
    *circles.RULES,
    *downtime_budgets.RULES,
    *levels.RULES,
    *lock.RULES,
    *objective_order.RULES,
    *objectives.RULES,
    *promised_beyond.RULES,
    *remedies.RULES,
    *service_catalogue.RULES,
    *unused_names.RULES,
)
