"""The rules that the compiler itself reports while it reads the sources."""

from . import declarations as compiler_rules_declarations
from . import examples as compiler_rules_examples
from . import names as compiler_rules_names
from . import policies as compiler_rules_policies
from . import syntax as compiler_rules_syntax
from . import values as compiler_rules_values

RULES = (
    *compiler_rules_declarations.RULES,
    *compiler_rules_examples.RULES,
    *compiler_rules_names.RULES,
    *compiler_rules_policies.RULES,
    *compiler_rules_syntax.RULES,
    *compiler_rules_values.RULES,
)
