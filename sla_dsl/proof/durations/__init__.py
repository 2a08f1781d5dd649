"""Promises of a duration: how long a case takes along its hand-offs.

A *path* is what an author writes: **hops** (`Hop`), one after the other.  A **leg** is a hop with its limit and with
the carrier that answers for it; `Legs` are all legs of a case in order.  A **group** stands in the place of one leg and
holds several **routes**, which are walked side by side (`together`), or of which one is taken (`whichever of`).  A
**chain** is such an order of anything: of limits, or of shares of cases.  A **limit** says how long something may take.
"""
