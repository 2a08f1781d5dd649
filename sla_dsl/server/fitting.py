"""Which names of a workspace, and which words of its closed lists, fit where a name can stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, get_args

from ..algebra.zones import zone_names
from ..changes.subjects import known_subjects
from ..compiler.people import WEEKDAYS
from ..compiler.steps import STEP_WORDS
from ..language.begun import Begun
from ..language.roles import NameRole
from ..model.agreement import Agreement, Parameter
from ..model.quantity import DAYS, MONTHS, SECONDS, DerivedFigure, Dimension, Quantity, is_currency
from ..model.remedies import TerminationCause
from ..model.services import Composing
from ..model.wordings import LANGUAGES
from ..model.workspace import Workspace
from ..policy.vocabulary import attributes, is_kind, model_of, way
from ..policy.words import KINDS, NARROWER
from ..rules.rule import Rule
from ..text.source import Token


class Offered(NamedTuple):
    """A name, its title (which may be empty), and the word for what it is."""

    name: str
    title: str
    kind: str


FITTING: Mapping[str, str] = {
    "party": "provider provider, customer customer, team of, asked for, signed for, emergency by, notice by, "
    "need of, owner owner, owned by, supplied by, offered to, subcontractor subcontractor, escalation to, "
    "measured by, reason of, channel of, to to",
    "service": "covers covers, except except, needs needs, series, redundant, "
    "grouped_needs (, quorum (, shares shares, several (, assume assume, review_when when, subcontractor for",
    "agreement": "on_terms of, backed by, hop, treat in, meets meets, assume assume, precedence precedence",
    "document": "promised_elsewhere as, follows follows, precedence precedence",
    "reason": "excludes excludes, pauses while",
    "channel": "through through, by_channel through, replaced by",
    "calendar": "agreement_hours hours, support_hours hours, service_hours hours, hours during, at_event during, "
    "within within, calendar =, union, intersection, difference, "
    "difference except, grouped_hours (, business_days business days follow, limit to",
    "hours": "agreement_hours hours, support_hours hours, hours during, at_event during, within within, "
    "business_days business days follow",
    "clock": "timing by",
    "event": "starts when, restarts when, between_events from, between_events to, event after, event before, "
    "within of, soon of, until_event until, until_event after, at_event, before_time, on_days, by_channel",
    "topic": "about about",
    "scale": "by by, priorities from, tier of, held of, is",
    "fact": "is",
    "metric": "promise, mean_of of, objectives of, metric is, no_promise of, promised_elsewhere promises, path path, "
    "per of, goal by, compared, figure, result then",
    "value": "scope for, tier tier, held has, mapping, mapping as",
    "state": "is is",
    "objective": "scope for, escalate escalate, suspends suspends, missed, compared, figure, result then",
    "parameter": "ahead, aim at, warn at, announced announced, bound least, bound most, bound above, bound below, "
    "bound between, bound and, collected least, collected above, limit to, within within, repeated in, repeated, "
    "at_most_times most, in_first first, longer than, may_end end with, soon within, window of, window rolling, "
    "review every, tested every, reopened within, further_limit and up to, share in, trait above, trait after, "
    "award on, award :, portion of, product, total, grouped_amount (, larger (, cap at, compared, figure, "
    "result then, other_period, parameter one of, hop, beyond then",
    "any-parameter": "with with, presence",
    "given": "with =, parameter =",
    "window": "window each",
    "derived": "award :, product, total, grouped_amount (, larger (, figure, result then",
    "own": "without without",
    "subject": "requirement, never change",
    "cell": "cell",
    "attribute": "attribute, attribute of",
    "policy-value": "policy_is is, policy_is not, policy_in (",
    "kind": "selection every, selection in",
    "rule": "waive waive",
    "time-zone": "time_zone zone",
    "language": "title_in title, said_in wording, prose_in wording, languages in, languages which",
    "weekday": "open open",
    "unit": "measure",
    "kind-of-figure": "unit unit",
    "kind-of-value": "parameter is",
    "step": "per every",
    "composing-rule": "composes as",
    "ground": "grounds cause",
    "role": "need as",
}
"""The kinds of names and words, each with the roles (``NameRole``) that it can have."""
FREE: Mapping[str, str] = {
    "a name that is declared here": "party party, team team, reason reason, channel channel, event event, "
    "calendar calendar, clock clock, priorities priorities, tiers tiers, dimension dimension, fact fact, scale_value, "
    "metric metric, service service, agreement, agreement standard, document document, topic topic, policy policy, "
    "objective objective, objectives objectives, parameter parameter, clause clause",
    "a word of the author": "population population, share of, of_each each, partial_outages to, "
    "signatory as, beyond every",
    "a code of ISO 3166": "country country, governed of, provided_from from, data_stored in, data_processed in, "
    "subcontractor in, closed days, open days, day_list",
    "a category of holidays, which each country has for itself": "day_list with",
}
"""The roles for which nothing is offered, by the reason."""
_KINDS_OF: Mapping[str, tuple[str, ...]] = {
    role: tuple(kind for kind, roles in FITTING.items() if role in roles.split(", "))
    for role in ", ".join(FITTING.values()).split(", ")
}
_TABLES = {
    "party": ("parties", "teams"),
    **{one: (f"{one}s",) for one in ("service", "agreement", "document", "reason", "channel", "calendar", "clock")},
    **{one: (f"{one}s",) for one in ("event", "topic", "scale", "fact", "metric")},
}
"""The fields of a workspace that have what is declared of a kind."""
_WORDS: Mapping[str, Iterable[str]] = {
    "derived": get_args(DerivedFigure),
    "kind": (*KINDS, *NARROWER),
    "language": LANGUAGES,
    "weekday": WEEKDAYS,
    "kind-of-figure": get_args(Dimension),
    "kind-of-value": (*get_args(Dimension), "hours", "window"),
    "step": STEP_WORDS,
    "composing-rule": get_args(Composing),
    "ground": get_args(TerminationCause),
}
"""The words of closed lists, by their kind."""


def fitting(place: TypedPlace, roles: Iterable[NameRole]) -> list[Offered]:
    """The names and words that fit a place where a name would have these roles, each once."""
    kinds = dict.fromkeys(kind for role in roles for kind in _KINDS_OF.get(str(role), ()))
    if "given" in kinds:  # the value of a parameter is of the parameter's own kind
        kinds = {"given": None}
    return list(dict.fromkeys(one for kind in sorted(kinds) for one in place.of_kind(kind)))


@dataclass(frozen=True)
class TypedPlace:
    """A place in a document: what is known of the workspace, and what was read before it.

    ``agreement`` is the one that holds the place, if there is one, and ``begun`` what is written of the name.
    """

    workspace: Workspace
    agreement: Agreement | None
    rules: Iterable[Rule]
    read: Begun
    begun: str

    @property
    def before(self) -> Sequence[Token]:
        """The tokens before the place."""
        return self.read.tokens

    def of_kind(self, kind: str) -> Iterable[Offered]:
        """All names or words of a kind of ``FITTING``."""
        if kind in _TABLES:
            return self._declared(kind)
        if kind in _WORDS:
            return self._of_words(kind)
        found: Callable[[], Iterable[Offered]] = getattr(self, f"_{kind.replace('-', '_')}")
        return found()

    def _of_words(self, kind: str) -> list[Offered]:
        return [Offered(word, "", kind) for word in _WORDS[kind]]

    def in_prose(self) -> list[Offered]:
        """Names for braces in prose."""
        return list(dict.fromkeys((*self._any_parameter(), *self._objective())))

    # What is declared for all

    def _declared(self, kind: str) -> list[Offered]:
        """The declarations of a kind; an address that begins with an agreement goes on with its objectives."""
        within = self.workspace.agreements.get(self.begun.partition("/")[0]) if kind == "agreement" else None
        if within is not None and "/" in self.begun:
            return self._next_parts((one.address, one.title) for one in within.objectives)
        return [
            Offered(one.name, one.title, getattr(one, "kind", table.removesuffix("s")))
            for table in _TABLES[kind]
            for one in self.workspace.declared(table).values()
        ]

    def _value(self) -> list[Offered]:
        """The values of all scales; one that several scales have, or whose scale is written, with its scale."""
        scales = self.workspace.scales
        having = Counter(name for scale in scales.values() for name in scale.names)
        takes_paths = self.read.stack.after("PATH") is not None
        return [
            Offered(
                f"{name}/{one.name}" if takes_paths and (having[one.name] > 1 or written) else one.name, one.title, name
            )
            for name, scale in scales.items()
            for written in [self.begun.startswith(f"{name}/")]
            for one in scale.values
        ]

    def _state(self) -> list[Offered]:
        """The values of the scale, or the states of the fact, that is named before `is`."""
        return self._values_of(self.before[-2].text if len(self.before) > 1 else "")

    def _values_of(self, name: str) -> list[Offered]:
        scale, fact = self.workspace.scales.get(name), self.workspace.facts.get(name)
        values = scale.values if scale else fact.states if fact else ()
        return [Offered(one.name, one.title, name) for one in values]

    def _time_zone(self) -> list[Offered]:
        return [Offered(name, "", "zone") for name in sorted(zone_names())]

    def _rule(self) -> list[Offered]:
        return [Offered(rule.name, rule.summary, "rule") for rule in self.rules]

    def _role(self) -> list[Offered]:
        signing = (one for party in self.workspace.parties.values() for one in party.signatories)
        return [Offered(one.role, "", "role") for one in signing]

    def _unit(self) -> list[Offered]:
        """Units of time, what metrics count, and the currencies in which the workspace has prices."""
        metrics = self.workspace.metrics.values()
        counted = [Offered(one.own_unit, one.own_unit_title or "", "unit") for one in metrics if one.own_unit]
        parameters = (one.value for known in self.workspace.agreements.values() for one in known.parameters)
        units = [one.unit for one in parameters if isinstance(one, Quantity) and is_currency(one.unit)]
        return [*(Offered(unit, "", "unit") for unit in (*SECONDS, *DAYS, *MONTHS, *units)), *counted]

    # What an agreement has for itself, or by its terms

    def _objective(self) -> list[Offered]:
        """Names of objectives; behind a name and a slash, what its table has."""
        objectives = self.agreement.objectives if self.agreement else ()
        return self._next_parts((one.address.partition("/")[2], one.title) for one in objectives)

    def _next_parts(self, addresses: Iterable[tuple[str, str]]) -> list[Offered]:
        """Titled addresses that begin as the begun one does, each up to its next slash."""
        begun, _, _ = self.begun.rpartition("/")
        parts = begun.count("/") + 2 if begun else 1
        return [
            Offered("/".join(address.split("/")[:parts]), title, "objective")
            for address, title in addresses
            if address.startswith(f"{begun}/" if begun else "")
        ]

    def _parameters(self, *kinds: str | None) -> list[Offered]:
        parameters = self.agreement.parameters if self.agreement else ()
        return [Offered(one.name, one.title, "parameter") for one in parameters if one.dimension in kinds]

    def _parameter(self) -> list[Offered]:
        return self._parameters(None, *get_args(Dimension))

    def _hours(self) -> list[Offered]:
        return self._parameters("hours")

    def _window(self) -> list[Offered]:
        return self._parameters("window")

    def _any_parameter(self) -> list[Offered]:
        return [*self._parameter(), *self._hours(), *self._window()]

    def _given(self) -> list[Offered]:
        """Values for the parameter before `=`: its choices, hours, or names of amounts."""
        given = self._given_parameter
        if given is not None and given.choices:
            return [Offered(one.text, "", "choice") for one in given.choices]
        if given is None or given.dimension is None:
            return [*self._any_parameter(), *self._declared("calendar")]
        if given.dimension == "hours":
            return [*self._declared("calendar"), *self._hours()]
        return self._parameter() if given.dimension != "window" else []

    def given_terminals(self, accepted: set[str]) -> set[str]:
        """Of the terminals that the parser accepts behind `=`, those that can begin a value of the parameter."""
        given = self._given_parameter
        if given is not None and given.choices:
            return set()
        if given is None or given.dimension is None:
            return accepted
        own = {"hours": {"ALWAYS"}, "window": {"EACH"}}
        return accepted & own.get(given.dimension, accepted.difference(*own.values()))

    @property
    def _given_parameter(self) -> Parameter | None:
        """The parameter whose value stands here, behind its name and `=`."""
        name = next((one.text for one in reversed(self.before) if one.type == "NAME"), "")
        parameters = self.agreement.parameters if self.agreement else ()
        return next((one for one in parameters if one.name == name), None)

    def _own(self) -> list[Offered]:
        """Names behind `without`."""
        clauses = self.agreement.clauses if self.agreement else ()
        exclusions = self.agreement.exclusions if self.agreement else ()
        return [
            *self._objective(),
            *(Offered(one.name, one.title, "clause") for one in clauses),
            *(Offered(one.reason, "", "reason") for one in exclusions),
        ]

    def _subject(self) -> list[Offered]:
        known = known_subjects(self.agreement) if self.agreement else ()
        return [Offered(name, "", "change") for name in sorted(known)]

    # Cells of tables

    def _cell(self) -> list[Offered]:
        """The columns of a table in its first row; below, the values of the scale that the column is by."""
        source, line = self.before[-1].source, self.before[-1].source.position(self.before[-1].start).line
        first = line
        while first > 1 and "|" in source.line(first - 1):
            first -= 1
        if first == line:
            scales = [*self._declared("scale"), *self._declared("metric"), *self._value()]
            return [*scales, *self._objective(), *self._any_parameter()]
        column = sum(one.type == "VBAR" and source.position(one.start).line == line for one in self.before)
        heads = [cell.strip() for cell in source.line(first).split("|")]
        values = self._values_of(heads[column]) if column < len(heads) else []
        return values or [*self._parameter(), *self._declared("calendar"), *self._hours(), *self._of_words("derived")]

    # Policies

    def _attribute(self) -> list[Offered]:
        """The attributes of the things that the policy judges."""
        model = model_of(self._judged)
        return [Offered(one.words, "", "attribute") for one in attributes(model).values()]

    def _policy_value(self) -> list[Offered]:
        """Values of the attribute before `is`: its words, or names."""
        words: list[str] = []
        for token in reversed(self.before[:-1]):
            if token.type != "NAME":
                break
            words.insert(0, token.text)
        found = way((model_of(self._judged),), words) if words else None
        if found is None:
            return []
        if found.last.choices:
            return [Offered(word, "", "word") for word in found.last.choices]
        return self._declared(found.last.space) if found.last.space in _TABLES else []

    @property
    def _judged(self) -> str:
        """The kind of things that the policy at this place judges."""
        every = (at for at in range(len(self.before) - 1, 0, -1) if self.before[at - 1].type == "EVERY")
        return next((self.before[at].text for at in every if is_kind(self.before[at].text)), "agreement")
