"""The article of where an agreement is performed, through whom, under which law, and what is tested."""

from __future__ import annotations

from ..model.performing import Subcontractor
from .words import together
from .writing import ArticleDraft


def performing(draft: ArticleDraft) -> None:
    """Places of the service and of the data, subcontracting, tests, law and courts."""
    words, agreement, book = draft.words, draft.words.agreement, draft.words.book
    for key, codes in (
        ("provided-from", agreement.provided_from),
        ("data-stored", agreement.data_stored_in),
        ("data-processed", agreement.data_processed_in),
    ):
        if codes:
            draft.say(f"performing/{key}", book.say(key, value=book.all_of(map(words.place, codes))))
    if rule := agreement.subcontracting:
        notice = book.say("subcontracting/announced", value=words.value(rule.announced)) if rule.announced else ""
        text = book.say(f"subcontracting/{rule.permission}")
        draft.say("performing/subcontracting", f"{together(text, notice)}.", rule.source)
    for one in agreement.subcontractors:
        _subcontractor(draft, one)
    for test in agreement.tests:
        text = book.say(f"tested/{test.what}", value=words.value(test.every))
        text += book.say("tested/how", value=words.own(test.title)) if test.title else ""
        draft.say(f"performing/test/{test.what}", f"{text}.", test.source)
    if rule_of := agreement.governing:
        text = book.say("governed", value=words.place(rule_of.law))
        if rule_of.courts:
            court = book.say("quoted", value=words.own(rule_of.court)) if rule_of.court else ""
            text += f" {together(book.say('courts', value=words.place(rule_of.courts)), court)}."
        draft.say("performing/law", text, rule_of.source)


def _subcontractor(draft: ArticleDraft, one: Subcontractor) -> None:
    words, book = draft.words, draft.words.book
    parts = []
    if one.services:
        services = book.all_of(words.quoted("services", name) for name in one.services)
        parts.append(book.say("subcontractor/for", value=services))
    if one.places:
        parts.append(book.say("subcontractor/in", value=book.all_of(map(words.place, one.places))))
    text = book.say("subcontractor", value=words.party(one.party))
    draft.say(f"performing/subcontractor/{one.party}", f"{together(text, *parts)}.", one.source)
