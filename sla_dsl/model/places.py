"""Places by their codes: countries (ISO 3166-1), parts of them (ISO 3166-2), and two areas of law."""

from __future__ import annotations

import re

_CODES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK
FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK
ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_CODES.split())
"""The officially assigned two-letter codes of ISO 3166-1."""
AREAS = frozenset(("EU", "EEA"))
"""Areas in which one law on data holds: the European Union, and the European Economic Area."""
_PART = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")


def is_place(code: str) -> bool:
    """Whether a code names a country, a part of one in the form of ISO 3166-2, or an area.

    Parts are not looked up: there are thousands, and they change.
    """
    part = _PART.fullmatch(code)
    return code in AREAS or (part[1] if part else code) in COUNTRIES


def is_country(code: str) -> bool:
    """Whether a code names a country or a part of one: what has a law and courts."""
    return code not in AREAS and is_place(code)


def is_lei(code: str) -> bool:
    """Whether a code is a legal entity identifier: 18 signs and two check digits (ISO 17442, by ISO/IEC 7064)."""
    if re.fullmatch(r"[A-Z0-9]{18}[0-9]{2}", code) is None:
        return False
    return int("".join(str(int(sign, 36)) for sign in code)) % 97 == 1
