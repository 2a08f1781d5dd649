"""The rules of calendars, tables and agreements that cannot be understood as they stand."""

from __future__ import annotations

from .. import stage
from ..rule import Rule

_STANDARD = """\
standard sla basic {
  provider norvia
  service hours office
  objective uptime: availability at least 98% each calendar month { owned by dba }
}
"""
_ON_TERMS = """\
sla statistics on the terms of basic {{
  customer atelier-brun
  covers reports
  {statement}
}}
"""
_PARAMETER = """\
standard sla statistics {{
  provider norvia
  customer atelier-brun
  covers reports
  parameter monthly-fee by care {{
    {header}
    {rows}
  }}
  objective uptime: availability at least 98% each calendar month {{ owned by dba }}
  credit for uptime: 5% of monthly-fee
}}
"""


def _on_terms(statement: str) -> str:
    return _STANDARD + _ON_TERMS.format(statement=statement)


def _with_claims(statement: str) -> str:
    claims = ("claim through portal within 30 days of window end", "claim through email within 20 days of window end")
    return _on_terms(statement).replace("service hours", "  ".join(f"{one}\n" for one in claims) + "  service hours", 1)


_LEVELS = """\
standard ola house-terms {{
  provider dba
  level corporate
  service hours office
  objective uptime: availability at least 98% each calendar month
}}
ola statistics on the terms of house-terms {{
  customer desk
  covers reports
  level service
  override objective uptime: availability at least {}
}}
"""


def _wished(status: str, meets: str, figure: str = "98% each calendar month", found: str = "", own: str = "") -> str:
    return f"""\
ola wish {{{found}
  provider dba
  customer desk
  covers reports
  {status}
  asked 2026-01-31 by "Sam Okoro" for desk
  service hours office
  objective uptime: availability at least 98% each calendar month
}}
ola statistics {{{own}
  provider dba
  customer desk
  covers reports
  service hours office
  objective uptime: availability at least {figure}
  {meets}
}}
"""


_FRAMEWORK = 'document framework "Framework agreement"\n'


def _table(*rows: str, scales: str = "") -> str:
    head = f"objectives handling by urgency{scales} in 95% of cases each calendar month"
    return stage.ola(stage.block(head, "during office", *rows))


def _calendar(*lines: str) -> str:
    inner = "".join(f"  {line}\n" for line in lines)
    return f"calendar late {{\n{inner}}}\nservice archive {{ owner dba hours late }}\n"


def _party(key: str, remark: str = "") -> str:
    return (
        f'party other {{\n  time zone Europe/Paris\n  signatory "Jo Lindqvist" as owner key "{key}"{remark}\n}}\n'
        "service archive { supplied by other }\n"
    )


def _identified(code: str, remark: str = "") -> str:
    return f'party other {{ time zone Europe/Paris lei "{code}" }}{remark}\nservice archive {{ supplied by other }}\n'


_ROWS = ("| P1 | 1 h |", "| P2 | 2 h |", "| P3 | none |")


def _bands(*rows: str) -> str:
    bands = stage.block("credit on monthly-fee for uptime", "| availability | credit |", *rows)
    return stage.ola("parameter monthly-fee = 900 EUR", stage.UPTIME, bands)


def _detail(detail: str) -> str:
    objective = stage.block("objective uptime: uptime at least 98% each calendar month", detail)
    return "metric uptime is availability { rounded to 2 decimals }\n" + stage.ola(objective)


