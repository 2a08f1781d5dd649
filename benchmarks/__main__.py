"""Measures everything in one run: ``python -m benchmarks [AGREEMENTS]`` (50 by default), on an idle machine.

The proof and the policies are measured over twenty times as many agreements, ten of which share each service; `sla
diff` over two hundred times as many files, one in fifty of which changed; `sla gate` over forty times as many files.
What is aimed at is measured by ``python -m benchmarks.targets``.
"""

from __future__ import annotations

import sys

from .amendments import amendments_report
from .keystroke import keystroke_report
from .measure import report
from .policies import policies_report
from .proof import Size, proof_report
from .revisions import revisions_report

if __name__ == "__main__":
    agreements = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    print(report(agreements, services=max(1, agreements // 5), calendar_lines=40, rounds=9))
    print()
    print(proof_report(Size(agreements * 20, services=agreements * 2, exceptions=40), rounds=1))
    print()
    print(policies_report(agreements * 20, rounds=3))
    print()
    print(keystroke_report(agreements * 4, rounds=5))
    print()
    print(revisions_report(agreements * 200, services=agreements * 6, changed=agreements * 4, rounds=3))
    print()
    print(amendments_report((agreements * 40,), changed=20, rounds=1))
