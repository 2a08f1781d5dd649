"""A document says what is meant: which row of a table counts, who owes, what is asked for, what nobody has signed."""

from __future__ import annotations

import re
from datetime import date

import pytest

from sla_dsl.compiler.examples import computed
from sla_dsl.documents.contract import contract_of
from sla_dsl.documents.html import html_document
from sla_dsl.documents.make import Maker
from sla_dsl.documents.pdf import pdf_document
from sla_dsl.documents.returned import read_returned
from sla_dsl.documents.tree import Contract, Table
from sla_dsl.documents.word import word_document
from sla_dsl.documents.words import Words
from sla_dsl.facts.happened import Happened
from sla_dsl.model.quantity import Blank
from sla_dsl.model.workspace import Workspace

from ..compiler.models import clean
from .made import BOOKS, text_of

SHOP = """
sla shop {{
  provider norvia
  customer brun
  covers app
  parameter fee = 1000 EUR
  objective uptime: availability at least 99% each calendar month
  objective pace: restore-time at most 4 h during 24x7 each calendar month
  objective queue: answer-time at most 20 s in 80% of calls during 24x7 each calendar month
  {}
}}
"""


def shop(*statements: str) -> Workspace:
    """An agreement with a few promises and these statements."""
    return clean(SHOP.format("\n  ".join(statements)))


def made(workspace: Workspace, language: str = "en", *, draft: bool = False, name: str = "shop") -> Contract:
    return contract_of(workspace, name, BOOKS[language], "0" * 64, draft=draft)


def texts(document: Contract, article: str) -> list[str]:
    """The texts of an article, with plain blanks."""
    blocks = next((one.blocks for one in document.articles if one.key == f"article/{article}"), ())
    return [f"{block.text.read('kept')}".replace("\u00a0", " ") for block in blocks]


def said(statement: str, language: str, article: str = "remedies") -> str:
    """What the first text of an article says of a statement, without references."""
    text = texts(made(shop(statement), language), article)[0]
    return re.sub(r" \(\ue000[^\ue001]*\ue001\)", "", text)


def rows(award: str, metric: str, *lines: str) -> str:
    return "\n".join((f"{award} {{", f"| {metric} | {award.split(maxsplit=1)[0]} |", *lines, "}"))


ROWS = [
    ("credit on fee for uptime", "availability", ("| below 99% | 5% |", "| below 98% | 10% |")),
    ("penalty on fee for pace", "restore-time", ("| above 4 h | 5% |", "| above 8 h | 10% |")),
    ("bonus on fee for uptime", "availability", ("| above 99.5% | 5% |", "| above 99.9% | 10% |")),
    ("points for uptime", "availability", ("| below 99% | 1 |", "| below 98% | 4 |")),
    ("refund on fee for queue", "answer-time", ("| above 20 s | 5% |", "| above 1 min | 10% |")),
    ("credit on fee for points each calendar month", "points", ("| at least 3 | 5% |", "| above 5 | 10% |")),
]


@pytest.mark.parametrize(("award", "metric", "lines"), ROWS, ids=[award for award, _, _ in ROWS])
def test_a_table_of_an_award_says_that_its_rows_do_not_add_up(award: str, metric: str, lines: tuple[str, ...]) -> None:
    english, french = (said(rows(award, metric, *lines), language) for language in ("en", "fr"))
    assert "The rows do not add up: of those that are reached, only the last one counts." in english
    assert "Les lignes ne se cumulent pas : parmi celles qui sont atteintes, seule la dernière compte." in french
    single = said(rows(award, metric, lines[0]), "en")
    assert "rows do not add up" not in single


@pytest.mark.parametrize(
    ("award", "metric", "lines", "figure", "due"),
    [
        (*ROWS[0], "uptime is 97%", "credit is 100 EUR"),
        (*ROWS[0], "uptime is 98%", "credit is 50 EUR"),
        (*ROWS[1], "pace is 9 h", "penalty is 100 EUR"),
        (*ROWS[1], "pace is 8 h", "penalty is 50 EUR"),
        (*ROWS[2], "uptime is 99.95%", "bonus is 100 EUR"),
        (*ROWS[3], "uptime is 90%", "points is 4"),
        (*ROWS[4], "queue is 90 s", "refund is 100 EUR"),
        (*ROWS[5], "points is 9", "credit is 100 EUR"),
        (*ROWS[5], "points is 5", "credit is 50 EUR"),
    ],
)
def test_the_last_row_that_is_reached_counts(
    award: str, metric: str, lines: tuple[str, ...], figure: str, due: str
) -> None:
    """What the sentence says is what an example computes."""
    about = "" if metric == "points" else f" for {figure.split(maxsplit=1)[0]}"
    workspace = shop(rows(award, metric, *lines), f'example "A month"{about} {{\n given {figure}\n then {due}\n }}')
    agreement = workspace.agreements["shop"]
    example = agreement.examples[0]
    assert computed(Happened(agreement, workspace.metrics, example), example.results[0]) == example.results[0].value