RULES = (
    Rule(
        "agreement/cyclic-terms",
        "error",
        "the terms that an agreement takes over lead back to it",
        "What holds must be written somewhere.",
        bad=stage.ola(stage.UPTIME, name="statistics on the terms of archive", found="agreement/cyclic-terms")
        + "ola archive on the terms of statistics {}\n",
        good=_on_terms("tier gold of care"),
    ),
    Rule(
        "agreement/nothing-overridden",
        "error",
        "`override` changes what the terms do not say",
        "Whoever writes `override` believes that something else would hold without it.",
        bad=_on_terms("override support hours office # agreement/nothing-overridden"),
        good=_on_terms("override service hours 24x7"),
    ),
    Rule(
        "agreement/nothing-removed",
        "error",
        "`without` removes what the terms do not say",
        "Whoever writes `without` believes that something would hold otherwise.",
        bad=_on_terms('without report "Monthly report" # agreement/nothing-removed'),
        good=_on_terms("without objective uptime\n  objective load: throughput at least 10/s { owned by dba }"),
    ),
    Rule(
        "agreement/unclear-override",
        "error",
        "`override` would leave out more than it changes",
        "An override changes what it says and keeps the rest. Where the terms have several statements of the kind, it "
        "must be clear which one it changes, and what becomes of the others.",
        bad=_with_claims("override claim through phone within 60 days of window end # agreement/unclear-override"),
        good=_with_claims("override claim through email within 60 days of window end"),
    ),
    Rule(
        "agreement/unmarked-override",
        "error",
        "an agreement says something else than its terms, and does not say `override`",
        "A reader of the terms must be able to see where this customer's agreement differs.",
        bad=_on_terms("service hours 24x7 # agreement/unmarked-override"),
        good=_on_terms("override service hours 24x7"),
    ),
    Rule(
        "agreement/no-requirement",
        "error",
        "an agreement says that it meets something that is no requirement",
        "What is agreed already asks for nothing; another agreement may be on its terms, or be backed by it.",
        bad=_wished("status draft", "meets wish", own=" # agreement/no-requirement"),
        good=_wished("status requirement", "meets wish"),
    ),
    Rule(
        "agreement/requirement-open",
        "warning",
        "no agreement says that it meets a requirement",
        "Somebody asked for it and waits. Who meets it says so, and then it is compared.",
        bad=_wished("status requirement", "", found=" # agreement/requirement-open"),
        good=_wished("status requirement", "meets wish"),
    ),
    Rule(
        "agreement/requirement-unmet",
        "error",
        "an agreement says that it meets a requirement and promises less",
        "The customer was asked what it needs. What it does not get it must know before it signs.",
        bad=_wished("status requirement", "meets wish", "97% each calendar month # agreement/requirement-unmet"),
        good=_wished("status requirement", "meets wish"),
    ),
    Rule(
        "agreement/weakened-terms",
        "error",
        "an agreement says less than the terms of a higher level that it is on",
        "What is promised to all must hold for each; a lower level may add to it and strengthen it. Whatever `sla "
        "diff` calls a weakening is one, in any statement. An objective may be weakened where the higher level says so "
        "(`may be weakened`).",
        bad=_LEVELS.format("97% each calendar month # agreement/weakened-terms"),
        good=_LEVELS.format("99% each calendar month"),
    ),
    Rule(
        "calendar/fixed-offset",
        "error",
        "a time zone is a fixed offset",
        "People's hours follow the clocks of a place, which change twice a year in many of them.",
        bad=_calendar("time zone Etc/GMT-1 # calendar/fixed-offset", "open Mon-Fri 18:00-22:00"),
        good=_calendar("time zone Europe/Paris", "open Mon-Fri 18:00-22:00"),
    ),
    Rule(
        "calendar/no-time-zone",
        "error",
        "a calendar has no time zone",
        "Eight o'clock comes at another time in every zone.",
        bad=_calendar("open Mon-Fri 18:00-22:00").replace("{\n", "{ # calendar/no-time-zone\n", 1),
        good=_calendar("time zone Europe/Paris", "open Mon-Fri 18:00-22:00"),
    ),
    Rule(
        "objective/contradicts-metric",
        "error",
        "an objective counts otherwise than its metric says",
        "Whoever compares two promises of one metric believes that they are counted alike.",
        bad=_detail("rounded to 1 decimal # objective/contradicts-metric"),
        good=_detail("measured by dba every 1 min"),
    ),
    Rule(
        "objective/level-beyond-bound",
        "error",
        "a level to warn or to aim at is reached only when the promise is missed already",
        "A warning must come before the damage, and a wish that asks for less than the promise asks for nothing.",
        bad=_detail("warn at 97% # objective/level-beyond-bound"),
        good=_detail("warn at 98.5%"),
    ),
    Rule(
        "objective/no-promise",
        "error",
        "an objective names no metric and no bound",
        "It would look like a promise in every list and promise nothing.",
        bad="""\
ola statistics {
  provider dba
  customer desk
  covers reports
  objective uptime # objective/no-promise
}
""",
        good="""\
ola statistics {
  provider dba
  customer desk
  covers reports
  objective uptime: availability at least 98% each calendar month
}
""",
    ),
    Rule(
        "party/no-fingerprint",
        "error",
        "the key of a signatory is not a fingerprint",
        "An approval counts if it was signed with this key, and no key has such a fingerprint.",
        bad=_party("SHA256:Yx0nN4a1b2c3d4e5f6", " # party/no-fingerprint"),
        good=_party("SHA256:Qg2okWinFIYxxeP8PW58o+DBvWK9MEqEXwzoePSjQZE"),
    ),
    Rule(
        "party/no-lei",
        "error",
        "the identifier of a legal person is none",
        "Registers and authorities find a party by its LEI. Its last two digits follow from the others (ISO 17442).",
        bad=_identified("969500T7FL9CI3XJ2A96", " # party/no-lei"),
        good=_identified("969500T7FL9CI3XJ2A95"),
    ),
    Rule(
        "precedence/named-twice",
        "error",
        "a text has two places in an order of precedence",
        "It would win over what it loses to.",
        bad=_FRAMEWORK + _on_terms("order of precedence framework then this then framework # precedence/named-twice"),
        good=_FRAMEWORK + _on_terms("order of precedence framework then this"),
    ),
    Rule(
        "precedence/without-this",
        "error",
        "an order of precedence does not say where the agreement itself stands",
        "The order of other texts is a matter of theirs; what must be known here is which of them wins over this one.",
        bad=_FRAMEWORK + _on_terms("order of precedence framework then basic # precedence/without-this"),
        good=_FRAMEWORK + _on_terms("order of precedence framework then this then basic"),
    ),
    Rule(
        "table/missing-column",
        "error",
        "a table has no column for a scale that it is by",
        "Whoever reads `by care` expects to find the tiers.",
        bad=_table("| urgency | response-time | # table/missing-column", *_ROWS, scales=", care"),
        good=_table("| urgency | response-time |", *_ROWS),
    ),
    Rule(
        "table/missing-row",
        "error",
        "a table of parameters leaves out a value",
        "Who has that tier pays nothing, or whatever somebody finds right. `none` says that there is no such value.",
        bad=_PARAMETER.format(header="| care | monthly-fee | # table/missing-row", rows="| gold | 900 EUR |"),
        good=_PARAMETER.format(header="| care | monthly-fee |", rows="| silver | none |\n    | gold | 900 EUR |"),
    ),
    Rule(
        "table/no-metric",
        "error",
        "a table of objectives names no metric",
        "A cell that says `4 h` promises nothing as long as nobody knows of what: of an answer, or of a repair.",
        bad=stage.ola(
            stage.block(
                "objectives handling by urgency, care",
                "during office",
                "| urgency | silver | gold | # table/no-metric",
                "| P1, P2, P3 | 4 h | 1 h |",
            )
        ),
        good=stage.ola(
            stage.block(
                "objectives handling of response-time by urgency, care",
                "during office",
                "| urgency | silver | gold |",
                "| P1, P2, P3 | 4 h | 1 h |",
            )
        ),
    ),
    Rule(
        "table/no-rows",
        "error",
        "a table has a header and no rows",
        "It promises nothing.",
        bad=_table("| urgency | response-time | # table/no-rows"),
        good=_table("| urgency | response-time |", *_ROWS),
    ),
    Rule(
        "table/not-a-band",
        "error",
        "a row of a table of bands does not say where it begins",
        "A bare figure may mean from there on, up to there, or exactly there; and bands with two ends leave holes.",
        bad=_bands("| 98% | 5% | # table/not-a-band", "| between 95% and 97% | 10% | # table/not-a-band"),
        good=_bands("| below 98% | 5% |"),
    ),
    Rule(
        "table/not-an-award",
        "error",
        "a table of bands names another award above its rows than it gives",
        "Whoever reads the table expects what stands above it.",
        bad=_bands("| below 98% | 5% |").replace("| credit |", "| penalty | # table/not-an-award"),
        good=_bands("| below 98% | 5% |"),
    ),
    Rule(
        "table/repeated-row",
        "error",
        "two rows of a table speak of the same thing",
        "Only one of them could hold, and one of them was probably meant for something else.",
        bad=_table("| urgency | response-time |", *_ROWS, "| P1 | 2 h | # table/repeated-row"),
        good=_table("| urgency | response-time |", *_ROWS),
    ),
    Rule(
        "table/uneven-row",
        "error",
        "a row has more or fewer cells than the header",
        "Every cell is a promise, and nobody could say which one is missing. `none` promises nothing on purpose.",
        bad=_table("| urgency | response-time |", *_ROWS[:2], "| P3 | # table/uneven-row"),
        good=_table("| urgency | response-time |", *_ROWS),
    ),
)
