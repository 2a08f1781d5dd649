"""The compiler: trees to the workspace model."""

from .compile import compile_sources

__all__ = ["compile_sources"]