@pytest.mark.parametrize(
    ("statement", "english", "french"),
    [
        (
            "credit for uptime: 5 EUR",
            "Credit due for “Availability”, for each period in which the promise is missed: €5.00.",
            "Avoir pour « Disponibilité », pour chaque période où l’engagement est manqué : 5,00 €.",
        ),
        (
            "bonus for uptime each calendar month: 5 EUR",
            "Bonus due for “Availability”, in each calendar month in which the promise is kept: €5.00.",
            "Prime pour « Disponibilité », par mois civil où l’engagement est tenu : 5,00 €.",
        ),
        (
            "charge for uptime: 5 EUR",
            "Charge due for “Availability”, for each period, whether the promise is kept or missed: €5.00.",
            "Supplément pour « Disponibilité », pour chaque période, que l’engagement soit tenu ou manqué : 5,00 €.",
        ),
    ],
)
def test_an_award_says_when_it_is_due(statement: str, english: str, french: str) -> None:
    assert (said(statement, "en"), said(statement, "fr")) == (english, french)


def test_which_side_owes_an_award_is_said() -> None:
    awards = ("credit", "penalty", "refund", "bonus", "charge", "points")
    workspace = shop(*(f"{award} for uptime: 5{'' if award == 'points' else ' EUR'}" for award in awards))
    told = texts(made(workspace), "remedies")[len(awards) :]
    assert told == [
        "The provider owes credits.",
        "The provider owes penalties.",
        "The provider owes refunds.",
        "The customer owes bonuses.",
        "The customer owes charges.",
    ]


def test_of_values_that_must_each_be_kept_the_worst_one_is_the_figure() -> None:
    each, share = (said(rows(*ROWS[at][:2], ROWS[at][2][0]), "en") for at in (1, 4))
    assert "Of several values in a period, the worst one is the figure." in each
    assert "worst" not in share


