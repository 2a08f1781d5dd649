"""Measures everything in one run: ``python -m benchmarks [AGREEMENTS]`` (50 unless told), on an idle machine.

The proof is measured over twenty times as many agreements, which share their services by tens.
"""

from __future__ import annotations

import sys

from .measure import report
from .proof import Size, proof_report

if __name__ == "__main__":
    agreements = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    print(report(agreements, services=max(1, agreements // 5), calendar_lines=40, rounds=9))
    print()
    print(proof_report(Size(agreements * 20, services=agreements * 2, exceptions=40), rounds=1))
