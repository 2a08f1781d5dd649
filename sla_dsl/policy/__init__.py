"""Policies: rules of the house as code, compiled, judged and tested."""

from .house_policy import HousePolicy, compiled, not_policies
from .thing import View

__all__ = ["HousePolicy", "View", "compiled", "not_policies"]
