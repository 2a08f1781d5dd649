"""The packages that a workspace names: found without running them, and never in the workspace itself.

Anyone who proposes a change of agreements can put a module beside them and name it in ``sla.toml``.  Nobody has read
the module when ``sla`` judges the proposal, so it must not run: not from the current folder, and not from Python's
import path.  An installed package is different: the person who runs ``sla`` has installed it.
"""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from itertools import accumulate
from pathlib import Path


class PackError(Exception):
    """A pack cannot be used; the message says which and why."""


def located(pack: str, root: Path | None = None) -> ModuleSpec:
    """The place of a package or module with this dotted name; nothing of it is imported.

    Raises ``PackError`` where it is not installed, or lies in the workspace in the folder ``root``.
    """
    spec: ModuleSpec | None = None
    # Each level is looked up by itself: `importlib.util.find_spec` would import the packages above.
    for name in accumulate(pack.split("."), "{}.{}".format):
        within = spec.submodule_search_locations if spec else None
        is_module = spec is not None and within is None
        spec = None if is_module else next(filter(None, (f.find_spec(name, within) for f in sys.meta_path)), None)
        if spec is None:
            raise PackError(f"`{pack}` is not installed where `sla` runs")
        if root is not None and any(_is_inside(place, root) for place in _places(spec)):
            raise PackError(f"`{pack}` lies in the workspace and is not loaded: what judges it is installed elsewhere")
    assert spec is not None
    return spec


def _places(spec: ModuleSpec) -> Iterator[Path]:
    """The files and folders from which a module is loaded."""
    if spec.has_location and spec.origin:
        yield Path(spec.origin).absolute()
    yield from (Path(folder).absolute() for folder in spec.submodule_search_locations or ())


def _is_inside(place: Path, root: Path) -> bool:
    """Whether a place, or the target of a link there, is in the workspace.

    The packages of the environment in which ``sla`` runs are not, even if it is a folder of the workspace, as `.venv`
    often is: a person who can write there can change ``sla`` itself.
    """
    installed = {Path(sysconfig.get_path(scheme)).resolve() for scheme in ("purelib", "platlib")}
    real = place.resolve()
    if any(real.is_relative_to(folder) for folder in installed):
        return False
    return any(each.is_relative_to(root.resolve()) for each in (place, real))
