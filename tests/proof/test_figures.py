"""What must not pass: figures of other cases, of other hours or windows, and bounds that are only just reached."""

import pytest

from sla_dsl.proof import Proof, prove

from .workspaces import compiled

MONTH = "each calendar month"
DAY = "each calendar day"
EACH = "counted for each agreement it carries"


def agreement(kind: str, name: str, objective: str, statements: str = "", counted: str = "") -> str:
    people = "provider norvia customer brun" if kind == "sla" else "provider arc customer norvia"
    return f"{kind} {name} {{ {people} covers shop {statements} objective one: {objective} {{ {counted} }} }}\n"


def proof(promise: str, behind: str, counted: str = EACH, ours: str = "", theirs: str = "", second: str = "") -> Proof:
    """The proof of a promise for the shop that one contract carries; or two, one after the other."""
    ucs = agreement("uc", "arc-uc", behind, theirs, counted)
    if second:
        metric = next(word for word in behind.split() if "-" in word)
        ucs += agreement("uc", "dba-uc", second, theirs, counted)
        ours += f" path {metric}: arc-uc then dba-uc"
    names = "arc-uc, dba-uc" if second else "arc-uc"
    text = "# as of 2026-01-01\n" + agreement("sla", "shop-sla", promise, f"{ours} backed by {names}") + ucs
    return prove(compiled(text))["shop-sla/one"]


def rules(found: Proof) -> list[str]:
    return [ground.rule for ground in found.grounds]


RATE = "error-rate at most 1% {}"


@pytest.mark.parametrize(
    ("ours", "theirs", "counted", "verdict", "rule"),
    [
        (MONTH, MONTH, EACH, "backed", []),
        (MONTH, DAY, EACH, "backed", []),
        (MONTH, "each calendar year", EACH, "undecidable", ["backing/pooled"]),
        (MONTH, MONTH, "", "undecidable", ["backing/pooled"]),
        (f"during paris-office {MONTH}", f"during 24x7 {MONTH}", EACH, "undecidable", ["backing/pooled"]),
        (
            f"during 24x7 {MONTH}",
            f"during paris-office {MONTH}",
            "",
            "unbacked",
            ["backing/hours-gap", "backing/pooled"],
        ),
    ],
)
def test_an_error_rate_is_one_of_its_own_cases(
    ours: str, theirs: str, counted: str, verdict: str, rule: list[str]
) -> None:
    found = proof(RATE.format(ours), RATE.format(theirs), counted)
    assert (found.verdict, rules(found)) == (verdict, rule)


def test_volumes_carry_an_error_rate() -> None:
    found = proof(
        f"error-rate at most 2% {MONTH}",
        f"error-rate at most 1% {MONTH}",
        "",
        f"volume between 500 and 900 requests {MONTH}",
        f"volume at most 1000 requests {MONTH}",
    )
    assert (found.verdict, found.guaranteed and found.guaranteed.text) == ("backed", "2%")


@pytest.mark.parametrize("figure", ["latency at most 200 ms", "throughput at least 100/s"])
def test_what_is_behind_holds_in_all_hours(figure: str) -> None:
    found = proof(f"{figure} during 24x7 {MONTH}", f"{figure} during paris-office {MONTH}")
    assert (found.verdict, rules(found)) == ("unbacked", ["backing/hours-gap"])
    assert found.example == "at Thu 2026-01-01 00:00 nothing is promised behind it"
    assert proof(f"{figure} during paris-office {MONTH}", f"{figure} during 24x7 {MONTH}").verdict == "backed"


@pytest.mark.parametrize("statistic", ["mean", "median"])
@pytest.mark.parametrize("metric", ["latency", "restore-time"])
def test_a_mean_is_one_of_its_own_cases(statistic: str, metric: str) -> None:
    promise = f"{statistic} {metric} at most 2 h during 24x7 {MONTH}"
    assert proof(promise, promise).verdict == "backed"
    for found in (proof(promise, promise, ""), proof(promise, promise.replace("month", "year"))):
        assert (found.verdict, rules(found)[0]) == ("undecidable", "backing/pooled")


