"""Policies: rules of the house as code, compiled, judged and tested."""

from .examples import Examples, all_examples
from .house_policy import HousePolicy, compiled, not_policies
from .thing import View
from .unmarked import unmarked

__all__ = ["Examples", "HousePolicy", "View", "all_examples", "compiled", "not_policies", "unmarked"]