@pytest.mark.parametrize(
    ("statement", "article", "english", "french"),
    [
        (
            'customer may "have an analyst" up to 3 days each contract quarter carried over once',
            "duties",
            (
                "The customer may: have an analyst, up to 3 days, in each contract quarter. What is not used in one "
                "period may be used in the period after it, before what that one has itself, and is lost after that."
            ),
            (
                "Droit du client : have an analyst, dans la limite de 3 jours, par trimestre du contrat. Ce qui n’est "
                "pas utilisé pendant une période peut l’être pendant la période suivante, avant ce que celle-ci donne "
                "elle-même, puis est perdu."
            ),
        ),
        (
            'customer must "count" each calendar quarter by day 10 of the next month',
            "duties",
            (
                "The customer must: count, in each calendar quarter, "
                "by day 10 of the month after the one in which the period ends."
            ),
            (
                "Obligation du client : count, par trimestre civil, "
                "au plus tard le 10 du mois qui suit celui où la période prend fin."
            ),
        ),
        (
            'customer must "count" each calendar year by the end of the next year',
            "duties",
            (
                "The customer must: count, in each calendar year, "
                "by the end of the year after the one in which the period ends."
            ),
            (
                "Obligation du client : count, par année civile, "
                "au plus tard à la fin de l’année qui suit celle où la période prend fin."
            ),
        ),
        (
            'customer may "ring" up to 1 times at most once each calendar month',
            "duties",
            "The customer may: ring, up to 1 time, at most once, in each calendar month.",
            "Droit du client : ring, dans la limite de 1 fois, au plus une fois, par mois civil.",
        ),
        (
            "customer may end with 30 days notice when points above 10 each contract year",
            "ending",
            (
                "The customer may end this agreement with notice of 30 days, when the points of all promises, "
                "added up in each contract year, are more than 10."
            ),
            (
                "Le client peut résilier le présent accord avec un préavis de 30 jours, lorsque la somme des points "
                "de tous les engagements, calculée par année du contrat, dépasse 10."
            ),
        ),
        (
            "customer may end when (uptime below 95%) 2 times in 6 months",
            "ending",
            (
                "The customer may end this agreement without notice, "
                "when (“Availability” is below 95%) 2 times in 6 months."
            ),
            (
                "Le client peut résilier le présent accord sans préavis, "
                "lorsque (la valeur de « Disponibilité » est inférieure à 95 %) 2 fois en 6 mois."
            ),
        ),
        (
            'customer may "ring" when 2 of (app, "it is dark", "it rains")',
            "duties",
            (
                "The customer may: ring, when at least 2 of these hold at the same time: "
                "“Application” is down; it is dark; it rains."
            ),
            (
                "Droit du client : ring, lorsque le nombre des conditions suivantes qui sont remplies en même temps "
                "est d’au moins 2 : « Application » est en panne ; le fait suivant est constaté : « it is dark » ; "
                "le fait suivant est constaté : « it rains »."
            ),
        ),
        (
            'customer may "have a visit" up to 10 visits each contract year then 400 EUR for every visit',
            "duties",
            (
                "The customer may: have a visit, up to 10 visits, in each contract year. "
                "Beyond that, the customer owes €400.00 for each further visit."
            ),
            (
                "Droit du client : have a visit, dans la limite de 10 visites, par année du contrat. "
                "Au-delà, le client doit, pour chaque visite en plus : 400,00 €."
            ),
        ),
        (
            'provider must "mend it" for P1',
            "duties",
            "The provider must: mend it, for P1 (Critical) [urgency].",
            "Obligation du prestataire : mend it, pour P1 (Critical) [urgency].",
        ),
        (
            "penalty for pace: 50 EUR for every case late",
            "remedies",
            (
                "Penalty due for “Time to restore”, for each period in which the promise is missed: "
                "€50.00 for every case late."
            ),
            (
                "Pénalité pour « Délai de rétablissement », pour chaque période où l’engagement est manqué : 50,00 € "
                "pour chaque dossier en retard."
            ),
        ),
        (
            "credit for uptime when uptime is missed 2 times in a row: 2 times the credit",
            "remedies",
            (
                "Credit due for “Availability”, for each period in which the promise is missed, when “Availability” is "
                "missed 2 times in a row: 2 × the credit that is due otherwise, and in its place."
            ),
            (
                "Avoir pour « Disponibilité », pour chaque période où l’engagement est manqué, lorsque l’engagement "
                "« Disponibilité » est manqué 2 fois de suite : 2 × ce qui est dû par ailleurs à ce titre (avoir), "
                "et à sa place."
            ),
        ),
        (
            'customer may "ring" when not uptime is missed and fee is missing',
            "duties",
            "The customer may: ring, when “Availability” is not missed and “fee” has no value.",
            (
                "Droit du client : ring, lorsque l’engagement « Disponibilité » n’est pas manqué et « fee » n’a pas "
                "de valeur."
            ),
        ),
        (
            "governed by the law of FR, courts of DE",
            "performing",
            "Law that governs this agreement: France (FR). Courts that decide disputes: Germany (DE).",
            (
                "Droit applicable au présent accord : France (FR). "
                "Juridictions compétentes pour les litiges : Allemagne (DE)."
            ),
        ),
    ],
)
def test_a_sentence_stands_for_itself(statement: str, article: str, english: str, french: str) -> None:
    assert (said(statement, "en", article), said(statement, "fr", article)) == (english, french)


@pytest.mark.parametrize(
    ("statement", "english", "french"),
    [
        (
            "penalty for pace: 50 EUR for every hour begun late",
            "€50.00 for every period of 1 hour begun late, counted for each late case by itself.",
            (
                "50,00 € pour chaque tranche commencée de 1 heure en retard, "
                "comptée séparément pour chaque dossier en retard."
            ),
        ),
        (
            "credit for uptime: 50 EUR for every hour begun of downtime",
            "€50.00 for every period of 1 hour begun of downtime.",
            "50,00 € pour chaque tranche commencée de 1 heure de panne.",
        ),
    ],
)
def test_the_time_that_is_late_is_counted_case_by_case(statement: str, english: str, french: str) -> None:
    """As `sla report` counts: two cases that are 30 minutes late each are two hours begun; downtime is one sum."""
    assert said(statement, "en").endswith(f": {english}")
    assert said(statement, "fr").endswith(f" : {french}")


def test_the_time_of_a_mean_is_late_as_one_figure() -> None:
    mean = "objective average: mean restore-time at most 4 h during 24x7 each calendar month"
    text = texts(made(shop(mean, "penalty for average: 50 EUR for every hour begun late")), "remedies")[0]
    assert text.endswith("€50.00 for every period of 1 hour begun late.")


