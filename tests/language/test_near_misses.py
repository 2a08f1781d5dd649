"""What is nearly a word of the language gives one finding, which names all of what was typed."""

import pytest

from sla_dsl.language.terminals import language

from .samples import read, said

NEAR_MISSES = (
    ("NAME", "team 1st of a", "1", "`1st` cannot stand here: a name was expected", ""),
    ("NAME", "team a--b of c", "-", "`--b` cannot stand here: `of` was expected", ""),
    (
        "NAME",
        "team a.b of c",
        ".",
        "`.` means nothing in the language",
        "write words; texts for people stand in quotes, remarks begin with `#`",
    ),
    (
        "CALENDAR_MONTHS",
        "sla a { claim within 1 calendar moth of window end }",
        "moth",
        "`moth` cannot stand here: a statement or `}` was expected",
        "",
    ),
    (
        "HOW_OFTEN",
        'sla a { customer may "x" at most often }',
        "often",
        "`often` cannot stand here: `once`, a number or a parameter and `times` was expected",
        "",
    ),
    ("PATH", "sla a { path m: a / b }", "/", "`/` cannot stand here: a statement or `}` was expected", ""),
    ("PATH", "sla a { path m: a//b }", "/", "`//b` cannot stand here: a statement or `}` was expected", ""),
    ("PATH", "sla a { backed by a/b }", "a/b", "`a/b` cannot stand here: a name was expected", ""),
    ("STRING", 'sla a { report "x }', '"x ', "a text in quotes is not closed", 'end it with `"` on the same line'),
    (
        "STRING",
        'sla a { report "a\\n" }',
        '"a\\n"',
        "`\\n` means nothing in a text in quotes",
        'only `\\"` and `\\\\` do; a text of several lines stands between `"""`',
    ),
    (
        "STRING",
        "sla a { report Monthly }",
        "Monthly",
        "`Monthly` cannot stand here: a text in quotes was expected",
        "texts for people stand in quotes",
    ),
    ("PROSE", 'sla a { clause c "x" }', "}", '`}` cannot stand here: `title` or prose in `"""` was expected', ""),
    ("PROSE", 'sla a { clause c """x }', '"""x }', "a text in quotes is not closed", 'end it with `"""`'),
    (
        "DATE",
        'sla a { ended 2026-1-31 because "x" }',
        "2026",
        "`2026-1-31` cannot stand here: a date such as `2026-01-31` was expected",
        "",
    ),
    (
        "DATE",
        'sla a { ended 2026-01-310 because "x" }',
        "2026",
        "`2026-01-310` cannot stand here: a date such as `2026-01-31` was expected",
        "",
    ),
    (
        "MONTH_DAY",
        "sla a { fiscal year starts 2-01 }",
        "2",
        "`2-01` cannot stand here: a month and day such as `02-01` was expected",
        "",
    ),
    (
        "MONTH_DAY",
        "sla a { fiscal year starts 2026-02-01 }",
        "2026-02-01",
        "`2026-02-01` cannot stand here: a month and day such as `02-01` was expected",
        "",
    ),
    (
        "TIME_OF_DAY",
        "clock c { cut-off 08:000 }",
        "08",
        "`08:000` cannot stand here: a time such as `08:00` was expected",
        "",
    ),
    (
        "TIME_OF_DAY",
        "clock c { cut-off 08:00:00 }",
        "08",
        "`08:00:00` cannot stand here: a time such as `08:00` was expected",
        "",
    ),
    (
        "SEMVER",
        "sla a { version 2.1 }",
        "2.1",
        "`2.1` cannot stand here: a version such as `2.1.0` was expected",
        "a version has three numbers: `2.1.0`",
    ),
    (
        "SEMVER",
        "sla a { version v2.1.0 }",
        "v2",
        "`v2.1.0` cannot stand here: a version such as `2.1.0` was expected",
        "",
    ),
    (
        "SEMVER",
        'sla a { version "2.1.0" }',
        '"2.1.0"',
        '`"2.1.0"` cannot stand here: a version such as `2.1.0` was expected',
        "leave out the quotes",
    ),
    ("RATE", "sla a { volume at most 200/S }", "/", "`/S` cannot stand here: a statement or `}` was expected", ""),
    (
        "FRACTION",
        "sla a { volume at most 1/12/3 }",
        "/",
        "`/12/3` cannot stand here: a statement or `}` was expected",
        "",
    ),
    (
        "PERCENT",
        "sla a { volume at most 5%% }",
        "%",
        "`%` means nothing in the language",
        "write words; texts for people stand in quotes, remarks begin with `#`",
    ),
    (
        "NUMBER",
        "sla a { volume at most .5 }",
        ".",
        "`.` means nothing in the language",
        "write words; texts for people stand in quotes, remarks begin with `#`",
    ),
    ("NUMBER", "sla a { volume at most -5 }", "-", "`-5` cannot stand here: a quantity or a name was expected", ""),
    (
        "CUT_OFF",
        "clock c { cutoff 08:00 }",
        "cutoff",
        "`cutoff` cannot stand here: a statement or `}` was expected",
        "did you mean `cut-off`?",
    ),
    (
        "ALWAYS",
        "calendar c = 24x7x",
        "x",
        "`x` cannot stand here: a declaration such as `service` or `sla` was expected",
        "",
    ),
    (
        "IN_FORCE",
        "sla a { in forces from 2026-01-01 }",
        "in",
        "`in` cannot stand here: a statement or `}` was expected",
        "",
    ),
    (
        "AND_UP_TO",
        "sla a { excludes beta up to 1 h each time and upto 2 h each calendar day }",
        "and",
        "`and` cannot stand here: a statement or `}` was expected",
        "",
    ),
    ("ONE_OF", "sla a { parameter x one off 1 h }", "off", "`off` cannot stand here: `event` was expected", ""),
    (
        "END_WITH",
        "sla a { customer may end within 30 days notice }",
        "notice",
        "`notice` cannot stand here: `of` or a number was expected",
        "",
    ),
    (
        "BUSINESS_DAYS_FOLLOW",
        "sla a { business days follows office }",
        "business",
        "`business` cannot stand here: a statement or `}` was expected",
        "",
    ),
    (
        "BUSINESS_DAYS",
        "sla a { volume at most 3 business dayz }",
        "dayz",
        "`dayz` cannot stand here: a statement or `}` was expected",
        "",
    ),
    (
        "ROW_END",
        "priorities u {\n| a | b\n| c | d |\n}",
        "b",
        "a row of this table has no `|` at its end",
        "end every row with `|`",
    ),
    (
        "RULE_LINE",
        "priorities u {\n| a |\n|--|\n}",
        "-",
        "`--` cannot stand here: a value, a bound such as `at least 99%` or `none` was expected",
        "the line below the header has three dashes at least in each cell",
    ),
    (
        "COMMENT",
        "party p { } / remark",
        "/",
        "`/` cannot stand here: a declaration such as `service` or `sla` was expected",
        "",
    ),
)
"""Of each: the terminal, a text, and of its only finding what it underlines, what it says and what helps."""


