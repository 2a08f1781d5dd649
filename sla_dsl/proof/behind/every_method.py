"""The conditions on a carrier in every method of proof."""

from __future__ import annotations

from ..case import Case
from .alike import check_alike
from .carriers import Carrier, check_carrier
from .in_effect import check_in_effect
from .narrowed import assume_room, check_conditions
from .not_understood import check_understood
from .notice import check_notice
from .parties import check_parties
from .same_days import check_blanks
from .volumes import check_volumes


def check_any(case: Case, carrier: Carrier, *, is_later: bool = False) -> None:
    """A carrier must bind to us, hold on every judged day, and say nothing that is not understood.

    ``is_later`` tells that cases come to it after others had them.
    """
    check_carrier(case, carrier)
    check_conditions(case, carrier)
    check_alike(case, carrier, is_later=is_later)
    check_blanks(case, carrier)
    check_parties(case, carrier.agreement)
    check_in_effect(case, carrier.agreement)
    check_notice(case, carrier.agreement)
    check_volumes(case, carrier)
    assume_room(case, carrier)
    check_understood(case, carrier)
