"""Git to sources: the only place that imports ``git``; no checkout, no fetch, no hook, no shell.

Only ``approving`` writes.
"""
