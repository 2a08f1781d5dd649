"""Several languages: the words of an author, and in which languages an agreement is signed."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from .base import Declared, Model, Place
from .marks import PLACE, PROSE, NotInDocuments, NotInPolicies, Proper, Unordered

DocumentLanguage = Literal["en", "fr"]
"""The languages in which documents are made."""
LANGUAGES: tuple[DocumentLanguage, ...] = get_args(DocumentLanguage)


class Wording(Model):
    """The words of an author, and the same words in another language; ``kind`` is how they are written."""

    kind: Annotated[Literal["title", "wording"], PROSE, NotInDocuments("how it is written")] = "wording"
    language: Annotated[DocumentLanguage, PROSE]
    of: Annotated[Proper, PROSE]
    text: Annotated[Proper, PROSE]
    source: Annotated[Place, PLACE]


class Languages(Model):
    """In which language an agreement is written, in which others it is signed, and which text prevails.

    Without ``prevailing`` the texts are equally binding; with one language there is no other.
    """

    written: DocumentLanguage
    others: Unordered[DocumentLanguage] = ()
    prevailing: DocumentLanguage | None = None
    source: Place


class Worded(Declared):
    """A declaration whose texts may be said in several languages: its own title, and all that stands in it."""

    wordings: Annotated[Unordered[Wording], PROSE, NotInPolicies()] = ()
