"""Whether the name on the package index is ours: ``python docs/package_index.py`` ends with 0 only then."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
INDEX = f"https://pypi.org/pypi/{PROJECT['name']}/json"


def is_ours(answer: dict[str, dict[str, object]]) -> bool:
    """Whether the project that the index has links to the same pages as ours, and to one at least."""
    links, ours = answer["info"].get("project_urls") or {}, PROJECT.get("urls", {})
    return bool(ours) and links == ours


def main() -> int:
    """Asks the index, and says what it has."""
    try:
        with urlopen(INDEX, timeout=30) as answer:
            found = is_ours(json.load(answer))
    except HTTPError as error:
        what = "nobody has the name yet" if error.code == 404 else f"the index answers with {error.code}"
        sys.stdout.write(f"{what}: do not name it\n")
        return 1
    except URLError as error:
        sys.stdout.write(f"the index cannot be asked ({error.reason}): do not name it\n")
        return 1
    sys.stdout.write("it is ours\n" if found else "somebody else has the name: do not name it\n")
    return int(not found)


if __name__ == "__main__":
    sys.exit(main())
