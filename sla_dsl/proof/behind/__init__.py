"""What stands behind a promise, and whether it fits.

A **carrier** is an objective of an agreement behind; the statement `backed by` is a *backing*.  A **coverage** is the
carriers with which one agreement behind covers a component of a service, and a **composition** is that service, split
into parts until each is covered.
"""
