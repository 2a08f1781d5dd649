"""Two calls of each command, as its help shows them; a test runs them in the repository of ``examples/review``."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[str, str]] = {
    "amend": ("sla amend web-shop-sla", "sla amend web-shop-sla --against main"),
    "approve": ('sla approve web-shop-sla --as "Camille Roy"', "sla approve web-shop-sla --withdraw"),
    "cache": ("sla cache", "sla cache --clear"),
    "catalog": ("sla catalog", "sla catalog -C ."),
    "check": ("sla check", "sla check web-shop-sla.sla --format concise"),
    "compare": ("sla compare web-shop-sla hosting-ola", "sla compare web-shop-sla hosting-ola --format html"),
    "diff": ("sla diff main", "sla diff main HEAD --fail-on weakening"),
    "document": ("sla document web-shop-sla", "sla document web-shop-sla --format pdf --language fr"),
    "due": ("sla due", "sla due --from 2026-12-01 --to 2027-03-31"),
    "explain": ("sla explain web-shop-sla/uptime", "sla explain web-shop-sla"),
    "export": ("sla export", "sla export web-shop-sla/uptime --format openslo"),
    "facts check": ("sla facts check facts", "sla facts check facts -C ."),
    "facts init": ("sla facts init jira", "sla facts init uptime-kuma measured"),
    "fix": ("sla fix --diff", "sla fix web-shop-sla.sla"),
    "fmt": ("sla fmt --check", "sla fmt web-shop-sla.sla"),
    "gate": ("sla gate --against main", "sla gate --against main --format markdown"),
    "graph": ("sla graph", "sla graph web-shop --format mermaid"),
    "import backstage": (
        "sla import backstage catalog-info.yaml",
        "sla import backstage groups.yaml catalog-info.yaml --output services.sla",
    ),
    "import matrix": ("sla import matrix matrix.csv", "sla import matrix sla.xlsx --sheet Matrix"),
    "import openslo": ("sla import openslo slos.yaml", "sla import openslo slos.yaml --output slos.sla"),
    "import targets": ("sla import targets targets.csv", "sla import targets sla.xlsx --sheet Targets"),
    "import tiers": ("sla import tiers tiers.csv", "sla import tiers tiers.csv --output tiers.sla"),
    "init": ("sla init contracts", "sla init"),
    "lock": ("sla lock", "sla lock --as-of 2026-11-29"),
    "log": ("sla log web-shop-sla", "sla log web-shop-sla --format json"),
    "lsp": ("sla lsp", "sla lsp --help"),
    "mcp": ("sla mcp", "sla mcp -C ."),
    "new sla": (
        "sla new sla --on norvia-base --for atelier-brun",
        "sla new sla --on norvia-base --for atelier-brun --values v.toml",
    ),
    "policy test": ("sla policy test", "sla policy test --strict"),
    "register": ("sla register", "sla register --format csv"),
    "report": ("sla report --facts facts", "sla report web-shop-sla --facts facts --period 2026-10"),
    "review": ("sla review --against main", "sla review --against main --format markdown"),
    "rule": ("sla rule backing/hours-gap", "sla rule backing"),
    "schema": ("sla schema sla.check/1", "sla schema sla.gate/1"),
    "show": ("sla show web-shop-sla", "sla show web-shop-sla --as-of 2026-11-29"),
    "site": ("sla site pages", "sla site pages --facts facts --period 2026-10"),
    "watch": ("sla watch facts --every 1min", "sla watch facts web-shop-sla --looks 1"),
}


def shown(name: str) -> str:
    """The calls of a command for its help."""
    return "\b\nExamples:\n" + "\n".join(f"  {call}" for call in EXAMPLES.get(name, ()))