@pytest.mark.parametrize(("text", "underlined", "message", "help"), [case[1:] for case in NEAR_MISSES])
def test_a_near_miss_is_found(text: str, underlined: str, message: str, help: str) -> None:
    assert [finding[1:] for finding in said(read(text))] == [(underlined, message, help)]


def test_every_terminal_but_keywords_and_signs_has_a_near_miss() -> None:
    known = language()
    open_ended = known.terminals - set(known.words) - {"$END", "BLANK"}
    assert open_ended - {case[0] for case in NEAR_MISSES} == set()


COMMA = "phrases stand without commas between them; for several things, write one statement for each"
JOINED, LISTED = "join them by `and`; by `or` where one of them is enough", "did you mean `,`?"
SUGGESTIONS = (
    ("Sla a { }", "did you mean `sla`?"),
    ("SLA a { }", "did you mean `sla`?"),
    ("sla a { sevice hours 24x7 }", "did you mean `service`?"),
    ("calendar c { timezone Europe/Paris }", "did you mean `time zone`?"),
    ("sla a { objective u: availability atleast 99% }", "did you mean `at least`?"),
    ("sla a { objective u: availability at least 99% per month }", "did you mean `each calendar month`?"),
    ("sla a { objective u: availability at least 99% monthly }", "did you mean `each calendar month`?"),
    ("sla a { objective u: availability 99% }", "write `at least` or `at most` before it"),
    ('sla a { customer "Atelier Brun" }', "write the name of a declaration, without quotes"),
    ("sla a { goal x }", "`goal` begins a statement of `service`"),
    ("sla a { warn at 99% }", "`warn` begins a statement of `objective` or `objectives`"),
    ("sla a { calendar c { } }", "`calendar` begins a declaration of its own, outside of every block"),
    ('sla a { customer shall "pay" }', "did you mean `must`?"),
    (
        'sla a { either party may "go" }',
        'a right of both is written twice: `provider may "go"` and `customer may "go"`',
    ),
    (
        'sla a { customer must "tell" through email 48 h ahead }',
        'how long ahead stands right behind the text: `customer must "…" 5 days ahead through email`',
    ),
    (
        'sla a { customer may "stay" up to 12 months 6 months ahead }',
        'how long ahead stands right behind the text: `customer must "…" 5 days ahead through email`',
    ),
    ("sla a { excludes maintenance 5 days ahead }", "did you mean `announced … ahead`?"),
    ("sla a { version 1.2 }", "a version has three numbers: `1.2.0`"),
    ("sla a { version 2 }", "a version has three numbers: `2.0.0`"),
    ("sla a { volume at most 40 contacts + 2 contacts }", "compute it in a parameter, and name that here"),
    (
        'sla a {\n covers web\n - customer must "pay"\n}',
        "leave it out: a statement ends where the next one begins",
    ),
    ('sla a {\n covers web\n - "pay in time"\n}', "statements have no dash or number before them"),
    ("sla a { objective u: restore-time for P1 within 4 h { } }", "a promise has a bound: `at most 4 h`"),
    (
        "sla a { objectives t {\n| urgency | Response time |\n|---|---|\n| P1 | 4 h |\n| P2 | 8 h |\n} }",
        "a column has one name: `response-time`",
    ),
    (
        "sla a { objectives t {\n| urgency | response-time |\n|---|---|\n| P1 | - |\n} }",
        "write `none` where nothing is promised",
    ),
    ("sla a { renews yearly }", "did you mean `every 12 months`?"),
    ("sla a { parameter x = fee of the last month }", "write `of the month before`"),
    (
        "sla a { credit for u: 10% of fee of the month before }",
        "give it a name: `parameter last-fee = fee of the month before`",
    ),
    ("sla a { in force from 2026-01-01 until 2026-12-31 }", "did you mean `to`?"),
    (
        "sla a { service hours Mon-Fri 08:00-18:00 }",
        "opening hours are declared once, as a `calendar`, and have a name everywhere else",
    ),
    ("sla a { excludes maintenance, beta }", COMMA),
    ("service a { needs lis, transport }", JOINED),
    ('sla a { suspends u while "x", "y" }', JOINED),
    ("sla a { backed by b and c }", LISTED),
    ("sla a { covers b and c }", LISTED),
    ("sla a { no credit for a and b }", LISTED),
    ("sla a { credit for a/b or c: 5 EUR }", LISTED),
    ("sla a { objective o for P1 and P2: m at most 1 h }", LISTED),
    ("service a { needs 1 of (b and c) }", LISTED),
    ("calendar c { open Mon and Tue 10:00-12:00 }", LISTED),
    ("sla a { objective o: m at least 99% each 30 days }", "did you mean `each rolling 30 days`?"),
    ("sla a { cap credit at 10% of fee calendar month }", "did you mean `each calendar month`?"),
    ("sla a { cap at 10% of fee }", "say what is capped: `cap credit at …`"),
    (
        "sla a { credit of 5% of fee for o }",
        "how much it is stands behind a colon: `credit for uptime: 5% of monthly-fee`, say",
    ),
    (
        "sla a { if o is missed then credit }",
        "a condition stands behind what it is for: `credit for uptime when …: 5 EUR`",
    ),
    (
        "sla a { customer may end when o is missed with 30 days notice }",
        "the notice stands before the condition: `may end with 30 days notice when …`",
    ),
    ("sla a { objective o: 99.9% availability }", "the metric stands before its bound: `availability at least 99.9%`"),
    (
        "sla a { objective o: 95% of cases m at most 4 h }",
        "a share stands behind the bound: `at most 4 h in 95% of cases`",
    ),
    (
        "sla a { objective o: m at most 4 h for 95% of calls }",
        "a share stands behind the bound: `at most 4 h in 95% of calls`",
    ),
    ("sla a { customer may end when o is missed twice in a row }", "did you mean `2 times`?"),
    ("sla a { customer may end when o is missed 3 consecutive months }", "did you mean `3 times in a row`?"),
    ("sla a { customer may end when o is missed 3 months in a row }", "did you mean `3 times in a row`?"),
    ('sla a { report monthly "Service" to b }', 'the title stands first: `report "Service" …`'),
    ("sla a { parameter monthly fee = 5 EUR }", "a name has no blanks: `monthly-fee`"),
    ("party Acme Corp { time zone UTC }", "a name has no blanks: `Acme-Corp`"),
    ("sla a { objective o: response time at most 4 h }", "a name has no blanks: `response-time`"),
    (
        "sla a { objective o: m at least 99% except maintenance }",
        "what does not count is a statement of the agreement: `excludes maintenance`",
    ),
    (
        "sla a { excludes planned maintenance }",
        "a reason has one name: `excludes maintenance …`; others are declared with `reason`",
    ),
    ('sla a { excludes "planned work" }', 'declare it, and write its name: `reason planned-work "planned work"`, say'),
    ("sla a { renews automatically every 12 months }", "leave out `automatically`"),
    ('sla a { signed on 2026-03-12 by "A" for p }', "leave out `on`"),
    (
        "sla a { customer must claim within 30 days }",
        "a claim is a statement of its own: `claim within 30 days of window end`",
    ),
    ("sla a { customer must pay within 30 days }", 'what is to be done stands in quotes: `must "…"`'),
    ("sla a { claim within 30 days after window end }", "did you mean `within 30 days of window end`?"),
    ("sla a { claim within 30 days after the report }", "did you mean `within 30 days of the report`?"),
    ("sla a { objective o: m max 4 h }", "did you mean `at most`?"),
    ("sla a { objective o: m au moins 99% }", "did you mean `at least`?"),
    ("sla a { plafond credit }", "did you mean `cap`?"),
    ("sla a { objective o: m at least 99%, during c }", COMMA),
    ("sla a { covers b – c }", "leave the dash out: a remark begins with `#`"),
    (
        'sla a { provider must "report" by the 10th of the next month }',
        "did you mean `each calendar month by day 10 of the next month`?",
    ),
    (
        'sla a { report "R" each calendar month at the end of the next month }',
        "did you mean `by the end of the next month`?",
    ),
    (
        'sla a { provider must "test" by 31 January each year }',
        (
            "did you mean `each calendar year by 01-31 of the same year` "
            "or `each calendar year by 01-31 of the next year`?"
        ),
    ),
    (
        'sla a { provider must "test" each calendar year by February 10 of the next year }',
        "did you mean `by 02-10 of the next year`?",
    ),
    (
        'sla a { provider must "test" each calendar month by the 31st }',
        "not every month has a day 31: `by the end of the next month`, or a day up to 28",
    ),
    ('sla a { provider must "test" each calendar year by 30 February }', ""),
    (
        'sla a { report "R" by the 5th business day of the next month }',
        "did you mean `each calendar month within 5 business days of window end`?",
    ),
    (
        "sla a { claim by the end of the next month }",
        "days of a claim and of a payment are counted: `within 1 calendar month of window end`",
    ),
    (
        "sla a { credit is paid by the 10th of the next month }",
        "days of a claim and of a payment are counted: `within 10 days of window end`",
    ),
    (
        "sla a { customer may end when points above 10 }",
        "say over what time points are added up: `points above 10 each contract year`, say",
    ),
    (
        "sla a { customer may end when points at least limit }",
        "say over what time points are added up: `points above 10 each contract year`, say",
    ),
    (
        "sla a { customer may end when points at least 10 and o is missed }",
        "say over what time points are added up: `points above 10 each contract year`, say",
    ),
    *(
        (
            f"sla a {{ customer may end when points {bound} }}",
            (
                "a condition asks how many points there are, or for their cap: `points above 10 each contract year`, "
                "`points reaches its cap`"
            ),
        )
        for bound in ("over 10", "exceed 10", "reach 10", "is 10")
    ),
    *(
        (
            f"sla a {{ customer may end when points {bound} each contract year }}",
            (
                "points are added up until they are so many: `points at least 10 each contract year`, "
                "or `not points …` before"
            ),
        )
        for bound in ("below 10", "at most 10", "between 5 and 10")
    ),
    (
        "sla a { claim for o within 30 days of window end }",
        "a claim is for all awards; where one differs, its condition says so: `claim … when …`",
    ),
    (
        "sla a { liability is limited }",
        "what limits all liability is a `clause`; what limits credits is `cap credit at … each contract year`",
    ),
    (
        "sla a { cap liability at 5 EUR }",
        "what limits all liability is a `clause`; what limits credits is `cap credit at … each contract year`",
    ),
    ('sla a { The provider must "answer" }', "leave out `The`"),
    ("sla a { excludes: maintenance }", "leave out `:`"),
    ("sla a { objective o: m at least 99% over 30d }", "did you mean `each rolling 30 days`?"),
    ("sla a { objective o: m at least 99% over a month }", "did you mean `each calendar month`?"),
    ("sla a { objective o: m at least 99% per calendar quarter }", "did you mean `each calendar quarter`?"),
    ("sla a { SLO o: m at least 99% over 30d }", "did you mean `objective`?"),
    ("sla a { target o: m at least 99% }", "did you mean `objective`?"),
    ('sla a { report "R" every 12 months }', "did you mean `each calendar year`?"),
    ('sla a { report "R" every quarter to b }', "did you mean `each calendar quarter`?"),
    ('sla a { report "R" every 2 weeks }', "did you mean `each rolling 2 weeks`?"),
    ('sla a { report "R" each 12 months }', "did you mean `each calendar year` or `each rolling 12 months`?"),
    ("sla a { review each calendar year }", "did you mean `every 12 months`?"),
    ("sla a { renews every year }", "did you mean `every 12 months`?"),
    ('sla a { provider must "k" for at least 30 days after e }', "what lasts is written `until 30 days after e`"),
    ('sla a { provider must "k" for 30 days after e }', "what lasts is written `until 30 days after e`"),
    ('sla a { provider must "k" within 4 h after e }', "did you mean `within 4 h of e`?"),
    ('sla a { customer must "open" title fr "ouvrir" }', "did you mean `wording fr`?"),
    (
        "sla a { written in en and fr service hours 24x7 }",
        "say which text wins: `, of which fr prevails` or `, equally binding`",
    ),
    ("sla a { customer may end for breach }", "did you mean `for cause breach`?"),
    ("sla a { credit for o: 5 EUR for each hour late }", "did you mean `every`?"),
    ("sla a { customer may terminate }", "did you mean `end`?"),
    ("sla a { claim by email within 30 days }", "did you mean `through`?"),
    ("sla a { objective o: m by 18:00 the same day if logged by 10:30 }", "did you mean `before`?"),
    ("sla a { objective o: m at least 99% best effort }", "did you mean `as best effort`?"),
    ("sla a { objective o: m at most 1 h 24x7 }", "did you mean `during 24x7`?"),
    ("sla a { objective o: m at most 4 h during office, each calendar month }", COMMA),
    ("sla a { objective o: m at most 4 h in 90% }", "say of what: `90% of cases`"),
    ("sla a { objective o: m by 18:00 the same day if logged before 10:30 on Sat }", ""),
    (
        "sla a { volume at most 5 in office hours }",
        "write `8 h during office`, where `office` is the calendar of those hours",
    ),
    ("sla a { flummery }", ""),
)


