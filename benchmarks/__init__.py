"""The speed of the toolkit, as ratios against the tools that others would use instead: ``python -m benchmarks``."""
