"""The server of PostgreSQL that these tests ask."""

from ..postgres import server

__all__ = ["server"]
