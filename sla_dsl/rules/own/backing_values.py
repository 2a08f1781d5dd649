"""The rules of the proof about agreements behind a promise that are too weak for it."""

from __future__ import annotations

from .backing_samples import EACH, FIRST, FOUND, PATH, SHARE, backing_rule, month, ola, over_two, restored, uc

_SIGNED = (
    "version 1.0.0",
    "status signed",
    'signed 2019-12-01 by "Sam Okoro" for {}',
    'signed 2019-12-02 by "Camille Roy" for {}',
    "in force from 2020-01-01",
)


def _signed(first: str, second: str) -> tuple[str, ...]:
    return (*_SIGNED[:2], _SIGNED[2].format(first), _SIGNED[3].format(second), _SIGNED[4])


def _notice(days: int, first: str, second: str, mark: str = "") -> tuple[str, ...]:
    return ("changes {", f"  weakening needs approval of {first} and {second}, {days} days notice{mark}", "}")


def _owed(fee: int, award: str, mark: str = "") -> tuple[str, ...]:
    return (f"parameter fee = {fee} EUR", f"credit for {award}: 10% of fee{mark}")


_REDUNDANT = 'party loire-fibre "Loire Fibre" { time zone Europe/Paris }\n' + over_two(
    "edge or core", month("99.9%") + FOUND, month("99%"), month("99%")
).replace("core { supplied by arc-telecom", "core { supplied by loire-fibre").replace(
    "core-uc {\n  provider arc-telecom", "core-uc {\n  provider loire-fibre"
)
_PAUSING = "clock repair { pauses while waiting-for-supplier during 24x7 }\nclock runs-on { during 24x7 }\n"
_WAITS = " {{ pauses while waiting-for-supplier{} }}"
_TWO_HOPS = "path restore-time: first-uc then reports-uc"
_YEAR = "in force from 2026-01-01 to 2026-12-31"
_RENEWS = "renews every 12 months unless either party gives 90 days notice"

