"""The rules of names that are missing, or declared twice."""

from __future__ import annotations

from .. import stage
from ..rule import Rule


def _ola(*statements: str) -> str:
    return stage.ola(*statements, stage.UPTIME)


def _table(header: str) -> str:
    rows = (f"  | {priority} | 4 h |" for priority in ("P1", "P2", "P3"))
    return _ola("objectives handling by urgency {", "  during office", f"  {header}", *rows, "}")


GIVEN = "objective load: throughput at least 10/s { owned by dba }"


def _lanes(title: str, remark: str = "") -> str:
    speed = "latency of each gateway at most 200 ms in 99% of requests each calendar month"
    return _ola(f"objective lanes{title}: {speed} {{ owned by dba }}{remark}")


def _unknown(what: str, bad: str, good: str, why: str = "") -> Rule:
    word = what.replace("-", " ")
    article = "an" if word[0] in "aeio" else "a"
    return Rule(
        f"name/unknown-{what}",
        "error",
        f"{article} {word} is named that does not exist",
        why or "A name that means nothing promises nothing; mostly it is a slip of the keyboard.",
        bad=bad.replace("#", f"# name/unknown-{what}"),
        good=good,
    )


RULES = (
    Rule(
        "change/unknown-subject",
        "error",
        "a change clause names something that no change is ever about",
        "What may never change, or only with approval, must be there under that name; by a slip of the keyboard it is "
        "protected by nothing.",
        bad=_ola("changes { weakening needs approval of norvia never change uptme } # change/unknown-subject"),
        good=_ola("changes { weakening needs approval of norvia never change uptime }"),
    ),
    Rule(
        "name/ambiguous-value",
        "error",
        "a value belongs to several scales",
        "The scale is written before it, so that nobody has to guess: `urgency/P1`.",
        bad="priorities severity { P1 P2 P3 }\n"
        + _ola(
            "objective answer for severity/P1: response-time at most 1 h during office",
            "objective repair for P1: restore-time at most 4 h during office # name/ambiguous-value",
        ),
        good="priorities severity { P1 P2 P3 }\n"
        + _ola(
            "objective answer for severity/P1: response-time at most 1 h during office",
            "objective repair for urgency/P1: restore-time at most 4 h during office",
        ),
    ),
    Rule(
        "name/cyclic",
        "error",
        "a metric is, in the end, itself",
        "What a metric means must be said somewhere.",
        bad="""\
metric front-uptime is back-uptime { unit percent higher is better }
metric back-uptime is front-uptime { unit percent higher is better } # name/cyclic
""",
        good="metric front-uptime is availability\n"
        + stage.ola("objective front: front-uptime at least 98% each calendar month"),
    ),
    Rule(
        "name/duplicate",
        "error",
        "a name is declared twice",
        "Names are known in the whole workspace, so that a name means one thing for everyone.",
        bad="service archive { owner dba }\nservice archive { owner desk } # name/duplicate\n",
        good="service archive { owner dba }\nservice archive-of-mails { owner desk }\n",
    ),
    Rule(
        "name/look-alike",
        "error",
        "two names of one kind look alike",
        "A reader would take one for the other, and a contract must not depend on the typeface.",
        bad="service archive-1 { owner dba }\nservice archive-l { owner desk } # name/look-alike\n",
        good="service archive-1 { owner dba }\nservice archive-2 { owner desk }\n",
    ),
    Rule(
        "name/of-the-prelude",
        "error",
        "a name of the standard metrics, events and reasons is declared again",
        "The standard names mean the same in every workspace; that is why two agreements can be compared.",
        bad="metric availability { unit percent higher is better } # name/of-the-prelude\n",
        good=_ola("objective front: front-uptime at least 97% each calendar month")
        + "metric front-uptime is availability\n",
    ),
    Rule(
        "name/said-once",
        "warning",
        "what something is promised of each of, or what is counted, is named nowhere else",
        "Such a word needs no declaration, so nothing else would notice a slip of the keyboard. A title, a text or a "
        "population that has it says what it is.",
        bad=_lanes("", " # name/said-once"),
        good=_lanes(' "Each gateway"'),
    ),
    _unknown("agreement", _ola("backed by app-olla #"), _ola("backed by app-ola")),
    _unknown(
        "calendar",
        "service archive { owner dba hours ofice } #\n",
        "service archive { owner dba hours office }\n",
    ),
    _unknown(
        "channel",
        "clock repair { starts when logged through potal during office } #\n"
        + _ola("objective answer: response-time at most 1 h timed by repair"),
        "clock repair { starts when logged through portal during office }\n"
        + _ola("objective answer: response-time at most 1 h timed by repair"),
    ),
    _unknown(
        "clock",
        _ola("objective answer: response-time at most 1 h timed by repair #"),
        "clock repair { during office }\n" + _ola("objective answer: response-time at most 1 h timed by repair"),
    ),
    _unknown(
        "column",
        _table("| urgency | respnse-time | #"),
        _table("| urgency | response-time |"),
        "A column is a scale, a metric, a value of a scale, `during` or a kind of award.",
    ),
    _unknown(
        "document",
        'document framework "Framework agreement"\n' + _ola("order of precedence framewrk then this #", GIVEN),
        'document framework "Framework agreement"\n' + _ola("order of precedence framework then this", GIVEN),
    ),
    _unknown(
        "topic",
        _ola('clause leaving "Exit" about exitt """The annex says how.""" #', GIVEN),
        _ola('clause leaving "Exit" about exit """The annex says how."""', GIVEN),
        "A mark that means nothing answers nothing, and whoever asks for the thing does not find it.",
    ),
    _unknown(
        "ground",
        _ola("customer may end for cause breech #", GIVEN),
        _ola("customer may end for cause breach", GIVEN),
        "Who may leave, and why, must not depend on how a word was meant.",
    ),
    _unknown(
        "place",
        _ola("data stored in UK #", GIVEN),
        _ola("data stored in GB", GIVEN),
        "A place is named by its code of ISO 3166, so that it means the same in every language.",
    ),
    _unknown(
        "event",
        "clock repair { starts when acepted during office } #\n"
        + _ola("objective answer: response-time at most 1 h timed by repair"),
        "clock repair { starts when accepted during office }\n"
        + _ola("objective answer: response-time at most 1 h timed by repair"),
    ),
    Rule(
        "name/unknown-in-prose",
        "error",
        "braces in prose stand around a name that the agreement does not have",
        "A printed agreement would show a hole where a figure should be.",
        bad=_ola(
            'clause fees "Fees" """Twelve times {monthly-fee}.""" # name/unknown-in-prose',
            "objective load: throughput at least 10/s {",
            '  text """Within {peak}.""" # name/unknown-in-prose',
            "}",
        ),
        good=_ola("parameter monthly-fee = 900 EUR", 'clause fees "Fees" """Twelve times {monthly-fee}."""'),
    ),
    _unknown(
        "composing-rule",
        "metric wobble { unit duration lower is better composes as latncy } #\n"
        + _ola("objective steady: wobble at most 1 s { owned by dba }"),
        "metric wobble { unit duration lower is better composes as latency }\n"
        + _ola("objective steady: wobble at most 1 s { owned by dba }"),
        "How a metric composes decides how a promise is proved. By an unknown word nothing is proved.",
    ),
    _unknown(
        "language",
        _ola('objective load "Load" title rf "Charge": throughput at least 10/s { owned by dba } #'),
        _ola('objective load "Load" title fr "Charge": throughput at least 10/s { owned by dba }'),
        "What is written in a language in which no document is made is read by nobody.",
    ),
    _unknown(
        "metric",
        _ola("objective load: thruput at least 10/s #"),
        _ola("objective load: throughput at least 10/s"),
    ),
    _unknown(
        "fact",
        'fact account { overdue "an invoice is overdue" }\nfact door { open "it is open" }\n'
        + _ola("suspends uptime while accont is overdue or account is overdue or door is open #"),
        'fact account { overdue "an invoice is overdue" }\nfact door { open "it is open" }\n'
        + _ola("suspends uptime while account is overdue or door is open"),
    ),
    _unknown(
        "objective",
        _ola('suspends uptme while "the customer tests" #'),
        _ola('suspends uptime while "the customer tests"'),
    ),
    _unknown(
        "parameter",
        _ola("credit on fee for uptime: 5% #"),
        _ola("parameter fee = 900 EUR", "credit on fee for uptime: 5%"),
    ),
    _unknown(
        "party",
        "service archive { owner dbas } #\n",
        "service archive { owner dba }\n",
    ),
    _unknown("reason", _ola("excludes maintainance #"), _ola("excludes maintenance")),
    _unknown(
        "scale",
        _ola("tier gold of caer #"),
        _ola("tier gold of care"),
    ),
    _unknown("scale-value", _ola("tier golden of care #"), _ola("tier gold of care")),
    _unknown(
        "service", "service archive { owner dba needs report } #\n", "service archive { owner dba needs reports }\n"
    ),
    _unknown(
        "state",
        'fact account { overdue "an invoice is overdue" }\n' + _ola("suspends uptime while account is overdu #"),
        'fact account { overdue "an invoice is overdue" }\n' + _ola("suspends uptime while account is overdue"),
    ),
    _unknown(
        "time-zone",
        'party sunstar "Sunstar" { time zone Europe/Madird } #\nservice archive { supplied by sunstar }\n',
        'party sunstar "Sunstar" { time zone Europe/Madrid }\nservice archive { supplied by sunstar }\n',
        "Zones are named by IANA, whose names say when clocks change.",
    ),
    _unknown(
        "weekday",
        "calendar late {\n  time zone Europe/Paris\n  open Mo-Fri 18:00-22:00 #\n}\n"
        "service archive { owner dba hours late }\n",
        "calendar late {\n  time zone Europe/Paris\n  open Mon-Fri 18:00-22:00\n}\n"
        "service archive { owner dba hours late }\n",
        "Weekdays are Mon, Tue, Wed, Thu, Fri, Sat and Sun.",
    ),
)
