"""What conditions mean: each holds of one agreement and not of the other."""

import pytest

from .policies import policies, policy

GOLD = "tier gold of care service hours 24x7 objective up: availability at least {} each calendar month"
CASES = [
    ("every sla must have review interval at most 12 months", "review every 1 year", "review every 13 months"),
    ("every sla must have review interval at most 12 months", "review every 52 weeks", "review every 53 weeks"),
    ("every sla must have review interval below 1 month", "review every 27 days", "review every 28 days"),
    (
        "every sla must have review interval between 1 month and 6 months",
        "review every 31 days",
        "review every 30 days",
    ),
    ("every sla must have review", "review every 1 year", ""),
    ("every sla must have no review", "", "review every 1 year"),
    ("every sla must review is missing", "", "review every 1 year"),
    ("every sla must not have review", "", "review every 1 year"),
    ("every sla must status is not draft", "status proposed", "status draft"),
    ("every sla must status in (proposed, signed)", "status proposed", "status draft"),
    (
        "every sla must be in force",
        "status signed in force from 2026-01-01",
        "status proposed in force from 2026-01-01",
    ),
    ("every sla must have level is service", "level service", ""),
    ("every sla must level is not service", "level customer", ""),
    ("every sla must have start before 2026-02-01", "in force from 2026-01-31", "in force from 2026-02-01"),
    ("every sla must have end after start", "in force from 2026-01-01 to 2026-02-01", "in force from 2026-01-01"),
    (
        "every sla must have end after today",
        "in force from 2026-01-01 to 2026-03-02",
        "in force from 2026-01-01 to 2026-03-01",
    ),
    (
        "every sla must have end within 12 months of today",
        "in force from 2026-01-01 to 2027-03-01",
        "in force from 2026-01-01 to 2027-03-02",
    ),
    ("every sla must have count of duties at least 2", 'customer must "a" provider must "b"', 'customer must "a"'),
    ("every sla must have some duty where side is customer", 'customer must "a"', 'provider must "a"'),
    ("every sla must have no duty where side is customer", 'provider must "a"', 'customer must "a"'),
    ("every sla must every duty has side is customer", 'customer must "a"', 'customer must "a" provider must "b"'),
    ("every sla must some duty in duties has obligatory is yes", 'customer must "a"', 'customer may "a"'),
    ("every duty must be obligatory", 'customer must "a"', 'customer may "a"'),
    (
        'every clause must not prose contains "REASONABLE"',
        'clause a """by noon"""',
        'clause a """in reasonable time"""',
    ),
    ("every sla must customer is not provider", "", None),
    ("every sla must have provider is norvia", "", None),
    (
        "every objective must have measurements by is not provider",
        GOLD.format("99%") + ' { measured by desk at "a" }',
        GOLD.format("99%"),
    ),
    (
        "every report must have window length at most 3 months",
        'report "a" each rolling 30 days',
        'report "a" each calendar year',
    ),
    (
        'every clause must title has word "reversibilite"',
        'clause a "La Réversibilité" """x"""',
        'clause a "Irréversibilité" """x"""',
    ),
    ("every sla must about is exit", 'clause a "x" about exit """x"""', 'clause exit "Exit" """x"""'),
    ("every sla must have support hours is 24x7", "support hours 24x7", "support hours office"),
    ('every right must when has word "insolvency"', 'customer may end when "insolvency"', "customer may end"),
    (
        "every right must have grounds is subcontracting",
        "customer may end for cause subcontracting",
        "customer may end for cause breach",
    ),
    ("every objective where tier is gold must have target at least 99.9%", GOLD.format("99.9%"), GOLD.format("99.8%")),
    ("every objective in sla must have status is signed", "status signed " + GOLD.format("99%"), GOLD.format("99%")),
    (
        "every objective must have aim above target",
        GOLD.format("99%") + " { aim at 99.5% }",
        GOLD.format("99%") + " { aim at 99% }",
    ),
    (
        "every objective must have measurements by is provider",
        GOLD.format("99%") + ' { measured by norvia at "edge" }',
        GOLD.format("99%") + ' { measured by atelier-brun at "edge" }',
    ),
    (
        "every sla must have some objective where (metric is availability and target above 99%) or status is signed",
        GOLD.format("99.1%"),
        GOLD.format("99%"),
    ),
    (
        "every cap must have amount at most 30%",
        "parameter fee = 1 EUR cap credit at 30% of fee each calendar month",
        "parameter fee = 1 EUR cap credit at 31% of fee each calendar month",
    ),
]


def judged(sentence: str, statements: str) -> bool:
    text = f"sla a {{ provider norvia customer atelier-brun covers payments {statements} }}"
    house, view = policy(sentence, text)
    found = list(house.findings(view))
    assert bool(found) == any(not house.is_met(thing) for thing in house.looks_at(view))
    return not found


@pytest.mark.parametrize(("sentence", "met", "broken"), CASES)
def test_what_a_condition_means(sentence: str, met: str, broken: str | None) -> None:
    assert judged(sentence, met)
    if broken is not None:
        assert not judged(sentence, broken)


