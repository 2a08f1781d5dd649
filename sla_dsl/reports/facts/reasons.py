"""Why something is not known, or is cut, in French: each sentence that the judge says, with its places.

The judge says its reasons in English, with names and phrases of the agreement in them, which are nobody's to translate.
`tests/facts/test_reasons.py` finds every sentence that it can say, and looks for it here.
"""

from __future__ import annotations

import re
from functools import cache

_FRENCH = (
    # what facts lack
    ("nothing was measured in it", "rien n'y a été mesuré"),
    ("not all of its time was measured", "une partie du temps n'a pas été mesurée"),
    ("rows of {} could not be read", "des lignes de {} n'ont pas pu être lues"),
    ("a case is open", "une demande est en cours"),
    ("samples are missing", "des relevés manquent"),
    (
        "nothing measures whether {} is up: {}, or {} with {}",
        "rien ne mesure si {} est disponible : {}, ou {} avec {}",
    ),
    ("nothing tells of cases: {}", "rien ne parle de demandes : {}"),
    (
        "nothing tells when a case was {}: a column of {}, or rows of {}",
        "rien ne dit quand une demande a été {} : une colonne de {}, ou des lignes de {}",
    ),
    ("nothing measures {}: {} with {}, or {} for {}", "rien ne mesure {} : {} avec {}, ou {} pour {}"),
    ("nothing measures {}: {}, or {} for {}", "rien ne mesure {} : {}, ou {} pour {}"),
    ("{} does not tell {}: {} if it is so", "{} ne dit pas ({}) : {} si c'est le cas"),
    ("several figures for one window", "plusieurs chiffres pour une période"),
    ("{}, which came to several amounts", "{}, qui a plusieurs montants"),
    # what is not known of awards and rights
    ("it is not known how many points all promises have", "on ne sait pas combien de points ont tous les engagements"),
    (
        "nothing says how much of the cap of {} was used before",
        "rien ne dit ce qui du plafond de {} a été pris auparavant",
    ),
    ("it is not known whether it is missed", "on ne sait pas si l'engagement est manqué"),
    ("it is not known whether {} is missed", "on ne sait pas si {} est manqué"),
    ("it is not known whether it holds: {}", "on ne sait pas si la condition est remplie : {}"),
    ("it is not known how often {} was missed", "on ne sait pas combien de fois {} a été manqué"),
    ("it depends on what was not measured", "cela dépend de ce qui n'a pas été mesuré"),
    (
        "what the cap leaves depends on an award that is not known",
        "ce que le plafond laisse dépend d'un montant inconnu",
    ),
    ("only the highest is due, and that for {} is not known", "seul le plus élevé est dû, et celui de {} est inconnu"),
    ("case {} is late and still open", "la demande {} est en retard et toujours ouverte"),
    ("nothing says what was measured of {}", "rien ne dit ce qui a été mesuré de {}"),
    ("nothing says how much is due", "rien ne dit combien est dû"),
    ("nothing says how much of the window lies in the term", "rien ne dit quelle part de la période est dans le terme"),
    ("nothing says how much {} was", "rien ne dit à combien {} s'élevait"),
    ("nothing says how much {} is", "rien ne dit à combien {} s'élève"),
    ("nothing says how late {} was", "rien ne dit de combien {} était en retard"),
    ("nothing says how long it was down", "rien ne dit combien de temps c'était indisponible"),
    ("nothing says how long the window is", "rien ne dit combien dure la période"),
    ("nothing says which days are those of {}", "rien ne dit quels sont les jours de {}"),
    ("nothing says which {} it is", "rien ne dit de quel {} il s'agit"),
    ("nothing says when {} was", "rien ne dit quand a eu lieu {}"),
    ("nothing says until when a report is handed over", "rien ne dit jusqu'à quand un rapport est remis"),
    ("it does not say of which price", "il n'est pas dit de quel prix"),
    ("{} has no value", "{} n'a pas de valeur"),
    ("{} has no window", "{} n'a pas de période"),
    ("{} is no exact time", "{} n'est pas une durée exacte"),
    ("{} is no part of the window", "{} n'est pas une part de la période"),
    ("{} and {} cannot be compared", "{} et {} ne se comparent pas"),
    ("{} or {}?", "{} ou {} ?"),
    ("the cap of the {} is one of several prices", "le plafond ({}) est l'un de plusieurs prix"),
    ("the {} is computed from itself", "le calcul ({}) se contient lui-même"),
    (
        "two groups of which only the highest {} is due share a promise",
        "deux groupes dont seul le plus élevé ({}) est dû partagent un engagement",
    ),
    # what is cut
    ("one event earns the highest {} only", "un événement ne donne droit qu'au montant le plus élevé ({})"),
    ("the cap leaves {}", "le plafond laisse {}"),
    ("the cap of {} is used up", "le plafond de {} est épuisé"),
    ("{} of the window", "{} de la période"),
    ("it is paid only above {}", "ce n'est payé qu'au-delà de {}"),
    ("it is void", "c'est annulé"),
    ("credit", "avoir"),
    ("penalty", "pénalité"),
    ("refund", "remboursement"),
    ("charge", "facturation"),
    # words that cannot be judged
    ("{} by a time of day", "{} à une heure du jour"),
    ("{} of days", "{} en jours"),
    ("{} of what was only counted", "{} de ce qui a seulement été compté"),
    ("{} reaches its cap", "{} atteint son plafond"),
    ("{} times in a row", "{} fois de suite"),
    ("{} of no case", "{} sans demande"),
    ("{}, which leads back to itself", "{}, qui revient à soi-même"),
    ("business days of {}", "jours ouvrés de {}"),
    ("opening days of {}", "jours d'ouverture de {}"),
    ("excludes {} up to {}", "exclut {} jusqu'à {}"),
    ("excludes {}", "exclut {}"),
    ("pauses while {}", "s'arrête pendant {}"),
    ("after {}", "après {}"),
    ("for {}", "pour {}"),
    ("{} samples", "{} relevés"),
)


def reason_in_french(text: str) -> str:
    """A reason of the judge in French; names and phrases of the agreement stay as they are written there."""
    for sentence, said in _patterns():
        if match := sentence.fullmatch(text):
            return said.format(*(reason_in_french(part) for part in match.groups()))
    return text


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    def pattern(sentence: str) -> re.Pattern[str]:
        return re.compile("(.+?)".join(re.escape(part) for part in sentence.split("{}")))

    return [(pattern(english), french) for english, french in _FRENCH]
