"""What an agreement leaves out never fails for it, and what one behind leaves out is carried by none."""

from datetime import date

import pytest

from sla_dsl.proof import prove

from .workspaces import compiled

TEXT = """\
service pages {{ owner ops hours 24x7 needs app and wire }}
service app {{ owner ops hours 24x7 }}
service wire {{ supplied by arc hours 24x7 }}
sla pages-sla {{
  provider norvia
  customer brun
  covers pages{ours}
  objective uptime: availability at least 99% during 24x7 each calendar month
  backed by {backed_by}
}}
ola pages-ola {{
  provider ops
  customer norvia
  covers pages{theirs}
  objective uptime: availability at least 99.5% during 24x7 each calendar month
}}
uc wire-uc {{
  provider arc
  customer norvia
  covers wire
  objective uptime: availability at least {wire} during 24x7 each calendar month
}}
"""
BOTH = 'assume pages-ola comparable because "one fee for both"'


@pytest.mark.parametrize(
    ("ours", "theirs", "backed_by", "wire", "verdict"),
    [
        ("", "", "pages-ola", "99%", "backed"),
        ("", " except wire", "pages-ola", "99%", "undecidable"),
        ("", " except wire", "pages-ola, wire-uc", "99.5%", "backed"),
        ("", " except wire", "pages-ola, wire-uc", "99.4%", "unbacked"),
        (" except wire", " except wire", "pages-ola", "99%", "backed"),
        (" except wire", "", "pages-ola", "99%", "backed"),
        ("", ' when "the fee is paid"', "pages-ola", "99%", "undecidable"),
        (' when "the fee is paid"', ' when "the fee is paid"', "pages-ola", "99%", "undecidable"),
        (f' when "the fee is paid" {BOTH}', ' when "the fee is paid"', "pages-ola", "99%", "backed"),
    ],
)
def test_who_carries_what_is_left_out(ours: str, theirs: str, backed_by: str, wire: str, verdict: str) -> None:
    text = TEXT.format(ours=ours, theirs=theirs, backed_by=backed_by, wire=wire)
    proofs = prove(compiled(text, as_of=date(2026, 1, 1)))
    assert proofs["pages-sla/uptime"].verdict == verdict
