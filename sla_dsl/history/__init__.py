"""Git to sources: the only place that imports ``git``.  It only reads: no checkout, no fetch, no hook, no shell."""
