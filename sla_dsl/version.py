"""The version of the toolkit, the same as in ``pyproject.toml``: to ask the installed package takes longer."""

VERSION = "0.1.0"
