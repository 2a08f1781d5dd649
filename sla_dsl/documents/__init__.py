"""Agreements as documents that people sign: one tree of numbered texts, and three ways to lay it out."""
