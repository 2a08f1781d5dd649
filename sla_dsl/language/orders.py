"""The help for words in another order than the language has them, for words too many, and for words of French.

Each guess looks at the tokens around the fault, and is made only where its spelling fits.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..text.source import Token
from .rhythms import window_meant
from .terminals import language

_FILLERS = frozenset(
    ("a", "an", "the", "on", "of", "at", "is", "are", "automatically", "always", "only", "also", "then", "any", "all")
)
"""Words that may be left out, where what follows them fits without them."""
_DECLARING = frozenset(
    (
        *("PARTY", "TEAM", "SERVICE", "CALENDAR", "METRIC", "CLOCK", "PRIORITIES", "TIERS", "DIMENSION", "FACT"),
        *("SLA", "OLA", "UC", "OBJECTIVE", "OBJECTIVES", "PARAMETER", "CLAUSE", "DOCUMENT", "POLICY", "REASON"),
    )
)
"""Words behind which a name is given."""
_FRENCH = {
    "chaque": "each",
    "pendant": "during",
    "pour": "for",
    "si": "when",
    "quand": "when",
    "lorsque": "when",
    "dans": "in",
    "entre": "between",
    "moins": "at least",
    "plus": "at most",
    "plafond": "cap",
    "avoir": "credit",
    "pénalité": "penalty",
    "client": "customer",
    "fournisseur": "provider",
    "prestataire": "provider",
    "doit": "must",
    "peut": "may",
    "exclut": "excludes",
    "couvre": "covers",
    "signé": "signed",
    "depuis": "from",
    "engagement": "objective",
    "rapport": "report",
    "revue": "review",
    "accord": "sla",
    "prolonge": "renews",
    "et": "and",
    "ou": "or",
    "aucun": "none",
    "rien": "none",
}
"""Words of French that people type for words of the language."""
_TIMES = {"twice": 2, "thrice": 3}
_ABOUT = 4
"""The tokens before or behind a fault that may belong to what is written there."""


def about_order(token: Token, before: Token, accepted: set[str]) -> str:
    """Advice for a word at which the order of words, or a word too many, is the fault; or nothing."""
    tokens = token.source.tokens
    behind = tokens[token.index + 1 : token.index + 1 + _ABOUT]
    ahead = tokens[max(0, token.index - _ABOUT) : token.index]
    return (
        _about_rights(token, before, accepted)
        or _about_awards(token, ahead, behind, accepted)
        or _about_promises(token, before, behind, accepted)
        or _about_names(token, ahead, accepted)
        or _about_exclusions(token, ahead, behind, accepted)
        or _about_fillers(token, behind, accepted)
        or _about_french(token, behind, accepted)
    )


def _about_points(token: Token, ahead: list[Token], accepted: set[str]) -> str:
    """`points over 10`, `points below 10`, `points above 10` without its window."""
    words = [one.text for one in ahead]
    if words[-1:] == ["points"] and "REACHES" in accepted:
        if token.text in ("below", "between"):
            return _FEWER
        return (
            "a condition asks how many points there are, or for their cap: `points above 10 each contract year`, "
            "`points reaches its cap`"
        )
    if words[-2:] == ["points", "at"] and token.text == "most":
        return _FEWER
    # No other bound needs a window behind it; `10 and` is taken for a number of things.
    is_behind_it = "points" in words or "NUMBER" in accepted
    if "EACH" in accepted and accepted <= _BEHIND_A_NUMBER and is_behind_it:
        return _about_their_window(token)
    return ""


def _about_their_window(token: Token) -> str:
    """`points above 12 in 6 months`, `points above 12 per contract year`: how the window is written."""
    around = [one.text for one in token.source.tokens[max(0, token.index - 6) : token.index + 3]]
    # points above 12 in 6 months; points at least 12 per year
    bound = around[around.index("points") :] if "points" in around else []
    at = next((n for n, word in enumerate(bound) if word.isdigit()), len(bound))
    if bound[at + 1 : at + 2] and bound[at + 1] in _OVER and bound[at + 2 :]:
        return f"did you mean `{' '.join(bound[: at + 1])} {window_meant(bound[at + 2 :])}`?"
    return "say over what time points are added up: `points above 10 each contract year`, say"


_OVER = ("in", "within", "over", "per", "every", "a")
_BEHIND_A_NUMBER = {"EACH", "NUMBER", "NAME", "BUSINESS_DAYS", "CALENDAR_MONTHS"}
_FEWER = "points are added up until they are so many: `points at least 10 each contract year`, or `not points …` before"


def _about_awards(token: Token, ahead: list[Token], behind: list[Token], accepted: set[str]) -> str:
    """`cap at 10% of fee`, `credit of 5%`, `if … then credit`, `points above 10`, `claim for uptime`, liability."""
    before = ahead[-1]
    if told := _about_points(token, ahead, accepted):
        return told
    if before.type == "CLAIM" and token.text == "for":
        return "a claim is for all awards; where one differs, its condition says so: `claim … when …`"
    if token.text in ("liability", "damages") and ("CREDIT" in accepted or "RBRACE" in accepted):
        return "what limits all liability is a `clause`; what limits credits is `cap credit at … each contract year`"
    if before.text == "cap" and "CREDIT" in accepted:
        return "say what is capped: `cap credit at …`"
    if token.text == "for" and len(ahead) > 1 and ahead[-2].type == "FOR" and behind:
        return f"one `for` has them all: `for {before.text}, {behind[0].text}`"
    if token.text == "of" and before.type in ("CREDIT", "PENALTY", "BONUS", "REFUND", "CHARGE"):
        return f"how much it is stands behind a colon: `{before.text} for uptime: 5% of monthly-fee`, say"
    if token.text == "if" and "RBRACE" in accepted:
        return "a condition stands behind what it is for: `credit for uptime when …: 5 EUR`"
    notice = any(one.text == "notice" for one in behind)
    return "the notice stands before the condition: `may end with 30 days notice when …`" if notice else ""


def _about_promises(token: Token, before: Token, behind: list[Token], accepted: set[str]) -> str:
    """`99.9% availability`, `for 95% of cases`, `3 consecutive months`, `Service report` behind its window."""
    following = behind[0].text if behind else ""
    is_share = token.type == "PERCENT" and following == "of" and len(behind) > 1
    if is_share and (before.text == "for" or "MEAN" in accepted):
        return f"a share stands behind the bound: `at most 4 h in {token.text} of {behind[1].text}`"
    if token.type in ("PERCENT", "NUMBER") and "MEAN" in accepted:
        metric = following if behind and behind[0].type == "NAME" and token.type == "PERCENT" else "availability"
        return f"the metric stands before its bound: `{metric} at least {token.text}`"
    if token.text in _TIMES and "NUMBER" in accepted:
        return f"did you mean `{_TIMES[token.text]} times`?"
    if "TIMES" in accepted and before.type == "NUMBER":
        in_a_row = token.text == "consecutive" or "row" in [one.text for one in behind]
        return f"did you mean `{before.text} times{' in a row' if in_a_row else ''}`?"
    if accepted == {"STRING"} and behind and behind[0].type == "STRING":
        return f"the title stands first: `{before.text} {behind[0].text} …`"
    return ""


def _about_names(token: Token, ahead: list[Token], accepted: set[str]) -> str:
    """`parameter monthly fee`, `response time at most 4 h`: a name of two words."""
    if len(ahead) < 2 or ahead[-1].type not in ("NAME", *_DECLARING) or not token.text.isalpha():
        return ""
    is_declared = ahead[-2].type in _DECLARING and accepted & {"COLON", "EQUAL", "LBRACE"}
    is_metric = ahead[-2].type == "COLON" and {"AT", "BELOW"} <= accepted and token.text in _SECOND_WORDS
    return f"a name has no blanks: `{ahead[-1].text}-{token.text}`" if is_declared or is_metric else ""


_SECOND_WORDS = ("time", "rate", "loss", "count", "length", "interval", "point", "objective")
"""The second words of the standard metrics."""


def _about_exclusions(token: Token, ahead: list[Token], behind: list[Token], accepted: set[str]) -> str:
    """`excludes planned maintenance`, `excludes "planned work"`, `… each calendar month except maintenance`."""
    reason = behind[0].text if behind and behind[0].type in ("NAME", "MAINTENANCE") else "maintenance"
    if token.text in ("except", "excluding", "excepting", "without") and "RBRACE" in accepted:
        return f"what does not count is a statement of the agreement: `excludes {reason}`"
    if len(ahead) > 1 and ahead[-2].type == "EXCLUDES" and token.type in ("NAME", "MAINTENANCE"):
        return f"a reason has one name: `excludes {token.text} …`; others are declared with `reason`"
    if ahead and ahead[-1].type == "EXCLUDES" and token.type == "STRING":
        return f"declare it, and write its name: `reason planned-work {token.text}`, say"
    return ""


def _about_fillers(token: Token, behind: list[Token], accepted: set[str]) -> str:
    """A word too many: what follows it fits without it; and a dash of running text."""
    if token.type == "MINUS" and token.source.text[token.start : token.end] in ("–", "—"):
        return "leave the dash out: a remark begins with `#`"
    if (
        (token.text.lower() not in _FILLERS and token.type != "COLON")
        or not behind
        or "\n" in token.source.text[token.end : behind[0].start]
    ):
        return ""
    return f"leave out `{token.text}`" if _fits(behind[0], accepted) else ""


def _about_french(token: Token, behind: Iterable[Token], accepted: set[str]) -> str:
    word = token.text.lower()
    first = next(iter(behind), None)
    if word == "au" and first is not None:  # au moins, au plus
        word = first.text.lower()
    meant = _FRENCH.get(word, "")
    return f"did you mean `{meant}`?" if meant and language().keywords.get(meant.split()[0]) in accepted else ""


def _fits(token: Token, accepted: set[str]) -> bool:
    return token.type in accepted or language().keywords.get(token.text, "") in accepted


def _about_rights(token: Token, before: Token, accepted: set[str]) -> str:
    """Advice for what stands behind `must` and `may`."""
    if before.type in ("MUST", "MAY") and "STRING" in accepted and token.type not in ("STRING", "NOT"):
        if token.text == "claim":
            return "a claim is a statement of its own: `claim within 30 days of window end`"
        if token.text != "terminate":
            return f'what is to be done stands in quotes: `{before.text} "…"`'
    if token.text == "or" and "GIVES" in accepted:
        return "did you mean `either party`?"
    if before.text == "for" and accepted == {"CAUSE"}:
        return f"did you mean `for cause {token.text}`?"
    if token.type == "STRING" and before.type == "MAY" and accepted & {"END", "END_WITH"}:
        return f"a right of both is written twice: `provider may {token.text}` and `customer may {token.text}`"
    return _about_ahead(token)


def _about_ahead(token: Token) -> str:
    """Advice for `5 days ahead` in another place than its own, by the statement that it is in."""
    if "ahead" not in [one.text for one in token.source.tokens[token.index : token.index + 4]]:
        return ""
    leads = ("MUST", "MAY", "EXCLUDES", "SUBCONTRACTING")
    lead = next((one.type for one in reversed(token.source.tokens[: token.index]) if one.type in leads), None)
    if lead in ("MUST", "MAY"):
        return 'how long ahead stands right behind the text: `customer must "…" 5 days ahead through email`'
    return "did you mean `announced … ahead`?" if lead else ""
