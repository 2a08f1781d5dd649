"""Where the files of an installed package lie."""

from importlib.util import find_spec
from pathlib import Path


def folder_of(package: str) -> Path:
    """The folder of an installed package; ``importlib.resources`` takes as long to import as a file to check."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the package `{package}` is not installed", name=package)
    return Path(next(iter(spec.submodule_search_locations)))
