"""Families of random workspaces about many cases together, of which some come for a reason that is excluded."""

from __future__ import annotations

from random import Random

from .draft import Block, Draft, carrier, front
from .families_cases import TIMES
from .families_newest import EACH
from .families_uptime import OWNERS, backed, services

TERM = "2026-01-01 to 2026-12-31"
REASONS = ("customer-cause", "supplier-cause", "third-party", "force-majeure")
SHARES = ("80%", "90%", "95%")
WINDOWS = ("calendar month", "calendar month", "calendar quarter", "calendar week", "contract month", "calendar day")


def excluded(random: Random, of: tuple[str, ...] = REASONS) -> list[str]:
    """Exclusions of some reasons: mostly of all that comes, sometimes limited in time, in hours, or for one value."""
    found = []
    for one in random.sample(of, random.choice((0, 1, 1, 2))):
        limit = random.choice(("",) * 9 + ("up to 4 h each calendar month", "within office", "for P1"))
        found.append(f"excludes {one} {limit}".strip())
    return found


def volumes(random: Random, windows: tuple[str, ...], chance: float) -> list[str]:
    """How much comes at most, or at least, perhaps of one priority, in windows of several lengths."""
    found = {}
    for _ in range(random.choice((1, 2)) if random.random() < chance else 0):
        least, most = sorted(random.sample((1, 5, 10, 20, 40), 2))
        said = random.choice((f"at most {most}", f"at least {least}", f"between {least} and {most}", f"below {most}"))
        of = random.choice(("",) * 5 + (" for P1",))
        found[said.split()[0] + said.split()[1]] = f"volume {said} cases{of} each {random.choice(windows)}"
    return list(found.values())


def many(random: Random) -> Draft:
    """Shares, means, medians and bounds on every case, with exclusions of cases and volumes on either side."""
    kind = random.choice(("share", "share", "share", "mean", "median", "every"))
    windows = random.choice((WINDOWS[:1], WINDOWS[:2], WINDOWS))
    lines = excluded(random)
    hours = random.choice(("24x7", "24x7", "office"))
    scope = random.choice(("", "", "", " for P1", " for P1, P2"))
    channels, is_pooled = random.random() < 0.15, kind == "share" and random.random() < 0.5

    def objective(*, ours: bool) -> str:
        word = f"{kind} " if kind in ("mean", "median") else ""
        of = f" in {random.choice(SHARES)} of cases" if kind == "share" else ""
        if not ours and random.random() < 0.15:
            word, of = "", ""
        how = "timed by by-phone" if channels and random.random() < 0.6 else f"during {hours}"
        each = f" each {random.choice(windows)}" if word or of else ""
        alone = f" {EACH}" if not (ours or is_pooled) and (word or of) and random.random() < 0.8 else ""
        values = scope if ours or random.random() < 0.8 else ""
        time = "8 h" if ours else random.choice(TIMES)
        return f"objective fix: {word}restore-time{values} at most {time}{of} {how}{each}{alone}"

    path = random.choice(
        ((),) * 4
        + (
            ("path restore-time: of-a/fix then of-b/fix",),
            ("path restore-time: whichever of (of-a/fix, of-b/fix)",),
            ("path restore-time: together (of-a/fix, of-b/fix)",),
        )
    )
    names = ("a", "b") if path else ("a",)

    def words(*, ours: bool) -> list[str]:
        few = ("volume at least 10 cases each calendar month", "volume at least 20 cases each calendar month")
        some = ("volume at most 20 cases each calendar month", "volume at most 40 cases each calendar month")
        said = volumes(random, windows, 0.4)
        said = [random.choice(few if ours else some)] if is_pooled and random.random() < 0.9 else said
        # Behind mostly no more is excluded: what more is, is told at once.
        beyond = lines if ours or random.random() < 0.6 else random.sample(lines, random.randint(0, len(lines)))
        beyond = excluded(random) if not ours and random.random() < 0.1 else beyond
        return ["service hours 24x7", *said, objective(ours=ours), *beyond]

    behind = [carrier(name, OWNERS[name], "2025-01-01", *words(ours=False)) for name in names]
    promised = front("shop", TERM, *words(ours=True), *path, backed(names))
    is_timed = any("timed by by-phone" in line for block in (promised, *behind) for line in block.lines)
    clock = Block("clock by-phone", (f"during {hours}", "starts when logged through phone"))
    blocks = [clock] if is_timed else []
    tricks = random.choice((frozenset[str](), frozenset({"blame"})))
    return Draft((*blocks, *services(names, " and ".join(names)), promised, *behind), tricks)
