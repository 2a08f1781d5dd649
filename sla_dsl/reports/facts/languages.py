"""The words of reports for customers, in English and in French: one phrase for each key, the same keys in both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from zoneinfo import ZoneInfo

from ...algebra.zones import Instant, begins_day, local, zone
from ...text.translation import MessageLanguage, translated
from ...wording.figures import seconds_text, time_of_day

_NO_BREAK = "\u00a0"
_NUMBER = re.compile(r"(\d)\.(\d)")
_UNIT = re.compile(r"(\d) ?(%|[A-Z]{3}\b)")
_UNITS_IN_FRENCH = {
    "business days": "jours ouvrés",
    "business day": "jour ouvré",
    "days": "jours",
    "day": "jour",
    "months": "mois",
    "month": "mois",
    "years": "ans",
    "year": "an",
}


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The words of one language; ``months`` are short names, ``decimal`` is the sign before decimals.

    ``own`` are the words that the authors of an agreement give in this language for their titles (each on one line).
    """

    language: MessageLanguage
    phrases: Mapping[str, str]
    months: tuple[str, ...]
    decimal: str
    own: Mapping[str, str] = field(default_factory=dict)

    def title(self, text: str) -> str:
        """A text of an author in this language; as it is written if he says no other."""
        return self.own.get(" ".join(text.split()), text)

    def say(self, key: str, **parts: str) -> str:
        """A phrase with its places filled."""
        return self.phrases[key].format(**parts)

    def number(self, text: str) -> str:
        """A figure in print, with the decimals of the language."""
        if self.decimal == ".":
            return text
        text = _UNIT.sub(rf"\1{_NO_BREAK}\2", _NUMBER.sub(rf"\1{self.decimal}\2", text))
        for unit, said in _UNITS_IN_FRENCH.items():
            text = text.replace(unit, said)
        return text

    def reason(self, text: str) -> str:
        """Why something is not known, or is cut."""
        return translated(text, self.language)

    def time(self, seconds: Fraction) -> str:
        """A duration in hours, minutes and seconds."""
        return self.number(seconds_text(seconds))

    def day(self, day: date) -> str:
        """A day."""
        first = "1er" if self.language == "fr" and day.day == 1 else str(day.day)
        return f"{first} {self.months[day.month - 1]} {day.year}"

    def span(self, first: date, last: date) -> str:
        """Days from the first to the last; a whole month is named once."""
        if first == last:
            return self.day(first)
        return self.say("span", first=self.day(first), last=self.day(last))

    def moment(self, at: Instant, zone_name: str | None) -> str:
        """A moment with its time of day, in a zone."""
        found = local(at, zone(zone_name or "UTC"))
        return f"{self.day(found.date())}, {time_of_day(found)} ({zone_name or 'UTC'})"

    def window(self, start: Instant, end: Instant, where: ZoneInfo) -> str:
        """A time by its first and its last day, or by its moments where it is not one of whole days."""
        if begins_day(start, where) and begins_day(end, where):
            return self.span(local(start, where).date(), local(end - 1, where).date())
        return self.say("span", first=self.moment(start, where.key), last=self.moment(end, where.key))

    def last(self, until: Instant, where: ZoneInfo) -> str:
        """The last day before an instant with which a day begins; else the instant."""
        if begins_day(until, where):
            return self.day(local(until - 1, where).date())
        return self.moment(until, where.key)


