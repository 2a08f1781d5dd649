"""Exact sums over the model: time, availability, durations and shares of cases.

Opening time has four levels, each made from the one before.  A ``Calendar`` (``model.people``) is a declaration: its
lines, or a combination of other calendars.  The ``Almanac`` (``calendars``) holds all calendars with the locked
holidays and gives their opening time as a set of instants; it remembers nothing.  A ``Timeline`` and ``OpeningDays``
(``openings``) hold the opening time of one calendar from a first instant on, read once and then looked up: as a running
total, and day by day.  The ``Diary`` (``openings``) keeps one of each per calendar, and the courses that follow from
them, for all promises that are proved over the same starts.
"""