def test_a_finding_stands_at_the_word_and_says_what_was_found() -> None:
    house, view = policy(
        'every sla must have review interval at most 12 months because "it was decided"',
        "sla a { provider norvia customer atelier-brun covers payments\n  review every 2 years }",
    )
    (finding,) = house.findings(view)
    assert finding.span is not None
    assert (finding.rule, finding.span.text, finding.address) == ("policy/house", "2 years", "a")
    assert finding.message == "`a` is against the policy `house`: `review interval` is `2 years`"
    assert finding.help == "every sla must have review interval at most 12 months, because: it was decided"


def test_what_is_taken_over_is_found_once() -> None:
    house, view = policy(
        "every duty must have side is customer",
        'standard sla base { provider norvia covers payments provider must "a" }\n'
        "sla b on the terms of base { customer atelier-brun }\nsla c on the terms of base { customer arc-telecom }",
    )
    assert len(list(house.looks_at(view))) == 2
    assert [finding.address for finding in house.findings(view)] == ["b"]


@pytest.mark.parametrize(
    ("statements", "is_judged"),
    [
        ("", True),
        ("status ended", False),
        ('ended 2026-02-28 because "x"', False),
        ('ended 2026-03-01 because "x"', True),
    ],
)
def test_what_has_ended_is_not_judged(statements: str, is_judged: bool) -> None:
    house, view = policy(
        "every sla must have review", f"sla a {{ provider norvia customer atelier-brun covers payments {statements} }}"
    )
    assert bool(list(house.findings(view))) == is_judged


def test_a_metric_is_what_it_is_declared_to_be() -> None:
    house, view = policy(
        "every objective where metric is availability must have target at least 99%",
        "metric edge is availability\nmetric deep is edge\n"
        "sla a { provider norvia customer atelier-brun covers payments service hours 24x7\n"
        "objective up: deep at least 98% each calendar month }",
    )
    assert [finding.message for finding in house.findings(view)] == [
        "`a/up` is against the policy `house`: `target` is `98%`"
    ]


MISTAKES = [
    (
        "every sla must have review intervall",
        "unknown-attribute",
        "review intervall",
        "did you mean `review interval`?",
    ),
    ("every slaa must have review", "unknown-subject", "slaa", "did you mean `sla`?"),
    ("every service in sla must have owner", "unknown-subject", "sla", "leave out `in`"),
    ("every duty in service must have side", "unknown-subject", "service", ""),
    ("every objective must have metric is availabilty", "unknown-value", "availabilty", "did you mean `availability`?"),
    ("every objective must have tier is glod", "unknown-value", "glod", "did you mean `gold`?"),
    ("every sla must have customer is norvai", "unknown-value", "norvai", "did you mean `norvia`?"),
    ("every sla must have status is singed", "unknown-value", "singed", "did you mean `signed`?"),
    ("every sla must have review interval at least 99%", "unlike", "99%", ""),
    ("every objective where metric is latency must have target at most 5 EUR", "unlike", "5 EUR", ""),
    ("every cap must have amount between 5 EUR and 9 USD", "unlike", "9 USD", ""),
    ("every sla must have review at most 5 days", "unlike", "have review at most 5 days", ""),
    ("every sla must have status before today", "unlike", "have status before today", ""),
    ("every sla must have end within 5 h of today", "unlike", "5 h", ""),
    ("every sla must be status", "unlike", "be status", ""),
    ("every sla must have review is norvia", "unlike", "norvia", ""),
    ("every sla must have some status", "unlike", "status", ""),
    ("every sla must have count of duties at least 0", "always-holds", "have count of duties at least 0", ""),
    ("every sla must have review or review is missing", "always-holds", "have review or review is missing", ""),
    ("every objective must have target above 100%", "never-holds", "have target above 100%", ""),
    ("every sla must status is draft and status is signed", "never-holds", "status is draft and status is signed", ""),
    (
        "every sla where status is draft must have status in (signed, ended)",
        "never-holds",
        "have status in (signed, ended)",
        "",
    ),
    ("every sla where status is draft must status is not signed", "always-holds", "status is not signed", ""),
    (
        "every sla must have start before 2026-01-01 and start after 2026-01-01",
        "never-holds",
        "have start before 2026-01-01 and start after 2026-01-01",
        "",
    ),
    (
        "every sla must have some duty where (side is customer and side is provider)",
        "never-holds",
        "side is customer and side is provider",
        "",
    ),
]


@pytest.mark.parametrize(("sentence", "rule", "text", "help_"), MISTAKES)
def test_what_makes_no_sense_is_found_at_the_word(sentence: str, rule: str, text: str, help_: str) -> None:
    found, findings, _ = policies(f"policy house {{ {sentence} }}")
    assert [(f.rule, f.span and f.span.text) for f in findings] == [(f"policy/{rule}", text)]
    assert help_ in ("", findings[0].help)
    assert bool(found) == rule.endswith("holds")


@pytest.mark.parametrize("sentence", sorted({case[0] for case in CASES}))
def test_what_makes_sense_is_not_called_senseless(sentence: str) -> None:
    assert policies(f"policy house {{ {sentence} }}")[1] == []
