"""How quick the toolkit is, as ratios against what others would use instead: ``python -m benchmarks``."""
