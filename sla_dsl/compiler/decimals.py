"""Decimals that nobody means: more than a currency has, and thousands that are written with a point."""

from __future__ import annotations

from ..text.source import Token
from .currencies import DECIMALS
from .reading import Reading


def check_thousands(figure: Token, unit: str, reading: Reading) -> None:
    """Reports `1.500 cases`: nobody writes a last zero for a fraction, and half of Europe writes thousands so."""
    whole_part, _, decimals = figure.text.partition(".")
    if len(decimals) == 3 and decimals[-1] == "0" and whole_part.strip("0") and len(whole_part) <= 3:
        exact_text = f"{whole_part}.{decimals}".rstrip("0").rstrip(".")
        reading.report(
            "value/too-many-decimals",
            f"`{figure.text}{unit}` may be read as thousands, and the dot is the sign of decimals",
            figure,
            help=f"write `{exact_text}{unit}`, or `{whole_part}{decimals}{unit}` if thousands are meant",
        )


def check_decimals(figure: Token, currency: str, reading: Reading) -> None:
    """Reports an amount that no coin pays: `12.500 EUR` is twelve thousand five hundred in half of Europe."""
    whole_part, _, decimals = figure.text.partition(".")
    most = DECIMALS.get(currency)
    if most is None or len(decimals) <= most:
        return
    meant = []
    if not decimals[most:].strip("0"):
        meant.append(f"`{f'{whole_part}.{decimals[:most]}'.rstrip('.')} {currency}`")
    if len(decimals) == 3:
        meant.append(f"`{whole_part}{decimals} {currency}` if thousands are meant")
    if not meant:  # the price of a page: many of them have one that can be paid
        exact = decimals.rstrip("0")
        more, point = len(exact) - most, len(whole_part) + len(exact) - most
        digits = whole_part + exact
        payable = f"{digits[:point].lstrip('0') or '0'}.{digits[point:]}".rstrip(".")
        step = f"{payable} {currency} for every {10**more} cases"
        meant.append(f"an amount that can be paid in {currency}, or the price of a full step, such as `{step}`")
    reading.report(
        "value/too-many-decimals",
        f"an amount in {currency} has {f'at most {most}' if most else 'no'} decimals, not {len(decimals)}",
        figure,
        help="write " + " or ".join(meant),
    )
