"""Upptime: the Git log of its repository; a commit is a change of state, or that of a day without one."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from ..found import RowPlace
from .preset import Export, Input, Preset


class _Commit(NamedTuple):
    at: datetime
    name: str
    moment: str
    site: str
    is_down: bool
    place: RowPlace


_STATE = r"(.*) is (up|down|degraded|experiencing degraded performance)"
_SUBJECT = re.compile(rf"(?:🟩|🟥|🟨) {_STATE} ")
_OTHER_SIGN = re.compile(rf"(?:(?:[^\w\s]+|:\w+:) )?{_STATE} \(\d+ in [\d.]+ ms\)")
"""The sign at the beginning is a setting of a house: who changes that of `down` alone has no outage by the others."""
_OF_UPPTIME = re.compile(r"(?:(?:[^\w\s]+|:\w+:) )?Update ")
"""The other commits of Upptime: pictures, summaries, its own workflows."""


def _make(export: Export) -> None:
    sites: dict[str, list[_Commit]] = defaultdict(list)
    last: datetime | None = None  # each day has commits, also without a change
    for place, line in export.records["log"]:
        try:
            at, commit = _commit(place, str(line))
        except ValueError:
            help_ = "export `git log --format=%h%x09%cI%x09%s`"
            message = "this is no commit, time and subject between tabs, or a state in other words"
            export.wrong(place, message, help_, "facts/unreadable-row")
            continue
        last = max(last or at, at)
        if commit is not None:
            sites[commit.site].append(commit)
            export.about(place, commit.site)
    if export.records["log"] and not sites:
        place = export.records["log"][0][0]._replace(row=0)
        export.wrong(place, "no commit tells a state: are its messages other ones?", "make `outages` by a `select`")
    export.looked = last.isoformat() if last else ""
    for name, commits in sorted(sites.items()):
        commits.reverse()  # a log has the newest first, and two commits may share a second
        commits.sort(key=lambda one: one.at)
        export.begins(commits[0].place, name, commits[0].moment)
        _outages(export, name, commits)


def _commit(place: RowPlace, line: str) -> tuple[datetime, _Commit | None]:
    """When a commit was made, and the state that it tells, if any; raises ``ValueError`` for no line of the log."""
    name, moment, subject = line.split("\t")
    at = datetime.fromisoformat(moment)
    match = _SUBJECT.match(subject) or _OTHER_SIGN.match(subject)
    is_marked = "[upptime]" in subject and not _OF_UPPTIME.match(subject)
    if match is None and (is_marked or subject.startswith(("🟩", "🟥", "🟨"))):
        raise ValueError(subject)
    return at, None if match is None else _Commit(at, name, moment, match[1], match[2] == "down", place)


def _outages(export: Export, name: str, commits: list[_Commit]) -> None:
    """The outages of a site: down after down is one."""
    since: _Commit | None = None
    for one in commits:
        if one.is_down and since is None:
            since = one
        elif not one.is_down and since is not None:
            export.add("outages", since.place, service=name, start=since.moment, end_=one.moment, id=since.name)
            since = None
    if since is not None:
        export.add("outages", since.place, service=name, start=since.moment, end_="", id=since.name)


PRESET = Preset(
    "Upptime",
    {
        "log": Input("exports/upptime*.tsv", "git log --format=%h%x09%cI%x09%s of the status repository", lines=True),
    },
    _make,
    ("outages",),
    lacks={"unknown": "when a probe did not run"},
    assumes=("messages of commits are those by default", "a site that is degraded is up"),
)
