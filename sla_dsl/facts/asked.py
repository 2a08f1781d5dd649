"""How the table of ``walked.py`` says that a field of the model is asked, or that it cannot matter."""

from __future__ import annotations


class Asked(str):
    """The function that asks for a field: module and name, below ``sla_dsl``."""

    __slots__ = ()


class NoMatter(str):
    """Why a field cannot change whether a promise is kept."""

    __slots__ = ()
