"""The rules of what the compiler itself finds while it reads the sources."""

from . import (
    compiler_rules_declarations,
    compiler_rules_examples,
    compiler_rules_names,
    compiler_rules_policies,
    compiler_rules_syntax,
    compiler_rules_values,
)

RULES = (
    *compiler_rules_declarations.RULES,
    *compiler_rules_examples.RULES,
    *compiler_rules_names.RULES,
    *compiler_rules_policies.RULES,
    *compiler_rules_syntax.RULES,
    *compiler_rules_values.RULES,
)
