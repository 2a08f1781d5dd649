"""Whether a promise was kept: the meaning of an agreement, walked word by word through what happened.

Everything that the language says of a promise is asked here, literally; ``walked.py`` lists where each field of
the model is.  ``docs/meaning.md`` tells it in the same order for those who write contracts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ..algebra.intervals import Interval, Intervals
from ..algebra.scopes import is_at
from ..algebra.zones import Instant
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import Both, Condition, Deadline, Either, Holds, Longer, Not, Often, Said, Several
from ..model.remedies import Exclusion, Suspension
from ..model.workspace import Workspace
from .all_promises import all_promises
from .answer import Answer
from .bounds import OpenError
from .figures import judged
from .means import mean_judged
from .question import FOR_EVER, NEVER, Question, UnknownError
from .world import World


def kept(
    workspace: Workspace,
    agreement: Agreement,
    objective: Objective,
    window: Interval,
    world: World,
    written_since: date | None = None,
    written_until: date | None = None,
) -> Answer:
    """Whether an objective of an agreement is kept in a window of a world.

    ``window`` is a whole window of the objective, or, if it has none, any time: what begins in it is asked about.
    An amendment is taken to have changed the objective, unless ``written_since`` names the day from which it is as
    it is written.  ``written_until`` is the first day on which another text of the agreement holds.
    """
    return _judge(asked(workspace, agreement, objective, window, world, written_since, written_until))


def asked(
    workspace: Workspace,
    agreement: Agreement,
    objective: Objective,
    window: Interval,
    world: World,
    written_since: date | None = None,
    written_until: date | None = None,
) -> Question:
    """The question that ``kept`` answers."""
    return Question(workspace, agreement, objective, window, world, written_since, written_until, judge=_judge)


def windows_of(
    workspace: Workspace, agreement: Agreement, objective: Objective, since: Instant, until: Instant
) -> Intervals:
    """The windows of an objective that overlap a time and its term, whole; that time, if it has no window.

    Raises ``UnknownError`` for windows that cannot be laid out.
    """
    question = Question(workspace, agreement, objective, (since, until), World(), judge=_judge)
    start, end = max(since, question.term[0]), min(until, question.term[1])
    if start >= end:
        return ()
    return ((since, until),) if objective.window is None else question.windows(objective.window, start, end)


def term_of(workspace: Workspace, agreement: Agreement) -> Interval:
    """The term of an agreement, from its first instant to the end of its last day."""
    return asked(workspace, agreement, all_promises(agreement), (NEVER, FOR_EVER), World()).term


def _judge(question: Question) -> Answer:
    return replace(_in_force(question), unsaid=tuple(sorted(set(_unsaid(question)))))


def _in_force(question: Question) -> Answer:
    """First what lies in the term, and what is known of the text; then the figure."""
    # What is only measured has nothing that could be missed.
    if question.objective.bound is None:
        return Answer("empty", word="none")
    start, end = question.promised
    # Outside of the term nothing is promised; before an amendment another text held (docs/meaning.md, In force).
    if start >= end:
        in_term = max(question.window[0], question.term[0]) < min(question.window[1], question.term[1])
        return Answer("not-judged", word="amendment") if in_term else Answer("empty", word="in force")
    # The parties have agreed on the answer for windows that the term cuts, whatever was measured in them.
    if question.is_cut and question.agreement.partial_windows == "met":
        return Answer("kept", word="partial windows count as met")
    try:
        return judged(question) if question.objective.mean_of is None else mean_judged(question)
    except UnknownError as unknown:
        return Answer("not-judged", word=unknown.word)
    except OpenError as open_:
        return Answer("not-judged", word=open_.message)


def _unsaid(question: Question) -> Iterator[str]:
    """The texts in quotes that the promise depends on and the world is silent about."""
    said = {one.text for one in question.world.occasions}
    for condition in conditions(question.agreement, question.objective):
        yield from (text for text in texts(condition) if text not in said and text not in question.workspace.services)


def conditions(agreement: Agreement, objective: Objective) -> Iterator[Condition]:
    """The conditions on which it depends whether an objective is kept."""
    found = [objective.when, agreement.covers_when, *(one.when for one in objective.counting.down)]
    found += [objective.bound.when] if isinstance(objective.bound, Deadline) else []
    statements: tuple[Suspension | Exclusion, ...] = (*agreement.suspensions, *agreement.exclusions)
    for one in statements:
        if not one.objectives or any(is_at(objective, name) for name in one.objectives):
            found.append(one.when)
    return (one for one in found if one is not None)


def texts(condition: Condition) -> Iterator[str]:
    """The texts in quotes of a condition."""
    match condition:
        case Said() | Holds():
            yield condition.text
        case Often():
            yield condition.part.text
        case Several():
            yield from condition.occasions
        case Not() | Longer():
            yield from texts(condition.part)
        case Both() | Either():
            for part in condition.parts:
                yield from texts(part)
        case _:
            return
