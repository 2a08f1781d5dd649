"""The packages that a workspace names: found without running any of them, and never in the workspace itself.

Who proposes a change of agreements can put any module beside them, and name it in ``sla.toml``.  Nobody has read
it when ``sla`` judges the proposal, so it must not run, whatever folder is the current one and whatever is on the
path of imports.  What is installed is another matter: that is decided by whoever runs ``sla``.
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
    """Where the package or module of this dotted name lies; nothing of it is imported.

    Raises ``PackError`` where it is not installed, or lies in the workspace in the folder ``root``.
    """
    spec: ModuleSpec | None = None
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
    """Whether a place, or what it is a link to, is in the workspace.

    The packages of the environment in which ``sla`` runs are not, even if that is a folder of the workspace, as
    `.venv` often is: whoever can write there has other ways.
    """
    installed = {Path(sysconfig.get_path(scheme)).resolve() for scheme in ("purelib", "platlib")}
    real = place.resolve()
    if any(real.is_relative_to(folder) for folder in installed):
        return False
    return any(each.is_relative_to(root.resolve()) for each in (place, real))
