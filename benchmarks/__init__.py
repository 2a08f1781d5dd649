"""How quick the toolkit is, as ratios against PyYAML and jsonschema: ``python -m benchmarks``."""