def test_a_latency_of_another_kind_says_nothing() -> None:
    mean, share = f"mean latency at most 200 ms {MONTH}", f"latency at most 200 ms in 95% of requests {MONTH}"
    for ours, theirs in ((mean, share), (share, mean)):
        found = proof(ours, theirs)
        assert (found.verdict, rules(found)) == ("undecidable", ["backing/other-statistic"])


def test_a_mean_and_what_bounds_every_case_add_in_the_same_hours_only() -> None:
    promise, hop, every = (
        f"mean restore-time at most 4 h during {{}} {MONTH}",
        f"mean restore-time at most 2 h during {{}} {MONTH}",
        "restore-time at most 2 h during 24x7",
    )
    same = proof(promise.format("24x7"), hop.format("24x7"), second=every)
    assert (same.verdict, same.slack) == ("backed", "0 s")
    late = proof(promise.format("24x7").replace("4 h", "3 h"), hop.format("24x7"), second=every)
    assert (late.verdict, late.slack, rules(late)[0]) == ("unbacked", "-1 h", "backing/too-slow")
    other = proof(promise.format("24x7").replace("4 h", "900 h"), hop.format("paris-office"))
    assert (other.verdict, rules(other)[0]) == ("undecidable", "backing/not-comparable")


@pytest.mark.parametrize("statistic", ["mean", "median"])
def test_a_mean_after_a_hand_off_is_one_of_other_cases(statistic: str) -> None:
    # One case of 31 January takes days in February, among many that take minutes.
    hop = f"{statistic} restore-time at most 1 h during 24x7 {MONTH}"
    found = proof(hop.replace("1 h", "4 h"), hop, second=hop)
    assert found.verdict == "undecidable"
    assert "backing/pooled" in rules(found)


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict", "share"),
    [
        ("", "", "undecidable", None),
        # Of 200 cases 10 are late in January, of 200 in February 10, and all of them may have begun in January.
        (f"volume between 200 and 200 cases {MONTH}", f"volume at most 400 cases {MONTH}", "unbacked", "75%"),
        (f"volume between 200 and 200 cases {MONTH}", f"volume at most 399 cases {MONTH}", "unbacked", "76%"),
    ],
)
def test_a_share_after_a_hand_off_is_counted_in_two_windows(
    ours: str, theirs: str, verdict: str, share: str | None
) -> None:
    promise = f"restore-time at most 4 h in 85% of cases during 24x7 {MONTH}"
    hop = f"restore-time at most 2 h in 95% of cases during 24x7 {MONTH}"
    found = proof(promise, hop, ours=ours, theirs=theirs, second=hop)
    assert (found.verdict, found.shares and found.shares.text) == (verdict, share)


SHARE = f"restore-time at most 4 h in {{}} of cases during 24x7 {MONTH}"


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict", "share"),
    [
        (f"volume at most 9000 cases {MONTH}", f"volume at most 10000 cases {MONTH}", "unbacked", "0%"),
        (f"volume between 9000 and 10000 cases {MONTH}", f"volume at most 10000 cases {MONTH}", "backed", "94.444%"),
        (
            f"volume between 9000 and 10001 cases {MONTH}",
            f"volume at most 10000 cases {MONTH}",
            "undecidable",
            "94.444%",
        ),
        (f"volume at least 9000 cases {MONTH}", f"volume at most 10000 cases {MONTH}", "backed", "94.444%"),
        (f"volume at least 400 cases {DAY}", f"volume at most 2000 cases {MONTH}", "unbacked", "75%"),
        (f"volume at least 1000 cases {MONTH}", f"volume at most 100 cases {DAY}", "undecidable", None),
        (
            f"volume at least 9000 cases {MONTH}",
            "volume at most 10000 cases each calendar year",
            "undecidable",
            "94.444%",
        ),
        (f"volume at least 9000 cases {MONTH}", f"volume at most 10000 calls {MONTH}", "undecidable", None),
        (f"volume at least 9000 cases {MONTH}", f"volume at least 10000 cases {MONTH}", "undecidable", None),
        (f"volume at most 19 cases {MONTH}", f"volume at most 19 cases {MONTH}", "backed", "100%"),
        ("", f"volume at most 19 cases {MONTH}", "backed", "100%"),
    ],
)
def test_only_the_fewest_of_our_cases_carry_a_pooled_share(
    ours: str, theirs: str, verdict: str, share: str | None
) -> None:
    found = proof(SHARE.format("90%"), SHARE.format("95%"), "", ours, theirs)
    assert (found.verdict, found.shares and found.shares.text) == (verdict, share)