def test_an_escalation_says_what_is_counted() -> None:
    """As `sla report` counts: of a share of time the downtime of the period, of cases the time of each."""
    steps = "after 2 h to norvia, at 50% to brun"
    model = shop(f"escalate uptime {steps}", f"escalate pace {steps}")
    ends = [re.sub(r".*?\) ?: ", "", text) for text in texts(made(model), "reports")]
    assert ends == [
        (
            "Norvia is called after 2 hours of downtime in the period and Brun is called when 50% of the downtime "
            "that the promise allows in the period is used up."
        ),
        "Norvia is called after 2 hours and Brun is called at 50% of the promised time.",
    ]
    of_time, of_cases = (re.sub(r".*?\) ?: ", "", text) for text in texts(made(model, "fr"), "reports"))
    assert of_time == (
        "appel à Société Norvia après 2 heures de panne sur la période et appel à Brun quand 50 % du temps de panne "
        "que l’engagement admet sur la période sont consommés."
    )
    assert of_cases == "appel à Société Norvia après 2 heures et appel à Brun à 50 % du temps promis."


@pytest.mark.parametrize(
    ("reports", "english", "french"),
    [
        (("A",), "the report", "la remise du rapport"),
        (("A", "B"), "the last of the reports “A” and “B”", "la remise du dernier des rapports « A » et « B »"),
        (("A", "once"), "the report “A”", "la remise du rapport « A »"),
    ],
)
def test_a_report_among_several_is_named(reports: tuple[str, ...], english: str, french: str) -> None:
    """As `sla report` counts: of several that come back the last decides, one that is made once is none of them."""
    times = {
        "A": "each calendar month within 5 days of window end",
        "B": "each calendar month within 9 days of window end",
    }
    lines = (f'report "{one}" {times.get(one, "by 2027-05-05")}' for one in reports)
    model = shop("credit for uptime: 5 EUR", "claim within 30 days of the report", *lines)
    assert any(one.endswith(f" {english}.") for one in texts(made(model), "remedies"))
    assert any(one.endswith(f" {french}.") for one in texts(made(model, "fr"), "remedies"))


def test_a_parameter_with_a_value_for_each_case_is_not_to_be_agreed() -> None:
    """What is still open stands in brackets, and nothing else does."""
    rows_ = "| bronze | none |\n| gold | 99% |\n| silver | 98% |"
    table = f"parameter level is percent by care {{\n| care | level |\n{rows_}\n}}"
    workspace = shop(table, "parameter wish is percent", "volume at most 5 cases each calendar month")
    words = Words(workspace, workspace.agreements["shop"], BOOKS["en"])
    assert [words.value(Blank(parameter=name)) for name in ("level", "wish")] == ["“level”", "[“wish”, to be agreed]"]


ASKED = SHOP.format('status requirement\n  asked 2025-09-14 by "Jo Lindqvist" for brun\n  in force from 2026-01-01')


@pytest.mark.parametrize("language", BOOKS)
@pytest.mark.parametrize("draft", [False, True])
def test_a_requirement_asks_and_is_not_signed(language: str, draft: bool) -> None:
    book, workspace = BOOKS[language], clean(ASKED)
    document = made(workspace, language, draft=draft)
    assert document.kind.read("kept") == book.say("kind/requirement")
    assert document.status.read("kept") == book.say("status/requirement")
    assert bool(document.watermark) == draft
    assert (document.signed.runs, document.signings) == ((), ())
    shown = str(text_of(document))
    asks, promises = {"en": ("asks", "The provider promises"), "fr": ("demande à", "s’engage")}[language]
    assert asks in shown
    assert promises not in shown
    maker = Maker("shop", language, draft)
    numbered = maker.document(workspace)
    for render in (html_document, word_document, pdf_document):
        data = render(numbered, book)
        words = " ".join(unit.text for unit in read_returned(data).units)
        assert book.say("signatures") not in words
        assert maker.verified(workspace, data).likeness == "same"


SIGNED = SHOP.format(
    'status signed\n  version 1.1.0\n  in force from 2026-01-01\n  signed 2025-12-01 by "Ada Roy" for norvia\n'
    '  signed 2025-12-02 by "Jo Brun" for brun\n'
    '  amendment 1.1.0 "Second" { effective 2026-03-01 signed 2026-02-01 by "Ada Roy" for norvia }'
)


