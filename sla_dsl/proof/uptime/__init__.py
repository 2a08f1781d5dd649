"""Promises of a share of time: availability and durability, their windows, and the money when they are missed."""
