"""How Norvia writes its agreements: what `validators = ["house_rules"]` in a ``sla.toml`` adds to every check."""

from . import names, suppliers

RULES = (*names.RULES, *suppliers.RULES)