@pytest.mark.parametrize("language", BOOKS)
def test_a_draft_shows_no_signature_of_any_text(language: str) -> None:
    workspace = clean(SIGNED)
    signed, draft = (made(workspace, language, draft=draft) for draft in (False, True))
    days = [BOOKS[language].day(one.on) for one in workspace.agreements["shop"].signatures]
    days += [BOOKS[language].day(one.on) for each in workspace.agreements["shop"].amendments for one in each.signatures]
    assert [day in str(text_of(signed)).replace("\\xa0", "\u00a0") for day in days] == [True] * 3
    assert [day in str(text_of(draft)).replace("\\xa0", "\u00a0") for day in days] == [False] * 3
    assert [one.day.runs for one in draft.signings] == [()] * 2
    assert draft.day == workspace.as_of.isoformat()
    history = next(one for one in draft.articles if one.key == "article/history").blocks[0]
    assert isinstance(history, Table)
    assert history.rows[0].cells[0].read("kept") == "1.1.0"


@pytest.mark.parametrize("language", BOOKS)
def test_who_signed_before_an_amendment_has_not_signed_the_amended_text(language: str) -> None:
    """Beside the fingerprint of the amended text stand those who signed the amendment, and lines for all others."""
    book, workspace = BOOKS[language], clean(SIGNED)

    def shown(document: Contract) -> list[tuple[str, str]]:
        return [(one.key, one.day.read("kept")) for one in document.signings]

    first, second, third = (book.day(date(2025, 12, 1)), book.day(date(2025, 12, 2)), book.day(date(2026, 2, 1)))
    before = [
        ("signing/norvia/Ada Roy", book.say("signed-before", day=first, version="1.1.0")),
        ("signing/brun/Jo Brun", book.say("signed-before", day=second, version="1.1.0")),
    ]
    document = made(workspace, language)
    assert shown(document) == [*before, ("signing/1.1.0/norvia/Ada Roy", third), ("signing/1.1.0/brun", "")]
    assert (
        document.status.read("kept")
        == {
            "en": "Signed; amendment 1.1.0 lacks a signature",
            "fr": "Signé\u00a0; il manque une signature à l’avenant 1.1.0",
        }[language]
    )
    assert document.day == "2026-02-01"
    by_both = SIGNED.replace("for norvia }", 'for norvia signed 2026-02-03 by "Jo Brun" for brun }')
    document = made(clean(by_both), language)
    assert [key for key, _day in shown(document)][2:] == ["signing/1.1.0/norvia/Ada Roy", "signing/1.1.0/brun/Jo Brun"]
    assert document.status.read("kept") == book.say("status/signed")
    assert document.day == "2026-02-03"
    by_nobody = clean(SIGNED.replace(' signed 2026-02-01 by "Ada Roy" for norvia }', " }"))
    document = made(by_nobody, language)
    assert [day for _key, day in shown(document)[2:]] == ["", ""]
    assert document.day == by_nobody.as_of.isoformat()


def test_an_award_for_several_promises_is_due_for_each_of_them() -> None:
    """As `sla report` counts: two points for each of two promises that are missed are four."""
    several, one = "points for uptime, pace: 2", "points for uptime: 2"
    assert "for each of these promises by itself, " in said(several, "en")
    assert "pour chacun de ces engagements pris séparément, " in said(several, "fr")
    assert "by itself" not in said(one, "en")
    assert "by itself" not in said("credit for points each calendar quarter: points * 10 EUR", "en")


def test_a_text_that_a_price_follows_has_its_day_and_its_place() -> None:
    """An index is named as it is in an order of precedence: the day is the one from which it is counted."""
    index = 'document index "Index of wages" { dated 2026-01-01 at "https://index.example" }\n'
    workspace = clean(index + SHOP.format("parameter rent = 50 EUR follows index each contract year up to 3%"))
    for language, text in {
        "en": "€50.00; it follows “Index of wages” of 1 January 2026, https://index.example, "
        "in each contract year, up to 3%",
        "fr": "50,00 € ; montant qui suit « Index of wages » du 1er janvier 2026, https://index.example, "
        "par année du contrat, dans la limite de 3 %",
    }.items():
        table = next(one for one in made(workspace, language).articles if one.key == "article/definitions").blocks[-1]
        assert isinstance(table, Table)
        row = next(one for one in table.rows if one.key == "definition/parameter/rent")
        assert row.cells[-1].read("kept").replace("\u00a0", " ") == text