@pytest.mark.parametrize(
    ("promise", "behind", "strict"),
    [
        (
            "restore-time below 4 h during 24x7",
            "restore-time at most 4 h during 24x7",
            "restore-time below 4 h during 24x7",
        ),
        (
            f"mean restore-time below 4 h during 24x7 {MONTH}",
            f"mean restore-time at most 4 h during 24x7 {MONTH}",
            f"mean restore-time below 4 h during 24x7 {MONTH}",
        ),
        (f"latency below 1 s {MONTH}", f"latency at most 1 s {MONTH}", f"latency below 1 s {MONTH}"),
        (f"error-rate below 1% {MONTH}", f"error-rate at most 1% {MONTH}", f"error-rate below 1% {MONTH}"),
        (f"throughput above 9/s {MONTH}", f"throughput at least 9/s {MONTH}", f"throughput above 9/s {MONTH}"),
        (f"availability above 99% {MONTH}", f"availability at least 99% {MONTH}", f"availability above 99% {MONTH}"),
    ],
)
def test_a_strict_promise_takes_a_strict_one(promise: str, behind: str, strict: str) -> None:
    found = proof(promise, behind)
    assert found.verdict == "unbacked"
    assert rules(found)[0] in ("backing/too-slow", "backing/too-weak")
    assert proof(promise, strict).verdict == "backed"
    assert proof(behind, strict).verdict == "backed"


def test_one_strict_hop_keeps_a_sum_off_its_bound() -> None:
    hop = "restore-time {} 2 h during 24x7"
    promise = "restore-time below 4 h during 24x7"
    assert proof(promise, hop.format("at most"), second=hop.format("below")).verdict == "backed"
    assert proof(promise, hop.format("at most"), second=hop.format("at most")).verdict == "unbacked"


def test_totals_are_those_of_the_same_or_longer_windows_or_add_up() -> None:
    count = "outage-count at most 3 {}"
    assert proof(count.format(MONTH), count.format("each calendar year")).verdict == "backed"
    # Three in each of twelve months are 36.
    assert proof(count.format("each calendar year"), count.format(MONTH)).verdict == "unbacked"
    assert proof(count.replace("3", "36").format("each calendar year"), count.format(MONTH)).verdict == "backed"
    found = proof(count.format("each rolling 90 days"), count.format(MONTH))
    assert (found.verdict, rules(found)) == ("undecidable", ["backing/not-comparable"])


def test_a_share_of_what_adds_is_no_bound_on_each() -> None:
    share = f"jitter at most 10 ms in 50% of packets {MONTH}"
    found = proof(f"jitter at most 10 ms {MONTH}", share)
    assert (found.verdict, rules(found)) == ("undecidable", ["backing/other-statistic"])


def test_a_share_is_above_another_only_if_it_is_so_rounded() -> None:
    rounded = f"availability above 99.9% {MONTH}"
    text = agreement("sla", "shop-sla", rounded, "backed by arc-uc", "rounded to 1 decimal")
    for share, verdict in (("99.949%", "unbacked"), ("99.95%", "backed")):
        behind = agreement("uc", "arc-uc", f"availability at least {share} {MONTH}")
        assert prove(compiled(f"# as of 2026-01-01\n{text}{behind}"))["shop-sla/one"].verdict == verdict
