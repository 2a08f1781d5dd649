"""The language as data: its grammar, split by subject, and the prelude of standard metrics."""