ENGLISH = ReportWords(
    "en",
    {
        "title": "Service report",
        "as-of": "As of {moment}",
        "span": "{first} to {last}",
        "parties": "{provider} for {customer}",
        "not-whole": "The facts are not whole: something could not be read.",
        "promise": "Promise",
        "window": "Period",
        "promised": "Promised",
        "reached": "Reached",
        "state": "Result",
        "met": "kept",
        "missed": "missed",
        "running": "running",
        "unknown": "not known",
        "empty": "nothing to measure",
        "no-promise": "nothing promised",
        "not-judged": "not judged",
        "cases-late": "{late} of {cases} late",
        "rows-failed": "{late} of {cases} not good enough",
        "down-for": "down for {time}",
        "excluded": "excluded for {reason}: {time}",
        "left": "{time} of downtime left",
        "missed-from": "missed from {moment} on, if it is down until then",
        "chart": "{name}, {days}: down for {time}",
        "counts": "counts",
        "closed": "outside of the hours",
        "is-excluded": "excluded",
        "is-down": "down",
        "awards": "What is due",
        "award": "For",
        "amount": "Amount",
        "way": "How",
        "credit": "Credit",
        "penalty": "Penalty",
        "bonus": "Bonus",
        "points": "Points",
        "refund": "Refund",
        "charge": "Charge",
        "way-automatic": "given without a claim",
        "way-claimable": "to be claimed until {until}",
        "way-claimed": "claimed in time",
        "way-lost": "not claimed in time: lost",
        "way-too-small": "too small to be paid",
        "way-void": "void",
        "way-open": "not known yet",
        "rights": "Rights that arose",
        "right-end": "{party} may end the agreement: missed in the periods from {windows}",
        "right-may": "{party} may: {right}",
        "right-must": "{party} must: {right}",
        "right-must-not": "{party} must not: {right}",
        "right-ensure": "ensure {condition}",
        "right-open": "Not known whether this arose ({because}): {right}",
        "end": "to end the agreement",
        "customer": "The customer",
        "provider": "The provider",
        "either": "Either side",
        "behind-title": "What stood behind",
        "behind": "{name}: broken {by}; kept {kept}; not known {unknown}",
        "alerts": "To be seen to",
        "alert-due": "case {case} is due {at}",
        "alert-late": "case {case} is late and still open; it was due {at}",
        "alert-late-open": "case {case} is late and still open",
        "alert-waits": "case {case} waits; when it is due is not known",
        "alert-unknown": "what there is to see to is not known: {because}",
        "alert-warn-case": "case {case} reaches {level} at {at}",
        "alert-warn": "{value} is past the warning at {level}",
        "alert-escalation-case": "case {case} at {level} to {to}: {at}",
        "alert-escalation-case-open": "case {case} at {level} to {to}",
        "alert-escalation": "at {level} to {to}: {at}",
        "alert-budget": "it is down, and missed from {at} on if it stays so",
        "alert-forecast": "forecast, at the pace so far: {value}",
        "alert-aim": "{value} does not reach the aim of {level}",
        "counted": "Goals, volumes, and rights that are used up",
        "goal-line": "{goal} ({days}): {state}, {reached}",
        "volume-line": "volume {volume} ({days}): {number}",
        "beyond": "beyond it",
        "since": "since {first}",
        "used-line": "{right} ({days}): {said}",
        "used": "used {used} of {most}",
        "used-carried": ", {carried} carried over",
        "used-left": ", {left} left",
        "used-beyond": ", {beyond} beyond it",
        "used-because": " ({because})",
        "ledger": "Ledger",
        "ledger-open": "Awards of which it is not known what is due, and which are in no sum: {number}",
        "ledger-line": "Owed {owed}; to recover {recover}; stays with the house {house}",
        "unsaid": "Not judged, and taken not to have happened",
        "assumed": "Assumed",
        "corrections": "Corrections",
        "correction": "{author}, {on}: {because}",
        "findings": "Findings",
        "no-commit": "not committed",
        "origin": "commit {commit} · agreements {agreements} · facts {facts}",
    },
    ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"),
    ".",
)
FRENCH = ReportWords(
    "fr",
    {
        "title": "Rapport de service",
        "as-of": "Situation au {moment}",
        "span": "du {first} au {last}",
        "parties": "{provider} pour {customer}",
        "not-whole": "Les mesures sont incomplètes : une partie n'a pas pu être lue.",
        "promise": "Engagement",
        "window": "Période",
        "promised": "Promis",
        "reached": "Atteint",
        "state": "Résultat",
        "met": "tenu",
        "missed": "manqué",
        "running": "en cours",
        "unknown": "inconnu",
        "empty": "rien à mesurer",
        "no-promise": "rien de promis",
        "not-judged": "non jugé",
        "cases-late": "{late} en retard sur {cases}",
        "rows-failed": "{late} insuffisants sur {cases}",
        "down-for": "indisponible pendant {time}",
        "excluded": "exclu pour {reason} : {time}",
        "left": "reste {time} d'indisponibilité",
        "missed-from": "manqué à partir du {moment}, si l'interruption dure jusque-là",
        "chart": "{name}, {days} : indisponible pendant {time}",
        "counts": "compté",
        "closed": "hors des heures",
        "is-excluded": "exclu",
        "is-down": "indisponible",
        "awards": "Ce qui est dû",
        "award": "Au titre de",
        "amount": "Montant",
        "way": "Comment",
        "credit": "Avoir",
        "penalty": "Pénalité",
        "bonus": "Bonus",
        "points": "Points",
        "refund": "Remboursement",
        "charge": "Facturation",
        "way-automatic": "accordé sans demande",
        "way-claimable": "à demander jusqu'au {until}",
        "way-claimed": "demandé à temps",
        "way-lost": "non demandé à temps : perdu",
        "way-too-small": "trop petit pour être payé",
        "way-void": "annulé",
        "way-open": "pas encore connu",
        "rights": "Droits ouverts",
        "right-end": "{party} peut mettre fin à l'accord : manqué dans les périodes du {windows}",
        "right-may": "{party} peut : {right}",
        "right-must": "{party} doit : {right}",
        "right-must-not": "{party} ne doit pas : {right}",
        "right-ensure": "veiller à : {condition}",
        "right-open": "On ne sait pas si ce droit est ouvert ({because}) : {right}",
        "end": "mettre fin à l'accord",
        "customer": "Le client",
        "provider": "Le prestataire",
        "either": "Chacune des parties",
        "behind-title": "Ce qui se trouvait derrière",
        "behind": "{name} : rompu {by} ; tenu {kept} ; inconnu {unknown}",
        "alerts": "À surveiller",
        "alert-due": "demande {case} : à rendre le {at}",
        "alert-late": "demande {case} : en retard et toujours ouverte ; elle était à rendre le {at}",
        "alert-late-open": "demande {case} : en retard et toujours ouverte",
        "alert-waits": "demande {case} : en attente ; on ne sait pas pour quand elle est à rendre",
        "alert-unknown": "on ne sait pas ce qui est à surveiller : {because}",
        "alert-warn-case": "demande {case} : {level} le {at}",
        "alert-warn": "{value} dépasse l'alerte à {level}",
        "alert-escalation-case": "demande {case} : à {level}, vers {to}, le {at}",
        "alert-escalation-case-open": "demande {case} : à {level}, vers {to}",
        "alert-escalation": "à {level}, vers {to}, le {at}",
        "alert-budget": "interruption en cours ; manqué à partir du {at} si elle dure",
        "alert-forecast": "prévision, au rythme actuel : {value}",
        "alert-aim": "{value} n'atteint pas l'objectif de {level}",
        "counted": "Buts, volumes et droits qui s'épuisent",
        "goal-line": "{goal} ({days}) : {state}, {reached}",
        "volume-line": "volume {volume} ({days}) : {number}",
        "beyond": "au-delà",
        "since": "depuis le {first}",
        "used-line": "{right} ({days}) : {said}",
        "used": "utilisé {used} sur {most}",
        "used-carried": ", {carried} reporté",
        "used-left": ", reste {left}",
        "used-beyond": ", {beyond} au-delà",
        "used-because": " ({because})",
        "ledger": "Comptes",
        "ledger-open": "Dus dont on ne sait pas à combien ils se montent, et qui ne sont dans aucune somme : {number}",
        "ledger-line": "Dû {owed} ; à récupérer {recover} ; à la charge de la maison {house}",
        "unsaid": "Non jugé, et considéré comme non advenu",
        "assumed": "Supposé",
        "corrections": "Corrections",
        "correction": "{author}, {on} : {because}",
        "findings": "Constats",
        "no-commit": "non enregistré",
        "origin": "commit {commit} · accords {agreements} · mesures {facts}",
    },
    (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    ",",
)
LANGUAGES: Mapping[str, ReportWords] = {one.language: one for one in (ENGLISH, FRENCH)}
