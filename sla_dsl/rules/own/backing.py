"""The rules of the proof about agreements behind a promise that are missing or not comparable."""

from __future__ import annotations

from .. import stage
from . import backing_sides
from . import backing_values as backing_rules_values
from .backing_samples import EACH, FIRST, FOUND, PATH, SHARE, backing_rule, month, ola, over_two, restored, uc

_PARTS = "".join(f"service n{number:02} {{ supplied by arc-telecom hours office }}\n" for number in range(1, 15))
_NAMES = ", ".join(f"n{number:02}" for number in range(1, 15))


def _large(needs: str) -> str:
    whole = f"service pages {{ owner dba hours office needs {needs} }}\n"
    return (
        whole
        + _PARTS
        + ola(month("50%") + (FOUND if "and" in needs else ""), covers="pages")
        + uc(month("99.9%"), covers=_NAMES)
    )


_CUSTOMER_PART = """\
service pages {{ owner dba hours office needs edge and till }}
service edge {{ supplied by arc-telecom hours office }}
service till {{ supplied by customer hours office }}
"""

_ERRORS = "error-rate at most {} each calendar month"

_SHOP_PARTS = """\
service shop { owner dba hours office needs search and mail }
service search { supplied by arc-telecom }
service mail { supplied by arc-telecom }
"""


def _without(covers: str, mark: str = "") -> str:
    return (
        _SHOP_PARTS
        + ola(restored("4 h") + mark, "path restore-time: 15 min then shop-uc", backed_by="shop-uc", covers=covers)
        + uc(restored("2 h"), name="shop-uc", covers="shop except mail")
    )