RULES = (
    backing_rule(
        "counted-differently",
        "two promises of one metric count differently",
        "What is down for one may be up for the other; such a promise holds on average at most. If both are known to "
        "count alike, `assume … comparable because …` says so.",
        ola(month("98%") + ' { down when "no report opens" } #')
        + uc(month("99%") + ' { down when "the server does not answer" }'),
        ola(month("98%") + ' { down when "no report opens" }', 'assume reports-uc comparable because "same probe"')
        + uc(month("99%") + ' { down when "the server does not answer" }'),
        "warning",
    ),
    backing_rule(
        "exclusion-gap",
        "an exclusion of an agreement behind is no exclusion of the promise",
        "Everybody behind keeps what they promised while the promise is missed.",
        ola(month("98%") + FOUND) + uc(month("99%"), "excludes force-majeure"),
        ola(month("98%"), "excludes force-majeure") + uc(month("99%"), "excludes force-majeure"),
    ),
    backing_rule(
        "hours-gap",
        "an agreement behind does not work at the hours that are promised",
        "Four hours of a supplier who opens on Monday are not four hours on Friday evening. The proof runs a case from "
        "every start at which the answer can change, and shows the worst one.",
        ola(restored("4 h") + FOUND, PATH) + uc(restored("2 h", "office")),
        ola(restored("4 h", "office"), "path restore-time: 15 min during office then reports-uc")
        + uc(restored("2 h", "office")),
    ),
    backing_rule(
        "not-signed",
        "a signed agreement is backed by one that is not",
        "Nobody is bound by a draft.",
        ola(restored("4 h") + FOUND, PATH, *_signed("dba", "desk")) + uc(restored("2 h"), _SIGNED[4]),
        ola(restored("4 h"), PATH, *_signed("dba", "desk")) + uc(restored("2 h"), *_signed("arc-telecom", "norvia")),
    ),
    backing_rule(
        "notice-too-short",
        "a supplier owes less notice than we do",
        "Who hears of a change or of the end later than he must tell it cannot keep his word.",
        ola(restored("4 h"), PATH, *_notice(60, "dba", "desk", " #"))
        + uc(restored("2 h"), *_notice(30, "arc-telecom", "norvia")),
        ola(restored("4 h"), PATH, *_notice(60, "dba", "desk"))
        + uc(restored("2 h"), *_notice(60, "arc-telecom", "norvia")),
    ),
    backing_rule(
        "only-expected",
        "a promise holds on average only, under an assumption",
        "Two parts that fail independently are rarely down together, but nothing forbids it: a single window may miss.",
        _REDUNDANT.replace(
            "backed by edge-uc, core-uc",
            'backed by edge-uc, core-uc\n  assume edge, core independent because "separate ducts and suppliers"',
        ),
        over_two("edge or core", month("99%"), month("99%"), month("99%")),
        "warning",
    ),
    backing_rule(
        "overlapping-causes",
        "two common causes are stated of the same part",
        "Nothing says how often one cause strikes while the other one does. One cause of all the parts that either of "
        "them strikes, with a share that is large enough, is on the safe side.",
        _REDUNDANT.replace(FOUND, "").replace(
            "backed by edge-uc, core-uc",
            'backed by edge-uc, core-uc\n  assume edge, core common cause 10% because "one power station"\n'
            '  assume edge, core common cause 5% because "one release" #',
        ),
        over_two("edge or core", month("99%"), month("99%"), month("99%")).replace(
            "backed by edge-uc, core-uc",
            'backed by edge-uc, core-uc\n  assume edge, core common cause 15% because "one power station, one release"',
        ),
    ),
    backing_rule(
        "pause-gap",
        "a clock behind pauses while that of the promise runs on",
        "While the clock behind stands still its promise is kept, and the one that rests on it is missed.",
        _PAUSING
        + ola("restore-time at most 4 h timed by runs-on #", PATH)
        + uc("restore-time at most 2 h timed by repair"),
        _PAUSING
        + ola("restore-time at most 4 h timed by repair", PATH)
        + uc("restore-time at most 2 h timed by runs-on"),
    ),
    backing_rule(
        "recovers-too-little",
        "a supplier pays less for his failure than is then owed to the customer",
        "The rest is the provider's own risk; it is worth knowing how large it is.",
        ola(month("98%"), *_owed(900, "promised", " #")) + uc(month("98%"), *_owed(400, "bought")),
        ola(month("98%"), *_owed(900, "promised")) + uc(month("98%"), *_owed(900, "bought")),
        "warning",
    ),
    backing_rule(
        "renewal-not-certain",
        "some days are carried only if an agreement is renewed",
        "Until the day of notice has passed either party may let it end.",
        ola(restored("4 h") + FOUND, PATH, "in force from 2026-01-01")
        + uc(restored("2 h"), "in force from 2026-01-01 to 2026-12-31", _RENEWS),
        ola(restored("4 h"), PATH, "in force from 2026-01-01 to 2026-12-31")
        + uc(restored("2 h"), "in force from 2026-01-01 to 2027-12-31", _RENEWS),
        "warning",
    ),
    backing_rule(
        "term-gap",
        "an agreement behind ends before the promise does",
        "From that day on nobody carries it; and a case that is handed on to it afterwards is nobody's either.",
        ola(restored("4 h") + FOUND, PATH, "in force from 2026-01-01 to 2026-12-31")
        + uc(restored("2 h"), "in force from 2026-01-01 to 2026-06-30"),
        ola(restored("4 h"), PATH, "in force from 2026-01-01 to 2026-12-31")
        + uc(restored("2 h"), "in force from 2026-01-01 to 2027-01-31"),
    ),
    backing_rule(
        "too-many-misses",
        "more cases may be late behind a promise than it allows",
        "Along a path misses add: a case is late if it is late at one hop.",
        ola(SHARE.format("4 h", "98%", " #"), FIRST) + uc(SHARE.format("2 h", "95%", EACH)),
        ola(SHARE.format("4 h", "95%", ""), FIRST) + uc(SHARE.format("2 h", "95%", EACH)),
    ),
    backing_rule(
        "too-slow",
        "an agreement behind takes longer than is promised",
        "The times of all hops add up, and the hand-overs between them too.",
        ola(restored("2 h") + FOUND, PATH) + uc(restored("2 h")),
        ola(restored("2 h"), PATH) + uc(restored("1 h 45 min")),
    ),
    backing_rule(
        "too-weak",
        "an agreement behind guarantees less than is promised",
        "What all parts may lose together is more than the promise allows; redundancy helps on average, and guarantees "
        "nothing. The proof shows the window and the downtime with which everybody behind keeps his word.",
        over_two("edge and core", month("99%") + FOUND, month("99.5%"), month("99%")),
        over_two("edge and core", month("98.5%"), month("99.5%"), month("99%")),
    ),
    backing_rule(
        "unstated-hand-off",
        "nothing says how long it takes until the next one has the case",
        "The clock behind starts with a ticket of its own. Until that exists the case waits, and no promise counts it.",
        ola(restored("4 h") + FOUND) + uc(restored("4 h")),
        ola(restored("4 h"), PATH) + uc(restored("3 h 45 min")),
        "warning",
    ),
    backing_rule(
        "wait-beyond-term",
        "a case may wait until an agreement behind has ended",
        "Who has the case first waits with it as long as he may; then it goes to the next one, whose agreement has "
        "ended meanwhile. Where nothing limits a pause, a year is reckoned with.",
        ola(restored("4 h") + _WAITS.format("") + FOUND, _YEAR, _TWO_HOPS, backed_by="first-uc, reports-uc")
        + uc(restored("1 h") + _WAITS.format(""), "in force from 2026-01-01", name="first-uc")
        + uc(restored("2 h"), "in force from 2026-01-01 to 2027-01-31"),
        ola(restored("4 h") + _WAITS.format(" at most 10 h"), _YEAR, _TWO_HOPS, backed_by="first-uc, reports-uc")
        + uc(restored("1 h") + _WAITS.format(" at most 10 h"), "in force from 2026-01-01", name="first-uc")
        + uc(restored("2 h"), "in force from 2026-01-01 to 2027-01-31"),
        "warning",
    ),
    backing_rule(
        "weaker-force",
        "a guarantee is backed by a target, or by best effort",
        "Nothing follows when a target is missed; who guarantees more than he is guaranteed takes the risk alone.",
        ola(restored("4 h") + FOUND, PATH) + uc(restored("2 h") + " as a target"),
        ola(restored("4 h") + " as a target", PATH) + uc(restored("2 h") + " as a target"),
    ),
)
