"""What does not tell where it stands is one thing, however many agreements say it."""

from ..documents import compiled

DECLARED = """
party us {}
party them {}
service mail { owner us }
"""


def agreement(number: int) -> str:
    return f"""
sla one-{number} {{
  provider us
  customer them
  covers mail
  objective uptime: availability at least 99.5% each calendar month {{ warn at 99.7% }}
  objective answer: response-time at most 4 h during 24x7
}}
"""


def test_promises_share_what_they_say_alike() -> None:
    workspace = compiled(DECLARED, agreement(1), agreement(2))
    one, other = (workspace.agreements[name].objectives for name in ("one-1", "one-2"))
    assert len(one) == len(other) == 2
    for mine, theirs in zip(one, other, strict=True):
        assert mine.bound is theirs.bound
        assert mine.window is theirs.window
        assert mine.counting is theirs.counting
        assert mine.warn is theirs.warn
        assert mine.source != theirs.source
