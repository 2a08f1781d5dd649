"""The search for false verdicts: random workspaces, and worlds in which all behind is kept and a promise is missed."""