@pytest.mark.parametrize(("text", "help"), SUGGESTIONS)
def test_the_help_is_a_guess_that_fits(text: str, help: str) -> None:
    assert [finding.help for finding in read(text).findings] == [help]


EXPECTED = (
    (
        "sla a { objective u: latency }",
        "a bound such as `at least 99%`, a phrase such as `during office`, `by` or `of`",
    ),
    ("sla a { volume at most }", "a quantity or a name"),
    ("sla a { objective u latency }", "`:`, `{`, a statement or `}`"),
    ("sla a { level high }", "`corporate`, `customer` or `service`"),
    ("flummery", "a declaration such as `service` or `sla`"),
    ("service s needs t", "`{` or a declaration such as `service` or `sla`"),
)


@pytest.mark.parametrize(("text", "expected"), EXPECTED)
def test_what_was_expected_is_said_in_few_words(text: str, expected: str) -> None:
    (finding,) = read(text).findings
    assert finding.message.endswith(f"cannot stand here: {expected} was expected")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('sla a { objective o "Speed" fr "Vitesse": m at most 4 h }', "title"),
        ('sla a "Shop" fr "Boutique" { provider p }', "title"),
        ('sla a "Shop" title de "Laden" fr "Boutique" { provider p }', "title"),
        ('dimension site { de "Deutschland" fr "France" }', ""),
        ('sla a { customer must "open" fr "ouvrir" within 3 days of window end }', "wording"),
        ('sla a { credit for o when "late" fr "en retard": 5 EUR }', "wording"),
        ('sla a { clause law """French.""" fr """Droit français.""" }', "wording"),
    ],
)
def test_words_in_another_language_are_read_without_the_word_before_them(text: str, word: str) -> None:
    """One finding, and the statement is read whole; a value of a scale may be called by two letters."""
    parsed = read(text)
    helped = [(one.rule, one.help) for one in parsed.findings]
    assert helped == ([("syntax/foreign-spelling", f"write `{word} fr`")] if word else [])
    assert len(parsed.skipped) == len(helped)
    assert parsed.declarations[0].last.text == "}"
