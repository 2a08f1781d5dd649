"""How long until those behind have told: the chain of agreements is followed to its end."""

from __future__ import annotations

import pytest

from .policies import policy

SENTENCE = "every duty in sla where about is incident-notice and time behind is set must have time behind below time"
NOTICED = 'provider must "tell" within 22 h of noticed about incident-notice'
TELL = 'provider must "tell" within {} of detected about incident-notice'


@pytest.mark.parametrize(
    ("behind", "found"),
    [
        ("ola a { backed by b TELL(2 h) } ola b { backed by c TELL(3 h) } uc c { TELL(18 h) }", ""),
        ("ola a { backed by b TELL(23 h) } ola b { backed by c TELL(22 h) } uc c { TELL(18 h) }", ""),
        ("ola a { backed by b TELL(22 h) } uc b { TELL(23 h) }", "45 h"),
        (f"ola a {{ backed by b {NOTICED} }} uc b {{ TELL(20 h) }}", "42 h"),
        ("ola a { backed by b TELL(2 h) } ola b { backed by c TELL(3 h) } uc c { TELL(19 h) }", "24 h"),
        ("ola a { backed by b, c TELL(2 h) } uc b { TELL(3 h) } uc c { TELL(22 h) }", "24 h"),
        ("ola a { backed by b, c TELL(2 h) } uc b { TELL(3 h) } uc c { TELL(21 h) }", ""),
        ("ola a { backed by b } ola b { backed by c } uc c { TELL(24 h) }", "24 h"),
        ("ola a { backed by b } ola b { backed by a TELL(30 h) }", "30 h"),
        ("ola a { backed by b TELL(2 h) } uc b { TELL(1 business day) }", "2 h and 1 business day"),
        (
            'ola a { backed by b TELL(2 h) } uc b { provider must "tell" about incident-notice }',
            "2 h and without a time",
        ),
        ('ola a { provider may "tell" within 90 h of detected about incident-notice }', ""),
        ('ola a { provider must "tell" within 90 h of detected as best effort about incident-notice }', ""),
        ("ola a { }", ""),
        ("ola a { status ended TELL(90 h) }", ""),
    ],
)
def test_the_chain_behind(behind: str, found: str) -> None:
    written = behind
    while "TELL(" in written:
        before, _, after = written.partition("TELL(")
        time, _, rest = after.partition(")")
        written = before + TELL.format(time) + rest
    written = written.replace("{ ", "{ provider norvia customer atelier-brun covers payments\n")
    head = "event noticed sla s { provider norvia customer atelier-brun covers payments backed by a\n"
    house, view = policy(
        SENTENCE,
        f"{head} {TELL.format('24 h')} }}\n{written}",
    )
    messages = [finding.message for finding in house.findings(view)]
    assert len(messages) == bool(found)
    assert not found or f"`time behind` is {found}" in messages[0].replace(" h`", " h").replace("is `", "is ")