_SITES = "dimension site { north south }\n"
_CROSSING = (
    PATH,
    "path restore-time for P1: 10 min then reports-uc",
    "path restore-time for north: 30 min then reports-uc",
)
_RESTARTING = "event new-vector after logged\nclock attack { restarts when new-vector during 24x7 }\n"
_RESTARTED = "restore-time at most 2 h timed by attack"
RULES = (
    backing_rule(
        "blank",
        "a hand-off takes a time that has no value yet",
        "What is not filled in can be anything; nothing can be said of the promise that rests on it.",
        ola(restored("4 h") + FOUND, "parameter reaction is duration", "path restore-time: reaction then reports-uc")
        + uc(restored("2 h")),
        ola(restored("4 h"), "parameter reaction = 15 min", "path restore-time: reaction then reports-uc")
        + uc(restored("2 h")),
    ),
    backing_rule(
        "component-not-carried",
        "nothing carries a part of a service that is promised",
        "A service is down when a part of it is. A part of which nobody promises the same figure, and which the "
        "promising team does not own, may be down for ever while everybody keeps what they promised.",
        over_two("edge and core", month("98%") + FOUND, month("99.5%")),
        over_two("edge and core", month("98%"), month("99.5%"), month("99.5%")),
    ),
    backing_rule(
        "crossing-paths",
        "cases of a promise are on two paths, and neither path is the more specific one",
        "A case takes the most specific path. Of a path for P1 and one for a site none is: what is P1 there could take "
        "either.",
        _SITES + ola(restored("4 h") + FOUND, *_CROSSING) + uc(restored("2 h")),
        _SITES
        + ola(restored("4 h"), *_CROSSING, "path restore-time for P1, north: 20 min then reports-uc")
        + uc(restored("2 h")),
    ),
    backing_rule(
        "customer-part-not-excluded",
        "a part that the customer supplies is not excluded from a promise",
        "When that part fails the service is down. Whose fault it is counts only if the agreement says so.",
        _CUSTOMER_PART.format() + ola(month("99%") + FOUND, covers="pages") + uc(month("99.5%"), covers="edge"),
        _CUSTOMER_PART.format()
        + ola(month("99%"), "excludes customer-cause", covers="pages")
        + uc(month("99.5%"), covers="edge"),
    ),
    backing_rule(
        "earlier-stop",
        "an objective behind stops at an event that comes earlier",
        "That somebody answered does not say that anything works again, and a work-around is not a repair. Only a "
        "later event carries an earlier one.",
        ola(restored("4 h") + FOUND, PATH) + uc("response-time at most 2 h during 24x7"),
        ola(restored("4 h"), PATH) + uc("resolution-time at most 2 h during 24x7"),
    ),
    backing_rule(
        "conditional",
        "an objective behind is promised under a condition, and the promise is not",
        "Whenever the condition is not given, nothing carries the promise.",
        ola(month("98%") + FOUND) + uc(month("99.9%"), covers='reports when "the fee is paid"'),
        ola(month("98%")) + uc(month("99.9%")),
    ),
    backing_rule(
        "part-left-out",
        "an agreement behind leaves out a part whose cases are promised",
        "A case of that part is nobody's behind the promise.",
        _without("shop", FOUND),
        _without("shop except mail"),
    ),
    backing_rule(
        "restart-gap",
        "a clock behind starts anew while that of the promise runs on",
        "Each time the clock starts anew, the objective behind has its whole time again, and the promise has not.",
        _RESTARTING + ola("restore-time at most 4 h during 24x7 #", PATH) + uc(_RESTARTED),
        _RESTARTING + ola("restore-time at most 4 h timed by attack", PATH) + uc(_RESTARTED),
    ),
    backing_rule(
        "later-start",
        "an objective behind starts counting at an event that may come later",
        "Between the two events no clock runs behind, and nothing says how long that lasts.",
        "clock from-detection { starts when detected during 24x7 }\n"
        "clock from-event { starts when occurred during 24x7 }\n"
        + ola("restore-time at most 4 h timed by from-event #")
        + uc("restore-time at most 2 h timed by from-detection"),
        "clock from-detection { starts when detected during 24x7 }\n"
        + ola("restore-time at most 4 h timed by from-detection")
        + uc("restore-time at most 2 h timed by from-detection"),
    ),
    backing_rule(
        "no-term",
        "an agreement behind has no term, and the promise has one",
        "Nobody knows on which of the promised days it is in force.",
        ola(restored("4 h") + FOUND, PATH, "in force from 2026-01-01") + uc(restored("2 h")),
        ola(restored("4 h"), PATH, "in force from 2026-01-01") + uc(restored("2 h"), "in force from 2026-01-01"),
    ),
    backing_rule(
        "no-window",
        "the windows of a promise cannot be laid out",
        "A share of time is a share of a window; without a first day, or without measured time, there is none.",
        ola("availability at least 98% each contract month #") + uc(month("99.9%")),
        ola("availability at least 98% each calendar month") + uc(month("99.9%")),
    ),
    backing_rule(
        "not-comparable",
        "two figures cannot be compared or composed",
        "Nothing is concluded from figures that do not add up: what redundant parts lose together depends on how the "
        "load is spread over them.",
        over_two("edge or core", _ERRORS.format("2%") + FOUND, *[_ERRORS.format("1%") + EACH] * 2),
        over_two("edge and core", _ERRORS.format("2%"), *[_ERRORS.format("1%") + EACH] * 2),
    ),
    backing_rule(
        "nothing-named",
        "an SLA says neither what backs it nor who owns its promises",
        "What is promised to a customer must be promised to the provider by someone, or be done by a team that "
        "answers for it. Otherwise nobody can tell whether it can be kept.",
        stage.sla(stage.UPTIME).replace("{", "{" + FOUND, 1),
        stage.sla(stage.OWNED),
    ),
    backing_rule(
        "nothing-promised",
        "no agreement behind promises the figure",
        "That an agreement is named behind another says nothing: only a promise carries a promise.",
        ola(restored("4 h") + FOUND, PATH) + uc(month("99%")),
        ola(restored("4 h"), PATH) + uc(restored("3 h")),
    ),
    backing_rule(
        "other-statistic",
        "a mean, a median and a share of cases do not carry each other",
        "A mean of two hours leaves room for cases of any length; and a share says nothing of how long the rest takes.",
        ola("mean restore-time at most 4 h during 24x7 each calendar month #", PATH)
        + uc(SHARE.format("2 h", "95%", EACH)),
        ola("mean restore-time at most 4 h during 24x7 each calendar month", PATH) + uc(restored("2 h")),
    ),
    backing_rule(
        "path-needed",
        "several agreements promise the same time, and nothing says in which order they work",
        "Whether two times add up or run side by side decides how long a case takes.",
        ola("response-time at most 4 h during 24x7 #", backed_by="reports-uc, other-uc")
        + uc("response-time at most 1 h during 24x7")
        + uc("response-time at most 1 h during 24x7", name="other-uc"),
        ola("response-time at most 4 h during 24x7", "path response-time: reports-uc", backed_by="reports-uc, other-uc")
        + uc("response-time at most 1 h during 24x7")
        + uc("response-time at most 1 h during 24x7", name="other-uc"),
    ),
    backing_rule(
        "pooled",
        "a figure behind is counted over other cases than those of the promise",
        "A desk that answers 95 % of 10,000 cases in time may be late on all 100 of one customer. So it is with error "
        "rates, means and medians. And a case that is handed on after the end of its window counts in the next one.",
        ola(SHARE.format("4 h", "90%", " #"), FIRST) + uc(SHARE.format("2 h", "95%", "")),
        ola(SHARE.format("4 h", "90%", ""), FIRST) + uc(SHARE.format("2 h", "95%", EACH)),
    ),
    backing_rule(
        "scope-gap",
        "the agreements behind do not promise it for all services and cases of a promise",
        "A promise about P1 is not carried by one about P2.",
        ola(restored("4 h", cases=" for P1") + FOUND, PATH) + uc(restored("2 h", cases=" for P2")),
        ola(restored("4 h", cases=" for P1"), PATH) + uc(restored("2 h", cases=" for P1")),
    ),
    backing_rule(
        "too-large",
        "the proof would need more steps than its stated limit",
        "The proof always ends. Where a service has too many ways to fail it says so, and proves nothing.",
        _large(f"7 of ({_NAMES}) and n01"),
        _large(f"7 of ({_NAMES})"),
    ),
    *backing_rules_values.RULES,
    *backing_sides.RULES,
)
